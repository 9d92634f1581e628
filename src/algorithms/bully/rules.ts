/**
 * Bully as numbered pseudocode, in the order in which things happen; `i` is the node itself. Handlers
 * cite these ids; the conditions of each rule with their values are in `guards.ts`.
 */
import type { NodeId, RuleText, Step } from '../../engine/protocol';

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

/** Everyone above the node that stepped, in list order. */
export function higher(step: Step): readonly NodeId[] {
  const { node, world } = step;
  if (node === null) return [];
  const own = world.node(node).priority;
  return world.candidates.filter((other) => world.node(other).priority > own);
}

export const rules: readonly RuleText[] = [
  {
    id: 'ST1',
    source: TEXTBOOK,
    group: START,
    lines: ['if no node is above i:', '  leader := i', '  send COORDINATOR to the others'],
  },
  {
    id: 'ST2',
    source: TEXTBOOK,
    group: START,
    lines: ['else: leader := none; start an election'],
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
  },
  {
    id: 'PI2',
    source: 'failure detection, outside the algorithm',
    group: DETECT,
    lines: ['on PING, unless i follows another node: reply PONG'],
  },
  {
    id: 'PI3',
    source: 'failure detection, outside the algorithm',
    group: DETECT,
    lines: ['on PING, if i follows another node: stay silent'],
  },
  {
    id: 'PO1',
    source: 'failure detection, outside the algorithm',
    group: DETECT,
    lines: ['on PONG from leader: cancel pingWait'],
  },
  {
    id: 'PO2',
    source: 'failure detection, outside the algorithm',
    group: DETECT,
    lines: ['on any other PONG: nothing, it is old news'],
  },
  {
    id: 'SU1',
    source: TEXTBOOK,
    group: DETECT,
    lines: ['when pingWait ends: start an election'],
  },
  {
    id: 'SU2',
    source: `${TEXTBOOK}, best case (switch: shortcut)`,
    group: DETECT,
    lines: ['  if only the dead leader is above i: win at once, ask nobody'],
  },
  {
    id: 'EL1',
    source: TEXTBOOK,
    group: ELECT,
    lines: ['if status is ELECTING or WAITING: nothing, one is running'],
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
  },
  {
    id: 'EL3',
    source: TEXTBOOK,
    group: ELECT,
    lines: ['  if no node is above i: win at once'],
  },
  {
    id: 'ER1',
    source: TEXTBOOK,
    group: ASKED,
    lines: ['reply OK', 'start an election'],
  },
  {
    id: 'ER2',
    source: 'common saving (switch: incumbent)',
    group: ASKED,
    lines: ['instead, if i leads: reply COORDINATOR'],
  },
  {
    id: 'ER3',
    source: 'added: keeps late questions from starting elections anew (see README)',
    group: ASKED,
    lines: ['or, if a leader was announced to or by i less than okWait ago: reply OK, no more'],
  },
  {
    id: 'OK1',
    source: TEXTBOOK,
    group: ANSWERED,
    lines: ['if status is ELECTING:', '  cancel okWait', '  status := WAITING; set coordWait'],
  },
  {
    id: 'OK2',
    source: TEXTBOOK,
    group: ANSWERED,
    lines: ['else: nothing, the answer is not needed any more or comes too late'],
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
  },
  {
    id: 'CW1',
    source: TEXTBOOK,
    group: NO_NEWS,
    lines: ['status := NORMAL; start an election again'],
  },
  {
    id: 'CO1',
    source: TEXTBOOK,
    group: NEWS,
    lines: ['if j is above i:', '  leader := j; status := NORMAL; cancel all timers'],
  },
  {
    id: 'CO2',
    source: `${TEXTBOOK}; the name of the algorithm`,
    group: NEWS,
    lines: ['if j is below i: start an election'],
  },
];
