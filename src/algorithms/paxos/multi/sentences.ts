/**
 * One sentence for each step of Multi-Paxos: what came, what the node made of it, and why. Every value is
 * read from the step; the words are in `texts.ts`.
 */
import type { NodeId, Phrase, Step } from '../../../engine/protocol';
import { waitsForDisk } from '../../shared/guards';
import { majority } from '../../shared/quorum';
import type { MultiState, NumberedSlot } from '../types';
import { multiRules } from './rules';

type Values = { [name: string]: string | number };
interface Said {
  readonly key: string;
  readonly values?: Values;
}

/** A step of a node, with what its sentence may need. */
interface Seen {
  readonly step: Step;
  readonly node: NodeId;
  readonly before: MultiState;
  readonly after: MultiState;
}

const field = ({ message }: Step, name: string): number => Number(message?.[name]);
const needed = ({ world }: Step): number => majority(world.candidates.length);

/** A key, or what is said in its place while the disk still writes. */
function unlessWriting(key: string, step: Step): string {
  return waitsForDisk(step) ? `${key}.writes` : key;
}

/** What an acceptor has promised, and the ballot and slot of the message. */
function promised({ step, before }: Seen): Values {
  return { b: field(step, 'b'), maxBal: before.stable.maxBal, slot: field(step, 'slot') };
}

function commandOf(step: Step): string | null {
  const command = step.message?.['command'];
  return typeof command === 'string' ? command : null;
}

/** A command in words: `put x 1`. */
function inWords(command: string | null): string {
  if (command === null) return 'a no-op';
  const [, verb = '', rest = ''] = /^\{"(\w+)":(.*)\}$/.exec(command) ?? [];
  return `${verb} ${rest.replace(/["[\]]/g, '').replace(',', ' ')}`;
}

/** The slots that this step asks all to accept. */
function proposed({ effects }: Step): readonly number[] {
  const slots = effects.flatMap((effect) =>
    effect.do === 'send' && effect.message.type === 'Accept'
      ? [Number(effect.message['slot'])]
      : [],
  );
  return [...new Set(slots)].sort((a, b) => a - b);
}

function span(slots: readonly number[]): string {
  const [first = 0] = slots;
  const last = slots.at(-1) ?? first;
  return first === last ? `${first}` : `${first} to ${last}`;
}

/** The slots of a step that no promise reported. */
function gaps({ step, before }: Seen): readonly number[] {
  const came = (step.message?.['slots'] ?? []) as readonly NumberedSlot[];
  const known = new Set([...before.reported, ...came].map(({ slot }) => slot));
  return proposed(step).filter((slot) => !known.has(slot));
}

