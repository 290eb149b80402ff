import fc from "fast-check";
import katex from "katex";
import { describe, expect, it } from "vitest";
import {
  type Argument,
  compile,
  differentiate,
  type Expression,
  equals,
  nodes,
  parse,
  toJavaScript,
  toLatex,
  toText,
} from "../../src/algebra/index.ts";
import { readLatex } from "./latex-reader.ts";
import { numericValue } from "./numeric-witness.ts";
import { errorOf, seededRuns } from "./support.ts";
import { numericArbitrary, treeArbitrary, treeNames } from "./trees.ts";

const names = [..."a b c n x y z u v w W N M i j h theta sigma sigma_W lambda b_tilde x_star q_data".split(" ")];
const read = (text: string): Expression => parse(text, names);

describe("text", () => {
  it("parses back to the same tree", () => {
    fc.assert(
      fc.property(treeArbitrary, (e) => equals(parse(toText(e), treeNames), e)),
      seededRuns(400),
    );
  });

  it("writes long powers of ten so that they can be read", () => {
    expect(toText(read("1e-60*x + 1e-14"))).toBe("x/1e60 + 1/1e14");
  });
});

describe("LaTeX", () => {
  const golden: readonly (readonly [string, string])[] = [
    ["W[i, j]*v[i]", "W_{i j} v_{i}"],
    ["W_1_2 + u[i + 1]", "W_{1,2} + u_{i + 1}"],
    ["sigma_W^2*lambda_1", "\\sigma_{W}^{2} \\lambda_{1}"],
    ["b_tilde*x_star^2 + q_data[i]", "\\tilde{b} \\left(x^{*}\\right)^{2} + q_{\\mathrm{data},i}"],
    ["(a*b)^n", "\\left(a b\\right)^{n}"],
    ["(a/b)^n", "\\left(\\frac{a}{b}\\right)^{n}"],
    ["(a + b)^2/(-c)", "-\\frac{\\left(a + b\\right)^{2}}{c}"],
    ["(x^y)^z", "\\left(x^{y}\\right)^{z}"],
    ["x^y^z", "x^{y^{z}}"],
    ["(-x)^2 - (-2)^n", "\\left(-x\\right)^{2} - \\left(-2\\right)^{n}"],
    ["tanh(x)^2", "\\tanh^{2}\\left(x\\right)"],
    ["exp(x)^2", "\\left(\\mathrm{e}^{x}\\right)^{2}"],
    ["exp(-x^2/(2*sigma^2))", "\\mathrm{e}^{-\\frac{x^{2}}{2 \\sigma^{2}}}"],
    ["1/(1 + 1/(1 + x))", "\\frac{1}{1 + \\frac{1}{1 + x}}"],
    ["2*3^n", "2 \\cdot 3^{n}"],
    ["x/2 - 3*y/(4*z)", "\\frac{x}{2} - \\frac{3 y}{4 z}"],
    ["1/sqrt(2*pi)", "\\frac{1}{\\sqrt{2 \\pi}}"],
    ["a - (b - c)", "a - \\left(b - c\\right)"],
    ["-(a + b)*c", "-\\left(a + b\\right) c"],
    ["log(2*cosh(x))", "\\log\\left(2 \\cosh\\left(x\\right)\\right)"],
    ["sum(a*u[i], i, 1, N)/2", "\\frac{1}{2} \\sum_{i=1}^{N} a u_{i}"],
    ["sum(u[i] + a, i, 1, N)*b", "\\left(\\sum_{i=1}^{N} \\left(u_{i} + a\\right)\\right) b"],
    ["sum(u[i], i, 1, N)^2", "\\left(\\sum_{i=1}^{N} u_{i}\\right)^{2}"],
    ["sum(exp(h_1), h, [-1, 1], 1, M)", "\\sum_{h\\in\\{-1,1\\}^{M}} \\mathrm{e}^{h_{1}}"],
    ["prod(1 + u[j], j, 1, M)", "\\prod_{j=1}^{M} \\left(1 + u_{j}\\right)"],
    ["delta(i, j)*I", "\\delta_{i j} \\mathrm{i}"],
    ["[[a, b], [c, -1]]", "\\begin{pmatrix} a & b \\\\ c & -1 \\end{pmatrix}"],
    ["diff(x^2, x) = 2*x", "\\frac{\\partial}{\\partial x} x^{2} = 2 x"],
    ["1e-60*x", "\\frac{x}{10^{60}}"],
    ["acosh(x) + erf(y)", "\\operatorname{arcosh}\\left(x\\right) + \\operatorname{erf}\\left(y\\right)"],
    ["abs(x)^3", "\\left|x\\right|^{3}"],
  ];
  it.each(golden)("of %s", (text, latex) => {
    expect(toLatex(read(text))).toBe(latex);
  });

  it("takes letters and functions from a notation table", () => {
    const table = { sigma_W: { latex: "s" }, "logistic()": "\\sigma" };
    expect(toLatex(parse("logistic(sigma_W*x)^2", names), table)).toBe("\\sigma^{2}\\left(s x\\right)");
  });

  it("means on the page what the tree means", () => {
    let compared = 0;
    fc.assert(
      fc.property(numericArbitrary, (e) => {
        const values = { x: 0.37, y: 1.21 };
        const [direct, read] = [e, readLatex(toLatex(e))].map((tree) => numericValue(tree, values));
        if (!Number.isFinite(direct) || Math.abs(direct!) > 1e9) return;
        compared++;
        expect(Math.abs(read! - direct!)).toBeLessThan(1e-9 * (1 + Math.abs(direct!)));
      }),
      seededRuns(400),
    );
    expect(compared).toBeGreaterThan(200);
  });

  it("is accepted by KaTeX in its strict mode, for every golden string and for random trees", () => {
    const render = (e: Expression): string => katex.renderToString(toLatex(e), { strict: "error", throwOnError: true });
    for (const [text] of golden) expect(render(read(text))).toContain("katex");
    fc.assert(
      fc.property(treeArbitrary, (e) => render(e).length > 0),
      seededRuns(60),
    );
  });
});

