/**
 * The claims about Bully: true on hundreds of random schedules that keep the assumptions, broken as
 * lessons where they do not, and each checker proven by an algorithm or a step that breaks it.
 */
import { describe, expect, it } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { bully as part } from '../algorithms/bully/part';
import { play, playScenario } from '../algorithms/bully/testing/runs';
import type { BullyMessageContext, BullyState } from '../algorithms/bully/types';
import type { Context, Part } from '../engine/protocol';
import { Stream } from '../lib/random';
import { assemble } from '../scenario/assemble';
import type { Command, Scenario } from '../scenario/types';
import { properties } from './bully';
import { base, broken, crashHighest, withHandlers } from './bully/testing/mutants';

/** A schedule of crashes, restarts and suspicions, dense enough to hit elections under way. */
function faults(draw: Stream, nodes: number): readonly Command[] {
  const count = draw.between(1, 8);
  const commands: Command[] = [];
  let atMs = draw.between(0, 1500);
  for (let i = 0; i < count; i++) {
    const node = `n${draw.between(1, nodes)}`;
    const roll = draw.between(0, 9);
    if (roll < 5) commands.push({ atMs, do: 'crash', node });
    else if (roll < 9) commands.push({ atMs, do: 'restart', node });
    else commands.push({ atMs, do: 'timeout', node });
    atMs += draw.between(0, 9) < 7 ? draw.between(1, 120) : draw.between(200, 2500);
  }
  return commands;
}

function randomScenario(seed: number): Scenario {
  const draw = new Stream(`bully-properties/${seed}`);
  const nodes = draw.between(1, 7);
  const commands = faults(draw, nodes);
  // With the shortcut a suspicion by hand of a live leader makes two: that is a lesson of its own.
  const mayShorten = commands.every((command) => command.do !== 'timeout');
  return {
    v: 1,
    algorithm: 'bully',
    nodes,
    seed: String(seed),
    params: {
      shortcut: mayShorten && draw.between(0, 1) === 1,
      announceTo: draw.between(0, 1) === 1 ? 'all' : 'lower',
      incumbent: draw.between(0, 1) === 1 ? 'coordinator' : 'election',
    },
    network: { delayMs: [1, draw.between(2, 24)] },
    commands,
  };
}

describe('with every assumption met', () => {
  it('B1 to B6 hold on 400 random schedules of crashes, restarts and suspicions', () => {
    let assumed = 0;
    for (let seed = 0; seed < 400; seed++) {
      const run = playScenario(randomScenario(seed)).to(16_000);
      expect(broken(run), `schedule ${seed}`).toEqual([]);
      if (run.finding('B1')?.assumed === true) assumed += 1;
    }
    // Otherwise the test would prove nothing.
    expect(assumed).toBeGreaterThan(360);
  });

  it('two leaders do overlap, for one delay (B3 is not "never two")', () => {
    let overlaps = 0;
    for (let seed = 0; seed < 40; seed++) {
      const run = playScenario({
        ...base,
        seed: String(seed),
        initial: { leader: 'n5' },
        commands: [
          { atMs: 300, do: 'crash', node: 'n5' },
          { atMs: 320, do: 'timeout', node: 'n4' },
          { atMs: 600, do: 'restart', node: 'n5' },
        ],
      }).to(600);
      if (run.in('leader').length === 2) overlaps += 1;
      expect(broken(run.to(3000))).toEqual([]);
    }
    expect(overlaps).toBe(40);
  });
});

