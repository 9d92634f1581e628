/**
 * A toy service with everything a face can show: stores that keep a queue and grant a lease, clients
 * that stand in it, a bank with a door. It stands in no registry; what it looks like comes from its face
 * alone. Times are fixed, so that a test can say what must be seen when. Never used by the product.
 */
import type {
  Algorithm,
  AnyMessage,
  Context,
  Face,
  NodeId,
  Ornament,
  Part,
  PartState,
  Us,
  WorldView,
} from '../../engine/protocol';
import { createSession } from '../../session/createSession';
import type { RunView, Session } from '../../session/types';
import { seenAs } from './seenAs';

export const STORES: readonly NodeId[] = ['n1', 'n2', 'n3'];
export const CLIENTS: readonly NodeId[] = ['n4', 'n5'];
export const BANK: NodeId = 'n6';
/** How long a store keeps its lease, and how long a leader wrongly believes in it. */
export const KEPT_US = 500_000;
export const BELIEVED_US = 700_000;

interface ToyState extends PartState {
  stable: { log: readonly number[] };
  role: 'idle' | 'asking' | 'queued' | 'leader';
  votes: { readonly [store: string]: boolean };
  queue: readonly NodeId[];
  place: number;
  ahead: NodeId | null;
  leaseUntilUs: Us | null;
  door: number | null;
  refused: number | null;
  charges: number;
}

type ToyMessages = {
  ASK: { readonly number: number };
  VOTE: { readonly granted: boolean; readonly place: number; readonly ahead: NodeId | null };
  CHARGE: { readonly token: number };
};
type ToyTimer = 'ask' | 'answer' | 'work';
type Ctx = Context<ToyMessages, ToyTimer>;

function numberOf(ctx: Ctx): number {
  return ctx.rank(ctx.self) * 10;
}

function onAsk(s: ToyState, ctx: Ctx): void {
  ctx.rule('T1');
  s.role = 'asking';
  ctx.becomes('asking', 'asks');
  ctx.attempt(numberOf(ctx));
  for (const store of STORES) ctx.send(store, { type: 'ASK', number: numberOf(ctx) });
  ctx.setTimer('answer', 60_000);
}

function onVote(
  s: ToyState,
  from: NodeId,
  { granted, place, ahead }: ToyMessages['VOTE'],
  ctx: Ctx,
): void {
  s.votes = { ...s.votes, [from]: granted };
  ctx.cancelTimer('answer');
  ctx.setTimer('work', 100_000);
  if (!granted) {
    if (s.role !== 'queued') ctx.becomes('queued', 'waits');
    s.role = 'queued';
    s.place = place;
    s.ahead = ahead;
    return;
  }
  const won = Object.values(s.votes).filter((yes) => yes).length;
  if (won < 2 || s.role === 'leader') return;
  s.role = 'leader';
  s.leaseUntilUs = ctx.now + BELIEVED_US;
  ctx.rule('T2');
  ctx.becomes('leader', 'wins');
  ctx.believes(ctx.self, numberOf(ctx));
}

