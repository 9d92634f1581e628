/**
 * How much is written beside a node: words up to 9 nodes, initials up to 15, dots above; and within
 * each degree the shapes a label may take, largest first. Which of them fits is tried in
 * arrangement.ts.
 */
import type { Detail } from './types';

/** Up to so many nodes get words; up to so many initials; above, dots. */
export const WORDS_MAX = 9;
export const INITIALS_MAX = 15;
/** Below this width there is no room for names beside the ring. */
export const NARROW_PX = 560;
/** Where seats are close, torn networks take less room for their gaps. */
export const CLOSE_FROM = 7;

/** `rows`: name and log, below badge and flag. `short`: name and flag, below the badge. */
export type LabelForm = 'rows' | 'short' | 'line' | 'name' | 'small';

/** The room set aside for a label, whatever is written in it. */
export interface LabelRoom {
  readonly form: LabelForm;
  readonly w: number;
  readonly h: number;
}

/** Room for a label where there is plenty, by degree of detail. */
export const LABEL_SIZE: { readonly [D in Detail]: LabelRoom } = {
  words: { form: 'rows', w: 108, h: 44 },
  initials: { form: 'short', w: 66, h: 42 },
  dots: { form: 'line', w: 92, h: 24 },
};
/** A narrow stage has no room beside the ring: labels stand above and below, and are shorter. */
export const LABEL_NARROW: LabelRoom = { form: 'rows', w: 84, h: 42 };
/** A narrow stage with many nodes: still shorter, beside the nodes, the flag on the line of the name. */
export const LABEL_COMPACT: LabelRoom = { form: 'short', w: 66, h: 42 };
/** The name alone. */
export const LABEL_NAME: LabelRoom = { form: 'name', w: 36, h: 22 };
/** The name alone, small and muted: for the many that are not in the story now. */
export const LABEL_SMALL: LabelRoom = { form: 'small', w: 28, h: 16 };

export function detailOf(count: number): Detail {
  if (count <= WORDS_MAX) return 'words';
  return count <= INITIALS_MAX ? 'initials' : 'dots';
}

/** The labels to try, largest first. */
export function labelsToTry(detail: Detail, width: number, count: number): readonly LabelRoom[] {
  const narrow = width < NARROW_PX;
  switch (detail) {
    case 'words':
      if (!narrow) return [LABEL_SIZE.words, LABEL_NARROW, LABEL_COMPACT, LABEL_NAME, LABEL_SMALL];
      return count >= CLOSE_FROM
        ? [LABEL_COMPACT, LABEL_NAME, LABEL_SMALL]
        : [LABEL_NARROW, LABEL_COMPACT, LABEL_NAME, LABEL_SMALL];
    case 'initials':
      return narrow ? [LABEL_NAME, LABEL_SMALL] : [LABEL_SIZE.initials, LABEL_NAME, LABEL_SMALL];
    case 'dots':
      return narrow ? [LABEL_NAME, LABEL_SMALL] : [LABEL_SIZE.dots, LABEL_NAME, LABEL_SMALL];
  }
}
