/**
 * One sentence for each rule that is worth one: what came, what the node made of it, and why. Every value
 * is read from the step; the words are in `texts.ts`.
 */
import type { Face, Phrase, Step } from '../../engine/protocol';
import { nodeOf } from './electing';
import type { CandidateState, KubernetesParams, ServerState } from './types';

type Values = { [name: string]: string | number };

interface Seen<S> {
  readonly step: Step;
  readonly params: KubernetesParams;
  readonly message: { readonly [field: string]: unknown };
  readonly before: S;
  readonly after: S;
}

const ms = (us: number): number => Math.round(us) / 1000;

/** A sentence by its key; who it is about and who sent the message are always at hand. */
function say<S>(
  key: string,
  tell: (seen: Seen<S>) => Values = () => ({}),
): (step: Step) => Phrase | null {
  return (step) => {
    const { node, before, after, from, message } = step;
    if (node === null || before === null || after === null) return null;
    const states = { before: before as unknown as S, after: after as unknown as S };
    const params = step.params as KubernetesParams;
    const values = tell({ step, params, message: message ?? {}, ...states });
    return { key, values: { node, from: from ?? '', ...values } };
  };
}

const onCandidate = (key: string, tell?: (seen: Seen<CandidateState>) => Values) =>
  say<CandidateState>(key, tell);
const onServer = (key: string, tell?: (seen: Seen<ServerState>) => Values) =>
  say<ServerState>(key, tell);

const holderOf = ({ message }: Seen<unknown>): string => nodeOf(String(message['holder'] ?? ''));
const transitionsOf = ({ message }: Seen<unknown>): number => Number(message['leaderTransitions']);

const takesFree = onCandidate('say.takesFree', (seen) => ({
  transitions: transitionsOf(seen) + 1,
}));
const takesOver = onCandidate('say.takesOver', (seen) => ({
  ...{ holder: holderOf(seen), leaseMs: ms(seen.params.leaseUs) },
  transitions: transitionsOf(seen) + 1,
}));
const held = onCandidate('say.held', (seen) => ({ holder: holderOf(seen) }));
const stillLeads = onCandidate('say.stillLeads', (seen) => ({ holder: holderOf(seen) }));
const stores = onServer('say.stores', (seen) => ({
  ...{ holder: holderOf(seen), transitions: transitionsOf(seen) },
  version: seen.after.stable.resourceVersion,
}));
const frees = onServer('say.frees', ({ after }) => ({ version: after.stable.resourceVersion }));

/** By rule: what it says. */
export const sentences: Face['sentences'] = {
  CA0: onCandidate('say.starts'),
  TR1: onCandidate('say.renews'),
  TR2: onCandidate('say.reads'),
  TR3: onCandidate('say.creates'),
  TR4: (step) =>
    ((step.after as CandidateState | null)?.leading === true ? stillLeads : held)(step),
  TR5: onCandidate('say.own'),
  TR6: (step) => (step.message?.['holder'] === null ? takesFree : takesOver)(step),
  TR7: onCandidate('say.refused'),
  TR8: onCandidate('say.noAnswer', ({ params }) => ({ callMs: ms(params.callUs) })),
  LE1: onCandidate('say.leads', ({ after, params }) => ({
    ...{ transitions: after.observed?.leaderTransitions ?? 0 },
    deadlineMs: ms(params.deadlineUs),
  })),
  LE2: onCandidate('say.renewed', ({ params }) => ({ deadlineMs: ms(params.deadlineUs) })),
  RD1: onCandidate('say.stops', ({ params }) => ({ deadlineMs: ms(params.deadlineUs) })),
  RC1: onCandidate('say.releases'),
  AS0: onServer('say.server.starts'),
  AS1: (step) => {
    const { record } = (step.after as ServerState).stable;
    const holder = record?.holder ?? null;
    if (record === null) return onServer('say.answersNone')(step);
    if (holder === null) return onServer('say.answersFree')(step);
    return onServer('say.answers', () => ({ holder: nodeOf(holder) }))(step);
  },
  AS2: stores,
  AS3: onServer('say.exists'),
  AS4: (step) => (step.message?.['holder'] === null ? frees : stores)(step),
  AS5: onServer('say.conflict', ({ message, after }) => ({
    read: Number(message['resourceVersion']),
    version: after.stable.resourceVersion,
  })),
};
