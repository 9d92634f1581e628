/**
 * P7: with a majority up and one proposer that the others leave alone, something is decided; in a log a
 * leader is found and what it is asked to do is chosen.
 */
import type {
  MultiParams,
  MultiState,
  SingleParams,
  SingleState,
} from '../../algorithms/paxos/types';
import type { Fact, NodeId, Step, Us, WorldView } from '../../engine/protocol';
import { cell, history, remembering } from '../history';
import type { Cell, History } from '../history';
import type { Breach, Checker, Ledger, Property, RunFacts } from '../types';
import { coreOf, isDisturbed, roundUs, tampered, unfit } from './quiet';
import { formOf } from './view';

/** A leader is there after so many of the longest waits. */
const WAITS_TO_LEAD = 50;

/** What a checker of progress remembers. */
interface Memory {
  readonly quietSince: Cell<Us>;
  /** Nodes that propose, or will. */
  readonly active: History<NodeId, boolean>;
  /** Since when there is exactly one of them; null: there is not; undefined: nobody has looked yet. */
  readonly aloneSince: Cell<Us | null | undefined>;
  /** The oldest request that the leader of this ballot has not seen chosen. */
  readonly open: Cell<{ node: NodeId; ballot: number; slot: number; us: Us } | null>;
  /** All parameters that were in force: a run may change them. */
  readonly versions: Cell<readonly object[]>;
}

function broken(world: WorldView, why: string, nodes: readonly NodeId[]): Breach {
  return { event: world.events - 1, us: world.us, why, nodes };
}

// --------------------------------------------------------------------------- single decree

/** It proposes, or a timer will make it propose. */
function isActive(world: WorldView, node: NodeId): boolean {
  const { up, state, timers } = world.node(node);
  const { chosen, phase } = state as SingleState;
  if (!up || chosen !== null) return false;
  return phase !== 'idle' || timers.some(({ name }) => name === 'propose' || name === 'retry');
}

/** Who has stepped or crashed; at first everybody, for a check may begin in the middle of a run. */
function touched({ aloneSince }: Memory, step: Step, facts: readonly Fact[]): readonly NodeId[] {
  if (aloneSince.now === undefined) return step.world.candidates;
  const crashed = facts.flatMap((fact) => (fact.fact === 'crashed' ? [fact.node] : []));
  return step.node === null ? crashed : [...crashed, step.node];
}

function watchProposers(memory: Memory, step: Step, facts: readonly Fact[]): void {
  const { active, aloneSince } = memory;
  for (const node of touched(memory, step, facts)) {
    const is = isActive(step.world, node);
    if (aloneSince.now !== undefined && (active.get(node) ?? false) === is) continue;
    active.set(node, is);
    const count = step.world.candidates.filter((id) => active.get(id) === true).length;
    aloneSince.now = count === 1 ? step.event.us : null;
  }
}

/** The one proposer has had all the time it needs. */
function undecided(memory: Memory, run: RunFacts, world: WorldView, ledger: Ledger): Breach | null {
  const since = memory.aloneSince.now;
  if (since === null || since === undefined) return null;
  const { proposeAtUs } = run.params as SingleParams;
  const retryUs = longest(memory);
  const firstUs = Math.max(...proposeAtUs);
  const fromUs = Math.max(since, memory.quietSince.now, firstUs);
  // A ballot that is refused, and the next, which is above all that were told.
  if (world.us - fromUs <= 4 * roundUs(ledger) + 3 * retryUs) return null;
  const node = world.candidates.find((id) => memory.active.get(id) === true);
  if (node === undefined || !coreOf(world).includes(node)) return null;
  const ms = (world.us - fromUs) / 1000;
  return broken(world, `${node} alone proposes for ${ms} ms and knows of no decision`, [node]);
}

// ------------------------------------------------------------------------------ Multi-Paxos

function watchRequests({ open }: Memory, step: Step): void {
  const { node, after } = step;
  if (node === null || after === null) return;
  const { role, ballot, stable, nextSlot, proposals } = after as MultiState;
  const { now } = open;
  const isOver = now?.node === node && (role !== 'leader' || stable.ledger.length >= now.slot);
  if (isOver || (now !== null && role === 'leader' && ballot > now.ballot)) open.now = null;
  if (open.now !== null || step.event.kind !== 'request' || role !== 'leader') return;
  const slot = nextSlot - 1;
  if (proposals.some((one) => one.slot === slot)) {
    open.now = { node, ballot, slot, us: step.event.us };
  }
}

