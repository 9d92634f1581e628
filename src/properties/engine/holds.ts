/**
 * E12: the scheduler's seat. What is held back does not happen until it is chosen or let go, and what is
 * chosen happens at the later of that instant and its due.
 */
import type { Fact, NodeId, Step, TimerView, Us } from '../../engine/protocol';
import type { HeldKind } from '../../scenario/types';
import { breach, cell, history, remembering } from '../history';
import type { Cell, History } from '../history';
import type { Breach, Property, RunFacts } from '../types';
import { arrivals } from './book';

interface Memory {
  readonly kinds: Cell<readonly HeldKind[]>;
  readonly nodes: Cell<readonly NodeId[]>;
  /** What was chosen, by its name below; the instant at which it must happen, -1 if that is not known. */
  readonly free: History<string, Us>;
  /** What was due already when the hold began: it waits in an inbox, where no hold reaches it. */
  readonly older: History<string, true>;
  /** Chosen timers that have not rung. */
  readonly awaited: Cell<readonly Awaited[]>;
}

interface Awaited {
  readonly node: NodeId;
  readonly name: string;
  readonly key: string;
  readonly us: Us;
}

const NOTHING: readonly never[] = [];
const messageKey = (sent: number): string => `message ${sent}`;
const timerKey = (node: NodeId, name: string, key: string): string => `${node}/${name}/${key}`;
const writeKey = (node: NodeId): string => `write ${node}`;

function covers({ kinds, nodes }: Memory, kind: HeldKind, node: NodeId): boolean {
  return kinds.now.includes(kind) && nodes.now.includes(node);
}

/** What happened in this step that a hold may cover; null if nothing of the kind. */
function happened(
  step: Step,
  hadArrived: boolean,
): { readonly kind: HeldKind; readonly name: string; readonly what: string } | null {
  const { node, event } = step;
  if (node === null) return null;
  const { message, timer } = event;
  if ((event.kind === 'deliver' || event.kind === 'arrive') && message !== null) {
    // A message of a node to itself is part of its step.
    if (message < 0 || hadArrived) return null;
    return { kind: 'messages', name: messageKey(message), what: `message ${message}` };
  }
  if (event.kind === 'timer' && timer !== null) {
    const name = timerKey(node, timer.name, timer.key);
    return { kind: 'timers', name, what: `timer ${timer.name}` };
  }
  if (event.kind !== 'written') return null;
  return { kind: 'writes', name: writeKey(node), what: 'the disk write' };
}

/** Held things that happen, and chosen ones that happen too early. */
function tooSoon(memory: Memory, step: Step, hadArrived: boolean): Breach | null {
  const seen = happened(step, hadArrived);
  const { node } = step;
  if (seen === null || node === null) return null;
  const { kind, name, what } = seen;
  const chosen = memory.free.get(name);
  const mayHappen = step.byHand || chosen !== undefined || memory.older.get(name) === true;
  if (!mayHappen && covers(memory, kind, node)) {
    return breach(step, `${what} of ${node} happens though ${kind} are held back`, [node]);
  }
  if (chosen === undefined || step.event.us >= chosen) return null;
  const early = (chosen - step.event.us) / 1000;
  return breach(step, `${what} of ${node} was chosen and happens ${early} ms before its due`, [
    node,
  ]);
}

/** Chosen timers that ought to have rung by now: their node could have handled them. */
function tooLate({ awaited }: Memory, step: Step): Breach | null {
  const { us } = step.event;
  const isOpen = ({ node, name, key, us: dueUs }: Awaited): boolean => {
    const { up, timers } = step.world.node(node);
    const isIt = (timer: TimerView): boolean =>
      timer.name === name && timer.key === key && timer.dueUs <= dueUs;
    return up && timers.some(isIt);
  };
  const open = awaited.now.filter(isOpen);
  awaited.now = open.length === 0 ? NOTHING : open;
  const late = open.find((one) => {
    // Of a node that is busy or asleep it waits in the inbox, and that is another rule.
    const { paused, writingUntilUs, inbox } = step.world.node(one.node);
    return us > one.us && !paused && writingUntilUs === null && inbox === 0;
  });
  if (late === undefined) return null;
  const { node, name } = late;
  return breach(step, `timer ${name} of ${node} was chosen and has not rung when it was due`, [
    node,
  ]);
}

/** What the step armed, cancelled or began to write is new, and no choice of before is about it. */
function forget({ free, older, awaited }: Memory, step: Step): void {
  const { node, event } = step;
  if (node === null) return;
  const gone = (name: string): void => {
    free.delete(name);
    older.delete(name);
  };
  if (event.timer !== null) gone(timerKey(node, event.timer.name, event.timer.key));
  if (event.kind === 'written') gone(writeKey(node));
  for (const effect of step.effects) {
    if (effect.do === 'persist') gone(writeKey(node));
    if (effect.do !== 'setTimer' && effect.do !== 'cancelTimer') continue;
    gone(timerKey(node, effect.name, effect.key));
    const { name, key } = effect;
    const isOther = (one: Awaited): boolean =>
      one.node !== node || one.name !== name || one.key !== key;
    if (!awaited.now.every(isOther)) awaited.now = awaited.now.filter(isOther);
  }
}

