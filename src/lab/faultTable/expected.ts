/**
 * What theory lets one expect of each kind of algorithm under each class of fault, as data, and why some
 * cells come out otherwise. Nothing is measured here. `H` holds, `S` nobody leads, `V` violated, `B` two
 * lead for a bounded time, `X` refused; `?`: theory does not say whether anybody leads.
 */

/** The rows in the order in which the lists below name them. */
const ROWS: readonly string[] = ['minority-crash', 'majority-crash', 'crash-restart', 'disk-lost']
  .concat(['loss', 'duplicate', 'delay', 'partition', 'one-way', 'pause'])
  .concat(['drift-inside', 'drift-beyond', 'jump', 'duplicate-ids']);

/** Which columns a list is for: the beginning of their names, the longest that fits. */
const EXPECTED: readonly (readonly [columns: string, letters: string])[] = [
  // A majority decides, and terms tell old from new: safety never depends on time, only on disks.
  ['raft', 'H, H S, H, V, H, H, H S, H, H S, H, H, H, H, X'],
  // Silence is proof of death: everything that makes a live node silent makes two leaders.
  ['bully textbook', 'H, H, B, H, V, V, V, V, V, V, H, V, V, X'],
  // The same, but nobody leads before all others have stopped, and links neither double nor reorder.
  ['bully garcia-molina', 'H, H, H, H, V, H, V, V, V, V, H, V, V, X'],
  // A ring that cannot close up is stuck, never split.
  ['ring', 'H S, H S, H S, H, H S, V, H, H S, H S, H, H, H, H, X'],
  // One that closes up over whom it takes for dead can close into two.
  ['ring list', 'H, H, H, H, V, H, V, V, V, V, H, V, H, X'],
  ['paxos', 'H ?, H S, H ?, V ?, H ?, H ?, H ?, H ?, H ?, H ?, H ?, H ?, H ?, X'],
  // What a holder believes rests on clock rates; whoever keeps its own deadline is safe against cuts.
  ['paxos lease', 'H, H S, H, V, H, H, V ?, H ?, V ?, V, H, V, V, X'],
  ['chubby', 'H, H S, H, V, H, H, V ?, H ?, V ?, V, H, V, V, X'],
  // A service decides who may lead; what its clients believe rests on clocks and pauses.
  ['consul', 'H, H, H, H, H, H, H ?, H ?, H ?, V, H, V, V, X'],
  ['etcd', 'H, H, H, H, H, H, H ?, H ?, H ?, V, H, V, V, X'],
  ['kubernetes', 'H, H, H, H, H, H, H ?, H ?, H ?, V, H, V, V, X'],
  ['zookeeper-fle', 'H, H S, H, V, H, H, H ?, H, H ?, H, H, H, H, X'],
  // The same of sessions: candidates are clients, so that those of them that are down are missed by nobody.
  ['zookeeper', 'H, H, H, H, H ?, H, H ?, H ?, H ?, V, H, V, V, X'],
];

/** The letters that are expected of a cell; null: nothing is said of this column. */
export function expectedOf(column: string, row: string): string | null {
  const fitting = EXPECTED.filter(([name]) => `${column} `.startsWith(`${name} `));
  const best = fitting.sort(([a], [b]) => b.length - a.length)[0];
  return best?.[1].split(', ')[ROWS.indexOf(row)] ?? null;
}

/** True if what was measured is what is expected. */
export function agrees(measured: string, expected: string): boolean {
  const [safety = '', live = ''] = measured.split(' ');
  const [wanted = '', wantedLive = ''] = expected.split(' ');
  // Two may believe that they lead and nothing come of it: that is no overlap of reigns yet.
  const family: { readonly [letter: string]: string } = { H: 'Hb', B: 'Bb', V: 'V', X: 'X' };
  const isSafety = (family[wanted] ?? '').includes(safety);
  // What happens to leading once a claim is broken is not said.
  const isOpen = wantedLive === '?' || safety === 'V';
  return isSafety && (isOpen || (wantedLive === 'S') === (live !== ''));
}

interface Reason {
  /** Beginning of the names of the columns. */
  readonly columns: string;
  readonly row: string;
  readonly why: string;
}

