/**
 * The payments' scenarios: one cluster of three, one customer, and the same pause in the middle of a job
 * under each remedy, so that what each buys can be compared.
 */
import type { Json, Preset } from '../../engine/protocol';

type Some = { readonly [key: string]: Json };

function preset(id: string, workload: Some, scenario: Some): Preset {
  return {
    id,
    title: `payments.preset.${id}.title`,
    watch: `payments.preset.${id}.watch`,
    scenario: {
      ...{ v: 1, algorithm: 'raft', nodes: 3, seed: '3', network: { delayMs: 10 } },
      initial: { leader: 'n1' },
      ...scenario,
      workload: { kind: 'payments', customers: 1, ...workload },
    },
  };
}

/** The leader stops for a second between its check and its charge: the order came at 210 ms. */
const PAUSED: Some = {
  commands: [{ atMs: 240, do: 'pause', node: 'n1', forMs: 1000 }],
  untilMs: 3000,
};

/** It charges, and crashes before it hears that it has. */
const CRASHED: Some = {
  commands: [
    { atMs: 255, do: 'crash', node: 'n1' },
    { atMs: 1500, do: 'restart', node: 'n1' },
  ],
  untilMs: 3000,
};

export const presets: readonly Preset[] = [
  preset('no-election', { elect: false }, { untilMs: 2000 }),
  preset('leader', {}, { commands: [{ atMs: 1150, do: 'crash', node: 'leader' }] }),
  preset('twice', {}, PAUSED),
  preset('fenced-bank', { fence: 'bank' }, PAUSED),
  preset('fenced-database', { fence: 'database' }, PAUSED),
  preset('idempotent', { idempotency: true }, PAUSED),
  preset('crash-between', { fence: 'bank' }, CRASHED),
  preset(
    'granted-token',
    { fence: 'bank', everyMs: 400, workMs: 700 },
    {
      ...{ algorithm: 'kubernetes', initial: {}, network: { delayMs: [5, 15] } },
      params: { leaseDurationMs: 1500, renewDeadlineMs: 1000, retryPeriodMs: 200 },
      commands: [{ atMs: 3000, do: 'pause', node: 'leader', forMs: 6000 }],
      untilMs: 11_000,
    },
  ),
  preset(
    'rank-token',
    { fence: 'bank' },
    {
      algorithm: 'bully',
      initial: { leader: 'n3' },
      commands: [{ atMs: 1150, do: 'crash', node: 'n3' }],
      untilMs: 5000,
    },
  ),
];
