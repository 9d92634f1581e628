/**
 * For those who read, who need larger text, other colours or no motion: the cluster in words from start
 * to a new leader, text at twice its size, forced colours, reduced motion, the two themes.
 */
import type { Page } from 'playwright/test';
import { Conclave } from './support/conclave';
import { PHONE, readGeometry } from './support/geometry';
import { stateOf } from './support/states';
import { expect, test } from './support/test';

/** Text at twice its size, as a person sets it in the browser, from before the page is drawn. */
async function largeText(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const enlarge = (): void => {
      if (document.documentElement !== null) document.documentElement.style.fontSize = '200%';
    };
    enlarge();
    new MutationObserver(enlarge).observe(document, { childList: true });
  });
}

const twin = (page: Page) => page.getByRole('region', { name: 'The run in words' });

test('a crashed leader and a new one, read from the words alone', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const words = twin(page);
  await expect(words).toContainText(
    /At [\d,.]+ ms, after event \d+\. It is paused\. Leading: n\d\./,
  );
  const old = /Leading: (n\d)\./.exec((await words.textContent()) ?? '')?.[1] ?? '';
  await expect(words.getByRole('list', { name: 'Links' })).toHaveText('All links are whole.');

  await page.keyboard.press('c');
  await expect(words).toContainText('Nobody leads.');
  await expect(words.getByRole('list', { name: 'The nodes' })).toContainText(`${old}: crashed`);

  const heard: string[] = [];
  const asked = words.getByRole('list', { name: 'Messages on their way' });
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('ArrowRight');
    heard.push(...(await asked.getByRole('listitem').allTextContents()));
    if (!((await words.textContent()) ?? '').includes('Nobody leads.')) break;
  }
  await expect(words).toContainText(/Leading: n\d\./);
  await expect(words).not.toContainText(`Leading: ${old}.`);
  const requests = heard.filter((line) => /: from n\d to n\d$/.test(line));
  expect(new Set(requests).size, 'requests and votes are told on their way').toBeGreaterThan(3);
  const next = /Leading: (n\d)\./.exec((await words.textContent()) ?? '')?.[1] ?? '';
  await expect(words).toContainText(new RegExp(`${next}: \\w+, term \\d+, leads with a mandate`));
});

test('the words are never live, tell cuts and what is held, and agree with the names', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('two-leaders', 'raft', 5)).fragment);
  const words = twin(page);
  await expect(words.getByRole('list', { name: 'Links' })).toContainText('Cut into 2 groups');
  expect(await words.locator('[aria-live], [role=status], [role=log], [role=alert]').count()).toBe(
    0,
  );
  const said = await conclave.said();
  await expect(conclave.twin.getByRole('listitem')).toHaveText([...said]);
  await page.keyboard.press('w');
  await expect(words).toContainText('Time is held.');
});

for (const [how, prepare] of [
  [
    'text at 200 %',
    async (page: Page) => {
      await largeText(page);
    },
  ],
  [
    'a zoom of 200 %',
    async (page: Page) => {
      await page.setViewportSize({ width: 640, height: 400 });
    },
  ],
  [
    '320 px',
    async (page: Page) => {
      await page.setViewportSize({ width: 320, height: 640 });
    },
  ],
] as const) {
  test(`with ${how} nothing is cut off or covered, and the main job can be done`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await prepare(page);
    const conclave = new Conclave(page);
    for (const state of ['rest', 'two-leaders'] as const) {
      await conclave.openAfresh((await stateOf(state, 'raft', 5)).fragment);
      const close = conclave.notices.getByRole('button', { name: 'Close' });
      while ((await close.count()) > 0) await close.first().click();
      const { faults } = await readGeometry(page, { ...PHONE, caption: 15 });
      expect.soft(faults, `${how}, ${state}`).toEqual([]);
    }
    await conclave.openAfresh((await stateOf('rest', 'raft', 5)).fragment);
    const old = await conclave.leader();
    await conclave.node(old).click();
    await conclave.toolbar(old).getByRole('button', { name: 'Crash' }).click();
    await expect(conclave.node(old)).toHaveAccessibleName(`${old}: crashed`);
    await conclave.button('On to the next leader').click();
    expect(await conclave.leader()).not.toBe(old);
    await conclave.button('Why').click();
    await expect(page.getByRole('tabpanel')).toBeInViewport();
    await expect(page.getByRole('tabpanel')).not.toBeEmpty();
    await page.getByRole('button', { name: 'Close details' }).click();
    await expect(conclave.details).toHaveCount(0);
    const scrolls = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(scrolls, 'sideways').toBe(false);
  });
}

