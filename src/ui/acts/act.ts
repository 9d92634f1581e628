/**
 * What an act is: one line of a menu, with the choices it opens. Types and small helpers only; the acts
 * themselves stand in the files beside this one.
 */
import type { NodeId } from '../../engine/protocol';
import type { Deed } from '../../scenario/types';
import type { RunView } from '../../session/types';
import type { Subject } from '../../stores/actStore';

/** Words of the page's catalogue. `ns`: the algorithm's own, if that is where the key is. */
export interface Words {
  readonly key: string;
  readonly values?: { readonly [name: string]: string | number };
}

/** One way to do an act. It is a deed, or it leads on to another subject or to a sheet. */
export type Choice = {
  /** Unique within its act. */
  readonly id: string;
  /** Null: the act has only this way. */
  readonly words: Words | null;
} & (
  | { readonly deed: Deed }
  | { readonly opens: Subject }
  | { readonly rulesOf: Subject }
  | { readonly views: ViewDeed }
);

/** What changes only how the cluster is looked at. `node` null: all nodes. */
export type ViewDeed =
  | { readonly do: 'move'; readonly node: NodeId }
  | { readonly do: 'putBack'; readonly node: NodeId | null };

/** Figures that a person typed (`20 %`, `35 ms`) and that are to be offered beside the usual ones. */
export interface Asked {
  readonly percent: number | null;
  readonly ms: number | null;
}

export const NOTHING_ASKED: Asked = { percent: null, ms: null };

type Of<K extends Subject['of']> = Extract<Subject, { of: K }>;

/** Something that can be done to one kind of subject. */
export interface Act<K extends Subject['of']> {
  readonly id: string;
  readonly of: K;
  readonly labelKey: string;
  readonly shortcut: string | null;
  /** The choices that make sense now; none: the act is not offered. */
  choices(run: RunView, subject: Of<K>, asked: Asked): readonly Choice[];
}

/** Something that can be done to some kind of subject. */
export type AnyAct = { [K in Subject['of']]: Act<K> }[Subject['of']];

/** An act whose only way is one deed. */
export function single(deed: Deed): readonly Choice[] {
  return [{ id: '', words: null, deed }];
}

/** The asked figure before the usual ones, each once, within its range. */
export function figures(
  usual: readonly number[],
  asked: number | null,
  [least, most]: readonly [number, number],
): readonly number[] {
  const fits = asked !== null && asked >= least && asked <= most;
  return fits ? [asked, ...usual.filter((value) => value !== asked)] : usual;
}
