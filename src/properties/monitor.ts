/**
 * Runs all checkers of a run at its frontier, step by step, and says what they found. Only the first
 * breach of each property is kept: it is the one that explains.
 */
import type { Fact, Step, Us, WorldView } from '../engine/protocol';
import { LedgerKeeper } from './ledger';
import type { DeedOf, SendBook } from './ledger';
import type { Assumed, Breach, Checker, Finding, Property, PropertyKind, RunFacts } from './types';
import { verdictOf } from './verdict';
import { provideMonitor } from './watch';
import type { Watch } from './watch';

interface Running {
  readonly property: Property;
  readonly checker: Checker;
  breach: Breach | null;
  /** What its source rules out and had happened when it broke; empty: nothing. */
  excuse: string;
}

/** A state of all checkers to which `rewind` goes back. */
export interface MonitorMark {
  readonly checkers: readonly unknown[];
  readonly breaches: readonly (Breach | null)[];
  readonly excuses: readonly string[];
  readonly ledger: ReturnType<LedgerKeeper['mark']>;
  readonly facts: number;
}

/** The kinds that one run can be judged by; the others need many seeds. */
const PER_RUN: readonly PropertyKind[] = ['MUST', 'IF', 'COUNT'];

/** The facts of most events. */
const NOTHING: readonly Fact[] = [];

export class Monitor {
  private readonly running: readonly Running[];
  private readonly keeper: LedgerKeeper;
  private facts = 0;

  constructor(
    run: RunFacts,
    clockPpm: readonly number[],
    properties: readonly Property[],
    private readonly sends: SendBook,
    private readonly deedOf: DeedOf,
  ) {
    this.keeper = new LedgerKeeper(clockPpm);
    this.running = properties
      .filter(({ kind }) => PER_RUN.includes(kind))
      .map((property) => ({ property, checker: property.start(run), breach: null, excuse: '' }));
  }

  /** Takes in one step; `facts` are all facts of the run so far. */
  see(step: Step, facts: readonly Fact[]): void {
    const fresh = facts.length === this.facts ? NOTHING : facts.slice(this.facts);
    this.facts = facts.length;
    this.keeper.see(step, fresh, this.sends, this.deedOf);
    for (const one of this.running) {
      // A checker that has found its breach has nothing more to say of this run.
      if (one.breach !== null) continue;
      one.breach = one.checker.see(step, fresh);
      // Only what had happened by then can excuse it.
      if (one.breach !== null) one.excuse = this.ruledOut(one.property, step.event.us);
    }
  }

  /** Breaches so far, in order of their events. */
  breaches(): readonly { readonly property: Property; readonly breach: Breach }[] {
    const found: { property: Property; breach: Breach }[] = [];
    for (const { property, breach } of this.running)
      if (breach !== null) found.push({ property, breach });
    return found.sort((a, b) => a.breach.event - b.breach.event);
  }

  /**
   * What every property that occurred says of the run as it stands at `us`. `oldestUs`: when the oldest
   * message that is still under way was sent; null if none is.
   */
  findings(world: WorldView, us: Us, oldestUs: Us | null): readonly Finding[] {
    const ledger = this.keeper.at(us, oldestUs);
    const findings: Finding[] = [];
    for (const { property, checker, breach: seen, excuse } of this.running) {
      const breach = seen ?? checker.judge?.(world, ledger) ?? null;
      if (breach === null && checker.occurred?.() === false) continue;
      const assumed =
        property.kind === 'MUST'
          ? excused(seen === null ? this.ruledOut(property, us) : excuse)
          : (checker.assumed?.(ledger, world) ?? excused(''));
      const remark = checker.remark?.(world, ledger) ?? '';
      findings.push({
        id: property.id,
        kind: property.kind,
        verdict: verdictOf(property, breach, assumed),
        assumed: assumed.held,
        claim: property.claim,
        assumes: property.assumes,
        breach,
        why: whyOf(breach, assumed, remark),
      });
    }
    return findings;
  }

  /** What happened by `us` that the source of the property rules out; empty if nothing did. */
  private ruledOut({ unless }: Property, us: Us): string {
    return unless === undefined ? '' : unless(this.keeper.at(us));
  }

  mark(): MonitorMark {
    return {
      checkers: this.running.map((one) => one.checker.mark()),
      breaches: this.running.map((one) => one.breach),
      excuses: this.running.map((one) => one.excuse),
      ledger: this.keeper.mark(),
      facts: this.facts,
    };
  }

  rewind(mark: MonitorMark): void {
    this.running.forEach((one, index) => {
      one.checker.rewind(mark.checkers[index]);
      one.breach = mark.breaches[index] ?? null;
      one.excuse = mark.excuses[index] ?? '';
    });
    this.keeper.rewind(mark.ledger);
    this.facts = mark.facts;
  }
}

/** That nothing happened which the source rules out, or what did. */
function excused(why: string): Assumed {
  return { held: why === '', why };
}

/** The plain reason under a verdict: what broke, which assumption failed, or why little was asked. */
function whyOf(breach: Breach | null, assumed: Assumed, remark: string): string {
  if (breach === null) return assumed.held ? remark : assumed.why;
  return assumed.held || assumed.why === '' ? breach.why : `${breach.why}; ${assumed.why}`;
}

// Loading this module puts it in its place; nothing else needs to be called.
provideMonitor(
  ({ run, clockPpm, properties, sends, deedOf }) =>
    new Monitor(run, clockPpm, properties, sends, deedOf) as Watch,
);
