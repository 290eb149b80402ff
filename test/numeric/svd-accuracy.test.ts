import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { chooseBackend } from "../../src/numeric/kernels/backend.ts";
import {
  type Matrix,
  matrix,
  matrixFrom,
  maxAbsDifference,
  multiply,
  multiplyTransposed,
  transpose,
} from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { type Svd, singularValueDecomposition, symmetricEigen } from "../../src/numeric/svd.ts";
import { distanceToOrthonormal, fillKernelMemory, rebuilt, scaleColumns } from "./svd-matrices.ts";

/** The first k columns of a random orthogonal matrix: a product of reflections, which needs no decomposition. */
function orthonormalColumns(rng: Rng, n: number, k: number): Matrix {
  const columns = Array.from({ length: k }, (_, j) => Float64Array.from({ length: n }, (_, i) => Number(i === j)));
  for (let r = 0; r < 4; r++) {
    const v = rng.normals(n);
    const norm2 = v.reduce((s, x) => s + x * x, 0);
    for (const c of columns) {
      const s = (2 / norm2) * c.reduce((sum, x, i) => sum + x * v[i]!, 0);
      for (let i = 0; i < n; i++) c[i]! -= s * v[i]!;
    }
  }
  return matrixFrom(n, k, (i, j) => columns[j]![i]!);
}

/** Spectra that break decompositions, largest value 1 unless all are zero. */
const SPECTRA: Readonly<Record<string, (k: number, L: number) => number>> = {
  "falling to 1e-16": (k, L) => 10 ** ((-16 * k) / Math.max(1, L - 1)),
  "falling to 1e-300": (k, L) => 10 ** ((-300 * k) / Math.max(1, L - 1)),
  "one large, the rest equal and small": (k) => (k === 0 ? 1 : 1e-8),
  "all equal but a small one": (k, L) => (k < L - 1 ? 1 : 1e-12),
  "all equal": () => 1,
  "equal to rounding": (k) => 1 - 1e-15 * k,
  "half of them zero": (k, L) => (2 * k < L ? 1 - k / L : 0),
  "in pairs": (k, L) => 1 - Math.floor(k / 2) / L,
  "evenly spaced": (k, L) => 1 - k / L,
  "all zero": () => 0,
};

interface Case {
  readonly a: Matrix;
  readonly spectrum: readonly number[];
}

const shapes = fc.record({
  n: fc.integer({ min: 1, max: 60 }),
  m: fc.integer({ min: 1, max: 60 }),
  seed: fc.nat(),
});

function withSpectrum(name: string, { n, m, seed }: { n: number; m: number; seed: number }): Case {
  const L = Math.min(n, m);
  const rng = Rng.fromSeed(seed);
  const spectrum = Array.from({ length: L }, (_, k) => SPECTRA[name]!(k, L));
  const left = scaleColumns(orthonormalColumns(rng.child("left"), n, L), spectrum);
  return { a: multiply(left, transpose(orthonormalColumns(rng.child("right"), m, L))), spectrum };
}

function expectAccurate({ a, spectrum }: Case, d: Svd): void {
  expect(maxAbsDifference(d.s, spectrum)).toBeLessThan(3e-14);
  expect(maxAbsDifference(rebuilt(d).data, a.data)).toBeLessThan(3e-14);
  expect(distanceToOrthonormal(d.U)).toBeLessThan(1e-13);
  expect(distanceToOrthonormal(d.V)).toBeLessThan(1e-13);
}

