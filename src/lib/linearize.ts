/**
 * Whether what readers of one register were told fits one order of all operations, each at some instant
 * between its call and its answer (Herlihy and Wing 1990); and if not, which answers do not. Every value is
 * written once, so the zones of Gibbons and Korach (1997) decide it. Knows no simulator.
 */

/** One operation. Times in any one unit; `to` null: no answer came, it may have taken effect at any time. */
export interface Operation {
  readonly kind: 'read' | 'write';
  readonly value: number;
  readonly from: number;
  readonly to: number | null;
}

/** All accepted operations of one value: its earliest end and its latest begin. */
interface Cluster {
  readonly from: number;
  readonly end: number;
  readonly begin: number;
}

const FIRST: Cluster = { from: -Infinity, end: -Infinity, begin: -Infinity };

/** True if the two may stand one after the other as wholes, in some order. */
function fit(a: Cluster, b: Cluster): boolean {
  const isAForward = a.end < a.begin;
  const isBForward = b.end < b.begin;
  if (isAForward && isBForward) return a.begin < b.end || b.begin < a.end;
  if (isAForward) return !(a.end < b.begin && b.end < a.begin);
  if (isBForward) return !(b.end < a.begin && a.end < b.begin);
  return true;
}

/**
 * The positions of the reads whose answer fits no order, in the order of their answers; a read that does
 * not fit is left out when the later ones are looked at. `initial`: what the register holds unwritten.
 */
export function misfits(operations: readonly Operation[], initial: number): readonly number[] {
  const clusters = new Map<number, Cluster>([[initial, FIRST]]);
  for (const { kind, value, from, to } of operations) {
    if (kind === 'write') clusters.set(value, { from, end: to ?? Infinity, begin: from });
  }
  const reads = operations
    .map((operation, at) => ({ ...operation, at, end: operation.to ?? Infinity }))
    .filter(({ kind, to }) => kind === 'read' && to !== null)
    .sort((a, b) => a.end - b.end || a.at - b.at);
  const wrong: number[] = [];
  for (const { at, value, from, end } of reads) {
    const was = clusters.get(value);
    // Nobody has written it, or nobody had when the answer came.
    if (was === undefined || end < was.from) {
      wrong.push(at);
      continue;
    }
    const now = { ...was, end: Math.min(was.end, end), begin: Math.max(was.begin, from) };
    let isFitting = true;
    for (const [other, cluster] of clusters) {
      if (other === value || fit(now, cluster)) continue;
      isFitting = false;
      break;
    }
    if (isFitting) clusters.set(value, now);
    else wrong.push(at);
  }
  return wrong;
}
