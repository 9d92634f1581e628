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
import type { Box, Detail, MessageForm, MessageMark, SceneView } from './types';

/** A storm is counted whole, but no more marks than this are drawn. */
export const MARKS_MAX = 1500;

export interface MessageMarks {
  readonly marks: readonly MessageMark[];
  readonly counts: { readonly shown: number; readonly quiet: number };
}

interface Chosen {
  readonly flight: Flight;
  readonly look: Looks;
  readonly story: boolean;
}

interface Choice {
  readonly chosen: readonly Chosen[];
  readonly shown: number;
  readonly quiet: number;
  /** Everything is shown, story or not. */
  readonly all: boolean;
}

/** Which messages are drawn. */
function choose(run: RunView, view: SceneView): Choice {
  // Whoever chooses what happens next needs to see all that can be chosen.
  const all = view.messages === 'all' || run.world.holding.includes('messages');
  const chosen: Chosen[] = [];
  let shown = 0;
  let quiet = 0;
  for (const flight of run.flights()) {
    if (flight.from === flight.to) continue;
    const look = looksOfFlight(run, flight);
    const isStory = all || flight.sent === view.pickedMessage || story(run, flight);
    if (isStory) shown++;
    else quiet++;
    if (isStory || ticks(look)) chosen.push({ flight, look, story: isStory });
  }
  if (chosen.length > MARKS_MAX) chosen.length = MARKS_MAX;
  return { chosen, shown, quiet, all };
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
    const lane = this.lanes.of(flight.from, flight.to);
    if (!one.story) return { form: 'tick', route: bareRoute(lane, TICK.w), text: '', along: null };
    const { degree, runs } = this.burst;
    const planned = runs.get(flight.sent);
    if (degree !== 'dots' && planned !== undefined) {
      const text = textOf(look.face, planned.degree, this.view.words);
      return { form: 'pill', route: routeAt(planned, this.us), text, along: null };
    }
    const picked = flight.sent === this.view.pickedMessage && degree !== 'dots';
    const lone = picked ? this.lone(one, degree) : null;
    if (lone !== null) return lone;
    return {
      form: 'dot',
      route: bareRoute(lane, dotSize(this.lanes.plan.detail)),
      text: '',
      along: null,
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
      picked: flight.sent === this.view.pickedMessage,
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
  const { chosen, shown, quiet, all } = choose(run, view);
  const { us } = run.playhead;
  const routes = routesOf(lanes.plan, places);
  const waiting: Waiting[] = chosen.filter((one) => one.story && isWaiting(one.flight, us));
  const queues = queuesOf(waiting, most, routes, view.words);
  const flying = shown > waiting.length;
  // One picture, one degree: nothing that flies says more than what it will queue up behind.
  const burst = burstOf(run, view, flying ? queues.degree : 'dots', all, routes, queues);
  const scribe = new Scribe(run, view, lanes, routes, burst, queues);
  return { marks: chosen.map((one) => scribe.mark(one)), counts: { shown, quiet } };
}
