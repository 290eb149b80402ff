/** Expressions as rational functions of atoms: identities that the field proves, and those it rightly leaves open. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  AtomTable,
  expandOverAtoms,
  expressionOf,
  polynomialOf,
  rationalFunctionOf,
} from "../../src/algebra/convert/index.ts";
import { rationalFunctions, subtract } from "../../src/algebra/exact/index.ts";
import { parse, toText } from "../../src/algebra/index.ts";
import { errorOf, rationalFunctionArbitrary, seededRuns } from "./support.ts";

const names = ["x", "y", "z", "b", "N", "M", "i", "j", "k", "u", "a", "W"];
const read = (text: string) => parse(text, names);

function differenceVanishes(left: string, right: string): boolean {
  const table = new AtomTable();
  const [f, g] = [left, right].map((text) => rationalFunctionOf(read(text), table));
  return rationalFunctions.isZero(subtract(rationalFunctions, f!, g!));
}

describe("identities that the field sees", () => {
  test.each([
    ["(x^2 - 1)/(x - 1)", "x + 1"],
    ["1/(1 + x) + 1/(1 - x)", "2/(1 - x^2)"],
    ["exp(2*x + y)", "exp(x)^2*exp(y)"],
    ["exp(x - y)*exp(y)", "exp(x)"],
    ["cosh(x)^2 - sinh(x)^2", "1"],
    ["sinh(2*x)", "2*sinh(x)*cosh(x)"],
    ["sech(x)*cosh(x)", "1"],
    ["tanh(-x)*coth(x)", "-1"],
    ["cos(y - x)", "cos(x - y)"],
    ["log(4*x)", "2*log(2) + log(x)"],
    ["log(9/8)", "2*log(3) - 3*log(2)"],
    ["exp(log(x) + 1)", "x*exp(1)"],
    ["sqrt(x + 1)^3", "(x + 1)*sqrt(1 + x)"],
    ["sqrt(sqrt(x))^4", "x"],
    ["1/sqrt(x)", "sqrt(x)/x"],
    ["x^(-3/2)*x", "sqrt(x)/x"],
    ["prod(1 + x, i, 1, N)", "(x + 1)^N"],
    ["sqrt(4/9)", "2/3"],
    ["(x + I*y)*(x - I*y)", "x^2 + y^2"],
    ["logistic(0) + tanh(0)", "1/2"],
    ["logistic(x + y)", "logistic(y + x)"],
    ["softplus(0)", "entropy(1/2)"],
    ["diff(x^3, x)", "3*x^2"],
    ["sum(a[i] + 2*u[i], i, 1, N)", "sum(a[j], j, 1, N) + 2*sum(u[j], j, 1, N)"],
    ["sum(x*u[i] + 3, i, 1, N)", "x*sum(u[i], i, 1, N) + 3*N"],
    ["sum(sum(a[i]*u[j], j, 1, M), i, 1, N)", "sum(a[i], i, 1, N)*sum(u[j], j, 1, M)"],
    ["prod(2*u[i]^2*x, i, 1, N)", "2^N*prod(u[j], j, 1, N)^2*x^N"],
    ["prod(exp(u[i] + x), i, 1, N)", "exp(sum(u[i], i, 1, N))*exp(N*x)"],
    ["prod(2 + 4*u[i], i, 1, N)", "2^N*prod(2*u[i] + 1, i, 1, N)"],
    ["prod(u[i]/(1 + a[i]), i, 1, N)", "prod(u[i], i, 1, N)/prod(1 + a[i], i, 1, N)"],
    ["prod(0, i, 1, 3)", "0"],
    ["sum(exp(x*k), k, [0, 1])", "1 + exp(x)"],
    ["delta(i, j)*u[i + 1]", "u[1 + i]*delta(j, i)"],
    ["delta(i + 1, i)", "0"],
    ["x^(N + 2)", "x^2*x^N"],
    ["sum(u[i]/(1 + x), i, 1, N)", "sum(u[i], i, 1, N)/(x + 1)"],
  ])("%s = %s", (left, right) => {
    expect(differenceVanishes(left, right)).toBe(true);
  });
});

describe("differences that it keeps", () => {
  test.each([
    ["x^2", "y^2"],
    ["exp(x)", "exp(2*x)"],
    ["sqrt(x^2)", "x"],
    ["log(x*y)", "log(x) + log(y)"],
    ["log(-2)", "log(2)"],
    ["log(-2)", "0"],
    ["log(-2*x)", "log(2*x)"],
    ["tanh(x)", "-tanh(x)"],
    ["logistic(x)", "-logistic(-x)"],
    ["sum(u[i]*a[i], i, 1, N)", "sum(u[i], i, 1, N)*sum(a[i], i, 1, N)"],
    ["sum(u[i], i, 1, N)", "sum(u[i], i, 1, M)"],
    ["sum(u[i] + a[i], i, 1, infinity)", "sum(u[i], i, 1, infinity) + sum(a[i], i, 1, infinity)"],
    ["prod(1 + u[i], i, 1, N)", "1 + prod(u[i], i, 1, N)"],
    ["prod(x, i, 1, N)", "x"],
    ["delta(i, j)", "1"],
    ["sum(W[i, j], j, 1, M)", "sum(W[j, i], j, 1, M)"],
    ["x + 1e-60*y", "x"],
  ])("%s is not seen to be %s", (left, right) => {
    expect(differenceVanishes(left, right)).toBe(false);
  });
});

describe("ways back and refusals", () => {
  test("a rational function returns from its expression", () => {
    fc.assert(
      fc.property(rationalFunctionArbitrary, (f) => {
        const table = new AtomTable();
        for (const name of ["x", "y", "z"]) table.parameterFor(read(name));
        expect(rationalFunctionOf(expressionOf(f, table), table)).toEqual(f);
      }),
      seededRuns(60),
    );
  });

  test("an expression is expanded over its atoms", () => {
    expect(toText(expandOverAtoms(read("(x + tanh(b))^2 - x^2"), new AtomTable()))).toBe("2*tanh(b)*x + tanh(b)^2");
  });

  test("what is no polynomial is refused, and what is one is given", () => {
    const table = new AtomTable();
    expect(polynomialOf(read("(x^2 - y^2)/(x + y)"), table)).toEqual(polynomialOf(read("x - y"), table));
    expect(errorOf(() => polynomialOf(read("x/y"), table)).code).toBe("domain");
  });

  test.each(["1/(x - x)", "csch(0)", "coth(y - y)"])("%s is a division by zero", (text) => {
    expect(errorOf(() => rationalFunctionOf(read(text), new AtomTable())).code).toBe("domain");
  });

  test.each(["x == y", "[[1, x]]", "infinity", "(x + y)^300"])("%s is refused", (text) => {
    expect(errorOf(() => rationalFunctionOf(read(text), new AtomTable())).code).toBe("capability");
  });

  test("a name of another table is refused", () => {
    const table = new AtomTable();
    expect(errorOf(() => expressionOf(new AtomTable().parameterFor(read("x")), table)).found).toContain('"x"');
  });
});
