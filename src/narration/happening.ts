/**
 * What happened in a stretch of events of one instant, sorted by what it means for who leads. Made from
 * the sparse facts; the sentences are in `commandPhrase.ts` and `turnPhrase.ts`.
 */
import type { Attempt, Fact, NodeId, UnseatReason } from '../engine/protocol';
import type { Election, RunView } from '../session/types';
import { chronicleOf } from './chronicle';
import type { Believer } from './chronicle';

export type CommandFact = Extract<Fact, { fact: 'command' }>;

/** A seat that was taken or lost. */
export interface Seating {
  readonly node: NodeId;
  readonly attempt: Attempt;
}

export interface Happening {
  readonly event: number;
  /** Events handled when all of it has happened. */
  readonly until: number;
  readonly command: CommandFact | null;
  readonly attempts: readonly { readonly node: NodeId; readonly key: Attempt }[];
  readonly seated: readonly Seating[];
  readonly unseated: readonly (Seating & { readonly why: UnseatReason })[];
  readonly crashed: readonly NodeId[];
  readonly resumed: readonly NodeId[];
  readonly groups: readonly (readonly NodeId[])[] | null;
  readonly roles: readonly { readonly node: NodeId; readonly why: string }[];
  readonly election: Election | null;
  /** Live nodes that believed they led just before, and just after. */
  readonly before: readonly Believer[];
  readonly after: readonly Believer[];
}

/** What the facts of the events in [event, until) amount to. */
export function happeningOf(
  run: RunView,
  event: number,
  until: number,
  facts: readonly Fact[],
  election: Election | null,
): Happening {
  const { believers } = chronicleOf(run);
  const of = <K extends Fact['fact']>(kind: K): Extract<Fact, { fact: K }>[] =>
    facts.filter((fact): fact is Extract<Fact, { fact: K }> => fact.fact === kind);
  return {
    event,
    until,
    command: of('command')[0] ?? null,
    attempts: of('attempt'),
    seated: of('seated'),
    unseated: of('unseated'),
    crashed: of('crashed').map((fact) => fact.node),
    resumed: of('resumed').map((fact) => fact.node),
    groups: of('links').at(-1)?.groups ?? null,
    roles: of('role'),
    election,
    before: believers.after(event),
    after: believers.after(until),
  };
}

/** Those who believe they lead now and did not before (or not in this attempt). */
export function newBelievers(happening: Happening): readonly Believer[] {
  return happening.after.filter(
    ({ node, attempt }) =>
      !happening.before.some((old) => old.node === node && old.attempt === attempt),
  );
}
