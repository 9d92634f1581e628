/**
 * Hostile and broken input by class: what strangers, bad copies and bad luck make of links, files and
 * documents. Each class makes any number of inputs from a seed and says whether they must be refused.
 */
import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import type { LinkContent } from '../types';
import { LINK_PREFIX } from '../link';
import { linkContents, scenarios } from './scenarios';

/** A link's address, or the text of a file. */
export interface Hostile {
  readonly as: 'link' | 'file';
  readonly text: string;
}

export interface HostileClass {
  readonly name: string;
  readonly inputs: fc.Arbitrary<Hostile>;
  /** True where nothing of the class can be opened; else some inputs may happen to be valid. */
  readonly refused: boolean;
}

/** A link as anyone can make one. */
export function linkOfText(text: string | Uint8Array): string {
  return LINK_PREFIX + deflateRawSync(text).toString('base64url');
}

const asLink = (text: string): Hostile => ({ as: 'link', text });
const asFile = (text: string): Hostile => ({ as: 'file', text });

/** A JSON text as a file, and inside a link where the frame is valid. */
const either = fc.boolean();
function eitherWay(text: string, link: boolean): Hostile {
  if (!link) return asFile(text);
  return asLink(linkOfText(`{"scenario":${text},"made":{"engine":1,"algorithm":3}}`));
}

const packed = linkContents.map((content: LinkContent) => deflateRawSync(JSON.stringify(content)));
const links = packed.map((bytes) => LINK_PREFIX + bytes.toString('base64url'));
const texts = scenarios.map((scenario) => JSON.stringify(scenario));

/** All places of a JSON value at which something stands, as ways to replace it. */
function places(value: unknown, path: readonly string[] = []): string[][] {
  const here = [[...path]];
  if (typeof value !== 'object' || value === null) return here;
  return here.concat(Object.entries(value).flatMap(([key, item]) => places(item, [...path, key])));
}

/** A copy with `replacement` at a path. */
function replaced(value: unknown, path: readonly string[], replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const old: unknown = Reflect.get(copy as object, key);
  Reflect.set(copy as object, key, replaced(old, rest, replacement));
  return copy;
}

/** The text of a scenario with something else at one place; `MARK` is put in as raw text. */
function spoilt(raw: fc.Arbitrary<string>): fc.Arbitrary<Hostile> {
  return fc.tuple(scenarios, fc.nat(), raw, either).map(([scenario, at, text, link]) => {
    const all = places(scenario);
    const path = all[at % all.length] ?? [];
    const json = JSON.stringify(replaced(scenario, path, '@MARK@')).replace('"@MARK@"', () => text);
    return eitherWay(json, link);
  });
}

const wrongTypes = fc
  .oneof(fc.constantFrom('null', 'true', '[]', '{}', '""', '0', '[[]]', '{"a":{}}'), fc.json())
  .filter((text) => !text.includes('@MARK@'));

const oddNumbers = fc.constantFrom(
  ...['NaN', '1e999', '-1e999', '-0', '-0.0', '9007199254740993', '-1', '0.5', '1e-7', '1e21'],
  ...['Infinity', '0x10', '01', '1.', '+1', '0.00049', '14400000.0004', '1e308', '5e-324'],
);

const oddTexts = fc.oneof(
  fc.constantFrom(
    ...['"\\ud800"', '"a\\udc00b"', '"\\u202e\\u2066abc"', '"\\u200b\\ufeff"', '"\\u0000"'],
    ...['"n1>n1"', '"leader"', '"rest"', '"n999"', '"<img src=x onerror=alert(1)>"', '"{{x}}"'],
  ),
  fc.constant(`"${'x'.repeat(1 << 20)}"`),
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
);

const forbidden = fc
  .tuple(fc.constantFrom('__proto__', 'constructor', 'prototype', '__pro\\u0074o__'), either)
  .chain(([key, link]) =>
    fc.tuple(scenarios, fc.nat()).map(([scenario, at]) => {
      const objects = places(scenario).filter((path) => !Array.isArray(pick(scenario, path)));
      const path = objects[at % objects.length] ?? [];
      const inside = replaced(scenario, path, '@MARK@');
      const text = JSON.stringify(inside).replace('"@MARK@"', () => `{"${key}":{"polluted":1}}`);
      return eitherWay(text, link);
    }),
  );

function pick(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => Reflect.get(at as object, key) as unknown, value);
}

const doubled = fc
  .tuple(texts, fc.constantFrom('v', 'nodes', 'algorithm'), either)
  .map(([text, key, link]) => eitherWay(`${text.slice(0, -1)},"${key}":1}`, link));

const impossible = fc
  .tuple(
    fc.constantFrom<object>(
      { network: { delayMs: [5, 5] } },
      { network: { delayMs: { dist: 'normal', p50: 5, p99: 5, min: 5 } } },
      { nodes: [{ id: 'a' }, { id: 'a' }] },
      {
        nodes: [
          { id: 'a', priority: 1 },
          { id: 'b', priority: 1 },
        ],
      },
      { commands: [{ atMs: 0, do: 'crash', node: 'rest' }] },
      { commands: [{ atMs: 0, do: 'crash', node: ['leader', 'leader', 'any', 'any', 'any'] }] },
      { commands: [{ atMs: 5, do: 'partition', groups: [['n1'], ['n1']] }] },
      { commands: [{ atMs: 5, do: 'partition', groups: [['rest']] }] },
      { commands: [{ atMs: [9, 3], do: 'heal' }] },
      { commands: [{ atMs: 5, do: 'cut', from: 'n1', to: 'n1' }] },
      { commands: [{ atMs: 5, do: 'restart', node: 'n1' }] },
      { commands: [{ atMs: 5, do: 'drop', message: 'n1>n9#3' }] },
      { commands: [{ atMs: 5, do: 'deliver', message: 'n1>n1#3' }] },
      { commands: [{ atMs: 5, do: 'clock', node: 'n1' }] },
      { commands: [{ atMs: 5, do: 'set', network: {}, params: {} }] },
      { commands: [{ atMs: 5, do: 'choose', node: 'n1', timer: 'wake', write: true }] },
      { initial: { leader: 'n99' } },
      { initial: { logs: { n1: [3, 2, 1] } } },
      { untilMs: 14400001 },
      { params: { waitMs: [2, 1] } },
      { params: { variant: 'none' } },
    ),
    either,
  )
  .map(([part, link]) =>
    eitherWay(JSON.stringify({ v: 1, algorithm: 'toy', nodes: 3, ...part }), link),
  );

