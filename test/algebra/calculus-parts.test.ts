/** The parts of the calculus: intervals against doubles, signs of polynomials, limits. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limitAt } from "../../src/algebra/derivation/calculus/ends.ts";
import { Evidence } from "../../src/algebra/derivation/calculus/evidence.ts";
import { evaluateOnBox } from "../../src/algebra/derivation/calculus/interval.ts";
import { isPositiveBetween } from "../../src/algebra/derivation/calculus/polynomial-sign.ts";
import { fraction, infinity, isZero, parse, symbol, toText } from "../../src/algebra/index.ts";

const x = symbol("x");
const known = { assumptions: [], isZero: (e: Parameters<typeof isZero>[0]) => isZero(e).verdict === "zero" };

describe("intervals", () => {
  const functions: readonly (readonly [string, (x: number) => number])[] = [
    ["exp(x)", Math.exp],
    ["log(x)", Math.log],
    ["sin(x)", Math.sin],
    ["cos(3*x)", (t) => Math.cos(3 * t)],
    ["tan(x)", Math.tan],
    ["asin(x)", Math.asin],
    ["acos(x)", Math.acos],
    ["atanh(x)", Math.atanh],
    ["acosh(x)", Math.acosh],
    ["sech(x)", (t) => 1 / Math.cosh(t)],
    ["coth(x)", (t) => 1 / Math.tanh(t)],
    ["sqrt(x)", Math.sqrt],
    ["x^(-2)", (t) => t ** -2],
    ["1/x", (t) => 1 / t],
    ["x^3 - x", (t) => t ** 3 - t],
    ["abs(x) - x^2", (t) => Math.abs(t) - t * t],
    ["x^(1/3)*exp(-x)", (t) => (t < 0 ? Number.NaN : Math.cbrt(t) * Math.exp(-t))],
  ];

  test.each(functions)("of %s contain the values inside, and say where there is none", (text, f) => {
    const e = parse(text, ["x"]);
    const ends = fc.tuple(fc.double({ min: -4, max: 4, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true }));
    fc.assert(
      fc.property(ends, fc.double({ min: 0, max: 1, noNaN: true }), ([low, width], part) => {
        const { low: least, high: most, defined } = evaluateOnBox(e, new Map([["x", { low, high: low + width }]]));
        const value = f(low + part * width);
        if (Number.isNaN(value)) return !defined;
        return !defined || (least <= value && value <= most);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe("polynomials between numbers", () => {
  const coefficients = (...list: number[]) => list.map((c) => fraction(c));

  test("are above 0 where they have no root inside, roots at the ends aside", () => {
    const zero = fraction(0);
    const one = fraction(1);
    expect(isPositiveBetween(coefficients(1, -1, 1), "minus infinity", "infinity")).toBe(true);
    expect(isPositiveBetween(coefficients(0, 1, -1), zero, one)).toBe(true);
    expect(isPositiveBetween(coefficients(0, 1, -1), zero, fraction(2))).toBe(false);
    expect(isPositiveBetween(coefficients(1, -2, 1), zero, fraction(2))).toBe(false);
    expect(isPositiveBetween(coefficients(1, -2, 1), one, "infinity")).toBe(true);
    expect(isPositiveBetween(coefficients(-1, 2, -1), one, "infinity")).toBe(false);
    expect(isPositiveBetween(coefficients(0, 0, 1), "minus infinity", zero)).toBe(true);
    expect(isPositiveBetween(coefficients(-2, 0, 1), one, fraction(3, 2))).toBe(false);
  });
});

describe("evidence inside a range", () => {
  const inside = (text: string, low: string, high: string, ...given: string[]): boolean => {
    const range = { variable: x, low: parse(low, ["a", "b"]), high: parse(high, ["a", "b"]) };
    const assumptions = given.map((of) => ({ kind: "positive", of: parse(of, ["x", "a", "b", "c"]) }) as const);
    return new Evidence(assumptions, known.isZero, range).has("positive", parse(text, ["x", "a", "b", "c"]));
  };

  test("sees what vanishes at the ends only", () => {
    expect(inside("sin(x)", "0", "pi")).toBe(true);
    expect(inside("sin(x)", "0", "4")).toBe(false);
    expect(inside("1 - cos(x)", "0", "1")).toBe(true);
    expect(inside("x - sin(x)", "0", "1")).toBe(true);
    expect(inside("cos(x)", "-pi/2", "pi/2")).toBe(true);
    expect(inside("x*(1 - x)", "0", "1")).toBe(true);
  });

  test("adds up declared bounds and believes nothing of a free symbol of the same name", () => {
    expect(inside("x - c", "a", "b", "a - c")).toBe(true);
    expect(inside("x - c", "a", "b")).toBe(false);
    expect(inside("x", "-1", "1", "x")).toBe(false);
  });
});

describe("limits at the ends of a range", () => {
  const limit = (text: string, end: string, side: "low" | "high"): string | undefined => {
    const at = end === "infinity" ? infinity : parse(end, []);
    const range = { variable: x, low: at, high: at };
    const found = limitAt(parse(text, ["x"]), range, side, known);
    return found && toText(found);
  };

  test.each([
    ["x*log(x)", "0", "low", "0"],
    ["sin(x)/x", "0", "low", "1"],
    ["(1 - cos(x))/x^2", "0", "low", "1/2"],
    ["(exp(x) - 1 - x)/x^2", "0", "low", "1/2"],
    ["log(x)", "0", "low", "-infinity"],
    ["1/(1 - x)", "1", "high", "infinity"],
    ["1/(1 - x)", "1", "low", "-infinity"],
    ["x*exp(-x)", "infinity", "high", "0"],
    ["x - log(cosh(x))", "infinity", "high", "log(2)"],
    ["sqrt(x^2 + x) - x", "infinity", "high", "1/2"],
    ["x*log(1 + 1/x)", "infinity", "high", "1"],
    ["x^x", "0", "low", "1"],
    ["abs(x)/x", "0", "high", "-1"],
    ["atan(1/x)", "0", "low", "pi/2"],
    ["exp(-1/x)/x^5", "0", "low", "0"],
    ["entropy(x)/x", "0", "low", "infinity"],
  ] as const)("%s at %s, %s end: %s", (text, end, side, value) => {
    const found = limit(text, end, side);
    expect(found).toBeDefined();
    if (value.includes("infinity")) expect(found).toBe(value);
    else expect(isZero(parse(`(${found}) - (${value})`, [])).verdict).toBe("zero");
  });

  test.each([
    ["sin(x)", "infinity", "high"],
    ["sin(1/x)", "0", "low"],
    ["x*sin(x)", "infinity", "high"],
    ["gamma(x)", "0", "low"],
  ] as const)("%s at %s has none that is evident", (text, end, side) => {
    expect(limit(text, end, side)).toBe(undefined);
  });
});
