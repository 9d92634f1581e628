/**
 * What axe cannot see in an SVG stage: over the whole matrix no text is too small, nothing covers a
 * word, a node or a control, nothing is cut off, everything can be hit.
 */
import type { Page } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import type { Read } from './support/geometry';
import { DESK, PHONE, readGeometry } from './support/geometry';
import type { More } from './support/services';
import { SERVICES, WORKLOADS } from './support/services';
import { stateOf } from './support/states';

const SIZES = [
  [1280, 800],
  [1366, 768],
  [1920, 1080],
  [390, 844],
] as const;
/** The smallest phone, and a phone on its side. */
const SMALL = [
  [320, 640],
  [844, 390],
] as const;
const NODES = [5, 9, 25] as const;
const STATES = ['rest', 'election', 'partitioned', 'two-leaders'] as const;

async function closeNotices(conclave: Conclave): Promise<void> {
  const close = conclave.notices.getByRole('button', { name: 'Close' });
  await expect(close.first()).toBeVisible();
  while ((await close.count()) > 0) await close.first().click();
}

/** Long sentences are set a little smaller on a phone. */
const UPRIGHT = { ...PHONE, caption: 16 };
const LANDSCAPE = { ...PHONE, caption: 15 };

async function expectClean(page: Page, where: string, phone: boolean): Promise<Read> {
  const low = (page.viewportSize()?.height ?? 0) < 480;
  const read = await readGeometry(page, low ? LANDSCAPE : phone ? UPRIGHT : DESK);
  const { faults, texts, controls } = read;
  expect.soft(faults, where).toEqual([]);
  expect(texts, 'words were looked at').toBeGreaterThan(10);
  expect(controls, 'controls were looked at').toBeGreaterThan(10);
  return read;
}

/** Part of the matrix is read with every test, all of it with the deep ones. */
function isQuick(nodes: number, width: number): boolean {
  return (nodes === 5 && (width === 1280 || width === 390)) || (nodes === 9 && width === 1280);
}

for (const [width, height] of [...SIZES, ...SMALL]) {
  for (const nodes of width === 320 || height === 390 ? ([5] as const) : NODES) {
    const deep = isQuick(nodes, width) ? [] : ['@deep'];
    test(`${nodes} nodes at ${width}x${height}`, { tag: deep }, async ({ page }) => {
      await page.setViewportSize({ width, height });
      const conclave = new Conclave(page);
      for (const state of STATES) {
        for (const algorithm of state === 'election' ? ['raft', 'bully'] : ['raft']) {
          const moment = await stateOf(state, algorithm, nodes);
          await conclave.openAfresh(moment.fragment);
          await conclave.expectMs(moment.us);
          await closeNotices(conclave);
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
            const where = `${algorithm} ${state} ${colorScheme}`;
            const small = width < 600 || height < 480;
            const { names, pills } = await expectClean(page, where, small);
            if (nodes > 9) continue;
            expect(names, `${where}: names`).toBeGreaterThanOrEqual(nodes);
            // A phone has no room for words between nine nodes.
            if (state === 'election' && !small) {
              expect(pills, `${where}: messages`).toBeGreaterThan(1);
            }
          }
        }
      }
    });
  }
  const opens = { tag: width === 1280 || width === 390 ? [] : ['@deep'] };
  test(`what opens over the stage at ${width}x${height}`, opens, async ({ page }) => {
    const sizes = height < 480 ? LANDSCAPE : width < 600 ? UPRIGHT : DESK;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const conclave = new Conclave(page);
    await conclave.open((await stateOf('two-leaders', 'raft', 5)).fragment);
    await closeNotices(conclave);
    for (const id of ['n1', 'n2', 'n3', 'n4', 'n5']) {
      await conclave.node(id).click();
      await expect(conclave.toolbar(id)).toBeVisible();
      const bar = await conclave.toolbar(id).boundingBox();
      const node = await conclave.middleOf(id);
      const covers =
        bar !== null &&
        node.x > bar.x &&
        node.x < bar.x + bar.width &&
        node.y > bar.y &&
        node.y < bar.y + bar.height;
      expect(covers, `the toolbar of ${id} covers it`).toBe(false);
      expect(bar?.x ?? -1).toBeGreaterThanOrEqual(0);
      expect((bar?.x ?? 0) + (bar?.width ?? 0)).toBeLessThanOrEqual(width);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    }
    await conclave.button('Why').click();
    for (const name of ['Why', 'Node', 'Events', 'Checks']) {
      await page.getByRole('tab', { name }).click();
      await expect(page.getByRole('tabpanel', { name })).not.toBeEmpty();
      const { faults } = await readGeometry(page, sizes);
      expect(
        faults.filter((fault) => !/^(covered: "n\d)/.test(fault)),
        name,
      ).toEqual([]);
    }
  });
}

/** Nodes that stand otherwise than in a circle: one after another, in two tiers. */
const LAYOUTS = [
  ['ring', 5],
  ['ring', 25],
  ['chubby', 5],
] as const;

for (const [width, height] of [...SIZES, ...SMALL]) {
  test(`a ring and two tiers at ${width}x${height}`, { tag: '@deep' }, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const conclave = new Conclave(page);
    // The smallest screens have room for few.
    const fitting = LAYOUTS.filter(([, nodes]) => nodes === 5 || width === 390 || width > 844);
    for (const [algorithm, nodes] of fitting) {
      for (const state of ['rest', 'election'] as const) {
        const moment = await stateOf(state, algorithm, nodes);
        await conclave.openAfresh(moment.fragment);
        await conclave.expectMs(moment.us);
        await closeNotices(conclave);
        await expectClean(page, `${nodes} ${algorithm} ${state}`, width < 600 || height < 480);
      }
    }
  });
}

