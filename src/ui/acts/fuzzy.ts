/**
 * Which lines fit what was typed: every word must be found in the line, as the beginning of a word, as
 * part of one, or as its letters in order. Pure; equal scores keep the order of the list.
 */

/** How well one typed word fits one word of the line; 0: not at all. */
function wordScore(typed: string, word: string): number {
  if (word === typed) return 8;
  if (word.startsWith(typed)) return 6;
  if (typed.length > 1 && word.includes(typed)) return 3;
  if (typed.length < 3 || typed[0] !== word[0]) return 0;
  let at = 0;
  for (const letter of word) if (letter === typed[at]) at++;
  return at === typed.length ? 1 : 0;
}

function wordsIn(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replaceAll('%', ' ')
    .split(/[\s,:;()>→–]+/)
    .filter((word) => word !== '');
}

/** How well a line fits; 0: it does not. */
export function score(typed: readonly string[], line: string): number {
  const words = wordsIn(line);
  let sum = 0;
  for (const one of typed) {
    let best = 0;
    words.forEach((word, index) => {
      // What a line begins with says what it does.
      const found = wordScore(one, word);
      if (found > 0) best = Math.max(best, found + (index === 0 ? 2 : 0));
    });
    if (best === 0) return 0;
    sum += best;
  }
  return sum - words.length * 0.1;
}

/** The lines that fit, the best first, at most `most`. Nothing typed: the first ones as they are. */
export function fitting<T>(
  typed: string,
  lines: readonly T[],
  text: (line: T) => string,
  most: number,
): readonly T[] {
  const words = wordsIn(typed);
  if (words.length === 0) return lines.slice(0, most);
  return lines
    .map((line, index) => ({ line, index, value: score(words, text(line)) }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value || a.index - b.index)
    .slice(0, most)
    .map(({ line }) => line);
}
