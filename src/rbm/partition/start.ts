/**
 * Where annealing starts. Any start gives the right Z with enough temperatures, but how many are enough depends on
 * it: from fair coins, a machine trained on MNIST is missed by nats with intervals that look fine, since the path
 * then leads through states that are nothing like the machine's.
 */
import { baseRateBias } from "../../data/statistics.ts";
import { BoltzproofError } from "../../errors.ts";
import { type BitMatrix, packBits } from "../../numeric/bits.ts";
import type { Rng } from "../../numeric/random.ts";
import type { Rbm, Units } from "../rbm.ts";
import { sampleVisibleGivenHidden, uniformStates } from "../sampling.ts";
import type { EnsembleFactory } from "./ensemble.ts";
import { type AnnealingPath, machineAt, pathBetween } from "./path.ts";

/** Where the path starts. */
export interface PathOptions {
  /** Inverse temperature of the machine; 1 when left out. */
  readonly beta?: number;
  /**
   * Rows whose frequencies the units have at t = 0 (the base-rate model of the training data is a good choice), or
   * the biases a₀ themselves. Left out: frequencies found by a short run of Gibbs chains, which is not as good.
   */
  readonly start?: BitMatrix | Float64Array;
}

/** @throws BoltzproofError "shape" when the start does not fit the machine. */
export async function annealingPath(
  rbm: Rbm,
  rng: Rng,
  { beta = 1, start }: PathOptions,
  ensemble: EnsembleFactory,
): Promise<AnnealingPath> {
  const target = machineAt(pathBetween(new Float64Array(rbm.visible), rbm), beta); // exp(−βE) at temperature 1
  const bits = start ?? (await gibbsStates(target, ensemble, rng));
  return pathBetween(referenceBiases(target, bits), target);
}

function referenceBiases({ visible, visibleUnits }: Rbm, start: BitMatrix | Float64Array): Float64Array {
  const biases = start instanceof Float64Array ? start : perUnit(visibleUnits, baseRateBias(start));
  if (biases.length === visible) return biases;
  throw new BoltzproofError("shape", {
    found: `a start of ${biases.length} units`,
    expected: `${visible}, the visible units of the machine`,
    advice: "give rows or biases of the same machine",
  });
}

/** Some chains after some sweeps from random hidden states. */
async function gibbsStates(rbm: Rbm, ensemble: EnsembleFactory, rng: Rng): Promise<BitMatrix> {
  const [chains, sweeps] = [100, 100];
  const hidden = uniformStates(chains, rbm.hidden, rbm.hiddenUnits, rng);
  const path = pathBetween(new Float64Array(rbm.visible), rbm);
  const states = await ensemble(path, sampleVisibleGivenHidden(rbm, hidden, rng));
  for (let sweep = 1; sweep <= sweeps; sweep++) await states.sweep(1, rng.child(sweep));
  const bits = packBits(states.states());
  await states.dispose();
  return bits;
}

/** Log-odds as biases: equal for {0, 1} units, half for ±1. */
function perUnit(units: Units, logOdds: Float64Array): Float64Array {
  return units === "binary" ? logOdds : logOdds.map((x) => x / 2);
}
