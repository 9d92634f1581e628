/**
 * The one table of keys: it feeds the bindings, the `?` sheet and `aria-keyshortcuts`. What a key does
 * is looked up by its id; where keys rest (fields, lists, menus, sliders) is decided here too.
 */

export type KeyGroup = 'time' | 'nodes' | 'network' | 'lanes' | 'page';

export interface KeyLine {
  readonly id: string;
  /** Bindings in tinykeys' words; any of them does it. */
  readonly keys: readonly string[];
  /** As written on the `?` sheet and on buttons. */
  readonly shown: string;
  /** Other keys that do the same; written on the sheet only. */
  readonly also: string;
  /** As `aria-keyshortcuts` wants it. */
  readonly aria: string;
  readonly group: KeyGroup;
  /** A single letter, digit or sign without a modifier: can be switched off (WCAG 2.1.4). */
  readonly single: boolean;
}

const line = (
  group: KeyGroup,
  id: string,
  keys: readonly string[],
  shown: string,
  aria: string,
  single = false,
  also = '',
): KeyLine => ({ id, keys, shown, aria, group, single, also });

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export const KEYS: readonly KeyLine[] = [
  line('time', 'toggle', ['Space'], 'Space', 'Space'),
  line('time', 'storyBack', ['ArrowLeft'], '←', 'ArrowLeft'),
  line('time', 'storyForward', ['ArrowRight'], '→', 'ArrowRight'),
  line('time', 'eventBack', [','], ',', ',', true),
  line('time', 'eventForward', ['.'], '.', '.', true),
  line(
    'time',
    'beatBack',
    ['Shift+ArrowLeft', 'PageUp'],
    'Shift ←',
    'Shift+ArrowLeft PageUp',
    false,
    'Page up',
  ),
  line(
    'time',
    'beatForward',
    ['Shift+ArrowRight', 'PageDown'],
    'Shift →',
    'Shift+ArrowRight PageDown',
    false,
    'Page down',
  ),
  line('time', 'nextReign', ['n'], 'N', 'N', true),
  line('time', 'toStart', ['Home'], 'Home', 'Home'),
  line('time', 'toEnd', ['End'], 'End', 'End'),
  line('time', 'faster', ['+', 'Shift++', '=', 'NumpadAdd'], '+', '+', true),
  line('time', 'slower', ['-', 'NumpadSubtract'], '−', '-', true),
  line('time', 'autoPace', ['Digit0', 'Numpad0'], '0', '0', true),
  line('time', 'goTo', ['g'], 'G', 'G', true),
  line('time', 'loopFrom', ['['], '[', '[', true),
  line('time', 'loopTo', [']'], ']', ']', true),
  line('time', 'stops', ['b'], 'B', 'B', true),
  line('time', 'hold', ['w'], 'W', 'W', true),
  line('time', 'replay', ['r'], 'R', 'R', true),
  line('time', 'newSeed', ['Shift+r'], 'Shift R', 'Shift+R', true),
  ...DIGITS.map((n) =>
    line('nodes', `select${n}`, [`Digit${n}`, `Numpad${n}`], String(n), String(n), true),
  ),
  line('nodes', 'crash', ['c'], 'C', 'C', true),
  line('nodes', 'pause', ['p'], 'P', 'P', true),
  line('nodes', 'timeout', ['t'], 'T', 'T', true),
  line('nodes', 'acts', ['m'], 'M', 'M', true),
  line('nodes', 'move', ['Shift+m'], 'Shift M', 'Shift+M', true),
  line('nodes', 'zoom', ['z'], 'Z', 'Z', true),
  line('network', 'linkTo', ['l'], 'L', 'L', true),
  line('network', 'network', ['a'], 'A', 'A', true),
  line('network', 'message', ['e'], 'E', 'E', true),
  line('network', 'knife', ['k'], 'K', 'K', true),
  ...DIGITS.map((n) =>
    line('network', `gather${n}`, [`Shift+Digit${n}`], `Shift ${n}`, `Shift+${n}`, true),
  ),
  line('network', 'cut', ['Enter'], 'Enter', 'Enter'),
  line('network', 'heal', ['h'], 'H', 'H', true),
  // These act on the lanes alone, while they have the focus: bound there, told here.
  line('lanes', 'lanesAlong', [], '← →', 'ArrowLeft ArrowRight'),
  line('lanes', 'lanesAcross', [], '↑ ↓', 'ArrowUp ArrowDown'),
  line('lanes', 'lanesGo', [], 'Enter', 'Enter'),
  line('lanes', 'lanesMessage', [], 'M', 'M'),
  line('lanes', 'lanesZoom', [], '+ −', '+ -'),
  line('lanes', 'lanesPan', [], 'Shift ← →', 'Shift+ArrowLeft Shift+ArrowRight PageUp PageDown'),
  line('lanes', 'lanesLetGo', [], 'Esc', 'Escape'),
  line('page', 'undo', ['u', '$mod+z'], 'U', 'U Control+Z', true, 'Ctrl Z'),
  line(
    'page',
    'redo',
    ['Shift+u', '$mod+Shift+z', '$mod+y'],
    'Shift U',
    'Shift+U Control+Shift+Z',
    true,
    'Ctrl Shift Z',
  ),
  line('page', 'palette', ['$mod+k'], 'Ctrl K', 'Control+K'),
  line('page', 'share', ['s'], 'S', 'S', true),
  line('page', 'present', ['f'], 'F', 'F', true),
  line('page', 'glossary', ['Shift+g'], 'Shift G', 'Shift+G', true),
  line('page', 'keys', ['?', 'Shift+?'], '?', '?', true),
  line('page', 'escape', ['Escape'], 'Esc', 'Escape'),
];

