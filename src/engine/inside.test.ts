/**
 * Parts within parts: what an embedded part sends, rings and applies bears its name to everybody else, and
 * `inside` takes the name off again.
 */
import { describe, expect, it } from 'vitest';
import type { Embedding } from './inside';
import { inside, worldInside } from './inside';
import { Kernel } from './kernel';
import type { Algorithm, Part, Step } from './protocol';
import { specOf } from './testing/driver';
import { Trace } from './trace';

interface Counting {
  stable: { readonly id: string };
  count: number;
}

/** Says hello when told to, counts what it hears, and tells upward. */
const inner: Part = {
  messages: { Hello: { word: 'text' } },
  timers: ['wait'],
  suspect: 'wait',
  init: ({ self }) => ({ stable: { id: self }, count: 0 }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: () => undefined,
  onRestart: () => undefined,
  on: {
    Hello: (s, _m, ctx) => {
      (s as unknown as Counting).count += 1;
      ctx.rule('H1');
      ctx.up({ call: 'heard' });
    },
  },
  timeouts: {
    wait: (_s, ctx) => {
      ctx.becomes('greeter', 'wait');
      ctx.believes(ctx.self, 1);
      ctx.broadcast({ type: 'Hello', word: 'hi' } as never);
    },
  },
  calls: {
    start: (_s, _call, ctx) => {
      ctx.setTimer('wait', 1000);
      return null;
    },
  },
};

const outer: Part = {
  ...inner,
  messages: {},
  timers: [],
  suspect: '',
  on: {},
  timeouts: {},
  calls: {},
  onStart: (_s, ctx) => {
    ctx.becomes('host', 'start');
    ctx.down({ call: 'start' });
  },
  ups: {
    heard: (s, _event, ctx) => {
      (s as unknown as Counting).count += 10;
      ctx.rule('O1');
    },
  },
};

const host = {
  id: 'host',
  version: 1,
  mandate: 'component',
  variants: [],
  params: [],
  kinds: { node: { parts: { outer, inner }, order: ['outer', 'inner'] } },
  candidates: 'node',
  resolveParams: () => ({}),
  authority: () => null,
  storeLeader: () => 'n2',
} as unknown as Algorithm;

const embedding: Embedding = {
  ...{ kind: 'node', part: 'inner', place: 1, asked: [] },
  roleOf: () => 'greeter',
  beliefOf: () => ({ leader: null, attempt: null }),
};

function played(commands: Parameters<typeof commandsOf>[0] = []): {
  readonly steps: readonly Step[];
  readonly kernel: Kernel;
} {
  const spec = { ...specOf(host, { nodes: 2, timers: true }), commands: commandsOf(commands) };
  const kernel = new Kernel({ ...spec, untilUs: 10_000 });
  const steps: Step[] = [];
  const trace = new Trace(['n1', 'n2']);
  kernel.observe({ trace, facts: [], onStep: (step) => void steps.push(step) });
  while (kernel.step());
  return { steps, kernel };
}

function commandsOf(deeds: readonly object[]) {
  return deeds.map((deed, index) => ({
    command: { atMs: 3, ...deed } as never,
    ...{ atLoUs: 3000, atHiUs: 3000, after: 0, key: String(index) },
  }));
}

describe('an embedded part', () => {
  const { steps, kernel } = played();
  const heard = steps.filter(({ message }) => message?.type === 'inner/Hello');

  it('bears its name on messages and rules, and takes no role of its own', () => {
    expect(heard).toHaveLength(2);
    const rules = heard[0]?.effects.flatMap((one) => (one.do === 'rule' ? [one.id] : []));
    expect(rules).toEqual(['inner:H1', 'O1']);
    expect(kernel.view.node('n1').role).toBe('host');
    expect(kernel.view.node('n1').belief.leader).toBeNull();
    expect(steps.some(({ effects }) => effects.some(({ do: did }) => did === 'believes'))).toBe(
      false,
    );
  });

  it('is seen from inside under its own names, with its own states', () => {
    const [step] = heard;
    if (step === undefined) throw new Error('nothing was heard');
    const seen = inside(step, embedding);
    expect(seen.message?.type).toBe('Hello');
    expect(seen.event.kind).toBe('deliver');
    expect([seen.before, seen.after]).toMatchObject([{ count: 0 }, { count: 1 }]);
    expect([step.before, step.after]).toMatchObject([{ count: 0 }, { count: 10 }]);
    expect(seen.effects.flatMap((one) => (one.do === 'rule' ? [one.id] : []))).toEqual(['H1']);
    expect(inside(step, embedding)).toBe(seen);
    expect(worldInside(step.world, embedding).node('n1')).toMatchObject({ role: 'greeter' });
  });

  it('rings when the outer part has nothing to suspect with, and its host can be meant', () => {
    const asked = played([{ do: 'timeout', node: 'store-leader' }]).steps;
    const rung = asked.filter(({ event }) => event.timer?.name === 'wait');
    expect(rung.map(({ node, event }) => [node, event.timer?.part, event.us])).toEqual([
      ['n1', 'inner', 1000],
      ['n2', 'inner', 1000],
      ['n2', 'inner', 3000],
    ]);
  });
});
