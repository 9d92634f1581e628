/**
 * Runs and views for the tests of scene, render and stage: real sessions of real algorithms, and a
 * stage of a given size. Never used by the product.
 */
import { loadOnTop } from '../../scenario/onTop';
import type { Scenario } from '../../scenario/types';
import { createSession } from '../../session/createSession';
import type { Session } from '../../session/types';
import type { SceneView } from '../types';

/** A session of a scenario, checked by nobody. */
export async function sessionOf(scenario: Partial<Scenario> = {}): Promise<Session> {
  const whole: Scenario = { v: 1, algorithm: 'raft', nodes: 5, seed: '1', ...scenario };
  const algorithm = await loadOnTop(whole.algorithm, whole.workload?.kind);
  if (algorithm === null) throw new Error(`no algorithm ${whole.algorithm}`);
  return createSession(whole, algorithm, undefined, () => []);
}

/** A way of looking at a run: Focus, nothing selected, on a desktop stage unless told otherwise. */
export function viewOf(more: Partial<SceneView> = {}): SceneView {
  return {
    width: 1280,
    height: 530,
    reserveRight: 360,
    messages: 'focus',
    seats: {},
    selected: null,
    gathered: [],
    pickedMessage: null,
    pickedLink: null,
    glide: null,
    stroke: null,
    words: (key) => key.slice(key.indexOf('.') + 1),
    ...more,
  };
}

/** Five nodes: the leader crashes at 1 s, the network is torn at 2 s and healed at 3 s. */
export const EVENTFUL: Partial<Scenario> = {
  network: { loss: 0.05 },
  commands: [
    { atMs: 1000, do: 'crash', node: 'leader' },
    { atMs: 1500, do: 'restart', node: 'crashed' },
    { atMs: 2000, do: 'partition', groups: [['leader', 'any'], ['rest']] },
    { atMs: 3000, do: 'heal' },
  ],
};
