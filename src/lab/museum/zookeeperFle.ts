/** ZooKeeper's election with one mistake each: what can be overlooked in the election and after it. */
import type { Context, MessageContext } from '../../engine/protocol';
import type { Stepped } from '../../properties/zookeeper-fle/view';
import type { Mutant } from './types';
import type { Change } from './wrap';
import { as, changedPart, disguised, everywhere, onMessage } from './wrap';

type FleState = Stepped['after'];
type Votes = FleState['recvset'];
type Heard = Votes[string];

function mutant(id: string, breaks: string, noticedBy: readonly string[], change: Change): Mutant {
  return { id, of: 'zookeeper-fle', breaks, noticedBy, exhibit: changedPart(change) };
}

/** A field of a message whose type the wrapper does not know. */
function field(message: object, name: string): unknown {
  return (message as { readonly [name: string]: unknown })[name];
}

const hardlyWaits = everywhere(['NOTIFICATION'], (ctx) =>
  disguised<Context>(ctx, {
    setTimer: (name, us, key) =>
      ctx.setTimer(name, name === 'finalize' ? Math.min(us, 1) : us, key),
  }),
);

/** Whoever is named counts as having said that it leads. */
const noCheckLeader = onMessage('NOTIFICATION', (handle) => (state, m, ctx) => {
  const s = as<FleState>(state);
  const leader = String(field(m, 'leader'));
  const round = Number(field(m, 'round'));
  if (s.state === 'LOOKING' && field(m, 'state') !== 'LOOKING' && s.recvset[leader] === undefined) {
    const peerEpoch = Number(field(m, 'peerEpoch'));
    const said: Heard = { leader, zxid: 0, peerEpoch, round, state: 'LEADING' };
    s.recvset = { ...s.recvset, [leader]: said };
    s.outofelection = { ...s.outofelection, [leader]: said };
  }
  handle(s, m, ctx);
});

const keepsOldVotes = onMessage('NOTIFICATION', (handle) => (state, m, ctx) => {
  const s = as<FleState>(state);
  const kept: Votes = s.recvset;
  const { round } = s;
  handle(s, m, ctx);
  if (s.state === 'LOOKING' && s.round > round) s.recvset = { ...kept, ...s.recvset };
});

/** Compares as if all logs went equally far, and writes down what it really heard. */
const ignoresZxid = onMessage('NOTIFICATION', (handle) => (state, m, ctx) => {
  const s = as<FleState>(state);
  if (s.state !== 'LOOKING' || field(m, 'state') !== 'LOOKING') {
    handle(s, m, ctx);
    return;
  }
  const zxid = Number(field(m, 'zxid'));
  const { vote } = s;
  handle(s, { ...m, zxid: vote.zxid }, ctx);
  const kept = s.recvset[ctx.from];
  if (s.state !== 'LOOKING' || kept === undefined) return;
  s.recvset = { ...s.recvset, [ctx.from]: { ...kept, zxid } };
  if (s.vote.leader !== vote.leader) s.vote = { ...s.vote, zxid };
});

/** An epoch that was acknowledged before is acknowledged again, to whoever offers it. */
const acknowledgesTwice = onMessage('LEADERINFO', (handle) => (state, m, ctx) => {
  const s = as<FleState>(state);
  const { currentEpoch } = s.stable;
  handle(
    s,
    m,
    disguised<MessageContext>(ctx, {
      reply: (message) => {
        const isAck = message.type === 'ACKEPOCH';
        ctx.reply(isAck ? Object.assign({ ...message }, { currentEpoch }) : message);
      },
    }),
  );
});

const epochNotWritten = onMessage('LEADERINFO', (handle) => (s, m, ctx) => {
  handle(s, m, disguised<MessageContext>(ctx, { persist: () => undefined }));
});

const servesAtOnce = onMessage('ACKEPOCH', (handle) => (state, m, ctx) => {
  const s = as<FleState>(state);
  handle(s, m, ctx);
  if (s.state !== 'LEADING' || s.zab !== 'SYNCHRONIZATION') return;
  s.zab = 'BROADCAST';
  ctx.becomes('leading', 'quorum');
  ctx.believes(ctx.self, s.epoch);
});

/** A follower keeps whatever it has, and adds what it is sent. */
const cutsNothing = onMessage('NEWLEADER', (handle) => (state, m, ctx) => {
  const s = as<FleState>(state);
  const last = s.stable.log.chunks.at(-1)?.at(-1)?.zxid ?? 0;
  handle(s, { ...m, after: last }, ctx);
});

const answersNobody = onMessage('NOTIFICATION', (handle) => (state, m, ctx) => {
  const s = as<FleState>(state);
  if (s.state === 'LOOKING') handle(s, m, ctx);
});

const commitsAlone = onMessage('ACK', (handle) => (state, m, ctx) => {
  const s = as<FleState>(state);
  handle(s, m, ctx);
  const zxid = Number(field(m, 'zxid'));
  if (s.state === 'LEADING' && s.zab === 'BROADCAST') s.committed = Math.max(s.committed, zxid);
});

export const zookeeperFleMutants: readonly Mutant[] = [
  mutant('hardly-settles', 'A server waits a microsecond for better votes.', ['F7'], hardlyWaits),
  mutant(
    'no-check-leader',
    'A server follows whom others follow, without a word of that one.',
    ['F6'],
    noCheckLeader,
  ),
  mutant(
    'keeps-old-votes',
    'A server that hears of a newer round keeps the votes of the old one.',
    ['F5'],
    keepsOldVotes,
  ),
  mutant(
    'ignores-zxid',
    'A server compares votes as if all logs went equally far.',
    ['F5'],
    ignoresZxid,
  ),
  mutant(
    'acknowledges-twice',
    'A server acknowledges an epoch to a second leader.',
    ['F1', 'F3'],
    acknowledgesTwice,
  ),
  mutant(
    'epoch-not-written',
    'A server acknowledges an epoch that is not on its disk.',
    ['F1', 'F2', 'F3'],
    epochNotWritten,
  ),
  mutant(
    'serves-at-once',
    'An elected server serves before a quorum has its log.',
    ['F4'],
    servesAtOnce,
  ),
  mutant(
    'cuts-nothing',
    'A follower keeps what its new leader does not have.',
    ['F9', 'F10'],
    cutsNothing,
  ),
  mutant(
    'answers-nobody',
    'A server that follows or leads does not answer those who look for a leader.',
    ['F12', 'liveness'],
    answersNobody,
  ),
  mutant(
    'commits-alone',
    'A leader commits what one server has stored.',
    ['F8', 'F11'],
    commitsAlone,
  ),
];
