/**
 * What whole clusters do beyond the counted cases: announcements that overtake each other, pings under
 * odd parameters, authority, and sentences for everything that can happen.
 */
import { describe, expect, it } from 'vitest';
import type { Command, Scenario } from '../../scenario/types';
import { formFor } from '../../engine/forms';
import type { Algorithm, Step } from '../../engine/protocol';
import { authority } from '../shared/authority';
import { algorithm } from './index';
import { bully } from './part';
import { playPreset, playScenario } from './testing/runs';
import type { Played } from './testing/runs';
import type { BullyMessageContext, BullyState } from './types';

const base = { v: 1, algorithm: 'bully', nodes: 5, seed: '1' } as const;

describe('announcements that overtake each other', () => {
  it('leave a node with a deposed leader until its next ping, which that leader does not answer', () => {
    const run = playPreset('overtaken').to(280);
    expect(run.beliefs()).toEqual(['n1>n4', 'n2>n5', 'n3>n5', 'n4>n5', 'n5>n5']);

    run.to(270 + 1000 + 49);
    expect(run.beliefs()[0]).toBe('n1>n4');
    expect(run.sends('PING')).toContain('n1>n4@1270');
    expect(run.sends('PONG').filter((send) => send.startsWith('n4'))).toEqual([]);

    run.to(270 + 1000 + 50 + 20);

    expect(run.beliefs()).toEqual(['n1>n5', 'n2>n5', 'n3>n5', 'n4>n5', 'n5>n5']);
    expect(run.findings().every((finding) => finding.verdict === 'holds')).toBe(true);
  });

  it('would leave it there for ever if whoever is alive answered (B1)', () => {
    const polite = {
      ...bully,
      on: {
        ...bully.on,
        PING: (_s: BullyState, _m: object, ctx: BullyMessageContext) => ctx.reply({ type: 'PONG' }),
      },
    };
    const changed: Algorithm = {
      ...algorithm,
      kinds: { replica: { parts: { bully: polite }, order: ['bully'] } },
    };
    const preset = algorithm.presets.find((one) => one.id === 'overtaken');
    const run = playScenario(preset?.scenario as unknown as Scenario, changed).to(60_000);

    expect(run.beliefs()[0]).toBe('n1>n4');
    expect(run.finding('B1')?.verdict).toBe('bug');
  });
});

describe('pings', () => {
  it('find a dead leader even where they come faster than answers are waited for', () => {
    const run = playScenario({
      ...base,
      initial: { leader: 'n5' },
      params: { pingEveryMs: 20 },
      commands: [{ atMs: 100, do: 'crash', node: 'n5' }],
    }).to(400);

    expect(run.beliefs()).toEqual(['n1>n4', 'n2>n4', 'n3>n4', 'n4>n4']);
  });

  it('keep a healthy cluster as it is, however long', () => {
    const run = playScenario({ ...base, initial: { leader: 'n5' } }).to(60_000);

    expect(run.sends('ELECTION')).toEqual([]);
    expect(run.sends('PING')).toHaveLength(4 * 60);
    expect(run.seated()).toEqual(['n5@0']);
  });
});

describe('authority', () => {
  it('belongs to the leader whose orders reach most; nothing takes it from the other', () => {
    const run = playPreset('two-leaders').to(2000);
    const { view } = run.kernel;

    expect(authority(view)).toEqual({ leader: 'n3', token: 3 });
    expect(run.in('leader')).toEqual(['n3', 'n5']);
  });

  it("is nobody's while nobody is seated", () => {
    expect(authority(playPreset('leader-crashes').to(1000).kernel.view)).toBeNull();
  });
});

describe('start of all nodes at once', () => {
  it.each([1, 2, 3, 9, 25])('%i nodes settle on the highest', (nodes) => {
    const run = playScenario({ ...base, nodes }).to(3000);

    expect(run.in('leader')).toEqual([`n${nodes}`]);
    expect(new Set(run.beliefs().map((belief) => belief.split('>')[1]))).toEqual(
      new Set([`n${nodes}`]),
    );
  });
});

describe('questions that arrive after the announcement (ER3)', () => {
  it.each([5, 9, 13, 25])('%i nodes: a start costs n² messages and no more', (nodes) => {
    const run = playScenario({ ...base, nodes }).to(900);

    const pairs = (nodes * (nodes - 1)) / 2;
    expect(run.sends('ELECTION')).toHaveLength(pairs);
    expect(run.sends('OK')).toHaveLength(pairs);
    expect(run.sends('COORDINATOR')).toHaveLength(nodes - 1);
  });

  it('do not keep a node out that came back too late to hear it', () => {
    // n1 is back 1 ms after the announcement ended at it: its question is taken for an old one.
    const run = playScenario({
      ...base,
      initial: { leader: 'n5' },
      network: { delayMs: 10 },
      commands: [
        { atMs: 100, do: 'crash', node: ['n1', 'n5'] },
        { atMs: 105, do: 'restart', node: 'n5' },
        { atMs: 116, do: 'restart', node: 'n1' },
      ],
    }).to(150);
    expect(run.state('n1').status).toBe('waiting');

    run.to(126 + 10 + 150 + 20);

    expect(run.beliefs()).toEqual(['n1>n5', 'n2>n5', 'n3>n5', 'n4>n5', 'n5>n5']);
  });
});

