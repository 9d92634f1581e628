/** The palette: type what you want done, by keyboard or by mouse. */
import type { Locator } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { expectReplay } from './support/replay';
import { stateOf } from './support/states';

function fieldOf({ dialog }: Conclave): Locator {
  return dialog.getByRole('combobox', { name: 'What is to be done' });
}

test('by keyboard: pause n2, loss 35 %, crash leader', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const leader = await conclave.leader();
  const says = async (text: string, first: RegExp): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect(fieldOf(conclave)).toBeFocused();
    await page.keyboard.type(text);
    await expect(conclave.dialog.getByRole('option', { selected: true })).toHaveText(first);
    await page.keyboard.press('Enter');
    await expect(conclave.dialog).toHaveCount(0);
  };
  await says('pause n2', /^Pause n2/);
  await expect(conclave.node('n2')).toHaveAccessibleName(/, paused$/);
  await says('loss 35%', /^All links: Loss: 35 %/);
  await expect(conclave.caption).toContainText('35 % are lost');
  await says('crash leader', /^Crash the leader/);
  await expect(conclave.node(leader)).toHaveAccessibleName(`${leader}: crashed`);
  await expectReplay(conclave, [
    { do: 'pause', node: 'n2' },
    { do: 'set', network: { loss: 0.35 } },
    { do: 'crash', node: 'leader' },
  ]);
});

test('by mouse: its button, a line, and what the page itself does', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const open = async (text: string): Promise<void> => {
    await conclave.button('Do anything by name').click();
    await fieldOf(conclave).fill(text);
  };
  await open('n1 n4 cut');
  await conclave.dialog.getByRole('option', { name: /^Link n1 – n4: Cut: both ways/ }).click();
  await expect(conclave.button('Heal')).toBeVisible();
  await open('heal');
  await conclave.dialog.getByRole('option', { name: /^All links: Heal/ }).click();
  await expect(conclave.button('Heal')).toHaveCount(0);
  await open('xyzzy');
  await expect(conclave.dialog.getByText(/^Nothing fits/)).toBeVisible();
  await fieldOf(conclave).fill('next leader');
  await expect(conclave.dialog.getByRole('option').first()).toContainText('next leader');
  await page.keyboard.press('Escape');
  await expect(conclave.dialog).toHaveCount(0);
  await expectReplay(conclave, [{ do: 'cut' }, { do: 'heal' }]);
});

test('arrow keys move the mark, Escape does nothing', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await page.keyboard.press('Control+k');
  await expect(fieldOf(conclave)).toBeFocused();
  const marked = conclave.dialog.getByRole('option', { selected: true });
  const first = await marked.textContent();
  await page.keyboard.press('ArrowDown');
  await expect(marked).not.toHaveText(first ?? '');
  await page.keyboard.press('ArrowUp');
  await expect(marked).toHaveText(first ?? '');
  await page.keyboard.press('Escape');
  await expect(conclave.dialog).toHaveCount(0);
  expect(conclave.deeds()).toEqual([]);
});
