/**
 * What each command does to the world. A command that finds nothing to do is missed, with a reason,
 * and changes nothing: scenarios stay valid whatever the seed makes of them.
 */
import type { Actor, TimerSlot } from './actor';
import { unarmed } from './actor';
import type { Block } from './links';
import type { CommandSpec } from './spec';
import type { Deed, Targets } from '../scenario/types';
import type { Stepper } from './stepper';
import { TargetFinder } from './targets';
import type { Missed } from './targets';
import { KIND } from './trace';
import type { World } from './world';

/** What a command did: to whom, or why nothing. */
type Outcome = readonly Actor[] | Missed;

export class Commands {
  constructor(
    private readonly world: World,
    private readonly stepper: Stepper,
  ) {}

  /** Fires a command as one event. `index` is its place in the command list. */
  fire(spec: CommandSpec, index: number): void {
    const { world, stepper } = this;
    stepper.begin(KIND.command, null, index);
    world.hash.word(index);
    const outcome = this.perform(spec.command, new TargetFinder(world, spec), index);
    const missed = typeof outcome === 'string';
    world.fact({
      fact: 'command',
      index,
      targets: missed ? [] : outcome.map((actor) => actor.id),
      effect: missed ? 'missed' : 'done',
      why: missed ? outcome : '',
    });
    stepper.finish();
  }

  private perform(deed: Deed, finder: TargetFinder, index: number): Outcome {
    switch (deed.do) {
      case 'crash':
        return this.each(finder, deed.node, (actor) => this.crash(actor));
      case 'restart':
        return this.each(finder, deed.node, (actor) => this.restart(actor));
      case 'pause':
        return this.each(finder, deed.node, (actor) => this.pause(actor, deed, index));
      case 'resume':
        return this.each(finder, deed.node, (actor) => {
          if (!actor.paused) return 'notPaused';
          this.stepper.resume(actor, 'timers');
          return null;
        });
      case 'partition':
        return this.partition(deed.groups, finder);
      case 'heal':
        return this.heal();
      case 'cut':
      case 'join':
        return this.cutOrJoin(deed, finder);
      case 'block':
      case 'unblock':
        return this.block(deed, finder);
      case 'timeout':
        return this.each(finder, deed.node, (actor) => this.timeout(actor, deed.timer, deed.key));
      case 'request':
        return this.each(finder, deed.node, (actor) => {
          if (!actor.up) return 'down';
          if (actor.parts[0]?.part.onRequest === undefined) return 'noRequests';
          this.world.soon('request', actor, deed.op);
          return null;
        });
    }
  }

  /** Does something to each target; missed only if it could be done to none of them. */
  private each(
    finder: TargetFinder,
    targets: Targets,
    act: (actor: Actor) => Missed | null,
  ): Outcome {
    const found = finder.find(targets);
    if (typeof found === 'string') return found;
    let why: Missed = 'noTarget';
    const done = found.filter((actor) => {
      const missed = act(actor);
      if (missed !== null) why = missed;
      return missed === null;
    });
    return done.length === 0 ? why : done;
  }

  // ------------------------------------------------------------------------ crash, restart

  private crash(actor: Actor): Missed | null {
    if (!actor.up) return 'alreadyDown';
    const { world } = this;
    const kept = world.spec.crashedInbox === 'kept';
    actor.up = false;
    actor.paused = false;
    actor.writing = null;
    actor.draining = false;
    actor.role = 'down';
    actor.leader = null;
    actor.attempt = null;
    for (const runtime of actor.parts) {
      runtime.state = runtime.part.init(runtime.env);
      runtime.state.stable = { ...runtime.durable };
    }
    actor.slots.forEach((slot: TimerSlot, index) => {
      actor.slots[index] = unarmed(slot.part, slot.name, slot.key);
    });
    const waiting = actor.inbox;
    actor.inbox = kept ? waiting.filter((item) => item.what === 'message') : [];
    if (!kept) {
      for (const item of waiting) {
        if (item.what === 'message') world.messageNow(actor, item.flying);
      }
    }
    world.lastCrashed = actor.index;
    world.seatsDirty = true;
    world.fact({ fact: 'crashed', node: actor.id });
    return null;
  }

