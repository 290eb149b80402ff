/**
 * Values at the ends of a range, where they are evident: at a finite point by substitution, at ±∞ for what decays
 * like an exponential of a polynomial, for functions that level off, and for sums and products of these.
 */
import {
  add,
  divide,
  fraction,
  half,
  infinity,
  isIntegerNode,
  isZeroNode,
  multiply,
  negate,
  one,
  pi,
  power,
  zero,
} from "../../construct.ts";
import { differentiate } from "../../differentiate.ts";
import { factorial } from "../../exact/index.ts";
import type { CallNode, Expression, FunctionName, SymbolNode } from "../../expression.ts";
import { children, equals, freeNames } from "../../structure.ts";
import { substitute } from "../../substitute.ts";
import type { Assumption, Condition } from "../step.ts";
import { isPositive } from "./sign.ts";

export interface EndValue {
  readonly value: Expression;
  /** What was used of the assumptions, as that a > 0 in e^{−ax²}. */
  readonly conditions: readonly Condition[];
}

/** The value or limit of e as x → end; undefined where it is not evident. */
export function endValue(
  e: Expression,
  x: SymbolNode,
  end: Expression,
  assumptions: readonly Assumption[],
): EndValue | undefined {
  if (equals(end, infinity)) return new AtInfinity(x, 1, assumptions).of(e);
  if (equals(end, negate(infinity))) return new AtInfinity(x, -1, assumptions).of(e);
  return { value: substitute(e, x, end), conditions: [] };
}

/** f(±∞) of functions that level off there. */
const levels: Partial<Record<FunctionName, readonly [minus: Expression, plus: Expression]>> = {
  erf: [fraction(-1), one],
  tanh: [fraction(-1), one],
  coth: [fraction(-1), one],
  logistic: [zero, one],
  atan: [negate(multiply(half, pi)), multiply(half, pi)],
  sech: [zero, zero],
  csch: [zero, zero],
};

/** Of the exponents whose end is looked for. */
const highestDegree = 8;

class AtInfinity {
  readonly #x: SymbolNode;
  readonly #side: 1 | -1;
  readonly #assumptions: readonly Assumption[];

  constructor(x: SymbolNode, side: 1 | -1, assumptions: readonly Assumption[]) {
    this.#x = x;
    this.#side = side;
    this.#assumptions = assumptions;
  }

  of(e: Expression): EndValue | undefined {
    if (!freeNames(e).has(this.#x.name)) return { value: e, conditions: [] };
    switch (e.kind) {
      case "sum":
        return this.#all(e.terms, add);
      case "product":
        return this.#decay(e.factors) ?? this.#all(e.factors, multiply);
      case "power": {
        const base = isIntegerNode(e.exponent) && e.exponent.numerator > 0n ? this.of(e.base) : undefined;
        return base && { ...base, value: power(base.value, e.exponent) };
      }
      case "call":
        return this.#decay([e]) ?? this.#level(e);
      default:
        return undefined;
    }
  }

  #all(parts: readonly Expression[], combine: (...xs: readonly Expression[]) => Expression): EndValue | undefined {
    const values = parts.map((p) => this.of(p));
    const known = values.filter((v) => v !== undefined);
    if (known.length < values.length) return undefined;
    return { value: combine(...known.map((v) => v.value)), conditions: known.flatMap((v) => v.conditions) };
  }

  /** A polynomial or bounded factor times e^{Q} with Q → −∞ vanishes. */
  #decay(factors: readonly Expression[]): EndValue | undefined {
    const decaying = factors.findIndex(
      (f) => f.kind === "call" && f.name === "exp" && this.#slope(f.argument)?.sign === -1,
    );
    const exponential = factors[decaying];
    if (exponential?.kind !== "call") return undefined;
    const others = factors.filter((_, k) => k !== decaying);
    if (!others.every((f) => this.#isPolynomial(f) || this.of(f) !== undefined)) return undefined;
    return { value: zero, conditions: this.#slope(exponential.argument)!.conditions };
  }

  #level({ name, argument }: CallNode): EndValue | undefined {
    const level = levels[name];
    const slope = this.#slope(argument);
    if (level === undefined || slope === undefined) return undefined;
    return { value: level[slope.sign === 1 ? 1 : 0], conditions: slope.conditions };
  }

  /** Where a polynomial goes as x → side · ∞: the sign of its leading term, with what that sign rests on. */
  #slope(e: Expression): { readonly sign: 1 | -1; readonly conditions: readonly Condition[] } | undefined {
    if (!this.#isPolynomial(e)) return undefined;
    let leading: Expression = zero;
    let degree = 0;
    let slope = e;
    for (let k = 0; k <= highestDegree; k++) {
      const coefficient = divide(substitute(slope, this.#x, zero), factorial(k));
      if (!isZeroNode(coefficient)) [leading, degree] = [coefficient, k];
      slope = differentiate(slope, this.#x);
    }
    if (degree === 0 || !isZeroNode(slope)) return undefined;
    const flip = this.#side === -1 && degree % 2 === 1 ? -1 : 1;
    for (const sign of [1, -1] as const) {
      const size = multiply(sign * flip, leading);
      if (isPositive(size, this.#assumptions)) return { sign, conditions: [{ kind: "positive", of: size }] };
    }
    return undefined;
  }

  #isPolynomial(e: Expression): boolean {
    if (!freeNames(e).has(this.#x.name) || equals(e, this.#x)) return true;
    if (e.kind === "power") return isIntegerNode(e.exponent) && e.exponent.numerator > 0n && this.#isPolynomial(e.base);
    return (e.kind === "sum" || e.kind === "product") && children(e).every((c) => this.#isPolynomial(c));
  }
}
