/**
 * What each command does to the world. A command that finds nothing to do is missed, with a reason,
 * and changes nothing: scenarios stay valid whatever the seed makes of them. Commands on nodes are
 * here; those on links, single messages and what is held have files of their own.
 */
import type { Actor, TimerSlot } from './actor';
import { localNow, unarmed } from './actor';
import { trueDue } from './clock';
import { HoldCommands } from './holdCommands';
import { LinkCommands } from './linkCommands';
import { MessageCommands } from './messageCommands';
import { changedParams } from './params';
import type { Json } from './protocol';
import type { CommandSpec } from './spec';
import type { Deed } from '../scenario/types';
import type { Stepper } from './stepper';
import { TargetFinder } from './targets';
import type { Missed, Outcome } from './targets';
import { FATE, KIND } from './trace';
import type { World } from './world';

type DeedOf<W extends Deed['do']> = Extract<Deed, { do: W }>;

export class Commands {
  private readonly links: LinkCommands;
  private readonly messages: MessageCommands;
  private readonly holds: HoldCommands;

  constructor(
    private readonly world: World,
    private readonly stepper: Stepper,
  ) {
    this.links = new LinkCommands(world);
    this.messages = new MessageCommands(world, stepper.effects);
    this.holds = new HoldCommands(world);
  }

  /** Fires a command as one event. `index` is its place in the command list. */
  fire(spec: CommandSpec, index: number): void {
    const { world, stepper } = this;
    stepper.begin(KIND.command, null, index);
    world.hash.word(index);
    const outcome = this.perform(spec, new TargetFinder(world, spec), index);
    if (typeof outcome === 'string') {
      world.fact({ fact: 'command', index, targets: [], effect: 'missed', why: outcome });
    } else {
      const { actors, message } = outcome;
      const targets = actors.map((actor) => actor.id);
      const about = message === undefined ? {} : { message };
      world.fact({ fact: 'command', index, targets, effect: 'done', why: '', ...about });
    }
    stepper.finish();
  }

  private perform(spec: CommandSpec, finder: TargetFinder, index: number): Outcome {
    const deed: Deed = spec.command;
    switch (deed.do) {
      case 'crash':
        return finder.each(deed.node, (actor) => this.crash(actor));
      case 'wipe':
        return finder.each(deed.node, (actor) => this.wipe(actor));
      case 'restart':
        return finder.each(deed.node, (actor) => this.restart(actor));
      case 'pause':
        return finder.each(deed.node, (actor) => this.pause(actor, deed, index));
      case 'resume':
        return finder.each(deed.node, (actor) => this.resume(actor));
      case 'clock':
        return finder.each(deed.node, (actor) => this.clock(actor, deed));
      case 'timeout':
        return finder.each(deed.node, (actor) => this.timeout(actor, deed.timer, deed.key));
      case 'request':
        return finder.each(deed.node, (actor) => {
          if (!actor.up) return 'down';
          if (actor.parts[0]?.part.onRequest === undefined) return 'noRequests';
          this.world.soon('asked', actor, { op: deed.op });
          return null;
        });
      case 'act':
        return finder.each(deed.node, (actor) => this.act(actor, deed.action, deed.args ?? null));
      case 'partition':
        return this.links.partition(deed.groups, finder);
      case 'heal':
        return this.links.heal();
      case 'cut':
      case 'join':
        return this.links.cutOrJoin(deed, finder);
      case 'block':
      case 'unblock':
        return this.links.block(deed, finder);
      case 'set':
        if ('params' in deed) return this.setParams(deed.params);
        return this.links.set('link' in deed ? deed.link : null, spec.rules ?? {}, finder);
      case 'drop':
      case 'duplicate':
      case 'delay':
      case 'deliver':
        return this.messages.perform(deed, finder);
      case 'hold':
        return this.holds.hold(deed, finder);
      case 'choose':
        return this.holds.choose(deed, finder);
      case 'unhold':
        return this.holds.unhold();
    }
  }

  // ------------------------------------------------------------------------ crash, restart

