/**
 * What a scenario means where it says nothing. Changing one changes old runs: raise the engine's
 * version and write the old value into older documents (`migrations.ts`).
 */
import type { Delay, Range } from './types';

export const DEFAULT_SEED = '1';
/** One-way, uniform, in ms. */
export const DEFAULT_DELAY_MS: Delay = [5, 15];
export const DEFAULT_LOSS = 0;
export const DEFAULT_DUPLICATE = 0;
export const DEFAULT_FIFO = false;
export const DEFAULT_CRASHED_INBOX = 'lost';
export const DEFAULT_WRITE_MS: Range = 0;
export const DEFAULT_TIMERS = 'fresh';
