/**
 * The ordered queue: a 4-ary heap on (time, sequence). A plain heap does not keep equal times in
 * order of insertion, so the sequence number is part of the key: two items never compare equal.
 */

/** What the queue orders. Both fields must not change while the item is queued. */
export interface Queued {
  readonly time: number;
  readonly seq: number;
}

function before(a: Queued, b: Queued): boolean {
  return a.time < b.time || (a.time === b.time && a.seq < b.seq);
}

/** A priority queue of items, smallest (time, seq) first. Push and pop are O(log n). */
export class Queue<T extends Queued> {
  private items: T[] = [];

  get size(): number {
    return this.items.length;
  }

  /** The first item, or undefined when empty; it stays in the queue. */
  peek(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    const items = this.items;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const above = items[parent] as T;
      if (before(above, item)) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }

  /** Removes and returns the first item, or undefined when empty. */
  pop(): T | undefined {
    const items = this.items;
    const first = items[0];
    const last = items.pop();
    if (first === undefined || last === undefined || first === last) return first;
    this.sink(last);
    return first;
  }

  /** Puts `item` at the root and lets it down to its place. */
  private sink(item: T): void {
    const items = this.items;
    const size = items.length;
    let at = 0;
    for (;;) {
      const firstChild = at * 4 + 1;
      if (firstChild >= size) break;
      let least = firstChild;
      const end = Math.min(firstChild + 4, size);
      for (let child = firstChild + 1; child < end; child++) {
        if (before(items[child] as T, items[least] as T)) least = child;
      }
      const candidate = items[least] as T;
      if (before(item, candidate)) break;
      items[at] = candidate;
      at = least;
    }
    items[at] = item;
  }

  /** The items in heap order: enough to restore from, not sorted. */
  save(): readonly T[] {
    return this.items.slice();
  }

  load(items: readonly T[]): void {
    this.items = items.slice();
  }

  /** Visits every item, in no particular order. */
  forEach(visit: (item: T) => void): void {
    for (const item of this.items) visit(item);
  }
}
