/**
 * The numeric leg of the zero test: points of the domain, special ones and random ones, and what is proven of a formula
 * there. A formal difference may be due to a relation that the field leg does not know; a witness leaves no doubt. And
 * a formal zero may be due to a domain that the field leg overlooks; a point at which the formula vanishes, and none at
 * which it does not, is the second opinion on it.
 */
import type { Rng } from "../../numeric/random.ts";
import { fromInteger, type Rational, rational, rationalToText } from "../exact/rational.ts";
import type { Expression } from "../expression.ts";
import { Balls } from "./ball.ts";
import { Evaluator } from "./numbers.ts";
import { isKnown, isNonzero, type Known, signOf, Values } from "./value.ts";

/** A point at which an expression is not zero. */
export interface Witness {
  /** Exact value of each symbol, by its text. */
  readonly point: Readonly<Record<string, string>>;
  /** The value of the expression there, to the digits that are proven. */
  readonly value: string;
}

export interface Question {
  readonly claims: readonly Expression[];
  /** Texts of the free symbols. */
  readonly symbols: readonly string[];
  /** Expressions that have to be positive at a point. */
  readonly positive: readonly Expression[];
  /** Expressions that have to be different from 0 at a point. */
  readonly nonzero: readonly Expression[];
  readonly positiveSymbols: ReadonlySet<string>;
  /** Whether logarithms and roots of negative numbers have their principal values. */
  readonly principal: boolean;
}

/** What was seen: a witness, and how many points there were of each kind. */
export interface Look {
  readonly witness?: Witness;
  /** Points of the domain at which the formula has a value. */
  readonly points: number;
  /** Points of the domain at which it may have one, for all that can be told. */
  readonly open: number;
}

/** Scales of the points tried in turn: most formulas live near 1, some only near 0 or far out. */
const scales: readonly number[] = [1, 2, 1, 4, 8, 1, 3, 16];
/** Points at one precision: enough to meet a domain of a few per cent, and to see past a factor that is often 0. */
const mostPoints = 48;
/** Special points of a formula in many symbols. */
const mostSpecial = 12;

type Point = ReadonlyMap<string, Rational>;

/** A value k/64 times the scale over 2, of either sign unless declared positive. */
function draw(rng: Rng, scale: number, positive: boolean): Rational {
  const k = 1 + rng.integer(127);
  return rational(positive || rng.integer(2) === 0 ? k * scale : -k * scale, 128);
}

/** Looks for a witness at `bits` of precision, at up to `wanted` random points of the domain. */
export function findWitness(question: Question, rng: Rng, bits: number, wanted: number): Look {
  const look = new Looking(question, rng, bits);
  for (let k = 0; k < mostPoints && look.points < wanted && look.witness === undefined; k++) {
    const scale = scales[k % scales.length]!;
    const allPositive = k % 3 === 2;
    const at = (s: string): Rational => draw(rng, scale, allPositive || question.positiveSymbols.has(s));
    look.at(new Map(question.symbols.map((s) => [s, at(s)] as const)), false);
  }
  return look;
}

/** Looks at special points: symbols that are 0, 1 or −1, all or one of them, and symbols that are equal. */
export function lookAtSpecialPoints(question: Question, rng: Rng, bits: number): Look {
  const look = new Looking(question, rng, bits);
  for (const point of specialPoints(question, rng)) {
    if (look.witness === undefined) look.at(point, true);
  }
  return look;
}

function specialPoints({ symbols, positiveSymbols }: Question, rng: Rng): readonly Point[] {
  const values = [0, 1, -1].map((n) => fromInteger(n));
  const all = (q: Rational): Point => new Map(symbols.map((s) => [s, q] as const));
  if (symbols.length === 0) return [new Map()];
  if (symbols.length === 1) return [...values, rational(1, 2), rational(2)].map(all);
  if (symbols.length === 2) {
    const [x, y] = symbols as [string, string];
    const pairs = values.flatMap((p) =>
      values.map(
        (q): Point =>
          new Map([
            [x, p],
            [y, q],
          ]),
      ),
    );
    return [...pairs, all(rational(1, 2))];
  }
  const alone = symbols.flatMap((one) =>
    values.slice(0, 2).map((q): Point => {
      const other = (s: string): Rational => draw(rng, 1, positiveSymbols.has(s));
      return new Map(symbols.map((s) => [s, s === one ? q : other(s)] as const));
    }),
  );
  return [...values.map(all), all(rational(1, 2)), ...alone].slice(0, mostSpecial);
}

class Looking implements Look {
  readonly #question: Question;
  readonly #rng: Rng;
  readonly #balls: Balls;
  readonly #values: Values;
  witness?: Witness;
  points = 0;
  open = 0;

  constructor(question: Question, rng: Rng, bits: number) {
    this.#question = question;
    this.#rng = rng.child("parts without a value of their own");
    this.#balls = new Balls(bits);
    this.#values = new Values(this.#balls);
  }

  /** exactly: whether the values of the symbols are carried as exact numbers too. */
  at(point: Point, exactly: boolean): void {
    const { claims, positive, nonzero, principal } = this.#question;
    const evaluator = new Evaluator(this.#balls, this.#assignment(point, exactly), principal);
    if (!positive.every((e) => isPositiveAt(evaluator, e))) return;
    if (!nonzero.every((e) => isNonzeroAt(evaluator, e))) return;
    const found = claims.map((e) => evaluator.value(e));
    if (found.includes("none")) return;
    const known = found.filter(isKnown);
    if (known.length < found.length) {
      this.open++;
      return;
    }
    this.points++;
    const value = known.find(isNonzero);
    if (value !== undefined) this.witness = { point: textsOf(point), value: this.#textOf(value) };
  }

  #assignment(point: Point, exactly: boolean): (text: string) => Known | undefined {
    const known = new Map<string, Known>();
    const make = (text: string): Known => {
      const q = point.get(text);
      // A part that is taken whole may have any value.
      if (q === undefined) return this.#values.on("real", this.#balls.fromRational(draw(this.#rng, 1, false)));
      return exactly ? this.#values.exact(q) : this.#values.on("real", this.#balls.fromRational(q));
    };
    return (text) => {
      const found = known.get(text) ?? make(text);
      known.set(text, found);
      return found;
    };
  }

  #textOf({ exact, axis, ball }: Known): string {
    if (exact === undefined) return this.#balls.toText(ball);
    return axis === "real" ? rationalToText(exact) : `${rationalToText(exact)}*I`;
  }
}

function textsOf(point: Point): Readonly<Record<string, string>> {
  return Object.fromEntries([...point].map(([s, q]) => [s, rationalToText(q)]));
}

function isPositiveAt(evaluator: Evaluator, e: Expression): boolean {
  const v = evaluator.value(e);
  return isKnown(v) && signOf(v) === 1;
}

function isNonzeroAt(evaluator: Evaluator, e: Expression): boolean {
  const v = evaluator.value(e);
  return isKnown(v) && isNonzero(v);
}
