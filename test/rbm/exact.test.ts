import { describe, expect, test } from "vitest";
import { packBits } from "../../src/numeric/bits.ts";
import { type Matrix, matrix, matrixFromRows, maxAbsDifference, multiplyTransposed } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { enumerationOf, exponentialInputs, inputsOf, plainInputs } from "../../src/rbm/exact/enumerate.ts";
import { logPartitionOf } from "../../src/rbm/exact/partition.ts";
import {
  exactCovariance,
  exactGradient,
  exactMoments,
  freeEnergy,
  type Gradient,
  gibbsChain,
  logLikelihoodExact,
  logPartitionExact,
  Rbm,
  sampleHiddenGivenVisible,
  singularModes,
  uniformStates,
} from "../../src/rbm/index.ts";
import { tinyMachine, trainedMachine } from "./golden.ts";
import { allStates, boltzmannLaw, KINDS, randomRbm, rowSums } from "./small.ts";

const rng = Rng.fromSeed(2);

describe.each(KINDS)("exact sums over a machine of %s visible and %s hidden units", (...kinds) => {
  const beta = 1.3;

  test.each([
    [6, 4],
    [4, 6],
    [1, 3],
    [3, 3],
  ])("agree with the sum over all joint states at %d×%d", (N, M) => {
    const rbm = randomRbm(rng.child(`${kinds} ${N} ${M}`), N, M, kinds);
    const law = boltzmannLaw(rbm, beta);
    const moments = exactMoments(rbm, { beta });
    const joint = jointMoments(law);
    expect(Math.abs(logPartitionExact(rbm, { beta }) - law.logZ)).toBeLessThan(1e-13 * Math.max(1, law.logZ));
    expect(moments.logPartition).toBeCloseTo(law.logZ, 12);
    expect(maxAbsDifference(moments.visible, joint.mean.subarray(0, N))).toBeLessThan(1e-13);
    expect(maxAbsDifference(moments.hidden, joint.mean.subarray(N))).toBeLessThan(1e-13);
    const products = matrix(N, M);
    for (let i = 0; i < N; i++) {
      for (let j = 0; j < M; j++) products.data[i * M + j] = joint.second.data[i * (N + M) + N + j]!;
    }
    expect(maxAbsDifference(moments.products.data, products.data)).toBeLessThan(1e-13);
    const covariance = joint.second.data.map(
      (x, k) => x - joint.mean[Math.floor(k / (N + M))]! * joint.mean[k % (N + M)]!,
    );
    expect(maxAbsDifference(exactCovariance(rbm, { beta }).data, covariance)).toBeLessThan(1e-13);
  });

  test("give the gradient of the likelihood, as finite differences confirm to 1e-8", () => {
    const rbm = randomRbm(rng.child(`gradient ${kinds}`), 5, 3, kinds);
    const data = uniformStates(7, 5, kinds[0], rng.child("data"));
    const gradient = exactGradient(rbm, data, { beta });
    const numeric = differences(rbm, (r) => logLikelihoodExact(r, data, { beta }));
    expect(maxAbsDifference(gradient.W.data, numeric.W.data)).toBeLessThan(1e-8);
    expect(maxAbsDifference(gradient.a, numeric.a)).toBeLessThan(1e-8);
    expect(maxAbsDifference(gradient.b, numeric.b)).toBeLessThan(1e-8);
    expect(Math.max(...gradient.W.data.map(Math.abs))).toBeGreaterThan(0.01);
  });
});

describe("the likelihood", () => {
  const rbm = randomRbm(rng.child("likelihood"), 8, 5, ["binary", "binary"]);

  test("sums to one over all visible states", () => {
    const logZ = logPartitionExact(rbm);
    const all = freeEnergy(rbm, allStates(8, "binary")).reduce((s, F) => s + Math.exp(-F - logZ), 0);
    expect(all).toBeCloseTo(1, 13);
  });

  test("is the mean of ln P(v), for bits and for rows alike", () => {
    const data = uniformStates(300, 8, "binary", rng.child("rows"));
    const P = rowSums(boltzmannLaw(rbm).P);
    let mean = 0;
    for (let r = 0; r < 300; r++) mean += Math.log(P[codeOf(data, r)]!) / 300;
    expect(logLikelihoodExact(rbm, data)).toBeCloseTo(mean, 12);
    expect(logLikelihoodExact(rbm, packBits(data))).toBeCloseTo(mean, 12);
  });
});

describe("the fast and the plain enumeration", () => {
  test("agree to 1e-13 of ln Z while exponentials fit", () => {
    for (let t = 0; t < 10; t++) {
      const e = enumerationOf(randomRbm(rng.child("fast").child(t), 40, 9, ["binary", "binary"], 2), 1, 20);
      const plain = logPartitionOf(e, plainInputs(e));
      expect(Math.abs(logPartitionOf(e, exponentialInputs(e)) / plain - 1)).toBeLessThan(1e-13);
    }
  });

  test("change over before exponentials overflow, and ln Z = 4000 + ln 2 comes out", () => {
    const rbm = new Rbm({ W: matrixFromRows([[2000], [2000]]) });
    const e = enumerationOf(rbm, 1, 20);
    expect(inputsOf(e).start).toBe(e.largeBias); // the plain one keeps inputs as they are
    expect(logPartitionExact(rbm)).toBe(4000);
    expect(exactMoments(rbm).products.data[0]).toBeCloseTo(1, 14);
  });

  test("hold at the limit of the fast one, inputs of ±590", () => {
    const rbm = new Rbm({
      W: matrixFromRows([
        [290, 300],
        [-290, -300],
        [290, 300],
      ]),
    });
    expect(logPartitionExact(rbm)).toBeCloseTo(boltzmannLaw(rbm).logZ, 11);
  });
});

