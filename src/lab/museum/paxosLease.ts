/** PaxosLease with one mistake each: what is easily overlooked in the paper, and what it warns of. */
import type { AnyMessage, MessageContext, PartState } from '../../engine/protocol';
import type { Stepped } from '../../properties/paxos/lease/view';
import type { Mutant } from './types';
import { as, changedForms, disguised, onMessage, onTimer } from './wrap';
import type { Change } from './wrap';

function mutant(id: string, breaks: string, noticedBy: readonly string[], change: Change): Mutant {
  return { id, of: 'paxos', breaks, noticedBy, exhibit: changedForms(['lease'], change) };
}

type LeaseState = Stepped['after'];

/** A number in a message whose type the wrapper does not know. */
function number(message: object, name: string): number {
  return Number((message as { readonly [name: string]: unknown })[name]);
}

const state = (s: PartState): LeaseState => as<LeaseState>(s);

function leaseUs({ params }: { readonly params: object }): number {
  return (params as { readonly leaseUs: number }).leaseUs;
}

/** O-P11: the timer is started when a majority has accepted, not before the proposal is sent. */
export const timerFromAcceptance: Change = (part) => {
  const silent = onMessage('PrepareReply', (handle) => (s, m, ctx) => {
    const setTimer: MessageContext['setTimer'] = (name, us, key) => {
      if (name !== 'lease') ctx.setTimer(name, us, key);
    };
    handle(s, m, disguised<MessageContext>(ctx, { setTimer }));
  });
  const late = onMessage('ProposeReply', (handle) => (s, m, ctx) => {
    const before = state(s).held;
    state(s).untilUs = ctx.now + leaseUs(ctx);
    handle(s, m, ctx);
    const { held } = state(s);
    if (held !== null && held !== before) ctx.setTimer('lease', leaseUs(ctx), held.timer);
  });
  return late(silent(part));
};

/** No wait after a restart. */
const answersAtOnce: Change = (part) => ({
  ...part,
  onRestart: (s, ctx) => {
    part.onRestart(s, disguised(ctx, { params: { ...ctx.params, restartWaitUs: null } }));
  },
});

/** Whoever is asked releases, and whatever was accepted is cleared. */
const releasesAny: Change = (part) => {
  const release = part.actions?.['release'];
  const clears = onMessage('Release', (handle) => (s, m, ctx) => {
    handle(s, { ...m, b: state(s).accepted?.ballot ?? 0 }, ctx);
  });
  return {
    ...clears(part),
    actions: {
      release: (s, args, ctx) => {
        const { held, ballot } = state(s);
        const message: AnyMessage = { type: 'Release', b: ballot };
        if (held !== null) release?.(s, args, ctx);
        else for (const to of ctx.all) ctx.send(to, message);
      },
    },
  };
};

const restartsUncounted: Change = (part) => ({
  ...part,
  onRestart: (s, ctx) => {
    state(s).stable = { restarts: state(s).stable.restarts - 1 };
    part.onRestart(s, ctx);
  },
});

const acceptsBelow = onMessage('Propose', (handle) => (s, m, ctx) => {
  const { promised } = state(s);
  state(s).promised = 0;
  handle(s, m, ctx);
  state(s).promised = Math.max(promised, number(m, 'b'));
});

/** Also shown by itself: what an old message can do then. */
export const acceptsUnpromised = onMessage('Propose', (handle) => (s, m, ctx) => {
  const { promised } = state(s);
  handle(s, m, ctx);
  state(s).promised = promised;
});

const takesAnyAnswer = onMessage('PrepareReply', (handle) => (s, m, ctx) => {
  handle(s, { ...m, accepted: null, owner: null }, ctx);
});

const majorityOffByOne = onMessage('ProposeReply', (handle) => (s, m, ctx) => {
  // Of two acceptors fewer a majority is one less.
  const all = ctx.all.slice(0, Math.max(1, ctx.all.length - 2));
  handle(s, m, disguised<MessageContext>(ctx, { all }));
});

const holdsOn = onTimer('lease', (handle) => (s, ctx, key) => {
  if (state(s).held?.timer !== key) handle(s, ctx, key);
});

const forgetsPromise = onTimer('accepted', (handle) => (s, ctx, key) => {
  handle(s, ctx, key);
  state(s).promised = 0;
});

const expiresEarly = onMessage('Propose', (handle) => (s, m, ctx) => {
  handle(s, { ...m, forUs: Math.ceil(number(m, 'forUs') / 2) }, ctx);
});

export const paxosLeaseMutants: readonly Mutant[] = [
  mutant(
    'lease-timer-from-acceptance',
    'The holder starts its timer when a majority has accepted, not before it proposes.',
    ['PL1', 'PL2', 'PL3'],
    timerFromAcceptance,
  ),
  mutant(
    'lease-answers-at-once',
    'A restarted acceptor answers at once.',
    ['PL1', 'PL2', 'PL4'],
    answersAtOnce,
  ),
  mutant(
    'lease-releases-any',
    'A release clears whatever was accepted, whoever is asked for it.',
    ['PL5'],
    releasesAny,
  ),
  mutant(
    'lease-restarts-uncounted',
    'A proposer does not count its restarts and uses ballots anew.',
    ['PL6'],
    restartsUncounted,
  ),
  mutant('lease-accepts-below', 'An acceptor accepts below its promise.', ['PL5'], acceptsBelow),
  mutant(
    'lease-accepts-unpromised',
    'An acceptor that accepts a ballot does not promise it.',
    ['PL5'],
    acceptsUnpromised,
  ),
  mutant(
    'lease-takes-any-answer',
    'A proposer proposes though a majority has accepted another.',
    ['PL1', 'PL7'],
    takesAnyAnswer,
  ),
  mutant(
    'lease-takes-too-few',
    'One acceptance less counts as a majority.',
    ['PL7'],
    majorityOffByOne,
  ),
  mutant('lease-holds-on', 'The holder goes on when its own timer ends.', ['PL1', 'PL3'], holdsOn),
  mutant(
    'lease-forgets-promise',
    'An acceptor forgets its promise with what it accepted.',
    ['PL5'],
    forgetsPromise,
  ),
  mutant(
    'lease-expires-early',
    'An acceptor keeps a lease for half its time.',
    ['PL5'],
    expiresEarly,
  ),
];