const cutTexts = fc
  .tuple(texts, fc.nat(), fc.nat({ max: 3 }), fc.string({ maxLength: 3 }), either)
  .map(([text, at, gone, put, link]) => {
    const from = at % text.length;
    return eitherWay(text.slice(0, from) + put + text.slice(from + gone), link);
  });

/** One MiB of spaces, packed so that any number of them can follow each other. */
const MEBIBYTE = deflateRawSync(Buffer.alloc(1 << 20, 0x20), {
  finishFlush: constants.Z_FULL_FLUSH,
});
const END = deflateRawSync(Buffer.alloc(0));

/** Deflate that unpacks to `mebibytes` of spaces, in few bytes and without making them all here. */
export function bomb(mebibytes: number): Uint8Array {
  return Buffer.concat([...Array.from({ length: mebibytes }, () => MEBIBYTE), END]);
}

const bombs = fc
  .integer({ min: 1, max: 24 })
  .map((mebibytes) => asLink(LINK_PREFIX + Buffer.from(bomb(mebibytes)).toString('base64url')));

export const HOSTILE: readonly HostileClass[] = [
  {
    name: 'random bytes as a link',
    inputs: fc
      .uint8Array({ minLength: 1, maxLength: 400 })
      .map((bytes) => asLink(LINK_PREFIX + Buffer.from(bytes).toString('base64url'))),
    refused: true,
  },
  {
    name: 'random bytes, packed',
    inputs: fc.uint8Array({ maxLength: 400 }).map((bytes) => asLink(linkOfText(bytes))),
    refused: true,
  },
  {
    name: 'cut off',
    inputs: fc.tuple(links, fc.nat()).map(([link, at]) => asLink(link.slice(0, at % link.length))),
    refused: true,
  },
  {
    name: 'one bit turned',
    inputs: fc.tuple(packed, fc.nat()).map(([bytes, at]) => {
      const turned = Uint8Array.from(bytes);
      const bit = at % (turned.length * 8);
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return asLink(LINK_PREFIX + Buffer.from(turned).toString('base64url'));
    }),
    refused: false,
  },
  {
    name: 'wrong base64',
    inputs: fc
      .tuple(links, fc.nat(), fc.constantFrom('+', '/', '=', ' ', '%', '.', 'é', '\u0000', '"'))
      .map(([link, at, letter]) => {
        const place = LINK_PREFIX.length + (at % (link.length - LINK_PREFIX.length - 1));
        return asLink(link.slice(0, place) + letter + link.slice(place + 1));
      }),
    refused: true,
  },
  { name: 'bombs', inputs: bombs, refused: true },
  {
    name: 'deep nesting',
    inputs: fc
      .tuple(fc.constantFrom(17, 100, 10_000, 1_000_000), fc.constantFrom('[', '{"a":'), either)
      .map(([depth, open, link]) =>
        link
          ? asLink(linkOfText(`{"scenario":${open.repeat(Math.min(depth, 40_000))}`))
          : asFile(open.repeat(depth).slice(0, 2_000_000)),
      ),
    refused: true,
  },
  {
    name: 'huge lists',
    inputs: fc
      .tuple(
        fc.constantFrom('commands', 'nodes', 'watch', 'params'),
        fc.constantFrom('0', '[]', '{}'),
      )
      .map(([key, item]) =>
        asFile(`{"v":1,"algorithm":"toy","nodes":3,"${key}":[${`${item},`.repeat(30_000)}0]}`),
      ),
    refused: true,
  },
  { name: 'wrong types', inputs: spoilt(wrongTypes), refused: false },
  { name: 'odd numbers', inputs: spoilt(oddNumbers), refused: false },
  { name: 'odd texts', inputs: spoilt(oddTexts), refused: false },
  { name: 'keys into prototypes', inputs: forbidden, refused: true },
  { name: 'keys given twice', inputs: doubled, refused: true },
  {
    name: 'unknown versions',
    inputs: fc
      .tuple(texts, fc.constantFrom('0', '2', '999', '-1', '1.5', '"1"', 'null', '[1]'), either)
      .map(([text, v, link]) => eitherWay(text.replace('"v":1', `"v":${v}`), link)),
    refused: true,
  },
  { name: 'impossible scenarios', inputs: impossible, refused: false },
  { name: 'text cut and pasted wrongly', inputs: cutTexts, refused: false },
  {
    name: 'any JSON',
    inputs: fc.tuple(fc.json(), either).map(([text, link]) => eitherWay(text, link)),
    refused: true,
  },
  { name: 'any text', inputs: fc.string({ unit: 'binary' }).map(asFile), refused: true },
];
