/** The comparisons compute what they say: errors with their scale, p-values by Student's law, and never take nonsense for agreement. */
import { describe, expect, test } from "vitest";
import {
  agree,
  bounded,
  chainAgainst,
  drawnBounds,
  drawnCounts,
  drawnLaw,
  drawnMean,
  drawnMeans,
  drawnOrder,
  drawnShare,
  drawnSlope,
  logMeanAgainst,
  onMachine,
  pairsOf,
  regime,
  sameLaw,
  vanishes,
} from "../../src/lab/comparisons/index.ts";
import { normalCdf, studentTwoSided } from "../../src/numeric/index.ts";
import { Rng } from "../../src/numeric/random.ts";

const exact = { allowed: 1e-12, because: "rounding" };
const rng = Rng.fromSeed(20261201);

describe("pairs", () => {
  test("agree relative to the larger of the two, relative to the largest of all, or in the unit of the quantity", () => {
    const pairs = [
      { expected: 100, found: 101 },
      { expected: 1, found: 1.5 },
    ];
    const errorOf = (unit: "relative" | "scale" | "absolute") =>
      agree("x", pairs, { allowed: 2, because: "test", unit }).verdict;
    expect(errorOf("relative")).toMatchObject({ kind: "regime", worst: 0.5 / 1.5 });
    expect(errorOf("scale")).toMatchObject({ kind: "regime", worst: 1 / 101 });
    expect(agree("x", pairs, { allowed: 2, because: "test", unit: "absolute" }).verdict).toMatchObject({
      kind: "checked",
      error: 1,
      allowed: 2,
    });
  });

  test("says where the worst error was met, with both numbers and the reason of the allowance", () => {
    const { message, verdict } = agree(
      "rate",
      [
        { at: "k = 1", expected: 2, found: 2 },
        { at: "k = 2", expected: 4, found: 4.02 },
      ],
      { allowed: 0.01, because: "an Euler step of 0.01" },
    );
    expect(verdict).toMatchObject({ kind: "checked", points: 2, because: "an Euler step of 0.01" });
    expect(message).toContain("at k = 2: 4.02 for 4");
    expect(message).toContain("allowed 0.01: an Euler step of 0.01");
  });

  test("refute beyond the allowance, for NaN and for infinite values on either side", () => {
    expect(agree("x", [{ expected: 1, found: 1.1 }], exact).verdict.kind).toBe("refuted");
    for (const bad of [Number.NaN, Infinity, -Infinity]) {
      expect(agree("x", [{ expected: 1, found: bad }], exact).verdict.kind).toBe("refuted");
      expect(agree("x", [{ expected: bad, found: bad }], exact).verdict.kind).toBe("refuted");
    }
  });

  test("call what is allowed to be a tenth off a regime, in whatever unit", () => {
    const pair = [{ expected: 2, found: 2 }];
    expect(agree("x", pair, { allowed: 0.1, because: "rough" }).verdict.kind).toBe("regime");
    expect(agree("x", pair, { allowed: 0.2, because: "rough", unit: "absolute" }).verdict.kind).toBe("regime");
    expect(agree("x", pair, { allowed: 0.19, because: "rough", unit: "absolute" }).verdict.kind).toBe("checked");
  });

  test("are enumerated where all states of machines of named sizes were summed over", () => {
    const sizes = ["2×2"];
    expect(agree("x", [{ expected: 1, found: 1 }], { ...exact, sizes }).verdict).toEqual({ kind: "enumerated", sizes });
  });

  test.each([
    ["no pair", () => agree("x", [], exact), "nothing to compare"],
    ["no reason", () => agree("x", [{ expected: 1, found: 1 }], { allowed: 1, because: " " }), "without a reason"],
    [
      "an endless allowance",
      () => agree("x", [{ expected: 1, found: 1 }], { allowed: Infinity, because: "?" }),
      "Infinity",
    ],
    ["a negative one", () => agree("x", [{ expected: 1, found: 1 }], { allowed: -1, because: "?" }), "-1"],
    ["arrays of unlike length", () => pairsOf([1, 2], [1]), "2 expected values with 1 found"],
  ])("stop the run for %s", (_name, call, found) => {
    expect(call).toThrowError(expect.objectContaining({ code: "claim", found: expect.stringContaining(found) }));
  });
});

