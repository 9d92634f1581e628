/**
 * B9: the procedures of the paper's form as every node keeps them whatever happens around it. Looked at
 * step by step, against the states and messages of the step and not against the rules it says it applied.
 */
import type {
  Call,
  NormalAnswer,
  OriginalParams,
  OriginalState,
} from '../../algorithms/bully/types';
import type { Fact, NodeId, Step, Us } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { History } from '../history';
import type { Breach, Property, RunFacts } from '../types';
import { handled, onlyIn, receivers, steppedOriginal } from './view';

type Seen = NonNullable<ReturnType<typeof steppedOriginal>>;
type Rank = RunFacts['rank'];

/** An answer to the call that was open. */
function isAnswer(step: Step, before: OriginalState, type: string): boolean {
  if (!handled(step, type) || before.stage === null) return false;
  const { call } = step.message as unknown as Call;
  return call === before.call && step.from === before.calling[0];
}

/** Whom a candidate has called since it began: those above it, and those below. */
function noteCalls(step: Step, node: NodeId, called: History<NodeId, readonly NodeId[]>): void {
  for (const effect of step.effects) {
    if (effect.do === 'attempt') called.set(node, []);
    if (effect.do !== 'send') continue;
    if (effect.message.type !== 'AreYouThere' && effect.message.type !== 'Halt') continue;
    called.set(node, [...(called.get(node) ?? []), effect.to]);
  }
}

/** Who appoints itself has called everybody since it began, and has halted itself. */
function appoints(
  step: Step,
  { node, before, after }: Seen,
  called: History<NodeId, readonly NodeId[]>,
): Breach | null {
  const isNew = after.c === node && before.c !== node && step.event.kind !== 'start';
  const isAnew = after.c === node && receivers(step, 'NewCoordinator').length > 0;
  if (!isNew && !(isAnew && before.stage === 'halting')) return null;
  if (after.h !== node)
    return breach(step, `${node} leads and yields to ${after.h ?? 'nobody'}`, [node]);
  const met = called.get(node) ?? [];
  const missed = step.world.candidates.find((id) => id !== node && !met.includes(id));
  if (missed === undefined) return null;
  return breach(step, `${node} makes itself coordinator and has not called ${missed}`, [
    node,
    missed,
  ]);
}

/** Who is answered from above goes no further. */
function goesOn(step: Step, { node, before, after }: Seen): Breach | null {
  const isTold = before.stage === 'higher' && isAnswer(step, before, 'AreYouThereReply');
  if (!isTold || (after.stage === null && after.s === before.s)) return null;
  return breach(step, `${node} goes on with its election though ${step.from ?? ''} is there`, [
    node,
  ]);
}

/** A coordinator is accepted only of the node that halted last, and a task only of the coordinator. */
function obeys(step: Step, { node, before, after }: Seen): Breach | null {
  const { from } = step;
  if (step.event.kind === 'start') return null;
  const isNew = after.c !== before.c && after.c !== null && after.c !== node;
  const mayAccept = handled(step, 'NewCoordinator') && before.h === from && before.s === 'ELECTION';
  if (isNew && !(mayAccept && after.c === from)) {
    return breach(step, `${node} accepts ${after.c ?? ''}, to which it does not yield`, [node]);
  }
  const works = after.s === 'NORMAL' && before.s !== 'NORMAL' && after.c !== node;
  const mayWork = handled(step, 'Ready') && before.c === from && before.s === 'REORGANIZATION';
  if (works && !mayWork) return breach(step, `${node} works without a task`, [node]);
  if (!handled(step, 'Halt')) return null;
  const yields = after.s === 'ELECTION' && after.h === from && after.c === null;
  return yields ? null : breach(step, `${node} is halted by ${from ?? ''} and goes on`, [node]);
}

/** The type of an answer is that of its call with this behind it. */
const CALLS = ['AreYouThere', 'AreYouNormal', 'Halt', 'NewCoordinator', 'Ready'];

/** Every call is answered at once and truly. */
function answers(step: Step, { node, before }: Seen): Breach | null {
  const type = CALLS.find((one) => handled(step, one));
  const { from } = step;
  if (type === undefined || from === null) return null;
  if (!receivers(step, `${type}Reply`).includes(from)) {
    return breach(step, `${node} does not answer ${from}`, [node, from]);
  }
  if (type !== 'AreYouNormal') return null;
  const lies = step.effects.some((effect) => {
    if (effect.do !== 'send' || effect.message.type !== 'AreYouNormalReply') return false;
    const { normal } = effect.message as unknown as NormalAnswer;
    return normal !== (before.s === 'NORMAL');
  });
  return lies
    ? breach(step, `${node} says that it is normal, or not, and is otherwise`, [node])
    : null;
}

