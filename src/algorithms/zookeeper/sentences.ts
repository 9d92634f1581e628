/**
 * One sentence for each rule that is worth one: what came, what the node made of it, and why. Every value is
 * read from the step; the words are in `texts.ts`. Of several rules of a step the last with a sentence tells.
 */
import type { Face, NodeId, Phrase, Step } from '../../engine/protocol';
import type { ClientState, GetChildrenReply, ServerState, Tracked, ZooKeeperParams } from './types';

type Values = { [name: string]: string | number };

interface Seen {
  readonly step: Step;
  readonly params: ZooKeeperParams;
  readonly message: { readonly [field: string]: unknown };
}

type Tell<S> = (seen: Seen, before: S, after: S) => Values | string | null;

const ms = (us: number): number => Math.round(us) / 1000;

/** A sentence by its key, which `tell` may lengthen; who it is about and who sent the message are at hand. */
function say<S>(key: string, tell: Tell<S>): (step: Step) => Phrase | null {
  return (step) => {
    const { node, before, after, from, message } = step;
    if (node === null || before === null || after === null) return null;
    const params = step.params as ZooKeeperParams;
    const seen: Seen = { step, params, message: message ?? {} };
    const told = tell(seen, before as unknown as S, after as unknown as S);
    if (told === null) return null;
    const values = { node, from: from ?? '' };
    return typeof told === 'string'
      ? { key: `${key}.${told}`, values }
      : { key, values: { ...values, ...told } };
  };
}

const onServer = (key: string, tell: Tell<ServerState> = () => ({})) => say<ServerState>(key, tell);
const onClient = (key: string, tell: Tell<ClientState> = () => ({})) => say<ClientState>(key, tell);

/** True if the step applied this rule as well. */
function applies({ effects }: Step, id: string): boolean {
  return effects.some((effect) => effect.do === 'rule' && effect.id === id);
}

/** To whom the step sent the first message of this type. */
function sentTo({ effects }: Step, type: string): NodeId {
  for (const effect of effects) {
    if (effect.do === 'send' && effect.message.type === type) return effect.to;
  }
  return '';
}

function allTo({ effects }: Step, type: string): string {
  const found = effects.flatMap((effect) =>
    effect.do === 'send' && effect.message.type === type ? [effect.to] : [],
  );
  return found.join(', ');
}

/** The first client that the step connected, or told that its session has expired. */
function greeted({ effects }: Step, isIn: boolean): NodeId {
  for (const effect of effects) {
    if (effect.do !== 'send' || effect.message.type !== 'ConnectReply') continue;
    if ((effect.message['session'] !== null) === isIn) return effect.to;
  }
  return '';
}

const asks = ({ step }: Seen): Values => ({ server: sentTo(step, 'Connect') });
const timeout = ({ params }: Seen): Values => ({ timeoutMs: ms(params.sessionTimeoutUs) });

/** The owner of a node, in the list that came with the message. */
function ownerIn({ message }: Seen, node: number | null): NodeId {
  const { children } = message as unknown as GetChildrenReply;
  return children.find((child) => child.node === node)?.owner ?? '';
}

