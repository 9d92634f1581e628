/** Claims of the ZooKeeper recipe's sentences, held against the queue, sessions and messages. For tests only. */
import type { ClientState, ServerState, ZooKeeperParams } from '../../algorithms/zookeeper/types';
import { EMBEDDING } from '../../algorithms/zookeeper/face';
import { inside, worldInside } from '../../engine/inside';
import type { AnyMessage } from '../../engine/protocol';
import type { Claim, Court } from './claim';
import { believes, nodeIn, same, sentTo } from './claim';
import { zookeeperFleClaims } from './claimsZookeeperFle';
import type { Snapshot } from './witness';

const N = String.raw`(n\d+)`;
const S = String.raw`(s\d+)`;
const COUNT = String.raw`(\d+)`;
const MS = String.raw`(\d+(?:\.\d+)?) ms`;
const rx = (source: string): RegExp => new RegExp(source, 'g');

const came = ({ step }: Court): AnyMessage | null => step?.message ?? null;
const isCome = (court: Court, type: string): boolean => came(court)?.type === type;
const field = (court: Court, name: string): unknown => came(court)?.[name];
const client = ({ step }: Court): ClientState => step?.after as ClientState;
const was = ({ step }: Court): ClientState => step?.before as ClientState;
const server = ({ step }: Court): ServerState => step?.after as unknown as ServerState;
const wasServer = ({ step }: Court): ServerState => step?.before as unknown as ServerState;
const params = ({ step }: Court): ZooKeeperParams => step?.params as ZooKeeperParams;
const kind = ({ step }: Court): string => step?.event.kind ?? '';
const ring = ({ step }: Court): string => step?.event.timer?.name ?? '';
const usOf = (ms: string): number => Math.round(Number(ms) * 1000);
const acted = ({ step }: Court, node: string, from?: string): boolean =>
  step?.node === node && (from === undefined || step.from === from);
const sends = (court: Court, type: string, fields: object = {}): readonly string[] =>
  sentTo(court, type, (message) =>
    Object.entries(fields).every(([name, value]) => message[name] === value),
  );

/** The numbers of the nodes that came with the message, and whose they are. */
function owners(court: Court): ReadonlyMap<number, string> {
  const children = (field(court, 'children') ?? []) as readonly { node: number; owner: string }[];
  return new Map(children.map(({ node, owner }) => [node, owner]));
}

const connections: readonly Claim[] = [
  {
    words: rx(`^${N} starts and asks ${S} for a session`),
    holds: (court, node = '', to = '') =>
      acted(court, node) &&
      ['start', 'restart'].includes(kind(court)) &&
      sends(court, 'Connect', { session: null }).includes(to),
  },
  {
    words: rx(`^${N} asks ${S} to be connected`),
    holds: (court, node = '', to = '') =>
      acted(court, node) && sends(court, 'Connect').includes(to),
  },
  {
    words: rx(`^${N} is connected again, with session ${COUNT} as before`),
    holds: (court, node = '', session) =>
      acted(court, node) &&
      client(court).link === 'connected' &&
      was(court).session === Number(session) &&
      client(court).session === Number(session) &&
      sends(court, 'GetChildren').length === 1,
  },
  {
    words: rx(`^Session ${COUNT} of ${N} has expired`),
    holds: (court, session, node = '') =>
      acted(court, node) &&
      was(court).session === Number(session) &&
      field(court, 'session') === null &&
      client(court).node === null,
  },
  {
    words: rx(`^${N} has heard nothing for ${MS}`),
    holds: (court, node = '', ms = '') =>
      acted(court, node) &&
      ring(court) === 'silence' &&
      params(court).silenceUs === usOf(ms) &&
      client(court).link === 'apart',
  },
  {
    words: rx(`^${N} is made to give its connection up`),
    holds: (court, node = '') => acted(court, node) && court.step?.byHand === true,
  },
  {
    words: rx(`^${N} misses an answer and`),
    holds: (court, node = '') =>
      acted(court, node) && was(court).asked.length > 0 && client(court).link === 'apart',
  },
  {
    words: rx(`^${S} has closed the connection with ${N}`),
    holds: (court, from, node = '') => acted(court, node, from) && isCome(court, 'Closed'),
  },
  {
    words: rx(`^${N} misses a packet of ${S}, so`),
    holds: (court, node = '', from) =>
      acted(court, node, from) && field(court, 'at') !== was(court).inAt + 1,
  },
  {
    words: rx(`^${N} is disconnected and cannot know`),
    holds: (court, node = '') =>
      acted(court, node) &&
      was(court).leads &&
      client(court).link === 'apart' &&
      nodeIn(court.now, node).leader === null,
  },
  {
    words: rx(`^${S} does not serve: ${N} will try`),
    holds: (court, from, node = '') =>
      acted(court, node, from) && isCome(court, 'Closed') && was(court).link === 'connecting',
  },
  {
    words: rx(`^${N} gets no answer and will try`),
    holds: (court, node = '') => acted(court, node) && ring(court) === 'connectWait',
  },
];