describe("residuals", () => {
  test("count by their modulus: a large negative one is no agreement", () => {
    expect(vanishes("x", [0, -0.7], exact).verdict.kind).toBe("refuted");
    expect(vanishes("x", [-Infinity], exact).verdict.kind).toBe("refuted");
    expect(vanishes("x", [1e-13, -1e-13], exact).verdict).toMatchObject({ kind: "checked", error: 1e-13, points: 2 });
  });

  test("have no scale of their own, so only rounding is allowed", () => {
    expect(() => vanishes("x", [0], { allowed: 0.02, because: "a draw" })).toThrow("residuals that may be 0.02");
  });
});

test("bounds hold up to rounding only, at an infinite bound trivially, and never for NaN", () => {
  const at = (lower: number, upper: number) => bounded("b", [{ lower, upper }], exact).verdict.kind;
  expect(at(1, 1 + 1e-9)).toBe("checked");
  expect(at(1, 1 - 1e-9)).toBe("refuted");
  expect(at(1, Infinity)).toBe("checked");
  expect(at(-Infinity, 1)).toBe("checked");
  expect(at(Infinity, Infinity)).toBe("refuted");
  expect(at(Number.NaN, 1)).toBe("refuted");
  expect(() => bounded("b", [{ lower: 1, upper: 0.9 }], { allowed: 0.1, because: "noise" })).toThrow("passed by 0.1");
});

describe("drawn means", () => {
  const sample = Float64Array.from({ length: 20 }, (_, k) => k % 5);

  test("are tested by Student's law with the sample's own error", () => {
    // mean 2, unbiased variance 40/19, so the standard error is √(2/19)
    const z = (2 - 1) / Math.sqrt(2 / 19);
    const finding = drawnMean("x", sample, 1);
    expect(finding.p).toBeCloseTo(studentTwoSided(z, 19), 14);
    expect(finding.verdict).toMatchObject({ kind: "sampled", ess: 20 });
    expect((finding.verdict as { z: number }).z).toBeCloseTo(z, 12);
  });

  test("take off a systematic difference before the test, on both sides", () => {
    const z = (2 - 1 - 0.4) / Math.sqrt(2 / 19);
    const systematic = { size: 0.4, because: "finite size" };
    expect(drawnMean("x", sample, 1, systematic).p).toBeCloseTo(studentTwoSided(z, 19), 14);
    expect(drawnMean("x", sample, 3, systematic).p).toBeCloseTo(studentTwoSided(z, 19), 14);
    expect(drawnMean("x", sample, 2.3, systematic).p).toBe(1);
  });

  test("pay for their number with the smallest p-value", () => {
    const one = drawnMean("x", sample, 1).p!;
    const cases = [2, 1, 2].map((predicted) => ({ sample, predicted }));
    expect(drawnMeans("x", cases).p).toBeCloseTo(3 * one, 14);
  });

  test("decide nothing with fewer than 16 values or without scatter, and are refuted by what is not finite", () => {
    expect(drawnMean("x", sample.slice(0, 15), 2).verdict.kind).toBe("undecided");
    expect(drawnMean("x", new Float64Array(50).fill(1), 1).verdict.kind).toBe("undecided");
    expect(drawnMean("x", sample.with(3, Number.NaN), 2).verdict.kind).toBe("refuted");
    expect(drawnMean("x", sample, Number.NaN).verdict.kind).toBe("refuted");
  });

  test("refuse a systematic difference without size or reason", () => {
    expect(() => drawnMean("x", sample, 2, { size: Infinity, because: "?" })).toThrow("Infinity");
    expect(() => drawnMean("x", sample, 2, { size: 1, because: "" })).toThrow("without a reason");
  });

  test("p is uniform when the prediction is right", () => {
    const p = Array.from({ length: 400 }, (_, k) => drawnMean("x", rng.child(k).normals(16), 0).p!);
    expect(drawnLaw("p", p, (t) => t).p).toBeGreaterThan(1e-3);
  });

  test("bounds are one-sided and name exactly one side", () => {
    const tail = studentTwoSided(1 / Math.sqrt(2 / 19), 19) / 2;
    expect(drawnBounds("x", [{ sample, atMost: 1 }]).p).toBeCloseTo(tail, 14);
    expect(drawnBounds("x", [{ sample, atMost: 3 }]).p).toBeCloseTo(1 - tail, 14);
    expect(drawnBounds("x", [{ sample, atLeast: 3 }]).p).toBeCloseTo(tail, 14);
    expect(() => drawnBounds("x", [{ sample }])).toThrow("no bound or with both");
    expect(() => drawnBounds("x", [{ sample, atMost: 1, atLeast: 0 }])).toThrow("no bound or with both");
  });
});

