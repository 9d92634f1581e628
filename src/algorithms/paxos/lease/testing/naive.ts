/**
 * The lease that the introduction of the paper warns of: a majority lends it, but nobody asks first. An
 * acceptor that has accepted one proposer refuses all others until its timer ends. For tests only.
 */
import type { Algorithm, Part } from '../../../../engine/protocol';
import { algorithm } from '../../index';
import { pack } from '../ballot';
import { leaseForm } from '../form';
import { leasePart } from '../part';
import { waitToRetry } from '../proposer';
import type { LeaseContext, LeaseMessages, LeaseParams, LeaseState, LeaseTimer } from '../types';

/** Starts its own timer and asks for the lease at once. */
function grab(s: LeaseState, ctx: LeaseContext): void {
  if (s.held !== null) return;
  const { leaseUs } = ctx.params;
  s.run += 1;
  s.ballot = pack({ run: s.run, restarts: 0, proposer: ctx.self }, ctx.all);
  s.phase = 'propose';
  s.accepts = [];
  s.untilUs = ctx.now + leaseUs;
  ctx.setTimer('lease', leaseUs, s.timer);
  waitToRetry(ctx);
  const proposal = { b: s.ballot, owner: ctx.self, forUs: leaseUs, extends: false };
  for (const to of ctx.all) ctx.send(to, { type: 'Propose', ...proposal });
}

const naivePart: Part<LeaseState, LeaseMessages, LeaseTimer, LeaseParams> = {
  ...leasePart,
  onStart: grab,
  on: {
    ...leasePart.on,
    Propose: (s, m, ctx) => {
      if (s.accepted !== null && s.accepted.owner !== m.owner) {
        ctx.reply({ type: 'Nack', b: m.b, maxBal: s.accepted.ballot });
        return;
      }
      s.accepted = { ballot: m.b, owner: m.owner };
      ctx.setTimer('accepted', m.forUs);
      ctx.reply({ type: 'ProposeReply', b: m.b, extends: false });
    },
    // Whoever is refused waits: it has no way to take back what others have accepted.
    Nack: () => undefined,
  },
  timeouts: { ...leasePart.timeouts, retry: grab },
};

/** Paxos with this form in the place of PaxosLease. */
export const naive: Algorithm = {
  ...algorithm,
  forms: {
    ...algorithm.forms,
    lease: { ...leaseForm, kinds: { replica: { parts: { paxos: naivePart }, order: ['paxos'] } } },
  },
};
