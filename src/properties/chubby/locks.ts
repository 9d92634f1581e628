/**
 * Chubby's claims about the lock: its generations (C2), what is written under them (C3), the lock-delay (C4)
 * and what it is good for (C7).
 */
import type { ChubbyParams, Sequenced } from '../../algorithms/chubby/types';
import type { NodeId, Step, Us } from '../../engine/protocol';
import { breach, cell, history, remembering } from '../history';
import type { Cell } from '../history';
import type { Breach, Property } from '../types';
import {
  DURABLE,
  clocksFail,
  forgotten,
  isInOffice,
  nowOf,
  paramsOf,
  replicaOf,
  sends,
} from './view';

/** The generations that were answered for in one ballot. */
interface Span {
  readonly ballot: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Takes in one more answer and says what contradicts it. An answer is given when a majority has the write,
 * so those of a later ballot come after all of an earlier one, whenever they are sent.
 */
function outOfOrder(spans: Cell<readonly Span[]>, ballot: number, generation: number): string {
  const own = spans.now.find((span) => span.ballot === ballot);
  if (own !== undefined && generation < own.most) return `after generation ${own.most}`;
  for (const span of spans.now) {
    const where = `ballot ${span.ballot}`;
    if (span.ballot < ballot && span.most > generation)
      return `though ${where} was at ${span.most}`;
    if (span.ballot > ballot && span.least < generation) {
      return `though the later ${where} was at ${span.least}`;
    }
  }
  if (own?.most === generation) return '';
  const others = spans.now.filter((span) => span.ballot !== ballot);
  spans.now = [...others, { ballot, least: own?.least ?? generation, most: generation }];
  return '';
}

export const risingGenerations: Property = {
  id: 'C2',
  kind: 'MUST',
  claim:
    'Every new holder of the lock has a higher generation, each is given to one client only, and nobody gets the lock while another holds it.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'Burrows 2006, 2.4: the lock generation number',
  start: () => {
    const clientOf = history<number, NodeId>();
    const spans = cell<readonly Span[]>([]);
    const granted = (step: Step): Breach | null => {
      const seen = replicaOf(step);
      if (seen === null) return null;
      const was = seen.before.stable.database;
      const is = seen.after.stable.database;
      const isOwn = seen.before.role === 'master' && seen.before.stage === 'open';
      if (!isOwn || seen.after.role !== 'master' || is.holder === null) return null;
      if (was.holder === is.holder) return null;
      if (was.holder !== null) {
        const why = `${seen.node} gives session ${is.holder} the lock that ${was.holder} holds`;
        return breach(step, why, [seen.node]);
      }
      if (is.generation > was.generation) return null;
      const why = `${seen.node} gives the lock anew with generation ${is.generation}`;
      return breach(step, why, [seen.node]);
    };
    return remembering([clientOf, spans], {
      see: (step) => {
        const wrong = granted(step);
        const seen = replicaOf(step);
        if (wrong !== null || seen === null) return wrong;
        for (const { to, message } of sends(step, 'LOCK')) {
          const { generation } = message;
          if (generation === null) continue;
          const first = clientOf.get(generation);
          if (first === undefined) clientOf.set(generation, to);
          const nodes = [seen.node, to];
          if (first !== undefined && first !== to) {
            return breach(step, `generation ${generation} is ${to}’s and was ${first}’s`, nodes);
          }
          const order = outOfOrder(spans, seen.after.ballot, generation);
          if (order !== '') return breach(step, `generation ${generation} ${order}`, nodes);
        }
        return null;
      },
    });
  },
};

export const fencedWrites: Property = {
  id: 'C3',
  kind: 'MUST',
  claim: 'The file never accepts a write under a lower generation after one under a higher.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'Burrows 2006, 2.4: sequencers',
  start: () => {
    const spans = cell<readonly Span[]>([]);
    return remembering([spans], {
      see: (step) => {
        const seen = replicaOf(step);
        if (seen === null) return null;
        for (const { to, message } of sends(step, 'CONTENTS_SET')) {
          if (!message.done) continue;
          const order = outOfOrder(spans, seen.after.ballot, message.generation);
          if (order === '') continue;
          const why = `a write under generation ${message.generation} is accepted ${order}`;
          return breach(step, why, [seen.node, to]);
        }
        return null;
      },
    });
  },
};

export const lockDelay: Property = {
  id: 'C4',
  kind: 'MUST',
  claim:
    'After a holder was lost without letting go, no master gives the lock away before the lock-delay, by its own clock.',
  assumes: '',
  source: 'Burrows 2006, 2.4: the lock-delay',
  start: () => {
    /** By master in office: since when, on its clock, it has known that the holder was lost. */
    const since = history<NodeId, Us>();
    /** What its clock has shown at most since then: it may be set back once the delay is over. */
    const latest = history<NodeId, Us>();
    return remembering([since, latest], {
      see: (step) => {
        const seen = replicaOf(step);
        if (seen === null) return null;
        const { node, before, after } = seen;
        const now = nowOf(step, node);
        const began = since.get(node);
        const most = Math.max(latest.get(node) ?? now, now);
        const isOn = isInOffice(after) && after.stable.database.delayed;
        if (isOn) {
          if (began === undefined) since.set(node, now);
          latest.set(node, most);
        } else {
          since.delete(node);
          latest.delete(node);
        }
        const isGrant = isInOffice(before) && before.stable.database.delayed && !isOn;
        if (!isGrant || !isInOffice(after) || after.stable.database.holder === null) return null;
        const waitedUs = most - (began ?? most);
        if (waitedUs >= paramsOf(step).lockDelayUs) return null;
        const why = `${node} gives the lock away ${waitedUs / 1000} ms after its holder was lost`;
        return breach(step, why, [node]);
      },
    });
  },
};

export const nothingLate: Property = {
  id: 'C7',
  kind: 'IF',
  claim: 'No write of an earlier holder arrives once a later one has the lock.',
  assumes:
    'The lock-delay is longer than any message is under way, holders are lost and do not let go, no client takes a grant to an earlier session for one to its own, clocks keep their margin, no disk is emptied.',
  source: 'Burrows 2006, 2.4: what the lock-delay is for',
  start: (run) => {
    const released = cell<boolean>(false);
    /** By generation: the session that was given the lock. */
    const sessionOf = history<number, number>();
    /** A late write came from a session that never held its generation; nothing worse came before. */
    const mistaken = cell<boolean | null>(null);
    return remembering([released, sessionOf, mistaken], {
      see: (step) => {
        if (sends(step, 'RELEASE').length > 0) released.now = true;
        const seen = replicaOf(step);
        if (seen === null) return null;
        const given = seen.after.stable.database;
        if (isInOffice(seen.after) && given.holder !== null) {
          const known = sessionOf.get(given.generation);
          if (known !== given.holder) sessionOf.set(given.generation, given.holder);
        }
        if (step.event.kind !== 'deliver') return null;
        if (step.message?.type !== 'SET_CONTENTS' || !isInOffice(seen.before)) return null;
        const { generation, session } = step.message as unknown as Sequenced;
        const { generation: newest, holder } = seen.before.stable.database;
        if (generation >= newest || holder === null) return null;
        // LOCK names no session. A grant is answered once a majority has it, however long that takes: by
        // then its session can be over, its lock-delay too, and its client in another session.
        mistaken.now ??= session !== sessionOf.get(generation);
        const why = `a write under generation ${generation} reaches ${seen.node} in generation ${newest}`;
        return breach(step, why, [seen.node, ...(step.from === null ? [] : [step.from])]);
      },
      assumed: (ledger) => {
        const params = run.params as ChubbyParams;
        const isShort = ledger.delayUsMax >= params.lockDelayUs;
        const why =
          (isShort ? 'a message was under way for longer than the lock-delay' : '') ||
          (released.now ? 'a holder let go of the lock' : '') ||
          (mistaken.now === true
            ? 'a client took a grant to an earlier session for its own'
            : '') ||
          clocksFail(ledger, params) ||
          forgotten(ledger);
        return { held: why === '', why };
      },
    });
  },
};
