/**
 * Formulas drawn on the edge of where they are defined: 0 under roots and logarithms, functions at the ends of their
 * domains, signs at 0. Whatever the zero test says of them is held against 64 digits at special points.
 */
import { all, type BigNumber, create } from "mathjs";
import { describe, expect, it } from "vitest";
import { AtomTable, expandOverAtoms } from "../../src/algebra/convert/index.ts";
import {
  add,
  call,
  type Expression,
  fraction,
  freeNames,
  isZero,
  multiply,
  parse,
  power,
  symbol,
  toText,
} from "../../src/algebra/index.ts";
import { BoltzproofError } from "../../src/errors.ts";
import { Rng } from "../../src/numeric/random.ts";
import { boundaryValue, isValue, signOfValue } from "./boundary-oracle.ts";

const math = create(all!, { number: "BigNumber", precision: 64 });
const points = ["0", "1", "-1", "0.5", "-0.75", "3.7", "-2"].map((x) => ({ x: math.bignumber(x) }));
const x = symbol("x");

const functions =
  "exp log sin cos asin acos atan sinh cosh tanh coth csch asinh acosh atanh acoth logistic logit softplus entropy abs sign".split(
    " ",
  ) as Parameters<typeof call>[0][];
const exponents = [fraction(1, 2), fraction(1, 3), fraction(-1, 2), fraction(3, 2), fraction(2), fraction(-1), x];

/** As many as take a few seconds. */
const drawings = 100;

const pick = <T>(rng: Rng, list: readonly T[]): T => list[rng.integer(list.length)]!;

/** Leaves are mostly 0, ±1, ½ and x, and differences that are 0 in disguise. */
function draw(rng: Rng, depth: number): Expression {
  if (depth === 0) {
    const zeros = [
      add(x, multiply(-1, x)),
      parse("cosh(x)^2 - sinh(x)^2 - 1", ["x"]),
      parse("x*(x - 1) - x^2 + x", ["x"]),
    ];
    return pick(rng, [
      fraction(0),
      fraction(1),
      fraction(-1),
      fraction(1, 2),
      x,
      x,
      add(x, 1),
      add(1, multiply(-1, x)),
      ...zeros,
    ]);
  }
  const inner = (): Expression => draw(rng, depth - 1 - rng.integer(depth));
  switch (rng.integer(6)) {
    case 0:
      return add(inner(), inner());
    case 1:
      return multiply(inner(), inner());
    case 2:
    case 3:
      return power(inner(), pick(rng, exponents));
    default:
      return call(pick(rng, functions), inner());
  }
}

function drawn(seed: number): Expression | undefined {
  const rng = Rng.fromSeed(seed).child("boundary formulas");
  try {
    const e = draw(rng, 3);
    return rng.integer(2) === 0 ? e : add(e, multiply(-1, draw(rng, 2)));
  } catch (error) {
    if (error instanceof BoltzproofError) return undefined;
    throw error;
  }
}

type Point = Readonly<Record<string, BigNumber>>;

/** Whether the conditions of an answer hold at a point, as far as can be told. */
function admits(conditions: readonly string[], excluded: readonly string[], point: Point): boolean {
  const sign = (text: string): number | undefined => {
    const v = boundaryValue(parse(text, ["x"]), point);
    return isValue(v) ? signOfValue(v) : undefined;
  };
  const holds = (text: string): boolean => {
    const s = sign(text.replace(/ >=? 0$/, ""));
    return s === 1 || (s === 0 && text.endsWith(">= 0"));
  };
  return conditions.every(holds) && excluded.every((text) => (sign(text) ?? 0) !== 0);
}

/** What is wrong with the verdict on a formula, or undefined. */
function fault(e: Expression, seed: number): string | undefined {
  const { verdict, conditions, excluded, witness, why } = isZero(e, { seed });
  if (why?.includes("the legs disagree")) return why;
  if (verdict === "nonzero") {
    const at = Object.fromEntries(
      Object.entries(witness!.point).map(([name, q]) => [name, math.bignumber(math.evaluate(q) as BigNumber)]),
    );
    const value = boundaryValue(e, at);
    return value === "none" || (isValue(value) && signOfValue(value) === 0) ? `false nonzero: ${value}` : undefined;
  }
  if (verdict !== "zero") return undefined;
  for (const point of points) {
    const value = boundaryValue(e, point);
    const isWrong = isValue(value) && (signOfValue(value) ?? 0) !== 0;
    if (isWrong && admits(conditions, excluded, point)) return `false zero at x = ${point.x}: ${value}`;
  }
  return undefined;
}

describe("formulas on the edge of their domains", () => {
  it("are never falsely zero and never falsely nonzero", { timeout: 60_000 }, () => {
    const faults: string[] = [];
    const count = { zero: 0, nonzero: 0, undecided: 0, unsupported: 0 };
    for (let seed = 1; seed <= drawings; seed++) {
      const e = drawn(seed);
      if (e === undefined) continue;
      const found = fault(e, 1);
      count[isZero(e, { seed: 1 }).verdict]++;
      if (found !== undefined) faults.push(`${seed}: ${toText(e)}: ${found}`);
    }
    expect(faults).toEqual([]);
    expect(count.zero).toBeGreaterThan(2);
    expect(count.nonzero).toBeGreaterThan(10);
  });

  it("have the same value once they are written over their atoms", () => {
    const faults: string[] = [];
    for (let seed = 1; seed <= drawings; seed++) {
      const e = drawn(seed);
      if (e === undefined || freeNames(e).size > 1) continue;
      let expanded: Expression;
      try {
        expanded = expandOverAtoms(e, new AtomTable());
      } catch (error) {
        if (error instanceof BoltzproofError) continue;
        throw error;
      }
      for (const point of points) {
        const [a, b] = [boundaryValue(e, point), boundaryValue(expanded, point)];
        if (isValue(a) && isValue(b) && (signOfValue(a.minus(b)) ?? 0) !== 0 && a.minus(b).abs().gt("1e-30")) {
          faults.push(`${seed}: ${toText(e)} = ${a}, and ${toText(expanded)} = ${b} at x = ${point.x}`);
        }
      }
    }
    expect(faults).toEqual([]);
  });
});
