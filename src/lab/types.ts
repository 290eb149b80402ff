/**
 * Claim, Evidence, Verdict: the words of the laboratory. A claim states a formula of a source and carries the
 * evidence that judges it and the mutants that the same evidence must refute.
 */
import type { Derivation, JudgedDerivation } from "../algebra/derivation/step.ts";
import type { BitMatrix } from "../numeric/bits.ts";
import type { Rng } from "../numeric/random.ts";
import type { Rbm } from "../rbm/rbm.ts";
import type { Snapshot, TrainingSettings } from "../rbm/state.ts";
import type { Verdict, VerdictKind } from "../verdict.ts";

export type { Verdict, VerdictKind };

/** A verdict with the numbers behind it, as data. */
export interface Finding {
  readonly verdict: Verdict;
  /** What was computed from the formula. */
  readonly expected: string;
  /** What was measured against it. */
  readonly found: string;
  /** One sentence that says both. */
  readonly message: string;
  /** p-value of a statistical comparison; the runner corrects for the whole family of them. */
  readonly p?: number;
  /** The allowance is for every stream of random numbers that the evidence may be given. */
  readonly everyDraw?: true;
  /** The machine lies outside the regime that the claim speaks of: nothing was compared, for or against. */
  readonly outside?: true;
}

/** How much time evidence may take: "quick" leaves out what is marked "full". */
export type Budget = "quick" | "full";

/** What a piece of evidence is given: random numbers, budget, and the trained machine where there is one. */
export interface EvidenceContext {
  /** A stream of the claim's and the evidence's own. */
  readonly rng: Rng;
  readonly seed: number;
  readonly budget: Budget;
  /** Multiplies sample sizes: 1, and 10 when the runner repeats a suspicious comparison. */
  readonly scale: number;
  /** The machine trained on MNIST, where one is at hand. */
  readonly machine?: TrainedMachine;
}

/** What theory is held against after training. */
export interface TrainedMachine {
  readonly rbm: Rbm;
  /** "784×500, PCD-1, 10 epochs of 9,000 digits" or the like. */
  readonly name: string;
  /** Weights before the first update. */
  readonly initial: Rbm;
  readonly snapshots: readonly Snapshot[];
  readonly train: BitMatrix;
  /** Of the run, to go through its first updates again; unknown for a machine from elsewhere. */
  readonly settings?: TrainingSettings;
  readonly test: BitMatrix;
}

/** One independent way of judging the formula F. The same code judges the claim and its mutants. */
export interface Evidence<F> {
  readonly id: string;
  /** What is compared with what, in one sentence. */
  readonly says: string;
  /** Runs only with the full budget. */
  readonly budget?: "full";
  /** Skipped, and said to be, where no trained machine is at hand. */
  readonly needs?: "machine";
  judge(formula: F, context: EvidenceContext): Finding | Promise<Finding>;
}

/** A wrong formula that the evidence must refute: a sign, a factor, a dropped term, the formula as misprinted. */
export interface Mutant<F> {
  readonly id: string;
  readonly says: string;
  readonly formula: F;
  /** It has no value where the claim has one, and is known by that: a refusal tells it from the claim. */
  readonly leavesDomain?: true;
}

/** How the formula relates to its source. */
export type Status = "as printed" | "corrected" | "reconstruction" | "standard";

/** Where a formula stands, and what of it was derived here. */
export interface Source {
  /** "Toledo-Marín et al. 2025, sheet A16" or the like. */
  readonly ref: string;
  /** What of it stands in the source and what was derived here. */
  readonly note?: string;
  /** Of the work, by its DOI where it has one: "https://doi.org/…". */
  readonly url?: string;
}

/** A formula of a source with the evidence that judges it and the wrong formulas that the evidence must refute. */
export interface Claim<F = unknown> {
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
  /** Judged by the kernel of the algebra before all evidence; its verdict is then the main one. */
  readonly derivation?: Derivation;
  /** What runs with the quick budget and without a machine names the verdict, the weakest word of it; the rest supports. */
  readonly evidence: readonly Evidence<F>[];
  readonly mutants: readonly Mutant<F>[];
}

/** Symbol, meaning, range and name in code: the first thing a room shows. */
export interface Notation {
  /** LaTeX. */
  readonly symbol: string;
  readonly meaning: string;
  readonly range?: string;
  readonly code?: string;
}

/** One result of the papers: a chapter of the laboratory. */
export interface Room {
  readonly id: string;
  readonly title: string;
  /** What the room shows, in two or three sentences. */
  readonly summary: string;
  readonly notation: readonly Notation[];
  /** Where the formulas hold. */
  readonly validity: string;
  /** A claim of any formula type: `judge` takes its own formula only, which the pairing inside a claim guarantees. */
  readonly claims: readonly Claim[];
}

/**
 * A piece of evidence with what it found. The main lines give the claim its verdict: the derivation where there is one, else
 * what runs everywhere. The others support it: a line of their own, with a verdict of their own.
 */
export interface JudgedEvidence {
  readonly id: string;
  readonly says: string;
  readonly finding: Finding;
  readonly role: "main" | "support";
}

/** Evidence that says itself outside the regime of its claim on the machine at hand. */
export interface EvidenceAside {
  readonly id: string;
  readonly why: string;
}

/** Where a wrong formula comes from: the author of the claim, a mutator of its statement, one of a derivation's steps. */
export type MutantKind = "author" | "statement" | "step";

/** A wrong formula and whether the evidence told it from the claim. */
export interface JudgedMutant {
  readonly id: string;
  readonly kind: MutantKind;
  /** What was changed. */
  readonly says: string;
  /** The evidence tells the mutant from the claim. */
  readonly killed: boolean;
  /** What the evidence said of it. */
  readonly message: string;
  /** Of a mutant that died of a drawn comparison: the probability that fresh numbers would kill it as well. */
  readonly power?: number;
}

/** A claim after the runner has been over it. */
export interface JudgedClaim {
  readonly claim: Claim;
  readonly verdict: Verdict;
  readonly evidence: readonly JudgedEvidence[];
  readonly derivation?: JudgedDerivation;
  readonly skipped: readonly string[];
  /** Evidence outside its regime here: judges neither the claim nor its mutants. */
  readonly aside: readonly EvidenceAside[];
  /** Why the claim as a whole stands aside: all evidence that could run lies outside its regime. It neither passes nor fails. */
  readonly outside?: string;
  readonly mutants: readonly JudgedMutant[];
  /** The verdict is the expected one, no line that supports it is refuted or undecided, and no mutant survived. */
  readonly passed: boolean;
  readonly milliseconds: number;
}
