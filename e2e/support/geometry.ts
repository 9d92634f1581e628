/**
 * Reads from the drawn page where every word, node and control stands, and says what is wrong with it:
 * words too small or cut off, words over words or nodes, controls too small or under something else.
 * Runs in the browser; an SVG stage tells axe nothing of this.
 */
import type { Page } from 'playwright/test';

/** look.md: the least size of any text, and of each kind on the stage, in CSS px. */
export interface Sizes {
  readonly least: number;
  readonly names: number;
  readonly pills: number;
  readonly caption: number;
  readonly hit: number;
  /** Whether messages on their way keep clear of the names; a phone has no room for that. */
  readonly clearOfPills: boolean;
}

export const DESK: Sizes = {
  least: 13,
  names: 18,
  pills: 14,
  caption: 22,
  hit: 24,
  clearOfPills: true,
};
export const PHONE: Sizes = { ...DESK, caption: 18, clearOfPills: false };

/** What was read: the faults, and how much was looked at, so that an empty page cannot pass. */
export interface Read {
  readonly faults: readonly string[];
  readonly texts: number;
  readonly names: number;
  readonly pills: number;
  readonly controls: number;
}

export function readGeometry(page: Page, sizes: Sizes): Promise<Read> {
  return page.evaluate(inspect, sizes);
}

