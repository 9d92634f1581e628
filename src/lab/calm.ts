/**
 * How a random trial grows calm: the faults stop, a core of connected nodes is set right and everybody
 * else is left out. Some time later all that the faults had set going has ended: from that instant,
 * progress is demanded of the core. Often it then loses its leader once more: a core that was made to
 * elect at the calm must find out by itself that it has to do so again.
 */
import type { Algorithm, NodeId } from '../engine/protocol';
import { canServe } from '../scenario/fitting';
import type { Command } from '../scenario/types';
import type { Draws } from './draws';
import type { Setting } from './setting';

/** The id of the command from whose instant on progress is demanded. */
export const DEMAND_ID = 'demand';

/** Requests after the demand, in units of the longest time: often at first, then seldom. */
const REQUESTS_AT: readonly number[] = [0.5, 1.5, 3, 6, 12, 25, 45];

export interface CalmPlan {
  readonly core: readonly NodeId[];
  /** When the core loses the leader that it has found by then; null: it may keep it. */
  readonly blowMs: number | null;
  readonly calmMs: number;
  readonly demandMs: number;
  /** The longest any message of the faults may still be under way. */
  readonly drainMs: number;
}

/** How many nodes a core must have so that a leader can be expected of it. */
export function leastCore({ mandate, quorum }: Algorithm, ids: readonly NodeId[]): number {
  return mandate === 'majority' || quorum === true ? Math.floor(ids.length / 2) + 1 : 1;
}

/** The nodes that the calm is for: as many as the mandate needs, or more. */
export function drawCore(
  algorithm: Algorithm,
  ids: readonly NodeId[],
  draws: Draws,
): readonly NodeId[] {
  const least = leastCore(algorithm, ids);
  // Who does not get over a fault needs everybody to show anything.
  if (algorithm.recovers === false && draws.chance(2, 3)) return ids;
  return draws.subset(ids, draws.chance(1, 3) ? ids.length : draws.whole(least, ids.length));
}

/** Lifts each block that a command has put up, as a whole. */
function unblocks(commands: readonly Command[], atMs: number): readonly Command[] {
  return commands.flatMap((command) => {
    if (command.do !== 'block') return [];
    const { types, from, to } = command;
    const ends = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    return [{ atMs, do: 'unblock' as const, types, ...ends }];
  });
}

/** The nodes of a service that is asked for the lead: without them nobody can be expected to have it. */
function serviceOf(algorithm: Algorithm, { scenario }: Setting): readonly NodeId[] {
  const { kinds = {} } = algorithm.face;
  const company = algorithm.company?.(scenario.params ?? {}) ?? [];
  return company.filter(({ kind }) => kinds[kind]?.place === 'service').map(({ id }) => id);
}

/** The nodes outside the core are down, or cut off and alive. */
function leaveOut(
  { core, calmMs: atMs }: CalmPlan,
  ids: readonly NodeId[],
  service: readonly NodeId[],
  draws: Draws,
): readonly Command[] {
  const others = ids.filter((id) => !core.includes(id));
  if (others.length === 0) return [];
  if (draws.chance(1, 2)) return [{ atMs, do: 'crash', node: others }];
  return [{ atMs, do: 'partition', groups: [[...core, ...service], others] }];
}

/**
 * Faults may have left the core in peace with itself and wrong about who leads: two halves that were
 * apart each have a leader, and an algorithm need not notice when they meet. So somebody is made to
 * look: everybody starts anew, or suspects the leader. Where a majority decides, that is not needed.
 */
function wake(
  { mandate }: Algorithm,
  { core, calmMs, drainMs }: CalmPlan,
  draws: Draws,
): readonly Command[] {
  const node = [...core];
  const atMs = calmMs + drainMs;
  const isNeeded = mandate === 'component';
  if (draws.chance(1, isNeeded ? 2 : 4)) {
    return [
      { atMs, do: 'crash', node },
      { atMs, do: 'restart', node },
    ];
  }
  return isNeeded ? [{ atMs, do: 'timeout', node }] : [];
}

/**
 * Where no leader can be demanded, because a fault can leave the nodes without one for ever: elections
 * with nothing wrong, each begun by one that is made to suspect. What holds of those is then looked at.
 */
function undisturbed(
  { recovers }: Algorithm,
  { core, demandMs }: CalmPlan,
  longestMs: number,
  draws: Draws,
): readonly Command[] {
  if (recovers !== false) return [];
  return [0.5, 1.5, 2.5].map((units) => ({
    atMs: Math.round((demandMs + units * longestMs) * 1000) / 1000,
    do: 'timeout',
    node: draws.pick(core),
  }));
}

/** All commands of the calm; `faults`: those that came before. */
export function calmCommands(
  algorithm: Algorithm,
  setting: Setting,
  plan: CalmPlan,
  faults: readonly Command[],
  draws: Draws,
): readonly Command[] {
  const { core, calmMs: atMs, demandMs, blowMs } = plan;
  const { ids, everyone, calmRules, liveParams, longestMs } = setting;
  // Nodes that never lead are as they should be, whoever is of the core.
  const node = [...core, ...everyone.filter((id) => !ids.includes(id))];
  const has = (word: Command['do']): boolean => faults.some((command) => command.do === word);
  const hasParams = faults.some((command) => command.do === 'set' && 'params' in command);
  const requests: Command[] = canServe(algorithm)
    ? REQUESTS_AT.map((units, index) => ({
        atMs: demandMs + Math.round(units * longestMs * 1000) / 1000,
        do: 'request',
        node: 'leader',
        op: { put: ['calm', `${index}`] },
      }))
    : [];
  return [
    ...(has('hold') ? [{ atMs, do: 'unhold' as const }] : []),
    { atMs, do: 'heal' },
    ...unblocks(faults, atMs),
    { atMs, do: 'set', network: calmRules },
    ...(hasParams ? [{ atMs, do: 'set' as const, params: liveParams }] : []),
    { atMs, do: 'clock', node: [...everyone], ppm: 0 },
    { atMs, do: 'resume', node },
    { atMs, do: 'restart', node },
    ...leaveOut(plan, ids, serviceOf(algorithm, setting), draws),
    ...wake(algorithm, plan, draws),
    { atMs: demandMs, do: 'set', network: calmRules, id: DEMAND_ID },
    ...(blowMs === null ? [] : [{ atMs: blowMs, do: 'crash' as const, node: 'leader' }]),
    ...requests,
    ...undisturbed(algorithm, plan, longestMs, draws),
  ];
}
