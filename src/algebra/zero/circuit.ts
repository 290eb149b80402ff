/**
 * The form in which the zero test evaluates: a circuit over generators, each node stored once. A generator is free
 * (a symbol, an exponential, a logarithm, a constant such as π: evaluated at a random element) or defined by a node
 * (the base of a root). Only powers with rational exponents of generators, sums, products and whole powers are left.
 *
 * Folding here uses only what holds for every complex value: xᵃ xᵇ = xᵃ⁺ᵇ, (xᵃ)ⁿ = xᵃⁿ and (x y)ⁿ = xⁿ yⁿ for whole n.
 */
import {
  addRationals,
  fromInteger,
  gcdIntegers,
  multiplyRationals,
  ONE,
  type Rational,
  rational,
  rationalsEqual,
  rationalToText,
  ZERO,
} from "../exact/rational.ts";
import type { Expression } from "../expression.ts";

export type NodeId = number;

export type CircuitNode =
  | { readonly op: "number"; readonly value: Rational }
  | { readonly op: "generator"; readonly generator: Generator; readonly exponent: Rational }
  | { readonly op: "sum"; readonly args: readonly NodeId[] }
  | { readonly op: "product"; readonly args: readonly NodeId[] }
  | { readonly op: "power"; readonly base: NodeId; readonly exponent: bigint };

export type GeneratorKind = "symbol" | "exponential" | "logarithm" | "constant" | "opaque" | "imaginary" | "base";

export interface Generator {
  readonly id: number;
  readonly kind: GeneratorKind;
  /** Real wherever it is defined (for real values of the symbols). */
  readonly real: boolean;
  /** For conditions and messages. */
  readonly expression: Expression;
  /** What the generator stands over: the base of a root, the argument of a logarithm, the exponent of an exp. */
  readonly over: NodeId;
  /** A base whose root is a variable of its own. */
  readonly isFree?: boolean;
  /** Least common denominator of the exponents in use: the value drawn is that of generator^(1/order). */
  order: bigint;
}

const none: NodeId = -1;

export class Circuit {
  readonly nodes: CircuitNode[] = [];
  readonly generators: Generator[] = [];
  readonly #known = new Map<string, NodeId>();
  readonly #named = new Map<string, Generator>();
  readonly #generatorsIn = new Map<NodeId, ReadonlySet<Generator>>();
  readonly zero: NodeId;
  readonly one: NodeId;

  constructor() {
    this.zero = this.number(ZERO);
    this.one = this.number(ONE);
  }

