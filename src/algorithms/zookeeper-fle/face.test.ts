/** What the picture is told: who votes like a server, its wait, who has joined it, what a vote carries. */
import { describe, expect, it } from 'vitest';
import type { NodeId, Ornament } from '../../engine/protocol';
import { algorithm } from './index';
import type { Played } from './testing/runs';
import { play } from './testing/runs';
import { zxidOf } from './zxid';

const { face } = algorithm;

function worn({ kernel }: Played, node: NodeId): readonly Ornament[] {
  return face.ornaments(kernel.view.node(node).state, kernel.view, node);
}

/** `n1 yes, n2 no` of the ring of voters; empty: it wears none. */
function ring(run: Played, node: NodeId): string {
  const found = worn(run, node).find(({ kind }) => kind === 'voters');
  if (found?.kind !== 'voters') return '';
  return found.voters.map((one) => `${one.node} ${one.vote}`).join(', ');
}

describe('the ring of an election', () => {
  const logs = { n1: [1], n2: [1], n3: [1] };
  const run = play({ nodes: 3, initial: { logs } });

  it('shows who is known to vote like the server, then the wait, then who has joined', () => {
    run.to(5);
    expect(ring(run, 'n3')).toBe('n1 pending, n2 pending, n3 yes');
    run.to(10);
    // n1 has taken over the vote of n3 and heard n2's own.
    expect(ring(run, 'n1')).toBe('');
    expect(worn(run, 'n1').map(({ kind }) => kind)).toEqual(['window', 'log']);
    expect(ring(run, 'n3')).toBe('n1 no, n2 no, n3 yes');
    run.to(225);
    expect(run.state('n3').zab).toBe('DISCOVERY');
    expect(ring(run, 'n3')).toBe('n1 pending, n2 pending, n3 yes');
    run.to(235);
    expect(ring(run, 'n3')).toContain('n3 yes');
    run.to(400);
    expect(worn(run, 'n3')).toEqual([{ kind: 'log', first: 1, cells: [1], committed: 1 }]);
  });
});

describe('what a message shows', () => {
  const vote = { type: 'NOTIFICATION', zxid: zxidOf(1, 1), peerEpoch: 1, round: 1, leader: 'n2' };
  it('names whom the vote is for, and tells three kinds of word apart', () => {
    const looks = ['LOOKING', 'FOLLOWING', 'LEADING'].map((state) =>
      face.messages['NOTIFICATION']?.({ ...vote, state }),
    );
    expect(looks.map((look) => look?.carries)).toEqual(['n2', 'n2', 'n2']);
    expect(new Set(looks.map((look) => look?.shape)).size).toBe(3);
  });

  it('tells an acknowledgement that counts from one that does not', () => {
    const shapes = [1, null].map(
      (currentEpoch) =>
        face.messages['ACKEPOCH']?.({ type: 'ACKEPOCH', currentEpoch, zxid: 0 }).shape,
    );
    expect(shapes).toEqual(['grant', 'answer']);
  });
});

describe('the Node panel', () => {
  it('marks what is on disk, and writes transactions as epoch and number', () => {
    const run = play({ nodes: 3, initial: { leader: 'n3', logs: { n1: [2], n2: [2], n3: [2] } } });
    run.to(50);
    const variables = face.variables(run.state('n3'));
    const durable = variables.filter((one) => one.durable).map(({ name }) => name);
    expect(durable).toEqual(['acceptedEpoch', 'currentEpoch', 'log']);
    expect(variables.find(({ name }) => name === 'committed')?.value).toBe('2.1');
    for (const { name, help } of variables) {
      expect(face.texts.en[help ?? ''], name).toBeTypeOf('string');
    }
  });
});
