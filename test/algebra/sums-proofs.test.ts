/** Claims for general sizes, proved by chains of rules or by induction; and the same claims enumerated at small sizes. */
import { describe, expect, test } from "vitest";
import { type EquationNode, type Expression, equation, isZero, parse, toText } from "../../src/algebra/index.ts";
import {
  checkInduction,
  checkSumStep,
  enumerateSizes,
  instantiate,
  sameOverRing,
  sumRuleNamed,
} from "../../src/algebra/sums/index.ts";
import { errorOf } from "./support.ts";

const names = [
  "a",
  "b",
  "c",
  "h",
  "i",
  "j",
  "k",
  "l",
  "n",
  "s",
  "t",
  "u",
  "v",
  "x",
  "E",
  "M",
  "N",
  "U",
  "V",
  "W",
  "lambda",
  "xi",
];
const read = (text: string): Expression => parse(text, names);
const claim = (text: string): EquationNode => {
  const e = read(text);
  return e.kind === "equation" ? e : equation(e, e);
};

/** Proves a chain of equal expressions step by step and returns the rules and the conditions that it used. */
function prove(...lines: readonly string[]): { rules: string[]; conditions: string[] } {
  const rules: string[] = [];
  const conditions: string[] = [];
  for (const [k, line] of lines.slice(1).entries()) {
    const result = checkSumStep(read(lines[k]!), read(line));
    if (!result.ok) throw new Error(`${lines[k]} = ${line}: ${result.why}`);
    rules.push(result.rule!);
    conditions.push(...result.conditions.map((c) => `${c.kind} ${toText(c.of)}`));
  }
  return { rules, conditions };
}

const weight = "exp(sum(a[i]*v[i], i, 1, N) + sum(b[j]*h[j], j, 1, M) + sum(sum(v[i]*W[i, j]*h[j], j, 1, M), i, 1, N))";
const field = "(b[j] + sum(W[i, j]*v[i], i, 1, N))";
const visible = "exp(sum(a[i]*v[i], i, 1, N))";

