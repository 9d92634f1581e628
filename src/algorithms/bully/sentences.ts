/**
 * One sentence for each step: what made the node act, and what it did. Every value is read from the
 * step; the words are in `texts.ts`.
 */
import type { NodeId, Phrase, Step, Us } from '../../engine/protocol';
import { higher } from './rules';
import type { BullyParams, BullyState } from './types';

type Values = { [name: string]: string | number };

/** More names than these are shortened to the first and the last. */
const NAMES_MAX = 4;

/** What a node did when it was to start an election. */
type Outcome = 'asks' | 'wins' | 'busy';

/** A step of a node, with what its sentence may need. */
interface Seen {
  readonly step: Step;
  readonly node: NodeId;
  readonly before: BullyState;
  readonly after: BullyState;
  readonly outcome: Outcome;
}

function applied(step: Step, id: string): boolean {
  return step.effects.some((effect) => effect.do === 'rule' && effect.id === id);
}

function names(nodes: readonly NodeId[]): string {
  if (nodes.length <= NAMES_MAX) return nodes.join(', ');
  return `${nodes[0]} … ${nodes.at(-1)}`;
}

/** Whom the step told that the node leads; a copy that the network makes tells nobody else. */
function told(step: Step): readonly NodeId[] {
  const nodes = step.effects.flatMap((effect) =>
    effect.do === 'send' && effect.message.type === 'COORDINATOR' ? [effect.to] : [],
  );
  return [...new Set(nodes)];
}

/** How long the answer window is that the step opens, in ms: the first may be shorter than the rest. */
function window(step: Step, okWaitUs: Us): number {
  const effect = step.effects.find((one) => one.do === 'setTimer' && one.name === 'okWait');
  return (effect?.do === 'setTimer' ? effect.us : okWaitUs) / 1000;
}

/** How long a wait that has run out lasted by the node's own clock, in ms; its clock may have been set back. */
function waited({ before, after }: Seen): number {
  // What follows begins at the same instant: the lead, or the next wait.
  const nowUs = after.leader === null ? after.waitingSinceUs : (after.announcedUs ?? 0);
  const us = Math.max(0, nowUs - before.waitingSinceUs);
  return us < 1000 ? us / 1000 : Math.round(us / 100) / 10;
}

/** `key`, or `key.alone` where the new leader has nobody to tell. */
function announcing(key: string, step: Step): { key: string; values: Values } {
  const nodes = told(step);
  return nodes.length === 0
    ? { key: `${key}.alone`, values: {} }
    : { key, values: { told: names(nodes) } };
}

function electing(cause: string, { step, outcome }: Seen): { key: string; values: Values } {
  const key = `say.${cause}.${outcome}`;
  return outcome === 'wins' ? announcing(key, step) : { key, values: {} };
}

/** An answer to a node that has declared itself: how late it comes, and what the answerer does. */
function tooLate({ step, node, before }: Seen): { key: string; values: Values } {
  const { world, from } = step;
  const answerer = from === null ? null : world.node(from);
  const { localUs } = world.node(node).clock;
  const lateUs = localUs - (before.announcedUs ?? localUs);
  const lateMs = lateUs < 1000 ? lateUs / 1000 : Math.round(lateUs / 100) / 10;
  const values = { lateMs };
  if (answerer?.up !== true) return { key: 'say.answeredTooLate', values };
  if (answerer.belief.leader === from) return { key: 'say.answeredTooLate.both', values };
  const isRival = (answerer.state as BullyState).status === 'electing';
  return { key: isRival ? 'say.answeredTooLate.rival' : 'say.answeredTooLate', values };
}

