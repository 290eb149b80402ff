/**
 * Expressions in ball arithmetic, the second leg of the zero test: at one point a value with a proven error, or that
 * there is none. It shares the table of domains and special values with the field leg, and no step of calculation.
 */
import { call, divide, multiply, pi, subtract } from "../construct.ts";
import { definedWhere, specialValue } from "../domains.ts";
import type { CallNode, Expression, FunctionName } from "../expression.ts";
import { symbolToText } from "../print/text.ts";
import { canonicalText } from "../substitute.ts";
import type { Balls } from "./ball.ts";
import { elementary } from "./elementary.ts";
import { logGammaBall } from "./gamma.ts";
import { isKnown, type Known, signOf, type Value, Values } from "./value.ts";

/** A value for each symbol, by its text, and for each part that has none of its own, such as a sum of N terms. */
export type Assignment = (text: string) => Known | undefined;

export class Evaluator {
  readonly #values: Values;
  readonly #balls: Balls;
  readonly #assigned: Assignment;
  readonly #principal: boolean;
  readonly #known = new Map<Expression, Value>();

  /** principal: whether logarithms and roots of negative numbers have their principal values, or none. */
  constructor(balls: Balls, assigned: Assignment, principal: boolean) {
    this.#balls = balls;
    this.#values = new Values(balls);
    this.#assigned = assigned;
    this.#principal = principal;
  }

  value(e: Expression): Value {
    const known = this.#known.get(e);
    if (known !== undefined) return known;
    const made = this.#evaluate(e);
    this.#known.set(e, made);
    return made;
  }

  #evaluate(e: Expression): Value {
    switch (e.kind) {
      case "rational":
        return this.#values.exact(e);
      case "constant":
        if (e.name === "pi") return this.#values.on("real", this.#balls.pi);
        return e.name === "i" ? this.#values.exact({ numerator: 1n, denominator: 1n }, "imaginary") : "unknown";
      case "symbol":
        return this.#assigned(symbolToText(e)) ?? "unknown";
      case "sum":
        return this.#fold(e.terms, (a, b) => this.#values.add(a, b));
      case "product":
        return this.#fold(e.factors, (a, b) => this.#values.multiply(a, b));
      case "power":
        return this.#power(e.base, e.exponent);
      case "call":
        return this.#call(e);
      case "indexed":
      case "integral":
      case "delta":
        return this.#assigned(canonicalText(e)) ?? "unknown";
      default:
        return "unknown";
    }
  }

  /** A formula with a part that has no value has none. */
  #fold(parts: readonly Expression[], combine: (a: Known, b: Known) => Known): Value {
    let total: Known | undefined;
    let open = false;
    for (const part of parts) {
      const x = this.value(part);
      if (x === "none") return x;
      if (x === "unknown") open = true;
      else total = total === undefined ? x : combine(total, x);
    }
    return open ? "unknown" : total!;
  }

  #power(base: Expression, exponent: Expression): Value {
    const b = this.value(base);
    if (!isKnown(b)) return b;
    if (exponent.kind === "rational" && exponent.denominator === 1n) return this.#values.power(b, exponent.numerator);
    const c = this.value(exponent);
    return isKnown(c) ? this.#values.powerAt(b, c, this.#principal) : c;
  }

  #call(e: CallNode): Value {
    const { name, argument } = e;
    const u = this.value(argument);
    if (!isKnown(u)) return u;
    if (u.exact !== undefined && u.axis === "real") {
      const special = specialValue(name, u.exact);
      if (special !== undefined) return special === "none" ? special : this.value(special);
    }
    if (name === "exp") return this.#values.exp(u);
    if (name === "log") return this.#values.log(u, this.#principal);
    if (name === "abs") return this.#values.modulus(u);
    const inside = u.axis === "real" ? this.#isInside(e) : undefined;
    if (inside === false && !this.#principal) return "none";
    if (inside === undefined && !this.#principal && u.axis === "real") return "unknown";
    const value = this.#of(name, u, e);
    return inside && isKnown(value) ? this.#values.on("real", value.ball) : value;
  }

  /** Whether a real argument is in the real domain of the function; undefined where the disc does not tell. */
  #isInside({ name, argument }: CallNode): boolean | undefined {
    if (name === "gamma") return true;
    let inside: boolean | undefined = true;
    for (const { kind, of } of definedWhere(name, argument)) {
      const part = this.value(of);
      const sign = isKnown(part) ? signOf(part) : undefined;
      if (sign === undefined) inside = undefined;
      else if (kind === "nonzero" ? sign === 0 : kind === "positive" ? sign <= 0 : sign < 0) return false;
    }
    return inside;
  }

  #of(name: FunctionName, u: Known, e: CallNode): Value {
    if (name === "gamma" || name === "logGamma") return this.#gamma(name, u, e.argument);
    if (name === "sign") {
      const sign = signOf(u);
      return sign === undefined ? "unknown" : this.#values.integer(sign);
    }
    if (name === "erf") {
      const ball = this.#balls.erf(u.ball);
      return ball === undefined ? "unknown" : { ball, axis: u.axis };
    }
    const rewritten = elementary(name, e.argument, "numbers");
    return rewritten === undefined ? "unknown" : this.value(rewritten);
  }

  /** Γ at negative numbers by Γ(u) = π/(sin(πu) Γ(1 − u)). */
  #gamma(name: "gamma" | "logGamma", u: Known, argument: Expression): Value {
    const sign = signOf(u);
    if (sign === 1) {
      const ball = logGammaBall(this.#balls, u.ball);
      if (ball === undefined) return "unknown";
      const log = this.#values.on("real", ball);
      return name === "logGamma" ? log : this.#values.exp(log);
    }
    const reflected = sign === -1 && name === "gamma" ? reflection(argument) : undefined;
    return reflected === undefined ? "unknown" : this.value(reflected);
  }
}

function reflection(u: Expression): Expression {
  return divide(pi, multiply(call("sin", multiply(pi, u)), call("gamma", subtract(1, u))));
}
