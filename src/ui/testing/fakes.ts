/**
 * Small stand-ins for a run, for the tests of pure page modules: only what a test names is real.
 * Never used by the product.
 */
import type { Fact, NodeId, NodeView, Seat, WorldView } from '../../engine/protocol';
import type { CommandRecord, Election, RunView } from '../../session/types';
import type { Deed } from '../../scenario/types';

export interface FakeNode {
  readonly up?: boolean;
  readonly paused?: boolean;
  readonly leader?: NodeId | null;
  readonly attempt?: number | null;
}

/** A world of candidates n1..nN; `cut` lists directed links `n1>n2`. */
export function fakeWorld(
  nodes: readonly FakeNode[],
  seats: readonly Seat[] = [],
  cut: readonly string[] = [],
  us = 0,
): WorldView {
  const candidates = nodes.map((_, index) => `n${index + 1}`);
  const linked = (from: NodeId, to: NodeId): boolean => !cut.includes(`${from}>${to}`);
  const groups: NodeId[][] = [];
  for (const id of candidates) {
    const group = groups.find((one) => one.every((m) => linked(m, id) && linked(id, m)));
    if (group) group.push(id);
    else groups.push([id]);
  }
  return {
    us,
    events: 0,
    ids: candidates,
    candidates,
    node: (id: NodeId) => {
      const fake = nodes[candidates.indexOf(id)]!;
      return {
        id,
        up: fake.up ?? true,
        paused: fake.paused ?? false,
        belief: { leader: fake.leader ?? null, attempt: fake.attempt ?? null },
      } as unknown as NodeView;
    },
    linked,
    groups,
    seats,
    params: {},
  } as unknown as WorldView;
}

/** A run at `us` whose frontier is the playhead. */
export function fakeRun(world: WorldView, more: Partial<RunView> = {}): RunView {
  const playhead = { event: 100, us: world.us };
  return {
    world,
    playhead,
    frontier: playhead,
    facts: [] as readonly Fact[],
    reigns: [],
    elections: [] as readonly Election[],
    selfBeliefs: [],
    commands: [],
    revision: 0,
    ended: null,
    algorithm: { id: 'toy', mandate: 'majority', candidates: 'node', kinds: {} },
    ...more,
  } as unknown as RunView;
}

/** A command of a person that was done at `us`. */
export function handCommand(deed: Deed, us: number): CommandRecord {
  return {
    index: 0,
    command: { ...deed, atMs: us / 1000, origin: 'hand' },
    us,
    origin: 'hand',
    outcome: { event: 1, us, targets: [], effect: 'done', why: '' },
  };
}
