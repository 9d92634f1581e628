/**
 * What `run` and `open` say of a link that was copied at an event: whether its run comes out here as it
 * did there. Other versions may compute another run; the same versions may not.
 */
import type { Loaded } from '../scenario/load';
import type { Made } from '../scenario/types';
import { madeElsewhere, madeNow } from '../scenario/made';
import { assemble } from '../scenario/assemble';
import { comparedRecord, divergenceText, firstDivergence, recordRun } from '../session/divergence';
import { reproduce } from '../session/reproduce';
import type { Io } from './io';

/** Runs of more events are not written down twice to be compared. */
const RECORDED_MAX = 200_000;

function versions({ engine, algorithm, workload }: Made): string {
  const on = workload === undefined ? '' : `, workload ${workload}`;
  return `engine ${engine}, algorithm ${algorithm}${on}`;
}

/** Two runs of it made here, compared: where the simulator itself is not sure, it is said. */
function sayWhere({ scenario, algorithm }: Loaded, events: number, io: Io): void {
  if (events > RECORDED_MAX) return;
  const again = () => comparedRecord(recordRun(assemble(scenario, algorithm), events));
  const divergence = firstDivergence(again(), again());
  io.say(
    divergence === null
      ? 'Run twice here it is the same, so it is the link that was changed, or another engine that made it.'
      : `Run twice here it is not even the same as itself. ${divergenceText(divergence)}`,
  );
}

/** Says whether a link's run is reproduced; false if it is not although it was made by these versions. */
export function compareWithLink(loaded: Loaded, io: Io): boolean {
  const { scenario, algorithm, at, made } = loaded;
  if (at === undefined || made === null) return true;
  const { event } = at;
  const isForeign = madeElsewhere(made, algorithm);
  const whose = isForeign
    ? `The link was made with other versions (${versions(made)}; here ${versions(madeNow(algorithm))}); its run`
    : "The link's run";
  const came = reproduce(scenario, algorithm, at);
  if (came === 'reproduced') {
    io.say(`${whose} is reproduced up to event ${event}.`);
    return true;
  }
  if (isForeign) {
    const how = came === 'ended' ? 'ends here before' : 'differs here before';
    io.say(`${whose} ${how} event ${event}.`);
    return true;
  }
  if (came === 'ended') {
    io.say(`The link was copied at event ${event}; its run ends here before.`);
  } else {
    io.say(
      `The run differs from the link's before event ${event}, though the versions are the same.`,
    );
  }
  sayWhere(loaded, event, io);
  return false;
}
