/**
 * What this room says beyond the first moving frame, in English: commands, why one did nothing, two believed
 * leaders, where a run gets stuck, single steps. Same namespace as `texts.ts`; loaded right after it.
 */
import { commandTexts } from './commandTexts';
import { rivalTexts } from './rivalTexts';
import { stepTexts } from './stepTexts';

/** Why a command did nothing. */
const missed = {
  missed: 'A command found nothing to do.',
  missedNoLeader: 'A command meant the leader, but nobody leads: nothing was done.',
  missedNoTarget: 'A command found no node that it could mean: nothing was done.',
  missedNoCrashed: 'A command meant the node that crashed last, but none is down.',
  missedAlreadyDown: 'A command was to crash a node that is down already.',
  missedNotDown: 'A command was to restart a node that is up already.',
  missedNotStarted: 'A command meant a node that has not started yet: nothing was done.',
  missedDown: 'A command meant a node that is down: nothing was done.',
  missedPaused: 'A command meant a node that is paused: nothing was done.',
  missedNotPaused: 'A command was to end the pause of a node that is not paused.',
  missedNothingCut: 'A command was to join links, but none of them is cut.',
  missedNothingBlocked: 'A command was to let messages through that nothing stops.',
  missedNoRequests: 'A client asked, but this algorithm takes no requests.',
  missedNoTimer: 'A command was to end a timer that this algorithm does not have.',
  missedNoAction: 'A node was to be told something that this algorithm does not know.',
  missedNotInFlight: 'A command meant a message that is not on its way: nothing was done.',
  missedOtherType: 'The message that a command meant is of another type: nothing was done.',
  missedAlreadyCopied: 'A message was to get a copy, but it has one or is one.',
  missedWaiting: 'A command meant a message that has arrived and waits: nothing was done.',
  missedNotPending: 'What was chosen is not about to happen: nothing was done.',
  missedNotHolding: 'Something was to be chosen or let go, but nothing is held back.',
  missedTooFewGroups: 'A command was to split the network, but all nodes were in one group.',
};

/** Where a run gets stuck, and why. The button beside it says the way on. */
const ends = {
  endAllDown: 'Every node is down: nobody can lead until one restarts.',
  endAllPaused: 'Every node that is up is paused: nobody acts until one goes on.',
  endMajorityDown_one:
    'Only {{count}} of {{total}} nodes is up and {{needed}} must agree, so nobody can be elected.',
  endMajorityDown_other:
    'Only {{count}} of {{total}} nodes are up and {{needed}} must agree, so nobody can be elected.',
  endMajorityDownLed_one:
    'Only {{count}} of {{total}} nodes is up and {{needed}} must agree: {{leader}} still believes it leads, but can decide nothing.',
  endMajorityDownLed_other:
    'Only {{count}} of {{total}} nodes are up and {{needed}} must agree: {{leader}} still believes it leads, but can decide nothing.',
  endMajorityPaused_one:
    'Only {{count}} of {{total}} nodes is awake and {{needed}} must agree, so nobody can be elected.',
  endMajorityPaused_other:
    'Only {{count}} of {{total}} nodes are awake and {{needed}} must agree, so nobody can be elected.',
  endMajorityPausedLed_one:
    'Only {{count}} of {{total}} nodes is awake and {{needed}} must agree: {{leader}} still believes it leads, but can decide nothing.',
  endMajorityPausedLed_other:
    'Only {{count}} of {{total}} nodes are awake and {{needed}} must agree: {{leader}} still believes it leads, but can decide nothing.',
  endMajorityCut:
    'The network is torn: no {{needed}} of {{total}} nodes can talk to each other, so nobody can be elected.',
  endMajorityCutLed:
    'The network is torn: no {{needed}} of {{total}} nodes can talk to each other. {{leader}} still believes it leads, but can decide nothing.',
  endSplitVotes:
    'After {{count}} tries nobody has been elected: each time several asked, and the votes were split.',
  endTries: 'After {{count}} tries nobody has been elected.',
  endTriesCut: 'After {{count}} tries nobody has been elected, and links are cut.',
  endUntil: 'The scenario is over.',
  endQuiet: 'Nothing is left to happen.',
  endHeld: 'Nothing more happens by itself: what is left is held back until it is chosen.',
  endGuardInstant: 'The run was stopped at its limit of 10,000 events at one instant.',
  endGuardEvents: 'The run was stopped at its limit of 5,000,000 events.',
  endError: 'The run was stopped by a fault of the simulator: {{detail}}',
};

/** What broke, and how the run ended, in the strip and as beats. */
const breaks = {
  broken: 'Property {{id}} is broken: {{why}}.',
  brokenLesson: 'What {{id}} assumes did not hold, and so {{id}} does not: {{why}}.',
  endedUntil: 'The scenario is over.',
  endedQuiet: 'Nothing is left to happen.',
  endedHeld: 'Nothing more happens by itself: what is left is held back.',
  endedGuardInstant: 'Stopped at the limit of 10,000 events at one instant.',
  endedGuardEvents: 'Stopped at the limit of 5,000,000 events in one run.',
  endedError: 'Stopped by a fault of the simulator: {{detail}}',
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

export const lateTexts: { readonly [key: string]: string } = {
  ...commandTexts,
  ...missed,
  ...rivalTexts,
  ...ends,
  ...breaks,
  ...steps,
};
