/** All that the page says at one moment, surface by surface; and what of it is not so. */
import type { Claim } from './claims';
import type { Lie } from './judge';
import { liesIn } from './judge';
import { readLanes } from './lanes';
import type { Painted } from './painted';
import { readCaption } from './sentences';
import { readNames, readStage } from './stage';
import { readStrip, readStripWords } from './strip';
import { readClock, readCounts, readPanel, readTwin, readTwinNow } from './texts';
import type { Truth } from './truth';

const READERS: readonly ((painted: Painted) => readonly Claim[])[] = [
  readStage,
  readNames,
  readStrip,
  readStripWords,
  readLanes,
  readPanel,
  readCaption,
  readTwin,
  readTwinNow,
  readClock,
  readCounts,
];

export function claimsOf(painted: Painted): readonly Claim[] {
  return READERS.flatMap((read) => read(painted));
}

/**
 * What the page says that is not so. Where several events share the instant the page may stand between
 * any two of them, but all its surfaces between the same two.
 */
export function lies(painted: Painted, truths: readonly Truth[]): readonly Lie[] {
  const claims = claimsOf(painted);
  let fewest: readonly Lie[] | null = null;
  for (const truth of truths) {
    const found = liesIn(claims, truth);
    if (fewest === null || found.length < fewest.length) fewest = found;
  }
  return fewest ?? [];
}
