/** Claims of the Kubernetes election's sentences, held against record, versions and messages. For tests only. */
import type {
  CandidateState,
  KubernetesParams,
  ServerState,
} from '../../algorithms/kubernetes/types';
import type { AnyMessage } from '../../engine/protocol';
import type { Claim, Court } from './claim';
import { believes, nodeIn, sentTo } from './claim';

const N = String.raw`(n\d+)`;
const S = String.raw`(s\d+)`;
const COUNT = String.raw`(\d+)`;
const MS = String.raw`(\d+(?:\.\d+)?) ms`;
const rx = (source: string): RegExp => new RegExp(source, 'g');

const came = ({ step }: Court): AnyMessage | null => step?.message ?? null;
const after = ({ step }: Court): CandidateState => step?.after as CandidateState;
const before = ({ step }: Court): CandidateState => step?.before as CandidateState;
const stored = ({ step }: Court) => (step?.after as unknown as ServerState).stable;
const params = ({ step }: Court): KubernetesParams => step?.params as KubernetesParams;
const usOf = (ms: string): number => Math.round(Number(ms) * 1000);
const now = ({ step }: Court): number => step?.world.node(step.node ?? '').clock.localUs ?? 0;
const acted = ({ step }: Court, node: string, from?: string): boolean =>
  step?.node === node && (from === undefined || step.from === from);
const field = (court: Court, name: string): unknown => came(court)?.[name];
/** The node of a process. */
const nodeOf = (holder: unknown): string => String(holder ?? '').replace(/_.*/, '');
const updates = (court: Court, count: string): boolean =>
  sentTo(court, 'Update', (m) => m['leaderTransitions'] === Number(count)).length === 1;

const candidates: readonly Claim[] = [
  {
    words: rx(`^${N} starts as a new process and reads the record`),
    holds: (court, node = '') =>
      acted(court, node) &&
      ['start', 'restart'].includes(court.step?.event.kind ?? '') &&
      sentTo(court, 'Get').length === 1,
  },
  {
    words: rx(`^${N} renews: its own record was the last it saw, so it writes`),
    holds: (court, node = '') =>
      acted(court, node) &&
      before(court).observed?.holder === before(court).identity &&
      sentTo(court, 'Update', (m) => m['holder'] === before(court).identity).length === 1,
  },
  {
    words: rx(`^${N} reads the record\\.`),
    holds: (court, node = '') => acted(court, node) && sentTo(court, 'Get').length === 1,
  },
  {
    words: rx(`^There is no record yet: ${N} creates one`),
    holds: (court, node = '') =>
      acted(court, node) &&
      field(court, 'found') === false &&
      sentTo(court, 'Create', (m) => m['holder'] === after(court).identity).length === 1,
  },
  {
    words: rx(`^${N} reads that ${N} holds the lease, which is not over by its own clock`),
    holds: (court, node = '', holder = '') =>
      acted(court, node) &&
      nodeOf(field(court, 'holder')) === holder &&
      Math.min(after(court).triedUs, now(court)) <
        (after(court).observedTime ?? 0) + params(court).leaseUs,
  },
  {
    words: rx(`^${N} reads that ${N} holds the lease\\. It cannot renew any more, and still leads`),
    holds: (court, node = '', holder = '') =>
      acted(court, node) &&
      nodeOf(field(court, 'holder')) === holder &&
      believes(court.now, node) &&
      (after(court).deadline ?? 0) > now(court),
  },
  {
    words: rx(`^The record names ${N}: it writes it anew`),
    holds: (court, node = '') =>
      acted(court, node) &&
      field(court, 'holder') === after(court).identity &&
      sentTo(court, 'Update').length === 1,
  },
  {
    words: rx(`^The record names nobody: ${N} tries to take it, transition ${COUNT}`),
    holds: (court, node = '', count = '') =>
      acted(court, node) && field(court, 'holder') === null && updates(court, count),
  },
  {
    words: rx(
      `^${N} has not seen the record of ${N} change for ${MS}: it tries to take over, transition ${COUNT}`,
    ),
    holds: (court, node = '', holder = '', ms = '', count = '') =>
      acted(court, node) &&
      nodeOf(field(court, 'holder')) === holder &&
      now(court) - (before(court).observedTime ?? Infinity) >= usOf(ms) &&
      updates(court, count),
  },
  {
    words: rx(`^The write of ${N} is refused: the record is no longer what it had read`),
    holds: (court, node = '') => acted(court, node) && field(court, 'done') === false,
  },
  {
    words: rx(`^${N} gives up a request that was not answered for ${MS}`),
    holds: (court, node = '', ms = '') =>
      acted(court, node) &&
      court.step?.event.timer?.name === 'call' &&
      params(court).callUs === usOf(ms),
  },
  {
    words: rx(`^${N} leads, transition ${COUNT}: its write was accepted.* stops ${MS} after`),
    holds: (court, node = '', count = '', ms = '') =>
      believes(court.now, node, count) &&
      field(court, 'done') === true &&
      after(court).deadline === (before(court).pending?.sentUs ?? 0) + usOf(ms),
  },
  {
    words: rx(`^${N} has renewed and leads on, ${MS} from when it asked`),
    holds: (court, node = '', ms = '') =>
      believes(court.now, node) &&
      believes(court.was, node) &&
      after(court).deadline === (before(court).pending?.sentUs ?? 0) + usOf(ms),
  },
  {
    words: rx(`^${N} could not renew for ${MS} by its own clock: it stops leading`),
    holds: (court, node = '', ms = '') =>
      acted(court, node) &&
      params(court).deadlineUs === usOf(ms) &&
      now(court) >= (before(court).deadline ?? Infinity) &&
      nodeIn(court.now, node).leader === null,
  },
  {
    words: rx(`^${N} stops leading and clears its name from the record`),
    holds: (court, node = '') =>
      acted(court, node) &&
      nodeIn(court.now, node).leader === null &&
      sentTo(court, 'Update', (m) => m['holder'] === null).length === 1,
  },
];

