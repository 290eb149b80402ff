/** Choosing claims, judging them with progress, and what the result means for the exit code. */
import { BoltzproofError } from "../src/errors.ts";
import { type JudgeOptions, judgeClaims } from "../src/lab/runner.ts";
import type { Claim, JudgedClaim } from "../src/lab/types.ts";
import { startProgress } from "../src/node/progress.ts";
import { tallyMutants } from "../src/report/model.ts";
import { allClaims, rooms } from "../theory/index.ts";
import { closest } from "./arguments.ts";

/**
 * Claims of the named rooms, labels or claim ids; all without a name.
 * @throws BoltzproofError "usage" for a name that nothing has.
 */
export function chooseClaims(names: readonly string[]): readonly Claim[] {
  if (names.length === 0) return allClaims;
  const matches = (claim: Claim, name: string): boolean =>
    claim.room === name || claim.id === name || claim.labels.includes(name.toUpperCase());
  for (const name of names) {
    if (!allClaims.some((claim) => matches(claim, name))) throw unknownName(name);
  }
  return allClaims.filter((claim) => names.some((name) => matches(claim, name)));
}

function unknownName(name: string): BoltzproofError {
  const labels = [...new Set(allClaims.flatMap((c) => c.labels))].sort(
    new Intl.Collator("en", { numeric: true }).compare,
  );
  const known = [...rooms.map((r) => r.id), ...labels, ...allClaims.map((c) => c.id)];
  const near = closest(name, known);
  return new BoltzproofError("usage", {
    found: `"${name}" after --only`,
    expected: `a room (${rooms.map((r) => r.id).join(", ")}) or a label (${labels.join(" ")})`,
    advice: near ? `did you mean ${near}?` : "name one of these",
  });
}

export interface Judgement {
  readonly judged: readonly JudgedClaim[];
  /** Claims that need a trained machine and had none. */
  readonly waiting: readonly Claim[];
}

/** Judges with progress on stderr; claims that cannot be judged without a machine are set apart, never passed. */
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
    return { judged, waiting: claims.filter((claim) => !canRun(claim)) };
  } finally {
    progress.stop();
  }
}

/** 0 all as claimed, 1 a claim failed, 3 none failed but one is undecided. */
export function exitCode(judged: readonly JudgedClaim[]): number {
  const failed = judged.filter((j) => !j.passed);
  if (failed.length === 0) return 0;
  return failed.every((j) => j.verdict.kind === "undecided" && j.mutants.every((m) => m.killed)) ? 3 : 1;
}

/** The verdicts as data; nothing in it depends on the clock, so the same seed gives the same bytes. */
export function verdictsAsJson(judged: readonly JudgedClaim[], seed: number, version: string): string {
  const claims = judged.map(({ claim, verdict, passed, evidence, skipped, mutants }) => {
    const { id, labels, room, source, status, expect } = claim;
    const found = evidence.map(({ id: name, says, finding }) => ({ id: name, says, ...finding }));
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
      mutants: { ...tallyMutants(mutants), tried: mutants },
    };
  });
  // JSON has no infinities: an exact proof has log2Error "-Infinity", not null.
  const legible = (_key: string, value: unknown): unknown =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  return `${JSON.stringify({ version, seed, claims }, legible, 2)}\n`;
}
