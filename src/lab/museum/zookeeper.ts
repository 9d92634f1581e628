/** The ZooKeeper recipe with one mistake each: short cuts of candidates, and a service that cannot count. */
import type { Algorithm, MessageContext } from '../../engine/protocol';
import type { clientOf, serverOf } from '../../properties/zookeeper/view';
import type { Mutant } from './types';
import { as, changedPart, disguised, onMessage, onTimer } from './wrap';
import type { Change } from './wrap';

type After<Of extends (...step: never) => { readonly after: object } | null> = NonNullable<
  ReturnType<Of>
>['after'];
type ServerState = After<typeof serverOf>;
type ClientState = After<typeof clientOf>;

function mutant(id: string, breaks: string, noticedBy: readonly string[], change: Change): Mutant {
  return { id, of: 'zookeeper', breaks, noticedBy, exhibit: changedPart(change) };
}

/** The same for the part of the servers, alone or in an ensemble. */
function serverMutant(
  id: string,
  breaks: string,
  noticedBy: readonly string[],
  change: Change,
): Mutant {
  return {
    ...{ id, of: 'zookeeper', breaks, noticedBy },
    exhibit: (algorithm, play) => play(withServers(algorithm, change)),
  };
}

function withServers(algorithm: Algorithm, change: Change): Algorithm {
  const kinds = { ...algorithm.kinds };
  for (const kind of ['server', 'replica']) {
    const was = kinds[kind];
    const part = was?.parts['zookeeper'];
    if (was === undefined || part === undefined) throw new Error('There are no servers');
    kinds[kind] = { ...was, parts: { ...was.parts, zookeeper: change(part) } };
  }
  return { ...algorithm, kinds };
}

const leadsWhenWoken = onMessage('NodeDeleted', (handle) => (state, m, ctx) => {
  const s = as<ClientState>(state);
  const wasWatching = s.watching !== null;
  handle(state, m, ctx);
  if (!wasWatching || s.watching !== null || s.link !== 'connected') return;
  s.leads = true;
  ctx.becomes('leader', 'smallest');
  ctx.believes(ctx.self, s.czxid);
});

/** After a lost answer it asks for a node once more, and never looks whether it has one. */
const createsAgain = onMessage('ConnectReply', (handle) => (state, m, ctx) => {
  const s = as<ClientState>(state);
  const isBlind = s.session !== null && s.guid !== null && s.node === null;
  handle(state, m, ctx);
  if (!isBlind || s.link !== 'connected' || s.session === null) return;
  s.outAt += 1;
  s.asked = [...s.asked, 'create'];
  const to = ctx.of('server')[0] ?? ctx.of('replica')[s.at] ?? '';
  ctx.send(to, { type: 'Create', ...{ guid: 1, conn: s.conn, at: s.outAt } });
});

const ignoresSilence = onTimer('silence', (handle) => (state, ctx, key) => {
  const s = as<ClientState>(state);
  const led = s.leads;
  handle(state, ctx, key);
  if (!led || s.leads) return;
  s.leads = true;
  ctx.becomes('leader', 'smallest');
  ctx.believes(ctx.self, s.czxid);
});

const watchesTheFirst = onMessage('GetChildrenReply', (handle) => (s, m, ctx) => {
  const params = { ...ctx.params, variant: 'herd' };
  handle(s, m, disguised<MessageContext>(ctx, { params }));
});

const neverStops: Change = (part) => {
  const stubborn = (params: object): object => ({ ...params, obeyDisconnected: false });
  const timers = ['silence', 'reply'].map((name) =>
    onTimer(name, (handle) => (s, ctx, key) => {
      handle(s, disguised(ctx, { params: stubborn(ctx.params) }), key);
    }),
  );
  return timers.reduce((changed, change) => change(changed), part);
};

const expiresAtOnce = onTimer('tick', (handle) => (state, ctx, key) => {
  const s = as<ServerState>(state);
  s.tracked = s.tracked.map((one, place) => (place === 0 ? { ...one, expireUs: ctx.now } : one));
  handle(state, ctx, key);
});

/** What it answers a create with; the node stays when its session goes. */
const keepsNodes: Change = (part) => {
  const keep = (state: object, before: ServerState['tree']): void => {
    const s = state as ServerState;
    const lost = before.nodes.filter(({ node }) => !s.tree.nodes.some((one) => one.node === node));
    if (lost.length === 0) return;
    s.tree = { ...s.tree, nodes: [...lost, ...s.tree.nodes] };
  };
  const tick = onTimer('tick', (handle) => (state, ctx, key) => {
    const { tree } = as<ServerState>(state);
    handle(state, ctx, key);
    keep(state, tree);
  });
  return tick(part);
};

const reusesNumbers = onMessage('Create', (handle) => (state, m, ctx) => {
  const s = as<ServerState>(state);
  s.tree = { ...s.tree, counter: Math.max(0, s.tree.counter - 1) };
  handle(state, m, ctx);
});

const neverExpires = onTimer('tick', () => () => undefined);

export const zookeeperMutants: readonly Mutant[] = [
  mutant(
    'zookeeper-leads-when-woken',
    'A candidate takes the end of the node before it for the lead',
    ['Z2', 'Z8'],
    leadsWhenWoken,
  ),
  mutant(
    'zookeeper-no-guid',
    'After a lost answer a candidate asks for a second node',
    ['Z5'],
    createsAgain,
  ),
  mutant(
    'zookeeper-ignores-silence',
    'A leader that hears nothing goes on',
    ['Z3'],
    ignoresSilence,
  ),
  mutant(
    'zookeeper-never-stops',
    'A leader does not obey, whatever was agreed',
    ['Z3'],
    neverStops,
  ),
  mutant('zookeeper-herd', 'Everybody watches the first node', ['Z4'], watchesTheFirst),
  serverMutant(
    'zookeeper-expires-early',
    'The service gives up a session that it heard',
    ['Z8', 'liveness'],
    expiresAtOnce,
  ),
  serverMutant(
    'zookeeper-keeps-nodes',
    'A node outlives its session',
    ['Z1', 'liveness'],
    keepsNodes,
  ),
  serverMutant('zookeeper-same-number', 'A new node takes the last number', ['Z1'], reusesNumbers),
  serverMutant(
    'zookeeper-never-expires',
    'Sessions of dead candidates never end',
    ['Z7', 'liveness'],
    neverExpires,
  ),
];
