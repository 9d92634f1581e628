/** The values beside Bully's rules in a few steps everybody knows; agreement at large is in conformance. */
import { expect, it } from 'vitest';
import type { Step } from '../../engine/protocol';
import { Driver } from '../../engine/testing/driver';
import { guards } from './guards';
import { algorithm } from './index';

/** `+ condition | values` for what holds, `- ...` for what does not. */
function said(step: Step | undefined, rule: string): readonly string[] | null {
  if (step === undefined) throw new Error('no such step');
  const found = guards[rule]?.(step) ?? null;
  return found && found.map(({ text, value, holds }) => `${holds ? '+' : '-'} ${text} | ${value}`);
}

const driver = new Driver(algorithm, { nodes: 3, leader: 'n3', timers: true });
driver.do({ do: 'crash', node: 'n3' });
driver.advance(3_000_000);
driver.do({ do: 'restart', node: 'n3' });
driver.advance(3_000_000);

it('says of a node that found its leader dead who is above it', () => {
  const step = driver.steps.find(
    ({ event, node }) => event.timer?.name === 'pingWait' && node === 'n2',
  );
  expect(said(step, 'SU1')).toEqual([]);
  expect(said(step, 'SU2')).toEqual([
    '- shortcut = true | false',
    '+ only the dead leader is above i | above: n3; leader n3',
  ]);
  expect(said(step, 'EL2')).toEqual(['+ status = NORMAL | ', '+ a node is above i | n3']);
  expect(said(step, 'EL3')).toEqual(['+ status = NORMAL | ', '- no node is above i | n3']);
});

it('says of silence that the answer was still waited for', () => {
  const step = driver.steps.find(
    ({ event, node }) => event.timer?.name === 'okWait' && node === 'n2',
  );
  expect(said(step, 'WN1')).toEqual(['+ status = ELECTING | ']);
  expect(said(step, 'CW1')).toBeNull();
});

it('compares ranks when somebody announces itself', () => {
  const news = (from: string, to: string) =>
    driver.steps.find(
      (one) => one.message?.type === 'COORDINATOR' && one.from === from && one.node === to,
    );
  expect(said(news('n2', 'n1'), 'CO1')).toEqual(['+ rank of j >= rank of i | 2 > 1']);
  expect(said(news('n3', 'n2'), 'CO2')).toEqual(['- rank of j < rank of i | 3 > 2']);
});

it('asks whether nobody is above a node that comes back', () => {
  const step = driver.steps.find(({ event }) => event.kind === 'restart');
  expect(said(step, 'ST1')).toEqual([
    '+ the scenario names no leader | ',
    '+ no node is above i | none',
  ]);
});
