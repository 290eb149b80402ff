/**
 * Values of a circuit at a random point of a prime field, formal derivatives there, and the degree that bounds how
 * often a nonzero circuit vanishes. `undefined` means that the point does not suit: a denominator vanishes or a
 * root does not exist; the caller draws another.
 */
import type { Rng } from "../../numeric/random.ts";
import type { Rational } from "../exact/rational.ts";
import type { Circuit, Generator, NodeId } from "./circuit.ts";
import type { PrimeField } from "./prime.ts";

function remember<T>(table: (T | undefined)[], at: number, make: () => T | undefined): T | undefined {
  const known = table[at];
  if (known !== undefined) return known;
  const made = make();
  table[at] = made;
  return made;
}

/** Which of the possible roots a point takes: choice(g) counts through the roots of unity. */
export type RootChoice = (g: Generator) => number;

export class Point {
  readonly #circuit: Circuit;
  readonly #field: PrimeField;
  readonly #rng: Rng;
  readonly #choice: RootChoice;
  readonly #values: (bigint | undefined)[] = [];
  readonly #roots: (bigint | undefined)[] = [];
  readonly #slopes: (bigint | undefined)[] = [];
  readonly #directions: (bigint | undefined)[] = [];
  /** Values of the free generators; points that differ in their choice of roots share them. */
  readonly #drawn: (bigint | undefined)[];

  constructor(
    circuit: Circuit,
    field: PrimeField,
    rng: Rng,
    choice: RootChoice = () => 0,
    drawn: (bigint | undefined)[] = [],
  ) {
    this.#circuit = circuit;
    this.#field = field;
    this.#rng = rng;
    this.#choice = choice;
    this.#drawn = drawn;
  }

  /** The same point with other roots. */
  withRoots(choice: RootChoice): Point {
    return new Point(this.#circuit, this.#field, this.#rng, choice, this.#drawn);
  }

  value(id: NodeId): bigint | undefined {
    return remember(this.#values, id, () => this.#evaluate(id));
  }

  #evaluate(id: NodeId): bigint | undefined {
    const node = this.#circuit.node(id);
    switch (node.op) {
      case "number":
        return this.#field.fromRational(node.value);
      case "generator": {
        const root = this.#root(node.generator);
        const n = (node.exponent.numerator * node.generator.order) / node.exponent.denominator;
        return root === undefined ? undefined : this.#field.power(root, n);
      }
      case "power": {
        const base = this.value(node.base);
        return base === undefined ? undefined : this.#field.power(base, node.exponent);
      }
      case "sum":
        return this.#total(node.args, (a) => this.value(a));
      case "product":
        return this.#multiplyAll(node.args.map((a) => this.value(a)));
    }
  }

  /** The value of g^(1/order). */
  #root(g: Generator): bigint | undefined {
    if (g.kind === "imaginary") return this.#field.i;
    if (g.kind !== "base" || g.isFree) return remember(this.#drawn, g.id, () => this.#field.random(this.#rng));
    return remember(this.#roots, g.id, () => {
      const base = this.value(g.over);
      return base === undefined ? undefined : this.#field.root(base, g.order, this.#choice(g));
    });
  }

  /**
   * D node for a random derivation D of the field of generators: Dg/g is a random element of each free generator.
   * A node is constant exactly if D node vanishes for every D.
   */
  slope(id: NodeId): bigint | undefined {
    return remember(this.#slopes, id, () => this.#differentiate(id));
  }

  /** D node / node. */
  logSlope(id: NodeId): bigint | undefined {
    const node = this.#circuit.node(id);
    if (node.op === "generator") return this.#times(this.#generatorLogSlope(node.generator), node.exponent);
    const value = this.value(id);
    const inverse = value === undefined ? undefined : this.#field.power(value, -1n);
    const slope = inverse === undefined ? undefined : this.slope(id);
    return slope === undefined ? undefined : (slope * inverse!) % this.#field.p;
  }

  #differentiate(id: NodeId): bigint | undefined {
    const node = this.#circuit.node(id);
    switch (node.op) {
      case "number":
        return 0n;
      case "sum":
        return this.#total(node.args, (a) => this.slope(a));
      case "product":
        return this.#total(node.args, (a) => {
          const others = node.args.map((b) => (b === a ? this.slope(b) : this.value(b)));
          return this.#multiplyAll(others);
        });
      case "power": {
        const base = this.value(node.base);
        const lower = base === undefined ? undefined : this.#field.power(base, node.exponent - 1n);
        return this.#times(this.#multiplyAll([lower, this.slope(node.base)]), {
          numerator: node.exponent,
          denominator: 1n,
        });
      }
      case "generator":
        return this.#multiplyAll([this.logSlope(id), this.value(id)]);
    }
  }

  #generatorLogSlope(g: Generator): bigint | undefined {
    if (g.kind === "imaginary") return 0n;
    if (g.kind === "base") return this.logSlope(g.over);
    return remember(this.#directions, g.id, () => this.#field.random(this.#rng));
  }

  #multiplyAll(factors: readonly (bigint | undefined)[]): bigint | undefined {
    let total = 1n;
    for (const x of factors) {
      if (x === undefined) return undefined;
      total = (total * x) % this.#field.p;
    }
    return total;
  }

  #total(args: readonly NodeId[], f: (id: NodeId) => bigint | undefined): bigint | undefined {
    let total = 0n;
    for (const a of args) {
      const x = f(a);
      if (x === undefined) return undefined;
      total += x;
    }
    return total % this.#field.p;
  }

  #times(x: bigint | undefined, q: Rational): bigint | undefined {
    return this.#multiplyAll([x, this.#field.fromRational(q)]);
  }
}

/** Degrees of a numerator and a denominator that represent a node, as polynomials in what a point draws. */
export interface Degree {
  readonly above: number;
  readonly below: number;
}

/** Upper bounds on the degrees of all nodes asked for; doubles, since they only enter a logarithm. */
export class Degrees {
  readonly #circuit: Circuit;
  readonly #known: (Degree | undefined)[] = [];

  constructor(circuit: Circuit) {
    this.#circuit = circuit;
  }

  of(id: NodeId): Degree {
    return remember(this.#known, id, () => this.#degree(id))!;
  }

  #degree(id: NodeId): Degree {
    const node = this.#circuit.node(id);
    switch (node.op) {
      case "number":
        return { above: 0, below: 0 };
      case "generator": {
        // A root is counted as its own variable here and once more, with its base, in the number of root choices.
        const { order, kind, over } = node.generator;
        const n = Number((node.exponent.numerator * order) / node.exponent.denominator);
        const base = kind === "base" ? this.of(over) : { above: 1, below: 0 };
        return raise({ above: Math.max(1, base.above), below: base.below }, n);
      }
      case "power":
        return raise(this.of(node.base), Number(node.exponent));
      case "product":
        return node.args
          .map((a) => this.of(a))
          .reduce((x, y) => ({ above: x.above + y.above, below: x.below + y.below }));
      case "sum": {
        const parts = node.args.map((a) => this.of(a));
        const below = parts.reduce((sum, d) => sum + d.below, 0);
        return { above: Math.max(...parts.map((d) => d.above + below - d.below)), below };
      }
    }
  }
}

function raise({ above, below }: Degree, n: number): Degree {
  return n < 0 ? { above: -n * below, below: -n * above } : { above: n * above, below: n * below };
}
