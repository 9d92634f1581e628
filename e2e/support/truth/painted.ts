/**
 * Everything the page shows at one moment, as it stands in the document and on the canvas: texts,
 * classes, geometry. Read in one go, so that all of it is of the same frame; understood elsewhere.
 */
import type { Page } from 'playwright/test';
import type { Drawn } from './displayList';

export interface Box {
  readonly x: number;
  readonly width: number;
}

export interface PaintedNode {
  readonly id: string;
  readonly classes: readonly string[];
  /** Class of the mark in its middle, without its prefix. */
  readonly glyph: string;
  /** The colour its disc is filled with. */
  readonly fill: string;
  readonly name: string;
  /** The number in its disc. */
  readonly plate: string;
  readonly x: number;
  readonly y: number;
}

export interface PaintedPill {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface Painted {
  /** Instant of the painted stage, us. */
  readonly us: number;
  readonly playing: boolean;
  readonly nodes: readonly PaintedNode[];
  readonly labels: readonly {
    readonly id: string;
    readonly name: string;
    readonly badge: string;
    readonly flag: string;
  }[];
  readonly pills: readonly PaintedPill[];
  /** Paths that hold many small marks at once. */
  readonly small: readonly { readonly look: string; readonly d: string }[];
  readonly messages: 'focus' | 'all';
  readonly counts: string;
  readonly clock: string;
  readonly event: string;
  readonly twin: readonly string[];
  /** The sentence above the twin, and its list of messages. */
  readonly twinNow: string;
  readonly twinMessages: readonly string[];
  readonly caption: { readonly when: string; readonly text: string };
  readonly strip: {
    readonly box: { readonly x: number; readonly y: number; readonly width: number };
    readonly headX: number;
    readonly words: string;
    readonly bands: readonly (Box & {
      readonly tint: number;
      readonly pattern: number;
      readonly label: string;
      /** `leads`, `led`, or nothing where there is no room for it. */
      readonly said: string;
    })[];
    /** Times in which nobody reigns; said: `leads`, `led` or nothing. */
    readonly gaps: readonly (Box & { readonly said: string })[];
    readonly crowds: readonly Box[];
    readonly lines: readonly (Box & { readonly down: boolean; readonly tip: string })[];
  };
  /** Null while the lanes are closed. */
  readonly lanes: { readonly drawn: readonly Drawn[]; readonly lead: string } | null;
  /** Null while the Node panel is closed. */
  readonly panel: {
    readonly node: string;
    readonly words: string;
    readonly rows: readonly { readonly name: string; readonly value: string }[];
    readonly timers: number;
    readonly lines: readonly string[];
  } | null;
  readonly lead: string;
}

/** Reads the page. It must stand still, or the frame loop be stopped. */
export async function paintedOf(page: Page): Promise<Painted> {
  return page.evaluate(readAll);
}

/** Runs in the page; knows what a person sees there and nothing of what made it. */
function readAll(): Painted {
  const all = (selector: string, within: ParentNode = document): Element[] => [
    ...within.querySelectorAll(selector),
  ];
  const shown = (element: Element | null): boolean => {
    for (let at = element; at !== null; at = at.parentElement) {
      if (at.getAttribute('display') === 'none') return false;
      if (at.tagName === 'svg') return true;
    }
    return element !== null;
  };
  const text = (element: Element | null | undefined): string =>
    (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const shownText = (within: Element, selector: string): string => {
    const found = within.querySelector(selector);
    return shown(found) ? text(found) : '';
  };
  /** Without what is struck out, and without what only a screen reader hears beside it. */
  const plain = (element: Element | null): string => {
    const copy = element?.cloneNode(true) as Element | undefined;
    for (const aside of copy?.querySelectorAll('del, .visually-hidden') ?? []) aside.remove();
    return text(copy);
  };
  const numberOf = (element: Element | null, name: string): number =>
    Number(element?.getAttribute(name) ?? NaN);
  const placed = (element: Element): readonly [number, number] => {
    const [, x = '0', y = '0'] =
      /translate\(\s*(-?[\d.]+)[ ,]+(-?[\d.]+)/.exec(element.getAttribute('transform') ?? '') ?? [];
    return [Number(x), Number(y)];
  };
  const root = getComputedStyle(document.documentElement);
  const probe = document.createElement('canvas').getContext('2d');
  const normal = (colour: string): string => {
    if (probe === null) return colour;
    // What is no colour (`none`) leaves the last one standing.
    probe.fillStyle = '#010203';
    probe.fillStyle = colour.trim();
    return String(probe.fillStyle);
  };
  const lead = normal(root.getPropertyValue('--lead'));

  const stage = document.querySelector('svg[data-us]');
  const nodes = all('[data-node]', stage ?? document).map((node): PaintedNode => {
    const glyph = node.querySelector('[class*="glyph-"]');
    const disc = node.querySelector('.node-disc');
    const [x, y] = placed(node);
    return {
      id: node.getAttribute('data-node') ?? '',
      classes: [...node.classList],
      glyph: /\bglyph-(\w+)/.exec(glyph?.getAttribute('class') ?? '')?.[1] ?? '',
      fill: disc === null ? '' : normal(getComputedStyle(disc).fill),
      name: node.getAttribute('aria-label') ?? '',
      plate: shownText(node, '.node-plate'),
      x,
      y,
    };
  });
  const labels = all('[data-label]', stage ?? document)
    .filter((label) => shown(label))
    .map((label) => ({
      id: label.getAttribute('data-label') ?? '',
      name: shownText(label, '.label-name'),
      badge: shownText(label, '.label-badge'),
      flag: shownText(label, '.flag-word'),
    }));
  const pills = all('[data-mark="pill"]', stage ?? document)
    .filter((pill) => shown(pill))
    .map((pill): PaintedPill => {
      const [x, y] = placed(pill);
      return { text: text(pill.querySelector('.pill-word')), x, y };
    });
  const small = all('path.tick, path.dot', stage ?? document)
    .map((path) => ({ look: path.getAttribute('class') ?? '', d: path.getAttribute('d') ?? '' }))
    .filter(({ d }) => d !== '');

  const strip = document.querySelector('.strip');
  const stripBox = strip?.getBoundingClientRect();
  const span = (element: Element | null): Box => ({
    x: numberOf(element, 'x'),
    width: numberOf(element, 'width'),
  });
  const bands = all('.strip__reign', strip ?? document).map((reign) => {
    const group = reign.parentElement;
    const filled = group?.querySelector('[fill^="url(#strip-pattern-"]')?.getAttribute('fill');
    const [label = '', said = ''] = text(group?.querySelector('.strip__name')).split(' ');
    return {
      ...span(reign),
      tint: Number(/strip__reign--(\d+)/.exec(reign.getAttribute('class') ?? '')?.[1] ?? NaN),
      pattern: Number(/pattern-(\d+)/.exec(filled ?? '')?.[1] ?? 0),
      label,
      said,
    };
  });
  const lines = all('.strip__belief, .strip__belief--down', strip ?? document).map((line) => ({
    ...span(line),
    down: line.classList.contains('strip__belief--down'),
    tip: line.getAttribute('data-tip') ?? '',
  }));

  const canvas = document.querySelector<HTMLCanvasElement>('#lanes canvas');
  const { drawnOn } = window as unknown as { drawnOn?: (canvas: HTMLCanvasElement) => Drawn[] };
  const select = document.querySelector<HTMLSelectElement>('#panel-body select');
  const table = document.querySelector('#panel-body table');
  const caption = document.querySelector('[data-caption]');
  const when = caption?.querySelector('.caption__when') ?? null;
  return {
    us: numberOf(stage, 'data-us'),
    playing: document.querySelector('button[aria-label="Pause"]') !== null,
    nodes,
    labels,
    pills,
    small,
    messages: all('.transport__messages [aria-pressed="true"]').some((one) => text(one) === 'All')
      ? 'all'
      : 'focus',
    counts: text(document.querySelector('.transport__count')),
    clock: text(document.querySelector('[data-clock]')),
    event: text(document.querySelector('.transport__event')),
    twin: all('ul[aria-label="The nodes"] > li').map((item) => text(item)),
    twinNow: text(document.querySelector('section[aria-label="The run in words"] > p')),
    twinMessages: all('ul[aria-label="Messages on their way"] > li').map((item) => text(item)),
    caption: {
      when: text(when),
      text: [...(caption?.childNodes ?? [])]
        .filter((child) => child !== when)
        .map((child) => child.textContent ?? '')
        .join('')
        .replace(/\s+/g, ' ')
        .trim(),
    },
    strip: {
      box: { x: stripBox?.x ?? 0, y: stripBox?.y ?? 0, width: stripBox?.width ?? 0 },
      headX: placed(strip?.querySelector('.strip__head') ?? document.body)[0],
      words: strip?.getAttribute('aria-valuetext') ?? '',
      bands,
      gaps: all('.strip__gap', strip ?? document).map((gap) => {
        const words = text(gap.parentElement?.querySelector('.strip__nobody'));
        return { ...span(gap), said: words.replace(/^nobody /, '') };
      }),
      crowds: all('.strip__crowd', strip ?? document).map(span),
      lines,
    },
    lanes: canvas === null ? null : { drawn: drawnOn?.(canvas) ?? [], lead },
    panel:
      select === null || table === null
        ? null
        : {
            node: select.value,
            words: text(document.querySelector('#panel-body p')),
            rows: all('tbody tr:not(.variables__part, .variables__help)', table).map((row) => ({
              name: plain(row.querySelector('th')),
              value: plain(row.querySelector('td')),
            })),
            timers: all('.timers:not(.leases) > div', document).length,
            lines: all('#panel-body p').map((line) => text(line)),
          },
    lead,
  };
}
