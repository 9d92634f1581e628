/** B4, the conduct of each node: every rule of it is broken once by an algorithm with a mistake. */
import { describe, expect, it } from 'vitest';
import { bully as part } from '../../algorithms/bully/part';
import { playScenario } from '../../algorithms/bully/testing/runs';
import type { BullyContext, BullyMessageContext, BullyState } from '../../algorithms/bully/types';
import type { Command } from '../../scenario/types';
import { base, broken, crashHighest, withHandlers, withTimers } from './testing/mutants';

describe('every rule of B4 can be broken', () => {
  it('B4: a node that takes an answer for silence declares itself all the same', () => {
    const hasty = withHandlers({ OK: () => undefined });
    const run = playScenario(crashHighest, hasty).to(3000);

    expect(broken(run)).toContain('B4 bug');
    expect(run.finding('B4')?.why).toMatch(
      /declares itself leader, though n\d above it had answered/,
    );
  });

  it('B4: a node that follows whoever claims accepts a lower one', () => {
    const meek = withHandlers({
      COORDINATOR: (s: BullyState, m: { leader: string }, ctx: BullyMessageContext) => {
        s.status = 'normal';
        s.leader = m.leader;
        ctx.believes(m.leader, 1);
      },
    });
    const run = playScenario(
      {
        ...base,
        params: { announceTo: 'all' },
        network: { delayMs: 30 },
        initial: { leader: 'n5' },
        commands: [{ atMs: 100, do: 'timeout', node: 'n3' }],
      },
      meek,
    ).to(3000);

    expect(run.finding('B4')).toMatchObject({
      verdict: 'bug',
      why: expect.stringMatching(/accepts n\d as leader, which is below it/) as unknown,
    });
  });

  it('B4: a node that cuts its wait short declares itself too early', () => {
    const short = withTimers((name, us) => (name === 'okWait' ? us / 2 : us));
    const run = playScenario(crashHighest, short).to(3000);

    expect(run.finding('B4')?.why).toMatch(
      /n\d declares itself leader after 25 ms of silence; it must wait 50 ms/,
    );
  });

  it('B4: a node without a timer waits for an announcement without end', () => {
    const patient = withTimers((name, us) => (name === 'coordWait' ? null : us));
    const run = playScenario(crashHighest, patient).to(3000);

    expect(run.finding('B4')?.why).toMatch(/waits for an announcement without end/);
  });

  it('B4: a node that answers and goes back to sleep does not take over', () => {
    const lazy = withHandlers({
      ELECTION: (_s: BullyState, _m: object, ctx: BullyMessageContext) => ctx.reply({ type: 'OK' }),
    });
    const commands: readonly Command[] = [{ atMs: 300, do: 'timeout', node: 'n3' }];
    const run = playScenario({ ...base, initial: { leader: 'n5' }, commands }, lazy).to(3000);

    expect(run.finding('B4')?.why).toMatch(/n\d answers n3 and does not take over/);
  });

  it('B4: a node that pings and sets no timer waits for a sign of life without end', () => {
    const trusting = withHandlers(
      {},
      {
        ping: (s: BullyState, ctx: BullyContext) => {
          s.awaitingPong = true;
          ctx.send('n5', { type: 'PING' });
        },
      },
    );
    const run = playScenario({ ...base, initial: { leader: 'n5' } }, trusting).to(3000);

    expect(run.finding('B4')?.why).toMatch(/waits for a sign of life without end/);
  });

  it('B4: a node that asks everybody asks below itself and answers above', () => {
    const loud = withHandlers(
      {},
      {
        pingWait: (s: BullyState, ctx: BullyContext) => {
          s.status = 'electing';
          ctx.setTimer('okWait', 50_000);
          ctx.broadcast({ type: 'ELECTION' });
        },
      },
    );
    const run = playScenario(crashHighest, loud).to(3000);

    expect(run.finding('B4')?.why).toMatch(/asks n\d, which is below it/);
  });

  it('B4: a node that shrugs at a lower claim starts no election', () => {
    const shrugging = withHandlers({
      COORDINATOR: (s: BullyState, m: { leader: string }, ctx: BullyMessageContext) => {
        if (ctx.rank(m.leader) > ctx.rank(ctx.self)) part.on.COORDINATOR(s, m, ctx);
      },
    });
    const run = playScenario(
      {
        ...base,
        params: { announceTo: 'all' },
        network: { delayMs: 10, links: { 'n5>n3': { delayMs: 90 }, 'n4>n3': { delayMs: 90 } } },
        initial: { leader: 'n5' },
        commands: [{ atMs: 100, do: 'timeout', node: 'n3' }],
      },
      shrugging,
    ).to(170);

    expect(run.finding('B4')?.why).toMatch(
      /hears the claim of n3, which is below it, and starts no/,
    );
  });
});
