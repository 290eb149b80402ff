/** Comparisons without chance: pairs of numbers, residuals that should vanish, and inequalities. */
import type { Finding, Verdict } from "../types.ts";
import { asFinding, misuse, refutation, show } from "./finding.ts";

/** A number from the formula and the number that it is held against. */
export interface Pair {
  /** Where: "λ = 2", "mode 3". */
  readonly at?: string;
  readonly expected: number;
  readonly found: number;
}

/** How large an error may be, and why so large. */
export interface Allowance {
  /** Largest error, in the unit of the comparison. */
  readonly allowed: number;
  /** What the allowance is for: rounding of so many terms, the next order of the expansion, the step of the scheme. */
  readonly because: string;
  /**
   * "relative" (default): |found − expected| over the larger modulus of the two. "scale": over the largest modulus among all
   * pairs, for values that pass through zero. "absolute": in the unit of the quantity.
   */
  readonly unit?: "relative" | "scale" | "absolute";
  /** Every state of machines of these sizes was summed over: the verdict is "enumerated". */
  readonly sizes?: readonly string[];
  /** The allowance holds for every stream of random numbers that the evidence may be given, and `because` says why. */
  readonly everyDraw?: true;
}

/** Beyond a tenth of its own size an error no longer checks a number: what holds so roughly is a regime. */
const ROUGH = 0.1;

/**
 * Pairs agree within the allowance. An allowance of a tenth of the quantity or more gives the verdict "regime", never
 * "checked". A value that is not finite refutes.
 * @throws BoltzproofError "claim" when there is no pair, or the allowance is negative or not finite.
 */
export function agree(what: string, pairs: readonly Pair[], allowance: Allowance): Finding {
  requireAllowance(what, pairs.length, allowance);
  const wild = pairs.find(({ expected, found }) => !Number.isFinite(expected) || !Number.isFinite(found));
  if (wild) return refutation(what, `${show(wild.expected)}${where(wild)}, a finite number`, show(wild.found));
  const scale = pairs.reduce((s, p) => Math.max(s, sizeOf(p)), 0);
  const errors = pairs.map((p) => errorOf(p, scale, allowance.unit ?? "relative"));
  const worst = errors.indexOf(errors.reduce((a, b) => Math.max(a, b)));
  const share = allowance.unit === "absolute" ? (scale > 0 ? allowance.allowed / scale : 0) : allowance.allowed;
  return verdictOfErrors(what, errors[worst]!, allowance, {
    points: pairs.length,
    at: `${where(pairs[worst]!)}: ${show(pairs[worst]!.found)} for ${show(pairs[worst]!.expected)}`,
    share,
  });
}

/** Pairs from two arrays of equal length. @throws BoltzproofError "claim" when the lengths differ. */
export function pairsOf(
  expected: ArrayLike<number>,
  found: ArrayLike<number>,
  at?: (k: number) => string,
): readonly Pair[] {
  if (expected.length !== found.length) {
    misuse(
      at?.(0) ?? "pairs",
      `${expected.length} expected values with ${found.length} found`,
      "as many of each",
      "hand over one pair a point",
    );
  }
  return Array.from(expected, (e, k) => ({ expected: e, found: found[k]!, ...(at ? { at: at(k) } : {}) }));
}

/** Rounding and quadrature stay below this; whatever needs more has a size of its own to be compared with. */
const MOST_RESIDUAL = 1e-6;

/**
 * Numbers that vanish if the formula holds, such as the two sides of an identity subtracted, in units in which the terms
 * are of order 1. Signs do not matter. A value that is not finite refutes.
 * @throws BoltzproofError "claim" when there is no number, or the allowance is above 10⁻⁶: larger errors are compared as pairs.
 */
export function vanishes(what: string, residuals: ArrayLike<number>, allowance: Omit<Allowance, "unit">): Finding {
  requireAllowance(what, residuals.length, allowance);
  if (allowance.allowed > MOST_RESIDUAL) {
    misuse(
      what,
      `residuals that may be ${show(allowance.allowed)}`,
      `at most ${show(MOST_RESIDUAL)}`,
      "hand over pairs of numbers, so that the error has a scale",
    );
  }
  let worst = 0;
  for (let k = 0; k < residuals.length; k++) {
    const size = Math.abs(residuals[k]!);
    if (!Number.isFinite(size)) return refutation(what, "a finite number", show(residuals[k]!));
    worst = Math.max(worst, size);
  }
  return verdictOfErrors(
    what,
    worst,
    { ...allowance, unit: "absolute" },
    { points: residuals.length, at: "", share: 0 },
  );
}

/** `lower` is not above `upper`. */
export interface Bound {
  readonly at?: string;
  readonly lower: number;
  readonly upper: number;
}

