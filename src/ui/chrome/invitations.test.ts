/** Shows that invitations come one at a time, only when they can be taken up, and go once done. */
import { describe, expect, it } from 'vitest';
import { fakeRun, fakeWorld, handCommand } from '../testing/fakes';
import { doneSoFar, invitationNow } from './invitations';

const five = [{}, {}, {}, {}, {}];
const led = fakeWorld(five, [{ node: 'n2', attempt: 1, sinceUs: 200_000 }], [], 400_000);
const crash = handCommand({ do: 'crash', node: 'leader' }, 400_000);

describe('the ladder', () => {
  it('first asks to crash the leader, and only while there is one', () => {
    expect(invitationNow([], fakeRun(led))).toEqual({ id: 'crash', node: 'n2' });
    expect(invitationNow([], fakeRun(fakeWorld(five)))).toBeNull();
  });

  it('counts a crash by any way as taken up', () => {
    expect(doneSoFar([], fakeRun(led, { commands: [crash] }))).toEqual(['crash']);
    const scripted = { ...crash, origin: 'script' as const };
    expect(doneSoFar([], fakeRun(led, { commands: [scripted] }))).toEqual([]);
  });

  it('asks why only after a new leader stands', () => {
    const during = fakeRun(fakeWorld([{ up: false }, {}, {}]), { commands: [crash] });
    expect(invitationNow(['crash'], during)).toBeNull();
    const after = fakeWorld(five, [{ node: 'n3', attempt: 2, sinceUs: 900_000 }], [], 950_000);
    expect(invitationNow(['crash'], fakeRun(after, { commands: [crash] }))).toEqual({
      id: 'why',
      node: 'n3',
    });
  });

  it('then asks for a cut, then for a link, then for nothing', () => {
    const run = fakeRun(led);
    expect(invitationNow(['crash', 'why'], run)?.id).toBe('cut');
    expect(invitationNow(['crash', 'why', 'cut'], run)?.id).toBe('share');
    expect(invitationNow(['crash', 'why', 'cut', 'share'], run)).toBeNull();
  });

  it('returns the same list while nothing is new', () => {
    const done = ['crash'] as const;
    expect(doneSoFar(done, fakeRun(led))).toBe(done);
  });
});
