/**
 * Induction: L(n) = R(n) for all whole n ≥ n₀ if it holds at n₀ and L(n+1) = R(n+1) follows from L(n) = R(n). In
 * L(n+1) and R(n+1) the last term of every sum and product that grows with n is split off; then L(n) is replaced by
 * R(n), by a difference or by a quotient, and what is left must be an identity of the ring of atoms.
 */
import { BoltzproofError } from "../../errors.ts";
import { add, multiply, subtract, symbol } from "../construct.ts";
import { AtomTable } from "../convert/atoms.ts";
import type { SideCondition } from "../convert/conditions.ts";
import { withoutRepetition } from "../convert/counting.ts";
import { expandOverAtoms } from "../convert/rational.ts";
import type { EquationNode, Expression, IndexedNode } from "../expression.ts";
import { toText } from "../print/text.ts";
import { freeNames, mapChildren } from "../structure.ts";
import { substitute, unroll } from "../substitute.ts";
import type { ZeroJudge } from "./instantiate.ts";
import { isEvidentFor, notEmpty, simplifyConditions } from "./range-conditions.ts";
import { answering, complete, conditionsOfSameness, type RuleResult } from "./rule.ts";

/** The index of the induction, where it starts, and the seed of its checks. */
export interface InductionOptions {
  /** The size n that the claim is about. */
  readonly variable: string;
  /** n₀; 1 when left out. */
  readonly from?: number;
  /** Decides what the ring of atoms leaves open, when no sum is left in it. */
  readonly judge?: ZeroJudge;
}

/** Proves the claim for all n ≥ n₀, with that as its condition, or says which part of the induction fails. */
export function checkInduction(claim: EquationNode, options: InductionOptions): RuleResult {
  const { variable, from = 1, judge } = options;
  if (!Number.isSafeInteger(from)) return { ok: false, why: `induction from ${from}, which is no whole number` };
  const n = symbol(variable);
  const at = (e: Expression, value: Expression | number): Expression => substitute(e, n, value);
  const whole: readonly SideCondition[] = [
    { kind: "positive", of: subtract(n, from - 1) },
    { kind: "whole", of: n },
  ];
  return answering(() => {
    const base = subtract(unroll(at(claim.left, from)), unroll(at(claim.right, from)));
    const first = vanishes(base, judge);
    if (first === undefined) return { ok: false, why: `the claim fails at ${variable} = ${from}: ${toText(base)}` };
    const growing: SideCondition[] = [];
    const [left, right] = [claim.left, claim.right].map((e) =>
      splitTop(at(e, add(n, 1)), { variable, growing, within: [] }),
    ) as [Expression, Expression];
    // L(n+1) − L(n) = R(n+1) − R(n), or L(n+1) / L(n) = R(n+1) / R(n).
    const increment = subtract(subtract(left, claim.left), subtract(right, claim.right));
    const ratio = subtract(multiply(left, claim.right), multiply(right, claim.left));
    const byDifference = vanishes(increment, judge);
    const step = byDifference ?? vanishes(ratio, judge);
    if (step === undefined) {
      return { ok: false, why: `the step from ${variable} to ${variable} + 1 leaves ${shown(increment)}` };
    }
    const quotient: readonly SideCondition[] = byDifference ? [] : [{ kind: "nonzero", of: claim.right }];
    const needed = withoutRepetition([...first, ...growing, ...step]).filter((c) => !holdsFrom(c, variable, from));
    const early = needed.find((c) => freeNames(c.of).has(variable));
    if (early !== undefined) return { ok: false, why: `the step needs that ${toText(early.of)} is ${early.kind}` };
    return complete({ ok: true, conditions: [...whole, ...quotient, ...needed] }, [claim.left, claim.right]);
  });
}

/** Under which conditions a difference is 0; undefined where that is not shown. */
function vanishes(difference: Expression, judge: ZeroJudge | undefined): readonly SideCondition[] | undefined {
  const conditions = conditionsOfSameness(difference, add());
  if (conditions !== undefined) return conditions;
  const table = new AtomTable();
  const isZero = judge?.(expandOverAtoms(difference, table)).verdict === "zero";
  return isZero ? table.counting.conditions : undefined;
}

/** Whether a condition on the variable holds for all whole n ≥ n₀: with n = n₀ + m, for every size m. */
function holdsFrom(c: SideCondition, variable: string, first: number): boolean {
  if (c.kind === "whole" && c.of.kind === "symbol") return c.of.name === variable;
  const of = c.kind === "size" ? add(c.of, 1) : c.of;
  if (c.kind === "nonzero" || c.kind === "whole") return false;
  return isEvidentFor(substitute(of, symbol(variable), add(symbol(variable), first)), [symbol(variable)]);
}

function shown(difference: Expression): string {
  return toText(expandOverAtoms(difference, new AtomTable()));
}

interface Growth {
  readonly variable: string;
  /** What the ranges need to have a last term. */
  readonly growing: SideCondition[];
  /** The sums and products around. */
  readonly within: readonly IndexedNode[];
}

/** The last term of every sum and product whose upper end grows with n, split off where there is one. */
function splitTop(e: Expression, growth: Growth): Expression {
  const around = e.kind === "indexed" ? { ...growth, within: [...growth.within, e] } : growth;
  const inner = mapChildren(e, (x) => splitTop(x, around));
  if (inner.kind !== "indexed" || inner.range.kind !== "interval") return inner;
  const { from, to } = inner.range;
  if (!freeNames(to).has(growth.variable)) return inner;
  requireGrowth(inner, growth);
  const last = substitute(inner.body, symbol(inner.index), to);
  const before: Expression = { ...inner, range: { kind: "interval", from, to: subtract(to, 1) } };
  return inner.operator === "sum" ? add(before, last) : multiply(before, last);
}

/** The lower end of the range is fixed and its upper end is n + a number; that it has members is a condition. */
function requireGrowth(node: IndexedNode, { variable, growing, within }: Growth): void {
  if (node.range.kind !== "interval") return;
  const { from, to } = node.range;
  const shift = subtract(to, symbol(variable));
  if (freeNames(from).has(variable) || freeNames(shift).has(variable)) {
    const table = new AtomTable();
    if (freeNames(from).has(variable) || freeNames(expandOverAtoms(shift, table)).has(variable)) throw notGrowing(node);
  }
  growing.push(...simplifyConditions([notEmpty(from, to)], within));
}

function notGrowing(node: IndexedNode): BoltzproofError {
  return new BoltzproofError("capability", {
    found: `the range of ${toText(node)}`,
    expected: "a fixed lower end and an upper end that grows with the size one by one",
    advice: "reindex the sum first",
  });
}
