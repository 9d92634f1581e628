/**
 * The headless command from its arguments to its exit code, with streams and files in memory: JSON
 * alone on stdout, one clear sentence on stderr for everything that goes wrong.
 */
import { describe, expect, it } from 'vitest';
import type { Io } from './io';
import { command } from './command';

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly said: string;
  /** Lines of files that were written, by name. */
  readonly files: ReadonlyMap<string, string[]>;
}

type Files = { readonly [name: string]: string | Uint8Array };

/** Runs the command with these files; `-` is stdin. */
async function sim(argv: readonly string[], files: Files = {}): Promise<Outcome> {
  const out: string[] = [];
  const said: string[] = [];
  const written = new Map<string, string[]>();
  const io: Io = {
    out: (text) => out.push(text),
    say: (line) => said.push(line),
    read: (path, bytesMax) => {
      const content = files[path];
      if (content === undefined) {
        return Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' }));
      }
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return Promise.resolve(bytes.slice(0, bytesMax));
    },
    lines: (path) => {
      if (path.startsWith('/nowhere/')) return Promise.reject(new Error('no such folder'));
      const lines: string[] = [];
      written.set(path, lines);
      return Promise.resolve({
        line: (text) => {
          lines.push(text);
          return Promise.resolve();
        },
        close: () => Promise.resolve(),
      });
    },
  };
  const code = await command(argv, io);
  return { code, out: out.join(''), said: said.join('\n'), files: written };
}

