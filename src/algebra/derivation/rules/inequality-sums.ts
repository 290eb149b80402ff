/**
 * Combinations of inequalities: right − left is the sum of those of the premises, each with a factor ≥ 0, and under a
 * sum over an index where the premise holds for every value of it. A sum without terms is 0 and no obstacle; it is
 * none that is above 0 either.
 */
import { add, interval, multiply, one, subtract, sumOver, symbol, zero } from "../../construct.ts";
import type { Expression } from "../../expression.ts";
import { toText } from "../../print/text.ts";
import { freeNames, mapChildren } from "../../structure.ts";
import { sumRuleNamed } from "../../sums/index.ts";
import { evidenceOf, withinIndex } from "../calculus/evidence.ts";
import type { Premise } from "../premises.ts";
import type { Assumption, CombinationPart, Outcome } from "../step.ts";
import { factsOf, knownWith, whyNotStated } from "./inequality-support.ts";
import { relyingOn } from "./integrals.ts";
import { certificateOf, type Decision, hiddenDependence, holds, type Situation, withPremises } from "./rule.ts";

/** A premise with its factor and its sum. */
interface Term {
  readonly gap: Expression;
  readonly strict: boolean;
  readonly part: CombinationPart;
}

export function combined(s: Situation): Outcome {
  const { to } = s.step;
  const parts = certificateOf(s.step, "combination")!.parts;
  const inequalities = s.premises.filter((p) => p.statement.kind === "inequality");
  if (parts.length !== inequalities.length || parts.length === 0) {
    return {
      kind: "undecided",
      why: `${parts.length} factors for ${inequalities.length} premises that are inequalities`,
    };
  }
  const terms = inequalities.map((p, k) => termOf(p, parts[k]!));
  const hidden = terms.map((t) => whyNotForAll(s, t)).find((why) => why !== undefined);
  if (hidden !== undefined) return { kind: "undecided", why: hidden };
  const strict = to.kind === "inequality" && to.strict;
  const whyNot = (under: readonly Assumption[]): string | undefined => whyNotCombined(s, terms, strict, under);
  const why = whyNot(s.assumptions);
  if (why !== undefined) return { kind: "undecided", why };
  const rest = terms.reduce<Expression>((e, t) => subtract(e, contributionOf(t)), subtract(to.right, to.left));
  const same = vanishes(s, withPremises(s, rest));
  if (same.kind === "nonzero") return { kind: "undecided", why: `the combination is another: ${same.witness}` };
  return relyingOn(
    holds("a combination of inequalities", [same]),
    s.assumptions,
    (under) => whyNot(under) === undefined,
  );
}

function termOf({ statement }: Premise, part: CombinationPart): Term {
  const strict = statement.kind === "inequality" && statement.strict;
  return { gap: subtract(statement.right, statement.left), strict, part };
}

function contributionOf({ gap, part: { times, over } }: Term): Expression {
  const product = multiply(times, gap);
  return over === undefined ? product : sumOver(over.index, interval(over.from, over.to), product);
}

/** Why the premise is not known for every value of the index. */
function whyNotForAll(s: Situation, { gap, part: { over } }: Term): string | undefined {
  if (over === undefined) return undefined;
  const index = symbol(over.index);
  if ([over.from, over.to].some((end) => freeNames(end).has(index.name)))
    return `an end of the sum changes with ${index.name}`;
  return hiddenDependence(s, gap, [index]);
}

function whyNotCombined(
  s: Situation,
  terms: readonly Term[],
  strict: boolean,
  assumptions: readonly Assumption[],
): string | undefined {
  const known = knownWith(s, factsOf(s, assumptions));
  const open = whyNotStated(s, [], known);
  if (open !== undefined) return open;
  let above = false;
  for (const { strict: isStrict, part } of terms) {
    const { times, over } = part;
    const range = over && { index: over.index, from: over.from, to: over.to };
    const facts = range === undefined ? known.assumptions : withinIndex(known.assumptions, range, known.isZero);
    if (facts === undefined) return `what is assumed of ${over!.index} is not true in the whole range`;
    const evidence = evidenceOf(facts, known.isZero);
    if (!evidence.has("nonnegative", times)) return `the sign of ${toText(times)} is not evident`;
    const hasTerms =
      over === undefined ||
      evidenceOf(known.assumptions, known.isZero).has("nonnegative", subtract(over.to, over.from));
    above ||= isStrict && hasTerms && evidence.has("positive", times);
  }
  return strict && !above ? "it may be an equality" : undefined;
}

/** Sums are compared in the ring of atoms, where the zero test has nothing to say of them. */
function vanishes(s: Situation, e: Expression): Decision {
  const found = s.decide(termByTerm(e));
  if (found.kind === "zero" || found.kind === "nonzero") return found;
  const result = sumRuleNamed("linearity")!.check(e, zero);
  if (!result.ok) return { kind: "undecided", why: result.why };
  return {
    kind: "zero",
    by: 'the rule of sums "linearity"',
    log2Error: Number.NEGATIVE_INFINITY,
    conditions: result.conditions,
  };
}

/** Every sum over an index term by term, with the factors that do not change with the index in front. */
function termByTerm(e: Expression): Expression {
  const inside = mapChildren(e, termByTerm);
  if (inside.kind !== "indexed" || inside.operator !== "sum") return inside;
  const { index, range, body } = inside;
  const terms = distributed(body);
  if (terms.length > mostTerms) return inside;
  return add(
    ...terms.map((term) => {
      const factors = term.kind === "product" ? term.factors : [term];
      const isFixed = (f: Expression): boolean => !freeNames(f).has(index);
      const moving = multiply(...factors.filter((f) => !isFixed(f)));
      return multiply(...factors.filter(isFixed), sumOver(index, range, moving));
    }),
  );
}

/** More terms than these are left together. */
const mostTerms = 64;

/** The terms of a product of sums. */
function distributed(e: Expression): readonly Expression[] {
  if (e.kind === "sum") return e.terms.flatMap(distributed);
  if (e.kind !== "product") return [e];
  return e.factors.reduce<readonly Expression[]>(
    (terms, factor) => {
      const parts = distributed(factor);
      return terms.length * parts.length > mostTerms
        ? terms.map((t) => multiply(t, factor))
        : terms.flatMap((t) => parts.map((p) => multiply(t, p)));
    },
    [one],
  );
}
