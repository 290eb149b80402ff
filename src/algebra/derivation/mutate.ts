/**
 * Wrong variants of a formula, of the kinds that authors and printers make: a sign, a factor 2, a dropped term, the
 * sister of a function, an exponent, exchanged indices, and an error too small for any double to see.
 */
import type { Rng } from "../../numeric/random.ts";
import { add, call, fraction, multiply, negate, power } from "../construct.ts";
import type { Expression, FunctionName } from "../expression.ts";
import { toText } from "../print/text.ts";
import { children, equals, mapChildren } from "../structure.ts";

export interface Mutant {
  readonly says: string;
  readonly formula: Expression;
}

/** A subexpression and how to put another in its place. */
interface Place {
  readonly node: Expression;
  readonly put: (x: Expression) => Expression;
}

interface Mutation {
  readonly says: (node: Expression) => string;
  /** A wrong form of the node, or undefined where the mutation does not apply. */
  readonly apply: (node: Expression, rng: Rng) => Expression | undefined;
}

const sisters: Partial<Record<FunctionName, FunctionName>> = {
  cosh: "sinh",
  sinh: "cosh",
  tanh: "coth",
  coth: "tanh",
  sin: "cos",
  cos: "sin",
  exp: "cosh",
  log: "softplus",
  logistic: "tanh",
  softplus: "log",
  entropy: "log",
  atanh: "tanh",
};

const short = (e: Expression): string => (toText(e).length > 40 ? `${toText(e).slice(0, 40)}…` : toText(e));

const changeTerm =
  (change: (term: Expression) => Expression): Mutation["apply"] =>
  (node, rng) => {
    if (node.kind !== "sum") return undefined;
    const k = rng.integer(node.terms.length);
    return add(...node.terms.with(k, change(node.terms[k]!)));
  };

const mutations: readonly Mutation[] = [
  { says: (e) => `a wrong sign in ${short(e)}`, apply: changeTerm(negate) },
  { says: (e) => `a term of ${short(e)} dropped`, apply: changeTerm(() => fraction(0)) },
  { says: (e) => `a factor 2 on ${short(e)}`, apply: (e) => (e.kind === "rational" ? undefined : multiply(2, e)) },
  {
    says: (e) => `another number in the place of ${short(e)}`,
    apply: (e) => (e.kind === "rational" ? add(e, 1) : undefined),
  },
  {
    says: (e) => `the sister function in ${short(e)}`,
    apply: (e) => {
      const sister = e.kind === "call" ? sisters[e.name] : undefined;
      return sister !== undefined && e.kind === "call" ? call(sister, e.argument) : undefined;
    },
  },
  {
    says: (e) => `another exponent in ${short(e)}`,
    apply: (e) => (e.kind === "power" ? power(e.base, add(e.exponent, 1)) : undefined),
  },
  {
    says: (e) => `exchanged indices in ${short(e)}`,
    apply: (e) => {
      if (e.kind !== "symbol" || e.indices.length < 2) return undefined;
      return { ...e, indices: e.indices.toReversed() };
    },
  },
];

export const tinyPart: Expression = fraction(1n, 10n ** 14n);

/** The error that only exact arithmetic sees: 10⁻¹⁴ of the whole. */
const tiny: Mutation = {
  says: (e) => `${short(e)} off by a part in 10^14`,
  apply: (e) => multiply(add(1, tinyPart), e),
};

/**
 * At most one mutant of each kind, at places drawn from rng.
 * @param exact adds the part in 10¹⁴, which no check in floating point can see.
 */
export function mutantsOf(e: Expression, rng: Rng, exact: boolean): readonly Mutant[] {
  const all = [...places(e)];
  const made = mutations.map((m) => mutateSomewhere(m, all, rng));
  const last = exact ? [{ says: tiny.says(e), formula: tiny.apply(e, rng)! }] : [];
  return [...made.filter((m) => m !== undefined), ...last].filter((m) => !equals(m.formula, e));
}

function mutateSomewhere(mutation: Mutation, all: readonly Place[], rng: Rng): Mutant | undefined {
  for (const k of rng.permutation(all.length)) {
    const { node, put } = all[k]!;
    const wrong = mutation.apply(node, rng);
    if (wrong !== undefined && !equals(wrong, node)) return { says: mutation.says(node), formula: put(wrong) };
  }
  return undefined;
}

/** Every place whose content carries value: not the names of binders, their ranges, nor the insides of indices. */
function* places(e: Expression, put: Place["put"] = (x) => x): Generator<Place> {
  yield { node: e, put };
  if (e.kind === "symbol" || e.kind === "delta") return;
  const parts = children(e);
  const bodyOnly = e.kind === "indexed" || e.kind === "integral" || e.kind === "derivative";
  for (const [k, child] of parts.entries()) {
    if (bodyOnly && k < parts.length - 1) continue;
    yield* places(child, (x) => {
      let at = 0;
      return put(mapChildren(e, (c) => (at++ === k ? x : c)));
    });
  }
}

/** The formula with the wrong sign. */
export function wrongSign(e: Expression): Mutant {
  return { says: "the wrong sign of the whole", formula: negate(e) };
}
