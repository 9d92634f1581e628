/** What the Node panel tells of leases: each side on its own clock, and what is trusted too long. */
import { expect, it } from 'vitest';
import { loadAlgorithm } from '../../algorithms/registry';
import { sessionOf } from '../../scene/testing/runs';
import type { Scenario } from '../../scenario/types';
import { linesOf } from './NodeLease';

it('tells both sides of a lease, and by how much a slow clock trusts it too long', async () => {
  const algorithm = await loadAlgorithm('consul');
  const drift = algorithm?.presets.find(({ id }) => id === 'drift');
  const session = await sessionOf(drift?.scenario as Partial<Scenario>);
  const told = (ms: number): readonly string[] => {
    session.seekUs(ms * 1000);
    return linesOf(session, session.world.node('n1')).map(({ key, clock }) => `${key} ${clock}`);
  };
  expect(told(1900)).toEqual(['holder n1', 'service s1']);
  expect(told(3700)).toEqual(['holder n1', 'service s1', 'tooLong ']);
  // n1 runs at half the true rate: by its own clock less is left than by a true one.
  const [holder, service, tooLong] = linesOf(session, session.world.node('n1'));
  expect((holder?.left ?? 0) * 2 - (service?.left ?? 0) / 1.5).toBeCloseTo(tooLong?.left ?? 0, -1);
  expect(told(4300)).toEqual(['holder n1', 'tooLong ']);
});
