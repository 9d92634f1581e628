/**
 * Random faults of a trial, class by class: each draw gives a fault and, mostly, its end. Everything
 * is a plain command with its own instant. What needs to see the run (single messages, choices under
 * a hold) is drawn in `hands.ts`.
 */
import type { Algorithm } from '../engine/protocol';
import { actionNames, timerNames, wireNames } from '../scenario/fitting';
import { HELD_KINDS } from '../scenario/commandShape';
import type { Command, Deed, LinkRules, Target, Targets } from '../scenario/types';
import type { Draws } from './draws';
import type { FaultClass } from './faultClasses';
import type { Setting } from './setting';
import { drawDelay } from './setting';

/** How many times longer than usual a time may be set to. */
export const STRETCH_MAX = 3;

/** What a fault may draw from. */
export interface Theatre {
  readonly algorithm: Algorithm;
  readonly setting: Setting;
  readonly draws: Draws;
  /** Faults begin and end within these instants (ms). */
  readonly fromMs: number;
  readonly untilMs: number;
  /** Which classes are on. */
  readonly on: ReadonlySet<FaultClass>;
}

type Drawn = readonly Command[];
type DrawFault = (theatre: Theatre, atMs: number) => Drawn;

/** A node by its id, or by its part in the play. */
function someone({ setting, draws }: Theatre): Target {
  return draws.chance(1, 3)
    ? draws.pick(['leader', 'leader', 'follower', 'any'] as const)
    : draws.pick(setting.everyone);
}

/** An instant after this one, within the faults. */
function later({ draws, untilMs, setting }: Theatre, atMs: number): number {
  const span = draws.pick([setting.shortestMs, setting.longestMs, 3 * setting.longestMs]);
  return Math.min(draws.ms(atMs, atMs + span), untilMs);
}

/** A fault and, in three cases of four, its end. */
function passing(theatre: Theatre, atMs: number, fault: Deed, end: Deed): Drawn {
  const first: Command = { atMs, ...fault };
  if (theatre.draws.chance(1, 4)) return [first];
  return [first, { atMs: later(theatre, atMs), ...end }];
}

/** What the network is like when nothing special is set. */
function usualRules({ setting }: Theatre): LinkRules {
  const { links: _links, crashedInbox: _inbox, ...rules } = setting.scenario.network ?? {};
  return rules;
}

/** Rules that are set for a while, and how they were. */
function ruleBurst(theatre: Theatre, atMs: number, rules: LinkRules): Drawn {
  const usual = usualRules(theatre);
  return passing(theatre, atMs, { do: 'set', network: rules }, { do: 'set', network: usual });
}

/** Soon after an instant, every other time so soon that a disk may still be writing. */
function soonAfter({ draws, setting, untilMs }: Theatre, atMs: number): number {
  const spanMs = setting.shortestMs / draws.pick([1, 80]);
  return Math.min(draws.ms(atMs, atMs + spanMs), untilMs);
}

/** A node that was made to suspect its leader crashes before the election it begins is over. */
function stumble(theatre: Theatre, atMs: number): Drawn {
  const node = theatre.draws.pick(theatre.setting.ids);
  const crashMs = soonAfter(theatre, atMs);
  const fall = passing(theatre, crashMs, { do: 'crash', node }, { do: 'restart', node });
  return [{ atMs, do: 'timeout', node }, ...fall];
}

/** A leader that was asked for something crashes before it is done. */
function interrupt(theatre: Theatre, atMs: number): Drawn {
  const crashMs = soonAfter(theatre, atMs);
  const fall: Deed = { do: 'crash', node: 'leader' };
  return [
    { atMs, do: 'request', node: 'leader', op: { put: ['k0', 'last'] } },
    ...passing(theatre, crashMs, fall, { do: 'restart', node: 'crashed' }),
  ];
}

const crash: DrawFault = (theatre, atMs) => {
  // Few crashes hit an election or a write by chance: these are short.
  if (theatre.on.has('timeout') && theatre.draws.chance(1, 3)) return stumble(theatre, atMs);
  if (theatre.on.has('request') && theatre.draws.chance(1, 3)) return interrupt(theatre, atMs);
  const node = someone(theatre);
  const isId = theatre.setting.everyone.some((id) => id === node);
  return passing(
    theatre,
    atMs,
    { do: 'crash', node },
    { do: 'restart', node: isId && theatre.draws.chance(2, 3) ? node : 'crashed' },
  );
};

