/**
 * What is known about the sign of a node when the symbols are real: by its shape, as with 1 + eˣ, or because the
 * caller declared it. Every declaration that was used is noted, since it is a condition of the answer.
 *
 * In a real formula a logarithm or a root is real wherever the formula is; in a formula with i only where its
 * argument is known to be positive.
 */
import type { Rational } from "../exact/rational.ts";
import type { Circuit, Generator, NodeId } from "./circuit.ts";

export type Sign = "positive" | "nonnegative" | "unknown";

export class Positivity {
  readonly #circuit: Circuit;
  /** Whether the formula contains i. */
  readonly isComplex: boolean;
  readonly #declared = new Map<NodeId, string>();
  readonly #real = new Map<NodeId, boolean>();
  #isOpen = false;
  /** Declarations that were used so far, as "x > 0". */
  readonly used: Set<string> = new Set();

  constructor(circuit: Circuit, isComplex: boolean) {
    this.#circuit = circuit;
    this.isComplex = isComplex;
  }

  declare(id: NodeId, condition: string): void {
    this.#declared.set(id, condition);
  }

  /** Whether a sign was asked for that more declarations could have told. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  isPositive(id: NodeId): boolean {
    const uses: string[] = [];
    if (!this.#isFound(this.#sign(id, uses))) return false;
    for (const condition of uses) this.used.add(condition);
    return true;
  }

  /** Whether the node is not negative wherever it is real, by its shape or by declarations. */
  isNonnegative(id: NodeId): boolean {
    const sign = this.#sign(id, []);
    this.#isFound(sign);
    return sign !== "unknown";
  }

  /**
   * Whether the node is positive, by declarations too, without a note of those that were used: asked only to save the
   * test whether it is 0, which more declarations do not change.
   */
  isEvidentlyPositive(id: NodeId): boolean {
    return this.#sign(id, []) === "positive";
  }

  /** Whether log a and powers of a with fractional exponents are real. */
  hasRealLog(a: NodeId): boolean {
    return this.isComplex ? this.isPositive(a) : this.isReal(a);
  }

  #isFound(sign: Sign): boolean {
    if (sign !== "positive") this.#isOpen = true;
    return sign === "positive";
  }

  isReal(id: NodeId): boolean {
    const known = this.#real.get(id);
    if (known !== undefined) return known;
    const node = this.#circuit.node(id);
    const real =
      node.op === "number" ||
      (node.op === "generator" && this.#isRealPower(node.generator, node.exponent)) ||
      (node.op === "power" && this.isReal(node.base)) ||
      ((node.op === "sum" || node.op === "product") && node.args.every((a) => this.isReal(a)));
    this.#real.set(id, real);
    return real;
  }

  #isRealPower(g: Generator, exponent: Rational): boolean {
    if (exponent.denominator === 1n || g.kind === "base" || g.kind === "exponential") return g.real;
    return g.real && this.hasRealLog(this.#circuit.generatorPower(g));
  }

  #sign(id: NodeId, uses: string[]): Sign {
    const declared = this.#declared.get(id);
    if (declared !== undefined) {
      uses.push(declared);
      return "positive";
    }
    const node = this.#circuit.node(id);
    switch (node.op) {
      case "number":
        return node.value.numerator > 0n ? "positive" : node.value.numerator === 0n ? "nonnegative" : "unknown";
      case "generator":
        return this.#signOfPower(this.#signOfGenerator(node.generator, uses), node.exponent, this.isReal(id));
      case "power":
        return this.#signOfPower(
          this.#sign(node.base, uses),
          { numerator: node.exponent, denominator: 1n },
          this.isReal(node.base),
        );
      case "sum": {
        const signs = node.args.map((a) => this.#sign(a, uses));
        if (signs.includes("unknown")) return "unknown";
        return signs.includes("positive") ? "positive" : "nonnegative";
      }
      case "product": {
        const signs = node.args.map((a) => this.#sign(a, uses));
        if (signs.includes("unknown")) return "unknown";
        return signs.includes("nonnegative") ? "nonnegative" : "positive";
      }
    }
  }

  #signOfGenerator(g: Generator, uses: string[]): Sign {
    if (g.kind === "base") return this.#sign(g.over, uses);
    if (g.kind === "exponential" || g.kind === "constant") return g.real ? "positive" : "unknown";
    if (g.kind === "symbol") {
      const condition = this.#declared.get(this.#circuit.generatorPower(g));
      if (condition !== undefined) uses.push(condition);
      return condition === undefined ? "unknown" : "positive";
    }
    return "unknown";
  }

  #signOfPower(base: Sign, exponent: Rational, real: boolean): Sign {
    if (base === "positive") return "positive";
    // A real even root is where it is real; an even power is nonnegative, and positive where its inverse exists.
    const even = exponent.denominator % 2n === 0n || exponent.numerator % 2n === 0n;
    if (!real || !(even || base === "nonnegative")) return "unknown";
    return exponent.numerator < 0n ? "positive" : "nonnegative";
  }
}
