/**
 * Attacks on the kernel: false lines that a checker without care would prove, because a quantity hides what it depends
 * on, a point is taken for all points, a bound name meets a free one, or a pole is stepped over.
 */
import { describe, expect, test } from "vitest";
import { type Derivation, type DerivationWriter, derive, judgeDerivation, premise } from "../../src/algebra/index.ts";

const names = "A E F G I J N S Z c f g h i k m p r t u v w x y z lambda";
const notation = Object.fromEntries(names.split(" ").map((name) => [name, { meaning: "a quantity" }]));
const start = (...assuming: (string | ReturnType<typeof premise>)[]): DerivationWriter =>
  derive({ id: "attack", title: "An attack", source: "none", notation, assuming });

/** Verdict of the last step. */
function verdict(d: Derivation): string {
  return judgeDerivation(d, { seed: 11 }).steps.at(-1)!.verdict.kind;
}

/** The last step of the writer is false: it must not be proved. */
const rejects = (name: string, written: () => DerivationWriter, first: string, last: string): void => {
  test(name, () => {
    expect(verdict(written().connecting(first, last))).not.toMatch(/proved|enumerated|checked/);
  });
};

const saddle = (): DerivationWriter =>
  start("lambda > 0")
    .define("energy", "E = -f*x - g*y - lambda*x*y")
    .stationarity("flat", "E", "x", "-f - lambda*y = 0")
    .solve("y there", "y = -f/lambda", { roots: ["-f/lambda"] })
    .algebra("energy there", "E = f*g/lambda")
    .from("energy", "y there");

describe("special points are not all points", () => {
  rejects(
    "the slope of a value at a point",
    () => saddle().differentiate("slope", "diff(E, y) = 0").from("energy there"),
    "energy",
    "slope",
  );
  rejects(
    "the sum over a unit of a value at a point",
    () => saddle().marginalise("sum", "sum(E, y, [0, 1]) = 2*f*g/lambda").from("energy there"),
    "energy",
    "sum",
  );
  rejects(
    "a symbol given a value in a condition",
    () => saddle().substitute("value", "-f = 0", { y: "0" }).from("flat"),
    "energy",
    "value",
  );
  rejects(
    "the coordinate of a stationary point differentiated by a parameter",
    () => saddle().differentiate("slope", "diff(y, f) = 0").from("y there"),
    "energy",
    "slope",
  );
});

describe("equations tie their symbols", () => {
  const circle = (): DerivationWriter =>
    start(premise("circle", "x and y are on a circle")).given("circle", "x^2 + y^2 = 1", "circle");
  rejects(
    "y on a circle does not stay when x moves",
    () => circle().differentiate("slope", "diff(x + y, x) = 1"),
    "circle",
    "slope",
  );
  rejects(
    "x on a circle takes no value alone",
    () => circle().substitute("value", "y^2 = 1", { x: "0" }),
    "circle",
    "value",
  );
  rejects(
    "a function given by a quadratic is no constant",
    () =>
      start().cite("quadratic", "z*c*g^2 + (z + c - 1)*g + 1 = 0", "textbook").differentiate("slope", "diff(g, z) = 0"),
    "quadratic",
    "slope",
  );
});

describe("quantities do not hide what they depend on", () => {
  const withX = (): DerivationWriter =>
    start("x != 0", "x small", "N large").define("E", "E = 1/x^2").define("F", "F = N^2");
  rejects(
    "under a sum over a unit",
    () => start().define("E", "E = h").marginalise("sum", "sum(E, h, [0, 1]) = 2*E").from(),
    "E",
    "sum",
  );
  rejects(
    "under a sum over an index",
    () => start().define("E", "E = k").sumRule("sum", "sum(E, k, 1, N) = N*E").from(),
    "E",
    "sum",
  );
  rejects(
    "under an integral",
    () => start().define("E", "E = x").integrate("value", "integral(E, x, 0, 1) = E", "E*x").from(),
    "E",
    "value",
  );
  rejects(
    "under a derivative",
    () => start().define("E", "E = x^2").differentiate("slope", "diff(E*x, x) = E").from(),
    "E",
    "slope",
  );
  rejects("in an expansion", () => withX().expand("order", "x^2*E = 0", "x", 1).from(), "E", "order");
  rejects("in a limit", () => withX().limit("limit", "F/N = 0", "N", "infinity").from(), "F", "limit");
  rejects(
    "through another quantity",
    () => start().define("E", "E = x").define("F", "F = E + 1").differentiate("slope", "diff(F, x) = 0").from("F"),
    "E",
    "slope",
  );
  rejects(
    "in new variables",
    () =>
      start()
        .define("E", "E = x")
        .changeVariables("turned", "integral(E, x, 0, 1) = integral(2*E, t, 0, 1/2)", {
          forward: { t: "x/2" },
          backward: { x: "2*t" },
          jacobian: "1/2",
        })
        .from(),
    "E",
    "turned",
  );
  test("and one that depends on nothing else may stay under its name", () => {
    const d = start()
      .define("E", "E = f^2")
      .marginalise("sum", "sum(E, h, [0, 1]) = 2*E")
      .from()
      .connecting("E", "sum");
    expect(verdict(d)).toBe("proved");
  });
});

