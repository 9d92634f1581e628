/**
 * The assumption ledger: what really happened to delays, links, nodes, clocks and disks in this run,
 * from ground truth and never from settings. Verdicts are judged by it.
 */
import type { Fact, NodeId, Step, Us } from '../engine/protocol';
import type { Ledger } from './types';

/** What the ledger reads of the packed trace. */
export interface SendBook {
  sentUsOf(sent: number): Us;
  fateOf(sent: number): string;
  isCopy(sent: number): boolean;
  linkOf(sent: number): number;
}

/** What kind of deed a command of the list is ("crash"). */
export type DeedOf = (index: number) => string;

/** Deeds that are no fault: asking for something. */
const HARMLESS: readonly string[] = ['request'];

/** The ledger as it is being kept. */
type Open = { -readonly [K in keyof Ledger]: Ledger[K] };

interface Mark {
  readonly book: Open;
  /** Link and send, link and send... packed, because every keyframe keeps one of these. */
  readonly lastOnLink: Int32Array;
  readonly pausedSince: readonly (readonly [NodeId, Us])[];
  readonly forced: readonly NodeId[];
}

export class LedgerKeeper {
  private book: Open;
  /** Latest send delivered on each link: an earlier one after it was reordered. */
  private lastOnLink = new Map<number, number>();
  private pausedSince = new Map<NodeId, Us>();
  /** Nodes whose timer a `timeout` command makes ring: that is counted as forced, not as by hand. */
  private forced = new Set<NodeId>();

  constructor(clockPpm: readonly number[]) {
    this.book = {
      delayUsMax: 0,
      lost: 0,
      duplicated: 0,
      cut: 0,
      blocked: 0,
      crashes: 0,
      restarts: 0,
      pauseUsMax: 0,
      partitions: 0,
      cutNow: false,
      reordered: 0,
      slowestPpm: 1_000_000 + Math.min(0, ...clockPpm),
      fastestPpm: 1_000_000 + Math.max(0, ...clockPpm),
      jumpUsMax: 0,
      wiped: 0,
      timersForced: 0,
      byHand: 0,
      lastFaultUs: null,
      writeUsMax: 0,
    };
  }

  /**
   * The ledger at `us`: a pause that still lasts counts up to then, and so does the oldest message
   * that is still under way (sent at `oldestUs`; null: none), because it is late before it arrives.
   */
  at(us: Us, oldestUs: Us | null = null): Ledger {
    let { pauseUsMax, delayUsMax } = this.book;
    for (const since of this.pausedSince.values()) pauseUsMax = Math.max(pauseUsMax, us - since);
    if (oldestUs !== null) delayUsMax = Math.max(delayUsMax, us - oldestUs);
    return { ...this.book, pauseUsMax, delayUsMax };
  }

  /** Takes in one step and the facts that it made. */
  see(step: Step, facts: readonly Fact[], sends: SendBook, deedOf: DeedOf): void {
    const { event } = step;
    if (event.kind === 'deliver') this.delivered(event.message, event.us, sends);
    if (event.kind === 'drop') this.dropped(event.message, sends);
    if (step.byHand && event.kind !== 'arrive') this.decided(step);
    for (const effect of step.effects) {
      if (effect.do === 'persist') {
        this.book.writeUsMax = Math.max(this.book.writeUsMax, effect.writeUs);
      }
      if (effect.do === 'send' && effect.sent >= 0 && sends.isCopy(effect.sent)) {
        this.book.duplicated += 1;
      }
    }
    for (const fact of facts) this.fact(fact, step, deedOf);
  }

  /** A person, or a hold that was let go, decided when this happened. */
  private decided({ event, node }: Step): void {
    this.book.lastFaultUs = event.us;
    if (event.kind === 'timer' && node !== null && this.forced.delete(node)) return;
    this.book.byHand += 1;
  }

  private delivered(sent: number | null, us: Us, sends: SendBook): void {
    if (sent === null || sent < 0) return;
    this.book.delayUsMax = Math.max(this.book.delayUsMax, us - sends.sentUsOf(sent));
    const link = sends.linkOf(sent);
    const last = this.lastOnLink.get(link) ?? -1;
    if (sent < last) this.book.reordered += 1;
    else this.lastOnLink.set(link, sent);
  }

  private dropped(sent: number | null, sends: SendBook): void {
    if (sent === null || sent < 0) return;
    const fate = sends.fateOf(sent);
    if (fate === 'lost') this.book.lost += 1;
    if (fate === 'cut') this.book.cut += 1;
    if (fate === 'blocked') this.book.blocked += 1;
  }

  private fact(fact: Fact, step: Step, deedOf: DeedOf): void {
    const { book } = this;
    switch (fact.fact) {
      case 'crashed':
        book.crashes += 1;
        this.forced.delete(fact.node);
        this.endPause(fact.node, fact.us);
        break;
      case 'up':
        book.restarts += 1;
        break;
      case 'paused':
        this.pausedSince.set(fact.node, fact.us);
        break;
      case 'resumed':
        this.endPause(fact.node, fact.us);
        break;
      case 'clock':
        book.slowestPpm = Math.min(book.slowestPpm, 1_000_000 + fact.ppm);
        book.fastestPpm = Math.max(book.fastestPpm, 1_000_000 + fact.ppm);
        book.jumpUsMax = Math.max(book.jumpUsMax, Math.abs(fact.jumpUs));
        break;
      case 'wiped':
        book.wiped += 1;
        break;
      case 'links': {
        const { ids, linked } = step.world;
        book.cutNow = ids.some((a) => ids.some((b) => !linked(a, b)));
        if (book.cutNow) book.partitions += 1;
        break;
      }
      case 'command': {
        if (fact.effect === 'missed') break;
        const deed = deedOf(fact.index);
        if (deed === 'timeout') {
          book.timersForced += 1;
          for (const node of fact.targets) this.forced.add(node);
        }
        if (!HARMLESS.includes(deed)) book.lastFaultUs = fact.us;
        break;
      }
      default:
        break;
    }
  }

  private endPause(node: NodeId, us: Us): void {
    const since = this.pausedSince.get(node);
    if (since === undefined) return;
    this.book.pauseUsMax = Math.max(this.book.pauseUsMax, us - since);
    this.book.lastFaultUs = us;
    this.pausedSince.delete(node);
  }

  mark(): Mark {
    const lastOnLink = new Int32Array(2 * this.lastOnLink.size);
    let at = 0;
    for (const [link, sent] of this.lastOnLink) {
      lastOnLink[at++] = link;
      lastOnLink[at++] = sent;
    }
    return {
      book: { ...this.book },
      lastOnLink,
      pausedSince: [...this.pausedSince],
      forced: [...this.forced],
    };
  }

  rewind(mark: Mark): void {
    this.book = { ...mark.book };
    this.lastOnLink = new Map();
    for (let at = 0; at < mark.lastOnLink.length; at += 2) {
      this.lastOnLink.set(mark.lastOnLink[at] as number, mark.lastOnLink[at + 1] as number);
    }
    this.pausedSince = new Map(mark.pausedSince);
    this.forced = new Set(mark.forced);
  }
}
