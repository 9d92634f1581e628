/** R14 finds reads that are not so any more, and calls them a bug only where that may not be. */
import { describe, expect, it } from 'vitest';
import { algorithm as raft } from '../../algorithms/raft/index';
import { raft as part } from '../../algorithms/raft/part';
import type { RaftContext } from '../../algorithms/raft/types';
import type { Command, Scenario } from '../../scenario/types';
import { broken, mutant, put } from './testing/mutants';

const get = (atMs: number, node: string): Command => ({
  ...{ atMs, do: 'request', node },
  op: { get: 'x' },
});

/** The others have elected a leader and written when the old leader is asked. */
function asked(params: NonNullable<Scenario['params']>): Scenario {
  return {
    ...{ v: 1, algorithm: 'raft', nodes: 5, seed: '1', params, initial: { leader: 'n1' } },
    commands: [
      put(200, 'n1', 'old'),
      { atMs: 400, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
      put(1300, 'leader', 'new'),
      get(1500, 'n1'),
      { atMs: 2000, do: 'heal' },
    ],
  };
}

/** Whatever the run says, a leader answers reads from its own table. */
const unasked = mutant({
  onRequest: (s, op, ctx) => {
    const params = { value: { ...ctx.params, reads: 'leader' } };
    part.onRequest?.(s, op, Object.create(ctx, { params }) as RaftContext);
  },
});

describe('R14', () => {
  it.each(['log', 'readIndex', 'lease'])(
    'holds with reads: %s, however long it is cut off',
    (reads) => {
      expect(broken(asked({ reads, leaderLease: reads === 'lease' }), raft)).toEqual([]);
    },
  );

  it('finds a leader that answers without asking', () => {
    expect(broken(asked({ reads: 'readIndex' }), unasked)).toEqual(['R14']);
    expect(broken(asked({ reads: 'leader' }), raft)).toEqual(['R14']);
  });

  it('finds a server that answers before it knows what was committed', () => {
    const scenario = asked({ reads: 'local' });
    const commands = [...(scenario.commands ?? []).slice(0, 1), get(205, 'n3'), get(222, 'n3')];
    const late = { ...scenario, network: { delayMs: 10 }, commands };
    expect(broken(late, raft)).toEqual(['R14']);
  });
});
