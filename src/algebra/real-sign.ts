/** Only real numbers have a sign: the one refusal of whatever declares or compares a complex expression. */
import { BoltzproofError } from "../errors.ts";
import type { Expression } from "./expression.ts";
import { toText } from "./print/text.ts";
import { children } from "./structure.ts";

/** Whether e may be no real number, as its form shows: i stands in it, or (−1)^n, and not inside |…|. */
export function isComplexValued(e: Expression): boolean {
  if (e.kind === "constant") return e.name === "i";
  if (e.kind === "call" && e.name === "abs") return false;
  const isTurn = e.kind === "power" && e.base.kind === "rational" && e.base.numerator < 0n;
  if (isTurn && e.exponent.kind !== "rational") return true;
  return children(e).some(isComplexValued);
}

/**
 * The sign of e may be spoken of.
 * @param relation as "> 0", for the complaint
 * @throws BoltzproofError "domain" for an expression that may be complex.
 */
export function requireReal(e: Expression, relation: string): void {
  if (!isComplexValued(e)) return;
  throw new BoltzproofError("domain", {
    found: `${toText(e)} ${relation}`,
    expected: "a real expression where a sign is declared or compared",
    advice: "speak of a real expression, such as its real part or its modulus",
  });
}
