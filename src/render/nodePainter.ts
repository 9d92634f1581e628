/**
 * Nodes: disc, glyph, number, signs at the rim; their rings by ringPainter and votesPainter. Every node
 * is a button of its own; the words that name it for a screen reader come from outside.
 */
import type { NodeMark, Scene } from '../scene/types';
import type { Maker, Painted } from './elements';
import { child, tenth } from './elements';
import { KIND_GLYPHS } from './nodePaths';
import { GLYPHS, PAUSE_BARS, SIGNS } from './paths';
import { RingPainter } from './ringPainter';
import { VotesPainter, bandOf } from './votesPainter';

const n = tenth;
/** Smallest disc in which a glyph and a number have room, px. */
const PLATE_BELOW = 19;
/** Smallest disc in which the mark of a plain server is worth drawing, px. */
const SERVER_FROM = 17;
const PLATE_FONT_PX = 14;
/** From this disc on its number is written large, px. */
const LARGE_PLATE_FROM = 27;
const LARGE_PLATE_PX = 18;
/** Size of a glyph as a share of its disc; a crown is larger. */
const GLYPH_SHARE = 0.68;
const CROWN_SHARE = 0.7;
const KIND_SHARE = 0.58;

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
  readonly shade: Painted;
  readonly disc: Painted;
  readonly glyph: Painted;
  readonly plate: Painted;
  readonly ring: RingPainter;
  readonly votes: VotesPainter;
  readonly badge: Painted;
  readonly bars: Painted;
  /** Its clock or its disk. */
  readonly corner: Sign;
  /** A timer that is held back, where its arc ends. */
  readonly held: Sign;
  readonly place: Painted;
  readonly placeWord: Painted;
  /** What was painted last, all but its ring. */
  last: NodeMark | null;
  spoken: string;
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
    this.arrange(scene.nodes);
  }

  /** Another run may have other nodes between those that stay: keys and screen readers go by the order. */
  private arrange(nodes: readonly NodeMark[]): void {
    let at = 0;
    for (const known of this.parts.keys()) {
      if (known === nodes[at++]?.id) continue;
      for (const { id } of nodes) {
        const parts = this.partsOf(id);
        this.parts.delete(id);
        this.parts.set(id, parts);
        this.layer.element.appendChild(parts.root.element);
      }
      return;
    }
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
    const part = (tag: string, name: string): Painted => child(this.make, root, tag, name);
    const made: NodeParts = {
      root,
      hit: part('circle', 'node-hit'),
      halo: part('circle', 'node-halo'),
      pulse: part('circle', 'node-pulse'),
      shade: part('circle', 'node-shade').set('cy', 2.5),
      disc: part('circle', 'node-disc'),
      glyph: part('path', 'node-glyph'),
      plate: part('text', 'node-plate'),
      ring: new RingPainter(this.make, root),
      votes: new VotesPainter(this.make, root),
      badge: part('circle', 'pause-disc'),
      bars: part('path', 'pause-bars'),
      corner: this.sign(root),
      held: this.sign(root),
      place: part('circle', 'place-disc'),
      placeWord: part('text', 'place-word'),
      last: null,
      spoken: '',
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
    const { last } = parts;
    parts.last = node;
    // Of many nodes little changes from frame to frame but the ring that runs down.
    if (last !== null && sameButRing(last, node)) {
      parts.ring.paint(node.ring, node.radius);
      return;
    }
    const votes = votesOf(node);
    const outer = node.radius + Math.max(4, node.radius * 0.36) - 1;
    const radius = votes === null ? node.radius : Math.max(6, outer - bandOf(votes) - 3);
    parts.root.set('transform', `translate(${n(node.x)} ${n(node.y)})`).set('class', classOf(node));
    parts.hit.set('r', Math.max(13, node.radius + 4));
    parts.halo.set('r', outer + (votes === null ? 3 : 8));
    parts.shade.show(node.up).set('r', radius + 0.5);
    parts.disc.set('r', radius);
    paintGlyph(parts, node, radius);
    parts.pulse
      .show(node.pulse > 0)
      .set('r', node.radius + 3 + (1 - node.pulse) * Math.max(4, node.radius * 0.34))
      .set('opacity', String(Math.round(node.pulse * 100) / 100));
    parts.ring.paint(node.ring, node.radius);
    parts.votes.paint(votes, outer);
    paintPause(parts, node);
    paintPlace(parts, node);
    paintSigns(parts, node, outer);
    this.speak(parts, node);
  }

  private speak(parts: NodeParts, node: NodeMark): void {
    const votes = node.ring?.kind === 'voters' ? `${node.ring.have}/${node.ring.need}` : '';
    const key = `${votes} ${node.writing} ${node.glyph} ${node.roleSaid} ${node.badge} ${node.belief} ${node.up} ${node.paused} ${node.seated} ${node.clock} ${node.heldTimer} ${node.wiped}`;
    parts.root.set('aria-pressed', node.selected ? 'true' : 'false');
    if (parts.spoken === key) return;
    parts.spoken = key;
    parts.root.set('aria-label', this.describe(node));
  }
}

