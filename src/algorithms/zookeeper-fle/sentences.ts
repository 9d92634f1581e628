/**
 * One sentence for each step: which rule is the telling one, and the values its sentence needs. Every
 * value is read from the step; the words are in `texts.ts`.
 */
import type { AnyMessage, Phrase, Step } from '../../engine/protocol';
import { majority } from '../shared/quorum';
import type { FleParams, FleState, Heard, NewLeader, Notification } from './types';
import { supportersOf } from './votes';
import { lastZxid, shownZxid } from './zxid';

type Values = { [name: string]: string | number };

/** When a step applied several rules, the earliest of these is the one to tell. */
const TELLING = [
  ...['ST1', 'ST2', 'RS1', 'SL1', 'IL1', 'CL3', 'PI2', 'BR1'],
  ...['NO6', 'NO8', 'FW3', 'NO5', 'NO1', 'NO2', 'WR1', 'NO3', 'FW1', 'NO7', 'NO4', 'LK2'],
  ...['FI1', 'FI3', 'FI2', 'LI1', 'LI2', 'AE2', 'AE3', 'AE4', 'AE1', 'NL1'],
  ...['AK2', 'AK3', 'CO1', 'AK1', 'UD1', 'RQ1', 'RQ2', 'PR1', 'CM1'],
  ...['PI1', 'PG1', 'PO1', 'CL1', 'CL2', 'CN1'],
] as const;

interface Seen {
  readonly step: Step;
  readonly before: FleState;
  readonly after: FleState;
}

type Said = { readonly key: string; readonly values?: Values };

function message<M>(step: Step): AnyMessage & M {
  return step.message as AnyMessage & M;
}

function applied(step: Step, id: string): boolean {
  return step.effects.some((effect) => effect.do === 'rule' && effect.id === id);
}

/** The rule whose sentence stands for the step; null: none of ours. */
export function tellingRule(step: Step): string | null {
  return TELLING.find((id) => applied(step, id)) ?? null;
}

function paramsOf(step: Step): FleParams {
  return step.params as FleParams;
}

const ms = (us: number): number => Math.round(us / 1000);

/** How many are known to vote as the server does now, of how many. */
function supporters({ step, after }: Seen): Values {
  const { candidates } = step.world;
  const wanted: Heard = { ...after.vote, round: after.round, state: 'LOOKING' };
  const count = supportersOf(after.recvset, wanted, candidates);
  return { count, voters: candidates.length, leader: after.vote.leader };
}

const voted = ({ step }: Seen): Values => ({ leader: message<Notification>(step).leader });
const round = ({ after }: Seen): Values => ({ round: after.round });
const plain = (key: string) => (): Said => ({ key });
const withRound =
  (key: string) =>
  (seen: Seen): Said => ({ key, values: round(seen) });

/** A decision and what it makes of the server. */
function decided(key: string): (seen: Seen) => Said {
  return (seen) => {
    const { leader } = seen.after.vote;
    const isOwn = leader === seen.step.node;
    return { key: `${key}${isOwn ? '.self' : ''}`, values: { leader } };
  };
}

const quorum = ({ step }: Seen): Values => {
  const voters = step.world.candidates.length;
  return { voters, majority: majority(voters) };
};

function seatedAs({ after }: Seen): Said {
  const { leader } = after.vote;
  if (after.state === 'LOOKING') return { key: 'say.seatedLooking', values: { round: 1 } };
  if (after.state === 'LEADING') return { key: 'say.seatedLeader', values: { epoch: after.epoch } };
  const key = after.synced ? 'say.seatedFollower' : 'say.seatedJoining';
  return { key, values: { leader, epoch: after.stable.acceptedEpoch } };
}

