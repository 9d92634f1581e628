/**
 * Checks a sentence against the step it is about: every node, attempt and fate it names must be in the
 * step. For tests only.
 */
import type { Fact, Phrase, Step } from '../../engine/protocol';
import type { RunView } from '../../session/types';
import { chronicleOf } from '../chronicle';
import { plainly } from './plainly';
import { NAMESPACE, say } from '../words';

/** Which fate each sentence of a dropped message claims. */
const FATES: { readonly [key: string]: string } = {
  dropLost: 'lost',
  dropCut: 'cut',
  dropCrashed: 'crashed',
  dropBlocked: 'blocked',
  dropByHand: 'byHand',
};

/** What is wrong with the sentence; empty if nothing is. */
export function falseClaims(spoken: Phrase, step: Step, run: RunView): readonly string[] {
  const text = say(spoken, plainly(run.algorithm.face.texts.en));
  const wrong: string[] = [];
  if (text === spoken.key || /[{}@]|narration:|undefined/.test(text)) {
    wrong.push(`not in words: ${text}`);
  }
  if (!/\.$/.test(text)) wrong.push(`not a sentence: ${text}`);
  const { number } = step.event;
  const facts = chronicleOf(run).factsIn(number, number + 1);
  const isOwn = spoken.key.startsWith(`${NAMESPACE}:`);
  const ids = isOwn ? idsOf(step, run, facts) : new Set([...idsOf(step, run, facts), ...all(step)]);
  for (const id of text.match(/\bn\d+\b/g) ?? []) {
    if (!ids.has(id)) wrong.push(`names ${id}: ${text}`);
  }
  const numbers = attemptsOf(step, facts);
  for (const [, number = ''] of text.matchAll(/\b(?:term|claim|ballot|round) (\d+)\b/g)) {
    if (!numbers.has(Number(number))) wrong.push(`names attempt ${number}: ${text}`);
  }
  if (isOwn) wrong.push(...falseKeys(spoken, step, run, facts));
  return wrong;
}

/** Nodes that took part: who stepped, sent, was sent to, or was changed. */
function idsOf(step: Step, run: RunView, facts: readonly Fact[]): Set<string> {
  const ids = new Set<string>();
  const add = (id: string | null | undefined): void => {
    if (id !== null && id !== undefined) ids.add(id);
  };
  add(step.node);
  add(step.from);
  add(step.event.actor);
  if (step.event.message !== null) add(run.trace.sent(step.event.message).to);
  for (const effect of step.effects) {
    if (effect.do === 'send') add(effect.to);
    if (effect.do === 'believes') add(effect.leader);
  }
  for (const fact of facts) {
    if ('node' in fact) add(fact.node);
    if (fact.fact === 'command') fact.targets.forEach(add);
    if (fact.fact === 'links') fact.groups.flat().forEach(add);
  }
  return ids;
}

/** Every node that the states and the message of the step name. */
function all(step: Step): readonly string[] {
  const { before, after, message } = step;
  return JSON.stringify([before, after, message]).match(/\bn\d+\b/g) ?? [];
}

function attemptsOf(step: Step, facts: readonly Fact[]): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const fact of facts) {
    if ('attempt' in fact && fact.attempt !== null) numbers.add(fact.attempt);
    if (fact.fact === 'attempt') numbers.add(fact.key);
  }
  const { before, after, message } = step;
  for (const digits of JSON.stringify([before, after, message]).match(/\d+/g) ?? []) {
    numbers.add(Number(digits));
  }
  return numbers;
}

