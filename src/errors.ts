/**
 * The one error class of boltzproof: what was found, what was expected, what to do, and a code that
 * programs can switch on. Lowest module of the house: it imports nothing.
 */

/** Kinds of failure; the command line maps every one of them to exit code 2 except `interrupted`. */
export type ErrorCode =
  | "usage"
  | "shape"
  | "domain"
  | "not-finite"
  | "not-converged"
  | "parse"
  | "data"
  | "file"
  | "checkpoint"
  | "derivation"
  | "claim"
  | "engine"
  | "capability"
  | "interrupted";

/** The three sentences of an error, and what lay behind it. */
export interface Complaint {
  /** What was met, with its value. */
  readonly found: string;
  /** What would have been right. */
  readonly expected: string;
  /** What the reader can do now. */
  readonly advice: string;
  readonly cause?: unknown;
}

/** Thrown wherever boltzproof refuses its input or cannot go on; never thrown for a refuted claim, which is a result. */
export class BoltzproofError extends Error {
  override readonly name = "BoltzproofError";
  readonly code: ErrorCode;
  readonly found: string;
  readonly expected: string;
  readonly advice: string;

  constructor(code: ErrorCode, complaint: Complaint) {
    super(
      `Found ${complaint.found}, expected ${complaint.expected}; ${complaint.advice}.`,
      complaint.cause === undefined ? undefined : { cause: complaint.cause },
    );
    this.code = code;
    this.found = complaint.found;
    this.expected = complaint.expected;
    this.advice = complaint.advice;
  }
}
