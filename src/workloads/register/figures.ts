/** What the register came to: what users were told, how often it was wrong, how long they waited in vain. */
import type { NodeId, WorldView } from '../../engine/protocol';
import { toArray } from '../../lib/list';
import { misfits } from '../../lib/linearize';
import type { Operation } from '../../lib/linearize';
import type { UserState } from './types';

/**
 * What all users saw, on the true clock. Their states hold readings of their own clocks: exact where none
 * of them was set or ran wrong.
 */
function history(world: WorldView): readonly Operation[] {
  const operations: Operation[] = [];
  for (const id of usersOf(world)) {
    const { state, clock, up } = world.node(id);
    const ahead = clock.localUs - world.us;
    const { seen, open } = state as UserState;
    for (const { kind, value, from, to } of toArray(seen)) {
      operations.push({ kind, value, from: from - ahead, to: to === null ? null : to - ahead });
    }
    if (up && open?.kind === 'write') {
      operations.push({ kind: 'write', value: open.value, from: open.from - ahead, to: null });
    }
  }
  return operations;
}

function usersOf(world: WorldView): readonly NodeId[] {
  return world.ids.filter((id) => world.node(id).kind === 'user');
}

/**
 * `reads` and `writes` that were answered; `staleReads`: answers that fit no order of all operations;
 * `failed`: operations without an answer; `unavailableMs`: how long users waited for those, added up.
 */
export function figures(world: WorldView): { readonly [name: string]: number } {
  const operations = history(world);
  const answered = operations.filter(({ to }) => to !== null);
  let failed = 0;
  let vainUs = 0;
  for (const id of usersOf(world)) {
    const user = world.node(id).state as UserState;
    failed += user.failed;
    vainUs += user.vainUs;
  }
  return {
    reads: answered.filter(({ kind }) => kind === 'read').length,
    writes: answered.filter(({ kind }) => kind === 'write').length,
    staleReads: misfits(operations, 0).length,
    failed,
    unavailableMs: vainUs / 1000,
  };
}
