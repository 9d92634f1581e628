/** Nodes that an algorithm brings along: assembled after the candidates, and known by name everywhere. */
import { describe, expect, it } from 'vitest';
import { algorithm as chubby } from '../algorithms/chubby/index';
import { algorithm as raft } from '../algorithms/raft/index';
import { Kernel } from '../engine/kernel';
import { assemble } from './assemble';
import { actionNames, timerNames } from './fitting';
import { validate } from './schema';

function document(more: object): object {
  return { v: 1, algorithm: 'chubby', nodes: 3, params: { clients: 2 }, ...more };
}

function problemsOf(more: object): readonly string[] {
  const checked = validate(document(more), chubby, 'link');
  return checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path}: ${problem}`);
}

describe('company', () => {
  it('comes after the candidates, never leads, and has its own kind', () => {
    const checked = validate(document({}), chubby, 'link');
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
    const spec = assemble(checked.value, chubby);
    expect(spec.actors.map(({ id, kind, candidate }) => [id, kind, candidate])).toEqual([
      ['n1', 'replica', true],
      ['n2', 'replica', true],
      ['n3', 'replica', true],
      ['c1', 'client', false],
      ['c2', 'client', false],
    ]);
    const { view } = new Kernel(spec);
    expect(view.candidates).toEqual(['n1', 'n2', 'n3']);
    expect(view.ids).toHaveLength(5);
  });

  it('can be named by commands, links, clocks and seats, each in its one order', () => {
    const named = {
      network: { links: { 'c1>n1': { delayMs: 5 }, 'n1>c1': { delayMs: 5 } } },
      clocks: { c2: { ppm: 5 }, n1: { ppm: 5 } },
      commands: [
        { atMs: 5, do: 'crash', node: ['c1', 'rest'] },
        { atMs: 6, do: 'partition', groups: [['c1', 'n1'], ['rest']] },
        { atMs: 7, do: 'timeout', node: 'c2', timer: 'grace' },
        { atMs: 8, do: 'act', node: 'c2', action: 'release' },
      ],
    };
    expect(problemsOf(named)).toEqual([]);
    const checked = validate(document(named), chubby, 'link');
    expect(checked.ok && Object.keys(checked.value.clocks ?? {})).toEqual(['n1', 'c2']);
    expect(timerNames(chubby)).toContain('grace');
    expect(actionNames(chubby)).toEqual(['release']);
  });

  it('is refused where there is nobody of that name, or only a candidate will do', () => {
    expect(problemsOf({ commands: [{ atMs: 5, do: 'crash', node: 'c3' }] })).toEqual([
      'commands[0].node: There is no node "c3".',
    ]);
    expect(problemsOf({ initial: { leader: 'c1' } })).toEqual([
      'initial.leader: c1 can never lead.',
    ]);
    expect(problemsOf({ nodes: [{ id: 'c1' }, { id: 'n2' }] })).toEqual([
      'nodes: A node is called c1, as is one that the algorithm brings along.',
    ]);
    expect(problemsOf({ nodes: 40, params: { clients: 15 } })).toEqual([
      'nodes: These are 55 nodes, with those that the algorithm brings along.',
    ]);
  });

  it('is nobody for an algorithm that brings none; unknown where the algorithm is', () => {
    const crash = { v: 1, nodes: 3, commands: [{ atMs: 5, do: 'crash', node: 'c1' }] };
    expect(validate({ ...crash, algorithm: 'raft' }, raft, 'link').ok).toBe(false);
    expect(validate({ ...crash, algorithm: 'chubby' }, null, 'link').ok).toBe(true);
  });
});
