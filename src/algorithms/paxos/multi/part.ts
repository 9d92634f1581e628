/** The part of Multi-Paxos: which message and which timer leads where. Start reading here. */
import type { Part } from '../../../engine/protocol';
import type { MultiMessages, MultiParams, MultiState, MultiTimer } from '../types';
import { onAccept, onPrepare } from './acceptor';
import { onAccepted, onHeartbeatDue, onHeartbeatReply, onRequest } from './leader';
import { onChosen, onHeartbeat } from './learner';
import { onNack, onPromise, onRetry, startsBy } from './proposer';
import { onSeat } from './seating';
import { copyState, init } from './state';

const value = { slot: 'int', command: 'text' } as const;

export const multiPart: Part<MultiState, MultiMessages, MultiTimer, MultiParams> = {
  messages: {
    Prepare: { b: 'int', first: 'int' },
    Promise: { b: 'int', slots: { list: { slot: 'int', bal: 'int', command: 'text' } } },
    Accept: { b: 'int', ...value },
    Accepted: { b: 'int', slot: 'int' },
    Nack: { b: 'int', maxBal: 'int' },
    Chosen: { b: 'int', ...value },
    Heartbeat: { b: 'int', chosen: 'int' },
    HeartbeatReply: { b: 'int', chosen: 'int' },
  },
  timers: ['retry', 'heartbeat'],
  suspect: 'retry',
  init,
  copyState,
  onStart: startsBy('MST1', 'start'),
  onRestart: startsBy('MST2', 'restart'),
  onSeat,
  on: {
    Prepare: onPrepare,
    Promise: onPromise,
    Accept: onAccept,
    Accepted: onAccepted,
    Nack: onNack,
    Chosen: onChosen,
    Heartbeat: onHeartbeat,
    HeartbeatReply: onHeartbeatReply,
  },
  timeouts: { retry: onRetry, heartbeat: onHeartbeatDue },
  onRequest,
};
