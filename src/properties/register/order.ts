/** REG1: what users were told fits one order of all operations, on the true clock. */
import type { NodeId, Step, Us } from '../../engine/protocol';
import { at, length } from '../../lib/list';
import { misfits } from '../../lib/linearize';
import type { Operation } from '../../lib/linearize';
import type { RegisterParams, UserState } from '../../workloads/register/types';
import { cell, history, journal, remembering } from '../history';
import type { Assumed, Breach, Ledger, Property } from '../types';

/** An operation that is over, with who asked and the event in which it was. */
interface Done {
  readonly operation: Operation;
  readonly user: NodeId;
  readonly event: number;
}

interface Begun {
  readonly op: number;
  readonly kind: 'read' | 'write';
  readonly value: number;
  readonly fromUs: Us;
}

function paramsOf(params: object): RegisterParams {
  return (params as { readonly workload: RegisterParams }).workload;
}

/** Why an answer may be wrong; empty if it may not. */
function excuse({ quorum, reads }: RegisterParams, isRanked: boolean, ledger: Ledger): string {
  if (!quorum) return 'a leader here needs nobody’s consent, so there may be two';
  if (isRanked) return 'a leader came back under a number that another had since';
  if (reads === 'local') return 'any server may answer, however old its copy';
  if (reads === 'leader') return 'a leader answers without asking whether it still leads';
  if (ledger.wiped > 0) return 'a disk was emptied';
  if (reads !== 'lease') return '';
  if (ledger.slowestPpm !== ledger.fastestPpm) return 'clocks ran at different rates';
  if (ledger.jumpUsMax > 0) return 'a clock jumped';
  return ledger.byHand > 0 ? 'a hand decided when something happened' : '';
}

/** Takes in what a user's step began and ended. */
function follow(
  step: Step,
  begun: { get(user: NodeId): Begun | undefined; set(user: NodeId, one: Begun): void },
  done: { push(one: Done): void },
): void {
  const { node, event, after, world } = step;
  if (node === null || after === null || world.node(node).kind !== 'user') return;
  const before = step.before as UserState | null;
  const { open, seen } = after as unknown as UserState;
  const was = begun.get(node);
  if (was !== undefined && before?.open?.op === was.op && open?.op !== was.op) {
    const last = at(seen, length(seen) - 1);
    const isAnswered = length(seen) > length(before.seen) && last?.to !== null;
    const to = isAnswered ? event.us : null;
    const value = isAnswered ? (last?.value ?? was.value) : was.value;
    const operation = { kind: was.kind, value, from: was.fromUs, to };
    if (isAnswered || was.kind === 'write')
      done.push({ operation, user: node, event: event.number });
  }
  if (open === null || open.op === before?.open?.op) return;
  begun.set(node, { op: open.op, kind: open.kind, value: open.value, fromUs: event.us });
}

export const oneOrder: Property = {
  id: 'REG1',
  kind: 'IF',
  claim:
    'What users are told fits one order of all operations, each at an instant between call and answer.',
  assumes:
    'Leaders need a majority and have numbers that grow; a leader asks a majority before it answers, or has a lease and clocks keep their rates.',
  source: 'Herlihy and Wing 1990; Gibbons and Korach 1997; Ongaro 2014, 6.4',
  start: (run) => {
    const params = paramsOf(run.params);
    const begun = history<NodeId, Begun>();
    const done = journal<Done>();
    /** Writes of users that crashed meanwhile: nobody will ever know. */
    const lost = journal<Operation>();
    /** Under which number each leader led, and whether two led under the same. */
    const leaderOf = history<number, NodeId>();
    const highest = cell(0);
    const isRanked = cell(false);
    const lead = (node: NodeId, attempt: number): void => {
      const other = leaderOf.get(attempt);
      if (attempt < highest.now || (other !== undefined && other !== node)) isRanked.now = true;
      leaderOf.set(attempt, node);
      highest.now = Math.max(highest.now, attempt);
    };
    /** The first event it was shown: who comes later does not know what had been written. */
    const first = cell<number | null>(null);
    return remembering([begun, done, lost, leaderOf, highest, isRanked, first], {
      see: (step, facts): null => {
        first.now ??= step.event.number;
        for (const fact of facts) {
          if (fact.fact === 'seated') lead(fact.node, fact.attempt);
          if (fact.fact !== 'crashed') continue;
          const was = begun.get(fact.node);
          if (was?.kind !== 'write') continue;
          lost.push({ kind: 'write', value: was.value, from: was.fromUs, to: null });
        }
        follow(step, begun, done);
        return null;
      },
      judge: (world): Breach | null => {
        if (first.now !== 0) return null;
        const open = world.ids.flatMap((id): Operation[] => {
          const was = world.node(id).kind === 'user' ? begun.get(id) : undefined;
          if (was?.kind !== 'write') return [];
          return [{ kind: 'write', value: was.value, from: was.fromUs, to: null }];
        });
        const over = done.items.map(({ operation }) => operation);
        const known = new Set(over.map(({ kind, value }) => (kind === 'write' ? value : -1)));
        const unknown = [...lost.items, ...open].filter(({ value }) => !known.has(value));
        const [place] = misfits([...over, ...unknown], 0);
        const wrong = place === undefined ? undefined : done.items[place];
        if (wrong === undefined) return null;
        const { operation, user, event } = wrong;
        const why = `${user} read ${operation.value}, which fits no order of all operations`;
        return { event, us: operation.to ?? 0, why, nodes: [user] };
      },
      assumed: (ledger): Assumed => {
        const why = excuse(params, isRanked.now, ledger);
        return { held: why === '', why };
      },
    });
  },
};
