/**
 * E5: what a crash takes and what it leaves. Timers and volatile state of an earlier incarnation are
 * gone; what was written comes back exactly, unless the disk was emptied meanwhile: then nothing does.
 */
import type { Fact, NodeId, PartState, Step } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { History, Rewindable } from '../history';
import type { Breach, Property } from '../types';

interface Memory {
  /** Armed timers: node, name and key. Cleared by a crash through the incarnation in the key. */
  readonly armed: History<string, true>;
  /** Nodes that a command has just named: it may have made an unarmed timer of theirs ring. */
  readonly named: History<NodeId, number>;
  /** What each node has on disk. */
  readonly durable: History<NodeId, object>;
  /** Volatile state at the very first start, as text; what was on disk then, too. */
  readonly initial: History<NodeId, string>;
  readonly blank: History<NodeId, string>;
  /** Nodes whose disk was emptied and that have not started since. */
  readonly wiped: History<NodeId, true>;
}

type Stepped = Step & { readonly node: NodeId; readonly before: PartState };

function isStep(step: Step): step is Stepped {
  return step.node !== null && step.before !== null && step.after !== null;
}

function slot(step: Stepped, name: string, key: string): string {
  return `${step.node}/${step.world.node(step.node).incarnation}/${name}/${key}`;
}

function volatileOf({ stable: _stable, ...rest }: PartState): string {
  return JSON.stringify(rest);
}

/** The values at the first level; nested ones are shared, so identity is equality. */
function sameFields(a: object, b: object): boolean {
  const left = a as { readonly [name: string]: unknown };
  const right = b as { readonly [name: string]: unknown };
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every((name) => left[name] === right[name])
  );
}

/** A timer rings only if it was armed since the node started, or if a command made it ring. */
function ringsRightly(memory: Memory, step: Stepped): Breach | null {
  const { event, node } = step;
  if (event.kind !== 'timer' || event.timer === null) return null;
  const { name, key } = event.timer;
  const at = slot(step, name, key);
  const wasArmed = memory.armed.get(at) === true;
  const wasNamed = memory.named.get(node) !== undefined;
  memory.armed.delete(at);
  // Forced while the node was busy and held back since, it rings long after it was named.
  if (wasArmed || wasNamed || step.byHand) return null;
  return breach(step, `timer ${name} of ${node} rings, which was not armed since it started`, [
    node,
  ]);
}

function noteTimers(memory: Memory, step: Stepped): void {
  for (const effect of step.effects) {
    if (effect.do === 'setTimer') memory.armed.set(slot(step, effect.name, effect.key), true);
    if (effect.do === 'cancelTimer') memory.armed.delete(slot(step, effect.name, effect.key));
  }
}

/** A command names nodes; the name holds while they are busy, and else for this instant. */
function noteCommand(
  memory: Memory,
  step: Step,
  facts: readonly Fact[],
  deedOf: (index: number) => string | undefined,
): void {
  for (const fact of facts) {
    if (fact.fact === 'wiped') memory.wiped.set(fact.node, true);
    // Of all commands only this one makes timers ring that nobody armed.
    if (fact.fact !== 'command' || (deedOf(fact.index) ?? 'timeout') !== 'timeout') continue;
    for (const node of fact.targets) memory.named.set(node, step.event.us);
  }
}

function forgetNames(memory: Memory, step: Stepped): void {
  const named = memory.named.get(step.node);
  if (named === undefined || named === step.event.us) return;
  if (step.world.node(step.node).writingUntilUs === null) memory.named.delete(step.node);
}

/** The disk changes only where a write ends, and a restart begins from it and nothing else. */
function disk(memory: Memory, step: Stepped): Breach | null {
  const { node, event } = step;
  const known = memory.durable.get(node);
  if (event.kind === 'start') {
    memory.initial.set(node, volatileOf(step.before));
    memory.blank.set(node, JSON.stringify(step.before.stable));
  }
  const isWiped = memory.wiped.get(node) === true;
  if (event.kind === 'restart') {
    memory.wiped.delete(node);
    if (isWiped && JSON.stringify(step.before.stable) !== memory.blank.get(node)) {
      return breach(step, `${node} restarts with durable state from before its disk was emptied`, [
        node,
      ]);
    }
    if (!isWiped && known !== undefined && !sameFields(step.before.stable, known)) {
      return breach(step, `${node} restarts with other durable state than it last wrote`, [node]);
    }
    const initial = memory.initial.get(node);
    if (initial !== undefined && volatileOf(step.before) !== initial) {
      return breach(step, `${node} restarts with volatile state from before its crash`, [node]);
    }
  }
  const now = step.world.node(node).durable;
  if (known !== undefined && known !== now && !isWiped) {
    const isWrite =
      event.kind === 'written' ||
      step.effects.some((effect) => effect.do === 'persist' && effect.writeUs === 0);
    if (!isWrite) {
      return breach(step, `the disk of ${node} changes though no write has ended`, [node]);
    }
  }
  memory.durable.set(node, now);
  return null;
}

export const cleanRestart: Property = {
  id: 'E5',
  kind: 'MUST',
  claim:
    'A restarted node has exactly what it last wrote, or nothing if its disk was emptied; no timer of an earlier life rings.',
  assumes: '',
  source: 'the engine: crash, restart, persist',
  start: (run) => {
    const memory: Memory = {
      armed: history(),
      named: history(),
      durable: history(),
      initial: history(),
      blank: history(),
      wiped: history(),
    };
    const deedOf = (index: number): string | undefined => run.commandAt?.(index)?.command.do;
    return remembering(Object.values(memory) as readonly Rewindable[], {
      see: (step, facts) => {
        noteCommand(memory, step, facts, deedOf);
        if (!isStep(step)) return null;
        const found = ringsRightly(memory, step) ?? disk(memory, step);
        noteTimers(memory, step);
        forgetNames(memory, step);
        return found;
      },
    });
  },
};
