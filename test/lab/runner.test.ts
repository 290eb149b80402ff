import { describe, expect, test } from "vitest";
import { agree, drawnMean, outsideRegime } from "../../src/lab/comparisons/index.ts";
import { judgeClaims } from "../../src/lab/runner.ts";
import type { Claim, Evidence, Finding } from "../../src/lab/types.ts";
import { summarise } from "../../src/lab/verdicts.ts";

type Square = (x: number) => number;

const pointwise: Evidence<Square> = {
  id: "points",
  says: "x² at 0 … 9",
  judge(f) {
    const pairs = Array.from({ length: 10 }, (_, x) => ({ at: `x = ${x}`, expected: f(x), found: x * x }));
    return agree("x²", pairs, { allowed: 1e-12, because: "rounding" });
  },
};

/** n values with this mean and standard error. */
function sampleOf(mean: number, standardError: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, k) => mean + (k % 2 ? 1 : -1) * standardError * Math.sqrt(n - 1));
}

function claim(change: Partial<Claim<Square>> = {}): Claim {
  return {
    id: "arithmetic/square",
    room: "arithmetic",
    labels: ["Z1"],
    title: "square",
    statement: "x^2",
    source: { ref: "school" },
    status: "standard",
    expect: "checked",
    formula: (x: number) => x * x,
    evidence: [pointwise],
    mutants: [{ id: "cube", says: "x³", formula: (x: number) => x ** 3 }],
    ...change,
  } as Claim;
}

const options = { seed: 1, budget: "quick" } as const;
const judge = async (c: Claim) => (await judgeClaims([c], options))[0]!;

