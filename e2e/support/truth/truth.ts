/**
 * How a run really stands, computed by the kernel in Node: the scenario played again to the same instant.
 * Shares nothing with the page but the kernel, the algorithm and the words of its face.
 */
import { loadAlgorithm } from '../../../src/algorithms/registry';
import { Kernel } from '../../../src/engine/kernel';
import type { Algorithm, Flight, NodeView, Step, Us } from '../../../src/engine/protocol';
import { assemble } from '../../../src/scenario/assemble';
import type { Scenario } from '../../../src/scenario/types';

/** One node as it really is. */
export interface TrueNode {
  readonly up: boolean;
  readonly paused: boolean;
  readonly role: string;
  /** The word for the role; empty before its first step. */
  readonly roleWord: string;
  readonly glyph: string;
  readonly badge: string;
  readonly believes: string | null;
  readonly seated: boolean;
  readonly inbox: number;
  readonly timers: number;
  /** Plain values of its state and of what is on its disk, by name. */
  readonly variables: ReadonlyMap<string, string | number | boolean | null>;
}

/** A message that is really under way. */
export interface TrueFlight {
  readonly from: string;
  readonly to: string;
  readonly word: string;
  readonly initial: string;
  readonly routine: boolean;
  readonly sentUs: Us;
}

/** The run after so many events. */
export interface Truth {
  readonly us: Us;
  readonly events: number;
  readonly nodes: ReadonlyMap<string, TrueNode>;
  readonly flights: readonly TrueFlight[];
  /** The node that stepped last; null before the first event, after a command or a message that ended. */
  readonly actor: string | null;
  /** The nodes just before the first event of this instant. */
  readonly before: ReadonlyMap<string, TrueNode>;
  /** Every number that some state or some message holds: what a sentence may call a try. */
  readonly numbers: ReadonlySet<number>;
}

/** Events between two snapshots. */
const SPACING = 400;

interface Frame {
  readonly us: Us;
  readonly snapshot: ReturnType<Kernel['snapshot']>;
  readonly last: Step | null;
}

export class TrueRun {
  private readonly frames: Frame[] = [];
  private last: Step | null = null;

  private constructor(
    readonly scenario: Scenario,
    private readonly algorithm: Algorithm,
    private readonly kernel: Kernel,
  ) {
    kernel.observe({ trace: null, facts: null, onStep: (step) => (this.last = step) });
    this.keep();
  }

  static async of(scenario: Scenario): Promise<TrueRun> {
    const algorithm = await loadAlgorithm(scenario.algorithm);
    if (algorithm === null) throw new Error(`no algorithm ${scenario.algorithm}`);
    return new TrueRun(scenario, algorithm, new Kernel(assemble(scenario, algorithm)));
  }

  /** The last instant of the run that is known, and the hash there, after so many events or at the end. */
  runTo(events: number): { readonly event: number; readonly hash: string; readonly us: Us } {
    this.rewind(0);
    while (this.kernel.events < events && this.kernel.step());
    return { event: this.kernel.events, hash: this.kernel.hash(), us: this.kernel.us };
  }

  /**
   * How the run stands at this instant. More than one answer where several events share it: whoever
   * steps through them stands between two of them.
   */
  at(us: Us): readonly Truth[] {
    this.rewind(us);
    const { kernel } = this;
    const found: Truth[] = [];
    let before = this.nodes();
    for (;;) {
      if (kernel.events > this.known + SPACING) this.keep();
      const next = kernel.nextUs();
      const isLast = next === null || next > us;
      if (isLast || kernel.us === us) found.push(this.now(us, before));
      if (isLast) return found;
      if (next === us && kernel.us < us) before = this.nodes();
      kernel.step();
    }
  }

  private known = 0;

  private keep(): void {
    const { kernel, last } = this;
    this.known = kernel.events;
    this.frames.push({ us: kernel.us, snapshot: kernel.snapshot(), last });
  }

  private rewind(us: Us): void {
    const frame = this.frames.findLast((one) => one.us < us) ?? this.frames[0];
    if (frame === undefined) throw new Error('no snapshot');
    this.kernel.restore(frame.snapshot);
    this.last = frame.last;
  }

  private nodes(): ReadonlyMap<string, TrueNode> {
    const { view } = this.kernel;
    return new Map(view.ids.map((id) => [id, this.node(view.node(id))]));
  }

  private now(us: Us, before: ReadonlyMap<string, TrueNode>): Truth {
    const { view } = this.kernel;
    const nodes = this.nodes();
    const flights = this.kernel.flights();
    const numbers = new Set<number>();
    for (const id of view.ids) numbersIn(view.node(id).state, numbers);
    for (const { message } of flights) numbersIn(message, numbers);
    if (this.last?.message) numbersIn(this.last.message, numbers);
    if (this.last?.before) numbersIn(this.last.before, numbers);
    return {
      us,
      events: this.kernel.events,
      nodes,
      flights: flights.filter(({ from, to }) => from !== to).map((one) => this.flight(one)),
      actor: this.last?.node ?? null,
      numbers,
      before,
    };
  }

  private node(node: NodeView): TrueNode {
    const { face } = this.algorithm;
    const role = face.roles[node.role];
    const badge = node.up ? face.badge(node.state) : null;
    const variables = new Map<string, string | number | boolean | null>();
    for (const layer of [node.state.stable, node.state]) {
      for (const [name, value] of Object.entries(layer)) {
        if (value === null || typeof value !== 'object') variables.set(name, value as string);
      }
    }
    return {
      up: node.up,
      paused: node.up && node.paused,
      role: node.role,
      roleWord: role === undefined ? '' : this.word(role.word),
      glyph: node.up ? (role?.glyph ?? 'plain') : 'crashed',
      badge: badge === null ? '' : `${this.word(badge.word)} ${badge.value}`,
      believes: node.up ? node.belief.leader : null,
      seated: this.kernel.view.seats.some((seat) => seat.node === node.id),
      inbox: node.inbox,
      timers: node.timers.length,
      variables,
    };
  }

  private flight({ from, to, message, sentUs }: Flight): TrueFlight {
    const { face } = this.algorithm;
    const look = face.messages[message.type]?.(message);
    const word = look === undefined ? '' : this.word(look.word);
    return { from, to, word, initial: look?.initial ?? '', routine: face.routine(message), sentUs };
  }

  private word(key: string): string {
    return this.algorithm.face.texts.en[key] ?? key;
  }
}

function numbersIn(value: unknown, found: Set<number>): void {
  if (typeof value === 'number') found.add(value);
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) numbersIn(inner, found);
  }
}
