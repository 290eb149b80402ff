/** Identities of ladder operators: both sides in normal order, coefficients compared by the zero test. */
import { BoltzproofError } from "../../../errors.ts";
import { type BosonAlgebra, type BosonOperator, bosonAlgebra } from "../../boson/index.ts";
import {
  add,
  divide,
  imaginaryUnit,
  isIntegerNode,
  isZeroNode,
  multiply,
  negate,
  numberNode,
  one,
  symbol,
  zero,
} from "../../construct.ts";
import { type Domain, power, product, sum } from "../../exact/index.ts";
import type { Expression, SymbolNode } from "../../expression.ts";
import { symbolToText, toText } from "../../print/text.ts";
import { equals, freeNames, mapChildren, nodes } from "../../structure.ts";
import { dependsOn } from "../premises.ts";
import type { LadderLetter } from "../step.ts";
import { certificateOf, holds, openDifference, type Rule, wrongSides } from "./rule.ts";

/** Expression trees as coefficients. Zero means zero in form; what is left in the end goes to the zero test. */
const expressionRing: Domain<Expression> = {
  name: "the expressions",
  zero,
  one,
  add,
  negate,
  multiply,
  divide,
  conjugate,
  isZero: isZeroNode,
  fromRational: numberNode,
  toText,
};

function conjugate(e: Expression): Expression {
  return equals(e, imaginaryUnit) ? negate(e) : mapChildren(e, conjugate);
}

export const operatorIdentity: Rule = {
  statements: ["operator equation"],
  certificates: ["ladder"],
  mutants: wrongSides(true),
  check: (s) => {
    const letters = certificateOf(s.step, "ladder")?.letters ?? [];
    const algebra = bosonAlgebra(expressionRing, 1 + Math.max(0, ...letters.map((l) => l.mode)));
    const open = openDifference(s);
    const names = letters.map((l) => symbol(l.name).name);
    const hidden = [...freeNames(open)].find((name) => names.some((n) => dependsOn(name, n, s.knowledge)));
    if (hidden !== undefined) return { kind: "undecided", why: `${hidden} is an operator that no premise gives` };
    const difference = new Reader(algebra, letters).read(open);
    return holds(
      "normal order",
      [...difference.values()].map((term) => s.decide(term.coefficient)),
    );
  },
};

class Reader {
  readonly #algebra: BosonAlgebra<Expression>;
  readonly #letters: ReadonlyMap<string, LadderLetter>;

  constructor(algebra: BosonAlgebra<Expression>, letters: readonly LadderLetter[]) {
    this.#algebra = algebra;
    this.#letters = new Map(letters.map((l) => [l.name, l]));
  }

  /** The operator that an expression in the letters denotes; products keep their order. */
  read(e: Expression): BosonOperator<Expression> {
    const algebra = this.#algebra;
    if (!this.#hasLetter(e)) return algebra.scalar(e);
    switch (e.kind) {
      case "symbol":
        return this.#letter(e);
      case "sum":
        return sum(
          algebra,
          e.terms.map((t) => this.read(t)),
        );
      case "product":
        return product(
          algebra,
          e.factors.map((f) => this.read(f)),
        );
      case "power":
        if (isIntegerNode(e.exponent)) return power(algebra, this.read(e.base), Number(e.exponent.numerator));
    }
    throw new BoltzproofError("capability", {
      found: `${toText(e)} of ladder operators`,
      expected: "sums, products and whole powers",
      advice: "write the operator as a polynomial in the letters",
    });
  }

  #hasLetter(e: Expression): boolean {
    for (const x of nodes(e)) if (x.kind === "symbol" && this.#letters.has(symbolToText(x))) return true;
    return false;
  }

  #letter(s: SymbolNode): BosonOperator<Expression> {
    const { mode, dagger } = this.#letters.get(symbolToText(s))!;
    return dagger ? this.#algebra.creator(mode) : this.#algebra.annihilator(mode);
  }
}
