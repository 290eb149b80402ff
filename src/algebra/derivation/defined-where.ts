/** A domain is part of a statement: what each of its sides needs to have a value is a condition of the step. */
import { BoltzproofError } from "../../errors.ts";
import { equation } from "../construct.ts";
import { differentiate } from "../differentiate.ts";
import type { Expression, SymbolNode } from "../expression.ts";
import { freeNames, nodes } from "../structure.ts";
import { isEvidentlyWhole } from "../sums/index.ts";
import { domainOfStatement } from "../zero/statement-domain.ts";
import { isPositive } from "./calculus/sign.ts";
import { positiveOf } from "./decide.ts";
import { applyPremises } from "./premises.ts";
import { isUnderived } from "./rules/given.ts";
import type { Situation } from "./rules/rule.ts";
import type { Assumption, Condition } from "./step.ts";

/**
 * The conditions under which both sides of the step have values, with its premises put in: those that are not evident
 * and that the sides do not share. What an integral must be is a matter of the rules for integrals, what a bound name
 * must be one of its range; of numbers the legs of the zero test know whether they have a value.
 * @param sizes names that ranges end at
 */
export function domainConditions(
  { step, premises, knowledge, assumptions }: Situation,
  sizes: ReadonlySet<string>,
  seed: number,
): readonly Condition[] {
  if (isUnderived(step.rule) || (step.to.kind !== "equation" && step.to.kind !== "inequality")) return [];
  const [left, right] = [step.to.left, step.to.right].map((side) => applyPremises(side, premises, knowledge));
  const free = freeNames(equation(left!, right!));
  const whole = new Set([...sizes, ...wholeNames(assumptions)]);
  return domainOfStatement(left!, right!, positiveOf(assumptions), seed).flatMap(({ kind, of, unlessPositive: c }) => {
    // A power to a whole number is one of any base.
    const isOpen =
      freeNames(of).size > 0 &&
      [...freeNames(of)].every((name) => free.has(name)) &&
      ![...nodes(of)].some((x) => x.kind === "integral" || x.kind === "derivative") &&
      !growsAboveZero(of, assumptions) &&
      !(c !== undefined && [...freeNames(c)].every((name) => whole.has(name)) && isEvidentlyWhole(c));
    return isOpen ? [{ kind, of }] : [];
  });
}

function wholeNames(assumptions: readonly Assumption[]): readonly string[] {
  return assumptions.flatMap((a) =>
    (a.kind === "whole" || a.kind === "size") && a.of.kind === "symbol" ? [a.of.name] : [],
  );
}

const highestDegree = 6;

/** Whether a polynomial in a quantity that is large has a positive coefficient in front. */
function growsAboveZero(of: Expression, assumptions: readonly Assumption[]): boolean {
  const large = assumptions.flatMap((a) => (a.kind === "large" && freeNames(of).has(a.of.name) ? [a.of] : []));
  return large.some((x) => {
    const last = lastSlope(of, x);
    return last !== undefined && isPositive(last, assumptions);
  });
}

/** n! times the coefficient in front of xⁿ. */
function lastSlope(e: Expression, x: SymbolNode): Expression | undefined {
  try {
    let slope = e;
    for (let n = 0; n < highestDegree && freeNames(slope).has(x.name); n++) slope = differentiate(slope, x);
    return freeNames(slope).has(x.name) ? undefined : slope;
  } catch (error) {
    if (error instanceof BoltzproofError) return undefined;
    throw error;
  }
}
