/**
 * Annealing and tempering on machines small enough for the whole truth: ⟨w⟩ = Z/Z_0 exactly, by propagating the
 * weighted law of the chains over all states; exchanges that leave the product law in place; intervals that cover.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { packBits } from "../../src/numeric/bits.ts";
import { matrix, maxAbsDifference, multiply } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { chiSquareGoodnessOfFit, independentMean, variance } from "../../src/numeric/statistics/index.ts";
import {
  exactMoments,
  freeEnergy,
  gibbsChain,
  logLikelihoodAis,
  logLikelihoodExact,
  logPartitionAis,
  logPartitionExact,
  logPartitionReverseAis,
  logPartitionSandwich,
  parallelTempering,
  probabilityHiddenOn,
  probabilityVisibleOn,
  Rbm,
  uniformStates,
} from "../../src/rbm/index.ts";
import { createPlainEnsemble } from "../../src/rbm/partition/ensemble.ts";
import { type AnnealingPath, machineAt, pathBetween } from "../../src/rbm/partition/path.ts";
import { annealingPath } from "../../src/rbm/partition/start.ts";
import { exchangeProbability } from "../../src/rbm/partition/tempering.ts";
import { createWasmEnsemble } from "../../src/rbm/partition/wasm-ensemble.ts";
import { allStates, boltzmannLaw, countStates, KINDS, randomRbm, transitions } from "../rbm/small.ts";

const root = Rng.fromSeed(7);

describe.each(KINDS)("the annealing path of a machine of %s visible and %s hidden units", async (...kinds) => {
  const rng = root.child(kinds.join());
  const rbm = randomRbm(rng.child("machine"), 4, 3, kinds);
  const beta = 1.2;
  const path = await annealingPath(rbm, rng.child("path"), { beta }, createPlainEnsemble);
  const v = allStates(4, kinds[0]);

  test("ends at the machine and starts at independent units of known Z", async () => {
    const end = await (await createPlainEnsemble(path, v)).logDensity(1);
    expect(
      maxAbsDifference(
        end,
        freeEnergy(rbm, v, { beta }).map((F) => -beta * F),
      ),
    ).toBeLessThan(1e-12);
    expect(logPartitionExact(machineAt(path, 0))).toBeCloseTo(path.logPartitionStart, 12);
    expect(logPartitionExact(machineAt(path, 1))).toBeCloseTo(boltzmannLaw(rbm, beta).logZ, 12);
  });

  test("gives weights whose mean is exactly Z / Z_0 forward and Z_0 / Z in reverse", async () => {
    const schedule = [0, 0.2, 0.55, 0.8, 1];
    const ratio = Math.exp(logPartitionExact(rbm, { beta }) - path.logPartitionStart);
    expect((await meanWeight(path, schedule)) / ratio).toBeCloseTo(1, 12);
    expect((await meanWeight(path, schedule.toReversed())) * ratio).toBeCloseTo(1, 12);
  });

  test("would give others if the chains moved at the temperature of the step before", async () => {
    const schedule = [0, 0.2, 0.55, 0.8, 1];
    const ratio = Math.exp(logPartitionExact(rbm, { beta }) - path.logPartitionStart);
    const late = await meanWeight(path, schedule, (k) => schedule[k - 1]!);
    expect(Math.abs(late / ratio - 1)).toBeGreaterThan(1e-3);
  });

  test("has the same densities on the fast kernels, and the plain sampler's law of their sweeps", async () => {
    const fast = await createWasmEnsemble()(path, v);
    const plain = await createPlainEnsemble(path, v);
    for (const t of [0, 0.4, 1]) {
      expect(maxAbsDifference(await fast.logDensity(t), await plain.logDensity(t))).toBeLessThan(1e-5);
    }
    expect(fast.states()).toEqual(v);
    const chains = 20_000;
    const same = matrix(
      chains,
      4,
      Float64Array.from({ length: 4 * chains }, (_, k) => v.data[20 + (k % 4)]!),
    );
    const many = await createWasmEnsemble()(path, same);
    const before = await many.sweep(0.6, rng.child("sweep"));
    expect(before[0]).toBeCloseTo((await plain.logDensity(0.6))[5]!, 5);
    const observed = countStates(many.states());
    const expected = kernel(machineAt(path, 0.6)).data.subarray(5 * 16, 6 * 16);
    expect(chiSquareGoodnessOfFit(observed, expected).p).toBeGreaterThan(1e-4);
  });

  test("has exchanges that leave the product of two levels in place", async () => {
    const ensemble = await createPlainEnsemble(path, v);
    const [low, high] = [await ensemble.logDensity(0.3), await ensemble.logDensity(0.7)];
    expect(exchangeError(low, high, exchangeProbability)).toBeLessThan(1e-14);
    const wrong = (x: { low: number; high: number }, y: { low: number; high: number }): number =>
      Math.min(1, Math.exp(x.low + y.high - x.high - y.low)); // the sign the wrong way round
    expect(exchangeError(low, high, wrong)).toBeGreaterThan(1e-3);
  });
});

test("the fast densities hold for many units and for inputs far beyond what float32 exponentials reach", async () => {
  const rng = root.child("extreme");
  for (const size of [0.02, 0.5, 8, 60]) {
    const rbm = randomRbm(rng.child(size), 70, 45, ["binary", "binary"], size);
    const path = pathBetween(new Float64Array(70), rbm);
    const states = uniformStates(33, 70, "binary", rng.child("states"));
    const fast = await (await createWasmEnsemble()(path, states)).logDensity(0.7);
    const plain = await (await createPlainEnsemble(path, states)).logDensity(0.7);
    expect(maxAbsDifference(fast, plain)).toBeLessThan(3e-5 * (1 + size));
  }
});

test("the estimates of 400 short runs have the exact mean, whatever the start", async () => {
  const rng = root.child("unbiased");
  const rbm = randomRbm(rng.child("machine"), 5, 4, ["binary", "spin"]);
  const exact = logPartitionExact(rbm);
  const ratios: number[] = [];
  for (let run = 0; run < 400; run++) {
    const start = run % 2 ? new Float64Array(5) : rng.child("start").child(run).normals(5);
    const { value } = await logPartitionAis(rbm, rng.child(run), { chains: 5, temperatures: 4, start });
    ratios.push(Math.exp(value - exact));
  }
  const { mean, standardError } = independentMean(ratios);
  expect(Math.abs(mean - 1) / standardError).toBeLessThan(4.5);
  expect(standardError).toBeLessThan(0.1);
});

describe("intervals of ln Z", () => {
  const rng = root.child("coverage");
  const rbm = randomRbm(rng.child("machine"), 8, 5, ["binary", "binary"]);
  const exact = logPartitionExact(rbm);

  const start = exactMoments(rbm).visible.map((p) => Math.log(p / (1 - p)));

  test("by forward annealing cover the exact value in 95 ± 4 % of 150 runs", async () => {
    let covered = 0;
    for (let run = 0; run < 150; run++) {
      const { low, high, ess } = await logPartitionAis(rbm, rng.child(run), { chains: 150, temperatures: 6, start });
      expect(ess).toBeGreaterThan(100);
      if (low <= exact && exact <= high) covered++;
    }
    expect(Math.abs(covered / 150 - 0.95)).toBeLessThanOrEqual(0.04);
  });

  test("by reverse annealing cover the exact value in 95 ± 4 % of 150 runs", async () => {
    let covered = 0;
    const tempering = { ladders: 40, burnIn: 8, thin: 2, levels: Float64Array.of(0, 0.5, 1) };
    for (let run = 0; run < 150; run++) {
      const options = { chains: 120, temperatures: 6, tempering, start };
      const { low, high } = await logPartitionReverseAis(rbm, rng.child("reverse").child(run), options);
      if (low <= exact && exact <= high) covered++;
    }
    expect(Math.abs(covered / 150 - 0.95)).toBeLessThanOrEqual(0.04);
  });
});

/** Two opposite states of 2 × 8 spins, separated by a barrier that Gibbs sampling crosses once in e^14 sweeps. */
function bistable(field: number): Rbm {
  const [N, M] = [8, 8];
  const W = matrix(N, M, new Float64Array(N * M).fill(0.45));
  return new Rbm({ W, a: new Float64Array(N).fill(field), units: "spin" });
}

