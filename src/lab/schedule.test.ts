/**
 * Random trials as documents: valid, short enough for a link, the same for the same seed, and replayed
 * by the player event for event. What each class of fault may do it does, and nothing else does it.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { bully } from '../algorithms/bully/part';
import { loadAlgorithm } from '../algorithms/registry';
import type { Algorithm } from '../engine/protocol';
import { loadProperties, propertiesOf } from '../properties/registry';
import { encodeLink } from '../scenario/link';
import { madeNow } from '../scenario/made';
import { validate } from '../scenario/schema';
import { runToEnd } from '../session/runToEnd';
import { FAULT_CLASSES, classesOf } from './faultClasses';
import type { FaultClass } from './faultClasses';
import { drawTrial, isDiskless } from './schedule';
import { runTrial } from './trial';

const IDS = ['raft', 'bully', 'ring'] as const;
const algorithms = new Map<string, Algorithm>();
const SEEDS = Array.from({ length: 60 }, (_, index) => String(index));

beforeAll(async () => {
  for (const id of IDS) {
    algorithms.set(id, (await loadAlgorithm(id)) as Algorithm);
    await loadProperties(id);
  }
});

function algorithmOf(id: string): Algorithm {
  return algorithms.get(id) as Algorithm;
}

describe.each(IDS)('trials of %s', (id) => {
  it('are valid scenarios that fit into a link', () => {
    const algorithm = algorithmOf(id);
    for (const seed of SEEDS) {
      const { scenario } = drawTrial(algorithm, seed);
      const checked = validate(scenario, algorithm, 'link');
      expect(checked.ok ? [] : checked.problems, seed).toEqual([]);
      expect(encodeLink({ scenario, made: madeNow(algorithm) }).ok, seed).toBe(true);
    }
  });

  it('are the same for the same seed and differ between seeds', () => {
    const algorithm = algorithmOf(id);
    const documents = SEEDS.map((seed) => JSON.stringify(drawTrial(algorithm, seed)));
    expect(SEEDS.map((seed) => JSON.stringify(drawTrial(algorithm, seed)))).toEqual(documents);
    expect(new Set(documents).size).toBe(SEEDS.length);
  });

  it('are replayed by the player event for event', () => {
    const algorithm = algorithmOf(id);
    for (const seed of SEEDS.slice(0, 8)) {
      const trial = drawTrial(algorithm, seed);
      const { events, hash } = runTrial(trial, algorithm, []);
      const session = runToEnd(trial.scenario, algorithm, propertiesOf);
      expect(session.hashAt(events), seed).toBe(hash);
    }
  });

  it('end with a core that is whole: a majority where one is needed', () => {
    const algorithm = algorithmOf(id);
    for (const seed of SEEDS) {
      const { core, scenario, calmUs, demandUs, deadlineUs, endUs } = drawTrial(algorithm, seed);
      const { nodes } = scenario;
      const size = typeof nodes === 'number' ? nodes : nodes.length;
      if (algorithm.mandate === 'majority') expect(core.length * 2).toBeGreaterThan(size);
      expect(core.length).toBeGreaterThan(0);
      expect([calmUs, demandUs, deadlineUs, endUs]).toEqual(
        [calmUs, demandUs, deadlineUs, endUs].sort((a, b) => a - b),
      );
    }
  });
});

/** The commands that only one class of fault gives, before the calm. */
const OWN: readonly (readonly [FaultClass, readonly string[]])[] = [
  ['crash', ['crash']],
  ['wipe', ['wipe']],
  ['pause', ['pause']],
  ['partition', ['partition']],
  ['cut', ['cut']],
  ['block', ['block']],
  ['message', ['drop', 'duplicate', 'delay', 'deliver']],
  ['timeout', ['timeout']],
  ['request', ['request']],
  ['hold', ['hold', 'choose']],
];

describe('classes of fault', () => {
  it('that are off leave no trace, and each that is on does something in some trial', () => {
    const algorithm = algorithmOf('raft');
    const done = new Map<string, number>();
    for (const seed of SEEDS) {
      const { scenario, classes, calmUs } = drawTrial(algorithm, seed);
      const faults = (scenario.commands ?? []).filter(({ atMs }) => Number(atMs) * 1000 < calmUs);
      for (const [name, deeds] of OWN) {
        const count = faults.filter((command) => deeds.includes(command.do)).length;
        if (!classes.includes(name)) expect(count, `${name} in ${seed}`).toBe(0);
        done.set(name, (done.get(name) ?? 0) + count);
      }
      if (!classes.includes('loss')) expect(scenario.network?.loss ?? 0).toBe(0);
      if (!classes.includes('duplicate')) expect(scenario.network?.duplicate ?? 0).toBe(0);
    }
    const silent = [...done].filter(([name, count]) => count === 0 && name !== 'wipe');
    expect(silent).toEqual([]);
  });

  it('are on in about half of the trials, gentle ones aside', () => {
    const algorithm = algorithmOf('raft');
    const counts = new Map<FaultClass, number>();
    const seeds = Array.from({ length: 400 }, (_, index) => `half ${index}`);
    for (const seed of seeds) {
      for (const one of drawTrial(algorithm, seed).classes) {
        counts.set(one, (counts.get(one) ?? 0) + 1);
      }
    }
    for (const one of classesOf(algorithm, false)) {
      const share = (counts.get(one) ?? 0) / seeds.length;
      expect(share, one).toBeGreaterThan(0.3);
      expect(share, one).toBeLessThan(0.65);
    }
  });

  it('are those that one asks for, where one asks', () => {
    const algorithm = algorithmOf('raft');
    const trial = drawTrial(algorithm, 'x', { exactly: ['crash', 'loss'], nodes: 5 });
    expect(trial.classes).toEqual(['crash', 'loss']);
    const { nodes } = trial.scenario;
    expect(typeof nodes === 'number' ? nodes : nodes.length).toBe(5);
  });

  it('empty no disk that an algorithm needs', () => {
    expect(isDiskless(algorithmOf('raft'))).toBe(false);
    expect(isDiskless(algorithmOf('bully'))).toBe(true);
    expect(classesOf(algorithmOf('raft'), false)).not.toContain('wipe');
    expect(classesOf(algorithmOf('bully'), true)).toContain('wipe');
    expect(Object.keys(bully.actions ?? {})).toEqual([]);
    expect(classesOf(algorithmOf('bully'), true)).not.toContain('act');
    expect(FAULT_CLASSES).toContain('act');
  });
});
