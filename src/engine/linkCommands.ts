/** Commands on links: groups, cuts, blocks, and new rules for some links or for all. */
import type { Actor } from './actor';
import type { Block } from './links';
import type { LinkSpec } from './spec';
import type { Deed, LinkChange } from '../scenario/types';
import type { Outcome, TargetFinder } from './targets';
import type { World } from './world';

type DeedOf<W extends Deed['do']> = Extract<Deed, { do: W }>;

export class LinkCommands {
  constructor(private readonly world: World) {}

  partition(groups: DeedOf<'partition'>['groups'], finder: TargetFinder): Outcome {
    const { world } = this;
    // Nodes that no group names stay together as one more group.
    const groupOf = new Array<number>(world.actors.length).fill(-1);
    const touched: Actor[] = [];
    for (const [number, targets] of groups.entries()) {
      const found = finder.find(targets);
      if (found === 'noTarget' && targets.includes('rest')) continue;
      if (typeof found === 'string') return found;
      for (const actor of found) groupOf[actor.index] = number;
      touched.push(...found);
    }
    if (new Set(groupOf).size < 2) return 'tooFewGroups';
    world.links.partition(groupOf);
    this.linksChanged();
    return { actors: touched };
  }

  heal(): Outcome {
    const { world } = this;
    const before = world.actors.some((a) =>
      world.actors.some((b) => world.links.isCut(a.index, b.index)),
    );
    if (!before) return 'nothingCut';
    world.links.heal();
    this.linksChanged();
    return { actors: world.actors };
  }

  cutOrJoin(deed: DeedOf<'cut' | 'join'>, finder: TargetFinder): Outcome {
    const ends = this.linksBetween(deed, finder);
    if (typeof ends === 'string') return ends;
    const { links } = this.world;
    const cut = deed.do === 'cut';
    let changed = false;
    for (const [a, b] of ends.links) {
      if (links.isCut(a.index, b.index) === cut) continue;
      links.setCut(a.index, b.index, cut);
      changed = true;
    }
    if (!changed) return cut ? 'noTarget' : 'nothingCut';
    this.linksChanged();
    return { actors: ends.actors };
  }

  /** The directed links from some nodes to others, and back unless `oneWay`. */
  private linksBetween(
    { from: senders, to: receivers, oneWay }: Pick<LinkChange, 'from' | 'to' | 'oneWay'>,
    finder: TargetFinder,
  ):
    | Exclude<Outcome, object>
    | { readonly actors: readonly Actor[]; readonly links: readonly (readonly [Actor, Actor])[] } {
    const from = finder.find(senders);
    if (typeof from === 'string') return from;
    const to = finder.find(receivers);
    if (typeof to === 'string') return to;
    const links: (readonly [Actor, Actor])[] = [];
    for (const a of from) {
      for (const b of to) {
        if (a === b) continue;
        links.push([a, b]);
        if (oneWay !== true) links.push([b, a]);
      }
    }
    return { actors: [...new Set([...from, ...to])], links };
  }

  private linksChanged(): void {
    const { world } = this;
    world.seatsDirty = true;
    world.fact({ fact: 'links', groups: world.links.groups(), cuts: world.links.cutList() });
  }

  block(deed: DeedOf<'block' | 'unblock'>, finder: TargetFinder): Outcome {
    const from = deed.from === undefined ? null : finder.find(deed.from);
    if (typeof from === 'string') return from;
    const to = deed.to === undefined ? null : finder.find(deed.to);
    if (typeof to === 'string') return to;
    const indices = (actors: readonly Actor[] | null): readonly number[] | null =>
      actors === null ? null : actors.map((actor) => actor.index);
    const block: Block = { types: deed.types, from: indices(from), to: indices(to) };
    if (deed.do === 'block') this.world.links.addBlock(block);
    else if (!this.world.links.removeBlocks(block)) return 'nothingBlocked';
    return { actors: [...new Set([...(from ?? []), ...(to ?? [])])] };
  }

  /** New rules for what is sent from now on; messages on their way keep theirs. */
  set(change: LinkChange | null, rules: Partial<LinkSpec>, finder: TargetFinder): Outcome {
    const { world } = this;
    if (change === null) {
      world.links.setRules(null, rules);
      return { actors: world.actors };
    }
    const ends = this.linksBetween(change, finder);
    if (typeof ends === 'string') return ends;
    if (ends.links.length === 0) return 'noTarget';
    const size = world.actors.length;
    world.links.setRules(
      ends.links.map(([a, b]) => a.index * size + b.index),
      rules,
    );
    return { actors: ends.actors };
  }
}
