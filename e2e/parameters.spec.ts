/** The parameters of whatever runs, as a form: changed from here on, from the start, refused in words, undone. */
import type { Page } from 'playwright/test';
import { registry } from '../src/algorithms/registry';
import { Conclave } from './support/conclave';
import { stateOf } from './support/states';
import { expect, test } from './support/test';

async function openSetup(page: Page, state: 'rest' | 'election' = 'rest'): Promise<Conclave> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const conclave = new Conclave(page);
  await conclave.open((await stateOf(state, 'raft', 5)).fragment);
  await conclave.button('Set-up').click();
  await expect(conclave.dialog.getByRole('textbox', { name: 'heartbeatMs' })).toBeVisible();
  return conclave;
}

test('what may change during a run changes from here on, and undo takes it back', async ({
  page,
}) => {
  const conclave = await openSetup(page);
  const { dialog } = conclave;
  const at = await conclave.ms();
  const beat = dialog.getByRole('textbox', { name: 'heartbeatMs' });
  await expect(beat).toHaveValue('50');
  await expect(beat).toHaveAccessibleDescription(/Default: 50 ms.*Source: Raft section 5\.2/s);
  await beat.fill('80');
  await dialog.getByRole('textbox', { name: 'electionTimeoutMs, highest' }).fill('400');
  await dialog.getByRole('button', { name: 'Change from here on' }).click();
  await expect(dialog).toHaveCount(0);
  const params = { heartbeatMs: 80, electionTimeoutMs: [150, 400] };
  await expect.poll(() => conclave.acts()).toMatchObject([{ do: 'set', params }]);
  expect(await conclave.ms()).toBe(at);
  await conclave.button('Set-up').click();
  await expect(dialog.getByRole('textbox', { name: 'heartbeatMs' })).toHaveValue('80');
  await page.keyboard.press('Escape');
  await page.keyboard.press('u');
  await expect.poll(() => conclave.acts()).toMatchObject([]);
});

test('what may not starts the run anew; undo and the back button bring the old one back', async ({
  page,
}) => {
  const conclave = await openSetup(page);
  const { dialog } = conclave;
  const params = (): unknown => conclave.address()?.document['params'];
  await expect(dialog.getByRole('button', { name: 'Start with this' })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'noop' }).check();
  await expect(dialog.getByRole('button', { name: 'Change from here on' })).toHaveCount(0);
  // Enter in a field does what the strong button does.
  await dialog.getByRole('textbox', { name: 'heartbeatMs' }).press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect.poll(params).toEqual({ noop: true });
  await page.keyboard.press('u');
  await expect.poll(params).toBeUndefined();
  await page.keyboard.press('Shift+u');
  await expect.poll(params).toEqual({ noop: true });
  await page.goBack();
  await expect.poll(params).toBeUndefined();
});

test('what makes no sense is refused at its field, in words, and goes back by one press', async ({
  page,
}) => {
  const { dialog } = await openSetup(page);
  const beat = dialog.getByRole('textbox', { name: 'heartbeatMs' });
  await beat.fill('soon');
  await expect(beat).toHaveAttribute('aria-invalid', 'true');
  await expect(beat).toHaveAccessibleDescription(/must be a number of milliseconds, not "soon"/);
  const start = dialog.getByRole('button', { name: 'Start with this' });
  await expect(start).toHaveAttribute('aria-description', 'Mend this first: heartbeatMs');
  await dialog.getByRole('textbox', { name: 'electionTimeoutMs, lowest' }).fill('500');
  await expect(dialog.getByText('The range [500, 300] is empty.')).toBeVisible();
  await dialog.getByRole('button', { name: /^Back to the default of heartbeatMs: 50 ms/ }).click();
  await expect(beat).toHaveValue('50');
  await dialog.getByRole('button', { name: 'All to their defaults' }).click();
  await expect(dialog.getByText('Nothing is changed yet.')).toBeVisible();
});

for (const { id, name } of registry) {
  test(`${name}: each variant has its form and starts with it`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const conclave = new Conclave(page);
    await conclave.open();
    await page.getByRole('combobox', { name: 'Algorithm' }).selectOption({ label: name });
    await expect.poll(() => conclave.address()?.algorithm).toBe(id);
    const { dialog } = conclave;
    const open = async (): Promise<readonly string[]> => {
      await conclave.button('Set-up').click();
      await expect(dialog.getByRole('button', { name: 'All to their defaults' })).toBeVisible();
      const variant = dialog.getByRole('combobox', { name: 'Variant' });
      if ((await variant.count()) === 0) return [];
      return variant
        .locator('option')
        .evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''));
    };
    const variants = await open();
    await page.keyboard.press('Escape');
    for (const variant of variants.slice(1)) {
      await open();
      await dialog.getByRole('combobox', { name: 'Variant' }).selectOption(variant);
      expect(await dialog.innerText()).not.toMatch(/\b(param|variant)\.\w|undefined|NaN/);
      await dialog.getByRole('button', { name: 'Start with this' }).click();
      await expect(dialog).toHaveCount(0);
      await expect.poll(() => conclave.address()?.document['params']).toEqual({ variant });
    }
  });
}

test('on a phone and at 320 px nothing is cut off, and everything can be hit', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const { dialog } = conclave;
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 640 });
    await conclave.button('Set-up and more').click();
    await dialog.getByRole('button', { name: 'Set-up' }).click();
    await expect(dialog.getByRole('textbox', { name: 'heartbeatMs' })).toBeVisible();
    const cut = await dialog.evaluate((all) =>
      [...all.querySelectorAll('input, select, button, p')].flatMap((one) => {
        const { left, right, height } = one.getBoundingClientRect();
        const small = one.tagName !== 'P' && height < 24;
        return left < 0 || right > innerWidth || small
          ? [`${one.tagName} ${one.getAttribute('aria-label') ?? one.textContent}`]
          : [];
      }),
    );
    expect(cut, `${width}`).toEqual([]);
    await expect(dialog.getByRole('button', { name: 'Start with this' })).toBeInViewport();
    await page.keyboard.press('Escape');
  }
});

test('in forced colours what is wrong is told by a line of its own', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const { dialog } = await openSetup(page);
  const beat = dialog.getByRole('textbox', { name: 'heartbeatMs' });
  const outline = (): Promise<string> => beat.evaluate((one) => getComputedStyle(one).outlineStyle);
  expect(await outline()).toBe('none');
  await beat.fill('soon');
  await dialog.getByRole('textbox', { name: 'electionTimeoutMs, lowest' }).focus();
  expect(await outline()).toBe('solid');
  await expect(beat).toHaveCSS('border-style', 'solid');
});
