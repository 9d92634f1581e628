/**
 * What is said of commands on single messages, clocks, disks, rules and holds: each in words, true to
 * what the run shows, and a beat of its own.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as raft } from '../algorithms/raft/index';
import type { Algorithm } from '../engine/protocol';
import { toy } from '../engine/testing/toy';
import type { Command, Deed, Scenario } from '../scenario/types';
import { beatsOf } from './beats';
import type { Beat } from './beat';
import { captionAt } from './caption';
import { deadEnd } from './deadEnd';
import { marks } from './marks';
import { sentenceOf } from './stepSentence';
import { falseClaims } from './testing/claims';
import { Recording, scenarioOf } from './testing/record';
import { plainly } from './testing/plainly';
import { say } from './words';

const inWords = plainly(raft.face.texts.en);
const spoken = (beat: Beat | undefined): string =>
  beat === undefined ? '' : say(beat.phrase, inWords);

type Given = Deed & { readonly atMs: number };

function runOf(commands: readonly Given[], more: Partial<Scenario> = {}): Recording {
  const seated = { initial: { leader: 'n1' }, untilMs: 3000 };
  return new Recording(
    scenarioOf(raft, { ...seated, commands: commands as Command[], ...more }),
    raft,
  );
}

/** What is said of each command of a run, in order. */
function said(commands: readonly Given[], more: Partial<Scenario> = {}): readonly string[] {
  const run = runOf(commands, more).goOn(3e6);
  const events = run.facts.flatMap((fact) => (fact.fact === 'command' ? [fact.event] : []));
  return beatsOf(run)
    .all.filter(({ event, kind }) => events.includes(event) && kind !== 'ended')
    .map(spoken);
}

describe('every command is told in its own words', () => {
  it('on single messages', () => {
    expect(
      said([
        { atMs: 1, do: 'drop', message: 'n1>n2#1' },
        { atMs: 1, do: 'duplicate', message: 'n1>n3#1' },
        { atMs: 1, do: 'delay', message: 'n1>n4#1', byMs: 20 },
        { atMs: 1, do: 'deliver', message: 'n1>n5#1' },
      ]),
    ).toEqual([
      '“heartbeat” from n1 to n2 is taken off its way.',
      '“heartbeat” from n1 to n3 gets a copy, with a delay of its own.',
      '“heartbeat” from n1 to n4 is delayed by 20 ms.',
      '“heartbeat” from n1 to n5 is hurried: it is due now.',
    ]);
  });

  it('on clocks and disks', () => {
    expect(
      said([
        { atMs: 100, do: 'clock', node: 'n2', ppm: 50_000 },
        { atMs: 110, do: 'clock', node: 'n2', ppm: -100, jumpMs: 1500 },
        { atMs: 120, do: 'clock', node: ['n2', 'n3'], ppm: 0, jumpMs: -7.5 },
        { atMs: 130, do: 'clock', node: 'n2', jumpMs: 0 },
        { atMs: 200, do: 'wipe', node: 'n3' },
        { atMs: 210, do: 'wipe', node: 'n3' },
        { atMs: 220, do: 'restart', node: 'n3' },
        { atMs: 300, do: 'wipe', node: 'leader' },
        { atMs: 310, do: 'wipe', node: ['n4', 'n5'] },
        { atMs: 320, do: 'restart', node: ['n4', 'n5'] },
        { atMs: 400, do: 'crash', node: 'n4' },
        { atMs: 410, do: 'restart', node: 'n4' },
      ]),
    ).toEqual([
      'The clock of n2 now runs 5 % fast.',
      'The clock of n2 jumps ahead by 1.500 s and now runs 0.01 % slow.',
      'The clocks of n2, n3 jump back by 7.5 ms and now run true.',
      'The clock of n2 goes on as before.',
      'n3 crashes and its disk is emptied: all it ever wrote is gone.',
      'The disk of n3, which is down, is emptied.',
      'n3 restarts with an empty disk: it knows nothing of before.',
      'n1, the leader of term 1, crashes and its disk is emptied.',
      'n4, n5 are down now and their disks emptied: all they ever wrote is gone.',
      'n4, n5 restart; some of their disks are empty.',
      'n4 crashes.',
      'n4 restarts with what its disk kept.',
    ]);
  });

  it('on rules and parameters', () => {
    const curve = { dist: 'longTail', p50: 5, p99: 90, min: 1 } as const;
    expect(
      said([
        { atMs: 100, do: 'set', network: { loss: 0.2 } },
        { atMs: 110, do: 'set', network: { delayMs: [20, 30], duplicate: 0.015, fifo: true } },
        { atMs: 120, do: 'set', link: { from: 'n1', to: ['n2'], oneWay: true, fifo: false } },
        { atMs: 130, do: 'set', link: { from: 'n1', to: 'n2', delayMs: curve } },
        { atMs: 140, do: 'set', link: { from: 'leader', to: 'n2', delayMs: 7 } },
        { atMs: 150, do: 'set', params: { heartbeatMs: 40, electionTimeoutMs: [200, 400] } },
      ]),
    ).toEqual([
      'From now on, on every link: 20 % are lost.',
      'From now on, on every link: a delay of 20–30 ms, 1.5 % arrive twice, order is kept.',
      'From now on, from n1 to n2: order is not kept.',
      'From now on, between n1 and n2: a delay of about 5 ms, rarely over 90 ms.',
      'From now on, on links of n1, n2: a delay of 7 ms.',
      'Set from now on: heartbeatMs = 40, electionTimeoutMs = 200–400.',
    ]);
  });

  it('from the scheduler’s seat', () => {
    const spokenOf = said(
      [
        { atMs: 2, do: 'hold', kinds: ['messages', 'timers'], nodes: ['n2', 'n4'] },
        { atMs: 3, do: 'choose', message: 'n1>n4#1' },
        { atMs: 4, do: 'choose', node: ['n2', 'n4'], timer: 'election' },
        { atMs: 5, do: 'choose', node: 'n2', timer: 'heartbeat' },
        { atMs: 20, do: 'unhold' },
        { atMs: 21, do: 'hold', kinds: ['writes'] },
        { atMs: 40, do: 'timeout', node: 'n3' },
        { atMs: 50, do: 'choose', node: 'n3', write: true },
        { atMs: 60, do: 'unhold' },
        { atMs: 61, do: 'unhold' },
      ],
      { disk: { writeMs: 3 } },
    );
    expect(spokenOf).toEqual([
      'From now on, at n2, n4, messages and timers wait until they are chosen.',
      '“heartbeat” from n1 to n4 is chosen: nothing holds it back.',
      'The election timer of each of n2, n4 is chosen: nothing holds them back.',
      'What was chosen is not about to happen: nothing was done.',
      'Nothing is held back any longer.',
      'From now on, disk writes wait until they are chosen.',
      'n3 is made to suspect its leader and starts an election in term 2.',
      'The disk write of n3 is chosen: nothing holds it back.',
      'Nothing is held back any longer.',
      'Something was to be chosen or let go, but nothing is held back.',
    ]);
  });
});

