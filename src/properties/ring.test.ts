/** What must hold of the ring elections holds in undisturbed runs of every variant, and is seen broken. */
import { beforeAll, describe, expect, it } from 'vitest';
import { algorithm } from '../algorithms/ring/index';
import type { Algorithm, Json, Part } from '../engine/protocol';
import type { Scenario } from '../scenario/types';
import { runToEnd } from '../session/runToEnd';
import { loadProperties, propertiesOf } from './registry';
import type { Finding } from './types';

beforeAll(() => loadProperties('ring'));

const IDS = [3, 1, 4, 2, 5];

function ring(params: { readonly [name: string]: Json }, seed = '7'): Scenario {
  return {
    ...{ v: 1, algorithm: 'ring', seed, untilMs: 3000, params },
    nodes: IDS.map((priority, index) => ({ id: `n${index + 1}`, priority })),
    network: { delayMs: [1, 15], fifo: true },
  };
}

/** What the run came to, by the id of the property. */
function found(scenario: Scenario, played: Algorithm = algorithm): ReadonlyMap<string, Finding> {
  const findings = runToEnd(scenario, played, propertiesOf).findings();
  return new Map(findings.map((one) => [one.id, one]));
}

/** Chang-Roberts with another handler for one message. */
function changed(type: string, handle: (part: Part) => Part['on'][string]): Algorithm {
  const form = algorithm.forms?.['chang-roberts'];
  const part = form?.kinds?.['replica']?.parts['ring'];
  if (part === undefined) throw new Error('there is no such form');
  const parts = { ring: { ...part, on: { ...part.on, [type]: handle(part) } } };
  const kinds = { replica: { parts, order: ['ring'] } };
  return { ...algorithm, forms: { ...algorithm.forms, 'chang-roberts': { ...form, kinds } } };
}

describe('an undisturbed election', () => {
  it.each(algorithm.variants)('%s: nothing breaks, and what it assumes held', (variant) => {
    for (const seed of ['1', '2', '3']) {
      const findings = found(ring({ variant }, seed));
      for (const id of ['G1', 'G2', 'G3', 'G5']) {
        expect(findings.get(id), `${id}, seed ${seed}`).toMatchObject({
          breach: null,
          assumed: true,
        });
      }
    }
  });

  it('G4: is counted where all begin and where one does', () => {
    for (const initiators of ['all', ['n2']] as const) {
      const counted = found(ring({ initiators: initiators as Json })).get('G4');
      expect(counted).toMatchObject({ breach: null, assumed: true, verdict: 'holds' });
    }
    expect(found(ring({ initiators: ['n1', 'n2'] })).get('G4')?.verdict).not.toBe('holds');
  });
});

describe('each checker finds its mistake', () => {
  it('G4 and G2: whoever hears of the winner keeps it to itself', () => {
    const silent = changed('ELECTED', () => () => undefined);
    const findings = found(ring({}), silent);
    expect(findings.get('G4')?.breach?.why).toBe('1 ELECTED messages instead of 5');
    expect(findings.get('G2')?.breach?.why).toContain('knows no leader');
  });

  it('G3: a message of an election goes round for ever', () => {
    const endless = changed('ELECTION', () => (_s, m, ctx) => {
      const next = ctx.all[(ctx.all.indexOf(ctx.self) + 1) % ctx.all.length] ?? ctx.self;
      ctx.send(next, { type: 'ELECTION', ...m });
    });
    expect(found(ring({}), endless).get('G3')?.breach?.why).toContain('still knows no leader');
  });

  it('G1: a node takes the first id that comes for its own', () => {
    const hasty = changed('ELECTION', ({ on }) => (s, m, ctx) => {
      on['ELECTION']?.(s, { ...m, id: ctx.rank(ctx.self) }, ctx);
    });
    expect(found(ring({}), hasty).get('G1')?.breach?.why).toContain('nothing of its own came back');
  });
});
