/**
 * Trigonometric functions of their inverses and back, inside a range: sin(asin x) is x, and asin(sin x) is x between
 * −π/2 and π/2 alone. And the signs of sines and cosines there, by which a root of 1 − sin² is told to be the cosine.
 */
import { add, call, divide, half, multiply, negate, one, pi, power, sqrt, subtract, zero } from "../../construct.ts";
import type { CallNode, Expression, FunctionName } from "../../expression.ts";
import { toText } from "../../print/text.ts";
import { freeNames, mapChildren, nodes } from "../../structure.ts";
import type { Assumption } from "../step.ts";
import { type Evidence, evidenceOf, type OpenRange } from "./evidence.ts";
import { isComplex } from "./functions-at.ts";
import type { Known } from "./scales.ts";

const complement = (u: Expression): Expression => sqrt(subtract(1, power(u, 2)));
const hypotenuse = (u: Expression): Expression => sqrt(add(1, power(u, 2)));

/** f(g(u)) for an inverse function g, true wherever g(u) is real. */
const ofInverse: Partial<Record<FunctionName, Partial<Record<FunctionName, (u: Expression) => Expression>>>> = {
  sin: { asin: (u) => u, acos: complement, atan: (u) => divide(u, hypotenuse(u)) },
  cos: { acos: (u) => u, asin: complement, atan: (u) => power(hypotenuse(u), -1) },
  tan: { atan: (u) => u, asin: (u) => divide(u, complement(u)), acos: (u) => divide(complement(u), u) },
};

/** The function whose inverse it is, and where the inverse gives back the argument. */
const inverses: Partial<Record<FunctionName, readonly [of: FunctionName, low: Expression, high: Expression]>> = {
  asin: ["sin", negate(multiply(half, pi)), multiply(half, pi)],
  acos: ["cos", zero, pi],
  atan: ["tan", negate(multiply(half, pi)), multiply(half, pi)],
};

/** e with functions of inverse functions, and inverse functions of functions, carried out where that is evident. */
export function withoutInverses(e: Expression, range: OpenRange, known: Known): Expression {
  if (isComplex(e) || ![...nodes(e)].some((x) => x.kind === "call" && x.name in inverses)) return e;
  const evidence = evidenceOf(known.assumptions, known.isZero, range);
  const visit = (x: Expression): Expression => {
    const inside = mapChildren(x, visit);
    return inside.kind === "call" ? (undone(inside, evidence) ?? inside) : inside;
  };
  return visit(e);
}

function undone({ name, argument }: CallNode, evidence: Evidence): Expression | undefined {
  if (argument.kind !== "call") return undefined;
  const u = argument.argument;
  const found = ofInverse[name]?.[argument.name];
  if (found !== undefined) return found(u);
  const [of, low, high] = inverses[name] ?? [];
  if (of !== argument.name || low === undefined || high === undefined) return undefined;
  return evidence.has("positive", subtract(u, low)) && evidence.has("positive", subtract(high, u)) ? u : undefined;
}

/** The sines and cosines in e that are of one sign inside the range, as facts. */
export function signsOfWaves(e: Expression, range: OpenRange, known: Known): readonly Assumption[] {
  const evidence = evidenceOf(known.assumptions, known.isZero, range);
  const angles = [...nodes(e)].flatMap((x) =>
    x.kind === "call" && (x.name === "sin" || x.name === "cos" || x.name === "tan") ? [x.argument] : [],
  );
  const candidates = angles.flatMap((u) => [call("sin", u), call("cos", u)]);
  const seen = new Map(candidates.map((wave) => [toText(wave), wave]));
  return [...seen.values()]
    .filter((wave) => freeNames(wave).has(range.variable.name))
    .flatMap((wave) => [wave, multiply(negate(one), wave)])
    .filter((of) => evidence.has("positive", of))
    .map((of) => ({ kind: "positive", of }));
}
