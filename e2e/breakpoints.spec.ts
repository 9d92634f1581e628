/** Breakpoints: play stops at the event that was asked for, at any pace, and the caption says why. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { linkTo, momentOf } from './support/moments';
import type { Scenario } from '../src/scenario/types';

const CRASH: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: '3',
  commands: [{ atMs: 1200, do: 'crash', node: 'leader' }],
};

/** The sheet of breakpoints, opened by its key. */
async function openStops(conclave: Conclave): Promise<Locator> {
  await conclave.page.keyboard.press('b');
  const sheet = conclave.page.getByRole('dialog', { name: 'Breakpoints and loop' });
  await expect(sheet).toBeVisible();
  return sheet;
}

/** At the start of a run, paused. */
async function openAtStart(conclave: Conclave, scenario: Scenario): Promise<void> {
  const { hash } = await momentOf(scenario, ({ events }) => events === 1);
  await conclave.open(await linkTo(scenario, { event: 1, hash }));
  await conclave.expectPlaying(false);
}

test('stops when a leader is seated, each time, at the fastest pace', async ({ page }) => {
  const conclave = new Conclave(page);
  await openAtStart(conclave, CRASH);
  const sheet = await openStops(conclave);
  await sheet.getByRole('checkbox', { name: 'a leader is seated' }).check();
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(sheet).toHaveCount(0);
  for (let step = 0; step < 16; step++) await page.keyboard.press('+');
  await expect(page.getByText('100,000 ms/s')).toBeVisible();

  const first = await momentOf(CRASH, ({ world }) => world.seats.length === 1);
  await page.keyboard.press('Space');
  await expect(conclave.caption).toContainText('Stopped: a leader is seated.');
  await conclave.expectPlaying(false);
  await conclave.expectMs(first.us);
  await expect.poll(() => conclave.address()?.at?.event).toBe(first.event);

  const second = await momentOf(
    CRASH,
    ({ us, world }) => us > 1_200_000 && world.seats.length === 1,
  );
  await page.keyboard.press('Space');
  await conclave.expectMs(second.us);
  await expect(conclave.caption).toContainText('Stopped: a leader is seated.');
  await page.keyboard.press('.');
  await expect(conclave.caption).not.toContainText('Stopped');
});

test('stops when a node votes, when a message is delivered, and no longer once taken away', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await openAtStart(conclave, CRASH);
  const sheet = await openStops(conclave);
  const add = async (who: string, what: string): Promise<void> => {
    await sheet.getByRole('combobox', { name: 'Who' }).selectOption(who);
    await sheet.getByRole('combobox', { name: 'Does what' }).selectOption(what);
    await sheet.getByRole('button', { name: 'Add' }).click();
  };
  await add('n2', 'grants a vote or a promise');
  const votes = sheet.getByRole('checkbox', { name: 'n2 grants a vote or a promise' });
  await expect(votes).toBeChecked();
  const vote = await momentOf(CRASH, ({ flights }) =>
    flights().some(
      ({ from, message }) => from === 'n2' && (message as { granted?: boolean }).granted === true,
    ),
  );
  await conclave.button('Play').click();
  await conclave.expectMs(vote.us);
  await expect(conclave.caption).toContainText('Stopped: n2 grants a vote or a promise.');

  await votes.uncheck();
  await add('any node', 'gets RequestVoteReply');
  await conclave.button('Play').click();
  await expect(conclave.caption).toContainText('Stopped: a message RequestVoteReply is delivered.');
  await expect.poll(() => conclave.ms()).toBeGreaterThan(vote.us / 1000);

  const own = sheet.getByRole('button', { name: /^Take away:/ });
  await expect(own).toHaveCount(2);
  await own.first().click();
  await own.first().click();
  await expect(own).toHaveCount(0);
  const at = await conclave.ms();
  await conclave.button('Play').click();
  await expect.poll(() => conclave.ms()).toBeGreaterThan(at + 60);
  await conclave.expectPlaying(true);
});

test('stops when a property breaks; in Bully nobody votes, so it is not offered', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await openAtStart(conclave, {
    v: 1,
    algorithm: 'bully',
    nodes: 5,
    seed: '3',
    commands: [{ atMs: 1500, do: 'partition', groups: [['n4', 'n5'], ['rest']] }],
  });
  const sheet = await openStops(conclave);
  await expect(sheet.getByRole('option', { name: /grants/ })).toHaveCount(0);
  await expect(sheet.getByRole('option', { name: 'gets COORDINATOR' })).toHaveCount(1);
  await sheet.getByRole('checkbox', { name: 'a property breaks' }).check();
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  for (let step = 0; step < 16; step++) await page.keyboard.press('+');
  await page.keyboard.press('Space');
  await expect(conclave.caption).toContainText('Stopped: a property breaks.', { timeout: 20_000 });
  await conclave.expectPlaying(false);
});
