/**
 * The claims about the engine: true of runs with every fault there is, and each checker proven by a
 * step that was tampered with on its way to it.
 */
import { describe, expect, it } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { runFacts } from '../algorithms/bully/testing/runs';
import { algorithm as raft } from '../algorithms/raft/index';
import { Kernel } from '../engine/kernel';
import type { Algorithm, Fact, NodeView, Step, WorldView } from '../engine/protocol';
import type { RunSpec } from '../engine/spec';
import { toy } from '../engine/testing/toy';
import { Trace } from '../engine/trace';
import { assemble } from '../scenario/assemble';
import type { Command, Scenario } from '../scenario/types';
import { properties } from './engine';
import type { Breach, Checker, RunFacts } from './types';

const commands: readonly Command[] = [
  { atMs: 300, do: 'request', node: 'any', op: { put: ['x', '1'] } },
  { atMs: 500, do: 'crash', node: 'leader' },
  { atMs: 900, do: 'pause', node: 'any', forMs: 300 },
  { atMs: 1300, do: 'restart', node: 'crashed' },
  { atMs: 1500, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
  { atMs: 2300, do: 'heal' },
  { atMs: 2500, do: 'cut', from: 'n1', to: 'n3', oneWay: true },
  { atMs: 2700, do: 'timeout', node: ['n2', 'n3'] },
  { atMs: 2800, do: 'pause', node: 'n3', forMs: 200, resumeFirst: 'messages' },
  { atMs: 2900, do: 'crash', node: ['n3', 'n4'] },
  { atMs: 3100, do: 'restart', node: ['n3', 'n4'] },
  { atMs: 3200, do: 'join', from: 'n1', to: 'n3', oneWay: true },
];

function chaos(algorithm: Algorithm, more: Partial<Scenario> = {}): RunSpec {
  return assemble(
    {
      v: 1,
      algorithm: algorithm.id,
      nodes: 5,
      seed: 'chaos',
      network: {
        delayMs: [5, 15],
        loss: 0.05,
        duplicate: 0.1,
        links: { 'n1>n2': { fifo: true, delayMs: [1, 40] }, 'n2>n1': { fifo: true } },
      },
      disk: { writeMs: [0, 6] },
      clocks: { n4: { ppm: 200_000 } },
      commands,
      ...more,
    },
    algorithm,
  );
}

function factsOf(spec: RunSpec): RunFacts {
  const keepsOrder = (from: string, to: string): boolean =>
    (spec.links.get(`${from}>${to}`) ?? spec.link).fifo;
  return { ...runFacts(spec), keepsOrder };
}

/** What each step is turned into before the checkers see it. */
type Tamper = (step: Step) => Step;

/** Plays a run, handing each step to the checkers as `tamper` leaves it. */
function run(spec: RunSpec, checkers: readonly Checker[], tamper: Tamper) {
  const kernel = new Kernel(spec);
  const facts: Fact[] = [];
  const found: (Breach | null)[] = checkers.map(() => null);
  let told = 0;
  kernel.observe({
    trace: new Trace(spec.actors.map((actor) => actor.id)),
    facts,
    onStep: (step) => {
      const seen = tamper(step);
      const fresh = facts.slice(told);
      told = facts.length;
      checkers.forEach((checker, i) => {
        found[i] ??= checker.see(seen, fresh);
      });
    },
  });
  while ((kernel.nextUs() ?? Infinity) <= 5_000_000) kernel.step();
  const ledger = {} as Parameters<NonNullable<Checker['judge']>>[1];
  checkers.forEach((checker, i) => {
    found[i] ??= checker.judge?.(kernel.view, ledger) ?? null;
  });
  return { found, kernel };
}

/** The breach that one checker finds if steps are tampered with; null if it finds none. */
function foundBy(id: string, tamper: Tamper): string | null {
  const spec = chaos(raft);
  const property = properties.find((one) => one.id === id);
  if (property === undefined) throw new Error(`no property ${id}`);
  return run(spec, [property.start(factsOf(spec))], tamper).found[0]?.why ?? null;
}

/** A tamper that changes the first step that fits; all others pass as they are. Made anew for a run. */
function once(fits: (step: Step) => boolean, change: (step: Step) => Step): () => Tamper {
  return () => {
    let done = false;
    return (step) => {
      if (done || !fits(step)) return step;
      done = true;
      return change(step);
    };
  };
}

function withEvent(step: Step, event: Partial<Step['event']>): Step {
  return { ...step, event: { ...step.event, ...event } };
}

function shownAs<T extends object>(real: T, change: object): T {
  const shown = Object.fromEntries(
    Object.entries(change).map(([name, value]) => [name, { value: value as unknown }]),
  );
  return Object.create(real, shown) as T;
}

/** The step in a world with links that are cut. */
function withWorld(step: Step, change: Partial<Pick<WorldView, 'node' | 'linked'>>): Step {
  return { ...step, world: shownAs(step.world, change) };
}

/** The step with its own node shown otherwise. */
function withNode(step: Step, change: Partial<NodeView>): Step {
  return withWorld(step, {
    node: (id) => {
      const real = step.world.node(id);
      return id === step.node ? shownAs(real, change) : real;
    },
  });
}

const is = (kind: Step['event']['kind']) => (step: Step) => step.event.kind === kind;
const after = (us: number, fits: (step: Step) => boolean) => (step: Step) =>
  step.event.us > us && fits(step);

describe('the engine keeps every claim', () => {
  it.each<[string, Algorithm, Partial<Scenario>]>([
    ['raft under everything', raft, {}],
    ['bully under everything', bully, {}],
    ['toy under everything', toy, {}],
    ['raft with inboxes kept', raft, { network: { crashedInbox: 'kept', delayMs: [1, 60] } }],
    ['bully on ordered links', bully, { network: { fifo: true, delayMs: [1, 60] } }],
    ['raft with all delays equal', raft, { network: { delayMs: 10 }, disk: { writeMs: 0 } }],
    [
      'raft with a wide spread of delays',
      raft,
      { network: { delayMs: [0.001, 300], duplicate: 0.3 }, disk: { writeMs: [0, 80] } },
    ],
  ])('%s', (_, algorithm, more) => {
    for (const seed of ['1', '2', '3']) {
      const spec = chaos(algorithm, { ...more, seed });
      const checkers = properties.map((one) => one.start(factsOf(spec)));
      const { found, kernel } = run(spec, checkers, (step) => step);
      expect(found.map((breach) => breach?.why ?? null)).toEqual(properties.map(() => null));
      expect(kernel.events).toBeGreaterThan(100);
    }
  });
});

describe('every checker can fail', () => {
  it.each<[string, string, () => Tamper, RegExp]>([
    [
      'E1 time goes back',
      'E1',
      once(after(100_000, is('deliver')), (step) => withEvent(step, { us: 5 })),
      /time went back/,
    ],
    [
      'E1 an event is missing',
      'E1',
      once(after(100_000, is('timer')), (step) => withEvent(step, { number: 1_000_000 })),
      /comes where/,
    ],
    [
      'E2 a message nobody sent',
      'E2',
      once(is('deliver'), (step) => withEvent(step, { message: 1_000_000 })),
      /was never sent/,
    ],
    [
      'E2 another message under its number',
      'E2',
      once(is('deliver'), (step) => ({ ...step, from: step.node })),
      /not the one that was sent/,
    ],
    [
      'E2 it was too fast',
      'E2',
      once(is('deliver'), (step) => withEvent(step, { us: step.event.us - 50_000 })),
      /its link takes 1000 to 40000 us/,
    ],
    [
      'E2 it was too slow',
      'E2',
      once(is('deliver'), (step) => withEvent(step, { us: step.event.us + 40_000 })),
      /its link takes/,
    ],
    [
      'E3 a delivery is never told: the message vanishes',
      'E3',
      once(is('deliver'), (step) => withEvent(step, { kind: 'timer', message: null })),
      /has vanished/,
    ],
    [
      'E3 a send is not shown',
      'E3',
      once(
        (step) => step.effects.some((effect) => effect.do === 'send'),
        (step) => ({ ...step, effects: step.effects.filter((effect) => effect.do !== 'send') }),
      ),
      /the event counts sends/,
    ],
    [
      'E4 across a cut',
      'E4',
      once(is('deliver'), (step) => withWorld(step, { linked: () => false })),
      /crosses the cut/,
    ],
    [
      'E4 to a node that is down',
      'E4',
      once(is('deliver'), (step) => withNode(step, { up: false })),
      /is down and handles/,
    ],
    [
      'E4 to a node that is paused',
      'E4',
      once(is('deliver'), (step) => withNode(step, { paused: true })),
      /is paused and handles/,
    ],
    [
      'E5 a timer of an earlier life',
      'E5',
      // From the second life on the arming of timers is kept from the checker.
      () => (step) =>
        step.node !== null && step.world.node(step.node).incarnation > 1
          ? { ...step, effects: step.effects.filter((effect) => effect.do !== 'setTimer') }
          : step,
      /which was not armed/,
    ],
    [
      'E5 the disk forgets',
      'E5',
      once(is('restart'), (step) => ({
        ...step,
        before: { ...step.before, stable: { ...step.before?.stable, currentTerm: 99 } },
      })),
      /other durable state/,
    ],
    [
      'E5 memory survives',
      'E5',
      once(is('restart'), (step) => {
        const before = { ...step.before, commitIndex: 1, stable: step.before?.stable ?? {} };
        return { ...step, before };
      }),
      /volatile state from before/,
    ],
    [
      'E5 the disk changes by itself',
      'E5',
      once(
        after(
          50_000,
          (step) => is('deliver')(step) && step.effects.every((effect) => effect.do !== 'persist'),
        ),
        (step) => withNode(step, { durable: {} }),
      ),
      /though no write has ended/,
    ],
  ])('%s', (_, id, tamper, why) => {
    expect(foundBy(id, (step) => step)).toBeNull();
    expect(foundBy(id, tamper())).toMatch(why);
  });

  it('E1 at one instant, what was sent later is not handled first', () => {
    const spec = chaos(raft, { network: { delayMs: 10 }, disk: { writeMs: 0 }, commands: [] });
    const steps: Step[] = [];
    run(spec, [], (step) => {
      steps.push(step);
      return step;
    });
    const first = steps.findIndex((step, i) => {
      const next = steps[i + 1]?.event;
      return is('deliver')(step) && next?.kind === 'deliver' && next.us === step.event.us;
    });
    const [a, b] = [steps[first] as Step, steps[first + 1] as Step];
    const swapped = steps.slice();
    swapped[first] = withEvent(b, { number: a.event.number });
    swapped[first + 1] = withEvent(a, { number: b.event.number });
    const check = (order: readonly Step[]): (string | undefined)[] => {
      const checker = properties.find((one) => one.id === 'E1')?.start(factsOf(spec));
      return order.map((step) => checker?.see(step, [])?.why).filter((why) => why !== undefined);
    };

    expect(check(steps)).toEqual([]);
    expect(check(swapped)[0]).toMatch(/was due at the same instant but planned later/);
  });

  it('E6 an ordered link delivers out of order', () => {
    const spec = chaos(raft, { network: { delayMs: [1, 80] } });
    const property = properties.find((one) => one.id === 'E6');
    const claimsOrder = { ...factsOf(spec), keepsOrder: () => true };
    const { found } = run(spec, [property?.start(claimsOrder) as Checker], (step) => step);

    expect(found[0]?.why).toMatch(/^on n\d>n\d, message \d+ comes after message \d+$/);
  });

  it('E11 a paused node works, or loses what it holds', () => {
    const isPaused = (step: Step): boolean =>
      step.node !== null && step.world.node(step.node).paused;
    const works = once(isPaused, (step) => ({ ...step, before: { stable: {} } }));
    expect(foundBy('E11', works())).toMatch(/is paused and handles/);

    let arrivals = 0;
    const loses = (step: Step): Step => {
      if (!isPaused(step)) return step;
      arrivals += 1;
      return arrivals < 2 ? step : withNode(step, { inbox: 0 });
    };
    expect(foundBy('E11', loses)).toMatch(/the inbox of paused n\d fell from \d+ to 0/);
    expect(foundBy('E11', (step) => step)).toBeNull();
  });
});

describe('mark and rewind', () => {
  it('brings every checker back to where it was', () => {
    const spec = chaos(bully);
    const steps: Step[] = [];
    const facts: Fact[] = [];
    const kernel = new Kernel(spec);
    kernel.observe({
      trace: new Trace(spec.actors.map((actor) => actor.id)),
      facts,
      onStep: (step) => steps.push(step),
    });
    while ((kernel.nextUs() ?? Infinity) <= 3_400_000) kernel.step();
    // Played again later, the world is that of the end: what differs must differ in the same way.
    const feed = (checkers: readonly Checker[], from: number, to: number): string[] =>
      steps.slice(from, to).flatMap((step) => {
        const fresh = facts.filter((fact) => fact.event === step.event.number);
        return checkers.map((checker) => checker.see(step, fresh)?.why ?? '');
      });
    for (const stop of [0, 30, 90, 160]) {
      const checkers = properties.map((one) => one.start(factsOf(spec)));
      feed(checkers, 0, stop);
      const marks = checkers.map((checker) => checker.mark());
      const first = feed(checkers, stop, steps.length);
      checkers.forEach((checker, i) => checker.rewind(marks[i]));

      expect(feed(checkers, stop, steps.length)).toEqual(first);
    }
  });
});
