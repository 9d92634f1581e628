/** One link shows anyone the same run, event for event; the address bar always holds it. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { linkTo, momentOf } from './support/moments';
import { stateOf } from './support/states';

const start = promisify(execFile);

/** What the headless command prints. */
async function sim(...args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { stdout } = await start(process.execPath, ['scripts/sim.mjs', ...args], {
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
}

test('a copied link opens at the same event with the same hash, and says that it does', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const conclave = new Conclave(page);
  await conclave.open();
  await page.keyboard.press('c');
  await conclave.expectNobody();
  await page.keyboard.press('n');
  await conclave.leader();
  const event = await conclave.event();
  await page.keyboard.press('.');
  await expect.poll(() => conclave.event()).toBe(event + 1);
  const said = await conclave.said();
  const ms = await conclave.ms();
  await page.keyboard.press('s');
  await conclave.dialog.getByRole('button', { name: 'Copy the link' }).click();
  await expect(conclave.dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press('Escape');
  await expect(conclave.dialog).toHaveCount(0);
  const place = await conclave.expectPlace();

  const other = await context.newPage();
  const theirs = new Conclave(other);
  await other.goto(copied);
  await expect(theirs.nodes.first()).toBeVisible();
  await theirs.expectPlaying(false);
  await expect(theirs.notices).toContainText(/reproduced exactly: event \d+, same hash/);
  expect(await theirs.ms()).toBe(ms);
  expect(await theirs.said()).toEqual(said);
  await expect.poll(() => theirs.address()?.at).toEqual(place);
});

test('a link is made of a run that stands still, at the instant it will open at; then the run goes on', async ({
  page,
  context,
}) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await conclave.expectPlaying(true);
  await page.keyboard.press('s');
  const place = await conclave.dialog.getByText(/^Event [\d,]+, /).innerText();
  await expect(conclave.dialog.getByText(/^Event [\d,]+, /)).toHaveText(place);
  const address = await conclave.dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');
  await conclave.expectPlaying(true);

  const theirs = new Conclave(await context.newPage());
  await theirs.page.goto(address);
  await theirs.expectPlaying(false);
  const ms = Number(/, ([\d,.]+) ms$/.exec(place)?.[1]?.replaceAll(',', ''));
  await theirs.expectMs(ms * 1000);
});

test('a link whose run differs says so and stays usable', async ({ page }) => {
  const conclave = new Conclave(page);
  const { scenario, event } = await stateOf('rest', 'raft', 5);
  await conclave.open(await linkTo(scenario, { event, hash: '0'.repeat(32) }));
  await expect(conclave.notices).toContainText(
    /differs from the one that was linked .*though the version is the same/,
  );
  await page.keyboard.press('c');
  await expect(conclave.leaders).toHaveCount(0);
});

test('a link made by another version says whether its run came out the same', async ({ page }) => {
  const conclave = new Conclave(page);
  const { scenario, event, hash } = await stateOf('rest', 'raft', 5);
  const older = { engine: 999, algorithm: 1 };
  await conclave.open(await linkTo(scenario, { event, hash }, older));
  await expect(conclave.notices).toContainText(
    `The link was made by another version, and reproduced exactly: event ${event}, same hash.`,
  );
  await conclave.open(await linkTo(scenario, { event, hash: '0'.repeat(32) }, older));
  await expect(conclave.notices).toContainText(
    `differs from the one that was linked (event ${event}): it was made by another version.`,
  );
  // It stays usable.
  await page.keyboard.press('c');
  await expect(conclave.leaders).toHaveCount(0);
});

for (const algorithm of ['raft', 'bully', 'ring']) {
  test(`the browser and the command line compute the same ${algorithm}`, async ({ page }) => {
    const scenario = {
      v: 1,
      algorithm,
      nodes: 5,
      seed: '11',
      commands: [
        { atMs: 1000, do: 'crash', node: 'leader' },
        { atMs: 2500, do: 'restart', node: 'crashed' },
        { atMs: [3000, 3200], do: 'partition', groups: [['leader', 'any'], ['rest']] },
        { atMs: 5000, do: 'heal' },
      ],
      untilMs: 8000,
    } as const;
    const folder = await mkdtemp(join(tmpdir(), 'conclave-'));
    try {
      const file = join(folder, 'scenario.json');
      await writeFile(file, JSON.stringify(scenario));
      const { link } = await sim('link', file);
      expect(link).toBe(await linkTo(scenario));
      const { traceHash, events } = await sim('run', String(link));
      expect(await sim('run', file)).toMatchObject({ traceHash, events });
      expect(await sim('open', String(link))).toEqual(scenario);

      const conclave = new Conclave(page);
      const at = { event: Number(events), hash: String(traceHash) };
      await conclave.open(await linkTo(scenario, at));
      await expect(conclave.notices).toContainText(`reproduced exactly: event ${at.event}`);
      await expect.poll(() => conclave.address()?.at).toEqual(at);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

test('the address bar holds the run, and a reload keeps it', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await page.keyboard.press('c');
  await conclave.expectNobody();
  await page.keyboard.press('n');
  await conclave.leader();
  const place = await conclave.expectPlace();
  const said = await conclave.said();
  expect(conclave.deeds()).toMatchObject([{ do: 'crash', origin: 'hand' }]);
  await page.reload();
  await expect(conclave.nodes.first()).toBeVisible();
  await conclave.expectPlaying(false);
  await expect.poll(() => conclave.said()).toEqual(said);
  await expect.poll(() => conclave.address()?.at).toEqual(place);
});

test('a reload in the middle of play comes back to where it was, paused', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await page.keyboard.press('c');
  await conclave.expectNobody();
  await page.keyboard.press('n');
  await conclave.leader();
  await page.keyboard.press(' ');
  await conclave.expectPlaying(true);
  const before = await conclave.ms();
  await expect.poll(() => conclave.ms()).toBeGreaterThan(before);
  await page.reload();
  await expect(conclave.nodes.first()).toBeVisible();
  await conclave.expectPlaying(false);
  // A link names an event: what had passed since that event, less than a heartbeat, is not kept.
  expect(await conclave.ms()).toBeGreaterThan(before - 60);
});

test('another scenario is an entry of its own: Back returns to the run before', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  const rest = await stateOf('rest', 'raft', 5);
  await conclave.open(rest.fragment);
  const before = await conclave.said();
  await page.getByRole('combobox', { name: 'Nodes' }).selectOption({ label: '7 nodes' });
  await expect(conclave.nodes).toHaveCount(7);
  await expect.poll(() => conclave.address()?.document['nodes']).toBe(7);
  await page.goBack();
  await expect(conclave.nodes).toHaveCount(5);
  await expect.poll(() => conclave.said()).toEqual(before);
  await page.goForward();
  await expect(conclave.nodes).toHaveCount(7);
});

test('typing a link into the address of an open page opens it', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  const { fragment, us } = await stateOf('election', 'raft', 9);
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, fragment);
  await expect(conclave.nodes).toHaveCount(9);
  await conclave.expectMs(us);
});

