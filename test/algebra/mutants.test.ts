/**
 * No wrong acceptance: generated identities are proved and their mutants are not. BOLTZPROOF_SEED gives another seed,
 * for a nightly run.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { runMutants, type Tally } from "./mutants.ts";

const seed = Number(process.env["BOLTZPROOF_SEED"] ?? 2025);
/** The kinds of undecided that the header of is-zero.ts names. */
const namedReasons = ["sign of a root", "unknown relation", "no value", "division by zero", "too many roots", "degree"];

describe(`500 identities and their mutants, seed ${seed}`, () => {
  let tally: Tally;
  beforeAll(() => {
    tally = runMutants(seed, 500, 8);
  }, 120_000);

  it("are at least 500 and 2,000", () => {
    expect(tally.identities).toBeGreaterThanOrEqual(500);
    expect(tally.mutants - tally.equivalent).toBeGreaterThanOrEqual(2000);
  });

  it("refutes no identity", () => {
    expect(tally.refutedIdentities).toEqual([]);
  });

  it("accepts no mutant", () => {
    expect(tally.acceptedMutants).toEqual([]);
  });

  it("accepts no mutant by the field alone either", () => {
    expect(tally.acceptedByField).toEqual([]);
  });

  it("leaves at most 5 % undecided, for reasons that are documented", () => {
    expect(tally.undecided).toBeLessThanOrEqual(0.05 * (tally.identities + tally.mutants));
    for (const reason of tally.reasons.keys()) expect(namedReasons).toContain(reason);
  });

  it("has few mutants that are identities after all", () => {
    expect(tally.equivalent).toBeLessThan(0.05 * tally.mutants);
  });
});
