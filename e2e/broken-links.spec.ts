/** A link that is no good: a plain message, a way on, and nothing of one's own work lost. */
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { brokenLinks } from './support/broken';

/** robustness.md: said in so few characters. */
const MOST_CHARACTERS = 300;

const KINDS = [
  'cut short',
  'empty',
  'not base64',
  'one bit off',
  'no text',
  'no JSON',
  'a newer version',
  'an unknown algorithm',
  'an unknown key',
  'too many nodes',
  'a wrong type',
  'a range upside down',
  'a node that is not there',
  'a way into the prototype',
  'a bomb',
  'nested too deep',
  'too long',
] as const;

for (const kind of KINDS) {
  test(`a link with ${kind}`, async ({ page }) => {
    const conclave = new Conclave(page);
    const broken = (await brokenLinks()).find((one) => one.kind === kind);
    if (broken === undefined) throw new Error(`no broken link is called ${kind}`);
    await page.goto(`./${broken.fragment}`);
    const alert = page.getByRole('alert');
    await expect(alert.getByRole('heading', { name: 'This link cannot be opened' })).toBeVisible();
    const problems = alert.getByRole('listitem');
    await expect(problems.first()).toContainText(broken.says);
    for (const words of await problems.allInnerTexts()) {
      expect(words.length).toBeLessThanOrEqual(MOST_CHARACTERS);
      expect(words, 'what, where, and what to do').toMatch(/\S/);
    }
    const left = await page.evaluate(() => ({
      stored: window.localStorage.length,
      tainted: 'tainted' in Object.prototype,
    }));
    expect(left).toEqual({ stored: 0, tainted: false });
    await conclave.button('Open the start scenario').click();
    await expect(conclave.nodes).toHaveCount(5);
    await expect(alert).toHaveCount(0);
    expect(await conclave.leader()).toMatch(/^n\d$/);
    await page.keyboard.press('c');
    await expect(conclave.leaders).toHaveCount(0);
  });
}

test('every kind of broken link is told in words of its own', async () => {
  const links = await brokenLinks();
  expect(links.map(({ kind }) => kind)).toEqual([...KINDS]);
  expect(new Set(links.map(({ fragment }) => fragment)).size).toBe(KINDS.length);
});

test('a broken link leaves the run that was there untouched, undo included', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await page.keyboard.press('c');
  await conclave.expectNobody();
  await page.keyboard.press('n');
  await conclave.leader();
  const said = await conclave.said();
  const [broken] = await brokenLinks();
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, broken?.fragment ?? '');
  await expect(page.getByRole('heading', { name: 'This link cannot be opened' })).toBeVisible();
  await expect(page.getByText('Your own run is untouched.')).toBeVisible();
  await conclave.button('Keep my work').click();
  await expect.poll(() => conclave.said()).toEqual(said);
  await expect.poll(() => conclave.deeds()).toMatchObject([{ do: 'crash' }]);
  await page.keyboard.press('u');
  await expect(conclave.leaders).toHaveCount(1);
});
