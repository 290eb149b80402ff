/**
 * Claim, Evidence, Verdict: the words of the laboratory. A claim states a formula of a source and carries the
 * evidence that judges it and the mutants that the same evidence must refute.
 */
import type { Rng } from "../numeric/random.ts";

/** How a claim, a piece of evidence or a step of a derivation was judged. */
export type Verdict =
  /** Formal identity; wrong with probability at most 2^log2Error. */
  | {
      readonly kind: "proved";
      readonly by: string;
      readonly log2Error: number;
      readonly assumes: readonly string[];
      readonly seed: string;
    }
  /** Both sides agree to so many decimal digits at so many points. */
  | { readonly kind: "checked"; readonly digits: number; readonly points: number }
  /** All states of machines of these sizes. */
  | { readonly kind: "enumerated"; readonly sizes: readonly string[] }
  /** Agreement with a simulation: z-score, effective sample size, declared false-alarm rate. */
  | { readonly kind: "sampled"; readonly z: number; readonly ess: number; readonly falseAlarm: number }
  /** Agreement with a machine trained on real data. */
  | { readonly kind: "measured"; readonly on: string; readonly z?: number }
  | { readonly kind: "cited"; readonly ref: string }
  | { readonly kind: "refuted"; readonly counterexample: string }
  | { readonly kind: "undecided"; readonly why: string };

export type VerdictKind = Verdict["kind"];

/** A verdict with the numbers behind it, as data. */
export interface Finding {
  readonly verdict: Verdict;
  /** What was computed from the formula. */
  readonly expected: string;
  /** What was measured against it. */
  readonly found: string;
  /** One sentence that says both. */
  readonly message: string;
}

export type Budget = "quick" | "full";

export interface EvidenceContext {
  /** A stream of the claim's and the evidence's own. */
  readonly rng: Rng;
  readonly seed: number;
  readonly budget: Budget;
}

/** One independent way of judging the formula F. The same code judges the claim and its mutants. */
export interface Evidence<F, C = EvidenceContext> {
  readonly id: string;
  /** What is compared with what, in one sentence. */
  readonly says: string;
  /** Runs only with the full budget. */
  readonly budget?: "full";
  judge(formula: F, context: C): Finding | Promise<Finding>;
}

/** A wrong formula that the evidence must refute: a sign, a factor, a dropped term, the formula as misprinted. */
export interface Mutant<F> {
  readonly id: string;
  readonly says: string;
  readonly formula: F;
}

/** How the formula relates to its source. */
export type Status = "as printed" | "corrected" | "reconstruction" | "standard";

export interface Source {
  /** "Toledo-Marín et al. 2025, sheet A16" or the like. */
  readonly ref: string;
  /** What of it stands in the source and what was derived here. */
  readonly note?: string;
}

export interface Claim<F = unknown, C = EvidenceContext> {
  /** Stable name, "room/short-name". */
  readonly id: string;
  readonly room: string;
  readonly labels: readonly string[];
  readonly title: string;
  /** LaTeX of the statement, printed from an expression where one exists. */
  readonly statement: string;
  readonly source: Source;
  readonly status: Status;
  /** The verdict that the author claims; anything else fails the claim. */
  readonly expect: VerdictKind;
  readonly formula: F;
  readonly evidence: readonly Evidence<F, C>[];
  readonly mutants: readonly Mutant<F>[];
}