describe("the runner", () => {
  test("passes a claim whose evidence agrees and whose mutants die", async () => {
    const judged = await judge(claim());
    expect(judged.passed).toBe(true);
    expect(judged.verdict).toMatchObject({ kind: "checked", points: 10 });
    expect(judged.mutants).toMatchObject([{ id: "cube", killed: true }]);
  });

  test("fails a claim with a surviving mutant, however well the claim itself agrees", async () => {
    const judged = await judge(claim({ mutants: [{ id: "same", says: "x·x", formula: (x) => x * x }] }));
    expect(judged.verdict.kind).toBe("checked");
    expect(judged.passed).toBe(false);
    expect(judged.mutants[0]!.killed).toBe(false);
  });

  test("refuses a claim without mutants, without evidence, or with an id used twice", async () => {
    await expect(judge(claim({ mutants: [] }))).rejects.toThrow("no mutant in claim arithmetic/square");
    await expect(judge(claim({ evidence: [] }))).rejects.toThrow("no evidence in claim arithmetic/square");
    await expect(judgeClaims([claim(), claim()], options)).rejects.toThrow("an id used twice");
  });

  test("counts a wrong formula as failed when it claims to hold, and as passed when it is expected to be refuted", async () => {
    const wrong = { formula: (x: number) => 2 * x };
    expect((await judge(claim(wrong))).passed).toBe(false);
    const printed = claim({
      ...wrong,
      expect: "refuted",
      mutants: [{ id: "right", says: "x²", formula: (x) => x * x }],
    });
    expect((await judge(printed)).passed).toBe(true);
  });

  test("does not accept a second wrong formula as the correction of one that is expected to be refuted", async () => {
    const mutants = [{ id: "wrong too", says: "3x", formula: (x: number) => 3 * x }];
    const judged = await judge(claim({ formula: (x) => 2 * x, expect: "refuted", mutants }));
    expect(judged.passed).toBe(false);
  });

  test("repeats a suspicious comparison with ten times the samples and fresh numbers", async () => {
    const scales: number[] = [];
    const suspicious: Evidence<Square> = {
      id: "unlucky",
      says: "a mean that is off by 3.5 standard errors the first time",
      judge(f, { scale }) {
        scales.push(scale);
        return drawnMean("mean", sampleOf(scale === 1 ? 4 + 3.5 : 4.1, 1, 1000), f(2));
      },
    };
    const judged = await judge(claim({ expect: "sampled", evidence: [pointwise, suspicious] }));
    expect(scales.slice(0, 2)).toEqual([1, 10]);
    expect(judged.passed).toBe(true);
    expect(judged.evidence[1]!.finding.message).toContain("Repeated with ten times the samples");
  });

  test("refutes a sampled comparison that stays far off", async () => {
    const off: Evidence<Square> = {
      id: "off",
      says: "8 σ",
      judge: (f) => drawnMean("mean", sampleOf(12, 1, 1000), f(2)),
    };
    expect((await judge(claim({ evidence: [off] }))).verdict.kind).toBe("refuted");
  });

  test("gives every piece of evidence the same numbers whatever else is judged", async () => {
    const draws: number[] = [];
    const random: Evidence<Square> = {
      id: "random",
      says: "a mean of normals",
      judge(f, { rng }) {
        const sample = rng.normals(400);
        draws.push(sample[0]!);
        return drawnMean("mean", sample, f(0));
      },
    };
    const one = claim({ id: "a", evidence: [random, pointwise] });
    const two = claim({ id: "b", evidence: [random, pointwise] });
    await judgeClaims([one, two], options);
    const together = [...new Set(draws)];
    draws.length = 0;
    await judgeClaims([two, one], options);
    expect(new Set(draws)).toEqual(new Set(together));
    expect(together.length).toBe(2);
  });

  test("skips evidence that needs the full budget or a machine, and says so", async () => {
    const long: Evidence<Square> = { ...pointwise, id: "long", budget: "full" };
    const onDigits: Evidence<Square> = { ...pointwise, id: "digits", needs: "machine" };
    const judged = await judge(claim({ evidence: [pointwise, long, onDigits] }));
    expect(judged.skipped).toEqual(["long", "digits"]);
    expect((await judge(claim({ evidence: [onDigits] }))).verdict.kind).toBe("undecided");
  });

  test("sets evidence outside its regime aside: it judges neither the claim nor its mutants, and nothing fails for it", async () => {
    const away: Evidence<Square> = { ...pointwise, id: "away", judge: () => outsideRegime("λ = 2, below 4") };
    const judged = await judge(claim({ evidence: [pointwise, away] }));
    expect(judged.passed).toBe(true);
    expect(judged.outside).toBeUndefined();
    expect(judged.aside).toEqual([{ id: "away", why: "λ = 2, below 4" }]);
    expect(judged.mutants).toMatchObject([{ killed: true }]);
    const alone = await judge(claim({ evidence: [away] }));
    expect(alone.outside).toBe("λ = 2, below 4");
    expect(alone.verdict).toEqual({ kind: "undecided", why: "outside its regime: λ = 2, below 4" });
    expect(alone.mutants).toEqual([]);
    // A formula that is wrong inside the regime is refuted there, whatever stands aside.
    expect((await judge(claim({ formula: (x) => 2 * x, evidence: [away, pointwise] }))).verdict.kind).toBe("refuted");
  });

  test("lets the weakest word name the verdict, an open question outweigh it, and a refutation everything", () => {
    const finding = (verdict: Finding["verdict"]): Finding => ({ verdict, expected: "", found: "", message: "" });
    const checked = finding({ kind: "checked", how: "relative error 1e-3", points: 1 });
    const open = finding({ kind: "undecided", why: "slow" });
    const refuted = finding({ kind: "refuted", counterexample: "x = 1" });
    expect(summarise([checked, open]).kind).toBe("undecided");
    expect(summarise([checked, open, refuted]).kind).toBe("refuted");
    const enumerated = finding({ kind: "enumerated", sizes: ["2×2"] });
    expect(summarise([checked, enumerated]).kind).toBe("checked");
    expect(summarise([enumerated, checked]).kind).toBe("checked");
    expect(summarise([]).kind).toBe("undecided");
  });
});
