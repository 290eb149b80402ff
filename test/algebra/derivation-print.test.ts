import katex from "katex";
import { describe, expect, test } from "vitest";
import {
  assumptionToText,
  derivationToHtml,
  derivationToLatex,
  derivationToText,
  derive,
  judgeDerivation,
  parseAssumption,
  toLatex,
} from "../../src/algebra/index.ts";
import { saddleForm, saddlePoint } from "../../theory/reciprocal-space/derivation.ts";

const judged = judgeDerivation(saddleForm, { seed: 1 });

const notation = Object.fromEntries(["A", "N", "x", "y", "m"].map((n) => [n, { meaning: "a quantity" }]));

/** One derivation with every kind of statement that the saddle has not. */
const kinds = judgeDerivation(
  derive({
    id: "kinds",
    title: "Kinds < of & statement",
    source: 'a "source"',
    notation,
    assuming: ["N large", "x small", "y small"],
  })
    .define("A", "A = exp(x*y) + 1/N")
    .say("sums of 50% of σ → ∞ & more_or_less #1", "Because.")
    .expand("second", "A = 1 + x*y + 1/N", ["x", "y"], 2)
    .largeN("zeroth", "A = exp(x*y)", "N", 0)
    .from("A")
    .limit("limit", "A = exp(x*y)", "N", "infinity")
    .from("A")
    .inequality("square", "2*x*y <= x^2 + y^2", { evident: "(x - y)^2" })
    .from()
    .connecting("A", "second", "zeroth", "limit", "square"),
  { seed: 1 },
);

describe("as LaTeX", () => {
  test("KaTeX reads the align environment, with one line a step", () => {
    for (const d of [judged, judgeDerivation(saddlePoint, { seed: 1 }), kinds]) {
      for (const steps of [false, true]) {
        const latex = derivationToLatex(d, { steps });
        expect(latex).toMatch(/^\\begin{align}\n[\s\S]*\n\\end{align}$/);
        expect(latex.split("\\\\\n")).toHaveLength(d.steps.length);
        expect(katex.renderToString(latex, { displayMode: true, throwOnError: true })).toContain("mtable");
      }
    }
  });

  test("formulas are printed from the trees that were judged", () => {
    const latex = derivationToLatex(judged);
    for (const { to } of saddleForm.steps) expect(latex).toContain(toLatex(to.right, saddleForm.notation));
  });

  test("a left-hand side that repeats the premise is left out", () => {
    const lines = derivationToLatex(judged).split("\n");
    expect(lines[1]).toMatch(/^ {2}E &:=/);
    expect(lines[2]).toMatch(/^ {2}&= /);
  });

  test("words are escaped, Greek letters and arrows become mathematics", () => {
    expect(derivationToLatex(kinds)).toContain(
      "\\text{sums of 50\\% of $\\sigma$ $\\to$ $\\infty$ \\& more\\_or\\_less \\#1}",
    );
  });
});

describe("as text", () => {
  test("each line has its number, formula, rule, origin and verdict", () => {
    const text = derivationToText(judged);
    expect(text).toContain("(6) E = ε − λ·(x − x*)·(y − y*)");
    expect(text).toContain("[substitute from (2), (3), (4), (5): proved]");
    expect(text).toContain("Together: proved, assuming λ ≠ 0 (4 proved, 6 defined), error below 2⁻¹⁵⁷.");
    expect(text.match(/2⁻/g)).toHaveLength(1);
    expect(text).not.toContain("Why:");
  });

  test("it starts with its goal and the symbols that it uses, and holds no text of the parser", () => {
    const text = derivationToText(judged, { steps: false });
    const [head] = text.split("(1) ");
    expect(head).toContain("To show: E = ε − ½λ·(u² − w²)");
    expect(head).toContain("λ: ");
    for (const parser of ["lambda", "x_star", "!=", ">=", ":=", "*("]) expect(text).not.toContain(parser);
    expect(text).not.toMatch(/\d ms/);
  });

  test("with steps it says why, what is needed and how the mutants fared", () => {
    const text = derivationToText(judged, { steps: true });
    expect(text).toContain("Why: The curvature is");
    expect(text).toContain("needs λ ≠ 0");
    expect(text.match(/(\d+) of \1 wrong variants rejected/g)).toHaveLength(saddleForm.steps.length);
    expect(text).toMatch(/rejected with a wrong sign in .* \(refuted: left - right = /);
    expect(text).toMatch(/rejected with .* \(in step "[^"]+" (refuted|not accepted): /);
  });

  test("orders, limits and inequalities are written out", () => {
    const text = derivationToText(kinds);
    expect(text).toContain("A = 1 + x·y + 1/N + O((x, y)³)");
    expect(text).toContain("A = exp(x·y) + O((1/N))");
    expect(text).toContain("A → exp(x·y)  (N → ∞)");
    expect(text).toContain("[limit from (1): ");
    expect(text).toContain("[large N from (1): ");
    expect(text).toContain("2x·y ≤ x² + y²");
  });
});

describe("as HTML", () => {
  test("one item a step with rendered formula, copyable LaTeX, badge and details", () => {
    const html = derivationToHtml(judged);
    expect(html.match(/<li /g)).toHaveLength(saddleForm.steps.length);
    expect(html.match(/class="katex-display"/g)).toHaveLength(saddleForm.steps.length);
    expect(html.match(/<details>/g)).toHaveLength(saddleForm.steps.length);
    expect(html).toContain('id="reciprocal-space/saddle-form/product"');
    expect(html).not.toMatch(/<script|on\w+=/);
  });

  test("words are escaped, and another renderer may be brought", () => {
    const html = derivationToHtml(kinds, (latex) => `<code>${latex.length}</code>`);
    expect(html).toContain("Kinds &lt; of &amp; statement");
    expect(html).toContain("a &quot;source&quot;");
    expect(html).toContain("<code>");
    expect(html).not.toContain("katex");
  });
});

test("an assumption is read back from its text, a family of small quantities among them", () => {
  const notation = Object.fromEntries(["lambda", "m", "N", "W", "k", "j"].map((name) => [name, { meaning: "" }]));
  for (const text of ["lambda > 0", "1 - m > 0", "lambda >= 0", "lambda != 0", "N large", "W[k, j] small"]) {
    expect(parseAssumption(text, notation).map(assumptionToText)).toEqual([text]);
  }
});
