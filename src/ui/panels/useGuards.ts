/** The rules of the algorithm and its workload, and their guards, loaded when somebody first asks why. */
import { useEffect, useState } from 'react';
import type { Algorithm, Guards, RuleText } from '../../engine/protocol';
import { rulesFor } from '../../scenario/variants';
import { loadExplained } from '../../scenario/why';
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
  const { id, workload } = session.algorithm;
  const kind = workload?.id;
  const key = `${id} ${kind ?? ''}`;
  const [failed, setFailed] = useState<string | null>(null);
  const [, renew] = useState(0);
  useEffect(() => {
    if (loaded.has(key)) return undefined;
    let gone = false;
    loadExplained(id, kind).then(
      ({ guards, algorithm: whole }) => {
        loaded.set(key, { guards, whole });
        if (!gone) renew((count) => count + 1);
      },
      () => {
        if (!gone) setFailed(key);
      },
    );
    return () => {
      gone = true;
    };
  }, [id, kind, key]);
  const { guards = null, whole = null } = loaded.get(key) ?? {};
  const rules = whole === null ? NONE : rulesFor(whole, session.scenario);
  return { guards, rules, failed: guards === null && failed === key };
}
