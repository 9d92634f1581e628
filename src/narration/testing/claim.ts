/**
 * Claims that sentences make, as patterns over their words, each with the question whether it is true.
 * What is asked is answered by a `Witness`, never by what tells the run. For tests only.
 */
import type { NodeId, Step } from '../../engine/protocol';
import type { Seen, Snapshot, Witness } from './witness';

/** What a sentence is held against. */
export interface Court {
  readonly witness: Witness;
  /** Just before what is told, and once all of it has happened. */
  readonly was: Snapshot;
  readonly now: Snapshot;
  /** Events handled once all of it has happened. */
  readonly events: number;
  /** The step that is told; null where the sentence is about more than one, or about how things stand. */
  readonly step: Step | null;
  /** The nodes that may lead, in list order, and their ranks. */
  readonly ids: readonly NodeId[];
  readonly rank: (id: NodeId) => number;
}

/** A claim: its words, and whether it holds. Groups of the pattern are handed on as strings. */
export interface Claim {
  readonly words: RegExp;
  readonly holds: (court: Court, ...groups: readonly string[]) => boolean;
}

/** A list of names as it stands in a sentence. */
export const NAMES = String.raw`[ncs]\d+(?:, [ncs]\d+)*(?: … [ncs]\d+(?: \(\d+\))?)?`;

/** Every claim found in a text that does not hold, and how many were found at all. */
export function cross(
  claims: readonly Claim[],
  text: string,
  court: Court,
): { readonly found: number; readonly wrong: readonly string[] } {
  const wrong: string[] = [];
  let found = 0;
  for (const { words, holds } of claims) {
    for (const match of text.matchAll(words)) {
      found++;
      const [, ...groups] = match;
      if (!holds(court, ...groups.map((group) => group ?? '')))
        wrong.push(`“${match[0]}” in: ${text}`);
    }
  }
  for (const id of text.match(/\bn\d+\b/g) ?? []) {
    if (!court.ids.includes(id)) wrong.push(`names ${id}: ${text}`);
  }
  return { found, wrong };
}

const NOBODY: Seen = {
  up: false,
  paused: false,
  role: '',
  leader: null,
  attempt: null,
  term: null,
};

export function nodeIn(snapshot: Snapshot, id: string): Seen {
  return snapshot.nodes.get(id) ?? NOBODY;
}

/** True if the node is up and believes it leads, in this term if one is named. */
export function believes(snapshot: Snapshot, id: string, term = ''): boolean {
  const { up, leader, attempt } = nodeIn(snapshot, id);
  return up && leader === id && (term === '' || attempt === Number(term));
}

/** True if the node is seated, in this term if one is named. */
export function seated(snapshot: Snapshot, id: string, term = ''): boolean {
  return snapshot.seats.some(
    ({ node, attempt }) => node === id && (term === '' || attempt === Number(term)),
  );
}

/** The names of a list in a sentence; null if it was shortened. */
export function namesOf(list: string): readonly string[] | null {
  return list.includes('…') ? null : list.split(', ');
}

export function same(a: readonly string[], b: readonly string[]): boolean {
  return [...a].sort().join() === [...b].sort().join();
}

/** True if the list names exactly these; a shortened one: its ends are among them, its count is theirs. */
export function lists(list: string, nodes: readonly string[]): boolean {
  const named = namesOf(list);
  if (named !== null) return same(named, nodes);
  const ends = list.match(/[ncs]\d+/g) ?? [];
  const [, count] = /\((\d+)\)/.exec(list) ?? [];
  return ends.every((id) => nodes.includes(id)) && (count ?? nodes.length) === String(nodes.length)
    ? true
    : count === undefined && ends.every((id) => nodes.includes(id));
}

/** Every node of a list, as far as it is written out. */
export function each(list: string, holds: (id: string) => boolean): boolean {
  return (list.match(/[ncs]\d+/g) ?? []).every(holds);
}

export function majority({ ids }: Court): number {
  return Math.floor(ids.length / 2) + 1;
}

/** Live nodes with links both ways with this one, itself included. */
export function reach({ ids, now }: Court, id: string): number {
  return ids.filter(
    (to) => nodeIn(now, to).up && !now.cuts.has(`${id}>${to}`) && !now.cuts.has(`${to}>${id}`),
  ).length;
}

/** Effects of the step that send this type, to whom. */
export function sentTo(
  { step }: Court,
  type: string,
  fits: (message: { readonly [field: string]: unknown }) => boolean = () => true,
): readonly string[] {
  const sent = (step?.effects ?? []).flatMap((effect) =>
    effect.do === 'send' && effect.message.type === type && fits(effect.message) ? [effect.to] : [],
  );
  // A copy that the network makes is a send of its own.
  return [...new Set(sent)];
}

/** True if the step waits for a disk write before it sends. */
export function writes({ step }: Court): boolean {
  return step?.effects.some((effect) => effect.do === 'persist' && effect.writeUs > 0) ?? false;
}
