/** Sums of terms in scales of growth as t → 0+: added, multiplied, raised to powers, put into e^u and ln u. */
import {
  add,
  call,
  half,
  isZeroNode,
  log,
  multiply,
  negate,
  one,
  power as powerNode,
  subtract,
  zero,
} from "../../construct.ts";
import type { Expression } from "../../expression.ts";
import { equals } from "../../structure.ts";
import { constantTerm, type Monomial, mostTerms, type Scale, type Scales, unitScale } from "./scales.ts";

/** Σ terms, from the largest down, and a rest that is o(scale), or O(scale) where it is only bounded. */
export interface Asymptotics {
  readonly terms: readonly Monomial[];
  readonly rest?: Rest | undefined;
}

interface Rest {
  readonly scale: Scale;
  readonly bounded: boolean;
}

/** o(1). */
export const little: Rest = { scale: unitScale, bounded: false };

/** Whole powers up to this one are multiplied out. */
const mostFactors = 8;

/** Every answer is undefined where the order of two scales or a sign that it needs is not evident. */
export class Terms {
  readonly #scales: Scales;

  constructor(scales: Scales) {
    this.#scales = scales;
  }

  /** The value as t → 0: an expression, or the sign with which it grows. */
  limit({ terms, rest }: Asymptotics): Expression | 1 | -1 | undefined {
    const s = this.#scales;
    const [largest] = terms;
    const restSize = rest === undefined ? "smaller" : s.compare(rest.scale, unitScale);
    if (restSize === "unknown") return undefined;
    if (largest !== undefined && s.compare(largest, unitScale) === "larger") {
      if (rest !== undefined && !this.#isBelow(rest, largest)) return undefined;
      const sign = s.signOf(largest.coefficient);
      return sign === 0 ? undefined : sign;
    }
    if (restSize === "larger" || (restSize === "same" && rest!.bounded)) return undefined;
    let value: Expression = zero;
    for (const term of terms) {
      const size = s.compare(term, unitScale);
      if (size === "unknown" || size === "larger") return undefined;
      if (size === "same") value = add(value, term.coefficient);
    }
    return value;
  }

  #isBelow({ scale, bounded }: Rest, term: Scale): boolean {
    const found = this.#scales.compare(scale, term);
    return found === "smaller" || (found === "same" && !bounded);
  }

  /** Everything is at most of this scale. */
  sizeOf({ terms, rest }: Asymptotics): Scale | undefined {
    return this.#scales.largest([...terms.slice(0, 1), ...(rest ? [rest.scale] : [])]);
  }

  sum(parts: readonly (Asymptotics | undefined)[]): Asymptotics | undefined {
    if (!areKnown(parts)) return undefined;
    return this.cut(
      parts.flatMap((p) => p.terms),
      parts.flatMap((p) => p.rest ?? []),
    );
  }

  /** Terms in order, without those that the rest covers. */
  cut(all: readonly Monomial[], rests: readonly Rest[]): Asymptotics | undefined {
    const sorted = this.#scales.sum(all.filter((m) => !isZeroNode(m.coefficient)));
    if (sorted === undefined) return undefined;
    const beyond = sorted[mostTerms - 1];
    const candidates = sorted.length > mostTerms ? [...rests, { scale: beyond!, bounded: false }] : rests;
    const rest = this.#largestRest(candidates);
    if (rest === "unknown") return undefined;
    const kept: Monomial[] = [];
    for (const term of sorted.slice(0, mostTerms)) {
      const found = rest === undefined ? "larger" : this.#scales.compare(term, rest.scale);
      if (found === "unknown") return undefined;
      if (found === "larger" || (found === "same" && !rest!.bounded)) kept.push(term);
    }
    return { terms: kept, rest };
  }

