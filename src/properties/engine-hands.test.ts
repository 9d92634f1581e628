/**
 * The claims about the engine when people meddle: messages dropped, copied, hurried and delayed, clocks
 * set, disks emptied, rules changed, things held back and chosen. True of random runs with all of it, and
 * each claim proven by a step that was tampered with.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as raft } from '../algorithms/raft/index';
import { Kernel } from '../engine/kernel';
import type { Algorithm, Fact, Step } from '../engine/protocol';
import type { RunSpec } from '../engine/spec';
import { toy } from '../engine/testing/toy';
import { Trace } from '../engine/trace';
import { assemble, assembleCommand } from '../scenario/assemble';
import type { Command, Deed, Scenario } from '../scenario/types';
import { runFactsOf } from '../session/recorder';
import { properties } from './engine';
import type { Breach, Checker, RunFacts } from './types';

type Tamper = (step: Step) => Step;

const NODES = ['n1', 'n2', 'n3', 'n4'];
const node = fc.constantFrom(...NODES, 'leader', 'any');
const link = fc
  .tuple(fc.constantFrom(...NODES), fc.constantFrom(...NODES))
  .filter(([a, b]) => a !== b);

/** Something done to what is about to happen: the one at this place of the list of all that is. */
interface Hand {
  readonly atMs: number;
  readonly place: number;
  readonly does: 'drop' | 'duplicate' | 'deliver' | 'delay' | 'choose';
}

const hand: fc.Arbitrary<Hand> = fc.record({
  atMs: fc.integer({ min: 1, max: 1500 }),
  place: fc.nat({ max: 20 }),
  does: fc.constantFrom('drop', 'duplicate', 'deliver', 'delay', 'choose', 'choose'),
});

/** The command that a hand gives now; null if there is nothing to give it for. */
function given(kernel: Kernel, { place, does }: Hand): Deed | null {
  const all = does === 'choose' ? kernel.pending() : kernel.flights();
  const one = all[place % Math.max(1, all.length)];
  if (one === undefined) return null;
  if ('name' in one) {
    const { name: message } = one;
    if (does === 'choose') return { do: does, message };
    return does === 'delay' ? { do: 'delay', message, byMs: 1 + place * 9 } : { do: does, message };
  }
  if (one.what === 'message') return { do: 'choose', message: one.flight.name };
  if (one.what === 'write') return { do: 'choose', node: one.node, write: true };
  return { do: 'choose', node: one.node, timer: one.timer.name, key: one.timer.key };
}

function deedOf(): fc.Arbitrary<object> {
  const rules = fc.record(
    {
      delayMs: fc.constantFrom(1, [2, 40], [0.001, 80]),
      loss: fc.constantFrom(0, 0.2),
      duplicate: fc.constantFrom(0, 0.3),
      fifo: fc.boolean(),
    },
    { requiredKeys: ['fifo'] },
  );
  return fc.oneof(
    fc.record({ do: fc.constantFrom('crash', 'restart', 'wipe', 'resume'), node }),
    fc.record({
      do: fc.constant('pause'),
      node,
      forMs: fc.integer({ min: 1, max: 300 }),
      resumeFirst: fc.constantFrom('timers', 'messages'),
    }),
    fc.record({
      do: fc.constant('clock'),
      node,
      ppm: fc.integer({ min: -400_000, max: 400_000 }),
      jumpMs: fc.integer({ min: -500, max: 500 }),
    }),
    rules.map((network) => ({ do: 'set', network })),
    fc
      .tuple(link, rules, fc.boolean())
      .map(([[from, to], more, oneWay]) => ({ do: 'set', link: { from, to, oneWay, ...more } })),
    fc.record(
      {
        do: fc.constant('hold'),
        kinds: fc.subarray(['messages', 'timers', 'writes'], { minLength: 1 }),
        nodes: fc.subarray(NODES, { minLength: 1 }),
      },
      { requiredKeys: ['do'] },
    ),
    fc.constant({ do: 'unhold' }),
    node.map((who) => ({ do: 'timeout', node: who })),
    fc.record({ do: fc.constantFrom('cut', 'join'), from: node, to: node }),
  );
}

const hands = fc.array(hand, { maxLength: 20 });

const script: fc.Arbitrary<readonly Command[]> = fc.array(
  fc
    .tuple(fc.integer({ min: 1, max: 1500 }), deedOf())
    .map(([atMs, deed]) => ({ atMs, ...deed }) as Command),
  { minLength: 5, maxLength: 30 },
);

function specOf(algorithm: Algorithm, commands: readonly Command[], seed = 's'): RunSpec {
  const scenario: Scenario = {
    v: 1,
    algorithm: algorithm.id,
    nodes: 4,
    seed,
    network: { delayMs: [5, 15], loss: 0.03, duplicate: 0.05, links: { 'n1>n2': { fifo: true } } },
    disk: { writeMs: [0, 6] },
    commands,
  };
  return assemble(scenario, algorithm);
}

