/** Claims about the record as it is stored: how it changes (K1), and what its transitions count (K4). */
import type { UpdateMessage } from '../../algorithms/kubernetes/types';
import type { Step } from '../../engine/protocol';
import { breach, cell, history, remembering, stateless } from '../history';
import type { Breach, Property } from '../types';
import { DURABLE, forgotten, serverOf } from './view';

/** Why the record should not have changed as it did; empty if it should. */
function wrongly(step: Step): string {
  const seen = serverOf(step);
  if (seen === null) return '';
  const was = seen.before.stable;
  const is = seen.after.stable;
  if (was.record === is.record && was.resourceVersion === is.resourceVersion) return '';
  if (is.resourceVersion !== was.resourceVersion + 1) {
    return `version ${was.resourceVersion} is followed by ${is.resourceVersion}`;
  }
  if (step.event.kind !== 'deliver') return `the record changes at a ${step.event.kind}`;
  const type = step.message?.type;
  if (type === 'Create') return was.record === null ? '' : 'a record is created over another';
  if (type !== 'Update') return `the record changes by a ${type ?? 'message'}`;
  const { resourceVersion } = step.message as unknown as UpdateMessage;
  if (resourceVersion === was.resourceVersion && was.record !== null) return '';
  return `a write that read version ${resourceVersion} replaces version ${was.resourceVersion}`;
}

export const comparedAndSwapped: Property = {
  id: 'K1',
  kind: 'MUST',
  claim: 'The record changes only by a write that has read it as it stands, one version at a time.',
  assumes: '',
  source: 'Kubernetes API: writes are conditional on resourceVersion',
  start: () =>
    stateless((step) => {
      const why = wrongly(step);
      return why === '' ? null : breach(step, why, ['s1']);
    }),
};

export const countedTransitions: Property = {
  id: 'K4',
  kind: 'MUST',
  claim:
    'leaderTransitions rises by one with every new holder and with nothing else, and no count is ever given to two processes.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'client-go, leaderelection.go: tryAcquireOrRenew, step 4',
  start: () => {
    const holderOf = history<number, string>();
    const least = cell<number>(-1);
    const look = (step: Step): Breach | null => {
      const seen = serverOf(step);
      if (seen === null || seen.before.stable.record === seen.after.stable.record) return null;
      const was = seen.before.stable.record;
      const is = seen.after.stable.record;
      if (is === null) return breach(step, 'the record is gone', [seen.node]);
      const count = is.leaderTransitions;
      const same = was === null || was.holder === is.holder || is.holder === null;
      const wanted = was === null ? 0 : was.leaderTransitions + (same ? 0 : 1);
      const nodes = [seen.node, ...(step.from === null ? [] : [step.from])];
      if (count !== wanted) {
        const why = `${String(is.holder)} is stored with transition ${count}, not ${wanted}`;
        return breach(step, why, nodes);
      }
      if (count < least.now) return breach(step, `transition ${count} comes after a later`, nodes);
      least.now = count;
      if (is.holder === null) return null;
      const first = holderOf.get(count);
      if (first === undefined) holderOf.set(count, is.holder);
      if (first === undefined || first === is.holder) return null;
      const why = `transition ${count} belongs to ${is.holder} and to ${first}`;
      return breach(step, why, nodes);
    };
    return remembering([holderOf, least], { see: look });
  },
};
