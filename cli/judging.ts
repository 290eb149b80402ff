/** Choosing claims, judging them with progress, and what the result means for the exit code. */
import { BoltzproofError } from "../src/errors.ts";
import { type JudgeOptions, judgeClaims } from "../src/lab/runner.ts";
import type { Claim, JudgedClaim } from "../src/lab/types.ts";
import { strays } from "../src/lab/verdicts.ts";
import { startProgress } from "../src/node/progress.ts";
import { tallyMutants } from "../src/report/model.ts";
import { allClaims, rooms } from "../theory/index.ts";
import { closest, closestLabel, isLabel } from "./slips.ts";

/**
 * Claims of the named rooms, labels or claim ids; all without a name.
 * @throws BoltzproofError "usage" for a name that nothing has.
 */
export function chooseClaims(names: readonly string[]): readonly Claim[] {
  if (names.length === 0) return allClaims;
  for (const name of names) {
    if (!allClaims.some((claim) => isNamed(claim, name))) throw unknownName(name);
  }
  return allClaims.filter((claim) => names.some((name) => isNamed(claim, name)));
}

/** By its room, its own id or one of its labels; capitals do not matter. */
export function isNamed(claim: Claim, name: string): boolean {
  const wanted = name.toLowerCase();
  return claim.room === wanted || claim.id === wanted || claim.labels.includes(name.toUpperCase());
}

/** All labels of the claims, A2 before A10. */
export function allLabels(): readonly string[] {
  return [...new Set(allClaims.flatMap((c) => c.labels))].sort(new Intl.Collator("en", { numeric: true }).compare);
}

/** The refusal of a name that no claim answers to. */
export function unknownName(name: string): BoltzproofError {
  const labels = allLabels();
  const near = isLabel(name)
    ? closestLabel(name, labels)
    : closest(name, [...rooms.map((r) => r.id), ...allClaims.map((c) => c.id)]);
  return new BoltzproofError("usage", {
    found: `"${name}"`,
    expected: `a room (${rooms.map((r) => r.id).join(", ")}), a label such as A16, or the name of a claim`,
    advice: near ? `did you mean ${near}?` : "boltzproof list has them all",
  });
}

export interface Judgement {
  readonly judged: readonly JudgedClaim[];
  /** Claims that need a trained machine and had none. */
  readonly waiting: readonly Claim[];
  /** Claims that do not speak of the machine at hand, and say why. */
  readonly aside: readonly JudgedClaim[];
}

/**
 * Judges with progress on stderr. Claims that cannot be judged without a machine, or that are outside their regime on the
 * one at hand, are set apart: they neither pass nor fail.
 */
export async function judgeWithProgress(claims: readonly Claim[], options: JudgeOptions): Promise<Judgement> {
  const canRun = (claim: Claim): boolean =>
    options.machine !== undefined || claim.evidence.some((e) => e.needs !== "machine");
  const ready = claims.filter(canRun);
  const progress = startProgress({ title: "judging ", total: ready.length });
  try {
    const judged = await judgeClaims(ready, {
      ...options,
      onClaim: (claim, index) => progress.update(index, claim.id),
    });
    return {
      judged: judged.filter((j) => j.outside === undefined),
      waiting: claims.filter((claim) => !canRun(claim)),
      aside: judged.filter((j) => j.outside !== undefined),
    };
  } finally {
    progress.stop();
  }
}

/** 0 all as claimed, 1 a claim failed, 3 none failed but one that speaks of the case at hand is undecided. */
export function exitCode(judged: readonly JudgedClaim[]): number {
  const failed = judged.filter((j) => !j.passed);
  if (failed.length === 0) return 0;
  return failed.every(isOpen) ? 3 : 1;
}

/** Nothing speaks against the claim, and no mutant lives, but something that was to be decided is not. */
function isOpen({ claim, verdict, evidence, mutants }: JudgedClaim): boolean {
  const refuted = strays(claim, evidence).some((e) => e.finding.verdict.kind === "refuted");
  const fits = verdict.kind === "undecided" || verdict.kind === claim.expect;
  return fits && !refuted && mutants.every((m) => m.killed);
}

/** The verdicts as data; nothing in it depends on the clock, so the same seed gives the same bytes. */
export function verdictsAsJson({ judged, aside, waiting }: Judgement, seed: number, version: string): string {
  const claims = judged.map(({ claim, verdict, passed, evidence, skipped, aside, mutants }) => {
    const { id, labels, room, source, status, expect } = claim;
    const found = evidence.map(({ id: name, says, role, finding }) => ({ id: name, says, role, ...finding }));
    return {
      id,
      labels,
      room,
      source,
      status,
      expect,
      verdict,
      passed,
      evidence: found,
      skipped,
      aside,
      mutants: { ...tallyMutants(mutants), tried: mutants },
    };
  });
  const content = {
    version,
    seed,
    claims,
    outside: aside.map(({ claim: { id, labels }, outside }) => ({ id, labels, why: outside })),
    waiting: waiting.map(({ id }) => id),
  };
  // JSON has no infinities: an exact proof has log2Error "-Infinity", not null.
  const legible = (_key: string, value: unknown): unknown =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  return `${JSON.stringify(content, legible, 2)}\n`;
}
