/**
 * One node as it is drawn: glyph, fill, badge, belief flag, log cells, figures. Reads the world at the
 * playhead and nothing later. Its ring is rings.ts's, what it wears besides is ornaments.ts's.
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
import type { LabelForm } from './degrees';
import type { LabelPlace } from './labels';
import { chipsOf, plateOf } from './ornaments';
import { ornamentOf, ringOf } from './rings';
import type { SeatPlan } from './seats';
import type {
  CellsMark,
  FlagMark,
  LabelMark,
  NodeGlyph,
  NodeMark,
  Point,
  SceneView,
} from './types';

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
  /** What most live candidates believe; undefined where no belief has more than half of them. */
  readonly common: NodeId | null | undefined;
  readonly detectionUs: Us;
  readonly routineUs: Us;
  /** The longest setting among the countdowns of one name. */
  readonly longestUs: ReadonlyMap<string, Us>;
  /** Live nodes' countdowns, by node. */
  readonly countdowns: ReadonlyMap<NodeId, TimerView>;
  /** Nobody is seated. */
  readonly racing: boolean;
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

/** What more than half of the live candidates believe. */
function commonBelief(nodes: readonly NodeView[]): NodeId | null | undefined {
  const votes = new Map<NodeId | null, number>();
  let live = 0;
  for (const node of nodes) {
    if (!node.up || !node.candidate) continue;
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
    racing,
    first: racing && first !== null ? first.id : null,
    wiped: conditionsNow(run).wiped,
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
  if (!node.up || !node.candidate || node.belief.leader === node.id) return null;
  const leader = node.belief.leader;
  return { leader, differs: at.common !== undefined && leader !== at.common };
}

export function cellsOf(node: NodeView, ornaments: readonly Ornament[]): CellsMark | null {
  const log = ornamentOf(ornaments, 'log');
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

/** Smallest node on whose ring of voters names can be read. */
const NAMED_RING_MIN = 25;

const NOTHING: readonly Ornament[] = [];

/** What a node wears now; nothing while it is down. */
export function wornBy(at: Instant, node: NodeView): readonly Ornament[] {
  return node.up ? at.face.ornaments(node.state, at.world, node.id) : NOTHING;
}

/**
 * How many in its reach agree that it leads, of those its mandate needs: where that is too few (a leader
 * that was paused keeps its seat while the others choose anew), or where some are out of its reach. Empty
 * where nothing needs an explanation.
 */
function agreed({ run, world, seated }: Instant, { id, belief }: NodeView): string {
  const { mandate } = run.algorithm;
  if (belief.leader !== id || mandate === 'granted') return '';
  const up = world.candidates.map((one) => world.node(one)).filter((one) => one.up);
  const near = up.filter((one) => world.linked(id, one.id) && world.linked(one.id, id));
  if (mandate !== 'majority' && seated.has(id) && near.length === up.length) return '';
  const need = mandate === 'majority' ? (world.candidates.length >> 1) + 1 : near.length;
  const have = near.filter((one) => one.belief.leader === id).length;
  if (mandate === 'majority' && have >= need) return '';
  return `${have}/${need}`;
}

function badgeOf(at: Instant, node: NodeView, view: SceneView): string {
  if (!node.up) return '';
  const badge = (at.face.kinds?.[node.kind]?.badge ?? at.face.badge)(node.state);
  return badge === null ? '' : `${view.words(badge.word)} ${badge.value}`;
}

/** Forms in which the label has a line for badge, flag and figures. */
function hasRows(form: LabelForm): boolean {
  return form === 'rows' || form === 'short';
}

/** True if it has given its voice to somebody: nobody leads it, but it is not at a loss. */
function backs(ornaments: readonly Ornament[]): boolean {
  return ornamentOf(ornaments, 'backs') !== undefined;
}

/** What is written beside a node, as far as its label has room. */
function labelMark(
  at: Instant,
  node: NodeView,
  point: Point,
  place: LabelPlace,
  words: { readonly badge: string; readonly tally: string },
  ornaments: readonly Ornament[],
  view: SceneView,
): LabelMark {
  const { form } = place;
  const nameOnly = form === 'name' || form === 'small';
  const rows = hasRows(form);
  // On one line there is room for the votes or the term.
  const badge = nameOnly || (form === 'line' && words.tally !== '') ? '' : words.badge;
  return {
    box: { x: point.x + place.dx, y: point.y + place.dy, w: place.w, h: place.h },
    form,
    align: place.align,
    badge,
    flag:
      !rows || words.tally !== '' || (node.belief.leader === null && backs(ornaments))
        ? null
        : flagOf(at, node),
    tally: nameOnly ? '' : words.tally,
    cells: form === 'rows' ? cellsOf(node, ornaments) : null,
    chips: rows ? chipsOf(ornaments, view.words) : [],
  };
}

/** One node of the picture. */
export function nodeMark(
  at: Instant,
  node: NodeView,
  ornaments: readonly Ornament[],
  point: Point,
  plan: SeatPlan,
  place: LabelPlace | undefined,
  view: SceneView,
): NodeMark {
  const badge = badgeOf(at, node, view);
  const named = plan.detail === 'words' && plan.nodeRadius >= NAMED_RING_MIN;
  const ring = ringOf(at, node, ornaments, named);
  const tally =
    ring?.kind === 'voters' ? `${ring.have}/${ring.need}` : node.up ? agreed(at, node) : '';
  const kind = at.face.kinds?.[node.kind];
  const queue = ornamentOf(ornaments, 'queue');
  const roleWord = at.face.roles[node.role]?.word ?? '';
  return {
    id: node.id,
    x: point.x,
    y: point.y,
    radius: plan.nodeRadius,
    glyph: glyphOf(at, node),
    kind: kind?.glyph ?? 'server',
    kindWord: kind?.word ?? '',
    roleWord,
    roleSaid: roleWord === '' ? '' : view.words(roleWord),
    seated: node.up && at.seated.has(node.id),
    up: node.up,
    paused: node.up && node.paused,
    writing: node.up && node.writingUntilUs !== null,
    clock: clockOf(node),
    heldTimer: holdsTimer(at, node),
    wiped: !node.up && at.wiped.has(node.id),
    belief: node.up ? node.belief.leader : null,
    badge,
    pulse: pulseOf(at, node),
    ring,
    plate: plateOf(ornaments),
    place: queue?.place ?? 0,
    label:
      place === undefined
        ? null
        : labelMark(at, node, point, place, { badge, tally }, ornaments, view),
    selected: view.selected === node.id,
    gathered: view.gathered.includes(node.id),
  };
}
