/**
 * Finds the field's terms in running text, by the forms that the catalogue gives for each. Knows nothing
 * of the page: text in, pieces out.
 */

/** A piece of a text: plain, or a term by its id. */
export interface Piece {
  readonly text: string;
  readonly id: string | null;
}

/** The words of each term in running text. */
export type Forms = ReadonlyMap<string, readonly string[]>;

/** Splits a text into pieces; only the first use of a term is one of its own. */
export type FindTerms = (text: string) => readonly Piece[];

function escaped(form: string): string {
  return form.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** Makes the finder for these forms: whole words, longer forms before shorter ones, any case. */
export function termFinder(forms: Forms): FindTerms {
  const ids = new Map<string, string>();
  for (const [id, words] of forms) for (const word of words) ids.set(word.toLowerCase(), id);
  const longestFirst = [...ids.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (longestFirst.length === 0) return (text) => [{ text, id: null }];
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${longestFirst.map(escaped).join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  return (text) => {
    const pieces: Piece[] = [];
    const used = new Set<string>();
    let end = 0;
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const id = ids.get(found.toLowerCase());
      if (id === undefined || used.has(id)) continue;
      used.add(id);
      if (index > end) pieces.push({ text: text.slice(end, index), id: null });
      pieces.push({ text: found, id });
      end = index + found.length;
    }
    if (end < text.length) pieces.push({ text: text.slice(end), id: null });
    return pieces;
  };
}

const ENTRY = /^term\.(\w+)\.forms$/;

/** The forms of a catalogue: `term.<id>.forms`, parted by bars. */
export function formsOf(catalogue: { readonly [key: string]: string }): Forms {
  const forms = new Map<string, readonly string[]>();
  for (const [key, text] of Object.entries(catalogue)) {
    const [, id] = ENTRY.exec(key) ?? [];
    if (id !== undefined) forms.set(id, text === '' ? [] : text.split('|'));
  }
  return forms;
}
