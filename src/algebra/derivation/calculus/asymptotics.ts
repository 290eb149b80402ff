/**
 * What an expression comes to as t → 0+: a few terms in scales of growth and what is left out, by walking the tree.
 * It says no more than is evident: where the order of two terms, the branch of a root or the sign under a logarithm is
 * open, there is no answer.
 */
import { BoltzproofError } from "../../../errors.ts";
import {
  call,
  half,
  log,
  multiply,
  negate,
  one,
  pi,
  power as powerNode,
  sumOver,
  symbol,
  zero,
} from "../../construct.ts";
import { differentiate } from "../../differentiate.ts";
import type { CallNode, Expression, IndexedNode, SymbolNode } from "../../expression.ts";
import { equals, freeNames, freshName, mapChildren, nodes } from "../../structure.ts";
import { substitute } from "../../substitute.ts";
import { type Asymptotics, little, Terms } from "./asymptotic-terms.ts";
import { atInfinity, atTheEdge, isComplex, isContinuousAt, isRegularAt, numberFor } from "./functions-at.ts";
import { constantTerm, type Monomial, power, type Scale, type Scales, unitScale } from "./scales.ts";

export class Expansion {
  readonly #t: SymbolNode;
  readonly #scales: Scales;
  readonly #terms: Terms;

  constructor(t: SymbolNode, scales: Scales) {
    this.#t = t;
    this.#scales = scales;
    this.#terms = new Terms(scales);
  }

