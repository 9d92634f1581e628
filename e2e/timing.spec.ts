/**
 * A timing fault that anybody can reach: Bully with a wait for an answer that is shorter than a question
 * and its answer take. The page shows two announcements and says why.
 */
import { algorithm } from '../src/algorithms/bully/index';
import type { Scenario } from '../src/scenario/types';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { momentOf } from './support/moments';

const PRESET = algorithm.presets.find(({ id }) => id === 'short-wait');
const scenario = PRESET?.scenario as unknown as Scenario;
const TITLE = 'A wait that is too short';

test('the library has it and says what to watch', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await conclave.button('Scenarios').click();
  await conclave.dialog.getByRole('button', { name: TITLE }).click();
  await expect(conclave.notices).toContainText('Two announcements and two leaders');
  await expect.poll(() => conclave.address()?.document['name']).toBe(TITLE);
});

test('both lead for a while, and the checks say which wait was too short', async ({ page }) => {
  const conclave = new Conclave(page);
  const over = await momentOf(scenario, ({ us, world }) => {
    return us >= 600_000 && world.seats.some(({ node }) => node === 'n4');
  });
  await conclave.open(over.fragment);
  await conclave.expectLeader('n4');
  await conclave.button('Why').click();
  await page.getByRole('tab', { name: 'Checks' }).click();
  const overlap = conclave.details.getByRole('listitem').filter({ hasText: /B3/ });
  await expect(conclave.details).toContainText('Broken, but not promised here');
  await expect(overlap).toContainText('n3 and n4 both led for 30 ms');
  await expect(overlap).toContainText(
    'a message took 30 ms; the wait of 40 ms for an answer is shorter than two such delays',
  );
});

test('the caption tells how late the answer came, and why two announce themselves', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  const first = await momentOf(scenario, ({ us, world }) => {
    return us > 500_000 && world.node('n3').role === 'leader';
  });
  await conclave.open(first.fragment);
  await conclave.expectMs(540_000);
  await expect(conclave.caption).toContainText(
    'n3 got no answer from anyone above it for 40 ms, so it declares itself leader',
  );

  const late = await momentOf(scenario, ({ us, flights }) => {
    const isOnItsWay = flights().some(({ name }) => name.startsWith('n4>n3'));
    return us >= 560_000 && !isOnItsWay;
  });
  await conclave.openAfresh(late.fragment);
  await conclave.expectMs(560_000);
  await expect(conclave.caption).toContainText(
    'The OK of n4 comes 20 ms too late: n3 has declared itself leader.',
  );
  await conclave.button('Why').click();
  await expect(conclave.details).toContainText('both announce themselves');

  const second = await momentOf(scenario, ({ us, world }) => {
    return us > 560_000 && world.node('n4').role === 'leader';
  });
  await conclave.openAfresh(second.fragment);
  await conclave.expectMs(570_000);
  await expect(conclave.caption).toContainText('n4 got no answer from anyone above it for 40 ms');
  for (const id of ['n3', 'n4']) {
    await expect(conclave.node(id)).toHaveAccessibleName(/leader/);
  }
});
