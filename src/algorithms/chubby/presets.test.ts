/** What each preset promises in its `watch` text is what happens. */
import { describe, expect, it } from 'vitest';
import { algorithm } from './index';
import { playDocument } from './testing/runs';
import type { Played } from './testing/runs';

function play(id: string): Played {
  return playDocument(algorithm.presets.find((one) => one.id === id)?.scenario);
}

/** When a node took a role for the first time, ms; undefined: never. */
function when(run: Played, node: string, role: string): number | undefined {
  return run.roles(node).find((one) => one[1] === role)?.[0];
}

/** How many masters were believed in by themselves at most at one instant. */
function mastersAtOnce({ facts }: Played): number {
  const masters = new Set<string>();
  let most = 0;
  for (const fact of facts) {
    if (fact.fact === 'crashed') masters.delete(fact.node);
    if (fact.fact !== 'role') continue;
    if (fact.role === 'master') masters.add(fact.node);
    else masters.delete(fact.node);
    most = Math.max(most, masters.size);
  }
  return most;
}

/** When a write was refused for its sequencer, ms. */
function refusals({ steps }: Played): readonly number[] {
  return steps.flatMap(({ event, effects }) =>
    effects.some(
      (effect) =>
        effect.do === 'send' && effect.message.type === 'CONTENTS_SET' && !effect.message['done'],
    )
      ? [event.us / 1000]
      : [],
  );
}

describe('presets of Chubby', () => {
  it('typical: another master within two leases, in epoch 2, and no session in jeopardy', () => {
    const run = play('typical').to(6000);
    const seated = run.facts.filter((fact) => fact.fact === 'seated');
    expect(seated).toHaveLength(2);
    expect(seated[1]?.us).toBeLessThan(3_200_000);
    expect(run.client('c1').epoch).toBe(2);
    for (const client of ['c1', 'c2']) expect(when(run, client, 'jeopardy')).toBeUndefined();
    expect(
      run.replica(String(run.kernel.view.seats[0]?.node)).stable.database.sessions,
    ).toHaveLength(2);
  });

  it('best: the next client is primary 60 ms after the release, without a lock-delay', () => {
    const run = play('best').to(4000);
    const after = when(run, 'c2', 'primary') ?? Infinity;
    expect(after).toBeGreaterThan(2000);
    expect(after).toBeLessThan(2060);
    expect(run.applied('LK6')).toEqual([]);
  });

  it('worst: a session and a lock-delay later', () => {
    const run = play('worst').to(7000);
    const [lost = 0] = run.applied('LK6');
    const after = when(run, 'c2', 'primary') ?? 0;
    expect(lost).toBeGreaterThan(2400);
    // A KeepAlive that was held already is answered once more.
    expect(lost).toBeLessThan(2000 + 810 + 1200);
    expect(after).toBeGreaterThanOrEqual(lost + 2000);
    expect(run.client('c2').holds).toBe(2);
  });

  it('split-vote: two each, so nobody until the promises have run out', () => {
    const run = play('split-vote').to(3000);
    expect(run.applied('EL1').filter((ms) => ms === 30)).toHaveLength(2);
    expect(run.applied('VO3')[0]).toBeGreaterThan(630);
  });

  it('cut-off: jeopardy first, then the next primary', () => {
    const run = play('cut-off').to(8000);
    const jeopardy = when(run, 'c1', 'jeopardy') ?? Infinity;
    expect(jeopardy).toBeLessThan(run.applied('SE9')[0] ?? 0);
    expect(when(run, 'c2', 'primary')).toBeGreaterThan(jeopardy + 2000);
    expect(run.applied('CS9')[0]).toBeGreaterThan(6000);
  });

  it('jeopardy-safe and jeopardy-expired: 4.4 s and 5.7 s without a master', () => {
    const safe = play('jeopardy-safe').to(10_000);
    const expired = play('jeopardy-expired').to(10_000);
    for (const client of ['c1', 'c2']) {
      expect(when(safe, client, 'jeopardy'), client).toBeLessThan(3300);
      expect(when(safe, client, 'expired'), client).toBeUndefined();
      expect(safe.client(client).status).toBe('safe');
      expect(when(expired, client, 'expired'), client).toBeLessThan(8000);
    }
    const gone = [safe, expired].map((run) => (run.applied('VO3').at(-1) ?? 0) - 2000);
    expect(gone[0]).toBeGreaterThan(4300);
    expect(gone[0]).toBeLessThan(4500);
    expect(gone[1]).toBeGreaterThan(5700);
  });

  it('drift: two masters, and in no other example', () => {
    for (const { id } of algorithm.presets) {
      expect(mastersAtOnce(play(id).to(10_000)), id).toBe(id === 'drift' ? 2 : 1);
    }
  });

  it('late-write: it comes when c2 has the lock, and is refused', () => {
    const run = play('late-write').to(8000);
    const [refused = 0] = refusals(run);
    expect(refused).toBeGreaterThan(when(run, 'c2', 'primary') ?? Infinity);
    expect(run.applied('CS8').length + run.applied('CS9').length).toBeGreaterThan(0);
  });

  it('stale-answer: c1 takes itself for the primary for 20 ms beside c2', () => {
    const run = play('stale-answer').to(5000);
    const roles = run.roles('c1').slice(-2);
    expect(roles.map(([, role]) => role)).toEqual(['primary', 'client']);
    expect((roles[1]?.[0] ?? 0) - (roles[0]?.[0] ?? 0)).toBe(20);
    expect(run.client('c2').holds).toBe(2);
  });

  it('worn-out: the master asks for votes again after the second return', () => {
    const run = play('worn-out').to(9000);
    expect(run.applied('RN4')).toHaveLength(1);
    expect(run.applied('RN4')[0]).toBeGreaterThan(5500);
    expect(run.kernel.view.seats).toHaveLength(1);
  });
});
