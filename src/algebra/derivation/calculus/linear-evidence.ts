/** Declared inequalities added up: x − s > 0 from x > c and c > s. */

import { BoltzproofError } from "../../../errors.ts";
import { numberNode } from "../../construct.ts";
import { AtomTable, expandOverAtoms } from "../../convert/index.ts";
import {
  addRationals,
  divideRationals,
  multiplyRationals,
  negateRational,
  ONE,
  type Rational,
} from "../../exact/rational.ts";
import type { Expression } from "../../expression.ts";
import { rememberedByNode } from "../../parts.ts";
import { toText } from "../../print/text.ts";
import { nodes } from "../../structure.ts";
import type { Assumption } from "../step.ts";
import { isNonnegative, isPositive } from "./sign.ts";

/** Coefficients by the text of what they multiply. */
type Linear = ReadonlyMap<string, { readonly of: Expression; readonly coefficient: Rational }>;

interface Fact {
  readonly linear: Linear;
  readonly strict: boolean;
}

/** Facts that are added up for one claim. */
const mostFacts = 3;

/** Whether e is a sum of declared inequalities with factors ≥ 0 and of terms of evident sign. */
export function byAddition(e: Expression, strict: boolean, assumptions: readonly Assumption[]): boolean {
  const target = linearOf(e);
  if (target === undefined) return false;
  const facts = assumptions.flatMap((a): readonly Fact[] => {
    if (a.kind !== "positive" && a.kind !== "nonnegative" && a.kind !== "large") return [];
    const linear = linearOf(a.of);
    return linear === undefined ? [] : [{ linear, strict: a.kind !== "nonnegative" }];
  });
  return isReached(target, strict, facts, assumptions, mostFacts);
}

function isReached(
  target: Linear,
  strict: boolean,
  facts: readonly Fact[],
  assumptions: readonly Assumption[],
  left: number,
): boolean {
  const terms = [...target.entries()];
  const open = terms.filter(([, t]) => !isNonnegative(signed(t.of, t.coefficient), assumptions));
  if (open.length === 0) {
    return !strict || terms.some(([, t]) => isPositive(signed(t.of, t.coefficient), assumptions));
  }
  if (left === 0) return false;
  const [name, { coefficient }] = open[0]!;
  return facts.some((fact) => {
    const found = fact.linear.get(name);
    if (found === undefined || found.coefficient.numerator > 0n !== coefficient.numerator > 0n) return false;
    const factor = divideRationals(coefficient, found.coefficient);
    return isReached(less(target, fact.linear, factor), strict && !fact.strict, facts, assumptions, left - 1);
  });
}

const signed = (of: Expression, { numerator }: Rational): Expression =>
  numerator > 0n ? of : { kind: "product", factors: [numberNode(negateRational(ONE)), of] };

/** a − factor · b. */
function less(a: Linear, b: Linear, factor: Rational): Linear {
  const out = new Map(a);
  for (const [name, { of, coefficient }] of b) {
    const before = out.get(name)?.coefficient ?? { numerator: 0n, denominator: 1n };
    const after = addRationals(before, negateRational(multiplyRationals(factor, coefficient)));
    if (after.numerator === 0n) out.delete(name);
    else out.set(name, { of, coefficient: after });
  }
  return out;
}

/** Expanded over its atoms; undefined where that is not possible or leaves a fraction of sums. */
function linearOf(e: Expression): Linear | undefined {
  const expanded = expand(e);
  if (expanded === false) return undefined;
  const out = new Map<string, { of: Expression; coefficient: Rational }>();
  for (const term of expanded.kind === "sum" ? expanded.terms : [expanded]) {
    const [coefficient, of] = split(term);
    if (coefficient.numerator !== 0n) out.set(toText(of), { of, coefficient });
  }
  return out;
}

const one = numberNode(ONE);

function split(term: Expression): readonly [Rational, Expression] {
  if (term.kind === "rational") return [term, one];
  const [first, ...rest] = term.kind === "product" ? term.factors : [];
  if (first?.kind !== "rational") return [ONE, term];
  return [first, rest.length === 1 ? rest[0]! : { kind: "product", factors: rest }];
}

/** Larger formulas are not taken apart: what is evident is short. */
const mostNodes = 200;

const expand = rememberedByNode(tryToExpand);

function tryToExpand(e: Expression): Expression | false {
  let count = 0;
  for (const x of nodes(e)) {
    if (++count > mostNodes || x.kind === "integral" || x.kind === "derivative" || x.kind === "matrix") return false;
  }
  try {
    return expandOverAtoms(e, new AtomTable());
  } catch (error) {
    if (error instanceof BoltzproofError) return false;
    throw error;
  }
}
