/**
 * Published test cases of ZooKeeper's election and the derived timing of its waits. Servers of the
 * published cases are numbered from 0; here they are n1, n2 ... in the same order, ranked by it.
 */
import { describe, expect, it } from 'vitest';
import { Driver } from '../../engine/testing/driver';
import { freezeDeep } from '../../engine/testing/freeze';
import type { Env, Json, MessageContext, NodeId } from '../../engine/protocol';
import { paramsOf } from '../../engine/testing/driver';
import { algorithm } from './index';
import { fle } from './part';
import { play, playDocument } from './testing/runs';
import type { FleMessages, FleParams, FleState, Heard, Notification, Votes } from './types';
import { hasQuorum, isBetter, leaderIsThere } from './votes';

const ids = (count: number): readonly NodeId[] =>
  Array.from({ length: count }, (_, i) => `n${i + 1}`);
const rank = (id: NodeId): number => Number(id.slice(1));

describe('C-Z1: the order of votes (FLEPredicateTest)', () => {
  const vote = (epoch: number, zxid: number, id: number) => {
    return { peerEpoch: epoch, zxid, leader: `n${id}` };
  };
  it.each([
    [vote(0, 0, 4), vote(2, 0, 3), false],
    [vote(1, 0, 0), vote(0, 0, 1), true],
    [vote(0, 1, 0), vote(0, 0, 1), true],
    [vote(0, 1, 1), vote(0, 1, 0), true],
  ])('%j over %j: %s', (fresh, current, wanted) => {
    expect(isBetter(fresh, current, rank)).toBe(wanted);
    expect(isBetter(current, fresh, rank)).toBe(!wanted);
  });

  it('is strict: a vote is not better than itself', () => {
    expect(isBetter(vote(1, 2, 3), vote(1, 2, 3), rank)).toBe(false);
  });
});

const heard = (leader: NodeId, more: Partial<Heard> = {}): Heard => {
  return { leader, zxid: 0, peerEpoch: 2, round: 1, state: 'FOLLOWING', ...more };
};

/** A context for one server by itself: what it sends is kept, nothing travels. */
function alone(self: NodeId, count: number) {
  const sent: { to: NodeId; type: string; state: unknown }[] = [];
  const all = ids(count);
  const env: Env<FleParams> = {
    self,
    all,
    peers: all.filter((id) => id !== self),
    of: () => all,
    rank,
    params: paramsOf(algorithm) as FleParams,
  };
  const state = fle.init(env);
  const quiet = () => undefined;
  const armed = new Set<string>();
  const send = (to: NodeId, message: { readonly type: string }): void => {
    sent.push({ to, type: message.type, state: 'state' in message ? message.state : null });
  };
  let from = self;
  const ctx = {
    ...env,
    get from() {
      return from;
    },
    now: 0,
    send,
    broadcast: (message: { readonly type: string }) => env.peers.forEach((to) => send(to, message)),
    reply: (message: { readonly type: string }) => send(from, message),
    setTimer: (name: string) => void armed.add(name),
    cancelTimer: (name: string) => void armed.delete(name),
    random: { between: (lo: number) => lo },
    ...{
      becomes: quiet,
      believes: quiet,
      attempt: quiet,
      persist: quiet,
      rule: quiet,
      note: quiet,
    },
    down: (): Json => null,
    up: quiet,
  } as unknown as MessageContext<FleMessages, 'resend' | 'finalize', FleParams>;
  const hear = (sender: NodeId, said: Notification): FleState => {
    from = sender;
    fle.on.NOTIFICATION(state, freezeDeep(said), ctx);
    return state;
  };
  return { state, ctx, hear, sent, armed };
}

describe('C-Z2: counting those out of the election (FLEOutOfElectionTest)', () => {
  const all = ids(5);
  const votes = (...said: (readonly [NodeId, Heard])[]): Votes => Object.fromEntries(said);

  it('four votes for one leader in one epoch are a quorum, whatever their zxid and round', () => {
    const known = votes(
      ['n1', heard('n5', { zxid: 1, round: 1 })],
      ['n2', heard('n5', { zxid: 1, round: 2 })],
      ['n4', heard('n5', { zxid: 2, round: 2 })],
      ['n5', heard('n5', { zxid: 2, round: 2, state: 'LEADING' })],
    );
    const asked = heard('n5', { zxid: 2, round: 2 });
    expect(hasQuorum(known, asked, all)).toBe(true);
    expect(leaderIsThere(known, asked, 'n3', 1)).toBe(true);
  });

  it('of servers that look for a leader, all fields must agree', () => {
    const looking = { state: 'LOOKING', zxid: 1, round: 3 } as const;
    const same = votes(
      ...(['n1', 'n2', 'n4'] as const).map((id) => [id, heard('n5', looking)] as const),
    );
    expect(hasQuorum(same, heard('n5', looking), all)).toBe(true);
    const rounds = [1, 2, 3, 3].map((round, i) => {
      return [`n${i + 1}`, heard('n5', { ...looking, round })] as const;
    });
    expect(hasQuorum(votes(...rounds), heard('n5', { ...looking, round: 2 }), all)).toBe(false);
  });

  it('a late joiner of round 1 adopts the leader of round 10 once that one says so itself', () => {
    const { state, ctx, hear } = alone('n1', 5);
    fle.onStart(state, ctx);
    const said = { zxid: 0, peerEpoch: 2, round: 10, leader: 'n5' };
    for (const id of ['n2', 'n3']) hear(id, { ...said, state: 'FOLLOWING' });
    expect(hear('n4', { ...said, state: 'FOLLOWING' }).state).toBe('LOOKING');
    expect(hear('n5', { ...said, state: 'LEADING' })).toMatchObject({
      state: 'FOLLOWING',
      round: 10,
      vote: { leader: 'n5' },
    });
  });
});

