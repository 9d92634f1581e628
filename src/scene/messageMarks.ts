/**
 * The messages on their way as marks: which are drawn, in which form, and where. Only what is known at
 * the playhead enters: how a message will end does not.
 */
import type { Flight, RunView } from '../session/types';
import { textWidth } from './fontMetrics';
import { onLane } from './lanes';
import type { Lane, Lanes } from './lanes';
import { isStory, looksOf, ticks } from './noise';
import type { Looks } from './noise';
import { changesBefore, linkChanges, progressAt } from './travel';
import type { LinkChange } from './travel';
import type { Detail, MessageForm, MessageMark, SceneView } from './types';

/** Above so many messages, words give way to shaped dots. */
export const PILLS_MAX = 60;
export const PILL_FONT_PX = 14;
export const PILL_HEIGHT = 24;
/** A storm is counted whole, but no more marks than this are drawn. */
export const MARKS_MAX = 1500;
/** Length and width of a routine tick. */
export const TICK = { w: 9, h: 4 } as const;
export const DOT = 11;

/** Room beside the word, by shape: the point of a request, the tick of a grant. */
const BESIDE: { readonly [shape: string]: number } = {
  request: 26,
  grant: 34,
  refusal: 36,
  answer: 18,
  announce: 32,
  routine: 18,
};

export interface MessageMarks {
  readonly marks: readonly MessageMark[];
  readonly counts: { readonly shown: number; readonly quiet: number };
}

interface Drawn {
  readonly flight: Flight;
  readonly look: Looks;
  readonly form: MessageForm;
}

/** Which messages are drawn and in which form. */
function choose(
  run: RunView,
  flights: readonly Flight[],
  detail: Detail,
  view: SceneView,
): { readonly drawn: readonly Drawn[]; readonly shown: number; readonly quiet: number } {
  // Whoever chooses what happens next needs to see all that can be chosen.
  const all = view.messages === 'all' || run.world.holding.includes('messages');
  const chosen: { flight: Flight; look: Looks; story: boolean }[] = [];
  let shown = 0;
  let quiet = 0;
  for (const flight of flights) {
    if (flight.from === flight.to) continue;
    const look = looksOf(run, flight.message);
    const story = all || flight.sent === view.pickedMessage || isStory(run, flight, look);
    if (story) shown++;
    else quiet++;
    if (story || ticks(look)) chosen.push({ flight, look, story });
  }
  const words = detail !== 'dots' && shown <= PILLS_MAX;
  if (chosen.length > MARKS_MAX) chosen.length = MARKS_MAX;
  const drawn = chosen.map(({ flight, look, story }): Drawn => {
    const form = !story ? 'tick' : words ? 'pill' : 'dot';
    return { flight, look, form };
  });
  return { drawn, shown, quiet };
}

function textOf(look: Looks, form: MessageForm, detail: Detail, view: SceneView): string {
  if (form !== 'pill') return '';
  return detail === 'words' ? view.words(look.face.word) : look.face.initial;
}

/** The size of a mark. */
function sizeOf(
  look: Looks,
  form: MessageForm,
  text: string,
): { readonly w: number; readonly h: number } {
  if (form === 'tick') return TICK;
  if (form === 'dot') return { w: DOT, h: DOT };
  const beside = BESIDE[look.face.shape] ?? 18;
  return { w: Math.ceil(textWidth(text, PILL_FONT_PX)) + beside, h: PILL_HEIGHT };
}

/** Room one that waits takes on its lane, px. */
const WAITING_PX: { readonly [F in MessageForm]: number } = { pill: 30, dot: 14, tick: 8 };

/** Messages that wait at the end of one lane stand one behind the other. */
class Queue {
  private readonly taken = new Map<Lane, number>();

  /** How far along its lane the next one waits. */
  place(lane: Lane, form: MessageForm): number {
    const px = this.taken.get(lane) ?? 0;
    this.taken.set(lane, px + WAITING_PX[form]);
    return Math.max(0.1, 1 - px / lane.length);
  }
}

/** All messages on their way at the playhead, routine ticks first, then story in sending order. */
export function messageMarks(
  run: RunView,
  view: SceneView,
  detail: Detail,
  lanes: Lanes,
): MessageMarks {
  const flights = run.flights();
  const { drawn, shown, quiet } = choose(run, flights, detail, view);
  const us = run.playhead.us;
  const changes: readonly LinkChange[] = changesBefore(linkChanges(run), run.playhead.event);
  const marks: MessageMark[] = [];
  const queue = new Queue();
  for (const { flight, look, form } of drawn) {
    const lane = lanes.of(flight.from, flight.to);
    const way = { ...flight, tearAt: lane.tearAt };
    const heldBack = flight.held && flight.arrivesUs <= us;
    const progress =
      flight.waiting || heldBack
        ? { share: queue.place(lane, form), held: true }
        : progressAt(way, us, changes);
    const text = textOf(look, form, detail, view);
    const { w, h } = sizeOf(look, form, text);
    const torn = !run.world.linked(flight.from, flight.to);
    const at = onLane(lane, progress.share, { w, h }, torn, form === 'pill');
    marks.push({
      name: flight.name,
      sent: flight.sent,
      from: flight.from,
      to: flight.to,
      form,
      shape: look.face.shape,
      colour: look.face.colour,
      text,
      x: at.x,
      y: at.y,
      w,
      h,
      angle: lane.angle,
      held: progress.held,
      heldBack,
      picked: flight.sent === view.pickedMessage,
    });
  }
  return { marks, counts: { shown, quiet } };
}
