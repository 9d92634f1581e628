/** The table of commands in the README: every command has an example, and the examples make one run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { algorithm as raft } from '../algorithms/raft/index';
import { Kernel } from '../engine/kernel';
import type { Fact } from '../engine/protocol';
import { Trace } from '../engine/trace';
import { assemble } from './assemble';
import { COMMAND_WORDS } from './commandShape';
import { validate } from './schema';
import { toy } from './testing/toy';
import type { Command, Scenario } from './types';

const README = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');

/** The examples of the tables, with the word that their row is about. */
const EXAMPLES = [...README.matchAll(/^\| `(\w+)` \| `(\{.*?\})` \| .+ \|$/gm)].map(
  ([, word = '', json = '']) => ({ word, json }),
);
const FRAME = JSON.parse(/```json\n(.*)\n```/.exec(README)?.[1] ?? '') as Scenario;

function parsed(json: string): Command {
  return JSON.parse(json) as Command;
}

describe('the table of commands', () => {
  it('has a row for every command, and each example is of its row', () => {
    expect([...new Set(EXAMPLES.map(({ word }) => word))].sort(byText)).toEqual(
      [...COMMAND_WORDS].sort(byText),
    );
    for (const { word, json } of EXAMPLES) expect(parsed(json).do).toBe(word);
  });

  it.each(EXAMPLES)('$word: $json is valid', ({ word, json }) => {
    // No algorithm has actions yet.
    const [scenario, algorithm] =
      word === 'act' ? [{ v: 1, algorithm: 'toy', nodes: 5 }, toy] : [FRAME, raft];
    const document = { ...scenario, commands: [parsed(json)] };
    const result = validate(document, algorithm, 'link');
    expect(result).toMatchObject({ ok: true, value: { commands: [parsed(json)] } });
  });

  it('makes one run in which every command finds something to do', () => {
    const commands = EXAMPLES.filter(({ word }) => word !== 'act').map(({ json }) => parsed(json));
    const spec = assemble({ ...FRAME, commands, untilMs: 6000 }, raft);
    const kernel = new Kernel(spec);
    const facts: Fact[] = [];
    kernel.observe({ trace: new Trace(spec.actors.map(({ id }) => id)), facts, onStep: null });
    while (kernel.step());
    const missed = facts.flatMap((fact) =>
      fact.fact === 'command' && fact.effect === 'missed'
        ? [`${commands[fact.index]?.do}: ${fact.why}`]
        : [],
    );
    expect(missed).toEqual([]);
    expect(facts.filter(({ fact }) => fact === 'command')).toHaveLength(commands.length);
  });
});

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
