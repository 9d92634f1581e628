/**
 * Drives a small cluster step by step, in the words of the published test cases: `hup`, `cut`,
 * `settle`, `expectSent`. For tests only. Timers never ring by themselves here; `hup` and `fire` make
 * them ring, and `settle` delivers everything until it is quiet.
 */
import type { Deed } from '../../scenario/types';
import { companySpecs } from '../company';
import { formFor } from '../forms';
import { Kernel } from '../kernel';
import type { Algorithm, AnyMessage, Fact, Json, NodeId, Op, PartState, Step } from '../protocol';
import type { CommandSpec, LinkSpec, RunSpec } from '../spec';
import { Trace } from '../trace';
import { freezeDeep } from './freeze';

/** What a driven cluster is made of; times in ms as in a scenario. */
export interface DrivenOptions {
  readonly nodes: number;
  readonly params?: { readonly [name: string]: Json };
  readonly seed?: string;
  readonly leader?: NodeId;
  readonly logs?: { readonly [node: NodeId]: readonly number[] };
  /** One-way delay, default 1 ms, so that a round of messages is easy to count. */
  readonly delayUs?: number;
  readonly writeUs?: number;
  /** True: timers ring by themselves (for tests with `advance`). */
  readonly timers?: boolean;
}

/** A message as it was sent, for expectations. */
export interface SentMessage {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: AnyMessage;
}

/** The parameters of an algorithm as a scenario gives them: its defaults, overlaid. */
function givenOf(
  algorithm: Algorithm,
  given: { readonly [name: string]: Json } = {},
): { readonly [name: string]: Json } {
  const all: { [name: string]: Json } = {};
  for (const spec of algorithm.params) all[spec.name] = spec.default;
  if (algorithm.variants[0] !== undefined) all['variant'] = algorithm.variants[0];
  return { ...all, ...given };
}

/** The same as handlers read them. */
export function paramsOf(
  algorithm: Algorithm,
  given: { readonly [name: string]: Json } = {},
): object {
  return algorithm.resolveParams(givenOf(algorithm, given));
}

/** A run specification for tests that do not go through a scenario document. */
export function specOf(whole: Algorithm, options: DrivenOptions): RunSpec {
  const algorithm = formFor(whole, options.params);
  const ids = Array.from({ length: options.nodes }, (_, index) => `n${index + 1}`);
  const link: LinkSpec = {
    delay: { dist: 'fixed', us: options.delayUs ?? 1000 },
    loss: 0,
    duplicate: 0,
    fifo: false,
  };
  const seated = options.leader !== undefined || options.logs !== undefined;
  return {
    algorithm,
    seed: options.seed ?? 'driver',
    given: givenOf(algorithm, options.params),
    params: paramsOf(algorithm, options.params),
    actors: [
      ...ids.map((id, index) => ({
        id,
        kind: algorithm.candidates,
        candidate: true,
        priority: index + 1,
      })),
      ...companySpecs(algorithm, givenOf(algorithm, options.params)),
    ],
    link,
    links: new Map(),
    crashedInbox: 'lost',
    disk: { loUs: options.writeUs ?? 0, hiUs: options.writeUs ?? 0 },
    clocks: new Map(),
    initial: {
      timers: 'fresh',
      seating: seated ? { leader: options.leader ?? null, logs: options.logs ?? {} } : null,
    },
    commands: [],
    untilUs: null,
    ...(options.timers === true ? {} : { timersNeverRing: true }),
  };
}

/** A cluster under the hand of a test. Every state a step makes is deep-frozen. */
export class Driver {
  readonly kernel: Kernel;
  readonly facts: Fact[] = [];
  readonly steps: Step[] = [];
  readonly trace: Trace;
  private readonly commands: CommandSpec[] = [];
  private mark = 0;
  /** How far `advance` has gone: nothing need have happened there. */
  private waitedUs = 0;

  constructor(algorithm: Algorithm, options: DrivenOptions) {
    const spec = specOf(algorithm, options);
    this.kernel = new Kernel(spec);
    this.trace = new Trace(spec.actors.map((actor) => actor.id));
    this.kernel.observe({
      trace: this.trace,
      facts: this.facts,
      onStep: (step) => {
        // What was frozen is a past state; the kernel copies before it lets a handler write.
        freezeDeep(step.before);
        freezeDeep(step.message);
        this.steps.push(step);
      },
    });
    for (const _ of spec.actors) this.kernel.step();
  }

