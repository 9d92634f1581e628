/** The values beside Raft's rules in a few steps everybody knows; agreement at large is in conformance. */
import { describe, expect, it } from 'vitest';
import type { Step } from '../../engine/protocol';
import { Driver } from '../../engine/testing/driver';
import { guards } from './guards';
import { algorithm } from './index';

function asked(driver: Driver, type: string, from: string, to: string): Step {
  const step = driver.steps.find(
    (one) =>
      one.event.kind === 'deliver' &&
      one.message?.type === type &&
      one.from === from &&
      one.node === to,
  );
  if (step === undefined) throw new Error(`${from} sent ${to} no ${type}`);
  return step;
}

/** `+ condition | values` for what holds, `- ...` for what does not. */
function said(step: Step, rule: string): readonly string[] | null {
  const found = guards[rule]?.(step) ?? null;
  return found && found.map(({ text, value, holds }) => `${holds ? '+' : '-'} ${text} | ${value}`);
}

describe('what decided a vote', () => {
  const driver = new Driver(algorithm, { nodes: 3 });
  driver.hup('n1');
  driver.hup('n2');
  driver.settle();

  it('says of a first vote that the term is newer and the vote is free', () => {
    const step = asked(driver, 'RequestVote', 'n1', 'n3');
    expect(said(step, 'T1')).toEqual(['+ its term > currentTerm | 1 > 0']);
    expect(said(step, 'RV4')).toEqual([
      '+ its term >= currentTerm | 1 = 1',
      "+ candidate's last entry >= own last entry | empty = empty",
      '+ votedFor = none or the candidate | none',
    ]);
    expect(said(step, 'RV3')).toContain('- votedFor is another server | none');
  });

  it('says of a refused one who has the vote', () => {
    const step = asked(driver, 'RequestVote', 'n2', 'n3');
    expect(said(step, 'T1')).toEqual(['- its term > currentTerm | 1 = 1']);
    expect(said(step, 'RV3')).toEqual([
      '+ its term >= currentTerm | 1 = 1',
      '+ votedFor is another server | n1',
    ]);
    expect(said(step, 'RV4')).toContain('- votedFor = none or the candidate | n1');
  });

  it('counts the answers with the one that has just come', () => {
    const step = asked(driver, 'RequestVoteReply', 'n3', 'n1');
    expect(said(step, 'RVR3')).toContain('+ granted >= majority | 2 = 2');
    expect(said(step, 'L1')).toEqual([]);
    expect(said(step, 'L2')).toEqual(['- noop = true | false']);
  });

  it('has nothing to say of the rules of another handler', () => {
    const step = asked(driver, 'RequestVote', 'n1', 'n3');
    expect([said(step, 'AE1'), said(step, 'E1'), said(step, 'C1')]).toEqual([null, null, null]);
  });
});

it('says of an older log which entry came last in each', () => {
  const driver = new Driver(algorithm, { nodes: 3, logs: { n1: [1], n2: [1, 2], n3: [1, 2] } });
  driver.hup('n1');
  driver.settle();
  const step = asked(driver, 'RequestVote', 'n1', 'n2');
  expect(said(step, 'RV2')).toContain(
    "+ candidate's last entry < own last entry | index 1 of term 1 < index 2 of term 2",
  );
});
