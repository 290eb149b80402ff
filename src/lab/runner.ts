/**
 * Judges claims. The same evidence judges a claim and its mutants; a claim without a mutant, or whose mutants pass, is
 * broken, and so is evidence that does not look at the formula; statistical comparisons are held to one false-alarm rate for
 * the whole run (Holm over the family), and a suspicious one (p < 1e-3) is repeated with ten times the samples.
 */
import type { Derivation } from "../algebra/derivation/step.ts";
import { BoltzproofError } from "../errors.ts";
import { holm } from "../numeric/statistics/index.ts";
import { FAMILY_FALSE_ALARM } from "./comparisons/drawn.ts";
import type { ChainJudgement } from "./derivations.ts";
import { type Circumstances, isRunnable, judgeCarefully } from "./judge-evidence.ts";
import { blindness, huntMutants } from "./judge-mutants.ts";
import type { Claim, Evidence, EvidenceAside, JudgedClaim, JudgedEvidence } from "./types.ts";
import { passes, refute, verdictOf } from "./verdicts.ts";

/** What a run of the runner depends on, and whom it tells of its progress. */
export interface JudgeOptions extends Circumstances {
  /** Called before each claim, for progress. */
  readonly onClaim?: (claim: Claim, index: number, total: number) => void;
}

/**
 * Judges all claims, in order; the result depends on the claims and the seed only, not on their order.
 * @throws BoltzproofError "claim" for a claim without evidence or mutants, with an id used twice, or whose evidence hands the
 * laboratory something that cannot be compared.
 */
export async function judgeClaims(claims: readonly Claim[], options: JudgeOptions): Promise<JudgedClaim[]> {
  requireWellFormed(claims);
  const judged: JudgedClaim[] = [];
  for (const [index, claim] of claims.entries()) {
    options.onClaim?.(claim, index, claims.length);
    judged.push(await judgeClaim(claim, options));
  }
  return correctFamily(judged);
}

/** Refuses claims that nothing could refute. */
export function requireWellFormed(claims: readonly Claim[]): void {
  const seen = new Set<string>();
  for (const claim of claims) {
    const fault = seen.has(claim.id)
      ? ["an id used twice", "ids that differ", "rename one of the claims"]
      : claim.evidence.length === 0
        ? ["no evidence", "at least one piece", "add evidence that can refute it"]
        : claim.mutants.length === 0
          ? ["no mutant", "at least one", "add a wrong formula that the evidence must refute"]
          : undefined;
    if (fault) {
      const [found, expected, advice] = fault as [string, string, string];
      throw new BoltzproofError("claim", { found: `${found} in claim ${claim.id}`, expected, advice });
    }
    seen.add(claim.id);
  }
}

async function judgeClaim(claim: Claim, options: JudgeOptions): Promise<JudgedClaim> {
  const start = performance.now();
  const chain = claim.derivation && (await judgeChain(claim.derivation, options.seed));
  const runnable = claim.evidence.filter((e) => isRunnable(e, options));
  const aside: EvidenceAside[] = [];
  const lines: JudgedEvidence[] = [];
  const main = chain ? [] : mainOf(runnable);
  for (const e of runnable) {
    const finding = await judgeCarefully(claim, e, options);
    if (finding.outside) aside.push({ id: e.id, why: finding.found });
    else lines.push({ id: e.id, says: e.says, finding, role: main.includes(e) ? "main" : "support" });
  }
  const judging = runnable.filter((e) => !aside.some(({ id }) => id === e.id));
  const { mutants: hunted, decisive } = await huntMutants(claim, judging, options);
  const seeing = await withoutBlind(claim, lines, judging, decisive, options);
  const evidence = promoted(chain ? [chain.evidence, ...seeing] : seeing);
  const outside = evidence.length === 0 && aside.length > 0 ? { outside: aside.map((a) => a.why).join("; ") } : {};
  const verdict = verdictOf(evidence, outside.outside);
  const mutants = chain ? [...hunted, ...chain.mutants] : hunted;
  const skipped = claim.evidence.filter((e) => !runnable.includes(e)).map((e) => e.id);
  const milliseconds = performance.now() - start;
  const passed = passes(claim, verdict, evidence, mutants);
  const derivation = chain ? { derivation: chain.derivation } : {};
  return { claim, verdict, evidence, ...derivation, skipped, aside, ...outside, mutants, passed, milliseconds };
}

/** The algebra is loaded by the first claim that has a derivation: whoever imports the lab alone does not wait for it. */
async function judgeChain(derivation: Derivation, seed: number): Promise<ChainJudgement> {
  return (await import("./derivations.ts")).judgeChain(derivation, seed);
}

/** What runs with every budget and without a machine names the verdict; where there is no such evidence, all does. */
function mainOf(runnable: readonly Evidence<unknown>[]): readonly Evidence<unknown>[] {
  const everywhere = runnable.filter((e) => e.budget !== "full" && e.needs !== "machine");
  return everywhere.length > 0 ? everywhere : runnable;
}

/** Where every main line stands aside, what is left speaks for the claim. */
function promoted(evidence: readonly JudgedEvidence[]): readonly JudgedEvidence[] {
  return evidence.some((e) => e.role === "main") ? evidence : evidence.map((e) => ({ ...e, role: "main" }));
}

/** Lines that told no mutant from the claim must at least notice a change of the formula. */
async function withoutBlind(
  claim: Claim,
  lines: readonly JudgedEvidence[],
  judging: readonly Evidence<unknown>[],
  decisive: ReadonlySet<string>,
  options: JudgeOptions,
): Promise<readonly JudgedEvidence[]> {
  const out: JudgedEvidence[] = [];
  for (const line of lines) {
    const { kind } = line.finding.verdict;
    const isOpen = kind === "refuted" || kind === "undecided";
    const e = judging.find(({ id }) => id === line.id)!;
    const blind = isOpen || decisive.has(line.id) ? undefined : await blindness(claim, e, line.finding, options);
    out.push(blind ? { ...line, finding: blind } : line);
  }
  return out;
}

/** Holm's procedure over all p-values of the run, then the verdicts that follow from it. */
function correctFamily(judged: readonly JudgedClaim[]): JudgedClaim[] {
  const tested = judged.flatMap((j) => j.evidence.filter((e) => e.finding.p !== undefined));
  const rejected = holm(
    tested.map((e) => e.finding.p!),
    FAMILY_FALSE_ALARM,
  );
  const refuted = new Set(tested.filter((_, i) => rejected[i]));
  return judged.map((j) => {
    if (!j.evidence.some((e) => refuted.has(e))) return j;
    const evidence = j.evidence.map((e) => (refuted.has(e) ? { ...e, finding: refute(e.finding) } : e));
    const verdict = verdictOf(evidence);
    return { ...j, evidence, verdict, passed: passes(j.claim, verdict, evidence, j.mutants) };
  });
}
