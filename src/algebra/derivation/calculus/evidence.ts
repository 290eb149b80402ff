/**
 * What is evident of signs, with more means than the form of an expression: declared inequalities added up, Sturm's
 * theorem, the discriminant, and interval arithmetic between numbers. Inside a range the bound variable lies between
 * its ends, and nothing that is assumed of a free symbol of its name counts. Sound and incomplete.
 */
import { add, divide, infinity, negate, subtract, symbol } from "../../construct.ts";
import type { Rational } from "../../exact/rational.ts";
import type { CallNode, Expression, IndexedNode, RationalNode, SymbolNode } from "../../expression.ts";
import { symbolToText, toText } from "../../print/text.ts";
import { equals, freeNames, freeSymbols, freshName, nodes } from "../../structure.ts";
import { substitute } from "../../substitute.ts";
import type { Assumption, Condition } from "../step.ts";
import { byIntervals } from "./enclosure.ts";
import { asFamily, standsOpen, withoutName } from "./families.ts";
import { anyReal, type Box, evaluateOnBox } from "./interval.ts";
import { byAddition } from "./linear-evidence.ts";
import { coefficientsOf, discriminantBelow, type End, isPositiveBetween } from "./polynomial-sign.ts";
import { isNonnegative, isNonzero, isPositive } from "./sign.ts";

/** An open range of a bound variable, with low < high; the ends may be infinite. */
export interface OpenRange {
  readonly variable: SymbolNode;
  readonly low: Expression;
  readonly high: Expression;
}

export type Claim = "positive" | "nonnegative" | "nonzero";

/** Whether an expression without the bound variable is zero for certain. */
export type IsZero = (e: Expression) => boolean;

export const isInfinite = (e: Expression): boolean => equals(e, infinity) || equals(e, negate(infinity));

const remembered = new WeakMap<readonly Assumption[], Map<string, Evidence>>();

/** The evidence under assumptions, in a range or without one; what it has found is kept as long as the assumptions. */
export function evidenceOf(assumptions: readonly Assumption[], isZero: IsZero, range?: OpenRange): Evidence {
  const known = remembered.get(assumptions) ?? new Map<string, Evidence>();
  remembered.set(assumptions, known);
  const key = range === undefined ? "" : [range.variable, range.low, range.high].map(toText).join(" | ");
  const found = known.get(key) ?? new Evidence(assumptions, isZero, range);
  known.set(key, found);
  return found;
}

/** Answers for one range, or for no range at all. */
export class Evidence {
  readonly #range: OpenRange | undefined;
  readonly #facts: readonly Assumption[];
  readonly #isZero: IsZero;
  readonly #known = new Map<string, boolean>();
  #box: Box | undefined;

  constructor(assumptions: readonly Assumption[], isZero: IsZero, range?: OpenRange) {
    this.#range = range;
    this.#isZero = isZero;
    const outside = range === undefined ? assumptions : withoutName(assumptions, range.variable.name);
    this.#facts = [...outside, ...(range === undefined ? [] : factsOf(range))];
  }

