/**
 * Every fault once by mouse and once by keyboard: the page shows it, says it, and the link replays it
 * event for event.
 */
import type { Page } from 'playwright/test';
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

/** n5 leads this run; n2 follows. */
const LEADER = 'n5';
const NODE = 'n2';
const OTHER = 'n3';

async function atRest(page: Page): Promise<Conclave> {
  const conclave = new Conclave(page);
  const view = { messages: 'all' } as const;
  await conclave.open((await stateOf('rest', 'raft', 5, { view })).fragment);
  expect(await conclave.leader()).toBe(LEADER);
  return conclave;
}

/** A fault done through the menu of a node or of a link, and what is then seen. */
interface Fault {
  readonly name: string;
  readonly of: 'node' | 'link';
  readonly path: readonly Entry[];
  readonly deed: Deed;
  /** What the node is called then, or what the page says. */
  readonly seen: { readonly node: RegExp } | { readonly says: RegExp };
}

const FAULTS: readonly Fault[] = [
  {
    name: 'wipe',
    of: 'node',
    path: ['Crash and wipe'],
    deed: { do: 'wipe', node: NODE },
    seen: { node: /^n2: crashed, its disk emptied$/ },
  },
  {
    name: 'pause with an order',
    of: 'node',
    path: ['Pause, going on with', 'messages first'],
    deed: { do: 'pause', node: NODE, resumeFirst: 'messages' },
    seen: { node: /, paused$/ },
  },
  {
    name: 'a fast clock',
    of: 'node',
    path: ['Clock rate', '10 % fast'],
    deed: { do: 'clock', node: NODE, ppm: 100_000 },
    seen: { node: /, its clock runs fast$/ },
  },
  {
    name: 'a slow clock',
    of: 'node',
    path: ['Clock rate', '50 % slow'],
    deed: { do: 'clock', node: NODE, ppm: -500_000 },
    seen: { node: /, its clock runs slow$/ },
  },
  {
    name: 'a jump of a clock',
    of: 'node',
    path: ['Set the clock', '1000 ms ahead'],
    deed: { do: 'clock', node: NODE, jumpMs: 1000 },
    seen: { says: /The clock of n2 jumps/ },
  },
  {
    name: 'a timer made to ring',
    of: 'node',
    path: ['Make a timer ring', /^election timer/],
    deed: { do: 'timeout', node: NODE, timer: 'election' },
    seen: { node: /^n2: candidate/ },
  },
  {
    name: 'a client’s request',
    of: 'node',
    path: ['Client request', 'get x'],
    deed: { do: 'request', node: NODE, op: { get: 'x' } },
    seen: { says: /n2/ },
  },
  {
    name: 'a node that hears nothing',
    of: 'node',
    path: ['Cut one way', 'It hears nothing'],
    deed: { do: 'cut', to: NODE, oneWay: true },
    seen: { says: /n2|cut/ },
  },
  {
    name: 'a link cut one way',
    of: 'link',
    path: ['Cut', `only ${NODE} → ${OTHER}`],
    deed: { do: 'cut', from: NODE, to: OTHER, oneWay: true },
    seen: { says: /The way from n2 to n3 is cut/ },
  },
  {
    name: 'messages of a type stopped',
    of: 'link',
    path: ['Stop messages', 'RequestVote'],
    deed: { do: 'block', types: ['RequestVote'] },
    seen: { says: /RequestVote/ },
  },
  {
    name: 'loss',
    of: 'link',
    path: ['Loss', '50 %'],
    deed: { do: 'set', link: { from: NODE, to: OTHER, loss: 0.5 } },
    seen: { says: /n2.*n3/ },
  },
  {
    name: 'delay',
    of: 'link',
    path: ['Delay', '200 ms'],
    deed: { do: 'set', link: { from: NODE, to: OTHER, delayMs: 200 } },
    seen: { says: /n2.*n3/ },
  },
  {
    name: 'duplicates',
    of: 'link',
    path: ['Duplicates', '50 %'],
    deed: { do: 'set', link: { from: NODE, to: OTHER, duplicate: 0.5 } },
    seen: { says: /n2.*n3/ },
  },
  {
    name: 'order',
    of: 'link',
    path: ['Order', 'messages keep their order'],
    deed: { do: 'set', link: { from: NODE, to: OTHER, fifo: true } },
    seen: { says: /n2.*n3/ },
  },
];

