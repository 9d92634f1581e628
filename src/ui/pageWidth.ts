/** How wide the page is to the style sheets: px at the usual text size, fewer where text is larger. */

/** The text size browsers start from, px. */
const USUAL_TEXT_PX = 16;

/** How many times its usual size a person has set text to; 1 if that cannot be told. */
export function textScale(): number {
  const px = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return px / USUAL_TEXT_PX || 1;
}

/** The width that `@container page` compares with, in px of the usual text size. */
export function pageWidth(): number {
  return window.innerWidth / textScale();
}

/** A phone, upright or on its side, or a page of that size because text is large. */
export function isSmallPage(): boolean {
  return pageWidth() < 640 || window.innerHeight / textScale() < 480;
}
