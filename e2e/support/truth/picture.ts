/**
 * The picture as it is painted, to be compared with itself: every attribute of what is shown of the stage
 * and of the strip, and every call that drew the lanes.
 */
import type { Page } from 'playwright/test';
import type { Drawn } from './displayList';

export interface Picture {
  readonly stage: readonly string[];
  readonly strip: readonly string[];
  readonly lanes: readonly string[];
}

export async function pictureOf(page: Page): Promise<Picture> {
  return page.evaluate(readPicture);
}

/** Runs in the page. What is hidden, or holds nothing, is a place kept for later and not seen. */
function readPicture(): Picture {
  const lines = (element: Element, depth: number, found: string[]): readonly string[] => {
    const { attributes, children } = element;
    if (element.getAttribute('display') === 'none' || element.getAttribute('d') === '')
      return found;
    const told = [...attributes]
      // Where the keyboard stands is no part of the picture.
      .filter(({ name }) => name !== 'tabindex')
      .map(({ name, value }) => `${name}=${value}`)
      .sort();
    const text = children.length === 0 ? (element.textContent ?? '') : '';
    found.push(`${' '.repeat(depth)}${element.tagName} ${told.join(' ')} ${text}`);
    for (const child of children) lines(child, depth + 1, found);
    return found;
  };
  const stage = document.querySelector('svg[data-us]');
  const strip = document.querySelector('.strip svg');
  const canvas = document.querySelector<HTMLCanvasElement>('#lanes canvas');
  const { drawnOn } = window as unknown as { drawnOn?: (canvas: HTMLCanvasElement) => Drawn[] };
  if (stage === null || strip === null || canvas === null) throw new Error('not all is open');
  return {
    stage: lines(stage, 0, []),
    strip: lines(strip, 0, []),
    lanes: (drawnOn?.(canvas) ?? []).map((drawn) => JSON.stringify(drawn)),
  };
}