function leaderless(memory: Memory, world: WorldView): Breach | null {
  const waitedUs = world.us - memory.quietSince.now;
  if (world.seats.length > 0 || waitedUs <= WAITS_TO_LEAD * longest(memory)) return null;
  return broken(
    world,
    `no leader for ${waitedUs / 1000} ms though a majority is up and linked`,
    [],
  );
}

function unchosen(memory: Memory, world: WorldView, ledger: Ledger): Breach | null {
  const { now } = memory.open;
  if (now === null) return null;
  const waitedUs = world.us - Math.max(now.us, memory.quietSince.now);
  const isSeated = world.seats.some(
    ({ node, attempt }) => node === now.node && attempt === now.ballot,
  );
  const { heartbeatUs } = world.params as MultiParams;
  if (!isSeated || waitedUs <= 4 * heartbeatUs + 4 * roundUs(ledger)) return null;
  return broken(world, `slot ${now.slot} of ${now.node} is open for ${waitedUs / 1000} ms`, [
    now.node,
  ]);
}

// -------------------------------------------------------------------------------- in common

/** The longest wait of a proposer that was ever in force. */
function longest({ versions }: Memory): Us {
  return Math.max(...versions.now.map((one) => (one as SingleParams).retryUsMax));
}

/** Which assumption about speed failed; empty if none. */
function tooSlow(params: object, ledger: Ledger): string {
  const { retryUsMin, retryUsMax, nack } = params as SingleParams | MultiParams;
  const round = roundUs(ledger);
  if (formOf(params) === 'single') {
    if (!nack) return 'nobody tells a proposer how high its next ballot must be';
    return retryUsMin > 2 * round ? '' : 'a proposer does not wait for two round trips';
  }
  const { heartbeatUs } = params as MultiParams;
  if (round * 5 > retryUsMin) return 'a round trip took more than a fifth of the shortest wait';
  if (heartbeatUs + 2 * round > retryUsMin) return 'heartbeats are too rare for the shortest wait';
  if (retryUsMax - retryUsMin < 3 * round) return 'the waits lie so close together that all duel';
  return '';
}

function watch(memory: Memory, run: RunFacts, step: Step, facts: readonly Fact[]): void {
  const { versions, quietSince } = memory;
  if (versions.now.at(-1) !== step.params) versions.now = [...versions.now, step.params];
  if (isDisturbed(step, facts)) quietSince.now = step.event.us;
  if (formOf(step.params) === 'single') watchProposers(memory, step, facts);
  else watchRequests(memory, step);
}

function check(run: RunFacts): Checker {
  const memory: Memory = {
    quietSince: cell<Us>(0),
    active: history(),
    aloneSince: cell<Us | null | undefined>(undefined),
    open: cell<Memory['open']['now']>(null),
    versions: cell<readonly object[]>([run.params]),
  };
  const { quietSince, active, aloneSince, open, versions } = memory;
  const isSingle = formOf(run.params) === 'single';
  return remembering([quietSince, active, aloneSince, open, versions], {
    see: (step, facts) => {
      watch(memory, run, step, facts);
      return null;
    },
    judge: (world, ledger) => {
      if (unfit(world) !== '') return null;
      if (isSingle) return undecided(memory, run, world, ledger);
      return leaderless(memory, world) ?? unchosen(memory, world, ledger);
    },
    assumed: (ledger, world) => {
      const slow = versions.now.map((one) => tooSlow(one, ledger)).find((why) => why !== '');
      const why = unfit(world) || tampered(world, ledger) || (slow ?? '');
      return { held: why === '', why };
    },
    remark: unfit,
  });
}

/** The checker of a form that is none of these. */
const idle: Checker = { see: () => null, mark: () => null, rewind: () => undefined };

export const decides: Property = {
  id: 'P7',
  kind: 'IF',
  liveness: true,
  claim:
    'A proposer that the others leave alone knows a decision within two round trips of a ballot that nobody is ahead of; in a log a leader is found, and its requests are chosen.',
  assumes:
    'A majority is up and fully linked, nothing is lost, disturbed or held back, refusals are told, and the waits are long enough for the round trips.',
  source: 'Lamport, Paxos Made Simple, section 2.4: Progress',
  start: (run) => (formOf(run.params) === null ? idle : check(run)),
};
