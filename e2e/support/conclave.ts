/**
 * The page in a person's words: what they see, by role and name, and what they do. Knows nothing of
 * classes, of React or of the session; where the run stands it reads from the page and the address.
 */
import type { Locator, Page } from 'playwright/test';
import type { DecodedLink } from '../../src/scenario/link';
import { decodeLink } from '../../src/scenario/link';
import { expect } from './test';

const SEATED = /leads with a mandate/;

export class Conclave {
  /** The cluster: a group of buttons, one for each node. */
  readonly stage: Locator;
  readonly nodes: Locator;
  /** The seated leaders. */
  readonly leaders: Locator;
  /** The same as a plain list. */
  readonly twin: Locator;
  /** The reign strip, which is the scrubber. */
  readonly strip: Locator;
  /** What a screen reader hears of what happens. */
  readonly caption: Locator;
  readonly clock: Locator;
  /** The clock that counts events. */
  readonly events: Locator;
  readonly details: Locator;
  readonly notices: Locator;
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.stage = page.getByRole('group', { name: 'The cluster at this instant' });
    this.nodes = this.stage.getByRole('button');
    this.leaders = this.stage.getByRole('button', { name: SEATED });
    this.twin = page.getByRole('list', { name: 'The nodes' });
    this.strip = page.getByRole('slider', { name: 'The run: who led when' });
    this.caption = page.getByRole('status', { name: 'What happens' });
    this.clock = page.getByText('Virtual time', { exact: true }).locator('xpath=..');
    this.events = page.getByRole('button', { name: /^Virtual time/ }).getByText(/^event /);
    this.details = page.getByRole('complementary', { name: 'Details' });
    this.notices = page.getByRole('log', { name: 'Messages of the page' });
    this.dialog = page.getByRole('dialog');
  }

  /** Opens the page, at a link if one is given, and waits until the cluster is drawn. */
  async open(fragment = ''): Promise<void> {
    await this.page.goto(`./${fragment}`);
    await expect(this.nodes.first()).toBeVisible();
    // What understands hands comes once the page moves.
    await expect(this.stage).toHaveAttribute('data-hands', 'here');
  }

  /** Opens a link in a page of its own run, not as a mere change of the fragment. */
  async openAfresh(fragment = ''): Promise<void> {
    await this.page.goto('about:blank');
    await this.open(fragment);
  }

  /** A button of the page by its whole name. */
  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  node(id: string): Locator {
    return this.stage.getByRole('button', { name: new RegExp(`^${id}:`) });
  }

  toolbar(id: string): Locator {
    return this.page.getByRole('toolbar', { name: `What to do to ${id}` });
  }

  /** The one seated leader's id. */
  async leader(): Promise<string> {
    await expect(this.leaders).toHaveCount(1);
    return idOf(await this.leaders.getAttribute('aria-label'));
  }

  /** Waits until no node is seated: a key press returns before the page has handled it. */
  async expectNobody(): Promise<void> {
    await expect(this.leaders).toHaveCount(0);
  }

  /** Waits until exactly this node is seated: another one may still lead the run being replaced. */
  async expectLeader(id: string): Promise<void> {
    await expect
      .poll(async () => {
        const names = await this.leaders.evaluateAll((all) =>
          all.map((node) => node.getAttribute('aria-label') ?? ''),
        );
        return names.map((name) => idOf(name)).join(' ');
      })
      .toBe(id);
  }

  /** What each node is, in words: `n1: follower, term 1, believes n3 leads`. */
  async said(): Promise<readonly string[]> {
    return this.nodes.evaluateAll((all) =>
      all.map((node) => node.getAttribute('aria-label') ?? ''),
    );
  }

  async expectPlaying(playing: boolean): Promise<void> {
    await expect(this.button(playing ? 'Pause' : 'Play')).toBeVisible();
  }

  /** Stops the run if it plays. */
  async pause(): Promise<void> {
    const pause = this.button('Pause');
    if (await pause.isVisible()) await pause.click();
    await this.expectPlaying(false);
  }

  /** Virtual ms at the playhead, as the clock shows them. */
  async ms(): Promise<number> {
    const text = (await this.clock.textContent()) ?? '';
    const figure = /([\d,.]+) ms/.exec(text)?.[1];
    if (figure === undefined) throw new Error(`the clock says ${text}`);
    return Number(figure.replaceAll(',', ''));
  }

  /** How many events have been handled, as the second clock shows. */
  async event(): Promise<number> {
    const text = (await this.events.textContent()) ?? '';
    return Number(text.replaceAll(/\D/g, ''));
  }

  /** Waits until the clock shows this instant, to its tenth of a ms. */
  async expectMs(us: number): Promise<void> {
    await expect.poll(async () => Math.abs((await this.ms()) - us / 1000)).toBeLessThan(0.1);
  }

  /** What has been done to the run, as the address holds it. */
  deeds(): readonly Readonly<Record<string, unknown>>[] {
    const commands = this.address()?.document['commands'];
    return Array.isArray(commands) ? (commands as Readonly<Record<string, unknown>>[]) : [];
  }

  /** What a person has done to the run, without what its scenario does by itself. */
  acts(): readonly Readonly<Record<string, unknown>>[] {
    return this.deeds().filter(({ origin }) => origin === 'hand');
  }

  /** What the address bar holds; null while it holds no run. */
  address(): DecodedLink | null {
    const link = decodeLink(new URL(this.page.url()).hash);
    return link.ok ? link.value : null;
  }

  /** Waits until the address bar says which event the run stands at: the one the clock shows. */
  async expectPlace(): Promise<{ readonly event: number; readonly hash: string }> {
    await expect
      .poll(async () => this.address()?.at?.event === (await this.event()), { timeout: 10_000 })
      .toBe(true);
    const place = this.address()?.at;
    if (place === undefined) throw new Error('the address lost its place');
    return place;
  }

  /** The middle of a node on the screen. */
  async middleOf(id: string): Promise<{ readonly x: number; readonly y: number }> {
    const box = await this.node(id).boundingBox();
    if (box === null) throw new Error(`${id} is not drawn`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  async chooseTheme(theme: 'paper' | 'night'): Promise<void> {
    const toggle = this.button(theme === 'night' ? 'Night colours' : 'Paper colours');
    if (await toggle.isVisible()) await toggle.click();
  }
}

/** `n3` of `n3: leader, term 1, ...`. */
export function idOf(name: string | null): string {
  const id = name?.split(':')[0];
  if (!id) throw new Error(`no node is called ${name}`);
  return id;
}
