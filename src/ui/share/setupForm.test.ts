/** Shows that the set-up sheet reads a scenario, writes only what differs from the defaults, and refuses nonsense. */
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../scenario/types';
import { edited } from '../player/edits';
import { setupFields, setupOf } from './setupForm';

const ids = ['n1', 'n2'];
const plain: Scenario = { v: 1, algorithm: 'raft', nodes: 2, seed: '7' };
const odd: Scenario = {
  ...plain,
  network: { loss: 0.1, crashedInbox: 'kept' },
  disk: { writeMs: [1, 4] },
  clocks: { n2: { ppm: -12_500, offsetMs: 3 } },
  initial: { timers: 'random', leader: 'n1' },
};

describe('the set-up sheet', () => {
  it('shows what the scenario says', () => {
    expect(setupFields(odd, ids)).toEqual({
      crashedInbox: 'kept',
      writeFrom: '1',
      writeTo: '4',
      timers: 'random',
      clocks: { n1: '0', n2: '-1.25' },
    });
  });

  it('unchanged gives the same scenario back', () => {
    for (const scenario of [plain, odd]) {
      const setup = setupOf(setupFields(scenario, ids), scenario.clocks);
      if ('refused' in setup) throw new Error(setup.refused);
      expect(edited(scenario, { setup })).toEqual(scenario);
    }
  });

  it('writes what was changed', () => {
    const fields = {
      ...setupFields(plain, ids),
      crashedInbox: 'kept' as const,
      writeFrom: '2',
      writeTo: '2',
      clocks: { n1: '10', n2: '0' },
    };
    const setup = setupOf(fields, undefined);
    if ('refused' in setup) throw new Error(setup.refused);
    expect(edited(plain, { setup })).toEqual({
      ...plain,
      network: { crashedInbox: 'kept' },
      disk: { writeMs: 2 },
      clocks: { n1: { ppm: 100_000 } },
    });
  });

  it('refuses clocks more than half off and writes that end before they begin', () => {
    const fields = setupFields(plain, ids);
    expect(setupOf({ ...fields, clocks: { n1: '51' } }, undefined)).toHaveProperty('refused');
    expect(setupOf({ ...fields, writeFrom: '3', writeTo: '2' }, undefined)).toHaveProperty(
      'refused',
    );
  });
});
