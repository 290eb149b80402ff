/** The zero test where formulas touch their boundaries: what has a value there, which one, and what must be said of it. */
import { describe, expect, it } from "vitest";
import { isZero, parse, type ZeroAnswer } from "../../src/algebra/index.ts";
import { boundaryCases } from "../fuzz/judge/boundary/index.ts";
import { faultOf } from "../fuzz/judge/boundary/judge-case.ts";
import { errorOf } from "./support.ts";

const judge = (text: string, positive: readonly string[] = []): ZeroAnswer =>
  isZero(parse(text, ["x", "y", "n", "k", "u"]), { positive });

describe.each([
  "logarithms, roots and powers of 0",
  "signs and their derivatives at 0",
  "odd roots and complex branches",
  "signs that are evident inside the domain only",
  "true and elementary",
])("%s", (kind) => {
  it.each(boundaryCases[kind]!.map((c) => [`${c.right} @ ${c.assuming.join()} @ ${c.lines.join(" // ")}`, c]))(
    "%s",
    (_, boundary) => {
      expect(faultOf(boundary as Parameters<typeof faultOf>[0], 1)).toBeUndefined();
    },
  );
});

describe("a formula without a value anywhere is neither zero nor nonzero", () => {
  it.each([
    ..."log(0)|log(0) - log(0)|exp(log(0))|softplus(log(0))|logistic(log(0)) - 1/2|logit(0)|logit(1)|atanh(1) - 1".split(
      "|",
    ),
    ..."atanh(-1)|acoth(1)|acoth(-1) - acoth(-1)|gamma(0)|gamma(-2)|logGamma(0)|coth(0)|csch(0)|1/(x - x)".split("|"),
    ..."asin(2) - asin(2)|acosh(1/2) - acosh(1/2)|(-8)^(1/3) + 2|sqrt(-1)|log(-1)|0^(-1/2)|0^x*0^(-x) - 1".split("|"),
    ..."log(cosh(x)^2 - sinh(x)^2 - 1)|log(sin(x)^2 + cos(x)^2 - 1)|(-x)^(1/3) + x^(1/3)|sqrt(-1 - x^2)".split("|"),
    ..."1/sqrt(exp(x)*exp(-x) - 1)|tan(pi/2)|sum(log(k), k, 0, 2) - log(2)|log(abs(x - x))".split("|"),
  ])("%s", (text) => {
    const { verdict, why } = judge(text);
    expect(verdict).toBe("undecided");
    expect(why).toMatch(/no value|division by zero/);
  });
});

describe("values on the boundary", () => {
  it.each([
    ..."abs(0)|sqrt(x - x)|0^(x^2 + 1)|(x - x)^0 - 1|sqrt(sin(x)^2 + cos(x)^2 - 1)|entropy(0)|entropy(1)".split("|"),
    ..."acosh(1)|acos(1)|asin(0)|erf(0)|gamma(5) - 24|gamma(1/2) - sqrt(pi)|gamma(-1/2) + 2*sqrt(pi)".split("|"),
    ..."logGamma(1)|logGamma(4) - log(6)|asin(1) - pi/2|acos(-1) - pi|atan(-1) + pi/4|asin(1/2) - pi/6".split("|"),
    ..."cos(pi/3) - 1/2|sin(pi/3) - sqrt(3)/2|tan(pi/6) - 1/sqrt(3)|sin(5*pi/6) - 1/2|cos(pi/4) - 1/sqrt(2)".split("|"),
    ..."sign(0)|sign(-3) + 1|log(-1) - I*pi|(-8)^(1/3) - 1 - I*sqrt(3)|I*(-1)^(1/2) + 1".split("|"),
  ])("%s is 0, and nothing is excluded", (text) => {
    expect(judge(text)).toMatchObject({ verdict: "zero", conditions: [], excluded: [] });
  });
});

describe("what an answer says of its domain", () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ["sign(x)^2 = 1", [], ["x"]],
    ["sign(x)*abs(x) = x", [], []],
    ["sign(x) + sign(-x)", [], []],
    ["0^x", ["x > 0"], []],
    ["x/x = 1", [], ["x"]],
    ["log(x) - log(x)", [], ["x"]],
    ["coth(x)*tanh(x) = 1", [], ["sinh(x)"]],
    ["tan(x)*cos(x) = sin(x)", [], ["cos(x)"]],
    ["gamma(x) - gamma(x)", [], ["1/gamma(x)"]],
    ["diff(abs(x), x) = sign(x)", [], ["x"]],
    ["diff(abs(x)^2, x) = 2*x", [], []],
    ["diff(x*abs(x), x) = 2*abs(x)", [], []],
    ["diff(abs(x)^3, x) = 3*x*abs(x)", [], []],
    ["diff(x*sign(x), x) = sign(x)", [], ["x"]],
    ["diff(x^(3/2), x) = 3/2*sqrt(x)", [], ["x"]],
    ["acos(x) + asin(x) = pi/2", ["x + 1 >= 0", "1 - x >= 0"], []],
    ["1/(1/x) = x", [], ["x"]],
    ["1/(1/(1/x)) = 1/x", [], ["x"]],
    ["0*log(x) = 0", ["x > 0"], []],
    ["log(x)^0 = 1", ["x > 0"], []],
    ["(1/x)^0 = 1", [], ["x"]],
    ["0*sqrt(x) = 0", ["x >= 0"], []],
    ["exp(log(x)) = x", ["x > 0"], []],
    ["sqrt(x)^2 = x", ["x >= 0"], []],
    ["x^y*x^(-y) = 1", ["x > 0"], []],
  ];
  it.each(cases)("%s", (text, conditions, excluded) => {
    expect(judge(text)).toMatchObject({ verdict: "zero", conditions, excluded });
  });
});

describe("branches over the complex numbers", () => {
  it.each([
    "I*((-1 - x^2)^(1/3) + (1 + x^2)^(1/3))",
    "I*((-1 - x^2)^(2/3) - (1 + x^2)^(2/3))",
    "I*((-1 - x^2)^(1/5) + (1 + x^2)^(1/5))",
    "log(exp(I*x)) = I*x",
    "sqrt(exp(I*x)) = exp(I*x/2)",
    "log(exp(7*I)) = 7*I",
    "(-1)^(2*n) = 1",
  ])("%s is refuted", (text) => {
    expect(judge(text).verdict).toBe("nonzero");
  });

  it("a complex number is not declared positive", () => {
    for (const declared of ["x + I*y", "I", "I*x", "(-1)^n"]) {
      const refused = errorOf(() => judge("sqrt(x^2) - x", [declared]));
      expect(refused.code).toBe("domain");
      expect(refused.expected).toContain("real");
    }
  });
});
