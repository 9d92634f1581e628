/**
 * Putting a mistake into an algorithm without touching it: handlers and contexts are wrapped, the real
 * ones stay as they are. Knows no algorithm.
 */
import type { Algorithm, Context, MessageContext, Part, PartState } from '../../engine/protocol';
import type { Mutant } from './types';

export type MessageHandler = Part['on'][string];
export type TimerHandler = Part['timeouts'][string];

/** A change of one part. */
export type Change = (part: Part) => Part;

/** The algorithm with the outermost part of its candidates changed. */
export function withPart(algorithm: Algorithm, change: Change): Algorithm {
  const { kinds, candidates } = algorithm;
  const kind = kinds[candidates];
  const name = kind?.order[0] ?? '';
  const part = kind?.parts[name];
  if (kind === undefined || part === undefined) {
    throw new Error(`Algorithm ${algorithm.id} has no part that elects`);
  }
  const parts = { ...kind.parts, [name]: change(part) };
  return { ...algorithm, kinds: { ...kinds, [candidates]: { ...kind, parts } } };
}

/** A mutant that is a changed part. */
export function changedPart(change: Change): Mutant['exhibit'] {
  return (algorithm, play) => play(withPart(algorithm, change));
}

/** Replaces the handler of one message type. */
export function onMessage(
  type: string,
  change: (handle: MessageHandler) => MessageHandler,
): Change {
  return (part) => {
    const handle = part.on[type];
    if (handle === undefined) throw new Error(`There is no message ${type} to mishandle`);
    return { ...part, on: { ...part.on, [type]: change(handle) } };
  };
}

/** Replaces the handler of one timer. */
export function onTimer(name: string, change: (handle: TimerHandler) => TimerHandler): Change {
  return (part) => {
    const handle = part.timeouts[name];
    if (handle === undefined) throw new Error(`There is no timer ${name} to mishandle`);
    return { ...part, timeouts: { ...part.timeouts, [name]: change(handle) } };
  };
}

/** Gives another context to all handlers of these messages and to all others there are. */
export function everywhere(types: readonly string[], mask: (ctx: Context) => Context): Change {
  return (part) => {
    const { onSeat, onRequest } = part;
    const messages = types.map((type) =>
      onMessage(type, (handle) => (s, m, ctx) => handle(s, m, mask(ctx) as MessageContext)),
    );
    const timers = part.timers.map((name) =>
      onTimer(name, (handle) => (s, ctx, key) => handle(s, mask(ctx), key)),
    );
    const masked = [...messages, ...timers].reduce((changed, change) => change(changed), part);
    return {
      ...masked,
      onStart: (s, ctx) => part.onStart(s, mask(ctx)),
      onRestart: (s, ctx) => part.onRestart(s, mask(ctx)),
      ...(onSeat && { onSeat: (s, seating, ctx) => onSeat(s, seating, mask(ctx)) }),
      ...(onRequest && { onRequest: (s, op, ctx) => onRequest(s, op, mask(ctx)) }),
    };
  };
}

/** The same context with some of its verbs or values replaced. */
export function disguised<C extends Context>(ctx: C, verbs: Partial<C>): C {
  return Object.create(ctx, Object.getOwnPropertyDescriptors(verbs)) as C;
}

/** The same context, on which nothing is ever written. */
export function forgetful<C extends Context>(ctx: C): C {
  return disguised<Context>(ctx, { persist: () => undefined }) as C;
}

/** The state of the part as its algorithm types it. */
export function as<S extends PartState>(state: PartState): S {
  return state as S;
}

/** A mutant in some forms of an algorithm: the part of each is changed, the other forms are as they were. */
export function changedForms(variants: readonly string[], change: Change): Mutant['exhibit'] {
  return (algorithm, play) => {
    const forms = { ...algorithm.forms };
    for (const variant of variants) {
      const { kinds } = withPart({ ...algorithm, ...forms[variant] }, change);
      forms[variant] = { ...forms[variant], kinds };
    }
    return play({ ...algorithm, forms });
  };
}
