/** The lanes (the space-time diagram): by keyboard, by mouse, by touch, and what a screen reader hears. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { DESK, PHONE, readGeometry } from './support/geometry';
import { stateOf } from './support/states';
import { Timeline } from './support/timeline';

/** The instant in "n3. 1,086.1 ms: heartbeat from n3 reaches n1". */
function msIn(words: string): number {
  const figure = /([\d,.]+) ms/.exec(words)?.[1];
  if (figure === undefined) throw new Error(`no instant in "${words}"`);
  return Number(figure.replaceAll(',', ''));
}

/** How the run is looked at, as the address holds it. */
function viewOf(conclave: Conclave): Readonly<Record<string, unknown>> | undefined {
  return conclave.address()?.document['view'] as Readonly<Record<string, unknown>> | undefined;
}

test('opens behind its tab, changes its window, and closes', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('two-leaders', 'raft', 5)).fragment);
  const timeline = new Timeline(conclave);
  await timeline.open();
  await expect(timeline.button('Election')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => timeline.lines()).toBeGreaterThan(20);
  const close = conclave.notices.getByRole('button', { name: 'Close' });
  if (await close.isVisible()) await close.click();
  expect((await readGeometry(page, DESK)).faults).toEqual([]);
  const election = await timeline.window();
  await timeline.button('Run').click();
  await expect.poll(async () => (await timeline.window()).fromMs).toBe(0);
  await expect.poll(async () => (await timeline.window()).toMs).toBe(2000);
  await timeline.button('Flight').click();
  await expect
    .poll(async () => {
      const { fromMs, toMs } = await timeline.window();
      return Math.round(toMs - fromMs);
    })
    .toBe(400);
  expect(election.toMs - election.fromMs).not.toBe(400);
  await timeline.button('Zoom in').click();
  await expect.poll(async () => (await timeline.window()).toMs).toBeLessThan(1600);
  await expect(timeline.button('Flight')).toHaveAttribute('aria-pressed', 'false');
  await timeline.button('Close the timeline').click();
  await expect(timeline.region).toHaveCount(0);
  await expect(conclave.button('Timeline')).toBeFocused();
});

test('the bracket on the strip moves the window and makes it wider; a link holds the window', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('two-leaders', 'raft', 5)).fragment);
  const timeline = new Timeline(conclave);
  await timeline.open();
  const bracket = page.locator('.lanes-bracket');
  const drag = async (part: string, px: number): Promise<void> => {
    const grip = await bracket.locator(`.lanes-bracket__grip--${part}`).boundingBox();
    if (grip === null) throw new Error(`no ${part}`);
    const [x, y] = [grip.x + grip.width / 2, grip.y + 8];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + px, y, { steps: 4 });
    await page.mouse.up();
  };
  const strip = await conclave.strip.boundingBox();
  const spanMs = Number(await conclave.strip.getAttribute('aria-valuemax'));
  const msOf = (px: number): number => (px / (strip?.width ?? 1)) * spanMs;
  const at = await conclave.ms();
  const before = await timeline.window();
  /** How far an end of the window lies from where it should, ms; it is told four times a second. */
  const off = async (end: 'fromMs' | 'toMs', wanted: number): Promise<number> =>
    Math.abs((await timeline.window())[end] - wanted);
  await drag('whole', -200);
  await expect.poll(() => off('fromMs', before.fromMs - msOf(200))).toBeLessThan(3);
  expect(await off('toMs', before.toMs - msOf(200))).toBeLessThan(3);
  await drag('to', 120);
  await expect.poll(() => off('toMs', before.toMs - msOf(80))).toBeLessThan(3);
  expect(await off('fromMs', before.fromMs - msOf(200))).toBeLessThan(3);
  expect(await conclave.ms(), 'the playhead stays').toBe(at);

  await page.keyboard.press(',');
  await expect.poll(() => viewOf(conclave)?.['windowMs']).toBeDefined();
  const shown = await timeline.window();
  await conclave.openAfresh(new URL(page.url()).hash);
  await expect(timeline.region).toBeVisible();
  await expect.poll(async () => (await timeline.window()).fromMs).toBeCloseTo(shown.fromMs, 0);
  expect((await timeline.window()).toMs).toBeCloseTo(shown.toMs, 0);
});

