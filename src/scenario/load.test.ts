/**
 * Opening through the registry: the golden links, files and documents of the real algorithms, and every
 * scenario of the library. A golden link is never changed: links that are out in the world must open.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LinkContent } from './types';
import { registry } from '../algorithms/registry';
import { assemble } from './assemble';
import { library } from './library';
import { encodeLink } from './link';
import { loadDocument, loadFile, loadLink, looksLikeLink } from './load';
import { madeElsewhere, madeNow } from './made';

interface Golden {
  readonly link: string;
  readonly content: LinkContent;
}

const GOLDEN = JSON.parse(
  readFileSync(new URL('./testing/golden-links.json', import.meta.url), 'utf8'),
) as readonly Golden[];

describe('golden links', () => {
  it.each(GOLDEN)('opens $content.scenario.name', async ({ link, content }) => {
    const loaded = await loadLink(`https://example.org/conclave/${link}`);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    const { scenario, at, made, algorithm } = loaded.value;
    expect({ scenario, ...(at && { at }), made }).toEqual(content);
    expect(algorithm.id).toBe('raft');
    expect(() => assemble(scenario, algorithm)).not.toThrow();
  });

  it('are still written the same way', () => {
    for (const { link, content } of GOLDEN) {
      expect(encodeLink(content)).toMatchObject({ ok: true, value: link });
    }
  });
});

describe('files and documents', () => {
  const text = '{"v": 1, "algorithm": "raft", "nodes": 5, "colour": "red"}';

  it('opens a file with its algorithm and says what it left out', async () => {
    const loaded = await loadFile(text);
    expect(loaded).toMatchObject({
      ok: true,
      value: { scenario: { nodes: 5 }, algorithm: { id: 'raft' }, made: null },
      notes: [{ path: 'colour' }],
    });
  });

  it('is stricter with a document that is to be shared', async () => {
    const loaded = await loadDocument(JSON.parse(text), 'link');
    expect(loaded).toMatchObject({ ok: false, problems: [{ path: 'colour' }] });
  });

  it('passes on what is wrong at each stage', async () => {
    expect(await loadFile('{')).toMatchObject({ ok: false, problems: [{ path: '' }] });
    expect(await loadFile('{"v": 1}')).toMatchObject({ problems: [{ path: 'algorithm' }] });
    expect(await loadFile(text.replace('5', '0'))).toMatchObject({ problems: [{ path: 'nodes' }] });
    expect(await loadLink('#s=')).toMatchObject({ ok: false, problems: [{ path: 'link' }] });
  });

  it('tells links from file names', () => {
    for (const link of ['#s=abc', ' #s=abc', 'http://127.0.0.1:4173/#s=abc', 'https://a.b/c#s=d']) {
      expect(looksLikeLink(link), link).toBe(true);
    }
    for (const file of ['a.json', './x#s=.json', '-', '{"v": 1}', 'C:\\scenarios\\a.json']) {
      expect(looksLikeLink(file), file).toBe(false);
    }
  });
});

describe('versions', () => {
  it('says whether a link was made by this very build', async () => {
    const { algorithm } = await (registry[0]?.load() ?? Promise.reject(new Error('empty')));
    const now = madeNow(algorithm);
    expect(madeElsewhere(now, algorithm)).toBe(false);
    expect(madeElsewhere({ ...now, engine: now.engine + 1 }, algorithm)).toBe(true);
    expect(madeElsewhere({ ...now, algorithm: now.algorithm + 1 }, algorithm)).toBe(true);
  });
});

describe('the library', () => {
  it('has at least eight scenarios, all with an id, a title and something to watch', async () => {
    const entries = await library();
    expect(entries.length).toBeGreaterThanOrEqual(8);
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
    for (const entry of entries) {
      const opened = entry.load();
      if (!opened.ok) throw new Error(`${entry.id}: ${JSON.stringify(opened.problems)}`);
      const { scenario, algorithm } = opened.value;
      expect(scenario.algorithm).toBe(entry.algorithm);
      expect(algorithm.face.texts.en[entry.titleKey], entry.id).toMatch(/\S/);
      expect(algorithm.face.texts.en[entry.watchKey], entry.id).toMatch(/\S/);
      // Shared from the library, each is an easy link.
      const link = encodeLink({ scenario, made: madeNow(algorithm) });
      expect(link.ok && link.notes, entry.id).toBeUndefined();
    }
  });
});
