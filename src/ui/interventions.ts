/**
 * What a person can do to the cluster at one press: the part of the one list that the first view needs
 * (node toolbar, keys, heal). `acts/all.ts` adds what has choices and feeds menus and palette. Each entry
 * knows when it makes sense and what deed it is; it draws nothing.
 */
import type { LucideIcon } from 'lucide-react';
import {
  Bandage,
  CirclePause,
  CirclePlay,
  Power,
  PowerOff,
  Scissors,
  Send,
  TimerReset,
} from 'lucide-react';
import type { NodeId, WorldView } from '../engine/protocol';
import type { Deed } from '../scenario/types';
import type { RunView } from '../session/types';

export interface Intervention {
  readonly id: 'crash' | 'restart' | 'pause' | 'resume' | 'timeout' | 'cutOff' | 'request' | 'heal';
  /** Key of its words in the page's catalogue. */
  readonly labelKey: string;
  /** As shown on its button; null: none. */
  readonly shortcut: string | null;
  readonly icon: LucideIcon;
  /** True if it makes sense now. `null`: nothing is selected, it acts on the leader or on all. */
  readonly appliesTo: (run: RunView, node: NodeId | null) => boolean;
  /** What is done, to this node or (`null`) to the leader or to all. */
  readonly deed: (run: RunView, node: NodeId | null) => Deed;
}

/** True if any directed link between candidates is cut. */
export function anyCut(world: WorldView): boolean {
  if (world.groups.length > 1) return true;
  const ids = world.candidates;
  return ids.some((from) => ids.some((to) => from !== to && !world.linked(from, to)));
}

/** The latest seated leader, else the live node with the greatest attempt that believes it leads. */
export function leaderNow(world: WorldView): NodeId | null {
  const seat = world.seats.reduce<WorldView['seats'][number] | null>(
    (latest, one) => (latest === null || one.sinceUs > latest.sinceUs ? one : latest),
    null,
  );
  if (seat !== null) return seat.node;
  let best: NodeId | null = null;
  let greatest = -Infinity;
  for (const id of world.candidates) {
    const { up, belief } = world.node(id);
    if (!up || belief.leader !== id || (belief.attempt ?? 0) <= greatest) continue;
    best = id;
    greatest = belief.attempt ?? 0;
  }
  return best;
}

/** True if the electing kind of node takes requests. */
export function takesRequests(run: RunView): boolean {
  const kind = run.algorithm.kinds[run.algorithm.candidates];
  return kind?.order.some((name) => kind.parts[name]?.onRequest !== undefined) ?? false;
}

const isUp = (run: RunView, node: NodeId | null): boolean =>
  node === null ? leaderNow(run.world) !== null : run.world.node(node).up;
const isPaused = (run: RunView, node: NodeId | null): boolean => {
  const id = node ?? leaderNow(run.world);
  return id !== null && run.world.node(id).up && run.world.node(id).paused;
};

export const INTERVENTIONS: readonly Intervention[] = [
  {
    id: 'crash',
    labelKey: 'do.crash',
    shortcut: 'C',
    icon: PowerOff,
    appliesTo: isUp,
    deed: (_run, node) => ({ do: 'crash', node: node ?? 'leader' }),
  },
  {
    id: 'restart',
    labelKey: 'do.restart',
    shortcut: 'C',
    icon: Power,
    appliesTo: (run, node) =>
      node === null
        ? run.world.candidates.some((id) => !run.world.node(id).up)
        : !run.world.node(node).up,
    deed: (_run, node) => ({ do: 'restart', node: node ?? 'crashed' }),
  },
  {
    id: 'pause',
    labelKey: 'do.pause',
    shortcut: 'P',
    icon: CirclePause,
    appliesTo: (run, node) => isUp(run, node) && !isPaused(run, node),
    deed: (_run, node) => ({ do: 'pause', node: node ?? 'leader' }),
  },
  {
    id: 'resume',
    labelKey: 'do.resume',
    shortcut: 'P',
    icon: CirclePlay,
    appliesTo: isPaused,
    deed: (_run, node) => ({ do: 'resume', node: node ?? 'leader' }),
  },
  {
    id: 'timeout',
    labelKey: 'do.timeout',
    shortcut: 'T',
    icon: TimerReset,
    appliesTo: (run, node) => node !== null && isUp(run, node) && !isPaused(run, node),
    deed: (_run, node) => ({ do: 'timeout', node: node ?? 'leader' }),
  },
  {
    id: 'cutOff',
    labelKey: 'do.cutOff',
    shortcut: 'K Enter',
    icon: Scissors,
    appliesTo: ({ world }, node) => {
      const id = node ?? leaderNow(world);
      return (
        id !== null &&
        world.candidates.some(
          (other) => other !== id && (world.linked(id, other) || world.linked(other, id)),
        )
      );
    },
    deed: (_run, node) => ({ do: 'partition', groups: [[node ?? 'leader'], ['rest']] }),
  },
  {
    id: 'request',
    labelKey: 'do.request',
    shortcut: null,
    icon: Send,
    appliesTo: (run, node) => takesRequests(run) && node !== null && isUp(run, node),
    deed: (run, node) => ({
      do: 'request',
      node: node ?? 'leader',
      op: { put: ['x', String(run.commands.length + 1)] },
    }),
  },
  {
    id: 'heal',
    labelKey: 'do.heal',
    shortcut: 'H',
    icon: Bandage,
    appliesTo: ({ world }) => anyCut(world),
    deed: () => ({ do: 'heal' }),
  },
];

/** The intervention of that name. */
export function intervention(id: Intervention['id']): Intervention {
  const found = INTERVENTIONS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no intervention ${id}`);
  return found;
}
