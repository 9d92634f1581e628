/** The rules of the algorithm and their guards, loaded when somebody first asks why. */
import { useEffect, useState } from 'react';
import { loadAlgorithm, loadGuards } from '../../algorithms/registry';
import type { Algorithm, Guards, RuleText } from '../../engine/protocol';
import { rulesFor } from '../../scenario/variants';
import { useApp } from '../app';

interface Loaded {
  readonly guards: Guards;
  readonly whole: Algorithm | null;
}

const loaded = new Map<string, Loaded>();

export interface GuardsState {
  /** Null until they are there. */
  readonly guards: Guards | null;
  /** Those of the variant that runs; none until they are there. */
  readonly rules: readonly RuleText[];
  /** They could not be loaded; they are tried again when the panel is opened anew. */
  readonly failed: boolean;
}

const NONE: readonly RuleText[] = [];

export function useGuards(): GuardsState {
  const { session } = useApp();
  const { id } = session.algorithm;
  const [failed, setFailed] = useState<string | null>(null);
  const [, renew] = useState(0);
  useEffect(() => {
    if (loaded.has(id)) return undefined;
    let gone = false;
    Promise.all([loadGuards(id), loadAlgorithm(id)]).then(
      ([guards, whole]) => {
        loaded.set(id, { guards, whole });
        if (!gone) renew((count) => count + 1);
      },
      () => {
        if (!gone) setFailed(id);
      },
    );
    return () => {
      gone = true;
    };
  }, [id]);
  const { guards = null, whole = null } = loaded.get(id) ?? {};
  const rules = whole === null ? NONE : rulesFor(whole, session.scenario);
  return { guards, rules, failed: guards === null && failed === id };
}
