/** Wrong claims, and claims whose evidence tells nothing: none of them passes as what it says it is. */
import { describe, expect, test } from "vitest";
import { BoltzproofError } from "../../src/errors.ts";
import { agree, chainAgainst, drawnMean, drawnShare, regime, vanishes } from "../../src/lab/comparisons/index.ts";
import { judgeClaims } from "../../src/lab/runner.ts";
import type { Claim, Evidence, Finding, JudgedClaim, Mutant } from "../../src/lab/types.ts";

type Rate = (x: number) => number;

/** The truth is 2x. */
const truth: Rate = (x) => 2 * x;
const POINTS = [1, 2, 3];
const exact = { allowed: 1e-12, because: "rounding" };

function claimOf(formula: Rate, judge: Evidence<Rate>["judge"], change: Partial<Claim<Rate>> = {}): Claim {
  return {
    id: "planted/rate",
    room: "planted",
    labels: [],
    title: "a rate",
    statement: "2x",
    source: { ref: "planted" },
    status: "standard",
    expect: "checked",
    formula,
    evidence: [{ id: "evidence", says: "2x at three points", judge }],
    mutants: [{ id: "square", says: "x²", formula: (x: number) => x * x + 7 }],
    ...change,
  } as Claim;
}

async function judged(claim: Claim, seed = 1): Promise<JudgedClaim> {
  return (await judgeClaims([claim], { seed, budget: "quick" }))[0]!;
}

const against =
  (allowed: number): Evidence<Rate>["judge"] =>
  (f) =>
    agree(
      "rate",
      POINTS.map((x) => ({ expected: f(x), found: truth(x) })),
      { allowed, because: "planted" },
    );

test("the right claim with honest evidence passes", async () => {
  expect((await judged(claimOf(truth, against(1e-12)))).passed).toBe(true);
});

describe("does not pass", () => {
  test("a formula compared with itself", async () => {
    const itself: Evidence<Rate>["judge"] = (f) =>
      agree(
        "rate",
        POINTS.map((x) => ({ expected: f(x), found: f(x) })),
        exact,
      );
    const alone = await judged(claimOf((x) => 3 * x, itself));
    expect(alone.passed).toBe(false);
    expect(alone.verdict.kind).toBe("undecided");
    // Nor beside evidence that kills the mutant.
    const other: Evidence<Rate> = {
      id: "other",
      says: "below 10 at x = 3",
      judge: (f) => agree("rate", [{ expected: f(3), found: Math.min(f(3), 9) }], exact),
    };
    const both = claimOf((x) => 3 * x, itself, {
      evidence: [{ id: "itself", says: "itself", judge: itself }, other] as Claim<Rate>["evidence"],
    });
    const { verdict, evidence } = await judged(both);
    expect(verdict.kind).toBe("undecided");
    expect(evidence.find((e) => e.id === "itself")!.finding.message).toContain("does not look at the formula");
  });

  test("a residual of the formula against itself, however it is scaled", async () => {
    const itself: Evidence<Rate>["judge"] = (f) =>
      vanishes(
        "rate",
        POINTS.map((x) => f(x) - f(x)),
        exact,
      );
    expect((await judged(claimOf((x) => 3 * x, itself))).verdict.kind).toBe("undecided");
  });

  test("a constant 30 % off, or a rate 18 % off, as checked: a wide allowance is a regime", async () => {
    for (const [wrong, allowed] of [
      [1.3, 0.5],
      [1.18, 0.2],
    ] as const) {
      const found = await judged(claimOf((x) => wrong * 2 * x, against(allowed)));
      expect(found.verdict.kind).toBe("regime");
      expect(found.passed).toBe(false);
    }
  });

  test.each([Number.NaN, Infinity, -Infinity, -0.7])("an error of %s", async (error) => {
    const told = await judged(claimOf(truth, () => vanishes("error", [error], exact)));
    expect(told.verdict.kind).toBe("refuted");
  });

  test("a finding that the evidence made up, whatever it says", async () => {
    const made = (verdict: Finding["verdict"]): Finding => ({
      verdict,
      expected: "x",
      found: "x",
      message: "x",
      p: 0.5,
    });
    for (const verdict of [
      { kind: "sampled", z: 0, ess: 1e9, falseAlarm: 1e-5 },
      { kind: "sampled", z: 0, ess: Number.NaN, falseAlarm: 1e-5 },
      { kind: "checked", how: "16 digits", points: 2 },
    ] as const) {
      const { passed, verdict: found } = await judged(
        claimOf(
          (x) => 3 * x,
          () => made(verdict),
          { expect: verdict.kind },
        ),
      );
      expect(passed).toBe(false);
      expect(found.kind).toBe("undecided");
    }
  });

  test("a computed finding whose numbers were changed afterwards", async () => {
    const changed: Evidence<Rate>["judge"] = (f) =>
      ({ ...against(1e-12)(f, {} as never), verdict: { kind: "checked", how: "", points: 3 } }) as Finding;
    expect((await judged(claimOf((x) => 3 * x, changed))).passed).toBe(false);
  });

  test("agreement at two of two points as many digits: it is a share of two outcomes", async () => {
    const both: Evidence<Rate>["judge"] = (f) =>
      drawnShare(
        "agreements",
        [1, 2].map((x) => Math.abs(f(x) - truth(x)) < 1),
        { atLeast: 0.9 },
      );
    const found = await judged(claimOf((x) => 2.2 * x, both));
    expect(found.verdict.kind).not.toBe("checked");
    expect(found.passed).toBe(false);
  });

  test("physics that is 10 % off behind an exact identity", async () => {
    const identity: Evidence<Rate> = {
      id: "identity",
      says: "odd",
      judge: (f) => vanishes("f(x) + f(−x)", [f(1) + f(-1)], exact),
    };
    const physics: Evidence<Rate> = { id: "physics", says: "2x", judge: against(0.15) };
    const wrong = claimOf((x) => 2.2 * x, against(1), { evidence: [identity, physics] });
    const found = await judged(wrong);
    expect(found.verdict.kind).not.toBe("checked");
    expect(found.passed).toBe(false);
  });

  test("one draw held to a fixed limit", async () => {
    const oneDraw: Evidence<Rate>["judge"] = (f, { rng }) =>
      agree("rate", [{ expected: f(1), found: truth(1) + 1e-3 * rng.normal() }], {
        allowed: 0.01,
        because: "it fitted",
      });
    const found = await judged(claimOf(truth, oneDraw));
    expect(found.verdict.kind).toBe("undecided");
    expect(found.evidence[0]!.finding.message).toContain("judged by its law");
  });

  test("a mutant that only makes the evidence refuse, unless it is one that leaves the domain", async () => {
    const refusing: Rate = () => {
      throw new BoltzproofError("domain", { found: "x", expected: "y", advice: "z" });
    };
    const mutants = (m: Partial<Mutant<Rate>>) => [{ id: "refuses", says: "no value", formula: refusing, ...m }];
    const alive = await judged(claimOf(truth, against(1e-12), { mutants: mutants({}) }));
    expect(alive.mutants[0]).toMatchObject({
      killed: false,
      message: expect.stringContaining("refused, not measured"),
    });
    expect(alive.passed).toBe(false);
    const meant = await judged(claimOf(truth, against(1e-12), { mutants: mutants({ leavesDomain: true }) }));
    expect(meant.passed).toBe(true);
  });

  test("a sample too small or too sticky to tell", async () => {
    const few: Evidence<Rate>["judge"] = (f, { rng }) =>
      drawnMean(
        "mean",
        rng.normals(10, 1e-3).map((t) => t + 2),
        f(1),
      );
    expect((await judged(claimOf(truth, few, { expect: "sampled" }))).verdict.kind).toBe("undecided");
    const sticky: Evidence<Rate>["judge"] = (f, { rng }) => {
      let x = 0;
      return chainAgainst(
        "mean",
        rng.normals(500, 0.01).map((t) => {
          x = 0.999 * x + t;
          return 2 + x;
        }),
        f(1),
      );
    };
    expect((await judged(claimOf(truth, sticky, { expect: "sampled" }))).verdict.kind).toBe("undecided");
  });
});

