/**
 * SVG elements that remember what was last written to them, so that a frame touches only what changed.
 * The one place that makes elements; it takes the maker, so that tests and text export need no page.
 */

/** Makes an SVG element by its tag. */
export type Maker = (tag: string) => SVGElement;

/** An element and the values last written. */
export class Painted {
  private readonly values = new Map<string, string | number>();

  constructor(readonly element: SVGElement) {}

  /** Writes an attribute unless it has that value. Numbers are rounded to a tenth. */
  set(name: string, value: string | number): this {
    const next = typeof value === 'number' ? tenth(value) : value;
    if (this.values.get(name) === next) return this;
    this.values.set(name, next);
    this.element.setAttribute(name, String(next));
    return this;
  }

  text(value: string): this {
    if (this.values.get('#text') !== value) {
      this.values.set('#text', value);
      this.element.textContent = value;
    }
    return this;
  }

  /** Shows or hides without leaving the tree. */
  show(visible: boolean): this {
    return this.set('display', visible ? 'inline' : 'none');
  }
}

/** Rounded to a tenth of a px: finer is not seen and costs text. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Makes an element inside a parent. */
export function child(make: Maker, parent: Painted, tag: string, className = ''): Painted {
  const painted = new Painted(make(tag));
  if (className !== '') painted.set('class', className);
  parent.element.appendChild(painted.element);
  return painted;
}

/** Elements of one kind, made when needed and hidden, not removed, when not. */
export class Pool<T extends { readonly root: Painted }> {
  private readonly items: T[] = [];
  private used = 0;

  constructor(private readonly create: () => T) {}

  /** Starts a frame. */
  begin(): void {
    this.used = 0;
  }

  next(): T {
    let item = this.items[this.used];
    if (item === undefined) {
      item = this.create();
      this.items.push(item);
    }
    this.used++;
    item.root.show(true);
    return item;
  }

  /** Hides what this frame did not use. */
  end(): void {
    for (let i = this.used; i < this.items.length; i++) this.items[i]?.root.show(false);
  }
}