test("enumeration refuses a machine whose smaller layer is too large, and says what to do", () => {
  const zero = (N: number, M: number): Rbm => new Rbm({ W: matrix(N, M) });
  expect(() => logPartitionExact(zero(30, 26))).toThrow(/30×26 units, expected at most 25.*logPartitionAis/);
  expect(() => exactMoments(zero(21, 30))).toThrow(/at most 20/);
  expect(() => exactCovariance(zero(700, 19))).toThrow(/exactMoments/);
});

test("a machine without couplings has ln Z = Σ ln(1 + e^a) + Σ ln(1 + e^b)", () => {
  const [a, b] = [rng.child("a").normals(30), rng.child("b").normals(17)];
  const log = (x: Float64Array): number => x.reduce((s, t) => s + Math.log1p(Math.exp(t)), 0);
  expect(logPartitionExact(new Rbm({ W: matrix(30, 17), a, b }))).toBeCloseTo(log(a) + log(b), 12);
});

test("Gibbs chains reach the exact averages within their error bars", () => {
  const rbm = randomRbm(rng.child("chain"), 6, 4, ["binary", "spin"], 0.5);
  const { visible, hidden } = exactMoments(rbm);
  const chains = 20_000;
  const start = uniformStates(chains, 6, "binary", rng.child("start"));
  const { v } = gibbsChain(rbm, start, 12, rng.child("sweeps"));
  const h = sampleHiddenGivenVisible(rbm, v, rng.child("hidden"));
  const z = [...zScores(v, visible), ...zScores(h, hidden)];
  expect(Math.max(...z.map(Math.abs))).toBeLessThan(4.5); // ten z-scores: false alarm 7e-5
});

test("the 10×6 machine has the moments that an independent implementation enumerated", () => {
  const { rbm, known } = tinyMachine();
  const { logPartition, visible, hidden, products } = exactMoments(rbm);
  expect(logPartition).toBeCloseTo(known.logZ, 12);
  expect(maxAbsDifference(visible, known.mean_v)).toBeLessThan(1e-13);
  expect(maxAbsDifference(hidden, known.mean_h)).toBeLessThan(1e-13);
  expect(maxAbsDifference(products.data, known.mean_vh.flat())).toBeLessThan(1e-13);
  expect(entropyOf(rowSums(boltzmannLaw(rbm).P))).toBeCloseTo(known.entropy, 12);
});

test("the trained 784×16 machine has its known ln Z and singular values", () => {
  const { rbm, known } = trainedMachine();
  expect(logPartitionExact(rbm)).toBeCloseTo(known.logZ_exact, 9);
  expect(maxAbsDifference(singularModes(rbm).lambda, known.sv)).toBeLessThan(1e-9);
});

function jointMoments(law: ReturnType<typeof boltzmannLaw>): { mean: Float64Array; second: Matrix } {
  const n = law.v.cols + law.h.cols;
  const mean = new Float64Array(n);
  const second = matrix(n, n);
  law.P.data.forEach((p, k) => {
    const [r, s] = [Math.floor(k / law.h.rows), k % law.h.rows];
    const x = [
      ...law.v.data.subarray(r * law.v.cols, (r + 1) * law.v.cols),
      ...law.h.data.subarray(s * law.h.cols, (s + 1) * law.h.cols),
    ];
    const one = matrixFromRows([x]);
    multiplyTransposed(one, one).data.forEach((xx, m) => {
      second.data[m]! += p * xx;
    });
    x.forEach((t, m) => {
      mean[m]! += p * t;
    });
  });
  return { mean, second };
}

/** Central differences of fourth order, step 1e-3. */
function differences(rbm: Rbm, f: (rbm: Rbm) => number): Gradient {
  const along = (x: Float64Array, rebuild: (x: Float64Array) => Rbm): Float64Array =>
    x.map((_, k) => {
      const at = (step: number): number => f(rebuild(x.map((t, m) => (m === k ? t + step : t))));
      const d = 1e-3;
      return (8 * (at(d) - at(-d)) - (at(2 * d) - at(-2 * d))) / (12 * d);
    });
  const { W, a, b, visibleUnits, hiddenUnits } = rbm;
  const rest = { visibleUnits, hiddenUnits };
  return {
    W: matrix(
      W.rows,
      W.cols,
      along(W.data, (data) => new Rbm({ ...rest, W: matrix(W.rows, W.cols, data), a, b })),
    ),
    a: along(a, (x) => new Rbm({ ...rest, W, a: x, b })),
    b: along(b, (x) => new Rbm({ ...rest, W, a, b: x })),
  };
}

function codeOf(states: Matrix, r: number): number {
  let code = 0;
  for (let i = 0; i < states.cols; i++) if (states.data[r * states.cols + i]! > 0) code += 2 ** i;
  return code;
}

function zScores(states: Matrix, exact: Float64Array): number[] {
  return Array.from(exact, (mean, i) => {
    let sum = 0;
    let square = 0;
    for (let r = 0; r < states.rows; r++) {
      const x = states.data[r * states.cols + i]!;
      sum += x;
      square += x * x;
    }
    const found = sum / states.rows;
    return (found - mean) / Math.sqrt((square / states.rows - found ** 2) / states.rows);
  });
}

function entropyOf(p: Float64Array): number {
  return -p.reduce((s, x) => s + (x > 0 ? x * Math.log(x) : 0), 0);
}
