/**
 * The tables of handlers, one for each protocol: which message and which timer leads where. Start reading
 * here, then `changRoberts.ts`.
 */
import type { MessageMap, Part } from '../../engine/protocol';
import { onPing, onPingDue, onPong } from '../shared/pinging';
import * as changRoberts from './changRoberts';
import * as hirschbergSinclair from './hirschbergSinclair';
import * as list from './list';
import { onAck, onAckWait } from './passing';
import * as peterson from './peterson';
import { beginnings } from './starting';
import type { Begin } from './starting';
import { copyState, init } from './state';
import type {
  ChangRobertsMessages,
  HirschbergSinclairMessages,
  ListMessages,
  PetersonMessages,
  RingParams,
  RingState,
  RingTimer,
} from './types';

type RingPart<M extends MessageMap, T extends string = RingTimer> = Part<
  RingState,
  M,
  T,
  RingParams
>;
type Signs = 'ping' | 'pingWait';

const mark = { origin: 'id', number: 'int' } as const;
const signs = { PING: {}, PONG: {} } as const;
const common = { ACK: mark, ...signs } as const;
const onSigns = { PING: onPing, PONG: onPong };
const onCommon = { ACK: onAck, ...onSigns };

/** Everything but the messages, for a ring that stays whole. */
function around(begin: Begin) {
  const { onStart, onRestart, onSeat, onSuspect } = beginnings(begin);
  return {
    timers: ['ping', 'pingWait'] as const,
    suspect: 'pingWait' as const,
    init,
    copyState,
    onStart,
    onRestart,
    onSeat,
    timeouts: { ping: onPingDue, pingWait: onSuspect },
  };
}

/** The same for one that can close up over dead nodes. */
function closing(begin: Begin) {
  const whole = around(begin);
  const { onNoResult } = beginnings(begin);
  return {
    ...whole,
    timers: [...whole.timers, 'ackWait', 'restart'] as const,
    timeouts: { ...whole.timeouts, ackWait: onAckWait, restart: onNoResult },
  };
}

export const changRobertsPart: RingPart<ChangRobertsMessages> = {
  ...closing(changRoberts.begin),
  messages: {
    ELECTION: { id: 'int', ...mark },
    ELECTED: { id: 'int', ...mark },
    ...common,
  },
  on: { ELECTION: changRoberts.onElection, ELECTED: changRoberts.onElected, ...onCommon },
};

export const listPart: RingPart<ListMessages> = {
  ...closing(list.begin),
  messages: {
    ELECTION: { initiator: 'id', list: { list: 'id' }, ...mark },
    COORDINATOR: { initiator: 'id', leader: 'id', list: { list: 'id' }, ...mark },
    ...common,
  },
  on: { ELECTION: list.onElection, COORDINATOR: list.onCoordinator, ...onCommon },
};

export const hirschbergSinclairPart: RingPart<HirschbergSinclairMessages, Signs> = {
  ...around(hirschbergSinclair.begin),
  messages: {
    PROBE: { id: 'int', phase: 'int', hopsLeft: 'int', right: 'bool' },
    REPLY: { id: 'int', phase: 'int', right: 'bool' },
    ELECTED: { id: 'int' },
    ...signs,
  },
  on: {
    PROBE: hirschbergSinclair.onProbe,
    REPLY: hirschbergSinclair.onReply,
    ELECTED: hirschbergSinclair.onElected,
    ...onSigns,
  },
};

export const petersonPart: RingPart<PetersonMessages, Signs> = {
  ...around(peterson.begin),
  messages: {
    ELECTION: { id: 'int', second: 'bool' },
    ELECTED: { id: 'int', by: 'id' },
    ...signs,
  },
  // Compares what comes first with what comes second.
  ordered: true,
  on: { ELECTION: peterson.onElection, ELECTED: peterson.onElected, ...onSigns },
};
