/**
 * From the energy of one mode to its saddle form (sheet A7 to A9, appendix D1). In the bases of the singular vectors
 * of W the energy is a sum over modes, and each mode couples two numbers, x and y. Completing their product finds the
 * point where the mode is stationary; turning by 45° shows that the energy falls along one axis and rises along the
 * other, both with the singular value as curvature.
 *
 * Toledo-Marín et al. 2025 (arXiv:2503.21536); the steps are those of the sheet's reconstruction.
 */
import type { Derivation, Notation } from "../../src/algebra/derivation/index.ts";
import { derive } from "../../src/algebra/derivation/index.ts";

const source = "Toledo-Marín et al. 2025, sheet A7 to A9 and D1; the steps are a reconstruction";

export const modeNotation: Notation = {
  E: { meaning: "energy of one mode" },
  x: { meaning: "visible coordinate of the mode, a component of Uᵀv" },
  y: { meaning: "hidden coordinate of the mode, a component of Vᵀh" },
  a_tilde: { meaning: "visible bias along the mode, a component of Uᵀa" },
  b_tilde: { meaning: "hidden bias along the mode, a component of Vᵀb" },
  lambda: { meaning: "singular value of the mode" },
  x_star: { meaning: "visible coordinate of the stationary point" },
  y_star: { meaning: "hidden coordinate of the stationary point" },
  epsilon: { meaning: "energy of the stationary point" },
  u: { meaning: "displacement along which the energy falls" },
  w: { meaning: "displacement along which the energy rises" },
};

/** A7 to A9: completing the product and turning by 45°. */
export const saddleForm: Derivation = derive({
  id: "reciprocal-space/saddle-form",
  title: "A mode of the energy is a saddle",
  source,
  notation: modeNotation,
  assuming: ["lambda > 0"],
})
  .define("energy", "E = -a_tilde*x - b_tilde*y - lambda*x*y")
  .say("one mode of the energy", "The singular vectors make W diagonal, so x couples to the y of the same mode alone.")

  .algebra("product", "E = a_tilde*b_tilde/lambda - lambda*(x + b_tilde/lambda)*(y + a_tilde/lambda)")
  .say(
    "complete the product",
    "A product of two shifted coordinates has the linear terms in it; what is left over is a constant.",
  )

  .define("visible centre", "x_star = -b_tilde/lambda")
  .say("name the shift of x", "Where the first factor vanishes the energy does not depend on y.")
  .define("hidden centre", "y_star = -a_tilde/lambda")
  .say("name the shift of y", "Where the second factor vanishes the energy does not depend on x.")
  .define("saddle energy", "epsilon = a_tilde*b_tilde/lambda")
  .say("name the constant", "It is the energy where both factors vanish.")

  .substitute("centred", "E = epsilon - lambda*(x - x_star)*(y - y_star)")
  .from("product", "visible centre", "hidden centre", "saddle energy")
  .say("put the names in", "Only the distance from the point (x*, y*) matters.")

  .define("falling", "u = (x + y - x_star - y_star)/sqrt(2)")
  .say("the diagonal", "Both distances grow along it, so their product is positive and the energy falls.")
  .define("rising", "w = (-x + y + x_star - y_star)/sqrt(2)")
  .say("the other diagonal", "The distances have opposite signs along it, and the energy rises.")

  .algebra("displacements", "(x - x_star)*(y - y_star) = (u^2 - w^2)/2")
  .from("falling", "rising")
  .say("a product is a difference of squares", "The turn by 45° is orthogonal, so lengths and areas stay.")

  .algebra("saddle form", "E = epsilon - lambda/2*(u^2 - w^2)", ["1", "-lambda"])
  .from("centred", "displacements")
  .say("put the squares in", "The curvature is −λ along u and +λ along w: a saddle, whatever the biases are.")

  .connecting("energy", "saddle form");

/** A8: where the energy of a mode is stationary, and its value there. */
export const saddlePoint: Derivation = derive({
  id: "reciprocal-space/saddle-point",
  title: "Where a mode is stationary",
  source,
  notation: modeNotation,
  assuming: ["lambda > 0"],
})
  .define("energy", "E = -a_tilde*x - b_tilde*y - lambda*x*y")
  .say("one mode of the energy", "It is linear in x and linear in y, and their product couples them.")

  .stationarity("flat along x", "E", "x", "-a_tilde - lambda*y = 0")
  .say("no slope along x", "The slope along x does not contain x, because the energy is linear in it.")
  .solve("hidden coordinate", "y = -a_tilde/lambda", { roots: ["-a_tilde/lambda"] })
  .say("solve for y", "The equation is linear, so there is one solution.")

  .stationarity("flat along y", "E", "y", "-b_tilde - lambda*x = 0")
  .from("energy")
  .say("no slope along y", "The same with the roles of x and y exchanged.")
  .solve("visible coordinate", "x = -b_tilde/lambda", { roots: ["-b_tilde/lambda"] })
  .say("solve for x", "Again one solution: the mode has one stationary point.")

  .algebra("energy there", "E = a_tilde*b_tilde/lambda")
  .from("energy", "hidden coordinate")
  .say("put y in", "With this y the energy does not depend on x any more: the value is the height of the saddle.")

  .connecting("energy", "hidden coordinate", "visible coordinate", "energy there");