describe("JavaScript", () => {
  it("agrees with direct evaluation", () => {
    let finite = 0;
    fc.assert(
      fc.property(numericArbitrary, fc.double({ min: 0.1, max: 1.5, noNaN: true }), (e, x) => {
        const y = 1.7 - x;
        const direct = numericValue(e, { x, y });
        if (!isTame(e, { x, y })) return;
        finite++;
        expect(compile(e, ["x", "y"])(x, y)).toBeCloseTo(direct, 6 - Math.ceil(Math.log10(1 + Math.abs(direct))));
      }),
      seededRuns(400),
    );
    expect(finite).toBeGreaterThan(200);
  });

  /** All parts finite and of moderate size, so that cancellation does not decide the comparison. */
  function isTame(e: Expression, values: Readonly<Record<string, number>>): boolean {
    return [...nodes(e)].every((part) => {
      const size = Math.abs(numericValue(part, values));
      return size < 1e3 && (size > 1e-3 || part.kind === "rational");
    });
  }

  const runs: readonly (readonly [string, readonly string[], readonly Argument[], number])[] = [
    ["x^5 - x^-2 + x^(3/2)/x^(1/3)", ["x"], [4], 4 ** 5 - 1 / 16 + 8 / Math.cbrt(4)],
    [
      "sum(u[i]*sum(W[i, j]*v[j], j, 1, M), i, 1, N)",
      ["u", "W", "v", "N", "M"],
      [
        [1, 2],
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        [1, 0, 2],
        2,
        3,
      ],
      39,
    ],
    ["sum(exp(sum(h[j]*b[j], j, 1, 3)), h, [0, 1], 1, 3)", ["b"], [[0, Math.log(2), Math.log(3)]], 2 * 3 * 4],
    ["prod(sum(1 + h*x, h, [-1, 1]), i, 1, N)", ["x", "N"], [0.3, 5], 32],
    ["sum(sum(delta(i, j)*u[i], i, 1, 2), j, 1, 2)", ["u"], [[3, 4]], 7],
    ["u_1 - u[N]", ["u", "N"], [[5, 6], 2], -1],
    ["u_1 + x", ["u_1", "x"], [1, 2], 3],
    ["erf(x) + gamma(y) - logGamma(y)", ["x", "y"], [0.5, 5], 0.5204998778130465 + 24 - Math.log(24)],
    ["logit(logistic(x)) + entropy(1/2) + sech(x)*cosh(x) + acoth(1/tanh(x))", ["x"], [0.4], 1.8 + Math.log(2)],
  ];
  it.each(runs)("computes %s", (text, parameters, values, expected) => {
    expect(compile(parse(text, [...names]), parameters)(...values)).toBeCloseTo(expected, 11);
  });

  it("does not overflow where the formula does not", () => {
    const f = compile(read("log(2*cosh(x)) + log(1 + exp(y)) + logistic(-y)"), ["x", "y"]);
    expect(f(-2000, 1000)).toBe(3000);
    expect(f(0, -1000)).toBeCloseTo(Math.log(2) + 1, 14);
  });

  it("computes equal parts once, what is constant outside the loop, and small powers by products", () => {
    const source = toJavaScript(read("sum(tanh(x)^4*u[i], i, 1, N) + tanh(x)"), ["x", "u", "N"]);
    expect(source.match(/Math\.tanh/g)).toHaveLength(1);
    expect(source.indexOf("Math.tanh")).toBeLessThan(source.indexOf("for ("));
    expect(source).not.toContain("Math.pow");
  });

  it("carries out derivatives", () => {
    const e = read("diff(x^2*log(2*cosh(x*y)), x)");
    expect(compile(e, ["x", "y"])(0.3, 0.7)).toBeCloseTo(
      compile(differentiate(read("x^2*log(2*cosh(x*y))"), "x"), ["x", "y"])(0.3, 0.7),
      14,
    );
  });

  it("keeps clear of the words of the language", () => {
    const reserved = ["new", "Math", "states"];
    expect(compile(parse("new + Math*sum(states*h_1, h, [0, 1], 1, 1)", [...reserved, "h"]), reserved)(1, 2, 3)).toBe(
      7,
    );
  });

  it.each([
    ["I*x", "capability"],
    ["x = y", "capability"],
    ["integral(x, x, 0, 1)", "capability"],
    ["x + z", "usage"],
    ["u[i]", "usage"],
  ])("refuses %s", (text, code) => {
    expect(errorOf(() => toJavaScript(read(text), ["x", "y"])).code).toBe(code);
  });
});
