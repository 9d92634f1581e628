/**
 * Claims about candidates: who leads has read that it is first (Z2), stops when it cannot know (Z3), and is
 * the only one that believes it leads, while time keeps its promises (Z8).
 */
import type { ZooKeeperParams } from '../../algorithms/zookeeper/types';
import type { NodeId, Step, WorldView } from '../../engine/protocol';
import { breach, remembering, stateless } from '../history';
import type { Ledger, Property } from '../types';
import { clientOf, handled, paramsOf } from './view';

const becomesLeader = ({ effects }: Step): boolean =>
  effects.some((effect) => effect.do === 'becomes' && effect.role === 'leader');

/** The smallest node that the step read was its own. */
function readItsOwn(step: Step, node: NodeId): boolean {
  const children = handled(step, 'GetChildrenReply')?.children ?? [];
  let first = children[0];
  for (const child of children) if (first !== undefined && child.node < first.node) first = child;
  return first?.owner === node;
}

export const readBefore: Property = {
  id: 'Z2',
  kind: 'MUST',
  claim: 'A candidate acts as leader only after a read in which its own node was the smallest.',
  assumes: '',
  source: 'ZooKeeper recipes, Leader Election',
  start: () =>
    stateless((step) => {
      const seen = clientOf(step);
      if (seen === null) return null;
      const { node, before, after } = seen;
      const begins = becomesLeader(step) || (after.leads && !before.leads);
      if (!begins || readItsOwn(step, node)) return null;
      return breach(step, `${node} leads without having read that its node is the smallest`, [
        node,
      ]);
    }),
};

const believesItself = ({ effects }: Step, node: NodeId): boolean =>
  effects.some((effect) => effect.do === 'believes' && effect.leader === node);

export const stopsBlind: Property = {
  id: 'Z3',
  kind: 'MUST',
  claim:
    'A leader that is disconnected stops acting as leader, if it obeys; one whose session has expired always does.',
  assumes: '',
  source: 'ZooKeeper recipes, error handling: Disconnected and Expired',
  start: () =>
    stateless((step) => {
      const seen = clientOf(step);
      if (seen === null) return null;
      const { node, after } = seen;
      if (!after.leads && !believesItself(step, node)) return null;
      if (after.session === null) return breach(step, `${node} leads without a session`, [node]);
      if (after.link === 'connected' || !paramsOf(step).obeyDisconnected) return null;
      return breach(step, `${node} leads while it is ${after.link}`, [node]);
    }),
};

/** Live candidates that believe in themselves. */
function believers(world: WorldView): readonly NodeId[] {
  return world.candidates.filter((id) => {
    const { up, belief } = world.node(id);
    return up && belief.leader === id;
  });
}

const MILLION = 1_000_000;

/** Why a candidate may stop later than the service gives its place away; empty if it cannot. */
function tooLate(params: ZooKeeperParams, ledger: Ledger): string {
  const { sessionTimeoutUs, silenceUs, replicas, obeyDisconnected } = params;
  const { delayUsMax, writeUsMax, slowestPpm, fastestPpm } = ledger;
  if (!obeyDisconnected) return 'candidates do not obey Disconnected';
  if (ledger.pauseUsMax > 0) return 'a node was paused';
  if (ledger.jumpUsMax > 0) return 'a clock jumped';
  if (ledger.byHand > 0) return 'a person decided when messages or timers happened';
  if (forgets(ledger)) return 'a disk was emptied';
  if (replicas > 1 && ledger.lost + ledger.cut + ledger.blocked + ledger.crashes > 0) {
    return 'a server may answer whose leader does not hear it';
  }
  // slowestPpm and fastestPpm are rates in parts of a million of nominal.
  const stopsUs = (silenceUs * MILLION) / slowestPpm;
  const keepsUs = (sessionTimeoutUs * MILLION) / fastestPpm - 2 * (delayUsMax + writeUsMax);
  return stopsUs < keepsUs ? '' : 'messages or clocks eat up the third that is left';
}

const forgets = ({ wiped }: Ledger): boolean => wiped > 0;

export const oneBeliever: Property = {
  id: 'Z8',
  kind: 'IF',
  claim: 'No two candidates believe at the same time that they lead.',
  assumes:
    'Candidates obey Disconnected, nobody is paused, clock rates and delays stay within the third of the timeout that is left, and the servers hear each other.',
  source: 'ZooKeeper recipes, Leader Election; ClientCnxn.java: two thirds of the timeout',
  start: (run) =>
    remembering([], {
      see: (step, facts) => {
        if (!facts.some(({ fact }) => fact === 'belief')) return null;
        const both = believers(step.world);
        if (both.length < 2) return null;
        return breach(step, `${both.join(' and ')} believe that they lead`, both);
      },
      assumed: (ledger) => {
        const why = tooLate(run.params as ZooKeeperParams, ledger);
        return { held: why === '', why };
      },
    }),
};
