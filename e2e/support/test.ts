/**
 * The `test` every browser test uses. A test fails when, anywhere in its browser context, the policy
 * was violated, an error was not caught, the console got an error, or a request left the origin.
 * A test that provokes one of these on purpose names it: `test.use({ tolerated: [/refused to/i] })`.
 */
import type { BrowserContext } from 'playwright/test';
import { test as base, expect } from 'playwright/test';

export { expect };

interface Guard {
  /** Descriptions of troubles that this test provokes on purpose. */
  readonly tolerated: readonly RegExp[];
  /** The troubles seen so far, one line each. */
  readonly troubles: readonly string[];
}

/** Schemes that reach no network. */
const LOCAL = /^(about|blob|data):/;

export const test = base.extend<Guard & { readonly seen: string[] }>({
  tolerated: [[], { option: true }],

  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  seen: async ({}, use) => {
    await use([]);
  },

  troubles: async ({ seen }, use) => {
    await use(seen);
  },

  context: async ({ context, baseURL, seen, tolerated }, use) => {
    await watch(context, new URL(baseURL ?? 'http://127.0.0.1/').origin, seen);
    await use(context);
    const unexpected = seen.filter((line) => !tolerated.some((pattern) => pattern.test(line)));
    expect(unexpected, 'nothing is refused, thrown, logged as an error or sent away').toEqual([]);
  },
});

async function watch(context: BrowserContext, origin: string, seen: string[]): Promise<void> {
  context.on('weberror', (problem) => seen.push(`uncaught: ${String(problem.error())}`));
  context.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()}`);
  });
  context.on('request', (request) => {
    const url = request.url();
    if (!LOCAL.test(url) && new URL(url).origin !== origin) seen.push(`request left: ${url}`);
  });
  await context.exposeBinding('reportViolation', (_, line: string) => {
    seen.push(`policy: ${line}`);
  });
  await context.addInitScript(() => {
    const report = (window as unknown as { reportViolation: (line: string) => void })
      .reportViolation;
    document.addEventListener('securitypolicyviolation', (event) => {
      report(`${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`);
    });
  });
}
