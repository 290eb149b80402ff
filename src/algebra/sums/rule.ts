/**
 * What a rule of indexed sums is: a rewriting that is right wherever it applies, and a checker that looks for a place
 * in `from` (or, since every rule is an equality, in `to`) where the rewriting gives the other side. What remains to
 * be compared is compared in the ring of atoms, where only ring identities, linearity of Σ and splitting of Π hold.
 * An accepted step is an identity wherever both sides are defined and its conditions hold, for finite ranges: sums are
 * over sets, 0 over one without members, and products are then 1.
 */
import { BoltzproofError } from "../../errors.ts";
import { AtomTable } from "../convert/atoms.ts";
import type { SideCondition } from "../convert/conditions.ts";
import { isGranted, withoutRepetition } from "../convert/counting.ts";
import { isFiniteRange } from "../convert/indexed.ts";
import { expandOverAtoms, rationalFunctionOf } from "../convert/rational.ts";
import { rationalFunctions as field, subtract } from "../exact/index.ts";
import type { Expression, IndexedNode } from "../expression.ts";
import { toText } from "../print/text.ts";
import { placesOf } from "./places.ts";
import { completed, simplifyConditions } from "./range-conditions.ts";

/** Names of a condition that are bound where the rule was applied stand for every value of their range. */
export type RuleResult =
  | { readonly ok: true; readonly conditions: readonly SideCondition[] }
  | { readonly ok: false; readonly why: string };

/** A rule of indexed sums and the check that owns it. */
export interface SumRule {
  readonly id: string;
  /** The rule in one sentence. */
  readonly says: string;
  /** Whether `to` follows from `from` by this rule alone, up to ring identities. */
  check(from: Expression, to: Expression, parameters?: RuleParameters): RuleResult;
}

/** Hints; a checker infers from the other side what is left out. */
export interface RuleParameters {
  /** Index of the sum or product that the rule is applied to. */
  readonly index?: string;
}

export interface Rewriting {
  readonly result: Expression;
  readonly conditions: readonly SideCondition[];
}

/** All ways to apply a rule at one node, or the reason why it does not apply although it looks as if it might. */
export type Rewriter = (node: Expression, context: RewriteContext) => readonly Rewriting[] | string;

export interface RewriteContext {
  readonly within: readonly IndexedNode[];
  /** The other side, from which shifts and the like may be read off. */
  readonly target: Expression;
}

/** Equal in the ring of atoms, with sizes that are whole and not negative. @throws as `rationalFunctionOf`. */
export function sameOverRing(left: Expression, right: Expression): boolean {
  return conditionsOfSameness(left, right)?.every(isGranted) === true;
}

/**
 * Under which conditions two expressions are equal in the ring of atoms; undefined when they are not. The members of
 * ranges are counted only where that is needed.
 * @throws BoltzproofError as `rationalFunctionOf`.
 */
export function conditionsOfSameness(left: Expression, right: Expression): readonly SideCondition[] | undefined {
  for (const counting of ["never", "granted", "conditional"] as const) {
    // A table for each comparison: one that is shared grows with every candidate, and looking up atoms with it.
    const table = new AtomTable({ byExponentials: true, counting });
    const difference = subtract(field, rationalFunctionOf(left, table), rationalFunctionOf(right, table));
    if (field.isZero(difference)) return withoutRepetition(table.counting.conditions);
    if (!table.counting.declined) return undefined;
  }
  return undefined;
}

/** A rule from a rewriting, which one step may apply up to `repeats` times over. */
export function ruleFrom(
  id: string,
  says: string,
  rewrite: Rewriter,
  options: { readonly repeats?: number } = {},
): SumRule {
  return {
    id,
    says,
    check: (from, to, parameters = {}) =>
      answering(() => {
        const forward = search(from, to, { rewrite, repeats: options.repeats ?? 1, parameters });
        if (forward.ok) return complete(forward, [from, to]);
        const backward = search(to, from, { rewrite, repeats: options.repeats ?? 1, parameters });
        return backward.ok ? complete(backward, [from, to]) : forward;
      }),
  };
}

/** With the conditions on the ranges of both sides. @throws BoltzproofError "domain" for ends that are not whole. */
export function complete(result: RuleResult, sides: readonly Expression[]): RuleResult {
  return result.ok ? { ok: true, conditions: completed(result.conditions, sides) } : result;
}

/** A refusal of the rings is a reason, not a crash: the step is not accepted. */
export function answering(check: () => RuleResult): RuleResult {
  try {
    return check();
  } catch (error) {
    if (error instanceof BoltzproofError) return { ok: false, why: error.message };
    throw error;
  }
}

interface Search {
  readonly rewrite: Rewriter;
  readonly repeats: number;
  readonly parameters: RuleParameters;
}

function search(from: Expression, to: Expression, how: Search): RuleResult {
  const reasons: string[] = [];
  for (const start of [{ result: from, conditions: [] }, expanded(from)]) {
    let state: Rewriting | undefined = start;
    for (let k = 0; state !== undefined && k < how.repeats; k++) {
      const next = rewritingsOf(state, to, how, reasons);
      for (const { result, conditions } of next) {
        const more = conditionsOfSameness(result, to);
        if (more !== undefined) return { ok: true, conditions: [...conditions, ...more] };
      }
      const [first] = next;
      if (first) reasons.push(`the rule gives ${toText(first.result)}`);
      state = first;
    }
  }
  return { ok: false, why: reasons[0] ?? "the rule applies nowhere in the expression" };
}

function expanded(e: Expression): Rewriting {
  const table = new AtomTable();
  return { result: expandOverAtoms(e, table), conditions: table.counting.conditions };
}

function rewritingsOf(state: Rewriting, target: Expression, how: Search, reasons: string[]): readonly Rewriting[] {
  const out: Rewriting[] = [];
  for (const { node, within, replace } of placesOf(state.result)) {
    const { index } = how.parameters;
    if (node.kind === "indexed" && !isFiniteRange(node.range)) continue;
    if (index !== undefined && !(node.kind === "indexed" && node.index === index)) continue;
    const found = how.rewrite(node, { within, target });
    if (typeof found === "string") reasons.push(found);
    else
      for (const { result, conditions } of found) {
        const open = openConditions(conditions, within, reasons);
        if (open) out.push({ result: replace(result), conditions: [...state.conditions, ...open] });
      }
  }
  return out;
}

/** What is left of the conditions, or undefined when a number violates one of them. */
function openConditions(
  conditions: readonly SideCondition[],
  within: readonly IndexedNode[],
  reasons: string[],
): readonly SideCondition[] | undefined {
  try {
    return simplifyConditions(conditions, within);
  } catch (error) {
    if (!(error instanceof BoltzproofError)) throw error;
    reasons.push(error.message);
    return undefined;
  }
}
