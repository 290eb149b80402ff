/**
 * What definitions do to the rest of a derivation: an assumption about a defined name speaks of what the name stands
 * for, and a name that stood for anything before it was defined makes all that follows a special case.
 */
import type { Expression } from "../expression.ts";
import { symbolToText, toText } from "../print/text.ts";
import { freeNames } from "../structure.ts";
import { hasUnknowns, type Knowledge, type Premise, tryApplying } from "./premises.ts";
import { expressionsOf } from "./statement.ts";
import type { Assumption, Condition, Derivation, Step } from "./step.ts";

/** A determinant is named in the step that works it out, which makes its left-hand side a definition. */
export function isNaming({ to, certificate }: Step): boolean {
  return to.kind === "definition" || certificate?.kind === "determinant";
}

export interface Definitions {
  /** The expression with every defined name written out, and the expression itself where that cannot be done. */
  unfold(e: Expression): Expression;
  unfoldAssumption(a: Assumption): Assumption;
  unfoldCondition(c: Condition): Condition;
  /** Whether a line gives the name its meaning. */
  has(name: string): boolean;
  /** The expression with every defined name written out, or undefined where that cannot be done. */
  writtenOut(e: Expression, knowledge: Knowledge): Expression | undefined;
}

const nothingHidden: Knowledge = { dependencies: new Map(), ties: [] };

/** The definitions of a derivation; new names are written out before special values are put in, as on paper. */
export function definitionsOf(derivation: Derivation): Definitions {
  const naming = derivation.steps.filter(isNaming);
  const special = specialValues(derivation);
  const premises = naming.map(({ id, to }): Premise => ({ id, statement: to, reach: "everywhere", carried: [] }));
  const [late, early] = [true, false].map((isLate) => premises.filter((p) => special.has(p.id) === isLate));
  const writtenOut = (e: Expression, knowledge: Knowledge): Expression | undefined => {
    const first = tryApplying(e, early!, knowledge);
    return first && tryApplying(first, late!, knowledge);
  };
  const names = new Set(naming.flatMap(({ to }) => (to.left.kind === "symbol" ? [to.left.name] : [])));
  const known = new Map<Expression, Expression>();
  const unfold = (e: Expression): Expression => {
    if (![...freeNames(e)].some((name) => names.has(name))) return e;
    const before = known.get(e);
    if (before !== undefined) return before;
    const open = writtenOut(e, nothingHidden);
    const found = open === undefined || hasUnknowns(open) ? e : open;
    known.set(e, found);
    return found;
  };
  return {
    unfold,
    writtenOut,
    has: (name) => names.has(name),
    unfoldCondition: (c) => ({ kind: c.kind, of: unfold(c.of) }),
    unfoldAssumption: (a) => {
      if (a.kind === "premise" || a.kind === "small") return a;
      const of = unfold(a.of);
      if (of === a.of) return a;
      return a.kind === "large" ? { kind: "positive", of } : { kind: a.kind, of };
    },
  };
}

/**
 * The definitions that set a general symbol to something special, each as "b = 0": of a symbol that a line written
 * earlier uses, or by a number.
 */
export function specialValues({ steps }: Derivation): ReadonlyMap<string, string> {
  const used = new Set<string>();
  const found = new Map<string, string>();
  for (const { id, rule, to } of steps) {
    const isSpecial = to.left.kind === "symbol" && (used.has(to.left.name) || freeNames(to.right).size === 0);
    if (rule === "definition" && to.left.kind === "symbol" && isSpecial && to.right.kind !== "integral") {
      found.set(id, `${symbolToText(to.left)} = ${toText(to.right)}`);
    }
    for (const e of expressionsOf(to)) for (const name of freeNames(e)) used.add(name);
  }
  return found;
}
