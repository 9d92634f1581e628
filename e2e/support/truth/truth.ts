/**
 * How a run really stands, computed by the kernel in Node: the scenario played again to the same instant.
 * Shares nothing with the page but the kernel, the algorithm and the words of its face.
 */
import { formFor } from '../../../src/engine/forms';
import { Kernel } from '../../../src/engine/kernel';
import type { Algorithm, Flight, Json, NodeView, Step, Us } from '../../../src/engine/protocol';
import { assemble } from '../../../src/scenario/assemble';
import { loadOnTop } from '../../../src/scenario/onTop';
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
  /** Whom the parts inside it take for their leader. */
  readonly knows: readonly string[];
  readonly seated: boolean;
  readonly inbox: number;
  readonly timers: number;
  /** What its kind of node keeps, by the names of the paper. */
  readonly variables: ReadonlyMap<string, Json>;
  /** The number in its disc; empty: none. */
  readonly number: string;
  /** Votes it has and needs while it asks for them; empty: it does not. */
  readonly votes: string;
}

/** A message that is really under way. */
export interface TrueFlight {
  readonly from: string;
  readonly to: string;
  /** Its word and what it carries. */
  readonly told: string;
  /** What stands on it: the same, as far as there is room; where there is no room, one of the two. */
  readonly written: string;
  readonly short: string;
  readonly routine: boolean;
  readonly sentUs: Us;
}

/** The run after so many events. */
export interface Truth {
  readonly us: Us;
  readonly events: number;
  readonly nodes: ReadonlyMap<string, TrueNode>;
  /** `n over c`: who stands in the upper and who in the lower tier; empty: there are no tiers. */
  readonly tiers: string;
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
/** So much of what a message carries, or of a node's number, is drawn. */
const CHARACTERS = 4;

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
    const whole = await loadOnTop(scenario.algorithm, scenario.workload?.kind);
    if (whole === null) throw new Error(`no algorithm ${scenario.algorithm}`);
    const form = formFor(whole, scenario.params);
    return new TrueRun(scenario, form, new Kernel(assemble(scenario, whole)));
  }

  /** The last instant of the run that is known, and the hash there, after so many events or at the end. */
  runTo(events: number): { readonly event: number; readonly hash: string; readonly us: Us } {
    this.rewind(0);
    while (this.kernel.events < events && this.kernel.step());
    return { event: this.kernel.events, hash: this.kernel.hash(), us: this.kernel.us };
  }

  /** True if at most so many events happen until this instant: no storm that nobody could look at. */
  isCalm(us: Us, most: number): boolean {
    this.rewind(0);
    const { kernel } = this;
    while (kernel.events <= most && (kernel.nextUs() ?? Infinity) <= us && kernel.step());
    return kernel.events <= most;
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
      tiers: this.tiers(),
      flights: flights.filter(({ from, to }) => from !== to).map((one) => this.flight(one)),
      actor: this.last?.node ?? null,
      numbers,
      before,
    };
  }

  private tiers(): string {
    const { view } = this.kernel;
    const { face } = this.algorithm;
    const at = (place: string): string | undefined =>
      view.ids.find((id) => (face.kinds?.[view.node(id).kind]?.place ?? 'main') === place)?.[0];
    const [upper, lower] = [at('service'), at('main')];
    const isBoth = face.layout === 'tiers' && upper !== undefined && lower !== undefined;
    return isBoth ? `${upper} over ${lower}` : '';
  }

  private node(node: NodeView): TrueNode {
    const { face } = this.algorithm;
    const { view } = this.kernel;
    const kind = face.kinds?.[node.kind];
    const role = face.roles[node.role];
    const badge = node.up ? (kind?.badge ?? face.badge)(node.state) : null;
    const own = (kind?.variables ?? face.variables)(node.state);
    const ofParts = Object.entries(kind?.parts ?? {}).flatMap(([part, { variables }]) =>
      variables(view.part(node.id, part)),
    );
    const listed = [...own, ...ofParts];
    const seated = view.seats.some((seat) => seat.node === node.id);
    return {
      up: node.up,
      paused: node.up && node.paused,
      role: node.role,
      roleWord: role === undefined ? '' : this.word(role.word),
      glyph: node.up ? (role?.glyph ?? 'plain') : 'crashed',
      badge: badge === null ? '' : `${this.word(badge.word)} ${badge.value}`,
      believes: node.up ? node.belief.leader : null,
      knows: node.up
        ? Object.keys(kind?.parts ?? {}).flatMap((part) => this.knownTo(node, part))
        : [],
      seated,
      inbox: node.inbox,
      timers: node.timers.length,
      variables: new Map(listed.map(({ name, value }) => [name, value])),
      number: node.up ? this.numberOf(node) : '',
      votes: node.up && !seated ? this.votesOf(node) : '',
    };
  }

  private knownTo({ id }: NodeView, part: string): readonly string[] {
    const { leaderHint, role } = this.kernel.view.part(id, part) as {
      readonly leaderHint?: string | null;
      readonly role?: string;
    };
    return [...(leaderHint ? [leaderHint] : []), ...(role === 'leader' ? [id] : [])];
  }

  private numberOf(node: NodeView): string {
    const worn = this.algorithm.face.ornaments(node.state, this.kernel.view, node.id);
    // A door before a token before a place in a queue.
    const door = worn.find((one) => one.kind === 'door')?.number ?? null;
    const token = worn.find((one) => one.kind === 'token')?.value ?? null;
    const queue = worn.find((one) => one.kind === 'queue')?.number ?? null;
    return String(door ?? token ?? queue ?? '').slice(0, CHARACTERS);
  }

  private votesOf(node: NodeView): string {
    const worn = this.algorithm.face.ornaments(node.state, this.kernel.view, node.id);
    const ring = worn.find((one) => one.kind === 'voters');
    if (ring === undefined) return '';
    return `${ring.voters.filter(({ vote }) => vote === 'yes').length} of ${ring.notch}`;
  }

  private flight({ from, to, message, sentUs }: Flight): TrueFlight {
    const { face } = this.algorithm;
    const look = face.messages[message.type]?.(message);
    const word = look === undefined ? '' : this.word(look.word);
    const carries = String(look?.carries ?? '').slice(0, CHARACTERS);
    const written = carries === '' ? word : `${word} ${carries}`;
    const short = carries === '' ? (look?.initial ?? '') : carries;
    const told = [word, look?.carries].join(' ').trim();
    return { from, to, told, written, short, routine: face.routine(message), sentUs };
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
