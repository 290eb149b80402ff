/**
 * A derivation as data: steps that lead from statement to statement, each by one rule of a closed list, with the
 * assumptions it uses, the certificate that its rule asks for and the verdict that its author claims.
 */
import type { Verdict, VerdictKind } from "../../verdict.ts";
import type { SideCondition } from "../convert/index.ts";
import type { Expression, MatrixNode, SymbolNode } from "../expression.ts";
import type { Statement } from "./statement.ts";

/** Symbols of a room: what each means, how it is printed. Formulas may use these names and no others. */
export type Notation = Readonly<Record<string, NotationEntry>>;
/** What a symbol means, and how it is set. */
export interface NotationEntry {
  readonly meaning: string;
  /** Where the standard form does not do. */
  readonly latex?: string;
}

/** The rules of inference, by name. */
export type RuleId =
  | "definition"
  | "given"
  | "cited"
  | "algebra"
  | "substitute"
  | "differentiate"
  | "stationarity"
  | "expand"
  | "integrate"
  | "solve"
  | "marginalise"
  | "sum rule"
  | "linear algebra"
  | "operator identity"
  | "change of variables"
  | "inequality"
  | "large N";

/** What the author hands in besides the statement, for the rule to check instead of search. */
export type Certificate =
  /** left − right of the step is Σ multiplier · (left − right) of its premises. */
  | { readonly kind: "multipliers"; readonly multipliers: readonly Expression[] }
  /** Symbols that are given values. */
  | { readonly kind: "values"; readonly values: readonly Binding[] }
  | { readonly kind: "antiderivative"; readonly antiderivative: Expression }
  /** All roots of a polynomial; the one at `chosen` is the step's, `because` names the premise that selects it. */
  | {
      readonly kind: "roots";
      readonly roots: readonly Expression[];
      readonly chosen: number;
      readonly because?: string;
    }
  /** G with G(f(x)) = x: f(x) = c has the solution G(c) and no other. */
  | { readonly kind: "left inverse"; readonly hole: SymbolNode; readonly inverse: Expression }
  | { readonly kind: "reference"; readonly ref: string }
  /** The declared premise that the equation puts in symbols. */
  | { readonly kind: "premise"; readonly name: string }
  /** New symbols by old ones and back, with the determinant of ∂(new)/∂(old). */
  | {
      readonly kind: "map";
      readonly forward: readonly Binding[];
      readonly backward: readonly Binding[];
      readonly jacobian: Expression;
    }
  /** A form of right − left whose sign is evident: squares, products of positive things, exponentials. */
  | { readonly kind: "evident sign"; readonly form: Expression }
  /** right − left is convex in the variable, level at the point where it has the value; its second derivative. */
  | {
      readonly kind: "convex";
      readonly variable: SymbolNode;
      readonly at: Expression;
      readonly curvature: Expression;
      readonly value: Expression;
    }
  /** right − left has the value at the point, ±infinity included, and does not fall from there; its derivative. */
  | {
      readonly kind: "monotone";
      readonly variable: SymbolNode;
      readonly from: Expression;
      readonly slope: Expression;
      readonly value: Expression;
    }
  /** right − left is the sum of those of the inequalities it comes from, in their order, each with its factor ≥ 0. */
  | { readonly kind: "combination"; readonly parts: readonly CombinationPart[] }
  /** Bounds for a check by interval arithmetic. */
  | { readonly kind: "box"; readonly ranges: readonly (readonly [SymbolNode, low: number, high: number])[] }
  | { readonly kind: "determinant"; readonly of: MatrixNode }
  /** The rule of indexed sums that the step applies, and at which index; see `sumRules`. */
  | { readonly kind: "sum rule"; readonly rule: string; readonly index?: string }
  /** For all whole numbers from `from` on. */
  | { readonly kind: "induction"; readonly variable: string; readonly from: number }
  /** Which symbols are ladder operators. */
  | { readonly kind: "ladder"; readonly letters: readonly LadderLetter[] };

/** The factor of an inequality, and the sum over an index that it stands under. */
export interface CombinationPart {
  readonly times: Expression;
  readonly over?: { readonly index: string; readonly from: Expression; readonly to: Expression };
}

