/**
 * Exponentials, logarithms and powers with any exponent, as nodes of a circuit. Exponents are taken apart into
 * monomials, arguments of logarithms and bases of roots into factors, so that e^{a+b} = e^a e^b, log(ab) =
 * log a + log b and √(ab) = √a √b hold by construction wherever the signs of a and b allow it.
 *
 * Strict mode takes factors apart when at most one of them is not known to be positive, which is right whatever the
 * sign of that one. Permissive mode also takes logarithms apart otherwise, and roots where the formula itself needs
 * the factors to be positive; each sign it relies on becomes a condition of the answer.
 */
import { log, numberNode, power } from "../construct.ts";
import {
  fromInteger,
  multiplyRationals,
  ONE,
  type Rational,
  rational,
  rationalToNumber,
  rationalToText,
} from "../exact/rational.ts";
import type { Bases } from "./bases.ts";
import { type Circuit, type Generator, leastCommonMultiple, type NodeId } from "./circuit.ts";
import { Exponentials, largestOrder } from "./exponentials.ts";
import { express } from "./express.ts";
import { Factoring } from "./factoring.ts";
import { oddPart, primeFactors } from "./integers.ts";
import { type Monomial, Monomials } from "./monomials.ts";
import { NoValue } from "./no-value.ts";
import type { Positivity } from "./positivity.ts";
import type { Relations } from "./relations.ts";

export interface Assumptions {
  /** Whether signs may be assumed and reported. */
  readonly permissive: boolean;
  /** Nodes that must be positive for the formula to be real. */
  readonly domain: ReadonlySet<NodeId>;
}

export class Powers {
  readonly #circuit: Circuit;
  readonly #positivity: Positivity;
  readonly #relations: Relations;
  readonly #assumptions: Assumptions;
  readonly #monomials: Monomials;
  readonly #bases: Bases;
  readonly #factoring: Factoring;
  readonly #exponentials: Exponentials;
  readonly #vanishing = new Map<NodeId, boolean>();
  /** Arguments of logarithms and bases of even roots met so far. */
  readonly domain: Set<NodeId> = new Set();
  readonly imaginary: Generator;
  readonly pi: Generator;

  constructor(circuit: Circuit, positivity: Positivity, relations: Relations, bases: Bases, assumptions: Assumptions) {
    this.#circuit = circuit;
    this.#bases = bases;
    this.#positivity = positivity;
    this.#relations = relations;
    this.#assumptions = assumptions;
    this.#factoring = new Factoring(circuit, positivity, bases);
    this.#exponentials = new Exponentials(circuit, positivity, relations);
    this.#monomials = new Monomials(circuit, (id) => this.#factoring.baseGenerator(id));
    const constant = { kind: "constant", name: "pi" } as const;
    const unit = { kind: "constant", name: "i" } as const;
    this.pi = circuit.generator("pi", () => ({ kind: "constant", real: true, expression: constant }));
    this.imaginary = circuit.generator("i", () => ({ kind: "imaginary", real: false, expression: unit }));
  }

  /** e^u. */
  exponential(u: NodeId): NodeId {
    return this.#circuit.product(this.#monomials.of(u).map((m) => this.#expOfMonomial(m)));
  }

