/**
 * Links: nothing is lost on the way there and back, equal contents give equal links, and every way a
 * link can be broken gets its own plain sentence. The golden link must open for ever.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkContent, Result, Scenario } from './types';
import { LINK_PREFIX, decodeLink, encodeLink, openLink } from './link';
import { linkContents, runsOf, timeoutOf } from './testing/scenarios';
import { toy } from './testing/toy';

const KNOWN = ['toy', 'bare'];
const RUNS = { seed: 2, numRuns: runsOf(500), markInterruptAsFailure: true };

/** A link as anyone could make one, whatever is in it. */
function linkOf(text: string | Uint8Array): string {
  return LINK_PREFIX + deflateRawSync(text).toString('base64url');
}

function open(address: string): Result<LinkContent> {
  const decoded = decodeLink(address, KNOWN);
  return decoded.ok ? openLink(decoded.value, toy) : decoded;
}

function written(content: LinkContent): string {
  const link = encodeLink(content);
  if (!link.ok) throw new Error(JSON.stringify(link.problems));
  return link.value;
}

/** The one problem of an address that cannot be opened. */
function problemOf(address: string): string {
  const opened = open(address);
  if (opened.ok) throw new Error('The link opened');
  const [first] = opened.problems;
  return `${first?.path}: ${first?.problem} ${first?.hint}`;
}

const SMALL: Scenario = { v: 1, algorithm: 'toy', nodes: 3 };
const MADE = { engine: 1, algorithm: 3 };
const FRAME = { scenario: SMALL, made: MADE };

describe('round trip', { timeout: timeoutOf(RUNS.numRuns) }, () => {
  it('gives back exactly what was put in, and the same link again', () => {
    fc.assert(
      fc.property(linkContents, (content) => {
        const link = encodeLink(content);
        // Random scenarios can be longer than any link may be; those are refused, not cut.
        fc.pre(link.ok);
        const opened = open(link.value);
        expect(opened).toStrictEqual({ ok: true, value: content });
        expect(opened.ok && encodeLink(opened.value)).toStrictEqual(link);
      }),
      RUNS,
    );
  });

  it('does not depend on the order of keys', () => {
    const scenario: Scenario = {
      ...SMALL,
      params: { tries: 2, everyMs: 5 },
      clocks: { n2: { ppm: 1 }, n1: { offsetMs: 3, ppm: 2 } },
      initial: { logs: { n3: [1], n1: [2] } },
      network: { links: { 'n2>n1': { loss: 0 }, 'n1>n3': { loss: 1 }, 'n1>n2': {} }, loss: 0.5 },
      view: { seats: { n2: [0, 1], n1: [1, 0] } },
    };
    const turned = {
      view: { seats: { n1: [1, 0], n2: [0, 1] } },
      network: { loss: 0.5, links: { 'n1>n2': {}, 'n1>n3': { loss: 1 }, 'n2>n1': { loss: 0 } } },
      initial: { logs: { n1: [2], n3: [1] } },
      clocks: { n1: { ppm: 2, offsetMs: 3 }, n2: { ppm: 1 } },
      params: { everyMs: 5, tries: 2 },
      nodes: 3,
      algorithm: 'toy',
      v: 1,
    } as const;
    expect(written({ scenario, made: MADE })).toBe(
      written({ made: { algorithm: 3, engine: 1 }, scenario: turned }),
    );
  });

  it('is raw deflate of JSON that any other program can read', () => {
    const link = written({ ...FRAME, at: { event: 812, hash: '0123456789abcdef'.repeat(2) } });
    const packed = Buffer.from(link.slice(LINK_PREFIX.length), 'base64url');
    expect(JSON.parse(inflateRawSync(packed).toString('utf8'))).toEqual({
      ...FRAME,
      at: { event: 812, hash: '0123456789abcdef'.repeat(2) },
    });
  });

  it('opens from a whole address and with spaces around it', () => {
    const link = written(FRAME);
    expect(open(`  https://example.org/some/folder/?x=1${link}\n`)).toEqual({
      ok: true,
      value: FRAME,
    });
  });
});