function holdBegins(
  memory: Memory,
  step: Step,
  kinds: readonly HeldKind[],
  targets: readonly NodeId[],
): void {
  const { older } = memory;
  const { us } = step.event;
  for (const id of kinds.length === 0 ? NOTHING : targets) {
    const { timers, writingUntilUs } = step.world.node(id);
    if (!covers(memory, 'timers', id)) {
      for (const { name, key, dueUs } of timers) {
        if (dueUs <= us) older.set(timerKey(id, name, key), true);
      }
    }
    const isOverdue = writingUntilUs !== null && writingUntilUs <= us;
    if (isOverdue && !covers(memory, 'writes', id)) older.set(writeKey(id), true);
  }
  // A hold replaces the one before: it covers again what was chosen under that one and is not yet due.
  if (kinds.length > 0) memory.awaited.now = NOTHING;
  memory.kinds.now = kinds;
  memory.nodes.now = targets;
}

/** The dues of the chosen timers of a node are what they are now. */
function moved({ free, awaited }: Memory, step: Step, node: NodeId): void {
  for (const { name, key, dueUs } of step.world.node(node).timers) {
    const timer = timerKey(node, name, key);
    if (free.get(timer) !== undefined) free.set(timer, dueUs);
  }
  awaited.now = awaited.now.filter(isElsewhere(node));
}

function choose(
  memory: Memory,
  step: Step,
  fact: Fact & { readonly fact: 'command' },
  run: RunFacts,
): void {
  const command = run.commandAt?.(fact.index)?.command;
  if (fact.effect === 'missed') return;
  // A timer that is forced, or whose clock is set, is no longer due when it was.
  if (command?.do === 'timeout' || command?.do === 'clock') {
    for (const node of fact.targets) moved(memory, step, node);
  }
  if (command?.do !== 'choose') return;
  const { us } = step.event;
  if (fact.message !== undefined) memory.free.set(messageKey(fact.message), -1);
  if ('message' in command) return;
  for (const node of fact.targets) {
    const { timers, writingUntilUs } = step.world.node(node);
    if ('write' in command) {
      memory.free.set(writeKey(node), Math.max(us, writingUntilUs ?? us));
      continue;
    }
    const key = command.key ?? '';
    const armed = timers.find((timer) => timer.name === command.timer && timer.key === key);
    const dueUs = Math.max(us, armed?.dueUs ?? us);
    memory.free.set(timerKey(node, command.timer, key), dueUs);
    memory.awaited.now = [...memory.awaited.now, { node, name: command.timer, key, us: dueUs }];
  }
}

export const heldBack: Property = {
  id: 'E12',
  kind: 'MUST',
  claim:
    'What is held back does not happen until it is chosen or let go; what is chosen happens then, or when it is due if that is later.',
  assumes: '',
  source: 'the engine: hold, choose, unhold',
  start: (run) => {
    const memory: Memory = {
      kinds: cell<readonly HeldKind[]>(NOTHING),
      nodes: cell<readonly NodeId[]>(NOTHING),
      free: history(),
      older: history(),
      awaited: cell<readonly Awaited[]>(NOTHING),
    };
    const waiting = arrivals();
    /** Anything was ever held. */
    const hasHeld = cell(false);
    const { kinds, nodes, free, older, awaited } = memory;
    return remembering([waiting.memory, hasHeld, kinds, nodes, free, older, awaited], {
      see: (step, facts) => {
        const { message } = step.event;
        const found =
          kinds.now.length === 0
            ? null
            : tooSoon(memory, step, message !== null && waiting.has(message));
        waiting.note(step);
        if (kinds.now.length > 0) hasHeld.now = true;
        // What was chosen may be armed anew long after the hold, and before the next one.
        if (hasHeld.now) forget(memory, step);
        const late = awaited.now.length === 0 ? null : tooLate(memory, step);
        for (const fact of facts) {
          if (fact.fact === 'holding') {
            const command = facts.find((one) => one.fact === 'command');
            const targets = command?.fact === 'command' ? command.targets : step.world.ids;
            holdBegins(memory, step, fact.kinds, targets);
          }
          if (fact.fact === 'command') choose(memory, step, fact, run);
        }
        return found ?? late;
      },
    });
  },
};

/** Nothing more is expected of the timers of this node. */
function isElsewhere(node: NodeId): (one: Awaited) => boolean {
  return (one) => one.node !== node;
}
