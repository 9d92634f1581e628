/** Shows that every dead end is seen, names the way on, and is not seen where there is none. */
import { describe, expect, it } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as raft } from '../algorithms/raft/index';
import type { Command, Scenario } from '../scenario/types';
import { deadEnd, TRIES_MANY } from './deadEnd';
import { Recording, scenarioOf } from './testing/record';
import { plainly } from './testing/plainly';
import { say } from './words';

function runOf(commands: readonly Command[], more: Partial<Scenario> = {}): Recording {
  const { untilMs: _until, ...open } = scenarioOf(raft, { commands });
  return new Recording({ ...open, ...more }, raft);
}

const CRASH = (...nodes: string[]): Command => ({ atMs: 1000, do: 'crash', node: nodes });

const words = (run: Recording): string =>
  say(deadEnd(run)?.phrase ?? { key: '' }, plainly(raft.face.texts.en));

describe('deadEnd', () => {
  it('is none while a leader is seated or may still be elected', () => {
    const run = runOf([{ atMs: 1000, do: 'crash', node: 'leader' }]);
    for (const us of [0, 1e5, 9e5, 1e6, 1.1e6, 2e6]) expect(deadEnd(run.goOn(us))).toBeNull();
  });

  it('offers to restart the node that fell last when the majority is lost', () => {
    const run = runOf([CRASH('n5'), CRASH('n2'), CRASH('n4')]).goOn(1.5e6);
    const end = deadEnd(run);
    expect(end).toMatchObject({ wayOn: 'restart', node: 'n4' });
    expect(say(end?.phrase ?? { key: '' }, plainly({}))).toBe(
      'Only 2 of 5 nodes are up and 3 must agree, so nobody can be elected.',
    );
  });

  it('says that the last leader still believes it leads, but can decide nothing', () => {
    const rest: Command[] = ['n1', 'n2', 'n3'].map((node) => ({ atMs: 1000, do: 'crash', node }));
    const run = runOf(rest, { initial: { leader: 'n5' } }).goOn(1.01e6);
    expect(words(run)).toBe(
      'Only 2 of 5 nodes are up and 3 must agree: n5 still believes it leads, but can decide nothing.',
    );
    expect(deadEnd(run)).toMatchObject({ wayOn: 'restart', node: 'n3' });
    const cut = runOf(
      [{ atMs: 1000, do: 'partition', groups: [['n1'], ['n2'], ['n3'], ['n4', 'n5']] }],
      {
        initial: { leader: 'n5' },
      },
    ).goOn(1.01e6);
    expect(words(cut)).toBe(
      'The network is torn: no 3 of 5 nodes can talk to each other. n5 still believes it leads, but can decide nothing.',
    );
    expect(deadEnd(cut)).toMatchObject({ wayOn: 'heal' });
  });

  it('counts in the singular', () => {
    const run = runOf([CRASH('n1', 'n2', 'n3', 'n4')], { initial: { leader: 'n1' } }).goOn(1.5e6);
    expect(words(run)).toMatch(/^Only 1 of 5 nodes is up and 3 must agree/);
  });

  it('is none while a command of the scenario is still to mend it', () => {
    const crash = CRASH('n1', 'n2', 'n3', 'n4', 'n5');
    const run = runOf([crash, { atMs: 2000, do: 'restart', node: ['n1', 'n2', 'n3'] }]);
    expect(deadEnd(run.goOn(1.5e6))).toBeNull();
    expect(deadEnd(run.goOn(2.5e6))).toBeNull();
    const late = runOf([crash, { atMs: 2000, do: 'restart', node: 'n1' }]);
    expect(deadEnd(late.goOn(2.5e6))).toMatchObject({ wayOn: 'restart' });
  });

  it('offers to restart one when all are down', () => {
    const run = runOf([CRASH('n1', 'n2', 'n3', 'n4', 'n5')]).goOn(2e6);
    expect(deadEnd(run)).toMatchObject({ wayOn: 'restart', node: 'n5' });
    expect(deadEnd(run)?.phrase.key).toContain('endAllDown');
  });

  it('offers to heal when no majority can talk', () => {
    const groups = [['n1', 'n2'], ['n3', 'n4'], ['n5']];
    const run = runOf([{ atMs: 1000, do: 'partition', groups }]).goOn(1.5e6);
    expect(deadEnd(run)).toMatchObject({ wayOn: 'heal' });
    const two = runOf([{ atMs: 1000, do: 'partition', groups: [['n1', 'n2'], ['rest']] }]);
    expect(deadEnd(two.goOn(1.01e6))).toBeNull();
  });

  it('offers to wake a node when too many are paused for good', () => {
    const pause = (forMs?: number): Command => ({
      atMs: 5,
      do: 'pause',
      node: ['n1', 'n2', 'n3'],
      ...(forMs !== undefined && { forMs }),
    });
    expect(deadEnd(runOf([pause()]).goOn(1e6))).toMatchObject({ wayOn: 'resume', node: 'n1' });
    expect(deadEnd(runOf([pause(3000)]).goOn(1e6))).toBeNull();
  });

  it('offers another seed when votes are split without end', () => {
    const params = { electionTimeoutMs: [150, 150], heartbeatMs: 50 };
    const run = runOf([], { params, nodes: 4, network: { delayMs: 10 } });
    let tries = 0;
    for (let us = 0; us <= 3e6 && deadEnd(run.goOn(us)) === null; us += 50_000)
      tries = us / 150_000;
    expect(deadEnd(run)).toMatchObject({ wayOn: 'newSeed' });
    expect(deadEnd(run)?.phrase.values).toEqual({ count: TRIES_MANY });
    expect(Math.ceil(tries)).toBe(TRIES_MANY);
  });

  it('offers a replay when the scenario is over, but not while one looks at its past', () => {
    const run = runOf([], { untilMs: 1000 }).goOn(2e6);
    run.headTo(1e6);
    expect(deadEnd(run)).toMatchObject({ wayOn: 'replay' });
    run.headTo(5e5);
    expect(deadEnd(run)).toBeNull();
  });

  it('offers another seed when a guard stopped the run', () => {
    const run = runOf([]).goOn(1e6);
    for (const reason of ['guardInstant', 'guardEvents'] as const) {
      const ended = { reason, us: 1e6, detail: '' };
      const stopped = Object.create(run, { ended: { value: ended } }) as Recording;
      expect(deadEnd(stopped)).toMatchObject({ wayOn: 'newSeed' });
    }
  });
});

