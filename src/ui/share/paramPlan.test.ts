/** Shows what applying the set-up does: nothing, a change from here on, a new start, or a refusal in words. */
import { describe, expect, it } from 'vitest';
import { loadAlgorithm } from '../../algorithms/registry';
import { loadOnTop } from '../../scenario/onTop';
import { filled } from '../../workloads/onTop';
import { loadWorkload } from '../../workloads/registry';
import type { Json } from '../../engine/protocol';
import type { Scenario } from '../../scenario/types';
import { variantFace } from '../../scenario/variants';
import { paramsNow } from '../../session/paramsNow';
import { createSession } from '../../session/createSession';
import type { Plan } from './paramPlan';
import { planOf } from './paramPlan';

const RAFT: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 3,
  seed: '7',
  params: { heartbeatMs: 40 },
  commands: [{ atMs: 100, do: 'set', params: { heartbeatMs: 45 } }],
};

async function plan(
  scenario: Scenario,
  change: { readonly [name: string]: Json },
  variant?: string,
): Promise<Plan> {
  const whole = (await loadAlgorithm(scenario.algorithm))!;
  const session = createSession(scenario, whole, undefined, () => []);
  const before = paramsNow(session);
  const wanted = variant ?? (before['variant'] as string | undefined) ?? null;
  const { params: specs } = variantFace(whole, wanted);
  const usual = Object.fromEntries(specs.map((spec) => [spec.name, spec.default]));
  const kept = variant === undefined ? before : usual;
  const after = { ...kept, ...change };
  return planOf(scenario, whole, {
    ...{ before, after, specs, variant: wanted },
    ...{ workload: null, setup: null },
  });
}

describe('applying the set-up', () => {
  it('does nothing while nothing is changed', async () => {
    expect(await plan(RAFT, {})).toMatchObject({ live: null, anew: null });
    expect(await plan(RAFT, { electionTimeoutMs: [150, 300] })).toMatchObject({ live: null });
  });

  it('sets from here on what may change during a run, and only that', async () => {
    const { live, anew } = await plan(RAFT, { electionTimeoutMs: [400, 500] });
    expect(live).toEqual({ electionTimeoutMs: [400, 500] });
    expect(anew?.params).toEqual({ electionTimeoutMs: [400, 500], heartbeatMs: 40 });
    expect(anew?.commands).toEqual(RAFT.commands);
  });

  it('starts anew for what may not, and leaves defaults unsaid', async () => {
    const { live, anew } = await plan(RAFT, { noop: true, heartbeatMs: 50 });
    expect(live).toBeNull();
    expect(anew?.params).toEqual({ noop: true });
    expect(anew?.seed).toBe('7');
  });

  it('refuses in the words of the scenario’s own check, at the parameter', async () => {
    const { live, anew, problems } = await plan(RAFT, { electionTimeoutMs: [300, 'x'] });
    expect([live, anew]).toEqual([null, null]);
    expect(problems.get('electionTimeoutMs')).toMatchObject({
      path: 'params.electionTimeoutMs[1]',
      problem: 'This must be a number of milliseconds, not "x".',
      hint: 'Write a number of milliseconds from 0.001 to 14400000.',
    });
    const empty = await plan(RAFT, { electionTimeoutMs: [300, 200] });
    expect(empty.problems.get('electionTimeoutMs')?.problem).toBe('The range [300, 200] is empty.');
  });

  it('starts another variant with its own defaults, without a script that it cannot follow', async () => {
    const ring: Scenario = {
      v: 1,
      algorithm: 'ring',
      nodes: ['n3', 'n1', 'n2'].map((id) => ({ id })),
      params: { winner: 'min' },
      commands: [{ atMs: 5, do: 'block', types: ['ELECTION'] }],
    };
    const same = await plan(ring, { winner: 'min' }, 'passive');
    expect(same.anew?.params).toEqual({ variant: 'passive', winner: 'min' });
    expect(same.anew?.commands).toHaveLength(1);
    const other = await plan(ring, {}, 'hirschberg-sinclair');
    expect(other.live).toBeNull();
    expect(other.anew).toEqual({
      v: 1,
      algorithm: 'ring',
      nodes: ring.nodes,
      params: { variant: 'hirschberg-sinclair' },
    });
  });
});

