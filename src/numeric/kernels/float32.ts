/**
 * Scalar float32 arithmetic of the kernels, written so that TypeScript and WebAssembly SIMD round alike: every
 * operation is one of +, −, ×, ÷, √ followed by Math.fround. That is exact emulation, since float64 carries more
 * than twice the digits of float32 plus two (Figueroa, "When is double rounding innocuous?", SIGNUM 1995). No
 * fused multiply–add anywhere: WebAssembly has none that is the same on every machine.
 */
const f = Math.fround;
const LOG2E = f(Math.LOG2E);
/** ln 2 in two parts; n · LN2_HIGH is exact for |n| < 2¹⁰. */
const LN2_HIGH = f(0.693359375);
const LN2_LOW = f(-2.1219444005469057e-4);
/** 1.5 · 2²³: adding it rounds to whole numbers and leaves them in the low bits. */
const ROUND = 12582912;
/** e^r ≈ 1 + r + r²(C2 + C3 r + C4 r² + C5 r³), minimax in relative error (1.05e-7) on |r| ≤ ½ ln 2. */
const C2 = f(0.499992311000824);
const C3 = f(0.16667114198207855);
const C4 = f(0.04189015552401543);
const C5 = f(0.008312520571053028);
/** e^±87 is the last that neither overflows nor turns subnormal. */
const EXP_LIMIT = 87;

const word = new Int32Array(1);
const float = new Float32Array(word.buffer);

/** e^x in float32, relative error below 3e-7; x is clamped to ±87. */
export function exp32(x: number): number {
  const t = Math.min(Math.max(x, -EXP_LIMIT), EXP_LIMIT);
  const shifted = f(f(t * LOG2E) + ROUND);
  const n = f(shifted - ROUND);
  const r = f(f(t - f(n * LN2_HIGH)) - f(n * LN2_LOW));
  const q = f(f(f(f(f(f(C5 * r) + C4) * r) + C3) * r) + C2);
  float[0] = f(f(f(f(q * r) * r) + r) + 1);
  const mantissa = word[0]!;
  float[0] = shifted;
  word[0] = (mantissa + (word[0]! << 23)) | 0;
  return float[0]!;
}

/** P(unit on) = 1 / (1 + e^−x). */
export function logistic32(x: number): number {
  return f(1 / f(1 + exp32(f(-x))));
}

/**
 * Whether a unit of input x is on, decided by a random word: u < 1/(1 + e^−x) for u = (⌊word/2⌋ + ½)/2³¹, written
 * without a division as u·2³¹·(1 + e^−x) ≤ 2³¹. Probabilities are exact to 2⁻³², also the tiny ones.
 */
export function isOn(randomWord: number, x: number): boolean {
  const u = f(f(randomWord >>> 1) + 0.5);
  return f(u * f(1 + exp32(f(-x)))) <= 2147483648;
}
