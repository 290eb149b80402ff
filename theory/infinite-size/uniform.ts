/** Exact moments of a machine with one uniform mode, N = M, at growing sizes, and what they tend to. */
import { type UniformModeMoments, uniformModeMoments } from "../mean-field/uniform-mode.ts";
import { type Corrections, limitOfHalving } from "../support/limits.ts";
import { rememberedByValue } from "../support/remember.ts";

/** Exact moments of {0,1} units, summed once however many formulas are held against them. */
export const exactMode: (n: number, lambda: number) => UniformModeMoments = rememberedByValue((n, lambda) =>
  uniformModeMoments({ visible: n, hidden: n, lambda, visibleUnits: "binary", hiddenUnits: "binary" }),
);

/** Kurtosis of u. */
export function kurtosisOfUniformMode(n: number, lambda: number): number {
  const { u2, u4 } = exactMode(n, lambda);
  return u4 / u2 ** 2;
}

/** Limit of infinite size of a number made of the moments, from N = M = 50, 100, … up to the largest. */
export function atInfiniteSize(
  lambda: number,
  of: (moments: UniformModeMoments) => number,
  { largest = 400, ...corrections }: Corrections & { readonly largest?: number } = {},
): number {
  const sizes = [50, 100, 200, 400, 800].filter((n) => n <= largest);
  return limitOfHalving(
    sizes.map((n) => of(exactMode(n, lambda))),
    corrections,
  );
}
