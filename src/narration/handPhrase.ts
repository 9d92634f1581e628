/**
 * What commands on single messages, clocks, rules and holds did, in one sentence each. They claim what
 * was done and no more: what becomes of a message that was hurried is told by the event it ends in.
 */
import type { NodeId, Phrase } from '../engine/protocol';
import type { Deed, HeldKind, LinkRules, Targets } from '../scenario/types';
import type { RunView } from '../session/types';
import type { CommandFact } from './happening';
import { messageWord } from './messageWord';
import { list, phrase, time, word } from './words';
import type { Values } from './words';

type DeedOf<W extends Deed['do']> = Extract<Deed, { do: W }>;

/** One node or several: the key, or the key with `Many`. */
export function several(key: string, targets: readonly NodeId[], values: Values = {}): Phrase {
  if (targets.length === 1) return phrase(key, { node: targets[0] ?? '', ...values });
  return phrase(`${key}Many`, { nodes: list(targets), ...values });
}

/** A span given in ms. */
function span(ms: number): string {
  return time(Math.round(ms * 1000));
}

/** A ratio in percent, without the noise of binary fractions. */
function percent(ratio: number): string {
  return String(Math.round(ratio * 1e6) / 1e4);
}

/** The message that the command meant: its word and its ends. */
function letter(run: RunView, { message = -1 }: CommandFact): Values {
  const { from, to } = run.trace.sent(message);
  return { message: messageWord(run, run.message(message)), from, to };
}

export function clock(deed: DeedOf<'clock'>, targets: readonly NodeId[]): Phrase {
  const { ppm, jumpMs = 0 } = deed;
  const rate = ppm === undefined ? '' : ppm > 0 ? 'Fast' : ppm < 0 ? 'Slow' : 'True';
  const jump = jumpMs > 0 ? 'Ahead' : jumpMs < 0 ? 'Back' : '';
  return several(`clock${rate}${jump}`, targets, {
    ...(ppm !== undefined && ppm !== 0 && { rate: String(Math.abs(ppm) / 10_000) }),
    ...(jumpMs !== 0 && { span: span(Math.abs(jumpMs)) }),
  });
}

export function oneMessage(
  run: RunView,
  deed: DeedOf<'drop' | 'duplicate' | 'deliver' | 'delay'>,
  command: CommandFact,
): Phrase {
  const values = letter(run, command);
  switch (deed.do) {
    case 'drop':
      return phrase('dropMessage', values);
    case 'duplicate':
      return phrase('duplicate', values);
    case 'deliver':
      return phrase('deliver', values);
    case 'delay':
      return phrase('delay', { ...values, span: span(deed.byMs) });
  }
}

export function choose(run: RunView, deed: DeedOf<'choose'>, command: CommandFact): Phrase {
  if ('message' in deed) return phrase('chooseMessage', letter(run, command));
  if ('write' in deed) return several('chooseWrite', command.targets);
  const wait = run.algorithm.face.waits[deed.timer];
  const timer = wait === undefined ? deed.timer : word(wait.word);
  return several('chooseTimer', command.targets, { timer });
}

const LETTERS: readonly (readonly [HeldKind, string])[] = [
  ['messages', 'M'],
  ['timers', 'T'],
  ['writes', 'W'],
];

export function hold({ kinds, nodes }: DeedOf<'hold'>, targets: readonly NodeId[]): Phrase {
  const letters = LETTERS.filter(([kind]) => kinds === undefined || kinds.includes(kind));
  const key = `hold${letters.map(([, one]) => one).join('')}`;
  return nodes === undefined ? phrase(key) : phrase(`${key}Some`, { nodes: list(targets) });
}

// ---------------------------------------------------------------------------------- settings

/** Parameters and values as a scenario writes them: no words of ours, so nothing to translate. */
function assignments(params: DeedOf<'set'> & { readonly params: object }): string {
  return Object.entries(params.params)
    .map(([name, value]) => `${name} = ${Array.isArray(value) ? value.join('–') : String(value)}`)
    .join(', ');
}

function rules({ delayMs, loss, duplicate, fifo }: LinkRules): {
  readonly key: string;
  readonly values: Values;
} {
  const isCurve = typeof delayMs === 'object' && 'dist' in delayMs;
  const key = [
    delayMs === undefined ? '' : isCurve ? 'Curve' : 'Delay',
    loss === undefined ? '' : 'Loss',
    duplicate === undefined ? '' : 'Copies',
    fifo === undefined ? '' : fifo ? 'Fifo' : 'Free',
  ].join('');
  const values: Values = {
    ...(isCurve && { p50: `${delayMs.p50} ms`, p99: `${delayMs.p99} ms` }),
    ...(typeof delayMs === 'number' && { delay: `${delayMs} ms` }),
    ...(delayMs instanceof Array && { delay: `${delayMs.join('–')} ms` }),
    ...(loss !== undefined && { loss: percent(loss) }),
    ...(duplicate !== undefined && { duplicate: percent(duplicate) }),
  };
  return { key, values };
}

/** The one node of a list that the command really meant; null if there are several or it is a role. */
function named(targets: Targets, done: readonly NodeId[]): NodeId | null {
  const one = typeof targets === 'string' ? targets : targets.length === 1 ? targets[0] : undefined;
  return one !== undefined && done.includes(one) ? one : null;
}

export function setting(deed: DeedOf<'set'>, targets: readonly NodeId[]): Phrase {
  if ('params' in deed) return phrase('setParams', { what: assignments(deed) });
  if ('network' in deed) {
    const { key, values } = rules(deed.network);
    return phrase(`setNetwork${key}`, values);
  }
  const { link } = deed;
  const { key, values } = rules(link);
  const from = named(link.from, targets);
  const to = named(link.to, targets);
  if (from === null || to === null) {
    return phrase(`setLinkSome${key}`, { ...values, nodes: list(targets) });
  }
  const place = link.oneWay === true ? 'LinkOneWay' : 'Link';
  return phrase(`set${place}${key}`, { ...values, from, to });
}
