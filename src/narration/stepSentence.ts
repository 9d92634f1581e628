/**
 * One sentence for one event, for when the run is paused or stepped: first what the algorithm's face
 * says of the rule that was applied, else who did what, read from the step. It claims nothing that the
 * step does not show.
 */
import type { Fact, NodeId, Phrase, Sent, Step } from '../engine/protocol';
import type { RunView } from '../session/types';
import { attemptPhrase } from './attempts';
import { chronicleOf } from './chronicle';
import { tellCommand } from './commandPhrase';
import { happeningOf } from './happening';
import { messageWord } from './messageWord';
import { phrase, word } from './words';
import type { Values } from './words';

/** The sentence of a step of this run. */
export function sentenceOf(step: Step, run: RunView): Phrase {
  return faceSentence(step, run) ?? general(step, run);
}

/** What the face says of the last rule that has something to say. */
function faceSentence(step: Step, run: RunView): Phrase | null {
  const { sentences } = run.algorithm.face;
  for (let i = step.effects.length - 1; i >= 0; i--) {
    const effect = step.effects[i];
    if (effect === undefined || effect.do !== 'rule') continue;
    const said = sentences[effect.id]?.(step) ?? null;
    if (said !== null) return said;
  }
  return null;
}

function general(step: Step, run: RunView): Phrase {
  switch (step.event.kind) {
    case 'command':
      return command(step, run);
    case 'drop':
      return dropped(step, run);
    case 'arrive':
      return arrived(step, run);
    case 'start':
    case 'restart':
    case 'deliver':
    case 'timer':
    case 'written':
    case 'request':
    case 'act':
      return handled(step, run);
  }
}

// ------------------------------------------------------------------------------- commands

function command(step: Step, run: RunView): Phrase {
  const { number } = step.event;
  const facts = chronicleOf(run).factsIn(number, number + 1);
  const happening = happeningOf(run, number, number + 1, facts, null);
  if (happening.command !== null) return tellCommand(run, happening.command, happening).phrase;
  // The end of a pause is an event of its own without a command.
  const [node] = happening.resumed;
  return node === undefined ? phrase('nothing') : phrase('resume', { node });
}

// ------------------------------------------------------------------------------- messages

function sentOf(step: Step, run: RunView): Sent | null {
  const { message } = step.event;
  return message === null ? null : run.trace.sent(message);
}

/** Who sent what to whom. A message of a node to itself stands in no trace. */
function post(step: Step, run: RunView): Values {
  const to = sentOf(step, run)?.to ?? step.event.actor ?? step.node ?? '';
  return { message: messageWord(run, step.message), from: step.from ?? '', to };
}

const DROPS: { readonly [fate: string]: string } = {
  lost: 'dropLost',
  cut: 'dropCut',
  crashed: 'dropCrashed',
  blocked: 'dropBlocked',
  byHand: 'dropByHand',
};

function dropped(step: Step, run: RunView): Phrase {
  const sent = sentOf(step, run);
  // A message of a node to itself: the node has gone down before it, or such messages are blocked.
  if (sent === null) {
    const isUp = step.node !== null && step.world.node(step.node).up;
    return phrase(isUp ? 'dropOwnBlocked' : 'dropOwn', post(step, run));
  }
  return phrase(DROPS[sent.fate] ?? 'dropped', post(step, run));
}

function arrived(step: Step, run: RunView): Phrase {
  const values = post(step, run);
  const node = step.world.node(String(values['to']));
  if (!node.up) return phrase('arriveDown', values);
  if (node.paused) return phrase('arrivePaused', values);
  return phrase(node.writingUntilUs === null ? 'arriveBusy' : 'arriveWriting', values);
}

// ---------------------------------------------------------------------- a node did something

/** A clause of a sentence: the last part of its key, and its values. */
interface Clause {
  readonly key: string;
  readonly values: Values;
}

const NOTHING: Clause = { key: '', values: {} };

