/**
 * E2, E3, E4: what becomes of messages. Each comes from one send, ends once, in its time, and never at
 * a node that is down or across a cut. Of what a person took in hand no time is claimed.
 */
import type { Fact, NodeId, Step, Us, WorldView } from '../../engine/protocol';
import { breach, cell, remembering } from '../history';
import type { Breach, Property, RunFacts } from '../types';
import { Book, arrivals } from './book';
import { linkBook } from './linkRules';

function ends(step: Step): step is Step & { readonly node: NodeId; readonly from: NodeId } {
  const { kind, message } = step.event;
  const isMail = kind === 'deliver' || kind === 'drop' || kind === 'arrive';
  // A message of a node to itself is no send: it is the next event, and not in the book.
  return isMail && message !== null && message >= 0 && step.node !== null && step.from !== null;
}

/** Whether the message of this step is the one that was sent; why not, else empty. */
function unlike(book: Book, sent: number, step: Step): string {
  const open = book.get(sent);
  if (open === undefined) {
    return `message ${sent} ${book.hasEnded(sent) ? 'has ended before' : 'was never sent'}`;
  }
  if (open.waiting && step.event.kind === 'arrive') return `message ${sent} arrives twice`;
  const isSame =
    (open.from === step.from || open.from === '') &&
    open.to === step.node &&
    open.type === step.message?.type;
  return isSame ? '' : `message ${sent} is not the one that was sent under this number`;
}

export const oneSend: Property = {
  id: 'E2',
  kind: 'MUST',
  claim:
    'Each delivery has exactly one earlier send, or a recorded copy of one, and takes no shorter and no longer than its link allows.',
  assumes: '',
  source: 'the engine: links',
  start: (run) => {
    const book = new Book();
    const rules = linkBook(run);
    return remembering([book.memory, ...rules.memory], {
      see: (step, facts) => {
        let why = '';
        if (ends(step)) {
          const sent = step.event.message ?? -1;
          why = unlike(book, sent, step);
          const open = book.get(sent);
          const tookUs = step.event.us - (open?.sentUs ?? step.event.us);
          // A lost message ends half-way; one that waited has been judged when it arrived.
          const isInTime =
            step.byHand || step.event.kind === 'drop' || open?.waiting !== false || open.excused;
          const { min, max } = rules.delayUs();
          if (why === '' && !isInTime && (tookUs < min || tookUs > max)) {
            why = `message ${sent} took ${tookUs} us; its link takes ${min} to ${max} us`;
          }
        }
        book.enter(step);
        rules.see(step, facts);
        noteHands(book, run, facts);
        return why === '' ? null : breach(step, why, step.node === null ? [] : [step.node]);
      },
    });
  },
};

/** Notes the messages that a command drops or delays. */
function noteHands(book: Book, { commandAt }: RunFacts, facts: readonly Fact[]): void {
  for (const fact of facts) {
    if (fact.fact !== 'command' || fact.message === undefined) continue;
    const deed = commandAt?.(fact.index)?.command.do;
    if (deed === 'drop' || deed === 'delay') book.excuse(fact.message);
  }
}

/** A message that should have ended by now; why that is known, else empty. */
function vanished(book: Book, maxUs: Us, world: WorldView): string {
  // What is held back is late, and nothing says how late.
  if (world.holding.includes('messages')) return '';
  let sent = book.oldest();
  while (book.get(sent)?.excused === true) sent = book.after(sent);
  const open = book.get(sent);
  if (open === undefined || open.waiting) return '';
  const ageUs = world.us - open.sentUs;
  if (ageUs <= maxUs) return '';
  return `message ${sent} from ${open.from} to ${open.to} has vanished: it is ${ageUs} us old`;
}

/** Each inbox holds at least the messages that are known to wait in it. */
function missing(book: Book, world: WorldView): string {
  const waiting = new Map<NodeId, number>();
  for (const open of book.all()) {
    if (open.waiting) waiting.set(open.to, (waiting.get(open.to) ?? 0) + 1);
  }
  for (const [node, count] of waiting) {
    const { inbox, up } = world.node(node);
    // What waited for a node that crashes ends in the events that follow.
    if (up && inbox < count)
      return `${count} messages wait for ${node}, but its inbox holds ${inbox}`;
  }
  return '';
}

export const conservation: Property = {
  id: 'E3',
  kind: 'MUST',
  claim:
    'Nothing vanishes: what was sent or copied has been delivered, was dropped for a reason, or is on its way.',
  assumes: '',
  source: 'the engine: links',
  start: (run) => {
    const book = new Book();
    const uncounted = (step: Step): string => {
      const [first, end] = step.event.sends;
      let next = book.length;
      for (const effect of step.effects) {
        if (effect.do !== 'send' || effect.sent < 0) continue;
        if (effect.sent !== next) return `message ${effect.sent} is sent where ${next} is next`;
        next += 1;
      }
      if (first === book.length && end === next) return '';
      return `the event counts sends ${first} to ${end}, its effects ${book.length} to ${next}`;
    };
    const rules = linkBook(run);
    /** When a hold last ended or changed: what it kept back happens in the events of that instant. */
    const releasedUs = cell(-1);
    const late = (world: WorldView): string =>
      world.us === releasedUs.now ? '' : vanished(book, rules.delayUs().max, world);
    return remembering([book.memory, ...rules.memory, releasedUs], {
      see: (step, facts) => {
        const why = uncounted(step);
        book.enter(step);
        rules.see(step, facts);
        noteHands(book, run, facts);
        if (facts.some(({ fact }) => fact === 'holding')) releasedUs.now = step.event.us;
        const found = why || late(step.world);
        return found === '' ? null : breach(step, found, []);
      },
      judge: (world): Breach | null => {
        const why = late(world) || missing(book, world);
        return why === '' ? null : { event: world.events - 1, us: world.us, why, nodes: [] };
      },
    });
  },
};

export const closedDoors: Property = {
  id: 'E4',
  kind: 'MUST',
  claim: 'Nothing is delivered to a node that is down or paused, and nothing crosses a cut.',
  assumes: '',
  source: 'the engine: a cut and a crash are looked at when a message arrives',
  start: () => {
    const waiting = arrivals();
    return remembering([waiting.memory], {
      see: (step) => {
        let why = '';
        if (ends(step) && step.event.kind !== 'drop') {
          const { node, from, world } = step;
          const hadArrived = waiting.has(step.event.message ?? -1);
          const { up, paused } = world.node(node);
          if (!hadArrived && !world.linked(from, node))
            why = `a message crosses the cut ${from}>${node}`;
          if (step.event.kind === 'deliver' && !up) why = `${node} is down and handles a message`;
          if (step.event.kind === 'deliver' && paused)
            why = `${node} is paused and handles a message`;
        }
        waiting.note(step);
        return why === '' ? null : breach(step, why, step.node === null ? [] : [step.node]);
      },
    });
  },
};
