/**
 * One sentence for each step of the paper's form: what made the node act, and what it did. Every value is
 * read from the step; the words are in `texts.ts`.
 */
import type { NodeId, Phrase, Step } from '../../../engine/protocol';
import type { OriginalState } from '../types';

type Values = { [name: string]: string | number };
type Said = { readonly key: string; readonly values?: Values } | null;

/** A step of a node, with what its sentence may need. */
interface Seen {
  readonly step: Step;
  readonly node: NodeId;
  readonly before: OriginalState;
  readonly after: OriginalState;
}

function applied(step: Step, id: string): boolean {
  return step.effects.some((effect) => effect.do === 'rule' && effect.id === id);
}

/** True for the last rule of a step: what came before it is told with it. */
function isLast(step: Step, id: string): boolean {
  const rules = step.effects.filter((effect) => effect.do === 'rule');
  const last = rules.at(-1);
  return last?.do === 'rule' && last.id === id;
}

/** Why the election of this step was begun: the first reason it gave. */
function causeOf({ step, node, before }: Seen): string {
  const effect = step.effects.find(
    (one) => one.do === 'becomes' && (one.role === 'asking' || one.role === 'halting'),
  );
  const why = effect?.do === 'becomes' ? effect.why : '';
  if (why === 'recovered') return step.event.kind === 'restart' ? 'again' : 'first';
  if (why !== 'suspects') return why;
  if (before.c === null || before.c === node) return 'made';
  return before.stage === 'asking' && !step.byHand ? 'silentCoordinator' : 'doubts';
}

/** An election that is begun, or goes on to its second step: the cause and what is done. */
const electing =
  (action: 'asks' | 'halts' | 'alone') =>
  (seen: Seen): Said => ({ key: `say.${action}.${causeOf(seen)}` });

const SAY: { readonly [rule: string]: (seen: Seen) => Said } = {
  RC2: ({ node, after }) => ({ key: after.c === node ? 'say.seatedLeader' : 'say.seatedFollower' }),
  AS1: electing('asks'),
  AS2: () => ({ key: 'say.higherThere' }),
  AS3: () => ({ key: 'say.higherSilent' }),
  HA1: electing('halts'),
  HA2: () => ({ key: 'say.stopped' }),
  HA3: () => ({ key: 'say.lowerSilent' }),
  NC1: ({ step }) => ({ key: applied(step, 'HA2') ? 'say.appoints' : 'say.appointsAfterSilence' }),
  NC2: () => ({ key: 'say.agrees' }),
  RD1: () => ({ key: 'say.handsOut' }),
  RD2: () => ({ key: 'say.isReady' }),
  NO1: (seen) => {
    if (applied(seen.step, 'RD2')) return { key: 'say.begins' };
    return applied(seen.step, 'HA3') ? { key: 'say.allBelowSilent' } : electing('alone')(seen);
  },
  AN1: () => ({ key: 'say.here' }),
  AN2: ({ before }) => ({ key: before.s === 'NORMAL' ? 'say.normal' : 'say.notNormal' }),
  HL1: ({ node, before }) => {
    if (before.c === node) return { key: 'say.halted.leader' };
    const { stage } = before;
    return { key: stage === null || stage === 'asking' ? 'say.halted' : 'say.halted.candidate' };
  },
  NC4: () => ({ key: 'say.accepts' }),
  NC5: ({ before }) => ({ key: before.h === null ? 'say.refuses.nobody' : 'say.refuses' }),
  RD3: () => ({ key: 'say.works' }),
  RD4: () => ({ key: 'say.noTask' }),
  LA1: () => ({ key: 'say.late' }),
  CK1: () => ({ key: 'say.checks' }),
  CK2: ({ after }) => ({ key: after.stage === null ? 'say.allNormal' : 'say.isNormal' }),
  CK4: ({ after }) => ({ key: after.stage === null ? 'say.checkEnds' : 'say.checkSilent' }),
  TO1: () => ({ key: 'say.misses' }),
  TO2: () => ({ key: 'say.there' }),
};

function sentenceOf(rule: string): (step: Step) => Phrase | null {
  return (step) => {
    const { node } = step;
    if (node === null || step.after === null || !isLast(step, rule)) return null;
    const after = step.after as OriginalState;
    const before = (step.before as OriginalState | null) ?? after;
    const said = SAY[rule]?.({ step, node, before, after }) ?? null;
    if (said === null) return null;
    const values: Values = {
      node,
      c: before.c ?? after.c ?? '',
      h: before.h ?? '',
      s: before.s,
      down: before.calling[0] ?? '',
      to: after.calling[0] ?? '',
    };
    if (step.from !== null) values['from'] = step.from;
    return { key: said.key, values: { ...values, ...said.values } };
  };
}

export const sentences: { readonly [rule: string]: (step: Step) => Phrase | null } =
  Object.fromEntries(
    // Only to look rules up by id: the order decides nothing.
    ['RC2', 'AS1', 'AS2', 'AS3', 'HA1', 'HA2', 'HA3', 'NC1', 'NC2', 'RD1', 'RD2', 'NO1']
      .concat(['AN1', 'AN2', 'HL1', 'NC4', 'NC5', 'RD3', 'RD4', 'LA1'])
      .concat(['CK1', 'CK2', 'CK4', 'TO1', 'TO2'])
      .map((rule) => [rule, sentenceOf(rule)]),
  );
