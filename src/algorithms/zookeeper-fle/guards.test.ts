/** The values beside the rules in a few well-known steps; agreement at large is in conformance. */
import { expect, it } from 'vitest';
import type { Step } from '../../engine/protocol';
import { guards } from './guards';
import { play, playPreset } from './testing/runs';

/** `+ condition | values` for what holds, `- ...` for what does not. */
function said(step: Step | undefined, rule: string): readonly string[] | null {
  if (step === undefined) throw new Error('no such step');
  const found = guards[rule]?.(step) ?? null;
  return found && found.map(({ text, value, holds }) => `${holds ? '+' : '-'} ${text} | ${value}`);
}

const applied = (step: Step, rule: string): boolean =>
  step.effects.some((effect) => effect.do === 'rule' && effect.id === rule);

const first = play({ nodes: 3 }).to(500);

it('says which of two votes is better, by epoch, transaction and name', () => {
  const step = first.steps.find(({ node, from }) => node === 'n1' && from === 'n2');
  expect(said(step, 'NO2')).toEqual([
    '+ its round = round | 1 = 1',
    '+ its vote is better than mine | (0, none, n2) > (0, none, n1)',
  ]);
  expect(said(step, 'NO1')).toEqual(['- its round > round | 1 = 1']);
  expect(said(step, 'NO5')).toEqual([
    '+ its round >= round | 1 = 1',
    '- a quorum of recvset votes for n2 | 1 of 3, 2 needed',
  ]);
});

it('says how many agree when a quorum does', () => {
  const step = first.steps.find((one) => one.node === 'n1' && applied(one, 'NO5'));
  expect(said(step, 'NO5')?.[1]).toMatch(
    /^\+ a quorum of recvset votes for n[23] \| 2 of 3, 2 needed$/,
  );
  expect(said(step, 'FW3')).toBeNull();
});

it('says of a decision whom it is for', () => {
  const step = first.steps.find((one) => one.node === 'n3' && applied(one, 'FW3'));
  expect(said(step, 'DE1')).toEqual(['+ the vote is for me | n3']);
  expect(said(step, 'DE2')).toEqual(['- the vote is for another | n3']);
});

it('says of an elected server who is ahead of it', () => {
  const { steps } = playPreset('hasty').to(1000);
  const step = steps.find((one) => one.node === 'n3' && applied(one, 'AE2'));
  expect(said(step, 'AE2')).toEqual([
    '+ NEWLEADER is not out yet | ',
    '+ it has a newer epoch or a longer log | (1, 1.3) and (1, 1.2)',
  ]);
  expect(said(step, 'AE1')).toEqual(['- it is not ahead, or too late to matter | ']);
});

it('says what a leader misses that gives up', () => {
  const { steps } = playPreset('cut-off').to(1500);
  const step = steps.find((one) => one.node === 'n5' && applied(one, 'PI2'));
  expect(said(step, 'PI2')).toEqual(['+ no quorum was heard from | 2 of 5, 3 needed']);
  expect(said(step, 'PI1')).toEqual([
    '- a quorum was heard from within syncLimit | 2 of 5, 3 needed',
  ]);
});