  #intern(key: string, node: CircuitNode): NodeId {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.nodes.length);
    this.nodes.push(node);
    return this.nodes.length - 1;
  }

  node(id: NodeId): CircuitNode {
    return this.nodes[id]!;
  }

  /** The generator of this key, made at first use. */
  generator(key: string, make: () => Omit<Generator, "id" | "order" | "over"> & { over?: NodeId }): Generator {
    const known = this.#named.get(key);
    if (known !== undefined) return known;
    const made: Generator = { over: none, ...make(), id: this.generators.length, order: 1n };
    this.generators.push(made);
    this.#named.set(key, made);
    return made;
  }

  /** Generators that a node is made of, through the bases of roots. */
  generatorsIn(id: NodeId): ReadonlySet<Generator> {
    const known = this.#generatorsIn.get(id);
    if (known !== undefined) return known;
    const node = this.node(id);
    const found = new Set<Generator>();
    const inside = (x: NodeId): void => this.generatorsIn(x).forEach((g) => void found.add(g));
    if (node.op === "sum" || node.op === "product") node.args.forEach(inside);
    else if (node.op === "power") inside(node.base);
    else if (node.op === "generator") {
      found.add(node.generator);
      if (node.generator.kind === "base") inside(node.generator.over);
    }
    this.#generatorsIn.set(id, found);
    return found;
  }

  number(value: Rational): NodeId {
    return this.#intern(`#${rationalToText(value)}`, { op: "number", value });
  }

  integer(n: number | bigint): NodeId {
    return this.number(fromInteger(n));
  }

  /** generator^exponent. */
  generatorPower(g: Generator, exponent: Rational = ONE): NodeId {
    const whole = exponent.denominator === 1n;
    if (exponent.numerator === 0n) return this.one;
    if (g.kind === "base" && whole) return this.power(g.over, exponent.numerator);
    if (g.kind === "imaginary" && whole) return this.#imaginaryPower(g, exponent.numerator);
    g.order = leastCommonMultiple(g.order, exponent.denominator);
    return this.#intern(`g${g.id}^${rationalToText(exponent)}`, { op: "generator", generator: g, exponent });
  }

  /** The generator that a node is, to the first power. */
  generatorAt(id: NodeId): Generator | undefined {
    const node = this.node(id);
    return node.op === "generator" && rationalsEqual(node.exponent, ONE) ? node.generator : undefined;
  }

  /** The node with a value in the place of generator^(1/order). */
  replace(id: NodeId, g: Generator, value: NodeId): NodeId {
    const node = this.node(id);
    const inside = (x: NodeId): NodeId => (this.generatorsIn(x).has(g) ? this.replace(x, g, value) : x);
    if (node.op === "sum") return this.sum(node.args.map(inside));
    if (node.op === "product") return this.product(node.args.map(inside));
    if (node.op === "power") return this.power(inside(node.base), node.exponent);
    if (node.op !== "generator" || node.generator !== g) return id;
    return this.power(value, (node.exponent.numerator * g.order) / node.exponent.denominator);
  }

  #imaginaryPower(g: Generator, n: bigint): NodeId {
    const k = ((n % 4n) + 4n) % 4n;
    if (k % 2n === 0n) return this.integer(1n - k);
    const i = this.#intern(`g${g.id}^1`, { op: "generator", generator: g, exponent: ONE });
    return k === 1n ? i : this.product([this.integer(-1), i]);
  }

  /** Sum with like terms collected; a number in front of a sum is multiplied in. */
  sum(args: readonly NodeId[]): NodeId {
    let number = ZERO;
    const coefficients = new Map<NodeId, Rational>();
    const take = (id: NodeId, factor: Rational): void => {
      const [coefficient, rest] = this.splitCoefficient(id);
      const c = multiplyRationals(factor, coefficient);
      const node = this.node(rest);
      if (node.op === "sum") for (const a of node.args) take(a, c);
      else if (rest === this.one) number = addRationals(number, c);
      else coefficients.set(rest, addRationals(coefficients.get(rest) ?? ZERO, c));
    };
    for (const a of args) take(a, ONE);
    const terms = [...coefficients].filter(([, c]) => c.numerator !== 0n).map(([id, c]) => this.scale(c, id));
    if (number.numerator !== 0n) terms.push(this.number(number));
    if (terms.length < 2) return terms[0] ?? this.zero;
    terms.sort((a, b) => a - b);
    return this.#intern(`+${terms.join()}`, { op: "sum", args: terms });
  }

  /** The number in front of a node and the rest. */
  splitCoefficient(id: NodeId): readonly [Rational, NodeId] {
    const node = this.node(id);
    if (node.op === "number") return [node.value, this.one];
    if (node.op !== "product") return [ONE, id];
    const at = node.args.findIndex((a) => this.node(a).op === "number");
    if (at < 0) return [ONE, id];
    const first = this.node(node.args[at]!) as { value: Rational };
    return [first.value, this.product(node.args.filter((_, k) => k !== at))];
  }

  scale(c: Rational, id: NodeId): NodeId {
    return this.product([this.number(c), id]);
  }

  product(args: readonly NodeId[]): NodeId {
    let number = ONE;
    const generators = new Map<Generator, Rational>();
    const powers = new Map<NodeId, bigint>();
    const take = (id: NodeId): void => {
      const node = this.node(id);
      if (node.op === "product") node.args.forEach(take);
      else if (node.op === "number") number = multiplyRationals(number, node.value);
      else if (node.op === "power") powers.set(node.base, (powers.get(node.base) ?? 0n) + node.exponent);
      else if (node.op === "sum") powers.set(id, (powers.get(id) ?? 0n) + 1n);
      else generators.set(node.generator, addRationals(generators.get(node.generator) ?? ZERO, node.exponent));
    };
    // A generator that meets itself may turn into something else (i·i, √f·√f), which is then multiplied in again.
    for (let pending = args; pending.length > 0; ) {
      pending.forEach(take);
      const turned = [...generators].filter(([g, c]) => this.node(this.generatorPower(g, c)).op !== "generator");
      for (const [g] of turned) generators.delete(g);
      pending = turned.map(([g, c]) => this.generatorPower(g, c));
    }
    if (number.numerator === 0n) return this.zero;
    const factors = [...generators].map(([g, c]) => this.generatorPower(g, c));
    factors.push(...[...powers].filter(([, n]) => n !== 0n).map(([base, n]) => this.#wholePower(base, n)));
    factors.sort((x, y) => x - y);
    if (!rationalsEqual(number, ONE) || factors.length === 0) factors.unshift(this.number(number));
    return factors.length === 1 ? factors[0]! : this.#intern(`*${factors.join()}`, { op: "product", args: factors });
  }

  /** base^n for a whole n; 0⁰ is 1. */
  power(base: NodeId, n: bigint): NodeId {
    const node = this.node(base);
    if (n === 0n) return this.one;
    if (n === 1n) return base;
    if (node.op === "product") return this.product(node.args.map((a) => this.power(a, n)));
    if (node.op === "power") return this.power(node.base, node.exponent * n);
    if (node.op === "generator") {
      return this.generatorPower(node.generator, multiplyRationals(node.exponent, fromInteger(n)));
    }
    if (node.op === "number" && n <= largestFolded && n >= -largestFolded && node.value.numerator !== 0n) {
      const { numerator: a, denominator: b } = node.value;
      return this.number(n > 0n ? rational(a ** n, b ** n) : rational(b ** -n, a ** -n));
    }
    return this.#wholePower(base, n);
  }

  #wholePower(base: NodeId, n: bigint): NodeId {
    return n === 1n ? base : this.#intern(`${base}^${n}`, { op: "power", base, exponent: n });
  }
}

/** Powers of numbers beyond this are left to the field, which does not write them out. */
const largestFolded = 4096n;

export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / gcdIntegers(a, b)) * b;
}
