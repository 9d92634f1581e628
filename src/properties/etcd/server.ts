/**
 * etcd's claims about the store: revisions (K1), leases (K2), the order of the queue (K3) and guarded writes
 * (K4).
 */
import type { Command, Database } from '../../algorithms/etcd/types';
import type { RaftState } from '../../algorithms/raft/types';
import type { NodeId, Step, Us } from '../../engine/protocol';
import { at } from '../../lib/list';
import { breach, cell, history, remembering, stateless } from '../history';
import type { Property } from '../types';
import { DURABLE, forgotten, hasKey, headOf, nowOf, sends, storeOf } from './view';
import type { Stepped } from './view';
import type { StoreState } from '../../algorithms/etcd/types';

/** A database as one line: equal lines, equal databases. */
function lineOf({ revision, keys, leases }: Database): string {
  const named = keys.map(({ createRev, modRev, owner }) => `${createRev}/${modRev}/${owner}`);
  return `${revision}: ${named.join(' ')}; ${leases.map(({ lease }) => lease).join(' ')}`;
}

/** What is wrong with a database by itself; empty if nothing is. */
function unsound({ keys, leases, revision }: Database): string {
  const orphan = keys.find(({ lease }) => !leases.some((one) => one.lease === lease));
  if (orphan !== undefined) return `key ${orphan.createRev} outlives its lease ${orphan.lease}`;
  const twice = keys.find((one, place) =>
    keys.slice(place + 1).some(({ createRev }) => createRev <= one.createRev),
  );
  if (twice !== undefined) return `a key after ${twice.createRev} has no higher create revision`;
  const late = keys.find(({ modRev }) => modRev > revision);
  return late === undefined ? '' : `key ${late.createRev} is of revision ${late.modRev}`;
}

export const oneHistory: Property = {
  id: 'K1',
  kind: 'MUST',
  claim:
    'Replicas that have applied as much hold the same keys; revisions never fall, each key has one of its own, and a revoked lease takes its keys with it.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'etcd: data model; server/lease/lessor.go, Revoke',
  start: () => {
    const known = history<number, string>();
    return remembering([known], {
      see: (step) => {
        const seen = storeOf(step);
        if (seen === null) return null;
        const { node, before, after } = seen;
        if (after.applied === before.applied) return null;
        if (after.applied > before.applied && after.database.revision < before.database.revision) {
          const why = `${node} goes back to revision ${after.database.revision}`;
          return breach(step, why, [node]);
        }
        const wrong = unsound(after.database);
        if (wrong !== '') return breach(step, `at ${node}, ${wrong}`, [node]);
        const line = lineOf(after.database);
        const first = known.get(after.applied);
        if (first === undefined) known.set(after.applied, line);
        if (first === undefined || first === line) return null;
        const why = `${node} holds another database after entry ${after.applied} than was held before`;
        return breach(step, why, [node]);
      },
    });
  },
};

/** The leases that this step asks the log to revoke because they have run out. */
function expiredIn(step: Step, node: NodeId): readonly number[] {
  if (step.event.kind !== 'timer' || step.event.timer?.name !== 'expiry') return [];
  const { log } = (step.world.part(node, 'raft') as RaftState).stable;
  const text = at(log, log.length - 1)?.command ?? null;
  const command = text === null ? null : (JSON.parse(text) as Command);
  return command?.op === 'expire' ? command.leases : [];
}

export const wholeLeases: Property = {
  id: 'K2',
  kind: 'MUST',
  claim:
    'No lease is revoked for its age before its time is over by the clock of the store leader, counted from its grant, its last renewal, or the store leader’s own beginning.',
  assumes: '',
  source: 'etcd: server/lease/lessor.go',
  start: () => {
    /** By replica: when it last renewed each lease, on its clock. */
    const renewed = history<string, Us>();
    const note = ({ node, before, after }: Stepped<StoreState>, step: Step, now: Us): void => {
      const isNew = before.role !== 'leader' && after.role === 'leader';
      const known = before.database.leases;
      for (const { lease } of after.database.leases) {
        const isGranted = !known.some((one) => one.lease === lease);
        if (!isNew && !isGranted) continue;
        // What a disk kept waiting was decided before, and counts from then.
        const decided = after.expiries.find((one) => one.lease === lease)?.fromUs ?? now;
        const isLate = step.event.kind === 'written';
        renewed.set(`${node} ${lease}`, isLate ? Math.min(decided, now) : now);
      }
      for (const { message } of sends(step, 'LeaseKeepAliveReply')) {
        if (message.ttl > 0) renewed.set(`${node} ${message.lease}`, now);
      }
    };
    return remembering([renewed], {
      see: (step) => {
        const seen = storeOf(step);
        if (seen === null) return null;
        const { node, before, after } = seen;
        const now = nowOf(step, node);
        const over = before.role === 'leader' ? expiredIn(step, node) : [];
        for (const lease of over) {
          const held = [...before.database.leases, ...after.database.leases];
          const ttlUs = held.find((one) => one.lease === lease)?.ttlUs ?? 0;
          const fromUs = renewed.get(`${node} ${lease}`);
          // It was proposed before, and its entry is still the last of the log.
          const isOpen = before.expiries.find((one) => one.lease === lease)?.revoking === false;
          if (!isOpen || fromUs === undefined || now - fromUs >= ttlUs) continue;
          const why = `${node} revokes lease ${lease} ${(now - fromUs) / 1000} ms after it was renewed for ${ttlUs / 1000} ms`;
          return breach(step, why, [node]);
        }
        note(seen, step, now);
        return null;
      },
    });
  },
};

export const queueOrder: Property = {
  id: 'K3',
  kind: 'MUST',
  claim: 'The first key of the queue never gives way to one with a lower create revision.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'etcd: client/v3/concurrency/election.go, Campaign',
  start: () => {
    const newest = cell<{ readonly applied: number; readonly head: number }>({
      applied: 0,
      head: 0,
    });
    return remembering([newest], {
      see: (step) => {
        const seen = storeOf(step);
        if (seen === null || seen.after.applied <= newest.now.applied) return null;
        const head = headOf(seen.after.database);
        const was = newest.now.head;
        newest.now = { applied: seen.after.applied, head: head ?? was };
        if (head === null || head >= was) return null;
        return breach(step, `key ${head} is first after key ${was}`, [seen.node]);
      },
    });
  },
};

export const guardedWrites: Property = {
  id: 'K4',
  kind: 'MUST',
  claim: 'A write under a create revision whose key is gone is refused.',
  assumes: '',
  source: 'etcd: client/v3/concurrency/election.go, Proclaim and Resign',
  start: () =>
    stateless((step) => {
      const seen = storeOf(step);
      if (seen === null) return null;
      const { node, before, after } = seen;
      for (const type of ['ProclaimReply', 'ResignReply'] as const) {
        for (const { to, message } of sends(step, type)) {
          const { done, rev } = message;
          const isKnown = hasKey(before.database, rev) || hasKey(after.database, rev);
          if (!done || isKnown || rev > before.database.revision) continue;
          const why = `${node} accepts a write of ${to} under revision ${rev}, whose key is gone`;
          return breach(step, why, [node, to]);
        }
      }
      return null;
    }),
};
