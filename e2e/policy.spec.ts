/**
 * The page ships with its policy and the policy is in force. What the other tests only rely on (any
 * refusal fails them, see support/test.ts) is provoked here on purpose.
 */
import { pagePolicy } from '../scripts/lib/csp.mjs';
import { expect, test } from './support/test';

test.describe('the policy', () => {
  test.use({ tolerated: [/^(policy|console|uncaught): /] });

  test('is in the page itself and in the header', async ({ page, request }) => {
    const response = await request.get('./');
    expect(response.headers()['content-security-policy']).toContain(pagePolicy());
    await page.goto('./');
    const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
    await expect(meta).toHaveAttribute('content', pagePolicy());
  });

  test('refuses inline scripts, code from strings, markup from strings and other hosts', async ({
    page,
    troubles,
  }) => {
    await page.goto('./');
    const ran = await page.evaluate(async () => {
      const attempt = (act: () => unknown) => {
        try {
          return act();
        } catch (error) {
          return (error as Error).name;
        }
      };
      const script = document.createElement('script');
      const elsewhere = await fetch('http://elsewhere.invalid/').then(
        () => 'reached',
        () => 'refused',
      );
      return {
        inline: attempt(() => {
          script.textContent = 'window.intruder = 1';
          document.body.append(script);
          return 'intruder' in window;
        }),
        markup: attempt(() => Reflect.set(document.createElement('p'), 'innerHTML', '<b>x</b>')),
        policy: attempt(() =>
          (
            window as unknown as {
              trustedTypes: { createPolicy: (n: string, r: object) => object };
            }
          ).trustedTypes.createPolicy('intruder', {}),
        ),
        elsewhere,
      };
    });
    expect(ran).toEqual({
      inline: 'TypeError',
      markup: 'TypeError',
      policy: 'TypeError',
      elsewhere: 'refused',
    });
    // The reports come from the page one by one.
    await expect
      .poll(() => troubles.filter((line) => line.startsWith('policy: ')).length)
      .toBeGreaterThan(2);
  });
});
