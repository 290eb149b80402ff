/**
 * Signs and branches: every pair of some thirty roots, powers and logarithms is compared. Whatever is called equal must
 * be equal in doubles at every point of a grid where both sides are real and the reported conditions hold.
 */
import { describe, expect, it } from "vitest";
import { type Expression, equation, isZero, parse, toText } from "../../src/algebra/index.ts";
import { formalVerdict } from "../../src/algebra/zero/is-zero.ts";
import { numericValue } from "./numeric-witness.ts";

const names = ["x", "y", "n"];
const forms: readonly Expression[] = [
  "x",
  "-x",
  "abs(x)",
  "sqrt(x^2)",
  "sqrt(x)^2",
  "(x^3)^(1/3)",
  "sqrt(x*y)/sqrt(y)*sqrt(x)",
  "sqrt(x^2*y^2)/y",
  "exp(log(x))",
  "exp(log(x^2)/2)",
  "sqrt(x^4)/x",
  "sqrt(x - 1)*sqrt(x + 1)",
  "sqrt(x^2 - 1)",
  "sqrt(1 - x)*sqrt(-1 - x)",
  "(x - 1)*sqrt((x + 1)/(x - 1))",
  "sqrt(x^2 - 2*x + 1)",
  "x - 1",
  "log(x^2)",
  "2*log(x)",
  "2*log(-x)",
  "log(x*y) + log(x/y)",
  "log(-x*y) + log(-x/y)",
  "log(x - 1) + log(x - 2)",
  "log(1 - x) + log(2 - x)",
  "log(x^2 - 3*x + 2)",
  "log((x - 1)/(x - 2)) + 2*log(x - 2)",
  "log((x - 1)/(x - 2)) + log((x - 2)^2)",
  "(x*y)^n/y^n",
  "x^n",
  "(x^2)^(n/2)",
].map((text) => parse(text, names));

const grid = [-3.3, -1.7, -0.6, 0.35, 0.8, 1.45, 2.6, 4.2].flatMap((x) =>
  [-2.3, -0.4, 0.7, 1.9].flatMap((y) => [-1.3, 0.6].map((n) => ({ x, y, n }))),
);

/** Points where both are real and differ, although every condition holds. */
function contradictions(a: Expression, b: Expression, conditions: readonly Expression[]): readonly string[] {
  return grid
    .filter((point) => conditions.every((c) => numericValue(c, point) > 0))
    .flatMap((point) => {
      const [p, q] = [numericValue(a, point), numericValue(b, point)];
      const differ = Number.isFinite(p) && Number.isFinite(q) && Math.abs(p - q) > 1e-9 * (1 + Math.abs(p));
      return differ ? [`${toText(a)} = ${p} and ${toText(b)} = ${q} at ${JSON.stringify(point)}`] : [];
    });
}

const pairs = forms.flatMap((a, k) => forms.slice(k + 1).map((b) => [a, b] as const));

describe(`${pairs.length} pairs of roots, powers and logarithms`, () => {
  it.each([[[]], [["x", "y"]]])("are equal only where it is true, given %j", (positive) => {
    let proved = 0;
    const declared = positive.map((text) => parse(text, names));
    for (const [a, b] of pairs) {
      const answer = isZero(equation(a, b), { positive });
      if (answer.verdict !== "zero") continue;
      proved++;
      const conditions = answer.conditions.map((c) => parse(c.replace(/ >=? 0$/, ""), names));
      expect(contradictions(a, b, [...conditions, ...declared])).toEqual([]);
    }
    expect(proved).toBeGreaterThan(20);
  });

  it("are called equal by the field alone only where it is true", () => {
    for (const [a, b] of pairs) {
      if (formalVerdict(equation(a, b)) === "zero") expect(contradictions(a, b, [])).toEqual([]);
    }
  });
});
