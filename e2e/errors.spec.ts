/**
 * Errors stay where they happen: each part of the page is broken in turn, says so, and comes back when
 * it is tried again, while everything else works. When the page as a whole fails, the run can be carried
 * away first. Parts that are gone from the server are fetched by one reload, and the work is kept.
 */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright/test';
import type { Break } from './support/breaking';
import { INJECTED, breakPart, breakable, brokenFromTheStart, mend } from './support/breaking';
import { Conclave } from './support/conclave';
import { stateOf } from './support/states';
import { expect, test } from './support/test';

test.use({ tolerated: [INJECTED] });

const is = (name: string): RegExp => new RegExp(`(^| )${name}( |$)`);
const ofClass = (name: string): Break => ({ name: 'class', value: is(name) });

interface PartOfPage {
  readonly called: string;
  readonly broken: Break;
  /** Shows the part, if it does not stand on the page from the first. */
  readonly open?: (conclave: Conclave) => Promise<void>;
  /** What stands there when the part works. */
  readonly whole: (conclave: Conclave) => Locator;
  /** What is said in its place. */
  readonly says: RegExp;
}

const panel = (name: 'Why' | 'Node' | 'Events' | 'Checks', broken: Break): PartOfPage => ({
  called: `the panel ${name}`,
  broken,
  open: async ({ page }) => {
    await page.getByRole('button', { name: 'Why', exact: true }).click();
    if (name !== 'Why') await page.getByRole('tab', { name }).click();
  },
  whole: ({ page }) => page.getByRole('tabpanel', { name }).locator('p, li, h3, select').first(),
  says: /failed\. The run goes on\./,
});

const dialog = (name: string, broken: Break, key: string): PartOfPage => ({
  called: `the dialog ${name}`,
  broken,
  open: async ({ page }) => page.keyboard.press(key),
  whole: ({ page }) => page.getByRole('dialog').getByRole('heading', { name, exact: true }),
  says: /^This sheet failed/,
});

const PARTS: readonly PartOfPage[] = [
  {
    called: 'the title row',
    broken: ofClass('title-row__name'),
    whole: ({ page }) => page.getByRole('heading', { level: 1 }),
    says: /^The title row failed/,
  },
  {
    called: 'the painter of the stage',
    broken: { name: 'data-node', value: /^n\d$/ },
    whole: ({ nodes }) => nodes.first(),
    says: /^The picture failed/,
  },
  {
    called: 'the legend',
    broken: ofClass('legend'),
    whole: ({ page }) => page.getByRole('list', { name: 'Marks in the picture' }),
    says: /^The list of marks failed/,
  },
  {
    called: 'the caption',
    broken: { name: 'data-caption', value: /.*/ },
    whole: ({ page }) => page.locator('[data-caption]'),
    says: /^The caption failed/,
  },
  {
    called: 'the invitation',
    broken: ofClass('invitation'),
    whole: (conclave) => conclave.button('Crash the leader.'),
    says: /^The next step failed/,
  },
  {
    called: 'the strip',
    broken: ofClass('strip__base'),
    whole: ({ strip }) => strip,
    says: /^The strip failed/,
  },
  {
    called: 'the row of controls',
    broken: ofClass('transport__pace'),
    whole: (conclave) => conclave.button('Slower'),
    says: /^The row of controls failed/,
  },
  panel('Why', { name: 'class', value: /^why/ }),
  panel('Node', { name: 'class', value: /^node__/ }),
  panel('Events', { name: 'class', value: /^events/ }),
  panel('Checks', { name: 'class', value: /^checks/ }),
  {
    called: 'the tabs of the details',
    broken: ofClass('tabs'),
    open: async (conclave) => conclave.button('Why').click(),
    whole: ({ page }) => page.getByRole('tablist', { name: 'Details' }),
    says: /^The panel failed/,
  },
  {
    called: 'the lanes',
    broken: ofClass('lanes__plot'),
    open: async (conclave) => conclave.button('Timeline').click(),
    whole: ({ page }) => page.locator('canvas'),
    says: /^The timeline failed/,
  },
  dialog('Keys', ofClass('keys'), '?'),
  dialog('Do anything by name', ofClass('palette'), 'Control+k'),
  dialog('Share this run', { name: 'class', value: /^share/ }, 's'),
  {
    called: 'the toolbar of a node',
    broken: { name: 'role', value: /^toolbar$/ },
    open: async (conclave) => {
      const { x, y } = await conclave.middleOf('n2');
      await conclave.page.mouse.click(x, y);
    },
    whole: (conclave) => conclave.toolbar('n2'),
    says: /^This menu failed/,
  },
  {
    called: 'the menu of a node',
    broken: { name: 'role', value: /^menu$/ },
    open: async ({ page }) => {
      await page.keyboard.press('2');
      await page.keyboard.press('m');
    },
    whole: ({ page }) => page.getByRole('menu'),
    says: /^This menu failed/,
  },
  {
    called: 'the bar of present mode',
    broken: ofClass('present-bar'),
    open: async ({ page }) => page.keyboard.press('f'),
    whole: ({ page }) => page.getByRole('toolbar', { name: 'Present mode' }),
    says: /^The bar failed/,
  },
];

/** The run can be driven and looked at: by key, and read from whatever still says how it stands. */
async function expectAlive(page: Page): Promise<void> {
  const twin = page.getByRole('list', { name: 'The nodes' });
  await expect(twin.first()).toContainText('leads with a mandate');
  const old = /(\w+): [^\n]*leads with a mandate/.exec((await twin.first().innerText()) ?? '')?.[1];
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await expect(twin.first()).toContainText(`${old}: crashed`);
  await page.keyboard.press('u');
  await expect(twin.first()).not.toContainText(`${old}: crashed`);
}

