/**
 * The numeric leg of the zero test: a point in the domain where a formula is proven not to vanish. A formal
 * difference may be due to a relation that the field leg does not know; a witness leaves no doubt.
 */
import type { Rng } from "../../numeric/random.ts";
import { type Rational, rational, rationalToText } from "../exact/rational.ts";
import type { Expression } from "../expression.ts";
import { Balls, excludesZero } from "./ball.ts";
import { Evaluator } from "./numbers.ts";

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
  /** Expressions that are positive by declaration. */
  readonly positive: readonly Expression[];
  readonly positiveSymbols: ReadonlySet<string>;
  readonly complex: boolean;
  /** Points of the domain to look at. */
  readonly points: number;
}

/** Scales of the points tried in turn: most formulas live near 1, some only near 0 or far out. */
const scales: readonly number[] = [1, 2, 1, 4, 8, 1, 3, 16];
/** Points at one precision: enough to meet a domain of a few per cent, and to see past a factor that is often 0. */
const mostPoints = 48;

/** A value k/64 times the scale over 2, of either sign unless declared positive. */
function draw(rng: Rng, scale: number, positive: boolean): Rational {
  const k = 1 + rng.integer(127);
  return rational(positive || rng.integer(2) === 0 ? k * scale : -k * scale, 128);
}

/** Looks for a witness at `bits` of precision; `points` counts the points of the domain that were met. */
export function findWitness(
  question: Question,
  rng: Rng,
  bits: number,
): { readonly witness?: Witness; readonly points: number } {
  const balls = new Balls(bits);
  let points = 0;
  for (let k = 0; k < mostPoints && points < question.points; k++) {
    const scale = scales[k % scales.length]!;
    const allPositive = k % 3 === 2;
    const point = new Map(
      question.symbols.map((s) => [s, draw(rng, scale, allPositive || question.positiveSymbols.has(s))] as const),
    );
    const values = new Map([...point].map(([s, q]) => [s, balls.fromRational(q)] as const));
    const evaluator = new Evaluator(balls, values, question.complex);
    if (!question.positive.every((e) => isPositiveAt(evaluator, e))) continue;
    const found = question.claims.map((e) => evaluator.value(e));
    if (!found.every((z) => z !== undefined)) continue;
    points++;
    const nonzero = found.find((z) => excludesZero(z));
    if (nonzero === undefined) continue;
    const exact = Object.fromEntries([...point].map(([s, q]) => [s, rationalToText(q)]));
    return { witness: { point: exact, value: balls.toText(nonzero) }, points };
  }
  return { points };
}

function isPositiveAt(evaluator: Evaluator, e: Expression): boolean {
  const z = evaluator.value(e);
  return z !== undefined && z.re > z.radius;
}
