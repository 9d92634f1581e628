/**
 * One scenario, one trace, for ever: every golden run has the hashes that are written down, is the same
 * when repeated, and does not care who looks on or what its clocks read. UPDATE_GOLDEN=1 writes the
 * hashes anew: only for a change of behaviour that is meant, with a new version number.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Fact } from '../../engine/protocol';
import { Kernel } from '../../engine/kernel';
import { ENGINE_VERSION } from '../../engine/spec';
import type { RunSpec } from '../../engine/spec';
import { Trace } from '../../engine/trace';
import type { Observer } from '../../engine/world';
import { Stream } from '../../lib/random';
import { loadProperties } from '../../properties/registry';
import { assemble } from '../../scenario/assemble';
import { encodeLink } from '../../scenario/link';
import { loadLink } from '../../scenario/load';
import { madeNow } from '../../scenario/made';
import { createSession } from '../../session/createSession';
import {
  comparedRecord,
  divergenceText,
  firstDivergence,
  recordRun,
} from '../../session/divergence';
import type { Session } from '../../session/types';
import { goldenSpec } from './goldenRuns';
import type { Quarters } from './quarters';
import { differenceOf, quarterEvents, quartersOf } from './quarters';
import { GOLDEN } from './scenarios';

const FILE = new URL('./golden-hashes.json', import.meta.url);

/** What the file holds: the versions that made the hashes, and the hashes by scenario. */
interface Written {
  readonly made: { readonly [what: string]: number };
  readonly runs: { readonly [name: string]: Quarters };
}

let made: Written['made'] = {};
let written: Written['runs'] = {};
const specs = new Map<string, RunSpec>();

function specNamed(name: string): RunSpec {
  const spec = specs.get(name);
  if (spec === undefined) throw new Error(`${name} was not made ready`);
  return spec;
}

/** The versions of what computes the golden runs. */
function versionsNow(): Written['made'] {
  const algorithms = [...specs.values()].map(({ algorithm }) => algorithm);
  return {
    engine: ENGINE_VERSION,
    ...Object.fromEntries(algorithms.map(({ id, version }) => [id, version])),
    ...Object.fromEntries(
      algorithms.flatMap(({ workload }) => (workload ? [[workload.id, workload.version]] : [])),
    ),
  };
}

beforeAll(async () => {
  for (const golden of GOLDEN) specs.set(golden.name, await goldenSpec(golden));
  if (process.env['UPDATE_GOLDEN'] === '1') {
    const all = GOLDEN.map(({ name }) => [name, quartersOf(specNamed(name))] as const);
    const file: Written = { made: versionsNow(), runs: Object.fromEntries(all) };
    writeFileSync(FILE, `${JSON.stringify(file, null, 2)}\n`);
  }
  ({ made, runs: written } = JSON.parse(readFileSync(FILE, 'utf8')) as Written);
}, 60_000);

/** Everything that someone who looks on could attach, in all mixtures. */
function observers(spec: RunSpec): readonly (readonly [string, Observer])[] {
  const trace = () => new Trace(spec.actors.map(({ id }) => id));
  const facts = (): Fact[] => [];
  let steps = 0;
  const onStep = () => void steps++;
  return [
    ['with its trace', { trace: trace(), facts: null, onStep: null }],
    ['with its facts', { trace: null, facts: facts(), onStep: null }],
    ['step by step', { trace: null, facts: null, onStep }],
    ['with all of it', { trace: trace(), facts: facts(), onStep }],
  ];
}

/** What a page asks for while it plays, and a person who looks into things. */
function readAll(session: Session, draws: Stream): void {
  const { event } = session.playhead;
  session.seekEvent(draws.between(0, event));
  session.flights();
  session.pending();
  session.findings();
  void [session.reigns, session.elections, session.selfBeliefs, session.commands];
  const step = session.step(draws.between(0, event - 1));
  for (const node of session.world.ids) step.world.node(node);
  session.seekEvent(event);
}