describe('without them', () => {
  it('a cut breaks B1 as a lesson while B5 holds on each side', () => {
    const run = playScenario({
      ...base,
      initial: { leader: 'n5' },
      commands: [{ atMs: 300, do: 'partition', groups: [['n1', 'n4'], ['rest']] }],
    }).to(8000);

    expect(run.beliefs()).toEqual(['n1>n4', 'n2>n5', 'n3>n5', 'n4>n4', 'n5>n5']);
    expect(run.finding('B1')).toMatchObject({
      verdict: 'lesson',
      why: expect.stringMatching(/n1 follows n4/) as unknown,
    });
    expect(run.finding('B5')).toMatchObject({ verdict: 'holds', assumed: true });
  });

  it.each<[string, Partial<Scenario>, string]>([
    [
      'a message over the window: two leaders for longer than a delay',
      { network: { delayMs: 10, links: { 'n4>n3': { delayMs: 80 } } } },
      'B3',
    ],
    [
      'lost messages: somebody declares itself beside a live leader',
      { network: { loss: 0.4 } },
      'B3',
    ],
    ['announcements that never arrive: nobody agrees in time', { network: { loss: 0.8 } }, 'B2'],
  ])('%s', (_, more, id) => {
    const commands: Command[] = [
      { atMs: 300, do: 'crash', node: 'n5' },
      { atMs: 320, do: 'timeout', node: 'n3' },
    ];
    const seeds = Array.from({ length: 20 }, (__, i) => String(i));
    const found = seeds.flatMap((seed) => {
      const run = playScenario({ ...base, seed, initial: { leader: 'n5' }, commands, ...more });
      return run.to(4000).findings();
    });

    const all = found.filter((finding) => finding.breach !== null);
    expect(all.filter((finding) => finding.id === id).length).toBeGreaterThanOrEqual(4);
    expect(all.every((finding) => finding.verdict === 'lesson')).toBe(true);
  });

  it('a pause past the window makes two leaders, and that is a lesson', () => {
    const run = playScenario({
      ...base,
      initial: { leader: 'n5' },
      commands: [
        { atMs: 300, do: 'pause', node: 'n5', forMs: 900 },
        { atMs: 400, do: 'timeout', node: 'n4' },
      ],
    }).to(2000);

    expect(run.finding('B3')).toMatchObject({
      verdict: 'lesson',
      why: expect.stringMatching(/n5 and n4|n4 and n5/) as unknown,
    });
  });

  it('a wait that was ended by hand is named as the reason', () => {
    const run = playScenario({
      ...base,
      commands: [{ atMs: 5, do: 'timeout', node: 'n3', timer: 'okWait' }],
    }).to(1000);

    expect(run.finding('B3')).toMatchObject({
      assumed: false,
      why: 'n3 was made to end its wait for an answer early',
    });
  });
});

describe('waits that are changed during the run', () => {
  const network = { delayMs: 16 } as const;
  const own = { variant: 'garcia-molina' } as const;
  const shorter: readonly Command[] = [
    { atMs: 300, do: 'crash', node: 'n5' },
    { atMs: 310, do: 'set', params: { okWaitMs: 20, coordinatorWaitMs: 60 } },
    { atMs: 320, do: 'timeout', node: ['n3', 'n4'] },
  ];

  it('too short for an answer: two lead in the paper’s form, and that is a lesson', () => {
    const run = playScenario({
      ...base,
      params: own,
      network,
      initial: { leader: 'n5' },
      commands: shorter,
    }).to(1500);

    expect(run.finding('B7')).toMatchObject({
      verdict: 'lesson',
      why: expect.stringMatching(
        /coordinator, while .* the wait of 20 ms for an answer/,
      ) as unknown,
    });
  });

  it('a wait that is long again does not undo what the short one did', () => {
    const back: Command = { atMs: 1000, do: 'set', params: { okWaitMs: 50 } };
    const commands = [...shorter, back];
    const run = playScenario({ ...base, network, initial: { leader: 'n5' }, commands }).to(1500);

    expect(run.finding('B3')).toMatchObject({ assumed: false });
  });

  it.each([{}, own])('longer ones leave a dead leader unnoticed for longer: %j', (params) => {
    const run = playScenario({
      ...base,
      params,
      initial: { leader: 'n5' },
      commands: [
        { atMs: 100, do: 'set', params: { pingEveryMs: 10_000 } },
        { atMs: 1500, do: 'crash', node: 'n5' },
      ],
    });

    expect(broken(run.to(20_000))).toEqual([]);
    expect(run.beliefs().slice(0, 4)).toEqual(['n1>n4', 'n2>n4', 'n3>n4', 'n4>n4']);
    expect(run.finding('B1')).toMatchObject({ assumed: true });
  });
});

