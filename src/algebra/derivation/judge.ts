/**
 * Judging a derivation: every step by its rule, every step's mutants by the same rule, assumptions against what the
 * checks needed, and what only the whole can show.
 */
import type { Verdict, VerdictKind } from "../../verdict.ts";
import { isGranted } from "../convert/counting.ts";
import type { Expression } from "../expression.ts";
import { freeNames } from "../structure.ts";
import { assumptionToText, conditionToText, covers, denominators, repeats, sameAssumption } from "./assumption.ts";
import { type Context, contextOf } from "./context.ts";
import { type DecideZero, decider } from "./decide.ts";
import { countOf, isAccepted, judgeMutants } from "./mutants.ts";
import { describeVerdict } from "./print/verdict.ts";
import { isUnderived } from "./rules/given.ts";
import { checkStep } from "./rules/index.ts";
import { type Situation, unionBound } from "./rules/rule.ts";
import { expressionsOf } from "./statement.ts";
import type {
  Assumption,
  Condition,
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

  constructor(derivation: Derivation, seed: number, variants: boolean) {
    this.#derivation = derivation;
    this.#seed = seed;
    this.#variants = variants;
    this.#steps = orderedSteps(derivation);
    this.#decideZero = decider(seed);
    this.#context = contextOf(derivation, this.#steps, this.#decideZero);
  }

  judge(): JudgedDerivation {
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
    const outcome = this.#check(step, situation);
    const needs =
      outcome.kind === "holds" ? this.#needs(step, outcome, situation.assumptions) : new Map<string, Assumption>();
    const conditions = [...needs.keys()];
    const verdict = this.#verdict(outcome, conditions);
    const isTried = this.#variants && outcome.kind === "holds";
    const mutants = isTried ? judgeMutants(step, this.#context, this.#seed) : noMutants;
    if (isTried) this.#requireNeeded(step);
    this.#compareWithClaim(step, verdict, mutants);
    return { id: step.id, verdict, conditions, needs: [...needs.values()], mutants, ms: performance.now() - began };
  }

  /** "Fails" says that the step does not follow; it is refuted only if it is also wrong. */
  #check(step: Step, situation: Situation): Outcome {
    const outcome = checkStep(situation);
    if (outcome.kind !== "fails" || !this.#context.isTrue(step)) return outcome;
    return { kind: "undecided", why: "it is right, but does not follow from the steps it comes from" };
  }

  /** The assumptions that the step rests on; an undeclared one is an error. */
  #needs(
    step: Step,
    outcome: Extract<Outcome, { kind: "holds" }>,
    assumptions: readonly Assumption[],
  ): ReadonlyMap<string, Assumption> {
    const needs = new Map<string, Assumption>();
    for (const wanted of outcome.relies) {
      const declared = assumptions.find((a) => sameAssumption(a, wanted));
      if (declared === undefined) throw this.#undeclared(step, assumptionToText(wanted));
      this.#used.add(declared);
      needs.set(assumptionToText(declared), declared);
    }
    for (const condition of [...outcome.conditions, ...divisors(step)]) {
      if (this.#cover(step, condition, assumptions)) needs.set(conditionToText(condition), condition);
    }
    return needs;
  }

  /** Whether the condition rests on an assumption; one that is evident by itself is not worth a word. */
  #cover(step: Step, condition: Condition, assumptions: readonly Assumption[]): boolean {
    const same = (e: Expression): boolean => {
      const found = this.#decideZero(e, assumptions);
      return found.kind === "zero" && found.conditions.length === 0;
    };
    // What a symbol is by ending a range is said, and need not be declared.
    if (isGranted(condition)) {
      for (const a of assumptions) if (repeats(a, condition)) this.#used.add(a);
      return true;
    }
    if (covers([], condition, same)) return false;
    if (!covers(assumptions, condition, same)) throw this.#undeclared(step, conditionToText(condition));
    for (const a of assumptions) {
      if (
        !covers(
          assumptions.filter((b) => b !== a),
          condition,
          same,
        )
      )
        this.#used.add(a);
    }
    return true;
  }

  #undeclared(step: Step, text: string): Error {
    const declared = [...this.#context.situation(step).assumptions].map(assumptionToText).join(", ") || "none";
    const expected = `an assumption that covers it (declared: ${declared})`;
    return complaint(this.#derivation, step.id, `the need for ${text}`, expected, `declare "${text}"`);
  }

  #verdict(outcome: Outcome, assumes: readonly string[]): Verdict {
    if (outcome.kind === "fails") return { kind: "refuted", counterexample: outcome.counterexample };
    if (outcome.kind === "undecided") return outcome;
    return outcome.ground.kind === "proved" ? { ...outcome.ground, assumes, seed: `${this.#seed}` } : outcome.ground;
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
    if (weakest.kind !== "proved") return weakest;
    const proved = steps.map((s) => s.verdict).filter((v) => v.kind === "proved");
    return {
      kind: "proved",
      by: proved.length === 1 ? "1 step" : `${proved.length} steps`,
      log2Error: unionBound(proved.map((v) => v.log2Error)),
      assumes: [...new Set(steps.flatMap((s) => s.conditions))],
      seed: `${this.#seed}`,
    };
  }
}

/** What the statement divides by. On the way to a limit a formula of the variable is off its zeros, if it is not 0. */
function divisors({ to }: Step): readonly Condition[] {
  const all = expressionsOf(to).flatMap(denominators);
  return to.kind === "limit" ? all.filter(({ of }) => !freeNames(of).has(to.variable.name)) : all;
}
