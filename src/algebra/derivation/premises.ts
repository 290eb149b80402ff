/**
 * Statements as rules of replacement: what a step may use of the steps it comes from. An equation that holds
 * everywhere may be used under a derivative, an integral or a sum; one that holds at a stationary point or a chosen
 * root may not, where the bound variable occurs in it: d/dm of F at m = tanh(wn) is not d/dm of a constant.
 */
import { BoltzproofError } from "../../errors.ts";
import { symbol } from "../construct.ts";
import { differentiate } from "../differentiate.ts";
import type { Expression, SymbolNode } from "../expression.ts";
import { toText } from "../print/text.ts";
import { type Binder, children, equals, freeNames, isBinder, mapChildren, nodes } from "../structure.ts";
import { substitute, substituteAll, substituteFamily } from "../substitute.ts";
import { indexNamesOf, matchIndices } from "./match.ts";
import type { Statement } from "./statement.ts";
import type { Condition } from "./step.ts";

export interface Premise {
  readonly id: string;
  readonly statement: Statement;
  readonly reach: Reach;
  /** What it and all that it comes from used, in the symbols it is stated in. */
  readonly carried: readonly Condition[];
}

/** An instance of a premise: what its indices stand for there, and the Σ, Π and ∫ around it, from the outside in. */
export interface Use {
  readonly premise: Premise;
  readonly indices: ReadonlyMap<string, Expression>;
  readonly within: readonly Binder[];
}

/** Told of what an application of premises relies on besides the premises themselves. */
export interface Witness {
  used(use: Use): void;
  /** A condition on the free symbols, as that a kink of |x| is not where it is differentiated. */
  needs(condition: Condition): void;
}

/**
 * Where a premise may be used: everywhere; under sums and products over indices, but under no derivative, integral or
 * sum over values; or under nothing that binds a name.
 */
export type Reach = "everywhere" | "indices" | "here";

/** Which quantities change with which. */
export interface Knowledge {
  /** For each quantity with a value, the symbols that the value depends on. */
  readonly dependencies: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names that an equation which is no identity ties to each other: none of them moves alone. */
  readonly ties: readonly ReadonlySet<string>[];
}

/** Whether a change of the symbol `on` changes what `name` stands for. */
export function dependsOn(name: string, on: string, { dependencies, ties }: Knowledge): boolean {
  return dependencies.get(name)?.has(on) === true || ties.some((tie) => tie.has(name) && tie.has(on));
}

/** A statement that says left = right exactly. */
export function isExact(s: Statement): boolean {
  return s.kind === "equation" || s.kind === "definition" || s.kind === "stationary" || s.kind === "operator equation";
}

/**
 * e with the premises applied, those that hold everywhere first, until nothing changes, and with every derivative
 * carried out whose body is known. A derivative, integral or sum of a quantity that depends on its variable and is not
 * replaced becomes an unknown: a symbol that equals only itself.
 */
export function applyPremises(
  e: Expression,
  premises: readonly Premise[],
  knowledge: Knowledge,
  witness?: Witness,
): Expression {
  const everywhere = premises.filter((p) => p.reach === "everywhere");
  const known = hideUnknowns(settle(e, everywhere, witness), knowledge, witness);
  return everywhere.length === premises.length ? known : settle(known, premises, witness);
}

/** As `applyPremises`; undefined where a derivative or a substitution cannot be carried out. */
export function tryApplying(e: Expression, premises: readonly Premise[], knowledge: Knowledge): Expression | undefined {
  try {
    return applyPremises(e, premises, knowledge);
  } catch (error) {
    if (error instanceof BoltzproofError) return undefined;
    throw error;
  }
}

function settle(e: Expression, premises: readonly Premise[], witness?: Witness): Expression {
  let current = e;
  for (let pass = 0; pass <= premises.length; pass++) {
    const next = premises.reduce((x, p) => applyOne(x, p, witness), current);
    if (equals(next, current)) break;
    current = next;
  }
  return current;
}

/** Whether the statement replaces something: x = f(x) does not; a step that needs it hands in multipliers. */
export function isReplacement({ statement }: Premise): boolean {
  const { left, right } = statement;
  return isExact(statement) && left.kind !== "rational" && !contains(right, left);
}

function applyOne(e: Expression, premise: Premise, witness?: Witness): Expression {
  const { left, right } = premise.statement;
  if (!isReplacement(premise)) return e;
  if (premise.reach !== "everywhere" || left.kind !== "symbol") return replaceInstances(e, premise, witness);
  const formals = formalIndices(left);
  if (formals === undefined) return substitute(e, left, right);
  if (witness !== undefined && speaksOf(premise, formals)) reportMembers(e, premise, left, witness);
  return substituteFamily(e, left.name, formals, right);
}

