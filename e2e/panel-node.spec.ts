/** Node: variables and what changed in them, timers on the node's clock, the inbox, what comes next. */
import type { Locator, Page } from 'playwright/test';
import type { Scenario } from '../src/scenario/types';
import { Conclave } from './support/conclave';
import { applied, stepAt } from './support/steps';
import { expect, test } from './support/test';

const CRASH: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: '3',
  commands: [{ atMs: 1200, do: 'crash', node: 'leader' }],
};

async function openNode(page: Page, fragment: string): Promise<Conclave> {
  const conclave = new Conclave(page);
  await conclave.open(fragment);
  await conclave.button('Why').click();
  await page.getByRole('tab', { name: 'Node' }).click();
  return conclave;
}

function variable(page: Page, name: string): Locator {
  return page
    .getByRole('table', { name: 'Variables' })
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name, exact: true }) });
}

test('what the event changed: old and new, marked, named, and said', async ({ page }) => {
  const asks = await stepAt(CRASH, (step) => step.event.us > 1_200_000 && applied(step, 'E1'));
  const node = asks.step.node ?? '';
  await openNode(page, asks.fragment);
  // Nobody is selected and nobody leads: it shows the node that acted.
  await expect(page.getByRole('combobox', { name: 'Node', exact: true })).toHaveValue(node);
  const body = page.getByRole('tabpanel', { name: 'Node' });
  await expect(body).toContainText(
    'Changed in this event: currentTerm, votedFor, role, leaderHint, votes.',
  );
  await expect(variable(page, 'currentTerm')).toContainText('was 1');
  await expect(variable(page, 'currentTerm')).toContainText('is now 2');
  await expect(variable(page, 'commitIndex')).not.toContainText('was');
  await expect(page.getByRole('status').filter({ hasText: 'changed:' })).toContainText(
    `${node} changed: currentTerm from 1 to 2; votedFor from n3 to ${node}; role from follower to candidate`,
  );
  await expect(body.getByRole('rowheader', { name: 'On disk: survives a crash' })).toBeVisible();

  // Another node did nothing here: what it last did is an event away.
  await page
    .getByRole('combobox', { name: 'Node', exact: true })
    .selectOption(node === 'n1' ? 'n2' : 'n1');
  await expect(body).toContainText(/Its last event changed|Changed in its last event/);
  await body.getByRole('button', { name: /^Event \d+ at / }).click();
  await expect(body).toContainText(/This event changed nothing|Changed in this event/);
});

test('a variable explains itself, by keyboard', async ({ page }) => {
  const asks = await stepAt(CRASH, (step) => applied(step, 'E1'));
  await openNode(page, asks.fragment);
  const name = variable(page, 'votedFor').getByRole('button');
  await name.focus();
  await page.keyboard.press('Enter');
  await expect(name).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByText('Who has its vote in this term.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Who has its vote in this term.')).toHaveCount(0);
});

test('what it will do next comes true', async ({ page }) => {
  const asks = await stepAt(CRASH, (step) => step.event.us > 1_200_000 && applied(step, 'E1'));
  const node = asks.step.node ?? '';
  const conclave = await openNode(page, asks.fragment);
  await page.getByRole('combobox', { name: 'Node', exact: true }).selectOption(node);
  await conclave.button('One event back').click();
  const next = page.getByRole('tabpanel').locator('section', {
    has: page.getByRole('heading', { name: 'What it will do next' }),
  });
  await expect(next).toContainText(/Its election timer is due in [\d.]+ ms, unless/);
  // And by which rule.
  await expect(next).toContainText('E1');
  await expect(next).toContainText('become candidate');
  await conclave.button('One event on').click();
  await expect(variable(page, 'role')).toContainText('candidate');
});

test('timers run on the node’s own clock, and what waits in the inbox is named', async ({
  page,
}) => {
  const slow: Scenario = {
    ...CRASH,
    commands: [
      { atMs: 600, do: 'clock', node: 'n1', ppm: 100_000 },
      { atMs: 1000, do: 'pause', node: 'n2', forMs: 1000 },
    ],
  };
  const later = await stepAt(slow, ({ event }) => event.us > 1_400_000);
  await openNode(page, later.fragment);
  const body = page.getByRole('tabpanel');
  await page.getByRole('combobox', { name: 'Node', exact: true }).selectOption('n1');
  await expect(body.getByRole('heading', { name: 'Timers, on its own clock' })).toBeVisible();
  await expect(body).toContainText('runs 10 % fast');
  await expect(body).toContainText(/[\d.]+ ms left of [\d.]+ ms/);
  await page.getByRole('combobox', { name: 'Node', exact: true }).selectOption('n2');
  await expect(body).toContainText('Nothing while it is paused; what reaches it waits.');
  await expect(body).toContainText(/\d+ waits? to be handled:/);
  await expect(body.getByRole('listitem').first()).toHaveText(/^“.+” from n\d$/);
});

test('a node that is down shows what its disk holds', async ({ page }) => {
  const down = await stepAt(CRASH, ({ event }) => event.us > 1_300_000);
  await openNode(page, down.fragment);
  await page.getByRole('combobox', { name: 'Node', exact: true }).selectOption('n3');
  const body = page.getByRole('tabpanel');
  await expect(body).toContainText('It is down: only what is on disk is left.');
  await expect(variable(page, 'currentTerm')).toContainText('1');
  await expect(body).toContainText('Nothing until it is restarted.');
});
