/** Expressions in ball arithmetic: a value with a proven error at one point, or undefined outside the domain. */
import type { Expression, FunctionName } from "../expression.ts";
import { symbolToText } from "../print/text.ts";
import { type Ball, type Balls, excludesZero } from "./ball.ts";
import { elementary } from "./elementary.ts";

type Maybe = Ball | undefined;

export class Evaluator {
  readonly #balls: Balls;
  readonly #values: ReadonlyMap<string, Ball>;
  readonly #complex: boolean;
  readonly #known = new Map<Expression, Maybe>();

  /**
   * values: by the text of the symbol. complex: whether logarithms and roots of negative numbers take their principal
   * value; otherwise they are outside the domain.
   */
  constructor(balls: Balls, values: ReadonlyMap<string, Ball>, complex: boolean) {
    this.#balls = balls;
    this.#values = values;
    this.#complex = complex;
  }

  value(e: Expression): Maybe {
    if (!this.#known.has(e)) this.#known.set(e, this.#evaluate(e));
    return this.#known.get(e);
  }

  #evaluate(e: Expression): Maybe {
    switch (e.kind) {
      case "rational":
        return this.#balls.fromRational(e);
      case "constant":
        return e.name === "pi" ? this.#balls.pi : e.name === "i" ? this.#balls.i : undefined;
      case "symbol":
        return this.#values.get(symbolToText(e));
      case "sum":
        return this.#fold(e.terms, (a, b) => this.#balls.add(a, b));
      case "product":
        return this.#fold(e.factors, (a, b) => this.#balls.multiply(a, b));
      case "power":
        return this.#power(e.base, e.exponent);
      case "call":
        return this.#call(e.name, e.argument);
      default:
        return undefined;
    }
  }

  #fold(parts: readonly Expression[], combine: (a: Ball, b: Ball) => Ball): Maybe {
    let total: Maybe;
    for (const [k, part] of parts.entries()) {
      const x = this.value(part);
      if (x === undefined) return undefined;
      total = k === 0 ? x : combine(total!, x);
    }
    return total;
  }

  #power(base: Expression, exponent: Expression): Maybe {
    const b = this.value(base);
    if (b === undefined) return undefined;
    if (exponent.kind === "rational" && exponent.denominator === 1n) return this.#balls.power(b, exponent.numerator);
    const n = this.value(exponent);
    const log = this.#log(b);
    return n === undefined || log === undefined ? undefined : this.#balls.exp(this.#balls.multiply(n, log));
  }

  #log(z: Ball): Maybe {
    return !this.#complex && z.re <= z.radius ? undefined : this.#balls.log(z);
  }

  #call(name: FunctionName, argument: Expression): Maybe {
    if (name === "abs" || name === "sign") return this.#absolute(name, argument);
    const rewritten = elementary(name, argument, "numbers");
    if (rewritten !== undefined) return this.value(rewritten);
    const u = this.value(argument);
    if (u === undefined) return undefined;
    if (name === "exp") return this.#balls.exp(u);
    if (name === "log") return this.#log(u);
    return name === "erf" ? this.#balls.erf(u) : undefined;
  }

  #absolute(name: "abs" | "sign", argument: Expression): Maybe {
    const u = this.value(argument);
    if (u === undefined || !isReal(u) || !excludesZero(u)) return undefined;
    const { one } = this.#balls;
    const sign = u.re < 0n ? this.#balls.negate(one) : one;
    return name === "sign" ? sign : this.#balls.multiply(sign, u);
  }
}

function isReal({ im, radius }: Ball): boolean {
  return im <= radius && -im <= radius;
}