const wipe: DrawFault = (theatre, atMs) =>
  passing(
    theatre,
    atMs,
    { do: 'wipe', node: someone(theatre) },
    { do: 'restart', node: 'crashed' },
  );

const pause: DrawFault = (theatre, atMs) => {
  const { draws, setting } = theatre;
  const node = someone(theatre);
  const resumeFirst = draws.pick(['timers', 'messages'] as const);
  if (draws.chance(2, 3)) {
    const forMs = draws.ms(0.001, draws.pick([setting.shortestMs, 2 * setting.longestMs]));
    return [{ atMs, do: 'pause', node, forMs, resumeFirst }];
  }
  const end: Deed = { do: 'resume', node: draws.chance(1, 2) ? node : [...setting.everyone] };
  return passing(theatre, atMs, { do: 'pause', node, resumeFirst }, end);
};

const partition: DrawFault = (theatre, atMs) => {
  const { draws, setting } = theatre;
  const [one, ...rest] = draws.shuffled(setting.everyone);
  if (one === undefined || rest.length === 0) return [];
  const first: Target[] = draws.chance(1, 3) ? ['leader'] : [one];
  if (first[0] === one) first.push(...rest.slice(0, draws.whole(0, rest.length - 1)));
  return passing(theatre, atMs, { do: 'partition', groups: [first, ['rest']] }, { do: 'heal' });
};

const cut: DrawFault = (theatre, atMs) => {
  const { draws, setting } = theatre;
  const [one, ...rest] = draws.shuffled(setting.everyone);
  if (one === undefined || rest.length === 0) return [];
  const from: Targets = draws.chance(1, 3) ? 'leader' : one;
  const to: Targets = draws.chance(1, 3) ? 'rest' : [...draws.some(rest)];
  const oneWay = draws.chance(2, 3);
  const ends = draws.chance(1, 2) ? { from, to, oneWay } : { from: to, to: from, oneWay };
  // The role may mean somebody else by then: what is joined may be other links.
  const end: Deed = draws.chance(1, 4) ? { do: 'heal' } : { do: 'join', ...ends };
  const deed: Deed = to === 'rest' ? { do: 'cut', from, to, oneWay } : { do: 'cut', ...ends };
  return passing(theatre, atMs, deed, to === 'rest' ? { do: 'heal' } : end);
};

/** Blocks name nodes only by id, so that the calm can lift each as a whole. */
const block: DrawFault = (theatre, atMs) => {
  const { draws, setting, algorithm } = theatre;
  const types = draws.some(wireNames(algorithm));
  const ends = {
    types,
    ...(draws.chance(1, 2) && { from: [...draws.some(setting.everyone, 3)] }),
    ...(draws.chance(1, 2) && { to: [...draws.some(setting.everyone, 3)] }),
  };
  return passing(theatre, atMs, { do: 'block', ...ends }, { do: 'unblock', ...ends });
};

const loss: DrawFault = (theatre, atMs) =>
  ruleBurst(theatre, atMs, { loss: theatre.draws.pick([0.1, 0.3, 0.7, 1]) });

const duplicate: DrawFault = (theatre, atMs) =>
  ruleBurst(theatre, atMs, { duplicate: theatre.draws.pick([0.1, 0.5, 1]) });

const delay: DrawFault = (theatre, atMs) => {
  const { draws, setting } = theatre;
  const delayMs = drawDelay(setting.shortestMs * draws.pick([1, 3, 6]), draws);
  return ruleBurst(theatre, atMs, { delayMs, fifo: draws.chance(1, 4) });
};

const links: DrawFault = (theatre, atMs) => {
  const { draws, setting, on } = theatre;
  const [from, ...rest] = draws.shuffled(setting.everyone);
  if (from === undefined || rest.length === 0) return [];
  const ends = { from, to: [...draws.some(rest)], oneWay: draws.chance(1, 2) };
  const rules: LinkRules = {
    delayMs: drawDelay(setting.shortestMs * 4, draws),
    ...(on.has('loss') && { loss: draws.pick([0, 0.3, 1]) }),
    ...(on.has('duplicate') && { duplicate: draws.pick([0, 0.5]) }),
    fifo: draws.chance(1, 2),
  };
  const usual = { ...ends, ...usualRules(theatre) };
  return passing(
    theatre,
    atMs,
    { do: 'set', link: { ...ends, ...rules } },
    { do: 'set', link: usual },
  );
};

