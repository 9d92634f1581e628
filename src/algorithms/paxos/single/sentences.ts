/**
 * One sentence for each step of single-decree Paxos: what came, what the node made of it, and why. Every
 * value is read from the step; the words are in `texts.ts`.
 */
import type { NodeId, Phrase, Step } from '../../../engine/protocol';
import { waitsForDisk } from '../../shared/guards';
import { majority } from '../../shared/quorum';
import type { SingleParams, SingleState } from '../types';
import { singleRules } from './rules';

type Values = { [name: string]: string | number };
interface Said {
  readonly key: string;
  readonly values?: Values;
}

/** A step of a node, with what its sentence may need. */
interface Seen {
  readonly step: Step;
  readonly node: NodeId;
  readonly before: SingleState;
  readonly after: SingleState;
}

function params(step: Step): SingleParams {
  return step.params as SingleParams;
}

function ballotOf(step: Step): number {
  return Number(step.message?.['b']);
}

/** A key, or what is said in its place while the disk still writes. */
function unlessWriting(key: string, step: Step): string {
  return waitsForDisk(step) ? `${key}.writes` : key;
}

const needed = ({ world }: Step): number => majority(world.candidates.length);

function beginning({ step, before, after }: Seen): Said {
  const { event } = step;
  const isFirst = event.kind === 'start' || event.timer?.name === 'propose';
  const cause = isFirst ? 'turn' : before.ballot === 0 ? 'first' : 'again';
  return {
    key: unlessWriting(`say.begins.${cause}`, step),
    values: { b: after.ballot, old: before.ballot },
  };
}

/** What an acceptor has promised. */
function promised({ step, before }: Seen): Values {
  return { b: ballotOf(step), maxBal: before.stable.maxBal, v: String(step.message?.['v'] ?? '') };
}

/** For how long this step sets a timer that is then waited for; null: it sets none. */
function waits(name: 'propose' | 'retry', key: string): (seen: Seen) => Said | null {
  return ({ step }) => {
    for (const effect of step.effects) {
      if (effect.do !== 'setTimer' || effect.name !== name) continue;
      return { key, values: { ms: effect.us / 1000 } };
    }
    return null;
  };
}

function knows({ before }: Seen): Values {
  return { chosen: before.chosen ?? '' };
}

const SAY: { readonly [rule: string]: (seen: Seen) => Said | null } = {
  ST1: waits('propose', 'say.waitsTurn'),
  ST2: () => ({ key: 'say.waits' }),
  ST3: waits('retry', 'say.returnsToFind'),
  ST4: () => ({ key: 'say.returns' }),
  ST5: ({ node, after }) =>
    after.chosen === node
      ? { key: 'say.seatedLeader' }
      : { key: 'say.seatedLearner', values: { leader: after.chosen ?? '' } },
  RT2: (seen) => ({ key: 'say.nothingToPropose', values: knows(seen) }),
  BB1: beginning,
  PP1: (seen) => {
    const { vBal, vVal } = { vBal: seen.before.stable.maxVBal, vVal: seen.before.stable.maxVal };
    const key = unlessWriting(vVal === null ? 'say.promises' : 'say.promisesBound', seen.step);
    return { key, values: { ...promised(seen), vBal, vVal: vVal ?? '' } };
  },
  PP2: (seen) => ({ key: 'say.refuses', values: promised(seen) }),
  PP3: (seen) => ({ key: 'say.ignores', values: promised(seen) }),
  PM1: ({ step, after }) => ({
    key: 'say.countsPromise',
    values: { b: ballotOf(step), yes: after.promises.length, needed: needed(step) },
  }),
  PM2: ({ step }) => ({ key: 'say.free', values: { b: ballotOf(step) } }),
  PM3: ({ step, after }) => ({
    key: 'say.bound',
    values: {
      b: ballotOf(step),
      v: after.value ?? '',
      vBal: after.promises.reduce((highest, { vBal }) => Math.max(highest, vBal), 0),
    },
  }),
  PM4: ({ step }) => ({ key: 'say.latePromise', values: { b: ballotOf(step) } }),
  AC1: (seen) => {
    const { step, node } = seen;
    const told = params(step).learners === 'all' ? 'everybody' : 'proposer';
    const key = waitsForDisk(step) ? 'say.accepts.writes' : `say.accepts.${told}`;
    return {
      key,
      values: { ...promised(seen), whom: step.from === node ? 'itself' : (step.from ?? '') },
    };
  },
  AC2: (seen) => ({ key: 'say.refusesValue', values: promised(seen) }),
  AC3: (seen) => ({ key: 'say.ignoresValue', values: promised(seen) }),
  NK1: ({ step }) => ({
    key: 'say.refused',
    values: { b: ballotOf(step), maxBal: Number(step.message?.['maxBal']) },
  }),
  NK2: ({ step }) => ({ key: 'say.givesUp', values: { b: ballotOf(step) } }),
  NK3: ({ step }) => ({
    key: 'say.lateRefusal',
    values: { b: ballotOf(step), maxBal: Number(step.message?.['maxBal']) },
  }),
  AD1: ({ step, after }) => ({
    key: 'say.countsAcceptance',
    values: {
      b: ballotOf(step),
      v: String(step.message?.['v'] ?? ''),
      yes: after.acceptances.find(({ ballot }) => ballot === ballotOf(step))?.from.length ?? 0,
      needed: needed(step),
    },
  }),
  AD2: ({ step, node, after }) => {
    const isTold = params(step).learners !== 'all' && step.world.candidates.length > 1;
    const whose = after.chosen === node ? 'own' : 'other';
    return {
      key: `say.chosen.${whose}${isTold ? '.tells' : ''}`,
      values: { b: ballotOf(step), v: after.chosen ?? '' },
    };
  },
  AD3: (seen) => ({ key: 'say.knowsAlready', values: knows(seen) }),
  CH2: ({ step, after }) => ({
    key: 'say.learns',
    values: { b: ballotOf(step), v: after.chosen ?? '' },
  }),
  CH3: (seen) => ({ key: 'say.knowsAlready', values: knows(seen) }),
};

function sentence(rule: string): (step: Step) => Phrase | null {
  return (step) => {
    const { node, from } = step;
    if (node === null || step.after === null) return null;
    const after = step.after as SingleState;
    const before = (step.before as SingleState | null) ?? after;
    const said = SAY[rule]?.({ step, node, before, after }) ?? null;
    if (said === null) return null;
    const own = from === node;
    return { key: said.key, values: { node, from: own ? 'itself' : (from ?? ''), ...said.values } };
  };
}

export const sentences: { readonly [rule: string]: (step: Step) => Phrase | null } =
  Object.fromEntries(
    singleRules.flatMap(({ id }) => (SAY[id] === undefined ? [] : [[id, sentence(id)]])),
  );
