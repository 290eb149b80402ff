/** The dual bosons: vertices from the cumulants, and the map to the Landau free energy (sheet A45): reconstructions. */
import type { Derivation } from "../../../src/algebra/derivation/index.ts";
import { derive } from "../../../src/algebra/derivation/index.ts";

const source = "reconstruction; sheet A45 for Toledo-Marín et al. 2025";

/** The cumulants of one unit are the vertices of the dual field. */
export const dualVertices: Derivation = derive({
  id: "bosons/dual-vertices",
  title: "The cumulants of a unit as vertices (reconstruction)",
  source,
  notation: {
    K: { meaning: "cumulant generating function of a centred {0,1} unit" },
    theta: { meaning: "field on the unit" },
  },
  assuming: ["theta small"],
})
  .define("generating function", "K = log((exp(theta/2) + exp(-theta/2))/2)")
  .say("both values equally likely", "Displacements of plus and minus one half.")
  .expand("vertices", "K = theta^2/8 - theta^4/192", "theta", 5)
  .say(
    "expand",
    "A quarter over two, and minus an eighth over twenty-four: second and fourth cumulant. A field φ of a mode acts on unit i with strength Uφ/√2.",
  )

  .connecting("generating function", "vertices");

/** φ = λu turns the action of the dual field into the Landau free energy, exactly at the transition. */
export const dualMap: Derivation = derive({
  id: "bosons/dual-map",
  title: "The dual field is the order parameter times λ (reconstruction)",
  source,
  notation: {
    S: { meaning: "action along the dual field of one mode" },
    phi: { meaning: "dual field" },
    u: { meaning: "displacement of the mode" },
    lambda: { meaning: "singular value" },
    Q: { meaning: "sum of the fourth powers of the components of both singular vectors" },
  },
  assuming: ["lambda > 0"],
})
  .define("action", "S = (1/lambda - 1/4)/2*phi^2 + Q/768*phi^4")
  .say("mass and vertex", "A quarter from the spring of both layers, 768 = 4·192 from their fourth cumulants.")
  .define("map", "phi = lambda*u")
  .say("the saddle", "Where the field has the value that the means produce.")
  .algebra("landau", "S = lambda/4*(4 - lambda)/2*u^2 + (lambda/4)^4*Q/3*u^4")
  .from("action", "map")
  .say("insert", "The two coefficients of Landau's expansion, times factors that are one at λ = 4.")

  .connecting("action", "landau");
