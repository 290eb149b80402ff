/** Inequalities from slopes, from sums and on boxes, with truths that are known without the kernel. */
import { describe, expect, test } from "vitest";
import { type DerivationWriter, derive, judgeDerivation } from "../../src/algebra/index.ts";
import { BoltzproofError } from "../../src/errors.ts";

type Certificate = Parameters<DerivationWriter["inequality"]>[2];

const names = ["x", "y", "m", "a", "b", "q", "s", "k", "R", "K"];
const notation = Object.fromEntries(names.map((name) => [name, { meaning: "a quantity" }]));

/** Kinds of the verdicts on all steps. */
function verdicts(assuming: readonly string[], write: (w: DerivationWriter) => DerivationWriter): readonly string[] {
  const writer = write(derive({ id: "inequalities", title: "Inequalities", source: "none", notation, assuming }));
  try {
    return judgeDerivation(writer.connecting("1", "1"), { seed: 1, variants: false }).steps.map((s) => s.verdict.kind);
  } catch (error) {
    if (!(error instanceof BoltzproofError)) throw error;
    return ["refused"];
  }
}

const verdictOn = (formula: string, certificate: Certificate, ...assuming: readonly string[]): string =>
  verdicts(assuming, (w) => w.inequality("1", formula, certificate).from())[0]!;

const exponential: Certificate = { convexIn: "x", at: "0", curvature: "exp(x)" };
const logarithm: Certificate = { convexIn: "x", at: "1", curvature: "1/x^2" };

describe("a convex function lies above its tangent", () => {
  test.each<[string, Certificate, ...string[]]>([
    ["0 <= exp(x) - 1 - x", exponential],
    ["1 + x <= exp(x)", exponential],
    ["1 + x < exp(x)", exponential, "x != 0"],
    ["0 <= x - 1 - log(x)", logarithm, "x > 0"],
    ["x - 1 <= x*log(x)", { convexIn: "x", at: "1", curvature: "1/x" }, "x > 0"],
    ["-exp(-1) <= x*log(x)", { convexIn: "x", at: "exp(-1)", curvature: "1/x" }, "x > 0"],
    ["2 <= x + 1/x", { convexIn: "x", at: "1", curvature: "2/x^3" }, "x > 0"],
    ["exp(m)*(1 + x - m) <= exp(x)", { convexIn: "x", at: "m", curvature: "exp(x)" }],
    ["1 < cosh(x) + 1", { convexIn: "x", at: "0", curvature: "cosh(x)", value: "1" }],
    ["log(2) + x/2 <= softplus(x)", { convexIn: "x", at: "0", curvature: "logistic(x)*(1 - logistic(x))" }],
  ])("%s", (formula, certificate, ...assuming) => {
    expect(verdictOn(formula, certificate, ...assuming)).toBe("proved");
  });

  test.each<[string, Certificate, ...string[]]>([
    ["1 + x < exp(x)", exponential],
    ["1 + 2*x <= exp(x)", exponential],
    ["1 + x + 1/1000000 <= exp(x)", exponential],
    ["0 <= x - 1 - log(x)", logarithm],
    ["0 <= x - 1 - log(x)", logarithm, "x > -1"],
    ["2 <= x + 1/x", { convexIn: "x", at: "1", curvature: "2/x^3" }],
    ["2 <= x + 1/x", { convexIn: "x", at: "1", curvature: "2/x^3" }, "x != 0"],
    ["2 <= x + 1/x", { convexIn: "x", at: "1", curvature: "2/x^3" }, "x < 0"],
    ["x <= x^3", { convexIn: "x", at: "0", curvature: "6*x" }],
    ["3*x - 2 <= x^3", { convexIn: "x", at: "1", curvature: "6*x" }],
    ["3*x - 2 <= x^3", { convexIn: "x", at: "1", curvature: "6*x" }, "x^2 > 1/4"],
    ["x <= 0", { convexIn: "x", at: "0", curvature: "0" }],
  ])("not %s", (formula, certificate, ...assuming) => {
    expect(verdictOn(formula, certificate, ...assuming)).not.toBe("proved");
  });
});

