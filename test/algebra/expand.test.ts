/** Expansions of expressions against repeated derivatives, against known expansions and against numbers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AtomTable, branchOf, rationalFunctionOf, seriesOf, truncated } from "../../src/algebra/convert/index.ts";
import { factorial, rational, rationalFunctions, subtract } from "../../src/algebra/exact/index.ts";
import {
  add,
  call,
  differentiate,
  divide,
  type Expression,
  type FunctionName,
  infinity,
  multiply,
  numberNode,
  parse,
  substitute,
  symbol,
  toText,
} from "../../src/algebra/index.ts";
import { numericValue } from "./numeric-witness.ts";
import { errorOf, rationalArbitrary, seededRuns } from "./support.ts";

const names = ["x", "y", "b", "k", "N", "M", "u", "w", "c", "i", "j", "h", "a", "U", "V", "W", "xi", "lambda", "m"];
const read = (text: string) => parse(text, names);
const coefficients = (text: string, variable: string, options: Parameters<typeof seriesOf>[2]) =>
  seriesOf(read(text), variable, options).coefficients.map(toText);

function sameOverAtoms(left: Expression, right: Expression): boolean {
  const table = new AtomTable();
  const difference = subtract(rationalFunctions, rationalFunctionOf(left, table), rationalFunctionOf(right, table));
  return rationalFunctions.isZero(difference);
}

/** f^(n)(point)/n! by the table of derivatives. */
function taylorCoefficient(e: Expression, n: number, point: Expression): Expression {
  const derivative = Array.from({ length: n }).reduce<Expression>((d) => differentiate(d, "x"), e);
  return divide(substitute(derivative, "x", point), numberNode(rational(factorial(n))));
}

describe("one variable", () => {
  const analytic: readonly FunctionName[] = [
    ...([
      "exp",
      "sin",
      "cos",
      "tan",
      "sinh",
      "cosh",
      "tanh",
      "sech",
      "asinh",
      "atan",
      "logistic",
      "softplus",
      "erf",
    ] as const),
    ...(["log", "logit", "entropy", "asin", "acos", "acosh", "atanh", "acoth", "coth", "csch"] as const),
  ];

  test.each(analytic)("the coefficients of %s about a symbol are its derivatives there", (name) => {
    const inner = read("x + c*x^2");
    const e = call(name, inner);
    const found = seriesOf(e, "x", { order: 3, about: read("b") });
    const points = name === "acosh" || name === "acoth" ? [1.37, 1.61, 1.83] : [0.37, 0.51, 0.63];
    for (let n = 0; n <= 3; n++) {
      expect(sameByNumbers(found.coefficients[n]!, taylorCoefficient(e, n, read("b")), points)).toBe(true);
    }
  });

  test("random compositions agree with repeated derivatives", () => {
    const leaf = fc.oneof(
      fc.constant(read("x")),
      fc.constant(read("b")),
      rationalArbitrary.map((q): Expression => numberNode(q)),
    );
    const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
      tree: fc.oneof(
        { depthSize: "small", maxDepth: 3 },
        leaf,
        fc.tuple(tie("tree"), tie("tree")).map(([f, g]) => add(f, g)),
        fc.tuple(tie("tree"), tie("tree")).map(([f, g]) => multiply(f, g)),
        fc
          .tuple(fc.constantFrom("exp", "tanh", "logistic", "sin", "softplus"), tie("tree"))
          .map(([f, g]) => call(f as FunctionName, g)),
      ),
    }));
    fc.assert(
      fc.property(tree, (e) => {
        const { coefficients: found } = seriesOf(e, "x", { order: 3 });
        for (let n = 0; n <= 3; n++) expect(sameByNumbers(found[n]!, taylorCoefficient(e, n, read("0")))).toBe(true);
      }),
      seededRuns(100),
    );
  });

  test("the logistic function about a symbol has polynomials in its value as coefficients", () => {
    const found = coefficients("logistic(b + x)", "x", { order: 3 });
    expect(found[3]).toBe("-logistic(b)^4 + 2*logistic(b)^3 - 7*logistic(b)^2/6 + logistic(b)/6");
  });

  test("the entropy about one half is that of the sheet", () => {
    expect(coefficients("entropy(1/2 + x)", "x", { order: 6 })).toEqual([
      "log(2)",
      "0",
      "-2",
      "0",
      "-4/3",
      "0",
      "-32/15",
    ]);
    expect(coefficients("entropy((1 + m)/2)", "m", { order: 6 })).toEqual([
      "log(2)",
      "0",
      "-1/2",
      "0",
      "-1/12",
      "0",
      "-1/30",
    ]);
  });

  test("removable zeros cost no order, and poles are kept", () => {
    expect(coefficients("sinh(x)/x", "x", { order: 4 })).toEqual(["1", "0", "1/6", "0", "1/120"]);
    expect(coefficients("(exp(x) - 1 - x)/x^2", "x", { order: 2 })).toEqual(["1/2", "1/6", "1/24"]);
    const cotangent = seriesOf(read("coth(x)"), "x", { order: 3 });
    expect(cotangent.start).toBe(-1);
    expect(cotangent.coefficients.map(toText)).toEqual(["1", "0", "1/3", "0", "-1/45"]);
    expect(toText(truncated(cotangent))).toBe("1/x + x/3 - x^3/45");
  });

  test("expansions at infinity are in powers of 1/N", () => {
    expect(coefficients("3/(N + 2)", "N", { order: 3, about: infinity })).toEqual(["0", "3", "-6", "12"]);
    expect(coefficients("N^2/(N + 2)", "N", { order: 1, about: infinity })).toEqual(["1", "-2", "4"]);
    expect(coefficients("(1 + x/N)^N", "N", { order: 1, about: infinity })).toEqual(["exp(x)", "-exp(x)*x^2/2"]);
    const variance = "(9*N + 96)/((N + 2)*(N + 4)*(N + 6)) - 9/(N + 2)^2";
    expect(coefficients(variance, "N", { order: 3, about: infinity })).toEqual(["0", "0", "0", "24"]);
  });
});

