/** Arguments of logarithms and bases of roots, taken apart into factors of each of which the root may be taken alone. */
import { fromInteger, ONE, type Rational, rational } from "../exact/rational.ts";
import { type Bases, type Factor, isAlone } from "./bases.ts";
import type { Circuit, Generator, NodeId } from "./circuit.ts";
import { express } from "./express.ts";
import type { Positivity } from "./positivity.ts";

export class Factoring {
  readonly #circuit: Circuit;
  readonly #positivity: Positivity;
  readonly #bases: Bases;

  constructor(circuit: Circuit, positivity: Positivity, bases: Bases) {
    this.#circuit = circuit;
    this.#positivity = positivity;
    this.#bases = bases;
  }

  /** The generator of the roots of a node. */
  baseGenerator(over: NodeId): Generator {
    const real = this.#positivity.hasRealLog(over);
    return this.#circuit.generator(`base ${over} ${real}`, () => ({
      kind: "base",
      real,
      expression: express(this.#circuit, over),
      over,
    }));
  }

  /** Factors of a node: numbers, generators, sums and what else is no product. */
  #parts(a: NodeId): readonly Factor[] {
    const node = this.#circuit.node(a);
    if (node.op === "product") return node.args.flatMap((x) => this.#parts(x));
    if (node.op === "power") return [[node.base, fromInteger(node.exponent)]];
    if (node.op !== "generator") return [[a, ONE]];
    const g = node.generator;
    return [[g.kind === "base" ? g.over : this.#circuit.generatorPower(g), node.exponent]];
  }

  /** Factors that are declared negative by their opposites, b^c = (−1)^c (−b)^c. */
  #turned(parts: readonly Factor[]): readonly Factor[] {
    const isTurned = ([b, c]: Factor): boolean =>
      c.denominator === 1n && this.#circuit.node(b).op !== "number" && this.#positivity.isPositive(this.negated(b));
    if (!parts.some(isTurned)) return parts;
    let sign = 1n;
    const turned = parts.map((part): Factor => {
      if (!isTurned(part)) return part;
      if (part[1].numerator % 2n !== 0n) sign = -sign;
      return [this.negated(part[0]), part[1]];
    });
    if (sign === 1n) return turned;
    const at = turned.findIndex(([b]) => this.#circuit.node(b).op === "number");
    if (at < 0) return [[this.#circuit.integer(-1), ONE], ...turned];
    return turned.with(at, [this.negated(turned[at]![0]), turned[at]![1]]);
  }

  /** a = Π base^exponent such that log and roots may be taken of each factor alone. */
  of(a: NodeId, mayAssume: (base: NodeId) => boolean): readonly Factor[] {
    const parts = this.#turned(this.#parts(a));
    const positive = parts.filter(([b]) => this.#positivity.isPositive(b));
    const negative = parts.some(([b]) => this.isNegativeNumber(b));
    const numbers = parts.filter(([b]) => this.isNegativeNumber(b)).map(([b]) => [this.negated(b), ONE] as const);
    const unknown = parts.filter(([b]) => !this.isNegativeNumber(b) && !positive.some(([x]) => x === b));
    const sure = [...positive, ...numbers];
    if (unknown.length === 0) return negative ? [...sure, [this.#circuit.integer(-1), ONE]] : sure;
    if (!negative && isAlone(unknown, this.#positivity.isComplex)) return [...sure, ...unknown];
    const signed: readonly Factor[] = negative ? [[this.#opposite(unknown[0]!), ONE], ...unknown.slice(1)] : unknown;
    if (signed.every(([b]) => mayAssume(b))) {
      for (const [b] of signed) this.#bases.assumed.add(b);
      return [...sure, ...signed];
    }
    const whole = signed.map(([b, c]) => this.#wholePower(b, c));
    return [...sure, [this.#circuit.product(whole), ONE]];
  }

  isNegativeNumber(id: NodeId): boolean {
    const node = this.#circuit.node(id);
    return node.op === "number" && node.value.numerator < 0n;
  }

  negated(id: NodeId): NodeId {
    return this.#circuit.scale(rational(-1), id);
  }

  #opposite([b, c]: Factor): NodeId {
    return this.negated(this.#wholePower(b, c));
  }

  /** b^c again, for a factor that came from there. */
  #wholePower(b: NodeId, c: Rational): NodeId {
    if (c.denominator === 1n) return this.#circuit.power(b, c.numerator);
    return this.#circuit.generatorPower(this.#circuit.generatorAt(b) ?? this.baseGenerator(b), c);
  }
}
