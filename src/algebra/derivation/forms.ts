/** What an author hands to the writer of a derivation, in text. */
import type { Assumption, Certificate, Notation } from "./step.ts";

/** Name, title, source, notation and assumptions of a derivation. */
export interface DerivationHead {
  readonly id: string;
  readonly title: string;
  /** Paper and equation; says so where it is a reconstruction. */
  readonly source: string;
  readonly notation: Notation;
  /** Hold throughout: "lambda > 0". */
  readonly assuming?: readonly (string | Assumption)[];
}

/** Formulas by the name of the symbol they give a value to. */
export type Values = Readonly<Record<string, string>>;

/** How a root is found and why it is the only one, or the right one. */
export type Solution =
  | { readonly roots: readonly string[]; readonly chosen?: number; readonly because?: string }
  | { readonly hole: string; readonly inverse: string };

/** A change of variables with its inverse and its Jacobian, all as text. */
export interface VariableMap {
  readonly forward: Values;
  readonly backward: Values;
  readonly jacobian: string;
}

/** The factor of an inequality and the sum it stands under: index, first, last. */
export interface Weighted {
  readonly times?: string;
  readonly over?: readonly [index: string, from: string, to: string];
}

/** Why an expression has a sign: evident factors, or intervals of its symbols to be searched. */
export type SignCertificate =
  | { readonly evident: string }
  /** Convex in the variable, level at the point with the value 0 or the one named, with this second derivative. */
  | { readonly convexIn: string; readonly at: string; readonly curvature: string; readonly value?: string }
  /** Away from the point it does not fall from the value 0 or the one named; with this derivative. */
  | { readonly monotoneIn: string; readonly from: string; readonly slope: string; readonly value?: string }
  /** The inequalities that it comes from, in their order, each times a factor, 1 when left out, and summed. */
  | { readonly combining: readonly Weighted[] }
  | { readonly box: Readonly<Record<string, readonly [low: number, high: number]>> };

/** A rule of indexed sums by its name, at one index where there are several, or induction over a size. */
export type SumProof =
  | { readonly rule: string; readonly index?: string }
  | { readonly induction: string; readonly from?: number };

export function sumCertificate(proof: SumProof): Certificate {
  if ("rule" in proof) return { kind: "sum rule", ...proof };
  return { kind: "induction", variable: proof.induction, from: proof.from ?? 1 };
}

/** A fact in words, for an assumption that selects a root or that a given equation puts in symbols. */
export function premise(name: string, text: string): Assumption {
  return { kind: "premise", name, text };
}
