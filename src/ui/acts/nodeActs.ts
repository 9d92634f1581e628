/** What can be done to a node beyond the one-press acts of its toolbar. */
import type { NodeView } from '../../engine/protocol';
import type { RunView } from '../../session/types';
import type { Subject } from '../../stores/actStore';
import { viewStore } from '../../stores/viewStore';
import { takesRequests } from '../interventions';
import { shownKey } from '../keys';
import type { Act, Asked, Choice } from './act';
import { figures, NOTHING_ASKED, single } from './act';

type OfNode = Extract<Subject, { of: 'node' }>;

/** Parts per million in one percent. */
const PPM = 10_000;
/** The engine's largest deviation, either way, percent. */
const MOST_PERCENT = 50;
const MOST_MS = 14_400_000;

const target = ({ node, role }: OfNode): string => role ?? node;
const view = (run: RunView, { node }: OfNode): NodeView => run.world.node(node);

const pauseThen: Act<'node'> = {
  id: 'pauseThen',
  of: 'node',
  labelKey: 'act.pauseThen',
  shortcut: null,
  choices: (run, subject, asked) => {
    const { up, paused } = view(run, subject);
    if (!up || paused) return [];
    const node = target(subject);
    const orders = (['timers', 'messages'] as const).map((first): Choice => ({
      id: first,
      words: { key: `act.pauseThen.${first}` },
      deed: { do: 'pause', node, resumeFirst: first },
    }));
    const spans = figures([500], asked.ms, [0.001, MOST_MS]).map((forMs): Choice => ({
      id: `for${forMs}`,
      words: { key: 'act.pauseThen.for', values: { ms: forMs } },
      deed: { do: 'pause', node, forMs },
    }));
    return [...orders, ...spans];
  },
};

const wipe: Act<'node'> = {
  id: 'wipe',
  of: 'node',
  labelKey: 'act.wipe',
  shortcut: null,
  choices: (_run, subject) => single({ do: 'wipe', node: target(subject) }),
};

/** How fast its clock runs. */
function rates(run: RunView, subject: OfNode, percent: number | null): readonly Choice[] {
  const now = view(run, subject).clock?.ppm ?? 0;
  const both = figures([50, 10, 1], percent, [0.0001, MOST_PERCENT]);
  const all = [...both, 0, ...[...both].reverse().map((value) => -value)];
  return all
    .filter((value) => Math.round(value * PPM) !== now)
    .map((value): Choice => {
      const way = value === 0 ? 'right' : value > 0 ? 'fast' : 'slow';
      return {
        id: `rate ${value}`,
        words: { key: `act.clockRate.${way}`, values: { percent: Math.abs(value) } },
        deed: { do: 'clock', node: target(subject), ppm: Math.round(value * PPM) },
      };
    });
}

/** How far its clock is set on or back. */
function jumps(subject: OfNode, ms: number | null): readonly Choice[] {
  const spans = figures([50, 1000], ms, [0.001, MOST_MS]);
  return [...spans, ...spans.map((value) => -value)].map((jumpMs): Choice => ({
    id: `jump ${jumpMs}`,
    words: {
      key: jumpMs > 0 ? 'act.clockJump.ahead' : 'act.clockJump.back',
      values: { ms: Math.abs(jumpMs) },
    },
    deed: { do: 'clock', node: target(subject), jumpMs },
  }));
}

const clock: Act<'node'> = {
  id: 'clock',
  of: 'node',
  labelKey: 'act.clock',
  shortcut: null,
  choices: (run, subject, { percent, ms }) => [
    ...rates(run, subject, percent),
    ...jumps(subject, ms),
  ],
};

const fireTimer: Act<'node'> = {
  id: 'fireTimer',
  of: 'node',
  labelKey: 'act.fireTimer',
  shortcut: null,
  choices: (run, subject) => {
    const { up, paused, timers } = view(run, subject);
    if (!up || paused) return [];
    return (timers ?? []).map(({ name, key, dueUs }): Choice => {
      const word = run.algorithm.face.waits[name]?.word;
      const inMs = Math.max(0, Math.round((dueUs - run.playhead.us) / 100) / 10);
      return {
        id: `${name} ${key}`,
        words: {
          key: key === '' ? 'act.fireTimer.one' : 'act.fireTimer.keyed',
          values: { timer: word === undefined ? name : `@${word}`, key, ms: inMs },
        },
        deed: {
          do: 'timeout',
          node: target(subject),
          timer: name,
          ...(key !== '' && { key }),
        },
      };
    });
  },
};