  /** That a number is whole, or may be a size, is no matter of its sign and never evident here. */
  has(claim: Condition["kind"], e: Expression): boolean {
    if (claim !== "positive" && claim !== "nonnegative" && claim !== "nonzero") return false;
    const key = `${claim} ${toText(e)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    // A claim that comes back to itself is not evident.
    this.#known.set(key, false);
    const found = this.#find(claim, e);
    this.#known.set(key, found);
    return found;
  }

  #find(claim: Claim, e: Expression): boolean {
    if (!isReal(e)) return false;
    const byForm = { positive: isPositive, nonnegative: isNonnegative, nonzero: isNonzero }[claim];
    if (byForm(e, this.#facts) || this.#counted(e, byForm)) return true;
    if (this.#byBox(claim, e)) return true;
    if (e.kind === "indexed") return this.#ofIndexed(claim, e);
    if (e.kind === "product") return this.#ofProduct(claim, e.factors);
    if (e.kind === "power") return this.#ofPower(claim, e.base, e.exponent);
    if (e.kind === "sum" && claim !== "nonzero" && this.#ofTerms(claim, e.terms)) return true;
    if (e.kind === "call" && this.#ofCall(claim, e)) return true;
    if (claim === "nonzero") return this.has("positive", e) || this.has("positive", negate(e));
    if (byAddition(e, claim === "positive", this.#facts)) return true;
    if (claim === "nonnegative") return this.has("positive", e);
    return this.#byDiscriminant(e) || this.#betweenNumbers(e);
  }

  /** By interval arithmetic over all that the symbols may be. */
  #byBox(claim: Claim, e: Expression): boolean {
    if (e.kind === "rational" || e.kind === "symbol") return false;
    this.#box ??= boxOf(this.#facts);
    const { low, high, defined } = evaluateOnBox(e, this.#box);
    if (!defined) return false;
    return low > 0 || (claim === "nonnegative" && low >= 0) || (claim === "nonzero" && high < 0);
  }

  /** Counted from an end, x = low + s or x = high − s with s > 0, the form may show more. */
  #counted(e: Expression, byForm: (e: Expression, assumptions: readonly Assumption[]) => boolean): boolean {
    if (this.#range === undefined || !freeNames(e).has(this.#range.variable.name)) return false;
    const { variable, low, high } = this.#range;
    const s = symbol(freshName("distance", new Set([...freeNames(e), ...freeNames(low), ...freeNames(high)])));
    const facts = [...this.#facts, { kind: "positive", of: s } as const];
    const ways = [...(isInfinite(low) ? [] : [add(low, s)]), ...(isInfinite(high) ? [] : [subtract(high, s)])];
    return ways.some((x) => byForm(substitute(e, variable, x), facts));
  }

  /** An even number of negative factors; what vanishes at an end only is of one sign inside. */
  #ofProduct(claim: Claim, factors: readonly Expression[]): boolean {
    if (claim === "nonzero") return factors.every((f) => this.has("nonzero", f));
    let negative = false;
    for (const f of factors) {
      if (this.has(claim, f)) continue;
      if (!this.has(claim, negate(f))) return this.#wholeProduct(claim, factors);
      negative = !negative;
    }
    return !negative;
  }

  #wholeProduct(claim: Claim, factors: readonly Expression[]): boolean {
    const e: Expression = { kind: "product", factors };
    if (byAddition(e, claim === "positive", this.#facts)) return true;
    if (claim === "nonnegative") return this.has("positive", e);
    return this.#byDiscriminant(e) || this.#betweenNumbers(e);
  }

  #ofPower(claim: Claim, base: Expression, exponent: Expression): boolean {
    if (this.has("positive", base)) return true;
    if (exponent.kind !== "rational" || exponent.denominator !== 1n) {
      const rises = this.has("positive", exponent);
      return claim === "nonnegative" && rises && this.has("nonnegative", base);
    }
    const isDenominator = exponent.numerator < 0n;
    if (isDenominator && !this.has("nonzero", base)) return false;
    if (claim === "nonzero") return this.has("nonzero", base);
    if (exponent.numerator % 2n === 0n) return claim === "nonnegative" || this.has("nonzero", base);
    return this.has(claim, base);
  }

  #ofTerms(claim: Claim, terms: readonly Expression[]): boolean {
    if (!terms.every((t) => this.has("nonnegative", t))) return false;
    return claim === "nonnegative" || terms.some((t) => this.has("positive", t));
  }

  /** Functions that have the sign of their argument, the logarithm that of u − 1. */
  #ofCall(claim: Claim, { name, argument }: CallNode): boolean {
    if (name === "log") return this.has("positive", argument) && this.has(claim, subtract(argument, 1));
    return signKeeping.has(name) && this.has(claim, argument);
  }

  /** A sum of what is not negative; one that is above 0 has a term. An empty product is 1. */
  #ofIndexed(claim: Claim, { operator, range, index, body }: IndexedNode): boolean {
    const wanted = operator === "sum" && claim === "nonzero" ? "positive" : claim;
    if (range.kind !== "interval") {
      const values = range.values.every((v) => freeNames(v).size === 0);
      const inside = new Evidence(withoutName(this.#facts, index), this.#isZero);
      return values && range.values.length > 0 && inside.has(wanted, body);
    }
    const facts = withinIndex(this.#facts, { index, from: range.from, to: range.to }, this.#isZero);
    if (facts === undefined || [range.from, range.to].some(isInfinite)) return false;
    const hasTerm =
      operator === "product" || wanted === "nonnegative" || this.has("nonnegative", subtract(range.to, range.from));
    return hasTerm && new Evidence(facts, this.#isZero).has(wanted, body);
  }

  #byDiscriminant(e: Expression): boolean {
    if (this.#range === undefined) return false;
    const coefficients = coefficientsOf(e, this.#range.variable);
    if (coefficients?.length !== 3 || coefficients.every((c) => c.kind === "rational")) return false;
    return this.has("positive", coefficients[2]!) && this.has("positive", discriminantBelow(coefficients));
  }

  #betweenNumbers(e: Expression): boolean {
    if (this.#range === undefined) return false;
    const { variable, low, high } = this.#range;
    const names = freeNames(e);
    if (names.size !== 1 || !names.has(variable.name)) return false;
    const coefficients = coefficientsOf(e, variable);
    const [a, b] = [endOf(low), endOf(high)];
    if (coefficients?.every(isNumber) === true && a !== undefined && b !== undefined) {
      return isPositiveBetween(coefficients, a, b);
    }
    return byIntervals(e, this.#range, this.#isZero);
  }
}

const signKeeping: ReadonlySet<string> = new Set(["sinh", "tanh", "asinh", "atan", "erf"]);

/** Nothing is evident of an expression with the imaginary unit or with infinity in it. */
function isReal(e: Expression): boolean {
  for (const x of nodes(e)) if (x.kind === "constant" && x.name !== "pi") return false;
  return true;
}

/** Symbols that are declared to lie above or below a number. */
function boxOf(facts: readonly Assumption[]): Box {
  const box = new Map<string, { low: number; high: number }>();
  for (const a of facts) {
    if (a.kind !== "positive" && a.kind !== "nonnegative") continue;
    for (const x of freeSymbols(a.of).values()) {
      const coefficients = coefficientsOf(a.of, x);
      const [offset, slope] = coefficients ?? [];
      if (coefficients?.length !== 2 || offset?.kind !== "rational" || slope?.kind !== "rational") continue;
      const bound = evaluateOnBox(divide(negate(offset), slope), new Map());
      const name = symbolToText(x);
      const { low, high } = box.get(name) ?? anyReal;
      const rises = slope.numerator > 0n;
      box.set(name, { low: rises ? Math.max(low, bound.low) : low, high: rises ? high : Math.min(high, bound.high) });
    }
  }
  return box;
}

const isNumber = (e: Expression): e is RationalNode => e.kind === "rational";

function endOf(e: Expression): End | undefined {
  if (equals(e, infinity)) return "infinity";
  if (equals(e, negate(infinity))) return "minus infinity";
  return e.kind === "rational" ? (e as Rational) : undefined;
}

/** A range of whole numbers. */
export interface IndexRange {
  readonly index: string;
  readonly from: Expression;
  readonly to: Expression;
}

/**
 * What holds for every index of a range: what does not speak of it, what is assumed of a whole family, and the range.
 * Undefined where something is assumed of the index that is not true in the whole range.
 */
export function withinIndex(
  assumptions: readonly Assumption[],
  { index, from, to }: IndexRange,
  isZero: IsZero,
): readonly Assumption[] | undefined {
  const name = symbol(index);
  const range: readonly Assumption[] = [subtract(name, from), subtract(to, name)].map((of) => ({
    kind: "nonnegative",
    of,
  }));
  const facts = [...withoutName(assumptions, index), ...range];
  const evidence = new Evidence(facts, isZero);
  for (const a of assumptions) {
    if (a.kind === "premise" || !standsOpen(a.of, index)) continue;
    const claim = a.kind === "positive" || a.kind === "nonnegative" || a.kind === "nonzero" ? a.kind : undefined;
    if (claim === undefined || !evidence.has(claim, a.of)) return undefined;
  }
  return [...facts, ...assumptions.flatMap((a) => asFamily(a, index))];
}

/** low < x < high. */
export function factsOf({ variable, low, high }: OpenRange): readonly Assumption[] {
  const above = (of: Expression): Assumption => ({ kind: "positive", of });
  const [below, beyond] = [!isInfinite(low), !isInfinite(high)];
  return [
    ...(below ? [above(subtract(variable, low))] : []),
    ...(beyond ? [above(subtract(high, variable))] : []),
    ...(below && beyond ? [above(subtract(high, low))] : []),
  ];
}
