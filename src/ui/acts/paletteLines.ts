/**
 * Every line of the palette: what the page itself does, then every act on every subject there is, with
 * its choices. Links and messages come in as far as what was typed can mean them.
 */
import type { NodeId } from '../../engine/protocol';
import type { RunView } from '../../session/types';
import type { Subject } from '../../stores/actStore';
import { leaderNow } from '../interventions';
import type { AnyAct, Choice } from './act';
import { offers } from './all';
import { askedIn } from './nodeActs';

/** A line that is an act on a subject. */
export interface ActLine {
  readonly act: AnyAct;
  readonly subject: Subject;
  readonly choice: Choice;
}

/** Above so many nodes, links are offered only between nodes that were named. */
const ALL_LINKS_UP_TO = 5;
const MESSAGES_MAX = 40;

function pairs(ids: readonly NodeId[], named: readonly NodeId[]): readonly Subject[] {
  const meant = named.length > 0 ? named : ids.length <= ALL_LINKS_UP_TO ? ids : [];
  const found: Subject[] = [];
  ids.forEach((from, index) => {
    for (const to of ids.slice(index + 1)) {
      const [a, b] = [meant.includes(from), meant.includes(to)];
      const fits = named.length > 1 ? a && b : a || b;
      if (fits)
        found.push(meant.indexOf(to) >= 0 && named[0] === to ? link(to, from) : link(from, to));
    }
  });
  return found;
}

const link = (from: NodeId, to: NodeId): Subject => ({ of: 'link', from, to });

/** The node that has a role now, by its role; nobody where nobody has it. */
function inRole(role: 'leader' | 'store-leader', node: NodeId | null): readonly Subject[] {
  return node === null ? [] : [{ of: 'node', node, role }];
}

/** What can be done to whom, as far as `typed` can mean it. */
export function actLines(run: RunView, typed: string): readonly ActLine[] {
  const { ids } = run.world;
  const asked = askedIn(typed);
  const words = typed.toLowerCase().split(/[\s>–-]+/);
  const named = words.filter((word) => ids.includes(word));
  const subjects: readonly Subject[] = [
    ...inRole('leader', leaderNow(run.world)),
    // The replica that leads the service which the candidates ask.
    ...inRole('store-leader', run.algorithm.storeLeader?.(run.world) ?? null),
    ...ids.map((node): Subject => ({ of: 'node', node })),
    { of: 'network' },
    ...pairs(ids, named),
    ...run
      .flights()
      .slice(0, MESSAGES_MAX)
      .map(({ sent }): Subject => ({ of: 'message', sent })),
  ];
  return subjects.flatMap((subject) =>
    offers(run, subject, true, asked).flatMap(({ act, choices }) =>
      choices
        // Links are lines of their own.
        .filter((choice) => !('opens' in choice))
        .map((choice): ActLine => ({ act, subject, choice })),
    ),
  );
}
