import { expect, test } from "vitest";
import { kernelsPay } from "../../src/numeric/kernels/dense.ts";
import { matrix, maxAbsDifference, row } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { inputsHiddenGivenVisible, inputsVisibleGivenHidden } from "../../src/rbm/conditionals.ts";
import { Rbm } from "../../src/rbm/rbm.ts";
import { uniformStates } from "../../src/rbm/sampling.ts";

const rng = Rng.fromSeed(21);
const rbm = new Rbm({ W: matrix(150, 90, rng.normals(150 * 90)), a: rng.normals(150), b: rng.normals(90) });

test("inputs of many states at once are those of each state alone", () => {
  expect(kernelsPay(100, 90, 150)).toBe(true);
  expect(kernelsPay(1, 90, 150)).toBe(false);
  const v = uniformStates(100, 150, "binary", rng);
  const h = uniformStates(100, 90, "binary", rng);
  const [x, y] = [inputsHiddenGivenVisible(rbm, v), inputsVisibleGivenHidden(rbm, h)];
  for (let r = 0; r < 100; r++) {
    const one = inputsHiddenGivenVisible(rbm, matrix(1, 150, row(v, r).slice()));
    const other = inputsVisibleGivenHidden(rbm, matrix(1, 90, row(h, r).slice()));
    expect(maxAbsDifference(row(x, r), one.data)).toBeLessThan(1e-12);
    expect(maxAbsDifference(row(y, r), other.data)).toBeLessThan(1e-12);
  }
});
