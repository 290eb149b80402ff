/** The exponentials of a formula: independent ones as generators, dependent ones as products of their powers. */
import { exp } from "../construct.ts";
import { ONE, type Rational } from "../exact/rational.ts";
import { type Circuit, type Generator, leastCommonMultiple, type NodeId } from "./circuit.ts";
import { express } from "./express.ts";
import { type Monomial, monomialKey, monomialNode } from "./monomials.ts";
import type { Positivity } from "./positivity.ts";
import type { Relations } from "./relations.ts";

interface Exponent {
  readonly node: NodeId;
  readonly real: boolean;
  /** e^node as a product of powers of exponentials. */
  readonly factors: readonly (readonly [Generator, Rational])[];
}

/** Exponents of one exponential with larger denominators or numerators get an exponential of their own. */
export const largestOrder: bigint = 1n << 16n;
const largestExponent = 1n << 20n;

export class Exponentials {
  readonly #circuit: Circuit;
  readonly #positivity: Positivity;
  readonly #relations: Relations;
  readonly #known = new Map<string, Exponent>();
  #mayDepend = false;

  constructor(circuit: Circuit, positivity: Positivity, relations: Relations) {
    this.#circuit = circuit;
    this.#positivity = positivity;
    this.#relations = relations;
  }

  /** The exponential of one monomial, by the exponentials it depends on or as a new one. */
  of(powers: Monomial["powers"]): Exponent {
    const key = monomialKey(powers);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const node = monomialNode(this.#circuit, powers);
    const real = this.#positivity.isReal(node);
    if ([...powers.keys()].some((g) => g.kind === "base")) this.#mayDepend = true;
    const factors = (this.#mayDepend ? this.#dependent(node, real) : undefined) ?? [
      [this.#exponentialGenerator(`exp ${key}`, node, real), ONE] as const,
    ];
    const made: Exponent = { node, real, factors };
    this.#known.set(key, made);
    return made;
  }

  #exponentialGenerator(key: string, over: NodeId, real: boolean): Generator {
    return this.#circuit.generator(`${key} ${real}`, () => ({
      kind: "exponential",
      real,
      expression: exp(express(this.#circuit, over)),
      over,
    }));
  }

  #dependent(node: NodeId, real: boolean): Exponent["factors"] | undefined {
    const others = [...this.#known.values()].filter((e) => e.real === real && e.factors[0]?.[0].over === e.node);
    if (others.length === 0) return undefined;
    const c = this.#relations.additive(
      node,
      others.map((e) => e.node),
    );
    return c?.map((q, k) => [others[k]!.factors[0]![0], q] as const).filter(([, q]) => q.numerator !== 0n);
  }

  /** g^c; exponents of too high an order are exponentials of their own. */
  power(g: Generator, c: Rational): NodeId {
    const size = c.numerator < 0n ? -c.numerator : c.numerator;
    const order = leastCommonMultiple(g.order, c.denominator);
    if (order <= largestOrder && size <= largestExponent) return this.#circuit.generatorPower(g, c);
    const node = this.#circuit.scale(c, g.over);
    return this.#circuit.generatorPower(this.#exponentialGenerator(`exp alone ${node}`, node, g.real));
  }
}