test("a supporting line that is against its claim fails it, and leaves its verdict standing", async () => {
  const support: Evidence<Rate> = {
    id: "full",
    says: "on a larger machine",
    budget: "full",
    judge: (f) => agree("rate", [{ expected: f(1), found: 5 }], exact),
  };
  const main: Evidence<Rate> = { id: "main", says: "2x", judge: against(1e-12) };
  const claim = claimOf(truth, against(1e-12), { evidence: [main, support] });
  const [found] = await judgeClaims([claim], { seed: 1, budget: "full" });
  expect(found!.verdict.kind).toBe("checked");
  expect(found!.evidence.map((e) => e.role)).toEqual(["main", "support"]);
  expect(found!.passed).toBe(false);
});

test("a mutant that a drawn comparison kills says with what probability fresh numbers would", async () => {
  const mean =
    (n: number): Evidence<Rate>["judge"] =>
    (f, { rng }) =>
      drawnMean(
        "mean",
        rng.normals(n, 1).map((t) => t + 2),
        f(1),
      );
  const mutants = [{ id: "3x", says: "3x", formula: (x: number) => 3 * x }];
  const powerAt = async (n: number) =>
    (await judged(claimOf(truth, mean(n), { expect: "sampled", mutants }))).mutants[0]!.power;
  expect(await powerAt(1000)).toBeGreaterThan(1 - 1e-6);
  expect(await powerAt(40)).toBeLessThan(1 - 1e-6);
});

test("evidence on names and not on numbers is known by a mutant that it tells from the claim", async () => {
  const naming = (name: string): Rate => (() => name) as unknown as Rate;
  const judge: Evidence<Rate>["judge"] = (f) =>
    agree("name", [{ expected: (f(1) as unknown) === "shape" ? 1 : 2, found: 1 }], exact);
  const lines = ["first", "second"].map((id) => ({ id, says: "the name", judge }));
  const mutants = [{ id: "details", says: "the other name", formula: naming("details") }];
  const claim = claimOf(naming("shape"), judge, { evidence: lines as Claim<Rate>["evidence"], mutants });
  expect((await judged(claim)).passed).toBe(true);
});

test("a regime that is claimed as one passes, with its share in the verdict", async () => {
  const rough: Evidence<Rate>["judge"] = (f) =>
    regime("rate", [{ expected: f(1), found: 2.2 }], { within: 0.2, where: "x near 1" });
  const found = await judged(claimOf(truth, rough, { expect: "regime" }));
  expect(found.verdict).toMatchObject({ kind: "regime", within: 0.2, where: "x near 1" });
  expect(found.passed).toBe(true);
});
