/**
 * The kernel seen from outside: live, read-only views of the world and its nodes. They hold no copies,
 * so they cost nothing until read and always show the kernel's present.
 */
import { localNow } from './actor';
import type { Actor, PartRuntime } from './actor';
import type { Holding } from './holding';
import type { Links } from './links';
import type {
  Attempt,
  NodeId,
  NodeView,
  PartState,
  Seat,
  TimerView,
  Us,
  WorldView,
} from './protocol';
import type { HeldKind } from '../scenario/types';

/** What a view needs of the kernel. */
export interface Viewed {
  readonly us: Us;
  readonly events: number;
  readonly actors: readonly Actor[];
  readonly links: Links;
  readonly seats: readonly Seat[];
  readonly holding: Holding;
  readonly params: object;
}

class ActorView implements NodeView {
  constructor(
    private readonly actor: Actor,
    private readonly kernel: Viewed,
  ) {}

  get id(): NodeId {
    return this.actor.id;
  }
  get index(): number {
    return this.actor.index;
  }
  get kind(): string {
    return this.actor.kind;
  }
  get candidate(): boolean {
    return this.actor.candidate;
  }
  get priority(): number {
    return this.actor.priority;
  }
  get up(): boolean {
    return this.actor.up;
  }
  get paused(): boolean {
    return this.actor.paused;
  }
  get writingUntilUs(): Us | null {
    return this.actor.writing?.untilUs ?? null;
  }
  get incarnation(): number {
    return this.actor.incarnation;
  }
  get role(): string {
    return this.actor.role;
  }
  get belief(): { leader: NodeId | null; attempt: Attempt | null } {
    return { leader: this.actor.leader, attempt: this.actor.attempt };
  }
  get clock(): { localUs: Us; ppm: number } {
    return { localUs: localNow(this.actor, this.kernel.us), ppm: this.actor.clock.ppm };
  }
  get state(): PartState {
    return (this.actor.parts[0] as (typeof this.actor.parts)[number]).state;
  }
  get durable(): object {
    return (this.actor.parts[0] as (typeof this.actor.parts)[number]).durable;
  }
  get inbox(): number {
    return this.actor.inbox.length;
  }
  get timers(): readonly TimerView[] {
    const armed: TimerView[] = [];
    for (const slot of this.actor.slots) {
      if (!slot.armed) continue;
      const part = this.actor.parts[slot.part]?.name ?? '';
      armed.push({ part, name: slot.name, key: slot.key, setUs: slot.setUs, dueUs: slot.dueUs });
    }
    return armed;
  }
}

/** Ground truth of a kernel at its present instant. */
export class LiveWorld implements WorldView {
  readonly ids: readonly NodeId[];
  readonly candidates: readonly NodeId[];
  private readonly views: ReadonlyMap<NodeId, ActorView>;
  private readonly indices: ReadonlyMap<NodeId, number>;

  constructor(private readonly kernel: Viewed) {
    const { actors } = kernel;
    this.ids = actors.map((actor) => actor.id);
    this.candidates = actors.filter((actor) => actor.candidate).map((actor) => actor.id);
    this.views = new Map(actors.map((actor) => [actor.id, new ActorView(actor, kernel)]));
    this.indices = new Map(actors.map((actor) => [actor.id, actor.index]));
  }

  /** Position of a node among all actors; -1 if there is none of that name. */
  indexOf(id: NodeId): number {
    return this.indices.get(id) ?? -1;
  }

  get us(): Us {
    return this.kernel.us;
  }
  get events(): number {
    return this.kernel.events;
  }
  get groups(): readonly (readonly NodeId[])[] {
    return this.kernel.links.groups();
  }
  get seats(): readonly Seat[] {
    return this.kernel.seats;
  }
  get holding(): readonly HeldKind[] {
    return this.kernel.holding.kinds;
  }
  get params(): object {
    return this.kernel.params;
  }

  readonly node = (id: NodeId): NodeView => {
    const view = this.views.get(id);
    if (view === undefined) throw new RangeError(`There is no node named ${id}`);
    return view;
  };

  private runtime(id: NodeId, part: string): PartRuntime {
    const actor = this.kernel.actors[this.indices.get(id) ?? -1];
    const runtime = actor?.parts.find((candidate) => candidate.name === part);
    if (runtime === undefined) throw new RangeError(`Node ${id} has no part named ${part}`);
    return runtime;
  }

  readonly part = (id: NodeId, part: string): PartState => this.runtime(id, part).state;

  readonly durable = (id: NodeId, part: string): object => this.runtime(id, part).durable;

  readonly linked = (from: NodeId, to: NodeId): boolean => {
    const a = this.indices.get(from);
    const b = this.indices.get(to);
    if (a === undefined || b === undefined) throw new RangeError(`No link ${from}>${to}`);
    return !this.kernel.links.isCut(a, b);
  };
}
