/**
 * Every fault once by mouse and once by keyboard: the page shows it, says it, and the link replays it
 * event for event.
 */
import type { Locator, Page } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import type { Entry } from './support/menus';
import {
  clickThrough,
  keyThrough,
  linkByKey,
  linkByMouse,
  moreByKey,
  moreByMouse,
} from './support/menus';
import { expectReplay } from './support/replay';
import { stateOf } from './support/states';

type Deed = Readonly<Record<string, unknown>>;

/** n3 leads this run. */
const LEADER = 'n3';
const NODE = 'n2';
const OTHER = 'n4';

async function atRest(page: Page): Promise<Conclave> {
  const conclave = new Conclave(page);
  const view = { messages: 'all' } as const;
  await conclave.open((await stateOf('rest', 'raft', 5, { view })).fragment);
  await conclave.expectLeader(LEADER);
  return conclave;
}

/** A fault done through the menu of a node or of a link, and what is then seen. */
interface Fault {
  readonly path: readonly Entry[];
  readonly deed: Deed;
  /** What the node is called then, or what the page says. */
  readonly seen: { readonly node: RegExp } | { readonly says: RegExp };
}

const NODE_FAULTS: readonly Fault[] = [
  {
    path: ['Clock', '10 % fast'],
    deed: { do: 'clock', node: NODE, ppm: 100_000 },
    seen: { node: /, its clock runs fast$/ },
  },
  {
    path: ['Clock', '50 % slow'],
    deed: { do: 'clock', node: NODE, ppm: -500_000 },
    seen: { node: /, its clock runs slow$/ },
  },
  {
    path: ['Clock', 'set 1000 ms ahead'],
    deed: { do: 'clock', node: NODE, jumpMs: 1000 },
    seen: { says: /The clock of n2 jumps ahead/ },
  },
  {
    path: ['Client request', 'get x'],
    deed: { do: 'request', node: NODE, op: { get: 'x' } },
    seen: { says: /n2/ },
  },
  {
    path: ['Cut one way', 'It hears nothing'],
    deed: { do: 'cut', from: ['n1', 'n3', 'n4', 'n5'], to: NODE, oneWay: true },
    seen: { says: /n2.*cut|cut.*n2/i },
  },
  {
    path: ['Make a timer ring', /^election timer/],
    deed: { do: 'timeout', node: NODE },
    seen: { node: /^n2: candidate/ },
  },
  {
    path: ['Pause, then resume', 'with messages first'],
    deed: { do: 'pause', node: NODE, resumeFirst: 'messages' },
    seen: { node: /, paused$/ },
  },
  {
    path: ['Crash and wipe'],
    deed: { do: 'wipe', node: NODE },
    seen: { node: /^n2: crashed, its disk emptied$/ },
  },
];

const LINK_FAULTS: readonly Fault[] = [
  {
    path: ['Cut', `only ${NODE} → ${OTHER}`],
    deed: { do: 'cut', from: NODE, to: OTHER, oneWay: true },
    seen: { says: /The way from n2 to n4 is cut/ },
  },
  {
    path: ['Join again', 'both ways'],
    deed: { do: 'join', from: NODE, to: OTHER },
    seen: { says: /joined again/ },
  },
  {
    path: ['Loss', '50 %'],
    deed: { do: 'set', link: { from: NODE, to: OTHER, loss: 0.5 } },
    seen: { says: /between n2 and n4: 50 % are lost/ },
  },
  {
    path: ['Delay', '200 ms'],
    deed: { do: 'set', link: { from: NODE, to: OTHER, delayMs: 200 } },
    seen: { says: /between n2 and n4: a delay of 200 ms/ },
  },
  {
    path: ['Duplicates', '50 %'],
    deed: { do: 'set', link: { from: NODE, to: OTHER, duplicate: 0.5 } },
    seen: { says: /between n2 and n4: 50 % arrive twice/ },
  },
  {
    path: ['Order', 'messages keep their order'],
    deed: { do: 'set', link: { from: NODE, to: OTHER, fifo: true } },
    seen: { says: /between n2 and n4: order is kept/ },
  },
  {
    path: ['Stop messages', 'AppendEntries'],
    deed: { do: 'block', types: ['AppendEntries'], from: [NODE, OTHER], to: [NODE, OTHER] },
    seen: { says: /AppendEntries messages are stopped/ },
  },
  {
    path: ['Let messages through', /^AppendEntries/],
    deed: { do: 'unblock', types: ['AppendEntries'] },
    seen: { says: /AppendEntries messages are delivered again/ },
  },
];

const WAYS = ['mouse', 'keyboard'] as const;

// Many acts in a row, each waited for: a slow machine needs its time.
test.slow();

/** Each fault in its turn, through the menu that `open` opens; then the link is replayed. */
async function doAll(
  conclave: Conclave,
  faults: readonly Fault[],
  open: () => Promise<void>,
  through: (page: Page, path: readonly Entry[]) => Promise<void>,
): Promise<void> {
  for (const { path, seen } of faults) {
    await test.step(path.join(', '), async () => {
      await open();
      await through(conclave.page, path);
      if ('node' in seen) await expect(conclave.node(NODE)).toHaveAccessibleName(seen.node);
      else await expect(conclave.caption).toContainText(seen.says);
    });
    await conclave.page.keyboard.press('Escape');
  }
  await expectReplay(
    conclave,
    faults.map(({ deed }) => deed),
  );
}

