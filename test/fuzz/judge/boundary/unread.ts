/** Texts with characters outside the grammar, or close to one of its own: each is refused with its position. */
export const strangeTexts: readonly string[] = [
  ..."a + №|ϵ + ϶|a + b # c|a # + b|a–b|√x|a′ + b|x^½|a ≤ b|a%|a!|a'|x.y|a:b|a;b|a, b|{a}|a ? b : c|a & b".split("|"),
  ..."a ~ b|a @ b|a // b|ａ + b|a٣ + b|1_000 + a|0x10".split("|"),
  "a | b",
  'a + "b"',
  "a \\ b",
  "a\u00a0+ b ∙ c",
  "a\u200b + b",
];

/** Signs that are read as others. */
export const otherSigns: readonly (readonly [text: string, plain: string])[] = [
  ["a×b + c", "a*b + c"],
  ["exp(a×x)", "exp(a*x)"],
  ["β×λ + x", "beta*lambda + x"],
  ["a÷b", "a/b"],
  ["a·b", "a*b"],
  ["a⋅b + c", "a*b + c"],
  ["a∗b", "a*b"],
  ["x²", "x^2"],
  ["a − b", "a - b"],
];
