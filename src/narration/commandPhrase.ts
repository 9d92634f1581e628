/**
 * What a command did, in one sentence: who was crashed, how the network was split, or why nothing was
 * done. It tells what followed at the same instant only where that changes who leads. Messages, clocks,
 * rules and holds are put into words in `handPhrase.ts`.
 */
import type { NodeId, Phrase, Us } from '../engine/protocol';
import type { Deed } from '../scenario/types';
import type { RunView } from '../session/types';
import { attemptPhrase } from './attempts';
import { GRAVITY, told } from './beat';
import type { Told } from './beat';
import { chronicleOf } from './chronicle';
import { choose, clock, hold, oneMessage, setting, several } from './handPhrase';
import { newBelievers } from './happening';
import type { CommandFact, Happening } from './happening';
import { rivalsAfter } from './rivals';
import { list, phrase, time, word } from './words';

/** Reasons that have a sentence of their own in the catalogue (`missedDown` ...). */
const REASONS = [
  'noLeader',
  'noTarget',
  'noCrashed',
  'alreadyDown',
  'notDown',
  'notStarted',
  'down',
  'paused',
  'notPaused',
  'nothingCut',
  'nothingBlocked',
  'noRequests',
  'noTimer',
  'noAction',
  'tooFewGroups',
  'notInFlight',
  'otherType',
  'alreadyCopied',
  'waiting',
  'notPending',
  'notHolding',
];

/** The sentence of a command that fired. */
export function tellCommand(run: RunView, command: CommandFact, happening: Happening): Told {
  const deed = run.commands[command.index]?.command;
  if (command.effect === 'missed' || deed === undefined) {
    const known = REASONS.includes(command.why);
    const why = known ? `missed${command.why[0]?.toUpperCase()}${command.why.slice(1)}` : 'missed';
    return told('missed', [], phrase(why));
  }
  const { targets } = command;
  switch (deed.do) {
    case 'crash':
    case 'wipe':
      return fallen(run, deed.do, targets, happening);
    case 'restart':
      return restart(run, targets, happening);
    case 'pause':
      return told('pause', targets, pause(targets, deed));
    case 'resume':
      return told('resume', targets, several('resume', targets));
    case 'clock':
      return told('clock', targets, clock(deed, targets));
    case 'partition':
      return told('partition', targets, split(targets, happening));
    case 'heal':
      return told('heal', [], phrase('heal'));
    case 'cut':
    case 'join':
      return told(deed.do, targets, links(deed, targets, happening));
    case 'block':
    case 'unblock':
      return told(deed.do, targets, phrase(deed.do, { types: list(deed.types) }));
    case 'timeout':
      return timeout(run, deed, targets, happening);
    case 'request':
      return told('request', targets, request(deed, targets));
    case 'act':
      return told('act', targets, several('act', targets, { action: deed.action }));
    default:
      return tellHand(run, deed, command);
  }
}

/** Single messages, settings and the scheduler's seat. */
function tellHand(
  run: RunView,
  deed: Deed & { do: 'drop' | 'duplicate' | 'delay' | 'deliver' | 'set' | HoldWord },
  command: CommandFact,
): Told {
  const { targets } = command;
  switch (deed.do) {
    case 'drop':
    case 'duplicate':
    case 'delay':
    case 'deliver':
      return told(deed.do, targets, oneMessage(run, deed, command));
    case 'set':
      return told('set', 'link' in deed ? targets : [], setting(deed, targets));
    case 'hold':
      return told('hold', deed.nodes === undefined ? [] : targets, hold(deed, targets));
    case 'choose':
      return told('choose', targets, choose(run, deed, command));
    case 'unhold':
      return told('unhold', [], phrase('unhold'));
  }
}

type HoldWord = 'hold' | 'choose' | 'unhold';

/** Whom a fault cost its majority, though it is itself unharmed. */
function robbed(happening: Happening): NodeId | null {
  return happening.unseated.find(({ why }) => why === 'linksLost')?.node ?? null;
}

/** The phrase, with the leader that lost its majority by it where there is one. */
function withRobbed(said: Phrase, happening: Happening): Phrase {
  const leader = robbed(happening);
  if (leader === null) return said;
  return { key: `${said.key}Robs`, values: { ...said.values, leader } };
}

