/**
 * What the swarm must show at least once, or it has tried nothing: for every algorithm each rule, each
 * message, each timer and a restart out of each role; and what is special to one of them.
 */
import type { Algorithm, Fact, NodeId, Step } from '../../engine/protocol';
import { formsOf } from '../../engine/forms';
import type { RunFacts } from '../../properties/types';
import { timerNames, wireNames } from '../../scenario/fitting';
import { crashesOutside } from './chubby';
import { crashesStanding as serversStanding, hearsOfLoss } from './consul';
import { crashesStanding, proclaimsTooLate } from './etcd';
import { SelfBelievers } from './facts';
import { acceptedTooLate, crashesBetween, refusedInSilence } from './paxos';
import { crashesProposing, releasedMidway } from './paxosLease';
import { minorityCut } from './raft';
import { askedWhileHanding } from './raftSwitches';
import { refusedByAll, writtenBefore } from './raftInside';
import { askedTooLate } from './ring';
import type { Lookout, Sight } from './types';
import { crashesElecting, hardTimes, movedMidway } from './zookeeper';
import { aheadOfElected, oldLeaderIsSlow } from './zookeeperFle';

/** A node that is down has this role; it is none of an algorithm's. */
const DOWN = 'down';

/** Nodes asking and roles lost, as far as lookouts need them. */
class Roles {
  private readonly now = new Map<NodeId, string>();
  private readonly lost = new Map<NodeId, string>();

  /** The role in which a node that comes back now had crashed; null: it does not come back. */
  note(fact: Fact): string | null {
    if (fact.fact === 'role') this.now.set(fact.node, fact.role);
    if (fact.fact === 'crashed') this.lost.set(fact.node, this.now.get(fact.node) ?? DOWN);
    if (fact.fact !== 'up') return null;
    this.now.delete(fact.node);
    return this.lost.get(fact.node) ?? null;
  }

  of(node: NodeId | null): string | undefined {
    return node === null ? undefined : this.now.get(node);
  }
}

/** What every algorithm has. */
const everything: Lookout = (_run, saw) => {
  const roles = new Roles();
  return (step, facts) => {
    const { kind, timer } = step.event;
    if (kind === 'deliver' && step.message !== null) saw(`handled:${step.message.type}`);
    if (kind === 'timer' && timer !== null) saw(`rings:${timer.name}`);
    for (const effect of step.effects) if (effect.do === 'rule') saw(`rule:${effect.id}`);
    for (const fact of facts) {
      const lost = roles.note(fact);
      if (lost !== null) saw(`restart:${lost}`);
    }
  };
};

function applied(step: Step, rule: string): boolean {
  return step.effects.some((effect) => effect.do === 'rule' && effect.id === rule);
}

/** Two leaders at once, in attempts of their own. */
const together: Lookout = (_run, saw) => {
  const believers = new SelfBelievers();
  return (_step, facts) => {
    for (const fact of facts) believers.note(fact);
    if (facts.length > 0 && believers.differ) saw('two-leaders');
  };
};

const ofRaft: Lookout = (_run, saw) => {
  const roles = new Roles();
  /** Who stood in each term, and the terms that had a leader. */
  const stood = new Map<number, Set<NodeId>>();
  const led = new Set<number>();
  let newest = 0;
  return (step, facts) => {
    if (roles.of(step.node) === 'leader' && applied(step, 'T1')) saw('overthrown');
    if (applied(step, 'AE5')) saw('log-repaired');
    for (const fact of facts) {
      roles.note(fact);
      if (fact.fact === 'belief' && fact.leader === fact.node) led.add(fact.attempt ?? 0);
      if (fact.fact !== 'attempt') continue;
      const before = stood.get(newest)?.size ?? 0;
      if (fact.key > newest && before > 1 && !led.has(newest)) saw('split-vote');
      newest = Math.max(newest, fact.key);
      stood.set(fact.key, (stood.get(fact.key) ?? new Set()).add(fact.node));
    }
  };
};

/** Who leads when the highest of all comes back. */
function isDeposed(run: RunFacts, step: Step): boolean {
  const ranked = run.candidates.slice().sort((a, b) => run.rank(b) - run.rank(a));
  const isBack = step.event.kind === 'restart' && step.node === ranked[0];
  return isBack && step.world.seats.some(({ node }) => node !== step.node);
}

const ofBully: Lookout = (run, saw) => {
  const roles = new Roles();
  return (step, facts) => {
    if (isDeposed(run, step)) saw('highest-returns');
    for (const fact of facts) roles.note(fact);
    const asking = run.candidates.filter((id) => roles.of(id) === 'electing');
    if (facts.length > 0 && asking.length > 1) saw('elections-at-once');
    const late = applied(step, 'OK2') && roles.of(step.node) === 'leader';
    if (late) saw('answer-too-late');
  };
};