describe('C-Z3: no backward round (FLEBackwardElectionRoundTest)', () => {
  it('old words that named it in round 1 do not make a leader of it in round 2', () => {
    const { state, ctx, hear } = alone('n1', 3);
    const old: Notification = { leader: 'n1', zxid: 0, peerEpoch: 0, round: 1, state: 'FOLLOWING' };
    fle.onStart(state, ctx);
    hear('n2', old);
    expect(hear('n3', old)).toMatchObject({ state: 'LEADING', round: 1 });
    fle.timeouts.initLimit(state, ctx, '');
    expect(state).toMatchObject({ state: 'LOOKING', round: 2 });
    hear('n2', old);
    hear('n3', old);
    expect(state.state).toBe('LOOKING');
  });
});

describe('C-Z4: a lost message (FLELostMessageTest)', () => {
  it('n2 of three leads within 5 s though the vote of n1 for it is lost', () => {
    const run = play({
      nodes: 3,
      commands: [
        { atMs: 0, do: 'crash', node: 'n3' },
        // What n1 says once it has heard of n2.
        { atMs: 11, do: 'drop', message: 'n1>n2#2' },
      ],
    }).to(5000);
    expect(run.beliefs()).toEqual(['n2', 'n2']);
    expect(run.kernel.view.seats.map(({ node }) => node)).toEqual(['n2']);
  });
});

describe('C-Z5: rejoin and new epoch (FLENewEpochTest, FLERestartTest)', () => {
  it('n2 and n3 elect n3; it stops, n1 starts: n1 and n2 finish together within 10 s', () => {
    const run = play({
      nodes: 3,
      commands: [
        { atMs: 0, do: 'crash', node: 'n1' },
        { atMs: 1000, do: 'crash', node: 'n3' },
        { atMs: 1000, do: 'restart', node: 'n1' },
      ],
    });
    run.to(900);
    expect(run.beliefs()).toEqual(['n3', 'n3']);
    run.to(11_000);
    expect(run.beliefs()).toEqual(['n2', 'n2']);
    expect(run.state('n1').stable.currentEpoch).toBe(2);
  });

  it.each(['n1', 'n2', 'n3'])(
    '%s restarts right after its election: all three converge',
    (node) => {
      const run = play({
        nodes: 3,
        commands: [
          { atMs: 225, do: 'crash', node },
          { atMs: 226, do: 'restart', node },
        ],
      }).to(10_000);
      expect(new Set(run.beliefs()).size).toBe(1);
      expect(run.beliefs()[0]).not.toBeNull();
      expect(run.kernel.view.seats).toHaveLength(1);
    },
  );
});

describe('O-L12: the waits', () => {
  it('nobody decides before 200 ms after a quorum agrees, and the last vote it heard', () => {
    for (const seed of ['1', '2', '3', '4', '5']) {
      const run = play({ seed, network: { delayMs: [1, 40] } }).to(1000);
      for (const id of ids(5)) {
        const votesHeard = run.steps.filter(
          ({ node, event, message }) =>
            node === id && event.kind === 'deliver' && message?.type === 'NOTIFICATION',
        );
        const [decidedMs] = run.roles(id)[1] ?? [0];
        const last = votesHeard.filter(({ event }) => event.us < decidedMs * 1000).at(-1);
        expect(Math.round(decidedMs * 1000) - (last?.event.us ?? 0)).toBe(200_000);
      }
    }
  });

  it('LK2: a lonely server says its vote again after 200, 400, 800 ms ... and at most every 60 s', () => {
    const run = playDocument({
      ...{ v: 1, algorithm: 'zookeeper-fle', nodes: 3, network: { delayMs: 10 } },
      commands: [{ atMs: 0, do: 'crash', node: ['n2', 'n3'] }],
      untilMs: 400_000,
    }).to(400_000);
    const again = run.steps
      .filter(({ event }) => event.timer?.name === 'resend')
      .map(({ event }) => event.us / 1000);
    const pauses = again.map((ms, i) => ms - (again[i - 1] ?? 0));
    expect(pauses.slice(0, 9)).toEqual([200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 51_200]);
    expect(new Set(pauses.slice(9))).toEqual(new Set([60_000]));
    expect(run.state('n1').notTimeoutUs).toBe(60_000_000);
  });

  it('a better vote in the window takes the decision back', () => {
    const { state, ctx, hear, armed } = alone('n2', 3);
    fle.onStart(state, ctx);
    const vote = { zxid: 0, peerEpoch: 0, round: 1, state: 'LOOKING', leader: 'n2' } as const;
    hear('n2', vote);
    expect(hear('n1', vote).finalizing).toBe(true);
    expect(armed.has('finalize')).toBe(true);
    expect(hear('n3', { ...vote, leader: 'n3' })).toMatchObject({
      finalizing: false,
      vote: { leader: 'n3' },
    });
    expect(armed.has('finalize')).toBe(false);
  });
});

describe('a follower acknowledges one server for an epoch', () => {
  it('a second answer for the same epoch does not count', () => {
    const driver = new Driver(algorithm, { nodes: 3, leader: 'n3' });
    driver.hup('n1').settle();
    const answers = driver.sent().filter(({ message }) => message.type === 'ACKEPOCH');
    expect(answers.map(({ from, message }) => [from, message['currentEpoch']])).toEqual([
      ['n1', null],
    ]);
    expect(driver.role('n1')).toBe('following');
  });
});
