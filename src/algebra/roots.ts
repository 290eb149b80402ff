/**
 * Certificates for roots, shared by the engines' answers and by derivations. A root is put back
 * into the polynomial; that none is missing is Vieta's theorem, the product of linear factors multiplied out.
 */
import { divide, isIntegerNode, multiply, subtract, zero } from "./construct.ts";
import { differentiate } from "./differentiate.ts";
import { factorial } from "./exact/index.ts";
import type { Expression, SymbolNode } from "./expression.ts";
import { children, equals, freeNames } from "./structure.ts";
import { substitute } from "./substitute.ts";

/** Highest degree that is looked for. */
const highestDegree = 12;

/** Says whether an expression is zero; undefined where that is not decided. */
export type ZeroDecider = (e: Expression) => boolean | undefined;

/** Coefficients of a polynomial in x, constant first; undefined for what is no polynomial of degree ≤ 12. */
export function polynomialCoefficients(
  e: Expression,
  x: SymbolNode,
  isZero: ZeroDecider,
): readonly Expression[] | undefined {
  if (!isPolynomialForm(e, x)) return undefined;
  const coefficients: Expression[] = [];
  let slope = e;
  for (let k = 0; k <= highestDegree + 1; k++) {
    if (isZero(slope) === true) return coefficients;
    coefficients.push(divide(substitute(slope, x, zero), factorial(k)));
    slope = differentiate(slope, x);
  }
  return undefined;
}

/** No function, root or denominator contains x. */
function isPolynomialForm(e: Expression, x: SymbolNode): boolean {
  if (!freeNames(e).has(x.name) || equals(e, x)) return true;
  if (e.kind === "power") return isIntegerNode(e.exponent) && e.exponent.numerator > 0n && isPolynomialForm(e.base, x);
  return (e.kind === "sum" || e.kind === "product") && children(e).every((c) => isPolynomialForm(c, x));
}

/** What a list of roots is worth. */
export interface RootsReport {
  /** true: these are all; false: one of them is wrong or one is missing; undefined: not decided. */
  readonly complete: boolean | undefined;
  readonly why: string;
  /** The coefficient of the highest power, which must not vanish for the count to be right. */
  readonly leading?: Expression;
}

/**
 * Whether the roots, each as often as its multiplicity says or once, are all those of the polynomial in x.
 * Multiplicities are found from the derivatives that vanish.
 */
export function judgeRoots(
  polynomial: Expression,
  x: SymbolNode,
  roots: readonly Expression[],
  isZero: ZeroDecider,
): RootsReport {
  for (const [k, root] of roots.entries()) {
    const back = isZero(substitute(polynomial, x, root));
    if (back !== true)
      return { complete: back, why: `root ${k + 1} put back ${back === false ? "does not give 0" : "is not decided"}` };
  }
  const coefficients = polynomialCoefficients(polynomial, x, isZero);
  if (coefficients === undefined) return { complete: undefined, why: "what is solved is no polynomial of low degree" };
  const distinct = roots.filter((r, k) => !roots.slice(0, k).some((q) => isZero(subtract(r, q)) === true));
  const repeated = distinct.flatMap((r) => new Array<Expression>(multiplicity(polynomial, x, r, isZero)).fill(r));
  const degree = coefficients.length - 1;
  if (repeated.length !== degree) {
    return { complete: false, why: `${repeated.length} roots with multiplicity, where the degree is ${degree}` };
  }
  const product = multiply(coefficients[degree]!, ...repeated.map((r) => subtract(x, r)));
  const vieta = isZero(subtract(product, polynomial));
  return {
    complete: vieta,
    leading: coefficients[degree]!,
    why: vieta === true ? "put back, and complete by Vieta" : "Vieta's product is not shown to be the polynomial",
  };
}

function multiplicity(polynomial: Expression, x: SymbolNode, root: Expression, isZero: ZeroDecider): number {
  let count = 0;
  for (let slope = polynomial; count <= highestDegree && isZero(substitute(slope, x, root)) === true; count++) {
    slope = differentiate(slope, x);
  }
  return count;
}
