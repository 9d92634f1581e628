/** What the picture shows of a run: places in the queue, who watches whom, sessions on both sides. */
import { describe, expect, it } from 'vitest';
import type { Ornament } from '../../engine/protocol';
import { face } from './face';
import { playScenario } from './testing/runs';
import type { Played } from './testing/runs';

function play(replicas: number, variant = 'successor'): Played {
  return playScenario({
    ...{ v: 1, algorithm: 'zookeeper', nodes: 4, seed: '7', network: { delayMs: 10 } },
    params: { replicas, variant },
    commands: [
      { atMs: 1500, do: 'crash', node: 'leader' },
      { atMs: 1800, do: 'crash', node: 's1' },
    ],
  });
}

function worn({ kernel: { view } }: Played, node: string): readonly Ornament[] {
  return face.ornaments(view.node(node).state, view, node);
}

describe('the picture', () => {
  it('has words for every mark and every variable, with one server and with several', () => {
    const texts = face.texts.en;
    for (const replicas of [1, 3]) {
      const run = play(replicas);
      for (let ms = 50; ms < 3000; ms += 50) {
        run.to(ms);
        for (const id of run.kernel.view.ids) {
          const { up, kind, state, role } = run.kernel.view.node(id);
          if (!up) continue;
          for (const one of worn(run, id)) {
            if ('label' in one) expect(texts[one.label ?? ''], one.kind).toBeTypeOf('string');
          }
          expect(texts[face.roles[role]?.word ?? ''], role).toBeTypeOf('string');
          const look = face.kinds?.[kind];
          const own = (look?.variables ?? face.variables)(state);
          const inner = look?.parts?.['fle']?.variables(run.kernel.view.part(id, 'fle')) ?? [];
          for (const { name, help } of [...own, ...inner]) {
            expect(texts[help ?? ''], name).toBeTypeOf('string');
          }
        }
      }
    }
  });

  it('gives each its place, and lets each look at the one before', () => {
    const run = play(1).to(1000);
    const order = run.server('s1').tree.nodes.map(({ owner }) => owner);
    for (const [place, id] of order.entries()) {
      const marks = worn(run, id);
      expect(marks.find((one) => one.kind === 'queue')).toMatchObject({ place: place + 1 });
      const sight = marks.find((one) => one.kind === 'sight');
      if (place === 0) expect(sight).toBeUndefined();
      else expect(sight).toMatchObject({ to: order[place - 1] });
    }
    const [first = ''] = order;
    expect(worn(run, first).find((one) => one.kind === 'token')).toMatchObject({
      value: run.client(first).czxid,
    });
  });

  it('lets a herd look at the first', () => {
    const run = play(1, 'herd').to(1000);
    const [first, ...others] = run.server('s1').tree.nodes.map(({ owner }) => owner);
    for (const id of others) {
      expect(worn(run, id).find((one) => one.kind === 'sight')).toMatchObject({ to: first });
    }
  });

  it('shows a session on both sides, and ties each to its server', () => {
    const run = play(3).to(1000);
    for (const id of run.kernel.view.candidates) {
      const lease = worn(run, id).find((one) => one.kind === 'lease');
      expect(lease).toMatchObject({
        holder: { timer: 'silence', of: id },
        service: { clock: 's3' },
      });
      expect(worn(run, id).find((one) => one.kind === 'tie')?.to).toMatch(/^s[123]$/);
    }
  });
});
