/** The conditions of a candidate's rules, with the values that made them true or false in one step. */
import type { Guard, Guards, Step } from '../../engine/protocol';
import {
  applies,
  compares,
  differs,
  either,
  equals,
  guard,
  onEvent,
  onMessage,
  onTimer,
} from '../shared/guards';
import type { Ask } from '../shared/guards';
import { looksUp } from './connection';
import { ownOf, targetOf } from './recipe';
import type {
  ClientState,
  Closed,
  ConnectReply,
  ExistsReply,
  GetChildrenReply,
  Listed,
  OfNode,
  Packet,
  ZooKeeperParams,
} from './types';

const isClient = ({ world, node }: Step): boolean => world.node(node ?? '').kind === 'client';
const connected = ({ link }: ClientState): Guard => equals('link', link, ['connected']);
const ofMine = ({ conn }: ClientState, m: { readonly conn: number }): Guard =>
  guard('it is of my connection', '', conn === m.conn);
const staying = ({ asked }: ClientState): Guard =>
  guard('I am not giving my place up', '', !asked.includes('delete'));

/** What every packet must be to be taken in. */
function heard(s: ClientState, m: Packet): readonly Guard[] {
  return [connected(s), ofMine(s, m), compares('its number', m.at, '=', 'the next', s.inAt + 1)];
}

function on<M extends Packet>(
  type: string,
  ask: (s: ClientState, m: M, step: Step) => readonly Guard[],
): Ask {
  return onMessage<ClientState, M>(type, (s, m, _from, step) => [
    ...heard(s, m),
    ...ask(s, m, step),
  ]);
}

const follows = (...asks: readonly Ask[]): Ask => {
  return (step) => (asks.some((ask) => applies(ask(step))) ? [] : null);
};

const CC0 = onEvent(['start', 'restart'], (_s, step) => (isClient(step) ? [] : null));

const awaited = (s: ClientState, m: ConnectReply): readonly Guard[] => [
  equals('link', s.link, ['connecting']),
  ofMine(s, m),
];

const CC2 = onMessage<ClientState, ConnectReply>('ConnectReply', (s, m) => [
  ...awaited(s, m),
  differs('its session', m.session, [null]),
  equals('my session', s.session, [null]),
]);
const CC3 = onMessage<ClientState, ConnectReply>('ConnectReply', (s, m) => [
  ...awaited(s, m),
  differs('its session', m.session, [null]),
  differs('my session', s.session, [null]),
]);
const CC4 = onMessage<ClientState, ConnectReply>('ConnectReply', (s, m) => [
  ...awaited(s, m),
  equals('its session', m.session, [null]),
]);

const PACKETS = [
  ...['CreateReply', 'GetChildrenReply', 'ExistsReply', 'DeleteReply'],
  ...['PingReply', 'NodeDeleted'],
];

const CC5 = either(
  onTimer<ClientState>('silence', (s) => [connected(s)]),
  onTimer<ClientState>('reply', (s) => [connected(s)]),
  onMessage<ClientState, Closed>('Closed', (s, m) => [ofMine(s, m), connected(s)]),
  ...PACKETS.map((type) =>
    onMessage<ClientState, Packet>(type, (s, m) => [
      connected(s),
      ofMine(s, m),
      guard('a packet before it is missing', `${m.at}, not ${s.inAt + 1}`, m.at !== s.inAt + 1),
    ]),
  ),
);

/** What it read the queue for; null: it did not ask. */
function askedFor({ asked }: ClientState): string | null {
  return asked.find((one) => one === 'list' || one === 'look') ?? null;
}

/** A list that says what its place is. */
function placed(ask: (s: ClientState, m: GetChildrenReply, step: Step) => readonly Guard[]): Ask {
  return on<GetChildrenReply>('GetChildrenReply', (s, m, step) => [
    equals('asked for', askedFor(s), ['list']),
    staying(s),
    ...ask(s, m, step),
  ]);
}