const queue: readonly Claim[] = [
  {
    words: rx(`^${N} has a session and asks for a node`),
    holds: (court, node = '') =>
      acted(court, node) && client(court).session !== null && sends(court, 'Create').length === 1,
  },
  {
    words: rx(`^${N} has node ${COUNT} and reads the queue`),
    holds: (court, node = '', number) =>
      acted(court, node) &&
      client(court).node === Number(number) &&
      field(court, 'node') === Number(number) &&
      sends(court, 'GetChildren').length === 1,
  },
  {
    words: rx(`^${N} finds node ${COUNT} with its own mark`),
    holds: (court, node = '', number) =>
      acted(court, node) &&
      was(court).node === null &&
      owners(court).get(Number(number)) === node &&
      client(court).node === Number(number),
  },
  {
    words: rx(`^${N} finds no node of its own in the queue`),
    holds: (court, node = '') =>
      acted(court, node) &&
      isCome(court, 'GetChildrenReply') &&
      sends(court, 'Create').length === 1,
  },
  {
    words: rx(`^Node ${COUNT} is the smallest: ${N} leads, with token ${COUNT}`),
    holds: (court, number, node = '', token = '') =>
      believes(court.now, node, token) &&
      Math.min(...owners(court).keys()) === Number(number) &&
      owners(court).get(Number(number)) === node,
  },
  {
    words: rx(`^${N} is not first and watches node ${COUNT}, which is ${N}’s`),
    holds: (court, node = '', number, owner) =>
      acted(court, node) &&
      owners(court).get(Number(number)) === owner &&
      Number(number) < (client(court).node ?? 0) &&
      sends(court, 'Exists', { node: Number(number) }).length === 1,
  },
  {
    words: rx(`^${N} waits for the end of node ${COUNT}`),
    holds: (court, node = '', number) =>
      acted(court, node) && client(court).watching === Number(number),
  },
  {
    words: rx(`^Node ${COUNT} is gone already: ${N} reads`),
    holds: (court, number, node = '') =>
      acted(court, node) &&
      field(court, 'exists') === false &&
      field(court, 'node') === Number(number) &&
      sends(court, 'GetChildren').length === 1,
  },
  {
    words: rx(`^Node ${COUNT} is gone\\. That alone does not make ${N} leader`),
    holds: (court, number, node = '') =>
      acted(court, node) &&
      isCome(court, 'NodeDeleted') &&
      field(court, 'node') === Number(number) &&
      !client(court).leads &&
      sends(court, 'GetChildren').length === 1,
  },
  {
    words: rx(`^${N} gives its place up and asks for the end of node ${COUNT}`),
    holds: (court, node = '', number) =>
      acted(court, node) && sends(court, 'Delete', { node: Number(number) }).length === 1,
  },
  {
    words: rx(`^Node ${COUNT} of ${N} is gone\\. It asks for a new one`),
    holds: (court, number, node = '') =>
      acted(court, node) &&
      field(court, 'node') === Number(number) &&
      sends(court, 'Create').length === 1,
  },
];

