/**
 * What Bully assumes of the world, and whether it held: delays that the waits allow for, links that
 * lose nothing, nodes that never pause. Read from what happened.
 */
import type { BullyParams, OriginalState } from '../../algorithms/bully/types';
import type { NodeId, Step, Us } from '../../engine/protocol';
import { cell, history } from '../history';
import type { Rewindable } from '../history';
import type { Assumed, Ledger } from '../types';
import { isOfElection, isOriginal, stepped } from './view';
import type { Params } from './view';

export const ASSUMES =
  'Every answer comes within the wait for it, nothing is lost, doubled, cut or held back, clocks run alike, and no node pauses for longer than the waits allow.';

/**
 * What the ledger does not say: messages still on their way, waits that were ended or are held by hand,
 * how long the waits were.
 */
export interface Surroundings {
  /** All that is remembered here, to be rewound with the checker it belongs to. */
  readonly memory: readonly Rewindable[];
  see(step: Step): void;
  /** Messages of an election that are on their way. */
  afloat(): number;
  /** How long the waits have been: a person may change them during the run. */
  readonly waits: Waits;
  /** Why silence proved nothing in this run; empty if it always did. */
  hastened(): string;
}

/** All settings of a run so far, the one that it began with first. */
interface Waits {
  all(): readonly Params[];
  /** The longest that each wait has been: claims about time allow for it. */
  longest(): Params;
}

function waitsOf(first: Params): Waits & { see(step: Step): void; memory: Rewindable[] } {
  const versions = cell<readonly Params[]>([first]);
  const longest = cell(first);
  return {
    memory: [versions, longest],
    see: (step) => {
      const params = step.params as Params;
      if (versions.now.at(-1) === params) return;
      versions.now = [...versions.now, params];
      const { now } = longest;
      longest.now = {
        ...params,
        okWaitUs: Math.max(now.okWaitUs, params.okWaitUs),
        coordinatorWaitUs: Math.max(now.coordinatorWaitUs, params.coordinatorWaitUs),
        pingEveryUs: Math.max(now.pingEveryUs, params.pingEveryUs),
        pingWaitUs: Math.max(now.pingWaitUs, params.pingWaitUs),
      };
    },
    all: () => versions.now,
    longest: () => longest.now,
  };
}

export function surroundings(params: Params): Surroundings {
  const waits = waitsOf(params);
  const count = history<'afloat', number>();
  /** When the answer window of each node ends. */
  const dues = history<NodeId, Us>();
  const early = history<'why', string>();
  const holds = cell(false);

  const noteMessages = (step: Step): void => {
    const { kind, message } = step.event;
    const isEnd = (kind === 'deliver' || kind === 'drop') && message !== null;
    let change = isEnd && isOfElection(step.message?.type) ? -1 : 0;
    for (const effect of step.effects) {
      if (effect.do === 'send' && effect.sent >= 0 && isOfElection(effect.message.type))
        change += 1;
    }
    count.set('afloat', (count.get('afloat') ?? 0) + change);
  };
  /** The paper's form: a call that was ended before its time proves nothing of the one who is called. */
  const noteCalls = (step: Step): void => {
    const { node, event, before } = step;
    if (node === null || before === null) return;
    const { stage } = before as OriginalState;
    const isOpen = stage !== null && stage !== 'asking';
    if (event.kind === 'timer' && event.timer?.name === 'callWait' && isOpen) {
      if (event.us < (dues.get(node) ?? 0))
        early.set('why', `${node} was made to end a call early`);
    }
    for (const effect of step.effects) {
      if (effect.do !== 'setTimer' || effect.name !== 'callWait') continue;
      const armed = step.world.node(node).timers.find((timer) => timer.name === 'callWait');
      if (armed !== undefined) dues.set(node, armed.dueUs);
    }
  };
  const noteWindows = (step: Step): void => {
    const { node, event } = step;
    const seen = stepped(step);
    if (node === null || seen === null) return;
    if (event.kind === 'timer' && event.timer?.name === 'okWait') {
      const isEarly = event.us < (dues.get(node) ?? 0);
      if (isEarly && seen.before.status === 'electing') {
        early.set('why', `${node} was made to end its wait for an answer early`);
      }
    }
    if (event.kind === 'timer' && event.timer?.name === 'pingWait') {
      const { leader, awaitingPong } = seen.before;
      const { shortcut } = step.params as BullyParams;
      // Without the shortcut a wrong suspicion only costs messages: the leader is asked once more.
      const isWrong = leader !== null && leader !== node && step.world.node(leader).up;
      if (shortcut && isWrong && !awaitingPong) {
        early.set('why', `${node} was made to take its live leader for dead`);
      }
    }
    for (const effect of step.effects) {
      if (effect.do !== 'setTimer' || effect.name !== 'okWait') continue;
      const armed = step.world.node(node).timers.find((timer) => timer.name === 'okWait');
      if (armed !== undefined) dues.set(node, armed.dueUs);
    }
  };

  return {
    memory: [count, dues, early, holds, ...waits.memory],
    see: (step) => {
      holds.now = step.world.holding.length > 0;
      waits.see(step);
      noteMessages(step);
      if (isOriginal(step.params)) noteCalls(step);
      else noteWindows(step);
    },
    afloat: () => count.get('afloat') ?? 0,
    waits,
    hastened: () => (holds.now ? 'a person holds back what falls due' : (early.get('why') ?? '')),
  };
}

