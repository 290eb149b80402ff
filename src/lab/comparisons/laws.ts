/** Drawn values and counts against whole laws: Kolmogorov–Smirnov, χ² on cells, and the exact binomial test of a share. */
import { regularisedBeta } from "../../numeric/special.ts";
import { chiSquareGoodnessOfFit, ksOneSample, ksTwoSample } from "../../numeric/statistics/index.ts";
import type { Finding } from "../types.ts";
import { FAMILY_FALSE_ALARM, finite } from "./drawn.ts";
import { asFinding, misuse, refutation, show, undecided } from "./finding.ts";

/** Independent values below this number say little of a law. */
const LEAST_VALUES = 100;

/** Independent values against a continuous cumulative law, by Kolmogorov–Smirnov. */
export function drawnLaw(what: string, sample: ArrayLike<number>, cumulative: (x: number) => number): Finding {
  const values = finite(sample);
  if (!values) return refutation(what, "finite values", "a value that is not finite");
  if (values.length < LEAST_VALUES) return tooFew(what, values.length);
  const { statistic, p } = ksOneSample(values, cumulative);
  return tested(what, p, values.length, `distance ${show(statistic)} of ${values.length.toLocaleString("en")} values`);
}

/** Two independent samples of one law, by Kolmogorov–Smirnov. */
export function sameLaw(what: string, first: ArrayLike<number>, second: ArrayLike<number>): Finding {
  const [x, y] = [finite(first), finite(second)];
  if (!x || !y) return refutation(what, "finite values", "a value that is not finite");
  const least = Math.min(x.length, y.length);
  if (least < LEAST_VALUES) return tooFew(what, least);
  const { statistic, p } = ksTwoSample(x, y);
  return tested(what, p, least, `distance ${show(statistic)} of ${x.length} and ${y.length} values`);
}

/** Counts of independent draws against probabilities of the cells, by Pearson's χ². */
export function drawnCounts(what: string, counts: ArrayLike<number>, probabilities: ArrayLike<number>): Finding {
  const total = Array.from(counts).reduce((s, t) => s + t, 0);
  if (!finite(counts) || !finite(probabilities)) return refutation(what, "finite counts", "a value that is not finite");
  if (total < LEAST_VALUES) return tooFew(what, total);
  const { statistic, degreesOfFreedom, p } = chiSquareGoodnessOfFit(counts, probabilities);
  return tested(what, p, total, `χ² = ${show(statistic)} with ${degreesOfFreedom} degrees of freedom`);
}

/** What a share of independent outcomes should be; exactly one of the three. */
export interface Share {
  readonly equals?: number;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/**
 * How many of independent outcomes are true, against a probability or a bound on it, by the exact binomial law. A few
 * outcomes that all agree are compatible with almost any probability, and the message says how many there were.
 * @throws BoltzproofError "claim" when there is no outcome, no probability, or one outside 0 … 1.
 */
export function drawnShare(what: string, outcomes: readonly boolean[], share: Share): Finding {
  const named = (["equals", "atMost", "atLeast"] as const).filter((k) => share[k] !== undefined);
  const probability = named.length === 1 ? share[named[0]!]! : Number.NaN;
  if (!(probability >= 0 && probability <= 1)) {
    misuse(
      what,
      `${named.length} probabilities, ${probability}`,
      "one between 0 and 1",
      "name equals, atMost or atLeast",
    );
  }
  if (outcomes.length === 0) misuse(what, "no outcome", "at least one", "hand over what was drawn");
  const n = outcomes.length;
  const k = outcomes.filter(Boolean).length;
  const [below, above] = [binomialAtMost(k, n, probability), 1 - binomialAtMost(k - 1, n, probability)];
  const p = named[0] === "atMost" ? above : named[0] === "atLeast" ? below : Math.min(1, 2 * Math.min(below, above));
  const words = { equals: "a share of", atMost: "a share of at most", atLeast: "a share of at least" }[named[0]!];
  return tested(what, p, n, `${k} of ${n}`, `${words} ${show(probability)}`);
}

/** P(K ≤ k) of n independent outcomes of probability p. */
function binomialAtMost(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return 1 - regularisedBeta(p, k + 1, n - k);
}

function tooFew(what: string, count: number): Finding {
  return undecided(what, `${LEAST_VALUES} values`, `${count}`, `too few values for a law, ${LEAST_VALUES} are needed`);
}

function tested(what: string, p: number, ess: number, found: string, expected = "p not extreme"): Finding {
  const text = `${found}, p = ${show(p)}`;
  return asFinding({
    verdict: { kind: "sampled", z: Number.NaN, ess, falseAlarm: FAMILY_FALSE_ALARM },
    expected,
    found: text,
    message: `${what}: found ${text}; expected ${expected}.`,
    p,
  });
}
