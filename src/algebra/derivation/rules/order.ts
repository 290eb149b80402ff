/**
 * Orders in small and large quantities: the difference of the two sides is expanded exactly, and every term up to the
 * order, one of a pole included, has to vanish by the zero test.
 */
import { add, infinity, multiply, power, subtract, symbol, zero } from "../../construct.ts";
import { seriesOf } from "../../convert/index.ts";
import type { Expression, SymbolNode } from "../../expression.ts";
import { symbolToText } from "../../print/text.ts";
import { freeNames, freshName } from "../../structure.ts";
import type { Premise } from "../premises.ts";
import { difference, type Statement } from "../statement.ts";
import type { Assumption, Outcome } from "../step.ts";
import { hiddenDependence, holds, type Rule, type Situation, withPremises, wrongSides } from "./rule.ts";

type Approximation = Extract<Statement, { kind: "approximation" }>;

/** A quantity that an expansion is in, and the point it goes to. */
type Towards = readonly [SymbolNode, Expression];

/** Approximations in quantities that are declared small or large. */
export const expansion: Rule = {
  statements: ["approximation"],
  certificates: ["none"],
  mutants: wrongSides(true),
  check: checkApproximation,
};

/** Approximations in 1/N, and limits. */
export const largeN: Rule = {
  statements: ["approximation", "limit"],
  certificates: ["none"],
  mutants: wrongSides(true),
  check: (s) => {
    const { to } = s.step;
    if (to.kind !== "limit") return checkApproximation(s);
    return vanishing(s, withPremises(s, subtract(to.left, to.right)), [[to.variable, to.to]], 0, []);
  },
};

function checkApproximation(s: Situation): Outcome {
  const { to } = s.step;
  if (to.kind !== "approximation") return { kind: "undecided", why: "the statement is no approximation" };
  // What a premise leaves open is a remainder times t^(order+1), and t is small with the others.
  const t = symbol(freshName("t", freeNames(difference(to))));
  const premises = s.premises.map((p, k) => withRemainder(p, to, t, k));
  const towards: Towards[] = [
    ...to.small.map((x): Towards => [x, zero]),
    ...to.large.map((x): Towards => [x, infinity]),
    [t, zero],
  ];
  const relies: readonly Assumption[] = [
    ...to.small.map((of): Assumption => ({ kind: "small", of })),
    ...to.large.map((of): Assumption => ({ kind: "large", of })),
  ];
  return vanishing(s, withPremises(s, difference(to), premises), towards, to.order, relies);
}

/** Stands for what an approximation says nothing about. */
export const remainderName = "remainder";

/** An approximation in the same quantities, used in this one: an equation with a remainder that nothing is known of. */
function withRemainder(p: Premise, to: Approximation, t: SymbolNode, k: number): Premise {
  const { statement } = p;
  if (statement.kind !== "approximation" || quantities(statement) !== quantities(to)) return p;
  const remainder = symbol(freshName(remainderName, freeNames(difference(statement))), k);
  const right = add(statement.right, multiply(remainder, power(t, statement.order + 1)));
  return { ...p, statement: { kind: "equation", left: statement.left, right }, reach: "indices" };
}

function quantities({ small, large }: Approximation): string {
  const names = (list: readonly SymbolNode[]): string => list.map(symbolToText).sort().join();
  return `${names(small)} small, ${names(large)} large`;
}

function vanishing(
  s: Situation,
  e: Expression,
  towards: readonly Towards[],
  order: number,
  relies: readonly Assumption[],
): Outcome {
  const variables = towards.map(([x]) => x);
  const hidden = hiddenDependence(s, e, variables);
  if (hidden !== undefined) return { kind: "undecided", why: hidden };
  const { terms, conditions } = seriesOf(e, variables, { order, about: towards.map(([, point]) => point) });
  const decisions = terms.map((term) => s.decide(term));
  return holds(`series to order ${order}`, decisions, relies, conditions);
}
