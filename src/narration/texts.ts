/**
 * What this room says, in English: i18next templates by key, for the namespace `narration`. Keys that
 * end in `In` are the same sentence with the algorithm's word and number of the try ("term 2"); keys
 * that end in `Robs` add the leader that lost its majority by a fault.
 * What the first moving frame does not need is in `lateTexts.ts`.
 */
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

/** Why Auto runs at its pace. */
const paces = {
  paceQuiet: 'quiet',
  paceElection: 'slow: election',
  paceMessage: 'slow: message on its way',
  paceHeld: 'time is held',
};

export const texts: { readonly [key: string]: string } = {
  ...turns,
  ...states,
  ...paces,
};
