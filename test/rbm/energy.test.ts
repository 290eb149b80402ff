import { describe, expect, test } from "vitest";
import { packBits } from "../../src/numeric/bits.ts";
import { type Matrix, matrix, matrixFromRows, maxAbsDifference } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import {
  convertStates,
  convertUnits,
  energy,
  freeEnergy,
  freeEnergyHidden,
  inputsHiddenGivenVisible,
  inputsVisibleGivenHidden,
  logPartitionExact,
  meanHiddenGivenVisible,
  meanVisibleGivenHidden,
  probabilityHiddenOn,
  probabilityVisibleOn,
  Rbm,
  singularModes,
  swapLayers,
  toBinary,
  toSpin,
} from "../../src/rbm/index.ts";
import { refusalOf } from "../refusal.ts";
import { allStates, boltzmannLaw, KINDS, randomRbm } from "./small.ts";

const rng = Rng.fromSeed(1);

describe("energy", () => {
  const rbm = new Rbm({
    W: matrixFromRows([
      [1, 2],
      [3, 4],
      [5, 6],
    ]),
    a: Float64Array.of(10, 20, 30),
    b: Float64Array.of(100, 200),
  });

  test("is −a·v − b·h − vᵀWh, as worked out by hand", () => {
    expect(energy(rbm, Float64Array.of(1, 0, 1), Float64Array.of(0, 1))).toBe(-(40 + 200 + 8));
  });

  test("of rows is that of each row", () => {
    const v = allStates(3, "binary");
    const h = matrixFromRows(Array.from({ length: 8 }, (_, r) => [r & 1, 1]));
    const one = energy(rbm, v.data.slice(15, 18), h.data.slice(10, 12));
    expect(energy(rbm, v, h)[5]).toBe(one);
  });

  test("refuses states that were passed in the wrong order or do not pair", async () => {
    const [v, h] = [new Float64Array(3), new Float64Array(2)];
    const units = { code: "shape", advice: "check the order of the arguments, or for a missing transpose" };
    const refused = async (x: Float64Array | Matrix, y: Float64Array | Matrix) =>
      refusalOf(() => energy(rbm, x as Matrix, y as Matrix));
    const machine = { ...units, expected: "3, as the machine has" };
    expect(await refused(h, v)).toMatchObject({ ...machine, found: "visible states of 2 units" });
    expect(await refused(v, v)).toMatchObject({
      ...units,
      found: "hidden states of 3 units",
      expected: "2, as the machine has",
    });
    for (const [x, y, found] of [
      [allStates(3, "binary"), allStates(2, "binary"), "8 rows of visible and 4 rows of hidden states"],
      [v, allStates(2, "binary"), "a vector of visible and 4 rows of hidden states"],
      [allStates(3, "binary"), h, "8 rows of visible and a vector of hidden states"],
    ] as const) {
      expect(await refused(x, y)).toMatchObject({
        code: "shape",
        found,
        expected: "two vectors, or two matrices of equally many rows",
        advice: "pair every visible state with a hidden one",
      });
    }
  });
});

