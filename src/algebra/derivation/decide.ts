/** The zero test as the rules use it: conditions as data, answers remembered, since mutants ask much of the same. */
import type { Expression } from "../expression.ts";
import { parse } from "../parse.ts";
import { toText } from "../print/text.ts";
import { freeNames, isBinder, nodes } from "../structure.ts";
import { isZero, type ZeroAnswer } from "../zero/is-zero.ts";
import type { Decision } from "./rules/rule.ts";
import type { Assumption, Condition } from "./step.ts";

/** `isVariant`: of a wrong variant, which dies of one leg. */
export type DecideZero = (e: Expression, assumptions: readonly Assumption[], isVariant?: boolean) => Decision;

/** A zero test of one seed; the assumptions say what is positive. */
export function decider(seed: number): DecideZero {
  const known = new Map<string, Decision>();
  const ofVariants = new Map<string, Decision>();
  return (e, assumptions, isVariant = false) => {
    const positive = positiveOf(assumptions);
    const key = [toText(e), ...positive.map(textOf)].join(" | ");
    const sure = known.get(key) ?? (isVariant ? ofVariants.get(key) : undefined);
    if (sure !== undefined) return sure;
    const found = decisionOf(e, isZero(e, { positive, seed, numbersAlone: isVariant }));
    (isVariant && found.kind === "nonzero" ? ofVariants : known).set(key, found);
    return found;
  };
}

/**
 * What the assumptions say is positive. What is not negative is positive but for its end; that it is needed to be is
 * then a condition of the answer.
 */
export function positiveOf(assumptions: readonly Assumption[]): readonly Expression[] {
  return assumptions.flatMap((a) => (isSigned(a) && hasValue(a.of) ? [a.of] : []));
}

function isSigned(a: Assumption): a is Extract<Assumption, { kind: "positive" | "nonnegative" | "large" }> {
  return a.kind === "positive" || a.kind === "nonnegative" || a.kind === "large";
}

/** Sums of symbolic length, integrals and the like have no value at a point. */
function hasValue(e: Expression): boolean {
  for (const x of nodes(e)) if (isBinder(x) || x.kind === "derivative" || x.kind === "delta") return false;
  return true;
}

const texts = new WeakMap<Expression, string>();

/** The text of an expression that is asked for again and again, as those of assumptions are. */
export function textOf(e: Expression): string {
  const known = texts.get(e) ?? toText(e);
  texts.set(e, known);
  return known;
}

function decisionOf(e: Expression, answer: ZeroAnswer): Decision {
  switch (answer.verdict) {
    case "zero": {
      const conditions = [
        ...answer.conditions.flatMap((text) => {
          const kind = text.endsWith(" >= 0") ? "nonnegative" : "positive";
          return condition(kind, text.replace(/ >=? 0$/, ""), e);
        }),
        ...answer.excluded.flatMap((text) => condition("nonzero", text, e)),
      ];
      return { kind: "zero", by: "the zero test", log2Error: answer.log2Error, conditions };
    }
    case "nonzero": {
      const point = Object.entries(answer.witness?.point ?? {}).map(([name, value]) => `${name} = ${value}`);
      const where = point.length === 0 ? "" : ` at ${point.join(", ")}`;
      return { kind: "nonzero", witness: `left - right = ${answer.witness?.value ?? "not 0"}${where}` };
    }
    default:
      return { kind: "undecided", why: answer.why ?? "the zero test does not decide it" };
  }
}

/** The condition as data. One on a bound name is a matter of its range and of the rule that works with it. */
function condition(kind: Condition["kind"], text: string, e: Expression): readonly Condition[] {
  const bound = [...nodes(e)].flatMap((x) => (isBinder(x) ? [x.index] : []));
  const free = freeNames(e);
  const of = parse(text, [...free, ...bound]);
  return [...freeNames(of)].every((name) => free.has(name)) ? [{ kind, of }] : [];
}
