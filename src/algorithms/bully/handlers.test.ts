/**
 * The handlers one at a time: each test builds one node, hands it one message or timer, and looks at
 * what it became and what it asked for.
 */
import { describe, expect, it } from 'vitest';
import { one } from './testing/one';

const follower = { leader: 'n5' } as const;
const leading = { leader: 'n3' } as const;
const electing = { status: 'electing', leader: null } as const;
const waiting = { status: 'waiting', leader: null } as const;

describe('ST: start and restart', () => {
  it('ST1 the highest asks nobody and tells everybody', () => {
    expect(one({ self: 'n5', nodes: 3 }).did).toEqual([]);
    expect(one({ self: 'n3', nodes: 3 }).start().did).toEqual([
      'ST1',
      'attempt 3',
      'becomes leader (highest)',
      'believes n3',
      'send n1 COORDINATOR',
      'send n2 COORDINATOR',
    ]);
  });

  it('ST2 any other asks those above, and only those', () => {
    expect(one({ self: 'n3' }).start().did).toEqual([
      'ST2',
      'EL2',
      'attempt 3',
      'becomes electing (started)',
      'believes nobody',
      'send n4 ELECTION',
      'send n5 ELECTION',
      'set okWait 50',
    ]);
  });

  it('rank decides, not the place in the list', () => {
    const upsideDown = (id: string): number => 10 - Number(id.slice(1));
    const sent = one({ self: 'n3', rank: upsideDown }).start().did.slice(-3, -1);
    expect(sent).toEqual(['send n1 ELECTION', 'send n2 ELECTION']);
  });

  it('ST3 a seated cluster says nothing; followers begin to ping', () => {
    expect(one({ self: 'n5' }).seat('n5').did).toEqual([
      'ST3',
      'becomes leader (seated)',
      'believes n5',
    ]);
    expect(one({ self: 'n1' }).seat('n5').did).toEqual([
      'ST3',
      'becomes follower (seated)',
      'believes n5',
      'set ping 1000',
    ]);
    expect(one({ self: 'n1' }).seat(null).did[0]).toBe('ST2');
  });
});

describe('ER: ELECTION', () => {
  it('ER1 answers and starts an election of its own', () => {
    const { did, s } = one({ self: 'n4', state: follower }).receive('n2', 'ELECTION');

    expect(did.slice(0, 3)).toEqual(['ER1', 'send n2 OK', 'EL2']);
    expect(did).toContain('send n5 ELECTION');
    expect(s).toMatchObject({ status: 'electing', leader: null });
  });

  it.each([
    ['electing', electing],
    ['waiting', waiting],
  ])('EL1 answers and nothing more while %s', (_, state) => {
    expect(one({ self: 'n4', state }).receive('n2', 'ELECTION').did).toEqual([
      'ER1',
      'send n2 OK',
      'EL1',
    ]);
  });

  it('EL3 the highest wins at once and tells everybody, also those who did not ask', () => {
    const { did } = one({ self: 'n3', nodes: 3, state: leading }).receive('n1', 'ELECTION');

    expect(did).toEqual([
      'ER1',
      'send n1 OK',
      'EL3',
      'attempt 3',
      'becomes leader (highest)',
      'believes n3',
      'send n1 COORDINATOR',
      'send n2 COORDINATOR',
    ]);
  });

  it('ER3 a question that was asked before the last announcement starts nothing', () => {
    const told = one({ self: 'n4' }).receive('n5', 'COORDINATOR');
    told.receive('n2', 'ELECTION');
    expect(told.did.slice(-2)).toEqual(['ER3', 'send n2 OK']);

    // The context of these tests stands at local time 0; one window later it is a new question.
    const later = one({ self: 'n4', state: { ...follower, announcedUs: -50_000 } });
    expect(later.receive('n2', 'ELECTION').did).toContain('EL2');
    // A clock that was set back must not silence a node.
    const setBack = one({ self: 'n4', state: { ...follower, announcedUs: 1 } });
    expect(setBack.receive('n2', 'ELECTION').did).toContain('EL2');
  });

  it('ER2 with the switch a leader just says that it leads', () => {
    const params = { incumbent: 'coordinator' } as const;
    const leader = one({ self: 'n3', state: leading, params });
    expect(leader.receive('n1', 'ELECTION').did).toEqual(['ER2', 'send n1 COORDINATOR']);

    const other = one({ self: 'n3', state: follower, params });
    expect(other.receive('n1', 'ELECTION').did[0]).toBe('ER1');
  });
});

describe('OK: answers', () => {
  it('OK1 an answer ends the bid', () => {
    const { did, s } = one({ self: 'n2', state: electing }).receive('n4', 'OK');

    expect(did).toEqual(['OK1', 'becomes waiting (answered)', 'set coordWait 150']);
    expect(s).toMatchObject({ status: 'waiting', leader: null });
  });

  it.each([
    ['waiting', waiting],
    ['leading', { leader: 'n2' }],
    ['following', follower],
  ])('OK2 an answer means nothing while %s', (_, state) => {
    expect(one({ self: 'n2', state }).receive('n4', 'OK').did).toEqual(['OK2']);
  });
});