/** What applying this workload, or none, to a run of Raft would do. */
async function planWith(
  kind: string | null,
  change: { readonly [name: string]: Json },
  more: Partial<Scenario> = {},
): Promise<Plan> {
  const scenario: Scenario = { ...RAFT, ...more };
  const whole = (await loadAlgorithm('raft'))!;
  const on = (await loadOnTop('raft', scenario.workload?.kind))!;
  const before = paramsNow(createSession(scenario, on, undefined, () => []));
  const of = kind === null ? null : await loadWorkload(kind);
  return planOf(scenario, whole, {
    ...{ before, after: before, specs: whole.params, variant: null, setup: null },
    workload: of && { of, values: { ...filled(of, scenario.workload), ...change } },
  });
}

describe('what the leader is for', () => {
  const PAID = { workload: { kind: 'payments', customers: 1 } };

  it('is put on top, with nodes, seed, parameters and script kept, and its defaults unsaid', async () => {
    const { live, anew, unscripted } = await planWith('payments', { fence: 'bank', customers: 2 });
    expect([live, unscripted]).toEqual([null, false]);
    expect(anew).toEqual({ ...RAFT, workload: { kind: 'payments', fence: 'bank' } });
  });

  it('is nothing to do while it stays as it is', async () => {
    expect(await planWith('payments', {}, PAID)).toMatchObject({ live: null, anew: null });
    const { anew } = await planWith('payments', { customers: 2 }, PAID);
    expect(anew?.workload).toEqual({ kind: 'payments' });
  });

  it('goes, and with it the clocks, links and scripts of its nodes', async () => {
    const { anew, unscripted } = await planWith(
      null,
      {},
      {
        ...PAID,
        clocks: { b1: { ppm: 10 }, n1: { ppm: 10 } },
        network: { links: { 'n1>b1': { loss: 1 }, 'n1>n2': { loss: 1 } } },
        commands: [{ atMs: 100, do: 'crash', node: 'b1' }],
      },
    );
    expect(unscripted).toBe(true);
    expect(anew).toEqual({
      ...{ v: 1, algorithm: 'raft', nodes: 3, seed: '7', params: RAFT.params },
      clocks: { n1: { ppm: 10 } },
      network: { links: { 'n1>n2': { loss: 1 } } },
    });
  });

  it('is refused at its parameter, and where there is no room for its nodes', async () => {
    const { anew, problems, above } = await planWith('orchestrator', { apis: 99 });
    expect([anew, problems.size]).toEqual([null, 0]);
    expect(above.get('apis')?.path).toBe('workload.apis');
    const full = await planWith('payments', { customers: 20 }, { nodes: 40 });
    expect(full.problems.get('')).toMatchObject({
      path: 'nodes',
      problem: 'These are 62 nodes, with those that the algorithm and its workload bring along.',
      hint: 'Make it at most 50 in all.',
    });
  });
});

describe('the parameters at the playhead', () => {
  it('follow what commands set, back and forth', async () => {
    const whole = (await loadAlgorithm('raft'))!;
    const session = createSession(RAFT, whole, undefined, () => []);
    expect(paramsNow(session)).toMatchObject({ heartbeatMs: 40, electionTimeoutMs: [150, 300] });
    session.seekUs(150_000);
    expect(paramsNow(session)).toMatchObject({ heartbeatMs: 45 });
    session.act({ do: 'set', params: { electionTimeoutMs: 200 } });
    expect(paramsNow(session)).toMatchObject({ electionTimeoutMs: [200, 200], heartbeatMs: 45 });
    session.seekUs(50_000);
    expect(paramsNow(session)).toMatchObject({ heartbeatMs: 40, electionTimeoutMs: [150, 300] });
  });
});
