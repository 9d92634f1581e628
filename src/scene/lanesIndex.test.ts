/** Shows that the index says of every message what the trace says, however it was built, and finds all that fly. */
import { describe, expect, it } from 'vitest';
import { LanesIndex } from './lanesIndex';
import { EVENTFUL, sessionOf } from './testing/runs';

const MS = 1000;

async function eventful() {
  const session = await sessionOf({
    ...EVENTFUL,
    commands: [
      ...(EVENTFUL.commands ?? []),
      { atMs: 3200, do: 'pause', node: 'follower', forMs: 400 },
      { atMs: 3700, do: 'block', types: ['AppendEntriesReply'] },
      { atMs: 3800, do: 'unblock', types: ['AppendEntriesReply'] },
    ],
  });
  session.seekUs(5_000 * MS);
  while (session.flights().length === 0) session.stepForward();
  return session;
}

describe('the index of messages', () => {
  it('agrees with the trace on every message, also when built bit by bit', async () => {
    const session = await eventful();
    const whole = new LanesIndex(session, session.revision);
    expect(whole.extend(Infinity)).toBe(true);
    const slow = new LanesIndex(session, session.revision);
    while (!slow.extend(37));
    const { trace } = session;
    expect(trace.sends).toBeGreaterThan(500);
    const fates = new Set<string>();
    for (const index of [whole, slow]) {
      expect(index.sends).toBe(trace.sends);
      for (let sent = 0; sent < trace.sends; sent++) {
        const { from, to, sentBy, sentUs, endedBy, fate, type } = trace.sent(sent);
        fates.add(fate);
        expect([index.from[sent], index.to[sent]]).toEqual([index.lane(from), index.lane(to)]);
        expect([index.sentBy[sent], index.sentUs[sent]]).toEqual([sentBy, sentUs]);
        expect(index.end[sent]).toBe(endedBy);
        expect(index.fate(sent)).toBe(fate);
        expect(index.types[index.type[sent] ?? -1]).toBe(type);
      }
    }
    for (const fate of ['delivered', 'lost', 'cut', 'crashed', 'blocked', 'flying']) {
      expect(fates, `the run shows ${fate}`).toContain(fate);
    }
  });

  it('finds every message on its way in a window, and no other', async () => {
    const session = await eventful();
    const { trace } = session;
    const index = new LanesIndex(session, session.revision);
    index.extend(Infinity);
    for (let from = 0; from < 5_000 * MS; from += 173 * MS) {
      for (const span of [1 * MS, 60 * MS, 900 * MS]) {
        const found: number[] = [];
        index.crossing(from, from + span, (sent) => found.push(sent));
        const wanted: number[] = [];
        for (let sent = 0; sent < trace.sends; sent++) {
          const { sentUs, endedBy, endedUs } = trace.sent(sent);
          if (sentUs <= from + span && (endedBy < 0 || endedUs >= from)) wanted.push(sent);
        }
        expect(found).toEqual(wanted);
      }
    }
  });

  it('knows whom a command touched', async () => {
    const session = await eventful();
    const index = new LanesIndex(session, session.revision);
    index.extend(Infinity);
    const crash = session.commands.find(({ command }) => command.do === 'crash')?.outcome;
    expect(index.targetsOf(crash?.event ?? -1)).toEqual(crash?.targets.map((id) => index.lane(id)));
    expect(index.targetsOf(0)).toEqual([]);
  });
});
