/** What the picture of a ring is told: whom a node sends to, which id it wears, what a message carries. */
import { describe, expect, it } from 'vitest';
import type { Played } from './testing/runs';
import { ringOf, rising } from './testing/runs';
import { algorithm } from './index';
import { formsOf } from '../../engine/forms';
import type { NodeId, PartState } from '../../engine/protocol';

/** Whom each node that is up sends to now. */
function arrows({ kernel }: Played): readonly string[] {
  const { view } = kernel;
  const next = algorithm.face.ring?.next;
  return view.candidates
    .filter((id) => view.node(id).up)
    .map((id) => `${id}>${next?.(view.node(id).state, view, id) ?? 'nobody'}`);
}

/** The id that a node wears; null: none. */
function worn(variant: string, { kernel }: Played, node: NodeId): unknown {
  const form = algorithm.forms?.[variant];
  const { state } = kernel.view.node(node);
  const [token] = form?.face?.ornaments(state as PartState, kernel.view, node) ?? [];
  return token?.kind === 'token' ? token.value : null;
}

const crash = { atMs: 50, do: 'crash', node: 'n3' } as const;
const suspect = { atMs: 100, do: 'timeout', node: 'n1' } as const;

describe('whom a node sends to', () => {
  it('is the next one, dead or alive, where nothing is acknowledged', () => {
    const run = ringOf({ ids: rising(4), leader: 'n4', commands: [crash] }).to(60);
    expect(arrows(run)).toEqual(['n1>n2', 'n2>n3', 'n4>n1']);
  });

  it('is the dead one until it is skipped, then the one after it', () => {
    const given = { variant: 'list', ids: rising(4), leader: 'n4', commands: [crash, suspect] };
    const run = ringOf(given).to(115);
    expect(arrows(run)).toEqual(['n1>n2', 'n2>n3', 'n4>n1']);
    expect(arrows(run.to(165))).toEqual(['n1>n2', 'n2>n4', 'n4>n1']);
  });
});

describe('the id a node wears', () => {
  it('is the one it stands for; with Peterson, none while it only passes on', () => {
    const run = ringOf({ variant: 'peterson', ids: [3, 8, 1, 5, 2, 7, 4, 6] }).to(35);
    const ids = run.kernel.view.candidates.map((id) => worn('peterson', run, id));
    const standing = ids.filter((id) => id !== null);
    expect(standing.length).toBeLessThan(8);
    expect(new Set(standing).size).toBe(standing.length);
  });
});

it('every form names what its messages say', () => {
  const carried = formsOf(algorithm).map(({ face }) =>
    Object.entries(face.messages).map(
      ([type, look]) =>
        `${type} ${look({ type, id: 7, list: ['n1'], leader: 'n2' }).carries ?? ''}`,
    ),
  );
  expect(carried[0]).toEqual(['ELECTION 7', 'ELECTED 7', 'ACK ', 'PING ', 'PONG ']);
  expect(carried[2]?.slice(0, 2)).toEqual(['ELECTION 1', 'COORDINATOR n2']);
  expect(carried[4]?.slice(0, 2)).toEqual(['ELECTION 7', 'ELECTED 7']);
});
