/** What the examples of the paper's own form promise in their `watch` texts is what happens. */
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../../engine/protocol';
import { Stream } from '../../../lib/random';
import type { Command, Scenario } from '../../../scenario/types';
import { algorithm as bully } from '../index';
import type { Played } from '../testing/runs';
import { playPreset, playScenario } from '../testing/runs';
import type { OriginalState } from '../types';
import { originalFace } from './face';

function state(run: Played, node: NodeId): OriginalState {
  return run.kernel.view.node(node).state as OriginalState;
}

/** The largest number of live nodes that believed at one instant that they lead. */
function mostLeaders(run: Played): number {
  const leads = new Set<NodeId>();
  let most = 0;
  for (const fact of run.facts) {
    if (fact.fact === 'crashed') leads.delete(fact.node);
    if (fact.fact !== 'belief') continue;
    if (fact.leader === fact.node) leads.add(fact.node);
    else leads.delete(fact.node);
    most = Math.max(most, leads.size);
  }
  return most;
}

describe('presets of the paper’s own form', () => {
  it('original-crash: all ask n5 in vain, n4 alone halts the others, and never do two lead', () => {
    const run = playPreset('original-crash').to(1100);
    const askedN5 = run.sends('AreYouThere').filter((send) => send.endsWith('>n5@1050'));
    expect(askedN5).toHaveLength(4);

    run.to(1200);
    expect(run.in('halting')).toEqual(['n4']);
    expect(run.beliefs()).toEqual(['n1>', 'n2>', 'n3>', 'n4>']);

    run.to(6000);
    expect(run.sends('Halt').map((send) => send.slice(0, 5))).toEqual(['n4>n3', 'n4>n2', 'n4>n1']);
    expect(run.beliefs()).toEqual(['n1>n4', 'n2>n4', 'n3>n4', 'n4>n4']);
    expect(state(run, 'n1').d).toEqual(['n4', 'n3', 'n2', 'n1']);
    expect(mostLeaders(run)).toBe(1);
    expect(run.finding('B10')).toMatchObject({ verdict: 'holds', assumed: true });
  });

  it('original-returns: n4 has stopped before n5 begins to lead', () => {
    const run = playPreset('original-returns').to(1999);
    expect(run.in('leader')).toEqual(['n4']);

    run.to(2010);
    expect(run.beliefs()).toEqual(['n1>n4', 'n2>n4', 'n3>n4', 'n4>', 'n5>']);
    expect(run.sends('Halt').filter((send) => send.startsWith('n5'))[0]).toBe('n5>n4@2000');

    run.to(6000);
    expect(run.beliefs()).toEqual(['n1>n5', 'n2>n5', 'n3>n5', 'n4>n5', 'n5>n5']);
    expect(mostLeaders(run)).toBe(1);
  });

  it('original-joins: n5 hears that n2 is not normal and holds a whole election for it', () => {
    const run = playPreset('original-joins').to(1990);
    expect(state(run, 'n2')).toMatchObject({ s: 'ELECTION', c: null, h: null });
    expect(run.in('leader')).toEqual(['n5']);
    expect(run.sends('Halt')).toEqual([]);

    run.to(6000);
    expect(run.steps.filter(({ effects }) => applies(effects, 'CK3'))).toHaveLength(1);
    expect(run.sends('Halt')).toHaveLength(4);
    expect(run.sends('Ready')).toHaveLength(4);
    expect(state(run, 'n2')).toMatchObject({ s: 'NORMAL', c: 'n5' });
  });

  it('original-forgets: n2 refuses n4 and is taken in at the next look', () => {
    const run = playPreset('original-forgets').to(740);
    expect(run.steps.filter(({ effects }) => applies(effects, 'NC5'))).toHaveLength(1);
    expect(state(run, 'n2')).toMatchObject({ s: 'ELECTION', h: null });
    expect(['n1', 'n3', 'n4'].map((node) => state(run, node).s)).toEqual(Array(3).fill('NORMAL'));

    run.to(4000);
    expect(run.beliefs()).toEqual(['n1>n4', 'n2>n4', 'n3>n4', 'n4>n4']);
    expect(run.steps.filter(({ effects }) => applies(effects, 'CK3'))).toHaveLength(1);
  });

  it('original-candidate-dies: n3 and n2 stand still for 150 ms, then n3 begins again', () => {
    const run = playPreset('original-candidate-dies').to(709);
    expect(run.in('halted')).toEqual(['n1', 'n2', 'n3']);
    expect(['n2', 'n3'].map((node) => state(run, node).h)).toEqual(['n4', 'n4']);

    run.to(710);
    expect(run.in('asking')).toEqual(['n3']); // Halted at 560.

    run.to(3000);
    expect(run.beliefs()).toEqual(['n1>n3', 'n2>n3', 'n3>n3']);
    expect(mostLeaders(run)).toBe(1);
  });

  it('original-slow: two coordinators, though nobody is cut off or dead but n5', () => {
    const run = playPreset('original-slow').to(1000);
    expect(run.beliefs()).toEqual(['n1>n3', 'n2>n3', 'n3>n3', 'n4>n5']);

    run.to(1300);
    expect(run.beliefs()).toEqual(['n1>n4', 'n2>n4', 'n3>n3', 'n4>n4']);

    run.to(2000);
    expect(run.beliefs()).toEqual(['n1>n3', 'n2>n3', 'n3>n3', 'n4>n4']);
    run.to(60_000);
    expect(run.beliefs()).toEqual(['n1>n3', 'n2>n3', 'n3>n3', 'n4>n4']);
    expect(mostLeaders(run)).toBe(2);
  });

  it('original-split: each side its own, everybody says that all is normal, for ever', () => {
    const run = playPreset('original-split').to(3999);
    const split = ['n1>n3', 'n2>n3', 'n3>n3', 'n4>n5', 'n5>n5'];
    expect(run.beliefs()).toEqual(split);
    expect(run.finding('B5')).toMatchObject({ verdict: 'holds', assumed: true });

    run.to(60_000);
    expect(run.kernel.view.groups).toHaveLength(1);
    expect(run.beliefs()).toEqual(split);
    expect(run.steps.filter(({ effects }) => applies(effects, 'CK3'))).toEqual([]);
  });
});

