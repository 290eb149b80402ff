/** Where a statement says something: the conditions under which each of its sides has a value if the other has one. */
import { BoltzproofError } from "../../errors.ts";
import { Rng } from "../../numeric/random.ts";
import type { PowerPart } from "../domains.ts";
import type { Expression } from "../expression.ts";
import { Circuit } from "./circuit.ts";
import { domainOfSides } from "./domain.ts";
import { FieldLeg } from "./field-leg.ts";
import { claimsOf, isComplex } from "./lower.ts";
import { Relations } from "./relations.ts";

/**
 * What has to hold for both sides to have values, as far as it is not evident and is not a root that both have; nothing
 * where a side cannot be taken apart.
 */
export function domainOfStatement(
  left: Expression,
  right: Expression,
  positive: readonly Expression[],
  seed: number,
): readonly PowerPart[] {
  try {
    const [a, b] = [claimsOf(left), claimsOf(right)];
    if (a.length !== b.length) return [];
    const circuit = new Circuit();
    const relations = new Relations(circuit, Rng.fromSeed(seed).child("domain of a statement"));
    const all = [...a, ...b];
    const field = new FieldLeg(all, all.some(isComplex), circuit, relations);
    const read = field.read({ declared: positive, permissive: false, signs: "whole" });
    return read.missing === undefined ? a.flatMap((x, k) => domainOfSides([x, b[k]!], read)) : [];
  } catch (error) {
    if (error instanceof BoltzproofError && (error.code === "capability" || error.code === "shape")) return [];
    throw error;
  }
}
