import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  call,
  carryOutDerivatives,
  differentiate,
  type Expression,
  equals,
  equation,
  type FunctionName,
  functionNames,
  isZero,
  multiply,
  parse,
  symbol,
  toText,
} from "../../src/algebra/index.ts";
import { numericValue } from "./numeric-witness.ts";
import { errorOf, seededRuns } from "./support.ts";
import { numericArbitrary } from "./trees.ts";

const names = "a b c n x y u v w W N M i j k h t".split(" ");
const read = (text: string): Expression => parse(text, names);

/** Four-point central difference, of order h⁴. */
function slopeAt(e: Expression, x: number, y: number): number {
  const h = 1e-3;
  const at = (k: number): number => numericValue(e, { x: x + k * h, y });
  return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h);
}

describe("differentiate", () => {
  const outside: readonly FunctionName[] = ["acosh", "acoth"];
  const opaque: readonly FunctionName[] = ["gamma", "logGamma"];

  it.each(functionNames.filter((f) => !opaque.includes(f)))("knows the derivative of %s", (name) => {
    const e = call(name, symbol("x"));
    const x = outside.includes(name) ? 1.7 : 0.61;
    expect(numericValue(differentiate(e, "x"), { x })).toBeCloseTo(slopeAt(e, x, 0), 9);
  });

  it.each(opaque)("refuses %s, whose derivative has no name here", (name) => {
    expect(errorOf(() => differentiate(call(name, symbol("x")), "x")).code).toBe("capability");
    expect(toText(differentiate(call(name, symbol("y")), "x"))).toBe("0");
  });

  it("agrees with finite differences on random expressions", () => {
    let compared = 0;
    fc.assert(
      fc.property(numericArbitrary, (e) => {
        const [x, y] = [0.61, 1.13];
        const [exact, slope] = [numericValue(differentiate(e, "x"), { x, y }), slopeAt(e, x, y)];
        if (!Number.isFinite(exact) || !Number.isFinite(slope) || Math.abs(exact) > 1e3) return;
        compared++;
        expect(Math.abs(exact - slope)).toBeLessThan(
          1e-6 * (1 + Math.abs(numericValue(e, { x, y })) + Math.abs(exact)),
        );
      }),
      seededRuns(300),
    );
    expect(compared).toBeGreaterThan(150);
  });

  it.each([
    ["log(2*cosh(x))", "tanh(x)"],
    ["softplus(a*x)", "a*logistic(a*x)"],
    ["x*log(x) + (1 - x)*log(1 - x)", "log(x/(1 - x))"],
    ["sqrt(1 + x^2)*tanh(x)", "x*tanh(x)/sqrt(1 + x^2) + sqrt(1 + x^2)/cosh(x)^2"],
    ["x^n", "n*x^(n - 1)"],
    ["n^x", "n^x*log(n)"],
    ["x^x", "x^x*(log(x) + 1)"],
    ["atanh(x)", "1/(1 - x^2)"],
    ["acoth(x)", "1/(1 - x^2)"],
  ])("of %s is %s, proved", (text, expected) => {
    const answer = isZero(equation(differentiate(read(text), "x"), read(expected)), { positive: ["x", "n", "1-x"] });
    expect(answer.verdict).toBe("zero");
  });

  it.each([
    ["sum(u[k]^2, k, 1, N)", "u[i]", "sum(2*u[k]*delta(k, i), k, 1, N)"],
    ["sum(u[i]^2, i, 1, N)", "u[i]", "sum(2*u[i1]*delta(i1, i), i1, 1, N)"],
    ["W[k, n]", "W[i, j]", "delta(k, i)*delta(n, j)"],
    ["W[i, n]*u[i]", "W[i, j]", "delta(n, j)*u[i]"],
    ["u_1*u_2", "u_1", "u_2"],
    ["prod(1 + x*u[k], k, 1, N)", "x", "prod(1 + x*u[k], k, 1, N)*sum(u[k]/(1 + x*u[k]), k, 1, N)"],
    ["integral(exp(-t^2 + x*t), t, 0, 1)", "x", "integral(exp(-t^2 + x*t)*t, t, 0, 1)"],
    ["diff(x^3, x)", "x", "6*x"],
    ["[[x, x^2], [1, a*x]]", "x", "[[1, 2*x], [0, a]]"],
    ["x^2 = a*x", "x", "2*x == a"],
  ])("of %s by %s is %s", (text, by, expected) => {
    const variable = read(by);
    if (variable.kind !== "symbol") throw new Error("not a symbol");
    expect(toText(differentiate(read(text), variable))).toBe(expected);
  });

  it("writes a sum's derivative so that unrolling gives the derivative of the unrolled sum", () => {
    const sum = read("sum(sum(v[k]*W[k, n]*tanh(W[k, n]), k, 1, 3), n, 1, 2)");
    const whole = differentiate(sum, symbol("W", 2, 1));
    expect(isZero(equation(whole, read("v_2*tanh(W_2_1) + v_2*W_2_1*(1 - tanh(W_2_1)^2)"))).verdict).toBe("zero");
  });

  it("obeys the product rule in every factor, and keeps matrices in order", () => {
    const e = multiply(read("[[x]]"), read("[[x^2]]"));
    expect(toText(differentiate(e, "x"))).toBe("[[1]]*[[x^2]] + [[x]]*[[2*x]]");
  });

  it.each([
    ["sum(u[i], i, 1, N)", "N"],
    ["[[x]]^2", "x"],
    ["integral(t, t, 0, x)", "x"],
  ])("refuses %s by %s", (text, by) => {
    expect(errorOf(() => differentiate(read(text), by)).code).toBe("capability");
  });

  it("is carried out inside expressions on demand", () => {
    expect(equals(carryOutDerivatives(read("1 + diff(diff(x^2*y, x), y)")), read("1 + 2*x"))).toBe(true);
  });
});
