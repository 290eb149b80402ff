import { describe, expect, test } from "vitest";
import { call, delta, matrixOf } from "../../src/algebra/construct.ts";
import { parse, toUnicode, unicodeOfLatex, unicodeOfWords } from "../../src/algebra/index.ts";
import { allClaims, rooms } from "../../theory/index.ts";

const names = Object.fromEntries(
  "a b c h i j k m n q r u v x y t z N M L W R Q d p F lambda beta sigma alpha mu x_star y_star a_tilde m_bar sigma_W Z_u"
    .split(" ")
    .map((name) => [name, {}]),
);
const printed = (text: string): string => toUnicode(parse(text, names), names);

describe("every kind of expression in Unicode", () => {
  test.each([
    // Numbers.
    ["3", "3"],
    ["-3", "−3"],
    ["1/2", "½"],
    ["-3/4", "−¾"],
    ["5/7", "5/7"],
    ["1000000000", "10⁹"],
    ["x/2", "½x"],
    ["x/6", "x/6"],
    // Constants.
    ["pi", "π"],
    ["2*pi*x", "2π·x"],
    // Symbols: Greek, accents, labels, indices.
    ["lambda", "λ"],
    ["x_star", "x*"],
    ["x_star^2", "(x*)²"],
    ["a_tilde", "ã"],
    ["m_bar", "m̄"],
    ["sigma_W", "σ_W"],
    ["Z_u", "Zᵤ"],
    ["x_1", "x₁"],
    ["W[i, j]", "Wᵢⱼ"],
    ["W[i + 1, j]", "Wᵢ₊₁,ⱼ"],
    ["u[alpha]", "u_α"],
    // Sums, products, quotients, powers.
    ["a - b + c", "a − b + c"],
    ["-x*y", "−x·y"],
    ["(a + b)*c", "(a + b)·c"],
    ["2*(a + b)", "2(a + b)"],
    ["a/(b*c)", "a/(b·c)"],
    ["a/(b + c)", "a/(b + c)"],
    ["(a + b)/c", "(a + b)/c"],
    ["1/x", "1/x"],
    ["x^2", "x²"],
    ["x^(n + 1)", "xⁿ⁺¹"],
    ["x^(a/q)", "x^(a/q)"],
    ["(a + b)^3", "(a + b)³"],
    ["(x^2)^n", "(x²)ⁿ"],
    ["sqrt(x)", "√x"],
    ["sqrt(a + b)", "√(a + b)"],
    ["1/sqrt(2*pi)", "1/√(2π)"],
    // Functions.
    ["exp(-x)", "exp(−x)"],
    ["exp(1)", "e"],
    ["log(x)", "ln(x)"],
    ["log(x)^2", "ln(x)²"],
    ["abs(x)", "|x|"],
    ["atanh(m)", "artanh(m)"],
    ["logistic(b)", "logistic(b)"],
    // Σ, Π, ∫, ∂.
    ["sum(W[i, j]*h[j], j, 1, M)", "Σⱼ₌₁ᴹ Wᵢⱼ·hⱼ"],
    ["sum(x[alpha], alpha, 1, L)", "Σ[α=1…L] x_α"],
    ["2*sum(h[j], j, 1, M)", "2Σⱼ₌₁ᴹ hⱼ"],
    ["sum(h[j], j, 1, M)^2", "(Σⱼ₌₁ᴹ hⱼ)²"],
    ["prod(h[j], j, 1, M)", "Πⱼ₌₁ᴹ hⱼ"],
    ["sum(exp(b*h), h, [0, 1])", "Σ[h ∈ {0, 1}] exp(b·h)"],
    ["sum(exp(b*h[1]), h, [0, 1], 1, M)", "Σ[h ∈ {0, 1}ᴹ] exp(b·h₁)"],
    ["integral(exp(-t^2), t, -infinity, infinity)", "∫[−∞…∞] exp(−t²) dt"],
    ["integral(t, t, 0, 1)", "∫₀¹ t dt"],
    ["diff(F, x)", "∂F/∂x"],
    ["diff(a*x^2, x)", "∂(a·x²)/∂x"],
    ["a == b", "a = b"],
  ])("%s is %s", (text, expected) => expect(printed(text)).toBe(expected.normalize("NFC")));

  test("delta, matrices and functions that are words", () => {
    const [i, j, x] = ["i", "j", "x"].map((name) => parse(name, names)) as [never, never, never];
    expect(toUnicode(delta(i, j))).toBe("δᵢⱼ");
    expect(
      toUnicode(
        matrixOf([
          [i, j],
          [x, i],
        ]),
      ),
    ).toBe("(i, j; x, i)");
    expect(toUnicode(call("gamma", x))).toBe("Γ(x)");
    expect(toUnicode(call("logGamma", x))).toBe("ln Γ(x)");
  });

  test("the notation's own LaTeX replaces the standard form", () => {
    expect(toUnicode(parse("Q*x", names), { Q: { latex: "\\hat{Q}_\\alpha" } })).toBe("Q̂_α·x".normalize("NFC"));
  });
});

describe("LaTeX in Unicode", () => {
  test.each([
    ["\\frac12\\lambda x^2", "½λx²"],
    ["\\frac{a+b}{c}", "(a + b)/c"],
    ["\\frac{1}{\\beta V_i}", "1/(βVᵢ)"],
    ["\\sqrt{N}\\pm\\sqrt{M}", "√N ± √M"],
    ["\\sum_{i}W_{ij}h_j", "Σᵢ Wᵢⱼhⱼ"],
    ["x^*_\\alpha=-\\frac{\\tilde b_\\alpha}{\\lambda_\\alpha}", "x*_α = −b̃_α/λ_α"],
    ["\\ln Z\\le0", "ln Z ≤ 0"],
    ["P(v\\mid h)", "P(v | h)"],
    ["\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}", "(a, b; c, d)"],
    ["\\begin{gathered}a=1,\\\\[6pt]b=2\\end{gathered}", "a = 1,\nb = 2"],
    ["e^{-\\beta E}/Z", "e⁻ᵝᴱ/Z"],
    ["\\text{for all }m,n", "for all m,n"],
    ["\\left\\langle v^2\\right\\rangle", "⟨v²⟩"],
    ["\\big|x\\big|\\to\\infty", "|x| → ∞"],
    ["W^{\\mathsf T}v", "Wᵀv"],
    ["\\overline{1-m^2}", "(1 − m²)‾"],
  ])("%s is %s", (latex, expected) => expect(unicodeOfLatex(latex)).toBe(expected.normalize("NFC")));

  test("words keep their dollars' worth", () => {
    expect(unicodeOfWords("barrier between $\\pm u_*$ at $\\lambda>4$")).toBe("barrier between ±u_* at λ > 4");
  });

  test("no statement, symbol or meaning of a room shows markup", () => {
    const texts = [
      ...allClaims.map(({ statement }) => unicodeOfLatex(statement)),
      ...rooms.flatMap((room) => room.notation.flatMap((n) => [unicodeOfLatex(n.symbol), unicodeOfWords(n.meaning)])),
    ];
    expect(texts.filter((text) => /[\\$&]|\{\}|begin|frac|mathrm|\[\d+pt\]|undefined/.test(text))).toEqual([]);
    expect(texts.filter((text) => text.trim() === "")).toEqual([]);
  });
});
