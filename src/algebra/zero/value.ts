/**
 * Numbers of the second leg: a disc, with what is known of it beyond the disc. A value may be known to lie on the real
 * or on the imaginary axis, and may be known exactly, as it is at special points; then logarithms and roots of 0 and
 * of negative numbers can be told from those of numbers near 0. "none": the formula has no value; "unknown": the disc
 * is too wide to tell, or there is no numeric form.
 */
import {
  addRationals,
  fromInteger,
  multiplyRationals,
  type Rational,
  rational,
  rationalsEqual,
} from "../exact/rational.ts";
import { type Ball, type Balls, excludesZero } from "./ball.ts";

export type Axis = "real" | "imaginary";

export interface Known {
  readonly ball: Ball;
  /** The axis that the value lies on; undefined when it may lie anywhere. */
  readonly axis: Axis | undefined;
  /** The value is exactly this number, times i on the imaginary axis. */
  readonly exact?: Rational;
}

export type Value = Known | "none" | "unknown";

export function isKnown(v: Value): v is Known {
  return typeof v === "object";
}

export function isExactly(v: Known, n: number): boolean {
  return v.exact !== undefined && (n === 0 || v.axis === "real") && rationalsEqual(v.exact, fromInteger(n));
}

/** Whether the value is proven to differ from 0. */
export function isNonzero(v: Known): boolean {
  return v.exact === undefined ? excludesZero(v.ball) : v.exact.numerator !== 0n;
}

/** The proven sign of a real value; undefined when it may be any, or the value may not be real. */
export function signOf({ ball, axis, exact }: Known): -1 | 0 | 1 | undefined {
  if (axis !== "real") return undefined;
  if (exact !== undefined) return exact.numerator === 0n ? 0 : exact.numerator > 0n ? 1 : -1;
  return ball.re > ball.radius ? 1 : -ball.re > ball.radius ? -1 : undefined;
}

/** Exact numbers longer than this are carried as discs only. */
const mostBits = 4096;
const tooLong = 1n << BigInt(mostBits);

/** Arithmetic of known values; "none" and "unknown" are passed on by the callers. */
export class Values {
  readonly balls: Balls;

  constructor(balls: Balls) {
    this.balls = balls;
  }

  exact(q: Rational, axis: Axis = "real"): Known {
    const ball = this.balls.fromRational(q);
    const turned = axis === "real" ? ball : { re: 0n, im: ball.re, radius: ball.radius };
    const fits = q.numerator < tooLong && -q.numerator < tooLong && q.denominator < tooLong;
    return fits ? { ball: turned, axis, exact: q } : { ball: turned, axis };
  }

  integer(n: number | bigint): Known {
    return this.exact(fromInteger(n));
  }

  /** A disc that is known to meet the axis at the value: its other part is 0. */
  on(axis: Axis | undefined, ball: Ball): Known {
    if (axis === "real" && ball.im !== 0n) return { ball: { ...ball, im: 0n }, axis };
    if (axis === "imaginary" && ball.re !== 0n) return { ball: { ...ball, re: 0n }, axis };
    return { ball, axis };
  }

  add(a: Known, b: Known): Known {
    if (isExactly(a, 0)) return b;
    if (isExactly(b, 0)) return a;
    const axis = a.axis === b.axis ? a.axis : undefined;
    if (axis !== undefined && a.exact !== undefined && b.exact !== undefined) {
      return this.exact(addRationals(a.exact, b.exact), axis);
    }
    return { ball: this.balls.add(a.ball, b.ball), axis };
  }

  multiply(a: Known, b: Known): Known {
    if (isExactly(a, 0) || isExactly(b, 0)) return this.integer(0);
    if (isExactly(a, 1)) return b;
    if (isExactly(b, 1)) return a;
    const axis = a.axis && b.axis && (a.axis === b.axis ? "real" : "imaginary");
    if (axis !== undefined && a.exact !== undefined && b.exact !== undefined) {
      const size = multiplyRationals(a.exact, b.exact);
      const turn = a.axis === "imaginary" && b.axis === "imaginary" ? rational(-1) : rational(1);
      return this.exact(multiplyRationals(turn, size), axis);
    }
    return this.on(axis, this.balls.multiply(a.ball, b.ball));
  }

