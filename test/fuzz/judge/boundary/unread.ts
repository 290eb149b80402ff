/**
 * Texts with characters that are easily lost: outside the grammar, or close to one of its own. Each is refused with
 * the position of the character, or read as it is written.
 */
export const strangeTexts: readonly string[] = [
  ..."a×b + c|exp(a×x)|β×λ + x|a÷b|a + №|a·b|ϵ + ϶|a + b # c|a # + b|x²|a − b|a–b|√x|a′ + b|x^½|a ≤ b|∞ + a".split("|"),
  ..."a⋅b + c|a∗b|a%|a!|a'|x.y|a:b|a;b|a, b|{a}|a ? b : c|a & b|a ~ b|a @ b|a // b|ａ + b|a٣ + b|1_000 + a|0x10".split(
    "|",
  ),
  "a | b",
  'a + "b"',
  "a \\ b",
  "a\u00a0+ b ∙ c",
  "a\u200b + b",
];
