/**
 * One node as it is drawn: glyph, fill, the one ring it wears, badge, belief flag, log cells. Reads
 * the world at the playhead and nothing later.
 */
import type {
  Face,
  NodeId,
  NodeView,
  Ornament,
  TimerView,
  Us,
  WorldView,
} from '../engine/protocol';
import type { RunView } from '../session/types';
import { conditionsNow } from './conditions';
import { TAU } from './geometry';
import type { CellsMark, FlagMark, NodeGlyph, NodeMark, RingMark } from './types';

/** How many cells of a log are shown. */
const CELLS_MAX = 4;
/** Share of a routine period for which the leader's rim shows a round. */
const PULSE_SHARE = 0.45;

/** What all nodes of one instant have in common. */
export interface Instant {
  readonly run: RunView;
  readonly world: WorldView;
  readonly us: Us;
  readonly face: Face;
  readonly seated: ReadonlySet<NodeId>;
  /** What most live nodes believe; undefined where no belief has more than half of them. */
  readonly common: NodeId | null | undefined;
  readonly detectionUs: Us;
  readonly routineUs: Us;
  /** The longest setting among the countdowns of one name. */
  readonly longestUs: ReadonlyMap<string, Us>;
  /** Live nodes' countdowns, by node. */
  readonly countdowns: ReadonlyMap<NodeId, TimerView>;
  /** Who ends first while nobody is seated; null otherwise. */
  readonly first: NodeId | null;
  /** Nodes whose disk was emptied. */
  readonly wiped: ReadonlySet<NodeId>;
}

/** The countdown of a node that is worth an arc: the detection timeout first, then the earliest. */
function countdownOf(node: NodeView, face: Face): TimerView | null {
  let best: TimerView | null = null;
  let bestDetects = false;
  for (const timer of node.timers) {
    const wait = face.waits[timer.name];
    if (wait === undefined || !wait.arc) continue;
    const detects = wait.detection === true;
    if (
      best === null ||
      (detects && !bestDetects) ||
      (detects === bestDetects && timer.dueUs < best.dueUs)
    ) {
      best = timer;
      bestDetects = detects;
    }
  }
  return best;
}

/** What more than half of the live nodes believe. */
function commonBelief(nodes: readonly NodeView[]): NodeId | null | undefined {
  const votes = new Map<NodeId | null, number>();
  let live = 0;
  for (const node of nodes) {
    if (!node.up) continue;
    live++;
    votes.set(node.belief.leader, (votes.get(node.belief.leader) ?? 0) + 1);
  }
  for (const [leader, count] of votes) if (count * 2 > live) return leader;
  return undefined;
}

export function instantOf(run: RunView, nodes: readonly NodeView[]): Instant {
  const { face } = run.algorithm;
  const world = run.world;
  const periods = face.periods(run.params);
  const countdowns = new Map<NodeId, TimerView>();
  const longestUs = new Map<string, Us>();
  let first: NodeView | null = null;
  for (const node of nodes) {
    if (!node.up) continue;
    const timer = countdownOf(node, face);
    if (timer === null) continue;
    countdowns.set(node.id, timer);
    const spanUs = timer.dueUs - timer.setUs;
    longestUs.set(timer.name, Math.max(spanUs, longestUs.get(timer.name) ?? 0));
    const best = first === null ? undefined : countdowns.get(first.id);
    if (!node.paused && (best === undefined || timer.dueUs < best.dueUs)) first = node;
  }
  const racing = world.seats.length === 0;
  return {
    run,
    world,
    us: run.playhead.us,
    face,
    seated: new Set(world.seats.map((seat) => seat.node)),
    common: commonBelief(nodes),
    detectionUs: periods.detectionUs,
    routineUs: periods.routineUs,
    longestUs,
    countdowns,
    first: racing && first !== null ? first.id : null,
    wiped: conditionsNow(run).wiped,
  };
}

function shareLeft(timer: TimerView, us: Us, wholeUs: Us): number {
  return wholeUs <= 0 ? 0 : Math.max(0, Math.min(1, (timer.dueUs - us) / wholeUs));
}

/**
 * What a full arc stands for. Arcs of one name share it, so that the shorter one ends first: the
 * longest detection timeout, or for much shorter waits (the answer to one ping) the longest of them.
 */
