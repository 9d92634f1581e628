/** How wide the page is to the style sheets: px at the usual text size, fewer where text is larger. */

/** The text size browsers start from, px. */
const USUAL_TEXT_PX = 16;

/** Asking makes the browser lay out all that a frame has just written, so it is not asked in each. */
const ASK_EVERY_MS = 500;

let asked = { atMs: -Infinity, scale: 1 };

/**
 * How many times its usual size a person has set text to, as it was at most so many wall ms ago; 1 if
 * that cannot be told.
 */
export function textScale(oldestMs = ASK_EVERY_MS): number {
  const atMs = performance.now();
  if (atMs - asked.atMs < oldestMs) return asked.scale;
  const px = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  asked = { atMs, scale: px / USUAL_TEXT_PX || 1 };
  return asked.scale;
}

/** The width that `@container page` compares with, in px of the usual text size. */
export function pageWidth(): number {
  return window.innerWidth / textScale();
}

/** A phone, upright or on its side, or a page of that size because text is large. */
export function isSmallPage(): boolean {
  return pageWidth() < 640 || window.innerHeight / textScale() < 480;
}