const RAFT = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: '7',
  commands: [{ atMs: 1000, do: 'crash', node: 'leader' }],
  untilMs: 3000,
};
const BULLY = {
  v: 1,
  algorithm: 'bully',
  nodes: 5,
  seed: '7',
  commands: [
    { atMs: 1000, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
    { atMs: 4000, do: 'heal' },
  ],
  untilMs: 6000,
};
const FILES = { 'raft.json': JSON.stringify(RAFT), 'bully.json': JSON.stringify(BULLY) };

interface Summary {
  readonly traceHash: string;
  readonly seed: string;
  readonly endMs: number;
  readonly events: number;
  readonly reigns: readonly { leader: string; fromMs: number; toMs: number | null }[];
  readonly properties: readonly { id: string; verdict: string }[];
}

const summaryOf = ({ out }: Outcome): Summary => JSON.parse(out) as Summary;

describe('run', () => {
  it('prints the summary of a crashed leader: two reigns, nothing broken, the same hash twice', async () => {
    const first = await sim(['run', 'raft.json'], FILES);
    expect(first).toMatchObject({ code: 0, said: '' });
    const summary = summaryOf(first);
    expect(summary.reigns).toHaveLength(2);
    expect(summary.reigns[0]?.toMs).toBe(1000);
    expect(summary.properties.map(({ verdict }) => verdict)).not.toContain('bug');
    expect(summary.traceHash).toMatch(/^[0-9a-f]{32}$/);
    expect((await sim(['run', 'raft.json'], FILES)).out).toBe(first.out);
  });

  it('gives the same run for the file, for stdin and for its link', async () => {
    const file = summaryOf(await sim(['run', 'raft.json'], FILES));
    const stdin = summaryOf(await sim(['run', '-'], { '-': FILES['raft.json'] }));
    const { link } = JSON.parse((await sim(['link', 'raft.json'], FILES)).out) as { link: string };
    const linked = summaryOf(await sim(['run', link]));
    const inFile = summaryOf(await sim(['run', 'link.txt'], { 'link.txt': `${link}\n` }));
    for (const other of [stdin, linked, inFile]) expect(other).toEqual(file);
  });

  it('shows two leaders of Bully under a partition as a lesson, not as a bug', async () => {
    const outcome = await sim(['run', 'bully.json'], FILES);
    expect(outcome.code).toBe(0);
    const { reigns, properties } = summaryOf(outcome);
    const [first, second] = reigns.filter(({ toMs }) => toMs === null || toMs > 1500);
    expect(new Set([first?.leader, second?.leader]).size).toBe(2);
    expect(second?.fromMs).toBeLessThan(first?.toMs ?? Infinity);
    const verdicts = properties.map(({ verdict }) => verdict);
    expect(verdicts).toContain('lesson');
    expect(verdicts).not.toContain('bug');
  });

  it('takes another seed and another end', async () => {
    const usual = summaryOf(await sim(['run', 'raft.json'], FILES));
    const other = summaryOf(await sim(['run', 'raft.json', '--seed', '8'], FILES));
    expect(other.seed).toBe('8');
    expect(other.traceHash).not.toBe(usual.traceHash);
    const short = summaryOf(await sim(['run', 'raft.json', '--until=500.5'], FILES));
    expect(short.endMs).toBe(500.5);
    expect(short.events).toBeLessThan(usual.events);
  });

  it('ends after 10 s where the scenario does not say', async () => {
    const { untilMs: _, ...open } = RAFT;
    const outcome = await sim(['run', '-'], { '-': JSON.stringify(open) });
    expect(summaryOf(outcome).endMs).toBe(10_000);
  });

  it('writes one line of JSON for each event', async () => {
    const outcome = await sim(['run', 'raft.json', '--trace', 'out.ndjson'], FILES);
    const lines = outcome.files.get('out.ndjson') ?? [];
    expect(lines).toHaveLength(summaryOf(outcome).events);
    const events = lines.map((line) => JSON.parse(line) as { event: number; kind: string });
    expect(events.map(({ event }) => event)).toEqual(lines.map((_, index) => index));
    expect(events.filter(({ kind }) => kind === 'command')).toMatchObject([
      { atMs: 1000, command: 0, effects: [] },
    ]);
    expect(events.find(({ kind }) => kind === 'deliver')).toMatchObject({
      node: expect.stringMatching(/^n\d$/) as string,
      message: { name: expect.stringMatching(/^n\d>n\d#1$/) as string, type: 'RequestVote' },
    });
  });

  it('leaves out of a file what is not known, and says so', async () => {
    const outcome = await sim(['run', '-'], { '-': JSON.stringify({ ...RAFT, colour: 'red' }) });
    expect(outcome.code).toBe(0);
    expect(outcome.said).toBe(
      'Note: colour: The key "colour" is not known. Look for a spelling mistake, or remove it.',
    );
  });
});

describe('link and open', () => {
  it('give back the scenario that went in', async () => {
    for (const [name, scenario] of [
      ['raft.json', RAFT],
      ['bully.json', BULLY],
    ] as const) {
      const { link } = JSON.parse((await sim(['link', name], FILES)).out) as { link: string };
      const opened = await sim(['open', link]);
      expect(opened).toMatchObject({ code: 0, said: '' });
      expect(JSON.parse(opened.out)).toStrictEqual(scenario);
    }
  });

  it('put an address before the fragment', async () => {
    const base = 'https://example.org/conclave/?a=b#old';
    const outcome = await sim(['link', 'raft.json', '--base', base], FILES);
    const { link } = JSON.parse(outcome.out) as { link: string };
    expect(link).toMatch(/^https:\/\/example\.org\/conclave\/\?a=b#s=[\w-]+$/);
    expect((await sim(['open', link])).code).toBe(0);
    expect(await sim(['link', 'raft.json', '--base', 'here'], FILES)).toMatchObject({ code: 1 });
  });
});

describe('algorithms and describe', () => {
  it('list what there is', async () => {
    const { code, out } = await sim(['algorithms']);
    expect(code).toBe(0);
    const list = JSON.parse(out) as { id: string; idea: string }[];
    expect(list.map(({ id }) => id)).toEqual(expect.arrayContaining(['raft', 'bully']));
    for (const { idea } of list) expect(idea).toMatch(/\S/);
  });

  it.each(['raft', 'bully', 'payments', 'register'])('say everything about %s', async (id) => {
    const { code, out } = await sim(['describe', id]);
    expect(code).toBe(0);
    const said = JSON.parse(out) as {
      params: { name: string; unit: string; shape: string; source: string; help: string }[];
      messages: { [type: string]: object };
      rules: { id: string; source: string; lines: string[] }[];
      properties: { id: string; kind: string; claim: string; source: string }[];
    };
    expect(said).toMatchObject({ id, version: expect.any(Number) as number });
    for (const list of [said.params, said.rules, said.properties, Object.keys(said.messages)]) {
      expect(list.length).toBeGreaterThan(0);
    }
    for (const { name, source, help } of said.params) {
      expect(source, name).toMatch(/\S/);
      // A key that has no text would be printed as it is.
      expect(help, name).toMatch(/ /);
    }
    for (const { id: rule, source, lines } of said.rules) {
      expect(source, rule).toMatch(/\S/);
      expect(lines.length, rule).toBeGreaterThan(0);
    }
  });

  it('say of a workload what it adds to an algorithm, and nothing of one', async () => {
    const said = JSON.parse((await sim(['describe', 'payments'])).out) as {
      kinds: string[];
      rules: { id: string }[];
      properties: { id: string }[];
    };
    expect(said.kinds).toEqual(['customer', 'bank', 'database']);
    expect(said.rules.map(({ id }) => id)).toEqual(expect.arrayContaining(['app:PY4', 'PB1']));
    const ids = said.properties.map(({ id }) => id);
    expect(ids).toEqual(['PAY1', 'PAY2', 'PAY3', 'PAY4', 'PAY5', 'PAY6']);
  });

  it('say what can be done to it: every command, its actions, its live parameters', async () => {
    const said = JSON.parse((await sim(['describe', 'raft'])).out) as {
      commands: string[];
      actions: string[];
      live: string[];
    };
    expect(said.commands).toHaveLength(23);
    expect(said.commands).toEqual(
      expect.arrayContaining(['crash', 'wipe', 'clock', 'set', 'deliver', 'hold', 'choose']),
    );
    expect(said.actions).toEqual(['transfer']);
    expect(said.live).toEqual(['electionTimeoutMs', 'heartbeatMs']);
  });

  it('say what is of every variant that is another protocol', async () => {
    const said = JSON.parse((await sim(['describe', 'paxos'])).out) as {
      params: { name: string; variants?: string[] }[];
      rules: { id: string }[];
      forms: { variant: string; actions: string[]; messages: object; rules: string[] }[];
    };
    expect(said.params).toContainEqual(
      expect.objectContaining({ name: 'leaseMs', variants: ['lease'], default: 7000 }),
    );
    const shared = said.params.find(({ name }) => name === 'retryMs');
    expect(shared).not.toHaveProperty('variants');
    const lease = said.forms.find(({ variant }) => variant === 'lease');
    expect(lease?.actions).toEqual(['release']);
    expect(Object.keys(lease?.messages ?? {})).toContain('Propose');
    const ids = said.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { rules } of said.forms) for (const rule of rules) expect(ids).toContain(rule);
  });

  it('give bounds and shape of a parameter', async () => {
    const { params } = JSON.parse((await sim(['describe', 'raft'])).out) as { params: object[] };
    expect(params).toContainEqual(
      expect.objectContaining({
        name: 'electionTimeoutMs',
        unit: 'ms',
        shape: 'range',
        default: [150, 300],
        range: [0.001, 14_400_000],
        live: true,
      }),
    );
  });
});

describe('what goes wrong', () => {
  it.each([
    [[], 1, /^Say what to do\.\nUsage: /],
    [
      ['fly'],
      1,
      /^There is no verb fly; there are run, lab, check, link, open, algorithms, describe\./,
    ],
    [['run'], 1, /^run must be given FILE-or-LINK, and 0 were given\.$/],
    [['run', 'a', 'b'], 1, /and 2 were given\.$/],
    [['run', 'raft.json', '--sede', '8'], 1, /^run has no option --sede; it has --seed, --until/],
    [['run', 'raft.json', '-x'], 1, /^run has no option -x/],
    [['run', 'raft.json', '--seed'], 1, /^The option --seed needs a value\.$/],
    [['run', 'raft.json', '--seed', 'x'.repeat(81)], 1, /^--seed must be plain text/],
    [['run', 'raft.json', '--until', 'soon'], 1, /^--until must be a number from 0.001 to/],
    [['run', 'raft.json', '--until', '0'], 1, /^--until must be a number/],
    [['run', 'raft.json', '--trace', '/nowhere/x'], 1, /^\/nowhere\/x cannot be written/],
    [['run', 'none.json'], 1, /^There is no file none\.json\.$/],
    [['describe', 'tao'], 1, /^There is no algorithm tao; there are raft, bully, ring\b/],
    [['algorithms', 'x'], 1, /^algorithms must be given nothing/],
    [['open', '#s=AAAA'], 2, /^The link cannot be opened: it has a problem\.\n {2}link: The link/],
    [['run', 'bad.json'], 2, /^bad\.json cannot be opened: .*\n {2}Not valid JSON at line 2/],
    [['link', 'zero.json'], 2, /\n {2}nodes: 0 is too small\./],
    [['run', 'binary.json'], 2, /It is no text in UTF-8/],
    [['run', 'huge.json'], 2, /The file is larger than 2 MiB/],
    [['link', 'long.json'], 2, /Save a file instead/],
  ])('%j', async (argv, code, words) => {
    const commands = Array.from({ length: 3000 }, (_, index) => ({
      atMs: ((index * 7919) % 9973) + index / 1000,
      do: 'heal',
    }));
    const outcome = await sim(argv, {
      ...FILES,
      'bad.json': '{\n]',
      'zero.json': JSON.stringify({ ...RAFT, nodes: 0 }),
      'binary.json': Uint8Array.from([0x22, 0xff, 0x22]),
      'huge.json': JSON.stringify('é'.repeat(2 << 20)),
      'long.json': JSON.stringify({ ...RAFT, commands }),
    });
    expect(outcome.said).toMatch(words);
    expect(outcome).toMatchObject({ code, out: '' });
  });

  it('helps', async () => {
    for (const argv of [['--help'], ['-h'], ['help']]) {
      const { code, out, said } = await sim(argv);
      expect({ code, out }).toEqual({ code: 0, out: '' });
      for (const word of ['run FILE-or-LINK', '--trace OUT.ndjson', 'describe ID', 'Exit codes']) {
        expect(said).toContain(word);
      }
    }
    expect((await sim(['run', '--help'])).said).toMatch(/^run FILE-or-LINK \[--seed S\]/);
  });
});