const params: DrawFault = (theatre, atMs) => {
  const { draws, setting } = theatre;
  const { liveParams } = setting;
  const times = Object.keys(liveParams).filter((name) => typeof liveParams[name] !== 'boolean');
  if (times.length === 0) return [];
  const factor = draws.pick([0.2, 0.5, 2, STRETCH_MAX]);
  const scaled = (ms: number): number => Math.max(1, Math.round(ms * factor * 1000) / 1000);
  const changed: { [name: string]: number | number[] } = {};
  for (const name of draws.some(times)) {
    const value = liveParams[name];
    if (typeof value === 'number') changed[name] = scaled(value);
    if (Array.isArray(value)) changed[name] = value.map((one) => scaled(Number(one)));
  }
  if (Object.keys(changed).length === 0) return [];
  const back = { do: 'set', params: liveParams } as const;
  return passing(theatre, atMs, { do: 'set', params: changed }, back);
};

const clock: DrawFault = (theatre, atMs) => {
  const { draws } = theatre;
  const node = someone(theatre);
  const most = draws.pick([1_000, 100_000, 500_000]);
  const ppm = draws.whole(-most, most);
  return passing(theatre, atMs, { do: 'clock', node, ppm }, { do: 'clock', node, ppm: 0 });
};

const jump: DrawFault = (theatre, atMs) => {
  const { draws, setting } = theatre;
  const most = 2 * setting.longestMs;
  const jumpMs = draws.ms(-most, most);
  return [{ atMs, do: 'clock', node: someone(theatre), jumpMs: jumpMs === 0 ? 1 : jumpMs }];
};

const timeout: DrawFault = (theatre, atMs) => {
  const timer = theatre.draws.chance(1, 2) ? theatre.draws.pick(timerNames(theatre.algorithm)) : '';
  return [{ atMs, do: 'timeout', node: someone(theatre), ...(timer !== '' && { timer }) }];
};

const request: DrawFault = (theatre, atMs) => {
  const { draws } = theatre;
  const node = draws.chance(3, 4) ? 'leader' : someone(theatre);
  const key = `k${draws.whole(1, 3)}`;
  const put: Deed = { do: 'request', node, op: { put: [key, `v${draws.whole(1, 99)}`] } };
  const get: Deed = { do: 'request', node, op: { get: key } };
  const count = draws.whole(1, 4);
  return Array.from({ length: count }, (_, index) => ({
    atMs: atMs + index,
    ...(draws.chance(3, 4) ? put : get),
  }));
};

const act: DrawFault = (theatre, atMs) => {
  const action = theatre.draws.pick(actionNames(theatre.algorithm));
  return [{ atMs, do: 'act', node: someone(theatre), action }];
};

const hold: DrawFault = (theatre, atMs) => {
  const { draws, setting } = theatre;
  const deed: Deed = {
    do: 'hold',
    ...(draws.chance(2, 3) && { kinds: [...draws.some(HELD_KINDS)] }),
    ...(draws.chance(1, 2) && { nodes: [...draws.some(setting.everyone, 3)] }),
  };
  return passing(theatre, atMs, deed, { do: 'unhold' });
};

/** Classes with faults of their own; the others colour the network or are done by a hand. */
const DRAWN: { readonly [one in FaultClass]?: DrawFault } = {
  crash,
  wipe,
  pause,
  partition,
  cut,
  block,
  loss,
  duplicate,
  delay,
  links,
  params,
  clock,
  jump,
  timeout,
  request,
  act,
  hold,
};

/** Random faults between two instants; each class that is on has a weight of its own. */
export function drawFaults(theatre: Theatre): readonly Command[] {
  const { draws, on, fromMs, untilMs } = theatre;
  const classes = [...on].filter((one) => DRAWN[one] !== undefined);
  if (classes.length === 0) return [];
  const weights = new Map(classes.map((one) => [one, draws.whole(1, 10)]));
  const commands: Command[] = [];
  for (let count = draws.whole(2, 30); count > 0; count--) {
    const one = draws.weighted(classes, (name) => weights.get(name) ?? 1);
    const atMs = draws.ms(fromMs, untilMs);
    for (const command of DRAWN[one]?.(theatre, atMs) ?? []) {
      const { atMs: us } = command;
      commands.push(
        typeof us === 'number' && us > untilMs ? { ...command, atMs: untilMs } : command,
      );
    }
  }
  return commands;
}
