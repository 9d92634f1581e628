/** Phrases in English without a library. The page has i18next. For tests only. */
import { lateTexts } from '../lateTexts';
import { texts } from '../texts';
import { NAMESPACE } from '../words';
import type { Translate, Values } from '../words';

/** The whole catalogue of this room. */
export const allTexts: { readonly [key: string]: string } = { ...texts, ...lateTexts };

/** A template with its `{{name}}` filled in; a name without a value stays as it is. */
export function fill(template: string, values: Values): string {
  return template.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (all, name: string) => {
    const value = values[name];
    return value === undefined ? all : String(value);
  });
}

/**
 * English without a library, for tests: keys of this room from its catalogue, all
 * others from the given texts of the face. An unknown key stands for itself.
 */
export function plainly(face: { readonly [key: string]: string }): Translate {
  return (key, values) => {
    const prefix = `${NAMESPACE}:`;
    const isOwn = key.startsWith(prefix);
    const template = inNumber(
      isOwn ? allTexts : face,
      isOwn ? key.slice(prefix.length) : key,
      values,
    );
    return fill(template ?? key, values);
  };
}

/** The template of a key, or of its English plural form where it has two: i18next's `_one`, `_other`. */
function inNumber(
  texts: { readonly [key: string]: string },
  key: string,
  { count }: Values,
): string | undefined {
  if (count === undefined) return texts[key];
  return texts[`${key}_${count === 1 ? 'one' : 'other'}`] ?? texts[key];
}
