/** Kronecker deltas under sums and in products. */
import { add, multiply, sumOver, symbol } from "../construct.ts";
import { AtomTable, expressionOf } from "../convert/atoms.ts";
import type { SideCondition } from "../convert/conditions.ts";
import { rationalFunctionOf } from "../convert/rational.ts";
import {
  rationalFunctions as field,
  fromPolynomial,
  parameter,
  power,
  product,
  type RationalFunction,
  type Term,
  termsOf,
} from "../exact/index.ts";
import type { DeltaNode, Expression, SymbolNode } from "../expression.ts";
import { freeNames } from "../structure.ts";
import { substitute } from "../substitute.ts";
import { inRange } from "./range-conditions.ts";
import type { Rewriter, Rewriting } from "./rule.ts";

/** Σ_i δ_{ik} f(i) = f(k) for k in the range, term by term; terms without such a δ stay under the sum. */
export const contractDelta: Rewriter = (node) => {
  if (node.kind !== "indexed" || node.operator !== "sum" || node.range.kind !== "interval") return [];
  const { index, range } = node;
  const table = new AtomTable();
  const f = table.counting.within(node, () => rationalFunctionOf(node.body, table));
  const conditions: SideCondition[] = [...table.counting.conditions];
  let contracted = false;
  const parts = termsOf(f.numerator).map((term) => {
    const whole = expressionOf(field.divide(withoutDelta(term, undefined), fromPolynomial(f.denominator)), table);
    const found = deltaWith(term, index, table);
    if (found === undefined) return sumOver(index, range, whole);
    contracted = true;
    conditions.push(...inRange(found.other, range.from, range.to));
    const rest = field.divide(withoutDelta(term, found.name), fromPolynomial(f.denominator));
    return substitute(expressionOf(rest, table), symbol(index), found.other);
  });
  return contracted ? [{ result: add(...parts), conditions }] : [];
};

/** δ_{ij} f(i) = δ_{ij} f(j), for either index. */
export const substituteAlongDelta: Rewriter = (node) => {
  if (node.kind !== "product") return [];
  return node.factors.flatMap((factor, k) => {
    if (factor.kind !== "delta") return [];
    const rest = multiply(...node.factors.filter((_, n) => n !== k));
    return orientations(factor).map(([from, to]): Rewriting => {
      return { result: multiply(factor, substitute(rest, from, to)), conditions: [] };
    });
  });
};

function orientations({ left, right }: DeltaNode): readonly (readonly [SymbolNode, Expression])[] {
  return [[left, right] as const, [right, left] as const].flatMap(([from, to]) =>
    from.kind === "symbol" && from.indices.length === 0 ? [[from, to] as const] : [],
  );
}

interface FoundDelta {
  readonly name: string;
  /** The index that the summed one is set to. */
  readonly other: Expression;
}

function deltaWith(term: Term, index: string, table: AtomTable): FoundDelta | undefined {
  for (const [name] of term.powers) {
    const e = table.expressionOf(name);
    if (e.kind !== "delta") continue;
    const match = orientations(e).find(([from, to]) => from.name === index && !freeNames(to).has(index));
    if (match) return { name, other: match[1] };
  }
  return undefined;
}

function withoutDelta({ coefficient, powers }: Term, name: string | undefined): RationalFunction {
  return product(field, [
    field.fromRational(coefficient),
    ...powers.filter(([n]) => n !== name).map(([n, k]) => power(field, parameter(n), k)),
  ]);
}
