/** Titles of the examples of PaxosLease and what to watch in them. */
export const leasePresetTexts: { readonly [key: string]: string } = {
  'preset.lease-typical.title': 'The lead is lent, for 7 seconds',
  'preset.lease-typical.watch':
    'All five ask whether the lease is free; the highest ballot gets it. The holder asks for more time every second. When it crashes nobody can have the lease until the acceptors have counted out its 7 seconds. Then others try, and one gets it. The old holder comes back with nothing in its memory and stays silent for 10 seconds.',
  'preset.lease-best.title': 'Nobody else wants it',
  'preset.lease-best.watch':
    'Only n1 wants the lease: two round trips, and it holds it. Its timer started before it proposed, so it ends before that of any acceptor: inside the holder, outside the acceptors.',
  'preset.lease-worst.title': 'Restarted acceptors stay silent',
  'preset.lease-worst.watch':
    'n1 holds the lease and is cut off. n2 and n3 crash, come back, and have forgotten to whom they lent it. So they say nothing for 10 seconds, and until then nobody can have the lease: slow, but never two holders.',
  'preset.lease-too-short.title': 'A lease that is too short to be held',
  'preset.lease-too-short.watch':
    'The lease lasts 21 ms, and the way to the acceptors and back takes 20 to 22 of them. When the acceptances arrive, nothing is left, or too little to be claimed, and so on for ever: of a lease T, at most T less two delays can be used.',
  'preset.lease-release.title': 'Given back early',
  'preset.lease-release.watch':
    'n1 releases the lease: it gives up the lead first and then tells the others. They need not wait for its 7 seconds to end: one of them has the lease five message delays later. At 3.6 s n3 is asked while it extends its lease: it releases what it holds and what it has just proposed. n1, asked once more, has nothing to release.',
  'preset.lease-amnesia.title': 'No silence after a restart: two holders',
  'preset.lease-amnesia.watch':
    'As before, but restarted acceptors answer at once. n2 and n3 have forgotten that they lent the lease to n1, and lend it to one of themselves. n1 is cut off and still holds it, by its own timer and in good faith: two holders.',
  'preset.lease-drift.title': 'Clocks that run at different rates: two holders',
  'preset.lease-drift.watch':
    'The clock of n1 is slow and the others are fast. n1 is cut off. By the clocks of the acceptors its 7 seconds are over sooner than by its own, so another gets the lease while n1 still counts: outside the acceptors, inside the holder, and the gap between them is the danger.',
  'preset.lease-pause.title': 'The holder pauses and does not notice',
  'preset.lease-pause.watch':
    'n1 holds the lease and pauses for 12 seconds. Its timer runs out meanwhile and nobody is there to see it: another gets the lease, rightly. n1 still believes that it leads until it goes on and looks at its timer. What it does before that needs fencing.',
  'preset.lease-late-answer.title': 'M longer than a lease is not long enough',
  'preset.lease-late-answer.watch':
    'Restarted acceptors are silent for 1100 ms, longer than a lease of 1000 ms. But messages are slow. n3 promises n5 its ballot, restarts, and forgets. n5 gets the lease with the help of n4 and n1. At 1130 ms n3, no longer silent, accepts what n1 proposed long before with a lower ballot, and n1 holds the lease as well. With M longer than a lease and the wait between two tries, 1900 ms here, it cannot happen.',
};