describe('every checker can fail', () => {
  it('B1: a node that never asks whether its leader lives follows the dead for ever', () => {
    const deaf = withHandlers({}, { ping: () => undefined, pingWait: () => undefined });
    // Nothing happens after the crash; any later event, or the end of the run, shows it.
    const judged = playScenario(
      { ...crashHighest, commands: [...(crashHighest.commands ?? []), { atMs: 3000, do: 'heal' }] },
      deaf,
    ).to(4000);

    expect(broken(judged)).toContain('B1 bug');
    expect(judged.finding('B1')?.why).toBe('n1 follows n5, though n4 is the highest live node');
  });

  it('B2: a node that never ends its wait for an answer keeps all without a leader', () => {
    const patient = withHandlers({}, { okWait: () => undefined });
    const run = playScenario(
      { ...crashHighest, commands: [...(crashHighest.commands ?? []), { atMs: 9000, do: 'heal' }] },
      patient,
    ).to(5000);

    expect(broken(run)).toContain('B2 stalled');
    expect(run.finding('B2')?.why).toMatch(/knows no leader/);
  });

  it('B3: a leader that ignores the announcement from above leads on', () => {
    const stubborn = withHandlers({
      COORDINATOR: (s: BullyState, m: { leader: string }, ctx: BullyMessageContext) => {
        if (s.leader !== ctx.self) part.on.COORDINATOR(s, m, ctx);
      },
    });
    const run = playScenario(
      {
        ...base,
        initial: { leader: 'n4' },
        commands: [
          { atMs: 100, do: 'crash', node: 'n5' },
          { atMs: 200, do: 'restart', node: 'n5' },
        ],
      },
      stubborn,
    ).to(3000);

    expect(broken(run)).toContain('B3 bug');
    expect(run.finding('B3')?.breach?.nodes).toEqual(['n4', 'n5']);
  });

  it('B5: a side that never elects has not agreed', () => {
    const deaf = withHandlers({}, { pingWait: () => undefined });
    const run = playScenario(
      {
        ...base,
        initial: { leader: 'n5' },
        commands: [{ atMs: 300, do: 'partition', groups: [['n1', 'n2'], ['rest']] }],
      },
      deaf,
    ).to(5000);

    expect(broken(run)).toContain('B5 stalled');
    expect(run.finding('B5')?.why).toMatch(/n1 follows n5 .* highest is n2/);
  });

  it('B6: an answer sent twice spoils the count', () => {
    const twice = withHandlers({
      ELECTION: (s: BullyState, m: object, ctx: BullyMessageContext) => {
        part.on.ELECTION(s, m, ctx);
        const lowest = ctx.all.find((id) => id !== ctx.self && ctx.rank(id) < ctx.rank(ctx.from));
        if (lowest !== undefined) ctx.send(lowest, { type: 'OK' });
      },
    });
    const run = playScenario(crashHighest, twice).to(3000);

    expect(broken(run)).toContain('B6 bug');
    expect(run.finding('B6')?.why).toMatch(/OK messages instead of 6/);
  });
});

