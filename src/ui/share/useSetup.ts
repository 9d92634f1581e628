/**
 * What the set-up's form stands on: what it offers, what it began with, what stands in its fields, and
 * what applying them would do. Draws nothing.
 */
import { useEffect, useMemo, useState } from 'react';
import { loadAlgorithm } from '../../algorithms/registry';
import type { Algorithm } from '../../engine/protocol';
import type { VariantFace } from '../../scenario/variants';
import { variantFace } from '../../scenario/variants';
import { paramsNow } from '../../session/paramsNow';
import { filled } from '../../workloads/onTop';
import type { WorkloadEntry } from '../../workloads/registry';
import { workloads } from '../../workloads/registry';
import type { Workload } from '../../workloads/types';
import { useApp } from '../app';
import type { Drafts } from './paramForm';
import { draftsFor, draftsOf, sameValue, valuesOf } from './paramForm';
import type { Plan, WantedWorkload } from './paramPlan';
import { planOf } from './paramPlan';
import type { SetupFields } from './setupForm';
import { setupFields, setupOf } from './setupForm';

/** One workload that can be chosen, loaded. */
export type OfferedWorkload = Pick<WorkloadEntry, 'name' | 'idea'> & { readonly of: Workload };

/** What the form offers: the algorithm that runs, with nothing on top, and every workload. */
export interface Offered {
  readonly whole: Algorithm;
  readonly workloads: readonly OfferedWorkload[];
}

async function loadOffered(id: string): Promise<Offered | null> {
  const [whole, found] = await Promise.all([
    // The session holds one variant of it; the form offers all.
    loadAlgorithm(id),
    Promise.all(
      workloads.map(async ({ name, idea, load }) => ({ name, idea, of: (await load()).workload })),
    ),
  ]);
  return whole && { whole, workloads: found };
}

/** Null while it loads. */
export function useOffered(id: string): Offered | 'failed' | null {
  const [offered, setOffered] = useState<Offered | 'failed' | null>(null);
  useEffect(() => {
    let isHere = true;
    const tell = (found: Offered | null): void => {
      if (isHere) setOffered(found ?? 'failed');
    };
    loadOffered(id).then(tell, () => tell(null));
    return () => {
      isHere = false;
    };
  }, [id]);
  return offered;
}

export interface FormState {
  readonly variant: string | null;
  readonly drafts: Drafts;
  /** The kind of workload; null: none. */
  readonly workload: string | null;
  /** What stands in the fields of every workload, chosen or not. */
  readonly above: { readonly [kind: string]: Drafts };
  readonly fields: SetupFields;
}

/** What the form began with: a run that goes on meanwhile does not move it. */
function useBeginning({ whole, workloads: all }: Offered) {
  const { session } = useApp();
  return useState(() => {
    const { scenario } = session;
    const values = paramsNow(session);
    const variant = typeof values['variant'] === 'string' ? values['variant'] : null;
    const state: FormState = {
      variant,
      drafts: draftsOf(variantFace(whole, variant).params, values),
      workload: scenario.workload?.kind ?? null,
      above: Object.fromEntries(
        all.map(({ of }) => {
          const given = of.id === scenario.workload?.kind ? scenario.workload : undefined;
          return [of.id, draftsOf(of.params, filled(of, given))];
        }),
      ),
      fields: setupFields(scenario, session.world.ids),
    };
    return { values, state };
  })[0];
}

export interface SetupForm {
  readonly state: FormState;
  readonly change: (part: Partial<FormState>) => void;
  /** Goes over to another variant. */
  readonly choose: (variant: string) => void;
  readonly face: VariantFace;
  readonly isUsual: boolean;
  readonly chosen: WantedWorkload | null;
  readonly setup: ReturnType<typeof setupOf>;
  readonly plan: Plan;
}

export function useForm(offered: Offered): SetupForm {
  const { whole } = offered;
  const { session } = useApp();
  const { scenario } = session;
  const before = useBeginning(offered);
  const [state, setState] = useState<FormState>(before.state);
  const { variant, drafts, fields, above } = state;
  const face = useMemo(() => variantFace(whole, variant), [whole, variant]);
  const setup = setupOf(fields, scenario.clocks);
  const isSetup = JSON.stringify(fields) !== JSON.stringify(before.state.fields);
  const values = valuesOf(face.params, drafts);
  const of = offered.workloads.find((one) => one.of.id === state.workload)?.of;
  const chosen = of ? { of, values: valuesOf(of.params, above[of.id] ?? {}) } : null;
  const plan = planOf(scenario, whole, {
    before: before.values,
    after: values,
    specs: face.params,
    variant,
    workload: chosen,
    setup: isSetup && !('refused' in setup) ? setup : null,
  });
  const change: SetupForm['change'] = (part) => setState({ ...state, ...part });
  const choose = (next: string): void =>
    change({
      variant: next,
      drafts: draftsFor(variantFace(whole, next).params, face.params, drafts),
    });
  const isUsual = face.params.every((spec) =>
    sameValue(spec, values[spec.name] ?? null, spec.default),
  );
  return { state, change, choose, face, isUsual, chosen, setup, plan };
}
