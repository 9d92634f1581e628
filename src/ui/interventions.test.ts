/** Shows when each intervention is offered, and that each says what it does by its own deed. */
import { describe, expect, it } from 'vitest';
import { anyCut, INTERVENTIONS, intervention, leaderNow } from './interventions';
import { fakeRun, fakeWorld } from './testing/fakes';

const seat = (node: string, sinceUs: number) => ({ node, attempt: 1, sinceUs });

/** Which interventions are offered for a node, or for none. */
function offered(run: ReturnType<typeof fakeRun>, node: string | null): readonly string[] {
  return INTERVENTIONS.filter((one) => one.appliesTo(run, node)).map(({ id }) => id);
}

describe('what is offered', () => {
  it('for a node that runs, that is paused, that is down', () => {
    const run = fakeRun(fakeWorld([{}, { paused: true }, { up: false }]));
    expect(offered(run, 'n1')).toEqual(['crash', 'pause', 'timeout', 'cutOff']);
    expect(offered(run, 'n2')).toEqual(['crash', 'resume', 'cutOff']);
    expect(offered(run, 'n3')).toEqual(['restart', 'cutOff']);
  });

  it('without a selection: for the leader, if there is one', () => {
    expect(offered(fakeRun(fakeWorld([{}, {}])), null)).toEqual([]);
    const led = fakeRun(fakeWorld([{}, {}, {}], [seat('n2', 5)]));
    expect(offered(led, null)).toEqual(['crash', 'pause', 'cutOff']);
  });

  it('healing only while something is cut, one way included', () => {
    expect(anyCut(fakeWorld([{}, {}]))).toBe(false);
    expect(anyCut(fakeWorld([{}, {}, {}], [], ['n1>n3']))).toBe(true);
    expect(offered(fakeRun(fakeWorld([{}, {}], [], ['n1>n2'])), null)).toContain('heal');
  });
});

describe('the leader one acts on', () => {
  it('is the one seated last, else the believer with the greatest attempt', () => {
    expect(leaderNow(fakeWorld([{}, {}, {}], [seat('n1', 5), seat('n3', 9)]))).toBe('n3');
    const believers = [
      { leader: 'n1', attempt: 2 },
      { leader: 'n2', attempt: 3 },
      { leader: 'n3', attempt: 9, up: false },
    ];
    expect(leaderNow(fakeWorld(believers))).toBe('n2');
    expect(leaderNow(fakeWorld([{ leader: 'n2', attempt: 1 }, {}]))).toBeNull();
  });
});

it('does what it says, to the node or to the leader', () => {
  const run = fakeRun(fakeWorld([{}, {}]));
  const deed = (id: Parameters<typeof intervention>[0], node: string | null) =>
    intervention(id).deed(run, node);
  expect(deed('crash', null)).toEqual({ do: 'crash', node: 'leader' });
  expect(deed('cutOff', 'n2')).toEqual({ do: 'partition', groups: [['n2'], ['rest']] });
  expect(deed('restart', null)).toEqual({ do: 'restart', node: 'crashed' });
  expect(deed('request', 'n1')).toEqual({ do: 'request', node: 'n1', op: { put: ['x', '1'] } });
});
