/** The Kubernetes leader election with one mistake each, as one can get leases and versions wrong. */
import type { Algorithm, Context, MessageContext } from '../../engine/protocol';
import type { candidateOf, serverOf } from '../../properties/kubernetes/view';
import type { Mutant } from './types';
import { as, changedPart, disguised, onMessage, onTimer } from './wrap';
import type { Change } from './wrap';

type After<Of extends (...step: never) => { readonly after: object } | null> = NonNullable<
  ReturnType<Of>
>['after'];
type ServerState = After<typeof serverOf>;
type CandidateState = After<typeof candidateOf>;

function mutant(id: string, breaks: string, noticedBy: readonly string[], change: Change): Mutant {
  return { id, of: 'kubernetes', breaks, noticedBy, exhibit: changedPart(change) };
}

/** The same for the API server. */
function serverMutant(
  id: string,
  breaks: string,
  noticedBy: readonly string[],
  change: Change,
): Mutant {
  return {
    ...{ id, of: 'kubernetes', breaks, noticedBy },
    exhibit: (algorithm, play) => play(withServer(algorithm, change)),
  };
}

function withServer(algorithm: Algorithm, change: Change): Algorithm {
  const { replica } = algorithm.kinds;
  const part = replica?.parts['store'];
  if (replica === undefined || part === undefined) throw new Error('There is no API server');
  const kinds = { ...algorithm.kinds, replica: { ...replica, parts: { store: change(part) } } };
  return { ...algorithm, kinds };
}

const blind = onMessage('Update', (handle) => (state, m, ctx) => {
  const { resourceVersion } = as<ServerState>(state).stable;
  handle(state, { ...m, resourceVersion }, ctx);
});

/** It believes the time that the record bears, as the clock of whoever wrote it showed it. */
const storedTime = onMessage('GetReply', (handle) => (state, m, ctx) => {
  handle(state, m, ctx);
  const s = as<CandidateState>(state);
  if (s.observed !== null) s.observedTime = s.observed.renewTime;
});

const impatient = onMessage('GetReply', (handle) => (state, m, ctx) => {
  const s = as<CandidateState>(state);
  const was = s.observedTime;
  const early = (was ?? 0) - Math.floor((ctx.params as { readonly leaseUs: number }).leaseUs / 2);
  if (was !== null) s.observedTime = early;
  handle(state, m, ctx);
  if (s.observedTime === early) s.observedTime = was;
});

const sameCount = onMessage('GetReply', (handle) => (state, m, ctx) => {
  const count = Number((m as { readonly leaderTransitions: number }).leaderTransitions);
  const send: Context['send'] = (to, message) => {
    const said = message.type === 'Update' ? { ...message, leaderTransitions: count } : message;
    ctx.send(to, said as typeof message);
  };
  handle(state, m, disguised<Context>(ctx, { send }) as MessageContext);
});

/** What it sees of the time while it leads: the deadline is never there. */
function timeless<C extends Context>(state: CandidateState, ctx: C): C {
  const { leading, deadline } = state;
  if (!leading || deadline === null || ctx.now < deadline) return ctx;
  return disguised<Context>(ctx, { now: deadline - 1 }) as C;
}

const neverStops: Change = (part) => {
  const messages = ['GetReply', 'UpdateReply'].map((type) =>
    onMessage(
      type,
      (handle) => (s, m, ctx) => handle(s, m, timeless<MessageContext>(as<CandidateState>(s), ctx)),
    ),
  );
  const timers = ['retry', 'call'].map((name) =>
    onTimer(
      name,
      (handle) => (s, ctx, key) => handle(s, timeless(as<CandidateState>(s), ctx), key),
    ),
  );
  const sleeps = onTimer('renewDeadline', () => () => undefined);
  return [...messages, ...timers, sleeps].reduce((changed, change) => change(changed), part);
};

/** A leader's deadline counts from the answer and not from the sending. */
const countsLate = onMessage('UpdateReply', (handle) => (state, m, ctx) => {
  const s = as<CandidateState>(state);
  if (s.pending !== null) s.pending = { ...s.pending, sentUs: ctx.now };
  handle(state, m, ctx);
});

const givesUp = onTimer('retry', (handle) => (state, ctx, key) => {
  const s = as<CandidateState>(state);
  if (s.observed === null || s.leading) handle(state, ctx, key);
});

export const kubernetesMutants: readonly Mutant[] = [
  serverMutant('kubernetes-blind', 'A write replaces what it has not read', ['K1'], blind),
  mutant(
    'kubernetes-stored-time',
    'A candidate compares the time in the record with its own clock',
    ['K2', 'liveness'],
    storedTime,
  ),
  mutant('kubernetes-impatient', 'A candidate waits for half the lease', ['K2'], impatient),
  mutant('kubernetes-same-count', 'Who takes over keeps the count', ['K4'], sameCount),
  mutant('kubernetes-never-stops', 'A leader goes on without renewing', ['K5'], neverStops),
  mutant(
    'kubernetes-counts-late',
    'The deadline counts from when a renewal is answered',
    ['K5'],
    countsLate,
  ),
  mutant('kubernetes-gives-up', 'Who has seen a record looks no more', ['liveness'], givesUp),
];
