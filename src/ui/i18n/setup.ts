/**
 * Words: i18next with the English catalogue. The page's texts are the default namespace; narration and
 * each algorithm have their own (`t('key', { ns: spaceOf(algorithm) })`), as has each of its variants with
 * words of its own. Keys are flat: no separators.
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Algorithm } from '../../engine/protocol';
import { page } from './en/page';
import { stage } from './en/stage';

/** Names of the namespaces that are no algorithm's. */
export const PAGE = 'page';
export const NARRATION = 'narration';

type Texts = { readonly [key: string]: string };

/** Makes `t` work. Everything it needs is in the bundle, so it is ready when this returns. */
export function startI18n(narration: Texts): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { [PAGE]: { ...page, ...stage }, [NARRATION]: narration } },
    ns: [PAGE, NARRATION],
    defaultNS: PAGE,
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    initAsync: false,
  });
}

/** Adds texts of a part of the page that is loaded later. */
export function addPageTexts(texts: Texts): void {
  i18next.addResourceBundle('en', PAGE, texts, true, true);
}

/** Adds what narration says beyond the first moving frame. */
export function addNarrationTexts(texts: Texts): void {
  i18next.addResourceBundle('en', NARRATION, texts, true, true);
}

const spaces = new WeakMap<Texts, string>();
let formsAdded = 0;

/**
 * The namespace of the words of an algorithm, or of that variant of it which is given: two variants may
 * have different words for one key. They are added when they are first asked for.
 */
export function spaceOf({ id, face }: Pick<Algorithm, 'id' | 'face'>): string {
  const texts = face.texts.en;
  let space = spaces.get(texts);
  if (space === undefined || !i18next.hasResourceBundle('en', space)) {
    space = i18next.hasResourceBundle('en', id) ? `${id} ${++formsAdded}` : id;
    i18next.addResourceBundle('en', space, texts);
    spaces.set(texts, space);
  }
  return space;
}

/** Adds to the words of an algorithm that runs those which came later; both are found under the same name. */
export function joinTexts(
  running: Pick<Algorithm, 'id' | 'face'>,
  { face }: Pick<Algorithm, 'face'>,
): void {
  const space = spaceOf(running);
  i18next.addResourceBundle('en', space, face.texts.en, true, true);
  spaces.set(face.texts.en, space);
}