const servers: readonly Claim[] = [
  { words: rx(`^${S} serves what is stored`), holds: (court, node = '') => acted(court, node) },
  {
    words: rx(`^${S} gives ${N} the record: (\\w+) holds? the lease`),
    holds: (court, node = '', from = '', holder = '') =>
      acted(court, node, from) &&
      (holder === 'nobody'
        ? stored(court).record?.holder === null
        : nodeOf(stored(court).record?.holder) === holder) &&
      sentTo(court, 'GetReply').includes(from),
  },
  {
    words: rx(`^${S} tells ${N} that there is no record`),
    holds: (court, node = '', from = '') =>
      acted(court, node, from) && stored(court).record === null,
  },
  {
    words: rx(`^${S} stores that ${N} holds the lease, transition ${COUNT}`),
    holds: (court, node = '', holder = '', count = '') =>
      acted(court, node) &&
      nodeOf(stored(court).record?.holder) === holder &&
      stored(court).record?.leaderTransitions === Number(count),
  },
  {
    words: rx(`^${S} stores that nobody holds the lease`),
    holds: (court, node = '') => acted(court, node) && stored(court).record?.holder === null,
  },
  {
    words: rx(`^${S} refuses ${N}: there is a record already`),
    holds: (court, node = '', from = '') =>
      acted(court, node, from) &&
      stored(court).record !== null &&
      sentTo(court, 'CreateReply', (m) => m['done'] === false).includes(from),
  },
  {
    words: rx(
      `^${S} refuses ${N}, which had read version ${COUNT}: the record has version ${COUNT}`,
    ),
    holds: (court, node = '', from = '', read = '', version = '') =>
      acted(court, node, from) &&
      field(court, 'resourceVersion') === Number(read) &&
      stored(court).resourceVersion === Number(version) &&
      sentTo(court, 'UpdateReply', (m) => m['done'] === false).includes(from),
  },
];

export const kubernetesClaims: readonly Claim[] = [...candidates, ...servers];