describe("accuracy of the singular value decomposition", () => {
  for (const name of Object.keys(SPECTRA)) {
    test(`finds a spectrum ${name} to 3e-14 of the largest value, in every shape`, () => {
      fc.assert(
        fc.property(shapes, (shape) => {
          const known = withSpectrum(name, shape);
          expectAccurate(known, singularValueDecomposition(known.a));
        }),
        { seed: 1, numRuns: 25 },
      );
    });
  }

  test("holds where reflections act in blocks, rotations in batches and halves are halved again, tall and wide", () => {
    for (const [n, m] of [
      [300, 200],
      [200, 300],
      [300, 90],
      [70, 300],
    ] as const) {
      const known = withSpectrum("falling to 1e-16", { n, m, seed: 5 });
      expectAccurate(known, singularValueDecomposition(known.a));
      const valuesOnly = singularValueDecomposition(known.a, { vectors: "none" });
      expect(maxAbsDifference(valuesOnly.s, known.spectrum)).toBeLessThan(3e-14);
    }
  });

  test("gives the length and direction of a single row or column", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2100 }), fc.nat(), (n, seed) => {
        const x = Rng.fromSeed(seed).normals(n);
        const norm = Math.hypot(...x);
        for (const a of [matrix(1, n, x), matrix(n, 1, x)]) {
          const { U, s, V } = singularValueDecomposition(a);
          expect(Math.abs(s[0]! / norm - 1)).toBeLessThan(1e-14);
          const [short, long] = n === a.cols ? [U, V] : [V, U];
          expect(
            maxAbsDifference(
              long.data,
              x.map((t) => (t / norm) * short.data[0]!),
            ),
          ).toBeLessThan(1e-14);
        }
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test("scales without harm when the entries are denormal or square to infinity", () => {
    const b = matrix(9, 7, Rng.fromSeed(2).normals(63));
    const { s } = singularValueDecomposition(b);
    for (const [factor, digits] of [
      [1e-310, 1e-12],
      [1e300, 1e-14],
    ] as const) {
      const d = singularValueDecomposition(
        matrix(
          9,
          7,
          b.data.map((x) => x * factor),
        ),
      );
      d.s.forEach((x, k) => {
        expect(Math.abs(x / factor / s[k]! - 1)).toBeLessThan(digits);
      });
      expect(distanceToOrthonormal(d.U)).toBeLessThan(1e-14);
    }
  });

  test("stays orthonormal when entries of one matrix are hundreds of decades apart", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), fc.nat(), (n, seed) => {
        const rng = Rng.fromSeed(seed);
        const a = matrixFrom(n + 3, n, () => rng.normal() * 10 ** (-320 * rng.uniform()));
        const d = singularValueDecomposition(a);
        expect(distanceToOrthonormal(d.U)).toBeLessThan(1e-13);
        expect(distanceToOrthonormal(d.V)).toBeLessThan(1e-13);
        expect(maxAbsDifference(rebuilt(d).data, a.data)).toBeLessThan(1e-13 * d.s[0]!);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test("gives the same bits whatever the memory held before, NaN included", () => {
    for (const n of [3, 40, 7, 90, 33, 8]) {
      const square = withSpectrum("evenly spaced", { n, m: n + 2, seed: n }).a;
      const tall = withSpectrum("half of them zero", { n: 3 * n, m: n, seed: n }).a;
      const gram = multiplyTransposed(square, square);
      const tasks = [
        () => singularValueDecomposition(square),
        () => singularValueDecomposition(tall),
        () => singularValueDecomposition(tall, { vectors: "none" }),
        () => singularValueDecomposition(square, { count: 2 }),
        () => symmetricEigen(gram),
      ];
      for (const task of tasks) {
        const first = task();
        fillKernelMemory(Number.NaN);
        expect(task()).toEqual(first);
        fillKernelMemory(1e300);
        expect(task()).toEqual(first);
      }
    }
  });

  test("is as accurate without the kernels, for low ranks too", () => {
    const instance = vi.spyOn(WebAssembly, "Instance");
    chooseBackend("reference");
    try {
      for (const name of Object.keys(SPECTRA)) {
        for (const [n, m] of [
          [12, 7],
          [7, 12],
          [60, 60],
        ] as const) {
          const known = withSpectrum(name, { n, m, seed: 4 });
          expectAccurate(known, singularValueDecomposition(known.a));
          expect(singularValueDecomposition(known.a, { vectors: "none" }).U.cols).toBe(0);
        }
      }
      const symmetric = symmetricWith([3, 1, 1, -2], 6);
      expect(maxAbsDifference(symmetricEigen(symmetric).values, [3, 1, 1, -2])).toBeLessThan(1e-13);
      expect(instance).not.toHaveBeenCalled();
    } finally {
      chooseBackend("auto");
      vi.restoreAllMocks();
    }
  });
});

function symmetricWith(spectrum: readonly number[], seed: number): Matrix {
  const Q = orthonormalColumns(Rng.fromSeed(seed), spectrum.length, spectrum.length);
  const a = multiply(scaleColumns(Q, spectrum), transpose(Q));
  return matrixFrom(a.rows, a.rows, (i, j) => (a.data[i * a.rows + j]! + a.data[j * a.rows + i]!) / 2);
}

describe("accuracy of symmetric eigenvectors", () => {
  for (const name of Object.keys(SPECTRA)) {
    test(`finds eigenvalues ${name} with signs mixed, and orthonormal vectors`, () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (n, seed) => {
          const spectrum = Array.from({ length: n }, (_, k) => SPECTRA[name]!(k, n) * (k % 3 === 1 ? -1 : 1));
          const a = symmetricWith(spectrum, seed);
          const { values, vectors } = symmetricEigen(a);
          expect(
            maxAbsDifference(
              values,
              spectrum.sort((x, y) => y - x),
            ),
          ).toBeLessThan(3e-14);
          expect(distanceToOrthonormal(vectors)).toBeLessThan(1e-13);
          expect(
            maxAbsDifference(multiply(scaleColumns(vectors, values), transpose(vectors)).data, a.data),
          ).toBeLessThan(3e-14);
        }),
        { seed: 1, numRuns: 15 },
      );
    });
  }

  test("knows the second difference, 2 − 2 cos(πk/(n + 1)), and the pairs of Wilkinson's matrix", () => {
    const n = 120;
    const difference = matrixFrom(n, n, (i, j) => [2, -1][Math.abs(i - j)] ?? 0);
    const expected = Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos((Math.PI * (n - k)) / (n + 1)));
    expect(maxAbsDifference(symmetricEigen(difference).values, expected)).toBeLessThan(2e-14);
    const wilkinson = matrixFrom(21, 21, (i, j) => (i === j ? Math.abs(i - 10) : Number(Math.abs(i - j) === 1)));
    const { values, vectors } = symmetricEigen(wilkinson);
    expect(values[0]).toBeCloseTo(10.746194182903393, 13);
    expect(values[0]! - values[1]!).toBeLessThan(1e-13);
    expect(distanceToOrthonormal(vectors)).toBeLessThan(1e-14);
  });
});
