/**
 * The rules of the register as numbered pseudocode, as the handlers cite them. On a candidate they bear the
 * part's name (`app:RL1`). Text only; what decided a step is in `guards.ts`.
 */
import type { RuleText } from '../../engine/protocol';

const QUORUM = 'Attiya, Bar-Noy and Dolev 1995: a majority reads, a majority writes';
const READS = 'Ongaro 2014, 6.4: reads without the log, by ReadIndex or by a lease';
const OURS = 'our choice: one operation at a time';

function rule(id: string, group: string, source: string, ...lines: readonly string[]): RuleText {
  return { id, source, group, lines };
}

const LEADS = 'The leader: every two intervals';
const FOLLOWED = 'The leader: on FollowReply';
const READ = 'A server: on Read';
const COPY = 'A server: on Follow, Copy';
const USER = 'A user';

export const rules: readonly RuleText[] = [
  rule('app:RL1', LEADS, QUORUM, 'until it is ready, and with leases for ever: Follow to all'),
  rule(
    'app:RL2',
    FOLLOWED,
    QUORUM,
    'if enough follow and nothing of mine is written yet:',
    '  the latest value among their answers is written once more',
  ),
  rule('app:RL3', 'The leader: on Write', QUORUM, 'if it is ready: keep it; write; Copy to all'),
  rule('app:RL4', 'The leader: on CopyReply', QUORUM, 'if enough have a value: WriteReply'),
  rule('app:RL5', READ, READS, 'if it must be sure: Follow to all, and wait for enough'),
  rule(
    'app:RL6',
    READ,
    READS,
    'if it need not ask, or enough have answered:',
    '  ReadReply{the last value that enough have}',
  ),
  rule('app:RL7', READ, READS, 'if reads are local: ReadReply{my own copy}'),
  rule('app:RC1', COPY, QUORUM, 'Follow: if no later leader was here and nothing binds me: follow'),
  rule('app:RC2', COPY, QUORUM, 'else, or if a Copy is of an earlier leader: refuse'),
  rule('app:RC3', COPY, QUORUM, 'Copy, else: keep the later value; write; answer'),
  rule('RU1', USER, OURS, 'every everyMs, if nothing is open, by chance: Write a new value'),
  rule('RU2', USER, OURS, 'or: Read'),
  rule('RU3', USER, OURS, 'on the answer to the open operation: it is over'),
  rule('RU4', USER, OURS, 'on Redirect: ask the leader named, three times at most'),
  rule('RU5', USER, OURS, 'after two intervals: give up; whether it took effect is unknown'),
];
