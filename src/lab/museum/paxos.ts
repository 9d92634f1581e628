/** Single-decree Paxos and Multi-Paxos with one mistake each: all that a reader of the paper can overlook. */
import type { AnyMessage, Context, MessageContext } from '../../engine/protocol';
import type { Mutant } from './types';
import type { Change } from './wrap';
import { changedForms, disguised, forgetful, onMessage, onTimer } from './wrap';

const BOTH = ['single', 'multi'];

function mutant(
  id: string,
  breaks: string,
  noticedBy: readonly string[],
  change: Change,
  forms: readonly string[] = BOTH,
): Mutant {
  return {
    id: `paxos-${id}`,
    of: 'paxos',
    breaks,
    noticedBy,
    exhibit: changedForms(forms, change),
  };
}

/** All these changes, one after the other. */
function together(...changes: readonly Change[]): Change {
  return (part) => changes.reduce((changed, change) => change(changed), part);
}

/** A context that sends another message in place of some. */
function saying<C extends Context>(ctx: C, other: (message: AnyMessage) => AnyMessage): C {
  return disguised<Context>(ctx, {
    send: (to, message) => ctx.send(to, other(message)),
    broadcast: (message) => ctx.broadcast(other(message)),
  }) as C;
}

const stableOf = (s: object): { maxBal: number } =>
  (s as { readonly stable: { maxBal: number } }).stable;

const forgetsPromise = onMessage('Prepare', (handle) => (s, m, ctx) => {
  const before = stableOf(s).maxBal;
  handle(s, m, forgetful(ctx));
  stableOf(s).maxBal = before;
});

const neverWrites = together(
  onMessage('Prepare', (handle) => (s, m, ctx) => handle(s, m, forgetful(ctx))),
  onMessage('Accept', (handle) => (s, m, ctx) => handle(s, m, forgetful(ctx))),
);

const saysFirst = onMessage('Accept', (handle) => (s, m, ctx) => {
  handle(s, m, forgetful(ctx));
  ctx.persist();
});

/** Half of an even number passes for a majority. */
const halfIsEnough: Change = together(
  ...['Promise', 'Accepted'].map((type) =>
    onMessage(type, (handle) => (s, m, ctx) => {
      const all = ctx.all.length % 2 === 0 ? ctx.all.slice(1) : ctx.all;
      handle(s, m, disguised<MessageContext>(ctx, { all }));
    }),
  ),
);

/** What promises report is not looked at. */
const ownValue = onMessage('Promise', (handle) => (s, m, ctx) => {
  const blank = 'slots' in m ? { slots: [] } : { vBal: 0, vVal: null };
  handle(s, { ...m, ...blank }, ctx);
});

const acceptsAll = onMessage('Accept', (handle) => (s, m, ctx) => {
  const { b } = m as { readonly b?: number };
  stableOf(s).maxBal = Math.min(stableOf(s).maxBal, b ?? 0);
  handle(s, m, ctx);
});

const promisesAll = onMessage('Prepare', (handle) => (s, m, ctx) => {
  const { b } = m as { readonly b?: number };
  stableOf(s).maxBal = Math.min(stableOf(s).maxBal, (b ?? 0) - 1);
  handle(s, m, ctx);
});

/** Every node counts its ballots as the first node does. */
const sameNumbers: Change = (part) => {
  const names = part.timers.filter((name) => name === 'retry' || name === 'propose');
  return together(
    ...names.map((name) =>
      onTimer(name, (handle) => (s, ctx, key) => {
        const all = [ctx.self, ...ctx.peers];
        handle(s, disguised<Context>(ctx, { all }), key);
      }),
    ),
  )(part);
};

const learnsFromOne = onMessage('Accepted', (handle) => (s, m, ctx) => {
  handle(s, m, disguised<MessageContext>(ctx, { all: [ctx.self] }));
});

/** It accepts itself, whatever it asks the others to accept. */
const twoValues = onMessage('Promise', (handle) => (s, m, ctx) => {
  const masked = disguised<MessageContext>(ctx, {
    send: (to, message) =>
      ctx.send(
        to,
        message.type === 'Accept' ? Object.assign({ ...message }, { v: ctx.self }) : message,
      ),
  });
  handle(s, m, masked);
});

const anotherName = onMessage('Promise', (handle) => (s, m, ctx) => {
  const v = ctx.peers[0] ?? ctx.self;
  handle(
    s,
    m,
    saying(ctx, (message) => (message.type === 'Accept' ? { ...message, v } : message)),
  );
});

/** It goes on waiting. */
const givesUp = onTimer('retry', () => (_s, ctx) => ctx.setTimer('retry', 100_000));

const keepsSilent = onTimer('heartbeat', (handle) => (s, ctx, key) => {
  handle(s, disguised<Context>(ctx, { broadcast: () => undefined }), key);
});

const skipsReported = onMessage('Promise', (handle) => (s, m, ctx) => {
  const { slots } = m as { readonly slots?: readonly unknown[] };
  handle(s, { ...m, slots: (slots ?? []).slice(1) }, ctx);
});

export const paxosMutants: readonly Mutant[] = [
  mutant(
    'forgets-promise',
    'An acceptor forgets what it has promised.',
    ['P4', 'P1'],
    forgetsPromise,
  ),
  mutant('never-writes', 'An acceptor answers and writes nothing down.', ['P4', 'P1'], neverWrites),
  mutant('says-first', 'An acceptor says that it accepts before it is on disk.', ['P4'], saysFirst),
  mutant(
    'half-is-enough',
    'Half of an even number of nodes counts as a majority.',
    ['P1', 'P3', 'P6'],
    halfIsEnough,
  ),
  mutant('own-value', 'A proposer ignores what the promises report.', ['P1', 'P6'], ownValue),
  mutant('accepts-all', 'An acceptor accepts below its promise.', ['P4', 'P1'], acceptsAll),
  mutant('promises-all', 'An acceptor promises a lower ballot as well.', ['P4', 'P1'], promisesAll),
  mutant('same-numbers', 'All proposers use the same ballots.', ['P5'], sameNumbers),
  mutant('learns-from-one', 'One acceptance is enough to learn.', ['P3'], learnsFromOne),
  mutant('two-values', 'A proposer asks for two values in one ballot.', ['P5'], twoValues, [
    'single',
  ]),
  mutant('another-name', 'A proposer names somebody who never proposed.', ['P2'], anotherName, [
    'single',
  ]),
  mutant('gives-up', 'A proposer never tries again.', ['P7', 'liveness'], givesUp),
  mutant('keeps-silent', 'The leader gives no sign of life.', ['P7', 'liveness'], keepsSilent, [
    'multi',
  ]),
  mutant(
    'skips-reported',
    'A new leader overlooks the first slot that is reported.',
    ['P1', 'P6'],
    skipsReported,
    ['multi'],
  ),
];