test('text at 200 % is drawn at twice the size, on the stage too', async ({ page }) => {
  const conclave = new Conclave(page);
  const sizes = async (): Promise<readonly number[]> => {
    const name = conclave.stage.getByText('n1', { exact: true }).first();
    const caption = page.locator('[data-caption]');
    const drawn = await name.evaluate((element) => {
      const scale = (element as SVGGraphicsElement).getScreenCTM()?.d ?? 1;
      return Number.parseFloat(getComputedStyle(element).fontSize) * scale;
    });
    const px = (element: Element) => Number.parseFloat(getComputedStyle(element).fontSize);
    return [
      drawn,
      await caption.evaluate(px),
      await conclave.button('Play').evaluate(px),
      await page.getByRole('heading', { level: 1 }).evaluate(px),
    ];
  };
  const { fragment } = await stateOf('rest', 'raft', 5);
  await page.setViewportSize({ width: 1920, height: 1200 });
  await conclave.open(fragment);
  const before = await sizes();
  await largeText(page);
  await conclave.openAfresh(fragment);
  const after = await sizes();
  after.forEach((px, index) => expect(px / (before[index] ?? 0)).toBeGreaterThan(1.6));
});

test('forced colours: what is chosen, what is focused and every mark can be told', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const look = (name: string) =>
    conclave.button(name).evaluate((element) => {
      const { backgroundColor, color, borderColor } = getComputedStyle(element);
      return { backgroundColor, color, borderColor };
    });
  const [focus, all] = [await look('Focus'), await look('All')];
  expect(focus.backgroundColor).not.toBe(all.backgroundColor);
  expect(focus.color).not.toBe(focus.backgroundColor);
  await conclave.button('All').focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(conclave.button('All')).toHaveCSS('outline-style', 'solid');
  const marks = await conclave.stage.evaluate((stage) => {
    const ground = getComputedStyle(document.body).backgroundColor;
    const paint = (selector: string): string => {
      const element = stage.querySelector(selector);
      if (element === null) return 'missing';
      const { stroke, fill } = getComputedStyle(element);
      return stroke === 'none' || stroke === ground ? fill : stroke;
    };
    return {
      ground,
      disc: paint('.node-disc'),
      link: paint('.stage-link'),
      name: paint('.label-name'),
    };
  });
  for (const [mark, colour] of Object.entries(marks)) {
    if (mark !== 'ground') expect(colour, mark).not.toBe(marks.ground);
  }
  const leader = await conclave.leader();
  const fill = (id: string) =>
    conclave.stage
      .locator(`[data-node=${id}] .node-disc`)
      .evaluate((disc) => getComputedStyle(disc).fill);
  const other = leader === 'n1' ? 'n2' : 'n1';
  expect(await fill(leader), 'a leader is told from the others').not.toBe(await fill(other));
});

test.describe('reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('starts paused, and nodes step to their new seats', async ({ page }) => {
    const conclave = new Conclave(page);
    await conclave.open();
    await conclave.expectPlaying(false);
    const durations = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return parseFloat(transitionDuration) > 0 || animationName !== 'none'
          ? [element.className]
          : [];
      }),
    );
    expect(durations).toEqual([]);
    const seats = async (): Promise<string> => {
      const all: string[] = [];
      for (const id of ['n1', 'n2', 'n3', 'n4', 'n5']) {
        const { x, y } = await conclave.middleOf(id);
        all.push(`${Math.round(x)} ${Math.round(y)}`);
      }
      return all.join(', ');
    };
    const before = await seats();
    await page.keyboard.press('Shift+Digit1');
    await page.keyboard.press('Shift+Digit2');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await expect(conclave.button('Heal')).toBeVisible();
    await expect.poll(seats).not.toBe(before);
    const at = await seats();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(null))));
    expect(await seats(), 'no glide').toBe(at);
  });
});

test('the colours follow the system until a person chooses, and can follow it again', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  const conclave = new Conclave(page);
  await conclave.open();
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-theme', 'paper');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(root).toHaveAttribute('data-theme', 'night');
  await conclave.button('Paper colours').click();
  await expect(root).toHaveAttribute('data-theme', 'paper');
  await page.reload();
  await expect(root, 'the choice is remembered').toHaveAttribute('data-theme', 'paper');
  await conclave.button('Night colours').click();
  await expect(root).toHaveAttribute('data-theme', 'night');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(root, 'it follows again').toHaveAttribute('data-theme', 'paper');
});
