/**
 * What commands did, in English, where a sentence is put together from clauses: clocks, rules of links,
 * what is held. Every combination stands in the catalogue, so that a key is never made up.
 */

type Texts = { [key: string]: string };

/** What a clock does from now on; the first part of its key. */
const RATES: { readonly [key: string]: string } = {
  '': '',
  Fast: 'now runs {{rate}} % fast',
  Slow: 'now runs {{rate}} % slow',
  True: 'now runs true',
};
/** By how much its reading jumped; the second part. */
const JUMPS: { readonly [key: string]: string } = {
  '': '',
  Ahead: 'jumps ahead by {{span}}',
  Back: 'jumps back by {{span}}',
};

/** "jumps" of one clock, "jump" of several. */
function plural(clause: string): string {
  return clause.replace(/\b(run|jump)s\b/g, '$1');
}

function clockTexts(): Texts {
  const all: Texts = {};
  for (const [rate, runs] of Object.entries(RATES)) {
    for (const [jump, jumps] of Object.entries(JUMPS)) {
      const clauses = [jumps, runs].filter((text) => text !== '').join(' and ');
      const said = clauses === '' ? 'goes on as before' : clauses;
      all[`clock${rate}${jump}`] = `The clock of {{node}} ${said}.`;
      const many = clauses === '' ? 'go on as before' : plural(clauses);
      all[`clock${rate}${jump}Many`] = `The clocks of {{nodes}} ${many}.`;
    }
  }
  return all;
}

/** Whose rules change; the first part of the key. */
const PLACES: { readonly [key: string]: string } = {
  Network: 'on every link',
  Link: 'between {{from}} and {{to}}',
  LinkOneWay: 'from {{from}} to {{to}}',
  LinkSome: 'on links of {{nodes}}',
};
/** The rules, in the order of their keys: each is there or not. */
const DELAYS: { readonly [key: string]: string } = {
  '': '',
  Delay: 'a delay of {{delay}}',
  Curve: 'a delay of about {{p50}}, rarely over {{p99}}',
};
const LOSSES: { readonly [key: string]: string } = { '': '', Loss: '{{loss}} % are lost' };
const COPIES: { readonly [key: string]: string } = {
  '': '',
  Copies: '{{duplicate}} % arrive twice',
};
const ORDERS: { readonly [key: string]: string } = {
  '': '',
  Fifo: 'order is kept',
  Free: 'order is not kept',
};

function setTexts(): Texts {
  const all: Texts = {};
  for (const [place, where] of Object.entries(PLACES)) {
    for (const [delay, delayed] of Object.entries(DELAYS)) {
      for (const [loss, lost] of Object.entries(LOSSES)) {
        for (const [copy, copied] of Object.entries(COPIES)) {
          for (const [order, ordered] of Object.entries(ORDERS)) {
            const clauses = [delayed, lost, copied, ordered].filter((text) => text !== '');
            if (clauses.length === 0) continue;
            const key = `set${place}${delay}${loss}${copy}${order}`;
            all[key] = `From now on, ${where}: ${clauses.join(', ')}.`;
          }
        }
      }
    }
  }
  return all;
}

/** What is held, by the first letters of the kinds. */
const HELD: { readonly [key: string]: string } = {
  M: 'messages wait',
  T: 'timers wait',
  W: 'disk writes wait',
  MT: 'messages and timers wait',
  MW: 'messages and disk writes wait',
  TW: 'timers and disk writes wait',
  MTW: 'messages, timers and disk writes wait',
};

function holdTexts(): Texts {
  const all: Texts = {};
  for (const [kinds, wait] of Object.entries(HELD)) {
    all[`hold${kinds}`] = `From now on, ${wait} until they are chosen.`;
    all[`hold${kinds}Some`] = `From now on, at {{nodes}}, ${wait} until they are chosen.`;
  }
  return all;
}