describe('length', () => {
  const commands = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      atMs: ((index * 7919) % 9973) + index / 1000,
      do: 'crash' as const,
      node: `n${(index % 3) + 1}`,
    }));

  it('has ten nodes and twenty faults in well under 1,000 characters', () => {
    const link = written({ scenario: { ...SMALL, nodes: 10, commands: commands(20) }, made: MADE });
    expect(link.length).toBeLessThan(1000);
  });

  it('says from 2,000 characters on that a file is safer', () => {
    const link = encodeLink({ scenario: { ...SMALL, commands: commands(350) }, made: MADE });
    expect(link.ok && link.value.length).toBeGreaterThan(2000);
    expect(link.ok && link.notes?.[0]?.hint).toBe('A file is safer.');
    expect(encodeLink(FRAME)).not.toHaveProperty('notes');
  });

  it('refuses to write more than 8,000 characters', () => {
    const link = encodeLink({ scenario: { ...SMALL, commands: commands(2000) }, made: MADE });
    expect(link).toMatchObject({ ok: false, problems: [{ hint: 'Save a file instead.' }] });
  });

  it('never writes what could not be read', () => {
    const scenario = { ...SMALL, nodes: 0 };
    expect(encodeLink({ scenario, made: MADE })).toMatchObject({
      ok: false,
      problems: [{ path: 'nodes' }],
    });
    expect(encodeLink({ ...FRAME, at: { event: 1, hash: 'x' } }).ok).toBe(false);
  });
});

describe('a broken link', () => {
  const link = written(FRAME);

  it('is refused at every length it can be cut to', () => {
    for (let end = 0; end < link.length; end++) {
      expect(open(link.slice(0, end)).ok, `cut to ${end}`).toBe(false);
    }
  });

  it('says that there is no scenario in the address', () => {
    for (const address of ['', '#', '#s=', '#x=abc', 'https://example.org/', 's=abc']) {
      expect(problemOf(address)).toMatch(/^link: This address holds no scenario\./);
    }
  });

  it('says which character cannot stand there', () => {
    expect(problemOf(`${link.slice(0, 10)}!${link.slice(11)}`)).toMatch(
      /^link: Character 11 of the link cannot stand there\. Copy the whole link again/,
    );
  });

  it('says that it is longer than what is read', () => {
    expect(problemOf(LINK_PREFIX + 'A'.repeat(32_768))).toMatch(/32771 characters; at most 32768/);
  });

  it('says that it is damaged', () => {
    expect(problemOf(`${LINK_PREFIX}AAAA`)).toMatch(/^link: The link is damaged/);
    expect(problemOf(`${LINK_PREFIX}____`)).toMatch(/^link: The link is damaged/);
  });

  it('stops a bomb while it unpacks', () => {
    for (const size of [300_000, 1 << 20, 20 << 20]) {
      const bomb = linkOf(Buffer.alloc(size, 0x20));
      expect(bomb.length).toBeLessThan(32_768);
      expect(problemOf(bomb)).toMatch(/^link: The link unpacks to more than 256 KiB\./);
    }
  });

  it('says that bytes are no text', () => {
    expect(problemOf(linkOf(Uint8Array.from([0x22, 0xff, 0x22])))).toMatch(
      /^link: Byte 2 inside the link is no text\./,
    );
  });

  it('says where the JSON breaks', () => {
    expect(problemOf(linkOf('{"scenario":'))).toMatch(/^link: Not valid JSON at line 1, column 13/);
    expect(problemOf(linkOf('['.repeat(100_000)))).toMatch(/Nested deeper than 16 levels/);
    expect(problemOf(linkOf('{"made":1,"made":2}'))).toMatch(/^made: This key stands here twice/);
    expect(problemOf(linkOf('{"__proto__":{"a":1}}'))).toMatch(/"__proto__" is not allowed/);
  });

  it('says what the content lacks', () => {
    const link = (value: unknown) => linkOf(JSON.stringify(value));
    expect(problemOf(link(7))).toMatch(/^: This must be an object/);
    expect(problemOf(link({ scenario: SMALL }))).toMatch(/^made: /);
    expect(problemOf(link({ ...FRAME, at: { event: -1, hash: 'x' } }))).toMatch(/^at\.event: /);
    expect(problemOf(link({ ...FRAME, more: 1 }))).toMatch(/^more: The key "more" is not known/);
    expect(problemOf(link({ made: MADE }))).toMatch(/^scenario: This is missing/);
    expect(problemOf(link({ made: MADE, scenario: {} }))).toMatch(/^algorithm: The algorithm is/);
    const other = { ...SMALL, algorithm: 'paxos2' };
    expect(problemOf(link({ made: MADE, scenario: other }))).toMatch(
      /^algorithm: There is no algorithm "paxos2"\. Write toy or bare\./,
    );
    const newer = { ...SMALL, v: 2 };
    expect(problemOf(link({ made: MADE, scenario: newer }))).toMatch(/^v: .*newer.*Reload/);
    const odd = { ...SMALL, colour: 'red' };
    expect(problemOf(link({ made: MADE, scenario: odd }))).toMatch(/^colour: The key "colour"/);
  });

  it('reads numbers that JSON lets grow beyond all bounds', () => {
    const text = JSON.stringify(FRAME).replace('"nodes":3', '"nodes":1e999');
    expect(problemOf(linkOf(text))).toMatch(/^scenario\.nodes: Infinity is not a finite number/);
  });
});
