/**
 * How a rate is measured: the best of several rounds, because whatever else the machine does only
 * ever takes time away. Not for single events, which are shorter than the clock's grain.
 */

/** Seconds a piece of work takes. */
export function secondsOf(work: () => void): number {
  const from = performance.now();
  work();
  return (performance.now() - from) / 1000;
}

/**
 * Events per second: the best of `rounds` rounds, after one round that only warms up.
 * @param work does its work afresh and returns how many events it handled
 */
export function bestRate(work: () => number, rounds = 5): number {
  work();
  let best = 0;
  for (let round = 0; round < rounds; round += 1) {
    let events = 0;
    const seconds = secondsOf(() => {
      events = work();
    });
    best = Math.max(best, events / seconds);
  }
  return best;
}
