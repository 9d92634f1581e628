/** Axe finds nothing to say about any view of the page, in both themes. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, test } from './support/test';
import { INJECTED, breakPart, breakable, brokenFromTheStart } from './support/breaking';
import { brokenLinks } from './support/broken';
import { Conclave } from './support/conclave';
import { SERVICES, WORKLOADS } from './support/services';
import { stateOf } from './support/states';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Every finding in one line: what is wrong and where. */
async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${impact}): ${html}\n${failureSummary}`),
  );
}

test.use({ tolerated: [INJECTED] });

for (const theme of ['paper', 'night'] as const) {
  // The contrast of all pairs of colours is computed in a unit test; by night the views are deep tests.
  test.describe(theme, { tag: theme === 'night' ? ['@deep'] : [] }, () => {
    // Axe takes a second or two a view.
    test.slow();
    test.use({ colorScheme: theme === 'night' ? 'dark' : 'light' });

    test(`the first view, an election, a tear and a crash, ${theme}`, async ({ page }) => {
      const conclave = new Conclave(page);
      await conclave.open();
      await conclave.pause();
      expect(await findings(page)).toEqual([]);
      for (const state of ['election', 'two-leaders', 'crashed'] as const) {
        await conclave.openAfresh((await stateOf(state, 'raft', 5)).fragment);
        expect(await findings(page), state).toEqual([]);
      }
      await conclave.openAfresh((await stateOf('rest', 'bully', 25)).fragment);
      expect(await findings(page), '25 nodes').toEqual([]);
    });

    test(`a ring and two tiers, ${theme}`, async ({ page }) => {
      const conclave = new Conclave(page);
      for (const algorithm of ['ring', 'chubby']) {
        await conclave.openAfresh((await stateOf('election', algorithm, 5)).fragment);
        expect(await findings(page), algorithm).toEqual([]);
      }
    });

    test(`services and workloads, ${theme}`, async ({ page }) => {
      const conclave = new Conclave(page);
      for (const algorithm of SERVICES) {
        await conclave.openAfresh((await stateOf('election', algorithm, 5)).fragment);
        expect(await findings(page), algorithm).toEqual([]);
      }
      for (const [kind, algorithm] of WORKLOADS) {
        const moment = await stateOf('election', algorithm, 5, { workload: { kind } });
        await conclave.openAfresh(moment.fragment);
        expect(await findings(page), kind).toEqual([]);
      }
      await conclave.button('Set-up').click();
      await expect(conclave.dialog.getByRole('combobox', { name: 'Workload' })).toBeVisible();
      expect(await findings(page), 'set-up').toEqual([]);
    });

    test(`each panel and the node toolbar, ${theme}`, async ({ page }) => {
      const conclave = new Conclave(page);
      await conclave.open((await stateOf('election', 'raft', 5)).fragment);
      await conclave.node('n2').click();
      await expect(conclave.toolbar('n2')).toBeVisible();
      expect(await findings(page), 'toolbar').toEqual([]);
      await page.keyboard.press('Escape');
      await conclave.button('Why').click();
      for (const name of ['Why', 'Node', 'Events', 'Checks']) {
        await page.getByRole('tab', { name }).click();
        await expect(page.getByRole('tabpanel', { name })).not.toBeEmpty();
        expect(await findings(page), name).toEqual([]);
      }
    });

    test(`each dialog, ${theme}`, async ({ page }) => {
      const conclave = new Conclave(page);
      await conclave.open();
      for (const name of ['Scenarios', 'Share', 'Keys']) {
        await conclave.button(name).click();
        await expect(conclave.dialog).toBeVisible();
        await expect(conclave.dialog.getByText(/^(Loading|Making)/)).toHaveCount(0);
        expect(await findings(page), name).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(conclave.dialog).toHaveCount(0);
      }
    });

    test(`the seat, the menus, the palette and the sheets, ${theme}`, async ({ page }) => {
      const conclave = new Conclave(page);
      await conclave.open((await stateOf('election', 'raft', 5)).fragment);
      await page.keyboard.press('2');
      await page.keyboard.press('m');
      await expect(page.getByRole('menu')).toBeVisible();
      expect(await findings(page), 'menu of a node').toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('e');
      await expect(page.getByRole('button', { name: 'Deliver now' })).toBeVisible();
      expect(await findings(page), 'acts on a message').toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('w');
      const lines = page.getByRole('list', { name: /^What can happen next/ }).getByRole('button');
      await expect(lines.first()).toBeFocused();
      await page.keyboard.press('5');
      await expect(lines.first()).toContainText('overdue');
      expect(await findings(page), 'seat').toEqual([]);
      for (const [key, name] of [
        ['Control+k', 'Do anything by name'],
        ['a', 'Rules of the links'],
      ] as const) {
        await page.keyboard.press(key);
        await expect(conclave.dialog.getByRole('heading', { name })).toBeVisible();
        expect(await findings(page), name).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(conclave.dialog).toHaveCount(0);
      }
      await conclave.button('Set-up').click();
      await expect(conclave.dialog.getByRole('textbox', { name: 'heartbeatMs' })).toBeVisible();
      expect(await findings(page), 'set-up').toEqual([]);
    });

    test(`a broken link, ${theme}`, async ({ page }) => {
      const conclave = new Conclave(page);
      const [broken] = await brokenLinks();
      await page.goto(`./${broken?.fragment}`);
      await expect(conclave.button('Open the start scenario')).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test(`present mode, the lanes, the words of the glossary, ${theme}`, async ({ page }) => {
      const conclave = new Conclave(page);
      await conclave.open((await stateOf('election', 'raft', 5)).fragment);
      await page.keyboard.press('f');
      await expect(page.getByRole('toolbar', { name: 'Present mode' })).toBeVisible();
      expect(await findings(page), 'present').toEqual([]);
      await page.keyboard.press('f');
      await conclave.button('Timeline').click();
      await expect(page.getByRole('grid')).toBeVisible();
      expect(await findings(page), 'lanes').toEqual([]);
      await conclave.openAfresh((await stateOf('election', 'raft', 5)).fragment);
      await page.keyboard.press('Shift+G');
      await expect(conclave.dialog).toBeVisible();
      expect(await findings(page), 'glossary').toEqual([]);
    });

    test(`what failed, ${theme}`, async ({ page }) => {
      await breakable(page);
      await brokenFromTheStart(page, { name: 'data-node', value: /./ });
      await page.goto('./');
      const alert = page.getByRole('alert').filter({ hasText: 'The picture failed' });
      await expect(alert.getByRole('list', { name: 'The nodes' })).toBeVisible();
      expect(await findings(page), 'a part').toEqual([]);
      await breakPart(page, { name: 'data-panel', value: /open/ });
      await page.getByRole('button', { name: 'Why', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'The page failed' })).toBeVisible();
      expect(await findings(page), 'the page').toEqual([]);
    });

    test(`320 px and a phone on its side, ${theme}`, async ({ page }) => {
      const conclave = new Conclave(page);
      for (const [width, height] of [
        [320, 640],
        [844, 390],
      ] as const) {
        await page.setViewportSize({ width, height });
        await conclave.openAfresh((await stateOf('election', 'raft', 5)).fragment);
        expect(await findings(page), `${width}`).toEqual([]);
        await conclave.button('Why').click();
        await expect(page.getByRole('tabpanel')).not.toBeEmpty();
        expect(await findings(page), `${width}, panel`).toEqual([]);
      }
    });

    test(`a phone, its set-up and its sheet, ${theme}`, async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      const conclave = new Conclave(page);
      await conclave.open((await stateOf('election', 'raft', 5)).fragment);
      expect(await findings(page)).toEqual([]);
      await conclave.button('Set-up and more').click();
      await expect(conclave.dialog).toBeVisible();
      expect(await findings(page), 'more').toEqual([]);
      await conclave.dialog.getByRole('button', { name: 'Set-up' }).click();
      await expect(conclave.dialog.getByRole('textbox', { name: 'heartbeatMs' })).toBeVisible();
      expect(await findings(page), 'set-up').toEqual([]);
      await page.keyboard.press('Escape');
      await conclave.button('Why').click();
      await expect(page.getByRole('tabpanel')).not.toBeEmpty();
      expect(await findings(page), 'sheet').toEqual([]);
    });
  });
}
