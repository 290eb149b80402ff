import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  identity,
  lyapunovResidual,
  type Matrix,
  matrix,
  matrixFromRows,
  maxAbsDifference,
  multiplyTransposed,
  Rng,
  solveLyapunov,
  transpose,
} from "../../src/numeric/index.ts";
import { refusalOf } from "../refusal.ts";

/** Not symmetric, with all eigenvalues at real part `shift` or beyond: the symmetric part is at least that. */
function stableMatrix(n: number, shift: number, seed: number): Matrix {
  const g = matrix(n, n, Rng.fromSeed(seed).normals(n * n));
  const gg = multiplyTransposed(g, g);
  const t = transpose(g);
  return matrix(
    n,
    n,
    gg.data.map((x, k) => x / n + 2 * (g.data[k]! - t.data[k]!) + shift * identity(n).data[k]!),
  );
}

const times0 = (s: number): Matrix => matrix(1, 1, Float64Array.of(s));

describe("the Lyapunov equation", () => {
  test("is solved for any stable drift, symmetric or not, with a residual at rounding", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.constantFrom(0.01, 0.3, 5), fc.nat(1e6), (n, shift, seed) => {
        const a = stableMatrix(n, shift, seed);
        const q = multiplyTransposed(stableMatrix(n, 1, seed + 1), stableMatrix(n, 1, seed + 1));
        const { covariance, residual } = solveLyapunov(a, q);
        expect(residual).toBeLessThan(1e-12);
        expect(lyapunovResidual(a, covariance, q)).toBe(residual);
        expect(maxAbsDifference(covariance.data, transpose(covariance).data)).toBeLessThan(
          1e-10 * Math.max(...covariance.data.map(Math.abs)),
        );
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test("gives half the inverse of a diagonal drift, however different its rates", () => {
    const a = matrixFromRows([
      [1e-3, 0],
      [0, 1e3],
    ]);
    const { covariance } = solveLyapunov(a, identity(2));
    expect(covariance.data[0]! / 500).toBeCloseTo(1, 9);
    expect(covariance.data[3]! / 5e-4).toBeCloseTo(1, 9);
  });

  test.each([
    [1e8, 1e-8],
    [1, 1e-200],
    [1e-200, 1e-200],
    [1e200, 1],
    [3e-7, 1e9],
  ])("keeps its digits for rates %f and %f, and says how sensitive it is", (fast, slow) => {
    const { covariance, condition, residual } = solveLyapunov(
      matrixFromRows([
        [fast, 0],
        [0, slow],
      ]),
      identity(2),
    );
    expect(covariance.data[0]! * 2 * fast).toBeCloseTo(1, 13);
    expect(covariance.data[3]! * 2 * slow).toBeCloseTo(1, 13);
    expect(residual).toBeLessThan(1e-13);
    const spread = Math.max(fast, slow) / Math.min(fast, slow);
    expect(condition / spread).toBeGreaterThan(0.9);
    expect(condition / spread).toBeLessThan(3.1);
  });

  test("is the covariance of coupled modes at any scale of drift and noise", () => {
    const a = stableMatrix(6, 0.3, 5);
    const q = multiplyTransposed(stableMatrix(6, 1, 6), stableMatrix(6, 1, 6));
    const plain = solveLyapunov(a, q);
    for (const [sa, sq] of [
      [1e-200, 1],
      [1e150, 1e-150],
      [1e-160, 1e-160],
      [1, 1e300],
    ] as const) {
      const times = (s: number, m: Matrix): Matrix =>
        matrix(
          6,
          6,
          m.data.map((x) => s * x),
        );
      const found = solveLyapunov(times(sa, a), times(sq, q));
      found.covariance.data.forEach((x, k) => {
        expect(Math.abs((x * sa) / sq - plain.covariance.data[k]!)).toBeLessThan(
          1e-12 * Math.abs(plain.covariance.data[0]!),
        );
      });
      expect(found.condition / plain.condition).toBeCloseTo(1, 9);
    }
    expect(() => solveLyapunov(times0(1e-300), times0(1e300))).toThrow(/beyond the range/);
  });

  test("of a rotation with friction has the stationary law of a damped oscillator", () => {
    // dx = p dt, dp = (−ω²x − γp) dt + √(2γ) dW: ⟨x²⟩ = 1/ω², ⟨p²⟩ = 1.
    const [omega, gamma] = [3, 0.2];
    const a = matrixFromRows([
      [0, -1],
      [omega ** 2, gamma],
    ]);
    const q = matrixFromRows([
      [0, 0],
      [0, 2 * gamma],
    ]);
    expect(maxAbsDifference(solveLyapunov(a, q).covariance.data, [1 / 9, 0, 0, 1])).toBeLessThan(1e-12);
  });

  test("is refused for a marginal or unstable drift, and for shapes that do not fit", async () => {
    const codeOf = async (a: Matrix, q: Matrix): Promise<string> => (await refusalOf(() => solveLyapunov(a, q))).code;
    const drift = (s: number): Matrix =>
      matrixFromRows([
        [4, -s],
        [-s, 4],
      ]);
    expect(await codeOf(matrix(2, 2), identity(2))).toBe("domain");
    for (const s of [4, 5, 40]) expect(await codeOf(drift(s), identity(2)), `${s}`).toBe("domain");
    const oscillator = matrixFromRows([
      [0, -1],
      [1, 0],
    ]);
    expect(await codeOf(oscillator, identity(2))).toBe("domain");
    expect(await codeOf(identity(2), identity(3))).toBe("shape");
  });
});
