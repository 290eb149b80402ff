/** Settings that callers choose: one sentence for those that cannot be. */
import { BoltzproofError } from "../errors.ts";

/** @throws BoltzproofError "domain" unless the value of a setting holds what is expected of it. */
export function requireSetting(name: string, value: unknown, holds: boolean, expected: string): void {
  if (holds) return;
  throw new BoltzproofError("domain", {
    found: `${value} for ${name}`,
    expected,
    advice: `change ${name}, or leave it out where it has a default`,
  });
}

/** @throws BoltzproofError "domain" unless the value is a whole number of at least `least`. */
export function requireWhole(name: string, value: number, least: number): void {
  const holds = Number.isSafeInteger(value) && value >= least;
  requireSetting(name, value, holds, `a whole number of at least ${least}`);
}
