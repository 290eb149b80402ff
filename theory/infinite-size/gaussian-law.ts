/**
 * Reciprocal variables as N → ∞. Over all states x_α is a sum of independent bounded terms and becomes Gaussian where
 * the singular vector is spread out (A41, A42). Under the model, finitely many modes on top of it stay Gaussian below
 * the transition, with the precision 1/σ² − βλ along u and 1/σ² + βλ along w (A43). An extensive number of modes
 * shares the constraint Σ_α⟨ξ_α²⟩ = N/4 and stiffens: 4 becomes r_v and r_h (A44, a reconstruction that the naive law
 * lacks).
 *
 * Toledo-Marín et al. 2025 state the Gaussian limit; sheets A41–A44.
 */
import { requireWholeWithin } from "../../src/arguments.ts";
import { BoltzproofError } from "../../src/errors.ts";

/** Kurtosis of x_α over all states, exact for both kinds of unit: 3 − 2 Σ_i U_iα⁴. */
export function kurtosisOfMode(participation: number): number {
  return 3 - 2 * participation;
}

/** Its mean for a vector uniform on the sphere, 3 − 6/(N+2). */
export function meanKurtosisHaar(n: number): number {
  requireWholeWithin("n", n, 1, Number.MAX_SAFE_INTEGER);
  return 3 - 6 / (n + 2);
}

/** max |He₃(z) φ(z)| over z, at z² = 3 − √6. */
const EDGEWORTH_SHAPE = 0.5506;

/** Leading size of sup|F − Φ| of x_α over all states, from Q = Σ_i U_iα⁴ (A42). */
export function edgeworthDistance(participation: number): number {
  return (participation / 12) * EDGEWORTH_SHAPE;
}

/** Second moments of one mode under the model. */
export interface ModeCovariance {
  readonly varianceX: number;
  readonly varianceY: number;
  readonly covariance: number;
}

/**
 * Gaussian law of a mode with stiffnesses r_v and r_h of its two coordinates and coupling βλ: the inverse of
 * [[r_v, −βλ], [−βλ, r_h]]. With r_v = r_h = 4 the naive law (A43) of {0,1} units.
 * @throws BoltzproofError "domain" for βλ ≥ √(r_v r_h), where the mode is unstable and no Gaussian law exists.
 */
export function modeCovariance(lambda: number, visibleStiffness = 4, hiddenStiffness = 4): ModeCovariance {
  const determinant = visibleStiffness * hiddenStiffness - lambda ** 2;
  if (!(determinant > 0)) {
    throw new BoltzproofError("domain", {
      found: `βλ = ${lambda} with stiffnesses ${visibleStiffness} and ${hiddenStiffness}`,
      expected: `βλ < ${Math.sqrt(visibleStiffness * hiddenStiffness)}, where the mode is stable`,
      advice: "raise the temperature, or expand about a broken solution",
    });
  }
  return {
    varianceX: hiddenStiffness / determinant,
    varianceY: visibleStiffness / determinant,
    covariance: lambda / determinant,
  };
}

/** Stiffness of the two layers beside the bulk of the spectrum. */
export interface BulkStiffness {
  readonly visible: number;
  readonly hidden: number;
  readonly iterations: number;
  /** Largest violation of the two constraints, relative to ¼. */
  readonly residual: number;
}

/** 4 + σ²M/4 and 4 + σ²N/4: the stiffnesses of independent weights (A44, closed form). */
export function bulkStiffnessOfEnsemble(
  visible: number,
  hidden: number,
  sigma: number,
): { visible: number; hidden: number } {
  return { visible: 4 + (sigma ** 2 * hidden) / 4, hidden: 4 + (sigma ** 2 * visible) / 4 };
}

const ITERATIONS = 10_000;
const TOLERANCE = 1e-12;

/**
 * Stiffnesses r_v, r_h at which the modes of any W keep the variance of every unit at ¼ (paramagnet, means ½):
 * (1/N)[Σ_α r_h/(r_v r_h − λ_α²) + (N−L)/r_v] = ¼ and the same for the hidden layer. Damped fixed point.
 * @param lambda all L = min(N, M) values of βλ
 * @throws BoltzproofError "not-converged" when there is no paramagnetic solution.
 */
export function solveBulkStiffness(lambda: ArrayLike<number>, visible: number, hidden: number): BulkStiffness {
  let rv = 4 + Math.max(0, ...Array.from(lambda));
  let rh = rv;
  for (let n = 1; n <= ITERATIONS; n++) {
    const [v, h] = unitVariances(lambda, visible, hidden, rv, rh);
    const residual = 4 * Math.max(Math.abs(v - 0.25), Math.abs(h - 0.25));
    if (residual < TOLERANCE) return { visible: rv, hidden: rh, iterations: n, residual };
    // A stiffness that is too small gives a variance that is too large: move against the error, half way.
    rv *= 1 + (4 * v - 1) / 2;
    rh *= 1 + (4 * h - 1) / 2;
    if (!(rv * rh > (lambda[0] ?? 0) ** 2)) break;
  }
  throw new BoltzproofError("not-converged", {
    found: `no stiffness that keeps the variances at ¼ for λ_1 = ${lambda[0]}`,
    expected: "a paramagnetic machine",
    advice: "raise the temperature until the modes are stable",
  });
}

/** Mean variance of a visible and of a hidden unit for given stiffnesses. */
function unitVariances(lambda: ArrayLike<number>, N: number, M: number, rv: number, rh: number): [number, number] {
  let [v, h] = [(N - lambda.length) / rv, (M - lambda.length) / rh];
  for (let k = 0; k < lambda.length; k++) {
    const determinant = rv * rh - lambda[k]! ** 2;
    v += rh / determinant;
    h += rv / determinant;
  }
  return [v / N, h / M];
}
