/**
 * What a command of the log did, in plain English for the summary: the words of the headless command, not
 * of the page. Says what was done and to whom, and nothing of what followed.
 */
import type { Fact, NodeId } from '../engine/protocol';
import type { Command, Deed, LinkRules, Targets } from '../scenario/types';
import type { CommandRecord, Session } from './types';

type DeedOf<W extends Deed['do']> = Extract<Deed, { do: W }>;

/** Why a command was missed, in words; keys are those of the engine. */
export const MISSED: { readonly [why: string]: string } = {
  noLeader: 'nobody leads',
  noTarget: 'no node to do it to',
  noCrashed: 'no crashed node is down',
  alreadyDown: 'it is down already',
  notDown: 'it is up already',
  notStarted: 'it has not started yet',
  down: 'it is down',
  paused: 'it is paused',
  notPaused: 'it is not paused',
  nothingCut: 'no such link is cut',
  nothingBlocked: 'nothing of the kind is blocked',
  noRequests: 'the algorithm takes no requests',
  noTimer: 'the algorithm has no such timer',
  noAction: 'the algorithm has no such action',
  tooFewGroups: 'all nodes are in one group',
  notInFlight: 'no such message is on its way',
  otherType: 'the message of that name is of another type',
  alreadyCopied: 'the message has a copy or is one',
  waiting: 'the message has arrived and waits',
  notPending: 'no such thing is about to happen',
  notHolding: 'nothing is held back',
};

const names = (nodes: readonly NodeId[]): string => nodes.join(', ');
const span = (ms: number): string => `${ms} ms`;
const range = (value: number | readonly number[]): string =>
  typeof value === 'number' ? String(value) : value.join(' to ');
const percent = (ratio: number): string => `${Math.round(ratio * 1e6) / 1e4} %`;
const targetNames = (targets: Targets): string =>
  typeof targets === 'string' ? targets : names(targets);

/** `n1>n2#14 (RequestVote)`. */
function messageName(session: Session, message: string, sent: number | undefined): string {
  return sent === undefined ? message : `${message} (${session.trace.sent(sent).type})`;
}

function rulesSaid({ delayMs, loss, duplicate, fifo }: LinkRules): string {
  const said: string[] = [];
  if (delayMs !== undefined) {
    const isCurve = typeof delayMs === 'object' && 'dist' in delayMs;
    if (isCurve) {
      const { dist, p50, p99, min } = delayMs;
      said.push(
        `delay ${dist}, half within ${span(p50)}, 99 of 100 within ${span(p99)}, min ${min}`,
      );
    } else said.push(`delay ${range(delayMs)} ms`);
  }
  if (loss !== undefined) said.push(`loss ${percent(loss)}`);
  if (duplicate !== undefined) said.push(`duplicates ${percent(duplicate)}`);
  if (fifo !== undefined) said.push(fifo ? 'order kept' : 'order not kept');
  return said.join(', ');
}

function pause({ forMs, resumeFirst }: DeedOf<'pause'>, nodes: string): string {
  const until = forMs === undefined ? 'until resumed' : `for ${span(forMs)}`;
  return `${nodes} paused ${until}; its ${resumeFirst ?? 'timers'} first on resume`;
}

function clock({ ppm, jumpMs }: DeedOf<'clock'>, nodes: string): string {
  const said: string[] = [];
  if (ppm !== undefined) {
    const rate = ppm === 0 ? 'true' : `${Math.abs(ppm)} ppm ${ppm > 0 ? 'fast' : 'slow'}`;
    said.push(`now runs ${rate}`);
  }
  if (jumpMs !== undefined) {
    said.push(`jumped ${span(Math.abs(jumpMs))} ${jumpMs < 0 ? 'back' : 'ahead'}`);
  }
  return `clock of ${nodes} ${said.join(' and ')}`;
}

