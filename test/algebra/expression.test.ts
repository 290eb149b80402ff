import { describe, expect, it } from "vitest";
import {
  add,
  delta,
  divide,
  type Expression,
  equals,
  equation,
  exp,
  fraction,
  freeNames,
  freeSymbols,
  imaginaryUnit,
  interval,
  mapChildren,
  matrixOf,
  multiply,
  nodes,
  one,
  power,
  sqrt,
  subtract,
  sumOver,
  symbol,
  toText,
  zero,
} from "../../src/algebra/index.ts";
import { errorOf } from "./support.ts";

const [x, y] = [symbol("x"), symbol("y")];

describe("constructors", () => {
  const folds: readonly (readonly [string, Expression, string])[] = [
    ["add up the numbers of a sum at the place of the first", add(x, 1, y, fraction(1, 2)), "x + 3/2 + y"],
    ["flatten sums", add(add(x, 1), add(y, 2)), "x + 3 + y"],
    ["drop a 0", add(x, 0), "x"],
    ["multiply the numbers of a product in front", multiply(x, 2, y, fraction(-1, 4)), "-x*y/2"],
    ["drop a 1", multiply(1, x), "x"],
    ["make a product with 0 the number 0", multiply(x, 0), "0"],
    ["put denominators last", multiply(power(x, -1), y), "y/x"],
    ["multiply whole exponents of powers", power(power(x, fraction(1, 2)), 3), "x^(3/2)"],
    ["keep (√x)², which is x only where √x exists", power(power(x, fraction(1, 2)), 2), "sqrt(x)^2"],
    ["take roots of positive numbers back", power(power(fraction(2), fraction(1, 2)), 2), "2"],
    ["keep (x²)^½, which is not x", sqrt(power(x, 2)), "sqrt(x^2)"],
    ["take whole powers of numbers", power(fraction(2, 3), -2), "9/4"],
    ["leave huge powers of numbers alone", power(2, 1_000_000_000), "2^1e9"],
    ["keep the order that the author chose", subtract(y, x), "y - x"],
    ["keep the order of matrices", multiply(matrixOf([[x]]), power(x, -1), matrixOf([[y]])), "[[x]]*(1/x)*[[y]]"],
  ];
  it.each(folds)("%s", (_, e, text) => {
    expect(toText(e)).toBe(text);
  });

  it("read trailing numbers of a name as indices, words as part of it", () => {
    expect(equals(symbol("u_1"), symbol("u", 1))).toBe(true);
    expect(equals(symbol("W_1_2"), symbol("W", 1, 2))).toBe(true);
    expect(symbol("sigma_W").indices).toEqual([]);
    expect(symbol("x_old_3")).toEqual(symbol("x_old", 3));
  });

  it("decide a Kronecker delta of numbers", () => {
    expect(delta(1, 1)).toBe(one);
    expect(delta(1, 2)).toBe(zero);
    expect(delta(symbol("i"), 2).kind).toBe("delta");
  });

  it.each([
    ["a double that is not whole", () => add(x, 0.1)],
    ["1/0", () => divide(x, 0)],
    ["a name with a blank", () => symbol("my x")],
    ["an empty name", () => symbol("")],
  ])("refuse %s", (_, action) => {
    expect(errorOf(action).code).toBe("domain");
  });

  it("refuse ragged matrices", () => {
    expect(errorOf(() => matrixOf([[x, y], [x]])).code).toBe("shape");
    expect(errorOf(() => matrixOf([])).code).toBe("shape");
  });
});

describe("structure", () => {
  const sum = (index: string): Expression => sumOver(index, interval(1, symbol("N")), symbol("u", symbol(index)));

  it("is equal up to the names of bound indices, and not further", () => {
    expect(equals(sum("i"), sum("k"))).toBe(true);
    expect(equals(sum("i"), sumOver("i", interval(1, symbol("M")), symbol("u", symbol("i"))))).toBe(false);
    expect(equals(sumOver("i", interval(1, 2), symbol("k")), sumOver("k", interval(1, 2), symbol("k")))).toBe(false);
    expect(equals(add(x, y), add(y, x))).toBe(false);
  });

  it("tells nested bound names apart", () => {
    const nested = (a: string, b: string): Expression =>
      sumOver(a, interval(1, 2), sumOver(b, interval(1, 2), symbol("W", symbol(a), symbol(b))));
    expect(equals(nested("i", "j"), nested("j", "i"))).toBe(true);
    const swapped = sumOver("i", interval(1, 2), sumOver("j", interval(1, 2), symbol("W", symbol("j"), symbol("i"))));
    expect(equals(nested("i", "j"), swapped)).toBe(false);
  });

  it("lists free names and free symbols without the bound ones", () => {
    const e = add(sum("i"), symbol("u_3"), exp(multiply(imaginaryUnit, x)));
    expect([...freeNames(e)].sort()).toEqual(["N", "u", "x"]);
    expect([...freeSymbols(e).keys()].sort()).toEqual(["N", "u_3", "x"]);
  });

  it("walks over every node and rebuilds the same tree", () => {
    const e = divide(add(x, sum("i")), sqrt(subtract(y, 1)));
    const copy = (z: Expression): Expression => mapChildren(z, copy);
    expect(equals(copy(e), e)).toBe(true);
    expect([...nodes(e)].filter((z) => z.kind === "symbol").map(toText)).toEqual(["x", "N", "u[i]", "i", "y"]);
  });

  it("is the same node where nothing changes", () => {
    const e = equation(divide(add(x, sum("i")), sqrt(subtract(y, 1))), matrixOf([[delta(x, y), sum("k")]]));
    const copy = (z: Expression): Expression => mapChildren(z, copy);
    expect(copy(e)).toBe(e);
    const renamed = (z: Expression): Expression => (z === y ? x : mapChildren(z, renamed));
    expect(toText(renamed(e))).toBe(toText(e).replaceAll("y", "x"));
  });

  it("remembers what was found of a node with the node, and not with copies of it", () => {
    const e = sumOver("i", interval(1, symbol("N")), symbol("u", symbol("i")));
    expect([toText(e), [...freeNames(e)], freeSymbols(e).size]).toEqual(["sum(u[i], i, 1, N)", ["N", "u"], 1]);
    const other = { ...e, body: add(x, y) };
    expect([toText(other), [...freeNames(other)]]).toEqual(["sum(x + y, i, 1, N)", ["N", "x", "y"]]);
    expect(other).toEqual(sumOver("i", interval(1, symbol("N")), add(x, y)));
    expect(toText(Object.freeze(add(x, y)))).toBe("x + y");
    expect(Object.keys(e)).toEqual(["kind", "operator", "index", "range", "body"]);
  });
});
