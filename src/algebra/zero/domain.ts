/**
 * Where a formula that was found to be zero has a value: what its answer has to say besides the signs that were used.
 */
import type { DomainPart, PowerPart } from "../domains.ts";
import type { Expression } from "../expression.ts";
import { toText } from "../print/text.ts";
import type { Bases } from "./bases.ts";
import type { Circuit, NodeId } from "./circuit.ts";
import { domainIn, type Lowering } from "./lower.ts";
import type { Positivity } from "./positivity.ts";
import type { Powers } from "./powers.ts";

/** What the field leg knows of the formula. */
export interface Reading {
  readonly circuit: Circuit;
  readonly lowering: Lowering;
  readonly positivity: Positivity;
  readonly powers: Powers;
  readonly bases: Bases;
}

/** What has to be positive, not negative, or different from 0, as far as it is not evident or declared. */
export type Domain = Readonly<Record<DomainPart["kind"], readonly Expression[]>>;

interface TermDomain {
  readonly parts: readonly (PowerPart & { readonly key: string })[];
  /** The quantities that the domain is about. */
  readonly keys: ReadonlySet<string>;
}

/**
 * The domain of claims that vanish, and the kinks they must stay away from. A part of the domain that both sides of an
 * equation have is not lost from one to the other: of log x only x ≠ 0 is told then, of a root nothing. A part that one
 * side alone has is told in full, as x > 0 of e^{log x} = x.
 * @param claims the sides of each claim, or the terms of its sum
 */
export function domainOfClaims(
  claims: readonly (readonly Expression[])[],
  kinks: readonly Expression[],
  reading: Reading,
): Domain {
  const parts = new Map<string, DomainPart>();
  const put = ({ kind, of }: DomainPart): void => void parts.set(`${kind} ${toText(of)}`, { kind, of });
  for (const of of kinks) {
    if (!reading.positivity.isPositive(reading.lowering.lower(of))) put({ kind: "nonzero", of });
  }
  for (const claim of claims) {
    const sides = claim.map((side) => domainOfTerm(side, reading));
    for (const part of sides.flatMap((side) => side.parts)) {
      const isLost = sides.length > 1 && sides.filter((side) => side.keys.has(part.key)).length === 1;
      if (isLost || part.kind === "nonzero") put(part);
      else if (part.kind === "positive") put({ kind: "nonzero", of: part.of });
    }
  }
  const of = (kind: DomainPart["kind"]): readonly Expression[] =>
    [...parts.values()].filter((part) => part.kind === kind).map((part) => part.of);
  return { positive: of("positive"), nonnegative: of("nonnegative"), nonzero: of("nonzero") };
}

/**
 * Where an equation or an inequality says something: as `domainOfClaims` for its two sides, with x > 0 of log x also
 * where both have it, since x^c beside it may be taken to have a value for negative x and whole c.
 */
export function domainOfSides(sides: readonly Expression[], reading: Reading): readonly PowerPart[] {
  const domains = sides.map((side) => domainOfTerm(side, reading));
  const isTold = ({ kind, key }: TermDomain["parts"][number]): boolean => {
    const having = domains.filter((d) => d.keys.has(key));
    if (having.length === 1 || kind === "nonzero") return true;
    // What one side needs by no part of its own, as asinh x the argument of its logarithm, is so wherever that side is.
    return kind === "positive" && having.every((d) => d.parts.some((part) => part.key === key));
  };
  return domains.flatMap((d) => d.parts.filter(isTold));
}

function domainOfTerm(term: Expression, reading: Reading): TermDomain {
  const { circuit, lowering, positivity, powers, bases } = reading;
  const parts = domainIn(term, positivity.isComplex).flatMap(({ kind, of, unlessPositive }) => {
    const id = lowering.lower(of);
    if (positivity.isPositive(id) || bases.isPositiveProduct(id)) return [];
    if (kind === "nonnegative" && (positivity.isNonnegative(id) || powers.vanishes(id))) return [];
    return unlessPositive && powers.vanishes(id) ? [] : [{ kind, of, unlessPositive, key: keyOf(circuit, id) }];
  });
  // Functions that are read as logarithms and roots share the domains of those.
  const over = [...circuit.generatorsIn(lowering.lower(term))].flatMap((g) =>
    g.kind === "logarithm" || g.kind === "base" ? [keyOf(circuit, g.over)] : [],
  );
  return { parts, keys: new Set([...parts.map((part) => part.key), ...over]) };
}

/** The same for quantities that differ by a positive number. */
function keyOf(circuit: Circuit, id: NodeId): string {
  const [coefficient, rest] = circuit.splitCoefficient(id);
  const node = circuit.node(rest);
  if (node.op !== "sum") return `${coefficient.numerator > 0n} ${rest}`;
  const [{ numerator, denominator }] = circuit.splitCoefficient(node.args[0]!);
  const inverse = { numerator: denominator, denominator: numerator < 0n ? -numerator : numerator };
  return `${coefficient.numerator > 0n} ${circuit.sum([circuit.scale(inverse, rest)])}`;
}