  /**
   * Does a command now, and all that follows from it at once (a forced timer, a restart). `rules`: what
   * a `set` of links changes, as `assembleCommand` makes it.
   */
  do(deed: Deed, rules?: Partial<LinkSpec>): this {
    return this.doAll([deed], rules);
  }

  /** Does several commands at this instant, one right after the other. */
  doAll(deeds: readonly Deed[], rules?: Partial<LinkSpec>): this {
    const us = Math.max(this.waitedUs, this.kernel.us);
    const after = this.kernel.us === us ? this.kernel.instantCount : 0;
    for (const deed of deeds) {
      const command = { atMs: us / 1000, after, ...deed } as CommandSpec['command'];
      const key = String(this.commands.length);
      const changed = rules === undefined ? {} : { rules };
      this.commands.push({ command, atLoUs: us, atHiUs: us, after, key, ...changed });
    }
    this.kernel.setCommands(this.commands);
    for (const _ of deeds) this.kernel.step();
    while (this.kernel.nextUs() === us) this.kernel.step();
    return this;
  }

  /** The node's suspicion timer rings now: it starts an election. */
  hup(node: NodeId): this {
    return this.do({ do: 'timeout', node });
  }

  /** A named timer rings now. */
  fire(node: NodeId, timer: string): this {
    return this.do({ do: 'timeout', node, timer });
  }

  request(node: NodeId, op: Op): this {
    return this.do({ do: 'request', node, op });
  }

  /** Cuts both directions between two nodes. */
  cut(a: NodeId, b: NodeId): this {
    return this.do({ do: 'cut', from: a, to: b });
  }

  /** Cuts a node off from all others. */
  isolate(node: NodeId): this {
    return this.do({ do: 'partition', groups: [[node], ['rest']] });
  }

  heal(): this {
    return this.do({ do: 'heal' });
  }

  /** Delivers everything until it is quiet; with timers running, until only timers are left. */
  settle(): this {
    for (let guard = 0; guard < 100_000; guard++) {
      if (this.kernel.flights().length === 0 && !this.isWriting()) return this;
      if (!this.kernel.step()) return this;
    }
    throw new Error('The cluster does not settle');
  }

  private isWriting(): boolean {
    const { view } = this.kernel;
    return view.ids.some((id) => view.node(id).writingUntilUs !== null);
  }

  /** Runs on for a span of virtual time. */
  advance(us: number): this {
    const end = Math.max(this.waitedUs, this.kernel.us) + us;
    this.waitedUs = end;
    for (
      let next = this.kernel.nextUs();
      next !== null && next <= end;
      next = this.kernel.nextUs()
    ) {
      this.kernel.step();
    }
    return this;
  }

  /** A node's state, typed by the caller. */
  state<S extends PartState>(node: NodeId): S {
    return this.kernel.view.node(node).state as S;
  }

  role(node: NodeId): string {
    return this.kernel.view.node(node).role;
  }

  /** Messages sent since the last call, in sending order. */
  sent(): readonly SentMessage[] {
    const messages: SentMessage[] = [];
    for (const step of this.steps.slice(this.mark)) {
      for (const effect of step.effects) {
        if (effect.do === 'send' && effect.sent >= 0 && step.node !== null) {
          messages.push({ from: step.node, to: effect.to, message: effect.message });
        }
      }
    }
    this.mark = this.steps.length;
    return messages;
  }

  /** Sends of a type since the last call of `sent` or this, as `from>to`, in order. */
  expectSent(type: string): readonly string[] {
    return this.sent()
      .filter((sent) => sent.message.type === type)
      .map((sent) => `${sent.from}>${sent.to}`);
  }

  /** How many messages of each type were sent in the whole run. */
  counts(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const step of this.steps) {
      for (const effect of step.effects) {
        if (effect.do !== 'send' || effect.sent < 0) continue;
        counts[effect.message.type] = (counts[effect.message.type] ?? 0) + 1;
      }
    }
    return counts;
  }
}
