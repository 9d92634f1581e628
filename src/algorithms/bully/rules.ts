/**
 * Bully as numbered pseudocode, in the order in which things happen, and for each guard the values that
 * made it true or false in a step. Handlers cite these ids. `i` is the node itself.
 */
import type { Json, NodeId, RuleText, Step } from '../../engine/protocol';
import type { BullyParams, BullyState } from './types';

type Values = { readonly [name: string]: Json };

const TEXTBOOK = 'Coulouris et al., elections, bully algorithm';
const PAPER = 'Garcia-Molina 1982';

const START = 'On start or restart';
const DETECT = 'Is the leader alive?';
const ELECT = 'Start an election';
const ASKED = 'On ELECTION from j';
const ANSWERED = 'On OK';
const SILENCE = 'When okWait ends';
const NO_NEWS = 'When coordWait ends';
const NEWS = 'On COORDINATOR from j';

function before(step: Step): BullyState | null {
  return step.before as BullyState | null;
}

function ms(us: number): number {
  return us / 1000;
}

function params(step: Step): BullyParams {
  return step.params as BullyParams;
}

function rankOf(step: Step, node: NodeId): number {
  return step.world.node(node).priority;
}

/** Everyone above the node that stepped, in list order. */
export function higher(step: Step): readonly NodeId[] {
  const { node } = step;
  if (node === null) return [];
  const own = rankOf(step, node);
  return step.world.candidates.filter((other) => rankOf(step, other) > own);
}

function ranks(step: Step): Values {
  if (step.node === null || step.from === null) return {};
  return {
    'rank of i': rankOf(step, step.node),
    'rank of j': rankOf(step, step.from),
    leader: before(step)?.leader ?? null,
  };
}

function status(step: Step): Values {
  return { status: before(step)?.status ?? null };
}

function bid(step: Step): Values {
  return { ...status(step), 'nodes above i': [...higher(step)] };
}

function watching(step: Step): Values {
  return {
    leader: before(step)?.leader ?? null,
    'waiting for PONG': before(step)?.awaitingPong ?? false,
  };
}

export const rules: readonly RuleText[] = [
  {
    id: 'ST1',
    source: TEXTBOOK,
    group: START,
    lines: ['if no node is above i:', '  leader := i', '  send COORDINATOR to the others'],
    values: bid,
  },
  {
    id: 'ST2',
    source: TEXTBOOK,
    group: START,
    lines: ['else: leader := none; start an election'],
    values: bid,
  },
  {
    id: 'ST3',
    source: 'scenario',
    group: START,
    lines: ['if the scenario names a leader: follow it, and send nothing'],
  },
  {
    id: 'PI1',
    source: 'failure detection, outside the algorithm',
    group: DETECT,
    lines: [
      'every pingEvery, if following:',
      '  send PING to leader',
      '  set pingWait unless it is running',
    ],
    values: watching,
  },
  {
    id: 'PI2',
    source: 'failure detection, outside the algorithm',
    group: DETECT,
    lines: ['on PING, unless i follows another node: reply PONG'],
    values: watching,
  },
  {
    id: 'PI3',
    source: 'failure detection, outside the algorithm',
    group: DETECT,
    lines: ['on PING, if i follows another node: stay silent'],
    values: watching,
  },
  {
    id: 'PO1',
    source: 'failure detection, outside the algorithm',
    group: DETECT,
    lines: ['on PONG from leader: cancel pingWait'],
    values: watching,
  },
  {
    id: 'PO2',
    source: 'failure detection, outside the algorithm',
    group: DETECT,
    lines: ['on any other PONG: nothing, it is old news'],
    values: watching,
  },
  {
    id: 'SU1',
    source: TEXTBOOK,
    group: DETECT,
    lines: ['when pingWait ends: start an election'],
    values: (step) => ({ ...watching(step), 'pingWait (ms)': ms(params(step).pingWaitUs) }),
  },
  {
    id: 'SU2',
    source: `${TEXTBOOK}, best case (switch: shortcut)`,
    group: DETECT,
    lines: ['  if only the dead leader is above i: win at once, ask nobody'],
    values: (step) => ({ ...bid(step), leader: before(step)?.leader ?? null }),
  },
  {
    id: 'EL1',
    source: TEXTBOOK,
    group: ELECT,
    lines: ['if status is ELECTING or WAITING: nothing, one is running'],
    values: status,
  },
  {
    id: 'EL2',
    source: `${TEXTBOOK}; ${PAPER}`,
    group: ELECT,
    lines: [
      'else: status := ELECTING; leader := none',
      '  send ELECTION to every node above i',
      '  set okWait',
    ],
    values: bid,
  },
  {
    id: 'EL3',
    source: TEXTBOOK,
    group: ELECT,
    lines: ['  if no node is above i: win at once'],
    values: bid,
  },
  {
    id: 'ER1',
    source: TEXTBOOK,
    group: ASKED,
    lines: ['reply OK', 'start an election'],
    values: ranks,
  },
  {
    id: 'ER2',
    source: 'common saving (switch: incumbent)',
    group: ASKED,
    lines: ['instead, if i leads: reply COORDINATOR'],
    values: ranks,
  },
  {
    id: 'ER3',
    source: 'added: keeps late questions from starting elections anew (see README)',
    group: ASKED,
    lines: ['or, if a leader was announced to or by i less than okWait ago: reply OK, no more'],
    values: (step) => ({ ...ranks(step), 'okWait (ms)': ms(params(step).okWaitUs) }),
  },
  {
    id: 'OK1',
    source: TEXTBOOK,
    group: ANSWERED,
    lines: ['if status is ELECTING:', '  cancel okWait', '  status := WAITING; set coordWait'],
    values: status,
  },
  {
    id: 'OK2',
    source: TEXTBOOK,
    group: ANSWERED,
    lines: ['else: nothing, the answer is not needed any more or comes too late'],
    values: status,
  },
  {
    id: 'WN1',
    source: TEXTBOOK,
    group: SILENCE,
    lines: [
      'win: leader := i; status := NORMAL',
      '  send COORDINATOR to every node below i',
      '  (to all, if announceTo is all)',
    ],
    values: (step) => ({ ...status(step), 'okWait (ms)': ms(params(step).okWaitUs) }),
  },
  {
    id: 'CW1',
    source: TEXTBOOK,
    group: NO_NEWS,
    lines: ['status := NORMAL; start an election again'],
    values: (step) => ({
      ...status(step),
      'coordWait (ms)': ms(params(step).coordinatorWaitUs),
    }),
  },
  {
    id: 'CO1',
    source: TEXTBOOK,
    group: NEWS,
    lines: ['if j is above i:', '  leader := j; status := NORMAL; cancel all timers'],
    values: ranks,
  },
  {
    id: 'CO2',
    source: `${TEXTBOOK}; the name of the algorithm`,
    group: NEWS,
    lines: ['if j is below i: start an election'],
    values: ranks,
  },
];
