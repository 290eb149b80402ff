/**
 * The path of machines that annealing and tempering walk along: from independent units at t = 0, whose partition
 * function is known, to the machine in question at t = 1. With reference biases a₀ for the visible units,
 *
 *   ln p*_t(v) = ((1 − t) a₀ + t a)·v + Σ_j ln Σ_h exp(t h (b + Wᵀv)_j),
 *   Z_0 = 2^M Π_i Σ_v exp(a₀ v).
 *
 * Salakhutdinov, Murray, ICML 2008, eqs. 15–17.
 */
import { baseRateBias } from "../../data/statistics.ts";
import { BoltzproofError } from "../../errors.ts";
import type { BitMatrix } from "../../numeric/bits.ts";
import { matrix } from "../../numeric/matrix.ts";
import type { Rng } from "../../numeric/random.ts";
import { logit } from "../../numeric/special.ts";
import { probabilityVisibleOn } from "../conditionals.ts";
import { Rbm, type Units } from "../rbm.ts";
import { sampleHiddenGivenVisible, sampleVisibleGivenHidden, uniformStates } from "../sampling.ts";
import { logNormaliser } from "../states.ts";

export interface AnnealingPath {
  /** The machine at t = 1, with β in its parameters. */
  readonly target: Rbm;
  /** a₀, length N. */
  readonly reference: Float64Array;
  /** ln Z_0. */
  readonly logPartitionStart: number;
}

/** Where the path starts. */
export interface PathOptions {
  /** Inverse temperature of the machine; 1 when left out. */
  readonly beta?: number;
  /**
   * Rows whose frequencies the units have at t = 0 (the base-rate model of the training data is a good choice), or
   * the biases a₀ themselves. Left out: frequencies found by a short run of Gibbs chains.
   */
  readonly start?: BitMatrix | Float64Array;
}

/** @throws BoltzproofError "shape" when the start does not fit the machine. */
export function annealingPath(rbm: Rbm, rng: Rng, { beta = 1, start }: PathOptions = {}): AnnealingPath {
  const target = machineAt({ target: rbm, reference: new Float64Array(rbm.visible) }, beta); // exp(−βE) at temperature 1
  const reference = start === undefined ? gibbsFrequencies(target, rng) : referenceBiases(target, start);
  const visible = reference.reduce((sum, a) => sum + logNormaliser(rbm.visibleUnits, a), 0);
  return { target, reference, logPartitionStart: visible + rbm.hidden * Math.LN2 };
}

/** The machine whose visible law is p_t: biases (1 − t) a₀ + t a and t b, weights t W. */
export function machineAt({ target, reference }: Pick<AnnealingPath, "target" | "reference">, t: number): Rbm {
  const { W, a, b, visibleUnits, hiddenUnits } = target;
  const times = (x: Float64Array): Float64Array => x.map((y) => t * y);
  return new Rbm({
    W: matrix(W.rows, W.cols, times(W.data)),
    a: a.map((x, i) => (1 - t) * reference[i]! + t * x),
    b: times(b),
    visibleUnits,
    hiddenUnits,
  });
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

/**
 * Biases for the mean of P(v|h) over the last sweeps of some chains. They need not be equilibrated: every start is
 * correct, a better one only saves temperatures. Smoothed by one on and one off state, so that no unit is frozen.
 */
function gibbsFrequencies(rbm: Rbm, rng: Rng): Float64Array {
  const [chains, sweeps, kept] = [50, 40, 10];
  const on = new Float64Array(rbm.visible);
  let h = uniformStates(chains, rbm.hidden, rbm.hiddenUnits, rng);
  for (let sweep = 1; sweep <= sweeps; sweep++) {
    if (sweep > sweeps - kept) {
      probabilityVisibleOn(rbm, h).data.forEach((p, k) => {
        on[k % rbm.visible]! += p;
      });
    }
    h = sampleHiddenGivenVisible(rbm, sampleVisibleGivenHidden(rbm, h, rng), rng);
  }
  return perUnit(
    rbm.visibleUnits,
    on.map((n) => logit((n + 1) / (chains * kept + 2))),
  );
}

/** Log-odds as biases: equal for {0, 1} units, half for ±1. */
function perUnit(units: Units, logOdds: Float64Array): Float64Array {
  return units === "binary" ? logOdds : logOdds.map((x) => x / 2);
}
