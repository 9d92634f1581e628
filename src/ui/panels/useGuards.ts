/** The guards of the algorithm's rules, loaded when somebody first asks why. */
import { useEffect, useState } from 'react';
import { loadGuards } from '../../algorithms/registry';
import type { Guards } from '../../engine/protocol';
import { useApp } from '../app';

const loaded = new Map<string, Guards>();

export interface GuardsState {
  /** Null until they are there. */
  readonly guards: Guards | null;
  /** They could not be loaded; they are tried again when the panel is opened anew. */
  readonly failed: boolean;
}

export function useGuards(): GuardsState {
  const { session } = useApp();
  const { id } = session.algorithm;
  const [failed, setFailed] = useState<string | null>(null);
  const [, renew] = useState(0);
  useEffect(() => {
    if (loaded.has(id)) return undefined;
    let gone = false;
    loadGuards(id).then(
      (guards) => {
        loaded.set(id, guards);
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
  const guards = loaded.get(id) ?? null;
  return { guards, failed: guards === null && failed === id };
}