describe("bound names are not free ones", () => {
  rejects(
    "a free x beside an integral over x",
    () => start().define("I", "I = x*integral(1, x, 0, 1)").integrate("value", "I = 1/2", "x^2/2"),
    "I",
    "value",
  );
  rejects(
    "an integral under a sum, with the index in its integrand",
    () => start().define("I", "I = sum(integral(k, x, 0, 1), k, 1, N)").integrate("value", "I = N*k", "N*k*x"),
    "I",
    "value",
  );
  rejects(
    "an index of an equation for all indices that is bound inside the match",
    () =>
      start(premise("orthogonal", "the columns are orthonormal"))
        .given("orthogonal", "sum(u[i,k]*u[f,k], k, 1, N) = delta(i, f)", "orthogonal")
        .sumRule("trace", "sum(u[k,k]*u[f,k], k, 1, N) = delta(k, f)"),
    "orthogonal",
    "trace",
  );
});

describe("poles are not stepped over", () => {
  rejects(
    "1/x^2 from -1 to 1",
    () => start().define("I", "I = integral(1/x^2, x, -1, 1)").integrate("value", "I = -2", "-1/x"),
    "I",
    "value",
  );
  rejects(
    "1/x^2 with a declared x",
    () => start("x != 0").define("I", "I = integral(1/x^2, x, -1, 1)").integrate("value", "I = -2", "-1/x"),
    "I",
    "value",
  );
  rejects(
    "tan beyond its pole",
    () => start().define("I", "I = integral(1/cos(x)^2, x, 0, 3)").integrate("value", "I = tan(3)", "tan(x)"),
    "I",
    "value",
  );
  rejects(
    "a map through infinity",
    () =>
      start()
        .define("I", "I = integral(1, x, -1, 1)")
        .changeVariables("inverse", "I = integral(-1/t^2, t, -1, 1)", {
          forward: { t: "1/x" },
          backward: { x: "1/t" },
          jacobian: "-1/x^2",
        }),
    "I",
    "inverse",
  );
  test("the same integral away from the pole is proved", () => {
    const d = start()
      .define("I", "I = integral(1/x^2, x, 1, 2)")
      .integrate("value", "I = 1/2", "-1/x")
      .connecting("I", "value");
    expect(verdict(d)).toBe("proved");
  });
});

describe("divisions ask for their condition", () => {
  const needs = (d: Derivation, condition: string): void => {
    expect(() => judgeDerivation(d, { seed: 1 })).toThrow(
      expect.objectContaining({ found: expect.stringContaining(`the need for ${condition}`) }),
    );
  };

  test("a linear equation has one solution only where its slope is not 0", () => {
    const d = start()
      .cite("linear", "f*x = 0", "textbook")
      .solve("root", "x = 0", { roots: ["0"] })
      .connecting("linear", "root");
    needs(d, "f != 0");
  });

  test("a product that vanishes has a factor that does, if the other does not", () => {
    const d = start()
      .cite("product", "x*y = 0", "textbook")
      .algebra("factor", "y = 0", ["1/x"])
      .connecting("product", "factor");
    needs(d, "x != 0");
  });
});

describe("approximations keep their order", () => {
  rejects(
    "the derivative of an approximation",
    () =>
      start("x small", "x != 0")
        .define("f", "f = sin(x^3)/x")
        .expand("low", "f = 0", "x", 1)
        .expand("slope", "diff(f, x) = 0", "x", 1)
        .from("low"),
    "f",
    "slope",
  );
  test("a division by a small quantity costs an order", () => {
    const written = (order: number): DerivationWriter =>
      start("x small", "x != 0")
        .define("f", "f = sin(x)")
        .expand("low", "f = x", "x", 2)
        .expand("ratio", "f/x = 1", "x", order)
        .from("low");
    expect(verdict(written(1).connecting("f", "ratio"))).toBe("proved");
    expect(verdict(written(2).connecting("f", "ratio"))).not.toBe("proved");
  });
});
