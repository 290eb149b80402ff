import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  canonicalError,
  identity,
  type Matrix,
  matrix,
  matrixFrom,
  matrixFromRows,
  multiply,
  multiplyTransposed,
  type QuadraticHamiltonian,
  Rng,
  requireCanonical,
  symplecticModes,
} from "../../src/numeric/index.ts";
import { refusalOf } from "../refusal.ts";

/** A random positive definite form of n modes, cut into blocks. */
function randomForm(n: number, seed: number): Required<QuadraticHamiltonian> {
  const G = matrix(2 * n, 2 * n, Rng.fromSeed(seed).normals(4 * n * n));
  const M = multiplyTransposed(G, G);
  const at = (i: number, j: number): number =>
    (M.data[i * 2 * n + j]! + M.data[j * 2 * n + i]!) / 2 + (i === j ? 0.5 : 0);
  return {
    position: matrixFrom(n, n, at),
    momentum: matrixFrom(n, n, (i, j) => at(n + i, n + j)),
    mixed: matrixFrom(n, n, (i, j) => at(i, n + j)),
  };
}

/** Largest deviation of SᵀMS from diag(ω, ω), block by block. */
function residual({ position: K, momentum: P, mixed: C }: Required<QuadraticHamiltonian>): number {
  const { frequencies, map } = symplecticModes({ position: K, momentum: P, mixed: C });
  const zero = matrix(K.rows, K.rows);
  const { qq, pp, qp = zero, pq = zero } = map;
  const form = (q1: Matrix, p1: Matrix, q2: Matrix, p2: Matrix, i: number, j: number): number => {
    const parts = [
      multiplyTransposed(q1, multiply(K, q2)),
      multiplyTransposed(p1, multiply(P, p2)),
      multiplyTransposed(q1, multiply(C, p2)),
      multiplyTransposed(multiply(C, p1), q2),
    ];
    return parts.reduce((s, A) => s + A.data[i * K.rows + j]!, 0);
  };
  let worst = 0;
  for (let i = 0; i < K.rows; i++) {
    for (let j = 0; j < K.rows; j++) {
      const omega = i === j ? frequencies[i]! : 0;
      worst = Math.max(worst, Math.abs(form(qq, pq, qq, pq, i, j) - omega));
      worst = Math.max(worst, Math.abs(form(qp, pp, qp, pp, i, j) - omega));
      worst = Math.max(worst, Math.abs(form(qq, pq, qp, pp, i, j)));
    }
  }
  return worst / frequencies[0]!;
}

describe("normal modes of a quadratic Hamiltonian", () => {
  test("diagonalise any positive definite one by a canonical map, mixed terms or not", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(1000), (n, seed) => {
        const form = randomForm(n, seed);
        expect(residual(form)).toBeLessThan(1e-9);
        expect(residual({ ...form, mixed: matrix(n, n) })).toBeLessThan(1e-9);
        const { mixed: _, ...unmixed } = form;
        const direct = symplecticModes(unmixed);
        const general = symplecticModes({ ...form, mixed: matrix(n, n) });
        direct.frequencies.forEach((t, k) => {
          expect(general.frequencies[k]! / t).toBeCloseTo(1, 9);
        });
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test("find equal frequencies as often as they come", () => {
    const mixed = matrix(5, 5);
    const position = matrixFrom(5, 5, (i, j) => (i === j ? (i < 3 ? 4 : 9) : 0));
    const { frequencies, canonicalError: error } = symplecticModes({ position, mixed });
    expect([...frequencies].map((t) => Math.round(t * 1e12) / 1e12)).toEqual([3, 3, 2, 2, 2]);
    expect(error).toBeLessThan(1e-13);
  });

  test("of a charge in a magnetic field are those of the textbook", () => {
    // H = ½|p − A|² + ½|q|² with A = b(−q₂, q₁): frequencies √(1 + b²) ± b.
    const b = 0.7;
    const found = symplecticModes({
      position: matrixFromRows([
        [1 + b * b, 0],
        [0, 1 + b * b],
      ]),
      mixed: matrixFromRows([
        [0, -b],
        [b, 0],
      ]),
    });
    const root = Math.sqrt(1 + b * b);
    expect(found.frequencies[0]).toBeCloseTo(root + b, 12);
    expect(found.frequencies[1]).toBeCloseTo(root - b, 12);
  });

  test("are refused where there is no vacuum, and the domain is named", async () => {
    const saddle = matrixFromRows([
      [4, -5],
      [-5, 4],
    ]);
    const refusal = await refusalOf(() => symplecticModes({ position: saddle }));
    expect(refusal.code).toBe("domain");
    expect(refusal.found).toMatch(/1 of 2 modes with ω² ≤ 0, the lowest -1/);
    expect(refusal.expected).toContain("positive definite");
    expect((await refusalOf(() => symplecticModes({ position: saddle, mixed: matrix(2, 2) }))).code).toBe("domain");
    const free = matrixFromRows([
      [4, -4],
      [-4, 4],
    ]);
    expect((await refusalOf(() => symplecticModes({ position: free }))).found).toContain("1 of 2 modes");
    const shape = await refusalOf(() => symplecticModes({ position: saddle, momentum: identity(3) }));
    expect(shape.found).toContain("momentum of 3×3");
  });
});

describe("the check of a canonical map", () => {
  test("accepts squeezing and rotation, and refuses a stretch of both", async () => {
    const squeeze = (q: number, p: number) => ({ qq: matrixFromRows([[q]]), pp: matrixFromRows([[p]]) });
    expect(canonicalError(squeeze(2, 0.5))).toBe(0);
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    const turn = (sign: number) => ({ ...squeeze(c, c), qp: matrixFromRows([[sign * s]]), pq: matrixFromRows([[-s]]) });
    requireCanonical(turn(1));
    const refusal = await refusalOf(() => requireCanonical(squeeze(2, 2)));
    expect(refusal.code).toBe("domain");
    expect(refusal.found).toContain("by 3");
    expect((await refusalOf(() => requireCanonical(turn(-1)))).code).toBe("domain");
  });
});
