/**
 * What the caption says where it matters most: two believed leaders, and the ends from which there is one
 * way on. And that it is never cut off, whatever it says and however small the page.
 */
import type { Locator, Page } from 'playwright/test';
import { algorithm as bully } from '../src/algorithms/bully/index';
import type { Command, Scenario } from '../src/scenario/types';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { believers, linkTo, momentOf } from './support/moments';

/** What is read on the page; the status beside it is what is heard. */
const seen = (page: Page): Locator => page.locator('[data-caption]');

const raftOf = (commands: readonly Command[], more: Partial<Scenario> = {}): Scenario => ({
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: '2',
  commands,
  ...more,
});

const TORN = raftOf([{ atMs: 1000, do: 'partition', groups: [['leader'], ['rest']] }]);
const crash = (...node: string[]): Command => ({ atMs: 1000, do: 'crash', node });
const SEATED = { initial: { leader: 'n5' } } as const;

function twoLeaders(): Scenario {
  const preset = bully.presets.find(({ id }) => id === 'two-leaders');
  return preset?.scenario as unknown as Scenario;
}

test('two leaders of a torn network: who leads, and what the other one has not heard of', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  let after = 0;
  const { fragment } = await momentOf(
    TORN,
    ({ world }) => believers(world).length === 2 && ++after > 12,
  );
  await conclave.open(fragment);
  const why =
    'n1 leads in term 2. n5 still believes it leads: it has not heard of term 2, the network is torn between them.';
  await expect(seen(page)).toContainText(why);
  await expect(conclave.caption).toContainText(why);
});

test('the same while it plays, from before the cut', async ({ page }) => {
  test.slow();
  const conclave = new Conclave(page);
  const { fragment } = await momentOf(TORN, ({ us }) => us > 990_000);
  await conclave.open(fragment);
  await conclave.button('Play').click();
  await expect(seen(page)).toContainText('The network is split');
  await expect(seen(page)).toContainText(
    'n1 takes the lead in term 2. n5 still believes it leads: it has not heard of term 2, the network is torn between them.',
    { timeout: 30_000 },
  );
  await conclave.pause();
});

test('two leaders in Bully, torn and after healing', async ({ page }) => {
  const conclave = new Conclave(page);
  const scenario = twoLeaders();
  const heal = scenario.commands?.find((command) => command.do === 'heal');
  const healUs = Number(heal?.atMs) * 1000;
  const torn = await momentOf(scenario, ({ us, world }) => {
    return us > healUs - 400_000 && believers(world).length === 2;
  });
  await conclave.open(torn.fragment);
  await expect(seen(page)).toContainText('n5 still believes it leads: it has not heard of that');
  const whole = await momentOf(scenario, ({ us }) => us > healUs + 1_000_000);
  await conclave.openAfresh(whole.fragment);
  await expect(seen(page)).toContainText(
    'n3 leads. n5 still believes it leads: n3 has not told it.',
  );
});

