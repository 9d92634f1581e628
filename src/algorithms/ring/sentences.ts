/**
 * One sentence for each step: what came, what the node made of it, and why. Every value is read from the
 * step; the words are in `texts.ts`.
 */
import type { NodeId, Phrase, Step } from '../../engine/protocol';
import type { RingParams, RingState } from './types';

type Values = { [name: string]: string | number };
interface Said {
  readonly key: string;
  readonly values?: Values;
}

/** A step of a node, with what its sentence may need. */
interface Seen {
  readonly step: Step;
  readonly node: NodeId;
  readonly before: RingState;
  readonly after: RingState;
}

function params(step: Step): RingParams {
  return step.params as RingParams;
}

/** The id a message carries. */
function carried(step: Step): number {
  return Number(step.message?.['id']);
}

/** The node whose id this is. */
function holder(step: Step, id: number): NodeId | number {
  const { world } = step;
  return world.candidates.find((node) => world.node(node).priority === id) ?? id;
}

/** To whom the step sent what goes round; the ACK of the message that came is no such thing. */
function next(step: Step): NodeId {
  for (const effect of step.effects) {
    if (effect.do === 'send' && effect.message.type !== 'ACK') return effect.to;
  }
  return '';
}

function listed(step: Step): string {
  const list = (step.message?.['list'] ?? []) as readonly NodeId[];
  return list.length <= 6 ? list.join(', ') : `${list.slice(0, 3).join(', ')} … ${list.at(-1)}`;
}

/** What each protocol sends first. */
const FIRST: { readonly [variant in RingParams['variant']]: 'id' | 'list' | 'question' } = {
  'chang-roberts': 'id',
  passive: 'id',
  list: 'list',
  'hirschberg-sinclair': 'question',
  peterson: 'id',
};

/** Why an election begins here. */
function beginning(cause: string): (seen: Seen) => Said {
  return ({ step, before }) => ({
    key: `say.begins.${cause}.${FIRST[params(step).variant]}`,
    values: {
      next: next(step),
      leader: before.leader ?? '',
      pingMs: params(step).pingWaitUs / 1000,
      restartMs: (params(step).restartUs ?? 0) / 1000,
    },
  });
}

const comparing =
  (key: string) =>
  ({ step }: Seen): Said => ({
    key,
    values: { id: carried(step), next: next(step), holder: holder(step, carried(step)) },
  });

const listing =
  (key: string) =>
  ({ step, after }: Seen): Said => ({
    key,
    values: {
      next: next(step),
      initiator: String(step.message?.['initiator']),
      leader: String(after.leader ?? step.message?.['leader'] ?? ''),
      list: listed(step),
    },
  });

function probing(key: string): (seen: Seen) => Said {
  return ({ step, after }) => ({
    key,
    values: {
      id: carried(step),
      next: next(step),
      phase: after.phase,
      hops: hopsOf(step),
      holder: holder(step, carried(step)),
    },
  });
}

/** How far the questions of this step go. */
function hopsOf(step: Step): number {
  for (const effect of step.effects) {
    if (effect.do === 'send' && effect.message.type === 'PROBE') {
      return Number(effect.message['hopsLeft']);
    }
  }
  return 0;
}

function ids({ step, before, after }: Seen): Values {
  return {
    id: carried(step),
    next: next(step),
    // Who is woken by the message stands for its own id when it looks at it.
    tid: before.tid ?? after.tid ?? 0,
    ntid: before.ntid ?? 0,
    holder: holder(step, carried(step)),
  };
}

