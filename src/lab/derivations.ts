/** A judged derivation as evidence for a claim: its verdict, and the wrong variants of its steps as mutants. */
import type { JudgedDerivation, JudgedStep } from "../algebra/derivation/index.ts";
import type { Verdict } from "../verdict.ts";
import type { JudgedEvidence, JudgedMutant } from "./types.ts";

/** What the kernel says of the whole chain. A problem of the chain as such, such as an unused step, refutes it. */
export function derivationEvidence(judged: JudgedDerivation): JudgedEvidence {
  const { derivation, steps, problems } = judged;
  const verdict: Verdict =
    problems.length === 0
      ? judged.verdict
      : { kind: "refuted", counterexample: problems.map((p) => `${p.step}: ${p.message}`).join("; ") };
  const found = problems.length === 0 ? tally(steps) : `${problems.length} problems: ${problems[0]!.message}`;
  const expected = `every one of ${steps.length} steps as its author claims`;
  return {
    id: "derivation",
    says: `${derivation.title}, judged step by step`,
    finding: { verdict, expected, found, message: `${derivation.title}: ${found}; expected ${expected}.` },
  };
}

/** "6 proved, 1 cited". */
function tally(steps: readonly JudgedStep[]): string {
  const counts = new Map<string, number>();
  for (const { verdict } of steps) counts.set(verdict.kind, (counts.get(verdict.kind) ?? 0) + 1);
  return [...counts].map(([kind, n]) => `${n} ${kind}`).join(", ");
}

/** Every wrong variant of a step that the kernel was shown. */
export function derivationMutants({ steps }: JudgedDerivation): JudgedMutant[] {
  return steps.flatMap(({ id, mutants: { killed, survivors } }) => [
    ...Array.from({ length: killed }, (_, k) => ({
      id: `step ${id} #${k + 1}`,
      says: `a wrong variant of step ${id}`,
      killed: true,
      message: "The kernel does not accept it.",
    })),
    ...survivors.map((says) => ({ id: `step ${id}: ${says}`, says, killed: false, message: "The kernel accepts it." })),
  ]);
}