/** Whether the premise holds only under conditions on some of the names. */
function speaksOf({ carried }: Premise, names: readonly string[]): boolean {
  return carried.some((c) => names.some((name) => freeNames(c.of).has(name)));
}

/** Tells of every member of the family in e, with its indices and the binders around it. */
function reportMembers(e: Expression, premise: Premise, left: SymbolNode, witness: Witness): void {
  const formals = formalIndices(left)!;
  const visit = (x: Expression, within: readonly Binder[]): void => {
    if (x.kind === "symbol" && x.name === left.name && x.indices.length === formals.length) {
      witness.used({ premise, indices: new Map(formals.map((f, k) => [f, x.indices[k]!])), within });
    }
    const parts = children(x);
    for (const [k, part] of parts.entries()) {
      visit(part, isBinder(x) && k === parts.length - 1 ? [...within, x] : within);
    }
  };
  visit(e, []);
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

/**
 * Replaces every instance of an equation that holds for all values of its indices, as Σ_k U_ik U_jk = δ_ij does, or,
 * with a reach of "here", what is written exactly so.
 */
function replaceInstances(e: Expression, premise: Premise, witness?: Witness): Expression {
  const { left: part, right: value } = premise.statement;
  const { reach } = premise;
  const indices = reach === "here" ? new Set<string>() : indexNamesOf(part);
  const fixed = new Set([...freeNames(part), ...freeNames(value)].filter((name) => !indices.has(name)));
  const reports = witness !== undefined && speaksOf(premise, [...indices]);
  const visit = (x: Expression, within: readonly Binder[]): Expression => {
    const found = matchIndices(part, x, indices);
    if (found !== undefined) {
      if (reports) witness.used({ premise, indices: found, within });
      return instance(value, found);
    }
    if (!isWithin(x, reach, fixed)) return x;
    const inside = isBinder(x) ? [...within, x] : within;
    return mapChildren(x, (child) => visit(child, inside));
  };
  return visit(e, []);
}

function instance(value: Expression, indices: ReadonlyMap<string, Expression>): Expression {
  return substituteAll(
    value,
    [...indices].map(([name, to]) => [symbol(name), to] as const),
  );
}

/** Whether the rule may be used inside the node; nowhere does a bound variable that occurs in it. */
function isWithin(x: Expression, reach: Reach, fixed: ReadonlySet<string>): boolean {
  if (x.kind === "derivative") return reach === "everywhere" && !fixed.has(x.variable.name);
  if (!isBinder(x)) return true;
  if (fixed.has(x.index) || reach === "here") return false;
  return reach === "everywhere" || (x.kind === "indexed" && x.range.kind === "interval");
}

/** Begins the names of what the premises say nothing about. */
const unknownName = "unknown";

/** Whether an expression contains what the premises say nothing about. */
export function hasUnknowns(e: Expression): boolean {
  return [...freeNames(e)].some((name) => name.startsWith(unknownName));
}

/** The symbol for a node that nothing is known of: the same for the same text, in whatever step it stands. */
function unknownFor(e: Expression): SymbolNode {
  const bytes = new TextEncoder().encode(toText(e));
  return symbol(unknownName, BigInt(`0x${[...bytes].map((b) => b.toString(16).padStart(2, "0")).join("")}`));
}

/** Carries out the derivatives of known bodies; what may hide a dependence becomes an unknown. */
function hideUnknowns(e: Expression, knowledge: Knowledge, witness?: Witness): Expression {
  const visit = (x: Expression): Expression => {
    if (x.kind === "derivative") {
      const body = visit(x.body);
      if (changesWith(body, x.variable, knowledge)) return unknownFor(x);
      if (witness !== undefined) for (const c of kinks(body, x.variable)) witness.needs(c);
      return differentiate(body, x.variable);
    }
    if (isBinder(x) && changesWith(x.body, symbol(x.index), knowledge)) return unknownFor(x);
    return mapChildren(x, visit);
  };
  return visit(e);
}

/** Where |u| and sign u have no derivative in the variable: at u = 0. */
function kinks(e: Expression, variable: SymbolNode): readonly Condition[] {
  if (!freeNames(e).has(variable.name)) return [];
  const inside = children(e).flatMap((x) => kinks(x, variable));
  if (isBinder(e)) return inside.filter((c) => !freeNames(c.of).has(e.index));
  const isKink = e.kind === "call" && (e.name === "abs" || e.name === "sign");
  return isKink ? [...inside, { kind: "nonzero", of: e.argument }] : inside;
}

/** Whether the body changes with the variable in another way than it shows. */
function changesWith(body: Expression, variable: SymbolNode, knowledge: Knowledge): boolean {
  if (hasUnknowns(body)) return true;
  for (const x of nodes(body)) {
    if (x.kind === "symbol" && !equals(x, variable) && dependsOn(x.name, variable.name, knowledge)) return true;
  }
  return false;
}
