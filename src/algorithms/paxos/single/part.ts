/** The part of single-decree Paxos: which message and which timer leads where. Start reading here. */
import type { Part } from '../../../engine/protocol';
import type { SingleMessages, SingleParams, SingleState, SingleTimer } from '../types';
import { onAccept, onPrepare } from './acceptor';
import { onAccepted, onChosen } from './learner';
import { onNack, onPromise, onTurn } from './proposer';
import { onRestart, onSeat, onStart } from './starting';
import { copyState, init } from './state';

export const singlePart: Part<SingleState, SingleMessages, SingleTimer, SingleParams> = {
  messages: {
    Prepare: { b: 'int' },
    Promise: { b: 'int', vBal: 'int', vVal: 'id' },
    Accept: { b: 'int', v: 'id' },
    Accepted: { b: 'int', v: 'id' },
    Nack: { b: 'int', maxBal: 'int' },
    Chosen: { b: 'int', v: 'id' },
  },
  timers: ['propose', 'retry'],
  suspect: 'retry',
  init,
  copyState,
  onStart,
  onRestart,
  onSeat,
  on: {
    Prepare: onPrepare,
    Promise: onPromise,
    Accept: onAccept,
    Accepted: onAccepted,
    Nack: onNack,
    Chosen: onChosen,
  },
  timeouts: { propose: onTurn('turn'), retry: onTurn('timeout') },
};