test.describe('a dead end says so, and offers the one way on', () => {
  const ends: readonly {
    readonly name: string;
    readonly scenario: Scenario;
    readonly us: number;
    readonly says: string;
    readonly way: string;
  }[] = [
    {
      name: 'the majority is gone',
      scenario: raftOf([crash('n1', 'n2', 'n3')], SEATED),
      us: 1_200_000,
      says: 'Only 2 of 5 nodes are up and 3 must agree: n5 still believes it leads, but can decide nothing.',
      way: 'Restart n3',
    },
    {
      name: 'no majority can talk',
      scenario: raftOf([
        { atMs: 1000, do: 'partition', groups: [['n1', 'n2'], ['n3', 'n4'], ['n5']] },
      ]),
      us: 1_300_000,
      says: 'The network is torn: no 3 of 5 nodes can talk to each other',
      way: 'Heal the network',
    },
    {
      name: 'all are down',
      scenario: raftOf([crash('n1', 'n2', 'n3', 'n4', 'n5')], SEATED),
      us: 1_000_000,
      says: 'Every node is down: nobody can lead until one restarts.',
      way: 'Restart n5',
    },
    {
      name: 'too few are awake',
      scenario: raftOf([{ atMs: 5, do: 'pause', node: ['n1', 'n2', 'n3'] }]),
      us: 600_000,
      says: 'Only 2 of 5 nodes are awake and 3 must agree, so nobody can be elected.',
      way: 'Resume n1',
    },
  ];
  for (const { name, scenario, us, says, way } of ends) {
    test(name, async ({ page }) => {
      const conclave = new Conclave(page);
      const { fragment } = await momentOf(scenario, (at) => at.us >= us || at.us === us);
      await conclave.open(fragment);
      await expect(seen(page)).toContainText(says);
      await conclave.button(way).click();
      await expect(conclave.button(way)).toHaveCount(0);
      await conclave.expectPlaying(true);
    });
  }

  test('votes are split again and again: another seed', async ({ page }) => {
    const conclave = new Conclave(page);
    const even = raftOf([], {
      nodes: 4,
      params: { electionTimeoutMs: [150, 150], heartbeatMs: 50 },
      network: { delayMs: 10 },
    });
    const { fragment } = await momentOf(even, ({ us }) => us > 2_000_000);
    await conclave.open(fragment);
    await expect(seen(page)).toContainText(/After \d+ tries nobody has been elected/);
    await expect(conclave.button('New seed').last()).toBeVisible();
  });

  test('the scenario is over: replay', async ({ page }) => {
    const conclave = new Conclave(page);
    await conclave.open(await linkTo(raftOf([], { untilMs: 700 })));
    await page.keyboard.press('End');
    await expect(seen(page)).toContainText('The scenario is over.');
    await conclave.button('Replay').last().click();
    await expect(seen(page)).not.toContainText('The scenario is over.');
  });
});

for (const [width, height, lines] of [
  [1280, 800, 2],
  [390, 844, 3],
  [320, 640, 4],
] as const) {
  test(`is never cut off at ${width}x${height}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height });
    const conclave = new Conclave(page);
    let after = 0;
    const torn = await momentOf(TORN, ({ world }) => believers(world).length === 2 && ++after > 40);
    const whole = await momentOf(twoLeaders(), ({ us }) => us > 5_000_000);
    for (const { fragment } of [torn, whole]) {
      await conclave.openAfresh(fragment);
      if (width > 640) await conclave.button('Why').click();
      for (let step = 0; step < 40; step++) {
        const caption = await seen(page).evaluate((element) => ({
          text: element.textContent,
          over: element.scrollHeight - element.clientHeight,
          lines: Math.round(
            element.clientHeight / parseFloat(getComputedStyle(element).lineHeight),
          ),
        }));
        expect(caption.over, `cut off: ${caption.text}`).toBeLessThanOrEqual(1);
        expect(caption.lines, caption.text ?? '').toBeLessThanOrEqual(lines);
        await page.keyboard.press(',');
      }
    }
  });
}

test('a screen reader hears a beat once, and not more than one in 4 s', async ({ page }) => {
  test.slow();
  const conclave = new Conclave(page);
  const { fragment } = await momentOf(TORN, ({ us }) => us > 990_000);
  await conclave.open(fragment);
  const heard = await conclave.caption.evaluateHandle((status) => {
    const all: { text: string; ms: number }[] = [];
    new MutationObserver(() =>
      all.push({ text: status.textContent ?? '', ms: performance.now() }),
    ).observe(status, { childList: true, characterData: true, subtree: true });
    return all;
  });
  await conclave.button('Play').click();
  await expect(seen(page)).toContainText('takes the lead in term 2', { timeout: 30_000 });
  await expect(conclave.caption).toContainText('n5 still believes it leads', { timeout: 10_000 });
  const said = await heard.jsonValue();
  await conclave.pause();
  const playing = said.map(({ text }) => text);
  expect(new Set(playing).size, playing.join(' | ')).toBe(playing.length);
  expect(playing.some((text) => text.startsWith('The network is split'))).toBe(true);
  for (let i = 2; i < said.length; i++) {
    expect((said[i]?.ms ?? 0) - (said[i - 1]?.ms ?? 0)).toBeGreaterThan(3900);
  }
});
