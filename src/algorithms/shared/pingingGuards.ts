/** The conditions of the rules of `pinging.ts`, with what they found. */
import type { Guard, Guards, NodeId } from '../../engine/protocol';
import { guard, onMessage, onTimer, shown } from './guards';
import type { Ask } from './guards';
import type { Pinging } from './pinging';

function followsAnother(s: Pinging, self: NodeId | null, follows: boolean): Guard {
  const text = follows ? 'i follows another node' : 'i follows no other node';
  const found = s.leader !== null && s.leader !== self;
  return guard(text, `leader ${shown(s.leader)}`, found === follows);
}

const onPing = (follows: boolean): Ask =>
  onMessage<Pinging, object>('PING', (s, _m, _from, { node }) => [
    followsAnother(s, node, follows),
  ]);

const onPong = (isAwaited: boolean): Ask =>
  onMessage<Pinging, object>('PONG', (s, _m, from) => {
    const found = s.awaitingPong && from === s.leader;
    const text = isAwaited ? 'i waits for the PONG of leader' : 'i waits for no PONG of that node';
    const value = `${s.awaitingPong ? 'waits' : 'does not wait'}; leader ${shown(s.leader)}`;
    return [guard(text, value, found === isAwaited)];
  });

export const pingingGuards: Guards = {
  PI1: onTimer<Pinging>('ping', (s, { node }) => [followsAnother(s, node, true)]),
  PI2: onPing(false),
  PI3: onPing(true),
  PO1: onPong(true),
  PO2: onPong(false),
};
