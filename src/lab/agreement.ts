/**
 * From two numbers to a finding: the ways in which a prediction is held against a measurement. Every one can
 * refute: NaN, an infinite value and a missing error bar never count as agreement.
 */
import { normalTwoSided } from "../numeric/special.ts";
import type { Finding } from "./types.ts";

/** Four significant digits, exponent form where that is shorter. */
export function show(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  if (x === 0) return "0";
  const size = Math.abs(x);
  return size >= 1e5 || size < 1e-3 ? x.toExponential(2) : String(Number(x.toPrecision(5)));
}

/** Decimal digits of agreement, 0 … 16. */
function digitsOf(error: number): number {
  return error === 0 ? 16 : Math.max(0, Math.min(16, Math.floor(-Math.log10(error))));
}

/**
 * Deterministic agreement: the largest error over all points is at most the tolerance.
 * @param what names the compared quantity, for the sentence.
 */
export function errorBelow(what: string, worst: number, tolerance: number, points: number): Finding {
  const expected = `${what}: error ≤ ${show(tolerance)}`;
  const found = `largest error ${show(worst)} over ${points} point${points === 1 ? "" : "s"}`;
  const message = `${what}: ${found}, allowed ${show(tolerance)}.`;
  if (worst <= tolerance && points > 0) {
    return { verdict: { kind: "checked", digits: digitsOf(worst), points }, expected, found, message };
  }
  return { verdict: { kind: "refuted", counterexample: found }, expected, found, message };
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
    const digits = digitsOf(Math.max(...criteria.map((c) => c.error)));
    return { verdict: { kind: "checked", digits, points: criteria.length }, expected, found, message };
  }
  const counterexample = missed.map((c) => `${c.what} ${show(c.error)} > ${show(c.limit)}`).join(", ");
  return { verdict: { kind: "refuted", counterexample }, expected, found, message };
}

/** The same over every state of machines of the given sizes. */
export function enumeratedBelow(what: string, worst: number, tolerance: number, sizes: readonly string[]): Finding {
  const finding = errorBelow(what, worst, tolerance, sizes.length);
  const expected = `${what}: error ≤ ${show(tolerance)} over all states`;
  const found = `largest error ${show(worst)} over all states of ${sizes.join(", ")}`;
  const message = `${what}: ${found}, allowed ${show(tolerance)}.`;
  if (finding.verdict.kind === "refuted") {
    return { verdict: { kind: "refuted", counterexample: found }, expected, found, message };
  }
  return { verdict: { kind: "enumerated", sizes }, expected, found, message };
}

/** A quantity lies between two bounds that were fixed beforehand. */
export function within(what: string, value: number, low: number, high: number, points = 1): Finding {
  const expected = `${what} between ${show(low)} and ${show(high)}`;
  const found = show(value);
  const message = `${what}: found ${found}, expected ${show(low)} to ${show(high)}.`;
  if (value >= low && value <= high) {
    const middle = (low + high) / 2;
    const digits = digitsOf(Math.abs(value - middle) / Math.max(Math.abs(middle), Number.MIN_VALUE));
    return { verdict: { kind: "checked", digits, points }, expected, found, message };
  }
  return { verdict: { kind: "refuted", counterexample: `${what} = ${found}` }, expected, found, message };
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

/**
 * The machine at hand is not one that the claim speaks of, such as a mode that is to condense and has not: decides nothing,
 * for the claim or against it. Whether it is must not depend on the formula that is judged.
 * @param why what the machine is, with its number, and what the regime asks for.
 */
export function outsideRegime(why: string): Finding {
  return {
    verdict: { kind: "undecided", why: `outside its regime: ${why}` },
    expected: "a machine in the regime of the claim",
    found: why,
    message: `Outside its regime: ${why}.`,
    outside: true,
  };
}

/** Below this effective sample size an error bar is not believed. */
const LEAST_ESS = 100;

/** The verdict is provisional: the runner holds the whole family of p-values to its declared false-alarm rate. */
function sampled(what: string, z: number, p: number, ess: number, expected: string, found: string): Finding {
  const message = `${what}: ${found}, expected ${expected}${Number.isNaN(z) ? "" : ` (z = ${show(z)})`}.`;
  if (!Number.isFinite(p)) {
    return { verdict: { kind: "refuted", counterexample: `p-value ${p}` }, expected, found, message };
  }
  if (ess < LEAST_ESS) {
    const why = `effective sample size ${show(ess)} below ${LEAST_ESS}`;
    return { verdict: { kind: "undecided", why }, expected, found, message: `${message} Undecided: ${why}.` };
  }
  return { verdict: { kind: "sampled", z, ess, falseAlarm: FAMILY_FALSE_ALARM }, expected, found, message, p };
}

/** Probability that any sampled comparison of a run fails although every formula is right. */
export const FAMILY_FALSE_ALARM = 1e-5;

/** A finding on a machine trained on real data, kept apart from simulated ones by its verdict. */
export function onMachine(machine: string, finding: Finding): Finding {
  const { verdict } = finding;
  if (verdict.kind === "refuted" || verdict.kind === "undecided") return finding;
  const z = verdict.kind === "sampled" && Number.isFinite(verdict.z) ? { z: verdict.z } : {};
  return { ...finding, verdict: { kind: "measured", on: machine, ...z } };
}