const SPECIAL: { readonly [algorithm: string]: readonly Lookout[] } = {
  raft: [together, ofRaft],
  bully: [together, ofBully],
  'zookeeper-fle': [together],
};

function sight(id: string, what: string, more: Partial<Sight> = {}): Sight {
  return { id, what, share: 0, where: 'swarm', ...more };
}

const OWN: { readonly [algorithm: string]: readonly Sight[] } = {
  raft: [
    sight(
      'two-leaders',
      'Two leaders of different terms at once, when the old one is cut off (R12)',
      {
        share: 0.3,
        where: (seed) => minorityCut(seed, 1700),
      },
    ),
    sight('split-vote', 'A term in which several stood and nobody won'),
    sight('overthrown', 'A leader hears of a newer term and steps down'),
    sight('log-repaired', 'A follower drops entries that contradict its leader’s'),
  ],
  bully: [
    sight('elections-at-once', 'Two nodes hold elections at the same time'),
    sight('highest-returns', 'The highest node comes back while another leads'),
    sight('answer-too-late', 'An answer reaches a node that has declared itself leader'),
    sight('two-leaders', 'Two leaders at once'),
  ],
  'zookeeper-fle': [
    sight('two-leaders', 'Two leaders of different epochs at once, when a clock is slow', {
      where: oldLeaderIsSlow,
    }),
  ],
};

/** What random trials hardly ever come to has runs of its own. */
const ELSEWHERE: { readonly [algorithm: string]: { readonly [id: string]: Sight['where'] } } = {
  raft: { 'rule:CR3': askedWhileHanding },
  ring: { 'rule:PI3': askedTooLate },
  chubby: {
    'restart:outside': crashesOutside,
  },
  paxos: {
    'rule:AC3': acceptedTooLate,
    'rule:MAC3': refusedInSilence,
    'restart:accepting': crashesBetween,
    'rule:LAC5': releasedMidway,
    'rule:LAC6': releasedMidway,
    'rule:LLN4': releasedMidway,
    'rule:LRE1': releasedMidway,
    'rule:LRE2': releasedMidway,
    'handled:Release': releasedMidway,
    'restart:proposing': crashesProposing,
  },
  'zookeeper-fle': { 'rule:AE2': aheadOfElected },
  etcd: {
    'rule:PR3': proclaimsTooLate,
    'restart:outside': crashesStanding,
    'restart:campaigning': crashesStanding,
    'restart:storeCandidate': crashesStanding,
    'rule:raft:PVR4': refusedByAll('etcd'),
    'rule:raft:C2': writtenBefore('etcd'),
  },
  consul: {
    'rule:LK6': hearsOfLoss,
    'restart:storeCandidate': serversStanding,
    'rule:raft:PVR4': refusedByAll('consul'),
    'rule:raft:C2': writtenBefore('consul'),
  },
  zookeeper: {
    'rule:WR3': movedMidway,
    'rule:fle:AE2': hardTimes,
    'restart:looking': crashesElecting,
    'restart:joining': crashesElecting,
    'restart:elected': crashesElecting,
  },
};

/** Everything that must be seen of an algorithm. */
export function sightsOf(algorithm: Algorithm): readonly Sight[] {
  // Roles by name: their order decides nothing but that of the rows.
  const forms = formsOf(algorithm);
  const all = (names: (form: Algorithm) => readonly string[]): readonly string[] => [
    ...new Set(forms.flatMap(names)),
  ];
  const roles = all(({ face }) => Object.keys(face.roles));
  return [
    ...all(({ rules }) => rules.map(({ id }) => id)).map((id) =>
      sight(`rule:${id}`, `Rule ${id} is applied`, {
        where: ELSEWHERE[algorithm.id]?.[`rule:${id}`] ?? 'swarm',
      }),
    ),
    ...all(wireNames).map((type) =>
      sight(`handled:${type}`, `${type} is handled`, {
        where: ELSEWHERE[algorithm.id]?.[`handled:${type}`] ?? 'swarm',
      }),
    ),
    ...all(timerNames).map((name) => sight(`rings:${name}`, `Timer ${name} rings`)),
    ...roles.map((role) =>
      sight(`restart:${role}`, `A node crashes as ${role} and comes back`, {
        where: ELSEWHERE[algorithm.id]?.[`restart:${role}`] ?? 'crashes',
      }),
    ),
    ...(OWN[algorithm.id] ?? []),
  ];
}

/** All that looks out for them. */
export function lookoutsOf(algorithm: Algorithm): readonly Lookout[] {
  return [everything, ...(SPECIAL[algorithm.id] ?? [])];
}
