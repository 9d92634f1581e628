/**
 * G1 and G5: what every node keeps whatever happens around it. Looked at step by step, against the states
 * and messages of the step and not against the rules it says it applied.
 */
import type { NodeId, Step } from '../../engine/protocol';
import { breach, stateless } from '../history';
import type { Breach, Property, RunFacts } from '../types';
import { began, handled, isAnnouncement, paramsOf, sent, stepped } from './view';
import type { Stepped } from './view';

type Rank = RunFacts['rank'];

/** Why a node may announce: what went round and came back to it. */
function comesBack(step: Step, { node, before }: Stepped, rank: Rank): boolean {
  const message = handled(step);
  if (message === null) return false;
  const own = rank(node);
  switch (paramsOf(step).variant) {
    case 'list':
      return message.type === 'ELECTION' && message['initiator'] === node;
    case 'hirschberg-sinclair':
      return message.type === 'PROBE' && message['id'] === own;
    case 'peterson':
      return (
        message.type === 'ELECTION' &&
        message['second'] === false &&
        message['id'] === (before.tid ?? own)
      );
    default:
      return message.type === 'ELECTION' && message['id'] === own;
  }
}

/** Whoever announces a leader has seen come back what it sent round. */
function announces(step: Step, seen: Stepped, rank: Rank): Breach | null {
  const message = handled(step);
  if (message !== null && isAnnouncement(message)) return null;
  // What is only sent once more, because nobody acknowledged it, was announced before.
  if (step.event.kind === 'timer' && step.event.timer?.name === 'ackWait') return null;
  const announced = sent(step).find(isAnnouncement);
  // Who leads may say so again.
  const leads = seen.before.leader === seen.node && seen.after.leader === seen.node;
  if (announced === undefined || leads || comesBack(step, seen, rank)) return null;
  return breach(step, `${seen.node} announces a leader, though nothing of its own came back`, [
    seen.node,
  ]);
}

/** The list's leader is the best on it. */
function namesBest(step: Step, { node }: Stepped, rank: Rank): Breach | null {
  const { variant, winner } = paramsOf(step);
  const announced = variant === 'list' ? sent(step).find(isAnnouncement) : undefined;
  if (announced === undefined || step.message?.type !== 'ELECTION') return null;
  const list = announced['list'] as readonly NodeId[];
  const leader = announced['leader'] as NodeId;
  const better = list.find((one) =>
    winner === 'max' ? rank(one) > rank(leader) : rank(one) < rank(leader),
  );
  if (better === undefined) return null;
  return breach(step, `${node} names ${leader}, though ${better} on the list is better`, [node]);
}

/** Who comes to lead has won, was announced, was named by the scenario, or found nobody else. */
function comesToLead(step: Step, seen: Stepped, rank: Rank): Breach | null {
  const { node, before, after } = seen;
  if (after.leader !== node || before.leader === node) return null;
  const message = handled(step);
  const isNamed =
    message !== null &&
    isAnnouncement(message) &&
    (message['leader'] === node || message['id'] === rank(node));
  const isAlone = step.event.kind === 'timer' || step.event.kind === 'start';
  if (isNamed || isAlone || comesBack(step, seen, rank)) return null;
  // What is chosen by hand is told as the command; a timer that ran out has no message.
  if (step.event.kind === 'command' && message === null) return null;
  return breach(step, `${node} leads, though its id has not come back`, [node]);
}

export const wonByReturn: Property = {
  id: 'G1',
  kind: 'MUST',
  claim:
    'Whoever is announced has won: its id, or the list of who began, went all the way round and came back, and a list names the best on it.',
  assumes: '',
  source: 'Chang, Roberts 1979; S. Merz, TLA+ specification: Correctness',
  start: ({ rank }) =>
    stateless((step) => {
      const seen = stepped(step);
      if (seen === null) return null;
      return (
        announces(step, seen, rank) ?? namesBest(step, seen, rank) ?? comesToLead(step, seen, rank)
      );
    }),
};

/** An id that is worse than the node's own is not passed on by one that stands against it. */
function passesWorse(step: Step, { node, before }: Stepped, rank: Rank): Breach | null {
  const { variant, winner } = paramsOf(step);
  const type = variant === 'hirschberg-sinclair' ? 'PROBE' : 'ELECTION';
  const mayPassAll = variant === 'list' || variant === 'peterson';
  const isRelay = variant === 'passive' && before.status !== 'running' && before.leader !== node;
  if (mayPassAll || isRelay || handled(step)?.type !== type) return null;
  const own = rank(node);
  for (const message of sent(step)) {
    const id = Number(message['id']);
    const isWorse = winner === 'max' ? id < own : id > own;
    if (message.type !== type || !isWorse) continue;
    return breach(step, `${node} passes on id ${id}, though its own, ${own}, is better`, [node]);
  }
  return null;
}

/** One thing comes, one goes on: more are made only by who begins, or asks farther. */
function multiplies(step: Step, { node, before, after }: Stepped): Breach | null {
  if (began(step) || after.phase > before.phase) return null;
  const isSentAgain = step.event.kind === 'timer' || step.event.kind === 'command';
  const came = handled(step) !== null || isSentAgain ? 1 : 0;
  const went = sent(step).length;
  if (went <= came) return null;
  return breach(step, `${node} sends ${went} messages round for ${came} that came`, [node]);
}

export const passesOn: Property = {
  id: 'G5',
  kind: 'MUST',
  claim:
    'Nobody passes on an id that it should swallow, and the number of messages that go round never rises except where a node begins or asks farther.',
  assumes: '',
  source: 'Chang, Roberts 1979; Hirschberg, Sinclair 1980',
  start: ({ rank }) =>
    stateless((step) => {
      const seen = stepped(step);
      if (seen === null) return null;
      return passesWorse(step, seen, rank) ?? multiplies(step, seen);
    }),
};
