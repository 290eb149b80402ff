/**
 * ln Γ of a positive real number with a proven error: Γ(x) = Γ(x + n)/(x (x + 1) … (x + n − 1)) carries the argument to
 * where Stirling's series is good, and the error of that series is below its first term left out (x > 0).
 */
import {
  addRationals,
  binomial,
  divideRationals,
  fromInteger,
  multiplyRationals,
  type Rational,
  rational,
} from "../exact/rational.ts";
import type { Ball, Balls } from "./ball.ts";

const bernoulli: Rational[] = [fromInteger(1)];

/** B_n by Σ_k C(n + 1, k) B_k = 0. */
function bernoulliNumber(n: number): Rational {
  for (let m = bernoulli.length; m <= n; m++) {
    let sum = fromInteger(0);
    for (let k = 0; k < m; k++) {
      sum = addRationals(sum, multiplyRationals(fromInteger(binomial(m + 1, k)), bernoulli[k]!));
    }
    bernoulli.push(multiplyRationals(rational(-1, m + 1), sum));
  }
  return bernoulli[n]!;
}

/** More bits than this would need more Bernoulli numbers than are worth their time. */
const mostBits = 400n;

/** More terms than are needed at that precision. */
const mostTerms = 200;

/** ln Γ(x), for a disc of positive real numbers; undefined for one too wide, or at too high a precision. */
export function logGammaBall(balls: Balls, x: Ball): Ball | undefined {
  const unit = 1n << balls.bits;
  if (balls.bits > mostBits || x.re <= x.radius || x.re > unit << 10n) return undefined;
  // At x ≥ bits/5 the terms shrink below 2^−bits well before the series turns.
  const start = balls.bits / 5n + 2n;
  let shifted = x;
  let product = balls.one;
  while (shifted.re < start << balls.bits) {
    product = balls.multiply(product, shifted);
    shifted = balls.add(shifted, balls.one);
  }
  const [log, below, halfLog] = [balls.log(shifted), balls.log(product), balls.log(twice(balls.pi))];
  const series = stirling(balls, shifted);
  if (log === undefined || below === undefined || halfLog === undefined || series === undefined) return undefined;
  const half = balls.fromRational(rational(1, 2));
  const lead = balls.multiply(balls.add(shifted, balls.negate(half)), log);
  const parts = [balls.negate(shifted), balls.multiply(half, halfLog), series, balls.negate(below)];
  return parts.reduce((sum, part) => balls.add(sum, part), lead);
}

function twice(a: Ball): Ball {
  return { re: 2n * a.re, im: 2n * a.im, radius: 2n * a.radius };
}

/** The coefficient of x^{1−2k}. */
function weight(k: number): Rational {
  return multiplyRationals(bernoulliNumber(2 * k), rational(1, 2 * k * (2 * k - 1)));
}

/** Σ_k B_{2k}/(2k (2k − 1) x^{2k−1}), each term from the one before, so that errors shrink with the terms. */
function stirling(balls: Balls, x: Ball): Ball | undefined {
  const inverse = balls.invert(x);
  if (inverse === undefined) return undefined;
  const square = balls.multiply(inverse, inverse);
  let term = balls.multiply(balls.fromRational(weight(1)), inverse);
  let sum: Ball = { re: 0n, im: 0n, radius: 0n };
  for (let k = 1; k < mostTerms; k++) {
    const size = (term.re < 0n ? -term.re : term.re) + term.radius;
    if (size < 64n) return { ...sum, radius: sum.radius + size };
    sum = balls.add(sum, term);
    const ratio = divideRationals(weight(k + 1), weight(k));
    term = balls.multiply(balls.multiply(balls.fromRational(ratio), square), term);
  }
  return undefined;
}
