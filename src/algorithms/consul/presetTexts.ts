/** The words of the examples. */
export const presetTexts: { readonly [key: string]: string } = {
  'preset.typical.title': 'The leader crashes',
  'preset.typical.watch':
    'Its session is kept for twice its TTL, then the lock is free, then the lock-delay runs. Only after that somebody gets it.',
  'preset.best.title': 'The leader lets go',
  'preset.best.watch':
    'A voluntary release has no lock-delay: a waiting query is answered, and the next one has the lock at once.',
  'preset.worst.title': 'The store leader dies while a session runs out',
  'preset.worst.watch':
    'Timers of sessions are in one server’s memory only. Its successor gives every session its whole time again.',
  'preset.lock-delay.title': 'A session is ended by hand',
  'preset.lock-delay.watch':
    'The lock is free at once, and still nobody gets it: the change is announced before the lock-delay ends, so they have to try again.',
  'preset.pause.title': 'A long pause: two leaders',
  'preset.pause.watch':
    'The leader stands still until session and lock-delay are over. When it goes on it believes to lead for a moment, beside the new one.',
  'preset.drift.title': 'A slow clock: two leaders',
  'preset.drift.watch':
    'The leader’s clock runs at half the rate and it is cut off. Even twice the TTL and no lock-delay are then too short.',
  'preset.store-leader.title': 'The store leader crashes',
  'preset.store-leader.watch':
    'The servers elect another. The clients ask there and keep sessions and lock: nothing changes for them.',
  'preset.stale-store.title': 'Released at a server that is cut off',
  'preset.stale-store.watch':
    'The old store leader writes the release into its log and can never commit it. The others go on without, and overwrite it when they meet again.',
  'preset.all-restart.title': 'All servers restart',
  'preset.all-restart.watch':
    'Sessions and lock are in the log and come back with it; their timers begin anew. The network loses a fifth of all messages, so much is asked twice.',
  'preset.pre-vote.title': 'A server that missed something asks first',
  'preset.pre-vote.watch':
    'It was cut off while the lock changed hands. With PreVote it is told that its log is too old before it begins a term, and disturbs nobody.',
  'preset.delete.title': 'The key is deleted with its session',
  'preset.delete.watch':
    'With delete the LockIndex begins anew at 1, and so is no token by itself. The lock-delay holds all the same.',
};