const serving: readonly Claim[] = [
  {
    words: rx(`^${S} (?:starts and serves|starts\\. First|is back, reads|is back and looks)`),
    holds: (court, node = '') =>
      acted(court, node) &&
      ['start', 'restart'].includes(kind(court)) &&
      ['serving', 'looking'].includes(server(court).role),
  },
  {
    words: rx(`^${S} asks for a session for ${N} to be written`),
    holds: (court, node = '', from = '') =>
      acted(court, node, from) &&
      server(court).conns.some((one) => one.client === from && one.session === null),
  },
  {
    words: rx(`^${N} comes back with its session: ${S} (asks its leader|first applies)`),
    holds: (court, from, node = '', how) =>
      acted(court, node, from) &&
      (sends(court, 'Revalidate').length === 1) === (how === 'asks its leader') &&
      server(court).conns.some((one) => one.client === from && !one.ready),
  },
  {
    words: rx(`^${S} does not serve and turns ${N} away`),
    holds: (court, node = '', from = '') =>
      acted(court, node, from) && sends(court, 'Closed').includes(from),
  },
  {
    words: rx(`^${S} is connected with ${N}\\. It may be silent for ${MS}`),
    holds: (court, node = '', to = '', ms = '') =>
      acted(court, node) &&
      sentTo(court, 'ConnectReply', ({ session }) => session !== null).includes(to) &&
      params(court).sessionTimeoutUs === usOf(ms),
  },
  {
    words: rx(`^${S} knows no such session of ${N}`),
    holds: (court, node = '', to = '') =>
      acted(court, node) && sends(court, 'ConnectReply', { session: null }).includes(to),
  },
  {
    words: rx(`^${S} has no such connection with ${N}, or a packet`),
    holds: (court, node = '', from = '') =>
      acted(court, node, from) && sends(court, 'Closed').includes(from),
  },
  {
    words: rx(`^${S} will tell ${N} when node ${COUNT} is gone`),
    holds: (court, node = '', from = '', number) =>
      acted(court, node, from) &&
      server(court).watches.some((one) => one.client === from && one.node === Number(number)),
  },
  {
    words: rx(`^${S} tells ${N} that node ${COUNT} is gone already`),
    holds: (court, node = '', from = '', number) =>
      acted(court, node, from) &&
      sends(court, 'ExistsReply', { exists: false, node: Number(number) }).includes(from),
  },
  {
    words: rx(`^${S} passes the write of ${N} on to ${S}`),
    holds: (court, node = '', from = '', to = '') =>
      acted(court, node, from) && sends(court, 'Request', { client: from }).includes(to),
  },
  {
    words: rx(`^${S} drops a write`),
    holds: (court, node = '') => acted(court, node) && server(court).tree === wasServer(court).tree,
  },
  {
    words: rx(`^${S} has a node for ${N}`),
    holds: (court, node = '', to = '') =>
      acted(court, node) && sends(court, 'CreateReply').includes(to),
  },
  {
    words: rx(`^A node is gone: ${S} tells who watched it, (n\\d+(?:, n\\d+)*)`),
    holds: (court, node = '', list = '') =>
      acted(court, node) && same(list.split(', '), sends(court, 'NodeDeleted')),
  },
  {
    words: rx(`^Sessions? (\\d+(?:, \\d+)*) (?:was|were) not heard for ${MS}: ${S} has`),
    holds: (court, list = '', ms = '', node = '') =>
      acted(court, node) &&
      params(court).sessionTimeoutUs === usOf(ms) &&
      list.split(', ').every((session) => isOver(court, Number(session))),
  },
  {
    words: rx(`^${S} leads the servers\\. Every session has its whole ${MS}`),
    holds: (court, node = '', ms = '') =>
      acted(court, node) &&
      server(court).role === 'leading' &&
      params(court).sessionTimeoutUs === usOf(ms) &&
      server(court).tracked.length === server(court).tree.sessions.length,
  },
  {
    words: rx(`^${S} follows ${S} and serves`),
    holds: (court, node = '', leader) =>
      acted(court, node) && server(court).role === 'following' && server(court).leader === leader,
  },
  {
    words: rx(`^${S} has no leader any more and closes`),
    holds: (court, node = '') =>
      acted(court, node) && server(court).leader === null && server(court).conns.length === 0,
  },
  {
    words: rx(`^${S} notes: the session of ${N} (now|no longer) speaks over ${S}`),
    holds: (court, node = '', of, known, via) =>
      acted(court, node) &&
      field(court, 'client') === of &&
      (known === 'now') ===
        server(court).tracked.some(
          (one) => one.session === field(court, 'session') && one.via === via,
        ),
  },
];

/** The server had not heard of the session for its whole timeout, and has it closed. */
function isOver(court: Court, session: number): boolean {
  const { world, node } = court.step ?? {};
  const nowUs = world?.node(node ?? '').clock.localUs ?? 0;
  const known = wasServer(court).tracked.find((one) => one.session === session);
  const { tracked, closing } = server(court);
  const isKept = tracked.some((one) => one.session === session) && !closing.includes(session);
  return known !== undefined && known.expireUs <= nowUs && !isKept;
}

// ------------------------------------------------------------------- the servers' own election

/** What a server believes of its own election, put in the place of what it believes of candidates. */
function believing(snapshot: Snapshot, court: Court, isNow: boolean): Snapshot {
  const { step } = court;
  if (step === null) return snapshot;
  const world = worldInside(step.world, EMBEDDING);
  const nodes = new Map(snapshot.nodes);
  for (const id of world.candidates) {
    const seen = nodes.get(id);
    if (seen === undefined) continue;
    const own = step.within?.before?.[EMBEDDING.place];
    const isOwn = id === step.node && !isNow && own !== undefined;
    const belief = isOwn ? EMBEDDING.beliefOf(own) : world.node(id).belief;
    nodes.set(id, { ...seen, ...belief });
  }
  return { ...snapshot, nodes };
}

/** A claim of ZooKeeper FLE about servers that are embedded here. */
function embedded({ words, holds }: Claim): Claim {
  const source = words.source.replaceAll('n\\d+', '[ns]\\d+').replaceAll('[nc]\\d', '[ncs]\\d');
  return {
    words: new RegExp(source, words.flags),
    holds: (court, ...groups) => {
      const { step } = court;
      if (step === null) return true;
      const within = {
        ...court,
        step: inside(step, EMBEDDING),
        ids: worldInside(step.world, EMBEDDING).candidates,
        was: believing(court.was, court, false),
        now: believing(court.now, court, true),
      };
      return holds(within, ...groups);
    },
  };
}

export const zookeeperClaims: readonly Claim[] = [
  ...connections,
  ...queue,
  ...serving,
  ...zookeeperFleClaims.map(embedded),
];