describe("chains of rules for every N and M", () => {
  test("the sum over hidden states is a product over hidden units", () => {
    const { rules, conditions } = prove(
      `sum(${weight}, h, [0, 1], 1, M)`,
      `sum(exp(sum(a[i]*v[i], i, 1, N) + sum(b[j]*h[j], j, 1, M) + sum(sum(v[i]*W[i, j]*h[j], i, 1, N), j, 1, M)), h, [0, 1], 1, M)`,
      `sum(${visible}*exp(sum(h[j]*${field}, j, 1, M)), h, [0, 1], 1, M)`,
      `${visible}*prod(1 + exp(${field}), j, 1, M)`,
    );
    expect(rules).toEqual(["interchange", "linearity", "sum over states"]);
    expect(conditions).toEqual([]);
  });

  test("minus its logarithm is the free energy of the visible state", () => {
    const { rules, conditions } = prove(
      `-log(${visible}*prod(1 + exp(${field}), j, 1, M))`,
      `-sum(a[i]*v[i], i, 1, N) - sum(log(1 + exp(${field})), j, 1, M)`,
      `-sum(a[i]*v[i], i, 1, N) - sum(softplus(${field}), j, 1, M)`,
    );
    expect(rules).toEqual(["logarithm of a product", "linearity"]);
    expect(conditions).toHaveLength(1);
    expect(conditions[0]).toMatch(/^positive /);
  });

  test("the gradient of the free energy by a weight is minus the product of the unit and the mean of the other", () => {
    const { rules, conditions } = prove(
      `diff(-sum(a[i]*v[i], i, 1, N) - sum(softplus(${field}), j, 1, M), W[k, l])`,
      `-sum(logistic(${field})*sum(delta(i, k)*delta(j, l)*v[i], i, 1, N), j, 1, M)`,
      `-v[k]*logistic(b[l] + sum(W[i, l]*v[i], i, 1, N))`,
    );
    expect(rules).toEqual(["differentiate", "delta contraction"]);
    const inside = ["positive -k + N + 1", "positive -l + M + 1", "positive k", "positive l", "whole k", "whole l"];
    expect(conditions.sort()).toEqual(inside);
  });

  test("the gradient of the weight itself is the product of the two units", () => {
    const { rules } = prove(
      `diff(${weight}, W[k, l])`,
      `${weight}*sum(sum(v[i]*delta(i, k)*delta(j, l)*h[j], j, 1, M), i, 1, N)`,
      `${weight}*v[k]*h[l]`,
    );
    expect(rules).toEqual(["differentiate", "delta contraction"]);
  });

  test("spin units follow from binary ones by v = (1 + s)/2", () => {
    const { rules } = prove(
      "sum(exp(sum(a[i]*v[i], i, 1, N)), v, [0, 1], 1, N)",
      "sum(exp(sum(a[i]*(1 + s[i])/2, i, 1, N)), s, [-1, 1], 1, N)",
      "exp(sum(a[i]/2, i, 1, N))*sum(exp(sum(s[i]*a[i]/2, i, 1, N)), s, [-1, 1], 1, N)",
      "exp(sum(a[i]/2, i, 1, N))*prod(2*cosh(a[i]/2), i, 1, N)",
    );
    expect(rules).toEqual(["change of units", "linearity", "sum over states"]);
  });

  test("the coupling is diagonal in the reciprocal variables", () => {
    const x = "sum(U[i, k]*v[i], i, 1, N)";
    const y = "sum(V[j, k]*h[j], j, 1, M)";
    const { rules } = prove(
      "sum(sum(v[i]*sum(U[i, k]*lambda[k]*V[j, k], k, 1, n)*h[j], j, 1, M), i, 1, N)",
      "sum(sum(sum(v[i]*U[i, k]*lambda[k]*V[j, k]*h[j], k, 1, n), j, 1, M), i, 1, N)",
      "sum(sum(sum(v[i]*U[i, k]*lambda[k]*V[j, k]*h[j], j, 1, M), k, 1, n), i, 1, N)",
      `sum(sum(v[i]*U[i, k]*lambda[k]*${y}, i, 1, N), k, 1, n)`,
      `sum(lambda[k]*${x}*${y}, k, 1, n)`,
    );
    expect(rules).toEqual(["linearity", "interchange", "interchange", "linearity"]);
  });

  test("a wrong link breaks the chain and is named", () => {
    expect(() =>
      prove(`sum(${weight}, h, [0, 1], 1, M)`, `${visible}*prod(1 + exp(b[j] + sum(W[j, i]*v[i], i, 1, N)), j, 1, M)`),
    ).toThrow("sum over states");
  });
});

