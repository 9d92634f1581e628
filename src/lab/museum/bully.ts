/** Bully with one mistake each: all that a reader of the textbook can overlook. */
import type { Context, MessageContext } from '../../engine/protocol';
import { originalMutants } from './bullyOriginal';
import type { Mutant } from './types';
import { changedPart, disguised, everywhere, onMessage, onTimer } from './wrap';
import type { Change } from './wrap';

const TYPES = ['ELECTION', 'OK', 'COORDINATOR', 'PING', 'PONG'];

function mutant(id: string, breaks: string, noticedBy: readonly string[], change: Change): Mutant {
  return { id, of: 'bully', breaks, noticedBy, exhibit: changedPart(change) };
}

function below(ctx: Context): readonly string[] {
  return ctx.peers.filter((peer) => ctx.rank(peer) < ctx.rank(ctx.self));
}

const answerIgnored = onMessage('OK', () => (_s, _m, ctx) => ctx.rule('OK2'));

const lowerAccepted = onMessage('COORDINATOR', (handle) => (s, m, ctx) => {
  handle(s, m, disguised<MessageContext>(ctx, { rank: () => 0 }));
});

const lowerIgnored = onMessage('COORDINATOR', (handle) => (s, m, ctx) => {
  if (ctx.rank(ctx.from) > ctx.rank(ctx.self)) handle(s, m, ctx);
});

/** With the first question of an election, those below are asked too. */
const asksEverybody = everywhere(TYPES, (ctx) => {
  let hasAsked = false;
  return disguised(ctx, {
    send: (to, message) => {
      ctx.send(to, message);
      if (message.type !== 'ELECTION' || hasAsked) return;
      hasAsked = true;
      for (const node of below(ctx)) ctx.send(node, message);
    },
  });
});

const answersAnnouncements = onMessage('COORDINATOR', (handle) => (s, m, ctx) => {
  handle(s, m, ctx);
  ctx.reply({ type: 'OK' });
});

const hardlyWaits = everywhere(TYPES, (ctx) =>
  disguised(ctx, {
    setTimer: (name, us, key) => {
      ctx.setTimer(name, name === 'okWait' ? Math.floor(us / 8) : us, key);
    },
  }),
);

const tellsNobody = onTimer('okWait', (handle) => (s, ctx, key) => {
  const mute = disguised(ctx, {
    send: (to, message) => {
      if (message.type !== 'COORDINATOR') ctx.send(to, message);
    },
  });
  handle(s, mute, key);
});

const answersAndSleeps = onMessage('ELECTION', () => (_s, _m, ctx) => ctx.reply({ type: 'OK' }));

const neverSuspects = everywhere(TYPES, (ctx) =>
  disguised(ctx, {
    setTimer: (name, us, key) => {
      if (name !== 'pingWait') ctx.setTimer(name, us, key);
    },
  }),
);

const waitsForEver = everywhere(TYPES, (ctx) =>
  disguised(ctx, {
    setTimer: (name, us, key) => {
      if (name !== 'coordWait') ctx.setTimer(name, us, key);
    },
  }),
);

const returnsInSilence: Change = (part) => ({
  ...part,
  onRestart: (s, ctx) => part.onRestart(s, disguised(ctx, { send: () => undefined })),
});

export const bullyMutants: readonly Mutant[] = [
  mutant(
    'answer-ignored',
    'A node that was answered goes on as if nobody above it were alive.',
    ['B3', 'B4'],
    answerIgnored,
  ),
  mutant('lower-accepted', 'A node follows a leader that is below it.', ['B4'], lowerAccepted),
  mutant(
    'lower-ignored',
    'A node that hears a lower one claim the lead does nothing about it.',
    ['B4'],
    lowerIgnored,
  ),
  mutant(
    'asks-everybody',
    'A node that holds an election asks those below it too.',
    ['B4'],
    asksEverybody,
  ),
  mutant(
    'answers-announcements',
    'A node answers an announcement with OK, which nobody asked for.',
    ['B4'],
    answersAnnouncements,
  ),
  mutant(
    'hardly-waits',
    'A node waits an eighth of the time that it should for an answer.',
    ['B3', 'B4'],
    hardlyWaits,
  ),
  mutant(
    'tells-nobody',
    'A node that has won declares itself leader and tells nobody.',
    ['B1', 'B2', 'liveness'],
    tellsNobody,
  ),
  mutant(
    'answers-and-sleeps',
    'A node answers a question from below and then does not take over.',
    ['B1', 'B2', 'B4', 'liveness'],
    answersAndSleeps,
  ),
  mutant(
    'never-suspects',
    'Nobody ever finds out that the leader is dead.',
    ['B1', 'B2', 'B4', 'liveness'],
    neverSuspects,
  ),
  mutant(
    'waits-for-ever',
    'A node that was answered waits for an announcement without end.',
    ['B2', 'B4', 'liveness'],
    waitsForEver,
  ),
  mutant(
    'returns-in-silence',
    'A node that comes back sends nothing, whatever it decides.',
    ['B1', 'B2', 'liveness'],
    returnsInSilence,
  ),
  ...originalMutants,
];
