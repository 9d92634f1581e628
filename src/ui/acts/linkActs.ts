/** What can be done to a link between two nodes, and to all links at once. */
import type { Json, NodeId } from '../../engine/protocol';
import { conditionsNow } from '../../scene/conditions';
import { blockedTypes, rulesNow, stops } from '../../scene/linkConditions';
import type { Deed, LinkRules } from '../../scenario/types';
import type { RunView } from '../../session/types';
import type { Subject } from '../../stores/actStore';
import { viewStore } from '../../stores/viewStore';
import { shownKey } from '../keys';
import type { Act, Asked, Choice } from './act';
import { figures, single } from './act';

type OfLink = Extract<Subject, { of: 'link' }>;
/** What has rules: one link, or all of them. */
export type OfRules = OfLink | Extract<Subject, { of: 'network' }>;
type Ways = 'both' | 'there' | 'back';

const WAYS: readonly Ways[] = ['both', 'there', 'back'];
const MOST_MS = 14_400_000;

/** The names a way needs for its words. */
const ends = ({ from, to }: OfLink, way: Ways): { readonly from: NodeId; readonly to: NodeId } =>
  way === 'back' ? { from: to, to: from } : { from, to };

function cutOrJoin(what: 'cut' | 'join'): Act<'link'> {
  return {
    id: what,
    of: 'link',
    labelKey: `act.${what}`,
    shortcut: null,
    choices: ({ world }, link) => {
      const open = (from: NodeId, to: NodeId): boolean => world.linked(from, to);
      const there = open(link.from, link.to) === (what === 'cut');
      const back = open(link.to, link.from) === (what === 'cut');
      const fits = { both: there || back, there, back };
      return WAYS.filter((way) => fits[way]).map((way): Choice => {
        const { from, to } = ends(link, way);
        return {
          id: way,
          words: { key: way === 'both' ? 'act.ways.both' : 'act.ways.one', values: { from, to } },
          deed: { do: what, from, to, ...(way !== 'both' && { oneWay: true }) },
        };
      });
    },
  };
}

/** Every type of message this algorithm sends. */
function typesOf({ algorithm }: RunView): readonly string[] {
  return Object.keys(algorithm.face.messages);
}

/** The directed links a subject stands for. */
function pairsOf({ world }: RunView, subject: OfRules): readonly (readonly [NodeId, NodeId])[] {
  if (subject.of === 'network') {
    return world.ids.flatMap((a) => world.ids.filter((b) => b !== a).map((b) => [a, b] as const));
  }
  const { from, to } = subject;
  return [
    [from, to],
    [to, from],
  ];
}

function block<K extends 'link' | 'network'>(of: K): Act<K> {
  return {
    id: of === 'link' ? 'block' : 'blockAll',
    of,
    labelKey: 'act.block',
    shortcut: null,
    choices: (run, subject: OfRules) => {
      const now = conditionsNow(run);
      const pairs = pairsOf(run, subject);
      const both = subject.of === 'link' ? [subject.from, subject.to] : null;
      return typesOf(run)
        .filter((type) => !pairs.every(([a, b]) => blockedTypes(now, a, b).includes(type)))
        .map((type): Choice => ({
          id: type,
          words: { key: 'act.type', values: { type } },
          deed: { do: 'block', types: [type], ...(both !== null && { from: both, to: both }) },
        }));
    },
  };
}

/** A block is lifted as it was made: a link's menu offers those that reach it, whatever else they cover. */
function unblock<K extends 'link' | 'network'>(of: K): Act<K> {
  return {
    id: of === 'link' ? 'unblock' : 'unblockAll',
    of,
    labelKey: 'act.unblock',
    shortcut: null,
    choices: (run, subject: OfRules) => {
      const pairs = pairsOf(run, subject);
      return conditionsNow(run)
        .blocked.filter((one) => pairs.some(([a, b]) => stops(one, a, b)))
        .flatMap(({ types, from, to }, index) =>
          types.map((type): Choice => {
            const names = (ids: readonly NodeId[] | null): string => ids?.join(', ') ?? '*';
            const everywhere = from === null && to === null;
            const key = everywhere ? 'act.type' : 'act.unblock.some';
            return {
              id: `${index} ${type}`,
              words: { key, values: { type, from: names(from), to: names(to) } },
              deed: {
                do: 'unblock',
                types: [type],
                ...(from !== null && { from }),
                ...(to !== null && { to }),
              },
            };
          }),
        );
    },
  };
}

/** A `set` of rules for a subject. */
export function setRules(subject: OfRules, rules: LinkRules): Deed {
  if (subject.of === 'network') return { do: 'set', network: rules };
  return { do: 'set', link: { from: subject.from, to: subject.to, ...rules } };
}

interface Rule {
  readonly id: 'loss' | 'duplicate' | 'delay' | 'order';
  readonly offers: (
    now: LinkRules,
    asked: Asked,
  ) => readonly (Omit<Choice, 'deed'> & {
    readonly rules: LinkRules;
  })[];
}

const share = (id: 'loss' | 'duplicate', usual: readonly number[]): Rule => ({
  id,
  offers: (now, { percent }) =>
    figures(usual, percent, [0, 100])
      .filter((value) => value / 100 !== now[id])
      .map((value) => ({
        id: String(value),
        words: { key: value === 0 ? `act.${id}.none` : 'act.percent', values: { percent: value } },
        rules: { [id]: value / 100 },
      })),
});

