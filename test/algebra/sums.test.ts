/** The rules of indexed sums: what each accepts and under which conditions, and what it refuses. */
import { describe, expect, test } from "vitest";
import { type Expression, parse, toText } from "../../src/algebra/index.ts";
import { checkSumStep, sameOverRing, sumRuleNamed, sumRules } from "../../src/algebra/sums/index.ts";

const names = [
  "a",
  "b",
  "c",
  "f",
  "g",
  "h",
  "i",
  "j",
  "k",
  "l",
  "m",
  "s",
  "t",
  "u",
  "v",
  "x",
  "y",
  "E",
  "L",
  "M",
  "N",
  "U",
  "V",
  "W",
  "theta",
  "lambda",
];
const read = (text: string): Expression => parse(text, names);

const check = (rule: string, from: string, to: string) => sumRuleNamed(rule)!.check(read(from), read(to));
const conditionsOf = (result: ReturnType<typeof check>): string[] => {
  if (!result.ok) throw new Error(result.why);
  return result.conditions.map((c) => `${c.kind} ${toText(c.of)}`);
};

type Case = readonly [rule: string, from: string, to: string, conditions: readonly string[]];

const accepted: readonly Case[] = [
  ["linearity", "sum(c*u[i] + v[i], i, 1, N)", "c*sum(u[j], j, 1, N) + sum(v[k], k, 1, N)", []],
  ["linearity", "sum(c, i, 1, N)", "c*N", ["size N"]],
  ["linearity", "sum(c*u[h[1]] + 1, h, [0, 1], 1, M)", "c*sum(u[h[1]], h, [0, 1], 1, M) + 2^M", ["size M"]],
  ["linearity", "prod(exp(u[i] + c), i, 1, N)", "exp(sum(u[i], i, 1, N) + N*c)", ["size N"]],
  ["linearity", "prod(2*u[i]*v[i]^2, i, 1, N)", "2^N*prod(u[i], i, 1, N)*prod(v[j], j, 1, N)^2", ["size N"]],
  [
    "differentiate",
    "diff(sum(W[i, j]*v[i]*h[j], i, 1, N), W[k, l])",
    "sum(delta(i, k)*delta(j, l)*v[i]*h[j], i, 1, N)",
    [],
  ],
  ["write out", "sum(u[i], i, 1, 3)", "u_1 + u_2 + u_3", []],
  ["write out", "sum(exp(h*c), h, [0, 1])", "1 + exp(c)", []],
  ["delta contraction", "sum(delta(i, k)*u[i], i, 1, N)", "u[k]", ["positive k", "positive -k + N + 1", "whole k"]],
  [
    "delta contraction",
    "sum(delta(k, i)*u[i] + v[i], i, 1, N)",
    "u[k] + sum(v[i], i, 1, N)",
    ["positive k", "positive -k + N + 1", "whole k"],
  ],
  ["delta contraction", "sum(sum(delta(i, k)*W[i, k], i, 1, N), k, 1, N)", "sum(W[k, k], k, 1, N)", []],
  ["delta contraction", "sum(sum(delta(i, k)*W[i, k], i, 1, N), k, 2, N - 1)", "sum(W[k, k], k, 2, N - 1)", []],
  [
    "delta contraction",
    "sum(sum(delta(i, k)*delta(j, l)*v[i]*h[j], i, 1, N), j, 1, M)",
    "v[k]*h[l]",
    ["positive l", "positive -l + M + 1", "whole l", "positive k", "positive -k + N + 1", "whole k"],
  ],
  ["delta contraction", "sum(delta(i, 1)*u[i], i, 1, N)", "u_1", ["positive N"]],
  [
    "delta contraction",
    "sum(delta(i, k)*u[i]/(1 + v[i]), i, 1, N)",
    "u[k]/(1 + v[k])",
    ["positive k", "positive -k + N + 1", "whole k"],
  ],
  ["delta substitution", "delta(i, j)*u[i]*v[j]", "delta(i, j)*u[j]*v[j]", []],
  ["split", "sum(u[i], i, 1, N)", "sum(u[i], i, 1, N - 1) + u[N]", ["positive N"]],
  ["split", "sum(u[i], i, 1, N)", "u_1 + sum(u[i], i, 2, N)", ["positive N"]],
  ["split", "prod(u[i], i, 1, N + 1)", "u[N + 1]*prod(u[i], i, 1, N)", ["size N"]],
  ["split", "sum(u[i], i, 1, L) + sum(u[j], j, L + 1, N)", "sum(u[i], i, 1, N)", ["size L", "positive N - L + 1"]],
  ["reindex", "sum(u[i], i, 1, N)", "sum(u[i - 1], i, 2, N + 1)", []],
  ["reindex", "sum(u[i], i, 1, N)", "sum(u[N + 1 - i], i, 1, N)", []],
  ["reindex", "prod(u[i], i, 0, N - 1)", "prod(u[j - 1], j, 1, N)", []],
  ["interchange", "sum(sum(W[i, j], j, 1, M), i, 1, N)", "sum(sum(W[i, j], i, 1, N), j, 1, M)", []],
  ["interchange", "sum(v[i]*sum(W[i, j]*h[j], j, 1, M), i, 1, N)", "sum(h[j]*sum(v[i]*W[i, j], i, 1, N), j, 1, M)", []],
  [
    "interchange",
    "sum(u[j]*sum(W[j, i], i, 1, M), j, 1, N) + u[i]",
    "sum(sum(W[k, i]*u[k], k, 1, N), i, 1, M) + u[i]",
    [],
  ],
  ["interchange", "prod(prod(W[i, j], j, 1, M), i, 1, N)", "prod(prod(W[i, j], i, 1, N), j, 1, M)", []],
  ["interchange", "sum(sum(f[i]*h[i], i, 1, M), h, [0, 1], 1, M)", "sum(sum(f[i]*h[i], h, [0, 1], 1, M), i, 1, M)", []],
  ["change of units", "sum(exp(c*h), h, [0, 1])", "sum(exp(c*(1 + s)/2), s, [-1, 1])", []],
  [
    "change of units",
    "sum(exp(sum(c[j]*h[j], j, 1, M)), h, [0, 1], 1, M)",
    "sum(exp(sum(c[j]*(1 + s[j])/2, j, 1, M)), s, [-1, 1], 1, M)",
    [],
  ],
  ["sum over states", "sum(prod(f[j]^h[j], j, 1, M), h, [0, 1], 1, M)", "prod(1 + f[j], j, 1, M)", []],
  ["sum over states", "sum(exp(sum(h[j]*theta[j], j, 1, M)), h, [-1, 1], 1, M)", "prod(2*cosh(theta[j]), j, 1, M)", []],
  [
    "sum over states",
    "sum(exp(sum(h[j]*theta[j], j, 1, M) + c)*u + 1, h, [0, 1], 1, M)",
    "u*exp(c)*prod(1 + exp(theta[j]), j, 1, M) + 2^M",
    ["size M"],
  ],
  [
    "sum over states",
    "sum(h[k]*exp(sum(h[j]*theta[j], j, 1, M)), h, [0, 1], 1, M)",
    "logistic(theta[k])*prod(1 + exp(theta[j]), j, 1, M)",
    ["nonzero exp(theta[k]) + 1", "positive k", "positive -k + M + 1", "whole k"],
  ],
  ["split product", "prod((1 + u[i])*(1 + v[i])^2, i, 1, N)", "prod(1 + u[i], i, 1, N)*prod(1 + v[i], i, 1, N)^2", []],
  [
    "logarithm of a product",
    "log(x^2*y)*sum(u[i], i, 1, N)",
    "(2*log(x) + log(y))*sum(u[i], i, 1, N)",
    ["positive x", "positive y"],
  ],
  [
    "logarithm of a product",
    "log(exp(c)*prod(1 + u[i], i, 1, N))",
    "c + sum(log(1 + u[i]), i, 1, N)",
    ["positive u[i] + 1"],
  ],
];