describe("one layer given the other", () => {
  const fields = {
    W: matrixFromRows([
      [1, -2],
      [0.5, 3],
      [-1, 0.25],
    ]),
    a: Float64Array.of(0.5, -1, 2),
    b: Float64Array.of(-0.5, 1),
  };
  const [v, h] = [Float64Array.of(1, 0, 2), Float64Array.of(2, -1)];
  // b + Wᵀv = (−3/2, −1/2) and a + Wh = (9/2, −3, −1/4).
  const [toHidden, toVisible] = [
    [-1.5, -0.5],
    [4.5, -3, -0.25],
  ];
  const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

  test("has the inputs b + Wᵀv and a + Wh, and leaves the state as it was", () => {
    const rbm = new Rbm(fields);
    expect([...inputsHiddenGivenVisible(rbm, v)]).toEqual(toHidden);
    expect([...inputsVisibleGivenHidden(rbm, h)]).toEqual(toVisible);
    const rows = matrixFromRows([[...h], [0, 0], [...h]]);
    expect([...inputsVisibleGivenHidden(rbm, rows).data]).toEqual([...toVisible, ...fields.a, ...toVisible]);
    expect([...v, ...h]).toEqual([1, 0, 2, 2, -1]);
  });

  test.each([undefined, 0.5, 2])("has the means and probabilities of independent units at β = %s", (beta) => {
    const at = beta === undefined ? undefined : { beta };
    const expected = (inputs: readonly number[], f: (x: number) => number) => inputs.map((x) => f((beta ?? 1) * x));
    const close = (found: Float64Array, inputs: readonly number[], f: (x: number) => number) =>
      expect(maxAbsDifference(found, expected(inputs, f))).toBeLessThan(1e-15);
    const [binary, spin] = [new Rbm(fields), new Rbm({ ...fields, units: "spin" })];
    close(meanHiddenGivenVisible(binary, v, at), toHidden!, logistic);
    close(meanVisibleGivenHidden(binary, h, at), toVisible!, logistic);
    close(meanHiddenGivenVisible(spin, v, at), toHidden!, Math.tanh);
    close(meanVisibleGivenHidden(spin, h, at), toVisible!, Math.tanh);
    close(probabilityHiddenOn(binary, v, at), toHidden!, logistic);
    close(probabilityVisibleOn(binary, h, at), toVisible!, logistic);
    close(probabilityHiddenOn(spin, v, at), toHidden!, (x) => logistic(2 * x));
    close(probabilityVisibleOn(spin, h, at), toVisible!, (x) => logistic(2 * x));
  });

  test("has free energies by their closed form, at β = 1 when left out", () => {
    const rbm = new Rbm(fields);
    const free = (bias: number, inputs: readonly number[], beta: number) =>
      -bias - inputs.reduce((s, x) => s + Math.log1p(Math.exp(beta * x)), 0) / beta;
    // a·v = 9/2 and b·h = −2.
    expect(freeEnergy(rbm, v)).toBeCloseTo(free(4.5, toHidden!, 1), 14);
    expect(freeEnergyHidden(rbm, h)).toBeCloseTo(free(-2, toVisible!, 1), 14);
    expect(freeEnergyHidden(rbm, h, { beta: 3 })).toBeCloseTo(free(-2, toVisible!, 3), 14);
  });

  test("refuses states of the other layer", async () => {
    const rbm = new Rbm(fields);
    for (const [call, found] of [
      [() => inputsHiddenGivenVisible(rbm, h), "visible states of 2 units"],
      [() => inputsVisibleGivenHidden(rbm, v), "hidden states of 3 units"],
    ] as const) {
      expect(await refusalOf(call)).toMatchObject({ code: "shape", found });
    }
  });

  test("has free energies of more bit-packed rows than stand in one block", () => {
    const rbm = new Rbm({ ...fields, units: "spin" });
    const rows = matrix(
      600,
      3,
      Float64Array.from({ length: 1800 }, (_, k) => ((k * k) % 7 < 3 ? 1 : -1)),
    );
    expect(freeEnergy(rbm, packBits(rows))).toEqual(freeEnergy(rbm, rows));
  });
});