const RULES: readonly Rule[] = [
  share('loss', [0, 10, 20, 50, 100]),
  {
    id: 'delay',
    offers: (_now, { ms }) => [
      ...figures([1, 50, 200], ms, [0.001, MOST_MS]).map((value) => ({
        id: String(value),
        words: { key: 'act.delay.fixed', values: { ms: value } },
        rules: { delayMs: value },
      })),
      {
        id: 'usual',
        words: { key: 'act.delay.range', values: { from: 5, to: 15 } },
        rules: { delayMs: [5, 15] as const },
      },
      {
        id: 'tail',
        words: { key: 'act.delay.tail', values: { p50: 10, p99: 200 } },
        rules: { delayMs: { dist: 'longTail' as const, p50: 10, p99: 200, min: 5 } },
      },
    ],
  },
  share('duplicate', [0, 10, 50]),
  {
    id: 'order',
    offers: (now) =>
      [true, false]
        .filter((fifo) => fifo !== now.fifo)
        .map((fifo) => ({
          id: fifo ? 'kept' : 'free',
          words: { key: fifo ? 'act.order.kept' : 'act.order.free' },
          rules: { fifo },
        })),
  },
];

function ruleAct<K extends 'link' | 'network'>(rule: Rule, of: K): Act<K> {
  return {
    id: of === 'link' ? rule.id : `${rule.id}All`,
    of,
    labelKey: `act.${rule.id}`,
    shortcut: null,
    choices: (run, subject: OfRules, asked) => {
      const [a = '', b = ''] = run.world.ids;
      const now =
        subject.of === 'link'
          ? rulesNow(run, subject.from, subject.to)
          : conditionsNow(run).links.size === 0
            ? rulesNow(run, a, b)
            : {};
      return rule
        .offers(now, asked)
        .map(({ rules, ...choice }): Choice => ({ ...choice, deed: setRules(subject, rules) }));
    },
  };
}

function sheet<K extends 'link' | 'network'>(of: K): Act<K> {
  return {
    id: of === 'link' ? 'rules' : 'rulesAll',
    of,
    labelKey: 'act.rules',
    shortcut: of === 'network' ? 'A' : null,
    choices: (_run, subject: OfRules) => [{ id: '', words: null, rulesOf: subject }],
  };
}

/** A value half or twice as large, as the scenario writes it. */
function scaled(value: Json, by: number): Json {
  const times = (one: Json): number => Math.round(Number(one) * by * 1000) / 1000;
  return Array.isArray(value) ? value.map(times) : times(value);
}

/** Parameters that may change during a run: half and twice what they are. */
const params: Act<'network'> = {
  id: 'params',
  of: 'network',
  labelKey: 'act.params',
  shortcut: null,
  choices: (run) => {
    const now = { ...run.scenario.params, ...conditionsNow(run).params };
    return run.algorithm.params
      .filter(({ live, unit }) => live === true && unit === 'ms')
      .flatMap((spec) =>
        [0.5, 2].map((by): Choice => {
          const value = scaled(now[spec.name] ?? spec.default, by);
          return {
            id: `${spec.name} ${by}`,
            words: {
              key: 'act.params.times',
              values: {
                name: spec.name,
                value: Array.isArray(value) ? value.join(' – ') : String(value),
              },
            },
            deed: { do: 'set', params: { [spec.name]: value } },
          };
        }),
      );
  },
};

const heal: Act<'network'> = {
  id: 'heal',
  of: 'network',
  labelKey: 'do.heal',
  shortcut: 'H',
  choices: ({ world }) =>
    world.ids.some((a) => world.ids.some((b) => a !== b && !world.linked(a, b)))
      ? single({ do: 'heal' })
      : [],
};

export const LINK_ACTS: readonly Act<'link'>[] = [
  cutOrJoin('cut'),
  cutOrJoin('join'),
  ...RULES.map((rule) => ruleAct(rule, 'link')),
  block('link'),
  unblock('link'),
  sheet('link'),
];

const hold: Act<'network'> = {
  id: 'hold',
  of: 'network',
  labelKey: 'act.hold',
  shortcut: shownKey('hold'),
  choices: ({ world }) => (world.holding.length === 3 ? [] : single({ do: 'hold' })),
};

const unhold: Act<'network'> = {
  id: 'unhold',
  of: 'network',
  labelKey: 'act.unhold',
  shortcut: null,
  choices: ({ world }) => (world.holding.length > 0 ? single({ do: 'unhold' }) : []),
};

/** Every node moved by hand goes back to its seat. */
const putBackAll: Act<'network'> = {
  id: 'putBackAll',
  of: 'network',
  labelKey: 'act.putBackAll',
  shortcut: null,
  choices: () =>
    Object.keys(viewStore.getState().seats).length === 0
      ? []
      : [{ id: '', words: null, views: { do: 'putBack', node: null } }],
};

export const NETWORK_ACTS: readonly Act<'network'>[] = [
  heal,
  hold,
  unhold,
  putBackAll,
  ...RULES.map((rule) => ruleAct(rule, 'network')),
  block('network'),
  unblock('network'),
  params,
  sheet('network'),
];