  negate(a: Known): Known {
    return this.multiply(this.integer(-1), a);
  }

  /** aⁿ for a whole n. */
  power(a: Known, n: bigint): Value {
    if (n === 0n) return this.integer(1);
    if (isExactly(a, 0)) return n > 0n ? this.integer(0) : "none";
    if (isExactly(a, 1) || isExactly(a, -1)) return n % 2n === 0n ? this.integer(1) : a;
    const size = n < 0n ? -n : n;
    const odd = n % 2n !== 0n;
    const axis = a.axis === "imaginary" && !odd ? "real" : a.axis;
    if (a.exact !== undefined && a.axis === "real" && size <= 64n) {
      const { numerator: p, denominator: q } = a.exact;
      return this.exact(n > 0n ? rational(p ** size, q ** size) : rational(q ** size, p ** size));
    }
    const ball = this.balls.power(a.ball, n);
    return ball === undefined ? "unknown" : this.on(axis, ball);
  }

  exp(a: Known): Value {
    if (isExactly(a, 0)) return this.integer(1);
    const ball = this.balls.exp(a.ball);
    return ball === undefined ? "unknown" : this.on(a.axis === "real" ? "real" : undefined, ball);
  }

  /**
   * The principal logarithm; in a formula that is real (`principal` false) negative real numbers have none.
   */
  log(a: Known, principal: boolean): Value {
    if (isExactly(a, 0)) return "none";
    if (isExactly(a, 1)) return this.integer(0);
    if (a.axis !== "real") {
      const ball = this.balls.log(a.ball);
      return ball === undefined ? "unknown" : { ball, axis: undefined };
    }
    const sign = signOf(a);
    if (sign === undefined) return "unknown";
    if (sign < 0 && !principal) return "none";
    const size =
      a.exact === undefined ? this.balls.log(sign < 0 ? this.balls.negate(a.ball) : a.ball) : this.#logOf(a.exact);
    if (size === undefined) return "unknown";
    if (sign > 0) return this.on("real", size);
    return {
      ball: this.balls.add({ ...size, im: 0n }, this.balls.multiply(this.balls.pi, this.balls.i)),
      axis: undefined,
    };
  }

  /** log |q| = log(|q| 2^−k) + k log 2, with |q| 2^−k near 1, whatever the size of q. */
  #logOf({ numerator, denominator }: Rational): Ball | undefined {
    const size = numerator < 0n ? -numerator : numerator;
    const k = size.toString(2).length - denominator.toString(2).length;
    const near = k >= 0 ? rational(size, denominator << BigInt(k)) : rational(size << BigInt(-k), denominator);
    const log = this.balls.log(this.balls.fromRational(near));
    const unit = this.balls.log(this.balls.fromRational(fromInteger(2)));
    return log && unit && this.balls.add(log, this.balls.multiply(this.balls.fromRational(fromInteger(k)), unit));
  }

  /** a^c = e^{c log a}, and 0 for a = 0 and c > 0. */
  powerAt(a: Known, c: Known, principal: boolean): Value {
    if (isExactly(a, 0)) {
      const sign = signOf(c);
      return sign === undefined ? "unknown" : sign > 0 ? this.integer(0) : "none";
    }
    const log = this.log(a, principal);
    return isKnown(log) ? this.exp(this.multiply(c, log)) : log;
  }

  /** |a|. */
  modulus(a: Known): Value {
    const sign = signOf(a);
    if (sign !== undefined) return sign < 0 ? this.negate(a) : a;
    const { re, im, radius } = a.ball;
    if (a.axis === "imaginary") {
      if (a.exact !== undefined) return this.modulus(this.exact(a.exact));
      return this.modulus({ ball: { re: im, im: 0n, radius }, axis: "real" });
    }
    if (a.axis === "real") {
      const top = (re < 0n ? -re : re) + radius;
      return { ball: { re: top / 2n, im: 0n, radius: top / 2n + 1n }, axis: "real" };
    }
    const square = this.balls.add(
      this.balls.multiply({ re, im: 0n, radius }, { re, im: 0n, radius }),
      this.balls.multiply({ re: im, im: 0n, radius }, { re: im, im: 0n, radius }),
    );
    return this.powerAt({ ball: square, axis: "real" }, this.exact(rational(1, 2)), false);
  }
}
