/** Drawn statements about sums with degenerate ranges, judged and held against brute force in exact fractions. */
import { describe, expect, test } from "vitest";
import { parse } from "../../src/algebra/index.ts";
import { Rng } from "../../src/numeric/random.ts";
import { drawStatements, type SumStatement } from "./sum-statements/draw.ts";
import { type Comparison, compare } from "./sum-statements/judge.ts";
import { agree, fraction, valueAt } from "./sum-statements/oracle.ts";

/** Statements of each of the thirteen kinds. */
const ofEach = 10;
const drawn = drawStatements(Rng.fromSeed(20261130), ofEach).map((s): readonly [SumStatement, Comparison] => [
  s,
  compare(s),
]);
const textOf = (s: SumStatement): string => `${s.left} = ${s.right} (${s.assuming.join(", ")})`;

describe("statements about sums that are drawn at random", () => {
  test("none that is false is accepted under what the verdict says, and none that is true refuted", () => {
    const faults = drawn.flatMap(([s, { fault }]) => (fault === undefined ? [] : [`${textOf(s)}: ${fault}`]));
    expect(faults).toEqual([]);
  });

  test("at most one of the ordinary true ones is left undecided", () => {
    const ordinary = drawn.filter(([s, { isTrue }]) => s.ordinary && isTrue);
    const open = ordinary
      .filter(([, { verdict }]) => verdict === "undecided")
      .map(([s, c]) => `${textOf(s)}: ${c.says}`);
    expect(ordinary.length).toBeGreaterThan(2 * ofEach);
    expect(open.slice(1)).toEqual([]);
  });

  test("both true and false ones of every kind are among them, and most of the false ones are refuted", () => {
    const judged = drawn.filter(([, { isTrue }]) => !isTrue);
    expect(new Set(drawn.map(([s]) => s.kind)).size).toBe(13);
    expect(judged.length).toBeGreaterThan(3 * ofEach);
    expect(judged.filter(([, { verdict }]) => verdict === "refuted").length).toBeGreaterThan(judged.length / 3);
  });
});

describe("the brute force they are held against", () => {
  const read = (text: string) => parse(text, ["c", "h", "i", "j", "u", "N"]);
  const at = (n: bigint, d = 1n) => ({
    names: new Map([
      ["N", fraction(n, d)],
      ["c", fraction(3n)],
    ]),
  });

  test.each([
    ["sum(i, i, 1, N)", 4n, 10n],
    ["sum(i, i, 5, N)", 2n, 0n],
    ["prod(i, i, 5, N)", 2n, 1n],
    ["sum(1, h, [0, 1], 1, N)", 3n, 8n],
    ["sum(h[1] + 2*h[2], h, [0, 1], 1, N)", 2n, 6n],
    ["diff(sum(c^i, i, 0, N), c)", 2n, 7n],
    ["sum(sum(1, j, i + 2, N), i, 1, N)", 4n, 3n],
    ["sum(i*sum(i, i, 1, 2), i, 1, N)", 2n, 9n],
  ])("%s at N = %s is %s", (text, n, value) => {
    expect(valueAt(read(text), at(n))).toEqual(fraction(value));
  });

  test("a range without whole ends has no value, and one statement may have none", () => {
    expect(valueAt(read("sum(1, i, 1, N)"), at(1n, 2n))).toBeUndefined();
    expect(agree(read("sum(1, i, 1, N)"), read("N"), at(1n, 2n))).toBeUndefined();
    expect(agree(read("sum(1, i, 1, N)"), read("N + 1"), at(2n))).toBe(false);
  });
});
