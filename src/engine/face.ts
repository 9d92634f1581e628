/**
 * How an algorithm looks and speaks: the closed vocabulary of its face. Types only; part of the
 * contract, imported through `protocol.ts`. Scene draws these, narration speaks them.
 */
import type { AnyMessage, Json, NodeId, PartState, Step, Us, WorldView } from './protocol';

/** Marks that need no colour. */
export type RoleGlyph = 'crown' | 'hand' | 'plain' | 'waiting' | 'electing';

/** Outline of a message: told apart without colour. */
export type MessageShape = 'request' | 'grant' | 'refusal' | 'answer' | 'announce' | 'routine';

/** Colour roles of the tokens; never a literal colour. */
export type ColourRole = 'ask' | 'yes' | 'no' | 'lead' | 'quiet';

/** How one message looks. A function where it depends on the fields (a vote granted or refused). */
export interface MessageFace {
  /** Key of the word on its pill. */
  readonly word: string;
  /** One or two letters for the degree of detail where words do not fit. */
  readonly initial: string;
  readonly shape: MessageShape;
  readonly colour: ColourRole;
}

/** The closed vocabulary of ornaments a state may wear; scene alone draws them. */
export type Ornament =
  /** One segment per voter in the voters' positions; `notch` = how many win. */
  | {
      readonly kind: 'voters';
      readonly notch: number;
      readonly voters: readonly {
        readonly node: NodeId;
        readonly vote: 'yes' | 'no' | 'pending';
      }[];
    }
  /** A window that runs out at the due of a timer of this node. */
  | { readonly kind: 'window'; readonly timer: string; readonly label: string }
  /** Cells of a log: the term of each of the last entries, and how many are committed. */
  | {
      readonly kind: 'log';
      readonly first: number;
      readonly cells: readonly number[];
      readonly committed: number;
    }
  | { readonly kind: 'token'; readonly value: number }
  | { readonly kind: 'sight'; readonly to: NodeId }
  | { readonly kind: 'queue'; readonly place: number }
  | { readonly kind: 'door'; readonly number: number }
  | { readonly kind: 'lease'; readonly timer: string; readonly whose: 'holder' | 'service' };

/** A template and its values: what every sentence is before it is put into words. */
export interface Phrase {
  /** Key in the face's texts or in the page's catalogue. */
  readonly key: string;
  readonly values?: { readonly [name: string]: string | number };
}

/** How an algorithm looks and speaks: data only, drawn and spoken by others. */
export interface Face {
  readonly roles: { readonly [role: string]: { readonly glyph: RoleGlyph; readonly word: string } };
  readonly messages: { readonly [type: string]: (message: AnyMessage) => MessageFace };
  /** True for traffic that recurs when nothing is wrong (heartbeats, pings). */
  readonly routine: (message: AnyMessage) => boolean;
  /** Timers worth an arc. `detection`: its longest setting is how long a dead leader can go unnoticed. */
  readonly waits: {
    readonly [timer: string]: {
      readonly word: string;
      readonly arc: boolean;
      readonly detection?: boolean;
    };
  };
  /** One routine period and the longest detection timeout, in us, from resolved params. */
  readonly periods: (params: object) => { readonly routineUs: Us; readonly detectionUs: Us };
  /** The badge of a node: word key and value (term 2), or null. */
  readonly badge: (state: PartState) => { readonly word: string; readonly value: number } | null;
  /** Sentence of a step in which this rule was the telling one; null: the general sentence. */
  readonly sentences: { readonly [rule: string]: (step: Step) => Phrase | null };
  /** The paper's variables for the Node panel, in order: name, value, on disk or not. */
  readonly variables: (state: PartState) => readonly {
    readonly name: string;
    readonly value: Json;
    readonly durable: boolean;
    readonly help?: string;
  }[];
  readonly ornaments: (state: PartState, world: WorldView, node: NodeId) => readonly Ornament[];
  /** Keys of sentences for the page: what the algorithm assumes, and where this one differs from its source. */
  readonly about: { readonly assumes: readonly string[]; readonly differs: readonly string[] };
  readonly layout: 'ring' | 'circle' | 'tiers';
  /** All texts of this algorithm by language, then key. i18next templates: `{{name}}`. */
  readonly texts: { readonly en: { readonly [key: string]: string } };
}
