/**
 * How wide a line of text is, without a browser. Advance widths of Arimo, the font that figures carry with them; those
 * of Latin letters are Helvetica's (Adobe's font metrics file), which Arial and Liberation Sans share. A browser test
 * measures them again.
 */

/** Thousandths of the font size for the characters from space to tilde. */
const LATIN = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];

/** Greek, accented letters and signs that the font has; where upright and italic differ, the wider. */
const BEYOND: ReadonlyMap<string, number> = new Map(
  (
    [
      ["′", 188],
      ["ι‘’", 222],
      ["Ιíìîï", 278],
      ["·²³¹“”", 333],
      ["•", 350],
      ["τ", 395],
      ["°", 400],
      ["ε", 446],
      ["ξ", 448],
      ["ζ", 463],
      ["ς", 486],
      ["γκλν†", 500],
      ["¶", 537],
      ["χ", 546],
      ["±÷", 549],
      ["υ", 550],
      ["ηθο«»§–", 556],
      ["δ", 557],
      ["Γ", 570],
      ["ρ", 573],
      ["β", 575],
      ["μ", 576],
      ["α", 578],
      ["−×", 584],
      ["ΖΤøß", 611],
      ["σ", 617],
      ["Σ", 618],
      ["Ξ", 650],
      ["φ", 652],
      ["ΑΒΕΚΡΥΧ", 667],
      ["Λ", 668],
      ["Δ", 671],
      ["π", 690],
      ["ΗΝ", 722],
      ["Π", 725],
      ["ψ", 728],
      ["©", 737],
      ["Ω", 761],
      ["ΘΟ", 778],
      ["ω", 781],
      ["Μ", 833],
      ["¼½¾", 834],
      ["Ψ", 835],
      ["Φ", 837],
      ["—…", 1000],
    ] as const
  ).flatMap(([characters, width]) => [...characters].map((c): [string, number] => [c, width])),
);

/** Small figures and letters above or below the line, set in whatever font the reader has. */
const SMALL = /[\u2070-\u209f\u1d40\u1d62-\u1d6a\u2c7c]/;
const SMALL_WIDTH = 530;

/** Mathematical signs that the font lacks, at the widest that common fonts have them. */
const OTHER = 900;

/** Zero-width space and combining marks. */
const NO_WIDTH = /\u200b|\p{Mn}/u;

/** Width in units of the font size. */
export function textWidth(text: string): number {
  let sum = 0;
  for (const character of text) sum += characterWidth(character);
  return sum / 1000;
}

function characterWidth(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  // A letter with an accent is as wide as the letter, but for the narrow i.
  const known = BEYOND.get(character) ?? LATIN[character.normalize("NFD").codePointAt(0)! - 32];
  return known ?? (SMALL.test(character) ? SMALL_WIDTH : OTHER);
}
