/**
 * The messages on their way as marks: which are drawn, in which form, and where. Only what is known at
 * the playhead enters: how a message will end does not.
 */
import type { NodeId, Us } from '../engine/protocol';
import { story } from '../narration/story';
import type { Flight, RunView } from '../session/types';
import { burstOf, routeAt } from './bursts';
import type { Burst } from './bursts';
import type { LabelPlace } from './labels';
import type { Lane } from './lanes';
import { Lanes, laneAt } from './lanes';
import { looksOfFlight, ticks } from './noise';
import type { Looks } from './noise';
import { TICK, dotSize, sizeOf, textOf } from './pillSizes';
import { behindQueue, queuesOf } from './queues';
import type { Queues, Waiting } from './queues';
import type { Route } from './routes';
import { Routes, alongAt, bareRoute, edgeAhead, middleAt, relaid } from './routes';
import type { SeatPlan } from './seats';
import { changesBefore, linkChanges, progressAt } from './travel';
import type { LinkChange } from './travel';
import type { Box, Detail, MessageCounts, MessageForm, MessageMark, SceneView } from './types';

/** A storm is counted whole, but no more marks than this are drawn. */
export const MARKS_MAX = 1500;

export interface MessageMarks {
  readonly marks: readonly MessageMark[];
  readonly counts: MessageCounts;
}

interface Chosen {
  readonly flight: Flight;
  readonly look: Looks;
  readonly story: boolean;
  readonly picked: boolean;
  /** Without words: its way, kept for as long as nobody moves. */
  bare: Route | null;
}

interface Choice {
  readonly chosen: readonly Chosen[];
  readonly counts: MessageCounts;
  /** Everything is shown, story or not. */
  readonly all: boolean;
}

/** What was chosen last: between two events nothing sets out, ends or is held back. */
let before: {
  readonly key: string;
  readonly run: RunView;
  readonly lanes: Lanes;
  readonly choice: Choice;
} | null = null;

/** Which messages are drawn; the same objects until the next event. */
function chosenOf(run: RunView, view: SceneView, lanes: Lanes): Choice {
  const { pickedMessage, messages } = view;
  // Whoever chooses what happens next needs to see all that can be chosen.
  const all = messages === 'all' || run.world.holding.includes('messages');
  const key = `${run.revision} ${run.playhead.event} ${pickedMessage} ${all}`;
  if (before?.key !== key || before.run !== run || before.lanes !== lanes) {
    before = { key, run, lanes, choice: choose(run, pickedMessage, all) };
  }
  return before.choice;
}

function choose(run: RunView, pickedMessage: number | null, all: boolean): Choice {
  const chosen: Chosen[] = [];
  let shown = 0;
  let quiet = 0;
  for (const flight of run.flights()) {
    if (flight.from === flight.to) continue;
    const look = looksOfFlight(run, flight);
    const picked = flight.sent === pickedMessage;
    const isStory = all || picked || story(run, flight);
    if (isStory) shown++;
    else quiet++;
    if (isStory || ticks(look)) {
      chosen.push({ flight, look, story: isStory, picked, bare: null });
    }
  }
  const counts = { shown, quiet, ticks: chosen.length - shown };
  if (chosen.length > MARKS_MAX) chosen.length = MARKS_MAX;
  return { chosen, counts, all };
}

function isWaiting({ waiting, held, arrivesUs }: Flight, us: Us): boolean {
  return waiting || (held && arrivesUs <= us);
}

/** What one mark looks like and how it runs. */
interface Drawn {
  readonly form: MessageForm;
  readonly route: Route;
  readonly text: string;
  /** Where it waits; null: it flies. */
  readonly along: number | null;
}

/** All that the marks of one picture share. */
class Scribe {
  private readonly us: Us;
  private readonly changes: readonly LinkChange[];
  private readonly dot: number;
  /** Those that wait, by lane. */
  private readonly queued = new Map<string, Set<number>>();

