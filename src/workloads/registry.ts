/** Every workload there is: one line each, loaded when a scenario asks for it. */
import type { Guards } from '../engine/protocol';
import type { Workload } from './types';

/** What the index of a workload's folder gives. */
export interface LoadedWorkload {
  readonly workload: Workload;
  /** The guards of its rules: only who asks why needs them. */
  readonly why: () => Promise<{ readonly guards: Guards }>;
}

/** One line: what may stand as `workload.kind`, its name, and what it is good for in one sentence. */
export interface WorkloadEntry {
  readonly kind: string;
  readonly name: string;
  readonly idea: string;
  readonly load: () => Promise<LoadedWorkload>;
}

/** In the order in which they are offered. */
export const workloads: readonly WorkloadEntry[] = [
  {
    kind: 'payments',
    name: 'Payments',
    idea: 'What a leader is for: several servers, one bank, and money that must move once.',
    load: () => import('./payments/index'),
  },
  {
    kind: 'orchestrator',
    name: 'Orchestrator',
    idea: 'What a leader is for: somebody must watch those who watch the servers.',
    load: () => import('./orchestrator/index'),
  },
  {
    kind: 'register',
    name: 'Register',
    idea: 'What a leader is for: one value for all, and what a partition costs, answers or their truth.',
    load: () => import('./register/index'),
  },
];

export const workloadKinds: readonly string[] = workloads.map(({ kind }) => kind);

/** A workload by its kind. Throws for a kind that is not there. */
export async function loadWorkload(kind: string): Promise<Workload> {
  const entry = workloads.find((line) => line.kind === kind);
  if (entry === undefined) throw new Error(`There is no workload ${kind}`);
  return (await entry.load()).workload;
}
