/** Shows why a crown is full or hollow, and what stands beside a voter that follows nobody yet. */
import './legend';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../scenario/types';
import type { Session } from '../session/types';
import { buildScene } from './buildScene';
import { sessionOf, viewOf } from './testing/runs';
import type { NodeMark, Scene } from './types';

const TORN: Partial<Scenario> = {
  seed: '3',
  commands: [{ atMs: 1200, do: 'partition', groups: [['leader', 'any'], ['rest']] }],
};

function crowns(scene: Scene): readonly NodeMark[] {
  return scene.nodes.filter(({ glyph }) => glyph === 'crown');
}

const told = (scene: Scene): readonly string[] =>
  crowns(scene).map(({ seated, label }) => `${seated ? 'leads' : 'claims'} ${label?.tally}`);

/** Every event's picture, from one instant to another. */
function* pictures(session: Session, fromUs: number, toUs: number): Generator<Scene> {
  session.seekUs(toUs);
  const last = session.playhead.event;
  session.seekUs(fromUs);
  for (let event = session.playhead.event; event <= last; event++) {
    session.seekEvent(event);
    yield buildScene(session, viewOf());
  }
}

describe('a crown', () => {
  it('says nothing more while all are in reach and agree', async () => {
    const session = await sessionOf(TORN);
    session.seekUs(1_199_000);
    expect(told(buildScene(session, viewOf()))).toEqual(['leads ']);
  });

  it('tells how many in reach agree, of the majority that is needed', async () => {
    const session = await sessionOf(TORN);
    session.seekUs(1_200_000);
    const torn = buildScene(session, viewOf());
    expect(told(torn)).toEqual(['claims 2/3']);
    expect(torn.legend).toContain('agreed');
    const seen = new Set([...pictures(session, 1_200_000, 1_600_000)].flatMap(told));
    expect([...seen].sort((a, b) => (a < b ? -1 : 1))).toEqual([
      'claims 1/3',
      'claims 2/3',
      'leads ',
    ]);
  });

  it('tells how few still agree with a leader that was paused while the others chose anew', async () => {
    const pause = { atMs: 1200, do: 'pause', node: 'leader' } as const;
    const session = await sessionOf({ ...TORN, commands: [pause] });
    const seen = new Set(
      [...pictures(session, 1_200_000, 2_000_000)].map((scene) => told(scene).join(', ')),
    );
    expect([...seen].some((line) => /leads 1\/\d/.test(line) && /leads (,|$)/.test(line))).toBe(
      true,
    );
  });

  it('where reach is what counts, needs all of it: two of two lead, one of three does not yet', async () => {
    const session = await sessionOf({ ...TORN, algorithm: 'bully' });
    const seen = new Set(
      [...pictures(session, 1_200_000, 2_400_000)].map((scene) => told(scene).join(', ')),
    );
    expect(seen).toContain('claims 1/3, leads 2/2');
    expect(seen).toContain('leads 3/3, leads 2/2');
    for (const line of seen) {
      for (const [, is, have, need] of line.matchAll(/(leads|claims) (\d+)\/(\d+)/g)) {
        expect(is === 'leads', line).toBe(have === need);
      }
    }
  });
});

it('who has voted and follows nobody yet shows for whom, and no doubt', async () => {
  const session = await sessionOf({
    seed: '3',
    commands: [{ atMs: 1200, do: 'crash', node: 'leader' }],
  });
  let backed = 0;
  for (const scene of pictures(session, 1_200_000, 1_700_000)) {
    for (const { id, label, belief } of scene.nodes) {
      const chip = label?.chips.find(({ what }) => what === 'backs');
      if (chip === undefined) continue;
      expect(label?.flag, id).toBeNull();
      expect(belief).toBeNull();
      expect(scene.nodes.find((node) => node.id === chip.text)?.glyph).toMatch(/hand|crown/);
      expect(scene.legend).toContain('backs');
      backed++;
    }
  }
  expect(backed).toBeGreaterThan(3);
});

it('at 25 nodes no message flies under a node that it does not concern', async () => {
  const session = await sessionOf({
    nodes: 25,
    seed: '3',
    initial: { leader: 'n25' },
    commands: [{ atMs: 1200, do: 'crash', node: 'n25' }],
  });
  let near = 0;
  for (let us = 1_310_000; us < 1_345_000; us += 1700) {
    session.seekUs(us);
    const { nodes, messages } = buildScene(session, viewOf());
    for (const { x, y, from, to, form } of messages) {
      if (form !== 'dot') continue;
      for (const node of nodes) {
        if (node.id === from || node.id === to) continue;
        const away = Math.hypot(node.x - x, node.y - y) - node.radius;
        expect(away, `${from}>${to} and ${node.id}`).toBeGreaterThan(0);
        if (away < 12) near++;
      }
    }
  }
  expect(near).toBeGreaterThan(5);
});
