/**
 * What the page, the terminal table and a stored run are made from: the laboratory's claims, rooms and training,
 * as plain data. Texts may hold LaTeX between dollar signs; statements and symbols are LaTeX.
 */
import type {
  Budget,
  Claim,
  JudgedClaim,
  JudgedEvidence,
  JudgedMutant,
  MutantKind,
  Room,
  Verdict,
  VerdictKind,
} from "../lab/types.ts";
import type { Figure } from "./figure.ts";
import type { ReportTable } from "./table.ts";

/** A claim after judgement, without its code. */
export interface ReportClaim
  extends Pick<Claim, "id" | "labels" | "room" | "title" | "statement" | "source" | "status" | "expect"> {
  readonly verdict: Verdict;
  /** The verdict is the expected one and no mutant survived. */
  readonly passed: boolean;
  readonly evidence: readonly JudgedEvidence[];
  /** Evidence that could not run, full budget or a trained machine wanted, or that is outside its regime on this one. */
  readonly skipped?: readonly string[];
  readonly mutants: readonly JudgedMutant[];
}

/** One step of a derivation. */
export interface ReportStep {
  readonly id: string;
  /** Steps it starts from. */
  readonly from: readonly string[];
  readonly rule: string;
  /** LaTeX of what the step arrives at. */
  readonly expression: string;
  /** A few words for the row, and the reason in full. */
  readonly short: string;
  readonly why: string;
  readonly assuming: readonly string[];
  readonly verdict: Verdict;
  readonly expect: VerdictKind;
  /** What the checker did. */
  readonly checked?: string;
}

/** A derivation after judgement, as the page shows it. */
export interface ReportDerivation {
  readonly title: string;
  /** Paper and equation; says so where it is a reconstruction. */
  readonly source?: string;
  /** Hold throughout. */
  readonly assuming?: readonly string[];
  readonly steps: readonly ReportStep[];
  /** The weakest verdict on the way. */
  readonly verdict?: Verdict;
  /** What is wrong with it, in sentences. */
  readonly problems?: readonly string[];
}

/** A room after judgement, with its figures drawn. */
export interface ReportRoom extends Omit<Room, "claims"> {
  readonly derivations?: readonly ReportDerivation[];
  readonly figures: readonly Figure[];
  readonly tables?: readonly ReportTable[];
}

/** A name and a value for a table of two columns. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** The machine that was trained: settings, spectra, samples, weights. */
export interface ReportTraining {
  readonly summary: string;
  readonly settings: readonly Fact[];
  readonly seed: number;
  /** Of the training, where it was timed. */
  readonly seconds?: number;
  readonly figures: readonly Figure[];
}

/** What the page says of the run it comes from. */
export interface ReportRun {
  readonly title: string;
  /** One or two sentences under the title. */
  readonly lead?: string;
  readonly seed: number;
  readonly budget: Budget;
  /** Wall-clock time of everything. */
  readonly seconds: number;
  /** Version of boltzproof. */
  readonly version: string;
  /** Shell command that makes this page again. */
  readonly command: string;
  /** ISO 8601; left out, the page is the same for the same run. */
  readonly date?: string;
}

/** All that the page is made from. */
export interface ReportModel {
  readonly run: ReportRun;
  readonly claims: readonly ReportClaim[];
  readonly rooms: readonly ReportRoom[];
  readonly training?: ReportTraining;
}

/** The claim as the report holds it. */
export function reportClaim(judged: JudgedClaim): ReportClaim {
  const { id, labels, room, title, statement, source, status, expect } = judged.claim;
  const { verdict, passed, evidence, mutants } = judged;
  const skipped = [...judged.skipped, ...judged.aside.map((a) => `${a.id} (outside its regime: ${a.why})`)];
  return { id, labels, room, title, statement, source, status, expect, verdict, passed, evidence, skipped, mutants };
}

/** How many mutants there were, and how many the evidence refuted. */
export interface MutantCounts {
  readonly total: number;
  readonly killed: number;
}

/** Counts by kind, and who survived. */
export interface MutantTally extends MutantCounts {
  /** By where they come from; kinds without a mutant are left out. */
  readonly kinds: Readonly<Partial<Record<MutantKind, MutantCounts>>>;
  /** Ids of those that the evidence did not refute. */
  readonly survivors: readonly string[];
}

/** Counts the mutants of a claim, in all and by kind. */
export function tallyMutants(mutants: readonly JudgedMutant[]): MutantTally {
  const kinds = (["author", "statement", "step"] as const).flatMap((kind) => {
    const some = mutants.filter((mutant) => mutant.kind === kind);
    return some.length === 0 ? [] : [[kind, countMutants(some)] as const];
  });
  const survivors = mutants.filter((mutant) => !mutant.killed).map((mutant) => mutant.id);
  return { ...countMutants(mutants), kinds: Object.fromEntries(kinds), survivors };
}

function countMutants(mutants: readonly JudgedMutant[]): MutantCounts {
  return { total: mutants.length, killed: mutants.filter((mutant) => mutant.killed).length };
}
