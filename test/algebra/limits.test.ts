/** Limits at infinity: roots, functions that level off, and what the direction says of signs. */
import { describe, expect, it } from "vitest";
import { infinity, negate, parse, seriesOf, toText } from "../../src/algebra/index.ts";
import { boundaryCases } from "../fuzz/judge/boundary/index.ts";
import { faultOf } from "../fuzz/judge/boundary/judge-case.ts";
import { judgeScript } from "../fuzz/judge/script.ts";

const outcome = (limit: string, assuming: readonly string[] = []): string =>
  judgeScript({ assuming, lines: [`limit: ${limit} ; from`] }, 1).outcome;

describe("limits of the boundary cases", () => {
  it.each(boundaryCases["limits"]!.map((c) => [c.lines.join(), c] as const))("%s", (_, boundary) => {
    expect(faultOf(boundary, 1)).toBeUndefined();
  });
});

describe("is proved without a sign of the variable being declared", () => {
  it.each([
    ..."sqrt(x^2 + x) - x = 1/2|sqrt(x^2 + x*y) - x = y/2|sqrt(4*x^2 + x) - 2*x = 1/4".split("|"),
    ..."(x^3 + x^2)^(1/3) - x = 1/3|sqrt(x^4 + x^3) - x^2 - x/2 = -1/8|x/sqrt(x^2 + 1) = 1".split("|"),
    ..."tanh(x) = 1|coth(x) = 1|logistic(x) = 1|erf(x) = 1|atan(x) = pi/2|x*(pi/2 - atan(x)) = 1|exp(-x) = 0".split(
      "|",
    ),
    ..."x^3*exp(-x^2) = 0|softplus(x) - x = 0|log(1 + exp(x)) - x = 0|log(2*cosh(x)) - x = 0|sech(x) = 0".split("|"),
    ..."tanh(x)*sqrt(x^2 + 1) - x = 0|x^2*logistic(-2*x) = 0|acoth(x)*x = 1|exp(1/x) = 1|sign(x) = 1|abs(x)/x = 1".split(
      "|",
    ),
  ])("%s for x → ∞", (limit) => {
    expect(outcome(`${limit} ; in x -> infinity`)).toBe("accepted");
  });

  it.each([
    ..."sqrt(x^2 + x) + x = -1/2|x/sqrt(x^2 + 1) = -1|sqrt(x^2 + 1)/x = -1|tanh(x) = -1|logistic(x) = 0".split("|"),
    ..."atan(x) = -pi/2|exp(x) = 0|log(cosh(x)) + x = -log(2)|softplus(x) = 0|abs(x)/x = -1|erf(x^3) = -1".split("|"),
    ..."(x^3 + x^2)^(1/3) - x = 1/3".split("|").filter((text) => !text.includes("1/3)")),
  ])("%s for x → −∞", (limit) => {
    expect(outcome(`${limit} ; in x -> -infinity`)).toBe("accepted");
  });
});

describe("is not proved", () => {
  it.each([
    ..."sqrt(x^2 + x) - x = 1/3|sqrt(x^2 + x) - x = -1/2|tanh(x) = -1|tanh(x) = 0|erf(x) = 2|atan(x) = pi".split("|"),
    ..."softplus(x) = 0|exp(x) = 0|sin(x) = 0|cosh(x) = 0|log(2*cosh(x)) + x = 0|x*exp(x) = 0|exp(-x) = 1".split("|"),
  ])("%s for x → ∞", (limit) => {
    expect(outcome(`${limit} ; in x -> infinity`)).not.toBe("accepted");
  });

  it.each(["tanh(1/x) = 1", "exp(1/x) = 0", "abs(x)/x = 1", "atan(1/x) = pi/2", "sqrt(x^2)/x = 1"])(
    "%s for x → 0, where the sides differ",
    (limit) => {
      expect(outcome(`${limit} ; in x -> 0`)).not.toBe("accepted");
    },
  );

  it("without the sign of a coefficient, which becomes a condition", () => {
    for (const limit of ["tanh(b*x) = 1", "exp(-b*x) = 0", "atan(b*x) = pi/2", "sqrt(b^2*x^2 + 1)/x = b"]) {
      expect(outcome(`${limit} ; in x -> infinity`)).not.toBe("accepted");
      expect(outcome(`${limit} ; in x -> infinity`, ["b > 0"])).toBe("accepted");
    }
  });
});

it("coefficients at infinity do not contain the variable", () => {
  for (const point of [infinity, negate(infinity)]) {
    for (const text of ["sqrt(x^2 + x)", "1/sqrt(x^2 + y*x)", "(x^4 + 1)^(1/4)", "x*tanh(x)", "abs(x)*atan(x)"]) {
      const { coefficients } = seriesOf(parse(text, ["x", "y"]), "x", { order: 4, about: point });
      expect(coefficients.map(toText).filter((c) => /\bx\b/.test(c))).toEqual([]);
    }
  }
});