describe("a machine of two states far apart", () => {
  const rbm = bistable(0.05);
  const rng = root.child("bistable");

  test("keeps Gibbs chains where they started, while tempering finds both states in their proportion", async () => {
    const { visible } = exactMoments(rbm);
    const stuck = gibbsChain(rbm, matrix(200, 8, new Float64Array(1600).fill(-1)), 50, rng.child("gibbs")).v;
    expect(meanOf(stuck.data)).toBeLessThan(-0.9);
    const run = await parallelTempering(rbm, rng.child("tempering"), { ladders: 200, burnIn: 60 });
    const perChain = Array.from({ length: 200 }, (_, c) => meanOf(run.states.data.subarray(c * 8, c * 8 + 8)));
    const { mean, standardError } = independentMean(perChain);
    expect(Math.abs(mean - visible[0]!) / standardError).toBeLessThan(4);
    expect(run.arrivals).toBeGreaterThan(2);
    expect(Math.min(...run.acceptance)).toBeGreaterThan(0.2);
    expect(variance(perChain)).toBeGreaterThan(0.5); // both states are there
  });

  test("has ln Z between the bounds, and the sandwich is the exact value", async () => {
    const exact = logPartitionExact(rbm);
    const options = { chains: 100, temperatures: 50, start: new Float64Array(8) };
    const sandwich = await logPartitionSandwich(rbm, rng.child("sandwich"), options);
    expect(sandwich.value).toBe(exact);
    expect([sandwich.low, sandwich.high, sandwich.reliable]).toEqual([exact, exact, true]);
    expect(sandwich.forward.bound).toBeLessThan(exact);
    expect(sandwich.reverse.bound).toBeGreaterThan(exact);
    expect(Math.abs(sandwich.reverse.value - exact)).toBeLessThan(5 * sandwich.reverse.standardError);
  });
});

