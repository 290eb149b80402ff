/**
 * The laws of a ring as data, each with a predicate, so that the same predicate runs on the true ring and on rings
 * spoiled on purpose. Each spoiler names exactly the laws that it breaks: a law that no spoiler breaks would be a
 * test that cannot fail. Equality is that of the true ring, so a spoiled addition cannot hide its own error.
 */
import fc from "fast-check";
import { type Domain, equals, integerIn, type Ring, rational, rationals, sum } from "../../src/algebra/exact/index.ts";
import { seededRuns } from "../algebra/support.ts";

export type Same<T> = (x: T, y: T) => boolean;

export interface Law<T, R> {
  readonly name: string;
  readonly holds: (ring: R, same: Same<T>, x: T, y: T, z: T) => boolean;
}

/** A spoiled copy of some operations, and the laws that fail with them, in alphabetical order. */
export interface Spoiler<R> {
  readonly name: string;
  readonly breaks: readonly string[];
  readonly spoil: (ring: R) => Partial<R>;
}

const third = rational(1, 3);
const minusFive = rational(-5, 2);

/** Laws of every ring that contains the rationals, whether or not multiplication commutes. */
export function ringLaws<T>(): readonly Law<T, Ring<T>>[] {
  return [
    { name: "addition associates", holds: (r, same, x, y, z) => same(r.add(r.add(x, y), z), r.add(x, r.add(y, z))) },
    { name: "addition commutes", holds: (r, same, x, y) => same(r.add(x, y), r.add(y, x)) },
    {
      name: "multiplication associates",
      holds: (r, same, x, y, z) => same(r.multiply(r.multiply(x, y), z), r.multiply(x, r.multiply(y, z))),
    },
    {
      name: "multiplication distributes from the left",
      holds: (r, same, x, y, z) => same(r.multiply(x, r.add(y, z)), r.add(r.multiply(x, y), r.multiply(x, z))),
    },
    {
      name: "multiplication distributes from the right",
      holds: (r, same, x, y, z) => same(r.multiply(r.add(y, z), x), r.add(r.multiply(y, x), r.multiply(z, x))),
    },
    { name: "negation inverts addition", holds: (r, same, x) => same(r.add(x, r.negate(x)), r.zero) },
    { name: "one is neutral", holds: (r, same, x) => same(r.multiply(r.one, x), x) && same(r.multiply(x, r.one), x) },
    {
      name: "rational numbers commute with everything",
      holds: (r, same, x) => same(r.multiply(r.fromRational(third), x), r.multiply(x, r.fromRational(third))),
    },
    {
      name: "the rationals are embedded",
      holds: (r, same) => {
        const [p, q] = [r.fromRational(third), r.fromRational(minusFive)];
        return (
          same(r.fromRational(rationals.add(third, minusFive)), r.add(p, q)) &&
          same(r.fromRational(rationals.multiply(third, minusFive)), r.multiply(p, q))
        );
      },
    },
    { name: "zero is neutral", holds: (r, same, x) => same(r.add(x, r.zero), x) && same(r.add(r.zero, x), x) },
  ];
}

export const commutes = <T>(): Law<T, Ring<T>> => ({
  name: "multiplication commutes",
  holds: (r, same, x, y) => same(r.multiply(x, y), r.multiply(y, x)),
});

/** Laws of a commutative ring with division and conjugation. */
export function domainLaws<T>(): readonly Law<T, Domain<T>>[] {
  return [
    ...ringLaws<T>(),
    commutes<T>(),
    { name: "conjugation is an involution", holds: (r, same, x) => same(r.conjugate(r.conjugate(x)), x) },
    {
      name: "conjugation respects products",
      holds: (r, same, x, y) => same(r.conjugate(r.multiply(x, y)), r.multiply(r.conjugate(x), r.conjugate(y))),
    },
    {
      name: "division undoes multiplication",
      holds: (r, same, x, y) => r.isZero(y) || same(r.divide(r.multiply(x, y), y), x),
    },
  ];
}