/** The mark of the role, or of the kind where the role is plain; and the number below it. */
function paintGlyph({ glyph, plate }: NodeParts, node: NodeMark, radius: number): void {
  const plain = node.glyph === 'plain' || node.glyph === 'keeps';
  const small = radius < PLATE_BELOW;
  const shown = node.up && node.plate !== null && (!small || plain) ? node.plate : null;
  const drawn = plain
    ? shown !== null && small
      ? ''
      : node.kind === 'server' && radius < SERVER_FROM
        ? ''
        : KIND_GLYPHS[node.kind]
    : GLYPHS[node.glyph];
  const share = plain ? KIND_SHARE : node.glyph === 'crown' ? CROWN_SHARE : GLYPH_SHARE;
  const raised = shown !== null && !small;
  const scale = Math.max(0.45, (radius * share * (raised ? 0.72 : 1)) / 12);
  const up = raised ? ` translate(0 ${n((-radius * 0.3) / scale)})` : '';
  glyph
    .set('d', drawn)
    .set('class', plain ? 'node-glyph glyph-kind' : `node-glyph glyph-${node.glyph}`)
    .set('transform', `scale(${Math.round(scale * 100) / 100})${up}`);
  plate.show(shown !== null);
  if (shown === null) return;
  const large = radius >= LARGE_PLATE_FROM;
  plate
    .set('class', `node-plate${large ? ' is-large' : ''}${shown.spent ? ' is-spent' : ''}`)
    .set('y', (small ? 0 : radius * 0.48) + (large ? LARGE_PLATE_PX : PLATE_FONT_PX) * 0.36)
    .text(shown.text);
}

function paintPause({ badge, bars }: NodeParts, node: NodeMark): void {
  badge.show(node.paused);
  bars.show(node.paused);
  if (!node.paused) return;
  const size = Math.max(7, node.radius * 0.36);
  const away = node.radius * 0.74;
  badge.set('cx', away).set('cy', away).set('r', size);
  bars
    .set('d', PAUSE_BARS)
    .set('transform', `translate(${n(away)} ${n(away)}) scale(${n(size / 9)})`);
}

/** The place in a queue, at the upper left. */
function paintPlace({ place, placeWord }: NodeParts, node: NodeMark): void {
  const shown = node.place > 0;
  place.show(shown);
  placeWord.show(shown);
  if (!shown) return;
  const away = -node.radius * 0.8;
  const first = node.place === 1 ? ' is-first' : '';
  place.set('class', `place-disc${first}`).set('cx', away).set('cy', away).set('r', 10);
  placeWord
    .set('class', `place-word${first}`)
    .set('x', away)
    .set('y', away + 4.7)
    .text(String(node.place));
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

/** Votes leave less room for the disc: with them on either mark all of it is painted. */
function votesOf({ ring }: NodeMark) {
  return ring?.kind === 'voters' ? ring : null;
}

/** Equal in everything but the ring; objects within a mark count as changed unless they are the same. */
function sameButRing(last: NodeMark, node: NodeMark): boolean {
  if (votesOf(last) !== null || votesOf(node) !== null) return false;
  for (const name in node) {
    const key = name as keyof NodeMark;
    if (key !== 'ring' && key !== 'label' && last[key] !== node[key]) return false;
  }
  return true;
}

function classOf(node: NodeMark): string {
  let name = 'node';
  if (!node.up) name += ' is-down';
  if (node.seated) name += ' is-seated';
  if (node.paused) name += ' is-paused';
  if (node.writing) name += ' is-writing';
  if (node.selected) name += ' is-selected';
  if (node.gathered) name += ' is-gathered';
  if (node.glyph === 'keeps') name += ' is-keeping';
  return node.glyph === 'hand' || node.glyph === 'electing' ? `${name} is-asking` : name;
}