for (const [index, part] of PARTS.entries()) {
  // Some of them every time, all with the deep tests.
  const deep = { tag: index % 4 === 0 ? [] : ['@deep'] };
  test(`${part.called} fails alone and comes back`, deep, async ({ page }) => {
    await breakable(page);
    const conclave = new Conclave(page);
    const { fragment } = await stateOf('rest', 'raft', 5);
    await conclave.open(fragment);
    const said = page.getByRole('alert').filter({ hasText: part.says });
    if (part.open === undefined) {
      // It stands there already: it fails when it is drawn anew.
      await brokenFromTheStart(page, part.broken);
      await page.reload();
      await expect(said).toBeVisible();
      await expectAlive(page);
    } else {
      await expectAlive(page);
      await breakPart(page, part.broken);
      await part.open(conclave);
      await expect(said).toBeVisible();
      await expect(conclave.nodes, 'the cluster stays in sight').toHaveCount(5);
      await expect(conclave.leaders).toHaveCount(1);
    }
    await mend(page);
    await said.getByRole('button', { name: /^(Try again|Show it again)$/ }).click();
    await expect(said).toHaveCount(0);
    await expect(part.whole(conclave)).toBeVisible();
  });
}

test('where the picture cannot be drawn, the cluster stands there in words', async ({ page }) => {
  await breakable(page);
  await brokenFromTheStart(page, { name: 'data-node', value: /./ });
  await page.goto('./');
  const alert = page.getByRole('alert').filter({ hasText: 'The picture failed' });
  await expect(alert.getByRole('list', { name: 'The nodes' })).toContainText(
    'leads with a mandate',
  );
  await page.keyboard.press('c');
  await expect(alert).toContainText('crashed');
  await page.keyboard.press('n');
  await expect(alert).toContainText('leads with a mandate');
});

test('a page that fails as a whole: the run is carried away first, and one press brings it back', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await breakable(page);
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const old = await conclave.leader();
  await page.keyboard.press('c');
  await expect(conclave.node(old)).toHaveAccessibleName(`${old}: crashed`);
  await breakPart(page, { name: 'data-panel', value: /open/ });
  await conclave.button('Why').click();
  const screen = page.getByRole('alert').filter({ hasText: 'The page failed' });
  await expect(screen).toBeVisible();
  const offers = await screen.getByRole('button').allTextContents();
  expect(offers).toEqual([
    'Save my run as a file',
    'Copy its link',
    'Show the page again',
    'Load the page again',
    'Start over',
  ]);

  const saving = page.waitForEvent('download');
  await conclave.button('Save my run as a file').click();
  const saved: unknown = JSON.parse(readFileSync(await (await saving).path(), 'utf8'));
  expect(saved).toMatchObject({ v: 1, algorithm: 'raft', commands: [{ do: 'crash' }] });
  await conclave.button('Copy its link').click();
  await expect(screen.getByRole('status')).toHaveText('Link copied.');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/#s=/);

  await mend(page);
  await conclave.button('Show the page again').click();
  await expect(conclave.node(old), 'the run is the same').toHaveAccessibleName(`${old}: crashed`);
  await expect(conclave.details).toBeVisible();
  await conclave.openAfresh(new URL(link).hash);
  await expect(conclave.node(old)).toHaveAccessibleName(`${old}: crashed`);
});

test('starting over is the last resort and works', async ({ page }) => {
  await breakable(page);
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('crashed', 'bully', 5)).fragment);
  await breakPart(page, { name: 'data-panel', value: /open/ });
  await conclave.button('Why').click();
  await mend(page);
  await conclave.button('Start over').click();
  await expect(page.getByRole('combobox', { name: 'Algorithm' })).toHaveValue('raft');
  await expect(conclave.leaders).toHaveCount(1);
});

/** Takes the panels from the server; `until`: for so many loads of the page. */
async function deployWithout(page: Page, part: RegExp, until: number): Promise<() => number> {
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await page.route(part, async (route) => {
    if (loads <= until) await route.fulfill({ status: 404, body: '' });
    else await route.continue();
  });
  return () => loads;
}

test('a part that is gone after a deploy: one reload, and the work is kept', async ({ page }) => {
  const conclave = new Conclave(page);
  const loads = await deployWithout(page, /assets\/Panels-[\w-]+\.js/, 1);
  await conclave.open();
  const old = await conclave.leader();
  await page.keyboard.press('c');
  await expect(conclave.node(old)).toHaveAccessibleName(`${old}: crashed`);
  await page.keyboard.press('n');
  const next = await conclave.leader();
  const at = await conclave.ms();
  await conclave.button('Why').click();
  await expect.poll(loads).toBe(2);
  await expect(conclave.node(old)).toHaveAccessibleName(`${old}: crashed`);
  await conclave.expectLeader(next);
  expect(await conclave.ms()).toBe(at);
  await conclave.button('Why').click();
  await expect(page.getByRole('tabpanel')).not.toBeEmpty();
  expect(loads()).toBe(2);
});

test('a part that stays gone: no second reload, it is said, and the rest works', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  const loads = await deployWithout(page, /assets\/Panels-[\w-]+\.js/, 99);
  await conclave.open();
  await conclave.pause();
  await conclave.button('Why').click();
  await expect.poll(loads).toBe(2);
  await expect(conclave.nodes.first()).toBeVisible();
  await conclave.button('Why').click();
  const said = page.getByRole('alert').filter({ hasText: 'The panel failed' });
  await expect(said).toBeVisible();
  expect(loads()).toBe(2);
  await said.getByRole('button', { name: 'Close' }).click();
  await expect(said).toHaveCount(0);
  await conclave.button('Share').click();
  await expect(conclave.dialog).toBeVisible();
});