describe("several variables and families", () => {
  test("the terms are homogeneous in the displacements", () => {
    const { terms } = seriesOf(read("log(2*cosh(u*x + w*y))"), ["x", "y"], { order: 4 });
    expect(sameOverAtoms(terms[2]!, read("(u*x + w*y)^2/2"))).toBe(true);
    expect(sameOverAtoms(terms[4]!, read("-(u*x + w*y)^4/12"))).toBe(true);
    expect([terms[1], terms[3]].map((t) => toText(t!))).toEqual(["0", "0"]);
  });

  test("points may differ, and displacements from a point are shown as such", () => {
    const { terms } = seriesOf(read("x*y/N"), ["x", "y", "N"], { order: 2, about: [1, 0, infinity] });
    expect(toText(terms[2]!)).toBe("y/N");
    expect(
      sameOverAtoms(truncated(seriesOf(read("x^2"), "x", { order: 2, about: 3 })), read("9 + 6*(x - 3) + (x - 3)^2")),
    ).toBe(true);
  });

  test("sums over an index are expanded term by term and factors leave them", () => {
    const free = seriesOf(read("sum(entropy(1/2 + U[i]*xi), i, 1, N)"), "xi", { order: 4 }).coefficients.map(toText);
    expect(free).toEqual(["N*log(2)", "0", "-2*sum(U[i]^2, i, 1, N)", "0", "-4*sum(U[i]^4, i, 1, N)/3"]);
  });

  test("a variable with a symbol as index is its whole family", () => {
    const e = read("sum(softplus(sum(W[i, j]*h[j], j, 1, M)), i, 1, N)");
    const { terms } = seriesOf(e, symbol("h", symbol("j")), { order: 1 });
    expect(sameOverAtoms(terms[1]!, read("sum(sum(W[i, k]*h[k], k, 1, M), i, 1, N)/2"))).toBe(true);
    expect(sameOverAtoms(terms[0]!, read("N*log(2)"))).toBe(true);
  });

  test("an index with the name of the variable is renamed, not captured", () => {
    const outside = seriesOf(read("x*sum(u[x]*y, x, 1, N)"), "y", { order: 1 });
    expect(sameOverAtoms(outside.coefficients[1]!, read("x*sum(u[k], k, 1, N)"))).toBe(true);
    const clash = seriesOf(read("sum(exp(y*u[b]), b, 1, N)"), "y", { order: 1, about: read("b") });
    expect(sameOverAtoms(clash.terms[0]!, read("sum(exp(b*u[k]), k, 1, N)"))).toBe(true);
  });
});

