/**
 * Solutions of the TAP equations. Each unit sees the field of mean field less its own reaction through the other layer,
 *
 *   m_i = ⟨v_i⟩ under βa_i + β(Wn)_i + (β²/2) V′(m_i) Σ_j W_ij² V_j + (β³/6) K′(m_i) Σ_j W_ij³ K_j,
 *
 * which for ±1 is the −m_i Σ_j W_ij²(1 − n_j²) of the textbooks and for {0, 1} −(m_i − ½) Σ_j W_ij² n_j(1 − n_j). The
 * time indices are those of approximate message passing: a reaction takes the own mean of the step before. Without
 * damping the iteration converges where the replica-symmetric solution is stable, and not elsewhere.
 * Bolthausen, Commun. Math. Phys. 325, 333 (2014); sheets B18 and B20 for Decelle, Fissore, Furtlehner 2018.
 */
import { multiplyVector, multiplyVectorTransposed } from "../../src/numeric/matrix.ts";
import {
  inputsHiddenGivenVisible,
  inputsVisibleGivenHidden,
  meanVisibleGivenHidden,
} from "../../src/rbm/conditionals.ts";
import type { Rbm, Units } from "../../src/rbm/rbm.ts";
import { meanOfUnit } from "../../src/rbm/states.ts";
import {
  type FixedPoint,
  type IterationOptions,
  iterateToFixedPoint,
  type LayerMeans,
} from "../mean-field/fixed-point.ts";
import { centreOf, requireStart } from "../mean-field/solve.ts";
import { layerCumulants, powerOf, type TapOptions, tapFreeEnergy } from "./free-energy.ts";

/** One step of the iteration: temperature, order, damping. */
export interface TapIteration extends TapOptions {
  /** Part of the old means that an update keeps, 0 … 1; 0.5 when left out. */
  readonly damping?: number;
}

/** Start, damping, tolerance and order of the TAP solver. */
export interface TapSolverOptions extends TapIteration, IterationOptions {
  /** Hidden means to start from, length M; the means without any input (½ or 0) when left out. */
  readonly start?: Float64Array;
}

/** Unit means that solve the TAP equations, and how the iteration went. */
export interface TapSolution extends FixedPoint {
  /** F_TAP of the given order, in the machine's units of energy. */
  readonly freeEnergy: number;
}

/** The right-hand sides of the equations: one layer from the other one and its own means, which make its reaction. */
export interface TapEquations {
  visible(n: Float64Array, own: Float64Array): Float64Array;
  hidden(m: Float64Array, own: Float64Array): Float64Array;
}

/** The equations of a machine, with the powers of its weights formed once. */
export function tapEquations(rbm: Rbm, { beta = 1, order = 2 }: TapOptions = {}): TapEquations {
  const squares = powerOf(rbm.W, 2);
  const cubes = order === 3 ? powerOf(rbm.W, 3) : undefined;
  const means = (units: Units, field: Float64Array, own: Float64Array, second: Float64Array, third?: Float64Array) => {
    const { slopeV, slopeK } = layerCumulants(units, own);
    return field.map((t, i) => {
      const reaction = (beta ** 2 / 2) * slopeV[i]! * second[i]!;
      const next = third === undefined ? 0 : (beta ** 3 / 6) * slopeK[i]! * third[i]!;
      return meanOfUnit(units, beta * t + reaction + next);
    });
  };
  return {
    visible(n, own) {
      const { V, K } = layerCumulants(rbm.hiddenUnits, n);
      const third = cubes && multiplyVector(cubes, K);
      return means(rbm.visibleUnits, inputsVisibleGivenHidden(rbm, n), own, multiplyVector(squares, V), third);
    },
    hidden(m, own) {
      const { V, K } = layerCumulants(rbm.visibleUnits, m);
      const third = cubes && multiplyVectorTransposed(cubes, K);
      const second = multiplyVectorTransposed(squares, V);
      return means(rbm.hiddenUnits, inputsHiddenGivenVisible(rbm, m), own, second, third);
    },
  };
}

/** One update of both layers, n from m and then m from the new n; reactions take the own means of the step before. */
export function tapStep(rbm: Rbm, options: TapIteration = {}): (means: LayerMeans) => LayerMeans {
  const { damping = 0.5 } = options;
  const equations = tapEquations(rbm, options);
  const mix = (fresh: Float64Array, old: Float64Array): Float64Array =>
    fresh.map((t, i) => (1 - damping) * t + damping * old[i]!);
  return (means) => {
    const n = mix(equations.hidden(means.m, means.n), means.n);
    return { m: mix(equations.visible(n, means.m), means.m), n };
  };
}

/**
 * The solution of the TAP equations that the iteration reaches from a start. A fixed point need not be a minimum:
 * `tapStability` tells.
 * @throws BoltzproofError "not-converged" when the iterations run out, unless told to report; "shape" for a start that
 * does not fit.
 */
export function solveTap(rbm: Rbm, options: TapSolverOptions = {}): TapSolution {
  const { start = centreOf(rbm).n } = options;
  requireStart(rbm, start);
  const first: LayerMeans = { m: meanVisibleGivenHidden(rbm, start, options), n: start };
  const found = iterateToFixedPoint("TAP updates", tapStep(rbm, options), first, options);
  return { ...found, freeEnergy: tapFreeEnergy(rbm, found.m, found.n, options) };
}
