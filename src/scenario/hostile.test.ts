/**
 * 5,000 hostile inputs of 18 classes (more in the deep tests): each gets a plain answer of at most 300
 * characters, none throws, none reaches a prototype, and what does open is valid and can be assembled.
 */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Result, Scenario } from './types';
import { assemble } from './assemble';
import { parseFile } from './document';
import { inflateCapped } from './inflate';
import { INFLATED_BYTES_MAX } from './limits';
import { decodeLink, openLink } from './link';
import { validate } from './schema';
import type { Hostile } from './testing/hostile';
import { HOSTILE, bomb } from './testing/hostile';
import { runsOf, timeoutOf } from './testing/scenarios';
import { toy } from './testing/toy';

const INPUTS = runsOf(5_000);
const PER_CLASS = Math.ceil(INPUTS / HOSTILE.length);

const prototypeKeys = Reflect.ownKeys(Object.prototype);
const arrayKeys = Reflect.ownKeys(Array.prototype);

function opened({ as, text }: Hostile): Result<Scenario> {
  if (as === 'link') {
    const decoded = decodeLink(text, ['toy']);
    if (!decoded.ok) return decoded;
    const content = openLink(decoded.value, toy);
    return content.ok ? { ok: true, value: content.value.scenario } : content;
  }
  const document = parseFile(text);
  return document.ok ? validate(document.value, toy, 'file') : document;
}

function checkAnswer(result: Result<Scenario>): void {
  if (result.ok) {
    expect(validate(result.value, toy, 'link')).toStrictEqual({ ok: true, value: result.value });
    expect(() => assemble(result.value, toy)).not.toThrow();
    return;
  }
  expect(result.problems.length).toBeGreaterThan(0);
  expect(result.problems.length).toBeLessThanOrEqual(20);
  for (const { path, problem, hint } of result.problems) {
    expect(path.length + problem.length + hint.length).toBeLessThanOrEqual(300);
    expect(problem).toMatch(/\S/);
    expect(hint).toMatch(/\S/);
    // Nothing invisible and nothing that turns the text round is passed on.
    expect(path + problem + hint).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  }
}

afterEach(() => {
  expect(Reflect.ownKeys(Object.prototype)).toEqual(prototypeKeys);
  expect(Reflect.ownKeys(Array.prototype)).toEqual(arrayKeys);
});

describe(`hostile input, ${PER_CLASS} of each class`, { timeout: timeoutOf(PER_CLASS) }, () => {
  it.each(HOSTILE.map((one, index) => ({ ...one, index })))('$name', (one) => {
    fc.assert(
      fc.property(one.inputs, (input) => {
        const result = opened(input);
        if (one.refused) expect(result.ok).toBe(false);
        checkAnswer(result);
      }),
      { seed: 100 + one.index, numRuns: PER_CLASS, markInterruptAsFailure: true },
    );
  });

  it('some inputs of the mixed classes do open, so that both ways are tried', () => {
    for (const name of ['wrong types', 'odd numbers', 'odd texts', 'text cut and pasted wrongly']) {
      const inputs = HOSTILE.find((one) => one.name === name)?.inputs;
      if (inputs === undefined) throw new Error(`No class ${name}`);
      const results = fc.sample(inputs, { seed: 1, numRuns: 120 }).map((input) => opened(input).ok);
      expect(new Set(results).size, name).toBe(2);
    }
  });
});

describe('inflateCapped', { timeout: timeoutOf(0) }, () => {
  it.each([1, 64, 256])('stops a bomb of %i MiB after little more than the cap', (mebibytes) => {
    const result = inflateCapped(bomb(mebibytes), INFLATED_BYTES_MAX);
    expect(result).toMatchObject({ ok: false, why: 'tooLarge' });
    // One feed of 64 bytes can add at most 66 KB to what was within the cap.
    expect(result.ok ? 0 : result.bytesSeen).toBeLessThan(INFLATED_BYTES_MAX + 68_000);
  });

  it('unpacks exactly the cap and not one byte more', () => {
    const packed = bomb(1);
    expect(inflateCapped(packed, 1 << 20)).toMatchObject({ ok: true });
    expect(inflateCapped(packed, (1 << 20) - 1)).toMatchObject({ ok: false, why: 'tooLarge' });
  });

  it('calls nothing, and an end that is missing, broken', () => {
    expect(inflateCapped(new Uint8Array(0), 100)).toMatchObject({ ok: false, why: 'broken' });
    expect(inflateCapped(bomb(1).slice(0, 500), 1 << 20)).toMatchObject({ why: 'broken' });
  });
});
