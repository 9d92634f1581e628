/** Shows that an act done while paused shows its effect, and that what was chosen has happened, and nothing more. */
import { describe, expect, it } from 'vitest';
import type { Pending } from '../../engine/protocol';
import { sessionOf } from '../../scene/testing/runs';
import type { Session } from '../../session/types';
import { chosenOf, runToChosen } from './choosing';
import { showConsequences } from './consequences';

async function resting(): Promise<Session> {
  const session = await sessionOf({ nodes: 5 });
  session.seekUs(1_000_000);
  return session;
}

function act(session: Session, deed: Parameters<Session['act']>[0]): void {
  showConsequences(session, session.act(deed).index);
}

function choose(session: Session, pending: Pending): number | null {
  session.act({ do: 'choose', ...chosenOf(session, pending) });
  return runToChosen(session, pending);
}

describe('an act while paused', () => {
  it('shows the restarted node as what it starts as, at the same instant', async () => {
    const session = await resting();
    act(session, { do: 'crash', node: 'n1' });
    const { event } = session.playhead;
    act(session, { do: 'restart', node: 'n1' });
    expect(session.world.node('n1').role).toBe('follower');
    expect(session.playhead).toEqual({ event: event + 2, us: 1_000_000 });
  });

  it('shows the timer that was made to ring, and the request that came', async () => {
    const session = await resting();
    const follower = session.world.seats[0]?.node === 'n1' ? 'n2' : 'n1';
    act(session, { do: 'timeout', node: follower });
    expect(session.world.node(follower).role).toBe('candidate');
  });

  it('shows the message that was delivered or dropped as ended', async () => {
    for (const deed of ['deliver', 'drop'] as const) {
      const session = await resting();
      while (session.flights().length === 0) session.stepForward();
      const { us } = session.playhead;
      const flight = session.flights()[0]!;
      act(session, { do: deed, message: flight.name });
      const fate = session.trace.sent(flight.sent).fate;
      expect(fate).toBe(deed === 'drop' ? 'byHand' : 'delivered');
      expect(session.playhead.us).toBe(us);
    }
  });

  it('stops where nothing of this instant follows', async () => {
    const session = await resting();
    act(session, { do: 'pause', node: 'n1' });
    expect(session.trace.kind(session.playhead.event - 1)).toBe('command');
  });
});

describe('what was chosen', () => {
  it('happens last, at its due, and is the only thing that happens', async () => {
    const session = await resting();
    act(session, { do: 'hold' });
    const ringing = session.pending().find(({ what }) => what === 'timer')!;
    expect(choose(session, ringing)).toBe(0);
    expect(session.playhead.us).toBe(ringing.dueUs);
    expect(session.trace.kind(session.playhead.event - 1)).toBe('timer');
  });

  it('happens now if it is overdue, in whatever order', async () => {
    const session = await resting();
    act(session, { do: 'hold' });
    const last = session.pending().at(-1)!;
    expect(choose(session, last)).toBe(0);
    const overdue = session.pending()[0]!;
    expect(overdue.dueUs).toBeLessThan(session.playhead.us);
    const { us } = session.playhead;
    expect(choose(session, overdue)).toBe(0);
    expect(session.playhead.us).toBe(us);
  });

  it('comes after what nobody holds and is due by then', async () => {
    const session = await resting();
    while (session.flights().length === 0) session.stepForward();
    act(session, { do: 'hold', kinds: ['timers'] });
    const heartbeat = session.pending().find(({ held }) => held)!;
    expect(choose(session, heartbeat)).toBeGreaterThan(3);
    expect(session.playhead.us).toBe(heartbeat.dueUs);
  });

  it('never comes if what goes first makes it void: a heartbeat sets the election timer anew', async () => {
    const session = await resting();
    while (session.flights().length === 0) session.stepForward();
    act(session, { do: 'hold', kinds: ['timers'] });
    const election = session.pending().findLast(({ held }) => held)!;
    expect(choose(session, election)).toBeNull();
  });

  it('replays from the link alone', async () => {
    const session = await resting();
    act(session, { do: 'hold' });
    for (let turn = 0; turn < 4; turn++) choose(session, session.pending()[turn % 2]!);
    const { event } = session.playhead;
    const again = await sessionOf(session.toScenario());
    again.seekEvent(event);
    expect(again.hashAt(event)).toBe(session.hashAt(event));
  });
});