  #largestRest(rests: readonly Rest[]): Rest | undefined | "unknown" {
    let best: Rest | undefined;
    for (const rest of rests) {
      const found = best === undefined ? "larger" : this.#scales.compare(rest.scale, best.scale);
      if (found === "unknown") return found;
      if (found === "larger" || (found === "same" && rest.bounded)) best = rest;
    }
    return best;
  }

  product(parts: readonly (Asymptotics | undefined)[]): Asymptotics | undefined {
    if (!areKnown(parts)) return undefined;
    return parts.reduce<Asymptotics | undefined>((a, b) => a && this.times(a, b), { terms: [constantTerm(one)] });
  }

  times(a: Asymptotics, b: Asymptotics): Asymptotics | undefined {
    const terms: Monomial[] = [];
    const rests: Rest[] = [];
    for (const x of a.terms) {
      for (const y of b.terms) {
        const scale = this.#scales.times(x, y);
        if (scale === undefined) return undefined;
        terms.push({ ...scale, coefficient: multiply(x.coefficient, y.coefficient) });
      }
    }
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      if (one.rest === undefined) continue;
      const size = this.sizeOf(other);
      if (size === undefined && (other.terms.length > 0 || other.rest !== undefined)) return undefined;
      const scale = size && this.#scales.times(one.rest.scale, size);
      if (size !== undefined && scale === undefined) return undefined;
      // o(s) times what is at most of a scale is o of the product.
      if (scale !== undefined) rests.push({ scale, bounded: one.rest.bounded });
    }
    return this.cut(terms, rests);
  }

  toPower(inside: Asymptotics, n: Expression): Asymptotics | undefined {
    const whole = n.kind === "rational" && n.denominator === 1n ? Number(n.numerator) : undefined;
    if (whole !== undefined && whole > 0 && whole <= mostFactors) {
      return this.product(Array<Asymptotics>(whole).fill(inside));
    }
    const [lead] = inside.terms;
    if (lead === undefined || !this.leads(inside)) {
      const rises = inside.rest !== undefined && lead === undefined && this.#scales.isPositive(n);
      return rises
        ? { terms: [], rest: { ...inside.rest!, scale: this.#scales.toPower(inside.rest!.scale, n) } }
        : undefined;
    }
    const fits =
      whole === undefined ? this.#scales.isPositive(lead.coefficient) : this.#scales.isNonzero(lead.coefficient);
    if (!fits) return this.#rootAtTheEdge(lead, n);
    const front: Monomial = { ...this.#scales.toPower(lead, n), coefficient: powerNode(lead.coefficient, n) };
    const small = this.#relative(inside, lead);
    if (small === undefined) return undefined;
    const second = multiply(n, subtract(n, 1), half);
    return this.timesSeries(front, small, [one, n, second]);
  }

  /** A root of what tends to c ≥ 0, which may be 0, tends to that of c. */
  #rootAtTheEdge({ coefficient, ...scale }: Monomial, n: Expression): Asymptotics | undefined {
    const s = this.#scales;
    if (s.compare(scale, unitScale) !== "same" || !s.isPositive(n) || !s.isNonnegative(coefficient)) return undefined;
    return { terms: [constantTerm(powerNode(coefficient, n))], rest: little };
  }

  /** Whether the first term is larger than what is left out. */
  leads({ terms, rest }: Asymptotics): boolean {
    return rest === undefined || (terms[0] !== undefined && this.#isBelow(rest, terms[0]));
  }

  /** (e − lead)/lead, which tends to 0. */
  #relative({ terms, rest }: Asymptotics, lead: Monomial): Asymptotics | undefined {
    const inverse: Monomial = {
      ...this.#scales.toPower(lead, negate(one)),
      coefficient: powerNode(lead.coefficient, -1),
    };
    return this.times({ terms: terms.slice(1), rest }, { terms: [inverse] });
  }

  /** front · (c₀ + c₁ u + c₂ u²) for u → 0, with what is beyond left out; of u = o(1) alone the constant stays. */
  timesSeries(front: Monomial, u: Asymptotics, [c0, c1, c2]: readonly Expression[]): Asymptotics | undefined {
    const scaled = (a: Asymptotics, c: Expression): Asymptotics => ({
      ...a,
      terms: a.terms.map((m) => ({ ...m, coefficient: multiply(c, m.coefficient) })),
    });
    const square = this.times(u, u);
    const size = this.sizeOf(u);
    const cutoff = size === undefined ? [] : [{ scale: this.#scales.toPower(size, add(one, one)), bounded: false }];
    if (square === undefined || (size === undefined && u.terms.length + (u.rest ? 1 : 0) > 0)) return undefined;
    const parts = [{ terms: [constantTerm(c0!)] }, scaled(u, c1!), scaled(square, c2!)];
    const series = this.cut(
      parts.flatMap((p: Asymptotics) => p.terms),
      [...parts.flatMap((p: Asymptotics) => p.rest ?? []), ...cutoff],
    );
    return series && this.times({ terms: [front] }, series);
  }

  negated(a: Asymptotics): Asymptotics {
    return { ...a, terms: a.terms.map((m) => ({ ...m, coefficient: negate(m.coefficient) })) };
  }

  /** e^u: what grows goes into the scale, what is left is a series. */
  exponential(inside: Asymptotics): Asymptotics | undefined {
    const s = this.#scales;
    const { terms, rest } = inside;
    if (rest !== undefined && !this.#tendsToZero(rest)) return undefined;
    let front: Monomial = constantTerm(one);
    const small: Monomial[] = [];
    for (const term of terms) {
      const size = s.compare(term, unitScale);
      if (size === "unknown") return undefined;
      if (size === "smaller") small.push(term);
      else if (size === "same")
        front = { ...front, coefficient: multiply(front.coefficient, call("exp", term.coefficient)) };
      else if (isLogarithm(term, s)) front = { ...front, power: subtract(front.power, term.coefficient) };
      else front = { ...front, exponent: [...front.exponent, term] };
    }
    if (front.exponent.some((m) => m.exponent.length > 0)) return undefined;
    return this.timesSeries(front, { terms: small, rest }, [one, one, half]);
  }

  #tendsToZero({ scale, bounded }: Rest): boolean {
    return this.#isBelow({ scale, bounded }, unitScale);
  }

  /** ln(c e^E t^p L^q (1 + u)) = ln c + E − p L + u − u²/2 …; a power of L in it is left alone. */
  logarithm(inside: Asymptotics): Asymptotics | undefined {
    const [lead] = inside.terms;
    if (lead === undefined || !this.leads(inside)) return undefined;
    if (!this.#scales.isPositive(lead.coefficient) || !this.#scales.isZero(lead.log)) return undefined;
    const u = this.#relative(inside, lead);
    const series = u && this.timesSeries(constantTerm(one), u, [zero, one, negate(half)]);
    const front: Asymptotics = {
      terms: [
        ...(equals(lead.coefficient, one) ? [] : [constantTerm(log(lead.coefficient))]),
        ...lead.exponent,
        ...(this.#scales.isZero(lead.power) ? [] : [{ ...unitScale, log: one, coefficient: negate(lead.power) }]),
      ],
    };
    return series && this.sum([front, series]);
  }
}

function areKnown(parts: readonly (Asymptotics | undefined)[]): parts is readonly Asymptotics[] {
  return parts.every((p) => p !== undefined);
}

const isLogarithm = (m: Monomial, s: Scales): boolean =>
  m.exponent.length === 0 && s.isZero(m.power) && s.isZero(subtract(m.log, one));
