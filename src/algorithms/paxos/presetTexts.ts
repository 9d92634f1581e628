/** Titles of the examples of all forms and what to watch in them: every form's face holds them all. */
import { leasePresetTexts } from './lease/presetTexts';

export const presetTexts: { readonly [key: string]: string } = {
  'preset.typical.title': 'Five proposers, one decision',
  'preset.typical.watch':
    'All five propose at once. The highest ballot gets a majority of promises, all accept its value, and everybody learns who was chosen.',
  'preset.best.title': 'Nobody else proposes',
  'preset.best.watch':
    'Only n5 proposes. Two round trips, to a majority and back, and it is chosen; one more message tells the others.',
  'preset.duel.title': 'Two proposers duel for ever',
  'preset.duel.watch':
    'n1 and n2 try again after 30 ms, which is three message delays. Each new ballot takes away the promises that the other one needs, just in time. Nobody is ever chosen, and nothing false is decided.',
  'preset.duel-ends.title': 'The same duel, with a little more patience',
  'preset.duel-ends.watch':
    'Now they wait 42 ms before they try again, 4.2 message delays. That leaves one of them more than two delays alone: it is chosen.',
  'preset.bound.title': 'A value that may be chosen is taken over',
  'preset.bound.watch':
    'n1 is accepted by a majority and crashes before it hears of it. n5 then proposes, is told of n1 by those who promise, and must propose n1 instead of itself.',
  'preset.dead-leader.title': 'The chosen leader is dead',
  'preset.dead-leader.watch':
    'n5 crashes after it was chosen. Whoever proposes again only finds out that n5 was chosen. One decision is one decision: agreement does not notice failures.',
  'preset.multi-typical.title': 'Multi-Paxos: a leader, a log, another leader',
  'preset.multi-typical.watch':
    'One node gathers promises for all slots at once and leads. Requests then need one round trip each. It crashes; whoever runs out of patience first takes over, with all that was chosen.',
  'preset.multi-stable.title': 'Multi-Paxos: a leader that stays',
  'preset.multi-stable.watch':
    'n1 leads already. Each request is chosen after one round trip: 4 messages out, 4 back, and 4 more to tell.',
  'preset.multi-gap.title': 'Multi-Paxos: a gap is filled',
  'preset.multi-gap.watch':
    'n1 proposes for slots 1 and 2. The first reaches nobody, the second only n2. n2 leads next: it must propose slot 2 again, and puts a no-op into slot 1.',
  'preset.multi-impatient.title': 'Multi-Paxos: nobody is patient enough',
  'preset.multi-impatient.watch':
    'The leader gives a sign every 50 ms, the others wait for one only 35 ms. So one leader after the other is deposed, though none of them failed.',
  'preset.multi-silent.title': 'Multi-Paxos: refused in silence',
  'preset.multi-silent.watch':
    'Nobody says no. n1 was cut off with one follower and proposes once more when it is back: the others have promised a higher ballot and do not answer. It goes on believing that it leads until it hears of the new leader.',
  'preset.multi-cut-off.title': 'Multi-Paxos: the old leader is cut off',
  'preset.multi-cut-off.watch':
    'n1 and n2 are cut off. n1 still believes that it leads, but can get nothing chosen: its request is lost. The other three elect a leader and go on. After the healing n2 tries with a ballot that is too low and is refused, n1 is deposed, and there is one log.',
  'preset.no-majority.title': 'No majority, no decision',
  'preset.no-majority.watch':
    'Three of five nodes are down. The other two promise and accept, and that is not enough: nobody is chosen until one more comes back.',
  ...leasePresetTexts,
};