const recipe: Face['sentences'] = {
  CC0: onClient('say.starts', asks),
  CC1: onClient('say.connects', (seen) =>
    applies(seen.step, 'CC0') || applies(seen.step, 'CC4') ? null : asks(seen),
  ),
  CC3: onClient('say.reconnected', (_seen, { session }) => ({ session: session ?? 0 })),
  CC4: onClient('say.expired', (_seen, { session }) => ({ session: session ?? 0 })),
  CC5: onClient('say.disconnected', ({ step, params }) => {
    const { timer } = step.event;
    if (timer !== null && step.byHand) return 'byHand';
    if (timer?.name === 'silence') return { ms: ms(params.silenceUs) };
    if (timer?.name === 'reply') return 'noAnswer';
    return step.message?.type === 'Closed' ? 'closed' : 'gap';
  }),
  EL5: onClient('say.suspends'),
  CC6: onClient('say.refused', ({ step }) => (step.message === null ? 'silent' : {})),
  VO1: onClient('say.volunteers', ({ step }) =>
    applies(step, 'VO4') || applies(step, 'RS2') ? null : {},
  ),
  VO2: onClient('say.created', (_seen, _before, { node, czxid }) => ({
    ...{ number: node ?? 0, czxid: czxid ?? 0 },
  })),
  VO3: onClient('say.found', (_seen, _before, { node }) => ({ number: node ?? 0 })),
  VO4: onClient('say.volunteersAgain'),
  EL1: onClient('say.leads', (_seen, _before, { node, czxid }) => ({
    ...{ number: node ?? 0, czxid: czxid ?? 0 },
  })),
  EL2: onClient('say.waits', (seen, _before, { target, node }) =>
    applies(seen.step, 'VO3')
      ? null
      : { other: ownerIn(seen, target), target: target ?? 0, number: node ?? 0 },
  ),
  EL6: onClient('say.watches', ({ message }) => ({ number: Number(message['node']) })),
  EL3: onClient('say.goneAlready', ({ message }) => ({ number: Number(message['node']) })),
  EL4: onClient('say.woken', ({ message }) => ({ number: Number(message['node']) })),
  RS1: onClient('say.resigns', (_seen, { node }) => ({ number: node ?? 0 })),
  RS2: onClient('say.resigned', ({ message }) => ({ number: Number(message['node']) })),
};

/** Clients of the sessions that were closed, or are being closed, by this step. */
function closedIn(before: ServerState, after: ServerState): readonly Tracked[] {
  const kept = after.tracked.filter(({ session }) => !after.closing.includes(session));
  return before.tracked.filter(
    (one) =>
      !before.closing.includes(one.session) && !kept.some(({ session }) => session === one.session),
  );
}

const service: Face['sentences'] = {
  ST1: onServer('say.server.starts', ({ params }) => (params.replicas === 1 ? {} : 'many')),
  ST2: onServer('say.server.restarts', ({ params }) => (params.replicas === 1 ? {} : 'many')),
  CN1: onServer('say.server.opens', ({ step }) => (applies(step, 'CN4') ? null : {})),
  CN2: onServer('say.server.again', ({ step }) => {
    if (applies(step, 'CN4') || applies(step, 'CN5')) return null;
    return sentTo(step, 'Revalidate') === '' ? 'waits' : {};
  }),
  CN3: onServer('say.server.refuses'),
  CN4: onServer('say.server.letsIn', (seen) => ({
    ...timeout(seen),
    client: greeted(seen.step, true),
  })),
  CN5: onServer('say.server.expired', ({ step }) => ({ client: greeted(step, false) })),
  CX1: onServer('say.server.closes'),
  RD2: onServer('say.server.watch', ({ message }) => ({ number: Number(message['node']) })),
  RD3: onServer('say.server.gone', ({ message }) => ({ number: Number(message['node']) })),
  WR1: onServer('say.server.passes', ({ step }) =>
    applies(step, 'CN1') ? null : { server: sentTo(step, 'Request') },
  ),
  WR3: onServer('say.server.moved'),
  TX2: onServer('say.server.created', ({ step }) => {
    const client = sentTo(step, 'CreateReply');
    return client === '' ? null : { client };
  }),
  NT1: onServer('say.server.tells', ({ step }) =>
    applies(step, 'EX1') ? null : { clients: allTo(step, 'NodeDeleted') },
  ),
  EX1: onServer('say.server.expires', (seen, before, after) => {
    const sessions = closedIn(before, after).map(({ session }) => session);
    return { ...timeout(seen), sessions: sessions.join(', '), count: sessions.length };
  }),
  LE1: onServer('say.server.leads', timeout),
  LE2: onServer('say.server.follows', (_seen, _before, { leader }) => ({ leader: leader ?? '' })),
  LE3: onServer('say.server.leaves'),
  RV1: onServer('say.server.revalidates', ({ step, message }, _before, after) => {
    const { client, session } = message;
    const isOwned = after.tracked.some((one) => one.session === session && one.via === step.from);
    return { client: String(client), known: isOwned ? 'now' : 'no longer' };
  }),
};

/** By rule: what it says. */
export const sentences: Face['sentences'] = { ...recipe, ...service };