  private crash(actor: Actor): Missed | null {
    if (!actor.up) return 'alreadyDown';
    const { world } = this;
    const kept = world.spec.crashedInbox === 'kept';
    actor.up = false;
    actor.started = false;
    actor.paused = false;
    actor.writing = null;
    actor.draining = false;
    actor.role = 'down';
    actor.leader = null;
    actor.attempt = null;
    this.world.forget(actor);
    actor.slots.forEach((slot: TimerSlot, index) => {
      actor.slots[index] = unarmed(slot.part, slot.name, slot.key);
    });
    world.holding.forget(actor.index);
    const waiting = actor.inbox;
    actor.inbox = kept ? waiting.filter((item) => item.what === 'message') : [];
    if (!kept) {
      for (const item of waiting) {
        if (item.what !== 'message') continue;
        // A restart at this very instant does not bring them back.
        world.messageReleased(actor, { ...item.flying, doom: FATE.crashed });
      }
    }
    world.lastCrashed = actor.index;
    world.seatsDirty = true;
    world.fact({ fact: 'crashed', node: actor.id });
    return null;
  }

  /** An empty disk is that of the very first start. */
  private wipe(actor: Actor): Missed | null {
    if (actor.up) this.crash(actor);
    for (const runtime of actor.parts) {
      runtime.state = runtime.part.init(runtime.env);
      runtime.durable = { ...runtime.state.stable };
    }
    this.world.fact({ fact: 'wiped', node: actor.id });
    return null;
  }

  private restart(actor: Actor): Missed | null {
    if (actor.up) return 'notDown';
    this.world.revive(actor);
    this.world.soon('restart', actor);
    return null;
  }

  // ------------------------------------------------------------------------- pause, clocks

  private pause(actor: Actor, deed: DeedOf<'pause'>, index: number): Missed | null {
    if (!actor.up) return 'down';
    if (!actor.started) return 'notStarted';
    if (actor.paused) return 'paused';
    const { world } = this;
    actor.paused = true;
    actor.resumeFirst = deed.resumeFirst ?? 'timers';
    actor.pauses++;
    world.fact({ fact: 'paused', node: actor.id });
    if (deed.forMs !== undefined) {
      const until = world.us + Math.round(deed.forMs * 1000);
      world.schedule(until, 'resume', actor, actor.pauses, index);
    }
    return null;
  }

  private resume(actor: Actor): Missed | null {
    if (!actor.paused) return 'notPaused';
    this.stepper.resume(actor);
    return null;
  }

  /** A new rate moves the timers that are not yet due; a jump moves the reading only. */
  private clock(actor: Actor, deed: DeedOf<'clock'>): Missed | null {
    const { world, stepper } = this;
    const { us } = world;
    const jumpUs = Math.round((deed.jumpMs ?? 0) * 1000);
    const { ppm: before } = actor.clock;
    const ppm = deed.ppm ?? before;
    actor.clock = { trueUs: us, localUs: localNow(actor, us) + jumpUs, ppm };
    for (const [index, slot] of actor.slots.entries()) {
      if (!slot.armed) continue;
      slot.localUs += jumpUs;
      if (ppm === before || slot.dueUs <= us) continue;
      stepper.effects.arm(actor, index, trueDue(actor.clock, slot.localUs, us), slot.localUs);
    }
    world.fact({ fact: 'clock', node: actor.id, ppm, jumpUs });
    return null;
  }

  // ------------------------------------------------------- timers, actions, parameters

  /** Makes a timer ring now, armed or not; without a name the one that suspects the leader. */
  private timeout(actor: Actor, timer: string | undefined, key: string | undefined): Missed | null {
    if (!actor.up) return 'down';
    if (!actor.started) return 'notStarted';
    if (actor.paused) return 'paused';
    const { effects } = this.stepper;
    const { parts } = actor;
    const name = timer ?? parts.find(({ part }) => part.suspect)?.part.suspect ?? '';
    const place = parts.findIndex(({ part }) => part.timers.includes(name));
    if (place < 0) return 'noTimer';
    this.world.timerNow(actor, effects.slotOf(actor, place, name, key ?? ''));
    return null;
  }

  private act(actor: Actor, action: string, args: Json): Missed | null {
    if (!actor.up) return 'down';
    if (actor.parts[0]?.part.actions?.[action] === undefined) return 'noAction';
    this.world.soon('asked', actor, { action, args });
    return null;
  }

  /** Handlers read the new values from their next step on; armed timers keep their due. */
  private setParams(change: { readonly [name: string]: Json }): Outcome {
    const { world } = this;
    world.given = changedParams(world.spec.algorithm, world.given, change);
    world.params = world.spec.algorithm.resolveParams(world.given);
    return { actors: world.actors };
  }
}
