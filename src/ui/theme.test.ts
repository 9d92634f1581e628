/**
 * Shows that every pair of colours the page uses can be told apart: text 4.5:1, marks and borders of
 * controls 3:1, in both themes. Reads the stylesheet itself, so a changed token is judged at once.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'theme.css'), 'utf8');

/** The tokens of one theme that are plain hex colours. */
function tokensOf(theme: string): Map<string, string> {
  const start = css.indexOf(`:root[data-theme='${theme}']`);
  const block = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name!, hex!]),
  );
}

/** Relative luminance as WCAG 2.2 defines it, 0..1. */
function luminance(hex: string): number {
  const part = (at: number): number => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

function ratio(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['ground', 'surface'];
const TINTS = [1, 2, 3, 4, 5, 6].map((n) => `tint-${n}`);

/** foreground, background, least ratio. */
const PAIRS: readonly (readonly [string, string, number])[] = [
  ...GROUNDS.flatMap((ground) => [
    ...['ink', 'muted', 'blue-text', 'green-text', 'alarm-text'].map(
      (text) => [text, ground, 4.5] as const,
    ),
    ...['edge', 'focus', 'blue', 'green', 'alarm'].map((mark) => [mark, ground, 3] as const),
  ]),
  ['ink', 'raised', 4.5],
  ['muted', 'raised', 4.5],
  ['ink', 'alarm-soft', 4.5],
  ['alarm-text', 'alarm-soft', 4.5],
  ['ink', 'lead-soft', 4.5],
  ['muted', 'lead-soft', 4.5],
  ['ink', 'blue-soft', 4.5],
  ['blue-text', 'blue-soft', 4.5],
  ['lead-rim', 'lead', 4.5],
  ['ground', 'ink', 4.5],
  ['ground', 'muted', 4.5],
  ...TINTS.map((tint) => ['tint-ink', tint, 4.5] as const),
  ['on-strong', 'blue', 4.5],
  // Pills and rings of the stage.
  ['on-strong', 'green-text', 4.5],
  ['alarm', 'alarm-soft', 3],
  ['blue', 'blue-soft', 3],
  ['lead', 'blue', 1.5],
];

describe.each(['paper', 'night'])('the %s theme', (theme) => {
  const tokens = tokensOf(theme);
  const colour = (name: string): string => {
    const hex = tokens.get(name);
    if (hex === undefined) throw new Error(`no token --${name}`);
    return hex;
  };

  it.each(PAIRS)('--%s on --%s is at least %s:1', (front, back, least) => {
    expect(ratio(colour(front), colour(back))).toBeGreaterThanOrEqual(least);
  });

  it('has the same tokens as the other theme', () => {
    const other = tokensOf(theme === 'paper' ? 'night' : 'paper');
    expect([...tokens.keys()].sort()).toEqual([...other.keys()].sort());
  });
});

it('parts amber from blue at night by 1.5:1', () => {
  const night = tokensOf('night');
  expect(ratio(night.get('lead')!, night.get('blue')!)).toBeGreaterThanOrEqual(1.5);
});

it('would notice a colour that is too pale', () => {
  expect(ratio('#c0c0c0', '#faf7f2')).toBeLessThan(3);
});
