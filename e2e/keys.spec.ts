/**
 * The whole table of keys: every line of it does what the sheet says. A line that is added without a check
 * here fails the first test. Keys of the lanes act while the lanes have the focus.
 */
import type { Page } from 'playwright/test';
import { KEYS } from '../src/ui/keys';
import { Conclave } from './support/conclave';
import { stateOf } from './support/states';
import { expect, test } from './support/test';

type Check = (conclave: Conclave, page: Page) => Promise<void>;

const press = (page: Page, key: string): Promise<void> => page.keyboard.press(key);

/** The playhead moves by a key: on, or back. */
function moves(key: string, way: 1 | -1): Check {
  return async (conclave, page) => {
    const before = await conclave.ms();
    await press(page, key);
    await expect
      .poll(async () => Math.sign((await conclave.ms()) - before) || 0, { message: key })
      .toBe(way);
  };
}

/** One event on or back: virtual time may stand still, the number of events does not. */
function steps(key: string, way: 1 | -1): Check {
  return async (_conclave, page) => {
    const words = page.getByRole('region', { name: 'The run in words' });
    const event = async (): Promise<number> =>
      Number(/after event (\d+)/.exec((await words.textContent()) ?? '')?.[1]);
    const before = await event();
    await press(page, key);
    await expect.poll(event, { message: key }).toBe(before + way);
  };
}

function opens(key: string, heading: string): Check {
  return async (conclave, page) => {
    await press(page, key);
    await expect(
      conclave.dialog.getByRole('heading', { name: heading, exact: true }),
    ).toBeVisible();
    await press(page, 'Escape');
    await expect(conclave.dialog).toHaveCount(0);
  };
}

const paceOf = async (page: Page): Promise<number> =>
  Number(
    /([\d,.]+)/
      .exec((await page.getByRole('group', { name: 'Pace' }).textContent()) ?? '')?.[1]
      ?.replaceAll(',', ''),
  );

const TIME: Readonly<Record<string, Check>> = {
  toggle: async (conclave, page) => {
    await press(page, 'Space');
    await conclave.expectPlaying(true);
    await press(page, 'Space');
    await conclave.expectPlaying(false);
  },
  storyForward: moves('ArrowRight', 1),
  storyBack: moves('ArrowLeft', -1),
  eventForward: steps('.', 1),
  eventBack: steps(',', -1),
  beatForward: async (conclave, page) => {
    await moves('Shift+ArrowRight', 1)(conclave, page);
    await moves('PageDown', 1)(conclave, page);
  },
  beatBack: async (conclave, page) => {
    await moves('Shift+ArrowLeft', -1)(conclave, page);
    await moves('PageUp', -1)(conclave, page);
  },
  nextReign: async (conclave, page) => {
    await press(page, 'Home');
    await expect(conclave.leaders).toHaveCount(0);
    await press(page, 'n');
    await expect(conclave.leaders).toHaveCount(1);
  },
  toStart: async (conclave, page) => {
    await press(page, 'Home');
    await conclave.expectMs(0);
  },
  toEnd: moves('End', 1),
  faster: async (_conclave, page) => {
    const before = await paceOf(page);
    await press(page, '+');
    await expect.poll(() => paceOf(page)).toBeGreaterThan(before);
  },
  slower: async (_conclave, page) => {
    const before = await paceOf(page);
    await press(page, '-');
    await expect.poll(() => paceOf(page)).toBeLessThan(before);
  },
  autoPace: async (conclave, page) => {
    await expect(conclave.button('Auto')).toHaveAttribute('aria-pressed', 'false');
    await press(page, '0');
    await expect(conclave.button('Auto')).toHaveAttribute('aria-pressed', 'true');
  },
  hold: async (conclave, page) => {
    await press(page, 'w');
    await expect(page.getByRole('heading', { name: 'What happens next?' })).toBeVisible();
    await press(page, 'w');
    await expect.poll(() => conclave.acts().length).toBe(2);
    await press(page, 'Escape');
    await press(page, 'u');
    await press(page, 'u');
  },
  replay: async (conclave, page) => {
    await press(page, 'r');
    await conclave.expectPlaying(true);
    await expect.poll(() => conclave.ms()).toBeLessThan(800);
    await press(page, 'Space');
  },
  newSeed: async (_conclave, page) => {
    const seed = page.getByRole('textbox', { name: 'Seed' });
    const before = await seed.inputValue();
    await press(page, 'Shift+R');
    await expect(seed).not.toHaveValue(before);
    await press(page, 'u');
    await expect(seed).toHaveValue(before);
  },
};

