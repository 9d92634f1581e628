/**
 * How wide words are in the product's type face, so that pills and labels can be laid out without a
 * page. Advance widths of ASCII were measured once from Atkinson Hyperlegible Next at weights 400 and
 * 700; other characters count as a wide letter. Not kerning, not shaping: an upper estimate is enough.
 */

/** Text size of a name in a crowd, px. */
export const NAME_SMALL_PX = 13;

const FIRST = 32;
const REGULAR = [
  280, 286, 301, 651, 592, 919, 731, 160, 299, 299, 485, 606, 210, 362, 210, 387, 648, 407, 548,
  576, 614, 588, 598, 510, 615, 595, 210, 210, 553, 628, 553, 480, 778, 626, 613, 645, 669, 569,
  552, 694, 694, 392, 512, 631, 541, 824, 693, 714, 592, 724, 614, 592, 558, 690, 593, 856, 623,
  575, 607, 317, 387, 344, 552, 372, 243, 525, 566, 485, 564, 538, 314, 558, 550, 252, 245, 492,
  262, 845, 550, 548, 566, 574, 349, 471, 326, 540, 461, 684, 481, 449, 460, 344, 237, 344, 555,
];
const BOLD = [
  313, 303, 390, 765, 610, 969, 725, 210, 335, 335, 485, 595, 271, 373, 272, 440, 659, 440, 579,
  600, 624, 608, 626, 537, 624, 571, 272, 272, 569, 612, 569, 547, 781, 678, 643, 658, 689, 597,
  566, 718, 701, 425, 561, 664, 552, 858, 717, 747, 629, 757, 650, 610, 607, 686, 644, 886, 685,
  650, 618, 340, 440, 344, 582, 400, 288, 552, 596, 510, 596, 563, 365, 593, 571, 300, 259, 555,
  318, 882, 571, 576, 596, 599, 376, 508, 376, 567, 530, 740, 540, 521, 506, 381, 254, 381, 537,
];
const OTHER = 900;
const DIGIT = 632;

const known = new Map<string, number>();

/** Width of a text at 1000 px per em. */
function thousandths(text: string, bold: boolean): number {
  const key = (bold ? 'b' : 'r') + text;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const table = bold ? BOLD : REGULAR;
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Tabular figures are all of one width.
    width += code >= 48 && code <= 57 ? DIGIT : (table[code - FIRST] ?? OTHER);
  }
  if (known.size > 2000) known.clear();
  known.set(key, width);
  return width;
}

/** Width of a text in px at a font size in px. */
export function textWidth(text: string, sizePx: number, bold = false): number {
  return (thousandths(text, bold) * sizePx) / 1000;
}