describe("chains and weights", () => {
  /** x' = ρx + √(1 − ρ²)·normal: variance 1, autocorrelation time (1 + ρ)/(1 − ρ). */
  function autoregressive(stream: Rng, n: number, rho: number): Float64Array {
    const noise = stream.normals(n);
    const x = new Float64Array(n);
    for (let k = 0; k < n; k++) x[k] = rho * (x[k - 1] ?? noise[0]!) + Math.sqrt(1 - rho * rho) * noise[k]!;
    return x;
  }

  test("a chain counts by its effective sample size, and a short or sticky one decides nothing", () => {
    const finding = chainAgainst("x", autoregressive(rng.child("chain"), 20_000, 0.9), 0);
    const { ess } = finding.verdict as { ess: number };
    expect(ess).toBeGreaterThan(20_000 / 19 / 1.5);
    expect(ess).toBeLessThan((20_000 / 19) * 1.5);
    expect(chainAgainst("x", autoregressive(rng.child("chain"), 1000, 0.99), 0).verdict.kind).toBe("undecided");
    expect(chainAgainst("x", [1, 2, 3], 0).verdict.kind).toBe("undecided");
    expect(chainAgainst("x", [1, Number.NaN], 0).verdict.kind).toBe("refuted");
  });

  test("the logarithm of a mean weight has the error of that mean", () => {
    // ln of the mean of e^w for normal w of variance s² is s²/2.
    const weights = rng.child("weights").normals(4000, 0.5);
    expect(logMeanAgainst("ln Z", weights, 0.125).p).toBeGreaterThan(1e-3);
    expect(logMeanAgainst("ln Z", weights, 0).p).toBeLessThan(1e-9);
    expect(logMeanAgainst("ln Z", [0, ...new Array<number>(30).fill(-50)], 0).verdict.kind).toBe("undecided");
  });
});

describe("laws", () => {
  const normals = rng.child("normals").normals(2000);

  test("of values by Kolmogorov–Smirnov, against a law and against each other", () => {
    expect(drawnLaw("normal", normals, normalCdf).p).toBeGreaterThan(1e-3);
    expect(drawnLaw("wider", normals, (x) => normalCdf(x / 1.3)).p).toBeLessThan(1e-5);
    expect(sameLaw("normal", normals, rng.child("others").normals(1500)).p).toBeGreaterThan(1e-3);
    expect(sameLaw("wider", normals, rng.child("others").normals(1500, 1.5)).p).toBeLessThan(1e-9);
    expect(drawnLaw("few", normals.slice(0, 99), normalCdf).verdict.kind).toBe("undecided");
    expect(sameLaw("few", normals, normals.slice(0, 99)).verdict.kind).toBe("undecided");
    expect(drawnLaw("NaN", normals.with(0, Number.NaN), normalCdf).verdict.kind).toBe("refuted");
  });

  test("of counts by χ²", () => {
    expect(drawnCounts("coin", [510, 490], [0.5, 0.5]).p).toBeCloseTo(0.527_089, 5);
    expect(drawnCounts("coin", [900, 100], [0.5, 0.5]).p).toBeLessThan(1e-50);
    expect(drawnCounts("few", [50, 49], [0.5, 0.5]).verdict.kind).toBe("undecided");
  });

  test("of a share by the exact binomial law", () => {
    const outcomes = (k: number, n: number) => Array.from({ length: n }, (_, i) => i < k);
    // P(K ≥ 9 of 10) = 11/1024 for a fair coin.
    expect(drawnShare("coin", outcomes(9, 10), { atMost: 0.5 }).p).toBeCloseTo(11 / 1024, 12);
    expect(drawnShare("coin", outcomes(1, 10), { atLeast: 0.5 }).p).toBeCloseTo(11 / 1024, 12);
    expect(drawnShare("coin", outcomes(9, 10), { equals: 0.5 }).p).toBeCloseTo(22 / 1024, 12);
    expect(drawnShare("two agree", outcomes(2, 2), { atLeast: 0.5 }).message).toContain("2 of 2");
    expect(() => drawnShare("coin", [], { equals: 0.5 })).toThrow("no outcome");
    expect(() => drawnShare("coin", [true], { equals: 1.5 })).toThrow("1.5");
    expect(() => drawnShare("coin", [true], {})).toThrow("0 probabilities");
  });
});