describe("branches of algebraic equations", () => {
  test("the moments of Marchenko and Pastur come from the quadratic of their generating function", () => {
    const quadratic = read("c*x*m^2 + 1 == (1 + (c - 1)*x)*m");
    const moments = branchOf(quadratic, "m", "x", { start: 1, order: 4 });
    expect(moments.coefficients.map(toText)).toEqual(["1", "1", "c + 1", "c^2 + 3*c + 1", "c^3 + 6*c^2 + 6*c + 1"]);
    const root = seriesOf(read("(1 + (c - 1)*x - sqrt((1 + (c - 1)*x)^2 - 4*c*x))/(2*c*x)"), "x", { order: 4 });
    expect(root.coefficients).toEqual(moments.coefficients);
  });

  test("the condition of a branch is that its root is simple", () => {
    const { conditions, coefficients: found } = branchOf(read("y^2 == b^2 + x"), "y", "x", {
      start: read("b"),
      order: 2,
    });
    expect(conditions.map((c) => `${c.kind} ${toText(c.of)}`)).toEqual(["nonzero 2*b"]);
    expect(found.map(toText)).toEqual(["b", "1/(2*b)", "-1/(8*b^3)"]);
    expect(errorOf(() => branchOf(read("y^2 == x"), "y", "x", { start: 0, order: 2 })).found).toContain("double root");
    expect(errorOf(() => branchOf(read("y^2 == x"), "y", "x", { start: 1, order: 2 })).found).toContain("no root");
    expect(errorOf(() => branchOf(read("tanh(y) == x"), "y", "x", { start: 0, order: 2 })).code).toBe("capability");
  });
});

describe("conditions and refusals", () => {
  test("arguments of logarithms and divisors are reported, numbers are checked at once", () => {
    const { conditions } = seriesOf(read("log(x)/k"), "x", { order: 1, about: read("b") });
    expect(conditions.map((c) => `${c.kind} ${toText(c.of)}`)).toEqual(["positive b", "nonzero b"]);
    expect(seriesOf(read("1/(b + x)"), "x", { order: 1 }).conditions.map((c) => toText(c.of))).toEqual(["b"]);
    expect(seriesOf(read("log(2 + x)"), "x", { order: 1 }).conditions).toEqual([]);
    expect(errorOf(() => seriesOf(read("log(x - 2)"), "x", { order: 1 })).found).toContain("-2");
  });

  test.each(["log(x)", "abs(x)", "logit(x)", "1/(cosh(x)^2 - sinh(x)^2 - 1)", "atanh(1 + x)", "exp(1/x)", "acosh(x)"])(
    "%s has no expansion about 0",
    (text) => {
      expect(errorOf(() => seriesOf(read(text), "x", { order: 2 })).code).toBe("domain");
    },
  );

  test.each([
    "sqrt(x)",
    "gamma(1 + x)",
    "prod(1 + x*u[i], i, 1, N)",
    "sum(x, i, 1, x)",
    "integral(x*y, y, 0, 1)",
    "[[x, 1]]",
  ])("%s is beyond the expansion and says so", (text) => {
    expect(errorOf(() => seriesOf(read(text), "x", { order: 2 })).code).toBe("capability");
  });

  test("options that make no sense are refused", () => {
    expect(errorOf(() => seriesOf(read("x"), "x", { order: -1 })).found).toContain("order");
    expect(errorOf(() => seriesOf(read("x"), "x", { order: 1, about: read("x + 1") })).found).toContain("x + 1");
    expect(errorOf(() => seriesOf(read("x*y"), ["x", "y"], { order: 1, about: [0] })).found).toContain("1 points");
  });

  test("an error in the sixth order is not hidden by the fifth", () => {
    const right = seriesOf(read("tanh(x)"), "x", { order: 7 });
    const wrong = seriesOf(read("tanh(x) + 1e-14*x^6"), "x", { order: 7 });
    expect(right.coefficients.slice(0, 6).map(toText)).toEqual(wrong.coefficients.slice(0, 6).map(toText));
    expect(toText(wrong.coefficients[6]!)).not.toBe(toText(right.coefficients[6]!));
  });
});

/** Agreement at three points to nine digits. */
function sameByNumbers(left: Expression, right: Expression, points: readonly number[] = [0.37, 0.61, 0.83]): boolean {
  return points.every((b) => {
    const [p, q] = [left, right].map((e) => numericValue(e, { b, c: 0.29 }));
    return Math.abs(p! - q!) <= 1e-9 * Math.max(1, Math.abs(p!), Math.abs(q!));
  });
}
