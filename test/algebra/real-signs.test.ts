/** Complex numbers have no order: whoever declares the sign of one, or compares it, is refused. */
import { describe, expect, it } from "vitest";
import { type Derivation, derive, isZero, judgeDerivation, parse } from "../../src/algebra/index.ts";

const notation = { x: { meaning: "a number" }, y: { meaning: "another" }, z: { meaning: "a third" } };
const head = (...assuming: readonly string[]) => ({ id: "s", title: "A sign", source: "none", notation, assuming });
const trivial = (assumption: string) => derive(head(assumption)).algebra("1", "x = x").from().connecting("1", "1");
const judge = (d: Derivation) => judgeDerivation(d, { seed: 1, variants: false });

describe("the sign of a complex expression", () => {
  it.each(["x + I*y > 0", "0 <= I*x", "I < x", "x - I*y >= 1", "(-1)^x > 0"])("%s is no assumption", (text) => {
    expect(() => trivial(text)).toThrow(/a real expression/);
  });

  it("is refused where a derivation comes as data", () => {
    const real = derive(head("x > 0")).algebra("1", "sqrt(x^2) = x").from().connecting("1", "1");
    const of = parse("x + I*y", notation);
    expect(() => judge({ ...real, assuming: [{ kind: "positive", of }] })).toThrow(/order of x \+ I\*y/);
    const steps = real.steps.map((s) => ({ ...s, assuming: [{ kind: "nonnegative", of } as const] }));
    expect(() => judge({ ...real, steps })).toThrow(/order of x \+ I\*y/);
  });

  it("is refused of a name that is defined so", () => {
    const d = derive(head("z > 0")).define("0", "z = x + I*y").algebra("1", "sqrt(z^2) = z");
    expect(() => judge(d.connecting("0", "1"))).toThrow(/x \+ I\*y > 0/);
  });

  it("is refused in an inequality and by the zero test", () => {
    const d = derive(head()).inequality("1", "0 <= x + I*y", { evident: "x + I*y" }).from();
    expect(() => judge(d.connecting("1", "1"))).toThrow(/order of/);
    expect(() => isZero(parse("x", ["x"]), { positive: ["x + I"] })).toThrow(/a real expression/);
  });

  it.each(["abs(x + I*y) > 0", "x + I*y != 0", "x^2 > 0"])("%s may be assumed", (text) => {
    expect(() => trivial(text)).not.toThrow();
  });
});