describe('sentences of the paper’s own form', () => {
  it('has a text for every reason and every sentence, and none that nobody says', () => {
    const texts = originalFace.texts.en;
    const said = new Set<string>();
    const note = ({ steps }: Played): void => {
      for (const step of steps) {
        for (const effect of step.effects) {
          if (effect.do === 'becomes') said.add(`why.${effect.why}`);
          if (effect.do !== 'rule') continue;
          const phrase = originalFace.sentences[effect.id]?.(step) ?? null;
          if (phrase !== null) said.add(phrase.key);
        }
      }
    };
    for (const { id } of bully.presets) {
      if (id.startsWith('original-')) note(playPreset(id).to(8000));
    }
    for (const nodes of [1, 2, 3, 5]) {
      for (let seed = 1; seed <= 60; seed++) note(playScenario(troubled(nodes, seed)).to(6000));
    }
    for (const key of said) expect(texts[key], key).toBeTypeOf('string');
    const written = Object.keys(texts).filter((key) => /^(say|why)\./.test(key));
    expect(written.filter((key) => !said.has(key))).toEqual([]);
  });
});

/** Crashes, returns, suspicions and losses at random, in a cluster that has a leader or none. */
function troubled(nodes: number, seed: number): Scenario {
  const draw = new Stream(`original/${nodes}/${seed}`);
  const commands: Command[] = [];
  for (let i = 0; i < 12; i++) {
    const atMs = draw.between(0, 4000);
    const node = `n${draw.between(1, nodes)}`;
    const deed = draw.between(0, 5);
    if (deed < 2) commands.push({ atMs, do: 'crash', node });
    else if (deed < 4) commands.push({ atMs, do: 'restart', node });
    else if (deed < 5) commands.push({ atMs, do: 'timeout', node });
    else {
      const timer = draw.between(0, 1) === 0 ? 'coordWait' : 'callWait';
      commands.push({ atMs, do: 'timeout', node, timer });
    }
  }
  return {
    ...{ v: 1, algorithm: 'bully', nodes, seed: String(seed), commands },
    params: { variant: 'garcia-molina', pingEveryMs: 400 },
    network: { delayMs: [5, seed % 5 === 0 ? 150 : 40], loss: seed % 2 === 0 ? 0.1 : 0 },
    ...(seed % 3 === 0 && { initial: { leader: seed % 2 === 0 ? `n${nodes}` : 'n1' } }),
  };
}

function applies(effects: Played['steps'][number]['effects'], rule: string): boolean {
  return effects.some((effect) => effect.do === 'rule' && effect.id === rule);
}
