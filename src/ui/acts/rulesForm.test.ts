/** Shows that the sheet of link rules sets what was changed and nothing else, and refuses what makes no sense. */
import { describe, expect, it } from 'vitest';
import { changes, fieldsOf } from './rulesForm';

const before = fieldsOf({ delayMs: [5, 15], loss: 0.2, duplicate: 0, fifo: false });

describe('the sheet of link rules', () => {
  it('shows rules as a person writes them', () => {
    expect(before).toEqual({ loss: '20', duplicate: '0', from: '5', to: '15', fifo: false });
    expect(fieldsOf({ delayMs: 7 })).toMatchObject({ from: '7', to: '7' });
    expect(fieldsOf({ delayMs: { dist: 'longTail', p50: 10, p99: 200, min: 5 } })).toMatchObject({
      from: '5',
      to: '200',
    });
  });

  it('sets only what was changed', () => {
    expect(changes(before, before)).toEqual({});
    expect(changes(before, { ...before, loss: '12.5' })).toEqual({ loss: 0.125 });
    expect(changes(before, { ...before, from: '50', to: '50', fifo: true })).toEqual({
      delayMs: 50,
      fifo: true,
    });
  });

  it('refuses what is no figure, out of range or upside down', () => {
    expect(changes(before, { ...before, loss: '101' })).toHaveProperty('refused');
    expect(changes(before, { ...before, duplicate: 'some' })).toHaveProperty('refused');
    expect(changes(before, { ...before, from: '' })).toHaveProperty('refused');
    expect(changes(before, { ...before, from: '16' })).toEqual({ refused: 'rules.refused.order' });
  });
});
