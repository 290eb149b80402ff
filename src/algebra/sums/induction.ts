/**
 * Induction: L(n) = R(n) for all whole n ≥ n₀ if it holds at n₀ and L(n+1) = R(n+1) follows from L(n) = R(n). In
 * L(n+1) and R(n+1) the last term of every sum and product that grows with n is split off; then L(n) is replaced by
 * R(n), by a difference or by a quotient, and what is left must be an identity of the ring of atoms.
 */
import { BoltzproofError } from "../../errors.ts";
import { add, multiply, subtract, symbol } from "../construct.ts";
import { AtomTable } from "../convert/atoms.ts";
import type { SideCondition } from "../convert/conditions.ts";
import { expandOverAtoms } from "../convert/rational.ts";
import type { EquationNode, Expression, IndexedNode } from "../expression.ts";
import { toText } from "../print/text.ts";
import { freeNames, mapChildren } from "../structure.ts";
import { substitute, unroll } from "../substitute.ts";
import type { ZeroJudge } from "./instantiate.ts";
import { notEmpty, simplifyConditions } from "./range-conditions.ts";
import { answering, type RuleResult, sameOverRing } from "./rule.ts";

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
  const n = symbol(variable);
  const at = (e: Expression, value: Expression | number): Expression => substitute(e, n, value);
  return answering(() => {
    const base = subtract(unroll(at(claim.left, from)), unroll(at(claim.right, from)));
    if (!vanishes(base, judge)) return { ok: false, why: `the claim fails at ${variable} = ${from}: ${toText(base)}` };
    const [left, right] = [claim.left, claim.right].map((e) => splitTop(at(e, add(n, 1)), variable, from)) as [
      Expression,
      Expression,
    ];
    const conditions: SideCondition[] = [{ kind: "positive", of: subtract(n, from - 1) }];
    // L(n+1) − L(n) = R(n+1) − R(n)
    const increment = subtract(subtract(left, claim.left), subtract(right, claim.right));
    if (vanishes(increment, judge)) return { ok: true, conditions };
    // L(n+1) / L(n) = R(n+1) / R(n)
    const ratio = subtract(multiply(left, claim.right), multiply(right, claim.left));
    if (vanishes(ratio, judge)) return { ok: true, conditions: [...conditions, { kind: "nonzero", of: claim.right }] };
    return { ok: false, why: `the step from ${variable} to ${variable} + 1 leaves ${shown(increment)}` };
  });
}

function vanishes(difference: Expression, judge: ZeroJudge | undefined): boolean {
  return sameOverRing(difference, add()) || judge?.(expandOverAtoms(difference, new AtomTable())).verdict === "zero";
}

function shown(difference: Expression): string {
  return toText(expandOverAtoms(difference, new AtomTable()));
}

/** The last term of every sum and product whose upper end grows with n, split off; valid for n ≥ n₀. */
function splitTop(e: Expression, variable: string, first: number): Expression {
  const inner = mapChildren(e, (x) => splitTop(x, variable, first));
  if (inner.kind !== "indexed" || inner.range.kind !== "interval") return inner;
  const { from, to } = inner.range;
  if (!freeNames(to).has(variable)) return inner;
  requireGrowth(inner, variable, first);
  const last = substitute(inner.body, symbol(inner.index), to);
  const before: Expression = { ...inner, range: { kind: "interval", from, to: subtract(to, 1) } };
  return inner.operator === "sum" ? add(before, last) : multiply(before, last);
}

/** The range must not be empty at any n ≥ n₀: its lower end is fixed and its upper end is n + a number. */
function requireGrowth(node: IndexedNode, variable: string, first: number): void {
  if (node.range.kind !== "interval") return;
  const { from, to } = node.range;
  const shift = subtract(to, symbol(variable));
  if (freeNames(from).has(variable) || freeNames(shift).has(variable)) {
    const table = new AtomTable();
    if (freeNames(from).has(variable) || freeNames(expandOverAtoms(shift, table)).has(variable)) throw notGrowing(node);
  }
  simplifyConditions([notEmpty(from, substitute(to, symbol(variable), first))], []);
}

function notGrowing(node: IndexedNode): BoltzproofError {
  return new BoltzproofError("capability", {
    found: `the range of ${toText(node)}`,
    expected: "a fixed lower end and an upper end that grows with the size one by one",
    advice: "reindex the sum first",
  });
}
