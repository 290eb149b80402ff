/**
 * When a formula is a whole number for whole values of its symbols: N + 1 and N (N + 1)/2 always, N + 1/2 never, N/2
 * under the condition that it is. Names bound by sums are whole; nothing can be asked of them beyond that.
 */
import {
  gcdIntegers,
  type Polynomial,
  type RationalFunction,
  type Term,
  termsOf,
  variablesOf,
} from "../exact/index.ts";
import type { Expression, IndexRange } from "../expression.ts";
import { expressionOf } from "./atoms.ts";
import type { Context } from "./calls.ts";
import type { SideCondition } from "./conditions.ts";

/** A bound name and what it runs over. */
export interface Bound {
  readonly index: string;
  readonly range: IndexRange;
}

/** Whether f has no denominator; one that is a number is among the coefficients. */
export function isPolynomial(f: RationalFunction): boolean {
  return variablesOf(f.denominator).length === 0;
}

/** What e needs to be whole: that its symbols are, or that it is itself. Undefined when it never is. */
export function wholeness(
  e: Expression,
  around: readonly Bound[],
  context: Context,
): readonly SideCondition[] | undefined {
  const f = context.of(e);
  if (!isPolynomial(f)) return [{ kind: "whole", of: expressionOf(f, context.table) }];
  const parts = variablesOf(f.numerator).map((name) => wholeAtom(context.table.expressionOf(name), around));
  const known = parts.every((p) => p !== undefined);
  const share = wholeShare(f.numerator);
  if (share === "all" && known) return parts.flat();
  if (share === "none" && known) return undefined;
  return [{ kind: "whole", of: expressionOf(f, context.table) }];
}

/** What an atom needs to be whole; undefined for one that no whole symbol makes so. */
function wholeAtom(e: Expression, around: readonly Bound[]): readonly SideCondition[] | undefined {
  if (e.kind === "symbol") {
    const binder = e.indices.length === 0 ? around.findLast(({ index }) => index === e.name) : undefined;
    if (binder === undefined) return [{ kind: "whole", of: e }];
    return isOfWholes(binder.range) ? [] : undefined;
  }
  // 2^M for a size M.
  if (e.kind !== "power" || e.base.kind !== "rational" || e.base.denominator !== 1n) return undefined;
  const { exponent } = e;
  return exponent.kind === "symbol" && !around.some(({ index }) => index === exponent.name)
    ? [{ kind: "size", of: exponent }]
    : undefined;
}

function isOfWholes(range: IndexRange): boolean {
  if (range.kind === "interval") return true;
  return range.kind === "values" && range.values.every((v) => v.kind === "rational" && v.denominator === 1n);
}

/** Residues that are tried at most, to see whether N (N + 1)/2 is whole for every whole N. */
const mostResidues = 1024;

/** For how many whole values of its variables a polynomial is whole: it depends on their residues only. */
function wholeShare(p: Polynomial): "all" | "some" | "none" {
  const terms = termsOf(p);
  const common = terms.reduce(
    (d, { coefficient }) => (d / gcdIntegers(d, coefficient.denominator)) * coefficient.denominator,
    1n,
  );
  const names = variablesOf(p);
  if (common === 1n) return "all";
  if (Number(common) ** names.length > mostResidues) return "some";
  const found = new Set<boolean>();
  const visit = (k: number, at: ReadonlyMap<string, bigint>): void => {
    const name = names[k];
    if (name === undefined) {
      const total = terms.reduce((sum, t) => sum + timesCommon(t, common, at), 0n);
      found.add(total % common === 0n);
    } else for (let r = 0n; r < common; r++) visit(k + 1, new Map([...at, [name, r]]));
  };
  visit(0, new Map());
  return found.size === 2 ? "some" : found.has(true) ? "all" : "none";
}

function timesCommon({ coefficient, powers }: Term, common: bigint, at: ReadonlyMap<string, bigint>): bigint {
  const front = (coefficient.numerator * common) / coefficient.denominator;
  return powers.reduce((value, [name, k]) => value * at.get(name)! ** BigInt(k), front);
}
