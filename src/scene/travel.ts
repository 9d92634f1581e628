/**
 * How far a message is on its way, knowing only what had happened by the instant asked for: it flies
 * evenly, stops at a tear that opens before it, glides on if the tear is healed in time. Also when
 * links were cut and joined, read from the commands that took effect before the playhead.
 */
import type { Fact, NodeId, Us } from '../engine/protocol';
import type { Targets } from '../scenario/types';
import type { CommandRecord, RunView } from '../session/types';

/** One change of the links: what became of one direction, given what it was. */
export interface LinkChange {
  readonly event: number;
  readonly us: Us;
  readonly cut: (from: NodeId, to: NodeId, before: boolean) => boolean;
}

interface Known {
  readonly revision: number;
  readonly done: number;
  readonly changes: readonly LinkChange[];
}

const known = new WeakMap<RunView, Known>();

function names(
  targets: Targets,
  resolved: readonly NodeId[],
  ids: readonly NodeId[],
): readonly NodeId[] {
  const list: readonly string[] = typeof targets === 'string' ? [targets] : targets;
  // A role stands for nodes found when it fired; which of the lists they were in is not recorded.
  return list.every((name) => ids.includes(name)) ? list : resolved;
}

function groupsAfter(facts: readonly Fact[], event: number): readonly (readonly NodeId[])[] | null {
  const fact = facts.find((one) => one.event === event && one.fact === 'links');
  return fact?.fact === 'links' ? fact.groups : null;
}

function changeOf(run: RunView, record: CommandRecord): LinkChange | null {
  const outcome = record.outcome;
  if (outcome === null || outcome.effect !== 'done') return null;
  const at = { event: outcome.event, us: outcome.us };
  const command = record.command;
  switch (command.do) {
    case 'heal':
      return { ...at, cut: () => false };
    case 'partition': {
      const groups = groupsAfter(run.facts, outcome.event) ?? [];
      const groupOf = new Map(
        groups.flatMap((ids, group) => ids.map((id) => [id, group] as const)),
      );
      return { ...at, cut: (from, to) => groupOf.get(from) !== groupOf.get(to) };
    }
    case 'cut':
    case 'join': {
      const ids = run.world.ids;
      const from = names(command.from, outcome.targets, ids);
      const to = names(command.to, outcome.targets, ids);
      const bothWays = command.oneWay !== true;
      const becomes = command.do === 'cut';
      const meant = (a: NodeId, b: NodeId): boolean =>
        (from.includes(a) && to.includes(b)) || (bothWays && from.includes(b) && to.includes(a));
      return { ...at, cut: (a, b, before) => (meant(a, b) ? becomes : before) };
    }
    default:
      return null;
  }
}

/** Every change of the links in the run as computed so far, in order; some may lie after the playhead. */
export function linkChanges(run: RunView): readonly LinkChange[] {
  const cached = known.get(run);
  let done = 0;
  for (const record of run.commands) if (record.outcome !== null) done++;
  if (cached !== undefined && cached.revision === run.revision && cached.done === done) {
    return cached.changes;
  }
  const changes = run.commands
    .map((record) => changeOf(run, record))
    .filter((change) => change !== null)
    .sort((a, b) => a.event - b.event);
  known.set(run, { revision: run.revision, done, changes });
  return changes;
}

/** The part of the changes that had happened after `events` events. */
export function changesBefore(
  changes: readonly LinkChange[],
  events: number,
): readonly LinkChange[] {
  return changes.filter((change) => change.event < events);
}

/** One way of a message: its ends in time and where on it the tear lies. */
export interface Way {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly sentUs: Us;
  readonly arrivesUs: Us;
  /** Share of the way at which a cut stops it. */
  readonly tearAt: number;
}

/** How far it is, 0..1, and whether a cut holds it. */
export interface Progress {
  readonly share: number;
  readonly held: boolean;
}

/** How far the message is at `us`. `changes`: those that had happened by then, in order. */
export function progressAt(way: Way, us: Us, changes: readonly LinkChange[]): Progress {
  const whole = way.arrivesUs - way.sentUs;
  if (whole <= 0) return { share: 1, held: false };
  let cut = false;
  let time = way.sentUs;
  let share = 0;
  const move = (until: Us): void => {
    const span = until - time;
    if (span <= 0) return;
    if (cut && share <= way.tearAt) {
      share = Math.min(way.tearAt, share + span / whole);
    } else {
      const left = way.arrivesUs - time;
      share = left <= 0 ? 1 : share + ((1 - share) * span) / left;
    }
    time = until;
  };
  for (const change of changes) {
    if (change.us > us) break;
    move(Math.min(change.us, us));
    cut = change.cut(way.from, way.to, cut);
  }
  move(us);
  return { share: Math.max(0, Math.min(1, share)), held: cut && share === way.tearAt };
}
