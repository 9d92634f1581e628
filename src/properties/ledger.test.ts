/** The ledger against a naive count over the whole run, and where only time shows the truth. */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../engine/kernel';
import type { Fact, Step } from '../engine/protocol';
import { commands, spec } from '../engine/testing/runs';
import type { RunSpec } from '../engine/spec';
import { Trace } from '../engine/trace';
import { LedgerKeeper } from './ledger';

interface Kept {
  readonly kernel: Kernel;
  readonly trace: Trace;
  readonly facts: readonly Fact[];
  readonly keeper: LedgerKeeper;
}

/** Keeps the ledger of a run up to `us`; `look` sees each step. Every 50 events it is taken back by a mark and kept again. */
function keep(runSpec: RunSpec, us = Infinity, look: (step: Step) => void = () => undefined): Kept {
  const kernel = new Kernel(runSpec);
  const trace = new Trace(runSpec.actors.map(({ id }) => id));
  const facts: Fact[] = [];
  const keeper = new LedgerKeeper([...runSpec.clocks.values()].map(({ ppm }) => ppm));
  let known = 0;
  const since: { readonly step: Step; readonly facts: readonly Fact[] }[] = [];
  let mark = keeper.mark();
  const take = (step: Step, fresh: readonly Fact[]): void =>
    keeper.see(step, fresh, trace, (index) => runSpec.commands[index]?.command.do ?? '');
  kernel.observe({
    trace,
    facts,
    onStep: (step) => {
      const fresh = facts.slice(known);
      known = facts.length;
      take(step, fresh);
      look(step);
      since.push({ step, facts: fresh });
    },
  });
  for (let next = kernel.nextUs(); next !== null && next <= us; next = kernel.nextUs()) {
    kernel.step();
    if (kernel.events % 50 !== 0) continue;
    const here = keeper.at(kernel.us);
    const present = keeper.mark();
    keeper.rewind(mark);
    for (const { step, facts: fresh } of since) take(step, fresh);
    // Steps of the past show the links of the present, so cuts are not compared here.
    const links = { cutNow: here.cutNow, partitions: here.partitions };
    expect({ ...keeper.at(kernel.us), ...links }).toEqual(here);
    keeper.rewind(present);
    since.length = 0;
    mark = keeper.mark();
  }
  return { kernel, trace, facts, keeper };
}

