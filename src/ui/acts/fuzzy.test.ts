/** Shows what the palette finds, in which order, and the figures it reads. */
import { describe, expect, it } from 'vitest';
import { fitting } from './fuzzy';
import { askedIn } from './nodeActs';

const LINES = [
  'Crash n3',
  'Crash the leader (n2)',
  'Pause n3',
  'Pause and choose what goes first n3: timers first',
  'Link n1 – n3: loss 20 %',
  'All links: loss 20 %',
  'Crash n13',
];
const found = (typed: string): readonly string[] => fitting(typed, LINES, (line) => line, 9);

describe('what is typed finds', () => {
  it('the line that begins with it and names the node, before longer ones', () => {
    expect(found('pause n3')[0]).toBe('Pause n3');
    expect(found('crash n3')[0]).toBe('Crash n3');
    expect(found('crash leader')).toEqual(['Crash the leader (n2)']);
    expect(found('loss 20%')).toContain('All links: loss 20 %');
  });

  it('letters in order, if the word begins with the first of them', () => {
    expect(found('crsh n13')).toEqual(['Crash n13']);
    expect(found('zzz')).toEqual([]);
  });

  it('everything, in its own order, while nothing is typed', () => {
    expect(found('  ')).toEqual(LINES);
  });
});

describe('figures', () => {
  it('are percent with the sign or bare, a span with its unit', () => {
    expect(askedIn('loss 35%')).toEqual({ percent: 35, ms: 35 });
    expect(askedIn('loss 35 %')).toEqual({ percent: 35, ms: 35 });
    expect(askedIn('delay 12.5 ms')).toEqual({ percent: null, ms: 12.5 });
    expect(askedIn('jump 2 s')).toEqual({ percent: null, ms: 2000 });
    expect(askedIn('pause n3')).toEqual({ percent: null, ms: null });
  });
});
