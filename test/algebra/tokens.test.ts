/** What is read is what was written: every character of a text is used, or refused with its position. */
import { describe, expect, it, test } from "vitest";
import { equals, parse, toText } from "../../src/algebra/index.ts";
import { tokenize } from "../../src/algebra/tokens.ts";
import { BoltzproofError } from "../../src/errors.ts";
import { Rng } from "../../src/numeric/random.ts";
import { errorOf } from "./support.ts";

const names = ["a", "b", "c", "x", "lambda", "beta", "W"];

/** The formula, or undefined where it is refused. */
function read(text: string) {
  try {
    return parse(text, names);
  } catch (error) {
    if (error instanceof BoltzproofError && error.code === "parse") return undefined;
    throw error;
  }
}

describe("signs that come along when a formula is pasted", () => {
  it.each([
    ["a×b + c", "a*b + c"],
    ["exp(a×x)", "exp(a*x)"],
    ["β×λ + x", "beta*lambda + x"],
    ["a·b − c⋅x", "a*b - c*x"],
    ["a÷b∕c", "a/(b*c)"],
    ["x² + x₁ + x₁₂²", "x^2 + x_1 + x_12^2"],
    ["x⁻¹⁰", "1/x^10"],
    ["-x²", "-x^2"],
    ["a²*b", "a^2*b"],
    ["𝑥 + 𝛽", "x + beta"],
    ["x\u00a0+\u2009a\n+ b", "x + a + b"],
    ["sum(x[k], k, 1, ∞)", "sum(x[k], k, 1, infinity)"],
  ])("%s is %s", (text, expected) => {
    expect(equals(parse(text, [...names, "k"]), parse(expected, [...names, "k"]))).toBe(true);
  });
});

describe("what would be dropped or be read in two ways is refused", () => {
  it.each([
    ["a # b", "the character #", 3],
    ["№*a", "the character №", 1],
    ["a + ϶", "the character ϶", 5],
    ["x%", "the character %", 2],
    ["a⊗b", "the character ⊗", 2],
    ["x̄", "the character \u0304", 2],
    ["x\u200b + a", "the character \u200b", 2],
    ["a – b", "the character –", 3],
    ["√(x)", "the character √", 1],
    ["½*x", "the character ½", 1],
    ["x + ٣", "the character ٣", 5],
    ["a; b", "the character ;", 2],
    ["x²^3", '"x²^3"', 3],
    ["x² ³", '"x² ³"', 4],
    ["[[a, b,], [c, x]]", '"[[a, b,], [c, x]]"', 7],
    ["tanh(x,)", '"tanh(x,)"', 7],
    ["W[]", "an access", 1],
    ["2(x)", "two factors without a *", 3],
    ["x²a", "two factors without a *", 3],
    ["lambda(x)", "the declared name lambda before a bracket", 1],
    ["sum(x, i, [1, 2], [3, 4])", "4 arguments of sum", 1],
    ["sum(x, i, 1, 2, 3)", "5 arguments of sum", 1],
    ["integral(x, x, [0, 5], 1)", "4 arguments of integral", 1],
    ["x = a = b", '"x = a = b"', 7],
  ])("%s", (text, found, position) => {
    expect(errorOf(() => parse(text, names)).found).toBe(`${found} at position ${position}`);
  });

  test("a declared name wins over the function of that name", () => {
    expect(errorOf(() => parse("gamma(x)", ["gamma", "x"])).found).toBe(
      "the declared name gamma before a bracket at position 1",
    );
    expect(toText(parse("gamma(x)", ["x"]))).toBe("gamma(x)");
  });
});

/** Between two names, before one and behind one: where a character that is dropped does harm. */
const places: readonly ((c: string) => string)[] = [
  (c) => `a${c}b + c`,
  (c) => `exp(a${c}x)`,
  (c) => `a + b${c}`,
  (c) => `${c}a + b`,
  (c) => `a ${c} b`,
];

test("no character of Unicode is dropped at any place, nor read as a letter that the house does not know", () => {
  const dropped: string[] = [];
  const plain = places.map((put) => read(put(" ")) ?? read(put("")));
  const characters = [...range(0x21, 0x3000), ...range(0xfe00, 0x10000), ...range(0x1d400, 0x1d800)];
  for (const c of characters) {
    for (const [k, put] of places.entries()) {
      const found = read(put(c));
      const same = plain[k];
      if (found !== undefined && same !== undefined && equals(found, same) && !harmless(c)) dropped.push(`${put(c)}`);
    }
  }
  expect(dropped).toEqual([]);
});

/** A plus sign before a formula, the exponent 1 and any space change nothing. */
const harmless = (c: string): boolean => c === "+" || c === "¹" || /[\s\p{Zs}]/u.test(c);

function range(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from }, (_, k) => String.fromCodePoint(from + k));
}

test("tokens cover the text: their sources and the spaces between them put it together again", () => {
  const rng = Rng.fromSeed(1);
  const pieces = [
    "a",
    "beta",
    "λ",
    "x₂",
    "12",
    "0.5",
    "1e-3",
    "+",
    "-",
    "*",
    "/",
    "^",
    "²",
    "(",
    ")",
    ",",
    "==",
    " ",
    "×",
  ];
  for (let k = 0; k < 500; k++) {
    const text = Array.from({ length: 1 + rng.integer(12) }, () => pieces[rng.integer(pieces.length)]!).join("");
    const covered = tokenize(text).reduce((out, { source, position }) => {
      return position - 1 < out.length ? out : out + text.slice(out.length, position - 1) + source;
    }, "");
    expect(covered.padEnd(text.length)).toBe(text);
  }
});

test("of a printed formula with one character put in, left out or changed, nothing is dropped", () => {
  const rng = Rng.fromSeed(2);
  const texts = ["a*b + c", "exp(a*x)/(b - c)", "sum(x[k]*W[k, 1], k, 1, 3)", "beta*lambda^2 - x_1", "-tanh(a/b)"];
  const odd = [..."×÷·−²³₁#%&|~@$№϶'\"!?;:<>=.,()[]{}^*/+-_ ab1λ"];
  for (let k = 0; k < 3000; k++) {
    const text = texts[k % texts.length]!;
    const at = rng.integer(text.length + 1);
    const changed = text.slice(0, at) + odd[rng.integer(odd.length)]! + text.slice(at + rng.integer(2));
    const found = read(changed);
    if (found === undefined) continue;
    // The sources of the tokens are all there is to read; written out in ASCII they have to mean the same.
    const plain = tokenize(changed).map((t) => t.text);
    expect(equals(found, parse(plain.join(" "), names)), changed).toBe(true);
    expect(equals(found, parse(toText(found), names)), changed).toBe(true);
  }
});