describe('the ledger', () => {
  it('counts what a look at the whole run counts', () => {
    const { kernel, trace, facts, keeper } = keep(spec());
    const ledger = keeper.at(kernel.us);
    const sends = Array.from({ length: trace.sends }, (_, index) => trace.sent(index));
    const ended = (fate: string): number => sends.filter((sent) => sent.fate === fate).length;
    const delays = sends
      .filter((sent) => sent.fate === 'delivered')
      .map((sent) => sent.endedUs - sent.sentUs);
    const done = facts.filter((fact) => fact.fact === 'command' && fact.effect === 'done');
    expect(ledger).toMatchObject({
      delayUsMax: Math.max(...delays),
      lost: ended('lost'),
      cut: ended('cut'),
      blocked: 0,
      duplicated: sends.filter((sent) => sent.name.endsWith('b')).length,
      crashes: 1,
      restarts: 1,
      partitions: 1,
      cutNow: false,
      pauseUsMax: 150_000,
      timersForced: 0,
    });
    expect(ledger.lost).toBeGreaterThan(5);
    expect(ledger.duplicated).toBeGreaterThan(5);
    expect(ledger.reordered).toBeGreaterThan(0);
    expect(done).toHaveLength(5);
    // A pause that ends by itself is the last that was done to the run.
    expect(ledger.lastFaultUs).toBe(1_350_000);
  });

  it('counts a pause that lasts, and a message that is still under way', () => {
    const paused = spec({ commands: commands([{ atMs: 500, do: 'pause', node: 'n3' }]) });
    const { kernel, keeper } = keep(paused, 900_000);
    expect(keeper.at(900_000).pauseUsMax).toBe(400_000);
    expect(keeper.at(1_000_000).pauseUsMax).toBe(500_000);
    const oldest = kernel.oldestFlightUs();
    expect(oldest).toBeLessThan(520_000);
    expect(keeper.at(900_000).delayUsMax).toBeLessThan(16_000);
    expect(keeper.at(900_000, oldest).delayUsMax).toBeGreaterThan(380_000);
  });

  it('takes requests for no fault, forced timers for one', () => {
    const asked = spec({
      commands: commands([
        { atMs: 300, do: 'timeout', node: 'n1' },
        { atMs: 600, do: 'request', node: 'n1', op: { get: 'k' } },
        { atMs: 700, do: 'restart', node: 'n1' },
      ]),
    });
    const ledger = keep(asked).keeper.at(2_000_000);
    expect(ledger.timersForced).toBe(1);
    // The restart found nothing to do, so it was none either.
    expect(ledger.lastFaultUs).toBe(300_000);
  });

  it('follows clocks that are set, and disks that are emptied', () => {
    const set = spec({
      commands: commands([
        { atMs: 200, do: 'clock', node: 'n1', ppm: 300_000 },
        { atMs: 300, do: 'clock', node: ['n1', 'n2'], ppm: -700, jumpMs: -40 },
        { atMs: 400, do: 'clock', node: 'n3', jumpMs: 15 },
        { atMs: 500, do: 'wipe', node: ['n4', 'n5'] },
        { atMs: 600, do: 'wipe', node: 'n4' },
      ]),
    });
    const { keeper } = keep(set);
    expect(keeper.at(2_000_000)).toMatchObject({
      fastestPpm: 1_300_000,
      slowestPpm: 999_300,
      jumpUsMax: 40_000,
      wiped: 3,
      crashes: 2,
      byHand: 0,
      lastFaultUs: 600_000,
    });
  });

  it('counts what happened because a person wanted it then, each once', () => {
    const held = spec({
      commands: commands([
        { atMs: 300, do: 'hold', kinds: ['messages'], nodes: 'n2' },
        { atMs: 500, do: 'unhold' },
        { atMs: 900, do: 'timeout', node: 'n3' },
      ]),
    });
    const steps: Step[] = [];
    const { keeper, kernel } = keep(held, Infinity, (step) => steps.push(step));
    const ended = steps.filter(
      ({ byHand, event }) => byHand && (event.kind === 'deliver' || event.kind === 'drop'),
    );
    expect(ended.length).toBeGreaterThan(3);
    const ledger = keeper.at(kernel.us);
    // The timer that a command made ring is counted as forced.
    expect(ledger).toMatchObject({ byHand: ended.length, timersForced: 1, lastFaultUs: 900_000 });
    expect(ledger.delayUsMax).toBeGreaterThan(180_000);
  });

  it('counts single messages that were dropped, delayed or hurried, and copies of them', () => {
    const { trace } = keep(spec({ commands: [] }), 1_000_000);
    const sends = Array.from({ length: trace.sends }, (_, index) => trace.sent(index));
    const onTheWay = (atMs: number): readonly string[] =>
      sends
        .filter(({ sentUs, dueUs, fate }) => {
          return fate === 'delivered' && sentUs < atMs * 1000 && dueUs > atMs * 1000 + 2000;
        })
        .map(({ name }) => name)
        .filter((name) => !name.endsWith('b'));
    const atMs = sends.map(({ sentUs }) => Math.ceil(sentUs / 1000)).find(busy) ?? 0;
    function busy(ms: number): boolean {
      return onTheWay(ms).length >= 4;
    }
    const [first = '', second = '', third = '', fourth = ''] = onTheWay(atMs);
    const hands = spec({
      commands: commands([
        { atMs, do: 'drop', message: first },
        { atMs, do: 'delay', message: second, byMs: 100 },
        { atMs, do: 'deliver', message: third },
        { atMs, do: 'duplicate', message: fourth },
        { atMs: atMs + 1, do: 'drop', message: first },
      ]),
    });
    const { keeper, facts, kernel } = keep(hands, atMs * 1000 + 300_000);
    const effects = facts.flatMap((fact) => (fact.fact === 'command' ? [fact.effect] : []));
    expect(effects).toEqual(['done', 'done', 'done', 'done', 'missed']);
    expect(keeper.at(kernel.us).byHand).toBe(4);
  });

  it('knows the clocks and the disks', () => {
    const slow = spec({
      clocks: new Map([['n1', { ppm: -500, offsetUs: 0 }]]),
      disk: { loUs: 2000, hiUs: 2000 },
    });
    expect(keep(slow).keeper.at(2_000_000)).toMatchObject({
      slowestPpm: 999_500,
      fastestPpm: 1_000_000,
      writeUsMax: 2000,
    });
  });
});