/** Nodes that crash, with their disks or without them. A disk may be emptied while its node is down. */
function fallen(
  run: RunView,
  what: 'crash' | 'wipe',
  targets: readonly NodeId[],
  happening: Happening,
): Told {
  const [node] = targets;
  if (node === undefined || targets.length > 1) {
    const kind = happening.crashed.length > 0 ? 'crash' : what;
    const many = what === 'crash' ? several('crash', targets) : several('wipe', targets);
    return told(kind, targets, withRobbed(many, happening));
  }
  if (!happening.crashed.includes(node)) return told(what, targets, phrase('wipeDown', { node }));
  const lost = happening.unseated.find((seat) => seat.node === node);
  if (lost !== undefined) {
    return told('crash', targets, attemptPhrase(run, `${what}Leader`, lost.attempt, { node }));
  }
  const thought = happening.before.some((believer) => believer.node === node);
  if (thought) return told('crash', targets, phrase(`${what}Believer`, { node }));
  return told('crash', targets, withRobbed(phrase(what, { node }), happening));
}

/** A restart may at once make a leader, where the algorithm lets the strongest just say so. */
function restart(run: RunView, targets: readonly NodeId[], happening: Happening): Told {
  const claimant = newBelievers(happening).find(({ node }) => targets.includes(node));
  const chronicle = chronicleOf(run);
  const wiped = targets.some((id) => chronicle.node(id).wiped.after(happening.event));
  const [node] = targets;
  if (claimant === undefined || node === undefined || targets.length > 1) {
    const said = wiped ? several('restartWiped', targets) : several('restart', targets);
    return told('restart', targets, said);
  }
  const other = happening.after.find((believer) => believer.node !== node);
  if (other === undefined) {
    const key = wiped ? 'restartWipedLeads' : 'restartLeads';
    const said = attemptPhrase(run, key, claimant.attempt, { node });
    return told('restart', targets, said, GRAVITY.accepted);
  }
  const said = rivalsAfter(run, happening.until, 'restarts');
  return told(
    'restart',
    [node, other.node],
    said ?? phrase('restart', { node }),
    GRAVITY.twoLeaders,
  );
}

function pause(targets: readonly NodeId[], deed: Deed & { do: 'pause' }): Phrase {
  if (deed.forMs === undefined) return several('pause', targets);
  const spoken = several('pauseFor', targets);
  const us: Us = Math.round(deed.forMs * 1000);
  return { ...spoken, values: { ...spoken.values, span: time(us) } };
}

function split(targets: readonly NodeId[], happening: Happening): Phrase {
  const groups = (happening.groups ?? [targets]).map(list).join(' | ');
  return withRobbed(phrase('partition', { groups }), happening);
}

function links(
  deed: Deed & { do: 'cut' | 'join' },
  targets: readonly NodeId[],
  happening: Happening,
): Phrase {
  const [a, b] = [one(deed.from), one(deed.to)];
  const direct = targets.length === 2 && a !== null && b !== null;
  const named = direct && targets.includes(a) && targets.includes(b);
  const base = deed.oneWay === true ? `${deed.do}OneWay` : deed.do;
  const said = named
    ? phrase(base, { from: a, to: b })
    : phrase(`${deed.do}Some`, { nodes: list(targets) });
  return deed.do === 'cut' ? withRobbed(said, happening) : said;
}

function one(targets: string | readonly string[]): string | null {
  if (typeof targets === 'string') return targets;
  return targets.length === 1 ? (targets[0] ?? null) : null;
}

function timeout(
  run: RunView,
  deed: Deed & { do: 'timeout' },
  targets: readonly NodeId[],
  happening: Happening,
): Told {
  const [node] = targets;
  if (node === undefined || targets.length > 1) {
    return told('timeout', targets, several('timeout', targets));
  }
  const opened = happening.attempts.find((attempt) => attempt.node === node);
  if (opened !== undefined) {
    return told('timeout', targets, attemptPhrase(run, 'timeoutAttempt', opened.key, { node }));
  }
  const wait = deed.timer === undefined ? undefined : run.algorithm.face.waits[deed.timer];
  if (deed.timer === undefined) return told('timeout', targets, phrase('timeout', { node }));
  const timer = wait === undefined ? deed.timer : word(wait.word);
  return told('timeout', targets, phrase('timeoutNamed', { node, timer }));
}

function request(deed: Deed & { do: 'request' }, targets: readonly NodeId[]): Phrase {
  const node = list(targets);
  if ('put' in deed.op) {
    return phrase('requestPut', { node, item: deed.op.put[0], value: deed.op.put[1] });
  }
  return phrase('requestGet', { node, item: deed.op.get });
}
