/** A stand-in for SVG elements that counts what is written. For tests without a page. */

/** Enough of an element for the painter. */
export class FakeElement {
  /** Writes to any element since it was last set to 0. */
  static writes = 0;
  readonly children: FakeElement[] = [];
  readonly attributes = new Map<string, string>();
  private text = '';

  constructor(readonly tag: string) {}

  /** Makes elements of this kind, as a document does. */
  readonly ownerDocument = {
    createElementNS: (_space: string, tag: string): FakeElement => new FakeElement(tag),
  };

  setAttribute(name: string, value: string): void {
    FakeElement.writes++;
    this.attributes.set(name, value);
  }

  appendChild(child: FakeElement): void {
    FakeElement.writes++;
    // What stands somewhere is moved.
    const at = this.children.indexOf(child);
    if (at >= 0) this.children.splice(at, 1);
    this.children.push(child);
  }

  set textContent(value: string) {
    FakeElement.writes++;
    this.text = value;
  }

  get textContent(): string {
    return this.text;
  }

  remove(): void {
    this.attributes.set('removed', 'true');
  }

  /** This element and all below it. */
  all(): readonly FakeElement[] {
    return [this, ...this.children.flatMap((child) => child.all())];
  }
}
