/** What every rule of inference has: the statements and certificates it takes, its checker, its mutators. */
import type { Rng } from "../../../numeric/random.ts";
import { isZeroNode, one } from "../../construct.ts";
import type { Expression, SymbolNode } from "../../expression.ts";
import { symbolToText, toText } from "../../print/text.ts";
import { freeNames } from "../../structure.ts";
import { isAnalyticIn } from "../complex-names.ts";
import { type Mutant, mutantsOf, wrongSign } from "../mutate.ts";
import {
  applyPremises,
  dependsOn,
  hasUnknowns,
  type Knowledge,
  type Premise,
  type Use,
  type Witness,
} from "../premises.ts";
import { difference, type Statement, type StatementKind, withRight } from "../statement.ts";
import type { Assumption, Binding, Certificate, CertificateKind, Condition, Outcome, Step } from "../step.ts";

/** A step with all that it may use. */
export interface Situation {
  readonly step: Step;
  /** The statements it comes from, in the order given. */
  readonly premises: readonly Premise[];
  /** Declared here, throughout, or on the way here. */
  readonly assumptions: readonly Assumption[];
  /** Whether the step, or one that it comes from, was made wrong on purpose. */
  readonly isVariant: boolean;
  /** What changes with what. */
  readonly knowledge: Knowledge;
  /** Symbols that take no other value, and why. */
  readonly fixed: ReadonlyMap<string, string>;
  /** What the premises were used for in the check. */
  readonly notes: Notes;
  /** Judges whether an expression is zero, under the assumptions of the step or under others in their place. */
  decide(e: Expression, assumptions?: readonly Assumption[]): Decision;
  /** Whether the expression may stand for complex numbers, by itself or by what the lines say of its names. */
  mayBeComplex(e: Expression): boolean;
  /** What such an answer, found in another way, says of the step: its point may break what is given. */
  admit(found: Decision, e: Expression): Decision;
}

/** What the application of premises told of itself. */
export class Notes implements Witness {
  readonly uses: Use[] = [];
  readonly needed: Condition[] = [];

  used(use: Use): void {
    this.uses.push(use);
  }

  needs(condition: Condition): void {
    this.needed.push(condition);
  }
}

/** What is known of an expression that should be zero. */
export type Decision =
  | {
      readonly kind: "zero";
      readonly by: string;
      readonly log2Error: number;
      readonly conditions: readonly Condition[];
    }
  | { readonly kind: "enumerated"; readonly sizes: readonly string[]; readonly conditions: readonly Condition[] }
  | { readonly kind: "nonzero"; readonly witness: string }
  | { readonly kind: "undecided"; readonly why: string };

export interface MutantStep {
  readonly says: string;
  readonly step: Step;
}

export interface Rule {
  readonly statements: readonly StatementKind[];
  readonly certificates: readonly (CertificateKind | "none")[];
  check(situation: Situation): Outcome;
  /** Wrong variants of the step, which the checker must not accept. */
  mutants(step: Step, rng: Rng): readonly MutantStep[];
}

/**
 * Mutants that differ in the right-hand side, or in the left where the right is 0: what most rules are tried with.
 * @param exact with an error of a part in 10¹⁴ among them, which checks in floating point cannot see.
 */
export function wrongSides(exact: boolean): Rule["mutants"] {
  return (step, rng) => {
    if (isZeroNode(step.to.right)) {
      // Every multiple of a name is 0 where the name is.
      if (step.to.left.kind === "symbol") return rightSides(step, [{ says: "1 in the place of 0", formula: one }]);
      return leftSides(step, mutantsOf(step.to.left, rng, exact));
    }
    return rightSides(step, [wrongSign(step.to.right), ...mutantsOf(step.to.right, rng, exact)]);
  };
}

/** The step with each of the formulas on the left; a definition keeps its name. */
export function leftSides(step: Step, mutants: readonly Mutant[]): readonly MutantStep[] {
  const { to } = step;
  if (to.kind === "definition") return [];
  return mutants.map(({ says, formula }) => ({ says, step: { ...step, to: { ...to, left: formula } } }));
}

