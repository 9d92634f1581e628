/**
 * A 128-bit rolling sink: whole numbers go in one by one, a digest can be read at any time. Made to
 * tell runs apart, not to resist an attacker. Only 32-bit integer arithmetic, so equal everywhere.
 */

/** The sink's whole state. */
export type HashState = readonly [number, number, number, number];

/** A 32-bit FNV-1a of a string's UTF-16 units: how strings enter the sink. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** Four 32-bit lanes; every word enters all four by different multiplications and rotations. */
export class Sink {
  private a = 0x243f6a88;
  private b = 0x85a308d3 | 0;
  private c = 0x13198a2e;
  private d = 0x03707344;

  /** Adds one 32-bit word; larger or fractional numbers are cut to 32 bits: use `number` for those. */
  word(value: number): void {
    const v = value | 0;
    let a = Math.imul(this.a ^ v, 0x9e3779b1);
    a = (a << 15) | (a >>> 17);
    let b = Math.imul(this.b + v, 0x85ebca77) ^ a;
    b = (b << 13) | (b >>> 19);
    const c = Math.imul(this.c ^ b, 0xc2b2ae3d) + v;
    const d = Math.imul(this.d + a, 0x27d4eb2f) ^ c;
    this.a = a;
    this.b = b;
    this.c = (c << 11) | (c >>> 21) | 0;
    this.d = (d << 7) | (d >>> 25) | 0;
  }

  /** Adds a whole number of up to 53 bits, sign included. */
  number(value: number): void {
    this.word(value);
    // The upper word of a small number is its sign; only large ones need the division.
    if ((value | 0) === value) this.word(value < 0 ? -1 : 0);
    else this.word(Math.floor(value / 4294967296));
  }

  save(): HashState {
    return [this.a, this.b, this.c, this.d];
  }

  load(state: HashState): void {
    [this.a, this.b, this.c, this.d] = state;
  }

  /** The digest so far: 32 hexadecimal digits. Reading it changes nothing. */
  digest(): string {
    let { a, b, c, d } = this;
    let out = '';
    for (let round = 0; round < 4; round++) {
      a = Math.imul(a ^ (d >>> 15), 0x2c1b3c6d);
      b = Math.imul(b ^ (a >>> 12), 0x297a2d39);
      c = Math.imul(c ^ (b >>> 15), 0x85ebca6b);
      d = Math.imul(d ^ (c >>> 13), 0xc2b2ae35);
    }
    for (const lane of [a, b, c, d]) out += (lane >>> 0).toString(16).padStart(8, '0');
    return out;
  }
}
