import { describe, expect, test } from "vitest";
import { type Matrix, maxAbsDifference, multiply, multiplyTransposed, transpose } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { type Svd, singularValueDecomposition, symmetricEigen } from "../../src/numeric/svd.ts";
import { distanceToOrthonormal, gaussian, rebuilt, scaleColumns } from "./svd-matrices.ts";

const [n, m] = [784, 500] as const;

/** The size of a machine on MNIST with spectra that lose digits elsewhere; largest value 1. */
const SPECTRA: Readonly<Record<string, (k: number) => number>> = {
  "falling to 1e-16": (k) => 10 ** ((-16 * k) / (m - 1)),
  "with half of them zero": (k) => (2 * k < m ? 1 - k / m : 0),
  "of equal values": () => 1,
  "in two clusters": (k) => (k < 250 ? 1 : 1e-7),
  "of outliers over equal small values": (k) => (k < 10 ? 1 - k / 20 : 1e-3),
};

const U: Matrix = singularValueDecomposition(gaussian(Rng.fromSeed(1), n, m)).U;
const V: Matrix = singularValueDecomposition(gaussian(Rng.fromSeed(2), m, m)).V;

function expectAccurate(a: Matrix, spectrum: Float64Array, d: Svd): void {
  expect(maxAbsDifference(d.s, spectrum)).toBeLessThan(1e-13);
  expect(maxAbsDifference(rebuilt(d).data, a.data)).toBeLessThan(1e-13);
  expect(distanceToOrthonormal(d.U)).toBeLessThan(1e-13);
  expect(distanceToOrthonormal(d.V)).toBeLessThan(1e-13);
}

describe("spectra of 784×500", () => {
  for (const [name, value] of Object.entries(SPECTRA)) {
    test(`${name} come out to 1e-13 of the largest value, tall and wide, with vectors and without`, () => {
      const spectrum = Float64Array.from({ length: m }, (_, k) => value(k));
      const a = multiply(scaleColumns(U, spectrum), transpose(V));
      expectAccurate(a, spectrum, singularValueDecomposition(a));
      expectAccurate(transpose(a), spectrum, singularValueDecomposition(transpose(a)));
      const alone = singularValueDecomposition(a, { vectors: "none" });
      expect(maxAbsDifference(alone.s, spectrum)).toBeLessThan(1e-13);
      const squares = spectrum.map((x) => x * x);
      const { values, vectors } = symmetricEigen(multiplyTransposed(a, a));
      expect(maxAbsDifference(values, squares)).toBeLessThan(1e-13);
      expect(distanceToOrthonormal(vectors)).toBeLessThan(1e-13);
    });
  }

  test("of 3,000 hidden units have the norm of the weights and orthonormal vectors", () => {
    const a = gaussian(Rng.fromSeed(3), n, 3000);
    const d = singularValueDecomposition(a);
    expect(distanceToOrthonormal(d.U)).toBeLessThan(1e-13);
    expect(distanceToOrthonormal(d.V)).toBeLessThan(1e-13);
    const image = multiply(a, d.V);
    expect(maxAbsDifference(image.data, scaleColumns(d.U, d.s).data)).toBeLessThan(1e-13 * d.s[0]!);
    const leading = singularValueDecomposition(a, { count: 3 });
    expect(leading.s).toEqual(d.s.slice(0, 3));
  });
});
