/**
 * The proof that a link holds what was done: another page opens it at the same event with the same hash
 * and the same words, and both pages go on as the kernel in Node does. A page is read only once its
 * address and its clock say that it stands at the event it is read for: a key press returns before the
 * page has handled it.
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

/** Where a run stands. */
interface Stand {
  readonly event: number;
  readonly hash: string;
  readonly us: number;
}

/** Where a run stands in Node after each of these numbers of events, which grow. */
async function standsInNode(
  { scenario }: LinkContent,
  events: readonly number[],
): Promise<readonly Stand[]> {
  const algorithm = await loadAlgorithm(scenario.algorithm);
  if (algorithm === null) throw new Error(`no algorithm ${scenario.algorithm}`);
  const kernel = new Kernel(assemble(scenario, algorithm));
  return events.map((event) => {
    while (kernel.events < event && kernel.step());
    expect(kernel.events).toBe(event);
    return { event, hash: kernel.hash(), us: kernel.us };
  });
}

/** Goes on by single events, and waits until it stands where the kernel in Node does. */
async function goOn(conclave: Conclave, { event, hash, us }: Stand): Promise<void> {
  await conclave.page.getByRole('heading', { level: 1 }).click();
  for (let step = 0; step < ON; step += 1) await conclave.page.keyboard.press('.');
  await expect
    .poll(() => conclave.address()?.at, { message: 'the same future as in Node' })
    .toEqual({ event, hash });
  await conclave.expectMs(us);
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
  const [here, later] = await standsInNode(content.value, [place.event, place.event + ON]);
  if (here === undefined || later === undefined) throw new Error('unreachable');
  expect(here.hash, 'the same hash in Node').toBe(place.hash);

  const other: Page = await conclave.page.context().newPage();
  const theirs = new Conclave(other);
  await theirs.open(fragment);
  await expect(theirs.notices).toContainText(`event ${place.event}, same hash`);
  await expect.poll(() => theirs.said(), { message: 'the same words' }).toEqual(said);
  await expect.poll(() => theirs.ms()).toBe(ms);
  await theirs.page.keyboard.press('End');
  await expect.poll(() => theirs.said(), { message: 'the same words at the end' }).toEqual(said);
  await goOn(theirs, later);
  await conclave.page.bringToFront();
  await goOn(conclave, later);
  await expect
    .poll(async () => same(await conclave.said(), await theirs.said()), {
      message: 'the same words later',
    })
    .toBe(true);
  await other.close();
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((words, index) => words === other[index]);
}