/** The rules that begin a sentence; those of `startElection` are told together with their cause. */
const SAY: { readonly [rule: string]: (seen: Seen) => { key: string; values?: Values } | null } = {
  ST1: ({ step }) => {
    const again = step.event.kind === 'restart' ? 'again' : 'first';
    return announcing(`say.startsHighest.${again}`, step);
  },
  ST2: ({ step }) => ({ key: step.event.kind === 'restart' ? 'say.restart' : 'say.start' }),
  ST3: ({ node, after }) =>
    after.leader === node
      ? { key: 'say.seatedLeader' }
      : { key: 'say.seatedFollower', values: { leader: after.leader ?? '' } },
  PI1: ({ before }) => ({ key: 'say.ping', values: { leader: before.leader ?? '' } }),
  PI2: () => ({ key: 'say.pong' }),
  PI3: ({ before }) => ({ key: 'say.noPong', values: { leader: before.leader ?? '' } }),
  PO1: () => ({ key: 'say.alive' }),
  PO2: () => ({ key: 'say.latePong' }),
  SU1: (seen) => {
    const { before, step, node } = seen;
    if (applied(step, 'SU2')) return null;
    if (before.leader === null) return { key: 'say.suspects.busy' };
    if (before.leader === node) return electing('suspectsItself', seen);
    // How long it waited is only known if nobody made the wait end.
    const isSilent = before.awaitingPong && !step.byHand;
    const said = electing(isSilent ? 'silent' : 'suspects', seen);
    return { key: said.key, values: { ...said.values, leader: before.leader } };
  },
  SU2: ({ step, before }) => {
    const said = announcing('say.shortcut', step);
    return { key: said.key, values: { ...said.values, leader: before.leader ?? '' } };
  },
  ER1: (seen) => electing('asked', seen),
  ER2: () => ({ key: 'say.incumbent' }),
  ER3: ({ before, node }) =>
    before.leader === node
      ? { key: 'say.askedLateLeader' }
      : { key: 'say.askedLate', values: { leader: before.leader ?? '' } },
  OK1: () => ({ key: 'say.answered' }),
  OK2: (seen) => {
    if (seen.before.status === 'waiting') return { key: 'say.answeredAgain' };
    return seen.before.leader === seen.node ? tooLate(seen) : { key: 'say.answeredInVain' };
  },
  WN1: (seen) => {
    const { step } = seen;
    const said = announcing(step.byHand ? 'say.silence.byHand' : 'say.silence', step);
    return { key: said.key, values: { ...said.values, okMs: waited(seen) } };
  },
  CW1: (seen) => ({
    key: seen.step.byHand ? 'say.noNews.byHand' : 'say.noNews',
    values: { coordMs: waited(seen) },
  }),
  CO1: ({ before, node, after }) => {
    if (before.leader === node) return { key: 'say.gives' };
    if (before.leader === after.leader) return { key: 'say.acceptAgain' };
    if (before.leader !== null) return { key: 'say.change', values: { old: before.leader } };
    return { key: 'say.accept' };
  },
  CO2: (seen) => electing('bullies', seen),
};

function outcomeOf(step: Step): Outcome {
  if (applied(step, 'EL2')) return 'asks';
  return applied(step, 'EL1') ? 'busy' : 'wins';
}

function sentenceOf(rule: string): (step: Step) => Phrase | null {
  return (step) => {
    const { node } = step;
    if (node === null || step.after === null || !applied(step, rule)) return null;
    const after = step.after as BullyState;
    const before = (step.before as BullyState | null) ?? after;
    const said = SAY[rule]?.({ step, node, before, after, outcome: outcomeOf(step) }) ?? null;
    if (said === null) return null;
    const params = step.params as BullyParams;
    const common: Values = {
      node,
      higher: names(higher(step)),
      okMs: window(step, params.okWaitUs),
      coordMs: params.coordinatorWaitUs / 1000,
      pingMs: params.pingWaitUs / 1000,
    };
    if (step.from !== null) common['from'] = step.from;
    return { key: said.key, values: { ...common, ...said.values } };
  };
}

export const sentences: { readonly [rule: string]: (step: Step) => Phrase | null } =
  Object.fromEntries(
    // Only to look rules up by id: the order decides nothing.
    ['ST1', 'ST2', 'ST3', 'PI1', 'PI2', 'PI3', 'PO1', 'PO2', 'SU1', 'SU2', 'ER1', 'ER2', 'ER3']
      .concat(['OK1', 'OK2', 'WN1', 'CW1', 'CO1', 'CO2'])
      .map((rule) => [rule, sentenceOf(rule)]),
  );
