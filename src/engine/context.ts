/**
 * What a handler holds as `ctx`: one object per part of an actor, made once. It only passes requests
 * on to the kernel's `Host`; what they mean is decided there.
 */
import { localNow } from './actor';
import type { Actor, PartRuntime } from './actor';
import type {
  AnyMessage,
  Attempt,
  Json,
  MessageContext,
  MessageMap,
  NodeId,
  PartCall,
  Us,
} from './protocol';

/** What the kernel does for a handler. `part` is the position among the actor's parts. */
export interface Host {
  readonly us: Us;
  readonly params: object;
  send(actor: Actor, part: number, to: NodeId, message: AnyMessage): void;
  setTimer(actor: Actor, part: number, name: string, us: Us, key: string): void;
  cancelTimer(actor: Actor, part: number, name: string, key: string): void;
  becomes(actor: Actor, part: number, role: string, why: string): void;
  believes(actor: Actor, part: number, leader: NodeId | null, attempt: Attempt | null): void;
  attempt(actor: Actor, part: number, key: Attempt): void;
  persist(actor: Actor): void;
  rule(actor: Actor, part: number, id: string): void;
  note(actor: Actor, part: number, text: string): void;
  down(actor: Actor, part: number, call: PartCall): Json;
  up(actor: Actor, part: number, event: PartCall): void;
  spawn(actor: Actor, node: NodeId, us: Us): void;
}

/** The context of one part of one actor. */
export class PartContext implements MessageContext {
  readonly self: NodeId;
  readonly peers: readonly NodeId[];
  readonly all: readonly NodeId[];
  readonly rank: (id: NodeId) => number;
  readonly of: (kind: string) => readonly NodeId[];
  readonly random: { between(lo: number, hi: number): number };
  /** Sender of the message being handled; set by the kernel before a message handler runs. */
  from: NodeId = '';

  constructor(
    private readonly host: Host,
    private readonly actor: Actor,
    private readonly part: number,
    runtime: PartRuntime,
  ) {
    this.self = runtime.env.self;
    this.peers = runtime.env.peers;
    this.all = runtime.env.all;
    this.rank = runtime.env.rank;
    this.of = runtime.env.of;
    this.random = runtime.own;
  }

  get now(): Us {
    return localNow(this.actor, this.host.us);
  }
  /** As they are now: `set` may have changed them since the last step. */
  get params(): object {
    return this.host.params;
  }

  send(to: NodeId, message: AnyMessage & { type: keyof MessageMap & string }): void {
    this.host.send(this.actor, this.part, to, message);
  }
  reply(message: AnyMessage): void {
    this.host.send(this.actor, this.part, this.from, message);
  }
  broadcast(message: AnyMessage): void {
    for (const peer of this.peers) this.host.send(this.actor, this.part, peer, message);
  }
  setTimer(name: string, us: Us, key = ''): void {
    this.host.setTimer(this.actor, this.part, name, us, key);
  }
  cancelTimer(name: string, key = ''): void {
    this.host.cancelTimer(this.actor, this.part, name, key);
  }
  becomes(role: string, why: string): void {
    this.host.becomes(this.actor, this.part, role, why);
  }
  believes(leader: NodeId | null, attempt: Attempt | null): void {
    this.host.believes(this.actor, this.part, leader, attempt);
  }
  attempt(key: Attempt): void {
    this.host.attempt(this.actor, this.part, key);
  }
  persist(): void {
    this.host.persist(this.actor);
  }
  rule(id: string): void {
    this.host.rule(this.actor, this.part, id);
  }
  note(text: string): void {
    this.host.note(this.actor, this.part, text);
  }
  down(call: PartCall): Json {
    return this.host.down(this.actor, this.part, call);
  }
  up(event: PartCall): void {
    this.host.up(this.actor, this.part, event);
  }
  spawn(node: NodeId, us: Us): void {
    this.host.spawn(this.actor, node, us);
  }
}
