/**
 * Whether assumptions can hold together. From assumptions that contradict each other everything follows, so a
 * derivation that has them says nothing.
 */
import { Rng } from "../../numeric/random.ts";
import { negate, symbol } from "../construct.ts";
import type { Expression } from "../expression.ts";
import { symbolToText, toText } from "../print/text.ts";
import { freeNames, freshName, mapChildren } from "../structure.ts";
import { type Bound, boundsOf, isInfeasible } from "./calculus/bounds.ts";
import { evaluateOnBox } from "./calculus/interval.ts";
import type { Assumption } from "./step.ts";

export type Consistency = "consistent" | "contradictory" | "unknown";

/** "consistent" with a point that obeys them all, "contradictory" with a proof, "unknown" with neither. */
export function consistencyOf(assumptions: readonly Assumption[]): Consistency {
  const bounds = boundsOf(assumptions);
  const excluded = assumptions.flatMap((a) => (a.kind === "nonzero" ? [a.of] : []));
  if (isInfeasible(bounds, assumptions)) return "contradictory";
  if (excluded.some((e) => isPinnedToZero(e, bounds, assumptions))) return "contradictory";
  return bounds.length + excluded.length === 0 || hasPoint(bounds, excluded) ? "consistent" : "unknown";
}

function isPinnedToZero(e: Expression, bounds: readonly Bound[], assumptions: readonly Assumption[]): boolean {
  const others = assumptions.filter((a) => a.kind !== "nonzero" || a.of !== e);
  return [e, negate(e)].every((of) => isInfeasible([...bounds, { of, strict: true }], others));
}

const mostTries = 4000;

/** Looks for a point that obeys everything: from random points, one coordinate at a time towards fewer violations. */
function hasPoint(bounds: readonly Bound[], excluded: readonly Expression[]): boolean {
  const opaque = new Map<string, Expression>();
  const [all, apart] = [
    bounds.map(({ of, strict }) => ({ of: opened(of, opaque), strict })),
    excluded.map((e) => opened(e, opaque)),
  ];
  const names = [...new Set([...all.map((b) => b.of), ...apart].flatMap(symbolsIn))];
  const draw = generator();
  let point: readonly number[] = names.map(() => draw());
  let cost = costAt(point);
  for (let k = 0; k < mostTries && cost > 0; k++) {
    const restart = k % 400 === 399;
    const next = restart ? names.map(() => draw()) : nudged(point, draw);
    const found = costAt(next);
    if (restart || found <= cost) [point, cost] = [next, found];
  }
  return cost === 0;

  /** 0 exactly where interval arithmetic proves that everything is obeyed. */
  function costAt(x: readonly number[]): number {
    const box = new Map(names.map((name, i) => [name, { low: x[i]!, high: x[i]! }]));
    let total = 0;
    for (const { of, strict } of all) {
      const { low } = evaluateOnBox(of, box);
      if (!(strict ? low > 0 : low >= 0) && !(of.kind === "rational" && of.numerator === 0n && !strict))
        total += size(low);
    }
    for (const e of apart) {
      const { low, high } = evaluateOnBox(e, box);
      if (low <= 0 && high >= 0) total += size(high - low);
    }
    return total;
  }
}

/** How far a bound is missed, compressed so that no bound drowns the others; never 0. */
function size(missed: number): number {
  return Number.isFinite(missed) ? Math.log1p(Math.abs(missed)) + 1e-9 : 100;
}

function nudged(point: readonly number[], draw: () => number): readonly number[] {
  if (point.length === 0) return point;
  const k = Math.floor(Math.abs(draw() * 7919)) % point.length;
  return point.with(k, Math.abs(draw()) > 1 ? draw() : point[k]! + draw() / 4);
}

/** Numbers of all sizes around 1, more of them positive; the same at every call. */
function generator(): () => number {
  const rng = Rng.fromSeed(1).child("consistency");
  return () => (rng.uniform() < 0.65 ? 1 : -1) * 10 ** (3 * rng.uniform() - 1);
}

/** Sums over indices, integrals and the like as unknowns: any number may be their value. */
function opened(e: Expression, opaque: Map<string, Expression>): Expression {
  if (e.kind === "indexed" || e.kind === "integral" || e.kind === "derivative" || e.kind === "delta") {
    const text = toText(e);
    const known = opaque.get(text) ?? symbol(freshName("whole", freeNames(e)), opaque.size);
    opaque.set(text, known);
    return known;
  }
  return e.kind === "symbol" ? e : mapChildren(e, (x) => opened(x, opaque));
}

function symbolsIn(e: Expression): readonly string[] {
  if (e.kind === "symbol") return [symbolToText(e)];
  const found: string[] = [];
  const visit = (x: Expression): Expression => {
    if (x.kind !== "symbol") return mapChildren(x, visit);
    found.push(symbolToText(x));
    return x;
  };
  visit(e);
  return found;
}