  constructor(
    private readonly run: RunView,
    private readonly view: SceneView,
    private readonly lanes: Lanes,
    private readonly routes: Routes,
    private readonly burst: Burst,
    private readonly queues: Queues,
  ) {
    this.us = run.playhead.us;
    this.dot = dotSize(lanes.plan.detail);
    this.changes = changesBefore(linkChanges(run), run.playhead.event);
    for (const [sent, { route }] of queues.places) {
      const { from, to } = route.lane;
      const there = this.queued.get(`${from}>${to}`);
      if (there === undefined) this.queued.set(`${from}>${to}`, new Set([sent]));
      else there.add(sent);
    }
  }

  /** A quiet message that was picked is in no burst. */
  private lone({ flight, look }: Chosen, degree: Exclude<Detail, 'dots'>): Drawn | null {
    const text = textOf(look.face, degree, this.view.words);
    const { w, h } = sizeOf(look.face.shape, text, degree);
    const [route] = this.routes.of(this.lanes.of(flight.from, flight.to), w, h);
    return route === undefined ? null : { form: 'pill', route, text, along: null };
  }

  private drawn(one: Chosen): Drawn {
    const { flight, look } = one;
    const place = this.queues.places.get(flight.sent);
    if (place !== undefined) {
      const form = this.queues.degree === 'dots' ? 'dot' : 'pill';
      return { form, route: place.route, text: place.text, along: place.along };
    }
    if (!one.story) return { form: 'tick', route: this.bare(one), text: '', along: null };
    const { degree, runs } = this.burst;
    const planned = runs.get(flight.sent);
    if (degree !== 'dots' && planned !== undefined) {
      const text = textOf(look.face, planned.degree, this.view.words);
      return { form: 'pill', route: routeAt(planned, this.us), text, along: null };
    }
    const lone = one.picked && degree !== 'dots' ? this.lone(one, degree) : null;
    if (lone !== null) return lone;
    return { form: 'dot', route: this.bare(one), text: '', along: null };
  }

  private bare(one: Chosen): Route {
    const lane = (): Lane => this.lanes.of(one.flight.from, one.flight.to);
    one.bare ??= bareRoute(lane(), one.story ? this.dot : TICK.w);
    return one.bare;
  }

  /** A mark without words where nothing waits and nothing was ever cut: most of them, in a storm all. */
  private plain(one: Chosen): MessageMark {
    const { flight, look } = one;
    const route = this.bare(one);
    const { lane } = route;
    const { sentUs, arrivesUs } = flight;
    const share = arrivesUs > sentUs ? (this.us - sentUs) / (arrivesUs - sentUs) : 1;
    const way = route.first + Math.max(0, Math.min(1, share)) * (route.last - route.first);
    const { x, y } = middleAt(route, way);
    return {
      name: flight.name,
      sent: flight.sent,
      from: flight.from,
      to: flight.to,
      form: one.story ? 'dot' : 'tick',
      shape: look.face.shape,
      colour: look.face.colour,
      text: '',
      x,
      y,
      w: route.w,
      h: one.story ? route.h : TICK.h,
      angle: lane.angle,
      lineX: x,
      lineY: y,
      leaves: lane.start,
      meets: lane.end,
      aim: lane.end,
      copy: flight.name.endsWith('b'),
      word: one.story ? look.face.word : '',
      held: false,
      heldBack: flight.held && arrivesUs <= this.us,
      picked: one.picked,
    };
  }

  /** True if its word stands on it. */
  private isWritten({ flight: { sent } }: Chosen, form: MessageForm): boolean {
    const { queues, burst } = this;
    const { degree } = queues.places.has(sent) ? queues : (burst.runs.get(sent) ?? burst);
    return form === 'pill' && degree === 'words';
  }

