/**
 * Complex numbers with a proven error: discs with a centre and a radius in fixed point over BigInt. What a formula
 * evaluates to lies in its disc, so a disc that excludes 0 is a counterexample and not an impression.
 *
 * Functions return undefined where no answer can be given: division by a disc that may contain 0, a logarithm on its
 * cut, or an exponential out of range.
 */
import type { Rational } from "../exact/rational.ts";

/** All numbers within radius of re + i im, each in units of 2^-bits. */
export interface Ball {
  readonly re: bigint;
  readonly im: bigint;
  readonly radius: bigint;
}

type Maybe = Ball | undefined;

function size(x: bigint): bigint {
  return x < 0n ? -x : x;
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** At least the modulus of the centre. */
function atMost(z: Ball): bigint {
  return size(z.re) + size(z.im);
}

/** At most the modulus of any member. */
function atLeast(z: Ball): bigint {
  return larger(size(z.re), size(z.im)) - z.radius;
}

export function excludesZero(z: Ball): boolean {
  return atLeast(z) > 0n;
}

/** Ball arithmetic with this many bits after the point. */
export class Balls {
  readonly bits: bigint;
  readonly #unit: bigint;
  /** Arguments of exp beyond this modulus are refused: their values would not fit any use here. */
  readonly #largest: bigint;
  #pi: Maybe;

  constructor(bits: number) {
    this.bits = BigInt(bits);
    this.#unit = 1n << this.bits;
    this.#largest = this.#unit << 8n;
  }

  fromRational(q: Rational): Ball {
    const exact = q.denominator === 1n;
    return { re: (q.numerator << this.bits) / q.denominator, im: 0n, radius: exact ? 0n : 1n };
  }

  get one(): Ball {
    return { re: this.#unit, im: 0n, radius: 0n };
  }

  get i(): Ball {
    return { re: 0n, im: this.#unit, radius: 0n };
  }

  add(a: Ball, b: Ball): Ball {
    return { re: a.re + b.re, im: a.im + b.im, radius: a.radius + b.radius };
  }

  negate(a: Ball): Ball {
    return { re: -a.re, im: -a.im, radius: a.radius };
  }

  multiply(a: Ball, b: Ball): Ball {
    const spread = atMost(a) * b.radius + (atMost(b) + b.radius) * a.radius;
    const re = (a.re * b.re - a.im * b.im) >> this.bits;
    const im = a.im === 0n && b.im === 0n ? 0n : (a.re * b.im + a.im * b.re) >> this.bits;
    return { re, im, radius: (spread >> this.bits) + 3n };
  }

  invert(a: Ball): Maybe {
    const least = atLeast(a);
    if (least <= 0n) return undefined;
    const square = a.re * a.re + a.im * a.im;
    const scale = 2n * this.bits;
    const spread = (a.radius << scale) / (least * (least + a.radius));
    return { re: (a.re << scale) / square, im: (-a.im << scale) / square, radius: spread + 3n };
  }

  /** zⁿ for a whole n. */
  power(z: Ball, n: bigint): Maybe {
    const base = n < 0n ? this.invert(z) : z;
    if (base === undefined || size(n) > 4096n) return undefined;
    let result = this.one;
    let square = base;
    for (let e = size(n); e > 0n; e >>= 1n) {
      if (e & 1n) result = this.multiply(result, square);
      if (e > 1n) square = this.multiply(square, square);
    }
    return result;
  }

  /** eᶻ: Taylor's series at z/2^k, squared k times. */
  exp(z: Ball): Maybe {
    if (atMost(z) > this.#largest || z.radius >= this.#unit) return undefined;
    // 2 r bounds e^r − 1 for r ≤ 1; the centre is taken as exact.
    const whole = this.#expOfCentre(z.re, z.im);
    return { ...whole, radius: whole.radius + (((atMost(whole) + whole.radius) * 2n * z.radius) >> this.bits) + 1n };
  }

  #expOfCentre(re: bigint, im: bigint): Ball {
    let halvings = 8n;
    for (let m = (size(re) + size(im)) >> this.bits; m > 0n; m >>= 1n) halvings++;
    // Squaring k times costs k bits, and eᶻ may be large: carry both as guard bits.
    const guard = halvings + 16n;
    const fine = new Balls(Number(this.bits + guard));
    const x: Ball = { re: re << 16n, im: im << 16n, radius: 0n };
    let sum = fine.one;
    let term = fine.one;
    for (let n = 1n; atMost(term) > 0n; n++) {
      const next = fine.multiply(term, x);
      term = { re: next.re / n, im: next.im / n, radius: next.radius / n + 2n };
      sum = fine.add(sum, term);
    }
    // |x| < 2^-7, so the tail is below the last term's radius.
    sum = { ...sum, radius: sum.radius + term.radius };
    for (let k = 0n; k < halvings; k++) sum = fine.multiply(sum, sum);
    return { re: sum.re >> guard, im: sum.im >> guard, radius: (sum.radius >> guard) + 3n };
  }

  /** Principal logarithm, by Newton's method (third order) from double precision; the residual proves the radius. */
  log(z: Ball): Maybe {
    if (atLeast(z) <= 0n || (z.re < 0n && z.radius > 0n && size(z.im) <= z.radius)) return undefined;
    const centre: Ball = { ...z, radius: 0n };
    const toFixed = (x: number): bigint => BigInt(Math.round(x * 2 ** 50)) << (this.bits - 50n);
    // 53 leading bits of the larger part, so that numbers beyond the range of doubles have a logarithm too.
    const above = BigInt(larger(size(z.re), size(z.im)).toString(2).length - 53);
    const toDouble = (x: bigint): number => Number(above > 0n ? x >> above : x << -above);
    const [re, im] = [toDouble(z.re), toDouble(z.im)];
    const modulus = Math.log(Math.hypot(re, im)) + Number(above - this.bits) * Math.LN2;
    let w: Ball = { re: toFixed(modulus), im: toFixed(Math.atan2(im, re)), radius: 0n };
    for (let good = 40n; ; good *= 3n) {
      const e = this.exp(w);
      if (e === undefined) return undefined;
      const difference = this.add(centre, this.negate(e));
      if (good >= this.bits) return this.#proveLog(z, w, difference);
      const step = this.invert(this.add(centre, e));
      if (step === undefined) return undefined;
      const correction = this.multiply(difference, step);
      w = { re: w.re + 2n * correction.re, im: w.im + 2n * correction.im, radius: 0n };
    }
  }

  /** |log(1 + ε)| ≤ 2 |ε| for |ε| ≤ ½, with 1 + ε the quotient of a member of z and e^w. */
  #proveLog(z: Ball, w: Ball, difference: Ball): Maybe {
    const error = atMost(difference) + difference.radius + z.radius;
    const least = atLeast({ ...z, radius: 0n }) - error;
    if (2n * error > least) return undefined;
    return { ...w, radius: ((2n * error) << this.bits) / least + 2n };
  }

  get pi(): Ball {
    if (this.#pi === undefined) {
      // log(1 + i) has the imaginary part π/4.
      const w = this.log({ re: this.#unit, im: this.#unit, radius: 0n })!;
      this.#pi = { re: 4n * w.im, im: 0n, radius: 4n * w.radius };
    }
    return this.#pi;
  }

  /** erf z = 2/√π e^{−z²} Σ 2ⁿ z^{2n+1}/(2n+1)!! */
  erf(z: Ball): Maybe {
    const square = this.multiply(z, z);
    const weight = this.exp(this.negate(square));
    const root = this.log(this.pi);
    const scale = root && this.exp({ re: -root.re / 2n, im: 0n, radius: root.radius + 1n });
    if (weight === undefined || scale === undefined || atMost(square) > this.#unit << 6n) return undefined;
    let term = z;
    let sum = z;
    for (let n = 1n; atMost(term) > 2n || 8n * atMost(square) > (2n * n + 1n) * this.#unit; n++) {
      const next = this.multiply(term, square);
      const by = 2n * n + 1n;
      term = { re: (2n * next.re) / by, im: (2n * next.im) / by, radius: (2n * next.radius) / by + 2n };
      sum = this.add(sum, term);
    }
    const whole = this.multiply(
      this.multiply({ ...sum, radius: sum.radius + atMost(term) + term.radius + 1n }, weight),
      scale,
    );
    return { re: 2n * whole.re, im: 2n * whole.im, radius: 2n * whole.radius };
  }

  /** The centre in decimal notation with as many digits as the radius lets stand, at most 20. */
  toText({ re, im, radius }: Ball): string {
    const real = size(re) > radius ? this.#decimal(re, radius) : "";
    if (size(im) <= radius) return real === "" ? "0" : real;
    const sign = im < 0n ? "-" : real === "" ? "" : "+";
    return `${real}${sign}${this.#decimal(size(im), radius)}*I`;
  }

  #decimal(x: bigint, radius: bigint): string {
    let exponent = 0;
    let mantissa = size(x);
    let scale = this.#unit;
    for (; mantissa < scale; mantissa *= 10n) exponent--;
    for (; mantissa >= 10n * scale; scale *= 10n) exponent++;
    const known = Math.max(1, Math.min(20, `${size(x) / (radius + 1n)}`.length));
    const digits = `${(mantissa * 10n ** BigInt(known - 1)) / scale}`;
    const text = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${x < 0n ? "-" : ""}${text}${exponent === 0 ? "" : `e${exponent}`}`;
  }
}