  private restart(actor: Actor): Missed | null {
    if (actor.up) return 'notDown';
    const { world } = this;
    actor.up = true;
    actor.role = '';
    actor.incarnation++;
    for (const runtime of actor.parts) {
      runtime.state = runtime.part.init(runtime.env);
      runtime.state.stable = { ...runtime.durable };
    }
    world.seatsDirty = true;
    world.fact({ fact: 'up', node: actor.id });
    world.soon('restart', actor);
    return null;
  }

  // ---------------------------------------------------------------------------------- pause

  private pause(actor: Actor, deed: Deed & { do: 'pause' }, index: number): Missed | null {
    if (!actor.up) return 'down';
    if (actor.paused) return 'paused';
    const { world } = this;
    actor.paused = true;
    actor.pauses++;
    world.fact({ fact: 'paused', node: actor.id });
    if (deed.forMs !== undefined) {
      const until = world.us + Math.round(deed.forMs * 1000);
      const messagesFirst = deed.resumeFirst === 'messages';
      // A resume carries no request; the field says which of the two orders was asked for.
      const order = messagesFirst ? ({ get: 'messages' } as const) : null;
      world.schedule(until, 'resume', actor, actor.pauses, order, index);
    }
    return null;
  }

  // ---------------------------------------------------------------------------------- links

  private partition(groups: (Deed & { do: 'partition' })['groups'], finder: TargetFinder): Outcome {
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
    return touched;
  }

  private heal(): Outcome {
    const { world } = this;
    const before = world.actors.some((a) =>
      world.actors.some((b) => world.links.isCut(a.index, b.index)),
    );
    if (!before) return 'nothingCut';
    world.links.heal();
    this.linksChanged();
    return world.actors;
  }

  private cutOrJoin(deed: Deed & { do: 'cut' | 'join' }, finder: TargetFinder): Outcome {
    const from = finder.find(deed.from);
    if (typeof from === 'string') return from;
    const to = finder.find(deed.to);
    if (typeof to === 'string') return to;
    const { links } = this.world;
    const cut = deed.do === 'cut';
    let changed = false;
    const set = (a: Actor, b: Actor): void => {
      if (a === b || links.isCut(a.index, b.index) === cut) return;
      links.setCut(a.index, b.index, cut);
      changed = true;
    };
    for (const a of from) {
      for (const b of to) {
        set(a, b);
        if (deed.oneWay !== true) set(b, a);
      }
    }
    if (!changed) return cut ? 'noTarget' : 'nothingCut';
    this.linksChanged();
    return [...new Set([...from, ...to])];
  }

  private linksChanged(): void {
    const { world } = this;
    world.seatsDirty = true;
    world.fact({ fact: 'links', groups: world.links.groups(), cuts: world.links.cutList() });
  }

  private block(deed: Deed & { do: 'block' | 'unblock' }, finder: TargetFinder): Outcome {
    const from = deed.from === undefined ? null : finder.find(deed.from);
    if (typeof from === 'string') return from;
    const to = deed.to === undefined ? null : finder.find(deed.to);
    if (typeof to === 'string') return to;
    const indices = (actors: readonly Actor[] | null): readonly number[] | null =>
      actors === null ? null : actors.map((actor) => actor.index);
    const block: Block = { types: deed.types, from: indices(from), to: indices(to) };
    if (deed.do === 'block') this.world.links.addBlock(block);
    else if (!this.world.links.removeBlocks(block)) return 'nothingBlocked';
    return [...new Set([...(from ?? []), ...(to ?? [])])];
  }

  // --------------------------------------------------------------------------------- timers

  /** Makes a timer ring now, armed or not; without a name the one that suspects the leader. */
  private timeout(actor: Actor, timer: string | undefined, key: string | undefined): Missed | null {
    if (!actor.up) return 'down';
    if (actor.paused) return 'paused';
    const { world, stepper } = this;
    const runtime = actor.parts[0];
    const name = timer ?? runtime?.part.suspect ?? '';
    if (runtime === undefined || !runtime.part.timers.includes(name)) return 'noTimer';
    const index = stepper.effects.slotOf(actor, 0, name, key ?? '');
    const slot = actor.slots[index] as TimerSlot;
    slot.armed = true;
    slot.dueUs = world.us;
    slot.seq = world.nextSeq();
    slot.entryUs = world.us;
    slot.entrySeq = slot.seq;
    world.timerNow(actor, index, slot.seq);
    return null;
  }
}
