/**
 * The procedures of the paper's form one at a time: each test builds one node, hands it one call, answer
 * or timer, and looks at what it became and what it asked for.
 */
import { describe, expect, it } from 'vitest';
import type { OriginalState } from '../types';
import { one } from './testing/one';

const follower: Partial<OriginalState> = { s: 'NORMAL', c: 'n5', h: 'n5' };
const leading: Partial<OriginalState> = { s: 'NORMAL', c: 'n3', h: 'n3' };
const halted: Partial<OriginalState> = { s: 'ELECTION', h: 'n4' };

describe('Recovery and Election()', () => {
  it('RC1 AS1 asks those above one at a time, the next one first', () => {
    const node = one({ self: 'n3' }).start();
    expect(node.did).toEqual([
      'RC1',
      'attempt 3',
      'AS1',
      'becomes asking (recovered)',
      'send n4 AreYouThere',
      'set callWait 50',
    ]);
    expect(node.s.calling).toEqual(['n4', 'n5']);
  });

  it('AS2 leaves it to a node above that answers, and waits again', () => {
    const node = one({ self: 'n3' }).start().answer('n4', 'AreYouThereReply');
    expect(node.since(6)).toEqual(['AS2', 'becomes halted (answered)', 'set coordWait 150']);
  });

  it('AS3 goes on to the next after a silence, and halts those below when none is left', () => {
    const node = one({ self: 'n3' }).start().ring('callWait');
    expect(node.since(6)).toEqual(['AS3', 'send n5 AreYouThere', 'set callWait 50']);
    expect(node.ring('callWait').since(9)).toEqual([
      'AS3',
      'HA1',
      'becomes halting (silence)',
      'believes nobody',
      'send n2 Halt',
      'set callWait 50',
    ]);
    expect(node.s).toMatchObject({ s: 'ELECTION', h: 'n3', c: null, up: [] });
  });

  it('HA2 HA3 NC1 counts who stopped, passes over who is silent, and only then appoints itself', () => {
    const node = one({ self: 'n3', nodes: 3 }).start();
    node.answer('n2', 'HaltReply');
    expect(node.s).toMatchObject({ up: ['n2'], c: null, s: 'ELECTION' });
    node.ring('callWait');
    expect(node.did.slice(-6)).toEqual([
      'HA3',
      'NC1',
      'becomes appointing (haltedAll)',
      'believes n3',
      'send n2 NewCoordinator',
      'set callWait 50',
    ]);
    expect(node.s).toMatchObject({ up: ['n2'], c: 'n3', s: 'REORGANIZATION' });
  });

  it('RD1 NO1 hands out the task, and is NORMAL last of all', () => {
    const node = one({ self: 'n2', nodes: 2 }).start();
    node.answer('n1', 'HaltReply').answer('n1', 'NewCoordinatorReply');
    expect(node.s).toMatchObject({ s: 'REORGANIZATION', d: ['n2', 'n1'], stage: 'readying' });
    node.answer('n1', 'ReadyReply');
    expect(node.did.slice(-4)).toEqual([
      'RD2',
      'NO1',
      'becomes leader (allReady)',
      'set check 1000',
    ]);
    expect(node.s.s).toBe('NORMAL');
  });

  it('NC3 begins anew when one of those that stopped no longer answers', () => {
    const node = one({ self: 'n2', nodes: 2 }).start().answer('n1', 'HaltReply').ring('callWait');
    expect(node.did.slice(-5)).toEqual([
      'HA1',
      'becomes halting (lostOne)',
      'believes nobody',
      'send n1 Halt',
      'set callWait 50',
    ]);
    expect(node.did).toContain('NC3');
  });

  it('a node alone is NORMAL at once', () => {
    const { did, s } = one({ self: 'n1', nodes: 1 }).start();
    expect(did.filter((line) => line.length === 3)).toEqual(['RC1', 'HA1', 'NC1', 'RD1', 'NO1']);
    expect(s).toMatchObject({ s: 'NORMAL', c: 'n1', d: ['n1'] });
  });
});

