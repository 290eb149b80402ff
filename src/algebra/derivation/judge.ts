/**
 * Judging a derivation: every step by its rule, every step's mutants by the same rule, assumptions against what the
 * checks needed, and what only the whole can show.
 */
import type { Verdict, VerdictKind } from "../../verdict.ts";
import { assumptionToText } from "./assumption.ts";
import { consistencyOf } from "./consistency.ts";
import { type Context, contextOf } from "./context.ts";
import { type DecideZero, decider } from "./decide.ts";
import { domainConditions } from "./defined-where.ts";
import { definitionsOf, specialValues } from "./definitions.ts";
import {
  inheritanceOf,
  nothingTravelled,
  type Surroundings,
  statedConditions,
  type Travelled,
  unique,
} from "./inherit.ts";
import { countOf, isAccepted, judgeMutants } from "./mutants.ts";
import { type Needs, type NeedsOptions, needsOf } from "./needs.ts";
import { describeVerdict } from "./print/verdict.ts";
import { rangeConditions, sizeNames } from "./ranges.ts";
import { isUnderived } from "./rules/given.ts";
import { checkStep } from "./rules/index.ts";
import { holds, type Situation, unionBound } from "./rules/rule.ts";
import { expressionsOf } from "./statement.ts";
import type {
  Assumption,
  Derivation,
  JudgedDerivation,
  JudgedStep,
  MutantCount,
  Outcome,
  Problem,
  Step,
} from "./step.ts";
import { complaint, orderedSteps } from "./validate.ts";

/** Seed of the judge, and whether wrong variants are tried. */
export interface JudgeOptions {
  /** Of the zero tests and of the choice of mutants; it stands in every verdict "proved". */
  readonly seed: number;
  /**
   * Whether each step's wrong variants and idle premises are looked for as well; true when left out. Without, the
   * verdicts of the steps are the same, and nothing is said of how sharp their checks are.
   */
  readonly variants?: boolean;
}

/**
 * Judges every step, in an order in which each comes after those it uses.
 * @throws BoltzproofError "derivation", with the name of the step, for a derivation that is not well formed or that
 * needs an assumption which it does not declare. A wrong step is no error: it is refuted.
 */
export function judgeDerivation(derivation: Derivation, { seed, variants = true }: JudgeOptions): JudgedDerivation {
  return new Judge(derivation, seed, variants).judge();
}

/** From the weakest verdict to the strongest. */
const ladder: readonly VerdictKind[] = [
  "refuted",
  "undecided",
  "cited",
  "measured",
  "sampled",
  "checked",
  "enumerated",
  "given",
  "defined",
  "proved",
];
/** What is given or defined makes nothing that follows from it weaker. */
const rank = (kind: VerdictKind): number => (isUnproved(kind) ? ladder.length : ladder.indexOf(kind));
const isUnproved = (kind: VerdictKind): boolean => kind === "given" || kind === "defined";

const noMutants = countOf([]);

class Judge {
  readonly #derivation: Derivation;
  readonly #seed: number;
  readonly #variants: boolean;
  readonly #steps: readonly Step[];
  readonly #decideZero: DecideZero;
  readonly #context: Context;
  readonly #used = new Set<Assumption>();
  readonly #problems: Problem[] = [];
  readonly #around: Surroundings;
  /** What each step and all that it comes from rest on, in words. */
  readonly #assumes = new Map<string, readonly string[]>();
  readonly #doubts: string[] = [];
  readonly #supports: NeedsOptions["known"] = new Map();

  constructor(derivation: Derivation, seed: number, variants: boolean) {
    this.#derivation = derivation;
    this.#seed = seed;
    this.#variants = variants;
    this.#steps = orderedSteps(derivation);
    this.#decideZero = decider(seed);
    this.#context = contextOf(derivation, this.#steps, this.#decideZero);
    this.#around = {
      definitions: definitionsOf(derivation),
      sizes: sizeNames(this.#steps),
      same: (e, assumptions) => {
        const found = this.#decideZero(e, assumptions);
        return found.kind === "zero" && found.conditions.length === 0;
      },
      isByDefinition: (id) => {
        const step = this.#steps.find((s) => s.id === id)!;
        return this.#context.decideDirectly(step).kind === "zero";
      },
    };
  }