const SAY: { readonly [rule: string]: (seen: Seen) => Said } = {
  ST1: withRound('say.start'),
  ST2: seatedAs,
  RS1: ({ after }) => ({
    key: 'say.restart',
    values: { round: after.round, zxid: shownZxid(lastZxid(after.stable.log)) },
  }),
  SL1: ({ step, before, after }) => {
    const isTimer = step.event.kind === 'timer' && !step.byHand;
    const key = isTimer ? 'say.silence' : 'say.suspect';
    return { key, values: { leader: before.vote.leader, round: after.round } };
  },
  IL1: (seen) => ({
    key: seen.before.state === 'LEADING' ? 'say.tooLate.self' : 'say.tooLate',
    values: { leader: seen.before.vote.leader, ...round(seen) },
  }),
  CL3: withRound('say.closed'),
  PI2: (seen) => ({ key: 'say.noQuorum', values: { ...quorum(seen), ...round(seen) } }),
  BR1: ({ step, before, after }) => {
    if (step.message?.type !== 'LEADERINFO')
      return { key: 'say.gap', values: { round: after.round } };
    const values = {
      epoch: Number(step.message['epoch']),
      accepted: before.stable.acceptedEpoch,
      round: after.round,
    };
    return { key: 'say.oldEpoch', values };
  },
  NO6: decided('say.hears'),
  NO8: decided('say.joins'),
  FW3: ({ step, after }) => {
    const { leader } = after.vote;
    const key = leader === step.node ? 'say.elected' : 'say.elects';
    return { key: step.byHand ? `${key}.byHand` : key, values: { leader } };
  },
  NO5: (seen) => ({
    key: 'say.quorum',
    values: { ...supporters(seen), ms: ms(paramsOf(seen.step).finalizeWaitUs) },
  }),
  NO1: (seen) => ({
    key: 'say.newerRound',
    values: { ...round(seen), leader: seen.after.vote.leader },
  }),
  NO2: (seen) => ({ key: 'say.better', values: { leader: seen.after.vote.leader } }),
  NO3: (seen) => ({
    key: applied(seen.step, 'FW2') ? 'say.stale.window' : 'say.stale',
    values: { asked: message<Notification>(seen.step).round, ...round(seen) },
  }),
  NO4: ({ step, after }) => {
    const { leader } = message<Notification>(step);
    const isSame = leader === after.vote.leader;
    const key = step.from === step.node ? 'say.own' : isSame ? 'say.same' : 'say.worse';
    return { key, values: { leader, own: after.vote.leader } };
  },
  NO7: (seen) => ({
    key: message<Notification>(seen.step).state === 'LEADING' ? 'say.leads' : 'say.follows',
    values: voted(seen),
  }),
  FW1: (seen) => ({
    key: seen.step.from === seen.step.node ? 'say.waitsOwn' : 'say.waits',
    values: { ...voted(seen), ms: ms(paramsOf(seen.step).finalizeWaitUs) },
  }),
  WR1: ({ step, after }) => ({
    key: after.state === 'LEADING' ? 'say.answersLeads' : 'say.answersFollows',
    values: { leader: after.vote.leader, asked: message<Notification>(step).round },
  }),
  LK2: ({ after }) => ({
    key: 'say.again',
    values: { leader: after.vote.leader, round: after.round, ms: ms(after.notTimeoutUs) },
  }),
  FI1: plain('say.refuses'),
  FI2: ({ after }) => ({
    key: after.epoch > 0 ? 'say.connectsLate' : 'say.connects',
    values: { epoch: after.epoch },
  }),
  FI3: (seen) => ({
    key: 'say.proposesEpoch',
    values: { epoch: seen.after.epoch, ...quorum(seen) },
  }),
  LI1: ({ after }) => ({ key: 'say.accepts', values: { epoch: after.stable.acceptedEpoch } }),
  LI2: ({ after }) => ({ key: 'say.acceptsAgain', values: { epoch: after.stable.acceptedEpoch } }),
  AE1: ({ step, after }) => ({
    key:
      message<{ currentEpoch: number | null }>(step).currentEpoch === null
        ? 'say.ackedNot'
        : 'say.acked',
    values: { epoch: after.epoch },
  }),
  AE2: ({ after }) => ({ key: 'say.ahead', values: { epoch: after.epoch } }),
  AE3: (seen) => ({ key: 'say.epochAgreed', values: { epoch: seen.after.epoch, ...quorum(seen) } }),
  AE4: ({ after }) => ({ key: 'say.newLeaderLate', values: { epoch: after.epoch } }),
  NL1: ({ step, after }) => {
    const count = message<NewLeader>(step).entries.length;
    return { key: 'say.synced', values: { count, epoch: after.stable.currentEpoch } };
  },
  AK1: ({ step, after }) => ({
    key: step.from === step.node ? 'say.storedOwn' : 'say.stored',
    values: { epoch: after.epoch, zxid: shownZxid(Number(step.message?.['zxid'] ?? 0)) },
  }),
  AK2: (seen) => ({ key: 'say.serves', values: { epoch: seen.after.epoch, ...quorum(seen) } }),
  AK3: ({ after }) => ({ key: 'say.joined', values: { epoch: after.epoch } }),
  CO1: (seen) => ({
    key: 'say.commits',
    values: { zxid: shownZxid(seen.after.committed), ...quorum(seen) },
  }),
  UD1: ({ after }) => ({ key: 'say.upToDate', values: { epoch: after.stable.currentEpoch } }),
  RQ1: ({ after }) => ({
    key: 'say.proposes',
    values: { zxid: shownZxid(lastZxid(after.stable.log)) },
  }),
  RQ2: ({ before }) =>
    before.state === 'FOLLOWING' && before.synced
      ? { key: 'say.redirect', values: { leader: before.vote.leader } }
      : { key: 'say.refuseRequest' },
  PR1: ({ after }) => ({
    key: 'say.stores',
    values: { zxid: shownZxid(lastZxid(after.stable.log)) },
  }),
  CM1: ({ after }) => ({ key: 'say.learnCommit', values: { zxid: shownZxid(after.committed) } }),
  PI1: ({ after }) => ({ key: 'say.pings', values: { epoch: after.epoch } }),
  PG1: plain('say.pong'),
  PO1: plain('say.alive'),
  CL1: plain('say.gone'),
  CL2: ({ step }) => ({ key: 'say.tryLater', values: { ms: ms(paramsOf(step).connectUs) } }),
  CN1: ({ after }) => ({
    key: 'say.tries',
    values: { leader: after.vote.leader, tries: after.tries },
  }),
};

/** The sentence of a rule, spoken only in a step in which it is the telling one. */
function sentenceOf(rule: string): (step: Step) => Phrase | null {
  return (step) => {
    if (tellingRule(step) !== rule || step.node === null || step.after === null) return null;
    const after = step.after as FleState;
    const before = (step.before as FleState | null) ?? after;
    const common: Values = { node: step.node };
    if (step.from !== null) common['from'] = step.from;
    const said = SAY[rule]?.({ step, before, after });
    return said === undefined ? null : { key: said.key, values: { ...common, ...said.values } };
  };
}

export const sentences: { readonly [rule: string]: (step: Step) => Phrase | null } =
  Object.fromEntries(TELLING.map((rule) => [rule, sentenceOf(rule)]));
