/** From the findings on a claim to its verdict. */
import { FAMILY_FALSE_ALARM } from "./comparisons/drawn.ts";
import { restated } from "./comparisons/finding.ts";
import type { Claim, Finding, JudgedEvidence, JudgedMutant, Verdict, VerdictKind } from "./types.ts";

/** Strongest first. */
const STRENGTH: readonly VerdictKind[] = ["proved", "enumerated", "checked", "sampled", "measured", "regime", "cited"];

/** One refutation refutes, one open question leaves the claim open; undefined when there is neither. */
export function strictest(findings: readonly Finding[]): Verdict | undefined {
  const verdicts = findings.map((f) => f.verdict);
  return verdicts.find((v) => v.kind === "refuted") ?? verdicts.find((v) => v.kind === "undecided") ?? verdicts[0];
}

/**
 * One refutation refutes, one open question leaves the claim open, and otherwise the weakest word counts: an exact identity
 * beside a measurement does not lend it its digits.
 */
export function summarise(findings: readonly Finding[], outside?: string): Verdict {
  const first = strictest(findings);
  if (first === undefined) {
    const why = "no evidence could be run here (it needs a trained machine or the full budget)";
    return { kind: "undecided", why: outside ? `outside its regime: ${outside}` : why };
  }
  if (first.kind === "refuted" || first.kind === "undecided") return first;
  const weakest = Math.max(...findings.map((f) => STRENGTH.indexOf(f.verdict.kind)));
  return findings.find((f) => STRENGTH.indexOf(f.verdict.kind) === weakest)!.verdict;
}

/** The verdict of a claim: of its main lines. */
export function verdictOf(evidence: readonly JudgedEvidence[], outside?: string): Verdict {
  return summarise(
    evidence.filter((e) => e.role === "main").map((e) => e.finding),
    outside,
  );
}

/** The verdict is the expected one, no supporting line is against the claim or open, and every mutant died. */
export function passes(
  claim: Claim,
  verdict: Verdict,
  evidence: readonly JudgedEvidence[],
  mutants: readonly JudgedMutant[],
): boolean {
  return verdict.kind === claim.expect && strays(claim, evidence).length === 0 && mutants.every((m) => m.killed);
}

/** Supporting lines that are against their claim, or open. */
export function strays(claim: Pick<Claim, "expect">, evidence: readonly JudgedEvidence[]): readonly JudgedEvidence[] {
  if (claim.expect === "refuted") return [];
  const isAgainst = (kind: VerdictKind): boolean => kind === "refuted" || kind === "undecided";
  return evidence.filter((e) => e.role === "support" && isAgainst(e.finding.verdict.kind));
}

/** The finding as a refutation: its p-value lies below the level of its family. */
export function refute(finding: Finding): Finding {
  const counterexample = `${finding.found} (p below the false-alarm rate of ${FAMILY_FALSE_ALARM})`;
  return restated(finding, { verdict: { kind: "refuted", counterexample } });
}
