/**
 * What holds on one link at the playhead: its rules and the message types it stops. For menus and sheets;
 * the picture itself needs only `conditions.ts`.
 */
import type { NodeId } from '../engine/protocol';
import type { LinkRules } from '../scenario/types';
import type { RunView } from '../session/types';
import type { Blocked, Conditions } from './conditions';
import { conditionsNow } from './conditions';

/** The rules of one direction of a link at the playhead: the scenario's, then what was set. */
export function rulesNow(run: RunView, from: NodeId, to: NodeId): LinkRules {
  const { links, ...all } = run.scenario.network ?? {};
  const { everywhere, links: set } = conditionsNow(run);
  const { delayMs, loss, duplicate, fifo } = {
    delayMs: [5, 15] as const,
    loss: 0,
    duplicate: 0,
    fifo: false,
    ...all,
    ...links?.[`${from}>${to}`],
    ...everywhere,
    ...set.get(`${from}>${to}`),
  };
  return { delayMs, loss, duplicate, fifo };
}

/** True if a block stops what goes from one node to another. */
export function stops({ from, to }: Blocked, a: NodeId, b: NodeId): boolean {
  return (from === null || from.includes(a)) && (to === null || to.includes(b));
}

/** The message types stopped from one node to another. */
export function blockedTypes({ blocked }: Conditions, from: NodeId, to: NodeId): readonly string[] {
  const found = new Set<string>();
  for (const block of blocked) {
    if (stops(block, from, to)) for (const type of block.types) found.add(type);
  }
  return [...found];
}
