/**
 * A look at JSON text before anything is built from it: its grammar, its depth, the length of its
 * lists, keys given twice. `JSON.parse` runs only on what passed, so a hostile text costs one pass.
 * Says where by line and column in every engine alike. Builds no values.
 */
import type { Problem } from './types';
import type { PathStep } from './problems';
import { DEPTH_MAX, FORBIDDEN_KEYS, LIST_ITEMS_MAX, OBJECT_KEYS_MAX } from './limits';
import { pathText, problemAt, quote } from './problems';

/** Ends a scan from any depth; caught in `scanJson` and nowhere else. */
class Stop extends Error {
  constructor(readonly found: Problem) {
    super(found.problem);
  }
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WORDS = ['true', 'false', 'null'];

const SYNTAX_HINT = 'Look just before this place for a missing comma, quote or bracket.';

class Scanner {
  private at = 0;
  private readonly path: PathStep[] = [];

  constructor(private readonly text: string) {}

  document(): void {
    this.value(0);
    this.space();
    if (this.at < this.text.length) this.stop('There is text after the end of the document.');
  }

  private value(depth: number): void {
    this.space();
    const first = this.text.charAt(this.at);
    if (first === '{') this.object(depth + 1);
    else if (first === '[') this.list(depth + 1);
    else if (first === '"') this.string();
    else if (first === '-' || (first >= '0' && first <= '9')) this.match(NUMBER, 'a number');
    else this.word();
  }

  private object(depth: number): void {
    this.enter(depth);
    const keys = new Set<string>();
    this.space();
    if (this.take('}')) return;
    do {
      this.space();
      const key = this.key();
      if (keys.has(key)) this.refuse('This key stands here twice.', 'Keep one of the two.', key);
      if (FORBIDDEN_KEYS.includes(key)) {
        this.refuse(`The key ${quote(key)} is not allowed.`, 'Remove it.', key);
      }
      keys.add(key);
      if (keys.size > OBJECT_KEYS_MAX) {
        this.refuse(`More than ${OBJECT_KEYS_MAX} keys in one object.`, 'Remove some.');
      }
      this.space();
      if (!this.take(':')) this.stop('A key must be followed by a colon.');
      this.path.push(key);
      this.value(depth);
      this.path.pop();
      this.space();
    } while (this.take(','));
    if (!this.take('}')) this.stop('A comma or } is missing.');
  }

  private list(depth: number): void {
    this.enter(depth);
    this.space();
    if (this.take(']')) return;
    let items = 0;
    do {
      if (items === LIST_ITEMS_MAX) {
        this.refuse(`More than ${LIST_ITEMS_MAX} items in one list.`, 'Make the list shorter.');
      }
      this.path.push(items++);
      this.value(depth);
      this.path.pop();
      this.space();
    } while (this.take(','));
    if (!this.take(']')) this.stop('A comma or ] is missing.');
  }

  /** Steps over the opening bracket. */
  private enter(depth: number): void {
    if (depth > DEPTH_MAX) {
      this.refuse(`Nested deeper than ${DEPTH_MAX} levels.`, 'No scenario needs so many levels.');
    }
    this.at++;
  }

  private key(): string {
    const start = this.at;
    if (this.text.charAt(start) !== '"') this.stop('A key in double quotes is missing.');
    this.string();
    const raw = this.text.slice(start, this.at);
    return raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1);
  }

  private string(): void {
    const start = this.at++;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x22) break;
      if (code === 0x5c) {
        this.match(ESCAPE, 'an escape');
      } else if (code >= 0x20) {
        this.at++;
      } else if (Number.isNaN(code)) {
        this.at = start;
        this.stop('A text that begins here never ends.');
      } else {
        this.stop('A line break or control character inside a text.');
      }
    }
    this.at++;
  }

  private word(): void {
    for (const word of WORDS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return;
      }
    }
    if (this.at >= this.text.length) this.stop('The text ends too early.');
    this.stop(`A value is missing before ${quote(this.text.charAt(this.at))}.`);
  }

  private match(pattern: RegExp, what: string): void {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) this.stop(`This is not ${what}.`);
    this.at = pattern.lastIndex;
  }

  private take(letter: string): boolean {
    if (this.text.charAt(this.at) !== letter) return false;
    this.at++;
    return true;
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at++;
    }
  }

  /** Line and column of where we stand, both from 1. */
  private place(): string {
    let line = 1;
    let start = 0;
    for (let at = 0; at < this.at; at++) {
      if (this.text.charCodeAt(at) !== 0x0a) continue;
      line++;
      start = at + 1;
    }
    return `line ${line}, column ${this.at - start + 1}`;
  }

  private stop(problem: string): never {
    throw new Stop(problemAt('', `Not valid JSON at ${this.place()}: ${problem}`, SYNTAX_HINT));
  }

  private refuse(problem: string, hint: string, key?: string): never {
    const path = pathText(key === undefined ? this.path : [...this.path, key]);
    throw new Stop(problemAt(path, `${problem} (${this.place()})`, hint));
  }
}

/** What keeps this text from being read as JSON of a size and depth we take; null if nothing. */
export function scanJson(text: string): Problem | null {
  try {
    new Scanner(text).document();
    return null;
  } catch (stop) {
    if (stop instanceof Stop) return stop.found;
    throw stop;
  }
}