/** Why an answer may come after the wait for it under these settings; empty if it cannot. */
function tooSlow(params: Params, ledger: Ledger): string {
  const { okWaitUs, coordinatorWaitUs } = params;
  // A coordinator that is taken for dead too soon costs the paper's form an election, and no more.
  const pingWaitUs = isOriginal(params) ? okWaitUs : params.pingWaitUs;
  const { slowestPpm, fastestPpm, pauseUsMax, delayUsMax: delayUs } = ledger;
  if (ledger.jumpUsMax > 0) return 'a clock jumped';
  if (fastestPpm * 100 > slowestPpm * 101) return 'clocks ran at different rates';
  const fits = (waitUs: Us, neededUs: Us): boolean => waitUs * slowestPpm > neededUs * fastestPpm;
  const ms = delayUs / 1000;
  if (!fits(okWaitUs, 2 * delayUs)) {
    return `a message took ${ms} ms; the wait of ${okWaitUs / 1000} ms for an answer is shorter than two such delays`;
  }
  if (!fits(pingWaitUs, 2 * delayUs)) {
    return `a message took ${ms} ms; the wait of ${pingWaitUs / 1000} ms for the answer to a ping is shorter than two such delays`;
  }
  if (!isOriginal(params) && !fits(coordinatorWaitUs, okWaitUs + 2 * delayUs)) {
    return 'the wait for an announcement is shorter than the election it waits for can take';
  }
  // A node that does nothing for a while answers late, however fast the messages are.
  if (pauseUsMax > 0 && !fits(Math.min(okWaitUs, pingWaitUs), 2 * delayUs + pauseUsMax)) {
    return `a node was paused for ${pauseUsMax / 1000} ms`;
  }
  return '';
}

/** Which assumption about a group of nodes failed first; empty if all held. */
export function failingInside(ledger: Ledger, around: Surroundings): string {
  if (ledger.lost > 0) return 'a message was lost';
  if (ledger.duplicated > 0) return 'a message arrived twice';
  if (ledger.blocked > 0) return 'messages were blocked';
  if (ledger.byHand > 0) return 'a person decided when messages or timers happened';
  const slow = around.waits
    .all()
    .map((params) => tooSlow(params, ledger))
    .find((why) => why !== '');
  return slow ?? around.hastened();
}

/** Whether everything Bully assumes held so far. */
export function assumedOf(ledger: Ledger, around: Surroundings): Assumed {
  const isCut = ledger.partitions > 0 || ledger.cut > 0;
  const why = isCut ? 'the network was cut' : failingInside(ledger, around);
  return { held: why === '', why };
}
