/** The expansions behind the Landau free energy (sheets A24, A26; appendix D5), step by step. */
import type { Derivation, Notation } from "../../src/algebra/derivation/index.ts";
import { derive } from "../../src/algebra/derivation/index.ts";

const entropyNotation: Notation = {
  S: { meaning: "entropy of a unit" },
  m: { meaning: "mean of a unit, between 0 and 1" },
  delta: { meaning: "displacement of the mean from one half" },
};

/** A24 for {0,1} units. */
export const entropyExpansion: Derivation = derive({
  id: "landau/entropy",
  title: "The entropy of a unit is a spring and a quartic wall",
  source: "standard; sheet A24 for Toledo-Marín et al. 2025",
  notation: entropyNotation,
  assuming: ["delta small"],
})
  .define("entropy", "S = -(1/2 + delta)*log(1/2 + delta) - (1/2 - delta)*log(1/2 - delta)")
  .say(
    "entropy about the centre",
    "A unit that is on with probability one half plus delta; beyond one half it cannot go.",
  )

  .expand("series", "S = log(2) - 2*delta^2 - 4/3*delta^4 - 32/15*delta^6", "delta", 7)
  .say(
    "expand",
    "Odd terms cancel between the two values of the unit. The quadratic term is the entropic spring of stiffness four; the quartic one is the wall that stops a mode from growing for ever.",
  )

  .connecting("entropy", "series");

const modeNotation: Notation = {
  F: { meaning: "free energy of one mode along u, above its value at the centre" },
  u: { meaning: "displacement along which the energy falls" },
  lambda: { meaning: "singular value" },
  Q: { meaning: "sum of the fourth powers of the components of both singular vectors" },
  t: { meaning: "square of the displacement at the minimum" },
  D: { meaning: "depth of the minimum" },
};

/** A26: where the minimum is and how deep. */
export const orderParameterDerivation: Derivation = derive({
  id: "landau/order-parameter",
  title: "Where a mode beyond the transition comes to rest",
  source: "reconstruction; sheets A26, D5 for Toledo-Marín et al. 2025",
  notation: modeNotation,
  assuming: ["Q > 0"],
})
  .define("free energy", "F = (4 - lambda)/2*t + Q/3*t^2")
  .say("in the square of u", "The free energy is even in u, so its square t is the better variable.")

  .stationarity("at rest", "F", "t", "(4 - lambda)/2 + 2*Q/3*t = 0")
  .say(
    "no slope",
    "For a singular value beyond four the centre is a maximum, and the wall makes a minimum away from it.",
  )
  .solve("order parameter", "t = 3*(lambda - 4)/(4*Q)", { roots: ["3*(lambda - 4)/(4*Q)"] })
  .say("solve for the square", "It starts from zero at the transition and grows in proportion to the distance from it.")

  .algebra("depth", "F = -3*(lambda - 4)^2/(16*Q)")
  .from("free energy", "order parameter")
  .say(
    "put it in",
    "The depth is also the height of the barrier between the two minima; it grows with N because Q falls as 1/N.",
  )

  .connecting("free energy", "order parameter", "depth");
