/**
 * When the address bar is written: never more than once a second (Safari refuses after 100 writes in
 * 30 s), without the place while playing, with it one second after a pause or a step. What is
 * written is made at the moment of writing. Pure but for the port.
 */

/** What the writer needs of the world, so that tests can be the world. */
export interface AddressPort {
  /** Wall ms; only differences mean anything. */
  now(): number;
  /** Calls back after `ms`; returns what prevents it. */
  later(ms: number, callback: () => void): () => void;
  /** Writes the address; `push` makes an entry one can go back from. `withPlace`: say where it stands. */
  write(how: 'push' | 'replace', withPlace: boolean): void;
}

export interface AddressSync {
  /** The run changed (a command, an undo): write it soon. */
  edited(): void;
  /** Paused, stepped or sought: write the place a second from now. */
  settled(): void;
  /** Playing: the place in the address would be wrong at once, so a pending one is not written. */
  moving(): void;
  /** Another run stands open: an entry of its own. */
  opened(): void;
  /** Nothing pending is written any more. */
  cancel(): void;
}

/** Least wall ms between two writes, and from a pause to the place being written. */
export const WRITE_EVERY_MS = 1000;

interface Pending {
  readonly how: 'push' | 'replace';
  readonly withPlace: boolean;
  readonly atMs: number;
  /** The run changed since the last write: this may be put off, not left out. */
  readonly owed: boolean;
}

export function createAddressSync(port: AddressPort): AddressSync {
  let lastMs = -Infinity;
  let pending: Pending | null = null;
  let prevent: (() => void) | null = null;

  const plan = (next: Pending | null): void => {
    prevent?.();
    prevent = null;
    pending = next;
    if (next === null) return;
    const waitMs = next.atMs - port.now();
    if (waitMs <= 0) flush();
    else prevent = port.later(waitMs, flush);
  };
  const flush = (): void => {
    const now = pending;
    pending = null;
    prevent = null;
    if (now === null) return;
    lastMs = port.now();
    port.write(now.how, now.withPlace);
  };
  const soonest = (): number => Math.max(port.now(), lastMs + WRITE_EVERY_MS);

  return {
    edited() {
      if (pending !== null && !pending.withPlace && pending.atMs <= soonest()) return;
      plan({ how: pending?.how ?? 'replace', withPlace: false, atMs: soonest(), owed: true });
    },
    settled() {
      const atMs = Math.max(port.now() + WRITE_EVERY_MS, soonest());
      if (pending?.how === 'push') plan({ ...pending, withPlace: true });
      else plan({ how: 'replace', withPlace: true, atMs, owed: pending?.owed ?? false });
    },
    moving() {
      if (pending === null || !pending.withPlace) return;
      plan(pending.owed ? { ...pending, withPlace: false, atMs: soonest() } : null);
    },
    opened() {
      plan({ how: 'push', withPlace: false, atMs: soonest(), owed: true });
    },
    cancel() {
      plan(null);
    },
  };
}