test('a run saved as a file opens again from the file', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('crashed', 'raft', 5)).fragment);
  await page.keyboard.press('s');
  const download = page.waitForEvent('download');
  await conclave.dialog.getByRole('button', { name: 'Save as a file' }).click();
  const saved = await (await download).path();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+R');
  await page.keyboard.press('s');
  const chooser = page.waitForEvent('filechooser');
  await conclave.dialog.getByRole('button', { name: 'Open a file' }).click();
  await (await chooser).setFiles(saved);
  await expect.poll(() => conclave.address()?.document['seed']).toBe('3');
  expect(conclave.deeds()).toMatchObject([{ do: 'crash', node: 'leader' }]);
});

test('scenarios show the same in the page as in Node at every state', async ({ page }) => {
  const conclave = new Conclave(page);
  for (const state of ['election', 'two-leaders'] as const) {
    const { fragment, us, event, scenario } = await stateOf(state, 'bully', 5);
    await conclave.openAfresh(fragment);
    await conclave.expectMs(us);
    await expect(conclave.notices).toContainText(`event ${event}, same hash`);
    const world: Record<string, string | null> = {};
    await momentOf(scenario, (instant) => {
      if (instant.events !== event) return false;
      for (const id of instant.world.candidates) {
        const { up, belief } = instant.world.node(id);
        world[id] = up ? belief.leader : 'crashed';
      }
      return true;
    });
    for (const [id, leader] of Object.entries(world)) {
      const words =
        leader === 'crashed'
          ? /: crashed$/
          : leader === null
            ? /knows of no leader/
            : leader === id
              ? /leads with a mandate|believes it leads itself/
              : new RegExp(`believes ${leader} leads`);
      await expect(conclave.node(id)).toHaveAccessibleName(words);
    }
  }
});