test('by keyboard: from event to event, from node to node, a message, its kinds', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('two-leaders', 'raft', 5)).fragment);
  const timeline = new Timeline(conclave);
  await timeline.open();
  await timeline.grid.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => timeline.here()).toMatch(/^n1\. [\d,.]+ ms: /);
  await page.keyboard.press('ArrowLeft');
  const first = await timeline.here();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => timeline.here()).toMatch(/^n2\. /);
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => timeline.here()).toMatch(/^n1\. /);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => msIn(await timeline.here())).toBeLessThan(msIn(first));
  await expect(async () => {
    await page.keyboard.press('ArrowLeft');
    expect(await timeline.here()).toContain('reaches n1');
  }).toPass({ timeout: 5000, intervals: [0] });
  const chosen = await timeline.here();
  await page.keyboard.press('Enter');
  await conclave.expectMs(msIn(chosen) * 1000);
  await expect(timeline.region.getByText('Dark: its causes and consequences.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(timeline.region.getByText('Dark: its causes and consequences.')).toHaveCount(0);
  await page.keyboard.press('m');
  const message = timeline.region.getByRole('group', { name: /^n\d>n\d#\d+/ });
  await expect(message).toContainText('term');
  await timeline.button('To its sending').click();
  await expect.poll(() => conclave.ms()).toBeLessThan(msIn(chosen));
  await timeline.button('Follow it').click();
  await conclave.expectPlaying(false);
  await conclave.expectMs(msIn(chosen) * 1000);

  const before = await timeline.lines();
  await timeline.button('Messages and marks').focus();
  await page.keyboard.press('Enter');
  const heartbeat = timeline.region.getByRole('checkbox', { name: /heartbeat/ });
  await expect(heartbeat).toBeChecked();
  await heartbeat.focus();
  await page.keyboard.press('Space');
  await expect(heartbeat).not.toBeChecked();
  await expect.poll(() => timeline.lines()).toBeLessThan(before);
  await page.keyboard.press('Escape');
  await expect(heartbeat).toHaveCount(0);
});

test('by mouse: click an event, drag the window, zoom by wheel, drag the divider', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('two-leaders', 'raft', 5)).fragment);
  const timeline = new Timeline(conclave);
  await timeline.open();
  await timeline.grid.focus();
  for (const key of ['ArrowLeft', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowLeft']) {
    await page.keyboard.press(key);
  }
  await expect.poll(() => timeline.here()).toMatch(/^n3\. /);
  const wanted = msIn(await timeline.here());
  await page.keyboard.press('Escape');
  await expect.poll(() => timeline.here()).toBe('');
  const place = await timeline.placeOf(wanted, 2, 5);
  await page.mouse.click(place.x, place.y);
  await conclave.expectMs(wanted * 1000);
  await expect.poll(() => timeline.here()).toMatch(/^n3\. /);

  const before = await timeline.window();
  await page.mouse.move(place.x, place.y + 14);
  await page.mouse.down();
  await page.mouse.move(place.x + 120, place.y + 14, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await timeline.window()).fromMs).toBeLessThan(before.fromMs);
  await conclave.expectMs(wanted * 1000);
  await page.mouse.wheel(0, -400);
  await expect
    .poll(async () => {
      const { fromMs, toMs } = await timeline.window();
      return toMs - fromMs;
    })
    .toBeLessThan((before.toMs - before.fromMs) * 0.8);

  const height = async (): Promise<number> =>
    Number(await timeline.divider.getAttribute('aria-valuenow'));
  const was = await height();
  const bar = await timeline.divider.boundingBox();
  if (bar === null) throw new Error('no divider');
  await page.mouse.move(bar.x + bar.width / 2, bar.y + bar.height / 2);
  await page.mouse.down();
  await page.mouse.move(bar.x + bar.width / 2, bar.y - 60, { steps: 4 });
  await page.mouse.up();
  await expect.poll(height).toBeGreaterThan(was + 40);
  await timeline.divider.focus();
  await page.keyboard.press('End');
  const most = Number(await timeline.divider.getAttribute('aria-valuemax'));
  await expect.poll(height).toBe(most);
  await page.keyboard.press('Home');
  await expect.poll(height).toBeLessThan(was);
});