describe("a function does not fall away from a point", () => {
  test.each<[string, Certificate, ...string[]]>([
    ["sin(x) <= x", { monotoneIn: "x", from: "0", slope: "1 - cos(x)" }, "x >= 0"],
    ["x <= sin(x)", { monotoneIn: "x", from: "0", slope: "cos(x) - 1" }, "x <= 0"],
    ["log(1 + x) <= x", { monotoneIn: "x", from: "0", slope: "x/(1 + x)" }, "x >= 0"],
    ["log(1 + x) < x", { monotoneIn: "x", from: "0", slope: "x/(1 + x)" }, "x > 0"],
    ["tanh(x) <= 1", { monotoneIn: "x", from: "infinity", slope: "-sech(x)^2" }],
    ["0 <= sqrt(x)*x", { monotoneIn: "x", from: "0", slope: "3/2*sqrt(x)" }, "x >= 0"],
    ["0 < exp(x) - 1", { monotoneIn: "x", from: "0", slope: "exp(x)" }, "x > 0"],
  ])("%s", (formula, certificate, ...assuming) => {
    expect(verdictOn(formula, certificate, ...assuming)).toBe("proved");
  });

  test.each<[string, Certificate, ...string[]]>([
    ["sin(x) <= x", { monotoneIn: "x", from: "0", slope: "1 - cos(x)" }],
    ["log(1 + x) < x", { monotoneIn: "x", from: "0", slope: "x/(1 + x)" }, "x >= 0"],
    ["0 <= -1/x - 1", { monotoneIn: "x", from: "-1", slope: "1/x^2" }, "x >= -1"],
    ["0 <= x", { monotoneIn: "x", from: "0", slope: "1" }, "x >= -1"],
    ["0 <= log(x)", { monotoneIn: "x", from: "0", slope: "1/x" }, "x > 0"],
    ["1 <= sign(x)", { monotoneIn: "x", from: "-1", slope: "0", value: "0" }, "x >= -1"],
    ["tanh(x) <= 1/2", { monotoneIn: "x", from: "infinity", slope: "-sech(x)^2" }],
  ])("not %s", (formula, certificate, ...assuming) => {
    expect(verdictOn(formula, certificate, ...assuming)).not.toBe("proved");
  });
});

describe("an evident sign counts where everything has a value", () => {
  test.each([
    ["0 <= sqrt(x)", "sqrt(x)", "x >= 0"],
    ["0 <= acosh(x)", "acosh(x)", "x >= 1"],
    ["0 < x*log(1 + x)", "x*log(1 + x)", "x > 0"],
    ["cos(x) <= 1", "1 - cos(x)", "x > 0"],
  ])("%s", (formula, evident, assumed) => {
    expect(verdictOn(formula, { evident }, assumed)).toBe("proved");
  });

  test.each([
    ["0 <= sqrt(x)", "sqrt(x)"],
    ["0 <= x^(1/3)", "x^(1/3)"],
    ["0 <= acosh(x)", "acosh(x)"],
    ["0 < exp(log(x))", "exp(log(x))"],
    ["0 < sqrt(x)^2 + 1", "sqrt(x)^2 + 1"],
    ["0 <= entropy(x)", "entropy(x)"],
    ["0 <= exp(asin(x))", "exp(asin(x))"],
  ])("not %s", (formula, evident) => {
    expect(verdictOn(formula, { evident })).not.toBe("proved");
  });
});

