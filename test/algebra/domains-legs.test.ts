/** All functions at special arguments on all legs: zero test, printed code, and 64 digits by a witness of its own. */
import { describe, expect, it } from "vitest";
import { call, compile, functionNames, isZero, parse, subtract } from "../../src/algebra/index.ts";
import { boundaryValue, isValue } from "./boundary-oracle.ts";

const special = ["0", "1", "-1", "1/2", "-1/2", "2", "-3/2"];
const roots = ["1/2", "1/3", "-1/2", "-1/3", "3/2", "2", "-1"];

const calls = functionNames.flatMap((name) => special.map((q) => call(name, parse(q, []))));
const powers = special.flatMap((q) =>
  roots.filter((c) => q !== "0" || !c.startsWith("-")).map((c) => parse(`(${q})^(${c})`, [])),
);

describe("functions and powers at special arguments", () => {
  it.each([...calls, ...powers].map((e) => [e.kind === "call" ? e.name : e.kind, e] as const))("%s %#", (_, e) => {
    const oracle = boundaryValue(e, {});
    const printed = compile(e, [])();
    const itself = isZero(subtract(e, e));
    if (oracle === "none") {
      expect(Number.isFinite(printed)).toBe(false);
      expect(itself.verdict).toBe("undecided");
      expect(itself.why).toMatch(/no value|division by zero/);
    }
    if (!isValue(oracle)) return;
    const value = oracle.toNumber();
    expect(Math.abs(printed - value)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(value)));
    expect(itself.verdict).toBe("zero");
    expect(isZero(subtract(e, parse(oracle.plus("1e-30").toFixed(50), []))).verdict).toBe("nonzero");
    const { witness } = isZero(subtract(e, parse(oracle.toFixed(50), [])));
    // What is left of a value that is cut at 50 digits is that small on the other leg too.
    if (witness !== undefined) expect(Math.abs(evaluated(witness.value))).toBeLessThan(1e-45);
  });
});

function evaluated(text: string): number {
  const [above, below] = text.split("/").map(Number);
  return above! / (below ?? 1);
}