describe('when called', () => {
  it('HL1 stops whatever it was doing, even leading', () => {
    const node = one({ self: 'n3', state: leading }).call('n4', 'Halt');
    expect(node.did).toEqual([
      'HL1',
      'becomes halted (halted)',
      'believes nobody',
      'send n4 HaltReply',
      'set coordWait 150',
    ]);
    const candidate = one({ self: 'n3' }).start().call('n5', 'Halt');
    expect(candidate.s).toMatchObject({ stage: null, h: 'n5', s: 'ELECTION' });
  });

  it.each([
    ['NC4', 'n4', halted],
    ['NC5', 'n5', halted],
    ['NC5', 'n4', { ...halted, h: null }],
    ['NC5', 'n4', { s: 'NORMAL', c: 'n4', h: 'n4' }],
  ] as const)('%s on NewCoordinator of %s: it yields to h alone', (rule, from, state) => {
    const node = one({ self: 'n2', state }).call(from, 'NewCoordinator');
    expect(node.did.slice(0, 2)).toEqual([`send ${from} NewCoordinatorReply`, rule]);
    expect(node.s.c).toBe(rule === 'NC4' ? 'n4' : ((state as Partial<OriginalState>).c ?? null));
  });

  it('RD3 takes its task of its coordinator, RD4 of nobody else', () => {
    const state = { s: 'REORGANIZATION', c: 'n4', h: 'n4' } as const;
    const node = one({ self: 'n2', state }).call('n4', 'Ready', { d: ['n4', 'n2'] });
    expect(node.did).toContain('RD3');
    expect(node.s).toMatchObject({ s: 'NORMAL', d: ['n4', 'n2'] });
    expect(one({ self: 'n2', state }).call('n5', 'Ready', { d: [] }).did).toContain('RD4');
  });

  it('AN1 AN2 answers in any state, and says truly whether it is normal', () => {
    expect(one({ self: 'n2', state: halted }).call('n1', 'AreYouThere').did).toEqual([
      'AN1',
      'send n1 AreYouThereReply',
    ]);
    expect(one({ self: 'n2', state: halted }).call('n1', 'AreYouNormal').did).toEqual([
      'AN2',
      'send n1 AreYouNormalReply no',
    ]);
    // A sign of life of the coordinator: patience begins anew.
    expect(one({ self: 'n2', state: follower }).call('n5', 'AreYouNormal').did).toEqual([
      'AN2',
      'send n5 AreYouNormalReply yes',
      'set silence 1050',
    ]);
  });

  it('LA1 an answer with an old number, of another node, or to nothing means nothing', () => {
    const node = one({ self: 'n3' }).start();
    expect(node.answer('n4', 'AreYouThereReply', { call: -1 }).did.at(-1)).toBe('LA1');
    expect(node.answer('n5', 'AreYouThereReply').did.at(-1)).toBe('LA1');
    expect(one({ self: 'n3', state: follower }).answer('n4', 'HaltReply').did).toEqual(['LA1']);
  });
});

describe('Check and Timeout', () => {
  it('CK1 to CK4: no ends in an election, silence does not', () => {
    const node = one({ self: 'n3', nodes: 3, state: leading }).ring('check');
    expect(node.did).toEqual(['set check 1000', 'CK1', 'send n1 AreYouNormal', 'set callWait 50']);
    node.ring('callWait');
    expect(node.did.slice(4)).toEqual(['CK4', 'send n2 AreYouNormal', 'set callWait 50']);
    node.answer('n2', 'AreYouNormalReply', { normal: false });
    expect(node.did).toContain('CK3');
    expect(node.s.stage).toBe('halting');

    const calm = one({ self: 'n2', nodes: 2, state: { ...leading, c: 'n2' } }).ring('check');
    calm.answer('n1', 'AreYouNormalReply', { normal: true });
    expect(calm.did.slice(-1)).toEqual(['CK2']);
    expect(calm.s).toMatchObject({ s: 'NORMAL', stage: null });
  });

  it('TO1 TO2 asks a silent coordinator, and is content with an answer', () => {
    const node = one({ self: 'n2', state: follower }).ring('silence');
    expect(node.did).toEqual(['TO1', 'send n5 AreYouThere', 'set pingWait 50']);
    node.answer('n5', 'AreYouThereReply');
    expect(node.did.slice(3)).toEqual(['TO2', 'set silence 1050']);
  });

  it('TO3 holds an election without an answer; a running one goes on', () => {
    const node = one({ self: 'n2', state: follower }).ring('silence').ring('pingWait');
    expect(node.did.slice(3, 6)).toEqual(['TO3', 'attempt 2', 'AS1']);
    expect(node.ring('pingWait').did.slice(-1)).toEqual(['set callWait 50']);
  });

  it('TO4 a node that stands still looks for itself', () => {
    expect(one({ self: 'n2', state: halted }).ring('coordWait').did[0]).toBe('TO4');
    const stuck = { s: 'REORGANIZATION', c: 'n2', h: 'n2' } as const;
    expect(one({ self: 'n2', state: stuck }).ring('coordWait').did[0]).toBe('TO4');
    expect(one({ self: 'n2', state: follower }).ring('coordWait').did).toEqual([]);
    expect(one({ self: 'n3', state: leading }).ring('silence').did).toEqual([]);
  });
});
