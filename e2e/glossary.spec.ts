/**
 * The field's words explained where they stand: underlined in the caption, opened by rest, focus, key,
 * click and tap, closed by Escape; and the list of all of them.
 */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { believers, momentOf } from './support/moments';

/** Opens the page where two nodes believe they lead: the caption says so, in the field's words. */
async function openTorn(
  page: Page,
): Promise<{ conclave: Conclave; term: Locator; entry: Locator }> {
  let after = 0;
  const { fragment } = await momentOf(
    {
      v: 1,
      algorithm: 'raft',
      nodes: 5,
      seed: '2',
      commands: [{ atMs: 1000, do: 'partition', groups: [['leader'], ['rest']] }],
    },
    ({ world }) => believers(world).length === 2 && ++after > 12,
  );
  const conclave = new Conclave(page);
  await conclave.open(fragment);
  const term = page.locator('[data-caption]').getByRole('button', { name: 'term', exact: true });
  // The glossary comes when the page has come to rest.
  await expect(term).toBeVisible();
  return { conclave, term, entry: page.getByRole('dialog', { name: 'term', exact: true }) };
}

test('a word opens its entry by rest, and lets go when the pointer leaves', async ({ page }) => {
  const { term, entry } = await openTorn(page);
  await expect(term).toHaveCount(1);
  await term.hover();
  await expect(entry).toContainText('A number that only grows');
  await expect(entry).toContainText('Source: Raft, section 5.1');
  await entry.hover();
  await page.waitForTimeout(500);
  await expect(entry, 'it can be read with the pointer on it').toBeVisible();
  await page.mouse.move(5, 300);
  await expect(entry).toHaveCount(0);
});

test('by key: focus shows it, Enter goes into it, Escape comes back', async ({ page }) => {
  const { conclave, term, entry } = await openTorn(page);
  await term.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(term).toBeFocused();
  await expect(entry).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(entry).toBeFocused();
  await expect(term).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await expect(entry).toHaveCount(0);
  await expect(term).toBeFocused();
  await page.keyboard.press(' ');
  await expect(entry).toBeFocused();
  await conclave.expectPlaying(false);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Glossary' })).toBeVisible();
});

test('an entry that was pressed stays while the caption changes sixty times', async ({ page }) => {
  const { term, entry } = await openTorn(page);
  await term.click();
  await expect(entry).toBeVisible();
  const texts = new Set<string>();
  for (let step = 0; step < 60; step++) {
    texts.add((await page.locator('[data-caption]').textContent()) ?? '');
    await page.keyboard.press(',');
  }
  expect(texts.size).toBeGreaterThan(30);
  await expect(entry).toBeVisible();
  const inside = await page.evaluate(() => document.activeElement !== document.body);
  expect(inside, 'the focus is not lost with the word it stood on').toBe(true);
  await page.keyboard.press('Escape');
  await expect(entry).toHaveCount(0);
});

test('words are explained in the legend and in the panel too', async ({ page }) => {
  const { conclave } = await openTorn(page);
  const legend = page.getByRole('list', { name: 'Marks in the picture' });
  await legend.getByRole('button', { name: 'majority' }).first().click();
  const majority = page.getByRole('dialog', { name: 'majority', exact: true });
  await expect(majority).toContainText('More than half of all nodes');
  await page.keyboard.press('Escape');
  await expect(majority).toHaveCount(0);
  await conclave.button('Why').click();
  const panel = page.getByRole('tabpanel', { name: 'Why' });
  await panel.getByRole('button', { name: 'leader', exact: true }).first().click();
  await expect(page.getByRole('dialog', { name: 'leader', exact: true })).toBeVisible();
});

test('the list holds every word, finds one, and is opened by Shift G', async ({ page }) => {
  const { conclave } = await openTorn(page);
  await page.keyboard.press('Shift+G');
  const list = page.getByRole('dialog', { name: 'Glossary' });
  await expect(list).toBeVisible();
  expect(await list.getByRole('term').count()).toBeGreaterThan(40);
  await list.getByRole('searchbox', { name: 'Find a word' }).fill('quorum');
  await expect(list.getByRole('term').first()).toHaveText('quorum');
  await list.getByRole('searchbox').fill('xyzzy');
  await expect(list).toContainText('No word fits.');
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /want|do/i }).fill('glossary');
  await expect(conclave.dialog.getByRole('option').first()).toContainText('Glossary');
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe has nothing to say about an open entry and the list, ${theme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: theme });
    const { term } = await openTorn(page);
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const findings = async (): Promise<readonly string[]> => {
      const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    };
    await term.click();
    expect(await findings()).toEqual([]);
    await page.getByRole('button', { name: 'All words' }).click();
    await expect(page.getByRole('dialog', { name: 'Glossary' })).toBeVisible();
    expect(await findings()).toEqual([]);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a tap opens an entry within the screen, a tap beside it closes it', async ({ page }) => {
    const { term, entry } = await openTorn(page);
    await term.tap();
    await expect(entry).toBeVisible();
    const box = await entry.boundingBox();
    expect(box?.x ?? -1).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
    await page.touchscreen.tap(195, 60);
    await expect(entry).toHaveCount(0);
  });
});
