/**
 * The same evidence on wrong formulas: the author's mutants, and the claim's own formula with its numbers changed. Evidence
 * that nothing of it moves does not look at the formula, such as a comparison of it with itself.
 */
import { normalCdf, normalQuantile } from "../numeric/special.ts";
import { FAMILY_FALSE_ALARM } from "./comparisons/drawn.ts";
import { undecided } from "./comparisons/finding.ts";
import { type Circumstances, judgeOnce } from "./judge-evidence.ts";
import { type Change, perturbed } from "./perturb.ts";
import type { Claim, Evidence, Finding, JudgedMutant, Mutant } from "./types.ts";
import { refute, strictest } from "./verdicts.ts";

/** The judged mutants of a claim, and which evidence told one of them from the claim. */
export interface Hunt {
  readonly mutants: readonly JudgedMutant[];
  readonly decisive: ReadonlySet<string>;
}

/** One piece of evidence that tells a mutant from the claim is enough. */
export async function huntMutants(
  claim: Claim,
  evidence: readonly Evidence<unknown>[],
  at: Circumstances,
): Promise<Hunt> {
  const decisive = new Set<string>();
  const mutants: JudgedMutant[] = [];
  if (evidence.length === 0) return { mutants, decisive };
  for (const mutant of claim.mutants) {
    const { judged, by } = await hunt(claim, mutant, evidence, at);
    mutants.push(judged);
    if (by !== undefined) decisive.add(by);
  }
  return { mutants, decisive };
}

async function hunt(claim: Claim, mutant: Mutant<unknown>, evidence: readonly Evidence<unknown>[], at: Circumstances) {
  const { id, says, formula, leavesDomain } = mutant;
  const measured: Finding[] = [];
  let message = "";
  let refuted: { readonly by: string; readonly finding: Finding } | undefined;
  for (const e of evidence) {
    const { finding, refused } = await judgeOnce(claim, e, formula, at, 1);
    // A refusal says that the formula could not be measured, and not that it was measured wrong.
    if (refused && !leavesDomain) {
      message ||= `refused, not measured: ${finding.message}`;
      continue;
    }
    measured.push(decide(finding));
    message = finding.message;
    if (measured.at(-1)!.verdict.kind !== "refuted") continue;
    refuted = { by: e.id, finding };
    break;
  }
  const kind = strictest(measured)?.kind;
  // A claim expected to be refuted is tested from the other side: its mutant is the formula that holds.
  const holds = kind !== undefined && kind !== "refuted" && kind !== "undecided";
  const killed = claim.expect === "refuted" ? holds : refuted !== undefined;
  const power = killed && refuted?.finding.p !== undefined ? { power: powerOf(refuted.finding.p) } : {};
  const judged: JudgedMutant = { id, kind: "author", says, killed, message, ...power };
  return { judged, by: claim.expect === "refuted" ? (holds ? evidence[0]!.id : undefined) : refuted?.by };
}

/** p-values of a normal deviate beyond this are 0 in double precision. */
const LEAST_P = 1e-300;

/** With the deviate of this p-value as its mean and a spread of one: how often it would be below the level again. */
function powerOf(p: number): number {
  const deviate = normalQuantile(1 - Math.max(p, LEAST_P) / 2);
  const reached = Number.isFinite(deviate) ? deviate : -normalQuantile(Math.max(p, LEAST_P) / 2);
  return normalCdf(reached + normalQuantile(FAMILY_FALSE_ALARM / 2));
}

function decide(finding: Finding): Finding {
  return finding.p !== undefined && finding.p < FAMILY_FALSE_ALARM ? refute(finding) : finding;
}

/** Ten per cent more, then what changes every number beyond recognition. */
const CHANGES: readonly Change[] = [(x) => 1.1 * x, (x) => 2 * x, (x) => x / 2, (x) => -x, (x) => x + 1];

/** What to say of evidence that found no fault with any change of the formula or any mutant; nothing when it noticed one. */
export async function blindness(
  claim: Claim,
  e: Evidence<unknown>,
  finding: Finding,
  at: Circumstances,
): Promise<Finding | undefined> {
  const before = decide(finding).verdict.kind;
  const [first, ...others] = CHANGES.map((change) => perturbed(claim.formula, change));
  // A formula that gives names or an order has no numbers to change, but its mutants differ.
  for (const formula of [first, ...claim.mutants.map((m) => m.formula), ...others]) {
    if (await tells(claim, e, before, formula, at)) return undefined;
  }
  const found =
    "the same verdict with its numbers 10 % larger, doubled, halved, negated and shifted by 1, and for all mutants";
  return undecided(e.says, "evidence that depends on the formula", found, "the evidence does not look at the formula");
}

/** Whether a change of the formula changes the verdict of the evidence. */
export async function notices(
  claim: Claim,
  e: Evidence<unknown>,
  before: Finding["verdict"]["kind"],
  change: Change,
  at: Circumstances,
): Promise<boolean> {
  return tells(claim, e, before, perturbed(claim.formula, change), at);
}

/** Whether the evidence has another verdict on this formula. One that breaks was looked at. */
async function tells(
  claim: Claim,
  e: Evidence<unknown>,
  before: Finding["verdict"]["kind"],
  formula: unknown,
  at: Circumstances,
): Promise<boolean> {
  try {
    const { finding } = await judgeOnce(claim, e, formula, at, 1);
    return decide(finding).verdict.kind !== before;
  } catch {
    return true;
  }
}