describe("induction", () => {
  const conditionsOf = (text: string, from = 1): string[] => {
    const result = checkInduction(claim(text), { variable: "n", from, judge: isZero });
    if (!result.ok) throw new Error(result.why);
    return result.conditions.map((c) => `${c.kind} ${toText(c.of)}`);
  };

  test.each([
    ["sum(i, i, 1, n) == n*(n + 1)/2", 0],
    ["sum(i^2, i, 1, n) == n*(n + 1)*(2*n + 1)/6", 1],
    ["sum(i^3, i, 1, n) == (n*(n + 1)/2)^2", 1],
    ["sum(x^i, i, 0, n) == (x^(n + 1) - 1)/(x - 1)", 0],
    ["sum(1/(i*(i + 1)), i, 1, n) == n/(n + 1)", 1],
    ["prod(1 + 1/i, i, 1, n) == n + 1", 1],
    ["sum(sum(1, j, 1, i), i, 1, n) == n*(n + 1)/2", 1],
    ["sum(u[i] - u[i - 1], i, 1, n) == u[n] - u[0]", 1],
  ])("%s is proved from n = %s", (text, from) => {
    expect(conditionsOf(text, from)[0]).toBe(from === 0 ? "size n" : "positive n");
  });

  test.each([
    ["sum(i, i, 1, n) == n*(n - 1)/2", "fails at n = 1"],
    ["sum(i, i, 1, n) == n^2", "step from n to n + 1"],
    ["sum(i^2, i, 1, n) == n*(n + 1)*(2*n + 1)/6 + (n - 1)*(n - 2)", "step"],
    ["prod(1 + 1/i, i, 1, n) == 2*n", "step"],
    ["sum(u[i], i, 1, n) == n*u[1]", "step"],
    ["sum(1, i, n, 2*n) == n + 1", "range"],
    ["sum(i^3, i, 1, n) == sum(i, i, 1, n)^2", "step"],
  ])("%s is not proved: %s", (text, why) => {
    const result = checkInduction(claim(text), { variable: "n", judge: isZero });
    expect(result.ok ? "" : result.why).toContain(why);
  });

  test("a claim that is true at 0, 1, 2 and 3 and false at 4 is enumerated but not proved", () => {
    const false4 = claim("sum(i, i, 1, n) == n*(n + 1)/2 + n*(n - 1)*(n - 2)*(n - 3)");
    expect(enumerateSizes(false4, ["n"], isZero)).toEqual({
      kind: "enumerated",
      sizes: ["n = 0", "n = 1", "n = 2", "n = 3"],
    });
    expect(checkInduction(false4, { variable: "n", judge: isZero }).ok).toBe(false);
  });
});

describe("claims at sizes", () => {
  const marginal = `sum(${weight}, h, [0, 1], 1, M) == ${visible}*prod(1 + exp(${field}), j, 1, M)`;

  test("sizes are put in and every sum is written out", () => {
    expect(toText(instantiate(read("sum(a[i]*v[i], i, 1, N)"), { N: 2 }))).toBe("a_1*v_1 + a_2*v_2");
    expect(toText(instantiate(read("sum(exp(c*h[1]), h, [0, 1], 1, M)"), { M: 1 }))).toBe("exp(0) + exp(c)");
    expect(errorOf(() => instantiate(read("N"), { N: 1.5 })).code).toBe("domain");
    expect(errorOf(() => instantiate(read("N"), { N: -1 })).code).toBe("domain");
  });

  test("the marginal over hidden states is enumerated at N, M ≤ 2, and a wrong one refuted at the first size", () => {
    const verdict = enumerateSizes(claim(marginal), ["N", "M"], isZero, { upTo: 2 });
    expect(verdict).toEqual({
      kind: "enumerated",
      sizes: [0, 1, 2].flatMap((n) => [0, 1, 2].map((m) => `N = ${n}, M = ${m}`)),
    });
    const wrong = enumerateSizes(claim(marginal.replace("prod(1 +", "prod(2 +")), ["N", "M"], isZero, { upTo: 2 });
    expect(wrong.kind).toBe("refuted");
  });

  test("what the judge leaves open is undecided, never enumerated", () => {
    const open = enumerateSizes(claim("sum(u[i], i, 1, N) == 0"), ["N"], () => ({ verdict: "undecided" }));
    expect(open).toEqual({ kind: "undecided", why: "undecided at N = 1" });
  });

  test("every step that the rules accept for all sizes is true at size 2", () => {
    for (const [from, to] of [
      ["sum(sum(delta(i, k)*W[i, k], i, 1, N), k, 1, N)", "sum(W[k, k], k, 1, N)"],
      ["sum(u[i], i, 1, N)", "sum(u[N + 1 - i], i, 1, N)"],
      ["sum(sum(W[i, j], j, 1, N), i, 1, N)", "sum(sum(W[i, j], i, 1, N), j, 1, N)"],
    ] as const) {
      expect(sameOverRing(instantiate(read(from), { N: 2 }), instantiate(read(to), { N: 2 }))).toBe(true);
      expect(checkSumStep(read(from), read(to)).ok).toBe(true);
    }
    expect(sumRuleNamed("no such rule")).toBeUndefined();
  });
});
