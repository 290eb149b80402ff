/**
 * Initial value problems dy/dt = f(t, y): the classical fourth-order step as the obvious method, and the adaptive
 * pair of Dormand and Prince (J. Comput. Appl. Math. 6, 19, 1980) that holds a tolerance.
 */
import { BoltzproofError } from "../errors.ts";

/** The derivative of y at t; y must not be changed. */
export type Derivative = (t: number, y: Float64Array) => ArrayLike<number>;

/** The states at the wanted times, and what it took to get there. */
export interface OdeSolution {
  readonly times: Float64Array;
  /** states[k] is y at times[k]. */
  readonly states: readonly Float64Array[];
  /** Accepted and rejected steps. */
  readonly accepted: number;
  readonly rejected: number;
}

/** Tolerances and limits of the adaptive solver. */
export interface OdeOptions {
  /** Error a step, relative to |y|, 1e-9 when left out. */
  readonly relativeTolerance?: number;
  /** Error a step, absolute, 1e-12 when left out. */
  readonly absoluteTolerance?: number;
  /** 100,000 when left out. */
  readonly maxSteps?: number;
  /** Longest step; without it, steps grow in a quiet stretch and may leap over a pulse behind it. */
  readonly maxStep?: number;
}

/**
 * y after so many equal steps of the classical Runge–Kutta method from t0 to t1; error O(step⁴).
 * @throws BoltzproofError "domain" unless steps is a whole number ≥ 1, "not-converged" when y becomes NaN or ∞.
 */
export function rungeKutta4(f: Derivative, y0: ArrayLike<number>, t0: number, t1: number, steps: number): Float64Array {
  if (!(Number.isInteger(steps) && steps >= 1)) {
    throw new BoltzproofError("domain", {
      found: `${steps} steps`,
      expected: "a whole number ≥ 1",
      advice: "choose the step from the fastest rate of the equation",
    });
  }
  const h = (t1 - t0) / steps;
  let y: Float64Array = Float64Array.from(y0);
  for (let k = 0; k < steps; k++) {
    const t = t0 + k * h;
    const k1 = f(t, y);
    const k2 = f(t + h / 2, combine(y, h, [0.5], [k1]));
    const k3 = f(t + h / 2, combine(y, h, [0.5], [k2]));
    const k4 = f(t + h, combine(y, h, [1], [k3]));
    y = combine(y, h, [1 / 6, 1 / 3, 1 / 3, 1 / 6], [k1, k2, k3, k4]);
  }
  if (!y.every(Number.isFinite)) throw notConverged(t1, Math.abs(h), "the state is no longer finite");
  return y;
}

/** Stages of the Dormand–Prince pair: times, then the weights of the earlier slopes. */
const STAGE_TIMES = [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1];
const STAGES = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];
/** Fifth-order minus fourth-order weights. */
const ERROR_WEIGHTS = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];

/**
 * y at each of the given times, which must rise or fall strictly from the first, where y = y0.
 * @throws BoltzproofError "domain" for times that do not, "not-converged" when the step underflows, the state
 * becomes NaN or ∞, or the steps run out.
 */
export function solveOde(
  f: Derivative,
  y0: ArrayLike<number>,
  times: ArrayLike<number>,
  options: OdeOptions = {},
): OdeSolution {
  const at = Float64Array.from(times);
  requireMonotone(at);
  const run = { t: at[0]!, y: Float64Array.from(y0), h: 0, accepted: 0, rejected: 0 };
  run.h = at.length > 1 ? (at[1]! - at[0]!) / 100 : 0;
  const states = [run.y];
  for (let k = 1; k < at.length; k++) {
    advance(f, run, at[k]!, options);
    states.push(run.y);
  }
  return { times: at, states, accepted: run.accepted, rejected: run.rejected };
}

interface Run {
  t: number;
  y: Float64Array;
  h: number;
  accepted: number;
  rejected: number;
}

/** Steps to exactly t1. The step that a short last stretch cuts does not lower the next one. */
function advance(f: Derivative, run: Run, t1: number, options: OdeOptions): void {
  const { maxSteps = 100_000, maxStep = Number.POSITIVE_INFINITY } = options;
  if (!(maxStep > 0)) throw wrongStep(maxStep);
  while (run.t !== t1) {
    const rest = t1 - run.t;
    if (Math.abs(run.h) > maxStep) run.h = Math.sign(rest) * maxStep;
    const last = Math.abs(run.h) >= Math.abs(rest);
    const h = last ? rest : run.h;
    if (run.t + h === run.t) throw notConverged(run.t, Math.abs(h), "the step is below the spacing of doubles");
    if (run.accepted + run.rejected >= maxSteps)
      throw notConverged(run.t, Math.abs(h), `${maxSteps} steps are used up`);
    const { next, error } = tryStep(f, run.t, run.y, h, options);
    // A NaN error rejects and shrinks, so that a state that blows up ends in an underflow of the step.
    const factor = error > 0 ? Math.min(5, Math.max(0.2, 0.9 * error ** -0.2)) : error === 0 ? 5 : 0.2;
    if (error <= 1) {
      run.t = last ? t1 : run.t + h;
      run.y = next;
      run.accepted++;
      if (!last || factor < 1) run.h = h * factor;
    } else {
      run.rejected++;
      run.h = h * Math.min(0.9, factor);
    }
  }
}

function tryStep(f: Derivative, t: number, y: Float64Array, h: number, options: OdeOptions) {
  const { relativeTolerance = 1e-9, absoluteTolerance = 1e-12 } = options;
  const slopes: ArrayLike<number>[] = [];
  let next = y;
  STAGES.forEach((weights, stage) => {
    next = combine(y, h, weights, slopes);
    slopes.push(f(t + STAGE_TIMES[stage]! * h, next));
  });
  const difference = combine(new Float64Array(y.length), h, ERROR_WEIGHTS, slopes);
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const scale = absoluteTolerance + relativeTolerance * Math.max(Math.abs(y[i]!), Math.abs(next[i]!));
    sum += (difference[i]! / scale) ** 2;
  }
  return { next, error: Math.sqrt(sum / Math.max(1, y.length)) };
}

/** y + h Σ weights[k] slopes[k]. */
function combine(
  y: Float64Array,
  h: number,
  weights: readonly number[],
  slopes: readonly ArrayLike<number>[],
): Float64Array {
  const out = y.slice();
  weights.forEach((w, k) => {
    const slope = slopes[k]!;
    for (let i = 0; i < out.length; i++) out[i]! += h * w * slope[i]!;
  });
  return out;
}

function requireMonotone(times: Float64Array): void {
  const direction = Math.sign(times[1]! - times[0]!);
  const bad = times.findIndex((t, k) => !Number.isFinite(t) || (k > 0 && Math.sign(t - times[k - 1]!) !== direction));
  if (times.length > 0 && bad < 0 && direction !== 0) return;
  throw new BoltzproofError("domain", {
    found: times.length === 0 ? "no times" : `time ${Math.max(bad, 0)} at ${times[Math.max(bad, 0)]}`,
    expected: "finite times that strictly rise or strictly fall from the start",
    advice: "give the start first and leave out repeated times",
  });
}

function notConverged(t: number, h: number, why: string): BoltzproofError {
  return new BoltzproofError("not-converged", {
    found: `a solution stuck at t = ${t} with step ${h}, because ${why}`,
    expected: "a solution up to the last time",
    advice: "look for a blow-up there, loosen the tolerance or shorten the range",
  });
}

function wrongStep(maxStep: number): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `the longest step ${maxStep}`,
    expected: "a positive number",
    advice: "leave maxStep out where steps need no bound",
  });
}
