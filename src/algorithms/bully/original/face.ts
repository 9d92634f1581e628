/**
 * How the paper's own Bully looks: who yields to whom, the calls of a candidate one by one, and a crown
 * from the moment that everybody below has stopped. Data and pure functions of a state.
 */
import type {
  Face,
  Json,
  MessageFace,
  NodeId,
  Ornament,
  PartState,
  WorldView,
} from '../../../engine/protocol';
import type { OriginalParams, OriginalState } from '../types';
import { sentences } from './sentences';
import { en } from './texts';

function look(
  word: string,
  initial: string,
  shape: MessageFace['shape'],
  colour: MessageFace['colour'],
): MessageFace {
  return { word: `word.${word}`, initial, shape, colour };
}

const THERE = look('there', 'T?', 'request', 'ask');
/** An answer from above: neither yes nor no, but word that somebody higher is there. */
const HERE = look('here', 'H', 'answer', 'quiet');
const NORMAL = look('normal', 'N?', 'routine', 'quiet');
const IS_NORMAL = look('isNormal', 'N', 'routine', 'quiet');
const NOT_NORMAL = look('notNormal', '!', 'refusal', 'no');
const HALT = look('halt', 'H', 'request', 'ask');
const HALTED = look('halted', 'H', 'grant', 'yes');
const COORDINATOR = look('coordinator', 'C', 'announce', 'lead');
const AGREED = look('agreed', 'ok', 'answer', 'quiet');
const READY = look('ready', 'R', 'announce', 'lead');
const IS_READY = look('isReady', 'ok', 'answer', 'quiet');

/** Who stopped, who is asked still, who is silent: the calls to those below, in list order. */
function halted(s: OriginalState, world: WorldView, node: NodeId): Ornament {
  const own = world.node(node).priority;
  const below = world.candidates.filter((id) => world.node(id).priority < own);
  const voters = below.map((id) => {
    if (s.up.includes(id)) return { node: id, vote: 'yes' as const };
    const isOpen = s.stage === 'halting' && s.calling.includes(id);
    return { node: id, vote: isOpen ? ('pending' as const) : ('no' as const) };
  });
  return { kind: 'voters', notch: below.length, voters, label: 'original.halted' };
}

function ornaments(state: PartState, world: WorldView, node: NodeId): readonly Ornament[] {
  const s = state as OriginalState;
  if (s.stage === 'higher') return [{ kind: 'window', timer: 'callWait', label: 'wait.callWait' }];
  if (s.stage === 'asking') return [{ kind: 'window', timer: 'pingWait', label: 'wait.pingWait' }];
  if (s.stage === 'halting' || s.stage === 'informing' || s.stage === 'readying') {
    return s.up.length + s.calling.length > 0 ? [halted(s, world, node)] : [];
  }
  if (s.s !== 'ELECTION') return [];
  const still: Ornament = { kind: 'window', timer: 'coordWait', label: 'wait.coordWait' };
  if (s.h === null || s.h === node) return [still];
  return [still, { kind: 'sight', to: s.h, label: 'original.yields' }];
}

function variables(state: PartState): ReturnType<Face['variables']> {
  const { stable, s, c, h, d, up, stage, calling, bids } = state as OriginalState;
  const one = (name: string, value: Json, durable = false) => {
    return { name, value, durable, help: `var.${name}` };
  };
  return [
    one('id', stable.id, true),
    one('s', s),
    one('c', c),
    one('h', h),
    one('d', [...d]),
    one('Up', [...up]),
    one('calls', stage === null ? null : `${stage}: ${calling.join(', ')}`),
    one('bids', bids),
  ];
}

export const originalFace: Face = {
  roles: {
    leader: { glyph: 'crown', word: 'role.leader' },
    appointing: { glyph: 'crown', word: 'role.appointing' },
    follower: { glyph: 'plain', word: 'role.follower' },
    preparing: { glyph: 'waiting', word: 'role.preparing' },
    asking: { glyph: 'hand', word: 'role.asking' },
    halting: { glyph: 'hand', word: 'role.halting' },
    halted: { glyph: 'waiting', word: 'role.halted' },
  },
  messages: {
    AreYouThere: () => THERE,
    AreYouThereReply: () => HERE,
    AreYouNormal: () => NORMAL,
    AreYouNormalReply: (message) => (message['normal'] === true ? IS_NORMAL : NOT_NORMAL),
    Halt: () => HALT,
    HaltReply: () => HALTED,
    NewCoordinator: () => COORDINATOR,
    NewCoordinatorReply: () => AGREED,
    Ready: () => READY,
    ReadyReply: () => IS_READY,
  },
  routine: (message) =>
    message.type === 'AreYouNormal' ||
    (message.type === 'AreYouNormalReply' && message['normal'] === true),
  waits: {
    check: { word: 'wait.check', arc: true },
    silence: { word: 'wait.silence', arc: true, detection: true },
    pingWait: { word: 'wait.pingWait', arc: false },
    callWait: { word: 'wait.callWait', arc: false },
    coordWait: { word: 'wait.coordWait', arc: false },
  },
  periods: (params) => {
    const { pingEveryUs, okWaitUs, pingWaitUs } = params as OriginalParams;
    return { routineUs: pingEveryUs, detectionUs: pingEveryUs + okWaitUs + pingWaitUs };
  },
  badge: () => null,
  sentences,
  variables,
  ornaments,
  about: {
    assumes: ['about.assumes.1', 'about.assumes.2'],
    differs: ['about.differs.1', 'about.differs.2', 'about.differs.3'],
  },
  layout: 'circle',
  texts: { en },
};
