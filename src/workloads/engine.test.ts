/** What the engine does for workloads: a part that stands last, is told who leads, and may start nodes. */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../engine/kernel';
import type { Algorithm, Fact, Leads, Part } from '../engine/protocol';
import { specOf } from '../engine/testing/driver';
import { loadAlgorithm } from '../algorithms/registry';

interface Heard {
  stable: object;
  heard: readonly Leads[];
  started: number;
  pings: readonly string[];
}

const app: Part<Heard, { readonly Knock: object; readonly Answer: object }, 'knock'> = {
  plain: true,
  messages: { Knock: {}, Answer: {} },
  timers: ['knock'],
  suspect: '',
  init: () => ({ stable: {}, heard: [], started: 0, pings: [] }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: (s, ctx) => {
    s.started += 1;
    ctx.setTimer('knock', 1_000_000);
  },
  onRestart: (s) => {
    s.started += 10;
  },
  onLeads: (s, leads) => {
    s.heard = [...s.heard, leads];
  },
  on: {
    Knock: (_s, _m, ctx) => ctx.reply({ type: 'Answer' }),
    Answer: (s, _m, ctx) => {
      s.pings = [...s.pings, ctx.from];
    },
  },
  timeouts: {
    knock: (_s, ctx) => {
      if (ctx.self !== 'n1') return;
      ctx.send('g1', { type: 'Knock' });
      ctx.spawn('n2', 200_000);
      ctx.spawn('n3', 200_000);
    },
  },
};

async function hosted(): Promise<Algorithm> {
  const raft = await loadAlgorithm('raft');
  const kind = raft?.kinds[raft.candidates];
  if (raft === null || kind === undefined) throw new Error('There is no raft');
  return {
    ...raft,
    kinds: {
      [raft.candidates]: { parts: { ...kind.parts, app }, order: [...kind.order, 'app'] },
      guest: { parts: { app }, order: ['app'] },
    },
    company: () => [{ id: 'g1', kind: 'guest' }],
  };
}

async function played(): Promise<{ kernel: Kernel; facts: readonly Fact[]; types: string[] }> {
  const spec = specOf(await hosted(), { nodes: 3, leader: 'n1', timers: true });
  const crash = { atMs: 900, do: 'crash', node: 'n2' } as const;
  const kernel = new Kernel({
    ...spec,
    commands: [{ command: crash, atLoUs: 900_000, atHiUs: 900_000, after: 0, key: '0' }],
    untilUs: 2_000_000,
  });
  const facts: Fact[] = [];
  const types: string[] = [];
  kernel.observe({ trace: null, facts, onStep: null, onSend: (_event, type) => types.push(type) });
  while (kernel.step());
  return { kernel, facts, types };
}

const heardBy = (kernel: Kernel, node: string): Heard =>
  kernel.view.part(node, 'app') as unknown as Heard;

describe('the last part of a node', () => {
  it('is told of each change of belief, with its number', async () => {
    const { kernel } = await played();
    expect(heardBy(kernel, 'n1').heard[0]).toEqual({ leader: 'n1', mine: true, token: 1 });
    expect(heardBy(kernel, 'n3').heard[0]).toEqual({ leader: 'n1', mine: false, token: 1 });
  });

  it('starts with its node, and anew with each restart', async () => {
    const { kernel } = await played();
    expect(heardBy(kernel, 'n1').started).toBe(1);
    expect(heardBy(kernel, 'n2').started).toBe(10);
    expect(heardBy(kernel, 'g1').started).toBe(1);
  });

  it('talks with parts of its name, wherever they stand, under plain wire names', async () => {
    const { kernel, types } = await played();
    expect(heardBy(kernel, 'n1').pings).toEqual(['g1']);
    expect(types.filter((type) => type === 'Knock' || type === 'Answer')).toEqual([
      'Knock',
      'Answer',
    ]);
  });

  it('starts who is down, once and after its time; who is up stays as it is', async () => {
    const { kernel, facts } = await played();
    const up = facts.filter(({ fact }) => fact === 'up');
    expect(up.map((fact) => [fact.us, 'node' in fact ? fact.node : ''])).toEqual([
      [1_200_000, 'n2'],
    ]);
    expect(kernel.view.node('n3').incarnation).toBe(1);
  });
});