const request: Act<'node'> = {
  id: 'requestOf',
  of: 'node',
  labelKey: 'act.requestOf',
  shortcut: null,
  choices: (run, subject) => {
    if (!takesRequests(run) || !view(run, subject).up) return [];
    const node = target(subject);
    const value = String(run.commands.length + 1);
    return [
      {
        id: 'put',
        words: { key: 'act.requestOf.put', values: { value } },
        deed: { do: 'request', node, op: { put: ['x', value] } },
      },
      {
        id: 'get',
        words: { key: 'act.requestOf.get' },
        deed: { do: 'request', node, op: { get: 'x' } },
      },
    ];
  },
};

/** One way only: the node hears nothing, or nothing of it is heard. */
const cutOneWay: Act<'node'> = {
  id: 'cutOneWay',
  of: 'node',
  labelKey: 'act.cutOneWay',
  shortcut: null,
  choices: ({ world }, { node }) => {
    const others = world.ids.filter((id) => id !== node);
    const into = others.filter((id) => world.linked(id, node));
    const out = others.filter((id) => world.linked(node, id));
    const choices: Choice[] = [];
    if (into.length > 0) {
      choices.push({
        id: 'deaf',
        words: { key: 'act.cutOneWay.deaf' },
        deed: { do: 'cut', from: into, to: node, oneWay: true },
      });
    }
    if (out.length > 0) {
      choices.push({
        id: 'mute',
        words: { key: 'act.cutOneWay.mute' },
        deed: { do: 'cut', from: node, to: out, oneWay: true },
      });
    }
    return choices;
  },
};

/** What the algorithm lets a person ask of a node (transfer, resign, release). */
const ask: Act<'node'> = {
  id: 'ask',
  of: 'node',
  labelKey: 'act.ask',
  shortcut: null,
  choices: (run, subject) => {
    const node = view(run, subject);
    if (!node.up) return [];
    // Nodes of another kind (a service's clients) can be asked for something else.
    const { kinds, candidates } = run.algorithm;
    const kind = kinds[node.kind] ?? kinds[candidates];
    const names = (kind?.order ?? []).flatMap((part) =>
      Object.keys(kind?.parts[part]?.actions ?? {}),
    );
    return names.map((action): Choice => ({
      id: action,
      words: { key: 'act.ask.one', values: { action: `@action.${action}` } },
      deed: { do: 'act', node: target(subject), action },
    }));
  },
};

const linkTo: Act<'node'> = {
  id: 'linkTo',
  of: 'node',
  labelKey: 'act.linkTo',
  shortcut: 'L',
  choices: ({ world }, { node, role }) =>
    role !== undefined
      ? []
      : world.ids
          .filter((id) => id !== node)
          .map((other): Choice => ({
            id: other,
            words: { key: 'act.linkTo.node', values: { node: other } },
            opens: { of: 'link', from: node, to: other },
          })),
};

/** Keeps what falls due at this node from happening until it is chosen. */
const holdHere: Act<'node'> = {
  id: 'holdHere',
  of: 'node',
  labelKey: 'act.holdHere',
  shortcut: null,
  choices: ({ world }, subject) =>
    world.holding.length > 0 ? [] : single({ do: 'hold', nodes: target(subject) }),
};

const unhold: Act<'node'> = {
  id: 'unholdHere',
  of: 'node',
  labelKey: 'act.unhold',
  shortcut: null,
  choices: ({ world }) => (world.holding.length > 0 ? single({ do: 'unhold' }) : []),
};

/** Puts it elsewhere on the stage with the arrow keys. */
const move: Act<'node'> = {
  id: 'move',
  of: 'node',
  labelKey: 'act.move',
  shortcut: shownKey('move'),
  choices: (_run, { node, role }) =>
    role !== undefined ? [] : [{ id: '', words: null, views: { do: 'move', node } }],
};

const putBack: Act<'node'> = {
  id: 'putBack',
  of: 'node',
  labelKey: 'act.putBack',
  shortcut: null,
  choices: (_run, { node, role }) =>
    role !== undefined || viewStore.getState().seats[node] === undefined
      ? []
      : [{ id: '', words: null, views: { do: 'putBack', node } }],
};

export const NODE_ACTS: readonly Act<'node'>[] = [
  linkTo,
  cutOneWay,
  fireTimer,
  pauseThen,
  clock,
  wipe,
  request,
  ask,
  holdHere,
  unhold,
  move,
  putBack,
];

/** The figure in what a person typed: with `ms` or `s` a span, with a percent sign or bare either. */
export function askedIn(text: string): Asked {
  const found = /(?:^|\s)(\d+(?:\.\d{1,3})?)\s*(ms|s|%)?(?=\s|$)/i.exec(text);
  if (found === null) return NOTHING_ASKED;
  const figure = Number(found[1]);
  const unit = found[2]?.toLowerCase();
  if (unit === 'ms' || unit === 's')
    return { percent: null, ms: figure * (unit === 's' ? 1000 : 1) };
  return { percent: figure, ms: figure };
}
