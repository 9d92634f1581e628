/** Verdicts: what a breach comes to, by kind and assumption. Checkers made for the purpose. */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../engine/kernel';
import type { Fact } from '../engine/protocol';
import { spec } from '../engine/testing/runs';
import { Trace } from '../engine/trace';
import { Monitor } from './monitor';
import type { Breach, Checker, Finding, Property, PropertyKind, RunFacts } from './types';

const RUN: RunFacts = {
  algorithm: 'toy',
  candidates: ['n1', 'n2', 'n3', 'n4', 'n5'],
  params: {},
  delayUs: { min: 5000, max: 15_000 },
  writeUsMax: 0,
  rank: () => 1,
};
const AT = 30;

function broken(event: number, us: number): Breach {
  return { event, us, why: 'it broke', nodes: ['n1'] };
}

/** A property that breaks at event 30 (or never), under an assumption that holds or not. */
function property(
  kind: PropertyKind,
  more: { breaks?: boolean; held?: boolean; liveness?: boolean; checker?: Partial<Checker> } = {},
): Property {
  const { breaks = false, held = true, liveness = false, checker = {} } = more;
  return {
    id: `${kind}${breaks ? '!' : ''}`,
    kind,
    liveness,
    claim: 'a claim',
    assumes: 'calm',
    source: 'made up',
    start: () => ({
      see: ({ event }) => (breaks && event.number === AT ? broken(AT, event.us) : null),
      assumed: () => ({ held, why: held ? '' : 'it was not calm' }),
      mark: () => null,
      rewind: () => undefined,
      ...checker,
    }),
  };
}

/** Runs 60 events of the toy, or more, under these properties. */
function watch(
  properties: readonly Property[],
  events = 60,
): {
  monitor: Monitor;
  kernel: Kernel;
  facts: Fact[];
} {
  const kernel = new Kernel(spec());
  const trace = new Trace(RUN.candidates);
  const facts: Fact[] = [];
  const monitor = new Monitor(RUN, [], properties, trace, () => '');
  kernel.observe({ trace, facts, onStep: (step) => monitor.see(step, facts) });
  while (kernel.events < events && kernel.step());
  return { monitor, kernel, facts };
}

function findings(...properties: readonly Property[]): readonly Finding[] {
  const { monitor, kernel } = watch(properties);
  return monitor.findings(kernel.view, kernel.us, null);
}

describe('the verdict', () => {
  it('on a MUST that broke is a bug, whatever was assumed', () => {
    for (const held of [true, false]) {
      const [finding] = findings(property('MUST', { breaks: true, held }));
      expect(finding).toMatchObject({ verdict: 'bug', breach: { event: AT, why: 'it broke' } });
    }
  });

  it('on a MUST that broke is a lesson only where its source rules out what had happened by then', () => {
    const unless = (crashes: number): Property => ({
      ...property('MUST', { breaks: true }),
      unless: (ledger) => (ledger.crashes >= crashes ? 'a disk was emptied' : ''),
    });
    expect(findings(unless(0))[0]).toMatchObject({
      verdict: 'lesson',
      assumed: false,
      why: 'it broke; a disk was emptied',
    });
    // The node crashes, but only after it broke.
    const { monitor, kernel } = watch([unless(1)], 2000);
    const later = monitor.findings(kernel.view, kernel.us, null)[0];
    expect(kernel.view.ids.some((id) => kernel.view.node(id).incarnation > 1)).toBe(true);
    expect(later).toMatchObject({ verdict: 'bug', assumed: true });
    const unbroken: Property = { ...property('MUST'), unless: () => 'a disk was emptied' };
    expect(findings(unbroken)[0]).toMatchObject({ verdict: 'holds', why: 'a disk was emptied' });
  });

  it('on an IF that broke is a bug if its assumption held, else a lesson that says what failed', () => {
    expect(findings(property('IF', { breaks: true }))[0]).toMatchObject({
      verdict: 'bug',
      assumed: true,
      why: 'it broke',
    });
    expect(findings(property('IF', { breaks: true, held: false }))[0]).toMatchObject({
      verdict: 'lesson',
      assumed: false,
      why: 'it broke; it was not calm',
    });
  });

  it('on progress that is not made is a stall, or a lesson where it could not be expected', () => {
    const late = (held: boolean): Property =>
      property('IF', { held, liveness: true, checker: { judge: () => broken(59, 1) } });
    expect(findings(late(true))[0]?.verdict).toBe('stalled');
    expect(findings(late(false))[0]?.verdict).toBe('lesson');
  });

  it('on what did not break is that it holds, and whether it was put to the test', () => {
    expect(findings(property('IF', { held: false }))[0]).toMatchObject({
      verdict: 'holds',
      assumed: false,
      why: 'it was not calm',
    });
    const idle = property('MUST', { checker: { remark: () => 'nothing happened' } });
    expect(findings(idle)[0]).toMatchObject({ verdict: 'holds', why: 'nothing happened' });
  });
});

describe('what is listed', () => {
  it('a number only where its set-up occurred, and nothing that needs many seeds', () => {
    const unseen = property('COUNT', { checker: { occurred: () => false } });
    const seen = property('COUNT', { checker: { occurred: () => true } });
    expect(findings(unseen, seen, property('TEACH'), property('REACH'))).toHaveLength(1);
  });
});

describe('rewinding', () => {
  it('forgets a breach that lies ahead and keeps one that lies behind', () => {
    const { monitor, kernel } = watch([]);
    expect(monitor.findings(kernel.view, kernel.us, null)).toEqual([]);
    const again = new Kernel(spec());
    const facts: Fact[] = [];
    const trace = new Trace(RUN.candidates);
    const watched = new Monitor(RUN, [], [property('MUST', { breaks: true })], trace, () => '');
    again.observe({ trace, facts, onStep: (step) => watched.see(step, facts) });
    const verdict = (): string | undefined =>
      watched.findings(again.view, again.us, null)[0]?.verdict;
    while (again.events < 20) again.step();
    const before = watched.mark();
    while (again.events < 40) again.step();
    const after = watched.mark();
    expect(verdict()).toBe('bug');
    watched.rewind(before);
    expect(verdict()).toBe('holds');
    watched.rewind(after);
    expect(verdict()).toBe('bug');
  });
});
