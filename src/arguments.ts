/** Sizes and counts that callers choose: refused before work begins where no machine could hold or finish them. */
import { BoltzproofError } from "./errors.ts";

/** @throws BoltzproofError "domain" unless the value is a whole number from `least` to `most`. */
export function requireWholeWithin(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new BoltzproofError("domain", {
    found: `${value} for ${name}`,
    expected: `a whole number from ${least.toLocaleString("en")} to ${most.toLocaleString("en")}`,
    advice: `change ${name}`,
  });
}

/** @throws BoltzproofError "domain" unless the value is finite and above 0; `meaning` says what it is. */
export function requirePositive(name: string, value: number, meaning: string): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new BoltzproofError("domain", {
    found: `${value} for ${name}`,
    expected: `a positive number, ${meaning}`,
    advice: `change ${name}, or leave it out where it can be`,
  });
}

/** 2²⁸ numbers: two gigabytes of doubles. */
export const MOST_ENTRIES: number = 2 ** 28;

/** @throws BoltzproofError "domain" unless there is room for so many numbers; `what` is "a 3×4 matrix". */
export function requireRoom(what: string, entries: number): void {
  if (Number.isInteger(entries) && entries >= 0 && entries <= MOST_ENTRIES) return;
  throw new BoltzproofError("domain", {
    found: `${what} with ${entries} numbers`,
    expected: `whole sizes, and at most ${MOST_ENTRIES.toLocaleString("en")} numbers in all`,
    advice: "choose smaller sizes",
  });
}
