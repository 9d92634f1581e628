/**
 * That a trial notices what it is there to notice: an error in a handler, a run that differs when it is
 * repeated, a broken claim, a core without a leader, a run without end. Each is shown by breaking the
 * thing and looking at the verdict.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadAlgorithm } from '../algorithms/registry';
import type { Algorithm, AnyMessage, Part } from '../engine/protocol';
import { loadProperties, propertiesOf } from '../properties/registry';
import type { Property } from '../properties/types';
import type { Trial } from './schedule';
import { drawTrial } from './schedule';
import type { TrialOutcome } from './trial';
import { runTrial } from './trial';

let raft: Algorithm;
let properties: readonly Property[];
let trial: Trial;

beforeAll(async () => {
  raft = (await loadAlgorithm('raft')) as Algorithm;
  await loadProperties('raft');
  properties = propertiesOf('raft');
  trial = drawTrial(raft, 'sound 3', { exactly: ['request'], nodes: 3 });
});

/** Raft with another part in the place of its own. */
function altered(change: (part: Part) => Part): Algorithm {
  const kind = raft.kinds[raft.candidates];
  const part = kind?.parts['raft'] as Part;
  return {
    ...raft,
    kinds: { [raft.candidates]: { order: ['raft'], parts: { raft: change(part) } } },
  };
}

/** Raft with another handler for the election timeout. */
function onTimeout(
  change: (sound: () => void, ctx: Parameters<Part['onStart']>[1]) => void,
): Algorithm {
  return altered((part) => ({
    ...part,
    timeouts: {
      ...part.timeouts,
      election: (state, ctx, key) =>
        change(() => part.timeouts['election']?.(state, ctx, key), ctx),
    },
  }));
}

function judged(algorithm: Algorithm): TrialOutcome {
  return runTrial(trial, algorithm, properties, { twice: true });
}

describe('a trial', () => {
  it('is fine where nothing is broken, and says when the core had its leader', () => {
    const outcome = judged(raft);
    expect(outcome).toMatchObject({ verdict: 'fine', why: '', broken: [] });
    expect(outcome.settledUs).not.toBeNull();
    expect(outcome.seen).toContain('rule:L1');
    expect(outcome.seen).toContain('do:request');
  });

  it('names the error of a handler', () => {
    const outcome = judged(
      onTimeout(() => {
        throw new Error('out of votes');
      }),
    );
    expect(outcome).toMatchObject({ verdict: 'crash', why: 'out of votes' });
  });

  it('notices a run that differs when it is repeated', () => {
    let calls = 0;
    const outcome = judged(
      onTimeout((sound, ctx) => {
        calls += 1;
        ctx.setTimer('heartbeat', 1000 + calls);
        sound();
      }),
    );
    expect(outcome.verdict).toBe('nondeterminism');
  });

  it('notices that the core has no leader', () => {
    const outcome = judged(
      onTimeout((_sound, ctx) => {
        ctx.setTimer('election', 100_000);
      }),
    );
    expect(outcome.verdict).toBe('liveness');
    expect(outcome.settledUs).toBeNull();
  });

  it('notices a core without a leader by itself, where no property does', () => {
    const idle = onTimeout((_sound, ctx) => ctx.setTimer('election', 100_000));
    const outcome = runTrial(trial, idle, []);
    expect(outcome.verdict).toBe('liveness');
    expect(outcome.why).toContain('n1 knows none');
    expect(outcome.why).toContain('core n');
  });

  it('notices a broken claim at its event', () => {
    const outcome = judged(
      altered((part) => ({
        ...part,
        on: {
          ...part.on,
          // Everybody votes for everybody: more than one leader a term.
          RequestVote: (_state, message, ctx) => {
            const { term } = message as { term: number };
            const vote: AnyMessage = { type: 'RequestVoteReply', term, granted: true };
            ctx.reply(vote as never);
          },
        },
      })),
    );
    expect(outcome.verdict).toBe('safety');
    expect(outcome.why).toMatch(/^R\d+ at event \d+/);
  });

  it('stops a run that does not come to an end', () => {
    const outcome = judged(
      onTimeout((_sound, ctx) => {
        ctx.setTimer('election', 0);
      }),
    );
    expect(outcome.verdict).toBe('budget');
  });
});
