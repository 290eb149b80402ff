/**
 * Certificates: what an engine answers is believed only after a check of our own. Derivatives against an independent
 * table of rules, antiderivatives by differentiating back, roots by putting them back and by Vieta, inverses by the
 * product with the matrix, determinants by cofactors, rewritings by their difference; equality is the zero test's.
 */
import { BoltzproofError } from "../../errors.ts";
import { subtract } from "../construct.ts";
import { differentiate } from "../differentiate.ts";
import type { Expression, MatrixNode } from "../expression.ts";
import { determinant, identityMatrix, multiplyMatrices } from "../matrix.ts";
import { judgeRoots } from "../roots.ts";
import { isZero } from "../zero/is-zero.ts";
import type { EngineJob } from "./job.ts";

/** What an answer is worth. */
export type Judgement =
  | {
      readonly kind: "certified";
      readonly by: string;
      /** Probability of a wrong acceptance is at most 2^log2Error. */
      readonly log2Error: number;
      readonly conditions: readonly string[];
    }
  | { readonly kind: "rejected"; readonly why: string }
  | { readonly kind: "undecided"; readonly why: string };

/** Seed and assumptions for the check of an engine's answer. */
export interface CertifyOptions {
  /** What may be taken as positive, as for `isZero`. */
  readonly positive?: Iterable<string | Expression>;
  readonly seed?: number;
}

/** Judges the answer to a job: one expression, the list of roots, or one matrix. */
export function certify(job: EngineJob, answer: readonly Expression[], options: CertifyOptions = {}): Judgement {
  try {
    return judge(job, answer, options);
  } catch (error) {
    // A root at a pole, a function without a derivative rule: the answer is not shown to be right.
    if (!(error instanceof BoltzproofError)) throw error;
    return { kind: "undecided", why: error.found };
  }
}

function judge(job: EngineJob, answer: readonly Expression[], options: CertifyOptions): Judgement {
  const [first] = answer;
  if (first === undefined) return { kind: "rejected", why: "the answer is empty" };
  switch (job.kind) {
    case "derivative":
      return allZero("the table of derivatives", [subtract(first, differentiate(job.of, job.by))], options);
    case "antiderivative":
      return allZero("differentiating back", [subtract(differentiate(first, job.by), job.of)], options);
    case "roots":
      return certifyRoots(job, answer, options);
    case "determinant":
      return allZero("cofactors", [subtract(first, determinant(job.of))], options);
    case "inverse":
      return certifyInverse(job.of, first, options);
    case "limit":
    case "inverse Laplace transform":
      return { kind: "undecided", why: `there is no certificate for a ${job.kind}` };
    default:
      return allZero("the difference to the question", [subtract(first, job.of)], options);
  }
}

function allZero(by: string, differences: readonly Expression[], options: CertifyOptions): Judgement {
  const conditions = new Set<string>();
  let log2Error = Number.NEGATIVE_INFINITY;
  for (const difference of differences) {
    const answer = isZero(difference, options);
    if (answer.verdict === "nonzero") {
      const at = Object.entries(answer.witness?.point ?? {}).map(([name, value]) => `${name} = ${value}`);
      return { kind: "rejected", why: `${by} leaves ${answer.witness?.value ?? "a difference"} at ${at.join(", ")}` };
    }
    if (answer.verdict !== "zero") return { kind: "undecided", why: answer.why ?? "the zero test does not decide" };
    for (const c of [...answer.conditions, ...answer.excluded.map((text) => `${text} != 0`)]) conditions.add(c);
    log2Error = Math.max(log2Error, answer.log2Error) + (log2Error === Number.NEGATIVE_INFINITY ? 0 : 1);
  }
  return { kind: "certified", by, log2Error, conditions: [...conditions] };
}

function certifyRoots(
  job: Extract<EngineJob, { kind: "roots" }>,
  roots: readonly Expression[],
  options: CertifyOptions,
): Judgement {
  const conditions = new Set<string>();
  const errors: number[] = [];
  const report = judgeRoots(job.of, job.by, roots, (e) => {
    const answer = isZero(e, options);
    if (answer.verdict === "nonzero") return false;
    if (answer.verdict !== "zero") return undefined;
    for (const c of answer.conditions) conditions.add(c);
    errors.push(answer.log2Error);
    return true;
  });
  if (report.complete === undefined) return { kind: "undecided", why: report.why };
  if (!report.complete) return { kind: "rejected", why: report.why };
  const log2Error = Math.max(...errors) + Math.log2(errors.length);
  return { kind: "certified", by: report.why, log2Error, conditions: [...conditions] };
}

function certifyInverse(of: MatrixNode, answer: Expression, options: CertifyOptions): Judgement {
  const n = of.rows.length;
  if (answer.kind !== "matrix" || answer.rows.length !== n || answer.rows.some((r) => r.length !== n)) {
    return { kind: "rejected", why: `the answer is no ${n}×${n} matrix` };
  }
  const rest = subtractMatrices(multiplyMatrices(of, answer), identityMatrix(n));
  return allZero("the product with the matrix", rest, options);
}

function subtractMatrices(a: MatrixNode, b: MatrixNode): readonly Expression[] {
  return a.rows.flatMap((row, i) => row.map((x, j) => subtract(x, b.rows[i]![j]!)));
}