const single: Texts = {
  wipe: '{{node}} crashes and its disk is emptied: all it ever wrote is gone.',
  wipeMany: '{{nodes}} are down now and their disks emptied: all they ever wrote is gone.',
  wipeRobs: '{{node}} crashes and its disk is emptied, and {{leader}} has no majority left.',
  wipeManyRobs:
    '{{nodes}} are down now and their disks emptied, and {{leader}} has no majority left.',
  wipeLeader: '{{node}}, the leader, crashes and its disk is emptied.',
  wipeLeaderIn: '{{node}}, the leader of {{word}} {{attempt}}, crashes and its disk is emptied.',
  wipeBeliever: '{{node}}, which believed it led, crashes and its disk is emptied.',
  wipeDown: 'The disk of {{node}}, which is down, is emptied.',
  restartWiped: '{{node}} restarts with an empty disk: it knows nothing of before.',
  restartWipedMany: '{{nodes}} restart; some of their disks are empty.',
  restartWipedLeads: '{{node}} restarts with an empty disk and takes the lead at once.',
  restartWipedLeadsIn:
    '{{node}} restarts with an empty disk and takes the lead at once, in {{word}} {{attempt}}.',
  dropMessage: '“{{message}}” from {{from}} to {{to}} is taken off its way.',
  duplicate: '“{{message}}” from {{from}} to {{to}} gets a copy, with a delay of its own.',
  delay: '“{{message}}” from {{from}} to {{to}} is delayed by {{span}}.',
  deliver: '“{{message}}” from {{from}} to {{to}} is hurried: it is due now.',
  act: '{{node}} is told by hand: {{action}}.',
  actMany: '{{nodes}} are told by hand: {{action}}.',
  setParams: 'Set from now on: {{what}}.',
  chooseMessage: '“{{message}}” from {{from}} to {{to}} is chosen: nothing holds it back.',
  chooseTimer: 'The {{timer}} of {{node}} is chosen: nothing holds it back.',
  chooseTimerMany: 'The {{timer}} of each of {{nodes}} is chosen: nothing holds them back.',
  chooseWrite: 'The disk write of {{node}} is chosen: nothing holds it back.',
  chooseWriteMany: 'The disk writes of {{nodes}} are chosen: nothing holds them back.',
  unhold: 'Nothing is held back any longer.',
};

/** What the commands of every day did. */
const usual = {
  crash: '{{node}} crashes.',
  crashMany: '{{nodes}} crash.',
  crashRobs: '{{node}} crashes, and {{leader}} has no majority left.',
  crashManyRobs: '{{nodes}} crash, and {{leader}} has no majority left.',
  crashLeader: '{{node}}, the leader, crashes.',
  crashLeaderIn: '{{node}}, the leader of {{word}} {{attempt}}, crashes.',
  crashBeliever: '{{node}}, which believed it led, crashes.',
  restart: '{{node}} restarts with what its disk kept.',
  restartMany: '{{nodes}} restart with what their disks kept.',
  restartLeads: '{{node}} restarts and takes the lead at once.',
  restartLeadsIn: '{{node}} restarts and takes the lead at once, in {{word}} {{attempt}}.',
  pause: '{{node}} is paused: it does nothing, and what reaches it waits.',
  pauseMany: '{{nodes}} are paused: they do nothing, and what reaches them waits.',
  pauseFor: '{{node}} is paused for {{span}}: it does nothing, and what reaches it waits.',
  pauseForMany: '{{nodes}} are paused for {{span}}: they do nothing, and what reaches them waits.',
  resume: '{{node}} goes on after its pause.',
  resumeMany: '{{nodes}} go on after their pause.',
  resumeAttempt: '{{node}} goes on after its pause and at once starts an election.',
  resumeAttemptIn:
    '{{node}} goes on after its pause and at once starts an election in {{word}} {{attempt}}.',
  partition: 'The network is split: {{groups}}.',
  partitionRobs: 'The network is split: {{groups}}. {{leader}} has no majority left.',
  heal: 'The network is whole again: every link is joined.',
  cut: 'The link between {{from}} and {{to}} is cut.',
  cutRobs: 'The link between {{from}} and {{to}} is cut, and {{leader}} has no majority left.',
  cutOneWay: 'The way from {{from}} to {{to}} is cut; the way back is open.',
  cutOneWayRobs: 'The way from {{from}} to {{to}} is cut, and {{leader}} has no majority left.',
  cutSome: 'Links between {{nodes}} are cut.',
  cutSomeRobs: 'Links between {{nodes}} are cut, and {{leader}} has no majority left.',
  join: 'The link between {{from}} and {{to}} is joined again.',
  joinOneWay: 'The way from {{from}} to {{to}} is joined again.',
  joinSome: 'Links between {{nodes}} are joined again.',
  block: 'From now on, {{types}} messages are stopped before they are delivered.',
  unblock: '{{types}} messages are delivered again.',
  timeout: '{{node}} is made to suspect that its leader is dead.',
  timeoutMany: '{{nodes}} are made to suspect that their leader is dead.',
  timeoutNamed: 'The {{timer}} of {{node}} is made to end now.',
  timeoutAttempt: '{{node}} is made to suspect its leader and starts an election.',
  timeoutAttemptIn:
    '{{node}} is made to suspect its leader and starts an election in {{word}} {{attempt}}.',
  requestPut: 'A client asks {{node}} to set “{{item}}” to “{{value}}”.',
  requestGet: 'A client asks {{node}} for “{{item}}”.',
};

export const commandTexts: { readonly [key: string]: string } = {
  ...usual,
  ...single,
  ...clockTexts(),
  ...setTexts(),
  ...holdTexts(),
};