function scaleOf(at: Instant, timer: TimerView): Us {
  const longest = at.longestUs.get(timer.name) ?? 0;
  return longest * 3 <= at.detectionUs ? longest : Math.max(at.detectionUs, longest);
}

type Voters = Extract<Ornament, { kind: 'voters' }>;

/** One segment per voter, in the order and direction of their seats; the notch after as many as win. */
function votersRing(ornament: Voters, node: NodeId, named: boolean): RingMark {
  const count = ornament.voters.length;
  const size = TAU / Math.max(1, count);
  const gap = Math.min(0.12, size * 0.16);
  const own = Math.max(
    0,
    ornament.voters.findIndex((voter) => voter.node === node),
  );
  const start = -0.25 * TAU - size / 2;
  const segments = ornament.voters.map((voter, index) => ({
    node: voter.node,
    from: start + index * size + gap / 2,
    to: start + (index + 1) * size - gap / 2,
    vote: voter.vote,
  }));
  return {
    kind: 'voters',
    segments,
    need: ornament.notch,
    have: ornament.voters.filter((voter) => voter.vote === 'yes').length,
    notch: start + (own + ornament.notch) * size,
    named,
  };
}

/** The one ring of a node: votes before a window, a window before a countdown. */
export function ringOf(
  at: Instant,
  node: NodeView,
  ornaments: readonly Ornament[],
  named: boolean,
): RingMark | null {
  if (!node.up) return null;
  const voters = ornaments.find((one) => one.kind === 'voters');
  if (voters !== undefined && !at.seated.has(node.id)) return votersRing(voters, node.id, named);
  for (const one of ornaments) {
    if (one.kind !== 'window') continue;
    const timer = node.timers.find((candidate) => candidate.name === one.timer);
    if (timer === undefined) continue;
    const share = shareLeft(timer, at.us, timer.dueUs - timer.setUs);
    return { kind: 'window', share };
  }
  const timer = at.countdowns.get(node.id);
  if (timer === undefined) return null;
  return {
    kind: 'countdown',
    share: shareLeft(timer, at.us, scaleOf(at, timer)),
    racing: at.world.seats.length === 0,
    first: at.first === node.id,
  };
}

/** 1 when the leader's round has just gone out, fading: read from the timer it set for the next. */
export function pulseOf(at: Instant, node: NodeView): number {
  if (!node.up || node.paused || !at.seated.has(node.id)) return 0;
  let age = Infinity;
  for (const timer of node.timers) {
    const span = timer.dueUs - timer.setUs;
    if (span <= at.routineUs * 1.5) age = Math.min(age, at.us - timer.setUs);
  }
  const whole = at.routineUs * PULSE_SHARE;
  return whole > 0 && age < whole ? 1 - age / whole : 0;
}

export function glyphOf(at: Instant, node: NodeView): NodeGlyph {
  return node.up ? (at.face.roles[node.role]?.glyph ?? 'plain') : 'crashed';
}

/** The flag of a node that believes in another; a leader wears the crown instead. */
export function flagOf(at: Instant, node: NodeView): FlagMark | null {
  if (!node.up || node.belief.leader === node.id) return null;
  const leader = node.belief.leader;
  return { leader, differs: at.common !== undefined && leader !== at.common };
}

export function cellsOf(node: NodeView, ornaments: readonly Ornament[]): CellsMark | null {
  const log = ornaments.find((one) => one.kind === 'log');
  if (log === undefined || log.cells.length === 0 || !node.up) return null;
  const skipped = Math.max(0, log.cells.length - CELLS_MAX);
  return {
    terms: log.cells.slice(skipped),
    committed: Math.max(0, log.committed - Math.max(0, log.first - 1) - skipped),
    before: Math.max(0, log.first - 1) + skipped,
  };
}

/** Whether the clock of a node that is up runs off the true rate. */
export function clockOf({ up, clock }: NodeView): NodeMark['clock'] {
  if (!up || clock.ppm === 0) return null;
  return clock.ppm > 0 ? 'fast' : 'slow';
}

/** True if a timer of the node should have rung by now and is held back. */
export function holdsTimer({ world, us }: Instant, node: NodeView): boolean {
  if (!node.up || node.paused || !world.holding.includes('timers')) return false;
  return node.timers.some((timer) => timer.dueUs < us);
}