/** Claims that the key of a sentence of this room makes by itself. */
function falseKeys(
  { key, values = {} }: Phrase,
  step: Step,
  run: RunView,
  facts: readonly Fact[],
): readonly string[] {
  const name = key.slice(NAMESPACE.length + 1);
  const wrong: string[] = [];
  const claim = (isTrue: boolean, what: string): void => {
    if (!isTrue) wrong.push(`${name}: ${what}`);
  };
  if (step.event.kind === 'drop') {
    const fate = run.trace.sent(step.event.message ?? -1).fate;
    claim(FATES[name] === fate, `claims another fate than ${fate}`);
  }
  if (name.startsWith('arrive')) {
    const node = step.world.node(String(values['to']));
    claim(step.event.kind === 'arrive', 'nothing arrived');
    claim((name === 'arriveDown') === !node.up, 'up or down');
    claim((name === 'arrivePaused') === node.paused, 'paused or not');
  }
  wrong.push(...falseDeeds(name, values, run, facts));
  const [, cause = '', change = '', send = ''] = /^step_(\w*?)_(\w*?)_(\w*)$/.exec(name) ?? [];
  if (cause === '') return wrong;
  const { kind } = step.event;
  const causes = { own: 'deliver', restartWiped: 'restart' } as Record<string, string>;
  claim((causes[cause] ?? cause) === kind, `the event is a ${kind}`);
  const fact = (what: Fact['fact']): Fact | undefined => facts.find((one) => one.fact === what);
  const belief = facts.findLast((one) => one.fact === 'belief');
  const leader = belief?.fact === 'belief' ? belief.leader : undefined;
  if (change.startsWith('leads')) claim(leader === step.node, 'it does not lead');
  if (change.startsWith('follows')) claim(leader === values['leader'], 'it follows another');
  if (change.startsWith('opens')) claim(fact('attempt') !== undefined, 'no attempt');
  if (change === 'becomes') claim(fact('role') !== undefined, 'no new role');
  if (change === 'forgets') claim(leader === null, 'it knows a leader');
  if (change === '') claim(leader === undefined || leader === null, 'hides a belief');
  const sends = step.effects.filter((effect) => effect.do === 'send');
  if (send === 'one')
    claim(
      sends.every(({ to }) => to === values['to']),
      'sent elsewhere too',
    );
  if (send === 'many') {
    claim(new Set(sends.map(({ to }) => to)).size === values['count'], 'sent to other numbers');
  }
  if (['', 'writes', 'waits'].includes(send)) claim(sends.length === 0, 'hides a send');
  return wrong;
}

/** Claims about what a command did. */
function falseDeeds(
  name: string,
  values: NonNullable<Phrase['values']>,
  run: RunView,
  facts: readonly Fact[],
): readonly string[] {
  const wrong: string[] = [];
  const claim = (pattern: RegExp, isTrue: (fact: Fact) => boolean, what: string): void => {
    if (pattern.test(name) && !facts.some(isTrue)) wrong.push(`${name}: ${what}`);
  };
  claim(/^wipe/, ({ fact }) => fact === 'wiped', 'no disk was emptied');
  claim(/^(wipe(?!Down|Many)|crash)/, ({ fact }) => fact === 'crashed', 'nobody crashed');
  claim(/^restart/, ({ fact }) => fact === 'up', 'nobody started');
  claim(/^clock/, ({ fact }) => fact === 'clock', 'no clock was set');
  claim(/^clockFast/, (fact) => fact.fact === 'clock' && fact.ppm > 0, 'no clock runs fast');
  claim(/^clockSlow/, (fact) => fact.fact === 'clock' && fact.ppm < 0, 'no clock runs slow');
  claim(/^clock.*Ahead/, (fact) => fact.fact === 'clock' && fact.jumpUs > 0, 'none jumped ahead');
  claim(/^clock.*Back/, (fact) => fact.fact === 'clock' && fact.jumpUs < 0, 'none jumped back');
  claim(/^hold/, (fact) => fact.fact === 'holding' && fact.kinds.length > 0, 'nothing is held');
  claim(
    /^unhold/,
    (fact) => fact.fact === 'holding' && fact.kinds.length === 0,
    'something is held',
  );
  claim(
    /^(dropMessage|duplicate|delay|deliver|chooseMessage)$/,
    (fact) => {
      if (fact.fact !== 'command' || fact.message === undefined) return false;
      const { from, to } = run.trace.sent(fact.message);
      return from === values['from'] && to === values['to'];
    },
    'another message',
  );
  return wrong;
}
