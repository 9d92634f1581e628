/** The 1-2-5 steps of pace a person chooses from, and how a pace is written. Pure. */

/** Virtual ms per wall second. */
export const PACES: readonly number[] = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000,
];

/** The next faster step; the fastest stays. */
export function faster(pace: number): number {
  return PACES.find((step) => step > pace * 1.001) ?? PACES[PACES.length - 1]!;
}

/** The next slower step; the slowest stays. */
export function slower(pace: number): number {
  return PACES.findLast((step) => step < pace * 0.999) ?? PACES[0]!;
}

/** The step nearest to a pace by ratio: where `+` and `-` start from when leaving Auto. */
export function nearestPace(pace: number): number {
  const distance = (step: number): number => Math.abs(Math.log(step / pace));
  return PACES.reduce((best, step) => (distance(step) < distance(best) ? step : best));
}

/** A pace in two figures, for reading: 37.4 is written 37, 1234 is 1200. */
export function readablePace(pace: number): number {
  if (pace < 10) return Math.max(1, Math.round(pace));
  let unit = 1;
  while (pace / unit >= 100) unit *= 10;
  return Math.round(pace / unit) * unit;
}
