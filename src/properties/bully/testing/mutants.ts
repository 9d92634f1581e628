/** Bully with a mistake in it, and what checkers say of a run. For tests only. */
import { algorithm as bully } from '../../../algorithms/bully/index';
import { bully as part } from '../../../algorithms/bully/part';
import type { Played } from '../../../algorithms/bully/testing/runs';
import type {
  BullyContext,
  BullyMessageContext,
  BullyState,
} from '../../../algorithms/bully/types';
import type { Algorithm, Part } from '../../../engine/protocol';
import type { Scenario } from '../../../scenario/types';

export const base = { v: 1, algorithm: 'bully', nodes: 5, seed: '1' } as const;

/** Bully with other handlers. */
export function mutant(change: Partial<Part>): Algorithm {
  const mutated = { ...(part as Part), ...change };
  return { ...bully, kinds: { replica: { parts: { bully: mutated }, order: ['bully'] } } };
}

/** Bully with these handlers instead of its own. */
export function withHandlers(on: Part['on'], timeouts: Part['timeouts'] = {}): Algorithm {
  const { on: usual, timeouts: usualTimeouts } = part as Part;
  return mutant({ on: { ...usual, ...on }, timeouts: { ...usualTimeouts, ...timeouts } });
}

/** Bully that sets its timers otherwise when it suspects and when it is asked or answered; null: not at all. */
export function withTimers(change: (name: string, us: number) => number | null): Algorithm {
  const masked = <C extends BullyContext>(ctx: C): C => {
    const setTimer: BullyContext['setTimer'] = (name, us, key) => {
      const changed = change(name, us);
      if (changed !== null) ctx.setTimer(name, changed, key);
    };
    return Object.create(ctx, { setTimer: { value: setTimer } }) as C;
  };
  const { on, timeouts } = part;
  return withHandlers(
    {
      ELECTION: (s: BullyState, m: object, ctx: BullyMessageContext) =>
        on.ELECTION(s, m, masked(ctx)),
      OK: (s: BullyState, m: object, ctx: BullyMessageContext) => on.OK(s, m, masked(ctx)),
    },
    { pingWait: (s: BullyState, ctx: BullyContext) => timeouts.pingWait(s, masked(ctx), '') },
  );
}

/** All follow n5, which crashes. */
export const crashHighest: Scenario = {
  ...base,
  initial: { leader: 'n5' },
  commands: [{ atMs: 300, do: 'crash', node: 'n5' }],
};

/** What the run broke: ids and verdicts. */
export function broken(run: Played): readonly string[] {
  return run
    .findings()
    .filter((finding) => finding.breach !== null)
    .map((finding) => `${finding.id} ${finding.verdict}`);
}