/**
 * lower ≤ upper at every point, up to an allowance for rounding in the unit of the quantity. A value that is not finite
 * refutes, but for an upper bound of ∞ and a lower one of −∞.
 * @throws BoltzproofError "claim" when there is no point or the allowance is above 10⁻⁶ of the largest value.
 */
export function bounded(what: string, bounds: readonly Bound[], allowance: Omit<Allowance, "unit">): Finding {
  requireAllowance(what, bounds.length, allowance);
  const wild = bounds.find(
    ({ lower, upper }) => Number.isNaN(upper - lower) || lower === Infinity || upper === -Infinity,
  );
  if (wild) return refutation(what, `at most ${show(wild.upper)}`, show(wild.lower));
  const scale = bounds.reduce((s, { lower, upper }) => {
    return Math.max(s, ...[lower, upper].filter(Number.isFinite).map(Math.abs));
  }, 0);
  if (allowance.allowed > MOST_RESIDUAL * Math.max(scale, 1)) {
    misuse(what, `a bound that may be passed by ${show(allowance.allowed)}`, "an allowance for rounding", "lower it");
  }
  const excess = bounds.map(({ lower, upper }) => lower - upper);
  const worst = excess.indexOf(excess.reduce((a, b) => Math.max(a, b)));
  const { lower, upper } = bounds[worst]!;
  const expected = `${what} at ${plural(bounds.length)}`;
  const found = `${show(lower)} against the bound ${show(upper)} at the tightest${bounds[worst]!.at ? ` (${bounds[worst]!.at})` : ""}`;
  if (excess[worst]! > allowance.allowed) return refutation(what, "no violation", found);
  const verdict: Verdict = allowance.sizes
    ? { kind: "enumerated", sizes: allowance.sizes }
    : {
        kind: "checked",
        how: `no violation`,
        points: bounds.length,
        error: Math.max(0, excess[worst]!),
        allowed: allowance.allowed,
        because: allowance.because,
      };
  const every = allowance.everyDraw ? { everyDraw: true as const } : {};
  return asFinding({ verdict, expected, found, message: `${what}: ${found}.`, ...every });
}

function requireAllowance(
  what: string,
  count: number,
  { allowed, because }: Pick<Allowance, "allowed" | "because">,
): void {
  if (count === 0) misuse(what, "nothing to compare", "at least one number", "hand over what was measured");
  if (!(allowed >= 0 && allowed < Infinity)) {
    misuse(what, `an allowance of ${allowed}`, "a finite number of at least 0", "say how large an error may be");
  }
  if (because.trim() === "")
    misuse(what, "an allowance without a reason", "what the error comes from", "say why it is so large");
}

const sizeOf = ({ expected, found }: Pair): number => Math.max(Math.abs(expected), Math.abs(found));

function errorOf(pair: Pair, scale: number, unit: "relative" | "scale" | "absolute"): number {
  const gap = Math.abs(pair.found - pair.expected);
  if (gap === 0 || unit === "absolute") return gap;
  return gap / (unit === "scale" ? scale : sizeOf(pair));
}

interface Met {
  readonly points: number;
  /** Where the worst error was met. */
  readonly at: string;
  /** The allowance as a share of the quantity. */
  readonly share: number;
}

const UNIT_WORDS = {
  relative: "relative error",
  scale: "error relative to the largest value",
  absolute: "difference",
} as const;

function verdictOfErrors(what: string, error: number, allowance: Allowance, { points, at, share }: Met): Finding {
  const { allowed, because, sizes } = allowance;
  const unit = UNIT_WORDS[allowance.unit ?? "relative"];
  const how = `${unit} ${show(error)}, allowed ${show(allowed)}`;
  const expected = `${what}: ${unit} ≤ ${show(allowed)} (${because})`;
  const found = `largest ${unit} ${show(error)} of ${plural(points)}${at}`;
  const message = `${what}: ${found}; allowed ${show(allowed)}: ${because}.`;
  if (!(error <= allowed))
    return asFinding({ verdict: { kind: "refuted", counterexample: found }, expected, found, message });
  const every = allowance.everyDraw ? { everyDraw: true as const } : {};
  return asFinding({ verdict: agreement(), expected, found, message, ...every });

  function agreement(): Verdict {
    if (share >= ROUGH) return { kind: "regime", within: share, where: because, worst: error };
    if (sizes) return { kind: "enumerated", sizes };
    return { kind: "checked", how, points, error, allowed, because };
  }
}

const where = ({ at }: Pair): string => (at ? ` at ${at}` : "");
const plural = (n: number): string => `${n.toLocaleString("en")} point${n === 1 ? "" : "s"}`;