/** The whole of it is handed to the browser, so everything it uses is inside. */
function inspect(sizes: Sizes): Read {
  interface Box {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }
  interface Word extends Box {
    readonly text: string;
    readonly px: number;
    readonly kind: 'label' | 'pill' | 'node' | 'page';
    /** Words of one label or one pill do not cover each other by design of their one box. */
    readonly of: Element;
  }
  const faults: string[] = [];
  const wide = innerWidth;
  const high = innerHeight;
  const round = (box: Box): string =>
    [box.left, box.top, box.right, box.bottom].map((n) => Math.round(n)).join(' ');
  const overlap = (a: Box, b: Box, by: number): boolean =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > by &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > by;
  const shown = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  /** Only for screen readers: one pixel and nothing of it drawn. */
  const unseen = (element: Element): boolean => {
    for (let one: Element | null = element; one !== null; one = one.parentElement) {
      const { width, height } = one.getBoundingClientRect();
      if (one instanceof HTMLElement && width <= 1 && height <= 1) return true;
    }
    return false;
  };
  /** The box of an element as far as the boxes that scroll or cut around it let it be seen. */
  const seenIn = (element: Element, cutBy = /auto|scroll|hidden|clip/): Box => {
    let { left, top, right, bottom } = element.getBoundingClientRect();
    for (let one = element.parentElement; one !== null; one = one.parentElement) {
      if (!cutBy.test(getComputedStyle(one).overflow)) continue;
      const box = one.getBoundingClientRect();
      left = Math.max(left, box.left);
      top = Math.max(top, box.top);
      right = Math.min(right, box.right);
      bottom = Math.min(bottom, box.bottom);
    }
    return { left, top, right, bottom };
  };
  const empty = (box: Box): boolean => box.right - box.left < 1 || box.bottom - box.top < 1;

  const stage = document.querySelector('svg[role=group]');
  const isOwnText = (element: Element): boolean =>
    [...element.childNodes].some(
      (child) => child.nodeType === Node.TEXT_NODE && (child.textContent ?? '').trim() !== '',
    );

  const words: Word[] = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (/^(SCRIPT|STYLE|OPTION|NOSCRIPT)$/i.test(element.tagName) || !isOwnText(element)) continue;
    if (!shown(element) || unseen(element)) continue;
    // A button that is its picture alone for want of room: its words are its name, and not drawn.
    if (getComputedStyle(element).fontSize === '0px') continue;
    const svg = element instanceof SVGGraphicsElement;
    const scale = svg ? Math.abs(element.getScreenCTM()?.d ?? 1) : 1;
    const mark = element.closest('[data-mark]');
    const node = element.closest('[data-node]');
    const box = seenIn(element);
    if (empty(box)) continue;
    const scrolled = seenIn(element, /auto|scroll/);
    if (scrolled.bottom - box.bottom > 2 || scrolled.right - box.right > 2) {
      faults.push(`cut off: "${(element.textContent ?? '').trim().slice(0, 40)}" at ${round(box)}`);
    }
    words.push({
      ...box,
      text: (element.textContent ?? '').trim().slice(0, 40),
      px: Number.parseFloat(getComputedStyle(element).fontSize) * scale,
      kind:
        node !== null
          ? 'node'
          : mark === null
            ? 'page'
            : (mark.getAttribute('data-mark') as 'label' | 'pill'),
      of: mark ?? node ?? element,
    });
    if (!svg && element instanceof HTMLElement) {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const cuts = overflowX !== 'visible' || textOverflow === 'ellipsis';
      if (cuts && !/auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) {
        faults.push(
          `cut off: "${words.at(-1)?.text}" needs ${element.scrollWidth} of ${element.clientWidth} px`,
        );
      }
    }
  }

  for (const { text, px, kind, ...box } of words) {
    const least = Math.max(sizes.least, kind === 'pill' ? sizes.pills : 0);
    if (px < least - 0.05) faults.push(`too small: "${text}" (${kind}) has ${px} px of ${least}`);
    if (box.left < -0.5 || box.top < -0.5 || box.right > wide + 0.5 || box.bottom > high + 0.5) {
      faults.push(`out of sight: "${text}" at ${round(box)} of ${wide} ${high}`);
    }
  }
  for (const caption of document.querySelectorAll('[data-caption]')) {
    const px = Number.parseFloat(getComputedStyle(caption).fontSize);
    if (px < sizes.caption) faults.push(`too small: the caption has ${px} px of ${sizes.caption}`);
    if (caption.scrollHeight > caption.clientHeight + 2) faults.push('cut off: the caption');
  }

  // ------------------------------------------------------------------------------- the stage
  const nodes = [...document.querySelectorAll('[data-node]')].map((element) => {
    const at = (element as SVGGraphicsElement).getScreenCTM() ?? new DOMMatrix();
    const drawn = [...element.querySelectorAll('circle')].filter((circle) => {
      const { fill, stroke } = getComputedStyle(circle);
      const isSeen = !/^(none|transparent|rgba\(0, 0, 0, 0\))$/.test(fill) || stroke !== 'none';
      return shown(circle) && isSeen && !circle.hasAttribute('cx');
    });
    const radii = drawn.map((circle) => circle.r.baseVal.value);
    const r = (radii.length === 0 ? 0 : Math.min(...radii)) * Math.abs(at.a);
    return { id: element.getAttribute('data-node') ?? '', x: at.e, y: at.f, r };
  });
  const labels = words.filter(({ kind }) => kind === 'label');
  const pills = words.filter(({ kind }) => kind === 'pill');
  const names = labels.filter(({ text }) => nodes.some(({ id }) => id === text));
  // In a crowd the names of those that are not in the story are small by design.
  const inCrowd = (name: Word): boolean => name.of.querySelector('.label-name.is-small') !== null;
  for (const { text, px } of names.filter(
    (name) => name.px < sizes.names - 0.05 && !inCrowd(name),
  )) {
    // A belief flag may hold a name too: it is a badge, and has 14 px.
    const isName = labels.find((one) => one.text === text && one.px >= sizes.names - 0.05);
    if (isName === undefined)
      faults.push(`too small: the name ${text} has ${px} px of ${sizes.names}`);
  }
  const frame = stage?.getBoundingClientRect();
  for (const { id, x, y, r } of nodes) {
    if (r < 4) faults.push(`node ${id} has a disc of ${r} px`);
    if (
      frame &&
      (x - r < frame.left || x + r > frame.right || y - r < frame.top || y + r > frame.bottom)
    ) {
      faults.push(`out of sight: node ${id} at ${Math.round(x)} ${Math.round(y)}`);
    }
    for (const label of labels) {
      // A box has corners where a disc has none: the nearest point of the box decides.
      const dx = x - Math.min(Math.max(x, label.left), label.right);
      const dy = y - Math.min(Math.max(y, label.top + 3), label.bottom - 3);
      if (Math.hypot(dx, dy) < r - 1) faults.push(`over a node: "${label.text}" over ${id}`);
    }
  }
  labels.forEach((one, index) => {
    for (const other of labels.slice(index + 1)) {
      if (overlap(one, other, 2))
        faults.push(`over a word: "${one.text}" and "${other.text}" at ${round(one)}`);
    }
    for (const pill of pills) {
      if (sizes.clearOfPills && overlap(one, pill, 3))
        faults.push(`over a word: the message "${pill.text}" on "${one.text}"`);
    }
  });
  for (const { id, x, y } of nodes) {
    const nearest = Math.min(
      88,
      ...nodes
        .filter((other) => other.id !== id)
        .map((other) => Math.hypot(other.x - x, other.y - y)),
    );
    if (nearest < sizes.hit) faults.push(`hard to hit: ${id} has ${Math.round(nearest)} px`);
  }

  // ------------------------------------------------------------------------------- controls
  const isInDialog = document.querySelector('[role=dialog]');
  const controls = [
    ...document.querySelectorAll(
      'button, a[href], input, select, textarea, [role=slider], [role=tab], [data-node]',
    ),
  ].filter(
    (element) =>
      shown(element) && !unseen(element) && (!isInDialog || isInDialog.contains(element)),
  );
  const boxes: { name: string; box: Box; element: Element }[] = [];
  for (const element of controls) {
    const isNode = element.hasAttribute('data-node');
    const whole = element.getBoundingClientRect();
    const box = seenIn(element);
    // A sliver at the edge of what scrolls.
    if (box.right - box.left < 8 || box.bottom - box.top < 8) continue;
    const name = (element.getAttribute('aria-label') ?? element.textContent ?? '')
      .trim()
      .slice(0, 40);
    if (!isNode) {
      const small = Math.min(whole.width, whole.height);
      const isInLabel = element.closest('label') !== null;
      if (small < sizes.hit - 0.5 && !isInLabel)
        faults.push(`hard to hit: "${name}" has ${small} px`);
      if (whole.width > box.right - box.left + 1 && whole.right > wide + 0.5) {
        faults.push(`out of sight: "${name}" at ${round(whole)}`);
      }
      if (
        whole.left < -0.5 ||
        whole.right > wide + 0.5 ||
        box.top < -0.5 ||
        box.bottom > high + 0.5
      ) {
        faults.push(`out of sight: "${name}" at ${round(whole)} of ${wide} ${high}`);
      }
      boxes.push({ name, box, element });
    }
    const inset = Math.min(4, (box.right - box.left) / 4);
    const middle = (box.top + box.bottom) / 2;
    const points = isNode
      ? [[(box.left + box.right) / 2, middle]]
      : [
          [(box.left + box.right) / 2, middle],
          [box.left + inset, middle],
          [box.right - inset, middle],
        ];
    for (const [x = 0, y = 0] of points) {
      const top = document.elementFromPoint(x, y);
      const hits =
        top !== null && (element.contains(top) || top.closest('label')?.contains(element));
      if (hits) continue;
      const cover =
        top?.closest('button, [role], section, svg')?.getAttribute('aria-label') ?? top?.tagName;
      faults.push(`covered: "${name}" by ${cover} at ${Math.round(x)} ${Math.round(y)}`);
      break;
    }
  }
  boxes.forEach(({ name, box, element }, index) => {
    for (const other of boxes.slice(index + 1)) {
      if (element.contains(other.element) || other.element.contains(element)) continue;
      if (overlap(box, other.box, 1)) faults.push(`over a control: "${name}" and "${other.name}"`);
    }
  });
  return {
    faults,
    texts: words.length,
    names: names.length,
    pills: pills.length,
    controls: controls.length,
  };
}
