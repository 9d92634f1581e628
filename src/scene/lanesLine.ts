/**
 * One message as a line: from where and when it was sent to where and when it ended. A lost one ends in
 * mid-way, one that met a cut stops at the tear and waits there for its end, one that waits in an inbox
 * has a tail; one on its way reaches no further than is known.
 */
import type { LanesIndex } from './lanesIndex';
import type { LanesKinds } from './lanesKinds';
import type { Line, LineEnd, Plot } from './lanesTypes';
import type { RunView } from '../session/types';
import { MIDDLE } from './tear';
import type { LinkChange } from './travel';
import { progressAt } from './travel';

interface Sources {
  readonly run: RunView;
  readonly index: LanesIndex;
  readonly kinds: LanesKinds;
}

/** Where it ended: share of the way, when it got that far, when it was over. */
interface Ending {
  readonly end: LineEnd;
  readonly share: number;
  readonly kneeUs: number;
  readonly endUs: number;
  readonly waitsUs: number;
}

/** What never arrived stops this far short of the other lane, so that its mark stands free. */
const SHORT = 0.9;

export function lineOf(
  from: Sources,
  plot: Plot,
  sent: number,
  changes: readonly LinkChange[],
): Omit<Line, 'light' | 'picked'> {
  const { index, kinds } = from;
  const { left, right, top, rowPx, window } = plot;
  const x = (us: number): number => left + ((us - window.fromUs) / window.spanUs) * (right - left);
  const y1 = top + ((index.from[sent] as number) + 0.5) * rowPx;
  const y = top + ((index.to[sent] as number) + 0.5) * rowPx;
  const { end, share, kneeUs, endUs, waitsUs } = endingOf(from, sent, changes);
  return {
    sent,
    x1: x(index.sentUs[sent] as number),
    y1,
    kneeX: x(kneeUs),
    x2: x(endUs),
    y2: y1 + (y - y1) * share,
    waitsX: x(waitsUs),
    kind: kinds.kind(sent),
    end,
  };
}

function endingOf(from: Sources, sent: number, changes: readonly LinkChange[]): Ending {
  const { run, index, kinds } = from;
  const at = index.end[sent] as number;
  const met = index.arrived[sent] as number;
  const plain = (end: LineEnd, share: number, us: number): Ending => ({
    end,
    share,
    kneeUs: us,
    endUs: us,
    waitsUs: us,
  });
  if (at < 0 && met < 0) return flying(from, sent);
  if (met >= 0) {
    const metUs = run.trace.timeUs(met);
    const waitsUs = at < 0 ? run.frontier.us : run.trace.timeUs(at);
    const fate = index.fate(sent);
    const end = fate === 'waiting' || fate === 'delivered' ? fate : 'down';
    return { ...plain(end, 1, metUs), waitsUs };
  }
  const us = run.trace.timeUs(at);
  switch (index.fate(sent)) {
    case 'delivered':
      return plain('delivered', 1, us);
    case 'lost':
      return plain('lost', MIDDLE, us);
    case 'crashed':
      return plain('down', SHORT, us);
    case 'blocked':
      return plain('blocked', SHORT, us);
    case 'cut':
      return cutOff(from, sent, us, changes);
    default: {
      const sentUs = index.sentUs[sent] as number;
      const whole = Math.max(1, kinds.arrivesUs(sent) - sentUs);
      return plain('byHand', Math.min(SHORT, Math.max(0.1, (us - sentUs) / whole)), us);
    }
  }
}

/** At the tear, where it waited for its end; or at the receiver, if it was past the tear by then. */
function cutOff(
  { index, run }: Sources,
  sent: number,
  endUs: number,
  changes: readonly LinkChange[],
): Ending {
  const { from, to, sentUs, dueUs } = run.trace.sent(sent);
  const way = { from, to, sentUs, arrivesUs: Math.max(dueUs, endUs), tearAt: MIDDLE };
  const { share } = progressAt(way, endUs, changes);
  const isPast = share > MIDDLE;
  const started = index.sentUs[sent] as number;
  const kneeUs = isPast ? endUs : started + (endUs - started) * MIDDLE;
  return {
    end: isPast ? 'down' : 'tear',
    share: isPast ? SHORT : MIDDLE,
    kneeUs,
    endUs,
    waitsUs: endUs,
  };
}

/** As far as it has come by what is known; at a cut it stops. */
function flying({ run, index, kinds }: Sources, sent: number): Ending {
  const sentUs = index.sentUs[sent] as number;
  const nowUs = run.frontier.us;
  const whole = Math.max(1, kinds.arrivesUs(sent) - sentUs);
  const { from, to } = run.trace.sent(sent);
  const torn = !run.world.linked(from, to);
  const share = Math.min(torn ? MIDDLE : SHORT + 0.08, Math.max(0, (nowUs - sentUs) / whole));
  const kneeUs = Math.min(nowUs, sentUs + share * whole);
  return { end: 'flying', share, kneeUs, endUs: nowUs, waitsUs: nowUs };
}