describe.each(KINDS)("a machine of %s visible and %s hidden units", (...kinds) => {
  const rbm = randomRbm(rng.child(kinds.join()), 5, 3, kinds);
  const beta = 0.7;

  test("has free energies whose Boltzmann factors are the marginals", () => {
    const law = boltzmannLaw(rbm, beta);
    const v = freeEnergy(rbm, law.v, { beta }).map((F) => Math.exp(-beta * F - law.logZ));
    const h = freeEnergyHidden(rbm, law.h, { beta }).map((F) => Math.exp(-beta * F - law.logZ));
    law.P.data.forEach((p, k) => {
      v[Math.floor(k / law.h.rows)]! -= p;
      h[k % law.h.rows]! -= p;
    });
    expect(Math.max(...v.map(Math.abs), ...h.map(Math.abs))).toBeLessThan(1e-14);
  });

  test("has conditional means as the joint law gives them", () => {
    const law = boltzmannLaw(rbm, beta);
    const mean = meanHiddenGivenVisible(rbm, law.v, { beta });
    const back = meanVisibleGivenHidden(rbm, law.h, { beta });
    const hiddenOfFirst = conditionalMean(law.P.data.subarray(0, law.h.rows), law.h.data, 3);
    const column = Float64Array.from({ length: law.v.rows }, (_, r) => law.P.data[r * law.h.rows]!);
    const visibleOfFirst = conditionalMean(column, law.v.data, 5);
    expect(maxAbsDifference(mean.data.subarray(0, 3), hiddenOfFirst)).toBeLessThan(1e-14);
    expect(maxAbsDifference(back.data.subarray(0, 5), visibleOfFirst)).toBeLessThan(1e-14);
  });

  test("gives the same free energy for bits, rows and a single state", () => {
    const law = boltzmannLaw(rbm, beta);
    const rows = freeEnergy(rbm, law.v, { beta });
    expect(freeEnergy(rbm, packBits(law.v), { beta })).toEqual(rows);
    expect(freeEnergy(rbm, law.v.data.slice(30, 35), { beta })).toBe(rows[6]);
  });

  test.each(KINDS)("maps to %s and %s units with the energy of every state unchanged (A4)", (visible, hidden) => {
    const law = boltzmannLaw(rbm, beta);
    const converted = convertUnits(rbm, visible, hidden);
    const there = [convertStates(law.v, kinds[0], visible), convertStates(law.h, kinds[1], hidden)] as const;
    let worst = 0;
    for (let r = 0; r < law.v.rows; r++) {
      for (let s = 0; s < law.h.rows; s++) {
        const before = energy(rbm, law.v.data.slice(r * 5, r * 5 + 5), law.h.data.slice(s * 3, s * 3 + 3));
        const after = energy(
          converted.rbm,
          there[0].data.slice(r * 5, r * 5 + 5),
          there[1].data.slice(s * 3, s * 3 + 3),
        );
        worst = Math.max(worst, Math.abs(after + converted.constant - before));
      }
    }
    expect(worst).toBeLessThan(1e-13);
    expect(boltzmannLaw(converted.rbm, beta).logZ - beta * converted.constant).toBeCloseTo(law.logZ, 12);
  });

  test("seen from the hidden side is the same machine", () => {
    const law = boltzmannLaw(rbm, beta);
    const swapped = swapLayers(rbm);
    const [v, h] = [law.v.data.slice(20, 25), law.h.data.slice(6, 9)];
    expect(energy(swapped, h, v)).toBeCloseTo(energy(rbm, v, h), 13);
    expect(logPartitionExact(swapped, { beta })).toBeCloseTo(law.logZ, 12);
  });
});

test("a binary machine as spins has a quarter of the singular values and comes back unchanged (A4)", () => {
  const rbm = randomRbm(rng.child("round trip"), 7, 4, ["binary", "binary"]);
  const spin = toSpin(rbm);
  const back = toBinary(spin.rbm);
  const quarter = singularModes(rbm).lambda.map((x) => x / 4);
  expect(maxAbsDifference(singularModes(spin.rbm).lambda, quarter)).toBeLessThan(1e-14);
  expect(maxAbsDifference(back.rbm.W.data, rbm.W.data)).toBeLessThan(1e-14);
  expect(maxAbsDifference(back.rbm.a, rbm.a)).toBeLessThan(1e-13);
  expect(maxAbsDifference(back.rbm.b, rbm.b)).toBeLessThan(1e-13);
  expect(spin.constant + back.constant).toBeCloseTo(0, 13);
});

test("a free energy with inputs of ±2000 neither overflows nor is cut at a threshold", () => {
  const rbm = new Rbm({ W: matrixFromRows([[2000, -2000, -40]]) });
  expect(freeEnergy(rbm, Float64Array.of(1))).toBe(-(2000 + Math.log1p(Math.exp(-40))));
});

/** Σ p(s) s / Σ p(s) over the rows s of length n. */
function conditionalMean(p: Float64Array, states: Float64Array, n: number): Float64Array {
  const total = p.reduce((s, x) => s + x, 0);
  const mean = new Float64Array(n);
  states.forEach((x, k) => {
    mean[k % n]! += (x * p[Math.floor(k / n)]!) / total;
  });
  return mean;
}
