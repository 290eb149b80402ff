/**
 * Scales of growth at t → 0+: e^E t^p L^q with L = ln(1/t), where E is a sum of larger powers of 1/t and L. They are
 * compared from the exponential down, as far as the signs of the exponents are evident.
 */
import { add, isZeroNode, multiply, negate, one, subtract, zero } from "../../construct.ts";
import type { Expression } from "../../expression.ts";
import type { Assumption } from "../step.ts";
import { type Evidence, evidenceOf, type IsZero } from "./evidence.ts";
import { aboutFamilies } from "./families.ts";

export interface Scale {
  readonly exponent: readonly Monomial[];
  readonly power: Expression;
  readonly log: Expression;
}

/** coefficient · scale; the coefficient is free of t and may be 0. */
export interface Monomial extends Scale {
  readonly coefficient: Expression;
}

export const unitScale: Scale = { exponent: [], power: zero, log: zero };

export const constantTerm = (coefficient: Expression): Monomial => ({ ...unitScale, coefficient });

/** More terms than these are not carried. */
export const mostTerms = 8;

/** Which of two scales is larger as t → 0+; "unknown" where it is not evident. */
export type Comparison = "smaller" | "same" | "larger" | "unknown";

/** What the limits of one expression may use. */
export interface Known {
  readonly assumptions: readonly Assumption[];
  readonly isZero: IsZero;
}

export class Scales {
  readonly #known: Known;
  readonly #evidence: Evidence;

  constructor(known: Known) {
    this.#known = known;
    this.#evidence = evidenceOf(known.assumptions, known.isZero);
  }

  /** The same without what is assumed of a name that is bound. */
  within(name: string): Scales {
    return new Scales({ ...this.#known, assumptions: aboutFamilies(this.#known.assumptions, name) });
  }

  isZero(e: Expression): boolean {
    return isZeroNode(e) || (e.kind !== "rational" && this.#known.isZero(e));
  }

  isNonzero(e: Expression): boolean {
    return this.#evidence.has("nonzero", e);
  }

  isPositive(e: Expression): boolean {
    return this.#evidence.has("positive", e);
  }

  isNonnegative(e: Expression): boolean {
    return this.isZero(e) || this.#evidence.has("nonnegative", e);
  }

  /** 1, −1 or 0; undefined where it is not evident. */
  signOf(e: Expression): 1 | -1 | 0 | undefined {
    if (this.isZero(e)) return 0;
    if (this.isPositive(e)) return 1;
    return this.isPositive(negate(e)) ? -1 : undefined;
  }

  compare(a: Scale, b: Scale): Comparison {
    const difference = this.sum([...a.exponent, ...b.exponent.map(opposite)]);
    if (difference === undefined) return "unknown";
    const [dominant] = difference;
    const sign =
      dominant === undefined
        ? this.#signOfFirst([subtract(b.power, a.power), subtract(a.log, b.log)])
        : this.signOf(dominant.coefficient);
    if (sign === undefined) return "unknown";
    return sign === 0 ? "same" : sign > 0 ? "larger" : "smaller";
  }

  #signOfFirst(list: readonly Expression[]): 1 | -1 | 0 | undefined {
    for (const e of list) {
      const sign = this.signOf(e);
      if (sign !== 0) return sign;
    }
    return 0;
  }

  /** The larger of two scales; undefined where that is not evident. */
  largest<S extends Scale>(list: readonly S[]): S | undefined {
    let best: S | undefined;
    for (const s of list) {
      const found = best === undefined ? "larger" : this.compare(s, best);
      if (found === "unknown") return undefined;
      if (found === "larger") best = s;
    }
    return best;
  }

  /** The terms with those of one scale added up and those that cancel left out, from the largest down. */
  sum(terms: readonly Monomial[]): readonly Monomial[] | undefined {
    const groups: Monomial[] = [];
    const merged = new Set<Scale>();
    for (const term of terms) {
      let at = 0;
      for (; at < groups.length; at++) {
        const found = this.compare(term, groups[at]!);
        if (found === "unknown") return undefined;
        if (found === "larger") {
          groups.splice(at, 0, term);
          break;
        }
        if (found === "same") {
          groups[at] = { ...term, coefficient: add(groups[at]!.coefficient, term.coefficient) };
          merged.add(groups[at]!);
          break;
        }
      }
      if (at === groups.length) groups.push(term);
    }
    return groups.filter((g) => !(merged.has(g) && this.isZero(g.coefficient)));
  }

  times(a: Scale, b: Scale): Scale | undefined {
    const exponent = this.sum([...a.exponent, ...b.exponent]);
    return exponent && { exponent, power: add(a.power, b.power), log: add(a.log, b.log) };
  }

  /** The scale to a power that is free of t. */
  toPower(a: Scale, n: Expression): Scale {
    return {
      exponent: a.exponent.map((m) => ({ ...m, coefficient: multiply(m.coefficient, n) })),
      power: multiply(a.power, n),
      log: multiply(a.log, n),
    };
  }
}

const opposite = (m: Monomial): Monomial => ({ ...m, coefficient: negate(m.coefficient) });

export const power = (exponent: Expression, coefficient: Expression = one): Monomial => ({
  ...unitScale,
  power: exponent,
  coefficient,
});
