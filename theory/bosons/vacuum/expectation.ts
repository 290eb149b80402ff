/**
 * The partition function as a vacuum expectation, exact (a reconstruction): one boson a mode, [â_α, â_β†] = δ_αβ,
 *
 *   Z = ⟨0| Π_i Σ_v e^{v(βa_i + Σ_α √(βλ_α) U_iα â_α)} Π_j Σ_h e^{h(βb_j + Σ_α √(βλ_α) V_jα â_α†)} |0⟩,
 *
 * because ⟨0|e^{pâ}e^{qâ†}|0⟩ = e^{pq}. A visible configuration is the coherent bra ⟨√(βλ)x(v)|, a hidden one the
 * coherent ket |√(βλ)y(h)⟩, unnormalised, and Z = Σ e^{βa·v + βb·h}⟨√(βλ)x|√(βλ)y⟩. Sheet A46 and appendix D9 for
 * Toledo-Marín et al. 2025.
 */
import { BoltzproofError } from "../../../src/errors.ts";
import { logSumExp, refineUntilStill } from "../../../src/numeric/index.ts";
import { dot, type Matrix, matrixFrom, row } from "../../../src/numeric/matrix.ts";
import { singularModes } from "../../../src/rbm/modes.ts";
import type { Rbm, Units } from "../../../src/rbm/rbm.ts";
import { offValue, type Temperature } from "../../../src/rbm/states.ts";
import { reciprocalVariables } from "../../reciprocal-space/variables.ts";
import { configurations } from "../../support/machines.ts";

/** Temperature, and how many number states of each mode to go up to. */
export interface FockPartitionOptions extends Temperature {
  /** Largest change of ln Z on raising the cut-off; 1e-12 when left out. */
  readonly tolerance?: number;
  /** Number states of all modes together that a cut-off may lead to; 200,000 when left out. */
  readonly maxStates?: number;
}

/** ln Z (a pure number) from a truncated trace over number states, and how far it has settled. */
export interface FockPartition {
  readonly logPartition: number;
  /** Number states 0 … cutoff − 1 of each mode. */
  readonly cutoff: number;
  /** Change of ln Z at the last increase of the cut-off. */
  readonly change: number;
}

/**
 * ln Z from the two states Π_i(…)†|0⟩ and Π_j(…)|0⟩ in the number basis, the cut-off raised until it stands still; for
 * machines of a few modes with λ > 0.
 * @throws BoltzproofError "not-converged" when the states allowed do not suffice.
 */
export function fockPartition(rbm: Rbm, options: FockPartitionOptions = {}): FockPartition {
  const { beta = 1, tolerance = 1e-12, maxStates = 200_000 } = options;
  const { U, V, lambda } = singularModes(rbm);
  const strengths = Array.from(lambda, (t) => Math.sqrt(beta * t)).filter((t) => t > 0);
  const at = (cutoff: number): number => {
    const bra = layerState(rbm.visibleUnits, scaled(rbm.a, beta), amplitudes(U, strengths), cutoff);
    const ket = layerState(rbm.hiddenUnits, scaled(rbm.b, beta), amplitudes(V, strengths), cutoff);
    return Math.log(dot(bra, ket));
  };
  const cutoffs: [number, ...number[]] = [6];
  for (let next = 8; next ** strengths.length <= maxStates && next <= LARGEST_CUTOFF; next = Math.ceil(1.3 * next)) {
    cutoffs.push(next);
  }
  const distance = (before: number, after: number): number => Math.abs(after - before);
  const { value, size, change, still } = refineUntilStill(cutoffs, at, distance, tolerance);
  if (still) return { logPartition: value, cutoff: size, change };
  throw new BoltzproofError("not-converged", {
    found: `a ln Z that still moves by ${change} at ${size} states for each of ${strengths.length} modes`,
    expected: `a change of at most ${tolerance}`,
    advice: "raise maxStates, or take a machine of fewer or weaker modes",
  });
}

/** Number states of one mode, for machines whose few modes would allow any number. */
const LARGEST_CUTOFF = 2000;

/** Most units for which coherentPartition sums over all pairs of configurations. */
const LARGEST_COHERENT = 20;

/**
 * ln Z as the sum over pairs of coherent states.
 * @throws BoltzproofError "domain" for more than 20 units.
 */
export function coherentPartition(rbm: Rbm, { beta = 1 }: Temperature = {}): number {
  if (rbm.visible + rbm.hidden > LARGEST_COHERENT) {
    throw new BoltzproofError("domain", {
      found: `a machine of ${rbm.visible + rbm.hidden} units`,
      expected: `at most ${LARGEST_COHERENT}, whose pairs of configurations can be summed`,
      advice: "use logPartitionExact",
    });
  }
  const modes = singularModes(rbm);
  const strengths = modes.lambda.map((t) => Math.sqrt(beta * t));
  const logs: number[] = [];
  for (const v of configurations(rbm.visible, rbm.visibleUnits)) {
    for (const h of configurations(rbm.hidden, rbm.hiddenUnits)) {
      const { x, y } = reciprocalVariables(modes, v, h);
      const overlap = dot(
        x.map((t, k) => strengths[k]! * t),
        y.map((t, k) => strengths[k]! * t),
      );
      logs.push(beta * (dot(rbm.a, v) + dot(rbm.b, h)) + overlap);
    }
  }
  return logSumExp(logs);
}

const scaled = (x: Float64Array, factor: number): Float64Array => x.map((t) => factor * t);

/** √(βλ_α)U_iα for the coupled modes. */
function amplitudes(U: Matrix, strengths: readonly number[]): Matrix {
  return matrixFrom(U.rows, strengths.length, (i, k) => strengths[k]! * U.data[i * U.cols + k]!);
}

/** Π_i Σ_v e^{v(bias_i + p_i·a†)} |0⟩ in the number basis, first mode slowest. */
function layerState(units: Units, bias: Float64Array, p: Matrix, cutoff: number): Float64Array {
  let state = new Float64Array(cutoff ** p.cols);
  state[0] = 1;
  bias.forEach((field, i) => {
    const sum = new Float64Array(state.length);
    for (const value of [offValue(units), 1]) {
      const weight = Math.exp(value * field);
      displaced(state, scaled(row(p, i), value), cutoff).forEach((t, n) => {
        sum[n]! += weight * t;
      });
    }
    state = sum;
  });
  return state;
}

/** e^{p·a†} on a state: exact below the cut-off, because creation never comes down. */
function displaced(state: Float64Array, p: Float64Array, cutoff: number): Float64Array {
  let current = state;
  p.forEach((t, mode) => {
    if (t === 0) return;
    const next = new Float64Array(current.length);
    const stride = cutoff ** (p.length - 1 - mode);
    for (let n = 0; n < next.length; n++) {
      const level = Math.floor(n / stride) % cutoff;
      let amplitude = 1; // t^k/k! √(level!/(level−k)!)
      for (let k = 0; k <= level; k++) {
        next[n]! += amplitude * current[n - k * stride]!;
        amplitude *= (t / (k + 1)) * Math.sqrt(level - k);
      }
    }
    current = next;
  });
  return current;
}
