/** Fingers on the stage: tap, long press, pinch, two fingers that shift, and a crowd that comes closer. */
import type { CDPSession, Page } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { linkTo } from './support/moments';
import { stateOf } from './support/states';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

interface At {
  readonly x: number;
  readonly y: number;
}

/** Real touches, as the browser gets them from a screen. */
class Fingers {
  private constructor(private readonly cdp: CDPSession) {}

  static async of(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  private async send(type: 'touchStart' | 'touchMove' | 'touchEnd', at: readonly At[]) {
    const touchPoints = at.map(({ x, y }, id) => ({ x, y, id }));
    await this.cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
  }

  async press(...at: readonly At[]): Promise<void> {
    for (let count = 1; count <= at.length; count += 1) {
      await this.send('touchStart', at.slice(0, count));
    }
  }

  /** In ten steps. */
  async move(from: readonly At[], to: readonly At[]): Promise<void> {
    for (let step = 1; step <= 10; step += 1) {
      const at = from.map(({ x, y }, index) => ({
        x: x + ((to[index]?.x ?? x) - x) * (step / 10),
        y: y + ((to[index]?.y ?? y) - y) * (step / 10),
      }));
      await this.send('touchMove', at);
    }
  }

  lift(): Promise<void> {
    return this.send('touchEnd', []);
  }
}

test('a tap opens the toolbar, a finger that rests the menu, and that menu does what it says', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await conclave.node('n2').tap();
  await expect(conclave.toolbar('n2')).toBeVisible();
  const fingers = await Fingers.of(page);
  const at = await conclave.middleOf('n4');
  await fingers.press(at);
  const menu = page.getByRole('menu', { name: 'n4', exact: true });
  await expect(menu).toBeVisible();
  await fingers.lift();
  await expect(menu, 'lifting the finger does not put it away').toBeVisible();
  await expect(conclave.toolbar('n2')).toHaveCount(0);
  await menu.getByRole('menuitem', { name: 'Crash', exact: true }).tap();
  await expect(conclave.node('n4')).toHaveAccessibleName('n4: crashed');
});

test('two fingers pinch and shift, and neither selects nor drags', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const [a, b] = [await conclave.middleOf('n1'), await conclave.middleOf('n3')];
  const wide = Math.hypot(a.x - b.x, a.y - b.y);
  const apart = async (): Promise<number> => {
    const [one, two] = [await conclave.middleOf('n1'), await conclave.middleOf('n3')];
    return Math.hypot(one.x - two.x, one.y - two.y);
  };
  const fingers = await Fingers.of(page);
  const middle = { x: 195, y: a.y + 140 };
  const pair = (half: number, by = 0): readonly At[] => [
    { x: middle.x - half + by, y: middle.y },
    { x: middle.x + half + by, y: middle.y },
  ];
  await fingers.press(...pair(40));
  await fingers.move(pair(40), pair(120));
  await fingers.lift();
  await expect.poll(apart).toBeGreaterThan(wide * 2.6);
  expect(await apart()).toBeLessThan(wide * 3.4);
  const before = await conclave.middleOf('n1');
  await fingers.press(...pair(60));
  await fingers.move(pair(60), pair(60, 45));
  await fingers.lift();
  await expect.poll(async () => (await conclave.middleOf('n1')).x).toBeCloseTo(before.x + 45, -0.5);
  await expect(page.getByRole('toolbar', { name: /^What to do to/ })).toHaveCount(0);
  expect(conclave.address()?.document['view']).toBeUndefined();
  await conclave.button('Whole picture').tap();
  await expect.poll(apart).toBeCloseTo(wide, 0);
});

test('in a crowd the first tap looks closer, the second selects', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open(
    await linkTo({ v: 1, algorithm: 'raft', nodes: 25, seed: '3', initial: { leader: 'n1' } }),
  );
  await conclave.pause();
  await conclave.node('n7').tap();
  await expect(conclave.button('Whole picture')).toBeVisible();
  await expect(conclave.toolbar('n7')).toHaveCount(0);
  const [a, b] = [await conclave.middleOf('n7'), await conclave.middleOf('n8')];
  expect(Math.hypot(a.x - b.x, a.y - b.y), 'room for a finger').toBeGreaterThanOrEqual(44);
  await conclave.node('n7').tap();
  await expect(conclave.toolbar('n7')).toBeVisible();
});

test('a drag by one finger moves a node', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const home = await conclave.middleOf('n3');
  const there = { x: home.x - 40, y: home.y - 60 };
  const fingers = await Fingers.of(page);
  await fingers.press(home);
  await fingers.move([home], [there]);
  await fingers.lift();
  await expect.poll(async () => (await conclave.middleOf('n3')).y).toBeCloseTo(there.y, -0.5);
});
