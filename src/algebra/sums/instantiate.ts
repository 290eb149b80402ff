/**
 * Claims at sizes: the sizes of a machine are given as numbers and every sum is written out. That a claim holds for
 * N, M ≤ 3 is "enumerated"; for every N it is proved by the rules or by induction only.
 */
import { BoltzproofError } from "../../errors.ts";
import type { Verdict } from "../../verdict.ts";
import { subtract, symbol } from "../construct.ts";
import type { EquationNode, Expression } from "../expression.ts";
import { toText } from "../print/text.ts";
import { substituteAll, unroll } from "../substitute.ts";

/** Decides whether an expression without symbolic sums is zero; `isZero` is one. */
export type ZeroJudge = (difference: Expression) => {
  readonly verdict: "zero" | "nonzero" | "undecided" | "unsupported";
};

/** e with numbers for its sizes and every sum and product written out. @throws BoltzproofError "domain" for sizes that are not whole. */
export function instantiate(e: Expression, sizes: Readonly<Record<string, number>>): Expression {
  for (const [name, n] of Object.entries(sizes)) {
    if (Number.isSafeInteger(n) && n >= 0) continue;
    throw new BoltzproofError("domain", {
      found: `${name} = ${n}`,
      expected: "a whole number ≥ 0",
      advice: "give a size",
    });
  }
  return unroll(
    substituteAll(
      e,
      Object.entries(sizes).map(([name, n]) => [symbol(name), n] as const),
    ),
  );
}

/** Combinations of sizes at most; with more names than that the largest size is smaller. */
const mostCombinations = 32;

/** Which sizes a claim is written out at. */
/** Which sizes a claim is enumerated at. */
export interface EnumerationOptions {
  /** Largest size; 3 when left out, less for many names. */
  readonly upTo?: number;
  /** Whether the claim is about these sizes; about all when left out. */
  readonly isAllowed?: (sizes: Readonly<Record<string, number>>) => boolean;
}

/** The claim at all allowed sizes from 0 to `upTo` of each name, in every combination, where it has a value. */
export function enumerateSizes(
  claim: EquationNode,
  names: readonly string[],
  judge: ZeroJudge,
  { upTo = 3, isAllowed = () => true }: EnumerationOptions = {},
): Verdict {
  const tested: string[] = [];
  for (const sizes of combinations(names, upTo).filter(isAllowed)) {
    const label = names.map((name) => `${name} = ${sizes[name]}`).join(", ");
    const verdict = verdictAt(claim, sizes, judge);
    if (verdict === "nonzero") return { kind: "refuted", counterexample: `${label}: ${toText(claim)}` };
    if (verdict === "zero") tested.push(label);
    // With nothing to sum over there need not be a value: a mean of no numbers has none.
    else if (!Object.values(sizes).includes(0)) return { kind: "undecided", why: `${verdict} at ${label}` };
  }
  if (tested.length === 0) return { kind: "undecided", why: "it has no value at small sizes" };
  return { kind: "enumerated", sizes: tested };
}

function verdictAt(
  claim: EquationNode,
  sizes: Readonly<Record<string, number>>,
  judge: ZeroJudge,
): ReturnType<ZeroJudge>["verdict"] {
  try {
    return judge(subtract(instantiate(claim.left, sizes), instantiate(claim.right, sizes))).verdict;
  } catch (error) {
    if (error instanceof BoltzproofError && error.code === "domain") return "undecided";
    throw error;
  }
}

function combinations(names: readonly string[], upTo: number): readonly Readonly<Record<string, number>>[] {
  let largest = upTo;
  while (largest > 1 && (largest + 1) ** names.length > mostCombinations) largest--;
  return names.reduce<readonly Record<string, number>[]>(
    (list, name) => list.flatMap((sizes) => Array.from({ length: largest + 1 }, (_, n) => ({ ...sizes, [name]: n }))),
    [{}],
  );
}
