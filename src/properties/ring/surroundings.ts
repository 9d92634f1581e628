/**
 * What the ring elections assume of the world, and whether it held: a whole ring, nothing lost, and where
 * sends are acknowledged, acknowledgements in time. Read from what happened.
 */
import type { RingParams, RingState } from '../../algorithms/ring/types';
import type { NodeId, Step, Us, WorldView } from '../../engine/protocol';
import { cell, history } from '../history';
import type { Rewindable } from '../history';
import type { Assumed, Ledger, RunFacts } from '../types';
import { began, handled, isToken, sent, stepped, takesPart } from './view';

export const ASSUMES =
  'No node crashes and no message is lost, doubled, cut or held back; where sends are acknowledged, acknowledgements come in time and no node pauses. In the passive form, nobody begins anew while an announcement goes round.';

/** What is on its way round, and who began. */
export interface Round {
  readonly memory: readonly Rewindable[];
  see(step: Step): void;
  /** Messages that go round now. */
  afloat(): number;
  /** Who began since all was quiet, in this order: not those that a message made begin. */
  initiators(): readonly NodeId[];
  /** When somebody last began, us; null: nobody has. */
  lastBeginUs(): Us | null;
  /** Messages that went round since all was quiet: of elections, and to announce. */
  counts(): { readonly election: number; readonly announced: number };
  /** Once quiet: the next election is counted by itself. */
  close(): void;
  /** The run, or the part that is looked at, began amid an election that had been broken off. */
  spoilt(): string;
  /** Who was the first to begin anew while an announcement went round, in words; empty: nobody was. */
  behind(): string;
}

interface Counted {
  readonly election: number;
  readonly announced: number;
}

export function roundOf(candidates: readonly NodeId[]): Round {
  const afloat = history<'n', number>();
  const began_ = cell<readonly NodeId[]>([]);
  const last = history<'us', Us>();
  const counted = cell<Counted>({ election: 0, announced: 0 });
  const spoilt = cell<string | null>(null);
  const behind = cell('');
  const note = (step: Step): void => {
    if (spoilt.now !== null) return;
    const broken = candidates.find((id) => {
      if (id === step.node && step.before !== null) return takesPart(step.before as RingState);
      const state = step.world.node(id).state as RingState | null;
      return state !== null && id !== step.node && takesPart(state);
    });
    spoilt.now = broken === undefined ? '' : `${broken} took part in an election before this one`;
  };
  return {
    memory: [afloat, began_, last, counted, spoilt, behind],
    see: (step) => {
      note(step);
      const isQuiet = (afloat.get('n') ?? 0) === 0;
      const { kind, message: index } = step.event;
      const isEnd =
        (kind === 'deliver' || kind === 'drop') && index !== null && isToken(step.message);
      const out = step.effects.filter(
        (effect) => effect.do === 'send' && effect.sent >= 0 && isToken(effect.message),
      ).length;
      if (isEnd || out > 0) afloat.set('n', (afloat.get('n') ?? 0) + out - (isEnd ? 1 : 0));
      const seen = stepped(step);
      if (seen !== null && began(step)) {
        last.set('us', step.event.us);
        if (handled(step) === null) {
          began_.now = [...began_.now, seen.node];
          if (!isQuiet && counted.now.announced > 0 && behind.now === '') {
            behind.now = `${seen.node} began anew while an announcement went round`;
          }
        }
      }
      const messages = sent(step);
      if (messages.length === 0) return;
      const announced = messages.filter(({ type }) => type === 'ELECTED' || type === 'COORDINATOR');
      counted.now = {
        election: counted.now.election + messages.length - announced.length,
        announced: counted.now.announced + announced.length,
      };
    },
    afloat: () => afloat.get('n') ?? 0,
    initiators: () => began_.now,
    lastBeginUs: () => last.get('us') ?? null,
    counts: () => counted.now,
    close: () => {
      began_.now = [];
      counted.now = { election: 0, announced: 0 };
    },
    spoilt: () => spoilt.now ?? '',
    behind: () => behind.now,
  };
}

function failing(ledger: Ledger, { ackWaitUs }: RingParams): string {
  if (ledger.crashes > 0) return 'a node crashed';
  if (ledger.lost > 0) return 'a message was lost';
  if (ledger.duplicated > 0) return 'a message was doubled';
  if (ledger.cut > 0) return 'a message ended at a cut';
  if (ledger.blocked > 0) return 'a message was blocked';
  if (ledger.byHand > 0) return 'a person decided when something happens';
  if (ackWaitUs === null) return '';
  if (ledger.pauseUsMax > 0) return 'a node paused';
  if (ledger.jumpUsMax > 0) return 'a clock jumped';
  if (ledger.fastestPpm !== ledger.slowestPpm) return 'clocks ran at different rates';
  // A little is left for clocks that all run slow.
  if (ledger.delayUsMax * 2 >= ackWaitUs) return 'an acknowledgement can come too late';
  return '';
}

/** Whether all that G2, G3 and G4 assume held so far. */
export function assumedOf(
  run: RunFacts,
  ledger: Ledger,
  world: WorldView,
  { spoilt, behind }: Round,
): Assumed {
  // The ring is made of all nodes, also where only some of them are looked at.
  const ring = world.candidates;
  const down = ring.find((id) => !world.node(id).up);
  const isWhole = ring.every((a) => ring.every((b) => a === b || world.linked(a, b)));
  const params = run.params as RingParams;
  const why =
    failing(ledger, params) ||
    (down === undefined ? '' : `${down} is down, so the ring is broken`) ||
    (isWhole ? '' : 'a link is cut') ||
    (world.holding.length > 0 ? 'a person holds back what falls due' : '') ||
    spoilt() ||
    // Its winner is the best of those who stand: who stands, the announcement has not been told.
    (params.variant === 'passive' ? behind() : '');
  return { held: why === '', why };
}
