/**
 * What `open` and `run` say of a link that was copied at an event: reproduced, differing because other
 * versions made it, or differing although it must not.
 */
import { describe, expect, it } from 'vitest';
import { algorithm as raft } from '../algorithms/raft/index';
import { Kernel } from '../engine/kernel';
import { assemble } from '../scenario/assemble';
import { encodeLink } from '../scenario/link';
import { madeNow } from '../scenario/made';
import type { LinkContent, Scenario } from '../scenario/types';
import { command } from './command';

const SCENARIO: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: '7',
  commands: [{ atMs: 1000, do: 'crash', node: 'leader' }],
  untilMs: 2000,
};
const EVENT = 150;
const WRONG = '0'.repeat(32);
const OLDER = { engine: 99, algorithm: 1 };

function hashAt(events: number): string {
  const kernel = new Kernel(assemble(SCENARIO, raft));
  while (kernel.events < events) kernel.step();
  return kernel.hash();
}

/** Runs a verb on a link to the scenario; what it says and its exit code. */
async function sim(
  verb: 'open' | 'run',
  content: Partial<LinkContent>,
  ...options: readonly string[]
): Promise<{ readonly code: number; readonly said: string; readonly out: string }> {
  const link = encodeLink({ scenario: SCENARIO, made: madeNow(raft), ...content });
  if (!link.ok) throw new Error('The link cannot be made');
  const said: string[] = [];
  const out: string[] = [];
  const nothing = () => Promise.reject(new Error('no files here'));
  const code = await command([verb, link.value, ...options], {
    out: (text) => out.push(text),
    say: (line) => said.push(line),
    read: nothing,
    lines: nothing,
  });
  return { code, said: said.join('\n'), out: out.join('') };
}

describe.each(['open', 'run'] as const)('%s', (verb) => {
  it('says that a link is reproduced', async () => {
    const { code, said } = await sim(verb, { at: { event: EVENT, hash: hashAt(EVENT) } });
    expect({ code, said }).toEqual({
      code: 0,
      said: "The link's run is reproduced up to event 150.",
    });
  });

  it('says nothing of a link without a place', async () => {
    const { code, said } = await sim(verb, {});
    expect({ code, said }).toEqual({ code: 0, said: '' });
  });

  it('ends with 13 where the same versions give another hash', async () => {
    const { code, said, out } = await sim(verb, { at: { event: EVENT, hash: WRONG } });
    expect(code).toBe(13);
    expect(said).toMatch(
      /differs from the link's before event 150, though the versions are the same/,
    );
    expect(said).toMatch(/Run twice here it is the same/);
    // What was asked for is printed all the same.
    expect(JSON.parse(out)).toBeTypeOf('object');
  });

  it('ends with 13 where the run has not so many events', async () => {
    const { code, said } = await sim(verb, { at: { event: 99_999, hash: WRONG } });
    expect(code).toBe(13);
    expect(said).toMatch(/copied at event 99999; its run ends here before/);
  });

  it('takes a difference of other versions for what it is', async () => {
    const { code, said } = await sim(verb, { made: OLDER, at: { event: EVENT, hash: WRONG } });
    expect(code).toBe(0);
    expect(said).toMatch(
      /^The link was made with other versions \(engine 99, algorithm 1; here engine \d+, algorithm \d+\); its run differs here before event 150\.$/,
    );
  });

  it('says so where other versions made the same run', async () => {
    const at = { event: EVENT, hash: hashAt(EVENT) };
    const { code, said } = await sim(verb, { made: OLDER, at });
    expect(code).toBe(0);
    expect(said).toMatch(/made with other versions .*; its run is reproduced up to event 150\.$/);
  });
});

describe('run', () => {
  it('compares the run of the link, whatever end the options give', async () => {
    const at = { event: EVENT, hash: hashAt(EVENT) };
    const { code, said } = await sim('run', { at }, '--until', '50');
    expect({ code, said }).toEqual({
      code: 0,
      said: "The link's run is reproduced up to event 150.",
    });
  });

  it('compares nothing where another seed is asked for', async () => {
    const { code, said } = await sim('run', { at: { event: EVENT, hash: WRONG } }, '--seed', '8');
    expect({ code, said }).toEqual({ code: 0, said: '' });
  });
});
