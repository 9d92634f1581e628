/** Links that must be refused: one of each kind of harm, made in Node from a good one. */
import { deflateSync } from 'fflate';
import { toBase64url } from '../../src/lib/base64url';
import { linkTo } from './moments';

/** A broken link and what the page must say about it. */
export interface Broken {
  readonly kind: string;
  readonly fragment: string;
  readonly says: RegExp;
}

const MADE = { engine: 1, algorithm: 1 };
const GOOD = { v: 1, algorithm: 'raft', nodes: 5, seed: '7' };

function packed(bytes: Uint8Array): string {
  return `#s=${toBase64url(deflateSync(bytes, { level: 9 }))}`;
}

function holding(text: string): string {
  return packed(new TextEncoder().encode(text));
}

function scenario(change: object): string {
  return holding(JSON.stringify({ scenario: { ...GOOD, ...change }, made: MADE }));
}

/** Another character at this place, still of the alphabet. */
function flipped(fragment: string, at: number): string {
  const other = fragment[at] === 'A' ? 'B' : 'A';
  return fragment.slice(0, at) + other + fragment.slice(at + 1);
}

export async function brokenLinks(): Promise<readonly Broken[]> {
  const good = await linkTo({ v: 1, algorithm: 'raft', nodes: 5, seed: '7', name: 'A good one' });
  const nested = `${'['.repeat(5000)}${']'.repeat(5000)}`;
  return [
    {
      kind: 'cut short',
      fragment: good.slice(0, -24),
      says: /damaged|its end is missing|cannot stand there/,
    },
    { kind: 'empty', fragment: '#s=', says: /holds no scenario/ },
    {
      kind: 'not base64',
      fragment: `${good.slice(0, 20)}*${good.slice(21)}`,
      says: /Character 21/,
    },
    { kind: 'one bit off', fragment: flipped(good, 12), says: /damaged|no text|scenario|link/ },
    { kind: 'no text', fragment: packed(new Uint8Array([0xff, 0xfe, 0x80])), says: /no text/ },
    { kind: 'no JSON', fragment: holding('{"scenario": '), says: /./ },
    { kind: 'a newer version', fragment: scenario({ v: 99 }), says: /version|99/ },
    { kind: 'an unknown algorithm', fragment: scenario({ algorithm: 'cuckoo' }), says: /cuckoo/ },
    { kind: 'an unknown key', fragment: scenario({ colour: 'red' }), says: /colour/ },
    { kind: 'too many nodes', fragment: scenario({ nodes: 51 }), says: /50/ },
    { kind: 'a wrong type', fragment: scenario({ nodes: 'five' }), says: /./ },
    {
      kind: 'a range upside down',
      fragment: scenario({ params: { electionTimeoutMs: [300, 150] } }),
      says: /./,
    },
    {
      kind: 'a node that is not there',
      fragment: scenario({ commands: [{ atMs: 1, do: 'crash', node: 'n77' }] }),
      says: /n77/,
    },
    {
      kind: 'a way into the prototype',
      fragment: holding(
        `{"scenario":{"__proto__":{"tainted":1},"v":1},"made":{"engine":1,"algorithm":1}}`,
      ),
      says: /__proto__/,
    },
    { kind: 'a bomb', fragment: packed(new Uint8Array(16 * 1024 * 1024)), says: /256 KiB/ },
    { kind: 'nested too deep', fragment: holding(nested), says: /deep|16/ },
    { kind: 'too long', fragment: `#s=${'A'.repeat(40_000)}`, says: /32768|32,768/ },
  ];
}
