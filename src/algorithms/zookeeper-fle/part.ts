/**
 * The part `fle`: which handler answers what, and how a server starts and restarts.
 *
 * Servers talk over TCP: between each two of them, what is sent arrives in order and once, whatever the
 * scenario says of its links (`ordered`). What a link loses all the same is a connection that broke: the
 * next message shows the gap, or nothing more is heard; either way the server looks for a leader anew.
 */
import type { Part } from '../../engine/protocol';
import { onFinalize, onNotification, onResend } from './election';
import {
  onCommit,
  onConnect,
  onLeaderInfo,
  onNewLeader,
  onProposal,
  onSyncLimit,
  onUpToDate,
} from './following';
import { onAck, onAckEpoch, onFollowerInfo } from './leading';
import { look } from './looking';
import { onSeat } from './seating';
import { onClose, onInitLimit, onPing, onPingDue, onRequest } from './serving';
import { copyState, init } from './state';
import type { FleContext, FleMessages, FleParams, FleState, FleTimer } from './types';

function onStart(s: FleState, ctx: FleContext): void {
  ctx.rule('ST1');
  look(s, 'start', ctx);
}

/** `s.stable` is what the disk held; all else is as at birth. */
function onRestart(s: FleState, ctx: FleContext): void {
  ctx.rule('RS1');
  look(s, 'restart', ctx);
}

/** Fast Leader Election with its activation step and a plain broadcast, as one part of a node. */
export const fle: Part<FleState, FleMessages, FleTimer, FleParams> = {
  messages: {
    NOTIFICATION: { leader: 'id', zxid: 'int', peerEpoch: 'int', round: 'int', state: 'text' },
    FOLLOWERINFO: { acceptedEpoch: 'int' },
    LEADERINFO: { epoch: 'int' },
    ACKEPOCH: { currentEpoch: 'int', zxid: 'int' },
    NEWLEADER: { epoch: 'int', after: 'int', entries: { list: { zxid: 'int', command: 'text' } } },
    ACK: { epoch: 'int', zxid: 'int' },
    UPTODATE: { epoch: 'int', committed: 'int' },
    PROPOSAL: { epoch: 'int', zxid: 'int', command: 'text' },
    COMMIT: { epoch: 'int', zxid: 'int' },
    PING: { epoch: 'int', zxid: 'int', committed: 'int' },
    CLOSE: {},
  },
  timers: ['resend', 'finalize', 'connect', 'initLimit', 'syncLimit', 'ping'],
  suspect: 'syncLimit',
  ordered: true,
  init,
  copyState,
  onStart,
  onRestart,
  onSeat,
  on: {
    NOTIFICATION: onNotification,
    FOLLOWERINFO: onFollowerInfo,
    LEADERINFO: onLeaderInfo,
    ACKEPOCH: onAckEpoch,
    NEWLEADER: onNewLeader,
    ACK: onAck,
    UPTODATE: onUpToDate,
    PROPOSAL: onProposal,
    COMMIT: onCommit,
    PING: onPing,
    CLOSE: onClose,
  },
  timeouts: {
    resend: onResend,
    finalize: onFinalize,
    connect: onConnect,
    initLimit: onInitLimit,
    syncLimit: onSyncLimit,
    ping: onPingDue,
  },
  onRequest,
};
