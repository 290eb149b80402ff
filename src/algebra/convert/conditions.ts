/** Side conditions that an expansion relied on: collected where they are symbolic, checked at once where they are numbers. */
import { BoltzproofError } from "../../errors.ts";
import { analyticWhere } from "../domains.ts";
import { isNumber, type RationalFunction } from "../exact/index.ts";
import type { CallNode, Expression, FunctionName } from "../expression.ts";
import { toText } from "../print/text.ts";
import { equals } from "../structure.ts";
import { type AtomTable, expressionOf } from "./atoms.ts";
import { withoutRepetition } from "./counting.ts";
import { rationalFunctionOf } from "./rational.ts";

/** Something that must be positive, or must not vanish. */
export interface SideCondition {
  /** A whole number; a size is one that is ≥ 0. */
  readonly kind: "positive" | "nonnegative" | "nonzero" | "whole" | "size";
  readonly of: Expression;
}

/** The conditions for f(x) to be real and analytic at x; none where f is so everywhere on the real line. */
export function domainOf(name: FunctionName, x: Expression): readonly SideCondition[] {
  return analyticWhere(name, x);
}

export class Conditions {
  readonly #table: AtomTable;
  readonly #found: SideCondition[] = [];

  constructor(table: AtomTable) {
    this.#table = table;
  }

  /** @throws BoltzproofError "domain" when f is a number that does not satisfy it. */
  add(kind: SideCondition["kind"], f: RationalFunction): void {
    const of = expressionOf(f, this.#table);
    if (isNumber(f)) {
      const { numerator } = f.numerator;
      if (kind === "positive" ? numerator > 0n : kind === "nonzero" ? numerator !== 0n : numerator >= 0n) return;
      throw new BoltzproofError("domain", {
        found: `${toText(of)} at the point of expansion`,
        expected: `a value that is ${kind}`,
        advice: "expand about another point",
      });
    }
    if (!this.#found.some((c) => c.kind === kind && equals(c.of, of))) this.#found.push({ kind, of });
  }

  /** The conditions for f to be analytic at the value x. @throws as `add`. */
  requireDomain({ name }: CallNode, x: RationalFunction): void {
    for (const { kind, of } of domainOf(name, expressionOf(x, this.#table)))
      this.add(kind, rationalFunctionOf(of, this.#table));
  }

  /** These, and what the counting of the members of ranges rested on. */
  list(): readonly SideCondition[] {
    return [...this.#found, ...withoutRepetition(this.#table.counting.conditions)];
  }
}
