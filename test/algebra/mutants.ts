/** Runs the zero test over generated identities and mutants and counts what it says. */
import { carryOutDerivatives, equation, isZero, nodes, toText } from "../../src/algebra/index.ts";
import { formalVerdict } from "../../src/algebra/zero/is-zero.ts";
import { Rng } from "../../src/numeric/random.ts";
import { seemsEqual } from "./bignumber-oracle.ts";
import { generateIdentity, generateMutants, type Identity, type Mutant } from "./generator.ts";

export interface Tally {
  identities: number;
  mutants: number;
  /** Identities that were not proved because they were left open, and mutants that were. */
  undecided: number;
  /** Mutants that are identities after all, as cosh(−x) for cosh(x); told by an independent evaluation. */
  equivalent: number;
  /** Texts of what must never happen. */
  readonly refutedIdentities: string[];
  readonly acceptedMutants: string[];
  /** Mutants that the field leg alone calls zero. */
  readonly acceptedByField: string[];
  /** How often each reason for leaving something open came up: the words before the colon. */
  readonly reasons: Map<string, number>;
}

/** Judges `count` identities of this seed and all their mutants; `fieldEvery`: each so-many-th mutant also by the field leg alone. */
export function runMutants(seed: number, count: number, fieldEvery: number): Tally {
  const tally: Tally = {
    identities: 0,
    mutants: 0,
    undecided: 0,
    equivalent: 0,
    refutedIdentities: [],
    acceptedMutants: [],
    acceptedByField: [],
    reasons: new Map(),
  };
  const root = Rng.fromSeed(seed).child("identities and mutants");
  for (let k = 0; k < count; k++) {
    const rng = root.child(k);
    const identity = generateIdentity(rng);
    judgeIdentity(identity, seed, tally);
    for (const mutant of generateMutants(identity, rng)) {
      judgeMutant(mutant, identity, seed, tally, rng);
      if (tally.mutants % fieldEvery === 0) judgeByField(mutant, identity, seed, tally, rng);
    }
  }
  return tally;
}

function judgeIdentity({ left, right, positive, name }: Identity, seed: number, tally: Tally): void {
  const claim = equation(left, right);
  const { verdict, why } = isZero(claim, { positive, seed });
  tally.identities++;
  if (verdict === "nonzero") tally.refutedIdentities.push(`${name}: ${toText(claim)}`);
  else if (verdict !== "zero") leftOpen(why ?? verdict, tally);
}

function judgeMutant(mutant: Mutant, { positive }: Identity, seed: number, tally: Tally, rng: Rng): void {
  const claim = equation(mutant.left, mutant.right);
  const { verdict, why } = isZero(claim, { positive, seed });
  tally.mutants++;
  if (verdict === "undecided" || verdict === "unsupported") leftOpen(why ?? verdict, tally);
  if (verdict !== "zero") return;
  if (isEquivalent(mutant, positive, rng)) tally.equivalent++;
  else tally.acceptedMutants.push(`${mutant.kind}: ${toText(claim)}`);
}

function judgeByField(mutant: Mutant, { positive }: Identity, seed: number, tally: Tally, rng: Rng): void {
  const claim = equation(mutant.left, mutant.right);
  if (formalVerdict(claim, { positive, seed }) !== "zero" || isEquivalent(mutant, positive, rng)) return;
  tally.acceptedByField.push(`${mutant.kind}: ${toText(claim)}`);
}

/** A tiny error can hide from the doubles that judge complex formulas: there it never counts as equivalent. */
function isEquivalent({ kind, left, right }: Mutant, positive: readonly string[], rng: Rng): boolean {
  const isComplex = [...nodes(left), ...nodes(right)].some((x) => x.kind === "constant" && x.name === "i");
  if (isComplex && kind.startsWith("error")) return false;
  return seemsEqual(carryOutDerivatives(left), carryOutDerivatives(right), positive, rng);
}

function leftOpen(why: string, tally: Tally): void {
  const reason = why.split(":")[0]!;
  tally.undecided++;
  tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
}
