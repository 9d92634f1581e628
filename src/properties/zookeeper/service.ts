/**
 * Claims about the service: one queue for all (Z1), one node for each session (Z5), tokens that rise (Z6),
 * and whom the end of a node wakes (Z4).
 */
import type { Tree } from '../../algorithms/zookeeper/types';
import type { Step } from '../../engine/protocol';
import { breach, cell, history, remembering } from '../history';
import type { Breach, Ledger, Property } from '../types';
import {
  DURABLE,
  firstOf,
  forgotten,
  lostIn,
  paramsOf,
  serverOf,
  serversIn,
  stateOf,
} from './view';

/** What is wrong with a queue by itself; empty if nothing is. */
function flaw({ nodes, sessions, counter }: Tree): string {
  let last = -1;
  for (const { node, session } of nodes) {
    if (node <= last) return `node ${node} stands behind node ${last}`;
    if (node >= counter) return `node ${node} is not below the next number, ${counter}`;
    if (!sessions.some((one) => one.session === session)) {
      return `node ${node} belongs to session ${session}, which is closed`;
    }
    last = node;
  }
  return '';
}

/** A queue as text: equal texts, equal queues. */
function written({ nodes }: Tree): string {
  return nodes.map(({ node, owner, czxid }) => `${node}:${owner}:${czxid}`).join(' ');
}

export const oneQueue: Property = {
  id: 'Z1',
  kind: 'MUST',
  claim:
    'All servers that have applied as many transactions have the same queue, its numbers rise, and every node in it belongs to an open session.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'ZooKeeper, Programmer’s Guide: ephemeral and sequence nodes',
  start: () => {
    const queues = history<number, string>();
    return remembering([queues], {
      see: (step): Breach | null => {
        const seen = serverOf(step);
        if (seen === null || seen.before.tree === seen.after.tree) return null;
        const { node, after } = seen;
        const wrong = flaw(after.tree);
        if (wrong !== '') return breach(step, `At ${node} ${wrong}`, [node]);
        const { zxid } = after.tree;
        const queue = written(after.tree);
        const known = queues.get(zxid);
        if (known === undefined) queues.set(zxid, queue);
        if (known === undefined || known === queue) return null;
        const why = `After ${zxid} transactions ${node} has the queue (${queue}), another had (${known})`;
        return breach(step, why, [node]);
      },
    });
  },
};

export const oneNode: Property = {
  id: 'Z5',
  kind: 'MUST',
  claim: 'No session ever has two nodes, however often a create was tried again.',
  assumes: '',
  source: 'ZooKeeper recipes, recoverable errors and the GUID',
  start: () =>
    remembering([], {
      see: (step) => {
        const seen = serverOf(step);
        if (seen === null || seen.before.tree === seen.after.tree) return null;
        const { nodes } = seen.after.tree;
        for (const [place, { session, node, owner }] of nodes.entries()) {
          const other = nodes.findIndex((one) => one.session === session);
          if (other === place) continue;
          const why = `Session ${session} of ${owner} has nodes ${nodes[other]?.node ?? ''} and ${node}`;
          return breach(step, why, [owner]);
        }
        return null;
      },
    }),
};

export const risingTokens: Property = {
  id: 'Z6',
  kind: 'MUST',
  claim:
    'Whoever is first after another has the higher transaction id: a resource can tell them apart.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'ZooKeeper, Programmer’s Guide: czxid; fencing',
  start: () => {
    const newest = cell<readonly [zxid: number, token: number]>([0, 0]);
    return remembering([newest], {
      see: (step) => {
        const seen = serverOf(step);
        if (seen === null || seen.before.tree === seen.after.tree) return null;
        const { tree } = seen.after;
        const first = firstOf(tree);
        const [zxid, token] = newest.now;
        if (first === null || tree.zxid < zxid) return null;
        newest.now = [tree.zxid, Math.max(token, first.czxid)];
        if (first.czxid >= token) return null;
        const why = `${first.owner} is first with token ${first.czxid}, after token ${token}`;
        return breach(step, why, [first.owner]);
      },
    });
  },
};

/** Clients that this step tells of the end of a node which they watch. */
function woken(step: Step, node: number): readonly string[] {
  const found: string[] = [];
  for (const effect of step.effects) {
    if (effect.do !== 'send' || effect.message.type !== 'NodeDeleted') continue;
    if (effect.message['node'] !== node) continue;
    if (stateOf(step.world, effect.to).watching !== node) continue;
    if (!found.includes(effect.to)) found.push(effect.to);
  }
  return found;
}

/** Why watches may stand where they should not; empty if nothing happened to connections. */
function disturbed(ledger: Ledger): string {
  const { lost, cut, blocked, pauseUsMax, byHand, timersForced, restarts } = ledger;
  if (lost + cut + blocked > 0) return 'messages were lost';
  if (restarts > 0) return 'a node came back';
  if (pauseUsMax > 0) return 'a node was paused';
  if (byHand + timersForced > 0) return 'a person decided when something happened';
  return '';
}

export const oneWoken: Property = {
  id: 'Z4',
  kind: 'IF',
  claim: 'The end of a node wakes one candidate, the one behind it; in a herd all that are left.',
  assumes: 'There is one server, and nothing happens to it or to connections.',
  source: 'ZooKeeper recipes, Leader Election: the herd effect',
  start: () =>
    remembering([], {
      see: (step) => {
        const seen = serverOf(step);
        if (seen === null || serversIn(step.world).length > 1) return null;
        const isHerd = paramsOf(step).variant === 'herd';
        for (const { node, owner } of lostIn(seen.before.tree, seen.after.tree)) {
          const told = woken(step, node);
          if (isHerd || told.length <= 1) continue;
          return breach(
            step,
            `Node ${node} of ${owner} went, and ${told.join(', ')} were told`,
            told,
          );
        }
        return null;
      },
      assumed: (ledger) => {
        const why = disturbed(ledger);
        return { held: why === '', why };
      },
    }),
};
