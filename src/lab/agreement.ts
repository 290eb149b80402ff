/**
 * From two numbers to a finding, with a limit that the author sets. Being replaced by `comparisons/`, which takes what was
 * measured instead of an error and tests what is drawn by its law.
 */
import { normalTwoSided } from "../numeric/special.ts";
import { FAMILY_FALSE_ALARM } from "./comparisons/drawn.ts";
import { asLimit, show } from "./comparisons/finding.ts";
import type { Finding } from "./types.ts";

/**
 * Deterministic agreement: the largest error over all points is at most the tolerance.
 * @param what names the compared quantity, for the sentence.
 */
export function errorBelow(what: string, worst: number, tolerance: number, points: number): Finding {
  const expected = `${what}: error ≤ ${show(tolerance)}`;
  const found = `largest error ${show(worst)} over ${points} point${points === 1 ? "" : "s"}`;
  const message = `${what}: ${found}, allowed ${show(tolerance)}.`;
  if (worst <= tolerance && points > 0) {
    return asLimit({
      verdict: { kind: "checked", how: `error ${show(worst)}, allowed ${show(tolerance)}`, points },
      expected,
      found,
      message,
    });
  }
  return asLimit({ verdict: { kind: "refuted", counterexample: found }, expected, found, message });
}

/** One deterministic comparison: what is compared, the error met and the largest that is allowed, in the same unit. */
export interface Criterion {
  readonly what: string;
  readonly error: number;
  readonly limit: number;
}

/** Several deterministic criteria at once, each with a limit of its own; the digits are those of the largest error. */
export function errorsBelow(criteria: readonly Criterion[]): Finding {
  const expected = criteria.map((c) => `${c.what} ≤ ${show(c.limit)}`).join(", ");
  const found = criteria.map((c) => `${c.what} ${show(c.error)}`).join(", ");
  const message = `Found ${found}; expected ${expected}.`;
  const missed = criteria.filter((c) => !(c.error <= c.limit));
  if (missed.length === 0 && criteria.length > 0) {
    return asLimit({
      verdict: { kind: "checked", how: "below their limits", points: criteria.length },
      expected,
      found,
      message,
    });
  }
  const counterexample = missed.map((c) => `${c.what} ${show(c.error)} > ${show(c.limit)}`).join(", ");
  return asLimit({ verdict: { kind: "refuted", counterexample }, expected, found, message });
}

/** The same over every state of machines of the given sizes. */
export function enumeratedBelow(what: string, worst: number, tolerance: number, sizes: readonly string[]): Finding {
  const finding = errorBelow(what, worst, tolerance, sizes.length);
  const expected = `${what}: error ≤ ${show(tolerance)} over all states`;
  const found = `largest error ${show(worst)} over all states of ${sizes.join(", ")}`;
  const message = `${what}: ${found}, allowed ${show(tolerance)}.`;
  if (finding.verdict.kind === "refuted") {
    return asLimit({ verdict: { kind: "refuted", counterexample: found }, expected, found, message });
  }
  return asLimit({ verdict: { kind: "enumerated", sizes }, expected, found, message });
}

/** A quantity lies between two bounds that were fixed beforehand. */
export function within(what: string, value: number, low: number, high: number, points = 1): Finding {
  const expected = `${what} between ${show(low)} and ${show(high)}`;
  const found = show(value);
  const message = `${what}: found ${found}, expected ${show(low)} to ${show(high)}.`;
  if (value >= low && value <= high) {
    return asLimit({
      verdict: { kind: "checked", how: `${show(low)} to ${show(high)}`, points },
      expected,
      found,
      message,
    });
  }
  return asLimit({ verdict: { kind: "refuted", counterexample: `${what} = ${found}` }, expected, found, message });
}

/** A mean with its error bar against a predicted value; `ess` is the effective sample size behind it. */
export function sampledMean(
  what: string,
  mean: number,
  standardError: number,
  predicted: number,
  ess: number,
): Finding {
  const z = (mean - predicted) / standardError;
  const expected = `${what} = ${show(predicted)}`;
  const found = `${show(mean)} ± ${show(standardError)}`;
  return sampled(what, z, normalTwoSided(z), ess, expected, found);
}

/** A statistical comparison with a p-value of its own, such as Kolmogorov–Smirnov or χ². */
export function sampledTest(what: string, p: number, ess: number, statistic: string): Finding {
  return sampled(what, Number.NaN, p, ess, `${what}: p not extreme`, `${statistic}, p = ${show(p)}`);
}

/**
 * An inequality with an error bar: the estimate is not above the limit by more than chance. One-sided; that the error bar
 * is small enough to tell is what the mutants show.
 * @param count independent values behind the error bar.
 */
export function notAbove(what: string, estimate: number, standardError: number, limit: number, count: number): Finding {
  const z = (estimate - limit) / standardError;
  const tail = normalTwoSided(z) / 2;
  const p = z > 0 ? tail : 1 - tail;
  return sampled(what, z, p, count, `${what} ≤ ${show(limit)}`, `${show(estimate)} ± ${show(standardError)}`);
}

/** Below this effective sample size an error bar is not believed. */
const LEAST_ESS = 100;

/** The verdict is provisional: the runner holds the whole family of p-values to its declared false-alarm rate. */
function sampled(what: string, z: number, p: number, ess: number, expected: string, found: string): Finding {
  const message = `${what}: ${found}, expected ${expected}${Number.isNaN(z) ? "" : ` (z = ${show(z)})`}.`;
  if (!Number.isFinite(p)) {
    return asLimit({ verdict: { kind: "refuted", counterexample: `p-value ${p}` }, expected, found, message });
  }
  if (ess < LEAST_ESS) {
    const why = `effective sample size ${show(ess)} below ${LEAST_ESS}`;
    return asLimit({ verdict: { kind: "undecided", why }, expected, found, message: `${message} Undecided: ${why}.` });
  }
  return asLimit({ verdict: { kind: "sampled", z, ess, falseAlarm: FAMILY_FALSE_ALARM }, expected, found, message, p });
}
