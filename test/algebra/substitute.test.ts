import { describe, expect, it } from "vitest";
import {
  canonicalBounds,
  equals,
  parse,
  renameBound,
  substitute,
  substituteAll,
  substituteFamily,
  symbol,
  toText,
  unroll,
} from "../../src/algebra/index.ts";
import { errorOf } from "./support.ts";

const names = "a b c d x y t u v w W U N M i j k h alpha beta".split(" ");
const read = (text: string) => parse(text, names);

describe("substitution", () => {
  it("replaces free symbols only", () => {
    expect(toText(substitute(read("i + sum(u[i]*x, i, 1, N)"), "i", read("7")))).toBe("7 + sum(u[i]*x, i, 1, N)");
    expect(toText(substitute(read("sum(u[i], i, 1, N)"), "N", 3))).toBe("sum(u[i], i, 1, 3)");
  });

  it("renames a bound index rather than capture a free one", () => {
    const e = substitute(read("sum(u[i]*x, i, 1, N)"), "x", read("v[i]"));
    expect(equals(e, read("sum(u[k]*v[i], k, 1, N)"))).toBe(true);
  });

  it("replaces several symbols at once", () => {
    const [x, y] = [symbol("x"), symbol("y")];
    expect(
      toText(
        substituteAll(read("x - y/x"), [
          [x, y],
          [y, x],
        ]),
      ),
    ).toBe("y - x/y");
  });

  it("refuses to guess whether two indices are equal", () => {
    expect(errorOf(() => substitute(read("sum(u[i], i, 1, N)"), "u_1", 0)).found).toContain("u[i] where u_1");
    expect(errorOf(() => substitute(read("u[j]"), read("u[i]") as ReturnType<typeof symbol>, 0)).code).toBe("domain");
    expect(toText(substitute(read("u_1 + u_2"), "u_1", read("x")))).toBe("x + u_2");
  });

  it("refuses a fraction in the place of an index", () => {
    expect(errorOf(() => substitute(read("u[i]^2"), "i", read("1/2"))).expected).toContain("whole");
    expect(errorOf(() => substitute(read("sum(W[i, j], i, 1, N)"), "j", read("3/2"))).code).toBe("domain");
    expect(toText(substitute(read("u[i + 1/2]"), "i", read("k - 1/2")))).toBe("u[k]");
  });

  it("replaces a family by a formula in its index, without capture", () => {
    const modes = substituteFamily(
      read("sum(x[k]^2, k, 1, M)"),
      "x",
      ["alpha"],
      read("sum(U[k, alpha]*v[k], k, 1, N)"),
    );
    expect(equals(modes, read("sum(sum(U[j, i]*v[j], j, 1, N)^2, i, 1, M)"))).toBe(true);
  });

  it("asks for a derivative to be carried out before its variable is replaced", () => {
    expect(errorOf(() => substitute(read("diff(x^2, x)"), "x", read("3"))).advice).toContain("differentiate");
    expect(toText(substitute(read("diff(x^2*a, x)"), "a", read("3")))).toBe("diff(3*x^2, x)");
  });

  it("renames bound names by hand and to a common form", () => {
    const sum = read("sum(u[i]*sum(W[i, j], j, 1, M), i, 1, N)");
    if (sum.kind !== "indexed") throw new Error("not a sum");
    expect(toText(renameBound(sum, "j"))).toBe("sum(u[j]*sum(W[j, j1], j1, 1, M), j, 1, N)");
    expect(toText(canonicalBounds(sum))).toBe("sum(u[bound0]*sum(W[bound0, bound1], bound1, 1, M), bound0, 1, N)");
  });
});

describe("unrolling", () => {
  it.each([
    ["sum(u[i], i, 1, 3)", "u_1 + u_2 + u_3"],
    ["sum(u[i], i, 1, 0)", "0"],
    ["prod(u[i], i, 2, 3)", "u_2*u_3"],
    ["prod(u[i], i, 2, 1)", "1"],
    ["sum(sum(W[i, j], j, 1, i), i, 1, 2)", "W_1_1 + W_2_1 + W_2_2"],
    ["sum(h*x, h, [-1, 1])", "-x + x"],
    ["sum(h_1*h_2, h, [a, b], 1, 2)", "a*a + a*b + b*a + b*b"],
    ["sum(sum(h[j]*b[j], j, 1, 2), h, [0, 1], 1, 2)", "b_2 + b_1 + b_1 + b_2"],
    ["sum(delta(i, 2)*u[i], i, 1, 3)", "u_2"],
    ["sum(u[i], i, 1, N)", "sum(u[i], i, 1, N)"],
    ["sum(h[j], h, [0, 1], 1, 2)", "sum(h[j], h, [0, 1], 1, 2)"],
  ])("writes %s as %s", (text, expected) => {
    expect(toText(unroll(read(text)))).toBe(expected);
  });

  it("refuses sums that would fill the memory", () => {
    expect(errorOf(() => unroll(read("sum(h_1, h, [0, 1], 1, 40)"))).code).toBe("capability");
    expect(errorOf(() => unroll(read("sum(u[i], i, 1, 1e9)"))).found).toBe("1000000000 terms");
  });
});
