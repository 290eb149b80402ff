/**
 * How wide a line of text is, without a browser. Advance widths of Helvetica (Adobe's font metrics file), which
 * Arial and Liberation Sans share, so that legends and margins come out as the reader's font draws them.
 */

/** Thousandths of the font size for the characters from space to tilde. */
const HELVETICA = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];

/** Greek, accented letters and mathematical signs, on average. */
const OTHER = 570;

/** Zero-width space and combining marks. */
const NO_WIDTH = /\u200b|\p{Mn}/u;

/** Width in units of the font size. */
export function textWidth(text: string): number {
  let sum = 0;
  for (const character of text) {
    if (NO_WIDTH.test(character)) continue;
    sum += HELVETICA[character.codePointAt(0)! - 32] ?? OTHER;
  }
  return sum / 1000;
}
