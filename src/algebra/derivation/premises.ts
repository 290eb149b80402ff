/**
 * Statements as rules of replacement: what a step may use of the steps it comes from. An equation that holds
 * everywhere may be used under a derivative, an integral or a sum; one that holds at a stationary point or a chosen
 * root may not, where the bound variable occurs in it: d/dm of F at m = tanh(wn) is not d/dm of a constant.
 */
import { symbol } from "../construct.ts";
import { carryOutDerivatives } from "../differentiate.ts";
import type { Expression, SymbolNode } from "../expression.ts";
import { toText } from "../print/text.ts";
import { equals, freeNames, freshName, isBinder, mapChildren, nodes } from "../structure.ts";
import { substitute, substituteAll, substituteFamily } from "../substitute.ts";
import { indexNamesOf, matchIndices } from "./match.ts";
import type { Statement } from "./statement.ts";

export interface Premise {
  readonly id: string;
  readonly statement: Statement;
  /** Holds at special points only. */
  readonly conditional: boolean;
}

/** A statement that says left = right exactly. */
export function isExact(s: Statement): boolean {
  return s.kind === "equation" || s.kind === "definition" || s.kind === "stationary" || s.kind === "operator equation";
}

/**
 * e with the premises applied, the unconditional ones first, until nothing changes, and with every derivative
 * carried out whose body is known. `dependent` names quantities that depend on others: a derivative of one that is
 * not replaced stays as it is, an unknown.
 */
export function applyPremises(e: Expression, premises: readonly Premise[], dependent: ReadonlySet<string>): Expression {
  const everywhere = premises.filter((p) => !p.conditional);
  const known = settle(e, everywhere);
  const carried = carryOutKnown(known, dependent);
  const conditional = premises.filter((p) => p.conditional);
  return conditional.length === 0 ? carried : settle(carried, premises);
}

function settle(e: Expression, premises: readonly Premise[]): Expression {
  let current = e;
  for (let pass = 0; pass <= premises.length; pass++) {
    const next = premises.reduce(applyOne, current);
    if (equals(next, current)) break;
    current = next;
  }
  return current;
}

function applyOne(e: Expression, { statement, conditional }: Premise): Expression {
  const { left, right } = statement;
  // x = f(x) is no rule of replacement; a step that needs it hands in multipliers.
  if (!isExact(statement) || left.kind === "rational" || contains(right, left)) return e;
  if (conditional) return replaceOutside(e, left, right);
  if (left.kind !== "symbol") return replaceInstances(e, left, right);
  const formals = formalIndices(left);
  if (formals !== undefined) return substituteFamily(e, left.name, formals, right);
  return substitute(e, left, right);
}

function contains(e: Expression, part: Expression): boolean {
  for (const x of nodes(e)) if (equals(x, part)) return true;
  return false;
}

/** The index names of x_i or W_{ij}, which stand for all members; undefined when an index is not a name. */
function formalIndices(s: SymbolNode): readonly string[] | undefined {
  if (s.indices.length === 0) return undefined;
  const names = s.indices.flatMap((i) => (i.kind === "symbol" && i.indices.length === 0 ? [i.name] : []));
  return names.length === s.indices.length && new Set(names).size === names.length ? names : undefined;
}

/** Replaces `part`, except where a bound variable occurs in the rule. */
function replaceOutside(e: Expression, part: Expression, value: Expression): Expression {
  const names = new Set([...freeNames(part), ...freeNames(value)]);
  const visit = (x: Expression): Expression => {
    if (equals(x, part)) return value;
    if (isBinder(x) && names.has(x.index)) return x;
    if (x.kind === "derivative" && names.has(x.variable.name)) return x;
    return mapChildren(x, visit);
  };
  return visit(e);
}

/** Replaces every instance of an equation that holds for all values of its indices, as Σ_k U_ik U_jk = δ_ij does. */
function replaceInstances(e: Expression, part: Expression, value: Expression): Expression {
  const indices = indexNamesOf(part);
  const fixed = new Set([...freeNames(part), ...freeNames(value)].filter((name) => !indices.has(name)));
  const visit = (x: Expression): Expression => {
    const found = matchIndices(part, x, indices);
    if (found !== undefined)
      return substituteAll(
        value,
        [...found].map(([name, to]) => [symbol(name), to] as const),
      );
    if (isBinder(x) && fixed.has(x.index)) return x;
    if (x.kind === "derivative" && fixed.has(x.variable.name)) return x;
    return mapChildren(x, visit);
  };
  return visit(e);
}

/** Stands for derivatives that the premises say nothing about. */
export const unknownDerivative = "unknownDerivative";

/** Carries out derivatives of known bodies; the others become symbols, equal ones the same. */
function carryOutKnown(e: Expression, dependent: ReadonlySet<string>): Expression {
  const unknown = new Map<string, SymbolNode>();
  const taken = new Set(freeNames(e));
  const visit = (x: Expression): Expression => {
    if (x.kind !== "derivative") return mapChildren(x, visit);
    if (![...freeNames(x.body)].some((name) => dependent.has(name))) return carryOutDerivatives(x);
    const key = toText(x);
    const name = freshName(unknownDerivative, taken);
    const stand = unknown.get(key) ?? symbol(name);
    taken.add(name);
    unknown.set(key, stand);
    return stand;
  };
  return visit(e);
}
