/**
 * The picture of a run at its playhead: a pure function of the run's view and of how a person looks at
 * it. The same forward, backward and after a jump. What it keeps from the previous call are results
 * that would come out equal again.
 */
import type { NodeId, NodeView, Ornament } from '../engine/protocol';
import type { RunView } from '../session/types';
import { arrange, castOf } from './arrangement';
import { breakMarks } from './breakMarks';
import { closer } from './closer';
import type { Conditions } from './conditions';
import { conditionsNow } from './conditions';
import { placeLabels } from './labels';
import type { LabelPlace } from './labels';
import { Lanes } from './lanes';
import { explained } from './legendSlot';
import { linesHere } from './lineSlot';
import { linkMarks } from './linkMarks';
import { messageMarks } from './messageMarks';
import { instantOf, nodeMark, wornBy } from './nodeMarks';
import type { Instant } from './nodeMarks';
import { glidden } from './seats';
import type { Cast, SeatPlan } from './seats';
import { strokeHere } from './strokeSlot';
import type {
  GroundMark,
  LinkMark,
  NodeMark,
  Point,
  RingStepMark,
  Scene,
  SceneView,
  TieMark,
  Zoom,
} from './types';

/** What the last picture was laid out from, and its layout. One is enough: a page shows one stage. */
interface Layout {
  readonly key: string;
  readonly cast: Cast;
  readonly plan: SeatPlan;
  readonly labels: Map<string, ReadonlyMap<NodeId, LabelPlace>>;
}
let lastLayout: Layout | null = null;

interface LinkMemo {
  readonly key: string;
  readonly positions: ReadonlyMap<NodeId, Point>;
  readonly conditions: Conditions;
  readonly marks: readonly LinkMark[];
}
let lastLinks: LinkMemo | null = null;

function layoutKey(cast: Cast, view: SceneView): string {
  const groups = cast.groups.map((ids) => ids.join(' ')).join('|');
  let seats = '';
  for (const id of cast.ids) {
    const given = view.seats[id];
    if (given !== undefined) seats += `${id}@${given.join(',')}`;
  }
  let places = '';
  for (const [id, place] of cast.places) places += `${id}:${place} `;
  return `${cast.layout};${cast.ids.join(' ')};${cast.main.join(' ')};${places};${groups};${view.width}x${view.height}-${view.reserveRight}${view.present === true ? 'p' : ''};${seats}`;
}

function layoutOf(run: RunView, view: SceneView): Layout {
  const cast = castOf(run);
  const key = layoutKey(cast, view);
  if (lastLayout?.key === key) return lastLayout;
  lastLayout = { key, cast, plan: arrange(cast, view), labels: new Map() };
  return lastLayout;
}

/** Where everything sits at the playhead, before any glide: what a viewer glides towards. */
export function seatsOf(run: RunView, view: SceneView): SeatPlan {
  return planOf(layoutOf(run, view), view);
}

let lastCloser: { readonly of: Layout; readonly zoom: Zoom; readonly plan: SeatPlan } | null = null;

/** The seats of a layout as they are looked at. */
function planOf(layout: Layout, view: SceneView): SeatPlan {
  const { zoom } = view;
  if (!zoom || closer.maths === null) return layout.plan;
  if (lastCloser?.of !== layout || lastCloser.zoom !== zoom) {
    lastCloser = { of: layout, zoom, plan: closer.maths.seats(layout.plan, view, zoom) };
  }
  return lastCloser.plan;
}

function labelsOf(
  layout: Layout,
  named: readonly NodeId[],
  small: readonly NodeId[],
  view: SceneView,
): ReadonlyMap<NodeId, LabelPlace> {
  const near = view.zoom ? closer.maths : null;
  const step = near?.step(view.zoom?.scale ?? 1) ?? null;
  const key = `${step} ${named.join(' ')}`;
  let places = layout.labels.get(key);
  if (places === undefined) {
    if (layout.labels.size > 64) layout.labels.clear();
    const whole = { w: view.width - view.reserveRight, h: view.height };
    const { w, h } = near?.labelRoom(view, step ?? 0) ?? whole;
    const plan = near?.labelSeats(layout.plan, view, step ?? 0) ?? layout.plan;
    places = placeLabels(plan, named, w, h, small);
    layout.labels.set(key, places);
  }
  return places;
}

/** The pairs between which an idle link is worth a line: those that talk as a rule. */
function idlePairs({ layout, main, places }: Cast): (a: NodeId, b: NodeId) => boolean {
  if (layout === 'tiers') {
    return (a, b) => places.get(a) === 'service' && places.get(b) === 'service';
  }
  if (layout === 'circle') return (a, b) => !places.has(a) && !places.has(b);
  const index = new Map(main.map((id, at) => [id, at]));
  return (a, b) => {
    const apart = Math.abs((index.get(a) ?? 0) - (index.get(b) ?? 0));
    return index.has(a) && index.has(b) && (apart === 1 || apart === main.length - 1);
  };
}

