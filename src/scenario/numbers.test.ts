/** A parameter that is a list of numbers: what may stand there, and what is said against the rest. */
import { describe, expect, it } from 'vitest';
import { algorithm } from '../algorithms/paxos/index';
import { validate } from './schema';

function checked(proposeAtMs: unknown) {
  const params = { variant: 'single', proposeAtMs };
  return validate({ v: 1, algorithm: 'paxos', nodes: 3, params }, algorithm, 'link');
}

describe('a list of numbers', () => {
  it('is taken as it is', () => {
    const result = checked([0, 12.5]);
    expect(result.ok && result.value.params?.['proposeAtMs']).toEqual([0, 12.5]);
  });

  it.each<[unknown, string]>([
    [7, 'params.proposeAtMs'],
    [[], 'params.proposeAtMs'],
    [[0, 'soon'], 'params.proposeAtMs[1]'],
    [[-1], 'params.proposeAtMs[0]'],
  ])('%j is refused where it is wrong', (value, path) => {
    const result = checked(value);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.problems[0]?.path).toEqual(path);
  });
});