/** What happened, then what changed, then what was sent: the catalogue has every combination. */
function handled(step: Step, run: RunView): Phrase {
  const { event } = step;
  const node = step.node ?? event.actor ?? '';
  const facts = chronicleOf(run).factsIn(event.number, event.number + 1);
  const cause = causeOf(step, run, node);
  const change = changeOf(run, node, facts);
  const sends = sendsOf(step, run);
  return phrase(`step_${cause.key}_${change.key}_${sends.key}`, {
    node,
    ...cause.values,
    ...change.values,
    ...sends.values,
  });
}

function causeOf(step: Step, run: RunView, node: NodeId): Clause {
  const { kind, timer, number } = step.event;
  if (kind === 'deliver') {
    const { message, from } = post(step, run);
    const isOwn = step.event.message === null;
    return {
      key: isOwn ? 'own' : 'deliver',
      values: { message: message ?? '', from: from ?? '' },
    };
  }
  if (kind === 'timer' && timer !== null) {
    const wait = run.algorithm.face.waits[timer.name];
    return { key: 'timer', values: { timer: wait === undefined ? timer.name : word(wait.word) } };
  }
  if (kind === 'restart' && chronicleOf(run).node(node).wiped.after(number)) {
    return { key: 'restartWiped', values: {} };
  }
  return { key: kind, values: {} };
}

/** The one change that matters most; facts are written only where something really changed. */
function changeOf(run: RunView, node: NodeId, facts: readonly Fact[]): Clause {
  const of = <K extends Fact['fact']>(kind: K): Extract<Fact, { fact: K }> | undefined =>
    facts.findLast(
      (fact): fact is Extract<Fact, { fact: K }> =>
        fact.fact === kind && 'node' in fact && fact.node === node,
    );
  const belief = of('belief');
  if (belief !== undefined && belief.leader !== null) {
    const isOwn = belief.leader === node;
    const key = isOwn ? 'leads' : 'follows';
    return clause(run, key, belief.attempt, isOwn ? {} : { leader: belief.leader });
  }
  const attempt = of('attempt');
  if (attempt !== undefined) return clause(run, 'opens', attempt.key, {});
  const role = of('role');
  const known = role === undefined ? undefined : run.algorithm.face.roles[role.role];
  if (known !== undefined) return { key: 'becomes', values: { role: word(known.word) } };
  return belief === undefined ? NOTHING : { key: 'forgets', values: {} };
}

function clause(run: RunView, key: string, attempt: number | null, values: Values): Clause {
  const said = attemptPhrase(run, key, attempt, values);
  return { key: said.key.slice(said.key.indexOf(':') + 1), values: said.values ?? {} };
}

function sendsOf(step: Step, run: RunView): Clause {
  const sends = step.effects.filter((effect) => effect.do === 'send');
  const [first] = sends;
  if (first !== undefined) {
    const targets = new Set(sends.map(({ to }) => to));
    const isOneKind = sends.every(({ message }) => message.type === first.message.type);
    if (!isOneKind) return { key: 'mixed', values: { count: sends.length } };
    const sent = messageWord(run, first.message);
    if (targets.size > 1) return { key: 'many', values: { sent, count: targets.size } };
    const isOwn = first.to === step.node;
    return { key: isOwn ? 'self' : 'one', values: isOwn ? { sent } : { sent, to: first.to } };
  }
  if (step.effects.some((effect) => effect.do === 'persist' && effect.writeUs > 0)) {
    return { key: 'writes', values: {} };
  }
  const timer = step.effects.find((effect) => effect.do === 'setTimer');
  if (timer === undefined) return NOTHING;
  const wait = run.algorithm.face.waits[timer.name];
  return { key: 'waits', values: { wait: wait === undefined ? timer.name : word(wait.word) } };
}

interface Spoken {
  readonly revision: number;
  readonly event: number;
  readonly phrase: Phrase;
}

const spoken = new WeakMap<RunView, Spoken>();

/** The sentence of one event of the run. The last one is kept, because it is asked for often. */
export function stepSentence(run: RunView, event: number): Phrase {
  const last = spoken.get(run);
  if (last !== undefined && last.event === event && last.revision === run.revision) {
    return last.phrase;
  }
  const said = sentenceOf(run.step(event), run);
  spoken.set(run, { revision: run.revision, event, phrase: said });
  return said;
}
