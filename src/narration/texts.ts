/**
 * What this room says, in English: i18next templates by key, for the namespace `narration`. Keys that
 * end in `In` are the same sentence with the algorithm's word and number of the try ("term 2"); keys
 * that end in `Robs` add the leader that lost its majority by a fault.
 * What the first moving frame does not need is in `lateTexts.ts`.
 */
import { stepTexts } from './stepTexts';

/** What commands did. */
const commands = {
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

/** What the algorithm did. */
const turns = {
  openedAtStart: 'The run begins: nobody leads yet.',
  opened: 'An election is open.',
  openedBy: '{{node}} no longer believes in the leader: an election is open.',
  attempt: '{{node}} starts an election.',
  attemptIn: '{{node}} starts an election in {{word}} {{attempt}}.',
  attemptMany: '{{nodes}} start elections at the same instant.',
  takesLead: '{{node}} takes the lead.',
  takesLeadIn: '{{node}} takes the lead in {{word}} {{attempt}}.',
  takesLeadUnheard: '{{node}} takes the lead; the others have yet to hear of it.',
  takesLeadUnheardIn:
    '{{node}} takes the lead in {{word}} {{attempt}}; the others have yet to hear of it.',
  accepted_one: '{{node}} leads: {{count}} of {{total}} nodes believes in it.',
  accepted_other: '{{node}} leads: {{count}} of {{total}} nodes believe in it.',
  acceptedIn_one:
    '{{node}} leads in {{word}} {{attempt}}: {{count}} of {{total}} nodes believes in it.',
  acceptedIn_other:
    '{{node}} leads in {{word}} {{attempt}}: {{count}} of {{total}} nodes believe in it.',
  alone: '{{node}} leads: it is the only node.',
  aloneIn: '{{node}} leads in {{word}} {{attempt}}: it is the only node.',
  stepsDown: '{{node}} no longer leads.',
  stepsDownIn: '{{node}} no longer leads {{word}} {{attempt}}.',
  stepsDownWhy: '{{node}} no longer leads: {{why}}.',
  stepsDownWhyIn: '{{node}} no longer leads {{word}} {{attempt}}: {{why}}.',
  lostLinks:
    '{{node}} reaches only {{reached}} of {{total}} nodes and needs {{needed}}: it still believes it leads, but can decide nothing.',
  lostLinksIn:
    '{{node}} reaches only {{reached}} of {{total}} nodes and needs {{needed}}: it still believes it leads {{word}} {{attempt}}, but can decide nothing.',
  lostLease: 'The lease of {{node}} has ended: it no longer leads.',
  lostLeaseIn: 'The lease of {{node}} has ended: it no longer leads {{word}} {{attempt}}.',
  lostByCrash: '{{node}} is down and so no longer leads.',
  lostByCrashIn: '{{node}} is down and so no longer leads {{word}} {{attempt}}.',
  broken: 'Property {{id}} is broken: {{why}}.',
  brokenLesson: 'What {{id}} assumes did not hold, and so {{id}} does not: {{why}}.',
  endedUntil: 'The scenario is over.',
  endedQuiet: 'Nothing is left to happen.',
  endedHeld: 'Nothing more happens by itself: what is left is held back.',
  endedGuardInstant: 'Stopped at the limit of 10,000 events at one instant.',
  endedGuardEvents: 'Stopped at the limit of 5,000,000 events in one run.',
  endedError: 'Stopped by a fault of the simulator: {{detail}}',
};

/** How things stand. */
const states = {
  stateAllDown: 'Every node is down.',
  stateAgreed: '{{node}} leads; everyone agrees.',
  stateAgreedIn: '{{node}} leads in {{word}} {{attempt}}; everyone agrees.',
  stateAgreedUp: '{{node}} leads; everyone who is up agrees.',
  stateAgreedUpIn: '{{node}} leads in {{word}} {{attempt}}; everyone who is up agrees.',
  stateAllButOne: '{{node}} leads; only {{other}} does not believe in it.',
  stateAllButOneIn:
    '{{node}} leads in {{word}} {{attempt}}; only {{other}} does not believe in it.',
  stateAllBut: '{{node}} leads; {{others}} do not believe in it.',
  stateAllButIn: '{{node}} leads in {{word}} {{attempt}}; {{others}} do not believe in it.',
  stateAlone: '{{node}} leads: it is the only node.',
  stateAloneIn: '{{node}} leads in {{word}} {{attempt}}: it is the only node.',
  statePausedLeader: '{{node}} leads, but it is paused.',
  statePausedLeaderIn: '{{node}} leads in {{word}} {{attempt}}, but it is paused.',
  stateMinority:
    '{{node}} still believes it leads, but reaches only {{reached}} of {{total}} nodes and needs {{needed}}.',
  stateMinorityIn:
    '{{node}} still believes it leads {{word}} {{attempt}}, but reaches only {{reached}} of {{total}} nodes and needs {{needed}}.',
  stateUnheard: '{{node}} believes it leads; {{count}} of {{total}} nodes believe in it.',
  stateUnheardIn:
    '{{node}} believes it leads in {{word}} {{attempt}}; {{count}} of {{total}} nodes believe in it.',
  stateUnheardByAll: '{{node}} believes it leads, but no other node believes in it.',
  stateUnheardByAllIn:
    '{{node}} believes it leads in {{word}} {{attempt}}, but no other node believes in it.',
  stateCandidate: 'Nobody leads: {{node}} wants to.',
  stateCandidates: 'Nobody leads: {{nodes}} want to.',
  stateSomeBelieve: 'Nobody leads, but {{nodes}} still believe in {{leader}}.',
  stateSomeBelieveDown: 'Nobody leads: {{leader}} is down, but {{nodes}} still believe in it.',
  stateOneBelieves: 'Nobody leads, but {{node}} still believes in {{leader}}.',
  stateOneBelievesDown: 'Nobody leads: {{leader}} is down, but {{node}} still believes in it.',
  stateStale: 'Nobody leads, but some nodes still believe in {{leaders}}.',
  stateNobody: 'Nobody leads, and nobody has asked to.',
  nodeDown: 'down',
  nodeRole: '{{role}}',
  nodeBadge: '{{word}} {{value}}',
  nodeKnowsNobody: 'knows no leader',
  nodeThinksItLeads: 'believes that it leads',
  nodeFollows: 'believes in {{leader}}',
  nodePaused: 'paused',
  nodeWriting: 'writing to its disk',
  nodeClockFast: 'clock {{rate}} % fast',
  nodeClockSlow: 'clock {{rate}} % slow',
};

/** Single events, where the face has no sentence of its own. */
const steps = {
  nothing: 'Nothing changes.',
  dropLost: '“{{message}}” from {{from}} to {{to}} is lost on the way.',
  dropCut: '“{{message}}” from {{from}} does not reach {{to}}: the link is cut.',
  dropCrashed: '“{{message}}” from {{from}} is gone: {{to}} is down.',
  dropBlocked: '“{{message}}” from {{from}} to {{to}} is stopped: such messages are blocked.',
  dropOwnBlocked: '“{{message}}” of {{from}} to itself is stopped: such messages are blocked.',
  dropOwn: '{{from}} is down and never handles its own “{{message}}”.',
  dropByHand: '“{{message}}” from {{from}} to {{to}} is dropped by hand.',
  dropped: '“{{message}}” from {{from}} to {{to}} is not delivered.',
  arriveDown: '“{{message}}” from {{from}} waits for {{to}}, which is down.',
  arrivePaused: '“{{message}}” from {{from}} waits at {{to}}, which is paused.',
  arriveWriting: '“{{message}}” from {{from}} waits at {{to}}, which is writing to its disk.',
  arriveBusy: '“{{message}}” from {{from}} waits at {{to}}, behind what came before it.',
  ...stepTexts,
};

/** Why Auto runs at its pace. */
const paces = {
  paceQuiet: 'quiet',
  paceElection: 'slow: election',
  paceMessage: 'slow: message on its way',
  paceHeld: 'time is held',
};

export const texts: { readonly [key: string]: string } = {
  ...commands,
  ...turns,
  ...states,
  ...steps,
  ...paces,
};
