/**
 * ln Z from both sides, and the likelihood that follows. Burda, Grosse, Salakhutdinov, AISTATS 2015.
 */
import type { Rng } from "../../numeric/random.ts";
import { LARGEST_EXACT_MOMENTS } from "../exact/moments.ts";
import { logPartitionExact } from "../exact/partition.ts";
import { freeEnergy } from "../free-energy.ts";
import type { Rbm } from "../rbm.ts";
import type { Rows, Temperature } from "../states.ts";
import {
  type Annealing,
  type AnnealingOptions,
  forwardEstimate,
  logPartitionAis,
  prepareAnnealing,
  reverseEstimate,
} from "./ais.ts";
import { type AisEstimate, type LogEstimate, sayInterval } from "./estimate.ts";
import { type TemperingOptions, temper } from "./tempering.ts";

/** As for annealing, and how the exact samples at its end are drawn. */
export interface ReverseOptions extends AnnealingOptions {
  /** Of the run that finds the starting states; one ladder a chain when left out. */
  readonly tempering?: Pick<TemperingOptions, "ladders" | "levels" | "burnIn" | "thin">;
}

/**
 * ln Z between annealing from below and from above. `value` is the exact one where there is one, else halfway
 * between the two estimates; `low` and `high` span both intervals; `reliable` says that both estimates are and that
 * their intervals overlap.
 */
export interface Sandwich extends LogEstimate {
  readonly forward: AisEstimate;
  readonly reverse: AisEstimate;
  /** Enumerated, where min(N, M) ≤ 20. */
  readonly exact?: number;
}

/**
 * ln Z by annealing backwards from states that parallel tempering finds. ⟨w⟩ is unbiased for 1/Z only as far as
 * those states are samples of the machine.
 */
export async function logPartitionReverseAis(rbm: Rbm, rng: Rng, options: ReverseOptions = {}): Promise<AisEstimate> {
  return reverseFromTempering(await prepareAnnealing(rbm, rng.child("path"), options), rng.child("reverse"), options);
}

/**
 * ln Z by both directions on one path, and exactly where min(N, M) ≤ 20. Agreement of the two is evidence and not
 * proof: both can miss a mode of the machine that lies far from their starts.
 */
export async function logPartitionSandwich(rbm: Rbm, rng: Rng, options: ReverseOptions = {}): Promise<Sandwich> {
  const annealing = await prepareAnnealing(rbm, rng.child("path"), options);
  const forward = await forwardEstimate(annealing, rng.child("forward"));
  const reverse = await reverseFromTempering(annealing, rng.child("reverse"), options);
  if (Math.min(rbm.visible, rbm.hidden) > LARGEST_EXACT_MOMENTS) return betweenBoth(forward, reverse);
  const exact = logPartitionExact(rbm, options);
  const says = `${exact.toFixed(4)} exactly; annealing forward ${forward.says}, in reverse ${reverse.says}`;
  return { forward, reverse, exact, value: exact, low: exact, high: exact, reliable: true, says };
}

/**
 * Mean log-likelihood of the rows, in nats a row, with the uncertainty of ln Z in its interval. The scatter of the
 * rows themselves is not in it.
 * @param options.logPartition an estimate of ln Z to use; by `logPartitionAis` when left out
 */
export async function logLikelihoodAis(
  rbm: Rbm,
  data: Rows,
  rng: Rng,
  options: AnnealingOptions & { readonly logPartition?: LogEstimate } = {},
): Promise<LogEstimate> {
  const { logPartition = await logPartitionAis(rbm, rng, options) } = options;
  const mean = meanLogWeight(rbm, data, options);
  const [value, low, high] = [mean - logPartition.value, mean - logPartition.high, mean - logPartition.low];
  const { reliable } = logPartition;
  const says = sayInterval(value, low, high) + (reliable ? "" : `, not reliable since ln Z = ${logPartition.says}`);
  return { value, low, high, reliable, says };
}

async function reverseFromTempering(annealing: Annealing, rng: Rng, options: ReverseOptions): Promise<AisEstimate> {
  // A ladder for every chain: states of one ladder hang together, and error bars from few ladders are rough.
  const { ladders = annealing.chains, ...rest } = options.tempering ?? {};
  const records = Math.ceil(annealing.chains / ladders);
  const { ensemble = "auto" } = options;
  const run = await temper(annealing.path, rng.child("tempering"), { ladders, records, ensemble, ...rest });
  const doubts =
    run.arrivals >= LEAST_ARRIVALS
      ? []
      : [`only ${run.arrivals.toFixed(1)} states a ladder came all the way through parallel tempering`];
  return reverseEstimate(annealing, { states: run.states, groups: ladders, doubts }, rng);
}

/** Below this, parallel tempering has hardly renewed its states. */
const LEAST_ARRIVALS = 2;

function betweenBoth(forward: AisEstimate, reverse: AisEstimate): Sandwich {
  const low = Math.min(forward.low, reverse.low);
  const high = Math.max(forward.high, reverse.high);
  const value = (forward.value + reverse.value) / 2;
  const overlap = forward.low <= reverse.high && reverse.low <= forward.high;
  const reliable = overlap && forward.reliable && reverse.reliable;
  const verdict = overlap
    ? "They agree, which is evidence and not proof: both can miss a mode far from their starts"
    : "They contradict each other: use more temperatures and longer tempering";
  const says = `between annealing forward ${forward.says} and in reverse ${reverse.says}. ${verdict}`;
  return { forward, reverse, value, low, high, reliable, says };
}

/** ⟨−β F(v)⟩ over the rows. */
function meanLogWeight(rbm: Rbm, data: Rows, { beta = 1 }: Temperature): number {
  return (-beta * freeEnergy(rbm, data, { beta }).reduce((sum, f) => sum + f, 0)) / data.rows;
}