const SAY: { readonly [rule: string]: (seen: Seen) => Said | null } = {
  MST1: () => ({ key: 'say.starts' }),
  MST2: ({ after }) => ({
    key: 'say.restarts',
    values: { maxBal: after.stable.maxBal, chosen: after.stable.ledger.length },
  }),
  MST3: ({ node, after }) => {
    if (after.leader === null) return { key: 'say.seated' };
    const key = after.leader === node ? 'say.seatedLeader' : 'say.seatedFollower';
    return { key, values: { leader: after.leader, b: after.leaderBallot } };
  },
  MRT1: ({ step, after }) => ({
    key: unlessWriting('say.stands', step),
    values: { b: after.ballot, first: after.firstSlot },
  }),
  MRT2: () => ({ key: 'say.leadsAlready' }),
  MPP1: (seen) => {
    const { step } = seen;
    const sent = step.effects.find((effect) => effect.do === 'send');
    const slots = sent?.do === 'send' ? (sent.message['slots'] as readonly NumberedSlot[]) : [];
    const key = slots.length > 0 ? 'say.promisesBound' : 'say.promises';
    return {
      key: waitsForDisk(step) ? 'say.promises.writes' : key,
      values: { ...promised(seen), count: slots.length },
    };
  },
  MPP2: (seen) => ({ key: 'say.refuses', values: promised(seen) }),
  MPP3: (seen) => ({ key: 'say.ignores', values: promised(seen) }),
  MPM1: ({ step, after }) => ({
    key: 'say.countsPromise',
    values: { b: field(step, 'b'), yes: after.promises.length, needed: needed(step) },
  }),
  MPM2: ({ step }) => ({ key: 'say.leads', values: { b: field(step, 'b') } }),
  MPM3: (seen) => {
    const filled = gaps(seen);
    return {
      key: filled.length > 0 ? 'say.leadsGaps' : 'say.leadsAgain',
      values: {
        b: field(seen.step, 'b'),
        slots: span(proposed(seen.step)),
        gaps: filled.join(', '),
      },
    };
  },
  MPM5: ({ step }) => ({ key: 'say.latePromise', values: { b: field(step, 'b') } }),
  MNK1: ({ step }) => ({
    key: 'say.refused',
    values: { b: field(step, 'b'), maxBal: field(step, 'maxBal') },
  }),
  MNK2: ({ step }) => ({ key: 'say.givesUp', values: { b: field(step, 'b') } }),
  MNK3: ({ step }) => ({
    key: 'say.lateRefusal',
    values: { b: field(step, 'b'), maxBal: field(step, 'maxBal') },
  }),
  MNK4: ({ step }) => ({
    key: 'say.deposed',
    values: { b: field(step, 'b'), maxBal: field(step, 'maxBal') },
  }),
  MCR1: ({ before }) => ({ key: 'say.request', values: { slot: before.nextSlot } }),
  MCR2: ({ before }) => ({
    key: before.leader === null ? 'say.requestNobody' : 'say.requestElsewhere',
    values: { leader: before.leader ?? '' },
  }),
  MAC1: (seen) => ({
    key: unlessWriting('say.accepts', seen.step),
    values: { ...promised(seen), value: inWords(commandOf(seen.step)) },
  }),
  MAC2: (seen) => ({ key: 'say.refusesValue', values: promised(seen) }),
  MAC3: (seen) => ({ key: 'say.ignoresValue', values: promised(seen) }),
  MAD1: ({ step, after }) => {
    const slot = field(step, 'slot');
    const yes = after.proposals.find((one) => one.slot === slot)?.from.length ?? 0;
    return { key: 'say.countsAcceptance', values: { slot, yes, needed: needed(step) } };
  },
  MAD2: ({ step, before }) => {
    const slot = field(step, 'slot');
    const found = before.proposals.find((one) => one.slot === slot);
    const key = step.world.candidates.length > 1 ? 'say.chosen.tells' : 'say.chosen';
    return { key, values: { slot, value: inWords(found?.command ?? null) } };
  },
  MAD3: ({ step }) => ({ key: 'say.lateAcceptance', values: { slot: field(step, 'slot') } }),
  MCH1: ({ step, after }) => {
    const slot = field(step, 'slot');
    const isGap = after.stable.ledger.length < slot;
    return {
      key: isGap ? 'say.learnsBeyond' : 'say.learns',
      values: { slot, value: inWords(commandOf(step)), chosen: after.stable.ledger.length },
    };
  },
  MCH2: ({ step }) => ({ key: 'say.knowsAlready', values: { slot: field(step, 'slot') } }),
  MHB1: () => ({ key: 'say.beats' }),
  MHB2: ({ step }) => ({ key: 'say.beatsAgain', values: { slots: span(proposed(step)) } }),
  MHB3: ({ step, after }) => ({
    key: 'say.hearsLeader',
    values: { leader: after.leader ?? '', b: field(step, 'b') },
  }),
  MHB4: (seen) => ({ key: 'say.refusesLeader', values: promised(seen) }),
  MHB5: (seen) => ({
    key: 'say.ignoresLeader',
    values: { b: field(seen.step, 'b') },
  }),
  MHR1: () => ({ key: 'say.hasAll' }),
  MHR2: ({ step }) => ({ key: 'say.makesUp', values: { chosen: field(step, 'chosen') } }),
  MHR3: ({ step }) => ({ key: 'say.oldAnswer', values: { b: field(step, 'b') } }),
};

function sentence(rule: string): (step: Step) => Phrase | null {
  return (step) => {
    const { node, from } = step;
    if (node === null || step.after === null) return null;
    const after = step.after as MultiState;
    const before = (step.before as MultiState | null) ?? after;
    const said = SAY[rule]?.({ step, node, before, after }) ?? null;
    if (said === null) return null;
    const own = from === node;
    return { key: said.key, values: { node, from: own ? 'itself' : (from ?? ''), ...said.values } };
  };
}

export const sentences: { readonly [rule: string]: (step: Step) => Phrase | null } =
  Object.fromEntries(
    multiRules.flatMap(({ id }) => (SAY[id] === undefined ? [] : [[id, sentence(id)]])),
  );
