/**
 * The arcs around one node: a countdown, a window, a lease as two arcs. One look for one meaning: an arc
 * is time that is left, from the top clockwise; bold while nobody leads; rays where it ends first.
 */
import type { RingMark } from '../scene/types';
import type { Maker, Painted } from './elements';
import { child } from './elements';
import { flare } from './nodePaths';
import { arc } from './paths';

const TOP = -Math.PI / 2;
const FULL = 2 * Math.PI;

type Arcs = Exclude<RingMark, { kind: 'voters' }>;

export class RingPainter {
  private readonly root: Painted;
  private readonly track: Painted;
  private readonly ring: Painted;
  /** The inner arc of a lease, and what of it the service does not cover. */
  private readonly inner: Painted;
  private readonly danger: Painted;
  private readonly rays: Painted;

  constructor(make: Maker, parent: Painted) {
    this.root = child(make, parent, 'g').show(false);
    this.track = child(make, this.root, 'path', 'node-track');
    this.rays = child(make, this.root, 'path', 'node-rays');
    this.ring = child(make, this.root, 'path');
    this.inner = child(make, this.root, 'path', 'node-ring node-ring--holder');
    this.danger = child(make, this.root, 'path', 'node-ring node-ring--danger');
  }

  /** `nodeRadius`: of the disc. A ring of voters is painted elsewhere. */
  paint(ring: RingMark | null, nodeRadius: number): void {
    const bare = ring === null || ring.kind === 'voters';
    this.root.show(!bare);
    if (bare) return;
    const radius = nodeRadius + Math.max(3.5, nodeRadius * 0.2);
    const first = ring.kind === 'countdown' && ring.first;
    this.track.set('d', arc(radius, 0, FULL));
    this.rays.show(first);
    if (first) this.rays.set('d', flare(radius + Math.max(3, nodeRadius * 0.13), ring.share));
    this.ring.set('class', classOf(ring)).set('d', turned(radius, outerShare(ring)));
    this.paintLease(ring, radius - Math.max(3, nodeRadius * 0.12));
  }

  private paintLease(ring: Arcs, radius: number): void {
    const lease = ring.kind === 'lease' ? ring : null;
    this.inner.show(lease !== null);
    this.danger.show(lease !== null && lease.danger !== null);
    if (lease === null) return;
    this.inner.set('d', turned(radius, lease.holder ?? 0));
    if (lease.danger === null) return;
    const [from, to] = lease.danger;
    this.danger.set('d', arc(radius, TOP + FULL * from, TOP + FULL * to));
  }
}

function turned(radius: number, share: number): string {
  return arc(radius, TOP, TOP + FULL * share);
}

function outerShare(ring: Arcs): number {
  return ring.kind === 'lease' ? (ring.service ?? 0) : ring.share;
}

function classOf(ring: Arcs): string {
  switch (ring.kind) {
    case 'window':
      return 'node-ring node-ring--window';
    case 'lease':
      return 'node-ring node-ring--service';
    case 'arc':
      return ring.danger ? 'node-ring node-ring--danger' : 'node-ring node-ring--arc';
    case 'countdown':
      if (!ring.racing) return 'node-ring';
      return ring.first ? 'node-ring is-racing is-first' : 'node-ring is-racing';
  }
}
