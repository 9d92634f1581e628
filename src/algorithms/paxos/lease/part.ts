/**
 * The table of handlers of PaxosLease: which message and which timer leads where. Start reading here, then
 * `proposer.ts`.
 */
import type { Part } from '../../../engine/protocol';
import {
  onAcceptedEnd,
  onHintEnd,
  onLearn,
  onPrepare,
  onPropose,
  onRelease,
  onSilenceEnd,
} from './acceptor';
import {
  onExtend,
  onLeaseEnd,
  onNack,
  onPrepareReply,
  onProposeReply,
  onRetry,
  release,
} from './proposer';
import { onRestart, onSeat, onStart } from './starting';
import { copyState, init } from './state';
import type { LeaseMessages, LeaseParams, LeaseState, LeaseTimer } from './types';

export const leasePart: Part<LeaseState, LeaseMessages, LeaseTimer, LeaseParams> = {
  messages: {
    Prepare: { b: 'int', extends: 'bool' },
    PrepareReply: { b: 'int', accepted: 'int', owner: 'id', extends: 'bool' },
    Propose: { b: 'int', owner: 'id', forUs: 'int', extends: 'bool' },
    ProposeReply: { b: 'int', extends: 'bool' },
    Nack: { b: 'int', maxBal: 'int' },
    Release: { b: 'int' },
    Learn: { b: 'int', first: 'int', forUs: 'int' },
  },
  timers: ['retry', 'extend', 'lease', 'accepted', 'silence', 'hint'],
  suspect: 'retry',
  init,
  copyState,
  onStart,
  onRestart,
  onSeat,
  on: {
    Prepare: onPrepare,
    PrepareReply: onPrepareReply,
    Propose: onPropose,
    ProposeReply: onProposeReply,
    Nack: onNack,
    Release: onRelease,
    Learn: onLearn,
  },
  timeouts: {
    retry: onRetry,
    extend: onExtend,
    lease: onLeaseEnd,
    accepted: onAcceptedEnd,
    silence: onSilenceEnd,
    hint: onHintEnd,
  },
  actions: { release: (s, _args, ctx) => release(s, ctx) },
};
