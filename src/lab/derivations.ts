/** A judged derivation as evidence for a claim: its verdict, and the wrong variants of its steps as mutants. */
import { type Derivation, type JudgedDerivation, judgeDerivation, tallyOfSteps } from "../algebra/derivation/index.ts";
import type { Verdict } from "../verdict.ts";
import { asFinding } from "./comparisons/finding.ts";
import type { JudgedEvidence, JudgedMutant } from "./types.ts";

/** A judged chain with what the lab makes of it. */
export interface ChainJudgement {
  readonly derivation: JudgedDerivation;
  readonly evidence: JudgedEvidence;
  readonly mutants: readonly JudgedMutant[];
}

/** Judges the chain of a claim. */
export function judgeChain(chain: Derivation, seed: number): ChainJudgement {
  const derivation = judgeDerivation(chain, { seed });
  return { derivation, evidence: derivationEvidence(derivation), mutants: derivationMutants(derivation) };
}

/** What the kernel says of the whole chain. A problem of the chain as such, such as an unused step, refutes it. */
export function derivationEvidence(judged: JudgedDerivation): JudgedEvidence {
  const { derivation, steps, problems } = judged;
  const verdict: Verdict =
    problems.length === 0
      ? judged.verdict
      : { kind: "refuted", counterexample: problems.map((p) => `${p.step}: ${p.message}`).join("; ") };
  const found = problems.length === 0 ? tallyOfSteps(steps) : `${problems.length} problems: ${problems[0]!.message}`;
  const expected = `every one of ${steps.length} steps as its author claims`;
  return {
    id: "derivation",
    role: "main",
    says: `${derivation.title}, judged step by step`,
    finding: asFinding({ verdict, expected, found, message: `${derivation.title}: ${found}; expected ${expected}.` }),
  };
}

/** Every wrong variant of a step that the kernel was shown, with what was changed and how it died. */
export function derivationMutants({ steps }: JudgedDerivation): JudgedMutant[] {
  return steps.flatMap(({ id, mutants: { variants } }) =>
    variants.map(({ says, killed, how }, k) => ({
      id: `step ${id} #${k + 1}`,
      kind: "step" as const,
      says: `${says}, in step ${id}`,
      killed,
      message: how,
    })),
  );
}