for (const [width, height] of [...SIZES, ...SMALL]) {
  test(`services and workloads at ${width}x${height}`, { tag: '@deep' }, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const conclave = new Conclave(page);
    const runs: readonly { readonly algorithm: string; readonly more: More }[] = [
      ...SERVICES.map((algorithm) => ({ algorithm, more: {} })),
      ...WORKLOADS.map(([kind, algorithm]) => ({ algorithm, more: { workload: { kind } } })),
    ];
    for (const { algorithm, more } of runs) {
      for (const state of ['rest', 'election'] as const) {
        const moment = await stateOf(state, algorithm, 5, more);
        await conclave.openAfresh(moment.fragment);
        await conclave.expectMs(moment.us);
        await closeNotices(conclave);
        const what = more.workload?.kind ?? algorithm;
        await expectClean(page, `${what} ${state}`, width < 600 || height < 480);
      }
    }
  });
}

test('the reading itself finds what is wrong', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('election', 'raft', 5)).fragment);
  await closeNotices(conclave);
  await expectClean(page, 'before', false);
  await page.evaluate(() => {
    const put = (change: Partial<CSSStyleDeclaration>, words: string) => {
      const element = document.createElement('button');
      Object.assign(element.style, { position: 'fixed', top: '0', left: '0', ...change });
      element.textContent = words;
      document.body.append(element);
    };
    put({ fontSize: '9px' }, 'tiny');
    put({ left: '1270px', top: '400px' }, 'over the edge');
    const name = document.querySelector('[data-mark=label] text');
    const node = document.querySelector('[data-node]');
    const to = /translate\(([\d.]+) ([\d.]+)\)/.exec(node?.getAttribute('transform') ?? '');
    name?.setAttribute('x', to?.[1] ?? '0');
    name?.setAttribute('y', to?.[2] ?? '0');
  });
  const { faults } = await readGeometry(page, DESK);
  for (const wanted of [
    /^too small: "tiny"/,
    /^out of sight: "over/,
    /^over a node/,
    /^hard to hit/,
  ]) {
    expect(
      faults.some((fault) => wanted.test(fault)),
      String(wanted),
    ).toBe(true);
  }
});

for (const [width, height] of [...SIZES, ...SMALL]) {
  const over = { tag: width === 1280 || width === 390 ? [] : ['@deep'] };
  test(`menu, lanes and sheet at ${width}x${height}`, over, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const conclave = new Conclave(page);
    await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
    const phone = width < 600 || height < 480;
    const faultsNow = async (): Promise<readonly string[]> => {
      const { faults } = await readGeometry(page, phone ? { ...PHONE, caption: 15 } : DESK);
      // What lies over the stage on purpose hides what is under it.
      return faults.filter((fault) => !/^covered: "n\d/.test(fault));
    };
    await page.keyboard.press('2');
    await page.keyboard.press('m');
    await expect(page.getByRole('menu')).toBeVisible();
    const menu = await page.getByRole('menu').boundingBox();
    const node = await conclave.middleOf('n2');
    const isUnder =
      menu !== null &&
      node.x > menu.x &&
      node.x < menu.x + menu.width &&
      node.y > menu.y &&
      node.y < menu.y + menu.height;
    expect.soft(isUnder, 'the menu covers its own node').toBe(false);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await conclave.button('Timeline').click();
    await expect(page.getByRole('grid')).toBeVisible();
    expect.soft(await faultsNow(), 'lanes').toEqual([]);
    await page.keyboard.press('Escape');
    await conclave.openAfresh((await stateOf('rest', 'raft', 5)).fragment);
    await page.keyboard.press('?');
    await expect(conclave.dialog).toBeVisible();
    expect.soft(await faultsNow(), 'keys').toEqual([]);
  });
}