const brokenByExtraTerm = [
  "multiplication associates",
  "multiplication commutes",
  "one is neutral",
  "rational numbers commute with everything",
  "the rationals are embedded",
  "division undoes multiplication",
];

/** For any ring. Laws that are not in play are left out of `breaks` by `expectedBreaks`. */
export function ringSpoilers<T>(): readonly Spoiler<Ring<T>>[] {
  return [
    {
      name: "x + y computed as x + 2y",
      breaks: [
        "addition associates",
        "addition commutes",
        "negation inverts addition",
        "the rationals are embedded",
        "zero is neutral",
      ],
      spoil: (r) => ({ add: (x, y) => sum(r, [x, y, y]) }),
    },
    {
      name: "x + y computed as 2(x + y)",
      breaks: ["addition associates", "the rationals are embedded", "zero is neutral"],
      spoil: (r) => ({ add: (x, y) => sum(r, [x, x, y, y]) }),
    },
    { name: "−x computed as x", breaks: ["negation inverts addition"], spoil: () => ({ negate: (x) => x }) },
    {
      name: "zero taken for one",
      breaks: ["negation inverts addition", "zero is neutral"],
      spoil: (r) => ({ zero: r.one }),
    },
    { name: "one taken for two", breaks: ["one is neutral"], spoil: (r) => ({ one: integerIn(r, 2) }) },
    {
      name: "x y computed as x y + x",
      breaks: [...brokenByExtraTerm, "multiplication distributes from the left"],
      spoil: (r) => ({ multiply: (x, y) => r.add(r.multiply(x, y), x) }),
    },
    {
      name: "x y computed as x y + y",
      breaks: [...brokenByExtraTerm, "multiplication distributes from the right"],
      spoil: (r) => ({ multiply: (x, y) => r.add(r.multiply(x, y), y) }),
    },
    {
      name: "a rational embedded with the wrong sign",
      breaks: ["the rationals are embedded"],
      spoil: (r) => ({ fromRational: (q) => r.negate(r.fromRational(q)) }),
    },
  ];
}

/** For commutative rings with division. */
export function domainSpoilers<T>(): readonly Spoiler<Domain<T>>[] {
  return [
    {
      name: "x / y computed as x / y + 1",
      breaks: ["division undoes multiplication"],
      spoil: (r) => ({ divide: (x, y) => r.add(r.divide(x, y), r.one) }),
    },
    {
      name: "conjugation with an extra sign",
      breaks: ["conjugation respects products"],
      spoil: (r) => ({ conjugate: (x) => r.negate(r.conjugate(x)) }),
    },
    {
      name: "conjugation with an extra term",
      breaks: ["conjugation is an involution", "conjugation respects products"],
      spoil: (r) => ({ conjugate: (x) => r.add(r.conjugate(x), r.one) }),
    },
  ];
}

/** The laws that a seeded random search refutes, in alphabetical order. */
export function brokenLaws<T, R extends Ring<T>>(
  laws: readonly Law<T, R>[],
  ring: R,
  elements: fc.Arbitrary<T>,
  options: { readonly same: Same<T>; readonly runs: number },
): readonly string[] {
  return laws
    .filter(({ holds }) => {
      const property = fc.property(elements, elements, elements, (x, y, z) => holds(ring, options.same, x, y, z));
      // Only whether it fails matters, so no time goes into a smaller example.
      return fc.check(property, { ...seededRuns(options.runs), endOnFailure: true }).failed;
    })
    .map(({ name }) => name)
    .sort();
}

/** What a spoiler is to break among the laws in play. */
export function expectedBreaks<T, R>(
  laws: readonly Law<T, R>[],
  spoiler: { readonly breaks: readonly string[] },
): readonly string[] {
  return spoiler.breaks.filter((name) => laws.some((law) => law.name === name)).sort();
}

/** Equality of the true ring. */
export function sameIn<T>(ring: Ring<T>): Same<T> {
  return (x, y) => equals(ring, x, y);
}
