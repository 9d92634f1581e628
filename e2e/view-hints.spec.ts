/** How a run was looked at travels with it: place, pace, messages, selection, timeline, seats. */
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { linkTo } from './support/moments';
import type { ViewHints } from '../src/scenario/types';
import { Timeline } from './support/timeline';

const VIEW: ViewHints = {
  at: 120,
  pace: 200,
  messages: 'all',
  select: 'n3',
  windowMs: [100, 400],
  seats: { n2: [0.2, 0.7] },
};

test('a link shows the run as it was looked at, and hands the same on', async ({ page }) => {
  const conclave = new Conclave(page);
  const timeline = new Timeline(conclave);
  await conclave.open(await linkTo({ v: 1, algorithm: 'raft', nodes: 5, seed: '7', view: VIEW }));
  await conclave.expectPlaying(false);
  await expect(page.getByRole('button', { name: /event 120$/ })).toBeVisible();
  await expect(page.getByText('200 ms/s')).toBeVisible();
  await expect(conclave.button('Auto')).toHaveAttribute('aria-pressed', 'false');
  await expect(conclave.button('All')).toHaveAttribute('aria-pressed', 'true');
  await expect(conclave.node('n3')).toHaveAttribute('aria-pressed', 'true');
  await expect(timeline.region).toBeVisible();
  await expect.poll(() => timeline.window()).toEqual({ fromMs: 100, toMs: 400 });
  const stage = await conclave.stage.boundingBox();
  const seat = await conclave.middleOf('n2');
  expect((seat.x - (stage?.x ?? 0)) / (stage?.width ?? 1)).toBeLessThan(0.3);

  await page.keyboard.press('.');
  const view = (): unknown => conclave.address()?.document['view'];
  await expect
    .poll(view)
    .toEqual({ pace: 200, messages: 'all', select: 'n3', windowMs: [100, 400], seats: VIEW.seats });
  await expect.poll(() => conclave.address()?.at?.event).toBe(121);
  await timeline.button('Close the timeline').click();
  await conclave.button('Focus').click();
  await page.keyboard.press('.');
  await expect.poll(view).toEqual({ pace: 200, select: 'n3', seats: VIEW.seats });
});