for (const way of WAYS) {
  const [node, link, through] =
    way === 'mouse' ? [moreByMouse, linkByMouse, clickThrough] : [moreByKey, linkByKey, keyThrough];

  test(`every fault of a node, by ${way}`, async ({ page }) => {
    const conclave = await atRest(page);
    await doAll(conclave, NODE_FAULTS, () => node(conclave, NODE), through);
  });

  test(`every fault of a link, by ${way}`, async ({ page }) => {
    const conclave = await atRest(page);
    await doAll(conclave, LINK_FAULTS, () => link(conclave, NODE, OTHER), through);
  });
}

/** Acts on one message each: the button of its card, the deed, and what is then said. */
const MESSAGE_FAULTS = [
  { button: 'Duplicate', deed: { do: 'duplicate' }, says: /gets a copy/ },
  { button: 'Delay by', deed: { do: 'delay', byMs: 50 }, says: /is delayed by 50 ms/ },
  { button: 'Drop', deed: { do: 'drop' }, says: /dropped by hand/ },
  { button: 'Deliver now', deed: { do: 'deliver' }, says: /n\d/ },
] as const;

function cardOf(page: Page): Locator {
  return page.getByRole('region', { name: /^Message n\d>n\d#\d+/ });
}

test('every fault of a message, by mouse', async ({ page }) => {
  const conclave = await atRest(page);
  for (const [index, { button, says }] of MESSAGE_FAULTS.entries()) {
    const word = conclave.stage.getByText(/^(heartbeat|OK)$/).locator('visible=true');
    const pill = await word.nth(index % (await word.count())).boundingBox();
    if (pill === null) throw new Error('no message is drawn');
    await page.mouse.click(pill.x + pill.width / 2, pill.y + pill.height / 2);
    await cardOf(page).getByRole('button', { name: button, exact: true }).click();
    await expect(cardOf(page)).toHaveCount(0);
    await expect(conclave.caption).toContainText(says);
  }
  await expectReplay(
    conclave,
    MESSAGE_FAULTS.map(({ deed }) => deed),
  );
});

test('every fault of a message, by keyboard', async ({ page }) => {
  const conclave = await atRest(page);
  for (const { button, says } of MESSAGE_FAULTS) {
    await page.keyboard.press('e');
    await expect(cardOf(page)).toBeFocused();
    const wanted = cardOf(page).getByRole('button', { name: button, exact: true });
    await expect(wanted).toBeVisible();
    for (let presses = 0; presses < 8; presses += 1) {
      if (await wanted.evaluate((one) => one === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await expect(wanted).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(cardOf(page)).toHaveCount(0);
    await expect(conclave.caption).toContainText(says);
  }
  await expectReplay(
    conclave,
    MESSAGE_FAULTS.map(({ deed }) => deed),
  );
});

/** Fills in the sheet of link rules and sets them. */
async function fillRules(conclave: Conclave): Promise<void> {
  const { dialog, page } = conclave;
  await dialog.getByRole('textbox', { name: 'Lost, in percent' }).fill('20');
  await dialog.getByRole('textbox', { name: 'Shortest delay in ms' }).fill('20');
  await dialog.getByRole('textbox', { name: 'Longest delay in ms' }).fill('40');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
}

const ALL_LINKS = { do: 'set', network: { loss: 0.2, delayMs: [20, 40] } };

test('rules of all links, by mouse', async ({ page }) => {
  const conclave = await atRest(page);
  await linkByMouse(conclave, NODE, OTHER);
  await page.getByRole('menuitem', { name: /^All its rules/ }).click();
  await conclave.dialog.getByRole('combobox', { name: 'Which links' }).selectOption('All links');
  await fillRules(conclave);
  await expectReplay(conclave, [ALL_LINKS]);
});

test('rules of all links, by keyboard; what makes no sense is refused', async ({ page }) => {
  const conclave = await atRest(page);
  await page.keyboard.press('a');
  const loss = conclave.dialog.getByRole('textbox', { name: 'Lost, in percent' });
  await loss.fill('101');
  await page.keyboard.press('Enter');
  await expect(conclave.dialog.getByRole('status')).toContainText('0 to 100 percent');
  await fillRules(conclave);
  await expectReplay(conclave, [ALL_LINKS]);
});

test('T times a node out, and a paused run shows it at once', async ({ page }) => {
  const conclave = await atRest(page);
  await page.keyboard.press('2');
  await page.keyboard.press('t');
  await expect(conclave.node(NODE)).toHaveAccessibleName(/candidate/);
  await expectReplay(conclave, [{ do: 'timeout', node: NODE }]);
});

test('the set-up: disks, clocks and what a crashed node loses', async ({ page }) => {
  // Nothing plays by itself then: the new run stands at its first reign.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const conclave = await atRest(page);
  await conclave.button('Set-up').click();
  const { dialog } = conclave;
  await dialog
    .getByRole('combobox', { name: 'A message that reaches a crashed node' })
    .selectOption('waits for its restart');
  await dialog.getByRole('combobox', { name: 'At the start, timers are' }).selectOption('random');
  await dialog.getByRole('textbox', { name: 'Disk write, shortest, in ms' }).fill('1');
  await dialog.getByRole('textbox', { name: 'Disk write, longest, in ms' }).fill('3');
  await dialog.getByRole('textbox', { name: 'Clock of n2, percent fast' }).fill('10');
  await dialog.getByRole('button', { name: 'Start with this' }).click();
  await expect(dialog).toHaveCount(0);
  await expect
    .poll(() => conclave.address()?.document)
    .toMatchObject({
      network: { crashedInbox: 'kept' },
      disk: { writeMs: [1, 3] },
      clocks: { n2: { ppm: 100_000 } },
      initial: { timers: 'random' },
    });
  await expect(conclave.node(NODE)).toHaveAccessibleName(/its clock runs fast/);
  await conclave.expectPlaying(false);
  await expectReplay(conclave, []);
});