  judge(): JudgedDerivation {
    this.#requireConsistent();
    const judged = new Map(this.#steps.map((step) => [step.id, this.#judgeStep(step)]));
    const steps = this.#derivation.steps.map((s) => judged.get(s.id)!);
    this.#requireConnected();
    this.#requireUsed(this.#derivation.first, this.#derivation.assuming);
    for (const { id, assuming } of this.#derivation.steps) this.#requireUsed(id, assuming);
    return { derivation: this.#derivation, steps, verdict: this.#overall(steps), problems: this.#problems };
  }

  #judgeStep(step: Step): JudgedStep {
    const began = performance.now();
    const situation = this.#context.situation(step);
    const [outcome, travelled] = this.#inherit(step, situation, this.#check(step, situation));
    const needs = outcome.kind === "holds" ? this.#needs(step, outcome, travelled) : undefined;
    this.#carry(step, travelled, needs);
    const verdict = this.#verdict(step, outcome);
    const resting: Needs["resting"] = needs?.resting ?? new Map();
    const isTried = this.#variants && outcome.kind === "holds";
    const mutants = isTried ? judgeMutants(step, this.#context, this.#seed) : noMutants;
    if (isTried) this.#requireNeeded(step);
    this.#compareWithClaim(step, verdict, mutants);
    return {
      id: step.id,
      verdict,
      conditions: [...resting.keys()],
      needs: [...resting.values()],
      mutants,
      ms: performance.now() - began,
    };
  }

  /** "Fails" says that the step does not follow; it is refuted only if it is also wrong. */
  #check(step: Step, situation: Situation): Outcome {
    const outcome = checkStep(situation);
    if (outcome.kind === "holds") return this.#withDomain(outcome, situation);
    if (outcome.kind !== "fails" || this.#context.decideDirectly(step).kind !== "zero") return outcome;
    return { kind: "undecided", why: "it is right, but does not follow from the steps it comes from" };
  }

  #withDomain(outcome: Outcome, situation: Situation): Outcome {
    if (outcome.kind !== "holds") return outcome;
    const domain = domainConditions(situation, this.#around.sizes, this.#seed);
    return { ...outcome, conditions: unique([...outcome.conditions, ...domain]) };
  }

  /** With the conditions that travel here; a step that loses one may still be right by itself, or wrong. */
  #inherit(step: Step, situation: Situation, outcome: Outcome): readonly [Outcome, travelled: Travelled] {
    // What does not hold is carried on as if it were stated, so that the steps after it are judged all the same.
    if (outcome.kind !== "holds")
      return [outcome, { ...nothingTravelled, conditions: statedConditions(step, this.#context.declared(step)) }];
    if (isUnderived(step.rule))
      return [outcome, { ...nothingTravelled, conditions: statedConditions(step, this.#context.declared(step)) }];
    const inheritance = inheritanceOf(situation, this.#around);
    if (inheritance.kind === "kept") return [outcome, inheritance];
    const direct = this.#context.decideDirectly(step);
    if (direct.kind === "zero")
      return [this.#withDomain(holds("the zero test", [direct]), situation), nothingTravelled];
    if (direct.kind === "nonzero" && this.#isUnconditional(step)) {
      return [{ kind: "fails", counterexample: direct.witness }, nothingTravelled];
    }
    return [{ kind: "undecided", why: inheritance.why }, nothingTravelled];
  }

  /** Whether nothing but definitions stands behind the step: a point that contradicts it then need obey nothing else. */
  #isUnconditional({ id }: Step): boolean {
    const behind = this.#context.ancestors(id);
    return this.#steps.every(
      ({ id: other, rule }) => !behind.has(other) || !["given", "cited", "stationarity", "solve"].includes(rule),
    );
  }

  /** The assumptions that the step rests on; an undeclared one is an error. */
  #needs(step: Step, outcome: Extract<Outcome, { kind: "holds" }>, travelled: Travelled): Needs {
    const { assumptions } = this.#context.situation(step);
    const needs = needsOf(step, outcome, travelled.discharged, {
      declared: this.#context.declared(step),
      assumptions,
      definitions: this.#around.definitions,
      known: this.#supports,
      same: (e) => this.#around.same(e, assumptions),
    });
    if (needs.missing !== undefined) throw this.#undeclared(step, needs.missing);
    for (const a of needs.used) this.#used.add(a);
    return needs;
  }

  #undeclared(step: Step, text: string): Error {
    const declared = [...this.#context.situation(step).assumptions].map(assumptionToText).join(", ") || "none";
    const expected = `an assumption that covers it (declared: ${declared})`;
    return complaint(this.#derivation, step.id, `the need for ${text}`, expected, `declare "${text}"`);
  }

  #carry(step: Step, travelled: Travelled, { conditions = [], resting = new Map() }: Partial<Needs> = {}): void {
    const ranges = expressionsOf(step.to).flatMap((e) => rangeConditions(e));
    this.#context.carry(step.id, unique([...travelled.conditions, ...conditions, ...ranges]));
    const behind = step.from.flatMap((id) => [...(this.#assumes.get(id) ?? [])]);
    this.#assumes.set(step.id, [...new Set([...behind, ...resting.keys()])]);
  }

  #verdict(step: Step, outcome: Outcome): Verdict {
    if (outcome.kind === "fails") return { kind: "refuted", counterexample: outcome.counterexample };
    if (outcome.kind === "undecided") return outcome;
    if (outcome.ground.kind !== "proved") return outcome.ground;
    const assumes = this.#assumes.get(step.id) ?? [];
    return { ...outcome.ground, assumes, ...this.#special(this.#context.ancestors(step.id)), seed: `${this.#seed}` };
  }

  /** The special values that some of the steps set. */
  #special(steps: ReadonlySet<string>): { readonly for?: readonly string[] } {
    const values = [...specialValues(this.#derivation)].flatMap(([id, text]) => (steps.has(id) ? [text] : []));
    return values.length === 0 ? {} : { for: values };
  }

  /** Everything follows from assumptions that contradict each other, so nothing is judged under them. */
  #requireConsistent(): void {
    const seen = new Set<string>();
    for (const step of this.#steps) {
      this.#requireOrder(step);
      const assumptions = this.#context.declared(step).map(this.#around.definitions.unfoldAssumption);
      const texts = assumptions.map(assumptionToText).join(", ");
      if (seen.has(texts)) continue;
      seen.add(texts);
      this.#requireReal(step, assumptions);
      const found = consistencyOf(assumptions);
      if (found === "contradictory") throw this.#contradiction(step, texts);
      if (found === "unknown") this.#doubts.push(`nothing was found that obeys all of: ${texts}`);
    }
  }

  /** Also with the definitions in them written out. */
  #requireReal(step: Step, assumptions: readonly Assumption[]): void {
    const found = assumptions.find(
      (a) => (a.kind === "positive" || a.kind === "nonnegative") && this.#context.mayBeComplex(a.of),
    );
    if (found === undefined) return;
    const expected = "signs of real expressions, with every definition put into them";
    throw complaint(this.#derivation, step.id, assumptionToText(found), expected, "speak of a real part or a modulus");
  }

  #requireOrder({ id, to }: Step): void {
    if (to.kind !== "inequality" || ![to.left, to.right].some((e) => this.#context.mayBeComplex(e))) return;
    const found = "an order of what the lines say to be complex";
    throw complaint(this.#derivation, id, found, "an order of real expressions", "speak of a real part or a modulus");
  }

  #contradiction(step: Step, texts: string): Error {
    const expected = "assumptions that can hold together, with every definition put into them";
    const found = `assumptions that contradict each other: ${texts}`;
    return complaint(this.#derivation, step.id, found, expected, "drop one of them, or correct the definition");
  }

  /** A line that the step does without is no premise of it. */
  #requireNeeded(step: Step): void {
    const premises = this.#context.premises(step);
    for (const unneeded of premises) {
      const rest = premises.filter((p) => p !== unneeded);
      const without = checkStep(this.#context.situation(step, rest));
      if (isAccepted(step, without)) this.#problem(step.id, `comes from "${unneeded.id}", which it does not need`);
    }
  }

  #compareWithClaim(step: Step, verdict: Verdict, mutants: MutantCount): void {
    const claimed = ladder.indexOf(step.expect);
    const exact = claimed <= ladder.indexOf("undecided") || isUnproved(step.expect) || isUnproved(verdict.kind);
    const differs = exact ? verdict.kind !== step.expect : rank(verdict.kind) < claimed;
    if (differs) this.#problem(step.id, `is claimed to be ${step.expect} and is ${describeVerdict(verdict)}`);
    if (!this.#variants || verdict.kind === "refuted" || verdict.kind === "undecided") return;
    if (mutants.killed === 0) this.#problem(step.id, "has no wrong variant that its check rejects");
    // What a definition leaves open is a convention; what a derived step leaves open is a hole in its check.
    if (isUnderived(step.rule)) return;
    for (const survivor of mutants.survivors) this.#problem(step.id, `is accepted also with ${survivor}`);
  }

  #requireUsed(step: string, assuming: readonly Assumption[]): void {
    for (const a of assuming) {
      if (!this.#used.has(a)) this.#problem(step, `declares "${assumptionToText(a)}" and nothing needs it`);
    }
  }

  /** Every result comes from the first line, and every step is on the way to a result. */
  #requireConnected(): void {
    const { first, results } = this.#derivation;
    const used = new Set<string>();
    for (const result of results) {
      const behind = this.#context.ancestors(result);
      if (!behind.has(first)) this.#problem(result, `does not come from the first line, "${first}"`);
      for (const id of behind) used.add(id);
    }
    for (const { id } of this.#steps) if (!used.has(id)) this.#problem(id, "is not used on the way to a result");
  }

  #problem(step: string, message: string): void {
    this.#problems.push({ step, message: `step "${step}" ${message}` });
  }

  #overall(steps: readonly JudgedStep[]): Verdict {
    const weakest = steps.reduce((a, b) => (rank(b.verdict.kind) < rank(a.verdict.kind) ? b : a)).verdict;
    if (weakest.kind === "refuted" || weakest.kind === "undecided") return weakest;
    const [problem] = this.#problems;
    if (problem !== undefined) return { kind: "undecided", why: problem.message };
    const [doubt] = this.#doubtsOfWhole(steps);
    if (doubt !== undefined) return { kind: "undecided", why: doubt };
    if (weakest.kind !== "proved") return weakest;
    const proved = steps.map((s) => s.verdict).filter((v) => v.kind === "proved");
    return {
      kind: "proved",
      by: proved.length === 1 ? "1 step" : `${proved.length} steps`,
      log2Error: unionBound(proved.map((v) => v.log2Error)),
      assumes: [...new Set(steps.flatMap((s) => s.conditions))],
      ...this.#special(new Set(steps.map((s) => s.id))),
      seed: `${this.#seed}`,
    };
  }
  /** Branches may each assume what the others exclude; together they then say nothing. */
  #doubtsOfWhole(steps: readonly JudgedStep[]): readonly string[] {
    const all = steps.flatMap((_, k) => this.#context.declared(this.#derivation.steps[k]!));
    const assumptions = [...new Set(all)].map(this.#around.definitions.unfoldAssumption);
    if (consistencyOf(assumptions) !== "contradictory") return this.#doubts;
    return [`the assumptions contradict each other: ${assumptions.map(assumptionToText).join(", ")}`];
  }
}
