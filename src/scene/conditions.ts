/**
 * What commands have made of the network by the playhead: rules of links that were set, message types
 * that are stopped, disks that were emptied. Read from the commands that took effect, so that it can be
 * said of any instant. Which links are cut is the world's own to say.
 */
import type { Json, NodeId } from '../engine/protocol';
import type { LinkRules, Targets } from '../scenario/types';
import type { CommandRecord, RunView } from '../session/types';

/** Types stopped at delivery, from some nodes to others; null: any. */
export interface Blocked {
  readonly types: readonly string[];
  readonly from: readonly NodeId[] | null;
  readonly to: readonly NodeId[] | null;
}

export interface Conditions {
  /** Rules set for every link, over those of the scenario; empty if none were. */
  readonly everywhere: LinkRules;
  /** Rules set for single directed links (`n1>n2`). */
  readonly links: ReadonlyMap<string, LinkRules>;
  readonly blocked: readonly Blocked[];
  /** Parameters set during the run. */
  readonly params: { readonly [name: string]: Json };
  /** Nodes whose disk was emptied and that have not restarted since. */
  readonly wiped: ReadonlySet<NodeId>;
}

interface Known {
  readonly revision: number;
  readonly done: number;
  readonly conditions: Conditions;
}

const known = new WeakMap<RunView, Known>();

function named(
  targets: Targets,
  found: readonly NodeId[],
  ids: readonly NodeId[],
): readonly NodeId[] {
  const list: readonly string[] = typeof targets === 'string' ? [targets] : targets;
  // A role stands for nodes found when it fired.
  return list.every((name) => ids.includes(name)) ? list : found;
}

function same(a: readonly NodeId[] | null, b: readonly NodeId[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((id) => b.includes(id));
}

class Reader {
  private everywhere: LinkRules = {};
  private readonly links = new Map<string, LinkRules>();
  private blocked: Blocked[] = [];
  private readonly wiped = new Set<NodeId>();
  private params: { readonly [name: string]: Json } = {};

  constructor(private readonly ids: readonly NodeId[]) {}

  read({ command, outcome }: CommandRecord): void {
    const targets = outcome?.targets ?? [];
    switch (command.do) {
      case 'wipe':
        for (const id of targets) this.wiped.add(id);
        return;
      case 'restart':
        for (const id of targets) this.wiped.delete(id);
        return;
      case 'block':
      case 'unblock': {
        const ends = (of: Targets | undefined): readonly NodeId[] | null =>
          of === undefined ? null : named(of, targets, this.ids);
        const from = ends(command.from);
        const to = ends(command.to);
        if (command.do === 'block') this.blocked.push({ types: command.types, from, to });
        else this.unblock({ types: command.types, from, to });
        return;
      }
      case 'set':
        if ('network' in command) this.setAll(command.network);
        else if ('params' in command) this.params = { ...this.params, ...command.params };
        else if ('link' in command) {
          const { from, to, oneWay, ...rules } = command.link;
          this.setSome(rules, named(from, targets, this.ids), named(to, targets, this.ids));
          if (oneWay !== true) {
            this.setSome(rules, named(to, targets, this.ids), named(from, targets, this.ids));
          }
        }
        return;
      default:
        return;
    }
  }

  private setAll(rules: LinkRules): void {
    this.everywhere = { ...this.everywhere, ...rules };
    for (const [link, own] of this.links) this.links.set(link, { ...own, ...rules });
  }

  private setSome(rules: LinkRules, from: readonly NodeId[], to: readonly NodeId[]): void {
    for (const a of from) {
      for (const b of to) {
        if (a === b) continue;
        this.links.set(`${a}>${b}`, { ...this.links.get(`${a}>${b}`), ...rules });
      }
    }
  }

  /** As in the engine: a block is lifted as a whole, type by type. */
  private unblock({ types, from, to }: Blocked): void {
    this.blocked = this.blocked.flatMap((block) => {
      if (!same(block.from, from) || !same(block.to, to)) return [block];
      const left = block.types.filter((type) => !types.includes(type));
      return left.length === 0 ? [] : [{ ...block, types: left }];
    });
  }

  conditions(): Conditions {
    const { everywhere, links, blocked, params, wiped } = this;
    return { everywhere, links, blocked, params, wiped };
  }
}

/** The conditions at the playhead; the same object while no further command has taken effect. */
export function conditionsNow(run: RunView): Conditions {
  const { event } = run.playhead;
  const happened = run.commands.filter(
    ({ outcome }) => outcome !== null && outcome.effect === 'done' && outcome.event < event,
  );
  const cached = known.get(run);
  if (cached?.revision === run.revision && cached.done === happened.length) {
    return cached.conditions;
  }
  const reader = new Reader(run.world.ids);
  const inOrder = happened.sort((a, b) => (a.outcome?.event ?? 0) - (b.outcome?.event ?? 0));
  for (const record of inOrder) reader.read(record);
  const conditions = reader.conditions();
  known.set(run, { revision: run.revision, done: happened.length, conditions });
  return conditions;
}

/** True if rules of this link differ from what the run began with, either way. */
export function isAltered({ everywhere, links }: Conditions, a: NodeId, b: NodeId): boolean {
  return Object.keys(everywhere).length > 0 || links.has(`${a}>${b}`) || links.has(`${b}>${a}`);
}
