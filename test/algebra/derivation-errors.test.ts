/** Bad input: one clear error each, and it names the step. */
import { describe, expect, test } from "vitest";
import { type Derivation, type DerivationWriter, derive, judgeDerivation, type Step } from "../../src/algebra/index.ts";
import { BoltzproofError } from "../../src/errors.ts";

const notation = Object.fromEntries(
  ["E", "F", "G", "x", "y", "lambda"].map((name) => [name, { meaning: "a quantity" }]),
);
const start = (): DerivationWriter => derive({ id: "test", title: "A test", source: "none", notation });

function complaintOf(f: () => unknown): BoltzproofError {
  try {
    f();
  } catch (error) {
    if (error instanceof BoltzproofError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const judging = (d: Derivation): BoltzproofError => complaintOf(() => judgeDerivation(d, { seed: 1 }));

const right = start()
  .define("energy", "E = lambda*x*y")
  .define("twice", "F = 2*E")
  .algebra("written out", "F = 2*lambda*x*y")
  .from("energy", "twice")
  .connecting("energy", "written out");

/** The derivation with one of its steps changed, as plain data may be. */
function changed(id: string, change: Partial<Record<keyof Step, unknown>>): Derivation {
  return { ...right, steps: right.steps.map((s) => (s.id === id ? ({ ...s, ...change } as Step) : s)) };
}

describe("while writing", () => {
  const cases: readonly (readonly [says: string, write: () => unknown, found: string])[] = [
    ["a formula that does not parse", () => start().define("energy", "E = lambda*(x"), "at position"],
    ["a name that is not in the notation", () => start().define("energy", "E = mu*x"), "the name mu"],
    ["a product without its sign", () => start().define("energy", "E = 2x"), "two factors without a *"],
    ["a formula that is no equation", () => start().define("energy", "lambda*x"), '"lambda*x"'],
    ["a definition without a name", () => start().define("energy", "2*E = x"), '"2*E = x"'],
    [
      "an assumption that is no comparison",
      () => start().define("energy", "E = x").assuming("x is real"),
      "the assumption",
    ],
    ["an inequality without its sign", () => start().inequality("energy", "E = x", { evident: "x^2" }), '"E = x"'],
    ["a derivative by a formula", () => start().stationarity("energy", "E", "x + y", "x = 0"), '"x + y"'],
  ];
  for (const [says, write, found] of cases) {
    test(`${says} is refused with the step's name`, () => {
      const error = complaintOf(write);
      expect(error.code).toBe("derivation");
      expect(error.found).toContain('in step "energy" of test');
      expect(error.found).toContain(found);
    });
  }
});

describe("while judging", () => {
  const cases: readonly (readonly [says: string, d: Derivation, step: string, found: string])[] = [
    ["a circle", changed("energy", { from: ["written out"] }), "energy", "the circle energy ← written out ← energy"],
    ["a step without a rule", changed("twice", { rule: undefined }), "twice", "no rule"],
    ["an unknown rule", changed("twice", { rule: "intuition" }), "twice", 'the rule "intuition"'],
    ["a step that comes from nowhere", changed("twice", { from: ["missing"] }), "twice", '"missing" to come from'],
    [
      "a determinant under a name that means something else",
      start()
        .define("energy", "E = x")
        .linearAlgebra("determinant", "E = lambda^2", "[[lambda, 0], [0, lambda]]")
        .connecting("energy", "determinant"),
      "determinant",
      'E defined again, after step "energy"',
    ],
    [
      "a certificate that its rule does not take",
      changed("written out", { certificate: { kind: "antiderivative", antiderivative: right.steps[0]!.to.right } }),
      "written out",
      'the certificate "antiderivative"',
    ],
    [
      "a certificate that is missing",
      changed("written out", { rule: "solve" }),
      "written out",
      'the certificate "none"',
    ],
    [
      "a statement that its rule does not make",
      changed("written out", { rule: "expand" }),
      "written out",
      'kind "equation"',
    ],
    ["two steps of one name", changed("twice", { id: "energy" }), "energy", "a second step of this name"],
    ["a first line that is missing", { ...right, first: "start" }, "start", "a line that no step has"],
    [
      "a name outside the notation",
      { ...right, notation: Object.fromEntries(Object.entries(notation).filter(([name]) => name !== "lambda")) },
      "energy",
      "the name lambda",
    ],
  ];
  for (const [says, d, step, found] of cases) {
    test(`${says} is refused with the step's name`, () => {
      const error = judging(d);
      expect(error.code).toBe("derivation");
      expect(error.found).toContain(`in step "${step}" of test`);
      expect(error.found).toContain(found);
    });
  }

  test("a division without the assumption that allows it", () => {
    const d = start()
      .define("energy", "E = lambda*x")
      .algebra("solved", "x = E/lambda", ["-1/lambda"])
      .connecting("energy", "solved");
    const undeclared = judging({
      ...d,
      steps: d.steps.map((s) => ({ ...s, certificate: undefined }) as unknown as Step),
    });
    expect(undeclared.found).toContain('in step "solved" of test the need for lambda != 0');
    expect(undeclared.advice).toBe('declare "lambda != 0"');
  });

  test("a small quantity that is not declared small", () => {
    const d = start()
      .define("energy", "E = exp(x)")
      .expand("first order", "E = 1 + x", "x", 1)
      .connecting("energy", "first order");
    expect(judging(d).found).toContain('in step "first order" of test the need for x small');
  });

  test("ladder operators outside operator identities, where they would commute", () => {
    const letters = [
      { name: "x", mode: 0, dagger: false },
      { name: "y", mode: 0, dagger: true },
    ];
    const d = start()
      .define("number", "F = y*x")
      .operators("order", "x*y = F + 1", letters)
      .from("number")
      .algebra("slip", "F = x*y")
      .from("number")
      .connecting("number", "order", "slip");
    expect(judging(d).found).toContain('in step "slip" of test the operator F');
  });

  test("a name defined twice, and a definition by itself", () => {
    const twice = start().define("energy", "E = x").define("again", "E = y").connecting("energy", "again");
    expect(judging(twice).found).toContain('in step "again" of test E defined again, after step "energy"');
    const itself = start().define("energy", "E = F + x").define("again", "F = E - y").connecting("energy", "again");
    expect(judging(itself).found).toContain("defined by itself");
  });
});
