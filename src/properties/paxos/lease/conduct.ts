/**
 * PL3 to PL7: what every node keeps whatever happens around it. Looked at step by step, against timers,
 * states and messages and not against the rules it says it applied.
 */
import type { NodeId, Step, Us } from '../../../engine/protocol';
import { breach, history, remembering, stateless } from '../../history';
import type { Breach, Property } from '../../types';
import {
  handled,
  majorityOf,
  ms,
  ofLease,
  ownTimer,
  paramsOf,
  placeOf,
  restartsOf,
  sent,
  stepped,
} from './view';
import type { Stepped } from './view';

/** Before the first Propose leaves, the own timer has been started, for as long as is proposed. */
function proposesEarly(step: Step, { node }: Stepped): Breach | null {
  let startedUs: Us = 0;
  for (const effect of step.effects) {
    if (effect.do === 'setTimer' && effect.name === 'lease') startedUs = effect.us;
    if (effect.do !== 'send' || effect.message.type !== 'Propose') continue;
    if (startedUs === effect.message['forUs']) return null;
    return breach(step, `${node} proposes before it has started its own timer`, [node]);
  }
  return null;
}

/** Whoever holds the lease after its step has its timer running, or is about to be told that it ended. */
function outlives(step: Step, { node, before, after }: Stepped): Breach | null {
  if (after.held === null) return null;
  const { event, world } = step;
  const isEnd =
    event.kind === 'timer' &&
    event.timer?.name === 'lease' &&
    event.timer.key === before.held?.timer;
  if (isEnd && after.held === before.held) {
    return breach(step, `${node} still holds the lease though its own timer has ended`, [node]);
  }
  if (after.held === before.held || ownTimer(world, node) !== null) return null;
  return breach(step, `${node} takes the lease though its own timer does not run`, [node]);
}

export const ownTimerRules: Property = ofLease({
  id: 'PL3',
  kind: 'MUST',
  claim:
    'A proposer starts its own timer before it proposes; whoever holds the lease has it running, and holds it no longer when it ends.',
  assumes: '',
  unless: ({ jumpUsMax }) => (jumpUsMax > 0 ? 'a clock jumped' : ''),
  source: 'PaxosLease, section 3, steps 3 to 5',
  start: () =>
    stateless((step) => {
      const seen = stepped(step);
      return seen === null ? null : (proposesEarly(step, seen) ?? outlives(step, seen));
    }),
});

const ANSWERS: readonly string[] = ['PrepareReply', 'ProposeReply', 'Nack'];

export const silentAfterRestart: Property = ofLease({
  id: 'PL4',
  kind: 'MUST',
  claim: 'A restarted acceptor answers nothing for M, where there is an M.',
  assumes: '',
  source: 'PaxosLease, section 3: acceptors wait M before they rejoin',
  start: () => {
    /** Until when each is silent, on its own clock. */
    const until = history<NodeId, Us>();
    return remembering([until], {
      see: (step, facts) => {
        for (const fact of facts) {
          if (fact.fact === 'clock' && fact.jumpUs !== 0) until.delete(fact.node);
        }
        const { event, node, world } = step;
        if (node === null || step.after === null) return null;
        const { localUs } = world.node(node).clock;
        const { restartWaitUs } = paramsOf(step);
        if (event.kind === 'restart' && restartWaitUs !== null) {
          until.set(node, localUs + restartWaitUs);
        }
        if (event.kind === 'timer' && event.timer?.name === 'silence' && step.byHand) {
          until.delete(node);
        }
        const dueUs = until.get(node);
        const answer = ANSWERS.find((type) => sent(step, type) !== null);
        if (dueUs === undefined || answer === undefined || localUs >= dueUs) return null;
        const why = `${node} sends a ${answer} ${ms(dueUs - localUs)} ms before it may answer again`;
        return breach(step, why, [node]);
      },
    });
  },
});

/** Promises only rise, answers fit them, and what is accepted goes in no other way than the paper's. */
function breaksPromise(step: Step, { node, before, after }: Stepped): Breach | null {
  if (step.event.kind === 'restart') return null;
  if (after.promised < before.promised) {
    return breach(step, `${node} takes its promise back`, [node]);
  }
  const asked = handled(step, 'Prepare') ?? handled(step, 'Propose');
  const answer = sent(step, 'PrepareReply') ?? sent(step, 'ProposeReply');
  if (asked !== null && answer !== null && Number(asked['b']) < before.promised) {
    return breach(step, `${node} agrees to a ballot below its promise`, [node]);
  }
  if (sent(step, 'ProposeReply') !== null && after.promised < Number(asked?.['b'])) {
    return breach(step, `${node} accepts a ballot that it does not promise`, [node]);
  }
  if (before.accepted === null || after.accepted === before.accepted) return null;
  const isReplaced = handled(step, 'Propose') !== null;
  const isReleased = handled(step, 'Release')?.['b'] === before.accepted.ballot;
  const isOver = step.event.kind === 'timer' && step.event.timer?.name === 'accepted';
  if (isReplaced || isReleased || isOver) return null;
  return breach(step, `${node} drops what it accepted before its time`, [node]);
}