describe("steps that the rules accept", () => {
  test.each(accepted)("%s: %s = %s", (rule, from, to, conditions) => {
    expect(conditionsOf(check(rule, from, to))).toEqual(conditions);
  });

  test.each(accepted)("%s, read backwards: %s = %s", (rule, from, to) => {
    expect(check(rule, to, from).ok).toBe(true);
  });

  test("every rule is exercised, and says what it does", () => {
    for (const { id, says } of sumRules) {
      expect(says.length).toBeGreaterThan(10);
      expect(accepted.map(([rule]) => rule)).toContain(id);
    }
  });

  test("without a rule named, the step finds its own", () => {
    for (const [, from, to] of accepted) expect(checkSumStep(read(from), read(to)).ok).toBe(true);
    expect(checkSumStep(read("sum(u[i], i, 1, N)"), read("sum(u[i - 1], i, 2, N + 1)")).rule).toBe("reindex");
    expect(checkSumStep(read("x + y"), read("y + x"))).toEqual({
      ok: false,
      why: "neither side has an indexed sum, a product, a delta or a derivative",
    });
  });
});

describe("steps that no rule accepts", () => {
  test.each([
    // linearity
    ["sum(u[i]*v[i], i, 1, N)", "sum(u[i], i, 1, N)*sum(v[i], i, 1, N)"],
    ["sum(c + u[i], i, 1, N)", "c + sum(u[i], i, 1, N)"],
    ["sum(u[i]^2, i, 1, N)", "sum(u[i], i, 1, N)^2"],
    ["sum(c, i, 1, N)", "c*(N - 1)"],
    ["sum(c, i, 0, N)", "c*N"],
    ["prod(exp(u[i]), i, 1, N)", "exp(u[i])^N"],
    // deltas
    ["sum(delta(i, k)*u[i], i, 1, N)", "u[i]"],
    ["sum(delta(i, k)*u[i], i, 1, N)", "N*u[k]"],
    ["sum(delta(i, k)*u[i], i, 1, N)", "-u[k]"],
    ["sum(delta(i, k)*u[i] + v[i], i, 1, N)", "u[k] + v[k]"],
    ["sum(sum(delta(i, k)*W[i, k], i, 1, N), k, 1, N)", "sum(W[1, k], k, 1, N)"],
    ["delta(i, j)*u[i]", "u[j]"],
    ["sum(delta(i, 2*i)*u[i], i, 0, N)", "u[2*i]"],
    // derivatives
    ["diff(sum(W[i, j]*v[i], i, 1, N), W[k, l])", "v[k]"],
    ["diff(sum(W[i, j]*v[i], i, 1, N), W[k, l])", "sum(delta(i, l)*delta(j, k)*v[i], i, 1, N)"],
    // ranges
    ["sum(u[i], i, 1, N)", "sum(u[i], i, 1, N - 1)"],
    ["sum(u[i], i, 1, N)", "sum(u[i], i, 1, N - 1) + u[N - 1]"],
    ["sum(u[i], i, 1, N)", "sum(u[i], i, 1, L) + sum(u[j], j, L, N)"],
    ["sum(u[i], i, 1, N)", "sum(u[i], i, 2, N + 1)"],
    ["sum(u[i], i, 1, N)", "sum(u[i + 1], i, 2, N + 1)"],
    ["sum(u[i], i, 1, N)", "sum(u[N - i], i, 1, N)"],
    ["prod(u[i], i, 1, N)", "sum(u[i], i, 1, N)"],
    // interchange
    ["sum(sum(W[i, j], j, 1, M), i, 1, N)", "sum(sum(W[j, i], j, 1, M), i, 1, N)"],
    ["sum(sum(W[i, j], j, 1, M), i, 1, N)", "sum(sum(W[i, j], i, 1, M), j, 1, N)"],
    ["sum(sum(W[i, j], j, 1, i), i, 1, N)", "sum(sum(W[i, j], i, 1, N), j, 1, i)"],
    ["sum(prod(W[i, j], j, 1, M), i, 1, N)", "prod(sum(W[i, j], i, 1, N), j, 1, M)"],
    // units
    ["sum(exp(c*h), h, [0, 1])", "sum(exp(c*s/2), s, [-1, 1])"],
    ["sum(exp(c*h), h, [0, 1])", "sum(exp(c*s), s, [-1, 1])"],
    // states
    ["sum(exp(sum(h[j]*theta[j], j, 1, M)), h, [-1, 1], 1, M)", "prod(2*sinh(theta[j]), j, 1, M)"],
    ["sum(exp(sum(h[j]*theta[j], j, 1, M)), h, [-1, 1], 1, M)", "prod(cosh(theta[j]), j, 1, M)"],
    ["sum(exp(sum(h[j]*theta[j], j, 1, M)), h, [0, 1], 1, M)", "prod(1 + exp(theta[j]), j, 1, M - 1)"],
    ["sum(exp(sum(h[j]*theta[j], j, 1, M)), h, [0, 1], 1, M)", "prod(1 - exp(theta[j]), j, 1, M)"],
    ["sum(exp(sum(h[j]*theta[j], j, 1, M)), h, [0, 1], 1, M)", "1 + exp(sum(theta[j], j, 1, M))"],
    ["sum(exp(sum(h[j]*theta[j], j, 1, L)), h, [0, 1], 1, M)", "prod(1 + exp(theta[j]), j, 1, M)"],
    ["sum(exp(sum(h[1]*theta[j], j, 1, M)), h, [0, 1], 1, M)", "prod(1 + exp(theta[j]), j, 1, M)"],
    [
      "sum(h[k]*exp(sum(h[j]*theta[j], j, 1, M)), h, [0, 1], 1, M)",
      "logistic(theta[j])*prod(1 + exp(theta[j]), j, 1, M)",
    ],
    [
      "sum(h[k]*exp(sum(h[j]*theta[j], j, 1, M)), h, [-1, 1], 1, M)",
      "logistic(theta[k])*prod(2*cosh(theta[j]), j, 1, M)",
    ],
    ["sum(exp(sum(h[j]*h[j + 1]*theta[j], j, 1, M)), h, [0, 1], 1, M)", "prod(1 + exp(theta[j]), j, 1, M)"],
    ["sum(exp(sum(h[j], j, 1, M)^2), h, [0, 1], 1, M)", "(1 + exp(1))^M"],
    ["sum(exp(sum(sum(h[j]*theta[j], j, 1, M), j, 1, M)), h, [0, 1], 1, M)", "prod(1 + exp(theta[j]), j, 1, M)"],
    // products and logarithms
    ["prod((1 + u[i])*(1 + v[i]), i, 1, N)", "prod(1 + u[i]*v[i], i, 1, N)"],
    ["log(prod(1 + u[i], i, 1, N))", "prod(log(1 + u[i]), i, 1, N)"],
    ["log(sum(u[i], i, 1, N))", "sum(log(u[i]), i, 1, N)"],
    ["sum(u[i], i, 1, N)", "sum(u[i], i, 1, N) + 1e-60*c"],
  ])("%s is not %s", (from, to) => {
    const result = checkSumStep(read(from), read(to));
    expect(result.ok).toBe(false);
    expect(result.ok ? "" : result.why).not.toBe("");
  });

  test("an index outside its range is refused by number, and asked for by symbol", () => {
    expect(check("delta contraction", "sum(delta(i, 0)*u[i], i, 1, N)", "u_0")).toMatchObject({ ok: false });
    expect(check("delta contraction", "sum(delta(i, 4)*u[i], i, 1, 3)", "u_4")).toMatchObject({ ok: false });
    expect(check("delta contraction", "sum(sum(delta(i, k)*u[i], i, 1, N), k, 0, N)", "sum(u[k], k, 0, N)").ok).toBe(
      false,
    );
    const otherRange = check("delta contraction", "sum(sum(delta(i, k)*u[i], i, 1, N), k, 1, M)", "sum(u[k], k, 1, M)");
    expect(conditionsOf(otherRange)).toEqual(["positive N - M + 1"]);
  });

  test("a sum over a range of one number fewer than none is not split", () => {
    expect(check("split", "sum(u[i], i, 2, 1)", "u_2 + sum(u[i], i, 3, 1)").ok).toBe(false);
  });

  test("infinite sums are left alone", () => {
    expect(
      checkSumStep(
        read("sum(u[i] + v[i], i, 1, infinity)"),
        read("sum(u[i], i, 1, infinity) + sum(v[i], i, 1, infinity)"),
      ).ok,
    ).toBe(false);
    expect(
      checkSumStep(
        read("sum(sum(W[i, j], j, 1, infinity), i, 1, N)"),
        read("sum(sum(W[i, j], i, 1, N), j, 1, infinity)"),
      ).ok,
    ).toBe(false);
  });

  test("two different units in one product are named in the refusal", () => {
    const from = "sum(h[k]*h[l]*exp(sum(h[j]*theta[j], j, 1, M)), h, [0, 1], 1, M)";
    const result = check("sum over states", from, "x");
    expect(result.ok ? "" : result.why).toContain("units");
  });
});

describe("the ring of atoms", () => {
  test("free and bound names are kept apart", () => {
    expect(sameOverRing(read("u[i]*sum(v[i], i, 1, N)"), read("sum(u[i]*v[j], j, 1, N)"))).toBe(true);
    expect(sameOverRing(read("u[i]*sum(v[i], i, 1, N)"), read("sum(u[i]*v[i], i, 1, N)"))).toBe(false);
    expect(sameOverRing(read("sum(sum(W[i, j], j, 1, M), i, 1, N)"), read("sum(sum(W[j, i], i, 1, M), j, 1, N)"))).toBe(
      true,
    );
  });
});
