/**
 * The saddle. In mode α the energy is −ãx − b̃y − λxy, stationary at x* = −b̃/λ, y* = −ã/λ with the value
 * ε = ãb̃/λ. In the rotated coordinates u, w around it, E_α = ε_α − (λ_α/2)(u_α² − w_α²): it falls along u, rises
 * along w, with the singular value as curvature. Toledo-Marín et al. 2025, sheets A8–A12.
 */
import { requireWholeWithin } from "../../src/arguments.ts";
import { BoltzproofError } from "../../src/errors.ts";
import { type Matrix, matrix } from "../../src/numeric/matrix.ts";
import type { SingularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { type ModePair, rank, reciprocalFields } from "./variables.ts";

/** The saddle of the energy in reciprocal space: its coordinates by mode, and the energy there. */
export interface SaddlePoint extends ModePair {
  /** ε_α = ã_α b̃_α / λ_α, one a mode with λ_α > 0. */
  readonly energy: Float64Array;
  /** Σ_α ε_α. */
  readonly totalEnergy: number;
}

/**
 * The saddle of every mode with λ_α > 0 (x, y and energy have rank(W) entries).
 * @throws BoltzproofError "domain" when W = 0, which has no saddle.
 */
export function saddlePoint(rbm: Rbm, modes: SingularModes): SaddlePoint {
  const r = rank(modes);
  if (r === 0) {
    throw new BoltzproofError("domain", {
      found: "W = 0",
      expected: "at least one singular value above 0",
      advice: "ask for the saddle of a machine with couplings",
    });
  }
  const fields = reciprocalFields(rbm, modes);
  const lambda = modes.lambda.subarray(0, r);
  const x = lambda.map((t, k) => -fields.y[k]! / t);
  const y = lambda.map((t, k) => -fields.x[k]! / t);
  const energy = lambda.map((t, k) => (fields.x[k]! * fields.y[k]!) / t);
  return { x, y, energy, totalEnergy: energy.reduce((s, e) => s + e, 0) };
}

/** Coordinates around the saddle, one a mode. */
export interface SaddleCoordinates {
  /** Along which the energy falls, curvature −λ. */
  readonly u: Float64Array;
  /** Along which it rises, curvature +λ. */
  readonly w: Float64Array;
}

/** u = (δx + δy)/√2 and w = (δy − δx)/√2 with δ the displacement from the saddle. */
export function saddleCoordinates(saddle: ModePair, state: ModePair): SaddleCoordinates {
  const dx = saddle.x.map((s, k) => state.x[k]! - s);
  const dy = saddle.y.map((s, k) => state.y[k]! - s);
  return { u: dx.map((t, k) => (t + dy[k]!) / Math.SQRT2), w: dx.map((t, k) => (dy[k]! - t) / Math.SQRT2) };
}

/** ε − (λ/2)(u² − w²), summed over the modes that the coordinates have. */
export function energyAtSaddleCoordinates(saddle: SaddlePoint, modes: SingularModes, at: SaddleCoordinates): number {
  let sum = saddle.totalEnergy;
  for (let k = 0; k < at.u.length; k++) sum -= (modes.lambda[k]! / 2) * (at.u[k]! ** 2 - at.w[k]! ** 2);
  return sum;
}

/** What the energy of a state loses to rounding in coordinates about the saddle, in units of float64: weak modes have theirs far away. */
export function saddleRounding({ x, y }: ModePair, { lambda }: SingularModes): number {
  return 1 + lambda[0]! * (1 + Math.hypot(...x)) * (1 + Math.hypot(...y));
}

/** Hessian of E in (v, h): −[[0, W], [Wᵀ, 0]], (N+M)×(N+M). */
export function energyHessian(rbm: Rbm): Matrix {
  const { visible: N, hidden: M, W } = rbm;
  const out = matrix(N + M, N + M);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < M; j++) {
      const w = -W.data[i * M + j]!;
      out.data[i * (N + M) + N + j] = w;
      out.data[(N + j) * (N + M) + i] = w;
    }
  }
  return out;
}

/** Polar coordinates around the saddle of each mode: R = √(δx² + δy²), Θ = atan2(δy, δx). Sheet A14. */
export function polarCoordinates(saddle: ModePair, state: ModePair): { R: Float64Array; Theta: Float64Array } {
  const R = saddle.x.map((s, k) => Math.hypot(state.x[k]! - s, state.y[k]! - saddle.y[k]!));
  const Theta = saddle.x.map((s, k) => Math.atan2(state.y[k]! - saddle.y[k]!, state.x[k]! - s));
  return { R, Theta };
}

/** Energy of one mode per unit, (−ãx − b̃y − λxy)/(N+M): the landscape that the paper's figures contour. */
export function modeLandscape(rbm: Rbm, modes: SingularModes, mode: number): (x: number, y: number) => number {
  const fields = reciprocalFields(rbm, modes);
  requireWholeWithin("mode", mode, 0, modes.lambda.length - 1);
  const a = fields.x[mode]!;
  const b = fields.y[mode]!;
  const lambda = modes.lambda[mode]!;
  const units = rbm.visible + rbm.hidden;
  return (x, y) => -(a * x + b * y + lambda * x * y) / units;
}