describe("an estimate says", () => {
  const rng = root.child("says");
  const large = randomRbm(rng.child("machine"), 22, 21, ["binary", "binary"], 0.4);
  /** By enumeration, half a second: computed once. */
  let exact: number;
  beforeAll(() => {
    exact = logPartitionExact(large);
  });

  test("that it is not reliable where the effective sample size is low", async () => {
    const strong = randomRbm(rng.child("strong"), 22, 21, ["binary", "binary"], 2);
    const rough = await logPartitionAis(strong, rng.child("rough"), { chains: 100, temperatures: 2 });
    expect(rough.reliable).toBe(false);
    expect(rough.says).toMatch(/not reliable: effective sample size [\d.]+ below (20|half)/);
    const likelihood = await logLikelihoodAis(large, uniformStates(9, 22, "binary", rng), rng, { logPartition: rough });
    expect(likelihood.reliable).toBe(false);
    expect(likelihood.says).toMatch(/not reliable since ln Z/);
  });

  test.each([0, 1e-9, 1e-3, 0.05])(
    "that it is reliable with the default settings, where couplings are of size %f",
    async (size) => {
      for (const units of ["binary", "spin"] as const) {
        const weak = randomRbm(rng.child(`weak ${size} ${units}`), 12, 9, [units, units], size);
        const found = await logPartitionAis(weak, rng.child("weak"));
        expect(found.says).not.toContain("not reliable");
        expect(found.reliable).toBe(true);
        expect(Math.abs(found.value - logPartitionExact(weak))).toBeLessThan(5 * found.standardError);
        const known = await logPartitionAis(weak, rng.child("known"), { start: weak.a });
        expect(known.reliable).toBe(true);
        expect(Math.abs(known.value - logPartitionExact(weak))).toBeLessThan(5 * known.standardError);
      }
      const wide = randomRbm(rng.child(`wide ${size}`), 24, 21, ["binary", "binary"], size);
      const sandwich = await logPartitionSandwich(wide, rng.child("wide"), { temperatures: 200 });
      expect(sandwich.reliable).toBe(true);
    },
  );

  test("that a handful of chains is too few to judge by, and that one group has no error bar", async () => {
    const few = await logPartitionAis(large, rng.child("few"), { chains: 10, temperatures: 40 });
    expect(few.reliable).toBe(false);
    expect(few.says).toMatch(/below 20/);
    const alone = { chains: 30, temperatures: 20, tempering: { ladders: 1, burnIn: 40 } };
    const single = await logPartitionReverseAis(large, rng.child("alone"), alone);
    expect(single.reliable).toBe(false);
    expect(single.says).toContain("too few independent chains");
  });

  test("that a short run is reliable where its weights are even, and then 95 ± 4 % of its intervals hold ln Z", async () => {
    // The start that every run would find for itself, found once.
    const states = gibbsChain(large, uniformStates(100, 22, "binary", rng.child("start")), 100, rng.child("gibbs")).v;
    const options = { chains: 50, temperatures: 2, start: packBits(states) };
    let [reliable, covered] = [0, 0];
    for (let run = 0; run < 150; run++) {
      const found = await logPartitionAis(large, rng.child("short").child(run), options);
      if (!found.reliable) continue;
      reliable++;
      if (found.low <= exact && exact <= found.high) covered++;
    }
    expect(reliable).toBeGreaterThan(100);
    expect(Math.abs(covered / reliable - 0.95)).toBeLessThanOrEqual(0.04);
  });

  test("that tempering did not renew its states", async () => {
    const options = { chains: 150, temperatures: 30, tempering: { ladders: 150, burnIn: 1 } };
    const { reliable, says } = await logPartitionReverseAis(large, rng.child("cold"), options);
    expect(reliable).toBe(false);
    expect(says).toMatch(/only [\d.]+ states a ladder came all the way/);
  });

  test("for a machine too large to sum, that agreement is evidence and not proof", async () => {
    const sandwich = await logPartitionSandwich(large, rng.child("large"), { chains: 150, temperatures: 40 });
    expect(sandwich.exact).toBeUndefined();
    expect(sandwich.says).toMatch(/evidence and not proof/);
    // 21 units: enumeration still can, the sandwich does not try
    expect(sandwich.low).toBeLessThan(exact);
    expect(sandwich.high).toBeGreaterThan(exact);
    expect(sandwich.reliable).toBe(true);
  });

  test("the likelihood with the error of ln Z in its interval", async () => {
    const rows = uniformStates(50, 22, "binary", rng.child("rows"));
    const found = await logLikelihoodAis(large, rows, rng.child("likelihood"), { chains: 150, temperatures: 40 });
    const likelihood = logLikelihoodExact(large, rows, { logPartition: exact });
    expect(found.low).toBeLessThan(likelihood);
    expect(found.high).toBeGreaterThan(likelihood);
    expect(found.high - found.low).toBeLessThan(0.5);
  });
});

