/**
 * What lies under everything: the table, tinted ground, the tear, links and the knife's stroke. All
 * links of one state are one path, written only when a node or a cut has changed.
 */
import { laneSide } from '../scene/lanes';
import type { LinkMark, NodeMark, Point, Scene } from '../scene/types';
import type { Maker, Painted } from './elements';
import { Pool, child, tenth } from './elements';
import { polyline, tearOutline } from './paths';

const n = tenth;

interface Ground {
  readonly root: Painted;
}

/** Half the gap of a broken link, px. */
const GAP = 9;
const STUB = 34;
/** More idle links than this recede. */
const MANY = 15;

function along(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function segment(a: Point, b: Point): string {
  return `M${n(a.x)} ${n(a.y)}L${n(b.x)} ${n(b.y)}`;
}

/** Two stubs with a gap, and the short bars that close them. */
function broken(link: LinkMark): string {
  const length = Math.hypot(link.to.x - link.from.x, link.to.y - link.from.y) || 1;
  const half = GAP / length;
  const p = along(link.from, link.to, Math.max(0.03, link.tearAt - half));
  const q = along(link.from, link.to, Math.min(0.97, link.tearEnd + half));
  const nx = (-(link.to.y - link.from.y) / length) * 5;
  const ny = ((link.to.x - link.from.x) / length) * 5;
  const bar = (at: Point): string =>
    segment({ x: at.x - nx, y: at.y - ny }, { x: at.x + nx, y: at.y + ny });
  return segment(link.from, p) + bar(p) + segment(q, link.to) + bar(q);
}

/** Stubs at both nodes of a link that the tear has cut: short, the tear says the rest. */
function stubs(link: LinkMark): string {
  const length = Math.hypot(link.to.x - link.from.x, link.to.y - link.from.y) || 1;
  const stub = STUB / length;
  return (
    segment(link.from, along(link.from, link.to, Math.min(stub, link.tearAt * 0.7))) +
    segment(along(link.from, link.to, Math.max(1 - stub, 1 - (1 - link.tearEnd) * 0.7)), link.to)
  );
}

/** Both directions of a one-way link stand on their lanes, so far from its middle, px. */
const ASIDE = 5;

/** A direction of a link on its own lane. */
function onLane(link: LinkMark, from: Point, to: Point): LinkMark {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const out = laneSide((to.x - from.x) / length, (to.y - from.y) / length);
  const move = (p: Point): Point => ({ x: p.x + out.x * ASIDE, y: p.y + out.y * ASIDE });
  return { ...link, from: move(from), to: move(to) };
}

/** The open direction of a one-way link: its lane, with arrow heads that all point the open way. */
function oneWay(link: LinkMark): string {
  const { from, to } = onLane(link, link.from, link.to);
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const ux = (to.x - from.x) / length;
  const uy = (to.y - from.y) / length;
  let d = segment(from, to);
  for (const share of [0.3, 0.56, 0.82]) {
    const tip = along(from, to, share);
    const wing = (side: number): Point => ({
      x: tip.x - ux * 10 - uy * 6 * side,
      y: tip.y - uy * 10 + ux * 6 * side,
    });
    d += polyline([wing(1), tip, wing(-1)]);
  }
  return d;
}

/** The closed direction: broken, on the other lane. */
function closed(link: LinkMark): string {
  const back = onLane(link, link.to, link.from);
  return broken({ ...link, from: back.to, to: back.from });
}

export class GroundPainter {
  private readonly table: Painted;
  private readonly tints: Pool<Ground>;
  private readonly tearArea: Painted;
  private readonly tearEdges: Painted;
  private readonly idle: Painted;
  private readonly altered: Painted;
  private readonly picked: Painted;
  private readonly cut: Painted;
  private readonly stubs: Painted;
  private readonly open: Painted;
  private readonly crossed: Painted;
  private readonly stroke: Painted;
  private links: readonly LinkMark[] | null = null;
  private tearKey = '';

  constructor(make: Maker, under: Painted, over: Painted) {
    this.table = child(make, under, 'ellipse', 'stage-table');
    const tints = child(make, under, 'g');
    this.tints = new Pool(() => ({ root: child(make, tints, 'circle') }));
    this.idle = child(make, under, 'path', 'stage-link');
    this.altered = child(make, under, 'path', 'stage-link stage-link--altered');
    this.picked = child(make, under, 'path', 'stage-link stage-link--picked');
    this.cut = child(make, under, 'path', 'stage-link stage-link--cut');
    this.stubs = child(make, under, 'path', 'stage-link stage-link--stub');
    this.open = child(make, under, 'path', 'stage-link stage-link--open');
    this.tearArea = child(make, under, 'path', 'stage-tear');
    this.tearEdges = child(make, under, 'path', 'stage-tear-edge');
    this.crossed = child(make, under, 'path', 'stage-crossed');
    this.stroke = child(make, over, 'path', 'stage-stroke');
  }

  paint(scene: Scene): void {
    const { x, y, radius, wide } = scene.table;
    this.table
      .set('cx', x)
      .set('cy', y)
      .set('rx', radius * wide)
      .set('ry', radius);
    this.paintTints(scene);
    this.paintTear(scene);
    if (this.links !== scene.links) {
      this.links = scene.links;
      this.paintLinks(scene);
    }
    this.paintStroke(scene);
  }

  private paintTints(scene: Scene): void {
    this.tints.begin();
    for (const ground of scene.grounds) {
      this.tints
        .next()
        .root.set('class', `stage-ground stage-ground--${ground.group % 6}`)
        .set('cx', ground.x)
        .set('cy', ground.y)
        .set('r', ground.radius);
    }
    this.tints.end();
  }

  private paintTear(scene: Scene): void {
    const { tear } = scene;
    const key =
      tear === null
        ? ''
        : tear.lines.map(([a, b]) => `${n(a.x)},${n(a.y)},${n(b.x)},${n(b.y)}`).join(' ');
    if (key === this.tearKey) return;
    this.tearKey = key;
    const outline = tear === null ? { area: '', edges: '' } : tearOutline(tear);
    this.tearArea.set('d', outline.area);
    this.tearEdges.set('d', outline.edges);
  }

  private paintLinks(scene: Scene): void {
    let stub = '';
    let idle = '';
    let cut = '';
    let open = '';
    let altered = '';
    let picked = '';
    for (const link of scene.links) {
      if (link.picked) picked += segment(link.from, link.to);
      if (link.state === 'whole' && link.altered) altered += segment(link.from, link.to);
      else if (link.state === 'whole') idle += segment(link.from, link.to);
      else if (link.state === 'cut' && link.torn) stub += stubs(link);
      else if (link.state === 'cut') cut += broken(link);
      else {
        open += oneWay(link);
        cut += closed(link);
      }
    }
    const many = scene.links.length > MANY ? ' stage-link--many' : '';
    this.idle.set('d', idle).set('class', `stage-link${many}`);
    this.altered.set('d', altered);
    this.picked.set('d', picked);
    this.cut.set('d', cut);
    this.stubs.set('d', stub);
    this.open.set('d', open);
  }

  private paintStroke(scene: Scene): void {
    const mark = scene.stroke;
    if (mark === null) {
      this.crossed.set('d', '');
      this.stroke.set('d', '');
      return;
    }
    const byId = new Map<string, NodeMark>(scene.nodes.map((node) => [node.id, node]));
    let d = '';
    for (const [a, b] of mark.pairs) {
      const from = byId.get(a);
      const to = byId.get(b);
      if (from !== undefined && to !== undefined) d += segment(from, to);
    }
    this.crossed.set('d', d);
    this.stroke.set('d', polyline(mark.points));
  }
}