describe('a fault by hand is a beat', () => {
  it('marked on the strip, and in the caption when it happens', () => {
    const run = runOf([
      { atMs: 500, do: 'clock', node: 'n2', ppm: 1000 },
      { atMs: 900, do: 'set', network: { loss: 0.5 } },
    ]).goOn(1e6);
    const { all } = beatsOf(run);
    const faults = marks(all).filter(({ us }) => us === 5e5 || us === 9e5);
    expect(faults.map(({ kind, family, always }) => [kind, family, always])).toEqual([
      ['clock', 'fault', true],
      ['set', 'fault', true],
    ]);
    expect(say(captionAt(run, 5e5, 10).phrase, inWords)).toBe(
      'The clock of n2 now runs 0.1 % fast.',
    );
  });

  it('an emptied disk of a live node is a crash, of a dead one is not', () => {
    const run = runOf([
      { atMs: 500, do: 'wipe', node: 'n2' },
      { atMs: 600, do: 'wipe', node: 'n2' },
    ]).goOn(1e6);
    const kinds = beatsOf(run).all.filter(({ us }) => us === 5e5 || us === 6e5);
    expect(kinds.map(({ kind }) => kind)).toEqual(['crash', 'wipe']);
  });
});

describe('a run that waits to be told what happens next', () => {
  it('is no dead end but one step from going on', () => {
    const { untilMs: _open, ...open } = scenarioOf(raft, {
      initial: { leader: 'n1' },
      commands: [{ atMs: 5, do: 'hold' }],
    });
    const run = new Recording(open, raft).goOn(1e7);
    expect(run.ended?.reason).toBe('held');
    const end = deadEnd(run);
    expect(end?.wayOn).toBe('unhold');
    expect(say(end?.phrase ?? { key: '' }, inWords)).toMatch(/held back until it is chosen\.$/);
    expect(spoken(beatsOf(run).all.at(-1))).toMatch(/what is left is held back\.$/);
  });
});