  #expOfMonomial({ coefficient, powers }: Monomial): NodeId {
    const [first, ...others] = powers;
    if (others.length === 0 && first?.[0].kind === "logarithm" && isOne(first[1])) {
      // e^{c log a} is what a^c means.
      return this.power(first[0].over, coefficient);
    }
    const isTurn = powers.size === 2 && isOne(powers.get(this.imaginary)) && isOne(powers.get(this.pi));
    const eighths = multiplyRationals(coefficient, fromInteger(4));
    if (isTurn && eighths.denominator === 1n) return this.#rootOfUnity(eighths.numerator);
    const twelfths = multiplyRationals(coefficient, fromInteger(6));
    if (isTurn && twelfths.denominator === 1n) return this.#twelfthRoot(twelfths.numerator);
    const { factors } = this.#exponentials.of(powers);
    return this.#circuit.product(
      factors.map(([g, q]) => this.#exponentials.power(g, multiplyRationals(coefficient, q))),
    );
  }

  /** e^{iπk/4} = ((1 + i)/√2)^k. */
  #rootOfUnity(k: bigint): NodeId {
    const i = this.#circuit.generatorPower(this.imaginary);
    const rest = ((k % 8n) + 8n) % 8n;
    const quarterTurns = this.#circuit.power(i, rest / 2n);
    if (rest % 2n === 0n) return quarterTurns;
    const root = this.#basePower(this.#circuit.integer(2), rational(-1, 2));
    return this.#circuit.product([quarterTurns, root, this.#circuit.sum([this.#circuit.one, i])]);
  }

  /** e^{iπk/6} = ((√3 + i)/2)^k. */
  #twelfthRoot(k: bigint): NodeId {
    const c = this.#circuit;
    const sum = c.sum([this.#basePower(c.integer(3), rational(1, 2)), c.generatorPower(this.imaginary)]);
    return c.power(c.product([c.number(rational(1, 2)), sum]), ((k % 12n) + 12n) % 12n);
  }

  /** Whether a node is 0 wherever it has a value, also where it does not look like it, as cosh² − sinh² − 1. */
  vanishes(a: NodeId): boolean {
    const node = this.#circuit.node(a);
    switch (node.op) {
      case "number":
        return node.value.numerator === 0n;
      case "generator":
        return false;
      case "power":
        return this.vanishes(node.base);
      case "product":
        return node.args.some((x) => this.vanishes(x));
      case "sum": {
        const known = this.#vanishing.get(a);
        if (known !== undefined) return known;
        const found = !this.#positivity.isEvidentlyPositive(a) && this.#relations.isZero(a);
        this.#vanishing.set(a, found);
        return found;
      }
    }
  }

  /** log a. @throws NoValue for a = 0, and for a negative number in a real formula; `text` says what it is. */
  logarithm(a: NodeId, text: () => string): NodeId {
    if (this.vanishes(a) || this.#isOffDomain(a)) throw new NoValue(text());
    return this.#logarithm(a);
  }

  /** a^c. @throws NoValue as `logarithm`, and for a = 0 unless c > 0. */
  powerAt(a: NodeId, c: NodeId, text: () => string): NodeId {
    const exponent = this.#circuit.node(c);
    const number = exponent.op === "number" ? exponent.value : undefined;
    if (number?.denominator === 1n && number.numerator >= 0n) return this.#circuit.power(a, number.numerator);
    if (number !== undefined && number.numerator < 0n && this.vanishes(a)) {
      throw new NoValue(`division by zero in ${text()}`);
    }
    if (this.vanishes(a)) return this.#powerOfZero(c, text);
    if (number?.denominator !== 1n && this.#isOffDomain(a)) throw new NoValue(text());
    if (number !== undefined) return this.power(a, number);
    return this.exponential(this.#circuit.product([c, this.#logarithm(a)]));
  }

  /** 0^c = 0 for c > 0, which may have to be assumed. */
  #powerOfZero(c: NodeId, text: () => string): NodeId {
    if (!this.#positivity.isPositive(c)) {
      const mayAssume = this.#assumptions.permissive && this.#circuit.node(c).op !== "number";
      if (!mayAssume || !this.#positivity.isReal(c) || this.vanishes(c)) throw new NoValue(text());
      this.#bases.assumed.add(c);
    }
    return this.#circuit.zero;
  }

  /** Negative numbers have no logarithms and roots in a real formula. */
  #isOffDomain(a: NodeId): boolean {
    return !this.#positivity.isComplex && this.#factoring.isNegativeNumber(a);
  }

  #logarithm(a: NodeId): NodeId {
    const phase = this.#phaseOf(a);
    if (phase !== undefined) return phase;
    this.#noteDomain(a);
    const factors = this.#factoring.of(a, (b) => this.#assumptions.permissive && this.#positivity.isReal(b));
    return this.#circuit.sum(factors.map(([b, c]) => this.#circuit.scale(c, this.#logOfBase(b))));
  }

  /** a^c, the principal value. */
  power(a: NodeId, c: Rational): NodeId {
    if (c.denominator === 1n) return this.#circuit.power(a, c.numerator);
    const phase = this.#phaseOf(a);
    if (phase !== undefined) return this.exponential(this.#circuit.scale(c, phase));
    if (c.denominator % 2n === 0n) this.#noteDomain(a);
    const { permissive, domain } = this.#assumptions;
    const factors = this.#factoring.of(a, (b) => permissive && domain.has(b) && this.#positivity.isReal(b));
    return this.#circuit.product(factors.map(([b, q]) => this.#basePower(b, multiplyRationals(q, c))));
  }

  /** log e^{ic} for a number c: i (c − 2πk), with the k that leads to the principal value. */
  #phaseOf(a: NodeId): NodeId | undefined {
    const node = this.#circuit.node(a);
    const g = node.op === "generator" && node.generator.kind === "exponential" ? node.generator : undefined;
    const i = this.#circuit.generatorPower(this.imaginary);
    if (node.op !== "generator" || g?.over !== i) return undefined;
    const turns = rationalToNumber(node.exponent) / (2 * Math.PI);
    // A rational number of radians is no multiple of π, but a double may not tell on which side of one it lies.
    if (Math.abs(turns) > 1e6 || Math.abs(Math.abs(turns % 1) - 0.5) < 1e-6) return undefined;
    const whole = this.#circuit.generatorPower(this.pi);
    const back = this.#circuit.scale(rational(-2 * Math.round(turns)), whole);
    return this.#circuit.product([i, this.#circuit.sum([this.#circuit.number(node.exponent), back])]);
  }

  #noteDomain(a: NodeId): void {
    if (!this.#positivity.isReal(a)) return;
    const [c, rest] = this.#circuit.splitCoefficient(a);
    this.domain.add(c.numerator > 0n ? rest : this.#factoring.negated(rest));
  }

  #logOfBase(b: NodeId): NodeId {
    const node = this.#circuit.node(b);
    if (node.op === "number") return this.#logOfNumber(node.value);
    const g = this.#circuit.generatorAt(b);
    if (g?.kind === "exponential" && g.real) return g.over;
    const terms = this.#bases.resolve(b).map(([x, c]) => {
      const log = x === b ? this.#logGenerator(b) : this.#logOfBase(x);
      return this.#circuit.scale(c, log);
    });
    return this.#circuit.sum(terms);
  }

  #logGenerator(over: NodeId): NodeId {
    const real = this.#positivity.hasRealLog(over);
    const expression = log(express(this.#circuit, over));
    const make = () => ({ kind: "logarithm" as const, real, expression, over });
    return this.#circuit.generatorPower(this.#circuit.generator(`log ${over} ${real}`, make));
  }

  /** Σ v log p over the primes; log(−1) = iπ. */
  #logOfNumber(q: Rational): NodeId {
    const turn = [this.imaginary, this.pi].map((g) => this.#circuit.generatorPower(g));
    const terms = primeFactors(q).map(([p, v]) => this.#circuit.scale(v, this.#logGenerator(this.#circuit.integer(p))));
    return this.#circuit.sum(q.numerator < 0n ? [...terms, this.#circuit.product(turn)] : terms);
  }

  #basePower(b: NodeId, c: Rational): NodeId {
    if (c.denominator === 1n) return this.#circuit.power(b, c.numerator);
    const node = this.#circuit.node(b);
    if (node.op === "number") return this.#powerOfNumber(node.value, c);
    const g = this.#circuit.generatorAt(b);
    if (g !== undefined) {
      if (g.kind === "imaginary") return this.#turn(multiplyRationals(c, rational(1, 2)));
      if (g.kind !== "exponential") return this.#freePower(g, b, c);
      if (g.real) return this.#exponentials.power(g, c);
    }
    return this.#circuit.product(
      this.#bases.resolve(b).map(([x, q]) => {
        const exponent = multiplyRationals(c, q);
        return x === b ? this.#root(b, exponent) : this.#basePower(x, exponent);
      }),
    );
  }

  #freePower(g: Generator, b: NodeId, c: Rational): NodeId {
    const fits = leastCommonMultiple(g.order, c.denominator) <= largestOrder;
    return fits ? this.#circuit.generatorPower(g, c) : this.#powerAlone(b, c);
  }

  /** e^{iπc}. */
  #turn(c: Rational): NodeId {
    return this.#expOfMonomial({
      coefficient: c,
      powers: new Map([
        [this.imaginary, ONE],
        [this.pi, ONE],
      ]),
    });
  }

  #powerOfNumber(q: Rational, c: Rational): NodeId {
    const factors = primeFactors(q).map(([p, v]) => this.#root(this.#circuit.integer(p), multiplyRationals(v, c)));
    return this.#circuit.product(q.numerator < 0n ? [...factors, this.#turn(c)] : factors);
  }

  /** base^c by a root that every point has to find, if it can. */
  #root(base: NodeId, c: Rational): NodeId {
    if (oddPart(c.denominator) > 1n && !this.#positivity.hasRealLog(base)) return this.#principalRoot(base, c);
    const g = this.#factoring.baseGenerator(base);
    const order = leastCommonMultiple(g.order, c.denominator);
    const odd = oddPart(order);
    if (order / odd > 8n || odd > 99n) return this.#powerAlone(base, c);
    if (odd > 1n) this.#relations.want({ of: 0n, order: odd });
    const node = this.#circuit.node(base);
    if (node.op === "number") this.#relations.want({ of: node.value.numerator, order });
    return this.#circuit.generatorPower(g, c);
  }

  /**
   * An odd root of what may be negative or complex. The one root that the field has of it is not the principal one, so
   * the root is a variable of its own, of which only whole powers are known.
   */
  #principalRoot(base: NodeId, c: Rational): NodeId {
    const rest = {
      numerator: ((c.numerator % c.denominator) + c.denominator) % c.denominator,
      denominator: c.denominator,
    };
    const whole = this.#circuit.power(base, (c.numerator - rest.numerator) / c.denominator);
    return this.#circuit.product([whole, this.#circuit.generatorPower(this.#principalGenerator(base), rest)]);
  }

  #principalGenerator(over: NodeId): Generator {
    return this.#circuit.generator(`principal ${over}`, () => ({
      kind: "base",
      isFree: true,
      real: false,
      expression: express(this.#circuit, over),
      over,
    }));
  }

  /** base^c as a symbol of its own, for exponents of too high an order: safe, but its relations are lost. */
  #powerAlone(base: NodeId, c: Rational): NodeId {
    const expression = power(express(this.#circuit, base), numberNode(c));
    const real = this.#positivity.hasRealLog(base);
    const key = `power ${base}^${rationalToText(c)} ${real}`;
    return this.#circuit.generatorPower(this.#circuit.generator(key, () => ({ kind: "opaque", real, expression })));
  }
}

function isOne(q: Rational | undefined): boolean {
  return q !== undefined && rationalToText(q) === "1";
}
