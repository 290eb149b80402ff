/**
 * Every rewriting that a rule of indexed sums offers, on random expressions, is true in numbers at N = 2, M = 3; and
 * the comparison is seen to reject rewritings that are slightly off.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  delta,
  type Expression,
  exp,
  fraction,
  type IndexedNode,
  interval,
  log,
  multiply,
  nodes,
  overStates,
  overValues,
  parse,
  power,
  productOver,
  type SideCondition,
  type SymbolNode,
  sumOver,
  symbol,
  symbolToText,
} from "../../src/algebra/index.ts";
import { contractDelta, substituteAlongDelta } from "../../src/algebra/sums/contract.ts";
import { instantiate } from "../../src/algebra/sums/index.ts";
import { placesOf } from "../../src/algebra/sums/places.ts";
import { splitLogarithm, splitProduct } from "../../src/algebra/sums/products.ts";
import { simplifyConditions } from "../../src/algebra/sums/range-conditions.ts";
import { changeUnits, interchange, reindex, splitRange } from "../../src/algebra/sums/ranges.ts";
import type { Rewriter } from "../../src/algebra/sums/rule.ts";
import { factoriseStates } from "../../src/algebra/sums/states.ts";
import { numericValue } from "../algebra/numeric-witness.ts";
import { seededRuns } from "../algebra/support.ts";

const sizes = { N: 2, M: 3, k: 1, l: 2 };
const [i, j, k, l] = ["i", "j", "k", "l"].map((name) => symbol(name)) as [
  SymbolNode,
  SymbolNode,
  SymbolNode,
  SymbolNode,
];
const c = symbol("c");
const rangeOf = { i: interval(1, symbol("N")), j: interval(1, symbol("M")) } as const;

/** Bodies over the indices i and j, the units h_j and the deltas of both. */
const bodies: fc.Arbitrary<Expression> = fc.letrec<{ body: Expression }>((tie) => ({
  body: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    fc.constantFrom<Expression>(
      symbol("u", i),
      symbol("u", j),
      symbol("W", i, j),
      symbol("h", j),
      symbol("h", k),
      delta(i, k),
      delta(l, j),
      delta(i, j),
      productOver("j", rangeOf.j, multiply(add(c, symbol("W", i, j)), symbol("u", j))),
      log(productOver("j", rangeOf.j, power(add(2, symbol("W", i, j)), 3))),
      c,
    ),
    fc.tuple(tie("body"), tie("body")).map(([f, g]) => multiply(f, g)),
    fc.tuple(tie("body"), tie("body")).map(([f, g]) => add(f, g)),
    fc.tuple(tie("body"), fc.constantFrom(delta(i, k), delta(l, j), delta(i, j))).map(([f, d]) => multiply(d, f)),
    tie("body").map((f) => exp(f)),
    tie("body").map((f) => power(f, 2)),
    tie("body").map((f) => log(multiply(exp(f), add(2, power(f, 2))))),
    fc.tuple(tie("body"), fc.constantFrom("i", "j")).map(([f, n]) => sumOver(n, rangeOf[n as "i" | "j"], f)),
    fc.tuple(tie("body"), fc.constantFrom("i", "j")).map(([f, n]) => productOver(n, rangeOf[n as "i" | "j"], f)),
  ),
})).body;

/** Closed over i and j, and summed over the states of h or left at given ones. */
const expressions: fc.Arbitrary<Expression> = fc
  .tuple(bodies, fc.constantFrom("layer of i", "layer", "one unit", "none"))
  .map(([body, layer]) => {
    const linear = exp(sumOver("j", rangeOf.j, multiply(symbol("h", j), symbol("u", j))));
    const closed = sumOver("i", rangeOf.i, sumOver("j", rangeOf.j, body));
    if (layer === "layer") return sumOver("h", overStates([0, 1], 1, symbol("M")), multiply(linear, closed));
    if (layer === "layer of i")
      return sumOver("h", overStates([-1, 1], 1, symbol("M")), multiply(linear, symbol("h", k)));
    if (layer === "one unit") return sumOver("c", overValues(0, 1), closed);
    return closed;
  });

/** Ranges and units that shifts, splits and changes of units are read off from. */
const target = parse("sum(1, i, 2, N + 1) + sum(1, i, 1, 1) + sum(h, h, [-1, 1]) + sum(h, h, [0, 1])", ["i", "N", "h"]);

/** The number behind an expression at the sizes, with fixed numbers for its symbols. */
function valueAtSizes(e: Expression): number {
  const written = instantiate(e, sizes);
  const values: Record<string, number> = {};
  for (const x of nodes(written)) {
    if (x.kind !== "symbol") continue;
    const text = symbolToText(x);
    const hash = [...text].reduce((h, ch) => (h * 31 + ch.codePointAt(0)!) % 1009, 7);
    values[text] = x.name === "h" ? hash % 2 : 0.1 + (0.7 * hash) / 1009;
  }
  return numericValue(written, values);
}

function agree(x: number, y: number): boolean {
  return Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x), Math.abs(y));
}

/** Random expressions with their values. */
const samples = fc.sample(expressions, seededRuns(200)).flatMap((e) => {
  const value = valueAtSizes(e);
  return Number.isFinite(value) && Math.abs(value) < 1e12 ? [{ e, value }] : [];
});

/** Enough offers of a rule to judge it by. */
const enough = 40;

/** Counts what a rule offers and how often that is wrong; an offer with a condition that the sizes violate is none. */
function judge(rewrite: Rewriter, spoil: (e: Expression) => Expression = (e) => e): { offers: number; wrong: number } {
  let offers = 0;
  let wrong = 0;
  for (const { e, value } of samples) {
    for (const { node, within, replace } of placesOf(e)) {
      const found = offers < enough ? rewrite(node, { within, target }) : [];
      for (const { result, conditions } of typeof found === "string" ? [] : found) {
        if (violated(conditions, within)) continue;
        offers++;
        if (!agree(valueAtSizes(replace(spoil(result))), value)) wrong++;
      }
    }
  }
  return { offers, wrong };
}

/** Whether the sizes break a condition; one that still has a bound index in it is taken to hold. */
function violated(conditions: readonly SideCondition[], within: readonly IndexedNode[]): boolean {
  try {
    return simplifyConditions(conditions, within).some((c) => c.kind === "positive" && valueAtSizes(c.of) <= 0);
  } catch {
    return true;
  }
}

const rules: readonly (readonly [string, Rewriter])[] = [
  ["contracting a delta", contractDelta],
  ["substituting along a delta", substituteAlongDelta],
  ["splitting a range", splitRange],
  ["reindexing", reindex],
  ["interchanging", interchange],
  ["changing units", changeUnits],
  ["factorising a sum over states", factoriseStates],
  ["splitting a product", splitProduct],
  ["splitting a logarithm", splitLogarithm],
];

describe.each(rules)("%s", (_, rewrite) => {
  test("is right at N = 2, M = 3 wherever it is offered", () => {
    const { offers, wrong } = judge(rewrite);
    expect(offers).toBeGreaterThan(20);
    expect(wrong).toBe(0);
  });

  test("would be found wrong if it were off by one part in a thousand", () => {
    const { offers, wrong } = judge(rewrite, (e) => multiply(e, fraction(1001, 1000)));
    expect(wrong).toBeGreaterThan(offers / 4);
  });
});
