/** What etcd's examples show. */
export const presetTexts: { readonly [key: string]: string } = {
  'preset.typical.title': 'The leader crashes',
  'preset.typical.watch':
    'Watch the lease of the leader run out at the store. Only then is its key deleted, and exactly one candidate woken: the next in line.',
  'preset.best.title': 'The leader resigns',
  'preset.best.watch':
    'Watch how quickly the next in line leads: nothing has to run out. The one that resigned stands at the end of the queue.',
  'preset.worst.title': 'The store leader dies while a lease is about to end',
  'preset.worst.watch':
    'Watch the leader crash, and the store leader just before the lease is over. The new store leader gives every lease its full time again, so everybody waits twice.',
  'preset.pause.title': 'A pause longer than the lease: two leaders',
  'preset.pause.watch':
    'Watch the leader sleep through the end of its lease. The next one leads, and the sleeper still believes that it does until it wakes.',
  'preset.mid-queue.title': 'A candidate in the middle of the queue dies',
  'preset.mid-queue.watch':
    'Watch who is woken: only the one behind it. The leader stays, and the one that was woken looks again and finds another key before its own.',
  'preset.store-cut.title': 'The store has no majority',
  'preset.store-cut.watch':
    'Watch the store leader step down: without a majority nothing can be renewed. The leader of the election stops when its lease ends by its own clock.',
  'preset.proclaim.title': 'A new word from the leader',
  'preset.proclaim.watch':
    'Watch the leader write another value under its create revision: every session hears of it, and nobody else moves.',
  'preset.stale-store.title': 'Asking a store leader that leads no more',
  'preset.stale-store.watch':
    'Watch a store leader that is cut off from the others and not from the candidates: it takes requests that it can never commit.',

  'preset.just-too-late.title': 'Awake just too late',
  'preset.just-too-late.watch':
    'Watch the leader wake when its lease has run out and is not yet revoked: its keep-alive has to wait for the revocation, and then fails.',
  'preset.fenced.title': 'The old leader writes after its time',
  'preset.fenced.watch':
    'Watch a leader with a slow clock oversleep its lease. It still believes, but its write names a create revision that is gone: the store refuses it.',
  'preset.drift.title': 'A slow clock: woken without a key',
  'preset.drift.watch':
    'Watch a candidate whose clock runs at half the rate. The key before it is deleted, and so is its own: it asks before it leads, and hears that it must not.',
  'preset.split-vote.title': 'The store elects: a split vote',
  'preset.split-vote.watch':
    'Watch the replicas, not the candidates: all three vote for themselves, and nobody can have a lease until Raft has a leader.',
  'preset.all-restart.title': 'The whole store restarts, and messages are lost',
  'preset.all-restart.watch':
    'Watch the database come back from the log when Raft has a leader again. Leases begin anew with their full time.',
  'preset.pre-vote.title': 'A replica returns and asks first',
  'preset.pre-vote.watch':
    'Watch the replica that was cut off: with PreVote it asks whether it would be elected, is refused, and the store leader stays.',
};
