import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contextOf } from "../../src/algebra/derivation/context.ts";
import { decider } from "../../src/algebra/derivation/decide.ts";
import { judgeMutants } from "../../src/algebra/derivation/mutants.ts";
import { rules } from "../../src/algebra/derivation/rules/index.ts";
import { orderedSteps } from "../../src/algebra/derivation/validate.ts";
import {
  type Derivation,
  type DerivationWriter,
  derive,
  judgeDerivation,
  parse,
  premise,
} from "../../src/algebra/index.ts";
import { saddleForm, saddlePoint } from "../../theory/reciprocal-space/derivation.ts";

const notation = Object.fromEntries(
  ["E", "F", "G", "x", "y", "lambda", "mu"].map((n) => [n, { meaning: "a quantity" }]),
);
const start = (...assuming: (string | ReturnType<typeof premise>)[]): DerivationWriter =>
  derive({ id: "test", title: "A test", source: "none", notation, assuming });
const judge = (d: Derivation, seed = 3): ReturnType<typeof judgeDerivation> => judgeDerivation(d, { seed });
const problems = (d: Derivation): readonly string[] => judge(d).problems.map((p) => p.message);

describe("the saddle of a mode (A7 to A9)", () => {
  const judged = judge(saddleForm);

  test("what is derived is proved, with an error bound, definitions are defined, and the whole needs only λ > 0", () => {
    expect(judged.problems).toEqual([]);
    expect(judged.steps.map((s) => s.verdict.kind)).toEqual(
      saddleForm.steps.map((s) => (s.rule === "definition" ? "defined" : "proved")),
    );
    expect(judged.verdict).toMatchObject({ kind: "proved", seed: "3", assumes: ["lambda != 0"] });
    if (judged.verdict.kind === "proved") expect(judged.verdict.log2Error).toBeLessThan(-100);
  });

  test("every wrong variant of every step is rejected", () => {
    for (const step of judged.steps) {
      expect(step.mutants.total, step.id).toBeGreaterThan(2);
      expect(step.mutants.survivors, step.id).toEqual([]);
    }
  });

  test("without a look for wrong variants the verdicts of the steps are the same", () => {
    const quick = judgeDerivation(saddleForm, { seed: 3, variants: false });
    expect(quick.steps.map((s) => s.verdict)).toEqual(judged.steps.map((s) => s.verdict));
    expect(quick.steps.map((s) => s.mutants.total)).toEqual(saddleForm.steps.map(() => 0));
    expect(quick.problems).toEqual([]);
  });

  test("the stationary point and its energy are proved too", () => {
    expect(judge(saddlePoint)).toMatchObject({ problems: [], verdict: { kind: "proved" } });
  });

  /** The saddle form with another right-hand side in one of its lines. */
  function misprinted(id: string, right: string): Derivation {
    const parsed = parse(right, saddleForm.notation);
    const steps = saddleForm.steps.map((s) => (s.id === id ? { ...s, to: { ...s.to, right: parsed } } : s));
    return { ...saddleForm, steps };
  }

  test("a wrong sign in the last line is refuted with a counterexample", () => {
    const { verdict } = judge(misprinted("saddle form", "epsilon + lambda/2*(u^2 - w^2)"));
    expect(verdict).toMatchObject({
      kind: "refuted",
      counterexample: expect.stringMatching(/left - right = .* at .*lambda = /),
    });
  });

  test("a missing half is refuted in the line where it is missing, and not in the others", () => {
    const result = judge(misprinted("displacements", "u^2 - w^2"));
    expect(result.verdict.kind).toBe("refuted");
    const refuted = result.steps
      .filter((s) => !["proved", "defined"].includes(s.verdict.kind))
      .map((s) => [s.id, s.verdict.kind]);
    // The last line is right, but no longer follows from the wrong one.
    expect(refuted).toEqual([
      ["displacements", "refuted"],
      ["saddle form", "undecided"],
    ]);
    expect(result.problems.map((p) => p.step)).toContain("displacements");
  });

  test("the verdict does not depend on the seed, and the seed stands in it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        const { verdict, problems: found } = judge(saddlePoint, seed);
        expect(verdict).toMatchObject({ kind: "proved", seed: `${seed}` });
        expect(found).toEqual([]);
      }),
      { seed: 1, numRuns: 5 },
    );
  });
});

