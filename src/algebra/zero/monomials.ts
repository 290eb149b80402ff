/**
 * A node as a sum of monomials c · Π g^a over the generators. Different monomials of free generators are linearly
 * independent over the rationals, and that is what an exponent has to be taken apart into.
 */
import { addRationals, fromInteger, multiplyRationals, ONE, type Rational, rationalToText } from "../exact/rational.ts";
import type { Circuit, Generator, NodeId } from "./circuit.ts";

export interface Monomial {
  readonly coefficient: Rational;
  readonly powers: ReadonlyMap<Generator, Rational>;
}

/** More terms than this are not written out. */
const mostTerms = 512;

type Sum = readonly Monomial[];

export function monomialKey(powers: Monomial["powers"]): string {
  return [...powers]
    .sort(([a], [b]) => a.id - b.id)
    .map(([g, a]) => `${g.id}^${rationalToText(a)}`)
    .join(" ");
}

/** Π g^a without the coefficient. */
export function monomialNode(circuit: Circuit, powers: Monomial["powers"]): NodeId {
  return circuit.product([...powers].map(([g, a]) => circuit.generatorPower(g, a)));
}

export class Monomials {
  readonly #circuit: Circuit;
  readonly #asBase: (id: NodeId) => Generator;
  readonly #known = new Map<NodeId, Sum | undefined>();

  /** asBase: the generator that stands for a node as a whole. */
  constructor(circuit: Circuit, asBase: (id: NodeId) => Generator) {
    this.#circuit = circuit;
    this.#asBase = asBase;
  }

  /** A node that is too long to write out is one monomial of the generator that stands for it. */
  of(id: NodeId): Sum {
    return this.#expand(id) ?? [this.#whole(id, 1n)];
  }

  #whole(id: NodeId, exponent: bigint): Monomial {
    return { coefficient: ONE, powers: new Map([[this.#asBase(id), fromInteger(exponent)]]) };
  }

  #expand(id: NodeId): Sum | undefined {
    if (!this.#known.has(id)) this.#known.set(id, this.#terms(id));
    return this.#known.get(id);
  }

  #terms(id: NodeId): Sum | undefined {
    const node = this.#circuit.node(id);
    switch (node.op) {
      case "number":
        return node.value.numerator === 0n ? [] : [{ coefficient: node.value, powers: new Map() }];
      case "generator":
        return [{ coefficient: ONE, powers: new Map([[node.generator, node.exponent]]) }];
      case "sum": {
        const parts = node.args.map((a) => this.#expand(a));
        return parts.every((s) => s !== undefined) ? collect(parts.flat()) : undefined;
      }
      case "product":
        return node.args.map((a) => this.#expand(a)).reduce((a, b) => this.#times(a, b));
      case "power": {
        const base = node.exponent > 0n && node.exponent <= 8n ? this.#expand(node.base) : undefined;
        if (base === undefined) return [this.#whole(node.base, node.exponent)];
        let result: Sum | undefined = base;
        for (let k = 1n; k < node.exponent; k++) result = this.#times(result, base);
        return result;
      }
    }
  }

  #times(a: Sum | undefined, b: Sum | undefined): Sum | undefined {
    if (a === undefined || b === undefined || a.length * b.length > mostTerms) return undefined;
    const products = a.flatMap((x) => b.map((y) => this.#pair(x, y)));
    return products.every((s) => s !== undefined) ? collect(products.flat()) : undefined;
  }

  #pair(x: Monomial, y: Monomial): Sum | undefined {
    const powers = new Map(x.powers);
    for (const [g, a] of y.powers) powers.set(g, addRationals(powers.get(g) ?? fromInteger(0), a));
    const coefficient = multiplyRationals(x.coefficient, y.coefficient);
    return this.#reduce({ coefficient, powers });
  }

  /** Takes out g⁰, i², and f from a root of f whose exponent has reached 1. */
  #reduce(m: Monomial): Sum | undefined {
    const powers = new Map([...m.powers].filter(([, a]) => a.numerator !== 0n));
    for (const [g, a] of powers) {
      if (g.kind === "imaginary" && a.numerator !== 1n) {
        powers.delete(g);
        return this.#times([{ ...m, powers }], this.#expand(this.#circuit.generatorPower(g, a)));
      }
      const whole = a.numerator / a.denominator;
      if (g.kind !== "base" || whole < 1n) continue;
      const rest = { numerator: a.numerator - whole * a.denominator, denominator: a.denominator };
      powers.delete(g);
      if (rest.numerator !== 0n) powers.set(g, rest);
      return this.#times([{ ...m, powers }], this.#expand(this.#circuit.power(g.over, whole)));
    }
    return [{ coefficient: m.coefficient, powers }];
  }
}

function collect(terms: Sum): Sum {
  const found = new Map<string, Monomial>();
  for (const m of terms) {
    const key = monomialKey(m.powers);
    const coefficient = addRationals(found.get(key)?.coefficient ?? fromInteger(0), m.coefficient);
    found.set(key, { coefficient, powers: m.powers });
  }
  return [...found.values()].filter((m) => m.coefficient.numerator !== 0n);
}
