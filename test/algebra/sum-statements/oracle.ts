/**
 * Values of sums by brute force, in fractions of whole numbers: every term is added up one by one, from the tree alone.
 * Derivatives are carried along with the values. exp is any homomorphism from sums to products: here 2^x for whole x.
 */
import type { Expression, IndexedNode, SymbolNode } from "../../../src/algebra/index.ts";

/** n/d in lowest terms, d > 0. */
interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** A value and its derivative by the variable of the moment. */
interface Dual {
  readonly value: Fraction;
  readonly slope: Fraction;
}

/** Where a formula has no value: a range without whole ends, a division by 0, a power that is no fraction. */
export class NoValue extends Error {}

export interface Assignment {
  /** Of plain names; members of families have values of their own. */
  readonly names: ReadonlyMap<string, Fraction>;
}

export function fraction(n: bigint, d = 1n): Fraction {
  if (d === 0n) throw new NoValue();
  const g = gcd(n < 0n ? -n : n, d < 0n ? -d : d) || 1n;
  const sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / g, d: (sign * d) / g };
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
const times = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);
const same = (a: Fraction, b: Fraction): boolean => a.n === b.n && a.d === b.d;
const zero = fraction(0n);
const one = fraction(1n);
const constant = (value: Fraction): Dual => ({ value, slope: zero });

/** Whether two expressions have one value; undefined where one of them has none. */
export function agree(left: Expression, right: Expression, assignment: Assignment): boolean | undefined {
  const [a, b] = [left, right].map((e) => valueAt(e, assignment));
  return a === undefined || b === undefined ? undefined : same(a, b);
}

export function valueAt(e: Expression, { names }: Assignment): Fraction | undefined {
  try {
    return new Evaluation(undefined).of(e, new Map([...names].map(([name, x]) => [name, constant(x)]))).value;
  } catch (error) {
    if (error instanceof NoValue) return undefined;
    throw error;
  }
}

type Scope = ReadonlyMap<string, Dual>;

class Evaluation {
  /** Text of the member that derivatives are taken by. */
  readonly #by: string | undefined;

  constructor(by: string | undefined) {
    this.#by = by;
  }

  of(e: Expression, scope: Scope): Dual {
    switch (e.kind) {
      case "rational":
        return constant(fraction(e.numerator, e.denominator));
      case "symbol":
        return this.#symbol(e, scope);
      case "sum":
        return e.terms.map((x) => this.of(x, scope)).reduce(addDuals);
      case "product":
        return e.factors.map((x) => this.of(x, scope)).reduce(multiplyDuals);
      case "power":
        return powerOf(this.of(e.base, scope), this.of(e.exponent, scope));
      case "call":
        return exponential(e.name, this.of(e.argument, scope));
      case "delta":
        return constant(same(this.of(e.left, scope).value, this.of(e.right, scope).value) ? one : zero);
      case "indexed":
        return this.#indexed(e, scope);
      case "derivative": {
        if (this.#by !== undefined) throw new NoValue();
        return constant(new Evaluation(textOf(e.variable, scope)).of(e.body, scope).slope);
      }
      default:
        throw new NoValue();
    }
  }

  #symbol(s: SymbolNode, scope: Scope): Dual {
    const text = textOf(s, scope);
    const known = scope.get(text) ?? scope.get(s.indices.length === 0 ? s.name : text);
    const value = known?.value ?? memberValue(text);
    return { value, slope: text === this.#by ? one : (known?.slope ?? zero) };
  }

  #indexed(e: IndexedNode, scope: Scope): Dual {
    const combine = e.operator === "sum" ? addDuals : multiplyDuals;
    const terms = scopesOver(e, scope, (x) => this.of(x, scope).value).map((inner) => this.of(e.body, inner));
    return terms.reduce(combine, constant(e.operator === "sum" ? zero : one));
  }
}

/** The scope of the body for each member of the range. */
function scopesOver(e: IndexedNode, scope: Scope, value: (x: Expression) => Fraction): readonly Scope[] {
  const { index, range } = e;
  const without = new Map([...scope].filter(([name]) => name !== index && !name.startsWith(`${index}_`)));
  if (range.kind === "values") return range.values.map((v) => new Map([...without, [index, constant(value(v))]]));
  const members = wholesBetween(value(range.from), value(range.to));
  if (range.kind === "interval") return members.map((m) => new Map([...without, [index, constant(fraction(m))]]));
  return members.reduce<readonly Scope[]>(
    (list, m) => list.flatMap((s) => range.values.map((v) => new Map([...s, [`${index}_${m}`, constant(value(v))]]))),
    [without],
  );
}

function wholesBetween(from: Fraction, to: Fraction): readonly bigint[] {
  if (from.d !== 1n || to.d !== 1n) throw new NoValue();
  const list: bigint[] = [];
  for (let k = from.n; k <= to.n; k++) list.push(k);
  return list;
}

/** "u_1_2"; an index must be whole. */
function textOf(s: SymbolNode, scope: Scope): string {
  const indices = s.indices.map((i) => new Evaluation(undefined).of(i, scope).value);
  if (indices.some((i) => i.d !== 1n)) throw new NoValue();
  return [s.name, ...indices.map((i) => `${i.n}`)].join("_");
}

/** Any number that is not 0, the same for the same member. */
function memberValue(text: string): Fraction {
  const hash = [...text].reduce((h, c) => (h * 31 + c.codePointAt(0)!) % 1009, 7);
  return fraction(BigInt((hash % 5) + 1) * (hash % 3 === 0 ? -1n : 1n));
}

function addDuals(a: Dual, b: Dual): Dual {
  return { value: plus(a.value, b.value), slope: plus(a.slope, b.slope) };
}

function multiplyDuals(a: Dual, b: Dual): Dual {
  return { value: times(a.value, b.value), slope: plus(times(a.slope, b.value), times(a.value, b.slope)) };
}

function powerOf(base: Dual, exponent: Dual): Dual {
  const { n, d } = exponent.value;
  if (d !== 1n || n > 64n || n < -64n || !same(exponent.slope, zero)) throw new NoValue();
  if (n === 0n) return constant(one);
  const size = n < 0n ? -n : n;
  const raise = (x: Fraction, k: bigint): Fraction => fraction(x.n ** k, x.d ** k);
  const invert = (x: Fraction): Fraction => fraction(x.d, x.n);
  const value = n < 0n ? invert(raise(base.value, size)) : raise(base.value, size);
  if (same(base.slope, zero)) return constant(value);
  // n x^(n−1) x'
  const lower = n < 0n ? invert(raise(base.value, size + 1n)) : raise(base.value, size - 1n);
  return { value, slope: times(times(fraction(n), lower), base.slope) };
}

function exponential(name: string, argument: Dual): Dual {
  const { n, d } = argument.value;
  if (name !== "exp" || d !== 1n || n > 4096n || n < -4096n) throw new NoValue();
  const value = n < 0n ? fraction(1n, 2n ** -n) : fraction(2n ** n);
  return { value, slope: times(value, argument.slope) };
}
