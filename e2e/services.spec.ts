/**
 * Services and workloads in a person's hands: an invoice charged twice and then once, by a fence set in the
 * form; and in etcd the difference between the store's leader and the candidate that leads.
 */
import type { Locator } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { momentOf } from './support/moments';
import { moreOf } from './support/services';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** What stands on the label of a node. */
function label(conclave: Conclave, id: string): Locator {
  return conclave.stage.locator('[data-mark=label]').filter({ hasText: id });
}

test('an invoice is charged twice; a fence at the bank, set in the form, and it is once', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  const { dialog } = conclave;
  await conclave.open();
  await conclave.button('Scenarios').click();
  await dialog.getByRole('button', { name: /^Charged twice/ }).click();
  await expect(dialog).toHaveCount(0);
  for (const id of ['u1', 'b1', 'd1']) await expect(conclave.node(id)).toBeVisible();
  const workload = (): unknown => conclave.address()?.document['workload'];
  await expect.poll(workload).toEqual({ kind: 'payments', customers: 1 });
  /** What the bank keeps at the end of the scenario, in the Node panel. */
  const atTheEnd = async (): Promise<Locator> => {
    // To what is known, and from there to the end.
    await expect
      .poll(async () => {
        await page.keyboard.press('End');
        return conclave.caption.textContent();
      })
      .toContain('The scenario is over');
    await conclave.node('b1').click();
    if (!(await conclave.details.isVisible())) await conclave.button('Why').click();
    await page.getByRole('tab', { name: 'Node' }).click();
    return page.getByRole('tabpanel').getByRole('row', { name: /^doubleCharges/ });
  };
  await expect(await atTheEnd()).toContainText('1');
  await expect(label(conclave, 'b1')).toContainText('charges');

  await conclave.button('Set-up').click();
  const part = dialog.getByRole('region', { name: 'What the leader is for' });
  await expect(part.getByRole('combobox', { name: 'Workload' })).toHaveValue('payments');
  await expect(part).toContainText('u1, b1, d1');
  const fence = part.getByRole('combobox', { name: 'fence' });
  await expect(fence).toHaveAccessibleDescription(/Who turns away requests of earlier leaders/);
  await fence.selectOption({ label: 'the bank' });
  await part.getByRole('textbox', { name: 'customers' }).fill('99');
  await expect(dialog.getByRole('status').last()).toHaveText('Mend this first: customers');
  await part.getByRole('textbox', { name: 'customers' }).fill('1');
  await dialog.getByRole('button', { name: 'Start with this' }).click();
  await expect(dialog).toHaveCount(0);
  const fenced = { kind: 'payments', customers: 1, fence: 'bank' };
  await expect.poll(workload).toEqual(fenced);
  await expect(await atTheEnd()).toContainText('0');
  await page.keyboard.press('Escape');

  await conclave.button('Set-up').click();
  await part.getByRole('combobox', { name: 'Workload' }).selectOption({ label: 'None' });
  await dialog.getByRole('button', { name: 'Start with this' }).click();
  await expect(conclave.nodes).toHaveCount(3);
  await expect.poll(workload).toBeUndefined();
  await page.keyboard.press('u');
  await expect.poll(workload).toEqual(fenced);
  await expect(conclave.nodes).toHaveCount(6);
});

test('the store’s leader crashes and the leader leads on; the leader crashes and another leads', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  const scenario = { v: 1, algorithm: 'etcd', nodes: 5, seed: '3', ...moreOf('etcd') } as const;
  const calm = await momentOf(
    scenario,
    ({ us, world }) => us > 4_000_000 && world.seats.length === 1,
  );
  await conclave.open(calm.fragment);
  const first = await conclave.leader();
  await page.keyboard.press('Control+k');
  await expect(conclave.dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('crash store leader');
  const line = conclave.dialog.getByRole('option', { selected: true });
  await expect(line).toHaveText(/^Crash the store’s leader \(s\d\)/);
  await page.keyboard.press('Enter');
  await expect.poll(() => conclave.acts()).toMatchObject([{ do: 'crash', node: 'store-leader' }]);
  const stores = conclave.stage.getByRole('button', { name: /^s\d: leads the store/ });
  await expect(stores).toHaveCount(0);
  await conclave.expectLeader(first);
  // Over the store's own election, to its next leader.
  for (let beat = 0; beat < 12 && (await stores.count()) === 0; beat += 1) {
    await page.keyboard.press('Shift+ArrowRight');
  }
  await expect(stores).toHaveCount(1);
  await conclave.expectLeader(first);

  await page.keyboard.press('c');
  await expect(conclave.node(first)).toHaveAccessibleName(`${first}: crashed`);
  await expect(stores).toHaveCount(1);
  await page.keyboard.press('n');
  await expect(conclave.leaders).toHaveCount(1);
  expect(await conclave.leader()).not.toBe(first);
});
