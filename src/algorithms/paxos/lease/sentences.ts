/**
 * One sentence for each step of PaxosLease: what came, what the node made of it, and why. Every value is
 * read from the step; the words are in `texts.ts`.
 */
import type { NodeId, Phrase, Step } from '../../../engine/protocol';
import { majority } from '../../shared/quorum';
import { named } from './ballot';
import type { LeaseParams, LeaseState } from './types';

type Values = { [name: string]: string | number };
interface Said {
  readonly key: string;
  readonly values?: Values;
}

/** A step of a node, with what its sentence may need. */
interface Seen {
  readonly step: Step;
  readonly node: NodeId;
  readonly before: LeaseState;
  readonly after: LeaseState;
}

const params = (step: Step): LeaseParams => step.params as LeaseParams;
const ms = (us: number): number => us / 1000;
const from = ({ step }: Seen): string => step.from ?? '';
const field = ({ step }: Seen, name: string): string => String(step.message?.[name] ?? '');
const ballot = ({ step }: Seen, b: unknown): string => named(Number(b), step.world.candidates);
const carried = (seen: Seen): string => ballot(seen, seen.step.message?.['b']);

function applied({ step }: Seen, rule: string): boolean {
  return step.effects.some((effect) => effect.do === 'rule' && effect.id === rule);
}

/** How long the timer runs that this step set, ms. */
function setFor({ step }: Seen, timer: string): number {
  for (const effect of step.effects) {
    if (effect.do === 'setTimer' && effect.name === timer) return ms(effect.us);
  }
  return 0;
}

/** A round begins; `why`: what made it begin. */
function begins(why: string): (seen: Seen) => Said {
  return (seen) => {
    const { after, before } = seen;
    const key = applied(seen, 'LPR1') ? `say.begins.${why}` : `say.waits.${why}`;
    const wants = after.held === null ? '' : '.more';
    return {
      key: why === 'retry' ? key + wants : key,
      values: {
        ballot: ballot(seen, after.ballot),
        waitMs: setFor(seen, 'retry'),
        owner: before.hint?.owner ?? '',
      },
    };
  };
}

/** How many of how many have answered in favour. */
function counts({ step, after }: Seen): Values {
  const n = step.world.candidates.length;
  return { open: after.open.length, accepts: after.accepts.length, needed: majority(n), n };
}

function opened(seen: Seen): Said {
  const isOwn = seen.step.message?.['owner'] === seen.node;
  const which = isOwn ? 'say.openOwn' : 'say.open';
  return { key: which, values: { from: from(seen), ...counts(seen) } };
}

function proposes(seen: Seen): Said {
  const key = seen.before.held === null ? 'say.proposes' : 'say.proposesMore';
  return { key, values: { leaseMs: ms(params(seen.step).leaseUs), ...counts(seen) } };
}

/** What ends a round in vain: another owner, or a higher ballot. */
function givesUp(seen: Seen): Said {
  const isNack = seen.step.message?.type === 'Nack';
  return { ...(isNack ? refused(seen) : taken(seen)), key: isNack ? 'say.outbid' : 'say.taken' };
}

function taken(seen: Seen): Said {
  return { key: 'say.against', values: { from: from(seen), owner: field(seen, 'owner') } };
}

function refused(seen: Seen): Said {
  const promised = ballot(seen, seen.step.message?.['maxBal']);
  return { key: 'say.refused', values: { from: from(seen), promised, ballot: carried(seen) } };
}

function holds(seen: Seen): Said {
  const leftUs = seen.before.untilUs - seen.step.world.node(seen.node).clock.localUs;
  const key = seen.before.held === null ? 'say.holds' : 'say.extends';
  return { key, values: { leftMs: ms(leftUs), ...counts(seen) } };
}

function promises(seen: Seen): Said {
  const { owner } = seen.before.accepted ?? {};
  const values = { from: from(seen), ballot: carried(seen), owner: owner ?? '' };
  return { key: owner === undefined ? 'say.promises' : 'say.promisesHeld', values };
}