describe("slopes", () => {
  const x = [1, 2, 4, 8];
  const replicates = Array.from({ length: 30 }, (_, k) => {
    const noise = rng.child("slopes").child(k).normals(4, 0.05);
    return x.map((t, i) => 3 * t ** -2 * Math.exp(noise[i]!));
  });

  test("have their error bar from replicates", () => {
    expect(drawnOrder("order", { x, replicates }, -2).p).toBeGreaterThan(1e-3);
    expect(drawnOrder("order", { x, replicates }, -1.9).p).toBeLessThan(1e-5);
    const lines = replicates.map((y) => y.map(Math.log));
    const logs = x.map(Math.log);
    expect(drawnSlope("slope", { x: logs, replicates: lines }, -2).p).toBeCloseTo(
      drawnOrder("order", { x, replicates }, -2).p!,
      10,
    );
  });

  test("refuse curves of another length and are refuted by what is not finite", () => {
    expect(() => drawnSlope("slope", { x, replicates: [[1, 2]] }, 1)).toThrow("2 values over 4 abscissae");
    const spoilt = [[1, 2, Number.NaN, 3], ...replicates.slice(1)];
    expect(drawnSlope("slope", { x, replicates: spoilt }, 1).verdict.kind).toBe("refuted");
  });
});

describe("regimes", () => {
  const where = "small couplings";

  test("hold within their share, on numbers", () => {
    const at = (found: number) => regime("r", [{ expected: 10, found }], { within: 0.2, where }).verdict;
    expect(at(11.9)).toMatchObject({ kind: "regime", within: 0.2, where });
    expect(at(12.1).kind).toBe("refuted");
    expect(at(Number.NaN).kind).toBe("refuted");
  });

  test("are tested one-sided with the error bar of what is drawn", () => {
    const sample = (mean: number) =>
      rng
        .child("regime")
        .normals(400, 1)
        .map((t) => t + mean);
    const p = (mean: number) => regime("r", [{ expected: 10, found: sample(mean) }], { within: 0.2, where }).p!;
    expect(p(11)).toBeGreaterThan(0.5);
    expect(p(13)).toBeLessThan(1e-9);
    const few = [{ expected: 10, found: [1, 2, 3] }];
    expect(regime("r", few, { within: 0.2, where }).verdict.kind).toBe("undecided");
  });

  test("need a share and a point", () => {
    expect(() => regime("r", [], { within: 0.2, where })).toThrow("nothing to compare");
    expect(() => regime("r", [{ expected: 1, found: 1 }], { within: 0, where })).toThrow("within 0");
  });
});

test("agreement on a trained machine is measured there, a refutation stays one", () => {
  const pair = (found: number) => agree("x", [{ expected: 1, found }], exact);
  expect(onMachine("m", pair(1)).verdict).toEqual({ kind: "measured", on: "m" });
  expect(onMachine("m", pair(2)).verdict.kind).toBe("refuted");
  const rough = regime("r", [{ expected: 1, found: 1.1 }], { within: 0.2, where: "here" });
  expect(onMachine("m", rough).verdict).toEqual({ kind: "measured", on: "m", within: 0.2 });
});
