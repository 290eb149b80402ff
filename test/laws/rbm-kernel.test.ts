/**
 * The exact kernel test: the transition matrix T of a small machine, built from the probabilities with which the
 * sampler itself switches units on, must leave the Boltzmann law in place to 1e-12. A sampler that is wrong by one
 * per cent of its weights misses this by many orders of magnitude, and a right one never does.
 */
import { describe, expect, test } from "vitest";
import { type Matrix, matrix, multiply, transpose } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import {
  gibbsSweep,
  probabilityHiddenOn,
  probabilityVisibleOn,
  Rbm,
  sampleHiddenGivenVisible,
  sampleVisibleGivenHidden,
} from "../../src/rbm/index.ts";
import { allStates, boltzmannLaw, KINDS, randomRbm, rowSums, transitions } from "../rbm/small.ts";

/** A block sampler: one layer drawn from the other, one state a row. */
interface Sampler {
  hidden(rbm: Rbm, v: Matrix, rng: Rng, beta: number): Matrix;
  visible(rbm: Rbm, h: Matrix, rng: Rng, beta: number): Matrix;
}

const gibbs: Sampler = {
  hidden: (rbm, v, rng, beta) => sampleHiddenGivenVisible(rbm, v, rng, { beta }),
  visible: (rbm, h, rng, beta) => sampleVisibleGivenHidden(rbm, h, rng, { beta }),
};

/** The same sampler, run on another machine or at another temperature than it is asked to. */
function distorted(change: (rbm: Rbm) => Rbm, temperature: (beta: number) => number = (beta) => beta): Sampler {
  return {
    hidden: (rbm, v, rng, beta) => gibbs.hidden(change(rbm), v, rng, temperature(beta)),
    visible: (rbm, h, rng, beta) => gibbs.visible(change(rbm), h, rng, temperature(beta)),
  };
}

const withFields = (rbm: Rbm, fields: Partial<Pick<Rbm, "W" | "a" | "b">>): Rbm => {
  const { W, a, b, visibleUnits, hiddenUnits } = rbm;
  return new Rbm({ W, a, b, visibleUnits, hiddenUnits, ...fields });
};

const MUTANTS: readonly (readonly [string, Sampler])[] = [
  ["forgets the visible biases", distorted((rbm) => withFields(rbm, { a: new Float64Array(rbm.visible) }))],
  ["forgets the hidden biases", distorted((rbm) => withFields(rbm, { b: new Float64Array(rbm.hidden) }))],
  [
    "scales the weights by 1.01",
    distorted((rbm) =>
      withFields(rbm, {
        W: matrix(
          3,
          3,
          rbm.W.data.map((w) => 1.01 * w),
        ),
      }),
    ),
  ],
  ["mixes up the biases of the layers", distorted((rbm) => withFields(rbm, { a: rbm.b, b: rbm.a }))],
  ["forgets a transpose", distorted((rbm) => withFields(rbm, { W: transpose(rbm.W) }))],
  [
    "takes the temperature for its inverse",
    distorted(
      (rbm) => rbm,
      (beta) => 1 / beta,
    ),
  ],
];

const BETAS = [1, 0.6, 1.5];

describe.each(KINDS)("block Gibbs sampling of %s visible and %s hidden units", (...kinds) => {
  const rng = Rng.fromSeed(4).child(kinds.join());

  test("leaves the Boltzmann law of 40 random machines in place to 1e-12, with T positive", () => {
    for (let k = 0; k < 40; k++) {
      const rbm = randomRbm(rng.child(k), 1 + (k % 4), 1 + ((k >> 2) % 4), kinds);
      const beta = BETAS[k % 3]!;
      const { residual, smallest } = kernelTest(gibbs, rbm, beta);
      expect(residual).toBeLessThan(1e-12);
      expect(smallest).toBeGreaterThan(0);
    }
  });

  test.each(MUTANTS)("would be caught if it %s, on every machine", (_, mutant) => {
    for (let k = 0; k < 5; k++) {
      const { residual } = kernelTest(mutant, randomRbm(rng.child("mutants").child(k), 3, 3, kinds), 0.6);
      expect(residual).toBeGreaterThan(1e-5);
    }
  });

  test("draws with the probabilities that are published as conditionals", () => {
    const rbm = randomRbm(rng.child("published"), 4, 3, kinds);
    const [v, h] = [allStates(4, kinds[0]), allStates(3, kinds[1])];
    const drawn = switchingProbabilities((x, r) => gibbs.hidden(rbm, x, r, 0.6), v, 3);
    const back = switchingProbabilities((x, r) => gibbs.visible(rbm, x, r, 0.6), h, 4);
    probabilityHiddenOn(rbm, v, { beta: 0.6 }).data.forEach((p, k) => {
      expect(drawn.data[k]).toBeCloseTo(p, 15);
    });
    probabilityVisibleOn(rbm, h, { beta: 0.6 }).data.forEach((p, k) => {
      expect(back.data[k]).toBeCloseTo(p, 15);
    });
  });

  test("makes a sweep of the two draws, hidden units first", () => {
    const rbm = randomRbm(rng.child("sweep"), 4, 3, kinds);
    const v = allStates(4, kinds[0]);
    const sweep = gibbsSweep(rbm, v, Rng.fromSeed(9), { beta: 0.6 });
    const stream = Rng.fromSeed(9);
    const h = gibbs.hidden(rbm, v, stream, 0.6);
    expect(sweep).toEqual({ h, v: gibbs.visible(rbm, h, stream, 0.6) });
  });
});

/** |pT − p|₁ on the visible states, and the smallest entry of T. */
function kernelTest(sampler: Sampler, rbm: Rbm, beta: number): { residual: number; smallest: number } {
  const law = boltzmannLaw(rbm, beta);
  const up = transitions(
    switchingProbabilities((x, rng) => sampler.hidden(rbm, x, rng, beta), law.v, law.h.cols),
    law.h,
  );
  const down = transitions(
    switchingProbabilities((x, rng) => sampler.visible(rbm, x, rng, beta), law.h, law.v.cols),
    law.v,
  );
  const T = multiply(up, down);
  const p = rowSums(law.P);
  const after = multiply(matrix(1, p.length, p), T).data;
  return { residual: p.reduce((s, x, k) => s + Math.abs(x - after[k]!), 0), smallest: Math.min(...T.data) };
}

/**
 * The probabilities with which a sampler switches units on, read off the sampler itself: a unit is on while its
 * uniform number is below p, so bisection in the numbers that it is fed finds p to the last bit.
 */
function switchingProbabilities(draw: (x: Matrix, rng: Rng) => Matrix, from: Matrix, units: number): Matrix {
  const low = matrix(from.rows, units);
  const high = matrix(from.rows, units, new Float64Array(from.rows * units).fill(1));
  for (let step = 0; step < 60; step++) {
    const middle = low.data.map((x, k) => (x + high.data[k]!) / 2);
    draw(from, fedWith(middle)).data.forEach((state, k) => {
      (state > 0 ? low : high).data[k] = middle[k]!;
    });
  }
  return high;
}

/** A stream that hands out the given uniform numbers in order. */
function fedWith(numbers: Float64Array): Rng {
  let next = 0;
  return Object.assign(Rng.fromSeed(0), { uniform: () => numbers[next++]! });
}
