/** Shows what is said of two nodes that both believe they lead, and why the one behind has not stopped. */
import { describe, expect, it } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as raft } from '../algorithms/raft/index';
import type { Algorithm } from '../engine/protocol';
import type { Command, Scenario } from '../scenario/types';
import { beatsOf } from './beats';
import { captionAt } from './caption';
import { rivalsAfter, rivalsInBrief } from './rivals';
import { Recording, scenarioOf } from './testing/record';
import { plainly } from './testing/plainly';
import { say } from './words';

function runOf(
  algorithm: Algorithm,
  commands: readonly Command[],
  more: Partial<Scenario> = {},
): Recording {
  return new Recording(scenarioOf(algorithm, { commands, ...more }), algorithm);
}

function saidOf(run: Recording, events = run.trace.length): string {
  const said = rivalsAfter(run, events);
  return said === null ? '' : say(said, plainly(run.algorithm.face.texts.en));
}

const SPLIT: Command = { atMs: 1000, do: 'partition', groups: [['leader'], ['rest']] };

describe('two believed leaders in Raft', () => {
  const run = runOf(raft, [SPLIT, { atMs: 3000, do: 'heal' }], { seed: '2' }).goOn(2.9e6);
  const [old, fresh] = run.reigns;
  const term = String(fresh?.attempt);

  it('tells of a torn network which term the old one has not heard of', () => {
    expect(saidOf(run)).toBe(
      `${fresh?.leader} leads in term ${term}. ${old?.leader} still believes it leads: it has not heard of term ${term}, the network is torn between them.`,
    );
  });

  it('says so while playing too, as the gravest beat and between beats', () => {
    const us = fresh?.fromUs ?? 0;
    const beat = captionAt(run, us, 50).beat;
    expect(beat?.nodes).toEqual([fresh?.leader, old?.leader]);
    expect(beat?.gravity).toBeGreaterThanOrEqual(90);
    expect(captionAt(run, us + 400_000, 50).beat).toBeNull();
    const between = say(captionAt(run, us + 400_000, 50).phrase, plainly(raft.face.texts.en));
    expect(between).toBe(saidOf(run));
  });

  it('is the same asked live or looked back at', () => {
    const live: string[] = [];
    const growing = runOf(raft, [SPLIT], { seed: '2' });
    for (let us = 0; us <= 2.9e6; us += 41_003) live.push(saidOf(growing.goOn(us)));
    const counts: number[] = [];
    for (let us = 0; us <= 2.9e6; us += 41_003) counts.push(run.trace.countAt(us));
    expect(counts.map((count) => saidOf(run, count))).toEqual(live);
    expect(live.filter((text) => text !== '').length).toBeGreaterThan(10);
  });

  it('has nothing to say once the old one has stopped', () => {
    const healed = runOf(raft, [SPLIT, { atMs: 3000, do: 'heal' }], { seed: '2' }).goOn(4e6);
    expect(rivalsAfter(healed, healed.trace.length)).toBeNull();
    expect(rivalsInBrief(healed, healed.trace.length)).toBeNull();
  });

  it('says that only one way is cut, and that the old one is paused', () => {
    const oneWay = runOf(raft, [{ atMs: 1000, do: 'pause', node: 'leader' }], { seed: '2' });
    expect(saidOf(oneWay.goOn(2e6))).toMatch(/still believes it leads: it is paused and has not/);
    const cut: Command = { atMs: 1000, do: 'cut', from: 'leader', to: 'rest', oneWay: true };
    const run = runOf(raft, [cut], { seed: '2' }).goOn(1e6);
    const gone = run.reigns[0]?.leader ?? '';
    const beat = beatsOf(run).all.at(-1);
    expect(beat?.kind).toBe('cut');
    // It goes on hearing the others: their first question in a newer term makes it stop.
    expect(saidOf(run.goOn(2e6))).toBe('');
    expect(run.world.node(gone).belief.leader).not.toBe(gone);
  });
});

describe('two believed leaders in Bully', () => {
  const preset = bully.presets.find(({ id }) => id === 'two-leaders');
  const scenario = preset?.scenario as unknown as Scenario;

  it('tells that the network is torn, and after healing that nobody told the other', () => {
    const run = new Recording(scenario, bully);
    const heal = scenario.commands?.find((command) => command.do === 'heal');
    const healUs = Number(heal?.atMs) * 1000;
    const torn = saidOf(run.goOn(healUs - 1000));
    expect(torn).toBe(
      'n3 leads. n5 still believes it leads: it has not heard of that, the network is torn between them.',
    );
    expect(saidOf(run.goOn(healUs + 500_000))).toBe(
      'n3 leads. n5 still believes it leads: n3 has not told it.',
    );
    const brief = rivalsInBrief(run, run.trace.length);
    expect(say(brief ?? { key: '' }, plainly({}))).toBe('n5 and n3 both believe they lead.');
  });
});