/** Why cells come out otherwise than expected. Each must be needed: the test says which is not. */
export const reasons: readonly Reason[] = [
  {
    columns: 'zookeeper',
    row: 'drift-beyond',
    why: 'Ticks are a third of the session timeout: the service waits for the next whole one, which covers what the slow clock takes too long. With shorter ticks it does not (the example “A slow clock”).',
  },
  {
    columns: 'zookeeper',
    row: 'jump',
    why: 'The silence after which a candidate stops is a timer, and a jump of what a clock reads moves no timer.',
  },
  {
    columns: 'bully textbook',
    row: 'duplicate',
    why: 'Possible and rare: an announcement must be overtaken just as a higher node returns (the example “An announcement that comes too late”).',
  },
  {
    columns: 'bully',
    row: 'jump',
    why: 'All waits are timers, and a jump of what a clock reads moves no timer.',
  },
  {
    columns: 'ring',
    row: 'crash-restart',
    why: 'The node that comes back makes the ring whole and begins an election at once.',
  },
  {
    columns: 'ring',
    row: 'disk-lost',
    why: 'The leader stays down and the ring broken. What was on the disks plays no part.',
  },
  {
    columns: 'ring',
    row: 'duplicate',
    why: 'Possible and rare: an id that nobody stops any more needs its maker to die while two of it travel.',
  },
  {
    columns: 'ring',
    row: 'delay',
    why: 'Late, not wrong: an election takes so many delays that it does not end while it is watched.',
  },
  {
    columns: 'ring',
    row: 'partition',
    why: 'The old leader keeps the one node that is with it; the others get none.',
  },
  {
    columns: 'ring',
    row: 'drift-beyond',
    why: 'Who pings by a fast clock takes the leader for dead again and again; each time the same one is elected.',
  },
  {
    columns: 'ring passive',
    row: 'loss',
    why: 'A lost id ends an election that need not have been; the leader it doubted is there all the time.',
  },
  {
    columns: 'ring passive',
    row: 'one-way',
    why: 'As with a loss: the elections come to nothing, and the leader is followed by those it reaches.',
  },
  {
    columns: 'ring list',
    row: 'one-way',
    why: 'The others skip whom they cannot reach, and it hears of no election that it could win.',
  },
  {
    columns: 'paxos lease',
    row: 'delay',
    why: 'To get the lease takes four delays, and its time runs from the second on: it is over before it begins.',
  },
  {
    columns: 'paxos lease',
    row: 'one-way',
    why: 'Who hears nothing gets no promise, and the holder keeps its majority.',
  },
  {
    columns: 'paxos lease',
    row: 'jump',
    why: 'A lease is a timer, and a jump of what a clock reads moves no timer.',
  },
  {
    columns: 'chubby',
    row: 'delay',
    why: 'Renewals come after the lease has ended: the master stops each time, and hardly ever is there one.',
  },
  {
    columns: 'chubby',
    row: 'one-way',
    why: 'Who hears nothing gets no vote, and the master keeps its majority.',
  },
  {
    columns: 'chubby',
    row: 'pause',
    why: 'The master that paused believes in its lease, but by its own clock it has ended: it does nothing under it, which is what its claim is about.',
  },
  {
    columns: 'chubby',
    row: 'jump',
    why: 'Leases are timers here, and a jump of what a clock reads moves no timer.',
  },
  {
    columns: 'consul',
    row: 'drift-beyond',
    why: 'The leader is cut off from the other candidates, to whom it never talks: it goes on renewing at the server. Cut off from that as well, two lead (the example “A slow clock”).',
  },
  {
    columns: 'consul',
    row: 'jump',
    why: 'As with clocks that drift: the leader goes on renewing, and who lost its session by the jump is given another.',
  },
  {
    columns: 'etcd',
    row: 'drift-beyond',
    why: 'The leader is cut off from the other candidates, to whom it never talks: it goes on renewing at the store. Cut off from that as well, two lead.',
  },
  {
    columns: 'etcd',
    row: 'jump',
    why: 'A lease ends by the clock of the store, which did not jump, and the leader goes on renewing.',
  },
  {
    columns: 'kubernetes',
    row: 'drift-beyond',
    why: 'The leader is cut off from the other candidates, to whom it never talks: it goes on renewing at the API server. Cut off from that as well, two lead (the example “A slow clock”).',
  },
  {
    columns: 'kubernetes',
    row: 'jump',
    why: 'As with clocks that drift: the leader goes on renewing, and every renewal is seen as a change.',
  },
];

/** Why a cell comes out otherwise; null if nothing is said. */
export function reasonFor(column: string, row: string): Reason | null {
  const fitting = reasons.filter(
    (one) => one.row === row && `${column} `.startsWith(`${one.columns} `),
  );
  return fitting.sort((a, b) => b.columns.length - a.columns.length)[0] ?? null;
}