describe('the golden scenarios', () => {
  it('are many, differently named, of each algorithm, and all written down', () => {
    const names = GOLDEN.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(written)).toEqual(names);
    for (const id of ['raft', 'bully']) {
      const many = GOLDEN.filter(({ scenario }) => scenario.algorithm === id);
      expect(many.length, id).toBeGreaterThanOrEqual(30);
    }
  });

  it('were written down by these versions', () => {
    expect(made).toEqual(versionsNow());
  });

  it('do every command there is to some effect, for each algorithm that has it', () => {
    for (const id of ['raft', 'bully']) {
      const done = new Set<string>();
      for (const { name, scenario } of GOLDEN) {
        if (scenario.algorithm !== id) continue;
        const facts: Fact[] = [];
        const kernel = new Kernel(specNamed(name));
        kernel.observe({ trace: null, facts, onStep: null });
        while (kernel.step());
        for (const fact of facts) {
          if (fact.fact === 'command' && fact.effect === 'done') {
            done.add(scenario.commands?.[fact.index]?.do ?? '');
          }
        }
      }
      const words =
        'block choose clock crash cut deliver delay drop duplicate heal hold join partition pause restart resume set timeout unblock unhold wipe';
      const asked = id === 'raft' ? ['act', 'request'] : [];
      expect([...done].sort((a, b) => (a < b ? -1 : 1))).toEqual(
        [...words.split(' '), ...asked].sort((a, b) => (a < b ? -1 : 1)),
      );
    }
  });

  it.each(GOLDEN)('$name', ({ name }) => {
    const spec = specNamed(name);
    const golden = written[name] ?? { events: 0, hashes: [] };
    const first = quartersOf(spec, golden.events);
    const again = recordRun(spec);
    const once = firstDivergence(comparedRecord(again), comparedRecord(recordRun(spec)));
    expect(once === null ? 'the same twice' : `${name}: ${divergenceText(once)}`).toBe(
      'the same twice',
    );
    const difference = differenceOf(golden, first);
    expect(difference === null ? 'as written down' : `${name} ${difference}`).toBe(
      'as written down',
    );
    expect(again.hashes.at(-1)).toBe(golden.hashes[3]);
  });
});

describe('nothing but the scenario decides a golden run', () => {
  it('whoever looks on', () => {
    for (const { name } of GOLDEN) {
      const spec = specNamed(name);
      const golden = written[name];
      for (const [how, observer] of observers(spec)) {
        expect(quartersOf(spec, golden?.events, observer), `${name}, ${how}`).toEqual(golden);
      }
    }
  });

  it('whoever plays it, reads it and goes back and forth in it', { timeout: 120_000 }, async () => {
    const draws = new Stream('reader');
    for (const { scenario } of GOLDEN) {
      await loadProperties(scenario.algorithm, scenario.workload?.kind);
    }
    for (const { name, scenario } of GOLDEN) {
      const { events = 0, hashes = [] } = written[name] ?? {};
      const session = createSession(scenario, specNamed(name).algorithm);
      const endUs = Math.round((scenario.untilMs ?? 0) * 1000);
      while (!session.advanceTo(endUs, 151)) readAll(session, draws);
      readAll(session, draws);
      expect(session.trace.length, name).toBe(events);
      const found = quarterEvents(events).map((end) => session.hashAt(end));
      expect(found, name).toEqual(hashes);
    }
  });

  it('whether it comes as a document or as a link', async () => {
    for (const { name, scenario } of GOLDEN) {
      const { algorithm } = specNamed(name);
      const link = encodeLink({ scenario, made: madeNow(algorithm) });
      if (!link.ok) throw new Error(`${name} fits into no link`);
      const loaded = await loadLink(link.value);
      if (!loaded.ok) throw new Error(`The link of ${name} cannot be opened`);
      const spec = assemble(loaded.value.scenario, loaded.value.algorithm);
      expect(quartersOf(spec, written[name]?.events), name).toEqual(written[name]);
    }
  });

  it('whatever its clocks read at the start', () => {
    const draws = new Stream('offsets');
    for (const { name } of GOLDEN) {
      const spec = specNamed(name);
      for (let round = 0; round < 3; round++) {
        const clocks = new Map(spec.clocks);
        for (const { id } of spec.actors) {
          const ppm = clocks.get(id)?.ppm ?? 0;
          clocks.set(id, { ppm, offsetUs: draws.between(-2_000_000_000, 2_000_000_000) });
        }
        const moved = quartersOf({ ...spec, clocks }, written[name]?.events);
        const what = `${name}, round ${round}`;
        // Its record bears times that nobody compares: they are in messages, and so in the hash.
        const isStamped = spec.algorithm.id === 'kubernetes';
        if (isStamped) expect(moved.events, what).toBe(written[name]?.events);
        else expect(moved, what).toEqual(written[name]);
      }
    }
  });
});
