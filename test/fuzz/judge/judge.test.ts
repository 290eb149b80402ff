/** The judge against an oracle of its own: drawn statements of every rule, and tables of cases on the boundaries. */
import { describe, expect, test } from "vitest";
import { type Expression, parse } from "../../../src/algebra/index.ts";
import { BoltzproofError } from "../../../src/errors.ts";
import { Rng } from "../../../src/numeric/random.ts";
import { boundaryCases } from "./boundary/index.ts";
import { faultOf } from "./boundary/judge-case.ts";
import { otherSigns, strangeTexts } from "./boundary/unread.ts";
import { claimOf } from "./draw/kit.ts";
import { count, drawStatement, emptyTally, judgeStatement, textOf } from "./fuzz.ts";
import { searchViolation, valuesIn } from "./oracle/truth.ts";

describe("drawn statements", () => {
  const statements = 600;
  const judgements = Array.from({ length: statements }, (_, k) => judgeStatement(20261130, k));
  const of = (finding: string): readonly string[] =>
    judgements.filter((j) => j.finding === finding).map((j) => `${textOf(j.statement)}: ${j.why}`);

  test("no false one is accepted", () => {
    expect(of("false accepted")).toEqual([]);
  });

  test("one side without a value is rarely passed over in silence: where reading a formula shrinks it, 1/(1/x) to x", () => {
    expect(of("silently undefined").length).toBeLessThanOrEqual(statements / 100);
  });

  test("no true one is refuted, and nothing crashes", () => {
    expect(of("true refuted")).toEqual([]);
    expect(of("crashed")).toEqual([]);
  });

  test("the generators and the oracle agree, and most verdicts say something", () => {
    expect(of("oracle conflict")).toEqual([]);
    const tally = emptyTally();
    for (const j of judgements) count(tally, j);
    expect(tally.ordinary).toBeGreaterThan(statements / 10);
    expect(tally.ordinaryUndecided).toBeLessThanOrEqual(0.03 * tally.ordinary);
    expect(tally.right).toBeGreaterThan(statements / 2);
  });

  test("every rule is drawn, and each statement is the same for its seed", () => {
    const rules = new Set(Array.from({ length: 1000 }, (_, k) => drawStatement(5, k).rule));
    expect(rules.size).toBeGreaterThanOrEqual(18);
    expect(textOf(drawStatement(9, 77))).toBe(textOf(drawStatement(9, 77)));
  });
});

describe.each(Object.entries(boundaryCases))("%s", (_, cases) => {
  test(`${cases.length} cases come out right`, () => {
    const faults = cases.flatMap((c) => {
      const said = faultOf(c, 1);
      return said === undefined ? [] : [`${c.right} @ ${c.assuming.join(", ")} @ ${c.lines.join(" // ")}: ${said}`];
    });
    expect(faults).toEqual([]);
  });
});

describe("what is read is what was written", () => {
  const read = (text: string): Expression => parse(text, ["a", "b", "c", "x", "y", "lambda", "beta", "epsilon"]);

  test.each(strangeTexts)("%s is refused with a position", (text) => {
    expect(() => read(text)).toThrow(BoltzproofError);
    expect(() => read(text)).toThrow(/position \d+/);
  });

  test.each(otherSigns)("%s is read as %s", (text, plain) => {
    expect(read(text)).toEqual(read(plain));
  });
});

describe("the oracle", () => {
  const violation = (left: string, right: string, assuming: readonly string[] = []): string | undefined =>
    searchViolation(claimOf(left, right, assuming), [], Rng.fromSeed(4), 12).violation;

  test.each([
    ["sqrt(x^2)", "x"],
    ["sign(x)^2", "1"],
    ["log(x^2)", "2*log(x)"],
    ["log(exp(I*x))", "I*x"],
    ["I*(-1 - x^2)^(1/3)", "-I*(1 + x^2)^(1/3)"],
    ["sum(1, i, 1, N)", "N"],
    ["sum(delta(i, k)*f[i], i, 1, N)", "f[k]"],
    ["diff(abs(x), x)", "sign(x)"],
    ["prod(2, i, N + 2, 1)", "2^(-N)"],
    ["tanh(x)", "sinh(x)/cosh(x) + 1/10^30"],
    ["log(0)", "0"],
    ["x/x", "1"],
  ])("sees that %s is not %s", (left, right) => {
    expect(violation(left, right)).toBeDefined();
  });

  test("looks at a counterexample that it is told", () => {
    const claim = claimOf("0", "abs(x - 1/7) + abs(y) - 1/10^9", [], [], "<=");
    const search = (text: string) => searchViolation(claim, [], Rng.fromSeed(4), 12, valuesIn(text)).violation;
    expect(search("left - right = 1e-9 at x = 1/7, y = 0")).toBeDefined();
    expect(search("x = 1/8")).toBeUndefined();
  });

  test.each([
    ["sqrt(x^2)", "x", "x >= 0"],
    ["sqrt(x^2)", "abs(x)", ""],
    ["sum(1, i, 1, N)", "N", "N >= 0"],
    ["sum(1, i, 5, 2)", "0", ""],
    ["prod(i, i, 5, 2)", "1", ""],
    ["diff(x*abs(x), x)", "2*abs(x)", ""],
    ["(-8)^(1/3)", "-2", ""],
    ["log(-1)", "I*pi", ""],
    ["sqrt(x - x)", "0", ""],
    ["log(exp(y)^(-exp(y)))", "-y*exp(y)", ""],
    ["log(exp(-exp(4*y)) + 0)", "-exp(4*y)", ""],
    ["sum(prod(exp(h[j]*t[j]), j, 1, M), h, [0, 1], 1, M)", "prod(1 + exp(t[j]), j, 1, M)", ""],
  ])("takes %s for %s where %s", (left, right, assuming) => {
    expect(violation(left, right, assuming === "" ? [] : [assuming])).toBeUndefined();
  });
});
