/**
 * One sentence for each rule that is worth one; Raft's own come from Raft. Every value is read from the step;
 * the words are in `texts.ts`.
 */
import type { Face, Phrase, Step } from '../../engine/protocol';
import { replayed } from './replay';
import type { ClientState, ConsulParams, ServerState } from './types';

type Values = { [name: string]: string | number };

interface Seen<S> {
  readonly step: Step;
  readonly params: ConsulParams;
  readonly message: { readonly [field: string]: unknown };
  readonly before: S;
  readonly after: S;
}

const ms = (us: number): number => Math.round(us) / 1000;

/** A sentence by its key; who it is about and who sent the message are always at hand. */
function say<S>(
  key: string,
  tell: (seen: Seen<S>) => Values | null = () => ({}),
): (step: Step) => Phrase | null {
  return (step) => {
    const { node, before, after, from, message } = step;
    if (node === null || before === null || after === null) return null;
    const states = { before: before as unknown as S, after: after as unknown as S };
    const params = step.params as ConsulParams;
    const values = tell({ step, params, message: message ?? {}, ...states });
    return values === null ? null : { key, values: { node, from: from ?? '', ...values } };
  };
}

const onServer = (key: string, tell?: (seen: Seen<ServerState>) => Values | null) =>
  say<ServerState>(key, tell);
const onClient = (key: string, tell?: (seen: Seen<ClientState>) => Values | null) =>
  say<ClientState>(key, tell);

/** What the last command of the step did that changed who holds the lock. */
const turns = (step: Step): Phrase | null => {
  const done = replayed(step).filter(({ was, came }) => was.key !== came.database.key);
  const last = done.at(-1);
  if (last === undefined) return null;
  const { key } = last.came.database;
  if (key !== null && key.holder !== null) {
    const { holder, lockIndex } = key;
    return onServer('say.stored', () => ({ holder, lockIndex }))(step);
  }
  const holder = last.was.key?.holder ?? null;
  if (holder === null) return null;
  return onServer(last.came.lost ? 'say.lost' : 'say.freed', () => ({ holder }))(step);
};

const why = (type: unknown): string =>
  ({ SessionCreate: 'a session', Acquire: 'the lock' })[String(type)] ?? 'a change';

/** By rule: what it says. */
export const sentences: Face['sentences'] = {
  SV1: (step) =>
    onServer(step.event.kind === 'start' ? 'say.server.starts' : 'say.server.back')(step),
  SV2: onServer('say.server.leads', ({ after, params }) => ({
    count: after.timers.length,
    wholeMs: 2 * ms(params.ttlUs),
  })),
  SV3: onServer('say.server.stops'),
  SV4: onServer('say.server.refuses', ({ before }) =>
    before.role === 'leader' || before.leader === null ? null : { leader: before.leader },
  ),
  SV5: onServer('say.server.logs', ({ message }) => ({ what: why(message['type']) })),
  AP1: turns,
  LD1: onServer('say.delayed'),
  LD2: onServer('say.delays', ({ params }) => ({ delayMs: ms(params.lockDelayUs) })),
  SE1: onServer('say.keeps', ({ message, params }) => ({
    session: Number(message['session']),
    wholeMs: 2 * ms(params.ttlUs),
  })),
  SE2: onServer('say.unknown', ({ message }) => ({ session: Number(message['session']) })),
  SE4: onServer('say.ends', ({ step, params }) => ({
    session: Number(step.event.timer?.key ?? 0),
    wholeMs: 2 * ms(params.ttlUs),
  })),
  BQ1: onServer('say.answers'),
  BQ2: onServer('say.blocks'),
  BQ4: onServer('say.waited'),
  CL1: onClient('say.starts'),
  CL2: onClient('say.session', ({ after }) => ({ session: after.session ?? 0 })),
  CL3: onClient('say.renews', ({ before }) => ({ session: before.session ?? 0 })),
  CL4: onClient('say.renewed', ({ params }) => ({ ttlMs: ms(params.ttlUs) })),
  CL5: onClient('say.gone', ({ before }) => ({ session: before.session ?? 0 })),
  CL6: onClient('say.over', ({ before, params }) => ({
    session: before.session ?? 0,
    ttlMs: ms(params.ttlUs),
  })),
  CN1: onClient('say.next', ({ after }) => ({ store: after.store ?? '' })),
  CN2: onClient('say.sentOn', ({ after }) => ({ store: after.store ?? '' })),
  LK1: onClient('say.leads', ({ after }) => ({ lockIndex: after.lockIndex ?? 0 })),
  LK2: onClient('say.refused'),
  LK3: onClient('say.holds', ({ after }) => ({ lockIndex: after.lockIndex ?? 0 })),
  LK4: onClient('say.waits', ({ message }) => ({ holder: String(message['holder']) })),
  LK5: onClient('say.tries'),
  LK6: onClient('say.loses'),
  LK7: onClient('say.retries', ({ params }) => ({ retryMs: ms(params.retryUs) })),
  RL1: onClient('say.releases'),
  RL2: onClient('say.destroys', ({ before }) => ({ session: before.session ?? 0 })),
  RL3: onClient('say.released'),
  RL4: onClient('say.destroyed'),
};