function links({ from, to, oneWay }: DeedOf<'cut' | 'join'>): string {
  return `${targetNames(from)} to ${targetNames(to)}${oneWay === true ? ', one way' : ''}`;
}

function set(deed: DeedOf<'set'>): string {
  if ('network' in deed) return `all links from now on: ${rulesSaid(deed.network)}`;
  if ('link' in deed) {
    const { link } = deed;
    const way = link.oneWay === true ? ', one way,' : '';
    const ends = `${targetNames(link.from)} to ${targetNames(link.to)}${way}`;
    return `links from ${ends} from now on: ${rulesSaid(link)}`;
  }
  const values = Object.entries(deed.params).map(
    ([name, value]) => `${name} ${Array.isArray(value) ? value.join(' to ') : String(value)}`,
  );
  return `parameters from now on: ${values.join(', ')}`;
}

function block({ do: word, types, from, to }: DeedOf<'block' | 'unblock'>): string {
  const sender = from === undefined ? '' : ` from ${targetNames(from)}`;
  const receiver = to === undefined ? '' : ` to ${targetNames(to)}`;
  const done = word === 'block' ? 'blocked' : 'let through again';
  return `${types.join(', ')}${sender}${receiver} ${done}`;
}

function choice(deed: DeedOf<'choose'>, nodes: string, message: string): string {
  if ('message' in deed) return `${message} let go`;
  if ('write' in deed) return `disk write of ${nodes} let go`;
  return `timer ${deed.timer} of ${nodes} let go`;
}

/** The groups into which the command of this event split the network. */
function groupsAt(session: Session, event: number): string {
  const fact = session.facts.find(
    (one): one is Fact & { readonly fact: 'links' } => one.fact === 'links' && one.event === event,
  );
  return (fact?.groups ?? []).map(names).join(' | ');
}

function done(
  session: Session,
  deed: Command,
  { event, targets, message: sent }: NonNullable<CommandRecord['outcome']>,
): string {
  const nodes = names(targets);
  const message = 'message' in deed ? messageName(session, deed.message, sent) : '';
  switch (deed.do) {
    case 'crash':
      return `${nodes} crashed`;
    case 'restart':
      return `${nodes} restarted`;
    case 'wipe':
      return `disk of ${nodes} emptied; down now`;
    case 'pause':
      return pause(deed, nodes);
    case 'resume':
      return `${nodes} resumed`;
    case 'clock':
      return clock(deed, nodes);
    case 'partition':
      return `network split: ${groupsAt(session, event)}`;
    case 'heal':
      return 'every link joined';
    case 'cut':
      return `links cut: ${links(deed)}`;
    case 'join':
      return `links joined: ${links(deed)}`;
    case 'block':
    case 'unblock':
      return block(deed);
    case 'timeout':
      return `${deed.timer ?? 'suspicion'} timer of ${nodes} made to ring`;
    case 'request':
      return `${nodes} asked to ${'put' in deed.op ? `put ${deed.op.put.join(' = ')}` : `get ${deed.op.get}`}`;
    case 'act':
      return `${nodes} told: ${deed.action}`;
    case 'drop':
      return `${message} dropped`;
    case 'duplicate':
      return `${message} copied`;
    case 'deliver':
      return `${message} made to arrive at once`;
    case 'delay':
      return `${message} delayed by ${span(deed.byMs)}`;
    case 'set':
      return set(deed);
    case 'hold': {
      const kinds = (deed.kinds ?? ['messages', 'timers', 'writes']).join(', ');
      return `${kinds} held back ${deed.nodes === undefined ? 'everywhere' : `at ${nodes}`}`;
    }
    case 'choose':
      return choice(deed, nodes, message);
    case 'unhold':
      return 'everything let go';
  }
}

/** What this command did in the run; empty if it did nothing or has not fired. */
export function didOf(session: Session, { command, outcome }: CommandRecord): string {
  if (outcome === null || outcome.effect === 'missed') return '';
  return done(session, command, outcome);
}