/** Halt goes down, and only those who stopped are told who coordinates and what to do. */
function addresses(step: Step, { node, after }: Seen, rank: Rank): Breach | null {
  const up = receivers(step, 'Halt').find((to) => rank(to) > rank(node));
  if (up !== undefined) return breach(step, `${node} halts ${up}, which is above it`, [node, up]);
  const told = [...receivers(step, 'NewCoordinator'), ...receivers(step, 'Ready')];
  const stranger = told.find((to) => !after.up.includes(to));
  if (stranger === undefined) return null;
  return breach(step, `${node} leads ${stranger}, which has not stopped for it`, [node, stranger]);
}

/** The coordinator that hears that somebody is not normal holds an election. */
function cares(step: Step, { node, before }: Seen): Breach | null {
  if (!isAnswer(step, before, 'AreYouNormalReply')) return null;
  const { normal } = step.message as unknown as NormalAnswer;
  if (normal || step.effects.some((effect) => effect.do === 'attempt')) return null;
  return breach(step, `${node} hears that ${step.from ?? ''} is not normal and does nothing`, [
    node,
  ]);
}

/** The timer that a node must have: whatever it waits for ends. */
function waitOf({ stage, s, c }: OriginalState, node: NodeId): string {
  if (stage !== null) return stage === 'asking' ? 'pingWait' : 'callWait';
  if (s === 'ELECTION' || (c === node && s === 'REORGANIZATION')) return 'coordWait';
  return c === node ? 'check' : 'silence';
}

function waitsForEver(step: Step, { node, after }: Seen): Breach | null {
  const wanted = waitOf(after, node);
  if (wanted === 'check' && step.world.candidates.length === 1) return null;
  if (step.world.node(node).timers.some(({ name }) => name === wanted)) return null;
  return breach(step, `${node} waits without end: no ${wanted} is running`, [node]);
}

/** When a node called, by its own clock, and how long it must wait for the answer. */
interface Opened {
  readonly localUs: Us;
  readonly waitUs: Us;
}

/** A call that is given up was waited for, unless somebody cut it short. */
function waitsOut(
  step: Step,
  { node, before }: Seen,
  opened: History<NodeId, Opened>,
): Breach | null {
  const { event } = step;
  const open = opened.get(node);
  const isEnd = event.kind === 'timer' && event.timer?.name === 'callWait';
  const isOpen = before.stage !== null && before.stage !== 'asking';
  if (!isEnd || !isOpen || step.byHand || open === undefined) return null;
  const waitedUs = step.world.node(node).clock.localUs - open.localUs;
  if (waitedUs >= open.waitUs) return null;
  const why = `${node} gives a call up after ${waitedUs / 1000} ms; it must wait ${open.waitUs / 1000} ms`;
  return breach(step, why, [node]);
}

function noteOpened(step: Step, { node, after }: Seen, opened: History<NodeId, Opened>): void {
  const calls = step.effects.some(
    (effect) => effect.do === 'send' && CALLS.includes(effect.message.type),
  );
  if (after.stage === null || step.event.kind === 'start') opened.delete(node);
  else if (calls) {
    const { okWaitUs } = step.params as OriginalParams;
    opened.set(node, { localUs: step.world.node(node).clock.localUs, waitUs: okWaitUs });
  }
}

export const procedures: Property = onlyIn('original', {
  id: 'B9',
  kind: 'MUST',
  claim:
    'Nobody makes itself coordinator before it has called everybody, goes on after an answer from above or gives a call up too soon; nobody follows whom it does not yield to or works without a task; every call is answered truly, and nobody waits without end.',
  assumes: '',
  source: 'Garcia-Molina 1982, Bully algorithm, its procedures',
  start: ({ rank }) => {
    const called = history<NodeId, readonly NodeId[]>();
    const opened = history<NodeId, Opened>();
    const forget = (fact: Fact): void => {
      if (fact.fact === 'crashed' || fact.fact === 'clock') opened.delete(fact.node);
    };
    return remembering([called, opened], {
      see: (step, facts) => {
        facts.forEach(forget);
        const seen = steppedOriginal(step);
        if (seen === null) return null;
        noteCalls(step, seen.node, called);
        const found =
          appoints(step, seen, called) ??
          goesOn(step, seen) ??
          obeys(step, seen) ??
          answers(step, seen) ??
          addresses(step, seen, rank) ??
          cares(step, seen) ??
          waitsOut(step, seen, opened) ??
          waitsForEver(step, seen);
        noteOpened(step, seen, opened);
        return found;
      },
    });
  },
});
