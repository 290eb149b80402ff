/**
 * Exact partition function and likelihood by summing over the states of the smaller layer: 2^min(N, M) terms.
 * ln Z = ln Σ_h e^{b·h} Π_i (1 + e^{a_i + (Wh)_i}), sheet A3; Toledo-Marín et al. (2025).
 */
import { freeEnergy } from "../free-energy.ts";
import type { Rbm } from "../rbm.ts";
import type { Rows, Temperature } from "../states.ts";
import { type Enumeration, enumerationOf, forEachState, type Inputs, inputsOf } from "./enumerate.ts";

/** min(N, M) up to which `logPartitionExact` works: 2^25 states, about a minute for N = 784. */
export const LARGEST_EXACT_PARTITION = 25;

/**
 * ln Z = ln Σ_{v,h} exp(−β E(v, h)), in nats, for any kinds of unit. Takes 2^min(N,M) · max(N,M) operations.
 * @throws BoltzproofError "domain" when min(N, M) > 25.
 */
export function logPartitionExact(rbm: Rbm, { beta = 1 }: Temperature = {}): number {
  const e = enumerationOf(rbm, beta, LARGEST_EXACT_PARTITION);
  return logPartitionOf(e, inputsOf(e)) + e.logConstant;
}

/** ln Z of the enumerated machine, with either version of the inputs. */
export function logPartitionOf(e: Enumeration, inputs: Inputs): number {
  const sum = new LogSum();
  forEachState(e, inputs, (bias, x) => sum.add(bias + inputs.logNormaliser(x)));
  return sum.value();
}

/**
 * Exact mean log-likelihood of the rows, in nats a row: ⟨−β F(v)⟩ − ln Z.
 * @param options.logPartition ln Z where it is known already
 * @throws BoltzproofError "domain" when min(N, M) > 25 and ln Z is not given.
 */
export function logLikelihoodExact(
  rbm: Rbm,
  data: Rows,
  options: Temperature & { readonly logPartition?: number } = {},
): number {
  const { beta = 1, logPartition = logPartitionExact(rbm, options) } = options;
  const mean = freeEnergy(rbm, data, { beta }).reduce((sum, f) => sum + f, 0) / data.rows;
  return -beta * mean - logPartition;
}

/** ln Σ e^{x} over a stream of x: relative to the largest x so far, with Neumaier's compensation of the sum. */
class LogSum {
  #largest = -Infinity;
  #sum = 0;
  #lost = 0;

  add(x: number): void {
    if (x > this.#largest) {
      const shrink = Math.exp(this.#largest - x);
      this.#sum *= shrink;
      this.#lost *= shrink;
      this.#largest = x;
    }
    const term = Math.exp(x - this.#largest);
    const total = this.#sum + term;
    this.#lost += this.#sum >= term ? this.#sum - total + term : term - total + this.#sum;
    this.#sum = total;
  }

  value(): number {
    return this.#largest + Math.log(this.#sum + this.#lost);
  }
}
