/**
 * A machine with one uniform mode, W = λ pqᵀ with p_i = 1/√N and q_j = 1/√M, and fields that make the centre of both
 * layers a solution. Its law depends on the two sums of units alone, so it is known exactly at sizes where the
 * transition shows. The check on mean field here; the paper has no such machine.
 */
import { matrixFrom } from "../../src/numeric/matrix.ts";
import { gammaln, logSumExp } from "../../src/numeric/special.ts";
import type { Rbm, Units } from "../../src/rbm/rbm.ts";
import { meanOfUnit } from "../../src/rbm/states.ts";
import { centredMachine } from "../support/machines.ts";
import { unitLaw } from "./unit-law.ts";

export interface UniformMode {
  readonly visible: number;
  readonly hidden: number;
  readonly lambda: number;
  readonly visibleUnits: Units;
  readonly hiddenUnits: Units;
}

/** The machine itself. */
export function uniformModeMachine({ visible, hidden, lambda, visibleUnits, hiddenUnits }: UniformMode): Rbm {
  const W = matrixFrom(visible, hidden, () => lambda / Math.sqrt(visible * hidden));
  return centredMachine(W, visibleUnits, hiddenUnits);
}

/** Moments of u = (ξ + η)/√2 and w = (η − ξ)/√2, where ξ = Σ_i (v_i − centre)/√N and η likewise; at β = 1. */
export interface UniformModeMoments {
  readonly u2: number;
  readonly w2: number;
  readonly u4: number;
}

/** Exactly, by the (N+1)(M+1) values of the two sums. E = −λξη up to a constant. */
export function uniformModeMoments(mode: UniformMode): UniformModeMoments {
  let [u2, w2, u4] = [0, 0, 0];
  sumOverStates(mode, (p, x, y) => {
    u2 += (p * (x + y) ** 2) / 2;
    w2 += (p * (y - x) ** 2) / 2;
    u4 += (p * (x + y) ** 4) / 4;
  });
  return { u2, w2, u4 };
}

/**
 * Autocorrelation of ξ over one sweep of block Gibbs sampling (hidden given visible, visible given hidden), exactly: the
 * sweep passes through η, so the covariance of ξ before and after is the variance of ⟨ξ | η⟩.
 */
export function uniformModeAutocorrelation(mode: UniformMode): number {
  const { centre } = unitLaw(mode.visibleUnits);
  const side = Math.sqrt(mode.visible);
  let [before, both] = [0, 0];
  sumOverStates(mode, (p, x, y) => {
    const given = side * (meanOfUnit(mode.visibleUnits, (mode.lambda * y) / side) - centre);
    before += p * x * x;
    both += p * given * given;
  });
  return both / before;
}

/** Calls f with the probability and ξ, η of every pair of sums; ⟨ξ⟩ = ⟨η⟩ = 0. */
function sumOverStates(mode: UniformMode, f: (p: number, xi: number, eta: number) => void): void {
  const v = sumLaw(mode.visible, mode.visibleUnits);
  const h = sumLaw(mode.hidden, mode.hiddenUnits);
  const logs = matrixFrom(v.length, h.length, (k, l) => {
    return v[k]!.logCount + h[l]!.logCount + mode.lambda * v[k]!.value * h[l]!.value;
  }).data;
  const total = logSumExp(logs);
  logs.forEach((t, index) => {
    f(Math.exp(t - total), v[Math.floor(index / h.length)]!.value, h[index % h.length]!.value);
  });
}

/** Values of Σ_i (unit_i − centre)/√n and ln of the number of states with each. */
function sumLaw(n: number, units: Units): { readonly value: number; readonly logCount: number }[] {
  const off = units === "binary" ? 0 : -1;
  const { centre } = unitLaw(units);
  return Array.from({ length: n + 1 }, (_, on) => ({
    value: (on + off * (n - on) - n * centre) / Math.sqrt(n),
    logCount: gammaln(n + 1) - gammaln(on + 1) - gammaln(n - on + 1),
  }));
}