interface Played {
  readonly found: readonly (Breach | null)[];
  /** What was done, in order. */
  readonly done: readonly string[];
}

type Start = (facts: RunFacts) => readonly Checker[];

/** Plays a run to 2 s, handing each step to the checkers as `tamper` leaves it. */
function run(
  spec: RunSpec,
  start: Start,
  tamper: Tamper = (step) => step,
  hands: readonly Hand[] = [],
): Played {
  const kernel = new Kernel(spec);
  const facts: Fact[] = [];
  let commands = spec.commands;
  const checkers = start(runFactsOf(spec, (index) => commands[index]));
  const found: (Breach | null)[] = checkers.map(() => null);
  const done: string[] = [];
  let told = 0;
  const judge = (): void => {
    const ledger = {} as Parameters<NonNullable<Checker['judge']>>[1];
    checkers.forEach((checker, i) => (found[i] ??= checker.judge?.(kernel.view, ledger) ?? null));
  };
  kernel.observe({
    trace: new Trace(spec.actors.map((actor) => actor.id)),
    facts,
    onStep: (step) => {
      const seen = tamper(step);
      const fresh = facts.slice(told);
      told = facts.length;
      for (const fact of fresh) {
        if (fact.fact !== 'command' || fact.effect === 'missed') continue;
        done.push(commands[fact.index]?.command.do ?? '');
      }
      checkers.forEach((checker, i) => (found[i] ??= checker.see(seen, fresh)));
    },
  });
  const to = (us: number): void => {
    while ((kernel.nextUs() ?? Infinity) <= us && kernel.step()) judge();
  };
  for (const one of hands.toSorted((a, b) => a.atMs - b.atMs)) {
    to(one.atMs * 1000 - 1);
    const deed = given(kernel, one);
    if (deed === null) continue;
    commands = [...commands, assembleCommand({ atMs: one.atMs, ...deed }, commands.length)];
    kernel.setCommands(commands);
  }
  to(2_000_000);
  judge();
  return { found, done };
}

const all: Start = (facts) => properties.map((one) => one.start(facts));

/** The checker of one claim, told of the run what `facts` makes of it. */
function only(id: string, told: (facts: RunFacts) => RunFacts = (facts) => facts): Start {
  const property = properties.find((one) => one.id === id);
  if (property === undefined) throw new Error(`no property ${id}`);
  return (facts) => [property.start(told(facts))];
}

/** The breach one checker finds; null if it finds none. */
function foundBy(id: string, spec: RunSpec, tamper?: Tamper): string | null {
  return run(spec, only(id), tamper).found[0]?.why ?? null;
}

describe('the engine keeps every claim while people meddle', () => {
  it.each([
    ['raft', raft],
    ['bully', bully],
    ['toy', toy],
  ] as const)('%s', (_, algorithm) => {
    const done = new Set<string>();
    fc.assert(
      fc.property(script, hands, fc.integer({ min: 1, max: 9 }), (commands, list, seed) => {
        const spec = specOf(algorithm, commands, String(seed));
        const played = run(spec, all, undefined, list);
        for (const deed of played.done) done.add(deed);
        expect(played.found.map((breach) => breach?.why ?? null)).toEqual(
          properties.map(() => null),
        );
      }),
      { seed: 4, numRuns: 60, endOnFailure: true },
    );
    // The runs were worth checking.
    const wanted = ['wipe', 'clock', 'drop', 'duplicate', 'deliver', 'delay', 'set'];
    expect([...done]).toEqual(expect.arrayContaining([...wanted, 'hold', 'choose', 'unhold']));
  });
});

const HELD: readonly Command[] = [
  { atMs: 400, do: 'hold' },
  { atMs: 900, do: 'unhold' },
];

