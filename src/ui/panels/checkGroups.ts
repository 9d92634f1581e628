/**
 * The findings of a run in the order in which one reads them: what broke first, then what holds, then
 * what was not judged; those with the same assumption together. Pure.
 */
import type { Finding } from '../../properties/types';

/** `unjudged`: nothing broke it, but what it assumes did not hold either, so nothing was promised. */
export type Standing = 'bug' | 'stalled' | 'lesson' | 'unjudged' | 'holds';

export const STANDINGS: readonly Standing[] = ['bug', 'stalled', 'lesson', 'holds', 'unjudged'];

export function standingOf({ verdict, assumed }: Finding): Standing {
  return verdict === 'holds' && !assumed ? 'unjudged' : verdict;
}

/** Findings of one standing that rest on the same assumption. */
export interface CheckGroup {
  readonly assumes: string;
  readonly findings: readonly Finding[];
}

export interface CheckSection {
  readonly standing: Standing;
  readonly count: number;
  readonly groups: readonly CheckGroup[];
}

/** Sections that are not empty, gravest first. */
export function sectionsOf(findings: readonly Finding[]): readonly CheckSection[] {
  return STANDINGS.flatMap((standing) => {
    const own = findings.filter((finding) => standingOf(finding) === standing);
    if (own.length === 0) return [];
    const assumptions = [...new Set(own.map(({ assumes }) => assumes))];
    const groups = assumptions.map((assumes) => ({
      assumes,
      findings: own.filter((finding) => finding.assumes === assumes),
    }));
    return [{ standing, count: own.length, groups }];
  });
}