test("annealing is the same for the same seed", async () => {
  const rbm = randomRbm(root.child("same"), 6, 5, ["spin", "spin"]);
  const run = async (seed: number): Promise<unknown> =>
    logPartitionReverseAis(rbm, Rng.fromSeed(seed), { chains: 20, temperatures: 10 });
  expect(await run(1)).toEqual(await run(1));
  expect(await run(2)).not.toEqual(await run(1));
});

test("settings that cannot be are refused", async () => {
  const rbm = randomRbm(root.child("refused"), 4, 3, ["binary", "binary"]);
  const refusal = (options: object): Promise<unknown> => logPartitionAis(rbm, root, options);
  await expect(refusal({ chains: 1 })).rejects.toThrow(/1 for chains/);
  await expect(refusal({ temperatures: 0 })).rejects.toThrow(/0 for temperatures/);
  await expect(refusal({ temperatures: Float64Array.of(0, 0.5, 0.4, 1) })).rejects.toThrow(/rising points from 0 to 1/);
  await expect(refusal({ start: new Float64Array(3) })).rejects.toThrow(/a start of 3 units, expected 4/);
});

/** Σ over all paths of probability times weight, with the sweeps at `moveAt(k)` instead of schedule[k] for mutants. */
async function meanWeight(
  path: AnnealingPath,
  schedule: readonly number[],
  moveAt: (k: number) => number = (k) => schedule[k]!,
): Promise<number> {
  const v = allStates(path.target.visible, path.target.visibleUnits);
  const ensemble = await createPlainEnsemble(path, v);
  const logZ = logPartitionExact(machineAt(path, schedule[0]!));
  const first = await ensemble.logDensity(schedule[0]!);
  let law = matrix(
    1,
    v.rows,
    first.map((x) => Math.exp(x - logZ)),
  );
  for (let k = 1; k < schedule.length; k++) {
    const [now, next] = [await ensemble.logDensity(schedule[k - 1]!), await ensemble.logDensity(schedule[k]!)];
    law = matrix(
      1,
      v.rows,
      law.data.map((p, s) => p * Math.exp(next[s]! - now[s]!)),
    );
    if (k + 1 < schedule.length) law = multiply(law, kernel(machineAt(path, moveAt(k))));
  }
  return law.data.reduce((s, p) => s + p, 0);
}

/** Transition matrix of one Gibbs sweep on the visible states; its parts are held against the sampler elsewhere. */
function kernel(rbm: Rbm): ReturnType<typeof matrix> {
  const v = allStates(rbm.visible, rbm.visibleUnits);
  const h = allStates(rbm.hidden, rbm.hiddenUnits);
  return multiply(transitions(probabilityHiddenOn(rbm, v), h), transitions(probabilityVisibleOn(rbm, h), v));
}

/** |pT − p|₁ for T = "exchange the states of the two levels with that probability". */
function exchangeError(low: Float64Array, high: Float64Array, accept: typeof exchangeProbability): number {
  const normalised = (x: Float64Array): Float64Array => {
    const p = x.map(Math.exp);
    const sum = p.reduce((s, y) => s + y, 0);
    return p.map((y) => y / sum);
  };
  const [p, q] = [normalised(low), normalised(high)];
  let error = 0;
  p.forEach((_, i) => {
    q.forEach((_, j) => {
      const at = (s: number): { low: number; high: number } => ({ low: low[s]!, high: high[s]! });
      const leave = p[i]! * q[j]! * accept(at(i), at(j));
      const arrive = p[j]! * q[i]! * accept(at(j), at(i));
      error += Math.abs(arrive - leave);
    });
  });
  return error;
}

function meanOf(x: Float64Array): number {
  return x.reduce((s, y) => s + y, 0) / x.length;
}