describe('a run in which nothing that is held can happen any more', () => {
  it('offers what helps instead', () => {
    const { untilMs: _open, ...open } = scenarioOf(raft, {
      commands: [
        { atMs: 5, do: 'hold', kinds: ['timers'] },
        { atMs: 900, do: 'crash', node: ['n1', 'n2', 'n3', 'n4', 'n5'] },
      ],
    });
    const run = new Recording(open, raft).goOn(1e7);
    expect(run.pending()).toEqual([]);
    expect(deadEnd(run)).toMatchObject({ wayOn: 'restart' });
  });
});

/** Commands that meet a run by chance. */
const deed: fc.Arbitrary<object> = fc.oneof(
  fc.record({
    do: fc.constantFrom('drop', 'duplicate', 'deliver', 'choose'),
    message: fc
      .tuple(fc.constantFrom('n1', 'n2'), fc.constantFrom('n3', 'n4'), fc.nat({ max: 9 }))
      .map(([a, b, number]) => `${a}>${b}#${number}`),
  }),
  fc.record({
    do: fc.constantFrom('wipe', 'restart', 'crash'),
    node: fc.constantFrom('any', 'leader'),
  }),
  fc.record({
    do: fc.constant('clock'),
    node: fc.constantFrom('n1', 'any'),
    jumpMs: fc.constantFrom(-40, 40),
  }),
  fc.constant({ do: 'restart', node: 'crashed' }),
  fc.constant({ do: 'set', network: { loss: 0.3, delayMs: [1, 50] } }),
  fc.record({ do: fc.constant('hold'), nodes: fc.constantFrom('n1', 'n2') }),
  fc.constant({ do: 'unhold' }),
);

describe('the check of claims', () => {
  it('finds a disk that was not emptied, a clock that was not set, another message', () => {
    const spoil = (from: string, to: string): readonly string[] => {
      const wrong: string[] = [];
      const commands: readonly Given[] = [
        { atMs: 1, do: 'drop', message: 'n1>n2#1' },
        { atMs: 5, do: 'clock', node: 'n2', ppm: 500 },
        { atMs: 9, do: 'crash', node: 'n3' },
        { atMs: 10, do: 'hold' },
      ];
      const seated = { initial: { leader: 'n1' }, commands: commands as Command[] };
      new Recording(scenarioOf(raft, seated), raft, (step, view) => {
        const phrase = sentenceOf(step, view);
        const key = phrase.key === `narration:${from}` ? `narration:${to}` : phrase.key;
        const values = to === 'values' ? { ...phrase.values, from: 'n2', to: 'n1' } : phrase.values;
        const spoilt = to === 'values' ? { ...phrase, values } : { ...phrase, key };
        wrong.push(...falseClaims(spoilt as typeof phrase, step, view));
      }).goOn(2e4);
      return wrong;
    };
    expect(spoil('nothing', 'nothing')).toEqual([]);
    expect(spoil('crash', 'wipe').join()).toContain('no disk was emptied');
    expect(spoil('clockFast', 'clockSlow').join()).toContain('no clock runs slow');
    expect(spoil('holdMTW', 'unhold').join()).toContain('something is held');
    expect(spoil('dropMessage', 'values').join()).toContain('another message');
  });
});

describe('every event of runs with all of it has a true sentence', () => {
  it.each([
    ['raft', raft],
    ['raft without sentences of its own', { ...raft, face: { ...raft.face, sentences: {} } }],
    ['bully', bully],
    ['the toy', toy],
  ] as readonly (readonly [string, Algorithm])[])('%s', (_, algorithm) => {
    const commands = fc.array(fc.tuple(fc.integer({ min: 1, max: 900 }), deed), {
      minLength: 8,
      maxLength: 25,
    });
    fc.assert(
      fc.property(commands, (list) => {
        const wrong: string[] = [];
        const scenario = scenarioOf(algorithm, {
          disk: { writeMs: [0, 4] },
          commands: list.map(([atMs, what]) => ({ atMs, ...what }) as Command),
        });
        const run = new Recording(scenario, algorithm, (step, view) => {
          wrong.push(...falseClaims(sentenceOf(step, view), step, view));
        }).goOn(1.2e6);
        for (const { phrase } of beatsOf(run).all) {
          const text = say(phrase, plainly(algorithm.face.texts.en));
          if (/[{}@]|narration:|undefined/.test(text)) wrong.push(text);
        }
        expect(wrong).toEqual([]);
      }),
      { seed: 11, numRuns: 25, endOnFailure: true },
    );
  });
});
