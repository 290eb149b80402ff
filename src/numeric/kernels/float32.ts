/**
 * Scalar float32 arithmetic of the kernels, written so that TypeScript and WebAssembly SIMD round alike: every
 * operation is one of +, −, ×, ÷, √ followed by Math.fround. That is exact emulation, since float64 carries more
 * than twice the digits of float32 plus two (Figueroa, "When is double rounding innocuous?", SIGNUM 1995). No
 * fused multiply–add anywhere: WebAssembly has none that is the same on every machine.
 */
const f = Math.fround;
const LOG2E = f(Math.LOG2E);
const LN2 = f(Math.LN2);
/** 1.5 · 2²³: adding it rounds to whole numbers and leaves them in the low bits. */
const ROUND = 12582912;
/** 2^r ≈ 1 + r ln 2 + r²(C2 + C3 r + r²(C4 + C5 r)), minimax in relative error (1.05e-7) on |r| ≤ ½. */
const C2 = f(0.24022281169891357);
const C3 = f(0.05550558492541313);
const C4 = f(0.00966970156878233);
const C5 = f(0.0013300598366186023);
/** 2^±126 is the last whole power that neither overflows nor turns subnormal. */
const LARGEST_POWER = 126;

const word = new Int32Array(1);
const float = new Float32Array(word.buffer);

/** 1 + e^−x; relative error below 5e-7 + 6e-8 |x|, and x/ln 2 is clamped to ±126. */
export function onePlusExpOfMinus(x: number): number {
  const y = Math.max(Math.min(f(x * -LOG2E), LARGEST_POWER), -LARGEST_POWER);
  const shifted = f(y + ROUND);
  const r = f(y - f(shifted - ROUND));
  const square = f(r * r);
  const high = f(f(r * C5) + C4);
  const middle = f(f(r * C3) + C2);
  const low = f(f(r * LN2) + 1);
  float[0] = f(f(f(f(high * square) + middle) * square) + low);
  const mantissa = word[0]!;
  float[0] = shifted;
  word[0] = (mantissa + (word[0]! << 23)) | 0;
  return f(1 + float[0]!);
}

/** scale · P(unit on) = scale / (1 + e^−x). */
export function logistic32(x: number, scale = 1): number {
  return f(scale / onePlusExpOfMinus(x));
}

/**
 * Whether a unit of input x is on, decided by a random word: u < 1/(1 + e^−x) for u = (⌊word/2⌋ + ½)/2³¹, written
 * without a division as u·2³¹·(1 + e^−x) ≤ 2³¹. Probabilities are exact to 2⁻³², also the tiny ones.
 */
export function isOn(randomWord: number, x: number): boolean {
  const u = f(f(randomWord >>> 1) + 0.5);
  return f(u * onePlusExpOfMinus(x)) <= 2147483648;
}