describe("inequalities under sums", () => {
  const squares = (...assuming: string[]): readonly string[] =>
    verdicts(assuming, (w) =>
      w
        .inequality("1", "0 <= (x[s] - m)^2", { evident: "(x[s] - m)^2" })
        .from()
        .inequality("2", "0 <= sum(q[s]*(x[s] - m)^2, s, 1, R)", {
          combining: [{ times: "q[s]", over: ["s", "1", "R"] }],
        }),
    );

  test("a sum of what is not negative, with weights that are not, is not negative", () => {
    expect(squares("q[s] > 0")).toEqual(["proved", "proved"]);
    expect(squares("q[k] >= 0")).toEqual(["proved", "proved"]);
    expect(squares()).toEqual(["proved", "undecided"]);
  });

  test("Jensen's inequality for any number of terms", () => {
    const jensen = verdicts(["q[s] > 0"], (w) =>
      w
        .inequality("1", "exp(m)*(1 + x - m) <= exp(x)", { convexIn: "x", at: "m", curvature: "exp(x)" })
        .from()
        .substitute("2", "exp(m)*(1 + y[s] - m) <= exp(y[s])", { x: "y[s]" })
        .inequality(
          "3",
          "exp(m)*(sum(q[s], s, 1, R) + sum(q[s]*y[s], s, 1, R) - m*sum(q[s], s, 1, R)) <= sum(q[s]*exp(y[s]), s, 1, R)",
          { combining: [{ times: "q[s]", over: ["s", "1", "R"] }] },
        ),
    );
    expect(jensen).toEqual(["proved", "proved", "proved"]);
  });

  const exponentials = (...assuming: string[]): readonly string[] =>
    verdicts(assuming, (w) =>
      w
        .inequality("1", "0 < exp(x[s])", { evident: "exp(x[s])" })
        .from()
        .inequality("2", "0 < sum(exp(x[s]), s, 1, R)", { combining: [{ over: ["s", "1", "R"] }] }),
    );

  test("a sum without terms is not above 0", () => {
    expect(exponentials()).toEqual(["proved", "undecided"]);
    expect(exponentials("R >= 1")).toEqual(["proved", "proved"]);
  });

  test("what is assumed of the index has to hold in the whole range", () => {
    const above = verdicts(["s >= 3"], (w) =>
      w
        .inequality("1", "0 <= s - 3", { evident: "s - 3" })
        .from()
        .inequality("2", "0 <= sum(s - 3, s, 1, R)", { combining: [{ over: ["s", "1", "R"] }] }),
    );
    expect(above).toEqual(["proved", "undecided"]);
  });

  test("inequalities add up with factors that are not negative", () => {
    const added = (factor: string): readonly string[] =>
      verdicts(["x > 0", "y > x"], (w) =>
        w
          .inequality("1", "x < y", { evident: "y - x" })
          .from()
          .inequality("2", `${factor}*x <= ${factor}*y`, { combining: [{ times: factor }] }),
      );
    expect(added("a^2")).toEqual(["proved", "proved"]);
    expect(added("a")).toEqual(["proved", "undecided"]);
    expect(added("(-2)")).toEqual(["proved", "undecided"]);
  });
});

describe("boxes", () => {
  test("a part of the box without a value is not accepted", () => {
    expect(verdictOn("-1 < exp(log(x))", { box: { x: [-2, -1] } }, "-2 < x < -1")).toBe("undecided");
    expect(verdictOn("-1 < tanh(sqrt(x))", { box: { x: [-2, 1] } }, "-2 < x < 1")).toBe("undecided");
    expect(verdictOn("-9 < atan(1/x)", { box: { x: [-1, 1] } }, "-1 < x < 1")).toBe("undecided");
  });

  test("a point that is not admitted contradicts nothing", () => {
    expect(verdictOn("0 < x", { box: { x: [-1, 1] } }, "x > 0", "-1 < x < 1")).not.toBe("refuted");
    expect(verdictOn("0 < x", { box: { x: [-1, 1] } }, "-1 < x < 1")).toBe("refuted");
  });

  test("what holds with room is checked", () => {
    expect(verdictOn("x/2 < 2 + x^2", { box: { x: [-3, 3] } }, "-3 < x < 3")).toBe("checked");
    expect(verdictOn("cos(x) <= 1", { box: { x: [-3, 3] } }, "-3 < x < 3")).toBe("checked");
  });
});
