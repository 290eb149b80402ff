import { expect, it } from "vitest";
import { type Derivation, derive, judgeDerivation } from "../../src/algebra/index.ts";
import { reportDerivation } from "../../src/report/derivation.ts";
import { equation } from "../../src/report/page/math.ts";

const notation = Object.fromEntries(["F", "m", "w", "n"].map((name) => [name, { meaning: "a quantity" }]));

/** The mean-field equation; `inverse` undoes it, if it is right. */
const meanField = (inverse: string): Derivation =>
  derive({ id: "mean-field", title: "Mean field", source: "standard", notation, assuming: ["1 - m > 0", "1 + m > 0"] })
    .define("F", "F = -w*n*m + (1+m)/2*log((1+m)/2) + (1-m)/2*log((1-m)/2)")
    .stationarity("flat", "F", "m", "1/2*log((1+m)/(1-m)) = w*n")
    .solve("mean field", `m = ${inverse.replace("hole", "w*n")}`, { hole: "hole", inverse })
    .connecting("F", "mean field");

it("reportDerivation carries each step with formula, rule, origin, assumptions, check and verdict", () => {
  const judged = judgeDerivation(meanField("tanh(hole)"), { seed: 7 });
  const report = reportDerivation(judged);
  expect(report).toMatchObject({ title: "Mean field", source: "standard", problems: [], verdict: { kind: "proved" } });
  expect(report.assuming).toEqual(["$1 - m > 0$", "$1 + m > 0$"]);
  expect(report.steps.map(({ id, from, rule }) => [id, from, rule])).toEqual([
    ["F", [], "definition"],
    ["flat", ["F"], "stationarity"],
    ["mean field", ["flat"], "solve"],
  ]);
  for (const step of report.steps) expect(equation(step.expression).html).toContain('class="katex"');
  const { total, killed } = judged.steps[2]!.mutants;
  expect(total).toBeGreaterThan(0);
  expect(report.steps[2]!.checked).toContain(`${killed} of ${total} wrong variants rejected`);
});

it("reportDerivation says what is wrong with a derivation that does not hold", () => {
  const report = reportDerivation(judgeDerivation(meanField("sinh(hole)"), { seed: 7 }));
  expect(report.steps[2]!.verdict.kind).not.toBe("proved");
  expect(report.problems!.length).toBeGreaterThan(0);
  expect(report.problems![0]).toMatch(/^mean field: /);
});
