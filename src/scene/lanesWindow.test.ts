/** Shows the windows: what each preset covers, that zoom keeps its place, that the playhead rides at 75 %. */
import { describe, expect, it } from 'vitest';
import {
  eased,
  LEAST_SPAN_US,
  MOST_SPAN_US,
  panned,
  presetWindow,
  RIDE,
  riding,
  shareOf,
  withInstant,
  zoomed,
} from './lanesWindow';
import { EVENTFUL, sessionOf } from './testing/runs';

describe('presets', () => {
  it('flight covers forty mean delays, the playhead at its riding place', async () => {
    const run = await sessionOf({ seed: '1' });
    run.seekUs(2_000_000);
    const window = presetWindow('flight', run, 4_000_000);
    expect(window.spanUs).toBe(40 * run.delayUs.mean);
    expect(shareOf(window, 2_000_000)).toBeCloseTo(RIDE, 6);
  });

  it('election covers the last fault and two routine periods after the acceptance', async () => {
    const run = await sessionOf(EVENTFUL);
    run.seekUs(1_450_000);
    const election = run.elections.findLast(({ startUs }) => startUs >= 1_000_000);
    expect(election?.endUs).not.toBeNull();
    const { fromUs, spanUs } = presetWindow('election', run, 2_000_000);
    const { routineUs } = run.algorithm.face.periods(run.params);
    expect(fromUs).toBeLessThan(1_000_000);
    expect(fromUs).toBeGreaterThan(1_000_000 - 0.1 * spanUs);
    expect(fromUs + spanUs).toBeCloseTo((election?.endUs ?? 0) + 2 * routineUs, 0);
  });

  it('election without a fault is the first one; run is what the strip shows', async () => {
    const run = await sessionOf({ seed: '1' });
    run.seekUs(700_000);
    const { fromUs, spanUs } = presetWindow('election', run, 2_000_000);
    expect(fromUs).toBe(0);
    expect(fromUs + spanUs).toBeGreaterThan(run.reigns[0]?.fromUs ?? Infinity);
    expect(presetWindow('run', run, 2_000_000)).toEqual({ fromUs: 0, spanUs: 2_000_000 });
  });
});

it('an election that has not ended leaves the playhead where it will ride', async () => {
  const run = await sessionOf({
    nodes: 3,
    commands: [
      { atMs: 1000, do: 'crash', node: 'leader' },
      { atMs: 1000, do: 'crash', node: 'any' },
    ],
  });
  run.seekUs(1_950_000);
  const election = run.elections.findLast(({ startUs }) => startUs <= 1_950_000);
  expect(election?.endUs).toBeNull();
  const window = presetWindow('election', run, 4_000_000);
  expect(window.fromUs).toBeLessThanOrEqual(election?.startUs ?? -1);
  expect(shareOf(window, 1_950_000)).toBeCloseTo(RIDE, 2);
});

describe('moving', () => {
  const window = { fromUs: 1_000_000, spanUs: 400_000 };

  it('zooms around an instant, between ten milliseconds and an hour', () => {
    for (const factor of [0.1, 0.5, 1.6, 8]) {
      const next = zoomed(window, factor, 1_300_000);
      if (next.fromUs > 0) {
        expect(shareOf(next, 1_300_000)).toBeCloseTo(shareOf(window, 1_300_000), 6);
      }
    }
    expect(zoomed(window, 1e-9, 1_300_000).spanUs).toBe(LEAST_SPAN_US);
    expect(zoomed(window, 1e9, 1_300_000).spanUs).toBe(MOST_SPAN_US);
  });

  it('pans by shares, never before the start', () => {
    expect(panned(window, 0.5).fromUs).toBe(1_200_000);
    expect(panned(window, -10).fromUs).toBe(0);
  });

  it('comes to ride at three quarters and stays there', () => {
    let ride = 0.95;
    for (let frame = 0; frame < 60; frame++) ride = eased(ride, 16);
    expect(ride).toBeCloseTo(RIDE, 2);
    expect(shareOf(riding(window, 5_000_000, RIDE), 5_000_000)).toBeCloseTo(RIDE, 6);
    expect(eased(0.2, 16)).toBe(RIDE);
  });

  it('follows a playhead that was sent elsewhere, and only then', () => {
    expect(withInstant(window, 1_399_000)).toBe(window);
    for (const us of [10_000, 3_000_000]) {
      const share = shareOf(withInstant(window, us), us);
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
  });
});
