/** The paper's own Bully with one mistake each: all that a reader of its procedures can overlook. */
import type { NodeId, PartState } from '../../engine/protocol';
import type { Mutant } from './types';
import { as, changedForms, disguised, everywhere, onMessage, onTimer } from './wrap';
import type { Change } from './wrap';

/** What the mistakes touch of a node's state. */
interface OriginalState extends PartState {
  s: string;
  c: NodeId | null;
  h: NodeId | null;
  stage: string | null;
  calling: readonly NodeId[];
}

const CALLS = ['AreYouThere', 'AreYouNormal', 'Halt', 'NewCoordinator', 'Ready'];
const TYPES = CALLS.flatMap((type) => [type, `${type}Reply`]);

function mutant(id: string, breaks: string, noticedBy: readonly string[], change: Change): Mutant {
  const exhibit = changedForms(['garcia-molina'], change);
  return { id: `original-${id}`, of: 'bully', breaks, noticedBy, exhibit };
}

/** A context on which messages of a type are not sent. */
const never = (type: string): Change =>
  everywhere(TYPES, (ctx) =>
    disguised(ctx, {
      send: (to, message) => {
        if (message.type !== type) ctx.send(to, message);
      },
    }),
  );

/** A context on which a timer is set otherwise; null: not at all. */
const timing = (name: string, change: (us: number) => number | null): Change =>
  everywhere(TYPES, (ctx) =>
    disguised(ctx, {
      setTimer: (timer, us, key) => {
        const changed = timer === name ? change(us) : us;
        if (changed !== null) ctx.setTimer(timer, changed, key);
      },
    }),
  );

const answerIgnored = onMessage('AreYouThereReply', (handle) => (state, message, ctx) => {
  if (as<OriginalState>(state).stage !== 'higher') handle(state, message, ctx);
});

const acceptsAnybody = onMessage('NewCoordinator', (handle) => (state, message, ctx) => {
  const s = as<OriginalState>(state);
  s.h = ctx.from;
  s.s = 'ELECTION';
  handle(s, message, ctx);
});

const leaderGoesOn = onMessage('Halt', (handle) => (state, message, ctx) => {
  const { c, s } = as<OriginalState>(state);
  if (c !== ctx.self || s !== 'NORMAL') handle(state, message, ctx);
  else ctx.reply({ ...message, type: 'HaltReply' });
});

const blindCheck = onMessage('AreYouNormalReply', (handle) => (state, message, ctx) => {
  handle(state, { ...message, normal: true }, ctx);
});

/** It takes the answers of those it halted for granted, and leads after the first. */
const leadsTooSoon = onMessage('HaltReply', (handle) => (state, message, ctx) => {
  const s = as<OriginalState>(state);
  s.calling = s.calling.slice(0, 1);
  handle(s, message, ctx);
});

const neverSuspects = onTimer('silence', () => () => undefined);

export const originalMutants: readonly Mutant[] = [
  mutant('halts-nobody', 'A candidate halts nobody before it leads.', ['B7', 'B9'], never('Halt')),
  mutant(
    'answer-ignored',
    'A node that hears that one above it is there goes on with its election.',
    ['B7', 'B9'],
    answerIgnored,
  ),
  mutant(
    'accepts-anybody',
    'A node accepts as coordinator whoever says so, not only the one it yields to.',
    ['B7', 'B9'],
    acceptsAnybody,
  ),
  mutant(
    'leader-goes-on',
    'A coordinator that is halted answers and goes on.',
    ['B7', 'B9'],
    leaderGoesOn,
  ),
  mutant(
    'leads-too-soon',
    'A candidate leads as soon as one node has stopped for it.',
    ['B7'],
    leadsTooSoon,
  ),
  mutant(
    'hardly-waits',
    'A node gives a call up after an eighth of the time.',
    ['B3', 'B7'],
    timing('callWait', (us) => Math.floor(us / 8)),
  ),
  mutant(
    'stands-still',
    'A node that was halted waits for its coordinator without end.',
    ['B2', 'B8', 'B9', 'liveness'],
    timing('coordWait', () => null),
  ),
  mutant('no-task', 'A coordinator never hands out the task.', ['B8', 'liveness'], never('Ready')),
  mutant(
    'blind-check',
    'A coordinator hears that a node is not normal and does nothing.',
    ['B2', 'B8', 'B9', 'liveness'],
    blindCheck,
  ),
  mutant(
    'never-suspects',
    'Nobody ever asks a silent coordinator whether it is there.',
    ['B1', 'B2', 'B8', 'B9', 'liveness'],
    neverSuspects,
  ),
];
