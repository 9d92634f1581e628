/**
 * Consul's claims about its servers: one history (K1), sessions that are kept (K2), the lock-delay (K3), and
 * what the LockIndex is good for (K4).
 */
import type { ServerState } from '../../algorithms/consul/types';
import type { NodeId, PartState, Step, Us } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { History } from '../history';
import type { Property } from '../types';
import { DURABLE, forgotten, isBirth, nowOf, paramsOf, sends, serverOf } from './view';

export const oneHistory: Property = {
  id: 'K1',
  kind: 'MUST',
  claim: 'Servers that have applied equally much of the log have equal databases, at any time.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'consul agent/consul/fsm: one deterministic state machine',
  start: () => {
    const databases = history<number, string>();
    return remembering([databases], {
      see: (step) => {
        const seen = serverOf(step);
        if (seen === null || seen.before.applied === seen.after.applied) return null;
        const { applied, database } = seen.after;
        if (applied === 0) return null;
        const text = JSON.stringify(database);
        const known = databases.get(applied);
        if (known === undefined) databases.set(applied, text);
        if (known === undefined || known === text) return null;
        const why = `${seen.node} has another database after ${applied} entries than another had`;
        return breach(step, why, [seen.node]);
      },
    });
  },
};

/**
 * When a server decided what this step shows, on its own clock: what waited for a disk, and for a person who
 * held the write back, was decided before the write.
 */
function decisions(): {
  readonly began: History<NodeId, Us>;
  readonly decidedAt: (step: Step, node: NodeId) => Us;
} {
  const began = history<NodeId, Us>();
  const decidedAt = (step: Step, node: NodeId): Us => {
    const now = nowOf(step, node);
    if (step.event.kind === 'written') return began.get(node) ?? now;
    if (step.effects.some((effect) => effect.do === 'persist')) began.set(node, now);
    return now;
  };
  return { began, decidedAt };
}

const timerOf = ({ timers }: ServerState, session: number) =>
  timers.find((one) => one.session === session);

export const keptSessions: Property = {
  id: 'K2',
  kind: 'MUST',
  claim:
    'A server ends no session before twice its TTL has passed, by its own clock, since it opened or renewed it or came to lead.',
  assumes: '',
  source: 'consul agent/consul/session_ttl.go: the timer is twice the TTL',
  start: () => {
    /** By server and session: when it was last promised its time. */
    const since = history<string, Us>();
    const { began, decidedAt } = decisions();
    return remembering([since, began], {
      see: (step) => {
        const seen = serverOf(step);
        if (seen === null) return null;
        const { node, before, after } = seen;
        const now = decidedAt(step, node);
        const promise = (session: number): void => since.set(`${node} ${session}`, now);
        if (!before.ready && after.ready) {
          for (const { session } of after.timers) promise(session);
        }
        for (const { message } of sends(step, 'SessionCreateReply')) promise(message.session);
        for (const { message } of sends(step, 'SessionRenewReply')) {
          if (message.done) promise(message.session);
        }
        const { timer } = step.event;
        const rung = timer?.name === 'session' ? timer.key : null;
        for (const { session } of before.timers.filter(({ ending }) => !ending)) {
          // Ended by its timer: its end is on its way through the log, or has come through.
          if (rung !== String(session) || timerOf(after, session)?.ending === false) continue;
          const waitedUs = now - (since.get(`${node} ${session}`) ?? now);
          if (waitedUs >= 2 * paramsOf(step).ttlUs) continue;
          const why = `${node} ends session ${session} after ${waitedUs / 1000} ms`;
          return breach(step, why, [node]);
        }
        return null;
      },
    });
  },
};

/** How long the log of a server is, as Raft below it has it. */
function logOf(states: readonly PartState[] | null | undefined): number {
  const stable = states?.[1]?.stable as { readonly log: { readonly length: number } } | undefined;
  return stable?.log.length ?? 0;
}

/** True if a session that held the lock is gone in this step, and nobody holds the lock after it. */
function losesLock({ before, after }: { before: ServerState; after: ServerState }): boolean {
  const held = before.database.key?.session ?? null;
  if (held === null || (after.database.key?.session ?? null) !== null) return false;
  return !after.database.sessions.some(({ session }) => session === held);
}

export const lockDelay: Property = {
  id: 'K3',
  kind: 'MUST',
  claim:
    'After a session that held the lock has ended, a server puts no request for the lock into the log before the lock-delay, by its own clock, counted from before it wrote that end.',
  assumes: '',
  source: 'consul agent/consul/kvs_endpoint.go: the lock-delay is looked at before the log',
  start: () => {
    /** By server: when it learned that the lock was lost. */
    const lostAt = history<NodeId, Us>();
    const { began, decidedAt } = decisions();
    return remembering([lostAt, began], {
      see: (step: Step) => {
        const seen = serverOf(step);
        if (seen === null) return null;
        const { node, after } = seen;
        const now = decidedAt(step, node);
        if (isBirth(step)) lostAt.delete(node);
        const since = lostAt.get(node);
        if (losesLock(seen)) lostAt.set(node, now);
        else if ((after.database.key?.session ?? null) !== null) lostAt.delete(node);
        if (step.event.kind !== 'deliver' || step.message?.type !== 'Acquire') return null;
        if (logOf(step.within?.after) <= logOf(step.within?.before)) return null;
        const { lockDelayUs } = paramsOf(step);
        if (since === undefined || now - since >= lockDelayUs) return null;
        const why = `${node} lets ${step.from ?? ''} ask for the lock ${(now - since) / 1000} ms after it was lost`;
        return breach(step, why, [node]);
      },
    });
  },
};

export const oneToken: Property = {
  id: 'K4',
  kind: 'MUST',
  claim:
    'No LockIndex is given to two sessions, and each new holder has a higher one; where keys are deleted, the same of the index of locking.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'consul agent/consul/state/kvs.go: kvsLockTxn',
  start: () => {
    const sessionOf = history<number, number>();
    /** By index of locking: the token that went with it. */
    const tokens = history<string, number>();
    return remembering([sessionOf, tokens], {
      see: (step) => {
        const seen = serverOf(step);
        if (seen === null) return null;
        const isDelete = paramsOf(step).behavior === 'delete';
        for (const { to, message } of sends(step, 'AcquireReply')) {
          if (!message.done) continue;
          const { session, lockIndex, lockedAt } = message;
          const token = isDelete ? lockedAt : lockIndex;
          const first = sessionOf.get(token);
          if (first === undefined) sessionOf.set(token, session);
          const nodes = [seen.node, to];
          if (first !== undefined && first !== session) {
            const why = `token ${token} is given to session ${session} and to ${first}`;
            return breach(step, why, nodes);
          }
          const newest = tokens.get('newest') ?? 0;
          const newestAt = tokens.get('at') ?? 0;
          if (lockedAt > newestAt && token <= newest) {
            return breach(step, `token ${token} comes after ${newest}`, nodes);
          }
          if (lockedAt <= newestAt) continue;
          tokens.set('newest', token);
          tokens.set('at', lockedAt);
        }
        return null;
      },
    });
  },
};
