/** Random expressions for property tests: every kind of node, small enough to read when a test fails. */
import fc from "fast-check";
import {
  add,
  call,
  delta,
  divide,
  type Expression,
  type FunctionName,
  fraction,
  functionNames,
  multiply,
  negate,
  overStates,
  overValues,
  pi,
  power,
  productOver,
  sqrt,
  sumOver,
  symbol,
} from "../../src/algebra/index.ts";

/** Names that the trees use; `j`, `k` and `h` also as bound names. */
export const treeNames: readonly string[] = [..."x y n N W u theta sigma_W a_tilde x_star i j k h".split(" ")];

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.constantFrom<Expression>(
    ...["x", "y", "n", "theta", "sigma_W", "a_tilde", "x_star", "u_1", "u_2", "W_1_2"].map((name) => symbol(name)),
    symbol("W", symbol("i"), symbol("j")),
    symbol("u", add(symbol("i"), 1)),
    pi,
  ),
  fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 6 })).map(([n, d]) => fraction(n, d)),
);

/** Arithmetic and functions over the given leaves. */
function arithmetic(leaves: fc.Arbitrary<Expression>, names: readonly FunctionName[]): fc.Arbitrary<Expression> {
  const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, depthIdentifier: "tree", withCrossShrink: true },
      leaves,
      fc.array(tie("tree"), { minLength: 2, maxLength: 3 }).map((terms) => add(...terms)),
      fc.array(tie("tree"), { minLength: 2, maxLength: 3 }).map((factors) => multiply(...factors)),
      fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => (isZeroNumber(b) ? a : divide(a, b))),
      tie("tree").map(negate),
      fc
        .tuple(tie("tree"), fc.constantFrom(-3, -2, 2, 3, 5))
        .map(([base, n]) => (isZeroNumber(base) ? base : power(base, n))),
      tie("tree").map((e) => (isZeroNumber(e) ? e : sqrt(e))),
      fc.tuple(tie("tree"), fc.constantFrom(...names)).map(([u, name]) => call(name, u)),
    ),
  }));
  return tree;
}

/** 0, or 0 times what may have no value. */
function isZeroNumber(e: Expression): boolean {
  return e.kind === "product" ? isZeroNumber(e.factors[0]!) : e.kind === "rational" && e.numerator === 0n;
}

/** Trees with binders, deltas, symbolic powers and all functions. */
export const treeArbitrary: fc.Arbitrary<Expression> = fc
  .tuple(arithmetic(leaf, functionNames), arithmetic(leaf, functionNames), fc.integer({ min: 0, max: 8 }))
  .map(([a, b, k]) => {
    const range = { kind: "interval", from: fraction(1), to: symbol("N") } as const;
    switch (k) {
      case 0:
        return sumOver("j", range, a);
      case 1:
        return multiply(b, sumOver("k", range, multiply(a, symbol("u", symbol("k")))));
      case 2:
        return add(productOver("j", range, a), b);
      case 3:
        return sumOver("h", overStates([0, 1], 1, symbol("N")), multiply(a, symbol("h_1")));
      case 4:
        return add(b, sumOver("h", overValues(-1, 1), multiply(symbol("h"), a)));
      case 5:
        return multiply(delta(symbol("i"), add(symbol("j"), 1)), a);
      case 6:
        return power(a, multiply(-1, symbol("n")));
      default:
        return add(a, b);
    }
  });

/** Trees in x and y alone, of functions that are finite for moderate arguments: fit for evaluation. */
export const numericArbitrary: fc.Arbitrary<Expression> = arithmetic(
  fc.oneof(
    fc.constantFrom<Expression>(symbol("x"), symbol("y")),
    fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 })).map(([n, d]) => fraction(n, d)),
  ),
  ["exp", "tanh", "cosh", "sinh", "logistic", "softplus", "log", "sin", "cos", "atan", "asinh", "erf", "abs"],
);
