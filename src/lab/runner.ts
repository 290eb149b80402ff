/**
 * Judges claims. Three rules: the same evidence judges a claim and its mutants; a claim without a mutant, or
 * whose mutants pass, is broken; statistical comparisons are held to one false-alarm rate for the whole run
 * (Holm over the family), and a suspicious one (p < 1e-3) is repeated with ten times the samples and fresh numbers.
 */
import type { Derivation } from "../algebra/derivation/step.ts";
import { BoltzproofError } from "../errors.ts";
import { Rng } from "../numeric/random.ts";
import { holm } from "../numeric/statistics/index.ts";
import { FAMILY_FALSE_ALARM, show } from "./agreement.ts";
import type { ChainJudgement } from "./derivations.ts";
import type {
  Budget,
  Claim,
  Evidence,
  EvidenceAside,
  EvidenceContext,
  Finding,
  JudgedClaim,
  JudgedEvidence,
  JudgedMutant,
  TrainedMachine,
  Verdict,
} from "./types.ts";

/** What a run of the runner depends on: the seed, the budget, and the machine where there is one. */
export interface JudgeOptions {
  readonly seed: number;
  readonly budget: Budget;
  readonly machine?: TrainedMachine;
  /** Called before each claim, for progress. */
  readonly onClaim?: (claim: Claim, index: number, total: number) => void;
}

/** Repeats a comparison whose p-value lies below this. */
const SUSPICIOUS = 1e-3;

/**
 * Judges all claims, in order; the result depends on the claims and the seed only, not on their order.
 * @throws BoltzproofError "claim" for a claim without evidence or mutants, or with an id used twice.
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
  const evidence: JudgedEvidence[] = chain ? [chain.evidence] : [];
  const aside: EvidenceAside[] = [];
  for (const e of runnable) {
    const finding = await judgeCarefully(claim, e, claim.formula, options);
    if (finding.outside) aside.push({ id: e.id, why: finding.found });
    else evidence.push({ id: e.id, says: e.says, finding });
  }
  const judging = runnable.filter((e) => !aside.some(({ id }) => id === e.id));
  const outside = evidence.length === 0 && aside.length > 0 ? { outside: aside.map((a) => a.why).join("; ") } : {};
  const findings = evidence.map((e) => e.finding);
  const verdict = summarise(findings, outside.outside);
  const mutants = judging.length === 0 ? [] : await judgeMutants(claim, judging, options);
  if (chain) mutants.push(...chain.mutants);
  const skipped = claim.evidence.filter((e) => !runnable.includes(e)).map((e) => e.id);
  const milliseconds = performance.now() - start;
  const passed = passes(claim, verdict, mutants);
  const derivation = chain ? { derivation: chain.derivation } : {};
  return { claim, verdict, evidence, ...derivation, skipped, aside, ...outside, mutants, passed, milliseconds };
}

/** The algebra is loaded by the first claim that has a derivation: whoever imports the lab alone does not wait for it. */
async function judgeChain(derivation: Derivation, seed: number): Promise<ChainJudgement> {
  return (await import("./derivations.ts")).judgeChain(derivation, seed);
}

function isRunnable(e: Evidence<unknown>, options: JudgeOptions): boolean {
  return (e.budget !== "full" || options.budget === "full") && (e.needs !== "machine" || options.machine !== undefined);
}

/** Kills what it can: one piece of evidence that tells the mutant from the claim is enough. */
async function judgeMutants(claim: Claim, runnable: readonly Evidence<unknown>[], options: JudgeOptions) {
  const out: JudgedMutant[] = [];
  for (const { id, says, formula } of claim.mutants) {
    const findings: Finding[] = [];
    for (const e of runnable) {
      findings.push(decide(await judgeOnce(claim, e, formula, options, 1), FAMILY_FALSE_ALARM));
      if (findings.at(-1)!.verdict.kind === "refuted") break;
    }
    const kind = summarise(findings).kind;
    // A claim expected to be refuted is tested from the other side: its mutant is the formula that holds.
    const killed = claim.expect === "refuted" ? kind !== "refuted" && kind !== "undecided" : kind === "refuted";
    out.push({ id, kind: "author", says, killed, message: findings.at(-1)!.message });
  }
  return out;
}

async function judgeCarefully(claim: Claim, e: Evidence<unknown>, formula: unknown, options: JudgeOptions) {
  const first = await judgeOnce(claim, e, formula, options, 1);
  if (first.p === undefined || first.p >= SUSPICIOUS || claim.expect === "refuted") return first;
  const again = await judgeOnce(claim, e, formula, options, 10);
  return { ...again, message: `${again.message} (Repeated with ten times the samples after p = ${show(first.p)}.)` };
}

async function judgeOnce(claim: Claim, e: Evidence<unknown>, formula: unknown, options: JudgeOptions, scale: number) {
  const rng = Rng.fromSeed(options.seed).child(claim.id).child(e.id).child(scale);
  const { seed, budget, machine } = options;
  const context: EvidenceContext = { rng, seed, budget, scale, ...(machine ? { machine } : {}) };
  try {
    return await e.judge(formula, context);
  } catch (error) {
    if (!(error instanceof BoltzproofError)) throw error;
    return refusal(e, error);
  }
}

/** A typed refusal is a result: a formula outside its domain refutes itself, a solver that fails decides nothing. */
function refusal(e: Evidence<unknown>, error: BoltzproofError): Finding {
  const verdict: Verdict =
    error.code === "not-converged" || error.code === "capability"
      ? { kind: "undecided", why: error.message }
      : { kind: "refuted", counterexample: error.message };
  return { verdict, expected: e.says, found: error.found, message: error.message };
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
    const verdict = summarise(evidence.map((e) => e.finding));
    return { ...j, evidence, verdict, passed: passes(j.claim, verdict, j.mutants) };
  });
}

function decide(finding: Finding, level: number): Finding {
  return finding.p !== undefined && finding.p < level ? refute(finding) : finding;
}

function refute(finding: Finding): Finding {
  return { ...finding, verdict: { kind: "refuted", counterexample: finding.found } };
}

/**
 * One refutation refutes, one open question leaves the claim open. Otherwise the first piece speaks: the author puts
 * the main evidence first, and a side condition that is known to more digits does not lend them to the claim.
 */
export function summarise(findings: readonly Finding[], outside?: string): Verdict {
  const verdicts = findings.map((f) => f.verdict);
  const against = verdicts.find((v) => v.kind === "refuted") ?? verdicts.find((v) => v.kind === "undecided");
  if (against) return against;
  return (
    verdicts[0] ?? {
      kind: "undecided",
      why: outside
        ? `outside its regime: ${outside}`
        : "no evidence could be run here (it needs a trained machine or the full budget)",
    }
  );
}

function passes(claim: Claim, verdict: Verdict, mutants: readonly JudgedMutant[]): boolean {
  return verdict.kind === claim.expect && mutants.every((m) => m.killed);
}
