/**
 * What the examples of Bully are called and what they show, in English. Both forms have all of them: an
 * example is listed whichever form is open.
 */
/** Titles of the examples, and what each of them shows. */
export const presetTexts = {
  'preset.leader-crashes.title': 'The leader crashes',
  'preset.leader-crashes.watch':
    'Nobody notices until the next ping. Then all four find n5 silent at once and ask everyone above them. n4 alone is answered by nobody: after 50 ms of silence it declares itself leader, and the other three accept it.',
  'preset.lowest-notices.title': 'The lowest notices: the worst case',
  'preset.lowest-notices.watch':
    'Only n1 notices. It asks four nodes, each that lives answers and asks those above itself: 10 questions, 6 answers, 3 announcements to replace one leader.',
  'preset.second-notices.title': 'The second highest notices: the best case',
  'preset.second-notices.watch':
    'n4 notices that n5 is dead. With the shortcut there is nobody left to ask: three announcements, one message delay, and n4 leads.',
  'preset.answerer-dies.title': 'The one who answered dies',
  'preset.answerer-dies.watch':
    'n4 answers n3 and then crashes before it can announce itself. n3 waits 150 ms for a leader that never comes, asks again, hears nothing and leads.',
  'preset.slow-answer.title': 'A slow answer makes two leaders',
  'preset.slow-answer.watch':
    'n4 is alive and answers, but its answer needs 60 ms and n3 waits only 50. So n3 declares itself leader, and 10 ms later n4 does too. Two leaders, until the announcement of n4 reaches n3.',
  'preset.short-wait.title': 'A wait that is too short',
  'preset.short-wait.watch':
    'Every message takes 30 ms, so a question and its answer take 60, but everybody waits only 40. n3 declares itself leader; the OK of n4 comes 20 ms too late, and n4 declares itself as well. Two announcements and two leaders, though nothing is slow, lost or cut.',
  'preset.two-leaders.title': 'Two leaders, even after healing',
  'preset.two-leaders.watch':
    'The cut leaves n1, n2, n3 without n5, so they elect n3. n5 still leads n4. Then the network heals, and nothing happens: both leaders answer their followers, nobody asks, and the two stay for ever.',
  'preset.overtaken.title': 'An announcement that comes too late',
  'preset.overtaken.watch':
    'n5 comes back just after n4 has declared itself. The word of n4 needs 20 ms to reach n1 and arrives after that of n5: n1 now follows n4, which follows n5. At its next ping n1 gets no answer, asks those above it, and finds n5.',
  'preset.highest-returns.title': 'The highest comes back',
  'preset.highest-returns.watch':
    'n4 leads and is in good health. n5 comes back, asks nobody, declares itself leader, and n4 has to go. This is the bully.',
  'preset.original-crash.title': 'The paper’s own: the coordinator crashes',
  'preset.original-crash.watch':
    'All four miss n5 and ask it in vain. Whoever is not the highest finds the next one alive and leaves it to that one. n4 alone halts the others one by one; only when all have stopped does it lead. At no instant do two.',
  'preset.original-returns.title': 'The paper’s own: the highest comes back',
  'preset.original-returns.watch':
    'n5 comes back, finds nobody above it and halts everybody, n4 first. From then on nobody leads: n4 has stopped before n5 begins. In the textbook’s form both lead for one delay.',
  'preset.original-joins.title': 'The paper’s own: a lower node comes back',
  'preset.original-joins.watch':
    'n2 comes back, finds n3 alive and waits. n5 asks everybody whether all is normal, hears from n2 that it is not, and holds an election for its sake: a whole round to take one node in.',
  'preset.original-forgets.title': 'The paper’s own: halted, crashed, and back',
  'preset.original-forgets.watch':
    'n2 stops for n4, crashes and is back at once: it no longer knows who halted it, so it does not accept n4. The others work; at its next look n4 finds n2 not normal and holds an election for it.',
  'preset.original-candidate-dies.title': 'The paper’s own: the candidate dies halfway',
  'preset.original-candidate-dies.watch':
    'n4 has halted n3 and n2 and then crashes. They stand still for 150 ms. Then n3 looks for itself, finds nobody above it, and begins again.',
  'preset.original-slow.title': 'The paper’s own: two coordinators',
  'preset.original-slow.watch':
    'n4 is alive, but what it sends to n3 takes 200 ms, and a call may take only 50. So n3 takes it for dead and leads n1 and n2. Later n4 misses n5 and halts everybody: when its Halt reaches n3, n4 leads already: two coordinators. n3 begins again and takes n1 and n2 back. They tell n4 that they are normal, and both stay.',
  'preset.original-split.title': 'The paper’s own: cut in two',
  'preset.original-split.watch':
    'n1, n2 and n3 miss n5 and elect n3. After healing, n3 and n5 ask everybody whether all is normal, and everybody says yes: both stay for ever.',
};
