/** One piece of evidence on one formula: its own random numbers, typed refusals as results, and what a finding has to be. */
import { BoltzproofError } from "../errors.ts";
import { Rng } from "../numeric/random.ts";
import { isComputed, restated, show, undecided } from "./comparisons/finding.ts";
import type { Budget, Claim, Evidence, EvidenceContext, Finding, TrainedMachine, Verdict } from "./types.ts";

/** What the judgement of a claim depends on: the seed, the budget, and the machine where there is one. */
export interface Circumstances {
  readonly seed: number;
  readonly budget: Budget;
  readonly machine?: TrainedMachine;
}

/** Repeats a comparison whose p-value lies below this. */
const SUSPICIOUS = 1e-3;

/** What evidence found, and whether it refused to judge. */
export interface Answer {
  readonly finding: Finding;
  readonly refused: boolean;
}

export function isRunnable(e: Evidence<unknown>, { budget, machine }: Circumstances): boolean {
  return (e.budget !== "full" || budget === "full") && (e.needs !== "machine" || machine !== undefined);
}

/** The evidence on the claim itself; a suspicious p-value is drawn again, ten times as long and with fresh numbers. */
export async function judgeCarefully(claim: Claim, e: Evidence<unknown>, at: Circumstances): Promise<Finding> {
  const { finding: first } = await judgeOnce(claim, e, claim.formula, at, 1);
  if (first.p === undefined || first.p >= SUSPICIOUS || claim.expect === "refuted") return first;
  const { finding: again } = await judgeOnce(claim, e, claim.formula, at, 10);
  const message = `${again.message} (Repeated with ten times the samples after p = ${show(first.p)}.)`;
  return restated(again, { message });
}

/** The evidence on any formula, with the same random numbers for the claim and for every wrong formula. */
export async function judgeOnce(
  claim: Claim,
  e: Evidence<unknown>,
  formula: unknown,
  { seed, budget, machine }: Circumstances,
  scale: number,
): Promise<Answer> {
  const stream = Rng.fromSeed(seed).child(claim.id).child(e.id).child(scale);
  let drew = false;
  const context: EvidenceContext = {
    get rng() {
      drew = true;
      return stream;
    },
    seed,
    budget,
    scale,
    ...(machine ? { machine } : {}),
  };
  try {
    const finding = await e.judge(formula, context);
    return { finding: faultOf(e, finding, drew) ?? finding, refused: false };
  } catch (error) {
    if (!(error instanceof BoltzproofError) || error.code === "claim") throw error;
    return { finding: refusal(e, error), refused: true };
  }
}

/** Why a finding is not believed: it was not computed by the laboratory, or a draw was held to a fixed limit. */
function faultOf(e: Evidence<unknown>, finding: Finding, drew: boolean): Finding | undefined {
  const expected = "a finding that the laboratory computed from samples, pairs or residuals";
  if (finding.verdict.kind === "undecided") return undefined;
  if (!isComputed(finding)) {
    return undecided(e.says, expected, "a finding made by the evidence itself", "the finding was told, not computed");
  }
  const isRefuted = finding.verdict.kind === "refuted";
  if (isRefuted || !drew || finding.p !== undefined || finding.everyDraw) return undefined;
  const found = "a fixed limit on one draw";
  const why = "what is drawn is judged by its law, or the limit says why it holds for every draw (everyDraw)";
  return undecided(e.says, "a p-value", found, why);
}

/** A typed refusal is a result: a formula outside its domain refutes itself, a solver that fails decides nothing. */
function refusal(e: Evidence<unknown>, error: BoltzproofError): Finding {
  const verdict: Verdict =
    error.code === "not-converged" || error.code === "capability"
      ? { kind: "undecided", why: error.message }
      : { kind: "refuted", counterexample: error.message };
  return { verdict, expected: e.says, found: error.found, message: error.message };
}