describe('every new claim can fail', () => {
  it('E12 what is held back happens all the same', () => {
    const spec = specOf(raft, HELD);
    expect(foundBy('E12', spec)).toBeNull();
    // The command that lets go is kept from the checker: what follows happens under the hold.
    const deaf: Start = (facts) =>
      only('E12')(facts).map((checker) => ({
        ...checker,
        see: (step, news) =>
          checker.see(
            { ...step, byHand: false },
            news.filter((fact) => fact.fact !== 'holding' || fact.kinds.length > 0),
          ),
      }));
    const { found } = run(spec, deaf);
    expect(found[0]?.why).toMatch(/^(message \d+|timer \w+) of n\d happens though \w+ are held/);
  });

  it('E12 what is chosen does not wait for its due, or waits for longer', () => {
    const chosen: readonly Command[] = [
      { atMs: 1, do: 'hold', kinds: ['timers'] },
      { atMs: 2, do: 'choose', node: 'n3', timer: 'election' },
    ];
    const spec = specOf(raft, chosen);
    expect(foundBy('E12', spec)).toBeNull();
    const rings = (step: Step): boolean => step.event.kind === 'timer' && step.node === 'n3';
    const hasty: Tamper = (step) =>
      rings(step) ? { ...step, event: { ...step.event, us: 2001 } } : step;
    expect(foundBy('E12', spec, hasty)).toMatch(/was chosen and happens \d+(\.\d+)? ms before/);

    // The chosen timer never rings: nothing of it is shown, and its node still has it armed.
    const armed = { part: 'raft', name: 'election', key: '', setUs: 0, dueUs: 150_000 };
    const forgetful: Tamper = (step) => {
      const world = Object.create(step.world, {
        node: {
          value: (id: string) =>
            id === 'n3'
              ? (Object.create(step.world.node(id), { timers: { value: [armed] } }) as object)
              : step.world.node(id),
        },
      }) as Step['world'];
      const event = { ...step.event, kind: 'act', timer: null } as const;
      return rings(step) ? { ...step, event, effects: [], world } : { ...step, world };
    };
    expect(foundBy('E12', spec, forgetful)).toMatch(/has not rung when it was due/);
  });

  it('E11 a pause takes up what waited in the other order', () => {
    const pause = (resumeFirst: 'timers' | 'messages'): RunSpec =>
      specOf(raft, [
        { atMs: 600, do: 'pause', node: 'n1', forMs: 400, resumeFirst },
        { atMs: 600, do: 'pause', node: 'n2', forMs: 400, resumeFirst },
        { atMs: 600, do: 'pause', node: 'n3', forMs: 400, resumeFirst },
      ]);
    for (const [asked, told] of [
      ['timers', 'messages'],
      ['messages', 'timers'],
    ] as const) {
      const spec = pause(asked);
      expect(foundBy('E11', spec)).toBeNull();
      const liar = only('E11', () => runFactsOf(pause(told)));
      expect(run(spec, liar).found[0]?.why).toMatch(
        told === 'timers'
          ? /handles a message before its timer election/
          : /handles its timer election before \d+ messages/,
      );
    }
  });

  it('E5 an emptied disk still knows something', () => {
    const spec = specOf(raft, [
      { atMs: 900, do: 'wipe', node: 'n1' },
      { atMs: 1000, do: 'restart', node: 'n1' },
    ]);
    expect(foundBy('E5', spec)).toBeNull();
    const kept: Tamper = (step) => {
      if (step.event.kind !== 'restart' || step.before === null) return step;
      const stable = { ...step.before.stable, currentTerm: 1 };
      return { ...step, before: { ...step.before, stable } };
    };
    expect(foundBy('E5', spec, kept)).toMatch(/from before its disk was emptied/);
  });

  it('E5 a command that forces no timer excuses none', () => {
    const spec = specOf(raft, [{ atMs: 700, do: 'clock', node: ['n1', 'n2', 'n3'], ppm: 1000 }]);
    let armed = true;
    const unarmed: Tamper = (step) => {
      armed &&= step.event.us < 650_000;
      const effects = step.effects.filter((effect) => effect.do !== 'setTimer');
      return armed ? step : { ...step, effects };
    };
    expect(foundBy('E5', spec, unarmed)).toMatch(/which was not armed/);
  });

  it('E2 delays follow the rules as they are set, and no others', () => {
    const slow = { atMs: 500, do: 'set', network: { delayMs: 60 } } as const;
    const spec = specOf(raft, [slow]);
    expect(foundBy('E2', spec)).toBeNull();
    const deaf = only('E2', ({ commandAt: _unknown, ...rest }) => rest);
    expect(run(spec, deaf).found[0]?.why).toMatch(/took 60000 us; its link takes 5000 to 15000/);
  });

  it('E2 and E3 a message that is late by hand is no other’s excuse', () => {
    const spec = specOf(raft, [
      { atMs: 500, do: 'hold', kinds: ['messages'], nodes: 'n2' },
      { atMs: 900, do: 'unhold' },
    ]);
    const blame: Tamper = (step) => ({ ...step, byHand: false });
    expect(foundBy('E2', spec)).toBeNull();
    expect(foundBy('E2', spec, blame)).toMatch(/its link takes/);
    expect(foundBy('E3', spec)).toBeNull();
  });

  it('E6 a link that keeps order from some time on is held to it from then on', () => {
    const ordered = specOf(raft, [
      { atMs: 300, do: 'set', network: { delayMs: [1, 80] } },
      { atMs: 900, do: 'set', network: { fifo: true } },
    ]);
    expect(foundBy('E6', ordered)).toBeNull();
    // The checker is told that order was kept from the first of the two on.
    const command = { atMs: 300, do: 'set', network: { fifo: true } } as const;
    const told = only('E6', (facts) => ({ ...facts, commandAt: () => ({ command }) }));
    expect(run(ordered, told).found[0]?.why).toMatch(/^on n\d>n\d, message \d+ comes after/);
  });
});
