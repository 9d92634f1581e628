/** Choosing what runs: algorithm, number of nodes, seed, and every scenario of the library. */
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { stateOf } from './support/states';

test('Bully is one choice away, and its highest node leads', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await page.getByRole('combobox', { name: 'Algorithm' }).selectOption({ label: 'Bully' });
  // n5 leads in the Raft run as well: only names without a term are those of Bully's nodes.
  for (const id of ['n1', 'n5']) {
    await expect(conclave.node(id)).not.toHaveAccessibleName(/term/);
  }
  await expect(conclave.node('n5')).toHaveAccessibleName(/leads with a mandate/, {
    timeout: 10_000,
  });
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('c');
  await expect(conclave.node('n5')).toHaveAccessibleName('n5: crashed');
  await page.keyboard.press('n');
  await conclave.expectLeader('n4');
  await expect.poll(() => conclave.address()?.algorithm).toBe('bully');
});

test('from 1 to 25 nodes, each with a leader', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  const picker = page.getByRole('combobox', { name: 'Nodes' });
  await expect(picker.getByRole('option')).toHaveCount(25);
  for (const nodes of [1, 2, 3, 10, 15, 25]) {
    await picker.selectOption(String(nodes));
    await expect(conclave.nodes).toHaveCount(nodes);
    await page.keyboard.press('Home');
    await page.keyboard.press('n');
    await expect(conclave.leaders).toHaveCount(1);
    const boxes = await conclave.nodes.evaluateAll((all) =>
      all.map((node) => {
        const { left, right, top, bottom } = node.getBoundingClientRect();
        return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
      }),
    );
    expect(boxes.every(Boolean), `all of ${nodes} nodes are in sight`).toBe(true);
  }
});

test('25 nodes of Bully come to rest, lose their leader and find the next', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await page.getByRole('combobox', { name: 'Nodes' }).selectOption('25');
  await expect(conclave.nodes).toHaveCount(25);
  await page.getByRole('combobox', { name: 'Algorithm' }).selectOption({ label: 'Bully' });
  await conclave.expectLeader('n25');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('c');
  await expect(conclave.node('n25')).toHaveAccessibleName('n25: crashed');
  await page.keyboard.press('n');
  await conclave.expectLeader('n24');
});

test('a seed of one’s own, a new one by the die, and undo', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  const seed = page.getByRole('textbox', { name: 'Seed' });
  const first = await seed.inputValue();
  await seed.fill('my own seed');
  await seed.press('Enter');
  await expect.poll(() => conclave.address()?.document['seed']).toBe('my own seed');
  await conclave.button('New seed').click();
  await expect(seed).not.toHaveValue('my own seed');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('u');
  await expect(seed).toHaveValue('my own seed');
  await page.keyboard.press('u');
  await expect(seed).toHaveValue(first);
});

test('every scenario of the library opens and runs, and says what to watch', async ({ page }) => {
  test.setTimeout(600_000);
  const conclave = new Conclave(page);
  await conclave.open();
  const library = async () => {
    await conclave.button('Scenarios').click();
    await expect(conclave.dialog.getByRole('listitem').first()).toBeVisible();
    return conclave.dialog.getByRole('listitem').getByRole('button');
  };
  const count = await (await library()).count();
  expect(count).toBeGreaterThanOrEqual(8);
  for (let index = 0; index < count; index += 1) {
    if ((await conclave.dialog.count()) === 0) await library();
    const entry = conclave.dialog.getByRole('listitem').getByRole('button').nth(index);
    const words = await entry.innerText();
    expect(words.split('\n').filter(Boolean).length, words).toBeGreaterThanOrEqual(2);
    expect(words, 'no key is left untranslated').not.toMatch(/preset\./);
    const title = words.split('\n').find(Boolean) ?? '';
    await entry.click();
    await expect(conclave.dialog).toHaveCount(0);
    // Told once the run stands open.
    await expect(page.getByRole('log').getByText(title).last()).toBeVisible();
    await conclave.pause();
    // The first beats may lie at the very beginning.
    await expect
      .poll(async () => {
        await page.keyboard.press('Shift+ArrowRight');
        return conclave.ms();
      })
      .toBeGreaterThan(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
});

test('the theme follows the system, can be chosen and is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const conclave = new Conclave(page);
  await conclave.open();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const night = await ground();
  await conclave.button('Paper colours').click();
  const paper = await ground();
  expect(paper).not.toBe(night);
  await page.reload();
  await expect(conclave.nodes.first()).toBeVisible();
  expect(await ground()).toBe(paper);
  await expect(conclave.button('Night colours')).toBeVisible();
});

test('opening the details moves no node and hides none', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('two-leaders', 'raft', 5)).fragment);
  const places = () =>
    conclave.nodes.evaluateAll((all) =>
      all.map((node) => {
        const { x, y, width } = node.getBoundingClientRect();
        return [x, y, width].map(Math.round).join(' ');
      }),
    );
  await conclave.node('n1').click();
  await page.keyboard.press('Escape');
  const before = await places();
  await conclave.button('Why').click();
  await expect(page.getByRole('tabpanel')).not.toBeEmpty();
  expect(await places()).toEqual(before);
  const panel = await conclave.details.boundingBox();
  for (const place of before) {
    const [x = 0, , width = 0] = place.split(' ').map(Number);
    expect(x + width).toBeLessThanOrEqual(panel?.x ?? 0);
  }
  await conclave.button('Close details').click();
  expect(await places()).toEqual(before);
});

test('the details tell of the event at hand', async ({ page }) => {
  const conclave = new Conclave(page);
  const election = await stateOf('election', 'raft', 5);
  await conclave.open(election.fragment);
  await conclave.button('Why').click();
  const body = page.getByRole('tabpanel');
  await expect(body).toContainText(`Event ${election.event - 1}`);
  await page.getByRole('tab', { name: 'Events' }).click();
  await expect(body.getByRole('option').locator('visible=true').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('commands');
  await body.getByRole('option', { name: /Crash/ }).click();
  await conclave.expectMs(1_200_000);
  await expect(conclave.leaders).toHaveCount(0);
  await page.getByRole('tab', { name: 'Node' }).click();
  await expect(body.getByRole('row', { name: /currentTerm/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Checks' }).click();
  await expect(body.getByRole('heading').first()).toContainText('Not broken so far');
});
