/** What PaxosLease shows: the lease on both sides, the silence of a restarted acceptor, who is open. */
import { describe, expect, it } from 'vitest';
import type { Ornament } from '../../../engine/protocol';
import { leaseFace } from './face';
import { leaseOf, leasePreset } from './testing/runs';
import type { Played } from './testing/runs';

function worn(run: Played, node: string): readonly Ornament[] {
  const { view } = run.paxos.kernel;
  return leaseFace.ornaments(run.state(node), view, node);
}

describe('ornaments', () => {
  it('a proposer wears who is open to it, then who has accepted', () => {
    const run = leaseOf({ params: { proposers: ['n1'] } }).to(5);
    const vote = (of: string) => ({
      kind: 'voters',
      notch: 2,
      voters: [{ node: 'n1', vote: 'yes' }, { vote: 'pending' }, { vote: 'pending' }],
      label: of,
    });
    expect(worn(run, 'n1')).toMatchObject([vote('lease.open')]);
    expect(worn(run.to(25), 'n1')).toMatchObject([vote('lease.accepts')]);
  });

  it('the holder wears its own end inside, and the one that keeps others out outside', () => {
    const run = leaseOf({ params: { proposers: ['n1'] } }).to(45);
    expect(worn(run, 'n1')).toEqual([
      {
        kind: 'lease',
        wholeUs: 7_000_000,
        holder: { timer: 'lease', of: 'n1', key: 'a' },
        // Two of three keep it: the second to last to end counts.
        service: { timer: 'accepted', of: 'n3' },
        label: 'lease.lease',
      },
    ]);
    const { view } = run.paxos.kernel;
    const due = (node: string, timer: string): number =>
      view.node(node).timers.find(({ name }) => name === timer)?.dueUs ?? 0;
    expect(due('n3', 'accepted') - due('n1', 'lease')).toBe(10_000);
  });

  it('a holder whose acceptors have forgotten it has no other side', () => {
    const run = leasePreset('lease-amnesia').to(2300);
    expect(worn(run, 'n1')).toMatchObject([{ kind: 'lease', service: null }]);
  });

  it('a restarted acceptor wears its silence', () => {
    const run = leasePreset('lease-worst').to(2500);
    expect(worn(run, 'n2')).toEqual([{ kind: 'window', timer: 'silence', label: 'lease.silence' }]);
  });

  it('once the holder is gone, acceptors wear what is left of its lease', () => {
    const commands = [{ atMs: 500, do: 'crash', node: 'n1' }] as const;
    const run = leaseOf({ leader: 'n1', commands }).to(400);
    expect(worn(run, 'n2')).toEqual([]);
    expect(worn(run.to(600), 'n2')).toMatchObject([
      { kind: 'arc', until: { timer: 'accepted', of: 'n2' }, label: 'lease.left' },
    ]);
  });
});

describe('what is routine', () => {
  it('asking for more time is, asking for the lease is not', () => {
    expect(leaseFace.routine({ type: 'Prepare', b: 640_001, extends: true })).toBe(true);
    expect(leaseFace.routine({ type: 'Prepare', b: 640_001, extends: false })).toBe(false);
    expect(leaseFace.routine({ type: 'Learn', b: 640_001, first: 640_001 })).toBe(false);
    expect(leaseFace.routine({ type: 'Learn', b: 1_280_001, first: 640_001 })).toBe(true);
  });

  it('a ballot is told by its run counter and the place of its proposer', () => {
    const look = leaseFace.messages['Prepare']?.({ type: 'Prepare', b: 640_002, extends: false });
    expect(look?.carries).toBe('1.2');
  });
});
