/** Why: the rule that was applied, the values of its conditions, what led to it, and rule by rule. */
import type { Page } from 'playwright/test';
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
/** Two that stop waiting at the same instant: the second one is refused. */
const SPLIT: Scenario = {
  ...CRASH,
  commands: [
    { atMs: 1200, do: 'timeout', node: 'n1' },
    { atMs: 1200, do: 'timeout', node: 'n2' },
  ],
};

async function openWhy(page: Page, fragment: string): Promise<Conclave> {
  const conclave = new Conclave(page);
  await conclave.open(fragment);
  await conclave.button('Why').click();
  await expect(page.getByRole('tabpanel', { name: 'Why' })).toBeVisible();
  return conclave;
}

/** The rule that is looked at. */
function shown(page: Page) {
  return page.getByRole('tabpanel').locator('[aria-current=step]');
}

function conditions(page: Page, rule: string) {
  return page.getByRole('list', { name: `Conditions of ${rule}` });
}

test('a granted vote: the rule lights up with what made it true, the others say what failed', async ({
  page,
}) => {
  const vote = await stepAt(CRASH, (step) => step.event.us > 1_200_000 && applied(step, 'RV4'));
  await openWhy(page, vote.fragment);
  await expect(shown(page)).toContainText('RV4');
  await expect(shown(page)).toBeInViewport();
  await expect(conditions(page, 'RV4').getByRole('listitem')).toHaveText([
    'true: its term >= currentTerm: 2 = 2',
    "true: candidate's last entry >= own last entry: empty = empty",
    'true: votedFor = none or the candidate: none',
  ]);
  await expect(conditions(page, 'T1')).toHaveText('true: its term > currentTerm: 2 > 1');
  await expect(conditions(page, 'RV1')).toHaveText('false: its term < currentTerm: 2 = 2');
  await expect(conditions(page, 'RV3')).toHaveText('false: votedFor is another server: none');
  // Rules that the event never came to say nothing.
  await expect(conditions(page, 'AE1')).toHaveCount(0);
  expect(await fontSizes(page)).toBeLessThanOrEqual(3);
});

test('a refused vote says why: who has the vote already', async ({ page }) => {
  const refused = await stepAt(SPLIT, (step) => applied(step, 'RV3') && step.node !== 'n1');
  await openWhy(page, refused.fragment);
  await expect(shown(page)).toContainText('RV3');
  await expect(conditions(page, 'RV3')).toContainText(/true: votedFor is another server: n\d/);
  await expect(conditions(page, 'RV4')).toHaveText(
    /^false: votedFor = none or the candidate: n\d$/,
  );
  await expect(page.getByRole('tabpanel')).toContainText(/voted|vote/);
});

test('rule by rule, by keyboard: through the event, on to the next, and back', async ({ page }) => {
  const vote = await stepAt(CRASH, (step) => step.event.us > 1_200_000 && applied(step, 'RV4'));
  const conclave = await openWhy(page, vote.fragment);
  const steps = page.getByRole('group', { name: 'Rule by rule' });
  await expect(steps).toContainText('Rule RV4, 2 of 2');
  await steps.getByRole('button', { name: 'Previous rule' }).focus();
  await page.keyboard.press('Enter');
  await expect(steps).toContainText('Rule T1, 1 of 2');
  await expect(shown(page)).toContainText('T1');
  await expect(steps).toContainText(`Event ${vote.number} at`);

  await page.keyboard.press('Enter');
  await expect(steps).toContainText('Rule E2, 2 of 2');
  await expect(steps).toContainText(`Event ${vote.number - 1} at`);
  await steps.getByRole('button', { name: 'Next rule' }).focus();
  for (const rule of ['T1, 1 of 2', 'RV4, 2 of 2']) {
    await page.keyboard.press('Enter');
    await expect(steps).toContainText(`Rule ${rule}`);
  }
  await expect(steps).toContainText(`Event ${vote.number} at`);
  await expect.poll(() => conclave.address()?.at?.event).toBe(vote.number + 1);
});

test('what led to it: from a message to the event that sent it, from a timer to where it was set', async ({
  page,
}) => {
  const vote = await stepAt(CRASH, (step) => step.event.us > 1_200_000 && applied(step, 'RV4'));
  await openWhy(page, vote.fragment);
  const body = page.getByRole('tabpanel');
  await expect(body).toContainText(`Because of “Vote for me?” from ${vote.step.from}, sent at`);
  await body.getByRole('button', { name: /^sent at / }).click();
  await expect(shown(page)).toContainText('E1');
  await expect(body).toContainText('Because its election timer was due, set at');
  await body.getByRole('button', { name: /^set at / }).click();
  // It was set when the node last heard from its leader.
  await expect(shown(page)).toContainText('AE3');
});

test('while it plays the rules change at most four times a second', async ({ page }) => {
  const conclave = await openWhy(page, '');
  const play = conclave.button('Play');
  if (await play.isVisible()) await play.click();
  const changes = await page.evaluate(async () => {
    const step = document.querySelector('[role=tabpanel] [role=group]');
    let count = 0;
    const watch = new MutationObserver(() => count++);
    watch.observe(step as Element, { subtree: true, characterData: true, childList: true });
    await new Promise((done) => window.setTimeout(done, 2000));
    watch.disconnect();
    return count;
  });
  expect(changes).toBeLessThanOrEqual(9);
});

test('before the first event it says that nothing has happened', async ({ page }) => {
  const conclave = await openWhy(page, '');
  await conclave.pause();
  const back = conclave.button('One event back');
  while ((await back.getAttribute('aria-disabled')) !== 'true') {
    await conclave.strip.focus();
    await page.keyboard.press('Home');
    for (let event = 0; event < 5; event++) await back.click();
  }
  await expect(page.getByRole('tabpanel')).toContainText('Nothing has happened yet.');
  await expect(shown(page)).toHaveCount(0);
});

/** Sizes of text in the panel's body. */
async function fontSizes(page: Page): Promise<number> {
  return page.getByRole('tabpanel').evaluate((body) => {
    const sizes = new Set<string>();
    for (const element of body.querySelectorAll('*')) {
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      );
      if (hasText) sizes.add(getComputedStyle(element).fontSize);
    }
    return sizes.size;
  });
}