describe('mark and rewind', () => {
  it('a rewound checker finds what one that never went on would find', () => {
    const scenario: Scenario = {
      ...base,
      initial: { leader: 'n5' },
      network: { delayMs: 10, links: { 'n4>n3': { delayMs: 60 } } },
      commands: [
        { atMs: 300, do: 'crash', node: 'n5' },
        { atMs: 320, do: 'timeout', node: 'n3' },
        { atMs: 900, do: 'restart', node: 'n5' },
        { atMs: 1500, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
      ],
    };
    const run = play(assemble(scenario, bully)).to(6000);
    const told = run.findings();
    expect(told.some((finding) => finding.breach !== null)).toBe(true);

    for (const stop of [0, 20, 40, 45, 60, 90]) {
      const checkers = properties.map((one) => one.start(factsOf(scenario)));
      const feed = (from: number, to: number): (string | null)[] =>
        run.steps.slice(from, to).flatMap((step) => {
          const facts = run.facts.filter((fact) => fact.event === step.event.number);
          return checkers.map((checker) => checker.see(step, facts)?.why ?? null);
        });
      feed(0, stop);
      const marks = checkers.map((checker) => checker.mark());
      const first = feed(stop, 120);
      checkers.forEach((checker, i) => checker.rewind(marks[i]));

      expect(feed(stop, 120)).toEqual(first);
    }
  });
});

function factsOf(scenario: Scenario): Parameters<(typeof properties)[number]['start']>[0] {
  const spec = assemble(scenario, bully);
  return {
    algorithm: 'bully',
    candidates: spec.actors.map((actor) => actor.id),
    params: spec.params,
    delayUs: { min: 0, max: 15_000 },
    writeUsMax: 0,
    rank: (id) => Number(id.slice(1)),
  };
}

describe('the paper’s own form', () => {
  const own = { variant: 'garcia-molina' } as const;

  it('B1 to B3, B5, B7 to B10 hold on 300 random schedules that keep the assumptions', () => {
    let assumed = 0;
    let counted = 0;
    for (let seed = 0; seed < 300; seed++) {
      const scenario = { ...randomScenario(seed), params: { ...own, pingEveryMs: 500 } };
      const run = playScenario(scenario).to(14_000);
      expect(broken(run), `schedule ${seed}`).toEqual([]);
      if (run.finding('B7')?.assumed === true) assumed += 1;
      if (run.finding('B10') !== undefined) counted += 1;
    }
    expect(assumed).toBeGreaterThan(270);
    expect(counted).toBeGreaterThan(5);
  });

  it('each claim is listed in its own form only', () => {
    const listed = (params: object): readonly string[] =>
      playScenario({ ...base, params: { ...params }, initial: { leader: 'n5' } })
        .to(3000)
        .findings()
        .map(({ id }) => id);
    expect(listed({})).toEqual(['B1', 'B2', 'B3', 'B4', 'B5']);
    expect(listed(own)).toEqual(['B1', 'B2', 'B3', 'B5', 'B7', 'B8', 'B9']);
  });

  it('B10 counts: a candidate that halts everybody twice is found out', () => {
    const form = bully.forms?.['garcia-molina'];
    const kind = form?.kinds?.['replica'];
    const usual = kind?.parts['bully'];
    if (form === undefined || kind === undefined || usual === undefined) throw new Error('no form');
    const twice: Part = {
      ...usual,
      timeouts: {
        ...usual.timeouts,
        callWait: (s, ctx, key) => {
          const send: Context['send'] = (to, message) => {
            ctx.send(to, message);
            if (message.type === 'Halt') ctx.send('n1', message);
          };
          usual.timeouts['callWait']?.(s, Object.create(ctx, { send: { value: send } }), key);
        },
      },
    };
    const changed = { ...form, kinds: { replica: { ...kind, parts: { bully: twice } } } };
    const run = playScenario(
      {
        ...base,
        params: own,
        initial: { leader: 'n5' },
        commands: [{ atMs: 300, do: 'crash', node: 'n5' }],
      },
      { ...bully, forms: { 'garcia-molina': changed } },
    ).to(4000);
    expect(run.finding('B10')).toMatchObject({
      verdict: 'bug',
      why: '4 Halt calls instead of 3',
    });
  });
});
