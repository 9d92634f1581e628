/**
 * The proof that a link holds what was done: another page opens it at the same event with the same hash
 * and the same words, the kernel in Node agrees, and both pages go on alike.
 */
import type { Page } from 'playwright/test';
import { loadAlgorithm } from '../../src/algorithms/registry';
import { Kernel } from '../../src/engine/kernel';
import { assemble } from '../../src/scenario/assemble';
import type { LinkContent } from '../../src/scenario/types';
import { openLink } from '../../src/scenario/link';
import { Conclave } from './conclave';
import { expect } from './test';

/** Events both pages go on for after what was done. */
const ON = 6;

/** Hash of a run in Node after so many events. */
async function hashInNode({ scenario }: LinkContent, events: number): Promise<string> {
  const algorithm = await loadAlgorithm(scenario.algorithm);
  if (algorithm === null) throw new Error(`no algorithm ${scenario.algorithm}`);
  const kernel = new Kernel(assemble(scenario, algorithm));
  while (kernel.events < events && kernel.step());
  expect(kernel.events).toBe(events);
  return kernel.hash();
}

/** Goes on by single events; the keys must be the page's. */
async function goOn(conclave: Conclave): Promise<void> {
  await conclave.page.getByRole('heading', { level: 1 }).click();
  for (let step = 0; step < ON; step += 1) await conclave.page.keyboard.press('.');
}

/**
 * Waits until the address holds these deeds, opens it in a page of its own and compares. The run must
 * stand still.
 */
export async function expectReplay(
  conclave: Conclave,
  deeds: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  await expect
    .poll(() => conclave.acts(), { message: 'the address holds what was done' })
    .toMatchObject([...deeds]);
  await expect.poll(() => conclave.acts().length).toBe(deeds.length);
  const place = await conclave.expectPlace();
  const [said, ms] = [await conclave.said(), await conclave.ms()];
  const { hash: fragment } = new URL(conclave.page.url());
  const decoded = conclave.address();
  const algorithm = decoded === null ? null : await loadAlgorithm(decoded.algorithm);
  if (decoded === null || algorithm === null) throw new Error('the address holds no run');
  const content = openLink(decoded, algorithm);
  if (!content.ok) throw new Error(JSON.stringify(content.problems));
  expect(await hashInNode(content.value, place.event), 'the same hash in Node').toBe(place.hash);

  const other: Page = await conclave.page.context().newPage();
  const theirs = new Conclave(other);
  await theirs.open(fragment);
  await expect(theirs.notices).toContainText(`event ${place.event}, same hash`);
  await expect.poll(() => theirs.said(), { message: 'the same words' }).toEqual(said);
  await expect.poll(() => theirs.ms()).toBe(ms);
  await theirs.page.keyboard.press('End');
  await expect.poll(() => theirs.said(), { message: 'the same words at the end' }).toEqual(said);
  await goOn(theirs);
  await conclave.page.bringToFront();
  await goOn(conclave);
  const later = await conclave.said();
  const at = await conclave.ms();
  await other.bringToFront();
  await expect.poll(() => theirs.ms(), { message: 'the same future' }).toBe(at);
  expect(await theirs.said()).toEqual(later);
  await other.close();
}