/** What is accepted is kept for as long as was proposed. */
function keepsShort(step: Step, { node }: Stepped): Breach | null {
  const proposal = handled(step, 'Propose');
  if (proposal === null || sent(step, 'ProposeReply') === null) return null;
  const isKept = step.effects.some(
    (one) =>
      one.do === 'setTimer' && one.name === 'accepted' && one.us >= Number(proposal['forUs']),
  );
  return isKept ? null : breach(step, `${node} accepts for a shorter time than proposed`, [node]);
}

export const acceptorRules: Property = ofLease({
  id: 'PL5',
  kind: 'MUST',
  claim:
    'An acceptor agrees to no ballot below its promise, keeps what it accepted for the whole of T, and drops it early only if that very ballot is released.',
  assumes: '',
  source: 'PaxosLease, sections 3 and 7',
  start: () =>
    stateless((step) => {
      const seen = stepped(step);
      return seen === null ? null : (breaksPromise(step, seen) ?? keepsShort(step, seen));
    }),
});

export const oneProposal: Property = ofLease({
  id: 'PL6',
  kind: 'MUST',
  claim: 'No ballot is ever used twice: one round, one proposal, one proposer.',
  assumes: '',
  unless: ({ wiped }) => (wiped > 0 ? 'a disk was emptied, and the count of restarts with it' : ''),
  source: 'PaxosLease, section 2: ballot numbers are globally unique',
  start: (run) => {
    /** The highest ballot of each proposer and restart counter, by type of message. */
    const highest = history<string, number>();
    return remembering([highest], {
      see: (step) => {
        const { node } = step;
        if (node === null) return null;
        for (const type of ['Prepare', 'Propose']) {
          const b = sent(step, type)?.['b'];
          if (typeof b !== 'number') continue;
          if (run.candidates[placeOf(b) - 1] !== node) {
            return breach(step, `${node} uses a ballot of another proposer`, [node]);
          }
          const key = `${type} ${node} ${restartsOf(b)}`;
          if (b <= (highest.get(key) ?? 0)) {
            return breach(step, `${node} uses a ballot that it has used before`, [node]);
          }
          highest.set(key, b);
        }
        return null;
      },
    });
  },
});

export const majorities: Property = ofLease({
  id: 'PL7',
  kind: 'MUST',
  claim:
    'A proposer proposes only if a majority answered that they have accepted nothing but itself, and holds the lease only if a majority accepted.',
  assumes: '',
  unless: ({ wiped }) => (wiped > 0 ? 'a disk was emptied, and the count of restarts with it' : ''),
  source: 'PaxosLease, section 3, steps 3 and 5; section 6',
  start: (run) => {
    const needed = majorityOf(run.candidates);
    /** Who answered in favour, by type and ballot; of each node only its latest ballot matters. */
    const favour = history<string, readonly NodeId[]>();
    const current = history<NodeId, number>();
    const count = (type: string, b: number): number => favour.get(`${type} ${b}`)?.length ?? 0;
    const note = (type: string, step: Step): void => {
      const message = handled(step, type);
      const { from, node } = step;
      if (message === null || from === null || node === null) return;
      const { b, owner = null } = message;
      if (b !== current.get(node) || (owner !== null && owner !== node)) return;
      const key = `${type} ${String(b)}`;
      const known = favour.get(key) ?? [];
      if (!known.includes(from)) favour.set(key, [...known, from]);
    };
    return remembering([favour, current], {
      see: (step) => {
        const seen = stepped(step);
        if (seen === null) return null;
        const { node, before, after } = seen;
        note('PrepareReply', step);
        note('ProposeReply', step);
        const b = sent(step, 'Propose')?.['b'];
        if (typeof b === 'number' && count('PrepareReply', b) < needed) {
          const why = `${node} proposes with ${count('PrepareReply', b)} of ${needed} answers in favour`;
          return breach(step, why, [node]);
        }
        const { held } = after;
        const isSeated = step.event.kind === 'start';
        if (held !== null && held !== before.held && !isSeated) {
          const accepted = count('ProposeReply', held.ballot);
          if (accepted < needed) {
            const why = `${node} takes the lease with ${accepted} of ${needed} acceptances`;
            return breach(step, why, [node]);
          }
        }
        begin(step, node);
        return null;
      },
    });

    /** A new round: the counts of the last one are not needed any more. */
    function begin(step: Step, node: NodeId): void {
      const b = sent(step, 'Prepare')?.['b'];
      if (typeof b !== 'number') return;
      const last = current.get(node);
      if (last !== undefined) {
        favour.delete(`PrepareReply ${last}`);
        favour.delete(`ProposeReply ${last}`);
      }
      current.set(node, b);
    }
  },
});