function linksOf(
  run: RunView,
  cast: Cast,
  plan: SeatPlan,
  positions: ReadonlyMap<NodeId, Point>,
  picked: SceneView['pickedLink'],
): readonly LinkMark[] {
  // Links are cut and joined by commands alone, and conditions are the same object until one acts.
  const conditions = conditionsNow(run);
  const key = picked?.join('-') ?? '';
  const same = lastLinks?.positions === positions && lastLinks.conditions === conditions;
  if (same && lastLinks?.key === key) return lastLinks.marks;
  const idle = idlePairs(cast);
  const marks = linkMarks(run.world, plan, positions, { idle, conditions, picked });
  lastLinks = { key, positions, conditions, marks };
  return marks;
}

let lastLanes: Lanes | null = null;

/** Lanes are the same as long as nobody moves. */
function lanesOf(plan: SeatPlan, positions: ReadonlyMap<NodeId, Point>): Lanes {
  if (lastLanes?.plan !== plan || lastLanes.positions !== positions) {
    lastLanes = new Lanes(plan, positions);
  }
  return lastLanes;
}

/** In a crowd, more large names than this hide each other. */
const LARGE_MAX = 12;

/** True for nodes that have a large name in any crowd: leaders and those someone looks at. */
function isLookedAt(at: Instant, node: NodeView, view: SceneView): boolean {
  return (
    (node.up && at.face.roles[node.role]?.glyph === 'crown') ||
    node.id === view.selected ||
    view.gathered.includes(node.id) ||
    (view.named?.includes(node.id) ?? false)
  );
}

/** True for nodes that are in the story: their role is not the plain one. */
function isInStory(at: Instant, node: NodeView): boolean {
  return node.up && (at.face.roles[node.role]?.glyph ?? 'plain') !== 'plain';
}

/** Whose names are written large: all up to 15 nodes, above those that stand out; the others' small. */
function namesOf(
  at: Instant,
  nodes: readonly NodeView[],
  plan: SeatPlan,
  view: SceneView,
): { readonly large: readonly NodeId[]; readonly small: readonly NodeId[] } {
  if (plan.detail !== 'dots') return { large: nodes.map((node) => node.id), small: [] };
  const looked: NodeId[] = [];
  const story: NodeId[] = [];
  for (const node of nodes) {
    if (isLookedAt(at, node, view)) looked.push(node.id);
    else if (isInStory(at, node)) story.push(node.id);
  }
  const large = new Set(looked);
  if (looked.length + story.length <= LARGE_MAX) for (const id of story) large.add(id);
  const all = nodes.map((node) => node.id);
  return {
    large: all.filter((id) => large.has(id)),
    small: all.filter((id) => !large.has(id)),
  };
}

/** How far tinted ground reaches beyond a node and its ring, px. */
const GROUND_PX = 6;

function groundMarks(plan: SeatPlan, positions: ReadonlyMap<NodeId, Point>): readonly GroundMark[] {
  if (!plan.tinted) return [];
  // Just short of where labels begin.
  const radius = plan.clearance + GROUND_PX;
  return [...positions].map(([id, point]) => ({
    group: plan.groupOf.get(id) ?? 0,
    x: point.x,
    y: point.y,
    radius,
  }));
}

const NO_STEPS: readonly RingStepMark[] = [];

/** The display list of the stage at the playhead. */
export function buildScene(run: RunView, view: SceneView): Scene {
  const layout = layoutOf(run, view);
  const { cast } = layout;
  const plan = planOf(layout, view);
  const positions = glidden(plan, view.glide);
  const nodes = run.world.ids.map((id) => run.world.node(id));
  const at = instantOf(run, nodes);
  const { large, small } = namesOf(at, nodes, plan, view);
  const places = labelsOf(layout, large, small, view);
  const lanes = lanesOf(plan, positions);
  const messageDetail = plan.crowded && view.present !== true ? 'initials' : plan.detail;
  const { marks, counts } = messageMarks(run, view, messageDetail, lanes, places);
  const lines = linesHere();
  const ties: TieMark[] = [];
  const nodeMarks: NodeMark[] = [];
  for (const node of nodes) {
    const worn: readonly Ornament[] = wornBy(at, node);
    const point = positions.get(node.id) ?? plan.centre;
    if (worn.length > 0) lines?.addTies(ties, node.id, worn, positions, plan);
    nodeMarks.push(nodeMark(at, node, worn, point, plan, places.get(node.id), view));
  }
  const scene = {
    us: run.playhead.us,
    width: view.width,
    height: view.height,
    detail: plan.detail,
    table: plan.table,
    tear: plan.tear,
    grounds: groundMarks(plan, positions),
    links: linksOf(run, cast, plan, positions, view.pickedLink),
    ring:
      cast.layout === 'ring' && lines !== null
        ? lines.ringSteps(at.face, run.world, cast, positions, plan)
        : NO_STEPS,
    ties,
    nodes: nodeMarks,
    messages: marks,
    breaks: breakMarks(run, lanes),
    stroke: strokeHere(run.world, positions, view.stroke),
    counts,
  };
  return { ...scene, ...explained(scene) };
}