/** `aria-keyshortcuts` of what has that id. */
export function ariaKeys(id: string): string {
  return KEYS.find((one) => one.id === id)?.aria ?? '';
}

/** The key of what has that id, as written on buttons. */
export function shownKey(id: string): string {
  return KEYS.find((one) => one.id === id)?.shown ?? '';
}

/** What is asked about a key press: enough to decide whether the page's keys rest. */
export interface Pressed {
  readonly key: string;
  readonly defaultPrevented: boolean;
  readonly isComposing: boolean;
  /** True if the focused element or one around it matches the selector. */
  readonly within: (selector: string) => boolean;
}

const FIELDS =
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [role=slider], [role=listbox], [role=menu], [role=combobox], [role=textbox], [role=spinbutton]';
const ARROWED = '[role=tablist], [role=radiogroup], [role=grid], [role=tree]';
const PRESSED =
  'input[type=checkbox], input[type=radio], button, a[href], summary, [role=tab], [role=switch], [role=option]';

/** True if the page leaves this key press to the element that has the focus. */
export function keysRest(press: Pressed): boolean {
  if (press.defaultPrevented || press.isComposing) return true;
  if (press.key === 'Escape') return press.within('[role=dialog], [role=alertdialog], dialog');
  if (press.within('[role=dialog], [role=alertdialog], dialog') || press.within(FIELDS))
    return true;
  if (press.key === ' ' || press.key === 'Enter') return press.within(PRESSED);
  const scrolls = /^(Arrow|Page|Home|End)/.test(press.key);
  return scrolls && (press.within(ARROWED) || press.within('[data-scrolls]'));
}

/**
 * The map tinykeys takes. `does` finds what an id does; ids it does not know are not bound.
 * `rests` is asked at each press, `singles` whether single letters are on.
 */
export function bindings(
  does: (id: string) => (() => void) | undefined,
  rests: (event: KeyboardEvent) => boolean,
  singles: () => boolean,
): { [keys: string]: (event: KeyboardEvent) => void } {
  const map: { [keys: string]: (event: KeyboardEvent) => void } = {};
  for (const { id, keys, single } of KEYS) {
    for (const key of keys) {
      map[key] = (event) => {
        const plain = single && !key.startsWith('$mod');
        if (rests(event) || (plain && !singles())) return;
        const deed = does(id);
        if (deed === undefined) return;
        event.preventDefault();
        deed();
      };
    }
  }
  return map;
}
