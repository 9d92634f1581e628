/**
 * The one ring a node wears: votes before a lease, a lease before a window, an arc or a countdown. What is
 * left of each, on whosever clock it runs. Reads the world at the playhead and nothing later.
 */
import type { NodeView, Ornament, TimerView, Until, Us, WorldView } from '../engine/protocol';
import { TAU } from './geometry';
import type { Instant } from './nodeMarks';
import type { RingMark, SegmentMark } from './types';

const TOP = -0.25 * TAU;
/** A lead of the holder smaller than this share of the lease is not seen. */
const DANGER_MIN = 0.004;
const MILLION = 1_000_000;

type Of<K extends Ornament['kind']> = Extract<Ornament, { kind: K }>;

/** The first ornament of a kind. */
export function ornamentOf<K extends Ornament['kind']>(
  ornaments: readonly Ornament[],
  kind: K,
): Of<K> | undefined {
  return ornaments.find((one): one is Of<K> => one.kind === kind);
}

function timerOf(node: NodeView, name: string, key?: string): TimerView | undefined {
  return node.timers.find(
    (timer) => timer.name === name && (key === undefined || timer.key === key),
  );
}

/**
 * True time from `us` until the instant, in us; negative when it is past; null if there is no such timer.
 * The world stands where its last event left it: clocks have run on since.
 */
export function leftUs(world: WorldView, us: Us, until: Until): Us | null {
  if ('timer' in until) {
    const timer = timerOf(world.node(until.of), until.timer, until.key);
    return timer === undefined ? null : timer.dueUs - us;
  }
  const { clock } = world.node(until.clock);
  const left = ((until.untilUs - clock.localUs) * MILLION) / (MILLION + clock.ppm);
  return left - (us - world.us);
}

function part(left: Us | null, whole: Us): number {
  if (left === null || whole <= 0) return 0;
  return Math.max(0, Math.min(1, left / whole));
}

/**
 * What a full arc stands for. Arcs of one name share it, so that the shorter one ends first: the
 * longest detection timeout, or for much shorter waits (the answer to one ping) the longest of them.
 */
function scaleOf(at: Instant, timer: TimerView): Us {
  const longest = at.longestUs.get(timer.name) ?? 0;
  return longest * 3 <= at.detectionUs ? longest : Math.max(at.detectionUs, longest);
}

/** More voters than this cannot be told apart around a small node. */
const SEGMENTS_MAX = 15;

/**
 * One segment per voter, in the order and direction of their seats; the badge counts them. In a crowd a
 * gauge instead: filled clockwise from the top by one part for each vote won, with the notch where the
 * fill wins. Never both: a gauge beside the segments of n1 and n2 reads as if those two had voted.
 */
function votersRing(ornament: Of<'voters'>, named: boolean): RingMark {
  const count = Math.max(1, ornament.voters.length);
  const size = TAU / count;
  const gap = Math.min(0.12, size * 0.16);
  const start = TOP - size / 2;
  const segments = ornament.voters.map((voter, index): SegmentMark => ({
    node: voter.node,
    from: start + index * size + gap / 2,
    to: start + (index + 1) * size - gap / 2,
    vote: voter.vote,
  }));
  let have = 0;
  for (const voter of ornament.voters) if (voter.vote === 'yes') have++;
  return {
    kind: 'voters',
    segments,
    need: ornament.notch,
    have,
    crowd: count > SEGMENTS_MAX,
    filled: TOP + Math.min(count, have) * size,
    notch: TOP + Math.min(count, ornament.notch) * size,
    named,
    word: ornament.label ?? '',
  };
}

function leaseRing(lease: Of<'lease'>, { world, us }: Instant): RingMark | null {
  const holder = lease.holder === null ? null : leftUs(world, us, lease.holder);
  const service = lease.service === null ? null : leftUs(world, us, lease.service);
  const held = holder === null || holder <= 0 ? null : part(holder, lease.wholeUs);
  const waits = service === null || service <= 0 ? null : part(service, lease.wholeUs);
  if (held === null && waits === null) return null;
  const from = waits ?? 0;
  const danger = held !== null && held - from > DANGER_MIN ? ([from, held] as const) : null;
  return { kind: 'lease', holder: held, service: waits, danger, word: lease.label };
}

function windowRing(window: Of<'window'>, node: NodeView, us: Us): RingMark | null {
  const timer = timerOf(node, window.timer, window.key);
  if (timer === undefined) return null;
  const share = part(timer.dueUs - us, timer.dueUs - timer.setUs);
  return { kind: 'window', share, word: window.label };
}

function arcRing(arc: Of<'arc'>, { world, us }: Instant): RingMark | null {
  const left = leftUs(world, us, arc.until);
  if (left === null || left <= 0) return null;
  const share = part(left, arc.wholeUs);
  return { kind: 'arc', share, danger: arc.danger === true, word: arc.label };
}

/** The ring an ornament asks for, if it has anything to show now. */
function ringOfOrnament(
  at: Instant,
  node: NodeView,
  ornament: Ornament,
  named: boolean,
): RingMark | null {
  switch (ornament.kind) {
    case 'voters':
      return at.seated.has(node.id) ? null : votersRing(ornament, named);
    case 'lease':
      return leaseRing(ornament, at);
    case 'window':
      return windowRing(ornament, node, at.us);
    case 'arc':
      return arcRing(ornament, at);
    default:
      return null;
  }
}

const ORDER = ['voters', 'lease', 'window', 'arc'] as const;

/** The ring of a node at an instant; null: none. */
export function ringOf(
  at: Instant,
  node: NodeView,
  ornaments: readonly Ornament[],
  named: boolean,
): RingMark | null {
  if (!node.up) return null;
  for (const kind of ORDER) {
    for (const one of ornaments) {
      if (one.kind !== kind) continue;
      const ring = ringOfOrnament(at, node, one, named);
      if (ring !== null) return ring;
    }
  }
  const timer = at.countdowns.get(node.id);
  if (timer === undefined) return null;
  return {
    kind: 'countdown',
    share: part(timer.dueUs - at.us, scaleOf(at, timer)),
    racing: at.racing,
    first: at.first === node.id,
    word: at.face.waits[timer.name]?.word ?? '',
  };
}