describe('WN, CW: waits that end', () => {
  it('WN1 silence from above wins; those below are told', () => {
    expect(one({ self: 'n3', state: electing }).ring('okWait').did).toEqual([
      'WN1',
      'becomes leader (silence)',
      'believes n3',
      'send n1 COORDINATOR',
      'send n2 COORDINATOR',
    ]);
  });

  it('WN1 with announceTo all everybody is told', () => {
    const { did } = one({ self: 'n3', state: electing, params: { announceTo: 'all' } }).ring(
      'okWait',
    );
    expect(did.filter((line) => line.startsWith('send'))).toHaveLength(4);
  });

  it('CW1 no announcement: asks again', () => {
    const { did } = one({ self: 'n3', state: { ...waiting, bids: 1 } }).ring('coordWait');
    expect(did.slice(0, 4)).toEqual([
      'CW1',
      'EL2',
      'attempt 8', // Place 3 of 5, second bid: no other bid of any node has this number.
      'becomes electing (noAnnouncement)',
    ]);
  });

  it('a wait that nobody is in means nothing', () => {
    expect(one({ self: 'n3', state: follower }).ring('okWait').did).toEqual([]);
    expect(one({ self: 'n3', state: electing }).ring('coordWait').did).toEqual([]);
    expect(one({ self: 'n3', state: leading }).ring('ping').did).toEqual([]);
  });
});

describe('CO: announcements', () => {
  it.each([
    ['following another', { leader: 'n4' }],
    ['leading', leading],
    ['electing', electing],
    ['waiting', waiting],
  ])('CO1 one from above is accepted while %s', (_, state) => {
    const { did, s } = one({ self: 'n3', state }).receive('n5', 'COORDINATOR');

    expect(did).toEqual(['CO1', 'becomes follower (announced)', 'believes n5', 'set ping 1000']);
    expect(s).toMatchObject({ status: 'normal', leader: 'n5', awaitingPong: false });
  });

  it('CO2 one from below is answered with an election', () => {
    const { did } = one({ self: 'n3', state: follower }).receive('n2', 'COORDINATOR');
    expect(did.slice(0, 2)).toEqual(['CO2', 'EL2']);
  });

  it('CO2 the highest bullies the claimant at once', () => {
    const { did } = one({ self: 'n5', state: { leader: 'n5' } }).receive('n2', 'COORDINATOR');
    expect(did.slice(0, 2)).toEqual(['CO2', 'EL3']);
    expect(did).toContain('send n2 COORDINATOR');
  });
});

describe('PI, PO, SU: watching the leader', () => {
  it('PI1 pings and gives the leader a deadline', () => {
    const node = one({ self: 'n1', state: follower }).ring('ping');
    expect(node.did).toEqual(['PI1', 'send n5 PING', 'set pingWait 50', 'set ping 1000']);
    expect(node.s.awaitingPong).toBe(true);
  });

  it('PI1 a second ping does not move the deadline of the first', () => {
    const node = one({ self: 'n1', state: { ...follower, awaitingPong: true } }).ring('ping');
    expect(node.did).toEqual(['PI1', 'send n5 PING', 'set ping 1000']);
  });

  it.each([
    ['leads', leading, 'PI2'],
    ['holds an election', electing, 'PI2'],
    ['follows another', follower, 'PI3'],
  ])('a node that %s: rule %s', (_, state, rule) => {
    const { did } = one({ self: 'n3', state }).receive('n1', 'PING');
    expect(did).toEqual(rule === 'PI2' ? ['PI2', 'send n1 PONG'] : ['PI3']);
  });

  it('PO1 only the leader is heard, and only while it is waited for', () => {
    const expecting = { ...follower, awaitingPong: true };
    const node = one({ self: 'n1', state: expecting }).receive('n5', 'PONG');
    expect(node.did).toEqual(['PO1']);
    expect(node.s.awaitingPong).toBe(false);
    expect(one({ self: 'n1', state: expecting }).receive('n4', 'PONG').did).toEqual(['PO2']);
    expect(one({ self: 'n1', state: follower }).receive('n5', 'PONG').did).toEqual(['PO2']);
  });

  it('SU1 a silent leader is taken for dead, but asked once more all the same', () => {
    const { did, s } = one({ self: 'n3', state: { ...follower, awaitingPong: true } }).ring(
      'pingWait',
    );
    expect(did.slice(0, 2)).toEqual(['SU1', 'EL2']);
    expect(did).toContain('send n5 ELECTION');
    expect(s.awaitingPong).toBe(false);
  });

  it('SU2 with the shortcut the second highest asks nobody', () => {
    const params = { shortcut: true };
    const second = one({ self: 'n4', state: follower, params }).ring('pingWait');
    expect(second.did.slice(0, 4)).toEqual([
      'SU1',
      'SU2',
      'attempt 4',
      'becomes leader (onlyDeadAbove)',
    ]);
    expect(one({ self: 'n3', state: follower, params }).ring('pingWait').did).not.toContain('SU2');
    const other = one({ self: 'n4', state: electing, params }).ring('pingWait');
    expect(other.did).toEqual(['SU1', 'EL1']);
  });
});