describe("what only the whole can show", () => {
  test("a step that claims more than it reaches is a problem of the derivation", () => {
    const d = start()
      .cite("law", "E = lambda*x", "a book")
      .algebra("twice", "2*E = 2*lambda*x")
      .connecting("law", "twice");
    const claimed: Derivation = { ...d, steps: d.steps.map((s) => ({ ...s, expect: "proved" as const })) };
    expect(problems(claimed)).toContain('step "law" is claimed to be proved and is cited from a book');
    expect(judge(d)).toMatchObject({ problems: [], verdict: { kind: "cited", ref: "a book" } });
  });

  test("a definition or a given line that is claimed to be proved is a problem of the derivation", () => {
    const d = start(premise("law", "E obeys the law"))
      .define("F", "F = lambda*x")
      .expecting("proved")
      .given("E", "E = 2*F", "law")
      .expecting("proved")
      .algebra("together", "E = 2*lambda*x")
      .from("F", "E")
      .connecting("F", "together");
    const judged = judge({ ...d, results: ["together", "E"] });
    expect(judged.problems.map((p) => p.message)).toEqual(
      expect.arrayContaining([
        'step "F" is claimed to be proved and is defined',
        'step "E" is claimed to be proved and is given (E obeys the law)',
      ]),
    );
  });

  test("a step that is claimed to be refuted has to be", () => {
    const wrong = start()
      .define("E", "E = x")
      .algebra("wrong", "E = 2*x")
      .expecting("refuted")
      .connecting("E", "wrong");
    expect(judge(wrong)).toMatchObject({ problems: [], verdict: { kind: "refuted" } });
    const rightAfterAll = start()
      .define("E", "E = x")
      .algebra("right", "2*E = 2*x")
      .expecting("refuted")
      .connecting("E", "right");
    expect(problems(rightAfterAll)[0]).toMatch(/^step "right" is claimed to be refuted and is proved/);
  });

  test("a premise that a step does without is a problem", () => {
    const d = start()
      .define("E", "E = lambda*x")
      .define("F", "F = mu")
      .algebra("twice", "2*E = 2*lambda*x")
      .from("E", "F")
      .connecting("E", "twice");
    expect(problems(d)).toContain('step "twice" comes from "F", which it does not need');
  });

  test("a line beside the way and an unconnected first line are problems", () => {
    const d = start()
      .define("E", "E = lambda*x")
      .define("F", "F = mu*x")
      .algebra("twice", "2*F = 2*mu*x")
      .connecting("E", "twice");
    expect(problems(d)).toContain('step "twice" does not come from the first line, "E"');
    expect(problems(d)).toContain('step "E" is not used on the way to a result');
  });

  test("an assumption that nothing needs is a problem", () => {
    const d = start("lambda > 0", "mu > 0", premise("reason", "it is so"))
      .define("E", "E = x/lambda")
      .algebra("twice", "2*E = 2*x/lambda")
      .connecting("E", "twice");
    expect(problems(d)).toEqual([
      'step "E" declares "mu > 0" and nothing needs it',
      'step "E" declares "it is so" and nothing needs it',
    ]);
  });

  test("a step that is right but founded on the wrong lines is undecided, not refuted", () => {
    const d = start()
      .define("E", "E = lambda*x")
      .define("F", "F = 2*E")
      .algebra("written out", "F = 2*lambda*x")
      .connecting("E", "written out");
    expect(judge(d).steps.at(-1)?.verdict).toEqual({
      kind: "undecided",
      why: "it is right, but does not follow from the steps it comes from",
    });
  });

  test("a square root asks for its sign, and the assumption that gives it is reported", () => {
    const d = start("x > 0").define("E", "E = sqrt(x^2)").algebra("root", "E = x").connecting("E", "root");
    const judged = judge(d);
    expect(judged.problems).toEqual([]);
    expect(judged.steps.at(-1)?.conditions).toEqual(["x > 0"]);
  });
});

describe("a checker that cannot fail is found out", () => {
  test("with a rule that accepts everything all mutants survive", () => {
    const steps = orderedSteps(saddlePoint);
    const context = contextOf(saddlePoint, steps, decider(1));
    const gullible = {
      ...rules.algebra,
      check: () => ({ kind: "holds", ground: { kind: "cited", ref: "" }, conditions: [], relies: [] }) as const,
    };
    const last = steps.at(-1)!;
    const { total, killed, survivors, variants } = judgeMutants(last, context, 1, gullible);
    expect(variants.map((v) => v.says)).toEqual(survivors);
    expect(total).toBeGreaterThan(2);
    expect(killed).toBe(0);
    expect(survivors).toHaveLength(total);
    expect(judgeMutants(last, context, 1).killed).toBe(total);
  });
});
