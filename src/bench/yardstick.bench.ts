/** The yardstick's own speed: every other rate is shown as a share of it. */
import { bestRate } from './measure';
import type { Bench } from './types';
import { runYardstick } from './yardstick';

const EVENTS = 2_000_000;

export const bench: Bench = {
  name: 'yardstick',
  run: () => {
    const value = bestRate(() => {
      const run = runYardstick(EVENTS);
      if (run.brokenSafety || run.elections === 0) throw new Error('the yardstick is broken');
      return run.events;
    });
    return [{ id: 'yardstick', value, unit: 'events/s' }];
  },
};