/** The step with each of the formulas on the right. */
export function rightSides(step: Step, mutants: readonly Mutant[]): readonly MutantStep[] {
  return mutants.map(({ says, formula }) => ({ says, step: { ...step, to: withRight(step.to, formula) } }));
}

/** The certificate of a step, whose kind has been checked before. */
export function certificateOf<K extends CertificateKind>(
  step: Step,
  kind: K,
): Extract<Certificate, { kind: K }> | undefined {
  return step.certificate?.kind === kind ? (step.certificate as Extract<Certificate, { kind: K }>) : undefined;
}

/** e with the step's premises applied. */
export function withPremises(
  situation: Situation,
  e: Expression,
  premises: readonly Premise[] = situation.premises,
): Expression {
  return applyPremises(e, premises, situation.knowledge, situation.notes);
}

/** Why e must not be treated as a formula in the variables: something in it changes with them and does not show it. */
export function hiddenDependence(s: Situation, e: Expression, variables: readonly SymbolNode[]): string | undefined {
  if (hasUnknowns(e)) return "it needs more than the steps it comes from say";
  const shown = new Set(variables.map((v) => v.name));
  for (const name of freeNames(e)) {
    const hidden = shown.has(name) ? undefined : variables.find((v) => dependsOn(name, v.name, s.knowledge));
    if (hidden !== undefined) return `${name} changes with ${symbolToText(hidden)}, and its value is not put in`;
  }
  return undefined;
}

/**
 * Why a statement that was seen for real values may not be used for these: one of them is complex, and what the
 * statement says, e when written out, has an order or is not analytic in its symbol.
 */
export function whyNotReal(
  s: Situation,
  { kind }: Statement,
  e: Expression,
  values: readonly Binding[],
): string | undefined {
  const isReal = ([v]: Binding): boolean =>
    kind === "inequality" ? freeNames(e).has(v.name) : !isAnalyticIn(e, v.name);
  const found = values.find((binding) => s.mayBeComplex(binding[1]) && isReal(binding));
  return found && `it holds for real ${symbolToText(found[0])}, and ${toText(found[1])} is complex`;
}

/** left − right of the step with its premises applied. */
export function openDifference(situation: Situation): Expression {
  return withPremises(situation, difference(situation.step.to));
}

export function holds(
  by: string,
  decisions: readonly Decision[],
  relies: readonly Assumption[] = [],
  conditions: readonly Condition[] = [],
): Outcome {
  for (const d of decisions) {
    if (d.kind === "nonzero") return { kind: "fails", counterexample: d.witness };
  }
  for (const d of decisions) if (d.kind === "undecided") return { kind: "undecided", why: d.why };
  const met = decisions.flatMap((d) => (d.kind === "zero" || d.kind === "enumerated" ? d.conditions : []));
  const sizes = [...new Set(decisions.flatMap((d) => (d.kind === "enumerated" ? d.sizes : [])))];
  if (sizes.length > 0) {
    return { kind: "holds", ground: { kind: "enumerated", sizes }, conditions: [...met, ...conditions], relies };
  }
  const log2Error = unionBound(decisions.map((d) => (d.kind === "zero" ? d.log2Error : Number.NEGATIVE_INFINITY)));
  return { kind: "holds", ground: { kind: "proved", by, log2Error }, conditions: [...met, ...conditions], relies };
}

/** log2 of the sum of probabilities given by their log2. */
export function unionBound(log2Errors: readonly number[]): number {
  const largest = Math.max(Number.NEGATIVE_INFINITY, ...log2Errors);
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  return largest + Math.log2(log2Errors.reduce((sum, x) => sum + 2 ** (x - largest), 0));
}

/** Two outcomes that must both hold: the weaker ground, all conditions. */
export function together(a: Outcome, b: Outcome): Outcome {
  if (a.kind !== "holds") return a;
  if (b.kind !== "holds") return b;
  const ground =
    a.ground.kind === "proved" && b.ground.kind === "proved"
      ? { ...b.ground, log2Error: unionBound([a.ground.log2Error, b.ground.log2Error]) }
      : a.ground.kind === "proved"
        ? b.ground
        : a.ground;
  return { ...b, ground, conditions: [...a.conditions, ...b.conditions], relies: [...a.relies, ...b.relies] };
}
