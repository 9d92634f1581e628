/**
 * Nodes: disc, glyph, the one ring each wears, the leader's pulse. Every node is a button of its own;
 * the words that name it for a screen reader come from outside.
 */
import type { NodeMark, RingMark, Scene } from '../scene/types';
import type { Maker, Painted } from './elements';
import { child, tenth } from './elements';
import { GLYPHS, PAUSE_BARS, SIGNS, arc, band, hatch, notch } from './paths';

const n = tenth;
const TOP = -Math.PI / 2;
/** Width of a ring of voters that has names on it. */
const NAMED_BAND = 17;
const PLAIN_BAND = 7;

/** Says what a node is and does, for a screen reader. */
export type Describe = (node: NodeMark) => string;

/** A small disc with a sign, at the rim of a node. */
interface Sign {
  readonly root: Painted;
  readonly path: Painted;
}

interface NodeParts {
  readonly root: Painted;
  readonly hit: Painted;
  readonly pulse: Painted;
  readonly halo: Painted;
  readonly track: Painted;
  readonly ring: Painted;
  readonly disc: Painted;
  readonly glyph: Painted;
  readonly badge: Painted;
  readonly bars: Painted;
  /** Its clock or its disk. */
  readonly corner: Sign;
  /** A timer that is held back, where its arc ends. */
  readonly held: Sign;
  readonly votes: Painted;
  readonly yes: Painted;
  readonly no: Painted;
  readonly pending: Painted;
  readonly hatch: Painted;
  readonly notch: Painted;
  readonly voters: Painted[];
  spoken: string;
  /** What the ring of voters last showed. */
  voted: string;
}

export class NodePainter {
  private readonly parts = new Map<string, NodeParts>();

  constructor(
    private readonly make: Maker,
    private readonly layer: Painted,
    private readonly describe: Describe,
  ) {}

  paint(scene: Scene): void {
    for (const node of scene.nodes) this.paintNode(this.partsOf(node.id), node);
    if (this.parts.size > scene.nodes.length)
      this.drop(new Set(scene.nodes.map((node) => node.id)));
  }

  /** The button of a node, to give it the focus. */
  element(id: string): SVGElement | null {
    return this.parts.get(id)?.root.element ?? null;
  }

  private drop(kept: ReadonlySet<string>): void {
    for (const [id, parts] of this.parts) {
      if (kept.has(id)) continue;
      parts.root.element.remove();
      this.parts.delete(id);
    }
  }

  private partsOf(id: string): NodeParts {
    const known = this.parts.get(id);
    if (known !== undefined) return known;
    const root = child(this.make, this.layer, 'g', 'node');
    root.set('role', 'button').set('data-node', id).set('tabindex', '-1');
    const part = (tag: string, name: string, parent = root): Painted =>
      child(this.make, parent, tag, name);
    const hit = part('circle', 'node-hit');
    const halo = part('circle', 'node-halo');
    const pulse = part('circle', 'node-pulse');
    const disc = part('circle', 'node-disc');
    const glyph = part('path', 'node-glyph');
    const track = part('path', 'node-track');
    const ring = part('path', 'node-ring');
    const votes = part('g', 'votes');
    const made: NodeParts = {
      root,
      hit,
      pulse,
      halo,
      disc,
      glyph,
      track,
      ring,
      votes,
      pending: part('path', 'vote-pending', votes),
      yes: part('path', 'vote-yes', votes),
      no: part('path', 'vote-no', votes),
      hatch: part('path', 'vote-hatch', votes),
      notch: part('path', 'vote-notch', votes),
      voters: [],
      badge: part('circle', 'pause-disc'),
      bars: part('path', 'pause-bars'),
      corner: this.sign(root),
      held: this.sign(root),
      spoken: '',
      voted: '',
    };
    this.parts.set(id, made);
    return made;
  }

  private sign(parent: Painted): Sign {
    const root = child(this.make, parent, 'g').show(false);
    child(this.make, root, 'circle', 'sign-disc').set('r', 9);
    return { root, path: child(this.make, root, 'path') };
  }

  private paintNode(parts: NodeParts, node: NodeMark): void {
    const votes = node.ring?.kind === 'voters' ? node.ring : null;
    const outer = node.radius + Math.max(4, node.radius * 0.36) - 1;
    const width = votes === null ? 0 : votes.named ? NAMED_BAND : PLAIN_BAND;
    const radius = votes === null ? node.radius : Math.max(6, outer - width - 3);
    parts.root.set('transform', `translate(${n(node.x)} ${n(node.y)})`).set('class', classOf(node));
    parts.hit.set('r', Math.max(13, node.radius + 4));
    parts.halo.set('r', outer + 3);
    parts.disc.set('r', radius);
    parts.glyph
      .set('d', GLYPHS[node.glyph])
      .set('class', `node-glyph glyph-${node.glyph}`)
      .set('transform', `scale(${n(Math.max(0.5, (radius * 0.68) / 12))})`);
    parts.pulse
      .show(node.pulse > 0)
      .set('r', node.radius + 3 + (1 - node.pulse) * Math.max(4, node.radius * 0.34))
      .set('opacity', String(Math.round(node.pulse * 100) / 100));
    this.paintArc(parts, node, node.ring);
    this.paintVotes(parts, votes, outer - width, outer);
    this.paintPause(parts, node);
    paintSigns(parts, node, outer);
    this.speak(parts, node);
  }

