/**
 * Details of single events, made again by replay: the trace keeps times and kinds only. Steps are kept
 * a window at a time, because whoever asks for one mostly asks for its neighbours next.
 */
import type { NodeId, NodeView, PartState, Seat, Step, Us, WorldView } from '../engine/protocol';
import type { CommandSpec } from '../engine/spec';
import type { Recorder } from './recorder';
import { Replay } from './replay';

/** Steps before the one asked for that are kept with it. */
const WINDOW = 128;
/** Steps kept at most. */
const KEPT_MAX = 2048;

/** A node as it was, whatever the kernel does afterwards. */
function copyOf(node: NodeView): NodeView {
  return {
    id: node.id,
    index: node.index,
    kind: node.kind,
    candidate: node.candidate,
    priority: node.priority,
    up: node.up,
    paused: node.paused,
    writingUntilUs: node.writingUntilUs,
    incarnation: node.incarnation,
    role: node.role,
    belief: node.belief,
    clock: node.clock,
    state: node.state,
    inbox: node.inbox,
    timers: node.timers,
    durable: node.durable,
  };
}

/** The world just after one event. It costs a replay to look into, and nothing to hold. */
class WorldAfter implements WorldView {
  constructor(
    private readonly replay: Replay,
    readonly events: number,
    readonly us: Us,
  ) {}

  private stand(): WorldView {
    this.replay.moveTo(this.events);
    return this.replay.kernel.view;
  }

  get ids(): readonly NodeId[] {
    return this.replay.kernel.view.ids;
  }
  get candidates(): readonly NodeId[] {
    return this.replay.kernel.view.candidates;
  }
  get params(): object {
    return this.stand().params;
  }
  get holding(): WorldView['holding'] {
    return this.stand().holding;
  }
  get groups(): readonly (readonly NodeId[])[] {
    return this.stand().groups;
  }
  get seats(): readonly Seat[] {
    return this.stand().seats;
  }
  readonly node = (id: NodeId): NodeView => copyOf(this.stand().node(id));
  readonly part = (id: NodeId, part: string): PartState => this.stand().part(id, part);
  readonly linked = (from: NodeId, to: NodeId): boolean => this.stand().linked(from, to);
}

export class Details {
  private readonly replay: Replay;
  /** As the kernel told them: their worlds are not to be trusted. */
  private readonly told = new Map<number, Step>();
  private readonly whole = new Map<number, Step>();

  constructor(private readonly recorder: Recorder) {
    this.replay = new Replay(recorder);
  }

  setCommands(commands: readonly CommandSpec[]): void {
    this.told.clear();
    this.whole.clear();
    this.replay.setCommands(commands);
  }

  /** The step of one event, whole. Throws RangeError if the run has no such event. */
  step(event: number): Step {
    const known = this.whole.get(event);
    if (known !== undefined) return known;
    const record = this.recorder.trace.event(event);
    const told = this.told.get(event) ?? this.tell(event);
    const world = new WorldAfter(this.replay, event + 1, record.us);
    const step: Step = { ...told, event: record, world };
    this.whole.set(event, step);
    return step;
  }

  private tell(event: number): Step {
    if (this.told.size + WINDOW > KEPT_MAX) {
      this.told.clear();
      this.whole.clear();
    }
    const from = Math.max(0, event - WINDOW);
    const { events } = this.replay.kernel;
    if (events < from || events > event) this.replay.moveTo(from);
    this.replay.moveTo(event + 1, (step) => this.told.set(step.event.number, step));
    const step = this.told.get(event);
    if (step === undefined) throw new Error(`Event ${event} left no step`);
    return step;
  }

  /** Hash after `events` events. Throws RangeError beyond what has been computed. */
  hashAt(events: number): string {
    if (!(events >= 0 && events <= this.recorder.events)) {
      throw new RangeError(
        `The run has been computed for ${this.recorder.events} events, not for ${events}`,
      );
    }
    this.replay.moveTo(events);
    return this.replay.kernel.hash();
  }
}