for (const { name, of, path, deed, seen } of FAULTS) {
  for (const way of ['mouse', 'keyboard'] as const) {
    test(`${name}, by ${way}`, async ({ page }) => {
      const conclave = await atRest(page);
      if (of === 'node') await (way === 'mouse' ? moreByMouse : moreByKey)(conclave, NODE);
      else await (way === 'mouse' ? linkByMouse : linkByKey)(conclave, NODE, OTHER);
      await (way === 'mouse' ? clickThrough : keyThrough)(page, path);
      if ('node' in seen) await expect(conclave.node(NODE)).toHaveAccessibleName(seen.node);
      else await expect(conclave.caption).toContainText(seen.says);
      await expectReplay(conclave, [deed]);
    });
  }
}

test('a cut link joined again and a stopped type let through, by mouse', async ({ page }) => {
  const conclave = await atRest(page);
  for (const path of [
    ['Cut', 'both ways'],
    ['Join again', 'both ways'],
    ['Stop messages', 'AppendEntries'],
    ['Let messages through', /^AppendEntries/],
  ] as const) {
    await linkByMouse(conclave, NODE, OTHER);
    await clickThrough(page, path);
  }
  await expectReplay(
    conclave,
    ['cut', 'join', 'block', 'unblock'].map((what) => ({ do: what })),
  );
});

test('a cut link joined again and a stopped type let through, by keyboard', async ({ page }) => {
  const conclave = await atRest(page);
  for (const path of [
    ['Cut', 'both ways'],
    ['Join again', 'both ways'],
    ['Stop messages', 'AppendEntries'],
    ['Let messages through', /^AppendEntries/],
  ] as const) {
    await linkByKey(conclave, NODE, OTHER);
    await keyThrough(page, path);
    await page.keyboard.press('Escape');
  }
  await expectReplay(
    conclave,
    ['cut', 'join', 'block', 'unblock'].map((what) => ({ do: what })),
  );
});

/** Acts on one message: the button of its card, the deed, and what is then said. */
const MESSAGES: readonly { readonly button: string; readonly deed: Deed; readonly says: RegExp }[] =
  [
    { button: 'Drop', deed: { do: 'drop' }, says: /dropped by hand/ },
    { button: 'Duplicate', deed: { do: 'duplicate' }, says: /heartbeat|copy|twice/ },
    { button: 'Deliver now', deed: { do: 'deliver' }, says: /n\d/ },
    { button: 'Delay by', deed: { do: 'delay', byMs: 50 }, says: /50 ms/ },
  ];

for (const { button, deed, says } of MESSAGES) {
  test(`a message: ${button}, by mouse`, async ({ page }) => {
    const conclave = await atRest(page);
    const pill = await conclave.stage.getByText('heartbeat', { exact: true }).first().boundingBox();
    if (pill === null) throw new Error('no heartbeat is drawn');
    await page.mouse.click(pill.x + pill.width / 2, pill.y + pill.height / 2);
    const card = page.getByRole('region', { name: /^Message n\d>n\d#\d+/ });
    await card.getByRole('button', { name: button, exact: true }).click();
    await expect(card).toHaveCount(0);
    await expect(conclave.caption).toContainText(says);
    await expectReplay(conclave, [{ ...deed, type: 'AppendEntries' }]);
  });

  test(`a message: ${button}, by keyboard`, async ({ page }) => {
    const conclave = await atRest(page);
    await page.keyboard.press('e');
    const card = page.getByRole('region', { name: /^Message n\d>n\d#\d+/ });
    await expect(card).toBeFocused();
    const wanted = card.getByRole('button', { name: button, exact: true });
    await expect(wanted).toBeVisible();
    for (let presses = 0; presses < 8; presses += 1) {
      if (await wanted.evaluate((one) => one === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await expect(wanted).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(card).toHaveCount(0);
    await expect(conclave.caption).toContainText(says);
    await expectReplay(conclave, [deed]);
  });
}

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
  await expect(conclave.dialog.getByRole('status')).toContainText('0 to 100 percent');
  await page.keyboard.press('Enter');
  await expect(conclave.dialog).toBeVisible();
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
  await conclave.pause();
  await expectReplay(conclave, []);
});
