/**
 * Shows that every key the page asks for by name is in the catalogue, and that every family of keys
 * made at run time has members. Reads the sources, so a forgotten text is found before a person does.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { INTERVENTIONS } from '../interventions';
import { KEYS } from '../keys';
import { MARK_KINDS } from '../timeline/stripTypes';
import { ACTS } from '../acts/all';
import { actTexts } from './en/acts';
import { dialogTexts } from './en/dialogs';
import { glossaryTexts } from './en/glossary';
import { lanesTexts } from './en/lanes';
import { legendTexts } from './en/legend';
import { noticeTexts } from './en/notices';
import { page } from './en/page';
import { panelTexts } from './en/panels';
import { presentTexts } from './en/present';
import { twinTexts } from './en/twin';
import { seatTexts } from './en/seat';
import { setupTexts } from './en/setup';
import { stage } from './en/stage';
import { timeTexts } from './en/time';
import { troubleTexts } from './en/trouble';

const catalogue: { readonly [key: string]: string } = {
  ...page,
  ...stage,
  ...panelTexts,
  ...lanesTexts,
  ...legendTexts,
  ...noticeTexts,
  ...dialogTexts,
  ...glossaryTexts,
  ...actTexts,
  ...seatTexts,
  ...setupTexts,
  ...timeTexts,
  ...troubleTexts,
  ...presentTexts,
  ...twinTexts,
};
const has = (key: string): boolean =>
  [key, `${key}_one`, `${key}_other`].some((one) => Object.hasOwn(catalogue, one));

/** The sources of the page, tests and catalogues apart. */
function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'en' ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name)
      ? [readFileSync(path, 'utf8')]
      : [];
  });
}

const all = sources(join(import.meta.dirname, '..')).join('\n');
/** Keys of the page begin with a lower-case word and a dot. */
const NAMED = /(?:\bt\(|\bkey: |Key: |, )'([a-z]+\.[\w.]+)'/g;
const MADE = /\bt\(\s*`([a-z]+\.[\w.]*)\$\{/g;

describe('the catalogue', () => {
  it('has every key that is asked for by name', () => {
    const asked = [...all.matchAll(NAMED)].map(([, key]) => key!);
    expect(asked.length).toBeGreaterThan(100);
    expect([...new Set(asked)].filter((key) => !has(key))).toEqual([]);
  });

  it('has members for every family of keys made at run time', () => {
    const families = [...all.matchAll(MADE)].map(([, prefix]) => prefix!);
    expect(families.length).toBeGreaterThan(8);
    const keys = Object.keys(catalogue);
    expect(families.filter((prefix) => !keys.some((key) => key.startsWith(prefix)))).toEqual([]);
  });

  it('has words for every key, every intervention and every kind of mark', () => {
    const lines = KEYS.map(({ id }) => `key.${id.replace(/^(select|gather)\d$/, '$1')}`);
    const marks = MARK_KINDS.map((kind) => `strip.${kind}`);
    const deeds = [...INTERVENTIONS, ...ACTS].map(({ labelKey }) => labelKey);
    expect([...lines, ...marks, ...deeds].filter((key) => !has(key))).toEqual([]);
  });

  it('speaks calmly: no exclamation mark, no key twice', () => {
    expect(Object.values(catalogue).filter((text) => text.includes('!'))).toEqual([]);
    const all = [
      page,
      stage,
      panelTexts,
      lanesTexts,
      dialogTexts,
      glossaryTexts,
      actTexts,
      seatTexts,
      setupTexts,
      timeTexts,
      troubleTexts,
      presentTexts,
      twinTexts,
    ];
    const parts = all.flatMap((part) => Object.keys(part));
    expect(parts.length).toBe(new Set(parts).size);
  });
});
