/** Progress: with a service that works there is a leader soon (Z7). */
import type { ZooKeeperParams } from '../../algorithms/zookeeper/types';
import type { NodeId, Step, WorldView } from '../../engine/protocol';
import { cell, remembering } from '../history';
import type { Ledger, Property } from '../types';
import { serversIn } from './view';

/** So many sessions may have to run out one after the other, and servers to be tried in vain. */
const SESSIONS = 12;

const isLive = (world: WorldView, id: NodeId): boolean => {
  const { up, paused } = world.node(id);
  return up && !paused;
};

const linked = (world: WorldView, a: NodeId, b: NodeId): boolean =>
  world.linked(a, b) && world.linked(b, a);

/** Why no leader can be expected; empty if one can. */
function unfit(world: WorldView, candidates: readonly NodeId[]): string {
  const servers = serversIn(world);
  const live = servers.filter((id) => isLive(world, id));
  if (live.length * 2 <= servers.length) return 'no majority of servers is up';
  const isWhole = live.every((a) => live.every((b) => a === b || linked(world, a, b)));
  if (!isWhole) return 'the servers are not fully linked';
  const up = candidates.filter((id) => isLive(world, id));
  if (up.length === 0) return 'no candidate is up';
  const reach = up.every((id) => {
    const count = live.filter((server) => linked(world, id, server)).length;
    return count === 0 || count === live.length;
  });
  if (!reach) return 'a candidate reaches some servers and not others';
  const isReached = up.some((id) => live.every((server) => linked(world, id, server)));
  return isReached ? '' : 'no candidate reaches the servers';
}

/** Why messages, disks or clocks were not quick enough; empty if they were. */
function tooSlow({ silenceUs, tickUs, idleUs }: ZooKeeperParams, ledger: Ledger): string {
  const tripUs = ledger.delayUsMax + ledger.writeUsMax;
  if (12 * tripUs > Math.min(silenceUs, idleUs, tickUs))
    return 'messages take too long for the session';
  if (ledger.fastestPpm > 1.25 * ledger.slowestPpm) return 'clocks run too far apart';
  return '';
}

/** True if the step lost a message that could have arrived. */
function losesMessage({ event, node, from, world }: Step): boolean {
  if (event.kind !== 'drop' || node === null || from === null) return false;
  return world.node(node).up && world.linked(from, node);
}

export const leaderInTime: Property = {
  id: 'Z7',
  kind: 'IF',
  liveness: true,
  claim: 'There is a leader again once sessions and their ticks have run out.',
  assumes:
    'A majority of servers is up, linked with each other and with a candidate, nothing is lost or held back, and messages are much quicker than the session timeout.',
  source: 'ZooKeeper recipes, Leader Election; SessionTrackerImpl.java',
  start: (run) => {
    const lost = cell<number>(0);
    return remembering([lost], {
      see: (step) => {
        if (losesMessage(step)) lost.now = step.event.us;
        return null;
      },
      judge: (world, ledger) => {
        const params = run.params as ZooKeeperParams;
        const { sessionTimeoutUs, tickUs, replicas, syncLimitUs, initLimitUs } = params;
        const waitedUs = world.us - Math.max(ledger.lastFaultUs ?? 0, lost.now);
        if (world.seats.length > 0 || unfit(world, run.candidates) !== '') return null;
        const electUs = replicas > 1 ? 20 * (syncLimitUs + initLimitUs) : 0;
        if (waitedUs <= SESSIONS * (sessionTimeoutUs + tickUs) + electUs) return null;
        const why = `no leader for ${waitedUs / 1000} ms though the service is there`;
        return { event: world.events - 1, us: world.us, why, nodes: [] };
      },
      assumed: (ledger, world) => {
        const held = world.holding.length > 0 ? 'a person holds back what falls due' : '';
        const hand = ledger.byHand > 0 ? 'a person decided when messages or timers happened' : '';
        const why =
          unfit(world, run.candidates) ||
          held ||
          hand ||
          tooSlow(run.params as ZooKeeperParams, ledger);
        return { held: why === '', why };
      },
      remark: (world) => unfit(world, run.candidates),
    });
  },
};
