/**
 * Finding out whom a command means: an id, or a role resolved at the instant the command fires.
 */
import { Stream } from '../lib/random';
import type { Actor } from './actor';
import type { CommandSpec } from './spec';
import type { Target, Targets } from '../scenario/types';
import type { World } from './world';

/** Why a command did nothing. Keys, not sentences: the page and the summary put them into words. */
export type Missed =
  | 'noLeader'
  | 'noTarget'
  | 'noCrashed'
  | 'alreadyDown'
  | 'notDown'
  | 'down'
  | 'notStarted'
  | 'paused'
  | 'notPaused'
  | 'nothingCut'
  | 'nothingBlocked'
  | 'noRequests'
  | 'noTimer'
  | 'noAction'
  | 'tooFewGroups'
  | 'notInFlight'
  | 'otherType'
  | 'alreadyCopied'
  | 'waiting'
  | 'notPending'
  | 'notHolding';

/** What a command did: to whom (and to which message, by its send), or why nothing. */
export type Outcome = Missed | { readonly actors: readonly Actor[]; readonly message?: number };

/** The stream of a command: the first draw is its time, the rest are its targets. */
export function commandStream(seed: string, spec: CommandSpec): Stream {
  return new Stream(`${seed}/command:${spec.key}`);
}

/** Resolves the targets of one command; remembers whom it has named already. */
export class TargetFinder {
  private readonly named = new Set<number>();
  /** Begun when it is needed: most commands name their nodes. */
  private begun: Stream | null = null;

  constructor(
    private readonly world: World,
    private readonly spec: CommandSpec,
  ) {}

  private get stream(): Stream {
    if (this.begun === null) {
      this.begun = commandStream(this.world.spec.seed, this.spec);
      this.begun.draw();
    }
    return this.begun;
  }

  /** The actors meant, in order of naming, or why there are none. */
  find(targets: Targets): readonly Actor[] | Missed {
    const list = typeof targets === 'string' ? [targets] : targets;
    const found: Actor[] = [];
    for (const target of list) {
      const some = this.findOne(target);
      if (typeof some === 'string') return some;
      for (const actor of some) this.named.add(actor.index);
      found.push(...some);
    }
    return found.length === 0 ? 'noTarget' : found;
  }

  /** Does something to each target; missed only if it could be done to none of them. */
  each(targets: Targets, act: (actor: Actor) => Missed | null): Outcome {
    const found = this.find(targets);
    if (typeof found === 'string') return found;
    let why: Missed = 'noTarget';
    const done = found.filter((actor) => {
      const missed = act(actor);
      if (missed !== null) why = missed;
      return missed === null;
    });
    return done.length === 0 ? why : { actors: done };
  }

  /** One more draw of this command, in [0, 1). */
  draw(): number {
    return this.stream.draw();
  }

  private findOne(target: Target): readonly Actor[] | Missed {
    switch (target) {
      case 'leader':
        return this.leader();
      case 'store-leader':
        return this.storeLeader();
      case 'follower':
      case 'any':
        return this.drawn(target);
      case 'crashed': {
        const last = this.world.actors[this.world.lastCrashed];
        return last === undefined || last.up ? 'noCrashed' : [last];
      }
      case 'rest':
        return this.world.actors.filter((actor) => !this.named.has(actor.index));
      default: {
        const actor = this.world.actors[this.world.view.indexOf(target)];
        return actor === undefined ? 'noTarget' : [actor];
      }
    }
  }

  /** The latest seated; else the live node that believes in itself with the greatest attempt. */
  private leader(): readonly Actor[] | Missed {
    const { actors, seats, view } = this.world;
    let latest = seats[0];
    for (const seat of seats)
      if (latest !== undefined && seat.sinceUs >= latest.sinceUs) latest = seat;
    if (latest !== undefined) return [actors[view.indexOf(latest.node)] as Actor];
    let best: Actor | null = null;
    for (const actor of actors) {
      if (!actor.candidate || !actor.up || actor.leader !== actor.id) continue;
      if (best === null || (actor.attempt ?? 0) > (best.attempt ?? 0)) best = actor;
    }
    return best === null ? 'noLeader' : [best];
  }

  /** The leader among the replicas of a service, where the algorithm has one. */
  private storeLeader(): readonly Actor[] | Missed {
    const { actors, spec, view } = this.world;
    const actor = actors[view.indexOf(spec.algorithm.storeLeader?.(view) ?? '')];
    return actor === undefined ? 'noLeader' : [actor];
  }

  /** One live candidate that this command has not named yet; always one draw. */
  private drawn(target: 'follower' | 'any'): readonly Actor[] | Missed {
    const draw = this.stream.draw();
    const free = this.world.actors.filter(
      (actor) =>
        actor.candidate &&
        actor.up &&
        !this.named.has(actor.index) &&
        (target === 'any' || actor.leader !== actor.id),
    );
    const chosen = free[Math.floor(draw * free.length)];
    return chosen === undefined ? 'noTarget' : [chosen];
  }
}
