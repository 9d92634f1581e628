/**
 * The general sentences of single steps, put together from clauses: what happened, what changed, what
 * was sent. A step has one of each or none, so the catalogue holds every combination under
 * `step_<cause>_<change>_<send>`.
 */

/** Why a node acted: before its name when it did something worth a clause, or as a sentence alone. */
const CAUSES = {
  start: ['As it starts, {{node}}', '{{node}} starts'],
  restart: [
    'Up again with what its disk kept, {{node}}',
    '{{node}} is up again with what its disk kept',
  ],
  restartWiped: [
    'Up again with an empty disk, {{node}}',
    '{{node}} is up again with an empty disk',
  ],
  deliver: [
    'On “{{message}}” from {{from}}, {{node}}',
    '{{node}} receives “{{message}}” from {{from}}',
  ],
  own: ['On its own “{{message}}”, {{node}}', '{{node}} handles its own “{{message}}”'],
  timer: ['When its {{timer}} ends, {{node}}', 'The {{timer}} of {{node}} ends'],
  written: ['Once its disk write is done, {{node}}', 'The disk write of {{node}} is done'],
  request: ['Asked by a client, {{node}}', '{{node}} receives the request of a client'],
  act: ['As it is told by hand, {{node}}', '{{node}} is told by hand what to do'],
} as const;

/** What changed in the node. `In`: with the algorithm's own word and number of the try. */
const CHANGES = {
  '': '',
  leads: 'takes the lead',
  leadsIn: 'takes the lead in {{word}} {{attempt}}',
  follows: 'takes {{leader}} for its leader',
  followsIn: 'takes {{leader}} for its leader in {{word}} {{attempt}}',
  forgets: 'no longer knows a leader',
  opens: 'starts an election',
  opensIn: 'starts an election in {{word}} {{attempt}}',
  becomes: 'becomes “{{role}}”',
} as const;

/** What it sent, or else what it now waits for. */
const SENDS = {
  '': '',
  one: 'sends “{{sent}}” to {{to}}',
  many: 'sends “{{sent}}” to {{count}} nodes',
  mixed: 'sends {{count}} messages',
  self: 'sends “{{sent}}” to itself',
  writes: 'begins to write to its disk',
  waits: 'sets its {{wait}}',
} as const;

function combined(): { readonly [key: string]: string } {
  const all: { [key: string]: string } = {};
  for (const [cause, [before, alone]] of Object.entries(CAUSES)) {
    for (const [change, changed] of Object.entries(CHANGES)) {
      for (const [send, sent] of Object.entries(SENDS)) {
        const clauses = [changed, sent].filter((text) => text !== '').join(' and ');
        const text = clauses === '' ? `${alone}.` : `${before} ${clauses}.`;
        all[`step_${cause}_${change}_${send}`] = text;
      }
    }
  }
  return all;
}

export const stepTexts: { readonly [key: string]: string } = combined();
