/** What holds roughly and only somewhere: regimes, and the machines that lie outside of one. */

import { studentTwoSided } from "../../numeric/special.ts";
import { independentMean } from "../../numeric/statistics/index.ts";
import type { Finding, Verdict } from "../types.ts";
import { finite } from "./drawn.ts";
import { asFinding, misuse, refutation, restated, show, undecided } from "./finding.ts";

/** A prediction and what was met, a number or independent values of it. */
export interface Rough {
  readonly at?: string;
  readonly expected: number;
  readonly found: number | ArrayLike<number>;
}

/** How roughly a formula holds, and where. */
export interface Regime {
  /** Largest |found/expected − 1|. */
  readonly within: number;
  /** "λ_eff ≤ 0.7": the domain in which it is claimed. */
  readonly where: string;
  readonly everyDraw?: true;
}

const LEAST_VALUES = 16;

/**
 * found = expected within the stated share, at every point of the regime. Where the values are drawn the test is one-sided
 * with their error bar: it refutes when the mean is further away than the share by more than chance.
 * @throws BoltzproofError "claim" without a point, or for a share that is not above 0.
 */
export function regime(what: string, points: readonly Rough[], { within, where, everyDraw }: Regime): Finding {
  if (points.length === 0) misuse(what, "nothing to compare", "at least one point", "hand over what was measured");
  if (!(within > 0 && within < Infinity))
    misuse(what, `a regime within ${within}`, "a share > 0", "say how roughly it holds");
  const expected = `within ${show(100 * within)} % for ${where}`;
  const met: Met[] = [];
  for (const point of points) {
    const one = meet(point, within);
    if (one === undefined)
      return refutation(what, `${expected}: ${show(point.expected)}`, "a value that is not finite");
    if (one === "few")
      return undecided(what, expected, "too few values", `a mean needs ${LEAST_VALUES} values that vary`);
    met.push(one);
  }
  const drawn = met.filter((m) => m.p !== undefined);
  const worst = met.reduce((a, b) => (b.excess > a.excess ? b : a));
  const found = `${show(worst.found)} for ${show(worst.expected)}${worst.at ? ` at ${worst.at}` : ""}, ${show(100 * worst.off)} % off`;
  const message = `${what}: ${found}; expected ${expected} at ${points.length} point${points.length === 1 ? "" : "s"}.`;
  if (met.some((m) => m.p === undefined && !(m.off <= within))) return refutation(what, expected, found);
  const verdict: Verdict = { kind: "regime", within, where, worst: worst.off };
  const p = drawn.length > 0 ? { p: Math.min(1, Math.min(...drawn.map((m) => m.p!)) * drawn.length) } : {};
  return asFinding({ verdict, expected, found, message, ...p, ...(everyDraw ? { everyDraw } : {}) });
}

interface Met {
  readonly at: string | undefined;
  readonly expected: number;
  readonly found: number;
  /** |found/expected − 1|. */
  readonly off: number;
  /** Beyond the share, in the unit of the share. */
  readonly excess: number;
  readonly p?: number;
}

function meet({ at, expected, found }: Rough, within: number): Met | "few" | undefined {
  if (!Number.isFinite(expected) || expected === 0) return undefined;
  if (typeof found === "number") {
    if (!Number.isFinite(found)) return undefined;
    const off = Math.abs(found / expected - 1);
    return { at, expected, found, off, excess: off - within };
  }
  const values = finite(found);
  if (!values) return undefined;
  if (values.length < LEAST_VALUES) return "few";
  const { mean, standardError } = independentMean(values);
  if (!(standardError < Infinity)) return "few";
  const off = Math.abs(mean / expected - 1);
  const z = (off - within) / (standardError / Math.abs(expected));
  const both = studentTwoSided(z, values.length - 1);
  const p = z > 0 ? both / 2 : 1 - both / 2;
  return { at, expected, found: mean, off, excess: off - within, p };
}

/**
 * The machine at hand is not one that the claim speaks of, such as a mode that is to condense and has not: decides nothing,
 * for the claim or against it. Whether it is must not depend on the formula that is judged.
 * @param why what the machine is, with its number, and what the regime asks for.
 */
export function outsideRegime(why: string): Finding {
  return asFinding({
    verdict: { kind: "undecided", why: `outside its regime: ${why}` },
    expected: "a machine in the regime of the claim",
    found: why,
    message: `Outside its regime: ${why}.`,
    outside: true,
  });
}

/** A finding on a machine trained on real data, kept apart from simulated ones by its verdict. */
export function onMachine(machine: string, finding: Finding): Finding {
  const { verdict } = finding;
  if (verdict.kind === "refuted" || verdict.kind === "undecided") return finding;
  const z = verdict.kind === "sampled" && Number.isFinite(verdict.z) ? { z: verdict.z } : {};
  const within = verdict.kind === "regime" ? { within: verdict.within } : {};
  return restated(finding, { verdict: { kind: "measured", on: machine, ...z, ...within } });
}
