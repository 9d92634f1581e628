/**
 * One truth: at random instants of random runs everything the page says of roles, leaders, terms,
 * liveness and messages is read from what is painted, and is so in the run that the kernel plays in Node.
 * The readers (support/truth) know what a person sees and no code of the page. That they would see a lie
 * on each surface is proved by the last tests, which tell them some forty (support/truth/falsified*).
 */
import type { Page } from 'playwright/test';
import type { Scenario } from '../src/scenario/types';
import { Conclave } from './support/conclave';
import type { Instant } from './support/moments';
import { believers, momentOf } from './support/moments';
import { expect, test } from './support/test';
import { Timeline } from './support/timeline';
import { rememberDrawing } from './support/truth/displayList';
import type { Falsified } from './support/truth/falsified';
import { falsified } from './support/truth/falsified';
import { falsifiedIds, falsifiedKinds } from './support/truth/falsifiedForms';
import type { Painted } from './support/truth/painted';
import { paintedOf } from './support/truth/painted';
import { claimsOf, lies } from './support/truth/read';
import { TrueRun } from './support/truth/truth';
import type { Walk } from './support/truth/walk';
import { INSTANTS, SETTLED_MS, drawWalk, openWalk, seekSomewhere } from './support/truth/walk';

/** Pairs of a run and an instant in each test: a few every time, 1,000 in all with `test:deep -- matrix`. */
const USUAL = process.env['E2E_DEEP'] === 'matrix' ? 200 : 60;
const PAIRS = Number(process.env['ONE_TRUTH_PAIRS'] ?? USUAL);
const SHARES = 5;
/** Runs of different shares have numbers so far apart. */
const APART = 1003;

/** An old leader is cut off with one other; the rest elect a new one. */
const TWO_LEADERS: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: '3',
  commands: [{ atMs: 1200, do: 'partition', groups: [['leader', 'any'], ['rest']] }],
  view: { messages: 'all' },
};

test.use({ viewport: { width: 1440, height: 1000 }, contextOptions: { reducedMotion: 'reduce' } });

/** The page with everything open that says something: the lanes, and the Node panel. */
async function openAll(page: Page): Promise<Conclave> {
  await page.clock.install();
  await rememberDrawing(page);
  const conclave = new Conclave(page);
  await conclave.open();
  await new Timeline(conclave).open();
  await conclave.button('Why').click();
  await page.getByRole('tab', { name: 'Node' }).click();
  return conclave;
}

/** What is not so, once the page has had the time to tell everything; empty if all is. */
async function untruths(page: Page, walk: Walk, first: Painted): Promise<readonly string[]> {
  let painted = first;
  let found = lies(painted, walk.run.at(painted.us));
  for (let again = 0; again < 3 && found.length > 0; again += 1) {
    await page.clock.runFor(SETTLED_MS);
    painted = await paintedOf(page);
    found = lies(painted, walk.run.at(painted.us));
  }
  const where = `${walk.name}, ${painted.us / 1000} ms`;
  const all = found.map(({ said }) => `${where}: ${said}`);
  return all.length === 0 ? [] : [...all, `  to see it, open and seek: ${walk.fragment}`];
}

for (let share = 0; share < SHARES; share += 1) {
  const deep = { tag: share === 0 && USUAL < 200 ? [] : ['@deep'] };
  const name = `everything on the page says the same, and it is so (${share + 1} of ${SHARES})`;
  test(name, deep, async ({ page }) => {
    test.setTimeout(400_000);
    const conclave = await openAll(page);
    const wrong: string[] = [];
    const told = new Map<string, { pairs: number; claims: number }>();
    let pairs = 0;
    // Every share goes through all algorithms, each from another one on.
    for (let number = share * APART; pairs < PAIRS; number += 1) {
      const walk = await drawWalk(number);
      if (walk === null) continue;
      await openWalk(conclave, walk);
      for (let instant = 0; instant < INSTANTS && pairs < PAIRS; instant += 1) {
        const painted: Painted = await paintedOf(page);
        const known = told.get(walk.form) ?? { pairs: 0, claims: 0 };
        const claims = known.claims + claimsOf(painted).length;
        told.set(walk.form, { pairs: known.pairs + 1, claims });
        wrong.push(...(await untruths(page, walk, painted)));
        pairs += 1;
        await seekSomewhere(conclave, painted, walk.draws);
      }
    }
    for (const [form, { pairs: seen, claims }] of told) {
      const lied = wrong.filter((line) => line.startsWith(`${form},`)).length;
      console.log(`${form}: ${seen} pairs, ${claims} claims, ${lied} of them false`);
    }
    expect(wrong.slice(0, 20).join('\n'), `${wrong.length} claims are not so`).toBe('');
  });
}

/** Runs at whose instants there is something to lie about. */
interface Liars {
  readonly scenario: Scenario;
  readonly seen: (instant: Instant) => boolean;
  readonly lies: (painted: Painted) => readonly Falsified[];
}

const LIARS: { readonly [what: string]: Liars } = {
  'two leaders': {
    scenario: TWO_LEADERS,
    seen: ({ us, world, flights }) => {
      const [seat] = world.seats;
      const isSettled = seat !== undefined && us > seat.sinceUs + 20_000 && us > 1_200_000;
      return isSettled && believers(world).length > 1 && flights().length > 1;
    },
    lies: falsified,
  },
  'ids on a ring': {
    scenario: { v: 1, algorithm: 'ring', nodes: 5, seed: '3', view: { messages: 'all' } },
    seen: ({ us, story }) => story().length > 1 && us > story()[0]!.sentUs,
    lies: falsifiedIds,
  },
  'servers and clients': {
    scenario: {
      v: 1,
      algorithm: 'chubby',
      nodes: 5,
      seed: '3',
      view: { messages: 'all', select: 'c1' },
    },
    seen: ({ world, flights }) => world.seats.length > 0 && flights().length > 1,
    lies: falsifiedKinds,
  },
};

for (const [what, liars] of Object.entries(LIARS)) {
  test(`whatever one part of the page says wrongly is seen: ${what}`, async ({ page }) => {
    test.setTimeout(120_000);
    const conclave = await openAll(page);
    const moment = await momentOf(liars.scenario, liars.seen);
    await page.evaluate((hash) => window.location.assign(hash), moment.fragment);
    await expect
      .poll(async () => {
        await page.clock.runFor(SETTLED_MS);
        return (await paintedOf(page)).us;
      })
      .toBe(moment.us);
    // Back from the frontier, where the lanes know how each message goes on.
    for (const key of ['.', ',']) {
      for (let step = 0; step < 20; step += 1) await conclave.page.keyboard.press(key);
    }
    await page.clock.runFor(SETTLED_MS);
    const painted = await paintedOf(page);
    const truths = (await TrueRun.of(moment.scenario)).at(painted.us);
    expect(lies(painted, truths).map(({ said }) => said)).toEqual([]);
    for (const { lie, by, painted: told } of liars.lies(painted)) {
      const caught = lies(told, truths).map(({ claim }) => claim.by);
      expect(caught, lie).toContain(by);
    }
  });
}
