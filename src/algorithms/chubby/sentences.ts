/**
 * One sentence for each rule that is worth one: what came, what the node made of it, and why. Every value
 * is read from the step; the words are in `texts.ts`.
 */
import type { Face, Phrase, Step } from '../../engine/protocol';
import { majority } from '../shared/quorum';
import type { ChubbyParams, ClientState, ReplicaState } from './types';

type Values = { [name: string]: string | number };

interface Seen {
  readonly step: Step;
  readonly params: ChubbyParams;
  readonly message: { readonly [field: string]: unknown };
}

type Tell<S> = (seen: Seen, before: S, after: S) => Values | null;

const ms = (us: number): number => Math.round(us) / 1000;

/** A sentence by its key; who it is about and who sent the message are always at hand. */
function say<S>(key: string, tell: Tell<S>): (step: Step) => Phrase | null {
  return (step) => {
    const { node, before, after, from, message } = step;
    if (node === null || before === null || after === null) return null;
    const params = step.params as ChubbyParams;
    const seen: Seen = { step, params, message: message ?? {} };
    const values = tell(seen, before as unknown as S, after as unknown as S);
    return values === null ? null : { key, values: { node, from: from ?? '', ...values } };
  };
}

const onReplica = (key: string, tell: Tell<ReplicaState> = () => ({})) =>
  say<ReplicaState>(key, tell);
const onClient = (key: string, tell: Tell<ClientState> = () => ({})) => say<ClientState>(key, tell);

const count = ({ step }: Seen): number => step.world.candidates.length;
const needed = (seen: Seen): Values => ({ needed: majority(count(seen)), count: count(seen) });

const taken = onReplica('say.taken');
const tooOld = onReplica('say.tooOld', ({ message }) => ({
  generation: Number(message['generation']),
}));
const loses = onClient('say.client.lost', ({ message }) => ({
  generation: Number(message['generation']),
}));
const releases = onClient('say.client.releases', (_seen, { holds }) => ({
  generation: holds ?? 0,
}));

/** By rule: what it says. */
export const sentences: Face['sentences'] = {
  ST1: onReplica('say.starts'),
  ST2: onReplica('say.restarts', ({ params }) => ({ leaseMs: ms(params.leaseUs) })),
  ST3: onReplica('say.waited'),
  ST4: onReplica('say.seated', (_seen, _before, { master }) => ({ master: master ?? '' })),
  EL1: onReplica('say.stands', (seen, _before, { ballot }) => ({ ballot, ...needed(seen) })),
  VR1: onReplica('say.refuses', ({ message }) => ({ ballot: Number(message['ballot']) })),
  VR2: onReplica('say.promises', ({ message, params }) => ({
    ballot: Number(message['ballot']),
    leaseMs: ms(params.leaseUs),
  })),
  VO1: onReplica('say.counts', (seen, _before, { votes }) => ({
    ...{ votes: votes.filter(({ granted }) => granted).length },
    ...needed(seen),
  })),
  VO2: onReplica('say.refused'),
  VO3: onReplica('say.wins', (seen, _before, { ballot }) => ({ ballot, ...needed(seen) })),
  PR1: onReplica('say.promiseOver'),
  RN1: onReplica('say.renews', (_seen, _before, { round }) => ({ round })),
  RN2: onReplica('say.follows', ({ params }) => ({ leaseMs: ms(params.leaseUs) })),
  RN3: onReplica('say.extended', ({ message }, _before, { round }) => ({
    round: Number(message['round'] ?? round),
  })),
  RN4: onReplica('say.cannotWrite'),
  LE1: onReplica('say.leaseOver'),
  WR2: onReplica('say.stores', ({ message }) => ({ version: Number(message['version']) })),
  WR4: onReplica('say.written', (seen, _before, { committed }) => ({
    ...{ version: committed },
    ...needed(seen),
  })),
  TK1: onReplica('say.newEpoch', (_seen, _before, { stable }) => ({
    epoch: stable.database.epoch,
  })),
  TK2: onReplica('say.takesOver', (_seen, _before, { stable }) => ({
    epoch: stable.database.epoch,
    sessions: stable.database.sessions.length,
  })),
  TK3: onReplica('say.serves', (_seen, _before, { stable }) => ({ epoch: stable.database.epoch })),
  SE1: onReplica('say.names', (_seen, _before, { master }) => ({ master: master ?? 'nobody' })),
  SE2: onReplica('say.notMaster', ({ message }) => ({ call: String(message['type']) })),
  SE3: onReplica('say.keepsForLater'),
  SE4: onReplica('say.unknownSession', ({ message }) => ({ session: Number(message['session']) })),
  SE5: onReplica('say.wrongEpoch', ({ message }, _before, { stable }) => ({
    old: Number(message['epoch']),
    epoch: stable.database.epoch,
  })),
  SE6: onReplica('say.holds'),
  SE7: onReplica('say.answers', ({ params }) => ({ leaseMs: ms(params.sessionLeaseUs) })),
  SE8: onReplica('say.opens', (_seen, _before, { stable }) => ({
    session: stable.database.lastSession,
  })),
  SE9: onReplica('say.ends', ({ step }) => ({ session: Number(step.event.timer?.key ?? 0) })),
  LK1: onReplica('say.grants', (_seen, _before, { stable }) => ({
    generation: stable.database.generation,
  })),
  LK2: (step) => (step.message?.type === 'SET_CONTENTS' ? tooOld(step) : taken(step)),
  LK3: onReplica('say.accepts', ({ message }) => ({ generation: Number(message['generation']) })),
  LK5: onReplica('say.freed'),
  LK6: onReplica('say.delays', ({ params, step }) => ({
    session: Number(step.event.timer?.key ?? 0),
    delayMs: ms(params.lockDelayUs),
  })),
  LK7: onReplica('say.delayOver'),
  CS0: onClient('say.client.starts'),
  CS1: onClient('say.client.asks', ({ step }) => ({ to: askedIn(step) })),
  CS2: onClient('say.client.finds', (_seen, _before, { master, session }) => ({
    master: master ?? '',
    call: session === null ? 'a session' : 'its session to be kept',
  })),
  CS3: onClient('say.client.noMaster'),
  CS4: onClient('say.client.opened', (_seen, _before, { session }) => ({ session: session ?? 0 })),
  CS5: onClient('say.client.extended'),
  CS6: onClient('say.client.jeopardy', ({ params }) => ({ graceMs: ms(params.graceUs) })),
  CS7: onClient('say.client.safe'),
  CS8: onClient('say.client.expired', ({ params }) => ({ graceMs: ms(params.graceUs) })),
  CS9: onClient('say.client.told'),
  CS10: onClient('say.client.epoch', (_seen, _before, { epoch }) => ({ epoch })),
  CL2: onClient('say.client.locked', (_seen, _before, { holds }) => ({ generation: holds ?? 0 })),
  CL4: (step) => (step.event.kind === 'act' ? releases(step) : loses(step)),
};

/** Whom a client asked in this step. */
function askedIn({ effects }: Step): string {
  for (const effect of effects) {
    if (effect.do === 'send' && effect.message.type === 'WHO_IS_MASTER') return effect.to;
  }
  return '';
}