const DIGITS = ['1', '2', '3', '4', '5'] as const;

const NODES: Readonly<Record<string, Check>> = {
  ...Object.fromEntries(
    DIGITS.map((digit): [string, Check] => [
      `select${digit}`,
      async (conclave, page) => {
        await press(page, digit);
        await expect(conclave.node(`n${digit}`)).toHaveAttribute('aria-pressed', 'true');
      },
    ]),
  ),
  crash: async (conclave, page) => {
    await press(page, '2');
    await expect(conclave.node('n2')).toHaveAttribute('aria-pressed', 'true');
    await press(page, 'c');
    await expect(conclave.node('n2')).toHaveAccessibleName('n2: crashed');
    await press(page, 'c');
    await expect(conclave.node('n2')).not.toHaveAccessibleName('n2: crashed');
  },
  pause: async (conclave, page) => {
    await press(page, 'p');
    await expect(conclave.node('n2')).toHaveAccessibleName(/, paused/);
    await press(page, 'p');
    await expect(conclave.node('n2')).not.toHaveAccessibleName(/, paused/);
  },
  timeout: async (conclave, page) => {
    await press(page, 't');
    await expect(conclave.node('n2')).toHaveAccessibleName(/candidate/);
  },
  acts: async (_conclave, page) => {
    await press(page, 'm');
    await expect(page.getByRole('menu')).toBeVisible();
    await press(page, 'Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
  },
  move: async (conclave, page) => {
    const before = await conclave.middleOf('n2');
    await press(page, 'Shift+M');
    await press(page, 'ArrowRight');
    await press(page, 'ArrowRight');
    await press(page, 'Enter');
    await expect.poll(async () => (await conclave.middleOf('n2')).x).not.toBe(before.x);
  },
  zoom: async (_conclave, page) => {
    await press(page, 'z');
    const whole = page.getByRole('button', { name: /whole picture/i });
    await expect(whole).toBeVisible();
    await press(page, 'z');
    await expect(whole).toHaveCount(0);
  },
};

const NETWORK: Readonly<Record<string, Check>> = {
  linkTo: async (_conclave, page) => {
    await press(page, 'l');
    await expect(page.getByRole('menu')).toBeVisible();
    await press(page, 'Escape');
    await press(page, 'Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
  },
  network: opens('a', 'Rules of the links'),
  message: async (_conclave, page) => {
    await press(page, 'e');
    const card = page.getByRole('region', { name: /^Message n\d>n\d#\d+/ });
    await expect(card).toBeVisible();
    await press(page, 'Escape');
    await expect(card).toHaveCount(0);
  },
  knife: async (conclave, page) => {
    await press(page, 'k');
    await expect(conclave.button('Cut')).toHaveAttribute('aria-pressed', 'true');
    await press(page, 'k');
    await expect(conclave.button('Cut')).toHaveAttribute('aria-pressed', 'false');
  },
  ...Object.fromEntries(
    DIGITS.map((digit): [string, Check] => [
      `gather${digit}`,
      async (conclave, page) => {
        const node = conclave.stage.locator(`[data-node=n${digit}]`);
        const before = await node.getAttribute('class');
        await press(page, `Shift+Digit${digit}`);
        await expect(node).not.toHaveAttribute('class', before ?? '');
        await press(page, `Shift+Digit${digit}`);
      },
    ]),
  ),
  cut: async (conclave, page) => {
    await press(page, 'Shift+Digit1');
    await press(page, 'Shift+Digit2');
    await press(page, 'k');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await press(page, 'Enter');
    await expect(conclave.button('Heal')).toBeVisible();
  },
  heal: async (conclave, page) => {
    await press(page, 'h');
    await expect(conclave.button('Heal')).toHaveCount(0);
  },
};

const PAGE: Readonly<Record<string, Check>> = {
  undo: async (conclave, page) => {
    const old = await conclave.leader();
    for (const key of ['u', 'Control+z']) {
      await press(page, 'c');
      await expect(conclave.node(old)).toHaveAccessibleName(`${old}: crashed`);
      await press(page, key);
      await expect(conclave.node(old)).not.toHaveAccessibleName(`${old}: crashed`);
    }
  },
  redo: async (conclave, page) => {
    const old = await conclave.leader();
    for (const key of ['Shift+U', 'Control+Shift+Z', 'Control+y']) {
      await press(page, key);
      await expect(conclave.node(old)).toHaveAccessibleName(`${old}: crashed`);
      await press(page, 'u');
      await expect(conclave.node(old)).not.toHaveAccessibleName(`${old}: crashed`);
    }
  },
  palette: opens('Control+k', 'Do anything by name'),
  share: opens('s', 'Share this run'),
  present: async (_conclave, page) => {
    const title = page.getByRole('combobox', { name: 'Algorithm' });
    await press(page, 'f');
    await expect(title).toBeHidden();
    await press(page, 'f');
    await expect(title).toBeVisible();
  },
  glossary: async (conclave, page) => {
    await press(page, 'Shift+G');
    await expect(conclave.dialog).toBeVisible();
    await press(page, 'Escape');
    await expect(conclave.dialog).toHaveCount(0);
  },
  keys: opens('?', 'Keys'),
  escape: async (conclave, page) => {
    await press(page, '3');
    await expect(conclave.node('n3')).toHaveAttribute('aria-pressed', 'true');
    await press(page, 'Escape');
    await expect(conclave.node('n3')).toHaveAttribute('aria-pressed', 'false');
    await conclave.button('Why').click();
    await expect(conclave.details).toBeVisible();
    await press(page, 'Escape');
    await expect(conclave.details).toHaveCount(0);
  },
};

/** Lines that other specs go through: the sheets of time and the lanes. */
const ELSEWHERE = /^(goTo|stops|loop|lanes)/;
/** Digits beyond the five nodes of these runs. */
const BEYOND = /^(select|gather)[6-9]$/;

test('every line of the table has its check', () => {
  const checked = new Set([TIME, NODES, NETWORK, PAGE].flatMap((group) => Object.keys(group)));
  const lines = KEYS.map(({ id }) => id).filter((id) => !ELSEWHERE.test(id) && !BEYOND.test(id));
  expect(lines.filter((id) => !checked.has(id))).toEqual([]);
  expect([...checked].filter((id) => !lines.includes(id))).toEqual([]);
});

for (const [name, group] of [
  ['time', TIME],
  ['nodes', NODES],
  ['network', NETWORK],
  ['page', PAGE],
] as const) {
  test(`the keys of ${name}`, async ({ page }) => {
    test.slow();
    const conclave = new Conclave(page);
    await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
    for (const [id, check] of Object.entries(group)) {
      await test.step(id, () => check(conclave, page));
    }
  });
}

test('the sheet shows every key, those of the lanes and the ways of the hand too', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await press(page, '?');
  await expect(conclave.dialog.getByRole('heading', { name: 'By hand' })).toBeVisible();
  const shown = await conclave.dialog.locator('kbd').allTextContents();
  const wanted = KEYS.filter(({ id }) => !/^(select|gather)[1-9]$/.test(id)).flatMap(
    ({ shown: key, also }) => [key, also].filter((one) => one !== ''),
  );
  expect(wanted.filter((key) => !shown.includes(key))).toEqual([]);
  expect(shown).toContain('1 … 9');
  for (const name of ['Time', 'Nodes', 'Network', 'By hand', 'Page']) {
    await expect(conclave.dialog.getByRole('heading', { name, exact: true })).toBeVisible();
  }
  await expect(conclave.dialog).toContainText('Right click or long press');
  const unnamed = await conclave.dialog.locator('dd').allTextContents();
  expect(unnamed.filter((words) => words.trim() === '' || words.includes('.'))).toEqual([]);
});

test('keys rest where a person types or chooses: fields, lists, menus, sliders', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const letters = ['c', 'p', 'h', '2'];
  const quiet = async (where: string): Promise<void> => {
    await expect(conclave.leaders, where).toHaveCount(1);
    expect(await conclave.said(), where).not.toContainEqual(
      expect.stringMatching(/paused|crashed/),
    );
    await expect(conclave.node('n2'), where).toHaveAttribute('aria-pressed', 'false');
  };
  await page.getByRole('textbox', { name: 'Seed' }).focus();
  for (const letter of letters) await press(page, letter);
  await quiet('a field');
  await page.getByRole('textbox', { name: 'Seed' }).fill('3');
  await conclave.strip.focus();
  for (const letter of letters) await press(page, letter);
  await quiet('the slider');
  await page.getByRole('heading', { level: 1 }).click();
  await press(page, '3');
  await press(page, 'm');
  await expect(page.getByRole('menu')).toBeVisible();
  for (const letter of ['2', 'h']) await press(page, letter);
  await quiet('a menu');
});
