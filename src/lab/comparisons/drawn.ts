/**
 * Comparisons with something drawn: means of independent values, of chains, and one-sided bounds. The laboratory takes the
 * values themselves and computes mean, standard error, effective sample size and p; what theory says of a systematic
 * difference (finite size, step) is handed over as such and taken off the difference before the test.
 */

import { logSumExp, studentTwoSided } from "../../numeric/special.ts";
import { chainMean, independentMean, type MeanEstimate } from "../../numeric/statistics/index.ts";
import type { Finding } from "../types.ts";
import { asFinding, misuse, refutation, show, undecided } from "./finding.ts";

/** A difference that is no chance and that theory bounds. */
export interface Systematic {
  /** Largest modulus, in the unit of the quantity. */
  readonly size: number;
  /** Where it comes from: "1/N corrections", "Euler step of 0.01". */
  readonly because: string;
}

/** One drawn quantity and what the formula says of its mean. */
export interface Drawn {
  readonly at?: string;
  /** Independent values. */
  readonly sample: ArrayLike<number>;
  readonly predicted: number;
  readonly systematic?: Systematic;
}

/** Fewer independent values than this tell nothing of their own spread. */
const LEAST_VALUES = 16;
/** A correlated chain must be worth so many independent values. */
const LEAST_CHAIN = 100;

/**
 * Means of independent values against their predictions, by Student's t. Several at once count as a family: the p-value is
 * the smallest times their number.
 * @throws BoltzproofError "claim" when there is nothing to compare or a systematic difference is not a finite size ≥ 0.
 */
export function drawnMeans(what: string, cases: readonly Drawn[]): Finding {
  return family(
    what,
    cases.map(({ at, sample, predicted, systematic }) => {
      const values = finite(sample);
      if (!values) return { at, wild: "a value that is not finite", predicted };
      if (values.length < LEAST_VALUES) return { at, few: values.length, least: LEAST_VALUES, predicted };
      return { at, estimate: independentMean(values), freedom: values.length - 1, predicted, systematic };
    }),
  );
}

/** The mean of independent values against its prediction. @throws as drawnMeans. */
export function drawnMean(
  what: string,
  sample: ArrayLike<number>,
  predicted: number,
  systematic?: Systematic,
): Finding {
  return drawnMeans(what, [{ sample, predicted, ...(systematic ? { systematic } : {}) }]);
}

/**
 * The mean of one stationary chain against its prediction; standard error and effective sample size by Geyer's monotone
 * sequence. @throws as drawnMeans.
 */
export function chainAgainst(
  what: string,
  chain: ArrayLike<number>,
  predicted: number,
  systematic?: Systematic,
): Finding {
  const values = finite(chain);
  if (!values) return family(what, [{ wild: "a value that is not finite", predicted }]);
  if (values.length < LEAST_CHAIN) return family(what, [{ few: values.length, least: LEAST_CHAIN, predicted }]);
  const estimate = chainMean(values);
  if (estimate.ess < LEAST_CHAIN) return family(what, [{ few: estimate.ess, least: LEAST_CHAIN, predicted }]);
  return family(what, [{ estimate, freedom: Math.max(1, estimate.ess - 1), predicted, systematic }]);
}

/**
 * ln of the mean of e^w over independent log-weights w, as annealed importance sampling gives them, against a prediction. The
 * error is that of the mean weight (delta method), the effective sample size (Σe^w)²/Σe^2w. @throws as drawnMeans.
 */
export function logMeanAgainst(what: string, logWeights: ArrayLike<number>, predicted: number): Finding {
  const values = finite(logWeights);
  if (!values) return family(what, [{ wild: "a weight that is not finite", predicted }]);
  if (values.length < LEAST_VALUES) return family(what, [{ few: values.length, least: LEAST_VALUES, predicted }]);
  const logMean = logSumExp(values) - Math.log(values.length);
  const weights = values.map((w) => Math.exp(w - logMean));
  const ess = values.length ** 2 / weights.reduce((s, w) => s + w * w, 0);
  if (ess < LEAST_VALUES) return family(what, [{ few: ess, least: LEAST_VALUES, predicted }]);
  const spread = independentMean(weights);
  return family(what, [{ estimate: { ...spread, mean: logMean, ess }, freedom: Math.max(1, ess - 1), predicted }]);
}

