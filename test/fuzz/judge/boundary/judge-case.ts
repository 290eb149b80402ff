/** A boundary case judged: undefined when it comes out right, and else what it said. */

import { isZero, parse } from "../../../../src/algebra/index.ts";
import { BoltzproofError } from "../../../../src/errors.ts";
import { judgeScript, namesIn } from "../script.ts";
import type { Case } from "./case.ts";

/** What is wrong with the verdict on the case, or undefined. */
export function faultOf({ right, assuming, lines }: Case, seed: number): string | undefined {
  const zero = /^zero: (.*)$/.exec(lines[0]!);
  if (zero !== null) return zeroFault(right, zero[1]!, assuming, seed);
  const { outcome, says, printed } = judgeScript({ assuming, lines }, seed);
  const said = `${outcome}: ${says.join(" / ")}`;
  if (right === "true") return outcome === "accepted" ? undefined : said;
  if (right === "open") return outcome === "refuted" ? said : undefined;
  if (outcome !== "accepted") return undefined;
  const needed = /^only (.*)$/.exec(right)?.[1];
  const isSaid = needed !== undefined && printed.some((p) => new RegExp(`\\b(${needed})\\b`).test(p));
  return isSaid ? undefined : `${said}, under ${printed.join(", ") || "no condition"}`;
}

function zeroFault(right: string, formula: string, assuming: readonly string[], seed: number): string | undefined {
  const positive = assuming.map((a) => a.replace(/ > 0$/, ""));
  const said = verdictOf(formula, positive, seed);
  const isRight = right.startsWith("not ") ? !said.startsWith(right.slice(4)) : said.startsWith(right);
  return isRight ? undefined : said;
}

function verdictOf(formula: string, positive: readonly string[], seed: number): string {
  try {
    const { verdict, why, witness } = isZero(parse(formula, namesIn([formula])), { positive, seed });
    return `${verdict} ${why ?? JSON.stringify(witness ?? {})}`;
  } catch (error) {
    if (!(error instanceof BoltzproofError)) throw error;
    return `refused: ${error.message}`;
  }
}
