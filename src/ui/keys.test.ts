/** Shows that the table is sound, that keys rest where a person types or chooses, and how they bind. */
import { describe, expect, it } from 'vitest';
import type { Pressed } from './keys';
import { ariaKeys, bindings, KEYS, keysRest } from './keys';

const press = (key: string, ...around: string[]): Pressed => ({
  key,
  defaultPrevented: false,
  isComposing: false,
  within: (selector) => around.some((element) => selector.split(', ').includes(element)),
});
const fakeEvent = () => {
  const event = { prevented: 0, preventDefault: () => void (event.prevented += 1) };
  return event as typeof event & KeyboardEvent;
};

describe('the table', () => {
  it('names every id and every key once', () => {
    const ids = KEYS.map(({ id }) => id);
    const keys = KEYS.flatMap((one) => one.keys);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has an aria-keyshortcuts for each', () => {
    for (const { id } of KEYS) expect(ariaKeys(id)).not.toBe('');
  });
});

describe('keys rest', () => {
  it('in fields, lists, menus and sliders', () => {
    for (const place of ['textarea', 'select', '[role=slider]', '[role=menu]', '[role=listbox]']) {
      expect(keysRest(press('c', place))).toBe(true);
      expect(keysRest(press('ArrowLeft', place))).toBe(true);
    }
  });

  it('for Space and Enter on a button, but letters still work there', () => {
    expect(keysRest(press(' ', 'button'))).toBe(true);
    expect(keysRest(press('Enter', 'button'))).toBe(true);
    expect(keysRest(press('c', 'button'))).toBe(false);
    expect(keysRest(press('ArrowRight', 'button'))).toBe(false);
  });

  it('for whatever an element has already taken', () => {
    expect(keysRest({ ...press('ArrowLeft'), defaultPrevented: true })).toBe(true);
    expect(keysRest(press('ArrowLeft'))).toBe(false);
  });

  it('in dialogs', () => {
    expect(keysRest(press('c', '[role=dialog]'))).toBe(true);
    expect(keysRest(press('Escape', '[role=dialog]'))).toBe(true);
    expect(keysRest(press('Escape', 'button'))).toBe(false);
  });
});

describe('bindings', () => {
  it('do what the id says and keep the browser from doing its own', () => {
    let crashed = 0;
    const map = bindings(
      (id) => (id === 'crash' ? () => void (crashed += 1) : undefined),
      () => false,
      () => true,
    );
    const event = fakeEvent();
    map['c']!(event);
    expect([crashed, event.prevented]).toEqual([1, 1]);
    map['h']!(event);
    expect(event.prevented).toBe(1);
  });

  it('leave single letters alone when they are switched off, but not Ctrl+Z', () => {
    const done: string[] = [];
    const map = bindings(
      (id) => () => void done.push(id),
      () => false,
      () => false,
    );
    map['c']!(fakeEvent());
    map['u']!(fakeEvent());
    map['$mod+z']!(fakeEvent());
    map['Space']!(fakeEvent());
    expect(done).toEqual(['undo', 'toggle']);
  });
});
