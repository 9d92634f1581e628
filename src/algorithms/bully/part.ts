/** The table of Bully's handlers: which message and which timer leads where. Start reading here. */
import type { Part } from '../../engine/protocol';
import { onPing, onPingDue, onPong } from '../shared/pinging';
import { onSuspect } from './detection';
import { onCoordinator, onCoordWait, onElection, onOk, onOkWait } from './election';
import { onSeat, onStart } from './starting';
import { copyState, init } from './state';
import type { BullyMessages, BullyParams, BullyState, BullyTimer } from './types';

export const bully: Part<BullyState, BullyMessages, BullyTimer, BullyParams> = {
  messages: { ELECTION: {}, OK: {}, COORDINATOR: { leader: 'id' }, PING: {}, PONG: {} },
  timers: ['ping', 'pingWait', 'okWait', 'coordWait'],
  suspect: 'pingWait',
  init,
  copyState,
  onStart,
  onRestart: onStart,
  onSeat,
  on: {
    ELECTION: onElection,
    OK: onOk,
    COORDINATOR: onCoordinator,
    PING: onPing,
    PONG: onPong,
  },
  timeouts: { ping: onPingDue, pingWait: onSuspect, okWait: onOkWait, coordWait: onCoordWait },
};
