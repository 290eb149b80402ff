import { describe, expect, it } from "vitest";
import { equals, exp, fraction, parse, power, symbol, toText } from "../../src/algebra/index.ts";
import { errorOf } from "./support.ts";

const names = ["x", "y", "a", "b", "N", "u", "W"];

describe("parse", () => {
  it.each([
    ["-x^2", "-x^2"],
    ["x^y^a", "x^(y^a)"],
    ["a/b*x", "a*x/b"],
    ["a/(b*x)", "a/(b*x)"],
    ["a - (b - x)", "a - (b - x)"],
    ["2*x/3", "2*x/3"],
    ["ln(x)", "log(x)"],
    ["e^x + e", "exp(x) + exp(1)"],
    ["+x", "x"],
    ["x = y", "x == y"],
    ["σ*β_1", "sigma*beta_1"],
    ["sum(u[k], k, 1, N)", "sum(u[k], k, 1, N)"],
    ["prod(1 + exp(u[k]), k, 1, N)", "prod(1 + exp(u[k]), k, 1, N)"],
    ["sum(h, h, [0, 1])", "sum(h, h, [0, 1])"],
    ["integral(exp(-t^2/2), t, -infinity, infinity)", "integral(exp(-t^2/2), t, -infinity, infinity)"],
    ["[[a, b], [x, y]]", "[[a, b], [x, y]]"],
  ])("reads %s", (text, expected) => {
    expect(toText(parse(text, [...names, "sigma", "beta"]))).toBe(expected);
  });

  it("reads decimals exactly", () => {
    expect(parse("0.1", [])).toEqual(fraction(1, 10));
    expect(parse(".5 + 1e-60", [])).toEqual(fraction(5n * 10n ** 59n + 1n, 10n ** 60n));
    expect(parse("12345678901234567890.5", [])).toEqual(fraction(24691357802469135781n, 2));
  });

  it("takes the names from a notation table too, and lets a declared name win over a constant", () => {
    expect(toText(parse("sigma_W*u_1", { sigma_W: { meaning: "spread" }, u: {} }))).toBe("sigma_W*u_1");
    expect(parse("e", ["e"])).toEqual(symbol("e"));
    expect(parse("e", [])).toEqual(exp(1));
  });

  it("has every index of a family and the usual forms of one", () => {
    expect(equals(parse("W[1, 2]", names), parse("W_1_2", names))).toBe(true);
    expect(equals(parse("u_1[N]", names), symbol("u", 1, symbol("N")))).toBe(true);
    expect(equals(parse("sqrt(x)", names), power(symbol("x"), fraction(1, 2)))).toBe(true);
  });

  const refusals: readonly (readonly [string, number, string])[] = [
    ["x + foo", 5, "the name foo"],
    ["x + foo(y)", 5, "the function foo"],
    ["tanh(x) * tan(y) + q_1", 20, "the name q_1"],
    ["2 x", 3, "two factors without a *"],
    ["a/2b", 4, "two factors without a *"],
    ["(a)(b)", 5, "two factors without a *"],
    ["x + (", 6, '"x + ("'],
    ["", 1, '""'],
    ["x +* y", 4, '"x +* y"'],
    ["a[1:2]", 3, "a range"],
    ["x!", 2, "the operator !"],
    ["x'", 2, "the operator '"],
    ["tanh(x, y)", 1, "2 arguments of tanh"],
    ["x = y = a", 7, '"x = y = a"'],
    ["sin(a == b)", 10, "the operator =="],
    ["x < y", 5, "the operator <"],
    ["i*x", 1, "the name i"],
    ["sum(x, 1, 2)", 1, "sum without a name"],
    ["sum(u[k], k)", 1, "2 arguments of sum"],
    ["sum(u[k], k, 1, N) + k", 22, "the name k"],
    ["a.b", 1, "an access"],
    ["true", 1, "the name true"],
    ['"s"', 1, '""s""'],
    ["0x10", 1, '"0x10"'],
    ["x ? a : b", 1, "a condition"],
    ["a; b", 2, "the character ;"],
    ["f(x) = x", 1, "the function f"],
    ["x in y", 3, "the operator in"],
    ["[a, b]", 2, "a list"],
    ["import(x)", 1, "the function import"],
    ["x.constructor", 1, "an access"],
    ["diff(x, 2)", 1, "a diff"],
  ];
  it.each(refusals)("refuses %s at position %i", (text, position, found) => {
    const error = errorOf(() => parse(text, names));
    expect(error.code).toBe("parse");
    expect(error.found).toBe(`${found} at position ${position}`);
  });
});