  /** Undefined where it is not evident. */
  of(e: Expression): Asymptotics | undefined {
    if (!freeNames(e).has(this.#t.name)) return { terms: [constantTerm(e)] };
    if (equals(e, this.#t)) return { terms: [power(one)] };
    switch (e.kind) {
      case "sum":
        return this.#terms.sum(e.terms.map((x) => this.of(x)));
      case "product":
        return this.#terms.product(e.factors.map((x) => this.of(x)));
      case "power":
        return this.#power(e.base, e.exponent);
      case "call":
        return this.#call(e);
      case "indexed":
        return this.#indexed(e);
      default:
        return undefined;
    }
  }

  /** The value as t → 0: an expression, or the sign with which it grows. */
  limitOf(e: Expression): Expression | 1 | -1 | undefined {
    const found = this.of(e);
    return found && this.#terms.limit(found);
  }

  #power(base: Expression, exponent: Expression): Asymptotics | undefined {
    if (freeNames(exponent).has(this.#t.name)) {
      const logarithm = this.of(log(base));
      const whole = this.of(exponent);
      const product = logarithm && whole && this.#terms.times(logarithm, whole);
      return product && this.#terms.exponential(product);
    }
    const inside = this.of(base);
    return inside && this.#terms.toPower(inside, exponent);
  }

  #call(e: CallNode): Asymptotics | undefined {
    const inside = this.of(e.argument);
    if (inside === undefined) return undefined;
    if (e.name === "exp") return this.#terms.exponential(inside);
    if (e.name === "log") return this.#terms.logarithm(inside);
    const value = this.#terms.limit(inside);
    if (value === undefined) return e.name === "sin" || e.name === "cos" ? bounded : undefined;
    if (value === 1 || value === -1) return this.#far(e, value, inside);
    return this.#near(e, value, inside);
  }

  /** f(u) for u → ±∞. */
  #far(e: CallNode, side: 1 | -1, inside: Asymptotics): Asymptotics | undefined {
    if (e.name === "sin" || e.name === "cos") return bounded;
    if (e.name === "erf") return this.#errorFunction(side, inside);
    const written = atInfinity(e, side);
    return written && this.of(written);
  }

  /** ±1 − e^{−u²}/(u√π) (1 + o(1)). */
  #errorFunction(side: 1 | -1, inside: Asymptotics): Asymptotics | undefined {
    const square = this.#terms.times(inside, inside);
    const decay = square && this.#terms.exponential(this.#terms.negated(square));
    const inverse = this.#terms.toPower(inside, negate(one));
    const tail = decay && inverse && this.#terms.times(decay, inverse);
    const level = { terms: [constantTerm(side === 1 ? one : negate(one))] };
    if (tail === undefined) return { ...level, rest: { scale: unitScale, bounded: false } };
    const front = powerNode(pi, negate(half));
    const terms = tail.terms.slice(0, 1).map((m) => ({ ...m, coefficient: negate(multiply(front, m.coefficient)) }));
    const scale = this.#terms.sizeOf(tail);
    return scale && this.#terms.cut([...level.terms, ...terms], [{ scale, bounded: tail.terms.length === 0 }]);
  }

  /** f(u) for u → a finite value: Taylor's formula where f is analytic, the value alone where it is continuous. */
  #near(e: CallNode, value: Expression, inside: Asymptotics): Asymptotics | undefined {
    const edge = isComplex(e) ? undefined : atTheEdge(e, value, this.#scales, (x) => this.#side(x));
    if (edge !== undefined)
      return "written" in edge ? this.of(edge.written) : { terms: [constantTerm(edge.value)], rest: little };
    if (!isRegularAt(e.name, value, this.#scales)) {
      return isContinuousAt(e.name, value, this.#scales)
        ? { terms: [constantTerm(numberFor(e.name, value, this.#scales))], rest: little }
        : undefined;
    }
    const u = this.#terms.sum([inside, { terms: [constantTerm(negate(value))] }]);
    const slopes = this.#slopes(e, value);
    return (
      u &&
      (slopes
        ? this.#terms.timesSeries(constantTerm(one), u, slopes)
        : { terms: [constantTerm(numberFor(e.name, value, this.#scales))], rest: little })
    );
  }

  /** The sign of an expression that is not 0 near the end; undefined where it is open. */
  #side(e: Expression): 1 | -1 | undefined {
    const found = this.of(e);
    const [lead] = found?.terms ?? [];
    if (found === undefined || lead === undefined || !this.#terms.leads(found)) return undefined;
    const sign = this.#scales.signOf(lead.coefficient);
    return sign === 0 ? undefined : sign;
  }

  /** f, f′ and f″/2 at the value; undefined where they have no name. */
  #slopes({ name }: CallNode, value: Expression): readonly Expression[] | undefined {
    const u = symbol(freshName("u", freeNames(value)));
    try {
      const first = differentiate(call(name, u), u);
      const second = multiply(half, differentiate(first, u));
      const slopes = [first, second].map((f) => this.#valued(substitute(f, u, value)));
      const values = [numberFor(name, value, this.#scales), ...slopes];
      return values.map((f) => (this.#scales.isZero(f) ? zero : f));
    } catch (error) {
      if (error instanceof BoltzproofError) return undefined;
      throw error;
    }
  }

  /** With the functions of well-known angles as numbers. */
  #valued(e: Expression): Expression {
    const inside = mapChildren(e, (x) => this.#valued(x));
    return inside.kind === "call" ? numberFor(inside.name, inside.argument, this.#scales) : inside;
  }

  /** A finite sum, term by term: its scales may not change with the index. */
  #indexed(e: IndexedNode): Asymptotics | undefined {
    if (e.operator !== "sum" || e.range.kind !== "interval") return undefined;
    const { from, to } = e.range;
    const isFixed = [from, to].every(
      (x) => !freeNames(x).has(this.#t.name) && [...nodes(x)].every((n) => n.kind !== "constant"),
    );
    const inside = new Expansion(this.#t, this.#scales.within(e.index));
    const body = isFixed && e.index !== this.#t.name ? inside.of(e.body) : undefined;
    if (body === undefined) return undefined;
    const scales: readonly Scale[] = [...body.terms, ...(body.rest ? [body.rest.scale] : [])];
    if (scales.some((x) => mentions(x, e.index))) return undefined;
    const summed = (m: Monomial): Monomial => ({
      ...m,
      coefficient: sumOver(e.index, { kind: "interval", from, to }, m.coefficient),
    });
    return { terms: body.terms.map(summed), rest: body.rest };
  }

  /** Everything is at most of this scale. */
  sizeOf(found: Asymptotics): Scale | undefined {
    return this.#terms.sizeOf(found);
  }
}

const bounded: Asymptotics = { terms: [], rest: { scale: unitScale, bounded: true } };

function mentions({ exponent, power: p, log: l }: Scale, name: string): boolean {
  return [p, l, ...exponent.flatMap((m) => [m.coefficient, m.power, m.log])].some((x) => freeNames(x).has(name));
}
