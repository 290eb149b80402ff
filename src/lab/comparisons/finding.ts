/**
 * How findings come to be: only here. A finding that was put together elsewhere is not believed by the runner, so that
 * errors, p-values and sample sizes are computed from what was measured and never told.
 */
import { BoltzproofError } from "../../errors.ts";
import type { Finding } from "../types.ts";

const made = new WeakSet<Finding>();

/** Marks a finding as computed by the laboratory. */
export function asFinding(finding: Finding): Finding {
  made.add(finding);
  return finding;
}

/** Whether the laboratory computed it. */
export function isComputed(finding: Finding): boolean {
  return made.has(finding);
}

/** The finding with some of it said in another way; who computed it stays known. */
export function restated(finding: Finding, changes: Partial<Finding>): Finding {
  const other = { ...finding, ...changes };
  return made.has(finding) ? asFinding(other) : other;
}

/** Four significant digits, exponent form where that is shorter. */
export function show(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  if (x === 0) return "0";
  const size = Math.abs(x);
  return size >= 1e5 || size < 1e-3 ? x.toExponential(2) : String(Number(x.toPrecision(5)));
}

/** A refutation with both sides in words. */
export function refutation(what: string, expected: string, found: string): Finding {
  const message = `${what}: found ${found}, expected ${expected}.`;
  return asFinding({ verdict: { kind: "refuted", counterexample: found }, expected, found, message });
}

/** Neither for nor against, with the reason. */
export function undecided(what: string, expected: string, found: string, why: string): Finding {
  const message = `${what}: found ${found}, expected ${expected}. Undecided: ${why}.`;
  return asFinding({ verdict: { kind: "undecided", why }, expected, found, message });
}

/**
 * An author's mistake in how evidence is put together; it stops the run, because nothing that follows could be believed.
 * @throws BoltzproofError "claim", always.
 */
export function misuse(what: string, found: string, expected: string, advice: string): never {
  throw new BoltzproofError("claim", { found: `${found} in the comparison "${what}"`, expected, advice });
}
