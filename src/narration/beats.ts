/**
 * The beats of a run: its facts grouped by instant, so that one command with all it causes at once is
 * one beat. Grows with the run; a fork makes it anew. What each beat says is in `commandPhrase.ts`
 * and `turnPhrase.ts`.
 */
import type { Fact, Us } from '../engine/protocol';

import type { Election, RunView } from '../session/types';
import { GRAVITY, told } from './beat';
import type { Beat, BeatKind, Told } from './beat';
import { above, chronicleOf } from './chronicle';
import { tellCommand } from './commandPhrase';
import { happeningOf } from './happening';
import { tellTurn } from './turnPhrase';
import { phrase } from './words';

type Finding = ReturnType<RunView['findings']>[number];

/** What changes the cluster from outside. */
const DEEDS: ReadonlySet<BeatKind> = new Set([
  ...(['crash', 'restart', 'pause', 'resume', 'partition'] as const),
  ...(['heal', 'cut', 'join', 'block', 'unblock', 'wipe', 'clock', 'set'] as const),
]);

/** Facts of one instant that belong together. */
interface Group {
  readonly us: Us;
  readonly event: number;
  /** The last event that has a part in it. */
  last: number;
  readonly facts: Fact[];
  election: Election | null;
}

/** The beats of one run up to its frontier, in order. Made by `beatsOf`. */
export class Beats {
  /** Beats made from facts; the last one may still grow while its instant lasts. */
  private readonly grouped: Beat[] = [];
  private open: Group | null = null;
  /** True if the last of `grouped` is the open group's. */
  private openIsTold = false;
  private facts = 0;
  private elections = 0;
  /** Broken properties and the end of the run. */
  private extra: readonly Beat[] = [];
  private extraKey = '';
  private events = 0;
  private merged: readonly Beat[] = [];
  private mergedUs: readonly Us[] = [];

  constructor(
    private readonly run: RunView,
    readonly revision: number,
  ) {}

  /** How many facts have been taken in. */
  get length(): number {
    return this.facts;
  }

  /** All beats, in the order of their events. */
  get all(): readonly Beat[] {
    return this.merged;
  }

  /** The first beat that has not fully happened after `events` events; null if none is known. */
  next(events: number): Beat | null {
    return this.merged.find((beat) => beat.until > events) ?? null;
  }

  /** The last beat that had fully happened before `events` events. */
  previous(events: number): Beat | null {
    return this.merged.findLast((beat) => beat.until < events) ?? null;
  }

  /** The first beat after `events` events in which a leader is accepted. */
  nextReign(events: number): Beat | null {
    const { reigns } = this.run;
    const reign = reigns.find((one) => one.fromEvent >= events);
    if (reign === undefined) return null;
    return this.merged.find((beat) => beat.until > reign.fromEvent) ?? null;
  }

  /**
   * The gravest beat with fromUs < us <= toUs, the latest of equals; null if there is none. What was
   * done to the cluster makes what came before old news: "n5 leads" is not told of a crashed n5.
   */
  gravest(fromUs: Us, toUs: Us): Beat | null {
    let best: Beat | null = null;
    let floor = 0;
    for (let i = above(this.mergedUs, toUs) - 1; i >= 0; i--) {
      const beat = this.merged[i] as Beat;
      if (beat.us <= fromUs) break;
      if (beat.gravity < floor) continue;
      if (best === null || beat.gravity > best.gravity) best = beat;
      if (DEEDS.has(beat.kind)) floor = GRAVITY.twoLeaders;
    }
    return best;
  }

  /** Takes in what the run has added. */
  extend(): void {
    const { trace, ended } = this.run;
    const isNews = trace.length !== this.events || (ended === null) === this.hasEnded();
    if (!isNews) return;
    this.events = trace.length;
    const grew = this.takeFacts();
    const changed = this.takeExtra(this.run.findings());
    if (grew || changed) this.merge();
  }

  private hasEnded(): boolean {
    return this.extra.at(-1)?.kind === 'ended';
  }