const SAY: { readonly [rule: string]: (seen: Seen) => Said | null } = {
  ST1: beginning('started'),
  ST2: () => ({ key: 'say.waits' }),
  ST3: beginning('returned'),
  ST4: ({ node, after }) =>
    after.leader === node
      ? { key: 'say.seatedLeader' }
      : { key: 'say.seatedFollower', values: { leader: after.leader ?? '' } },
  SU1: ({ step, before, node }) => {
    if (before.leader === null || before.leader === node)
      return beginning('madeTo')({ step, node, before, after: before });
    const cause = before.awaitingPong ? 'silent' : 'suspects';
    return beginning(cause)({ step, node, before, after: before });
  },
  SU2: () => ({ key: 'say.busy' }),
  SU3: beginning('noResult'),
  PA2: ({ step }) => ({ key: 'say.acked', values: { from: step.from ?? '' } }),
  PA3: ({ step, before }) => ({
    key: 'say.skips',
    values: {
      silent: skipped(step, before),
      next: next(step),
      ackMs: (params(step).ackWaitUs ?? 0) / 1000,
    },
  }),
  PA4: ({ step }) => ({ key: 'say.ackedLate', values: { from: step.from ?? '' } }),
  PA5: () => ({ key: 'say.alone' }),
  PA6: ({ step }) => ({ key: 'say.again', values: { from: step.from ?? '' } }),
  PI1: ({ before }) => ({ key: 'say.ping', values: { leader: before.leader ?? '' } }),
  PI2: ({ step }) => ({ key: 'say.pong', values: { from: step.from ?? '' } }),
  PI3: ({ step, before }) => ({
    key: 'say.noPong',
    values: { from: step.from ?? '', leader: before.leader ?? '' },
  }),
  PO1: ({ step }) => ({ key: 'say.alive', values: { from: step.from ?? '' } }),
  PO2: ({ step }) => ({ key: 'say.latePong', values: { from: step.from ?? '' } }),
  CR2: comparing('say.better'),
  CR3: comparing('say.replaces'),
  CR4: comparing('say.swallows'),
  CR5: comparing('say.ownReturned'),
  CR6: comparing('say.passesOn'),
  CR9: comparing('say.leadsOn'),
  CR7: comparing('say.learns'),
  CR8: comparing('say.over'),
  LI2: listing('say.joinsList'),
  LI3: listing('say.reads'),
  LI4: listing('say.dropsList'),
  LI5: listing('say.learnsList'),
  LI6: listing('say.over'),
  HS2: probing('say.probeOn'),
  HS3: probing('say.probeEnds'),
  HS4: probing('say.swallows'),
  HS5: probing('say.replyOn'),
  HS6: ({ step, after, node, before }) =>
    probing(after.phase > before.phase ? 'say.farther' : 'say.oneSide')({
      step,
      node,
      before,
      after,
    }),
  HS7: probing('say.ownReturned'),
  HS8: () => ({ key: 'say.oldAnswer' }),
  HS9: probing('say.learns'),
  HS10: probing('say.over'),
  PD2: (seen) => ({ key: 'say.first', values: ids(seen) }),
  PD3: (seen) => ({ key: 'say.standsOn', values: ids(seen) }),
  PD4: (seen) => ({ key: 'say.standsDown', values: ids(seen) }),
  PD5: (seen) => ({ key: 'say.passesOn', values: ids(seen) }),
  PD6: (seen) => ({ key: 'say.idReturned', values: ids(seen) }),
  PD7: (seen) => ({ key: 'say.learns', values: ids(seen) }),
  PD8: () => ({ key: 'say.oldAnswer' }),
  PD9: (seen) => ({ key: 'say.over', values: ids(seen) }),
};

/** The node that did not acknowledge. */
function skipped({ event }: Step, before: RingState): NodeId {
  const key = event.timer?.key ?? '';
  return before.unacked.find(({ token }) => `${token.origin}/${token.number}` === key)?.to ?? '';
}

function sentence(rule: string): (step: Step) => Phrase | null {
  return (step) => {
    const { node } = step;
    if (node === null || step.after === null) return null;
    const after = step.after as RingState;
    const before = (step.before as RingState | null) ?? after;
    const said = SAY[rule]?.({ step, node, before, after }) ?? null;
    if (said === null) return null;
    const own = step.world.node(node).priority;
    return { key: said.key, values: { node, own, ...said.values } };
  };
}

/** Rules that begin a sentence; the others are told with the one that led to them. */
const TELLING = ['ST1', 'ST2', 'ST3', 'ST4', 'SU1', 'SU2', 'SU3']
  .concat(['PA2', 'PA3', 'PA4', 'PA5', 'PA6', 'PI1', 'PI2', 'PI3', 'PO1', 'PO2'])
  .concat(['CR2', 'CR3', 'CR4', 'CR5', 'CR6', 'CR7', 'CR8', 'CR9'])
  .concat(['LI2', 'LI3', 'LI4', 'LI5', 'LI6'])
  .concat(['HS2', 'HS3', 'HS4', 'HS5', 'HS6', 'HS7', 'HS8', 'HS9', 'HS10'])
  .concat(['PD2', 'PD3', 'PD4', 'PD5', 'PD6', 'PD7', 'PD8', 'PD9']);

export const sentences: { readonly [rule: string]: (step: Step) => Phrase | null } =
  Object.fromEntries(TELLING.map((rule) => [rule, sentence(rule)]));