function refuses(seen: Seen): Said {
  const key = params(seen.step).nack ? 'say.refuses' : 'say.ignores';
  const promised = ballot(seen, seen.before.promised);
  return { key, values: { from: from(seen), ballot: carried(seen), promised } };
}

const told =
  (key: string) =>
  (seen: Seen): Said => ({ key, values: { from: from(seen), ballot: carried(seen) } });

const SAY: { readonly [rule: string]: (seen: Seen) => Said } = {
  LST1: begins('start'),
  LST3: ({ step }) => {
    const { restartWaitUs } = params(step);
    return restartWaitUs === null
      ? { key: 'say.backAtOnce' }
      : { key: 'say.back', values: { silentMs: ms(restartWaitUs) } };
  },
  LST6: ({ after, node }) =>
    after.held === null
      ? { key: 'say.seatedOther', values: { owner: after.accepted?.owner ?? '' } }
      : { key: 'say.seatedHolder', values: { owner: node } },
  LRT1: begins('retry'),
  LEX1: begins('extend'),
  LPR2: opened,
  LPR3: proposes,
  LPR4: taken,
  LPR5: givesUp,
  LPR6: told('say.late'),
  LPP1: (seen) => ({ key: 'say.accepted', values: { from: from(seen), ...counts(seen) } }),
  LPP2: holds,
  LPP3: told('say.lateAcceptance'),
  LNK1: refused,
  LNK2: told('say.lateNack'),
  LLE1: ({ step, before }) => ({
    key: before.held?.timer === step.event.timer?.key ? 'say.ends' : 'say.proposalEnds',
  }),
  LAC1: promises,
  LAC2: refuses,
  LAC3: (seen) => ({
    key: 'say.accepts',
    values: { owner: field(seen, 'owner'), leaseMs: ms(Number(seen.step.message?.['forUs'])) },
  }),
  LAC4: ({ before }) => ({ key: 'say.expires', values: { owner: before.accepted?.owner ?? '' } }),
  LAC5: told('say.released'),
  LAC6: told('say.releasedOther'),
  LAC7: told('say.silent'),
  LAC8: () => ({ key: 'say.silenceEnds' }),
  LLN1: (seen) => ({
    key: 'say.hears',
    values: { from: from(seen), hintMs: setFor(seen, 'hint') },
  }),
  LLN2: told('say.hearsNothingNew'),
  LLN3: begins('hintEnds'),
  LLN4: (seen) => ({
    ...begins('released')(seen),
    values: { ballot: ballot(seen, seen.after.ballot), from: from(seen) },
  }),
  LRE1: () => ({ key: 'say.releases' }),
  LRE2: () => ({ key: 'say.nothingToRelease' }),
};

function sentence(rule: string): (step: Step) => Phrase | null {
  return (step) => {
    const { node } = step;
    if (node === null || step.after === null) return null;
    const after = step.after as LeaseState;
    const before = (step.before as LeaseState | null) ?? after;
    const said = SAY[rule]?.({ step, node, before, after });
    if (said === undefined) return null;
    return { key: said.key, values: { node, ...said.values } };
  };
}

/** Rules that begin a sentence; LPR1 and LST4 are told with what led to them. */
const TELLING = [
  'LST1',
  'LST3',
  'LST6',
  'LRT1',
  'LEX1',
  'LPR2',
  'LPR3',
  'LPR4',
  'LPR5',
  'LPR6',
  'LPP1',
  'LPP2',
  'LPP3',
  'LNK1',
  'LNK2',
  'LLE1',
  'LAC1',
  'LAC2',
  'LAC3',
  'LAC4',
  'LAC5',
  'LAC6',
  'LAC7',
  'LAC8',
  'LLN1',
  'LLN2',
  'LLN3',
  'LLN4',
  'LRE1',
  'LRE2',
];

export const sentences: { readonly [rule: string]: (step: Step) => Phrase | null } =
  Object.fromEntries(TELLING.map((rule) => [rule, sentence(rule)]));
