/**
 * A replica of a store over a replicated log (`raft/embedded.ts`): who leads it, requests that become
 * commands, and which of them wait for their answer. What commands do is the store's own; no message here.
 */
import type { Context, MessageMap, NodeId, PartState } from '../../engine/protocol';

/** A request that waits until its command is applied. */
export interface Waiting {
  readonly from: NodeId;
  readonly number: number;
}

/** What a replica keeps for this. All of it is lost in a crash: the log brings it back. */
export interface Replica extends PartState {
  role: 'follower' | 'candidate' | 'leader';
  leader: NodeId | null;
  term: number;
  /** How many entries of the log its database holds. */
  applied: number;
  /** Leader: requests whose commands are on their way through the log. */
  waiting: readonly Waiting[];
}

type AnyContext = Pick<Context<MessageMap, string, object>, 'down' | 'becomes'>;

/** What a command may say of who waits for its answer. */
interface Named {
  readonly from?: NodeId;
  readonly number?: number;
}

/** Puts a command into the log; `from` and `number`, if it has them, name who waits for its answer. */
export function propose(s: Replica, command: object, ctx: AnyContext): void {
  const { from, number } = command as Named;
  if (from !== undefined && number !== undefined) s.waiting = [...s.waiting, { from, number }];
  ctx.down({ call: 'propose', command });
}

/** True if this replica was asked for this command since it leads; it then is answered once. */
export function isAsked(s: Replica, command: object): boolean {
  const { from, number } = command as Named;
  const found = s.waiting.find((one) => one.from === from && one.number === number);
  if (found === undefined) return false;
  s.waiting = s.waiting.filter((one) => one !== found);
  return true;
}

/** Takes what Raft says of its role. Says whether leadership was won or lost here. */
export function takeRole(
  s: Replica,
  news: { readonly role?: unknown; readonly leader?: unknown; readonly term?: unknown },
  ctx: AnyContext,
): 'won' | 'lost' | null {
  const was = s.role;
  s.role = news.role === 'leader' ? 'leader' : news.role === 'follower' ? 'follower' : 'candidate';
  s.leader = news.leader as NodeId | null;
  s.term = news.term as number;
  if (was === s.role) return null;
  ctx.becomes(ROLE_NAMES[s.role], 'raft');
  if (s.role === 'leader') return 'won';
  if (was !== 'leader') return null;
  s.waiting = [];
  return 'lost';
}

/** Names of the roles of replicas, apart from those of the clients that they serve. */
export const ROLE_NAMES = {
  follower: 'storeFollower',
  candidate: 'storeCandidate',
  leader: 'storeLeader',
} as const;