  private takeFacts(): boolean {
    const { facts, elections } = this.run;
    let grew = false;
    while (this.facts < facts.length || this.elections < elections.length) {
      const fact = facts[this.facts];
      const election = elections[this.elections];
      grew = true;
      if (fact === undefined || (election !== undefined && election.startEvent < fact.event)) {
        const opening = election as Election;
        this.elections++;
        const group = this.groupFor(opening.startEvent, opening.startUs);
        group.election = opening;
        group.last = opening.startEvent;
      } else {
        this.facts++;
        const group = this.groupFor(fact.event, fact.us);
        group.facts.push(fact);
        group.last = fact.event;
      }
    }
    if (grew) this.tellOpen();
    return grew;
  }

  /** The group of an event: that of its instant; but a command begins a group of its own. */
  private groupFor(event: number, us: Us): Group {
    const { open } = this;
    const begins = open === null || open.us !== us || this.isCommand(open, event);
    if (open !== null && !begins) return open;
    this.tellOpen();
    const fresh: Group = { us, event, last: event, facts: [], election: null };
    this.open = fresh;
    this.openIsTold = false;
    return fresh;
  }

  private isCommand(open: Group, event: number): boolean {
    return event !== open.last && this.run.trace.kind(event) === 'command';
  }

  private tellOpen(): void {
    const { open } = this;
    if (open === null) return;
    if (this.openIsTold) this.grouped.pop();
    const said = this.tell(open);
    this.openIsTold = said !== null;
    if (said !== null) this.grouped.push(said);
  }

  private tell(group: Group): Beat | null {
    const { run } = this;
    const until = group.last + 1;
    const happening = happeningOf(run, group.event, until, group.facts, group.election);
    const { command } = happening;
    const said = command === null ? tellTurn(run, happening) : tellCommand(run, command, happening);
    return said === null ? null : beat(said, group.event, until, group.us);
  }

  /** Broken properties and the end: they can change with every event, so they are looked at anew. */
  private takeExtra(findings: readonly Finding[]): boolean {
    const { run } = this;
    const broken = findings.filter(({ breach }) => breach !== null);
    const key = broken
      .map(({ id, breach }) => `${id}@${String(breach?.event)}`)
      .concat(run.ended === null ? [] : [run.ended.reason])
      .join();
    if (key === this.extraKey) return false;
    this.extraKey = key;
    this.extra = [...broken.map(brokenBeat), ...endBeat(run)].sort((a, b) => a.event - b.event);
    return true;
  }

  private merge(): void {
    const { grouped, extra } = this;
    this.merged =
      extra.length === 0
        ? grouped.slice()
        : [...grouped, ...extra].sort((a, b) => a.event - b.event || a.gravity - b.gravity);
    this.mergedUs = this.merged.map(({ us }) => us);
  }
}

function beat(said: Told, event: number, until: number, us: Us): Beat {
  const node = said.nodes.length === 1 ? (said.nodes[0] ?? null) : null;
  return { ...said, event, until, us, node };
}

/** A lesson is no alarm: it ranks below what can be seen of it, two nodes that lead. */
function brokenBeat({ id, verdict, breach }: Finding): Beat {
  const { event, us, why, nodes } = breach as NonNullable<typeof breach>;
  const isLesson = verdict === 'lesson';
  const values = { id, why: why.replace(/\.$/, '') };
  const said = told('broken', nodes, phrase(isLesson ? 'brokenLesson' : 'broken', values));
  const gravity = isLesson ? GRAVITY.accepted + 5 : said.gravity;
  return beat({ ...said, gravity }, event, event + 1, us);
}

function endBeat(run: RunView): readonly Beat[] {
  const { ended, trace } = run;
  if (ended === null) return [];
  const key = `ended${ended.reason[0]?.toUpperCase() ?? ''}${ended.reason.slice(1)}`;
  const said = told('ended', [], phrase(key, { detail: ended.detail }));
  return [beat(said, trace.length, trace.length, ended.us)];
}

const known = new WeakMap<RunView, Beats>();

/** The beats of a run, up to its frontier. Cheap when nothing was added. */
export function beatsOf(run: RunView): Beats {
  chronicleOf(run);
  let beats = known.get(run);
  const isStale =
    beats === undefined || beats.revision !== run.revision || beats.length > run.facts.length;
  if (beats === undefined || isStale) {
    beats = new Beats(run, run.revision);
    known.set(run, beats);
  }
  beats.extend();
  return beats;
}
