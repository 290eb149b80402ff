/**
 * The bosons of a whole machine (a reconstruction): H = ½p² + ½qᵀKq over all units, K = β times the Hessian of F_MF at
 * given means; at the centre K = [[r, −βW], [−βWᵀ, r]] with eigenvalues r ∓ βλ_α and r. The canonical transformation to
 * its normal modes gives the boson energies √(r ∓ βλ), the quartic wall of the entropy couples them, to first order
 *
 *   ΔE(n) = g Σ_i [3V_i² − 6 Σ_k s_ik⁴ n_k(n_k + 1)],   V_i = Σ_k s_ik²(2n_k + 1),   δ_i = Σ_k s_ik(d_k + d_k†).
 *
 * Sheets A27, A45, A47 for Toledo-Marín et al. 2025.
 */
import { BoltzproofError } from "../../../src/errors.ts";
import { type SymplecticModes, singularValueDecomposition, symplecticModes } from "../../../src/numeric/index.ts";
import { type Matrix, matrix } from "../../../src/numeric/matrix.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import type { Temperature } from "../../../src/rbm/states.ts";
import { landauCoefficients } from "../../landau/expansion.ts";
import type { LayerMeans } from "../../mean-field/fixed-point.ts";
import { meanFieldHessian } from "../../mean-field/free-energy.ts";
import { centreOf } from "../../mean-field/solve.ts";
import { noVacuum } from "../oscillators/pair.ts";

/** All boson energies of a machine about its centre. */
export interface BosonSpectrum {
  /** βλ, descending, length L. */
  readonly coupling: Float64Array;
  /** Number of leading modes with βλ ≥ r: they have no vacuum along u. */
  readonly unstable: number;
  /** √(βλ − r), rates of growth of those, length `unstable`. */
  readonly growth: Float64Array;
  /** √(r − βλ) of the others, in the order of the modes: ascending. */
  readonly u: Float64Array;
  /** √(r + βλ) of all L modes. */
  readonly w: Float64Array;
  /** √r of each direction that W does not couple. */
  readonly zero: { readonly energy: number; readonly count: number };
}

/** All boson energies, from the singular values alone. @throws BoltzproofError "domain" for layers of two kinds. */
export function bosonSpectrum(rbm: Rbm, { beta = 1 }: Temperature = {}): BosonSpectrum {
  const { stiffness } = landauCoefficients(rbm.units);
  const coupling = singularValueDecomposition(rbm.W, { vectors: "none" }).s.map((t) => beta * t);
  const unstable = coupling.findLastIndex((t) => t >= stiffness) + 1;
  return {
    coupling,
    unstable,
    growth: coupling.slice(0, unstable).map((t) => Math.sqrt(t - stiffness)),
    u: coupling.slice(unstable).map((t) => Math.sqrt(stiffness - t)),
    w: coupling.map((t) => Math.sqrt(stiffness + t)),
    zero: { energy: Math.sqrt(stiffness), count: Math.abs(rbm.visible - rbm.hidden) },
  };
}

/** ½ΣΩ over all bosons. @throws BoltzproofError "domain" where a mode has no vacuum. */
export function vacuumEnergy({ coupling, unstable, u, w, zero }: BosonSpectrum): number {
  if (unstable > 0) throw noVacuum(coupling[0]!, zero.energy ** 2);
  const total = (x: Float64Array): number => x.reduce((s, t) => s + t, 0);
  return (total(u) + total(w) + zero.count * zero.energy) / 2;
}

/** K = β Hessian of F_MF at the means, (N+M)×(N+M), visible units first; at the centre when none are given. */
export function machineStiffness(rbm: Rbm, options: Temperature & { readonly about?: LayerMeans } = {}): Matrix {
  const { beta = 1, about = centreOf(rbm) } = options;
  const { rows, cols, data } = meanFieldHessian(rbm, about.m, about.n, options);
  return matrix(
    rows,
    cols,
    data.map((t) => beta * t),
  );
}

/**
 * Boson energies and the canonical transformation of the whole machine, about the centre or about given means such as
 * a broken mean-field solution. Takes (N+M)³ operations.
 * @throws BoltzproofError "domain" when some mode has no vacuum there.
 */
export function bosonModes(rbm: Rbm, options: Temperature & { readonly about?: LayerMeans } = {}): SymplecticModes {
  return symplecticModes({ position: machineStiffness(rbm, options) });
}

/**
 * First-order shift of a level by the wall g Σ_i δ_i⁴ of the units, g = 4/3 for {0,1} and 1/12 for ±1.
 * @param occupations n_k of every mode, in the order of the frequencies
 * @throws BoltzproofError "shape" unless there is one occupation a mode.
 */
export function quarticShift(
  { map, frequencies }: SymplecticModes,
  wall: number,
  occupations: ArrayLike<number>,
): number {
  const n = frequencies.length;
  if (occupations.length !== n) {
    throw new BoltzproofError("shape", {
      found: `${occupations.length} occupations`,
      expected: `${n}, one a mode`,
      advice: "give 0 for the modes without quanta",
    });
  }
  let shift = 0;
  for (let i = 0; i < n; i++) {
    let [spread, exclusion] = [0, 0];
    for (let k = 0; k < n; k++) {
      const s2 = map.qq.data[i * n + k]! ** 2 / 2;
      spread += s2 * (2 * occupations[k]! + 1);
      exclusion += s2 * s2 * occupations[k]! * (occupations[k]! + 1);
    }
    shift += 3 * spread ** 2 - 6 * exclusion;
  }
  return wall * shift;
}

/** Shift of every boson energy: of the level with one quantum of the mode less that of the vacuum, 12g Σ_i V_i s_ik². */
export function quarticEnergyShifts({ map, frequencies }: SymplecticModes, wall: number): Float64Array {
  const n = frequencies.length;
  const squares = map.qq.data.map((t) => (t * t) / 2);
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const line = squares.subarray(i * n, (i + 1) * n);
    const spread = line.reduce((s, t) => s + t, 0);
    for (let k = 0; k < n; k++) out[k]! += 12 * wall * spread * line[k]!;
  }
  return out;
}
