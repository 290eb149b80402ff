/**
 * Numbers of twice the precision of a double, hi + lo with |lo| at most half a unit in the last place of hi (Dekker,
 * Numer. Math. 18, 224, 1971). Exponents of hundreds need them: an error of one part in 2⁵³ in the exponent of
 * e^−700 is one of 1e-13 in the result.
 */

export type Double2 = readonly [hi: number, lo: number];

/** a + b without error (Knuth). */
export function twoSum(a: number, b: number): Double2 {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}

/** a + b without error where |a| ≥ |b|. */
function quickSum(a: number, b: number): Double2 {
  const sum = a + b;
  return [sum, b - (sum - a)];
}

/** 2²⁷ + 1, which splits a double into two halves whose products are exact (Veltkamp). */
const SPLIT = 134217729;

/** a b without error, for factors below 1e300 whose product is no subnormal number. */
export function twoProduct(a: number, b: number): Double2 {
  const product = a * b;
  const [ta, tb] = [SPLIT * a, SPLIT * b];
  const [ah, bh] = [ta - (ta - a), tb - (tb - b)];
  const [al, bl] = [a - ah, b - bh];
  return [product, ah * bh - product + ah * bl + al * bh + al * bl];
}

export function add2([a, al]: Double2, [b, bl]: Double2): Double2 {
  const [hi, lo] = twoSum(a, b);
  const [mid, rest] = twoSum(al, bl);
  const [sum, left] = quickSum(hi, lo + mid);
  return quickSum(sum, left + rest);
}

export const negate2 = ([a, al]: Double2): Double2 => [-a, -al];

export const subtract2 = (a: Double2, b: Double2): Double2 => add2(a, negate2(b));

export function multiply2([a, al]: Double2, [b, bl]: Double2): Double2 {
  const [hi, lo] = twoProduct(a, b);
  return quickSum(hi, lo + (a * bl + al * b));
}

export function divide2(a: Double2, b: Double2): Double2 {
  const first = a[0] / b[0];
  const rest = subtract2(a, multiply2(b, [first, 0]));
  const second = rest[0] / b[0];
  const left = subtract2(rest, multiply2(b, [second, 0]));
  return add2(quickSum(first, second), [left[0] / b[0], 0]);
}

/** eˣ of a double-double, to the precision of Math.exp. */
export function exp2([hi, lo]: Double2): number {
  return Math.exp(hi) * (1 + lo);
}

/** 1/(2k + 1), k from 1: the first to twice, the rest to single precision, which is enough behind four squares. */
const LEADING = [3, 5, 7, 9, 11].map((odd) => divide2([1, 0], [odd, 0]));
const FURTHER = Array.from({ length: 10 }, (_, k) => 1 / (13 + 2 * k));

/** atanh r − r = r³/3 + r⁵/5 + … for |r| ≤ 0.2, to a relative 1e-22. */
export function atanhRest(r: Double2): Double2 {
  const square = multiply2(r, r);
  let rest = 0;
  for (let k = FURTHER.length - 1; k >= 0; k--) rest = rest * square[0] + FURTHER[k]!;
  let sum: Double2 = [rest, 0];
  for (let k = LEADING.length - 1; k >= 0; k--) sum = add2(multiply2(sum, square), LEADING[k]!);
  return multiply2(multiply2(sum, square), r);
}

/** ln 2 to 107 bits. */
const LN2: Double2 = [Math.LN2, 2.3190468138462996e-17];

/** ln of a positive double-double. */
export function log2of(x: Double2): Double2 {
  const exponent = Math.round(Math.log2(x[0]));
  const scale = 2 ** -Math.trunc(exponent / 2);
  const rest = 2 ** -(exponent - Math.trunc(exponent / 2));
  const m: Double2 = [x[0] * scale * rest, x[1] * scale * rest];
  const r = divide2(subtract2(m, [1, 0]), add2(m, [1, 0]));
  const atanh = add2(r, atanhRest(r));
  return add2(multiply2([exponent, 0], LN2), multiply2([2, 0], atanh));
}
