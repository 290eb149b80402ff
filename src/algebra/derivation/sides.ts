/** A sign of a difference as a comparison of its two sides. */
import { negate, zero } from "../construct.ts";
import type { Expression } from "../expression.ts";

/** B and A of the difference B − A of two formulas, 0 and x of −x; undefined for anything else. */
export function sidesOf(e: Expression): { readonly less: Expression; readonly more: Expression } | undefined {
  const isNegative = (x: Expression): boolean =>
    x.kind === "product" && x.factors[0]?.kind === "rational" && x.factors[0].numerator < 0n;
  if (e.kind === "product" && e.factors.length === 2 && isNegative(e)) return { less: negate(e), more: zero };
  if (e.kind !== "sum" || e.terms.length !== 2 || e.terms.some((t) => t.kind === "rational")) return undefined;
  const more = e.terms.find((t) => !isNegative(t));
  const less = e.terms.find(isNegative);
  return more && less && { less: negate(less), more };
}