describe('deadEnd without votes', () => {
  const runBully = (commands: readonly Command[], more: Partial<Scenario> = {}): Recording => {
    const { untilMs: _until, ...open } = scenarioOf(bully, { commands });
    return new Recording({ ...open, ...more }, bully);
  };

  it('offers to restart or to resume where nobody is left to act', () => {
    const all = ['n1', 'n2', 'n3', 'n4', 'n5'];
    const down = runBully([{ atMs: 1000, do: 'crash', node: all }]).goOn(2e6);
    expect(deadEnd(down)).toMatchObject({ wayOn: 'restart', node: 'n5' });
    const asleep = runBully([
      { atMs: 1000, do: 'crash', node: 'n5' },
      { atMs: 1000, do: 'pause', node: ['n1', 'n2', 'n3', 'n4'] },
    ]).goOn(2e6);
    expect(deadEnd(asleep)).toMatchObject({ wayOn: 'resume', node: 'n1' });
    const two = runBully([{ atMs: 1000, do: 'crash', node: ['n3', 'n4', 'n5'] }]).goOn(3e6);
    expect(deadEnd(two), 'two are enough here').toBeNull();
  });

  it('offers another seed, or to heal, when one node tries again and again in vain', () => {
    const endless: readonly Command[] = [
      { atMs: 1000, do: 'block', types: ['COORDINATOR'] },
      { atMs: 1000, do: 'crash', node: 'n5' },
    ];
    const run = runBully(endless, { initial: { leader: 'n5' } });
    let count = 0;
    for (let us = 1e6; us <= 2e7 && deadEnd(run.goOn(us)) === null; us += 1e5) count++;
    expect(count).toBeGreaterThan(10);
    expect(deadEnd(run)).toMatchObject({ wayOn: 'newSeed' });
    expect(deadEnd(run)?.phrase.key).toBe('narration:endTries');
    const torn = runBully([...endless, { atMs: 1500, do: 'cut', from: 'n1', to: 'n2' }], {
      initial: { leader: 'n5' },
    }).goOn(2e7);
    expect(deadEnd(torn)).toMatchObject({ wayOn: 'heal' });
  });
});