const toy: Part<ToyState, ToyMessages, ToyTimer> = {
  messages: {
    ASK: { number: 'int' },
    VOTE: { granted: 'bool', place: 'int', ahead: 'id' },
    CHARGE: { token: 'int' },
  },
  timers: ['ask', 'answer', 'work'],
  suspect: 'ask',
  init: () => ({
    stable: { log: [] },
    role: 'idle',
    votes: {},
    queue: [],
    place: 0,
    ahead: null,
    leaseUntilUs: null,
    door: null,
    refused: null,
    charges: 0,
  }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: (_, ctx) => {
    ctx.becomes('idle', 'starts');
    if (CLIENTS.includes(ctx.self)) ctx.setTimer('ask', ctx.rank(ctx.self) * 20_000);
  },
  onRestart: (_, ctx) => ctx.becomes('idle', 'starts'),
  on: {
    ASK: (s, { number }, ctx) => {
      const first = s.queue.length === 0;
      const ahead = s.queue.at(-1) ?? null;
      s.queue = [...s.queue, ctx.from];
      s.stable.log = [...s.stable.log, number];
      if (first) s.leaseUntilUs = ctx.now + KEPT_US;
      ctx.reply({ type: 'VOTE', granted: first, place: s.queue.length, ahead });
    },
    VOTE: (s, message, ctx) => onVote(s, ctx.from, message, ctx),
    CHARGE: (s, { token }, ctx) => {
      ctx.rule('T3');
      if (s.door !== null && token < s.door) {
        s.refused = token;
        return;
      }
      s.door = token;
      s.charges++;
    },
  },
  timeouts: {
    ask: onAsk,
    answer: () => undefined,
    work: (s, ctx) => {
      const token = s.role === 'leader' ? numberOf(ctx) : 1;
      ctx.send(BANK, { type: 'CHARGE', token });
      if (s.role === 'leader') ctx.setTimer('work', 100_000);
    },
  },
};

function clientWears(s: ToyState, world: WorldView, node: NodeId): readonly Ornament[] {
  if (s.role === 'asking' && node === 'n5') {
    return [{ kind: 'window', timer: 'answer', label: 'wait.answer' }];
  }
  if (s.role === 'asking') {
    const voters = STORES.map((store) => {
      const vote = s.votes[store];
      return { node: store, vote: vote === undefined ? 'pending' : vote ? 'yes' : 'no' } as const;
    });
    return [{ kind: 'voters', notch: 2, voters, label: 'word.promises' }];
  }
  if (s.role === 'queued') {
    const ahead = s.ahead ?? 'n4';
    return [
      { kind: 'queue', place: s.place, number: 7 },
      { kind: 'sight', to: ahead, label: 'word.watches' },
      { kind: 'tie', to: 'n1' },
      { kind: 'token', value: 'abcdefg', swallowed: 3 },
    ];
  }
  if (s.role !== 'leader') return [{ kind: 'tie', to: 'n1' }];
  const store = world.part('n1', 'toy') as ToyState;
  const until = store.leaseUntilUs;
  return [
    {
      kind: 'lease',
      wholeUs: BELIEVED_US,
      holder: { untilUs: s.leaseUntilUs ?? 0, clock: node },
      service: until === null ? null : { untilUs: until, clock: 'n1' },
      label: 'word.lease',
    },
    { kind: 'token', value: 40 },
  ];
}

function ornaments(state: PartState, world: WorldView, node: NodeId): readonly Ornament[] {
  const s = state as ToyState;
  if (CLIENTS.includes(node)) return clientWears(s, world, node);
  if (node === BANK) {
    return [
      { kind: 'door', number: s.door, ...(s.refused !== null && { refused: s.refused }) },
      { kind: 'count', word: 'word.charged', value: s.charges, alarm: s.charges > 1 },
    ];
  }
  if (s.leaseUntilUs === null) return [];
  return [
    { kind: 'log', first: 1, cells: [...s.stable.log, null], committed: 1 },
    {
      kind: 'arc',
      until: { untilUs: s.leaseUntilUs, clock: node },
      wholeUs: KEPT_US,
      label: 'word.kept',
      danger: node === 'n3',
    },
  ];
}

export const face: Face = {
  roles: {
    idle: { glyph: 'plain', word: 'role.idle' },
    asking: { glyph: 'hand', word: 'role.asking' },
    queued: { glyph: 'waiting', word: 'role.queued' },
    leader: { glyph: 'crown', word: 'role.leader' },
  },
  kinds: {
    store: { glyph: 'store', word: 'kind.store', place: 'service', badge: () => null },
    client: { glyph: 'client', word: 'kind.client', place: 'main' },
    bank: { glyph: 'bank', word: 'kind.bank', place: 'resource', badge: () => null },
  },
  messages: {
    ASK: (m) => ({
      word: 'word.ask',
      initial: 'A',
      shape: 'request',
      colour: 'ask',
      carries: (m as AnyMessage & ToyMessages['ASK']).number,
    }),
    VOTE: (m) => ({
      word: 'word.vote',
      initial: 'V',
      shape: m['granted'] === true ? 'grant' : 'refusal',
      colour: m['granted'] === true ? 'yes' : 'no',
    }),
    CHARGE: (m) => ({
      word: 'word.charge',
      initial: 'C',
      shape: 'announce',
      colour: 'lead',
      carries: (m as AnyMessage & ToyMessages['CHARGE']).token,
    }),
  },
  routine: () => false,
  waits: {
    ask: { word: 'wait.ask', arc: true, detection: true },
    answer: { word: 'wait.answer', arc: false },
    work: { word: 'wait.work', arc: false },
  },
  periods: () => ({ routineUs: 100_000, detectionUs: 100_000 }),
  badge: (state) => ({ word: 'word.place', value: (state as ToyState).place }),
  sentences: {
    T1: (step) => ({ key: 'says.asks', values: { node: step.node ?? '' } }),
    T3: (step) => ({ key: 'says.charged', values: { from: step.from ?? '' } }),
  },
  variables: () => [],
  ornaments,
  about: { assumes: [], differs: [] },
  layout: 'tiers',
  texts: { en: {} },
};

export const toyAlgorithm: Algorithm = {
  id: 'toy',
  version: 1,
  mandate: 'granted',
  variants: [],
  params: [],
  kinds: { node: { parts: { toy: toy as Part }, order: ['toy'] } },
  candidates: 'node',
  resolveParams: () => ({}),
  authority: (world) => {
    const { queue } = world.part('n1', 'toy') as ToyState;
    const [leader] = queue;
    return leader === undefined ? null : { leader, token: 40 };
  },
  rules: [],
  face,
  presets: [],
};

const KIND_OF: { readonly [id: NodeId]: string } = {
  n4: 'client',
  n5: 'client',
  n6: 'bank',
};

/** The run with nodes of three kinds: scenarios cannot ask for these yet. */
export function withKinds(session: Session): RunView {
  return seenAs<RunView>(session, {
    world: (world: WorldView): WorldView =>
      seenAs(world, {
        node: (): WorldView['node'] => (id) =>
          seenAs(world.node(id), {
            kind: () => KIND_OF[id] ?? 'store',
            candidate: () => CLIENTS.includes(id),
          }),
      }),
  });
}

/** A session of the toy: three stores, two clients and a bank, every message 10 ms on its way. */
export function toySession(algorithm: Algorithm = toyAlgorithm, nodes = 6): Session {
  return createSession(
    { v: 1, algorithm: 'toy', nodes, seed: '1', network: { delayMs: 10 } },
    algorithm,
    undefined,
    () => [],
  );
}
