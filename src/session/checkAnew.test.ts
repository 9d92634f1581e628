/**
 * Properties that arrive late: the run is gone over with them and stays what it was. Compared with a
 * session that had them from the start.
 */
import { describe, expect, it } from 'vitest';
import { loadAlgorithm } from '../algorithms/registry';
import type { Algorithm } from '../engine/protocol';
import { loadProperties } from '../properties/registry';
import type { Property } from '../properties/types';
import type { Deed, Scenario } from '../scenario/types';
import { createSession } from './createSession';
import type { Session } from './types';

const SCENARIO: Scenario = { v: 1, algorithm: 'bully', nodes: 5, seed: '11' };
const DEEDS: readonly (readonly [number, Deed])[] = [
  [1_200_000, { do: 'partition', groups: [['leader', 'any'], ['rest']] }],
  [2_600_000, { do: 'heal' }],
  [3_100_000, { do: 'crash', node: 'leader' }],
];

async function bully(): Promise<{ algorithm: Algorithm; all: readonly Property[] }> {
  const algorithm = await loadAlgorithm('bully');
  if (algorithm === null) throw new Error('no bully');
  return { algorithm, all: await loadProperties('bully') };
}

function play(session: Session): void {
  for (const [us, deed] of DEEDS) {
    session.seekUs(us);
    session.act(deed);
  }
  session.seekUs(5_000_000);
  session.seekUs(3_300_000);
}

describe('properties that arrive late', () => {
  it('judge the run as if they had been there, and move nothing', async () => {
    const { algorithm, all } = await bully();
    const early = createSession(SCENARIO, algorithm, undefined, () => all);
    play(early);
    let known: readonly Property[] = [];
    const late = createSession(SCENARIO, algorithm, undefined, () => known);
    play(late);
    expect(late.findings()).toEqual([]);
    const before = { head: late.playhead, reached: late.frontier, hash: late.hashAt() };
    known = all;
    late.checkAnew();
    expect({ head: late.playhead, reached: late.frontier, hash: late.hashAt() }).toEqual(before);
    expect(late.findings().some(({ verdict }) => verdict === 'lesson')).toBe(true);
    expect(late.findings()).toEqual(early.findings());
    expect(late.facts).toEqual(early.facts);
  });

  it('leave what can be undone as it was', async () => {
    const { algorithm, all } = await bully();
    let known: readonly Property[] = [];
    const late = createSession(SCENARIO, algorithm, undefined, () => known);
    play(late);
    known = all;
    late.checkAnew();
    const commands = late.toScenario().commands ?? [];
    late.undo();
    expect(late.toScenario().commands).toEqual(commands.slice(0, 2));
    late.redo();
    expect(late.toScenario().commands).toEqual(commands);
  });
});