test('another future lets go of what it no longer has', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('crashed', 'raft', 5)).fragment);
  const timeline = new Timeline(conclave);
  await conclave.button('Timeline').focus();
  await page.keyboard.press('Enter');
  await expect(timeline.grid).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(timeline.region.getByText('Dark: its causes and consequences.')).toBeVisible();
  await conclave.button('Back to the beat before').click();
  await expect.poll(() => conclave.ms()).toBeLessThan(1200);
  await conclave.node('n1').click();
  await conclave.toolbar('n1').getByRole('button', { name: 'Crash' }).click();
  await expect(timeline.region.getByText('Dark: its causes and consequences.')).toHaveCount(0);
  await expect.poll(() => timeline.here()).toBe('');
  await expect.poll(() => timeline.lines()).toBeGreaterThan(5);
});

test('the list names what is in the window; the playhead rides while it plays', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'bully', 5)).fragment);
  const timeline = new Timeline(conclave);
  await timeline.open();
  await timeline.button('Flight').click();
  await timeline.button('List of events').click();
  const line = timeline.list.getByRole('button').first();
  await expect(async () => {
    const { fromMs, toMs } = await timeline.window();
    expect(Math.round(toMs - fromMs)).toBe(400);
    expect(msIn((await line.textContent()) ?? '')).toBeGreaterThanOrEqual(fromMs);
  }).toPass({ timeout: 5000, intervals: [50] });
  const words = (await line.textContent()) ?? '';
  await line.click();
  await conclave.expectMs(msIn(words) * 1000);
  await expect(line).toHaveAttribute('aria-current', 'true');
  await timeline.button('Flight').click();
  await conclave.button('Play').click();
  const { fromMs } = await timeline.window();
  await expect.poll(async () => (await timeline.window()).fromMs).toBeGreaterThan(fromMs + 50);
  await conclave.pause();
  await expect
    .poll(async () => {
      const { fromMs: from, toMs } = await timeline.window();
      return ((await conclave.ms()) - from) / (toMs - from);
    })
    .toBeCloseTo(0.75, 1);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}; forced colours draw it too`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const conclave = new Conclave(page);
    await conclave.open((await stateOf('two-leaders', 'raft', 5)).fragment);
    const timeline = new Timeline(conclave);
    await timeline.open();
    await timeline.grid.focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await timeline.button('List of events').click();
    await timeline.button('Messages and marks').click();
    const { violations } = await new AxeBuilder({ page }).include('#lanes').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await page.emulateMedia({ forcedColors: 'active' });
    await expect.poll(() => timeline.lines()).toBeGreaterThan(20);
  });
}

test.describe('a phone', () => {
  test.use({ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });

  test('opens the lanes by touch, nothing scrolls sideways, one sheet at a time', async ({
    page,
  }) => {
    const conclave = new Conclave(page);
    await conclave.open((await stateOf('two-leaders', 'raft', 5)).fragment);
    const timeline = new Timeline(conclave);
    await conclave.button('Timeline').tap();
    await expect.poll(() => timeline.lines()).toBeGreaterThan(20);
    await expect(conclave.strip).toBeInViewport();
    for (const name of ['Flight', 'Election', 'Run', 'Zoom in', 'List of events']) {
      const box = await timeline.button(name).boundingBox();
      expect(box?.x ?? -1, name).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0), name).toBeLessThanOrEqual(320);
      expect(box?.height ?? 0, name).toBeGreaterThanOrEqual(24);
    }
    const close = conclave.notices.getByRole('button', { name: 'Close' });
    if (await close.isVisible()) await close.tap();
    const { faults } = await readGeometry(page, PHONE);
    expect(faults.filter((fault) => !fault.startsWith('over'))).toEqual([]);
    const scrolls = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(scrolls).toBe(false);
    const { y } = await conclave.middleOf('n1');
    expect(y).toBeLessThan((await timeline.region.boundingBox())?.y ?? 0);
    await timeline.button('Close the timeline').tap();
    await conclave.button('Why').tap();
    await expect(conclave.details).toBeVisible();
    await expect(timeline.region).toHaveCount(0);
  });
});