  private paintArc(parts: NodeParts, node: NodeMark, ring: RingMark | null): void {
    const bare = ring === null || ring.kind === 'voters';
    const radius = node.radius + Math.max(3.5, node.radius * 0.2);
    parts.track.show(!bare);
    parts.ring.show(!bare);
    if (bare) return;
    const first = ring.kind === 'countdown' && ring.first;
    parts.track
      .set('class', first ? 'node-track is-first' : 'node-track')
      .set('d', arc(radius, 0, 2 * Math.PI));
    parts.ring
      .set('class', ringClass(ring))
      .set('d', arc(radius, TOP, TOP + 2 * Math.PI * ring.share));
  }

  private paintVotes(
    parts: NodeParts,
    ring: Extract<RingMark, { kind: 'voters' }> | null,
    inner: number,
    outer: number,
  ): void {
    parts.votes.show(ring !== null);
    if (ring === null) return;
    let key = `${tenth(inner)} ${ring.notch} `;
    for (const { vote } of ring.segments) key += vote[0] ?? '';
    if (parts.voted === key) return;
    parts.voted = key;
    const draw = { yes: '', no: '', pending: '' };
    let strokes = '';
    for (const segment of ring.segments) {
      draw[segment.vote] += band(inner, outer, segment.from, segment.to);
      if (segment.vote === 'no') strokes += hatch(inner, outer, segment.from, segment.to);
    }
    parts.yes.set('d', draw.yes);
    parts.no.set('d', draw.no);
    parts.pending.set('d', draw.pending);
    parts.hatch.set('d', strokes);
    parts.notch.set('d', notch(inner, outer, ring.notch));
    const middle = (inner + outer) / 2;
    const names = ring.named ? ring.segments : [];
    names.forEach((segment, index) => {
      parts.voters[index] ??= child(this.make, parts.votes, 'text', 'vote-name');
      const angle = (segment.from + segment.to) / 2;
      parts.voters[index]
        ?.show(true)
        .set('class', `vote-name vote-name--${segment.vote}`)
        .set('x', middle * Math.cos(angle))
        .set('y', middle * Math.sin(angle) + 4.5)
        .text(segment.node);
    });
    for (let i = names.length; i < parts.voters.length; i++) parts.voters[i]?.show(false);
  }

  private paintPause(parts: NodeParts, node: NodeMark): void {
    parts.badge.show(node.paused);
    parts.bars.show(node.paused);
    if (!node.paused) return;
    const size = Math.max(7, node.radius * 0.36);
    const away = node.radius * 0.74;
    parts.badge.set('cx', away).set('cy', away).set('r', size);
    parts.bars
      .set('d', PAUSE_BARS)
      .set('transform', `translate(${n(away)} ${n(away)}) scale(${n(size / 9)})`);
  }

  private speak(parts: NodeParts, node: NodeMark): void {
    const key = `${node.glyph} ${node.roleWord} ${node.badge} ${node.belief} ${node.up} ${node.paused} ${node.seated} ${node.clock} ${node.heldTimer} ${node.wiped}`;
    parts.root.set('aria-pressed', node.selected ? 'true' : 'false');
    if (parts.spoken === key) return;
    parts.spoken = key;
    parts.root.set('aria-label', this.describe(node));
  }
}

/** The clock or the disk at the lower left, what is held back at the top. */
function paintSigns({ corner, held }: NodeParts, node: NodeMark, outer: number): void {
  const sign = node.wiped ? 'wiped' : node.clock;
  const scale = Math.max(0.6, Math.min(1.15, node.radius / 30));
  corner.root.show(sign !== null);
  if (sign !== null) {
    const away = node.radius * 0.74;
    corner.path.set('class', `sign sign--${sign}`).set('d', SIGNS[sign]);
    corner.root.set('transform', `translate(${n(-away)} ${n(away)}) scale(${n(scale)})`);
  }
  held.root.show(node.heldTimer);
  if (!node.heldTimer) return;
  held.path.set('class', 'sign sign--held').set('d', SIGNS.held);
  held.root.set('transform', `translate(0 ${n(-outer)}) scale(${n(scale)})`);
}

function classOf(node: NodeMark): string {
  let name = 'node';
  if (!node.up) name += ' is-down';
  if (node.seated) name += ' is-seated';
  if (node.paused) name += ' is-paused';
  if (node.writing) name += ' is-writing';
  if (node.selected) name += ' is-selected';
  if (node.gathered) name += ' is-gathered';
  return node.glyph === 'hand' || node.glyph === 'electing' ? `${name} is-asking` : name;
}

function ringClass(ring: Exclude<RingMark, { kind: 'voters' }>): string {
  if (ring.kind === 'window') return 'node-ring node-ring--window';
  if (!ring.racing) return 'node-ring';
  return ring.first ? 'node-ring is-racing is-first' : 'node-ring is-racing';
}
