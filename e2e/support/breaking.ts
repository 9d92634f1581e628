/**
 * Breaks one part of the page at a time, from outside: while a mark is set, every attempt to give an
 * element of the page a certain attribute throws. Nothing in the product knows of it.
 */
import type { Page } from 'playwright/test';

/** What throws: setting this attribute to something that this matches. */
export interface Break {
  readonly name: string;
  readonly value: RegExp;
}

/** What the tests of errors tolerate: the errors that they cause themselves. */
export const INJECTED =
  /injected by a test|error occurred in|404|Failed to load resource|Failed to fetch dynamically/;

interface Window {
  broken: { readonly name: string; readonly value: RegExp } | null;
}

/** To be called before the page is opened. */
export async function breakable(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const here = window as unknown as Window;
    here.broken = null;
    const set = Element.prototype.setAttribute;
    Element.prototype.setAttribute = function (name: string, value: string): void {
      const { broken } = here;
      if (broken !== null && broken.name === name && broken.value.test(String(value))) {
        throw new Error('injected by a test');
      }
      set.call(this, name, value);
    };
  });
}

export async function breakPart(page: Page, part: Break): Promise<void> {
  await page.evaluate(({ name, value }) => {
    (window as unknown as Window).broken = { name, value };
  }, part);
}

/** The same for a part that stands on the page from the first; after `breakable`. */
export async function brokenFromTheStart(page: Page, { name, value }: Break): Promise<void> {
  await page.addInitScript(
    ([called, source]) => {
      (window as unknown as Window).broken = {
        name: called ?? '',
        value: new RegExp(source ?? ''),
      };
    },
    [name, value.source],
  );
}

export async function mend(page: Page): Promise<void> {
  await page.evaluate(() => {
    (window as unknown as Window).broken = null;
  });
}
