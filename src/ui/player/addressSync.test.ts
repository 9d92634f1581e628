/** Shows when the address is written: a clock and a history of the test's own stand in for the browser. */
import { describe, expect, it } from 'vitest';
import type { AddressPort } from './addressSync';
import { createAddressSync } from './addressSync';

/** A wall clock that only moves when told to, and what was written when. */
function world() {
  let nowMs = 0;
  const timers: { atMs: number; callback: () => void }[] = [];
  const writes: string[] = [];
  const port: AddressPort = {
    now: () => nowMs,
    later(ms, callback) {
      const timer = { atMs: nowMs + ms, callback };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    write: (how, withPlace) => writes.push(`${nowMs} ${how}${withPlace ? ' at' : ''}`),
  };
  const pass = (ms: number): void => {
    const untilMs = nowMs + ms;
    for (;;) {
      const due = timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      timers.splice(timers.indexOf(due), 1);
      nowMs = due.atMs;
      due.callback();
    }
    nowMs = untilMs;
  };
  return { sync: createAddressSync(port), pass, writes };
}

describe('the address', () => {
  it('is written at once by the first edit and then once a second', () => {
    const { sync, pass, writes } = world();
    for (let ms = 0; ms < 30_000; ms += 10) {
      sync.edited();
      pass(10);
    }
    expect(writes[0]).toBe('0 replace');
    expect(writes.length).toBeLessThanOrEqual(31);
    expect(writes.length).toBeGreaterThanOrEqual(29);
  });

  it('owes an edit that is followed by a pause and by play before it could be written', () => {
    const { sync, pass, writes } = world();
    sync.edited();
    pass(300);
    sync.edited();
    sync.settled();
    pass(50);
    sync.moving();
    pass(5000);
    expect(writes).toEqual(['0 replace', '1000 replace']);
  });

  it('says the place one second after a pause', () => {
    const { sync, pass, writes } = world();
    sync.settled();
    pass(999);
    expect(writes).toEqual([]);
    pass(1);
    expect(writes).toEqual(['1000 replace at']);
  });

  it('waits for the last of many steps', () => {
    const { sync, pass, writes } = world();
    for (let step = 0; step < 20; step++) {
      sync.settled();
      pass(100);
    }
    pass(2000);
    expect(writes).toEqual(['2900 replace at']);
  });

  it('does not say a place that playing has left', () => {
    const { sync, pass, writes } = world();
    sync.settled();
    pass(500);
    sync.moving();
    pass(5000);
    expect(writes).toEqual([]);
  });

  it('gives another run an entry of its own, also in a hurry', () => {
    const { sync, pass, writes } = world();
    sync.opened();
    pass(100);
    sync.opened();
    sync.opened();
    pass(5000);
    expect(writes).toEqual(['0 push', '1000 push']);
  });

  it('keeps the entry of its own when a step follows the opening', () => {
    const { sync, pass, writes } = world();
    sync.edited();
    sync.opened();
    sync.settled();
    pass(5000);
    expect(writes).toEqual(['0 replace', '1000 push at']);
  });
});