/** The kinds of certificate. */
export type CertificateKind = Certificate["kind"];
/** A symbol and what is put in its place. */
export type Binding = readonly [SymbolNode, Expression];
/** A name that stands for a creation (dagger) or annihilation operator of a mode. */
export interface LadderLetter {
  readonly name: string;
  readonly mode: number;
  readonly dagger: boolean;
}

/** Assumptions as data. Symbols stand for real numbers; everything else is said. */
export type Assumption =
  | { readonly kind: "positive"; readonly of: Expression }
  | { readonly kind: "nonnegative"; readonly of: Expression }
  | { readonly kind: "nonzero"; readonly of: Expression }
  | { readonly kind: "whole"; readonly of: Expression }
  /** A whole number ≥ 0. */
  | { readonly kind: "size"; readonly of: Expression }
  | { readonly kind: "small"; readonly of: SymbolNode }
  | { readonly kind: "large"; readonly of: SymbolNode }
  /** A fact in words that selects a root, or that a given equation puts in symbols. */
  | { readonly kind: "premise"; readonly name: string; readonly text: string };

/** What the author says of a step, short and in full. */
export interface Say {
  /** One line for the margin. */
  readonly short: string;
  /** Why the step is taken, for the reader who asks. */
  readonly why: string;
}

/** One step: what it starts from, by which rule, and what it arrives at. */
export interface Step {
  readonly id: string;
  readonly from: readonly string[];
  readonly rule: RuleId;
  readonly to: Statement;
  readonly assuming: readonly Assumption[];
  readonly certificate?: Certificate;
  readonly say: Say;
  /** The verdict that the author claims; a weaker one is an error of the derivation. */
  readonly expect: VerdictKind;
}

/** A directed graph of steps with its notation and assumptions; made by `derive`. */
export interface Derivation {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly notation: Notation;
  /** Hold throughout. */
  readonly assuming: readonly Assumption[];
  readonly steps: readonly Step[];
  /** The line it starts from, and those it leads to. */
  readonly first: string;
  readonly results: readonly string[];
}

/** What must be true of an expression: its sign, or that it is a whole number, as an end of a range is. */
export type Condition = SideCondition;

/** How a statement was found to hold. */
export type Ground =
  | { readonly kind: "proved"; readonly by: string; readonly log2Error: number }
  | { readonly kind: "defined" }
  | { readonly kind: "given"; readonly premise: string }
  | { readonly kind: "checked"; readonly how: string; readonly points: number }
  | { readonly kind: "enumerated"; readonly sizes: readonly string[] }
  | { readonly kind: "cited"; readonly ref: string };

/** What a rule's checker says of a step. */
export type Outcome =
  | {
      readonly kind: "holds";
      readonly ground: Ground;
      readonly conditions: readonly Condition[];
      /** Assumptions that the rule itself relies on, declared or not. */
      readonly relies: readonly Assumption[];
    }
  | { readonly kind: "fails"; readonly counterexample: string }
  | { readonly kind: "undecided"; readonly why: string };

/** A wrong variant of a step and what came of it. */
export interface JudgedVariant {
  /** What was changed, in words: "a wrong sign in x + y". */
  readonly says: string;
  /** Refuted or left undecided: not accepted. */
  readonly killed: boolean;
  /** How it died or why it was accepted, as "refuted: left - right = 2 at x = 1". */
  readonly how: string;
}

/** Wrong variants of a step that the kernel was shown, and which it let through. */
export interface MutantCount {
  readonly total: number;
  readonly killed: number;
  /** What was accepted although it is wrong, in words. */
  readonly survivors: readonly string[];
  /** Every one of them, in the order in which they were tried. */
  readonly variants: readonly JudgedVariant[];
}

/** What the kernel says of one step. */
export interface JudgedStep {
  readonly id: string;
  readonly verdict: Verdict;
  /** What the step needs, and its assumptions cover. */
  readonly conditions: readonly string[];
  /** The same as data, in the same order. */
  readonly needs: readonly Assumption[];
  readonly mutants: MutantCount;
  readonly ms: number;
}

/** What is wrong with the derivation as a whole or with what its author claims of it. */
export interface Problem {
  readonly step: string;
  readonly message: string;
}

/** A derivation with the verdict of every step. */
export interface JudgedDerivation {
  readonly derivation: Derivation;
  readonly steps: readonly JudgedStep[];
  /** The weakest verdict on the way; undecided when there are problems. */
  readonly verdict: Verdict;
  readonly problems: readonly Problem[];
}
