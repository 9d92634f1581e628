/**
 * E2, E3, E4: what becomes of messages. Each comes from one send, ends once, in its time, and never at
 * a node that is down or across a cut.
 */
import type { NodeId, Step, WorldView } from '../../engine/protocol';
import { breach, remembering } from '../history';
import type { Breach, Property, RunFacts } from '../types';
import { Book, ENDED, FLYING, WAITING, arrivals } from './book';

function ends(step: Step): step is Step & { readonly node: NodeId; readonly from: NodeId } {
  const { kind, message } = step.event;
  const isMail = kind === 'deliver' || kind === 'drop' || kind === 'arrive';
  // A message of a node to itself is no send: it is the next event, and not in the book.
  return isMail && message !== null && message >= 0 && step.node !== null && step.from !== null;
}

/** Whether the message of this step is the one that was sent; why not, else empty. */
function unlike(book: Book, sent: number, step: Step): string {
  const state = book.state(sent);
  if (state === undefined) return `message ${sent} was never sent`;
  if (state === ENDED) return `message ${sent} has ended before`;
  if (state === WAITING && step.event.kind === 'arrive') return `message ${sent} arrives twice`;
  const isSame =
    book.from[sent] === step.from &&
    book.to[sent] === step.node &&
    book.type[sent] === step.message?.type;
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
    const { min, max } = run.delayUs;
    return remembering(book.memory, {
      see: (step) => {
        let why = '';
        if (ends(step)) {
          const sent = step.event.message ?? -1;
          why = unlike(book, sent, step);
          const tookUs = step.event.us - (book.sentUs[sent] ?? step.event.us);
          // A lost message ends half-way; one that waited has been judged when it arrived.
          const isInTime = step.event.kind === 'drop' || book.state(sent) !== FLYING;
          if (why === '' && !isInTime && (tookUs < min || tookUs > max)) {
            why = `message ${sent} took ${tookUs} us; its link takes ${min} to ${max} us`;
          }
        }
        book.enter(step);
        return why === '' ? null : breach(step, why, step.node === null ? [] : [step.node]);
      },
    });
  },
};

/** A message that should have ended by now; why that is known, else empty. */
function vanished(book: Book, run: RunFacts, world: WorldView): string {
  const oldest = book.oldest();
  if (oldest >= book.length || book.state(oldest) !== FLYING) return '';
  const ageUs = world.us - (book.sentUs[oldest] ?? world.us);
  if (ageUs <= run.delayUs.max) return '';
  return `message ${oldest} from ${book.from[oldest]} to ${book.to[oldest]} has vanished: it is ${ageUs} us old`;
}

/** Each inbox holds at least the messages that are known to wait in it. */
function missing(book: Book, world: WorldView): string {
  const waiting = new Map<NodeId, number>();
  for (let sent = book.oldest(); sent < book.length; sent++) {
    if (book.state(sent) !== WAITING) continue;
    const to = book.to[sent] ?? '';
    waiting.set(to, (waiting.get(to) ?? 0) + 1);
  }
  for (const [node, count] of waiting) {
    const { inbox } = world.node(node);
    if (inbox < count) return `${count} messages wait for ${node}, but its inbox holds ${inbox}`;
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
    return remembering(book.memory, {
      see: (step) => {
        const why = uncounted(step);
        book.enter(step);
        const found = why || vanished(book, run, step.world);
        return found === '' ? null : breach(step, found, []);
      },
      judge: (world): Breach | null => {
        const why = vanished(book, run, world) || missing(book, world);
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
