/**
 * The table of handlers of the paper's own Bully: which call, answer and timer leads where. Start reading
 * here, then `election.ts`.
 */
import type { Part } from '../../../engine/protocol';
import type { OriginalMessages, OriginalParams, OriginalState, OriginalTimer } from '../types';
import { onAreYouNormal, onAreYouThere, onHalt, onNewCoordinator, onReady } from './answers';
import { onHaltReply, onNewCoordinatorReply, onReadyReply } from './election';
import { onSeat, onStart } from './starting';
import { copyState, init } from './state';
import {
  onAreYouNormalReply,
  onAreYouThereReply,
  onCallWait,
  onCheck,
  onSilence,
  onStandstill,
  onSuspect,
} from './watching';

const call = { call: 'int' } as const;

export const original: Part<OriginalState, OriginalMessages, OriginalTimer, OriginalParams> = {
  messages: {
    AreYouThere: call,
    AreYouThereReply: call,
    AreYouNormal: call,
    AreYouNormalReply: { call: 'int', normal: 'bool' },
    Halt: call,
    HaltReply: call,
    NewCoordinator: call,
    NewCoordinatorReply: call,
    Ready: { call: 'int', d: { list: 'id' } },
    ReadyReply: call,
  },
  timers: ['callWait', 'pingWait', 'silence', 'coordWait', 'check'],
  suspect: 'pingWait',
  // The paper's message system neither doubles nor reorders what one node sends to another.
  ordered: true,
  init,
  copyState,
  onStart,
  onRestart: onStart,
  onSeat,
  on: {
    AreYouThere: onAreYouThere,
    AreYouThereReply: onAreYouThereReply,
    AreYouNormal: onAreYouNormal,
    AreYouNormalReply: onAreYouNormalReply,
    Halt: onHalt,
    HaltReply: onHaltReply,
    NewCoordinator: onNewCoordinator,
    NewCoordinatorReply: onNewCoordinatorReply,
    Ready: onReady,
    ReadyReply: onReadyReply,
  },
  timeouts: {
    callWait: onCallWait,
    pingWait: onSuspect,
    silence: onSilence,
    coordWait: onStandstill,
    check: onCheck,
  },
};
