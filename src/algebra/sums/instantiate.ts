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

/** The claim at all sizes from 1 to `upTo` of each name, in every combination. */
export function enumerateSizes(
  claim: EquationNode,
  names: readonly string[],
  judge: ZeroJudge,
  upTo: 1 | 2 | 3 = 3,
): Verdict {
  const tested: string[] = [];
  for (const sizes of combinations(names, upTo)) {
    const label = names.map((name) => `${name} = ${sizes[name]}`).join(", ");
    const difference = subtract(instantiate(claim.left, sizes), instantiate(claim.right, sizes));
    const { verdict } = judge(difference);
    if (verdict === "nonzero") return { kind: "refuted", counterexample: `${label}: ${toText(claim)}` };
    if (verdict !== "zero") return { kind: "undecided", why: `${verdict} at ${label}` };
    tested.push(label);
  }
  return { kind: "enumerated", sizes: tested };
}

function combinations(names: readonly string[], upTo: number): readonly Readonly<Record<string, number>>[] {
  return names.reduce<readonly Record<string, number>[]>(
    (list, name) => list.flatMap((sizes) => Array.from({ length: upTo }, (_, n) => ({ ...sizes, [name]: n + 1 }))),
    [{}],
  );
}
