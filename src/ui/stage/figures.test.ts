/** The figures of a workload in the legend's line: the workload's own words, alarms only when they ring. */
import { expect, it } from 'vitest';
import { sessionOf } from '../../scene/testing/runs';
import type { Scenario } from '../../scenario/types';
import { loadWorkload } from '../../workloads/registry';
import { figuresAt } from './Figures';

async function toldOf(kind: string, preset: string, ms: number): Promise<readonly string[]> {
  const { presets } = await loadWorkload(kind);
  const scenario = presets.find(({ id }) => id === preset)?.scenario;
  const session = await sessionOf(scenario as Partial<Scenario>);
  session.seekUs(ms * 1000);
  const texts = session.algorithm.face.texts.en;
  const words = (key: string, values: { readonly [name: string]: string | number } = {}): string =>
    (texts[key] ?? key).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  return figuresAt(session, words).map((one) => `${one.words}${one.alarm ? '!' : ''}`);
}

it('counts charges, and those too many only where there are some', async () => {
  expect(await toldOf('payments', 'twice', 1275)).toContain('extra charges 1!');
  expect((await toldOf('payments', 'fenced-bank', 1275)).join()).not.toContain('extra');
  expect(await toldOf('payments', 'fenced-bank', 1275)).toContain('refused 1');
});

it('tells uptime as a share of the time so far, and wrong answers', async () => {
  expect(await toldOf('orchestrator', 'no-election', 900)).toContain('API uptime 100 %');
  expect((await toldOf('orchestrator', 'no-election', 3500)).join()).toMatch(/API uptime 7\d/);
  expect((await toldOf('register', 'bully-split', 2000)).join()).toMatch(/wrong answers \d+!/);
  expect((await toldOf('register', 'raft-split', 2000)).join()).not.toContain('wrong');
});