describe('sentences', () => {
  const texts = algorithm.face.texts.en;

  function spoken(step: Step): string | null {
    const { face } = formFor(algorithm, step.params as { readonly variant?: string });
    const { en } = face.texts;
    for (const effect of step.effects.slice().reverse()) {
      if (effect.do !== 'rule') continue;
      const phrase = face.sentences[effect.id]?.(step) ?? null;
      if (phrase === null) continue;
      return (en[phrase.key] ?? phrase.key).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
        String(phrase.values?.[name] ?? '?'),
      );
    }
    return null;
  }

  it('every step of a node in every preset has one, complete', () => {
    const said = new Set<string>();
    for (const { id } of algorithm.presets) {
      for (const step of playPreset(id).to(6000).steps) {
        if (step.effects.every((effect) => effect.do !== 'rule')) continue;
        const text = spoken(step);
        expect(text, `${id}, event ${step.event.number}`).not.toBeNull();
        expect(text).toMatch(/^[^?{}]+\.$/);
        said.add(text ?? '');
      }
    }
    expect(said.size).toBeGreaterThan(60);
  });

  it('says what happened and why', () => {
    const run = playPreset('lowest-notices').to(900);
    const said = run.steps.map(spoken);

    expect(said).toContain(
      'n1 takes n5 for dead, so it asks everyone above it (n2, n3, n4, n5) and waits 50 ms for an answer.',
    );
    expect(said).toContain(
      'n4 got no answer from anyone above it for 50 ms, so it declares itself leader and tells n1, n2, n3.',
    );
    expect(
      said.filter((text) => text?.startsWith('n4, which is above n3, has answered')),
    ).toHaveLength(1);
  });

  it('has a text for every reason a role can change, and no text that nobody says', () => {
    const whys = new Set<string>();
    const keys = new Set<string>();
    const note = (run: Played): void => {
      for (const step of run.steps) {
        for (const effect of step.effects) {
          if (effect.do === 'becomes') whys.add(`why.${effect.why}`);
          if (effect.do !== 'rule') continue;
          const key = algorithm.face.sentences[effect.id]?.(step)?.key;
          if (key !== undefined) keys.add(key);
        }
      }
    };
    for (let seed = 0; seed < 60; seed++) {
      const nodes = [1, 2, 4, 4, 5][seed % 5] ?? 4;
      const run = playScenario({
        ...base,
        seed: String(seed),
        nodes,
        network: { delayMs: [5, 40], duplicate: 0.1 },
        params: {
          shortcut: seed % 2 === 0,
          incumbent: seed % 3 === 0 ? 'coordinator' : 'election',
          announceTo: seed % 7 === 0 ? 'all' : 'lower',
        },
        ...(seed % 4 === 0 ? { initial: { leader: 'n1' } } : {}),
        ...(seed % 4 === 1 ? { initial: { leader: `n${nodes}` } } : {}),
        commands: [
          { atMs: 700, do: 'timeout', node: 'any' },
          { atMs: 990, do: 'crash', node: 'leader' },
          { atMs: 1200, do: 'timeout', node: ['any', 'any'] },
          { atMs: 1220, do: 'crash', node: 'any' },
          { atMs: 2000, do: 'restart', node: 'crashed' },
          { atMs: 3000, do: 'timeout', node: 'leader' },
        ],
      });
      note(run.to(8000));
    }
    note(playPreset('highest-returns').to(3000));
    // Up to the instant of the late answer: its sentence reads the world as it is then.
    note(playPreset('short-wait').to(560));
    const commands: readonly Command[] = [
      { atMs: 100, do: 'timeout', node: 'n3' },
      { atMs: 101, do: 'timeout', node: 'n3' },
      { atMs: 990, do: 'crash', node: 'n1' },
    ];
    note(
      playScenario({ ...base, initial: { leader: 'n1' }, commands: commands.slice(2) }).to(3000),
    );
    note(playScenario({ ...base, initial: { leader: 'n5' }, commands }).to(3000));
    // Waits that are ended by hand.
    const hasty: readonly Command[] = [
      { atMs: 100, do: 'timeout', node: 'n1' },
      { atMs: 101, do: 'timeout', node: 'n1', timer: 'okWait' },
      { atMs: 300, do: 'timeout', node: 'n3' },
      { atMs: 301, do: 'timeout', node: 'n3', timer: 'okWait' },
      { atMs: 500, do: 'block', types: ['COORDINATOR'] },
      { atMs: 501, do: 'timeout', node: 'n2' },
      { atMs: 545, do: 'timeout', node: 'n2', timer: 'coordWait' },
    ];
    note(playScenario({ ...base, initial: { leader: 'n5' }, commands: hasty }).to(600));
    for (const why of whys) expect(texts[why], why).toBeTypeOf('string');
    for (const key of keys) expect(texts[key], key).toBeTypeOf('string');
    const silent = Object.keys(texts).filter((key) => key.startsWith('say.') && !keys.has(key));
    expect(silent).toEqual([]);
  });
});
