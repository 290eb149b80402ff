/**
 * Symbols stand for real numbers, unless a line says otherwise: z = iy. What was proved for real values then holds for
 * complex ones where both sides are analytic, by the identity theorem: e^z e^{−z} = 1, and not |z|² = z².
 */
import type { Expression } from "../expression.ts";
import { isComplexValued } from "../real-sign.ts";
import { children, freeNames } from "../structure.ts";
import { isExact } from "./premises.ts";
import type { Binding, Step } from "./step.ts";

/** The names that a line says to be complex, directly or by other such names. */
export function complexNamesOf(steps: readonly Step[]): ReadonlySet<string> {
  const names = new Set<string>();
  const values = steps.flatMap(valuesIn);
  for (let before = -1; before < names.size; ) {
    before = names.size;
    for (const [{ name }, value] of values) if (mayBeComplex(value, names)) names.add(name);
  }
  return names;
}

/** Symbols with what the line says that they are; in a change of variables the old and the new ones. */
function valuesIn({ to, certificate }: Step): readonly Binding[] {
  const stated = isExact(to) && to.left.kind === "symbol" ? [[to.left, to.right] as const] : [];
  return certificate?.kind === "map" ? [...stated, ...certificate.forward, ...certificate.backward] : stated;
}

/** Whether i or a complex name stands in e, other than in |…| or as an index. */
export function mayBeComplex(e: Expression, complex: ReadonlySet<string>): boolean {
  if (isComplexValued(e)) return true;
  if (complex.size === 0 || (e.kind === "call" && e.name === "abs")) return false;
  if (e.kind === "symbol") return complex.has(e.name);
  return children(e).some((x) => mayBeComplex(x, complex));
}

/** Functions without branches, cuts and kinks. */
const analytic: ReadonlySet<string> = new Set("exp sin cos tan sinh cosh tanh coth sech csch logistic".split(" "));

/** Whether e is analytic in the name off isolated points, as its form shows. */
export function isAnalyticIn(e: Expression, name: string): boolean {
  if (!freeNames(e).has(name)) return true;
  const inAll = (parts: readonly Expression[]): boolean => parts.every((x) => isAnalyticIn(x, name));
  switch (e.kind) {
    case "symbol":
      return !e.indices.some((i) => freeNames(i).has(name));
    case "sum":
    case "product":
    case "equation":
    case "matrix":
      return inAll(children(e));
    case "power":
      return e.exponent.kind === "rational" && e.exponent.denominator === 1n && isAnalyticIn(e.base, name);
    case "call":
      return analytic.has(e.name) && isAnalyticIn(e.argument, name);
    case "derivative":
      return isAnalyticIn(e.body, name);
    case "indexed":
      // A finite sum or product; what its range says of the name is another matter.
      return isAnalyticIn(e.body, name) && !children(e).some((x) => x !== e.body && freeNames(x).has(name));
    default:
      return false;
  }
}