  mark(one: Chosen): MessageMark {
    const { flight, look } = one;
    const isBare = !one.story || this.burst.degree === 'dots';
    if (isBare && this.changes.length === 0 && this.queues.places.size === 0)
      return this.plain(one);
    const { form, text, along, ...planned } = this.drawn(one);
    const lane = this.lanes.of(flight.from, flight.to);
    const joins = along === null && this.queued.size > 0;
    const queued = joins ? this.queued.get(`${flight.from}>${flight.to}`) : undefined;
    const whole = relaid(planned.route, lane);
    const route =
      queued === undefined ? whole : { ...whole, last: behindQueue(this.queues, queued, whole) };
    const progress =
      along === null
        ? progressAt({ ...flight, tearAt: lane.tearAt }, this.us, this.changes)
        : { share: 1, held: true };
    const torn = along === null && !this.run.world.linked(flight.from, flight.to);
    const way =
      along === null
        ? alongAt(route, progress.share, torn)
        : along + whole.last - planned.route.last;
    const { x, y } = middleAt(route, way);
    const h = form === 'tick' ? TICK.h : route.h;
    const edge = form === 'pill' ? edgeAhead(lane, route.w, h, route.shift) : 0;
    return {
      name: flight.name,
      sent: flight.sent,
      from: flight.from,
      to: flight.to,
      form,
      shape: look.face.shape,
      colour: look.face.colour,
      text,
      x,
      y,
      w: route.w,
      h,
      angle: lane.angle,
      lineX: x - lane.outX * route.shift + lane.ux * edge,
      lineY: y - lane.outY * route.shift + lane.uy * edge,
      leaves: lane.start,
      meets: lane.end,
      aim: torn && progress.share <= lane.tearAt ? laneAt(lane, lane.tearAt) : lane.end,
      copy: flight.name.endsWith('b'),
      word: form === 'tick' || this.isWritten(one, form) ? '' : look.face.word,
      held: progress.held,
      heldBack: flight.held && flight.arrivesUs <= this.us,
      picked: one.picked,
    };
  }
}

interface Settled {
  readonly plan: SeatPlan;
  readonly places: ReadonlyMap<NodeId, LabelPlace>;
  readonly routes: Routes;
}
let settled: Settled | null = null;

/**
 * The routes between the seats of a plan: those that nodes glide to, so that nothing is decided anew in
 * each frame of a glide. The same as long as neither seats nor labels change.
 */
function routesOf(plan: SeatPlan, places: ReadonlyMap<NodeId, LabelPlace>): Routes {
  if (settled?.plan !== plan || settled.places !== places) {
    const labels = [...places].map(([id, { dx, dy, w, h }]): Box => {
      const { x, y } = plan.positions.get(id) ?? plan.centre;
      return { x: x + dx, y: y + dy, w, h };
    });
    settled = { plan, places, routes: new Routes(new Lanes(plan, plan.positions), labels) };
  }
  return settled.routes;
}

/**
 * All messages on their way at the playhead, in sending order. `most`: the most that may be written;
 * `places`: where words stand beside nodes.
 */
export function messageMarks(
  run: RunView,
  view: SceneView,
  most: Detail,
  lanes: Lanes,
  places: ReadonlyMap<NodeId, LabelPlace>,
): MessageMarks {
  const { chosen, counts, all } = chosenOf(run, view, lanes);
  const { us } = run.playhead;
  const routes = routesOf(lanes.plan, places);
  const waiting: Waiting[] = chosen.filter((one) => one.story && isWaiting(one.flight, us));
  const queues = queuesOf(waiting, most, routes, view.words);
  const flying = counts.shown > waiting.length;
  // One picture, one degree: nothing that flies says more than what it will queue up behind.
  const burst = burstOf(run, view, flying ? queues.degree : 'dots', all, routes, queues);
  const scribe = new Scribe(run, view, lanes, routes, burst, queues);
  return { marks: chosen.map((one) => scribe.mark(one)), counts };
}
