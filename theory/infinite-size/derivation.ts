/**
 * The stiffness that an extensive bulk gives to every mode (sheets A44 and A31, appendix D8), and why a planted mode
 * over it gives way at signal strength 4 all the same. A reconstruction.
 */
import type { Derivation, Notation } from "../../src/algebra/derivation/index.ts";
import { derive } from "../../src/algebra/derivation/index.ts";

const notation: Notation = {
  N: { meaning: "number of visible units" },
  M: { meaning: "number of hidden units" },
  sigma: { meaning: "deviation of an independent weight" },
  r_v: { meaning: "stiffness of visible displacements" },
  r_h: { meaning: "stiffness of hidden displacements" },
  g_v: { meaning: "variance of a visible unit" },
  g_h: { meaning: "variance of a hidden unit" },
  theta: { meaning: "signal strength of a planted mode" },
  z: { meaning: "square of the singular value at which it appears" },
};

/** A44: the closed form keeps the variance of every unit at ¼. */
export const bulkClosure: Derivation = derive({
  id: "infinite-size/closure",
  title: "The stiffness over independent weights",
  source: "reconstruction; appendix D8, sheet A44",
  notation,
  assuming: ["g_v > 0", "g_h > 0"],
})
  .define("visible variance", "g_v = 1/4")
  .say("the variance of a visible unit", "Of a {0,1} unit of mean one half, whatever its neighbours do.")
  .define("hidden variance", "g_h = 1/4")
  .say("and of a hidden one", "The same.")
  .define("visible stiffness", "r_v = 1/g_v + sigma^2*M*g_h")
  .say(
    "Dyson's equation",
    "A unit among independent weights has the variance 1/(r − Σ_j W_ij² g_h); solved for r it says what r must be.",
  )
  .define("hidden stiffness", "r_h = 1/g_h + sigma^2*N*g_v")
  .say("for the other layer", "With the number of visible units.")
  .algebra("visible result", "r_v = 4 + sigma^2*M/4")
  .from("visible stiffness", "visible variance", "hidden variance")
  .say("carried out", "The reaction of the bulk adds to the entropic spring of stiffness 4.")
  .algebra("hidden result", "r_h = 4 + sigma^2*N/4")
  .from("hidden stiffness", "visible variance", "hidden variance")
  .say("carried out", "The layer with fewer partners is softer.")
  .connecting("visible variance", "visible result", "hidden result");

/** A31: the outlier of a planted mode meets the stiffened threshold at signal strength 4. */
export const plantedThreshold: Derivation = derive({
  id: "infinite-size/planted-threshold",
  title: "A planted mode gives way at signal strength 4",
  source: "reconstruction; appendix D8, sheet A31",
  notation,
  assuming: ["theta > 0"],
})
  .define("outlier", "z = (theta^2 + sigma^2*N)*(theta^2 + sigma^2*M)/theta^2")
  .say("where the planted mode appears", "The square of its singular value over the bulk, sheet A20.")
  .define("visible stiffness", "r_v = 4 + sigma^2*M/4")
  .say("the stiffness of visible displacements", "With the reaction of the bulk.")
  .define("hidden stiffness", "r_h = 4 + sigma^2*N/4")
  .say("and of hidden ones", "With the other size.")
  .algebra("result", "16*theta^2*(z - r_v*r_h) = (theta^2 - 16)*(16*theta^2 - sigma^4*N*M)")
  .from("outlier", "visible stiffness", "hidden stiffness")
  .say(
    "two factors",
    "Threshold and outlier shift together: they meet at θ = 4, the bare 4. The other root lies below the edge of the bulk, where there is no outlier.",
  )
  .connecting("outlier", "result");
