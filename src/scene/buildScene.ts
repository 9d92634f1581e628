/**
 * The picture of a run at its playhead: a pure function of the run's view and of how a person looks at
 * it. The same forward, backward and after a jump. What it keeps from the previous call are results
 * that would come out equal again.
 */
import type { NodeId, NodeView, Ornament } from '../engine/protocol';
import type { RunView } from '../session/types';
import { breakMarks } from './breakMarks';
import type { Conditions } from './conditions';
import { conditionsNow } from './conditions';
import { placeLabels } from './labels';
import type { LabelPlace } from './labels';
import { Lanes } from './lanes';
import { legendOf } from './legend';
import { linkMarks } from './linkMarks';
import { messageMarks } from './messageMarks';
import {
  cellsOf,
  clockOf,
  flagOf,
  glyphOf,
  holdsTimer,
  instantOf,
  pulseOf,
  ringOf,
} from './nodeMarks';
import type { Instant } from './nodeMarks';
import { LABEL_COMPACT, LABEL_NAME, glidden, planSeats } from './seats';
import type { SeatPlan } from './seats';
import { strokeMark } from './stroke';
import type { GroundMark, LabelMark, LinkMark, NodeMark, Point, Scene, SceneView } from './types';

/** What the last picture was laid out from, and its layout. One is enough: a page shows one stage. */
interface Layout {
  readonly key: string;
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

/** Smallest node on whose ring of voters names can be read. */
const NAMED_RING_MIN = 25;

function layoutKey(run: RunView, view: SceneView): string {
  const groups = run.world.groups.map((ids) => ids.join(' ')).join('|');
  const seats = run.world.ids
    .map((id) => (view.seats[id] === undefined ? '' : `${id}@${view.seats[id].join(',')}`))
    .join('');
  return `${run.algorithm.face.layout};${run.world.ids.join(' ')};${groups};${view.width}x${view.height}-${view.reserveRight};${seats}`;
}

function layoutOf(run: RunView, view: SceneView): Layout {
  const key = layoutKey(run, view);
  if (lastLayout?.key === key) return lastLayout;
  const stays = run.algorithm.face.layout === 'ring';
  const plan = planSeats(run.world.ids, run.world.groups, stays, view);
  lastLayout = { key, plan, labels: new Map() };
  return lastLayout;
}

/** Where everything sits at the playhead, before any glide: what a viewer glides towards. */
export function seatsOf(run: RunView, view: SceneView): SeatPlan {
  return layoutOf(run, view).plan;
}

function labelsOf(
  layout: Layout,
  named: readonly NodeId[],
  view: SceneView,
): ReadonlyMap<NodeId, LabelPlace> {
  const key = named.join(' ');
  let places = layout.labels.get(key);
  if (places === undefined) {
    if (layout.labels.size > 64) layout.labels.clear();
    places = placeLabels(layout.plan, named, view.width - view.reserveRight, view.height);
    layout.labels.set(key, places);
  }
  return places;
}

function linksOf(
  run: RunView,
  layout: Layout,
  positions: ReadonlyMap<NodeId, Point>,
  picked: SceneView['pickedLink'],
): readonly LinkMark[] {
  const { world } = run;
  const conditions = conditionsNow(run);
  const { ids } = world;
  let cuts = `${picked?.join('-')} `;
  for (const a of ids) {
    for (const b of ids) if (a !== b && !world.linked(a, b)) cuts += `${a}>${b} `;
  }
  const same = lastLinks?.positions === positions && lastLinks.conditions === conditions;
  if (same && lastLinks?.key === cuts) return lastLinks.marks;
  const ring = run.algorithm.face.layout === 'ring';
  const marks = linkMarks(world, layout.plan, positions, { ring, conditions, picked });
  lastLinks = { key: cuts, positions, conditions, marks };
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

/** Names are written for all up to 15 nodes; above for those that stand out. */
function isNamed(at: Instant, node: NodeView, plan: SeatPlan, view: SceneView): boolean {
  if (plan.detail !== 'dots') return true;
  const glyph = at.face.roles[node.role]?.glyph ?? 'plain';
  return (
    (node.up && glyph !== 'plain') || node.id === view.selected || view.gathered.includes(node.id)
  );
}

function badgeOf(at: Instant, node: NodeView, view: SceneView): string {
  if (!node.up) return '';
  const badge = at.face.badge(node.state);
  return badge === null ? '' : `${view.words(badge.word)} ${badge.value}`;
}

function nodeMark(
  at: Instant,
  node: NodeView,
  point: Point,
  plan: SeatPlan,
  place: LabelPlace | undefined,
  view: SceneView,
): NodeMark {
  const ornaments = node.up ? at.face.ornaments(node.state, at.world, node.id) : [];
  const badge = badgeOf(at, node, view);
  const named = plan.detail === 'words' && plan.nodeRadius >= NAMED_RING_MIN;
  const ring = ringOf(at, node, ornaments, named);
  const tally = ring?.kind === 'voters' ? `${ring.have}/${ring.need}` : '';
  return {
    id: node.id,
    x: point.x,
    y: point.y,
    radius: plan.nodeRadius,
    glyph: glyphOf(at, node),
    roleWord: at.face.roles[node.role]?.word ?? '',
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
    label:
      place === undefined
        ? null
        : labelMark(at, node, point, plan, place, { badge, tally }, ornaments),
    selected: view.selected === node.id,
    gathered: view.gathered.includes(node.id),
  };
}

/** What is written beside a node, as far as its label has room. */
function labelMark(
  at: Instant,
  node: NodeView,
  point: Point,
  plan: SeatPlan,
  place: LabelPlace,
  words: { readonly badge: string; readonly tally: string },
  ornaments: readonly Ornament[],
): LabelMark {
  const nameOnly = place.w <= LABEL_NAME.w;
  const dots = plan.detail === 'dots';
  return {
    box: { x: point.x + place.dx, y: point.y + place.dy, w: place.w, h: place.h },
    align: place.align,
    badge: nameOnly ? '' : words.badge,
    flag: nameOnly || dots || words.tally !== '' ? null : flagOf(at, node),
    tally: nameOnly ? '' : words.tally,
    cells: plan.detail === 'words' && place.w > LABEL_COMPACT.w ? cellsOf(node, ornaments) : null,
  };
}

function groundMarks(plan: SeatPlan, positions: ReadonlyMap<NodeId, Point>): readonly GroundMark[] {
  if (!plan.tinted) return [];
  const radius = plan.clearance + Math.min(22, plan.nodeRadius * 0.7);
  return [...positions].map(([id, point]) => ({
    group: plan.groupOf.get(id) ?? 0,
    x: point.x,
    y: point.y,
    radius,
  }));
}

/** The display list of the stage at the playhead. */
export function buildScene(run: RunView, view: SceneView): Scene {
  const layout = layoutOf(run, view);
  const { plan } = layout;
  const positions = glidden(plan, view.glide);
  const nodes = run.world.ids.map((id) => run.world.node(id));
  const at = instantOf(run, nodes);
  const named = nodes.filter((node) => isNamed(at, node, plan, view)).map((node) => node.id);
  const places = labelsOf(layout, named, view);
  const lanes = lanesOf(plan, positions);
  const messageDetail = plan.crowded ? 'initials' : plan.detail;
  const { marks, counts } = messageMarks(run, view, messageDetail, lanes);
  const scene = {
    us: run.playhead.us,
    width: view.width,
    height: view.height,
    detail: plan.detail,
    table: plan.table,
    tear: plan.tear,
    grounds: groundMarks(plan, positions),
    links: linksOf(run, layout, positions, view.pickedLink),
    nodes: nodes.map((node) =>
      nodeMark(at, node, positions.get(node.id) ?? plan.centre, plan, places.get(node.id), view),
    ),
    messages: marks,
    breaks: breakMarks(run, lanes),
    stroke: view.stroke === null ? null : strokeMark(run.world, positions, view.stroke),
    counts,
  };
  return { ...scene, legend: legendOf(scene) };
}
