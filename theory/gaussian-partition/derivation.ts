/**
 * The two forms of the Gaussian integral of a mode (sheets A35 and A36, appendix D4): integrated over y after x, and
 * as −ε with one Gaussian along each of the two directions of the saddle. They are the same number, and the terms in
 * the means carry no further σ².
 *
 * Toledo-Marín et al. 2025 have both forms in their code; the second is corrected here.
 */
import type { Derivation, Notation } from "../../src/algebra/derivation/index.ts";
import { derive } from "../../src/algebra/derivation/index.ts";

const notation: Notation = {
  u: { meaning: "displacement along which the energy falls" },
  w: { meaning: "displacement along which it rises" },
  mu: { meaning: "mean of u over all states, seen from the saddle" },
  xi: { meaning: "mean of w over all states" },
  sigma: { meaning: "deviation of a unit over all states" },
  lambda: { meaning: "singular value times β" },
  Z_w: { meaning: "Gaussian integral along w" },
  Z_u: { meaning: "Gaussian integral along u" },
  a: { meaning: "visible field along the mode, times β" },
  b: { meaning: "hidden field along the mode, times β" },
  m: { meaning: "mean of x over all states" },
  n: { meaning: "mean of y over all states" },
  A: { meaning: "half the stiffness that is left for y when x is integrated out" },
  B: { meaning: "its slope" },
  C: { meaning: "its constant" },
  K: { meaning: "logarithm of the integral over x, then y" },
  J: { meaning: "logarithm of the integral around the saddle" },
  epsilon: { meaning: "energy at the saddle, times β" },
};

const gaussian = (t: string, mean: string): string => `exp(-(${t} - ${mean})^2/(2*sigma^2))/sqrt(2*pi*sigma^2)`;

interface Line {
  readonly id: string;
  readonly title: string;
  readonly along: "u" | "w";
  readonly mean: "mu" | "xi";
  /** Stiffness over 1/σ²: 1 + λσ² where the energy rises. */
  readonly stiffness: string;
  /** ±λ, what the coupling adds to the stiffness. */
  readonly added: string;
  readonly why: string;
}

/** A36: the weight of all states along one direction times its Boltzmann factor, integrated. */
function lineIntegral({ id, title, along, mean, stiffness, added, why }: Line): Derivation {
  const value = `exp(-${mean}^2*(${added})/(2*(${stiffness})))/sqrt(${stiffness})`;
  return derive({
    id: `gaussian-partition/${id}`,
    title,
    source: "appendix D4; sheet A36",
    notation,
    assuming: ["sigma > 0", ...(along === "w" ? ["lambda > 0"] : [`${stiffness} > 0`])],
  })
    .define(
      "integral",
      `Z_${along} = integral(${gaussian(along, mean)}*exp(-(${added})*${along}^2/2), ${along}, -infinity, infinity)`,
    )
    .say(`weight along ${along}`, "The Gaussian that stands for all states, times the Boltzmann factor.")
    .integrate(
      "result",
      `Z_${along} = ${value}`,
      `${value}*erf((${along} - ${mean}/(${stiffness}))*sqrt((${stiffness})/(2*sigma^2)))/2`,
    )
    .say("complete the square", why)
    .connecting("integral", "result");
}

/** ln Z_w. */
export const risingIntegral: Derivation = lineIntegral({
  id: "rising",
  title: "The Gaussian along which the energy rises",
  along: "w",
  mean: "xi",
  stiffness: "1 + lambda*sigma^2",
  added: "lambda",
  why: "The exponent is that of a narrower Gaussian; what is left over is the term in the mean, without a further σ².",
});

/** ln Z_u below the transition. */
export const fallingIntegral: Derivation = lineIntegral({
  id: "falling",
  title: "The Gaussian along which the energy falls",
  along: "u",
  mean: "mu",
  stiffness: "1 - lambda*sigma^2",
  added: "-lambda",
  why: "The same with the other sign, a wider Gaussian. It exists while λσ² is below 1, that is below λ = 4 for {0,1} units.",
});

/** D4: A35 and A36 are one number. */
export const saddleForm: Derivation = derive({
  id: "gaussian-partition/saddle-form",
  title: "One integral in two forms",
  source: "appendix D4; sheets A35 and A36",
  notation,
  assuming: ["sigma > 0", "lambda > 0", "1 - lambda*sigma^2 > 0", "A > 0"],
})
  .define("stiffness", "A = 1/(2*sigma^2) - sigma^2*lambda^2/2")
  .say("what is left for y", "Half of its stiffness when x has been integrated out.")
  .algebra("factors", "A = (1 - lambda*sigma^2)*(1 + lambda*sigma^2)/(2*sigma^2)")
  .say("its factors", "One for each direction of the saddle; it is positive below the transition.")
  .define("slope", "B = n/sigma^2 + lambda*(sigma^2*a + m) + b")
  .say("the slope in y", "From its own mean and field, and from those of x.")
  .define("constant", "C = -n^2/(2*sigma^2) + m*a + sigma^2*a^2/2")
  .say("the constant", "Free of y.")
  .define("over x, then y", "K = B^2/(4*A) + C - log(2*sigma^2*A)/2")
  .say("the integral over x, then y", "A35, for equal variances of both layers.")

  .define("mean along u", "mu = (m + n + b/lambda + a/lambda)/sqrt(2)")
  .say("seen from the saddle", "It stands at x* = −b/λ, y* = −a/λ.")
  .define("mean along w", "xi = (-m + n - b/lambda + a/lambda)/sqrt(2)")
  .say("and along w", "A rotation by 45 degrees; both variances are σ², so the Gaussians stay independent.")
  .define("energy", "epsilon = a*b/lambda")
  .say("the energy of the saddle", "Times β, as the fields and the coupling.")
  .define(
    "around the saddle",
    "J = -epsilon - xi^2*lambda/(2*(1 + lambda*sigma^2)) - log(1 + lambda*sigma^2)/2 + mu^2*lambda/(2*(1 - lambda*sigma^2)) - log(1 - lambda*sigma^2)/2",
  )
  .say("the integral around the saddle", "A36: minus the energy of the saddle and one Gaussian along each direction.")

  .algebra("result", "J = K")
  .from("around the saddle", "over x, then y", "factors", "slope", "constant", "mean along u", "mean along w", "energy")
  .say(
    "the same number",
    "Squares of fields and means agree term by term, and the determinants because 1 − λ²σ⁴ has the two factors.",
  )
  .connecting("stiffness", "result");