/** One side of a bound on the mean of independent values. */
export interface DrawnBound {
  readonly at?: string;
  readonly sample: ArrayLike<number>;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/**
 * Means of independent values are not beyond a bound by more than chance, one-sided. That the error bar is small enough to
 * tell is what the mutants show. @throws BoltzproofError "claim" unless each case names exactly one bound.
 */
export function drawnBounds(what: string, cases: readonly DrawnBound[]): Finding {
  return family(
    what,
    cases.map(({ at, sample, atMost, atLeast }) => {
      if ((atMost === undefined) === (atLeast === undefined)) {
        misuse(what, "a case with no bound or with both", "one of atMost and atLeast", "name one side");
      }
      const predicted = (atMost ?? atLeast)!;
      const only = atMost === undefined ? -1 : 1;
      const values = finite(sample);
      if (!values) return { at, wild: "a value that is not finite", predicted, side: only };
      if (values.length < LEAST_VALUES) return { at, few: values.length, least: LEAST_VALUES, predicted, side: only };
      return { at, estimate: independentMean(values), freedom: values.length - 1, predicted, side: only };
    }),
  );
}

/** An estimate held against a number, or why there is none. */
export interface Tested {
  readonly at?: string | undefined;
  readonly predicted: number;
  readonly estimate?: MeanEstimate;
  readonly freedom?: number;
  readonly systematic?: Systematic | undefined;
  /** 1: only an excess counts; −1: only a shortfall. */
  readonly side?: number;
  readonly wild?: string;
  readonly few?: number;
  readonly least?: number;
}

/** Student's test of every case, the smallest p times their number, the worst case in words. */
export function family(what: string, cases: readonly Tested[]): Finding {
  if (cases.length === 0) misuse(what, "nothing to compare", "at least one sample", "hand over what was drawn");
  for (const c of cases) {
    const expected = `${side(c)}${show(c.predicted)}${place(c)}`;
    if (c.wild) return refutation(what, expected, c.wild);
    if (!Number.isFinite(c.predicted)) return refutation(what, expected, `a prediction of ${c.predicted}`);
    if (c.estimate) continue;
    const why = `an effective sample size of ${show(c.few!)}, at least ${c.least} are needed`;
    return undecided(what, expected, `${show(c.few!)} values`, why);
  }
  const tests = cases.map((c) => ({ ...c, ...studentTest(what, c) }));
  const flat = tests.find((t) => Number.isNaN(t.p));
  if (flat) {
    const expected = `${side(flat)}${show(flat.predicted)}${place(flat)}`;
    return undecided(what, expected, show(flat.estimate!.mean), "values that do not vary tell no error bar");
  }
  const worst = tests.reduce((a, b) => (b.p < a.p ? b : a));
  return found(what, worst, Math.min(1, worst.p * tests.length), tests.length);
}

/** Error bars below this share of the mean are those of rounding. */
const ROUNDING = 1e-13;

interface StudentTest {
  /** Difference beyond the systematic one, in standard errors, with its sign. */
  readonly z: number;
  readonly p: number;
}

function studentTest(what: string, { estimate, freedom, predicted, systematic, side }: Tested): StudentTest {
  const { mean, standardError } = estimate!;
  const slack = systematic?.size ?? 0;
  if (!(slack >= 0 && slack < Infinity))
    misuse(what, `a systematic difference of ${slack}`, "a finite size ≥ 0", "bound it");
  if (systematic && systematic.because.trim() === "")
    misuse(what, "a systematic difference without a reason", "its cause", "name it");
  const gap = mean - predicted;
  const beyond = Math.sign(gap) * Math.max(0, Math.abs(gap) - slack);
  // Values that differ by rounding alone have a spread, and it is not one of chance.
  const varies = standardError > ROUNDING * Math.abs(mean) && standardError < Infinity;
  if (!varies) return { z: Number.NaN, p: Number.NaN };
  const z = beyond / standardError;
  const both = studentTwoSided(z, freedom!);
  if (!side) return { z, p: both };
  return { z, p: z * side > 0 ? both / 2 : 1 - both / 2 };
}

function found(what: string, worst: Tested & StudentTest, p: number, count: number): Finding {
  const { mean, standardError, ess } = worst.estimate!;
  const slack = worst.systematic ? ` up to ${show(worst.systematic.size)} (${worst.systematic.because})` : "";
  const expected = `${side(worst)}${show(worst.predicted)}${slack}${place(worst)}`;
  const text = `${show(mean)} ± ${show(standardError)}`;
  const most = count > 1 ? ` The largest of ${count} differences.` : "";
  return asFinding({
    verdict: { kind: "sampled", z: worst.z, ess, falseAlarm: FAMILY_FALSE_ALARM },
    expected,
    found: text,
    message: `${what}: found ${text}, expected ${expected} (z = ${show(worst.z)}, p = ${show(p)}).${most}`,
    p,
  });
}

/** Probability that any sampled comparison of a run fails although every formula is right. */
export const FAMILY_FALSE_ALARM = 1e-5;

const side = ({ side: s }: Tested): string => (s === undefined ? "" : s > 0 ? "at most " : "at least ");
const place = ({ at }: Tested): string => (at ? ` at ${at}` : "");

/** The values, or nothing when one is not finite. */
export function finite(x: ArrayLike<number>): Float64Array | undefined {
  const values = Float64Array.from(x);
  return values.every(Number.isFinite) ? values : undefined;
}