const own = (s: ClientState, m: GetChildrenReply, step: Step): Listed | undefined =>
  ownOf(s, m.children, step.node ?? '');

function mine(s: ClientState, m: GetChildrenReply, step: Step, wanted: boolean): Guard {
  const found = own(s, m, step);
  const text = wanted ? 'a node with my guid is there' : 'no node with my guid is there';
  return guard(
    text,
    found === undefined ? 'none' : `n_${found.node}`,
    (found !== undefined) === wanted,
  );
}

function smallest(s: ClientState, m: GetChildrenReply, step: Step, wanted: boolean): Guard {
  const found = own(s, m, step);
  const params = step.params as ZooKeeperParams;
  const isFirst = found !== undefined && targetOf(found, m.children, params) === null;
  const text = wanted ? 'mine is the smallest' : 'mine is not the smallest';
  const first = m.children[0]?.node;
  return guard(text, first === undefined ? 'none' : `smallest n_${first}`, isFirst === wanted);
}

const VO4 = placed((s, m, step) => [mine(s, m, step, false)]);
const VO2 = on('CreateReply', () => []);
const RS2 = on('DeleteReply', () => []);
const EL3 = on<ExistsReply>('ExistsReply', (s, m) => [
  staying(s),
  equals('exists', m.exists, [false]),
]);
const EL4 = on<OfNode>('NodeDeleted', (s, m) => [
  equals('the node', m.node, [s.watching]),
  staying(s),
]);

function lookedUp(s: ClientState, wanted: boolean): Guard {
  const text = wanted
    ? 'I am in the queue, and nothing is asked'
    : 'I lead, have no node, or wait for an answer';
  return guard(text, '', looksUp(s) === wanted);
}

export const clientGuards: Guards = {
  CC0,
  CC1: either(
    follows(CC0, CC4),
    onTimer<ClientState>('reconnect', (s) => [equals('link', s.link, ['apart'])]),
  ),
  CC2,
  CC3,
  CC4,
  CC5,
  CC6: either(
    onTimer<ClientState>('connectWait', (s) => [equals('link', s.link, ['connecting'])]),
    onMessage<ClientState, Closed>('Closed', (s, m) => [
      ofMine(s, m),
      equals('link', s.link, ['connecting']),
    ]),
  ),
  EL5: (step) => {
    if (!applies(CC5(step))) return null;
    const { leads } = step.before as ClientState;
    const { obeyDisconnected } = step.params as ZooKeeperParams;
    return [equals('leads', leads, [true]), equals('obeyDisconnected', obeyDisconnected, [true])];
  },
  CC7: onTimer<ClientState>('idle', (s) => [connected(s), lookedUp(s, false)]),
  LI2: onTimer<ClientState>('idle', (s) => [connected(s), lookedUp(s, true)]),
  CC8: on('PingReply', () => []),
  VO1: follows(CC2, VO4, RS2),
  VO2,
  LI1: follows(VO2, CC3, EL3, EL4),
  LI3: on<GetChildrenReply>('GetChildrenReply', (s) => [
    equals('asked for', askedFor(s), ['look']),
    staying(s),
  ]),
  VO3: placed((s, m, step) => [mine(s, m, step, true), equals('my node', s.node, [null])]),
  VO4,
  EL1: placed((s, m, step) => [mine(s, m, step, true), smallest(s, m, step, true)]),
  EL2: placed((s, m, step) => [mine(s, m, step, true), smallest(s, m, step, false)]),
  EL6: on<ExistsReply>('ExistsReply', (s, m) => [staying(s), equals('exists', m.exists, [true])]),
  EL3,
  EL4,
  RS1: onEvent<ClientState>(['act'], (s, step) =>
    isClient(step) ? [connected(s), differs('my node', s.node, [null]), staying(s)] : null,
  ),
  RS2,
};
