/** The drift of a mode, its stationary covariance and the sampler of its two layers (sheets A51, A55; D12, D13). */
import { type Derivation, derive, type Notation } from "../../../src/algebra/derivation/index.ts";

const notation: Notation = {
  A: { meaning: "drift matrix of a mode in x and y" },
  F: { meaning: "potential of a mode" },
  p: { meaning: "its slope along x" },
  r: { meaning: "its slope along y" },
  C: { meaning: "stationary covariance of x and y" },
  R: { meaning: "axes u and w of the mode in the plane of x and y" },
  chi: { meaning: "characteristic polynomial of A" },
  q: { meaning: "a number" },
  beta: { meaning: "inverse temperature" },
  lambda: { meaning: "singular value" },
  s: { meaning: "strength of the mode, the product of β and λ" },
  x: { meaning: "visible coordinate of the mode" },
  y: { meaning: "hidden coordinate of the mode" },
  X: { meaning: "mean of x after one sweep" },
  Y: { meaning: "mean of y given x" },
  mu: { meaning: "mean of x over all states" },
  nu: { meaning: "mean of y over all states" },
  a: { meaning: "field on x" },
  b: { meaning: "field on y" },
};

const drift = "[[diff(p, x), diff(p, y)], [diff(r, x), diff(r, y)]]";

/** D12. */
export const driftEigenvalues: Derivation = derive({
  id: "diffusion/drift-eigenvalues",
  title: "The two rates of a mode",
  source: "reconstruction; sheets A51, D12 for Toledo-Marín et al. 2025",
  notation,
})
  .define("potential", "F = 2*x^2 + 2*y^2 - s*x*y")
  .say("the potential of one mode", "Two springs of stiffness 4, and the coupling of the energy.")
  .define("slopes along x", "p = diff(F, x)")
  .say("the slope along x", "Minus the drift of x.")
  .define("slopes along y", "r = diff(F, y)")
  .say("the slope along y", "Minus the drift of y.")
  .algebra("slope along x", "p = 4*x - s*y")
  .from("slopes along x", "potential")
  .say("carried out", "The spring holds x, the coupling drives it.")
  .algebra("slope along y", "r = 4*y - s*x")
  .from("slopes along y", "potential")
  .say("carried out", "The same with the layers exchanged.")
  .linearAlgebra("drift", `${drift} = [[4, -s], [-s, 4]]`)
  .from("slope along x", "slope along y")
  .say("the drift matrix", "Symmetric, because it is the curvature of a potential.")
  .linearAlgebra(
    "characteristic polynomial",
    "chi = (q - 4)^2 - s^2",
    "[[q - diff(p, x), -diff(p, y)], [-diff(r, x), q - diff(r, y)]]",
  )
  .from("slope along x", "slope along y")
  .say("the characteristic polynomial", "Its zeros are the two rates, 4 − s and 4 + s.")
  .define("axes", "R = [[1, 1], [1, -1]]/sqrt(2)")
  .say("the two diagonals", "The directions u and w of the saddle; R is symmetric and its own inverse.")
  .linearAlgebra("rates", `R*${drift}*R = [[4 - s, 0], [0, 4 + s]]`)
  .from("drift", "axes")
  .say("turn the drift", "Along u the coupling works against the spring, along w with it: u comes back iff βλ < 4.")
  .connecting("potential", "characteristic polynomial", "rates");

/** A51. */
export const stationaryCovariance: Derivation = derive({
  id: "diffusion/stationary-covariance",
  title: "The stationary covariance is the inverse of the drift",
  source: "reconstruction; sheet A51 for Toledo-Marín et al. 2025",
  notation,
  assuming: ["16 - s^2 > 0"],
})
  .define("drift", "A = [[4, -s], [-s, 4]]")
  .say("the drift of one mode", "Symmetric, because it is the gradient of a potential.")
  .define("covariance", "C = [[4, s], [s, 4]]/(16 - s^2)")
  .say("the proposed covariance", "That of the Gaussian law of x and y below the threshold.")
  .linearAlgebra("inverse", "A*C = [[1, 0], [0, 1]]")
  .from("drift", "covariance")
  .say("it is the inverse of the drift", "So the process has the Boltzmann law of the Gaussian model.")
  .linearAlgebra("result", "A*C + C*A = [[2, 0], [0, 2]]")
  .from("drift", "covariance")
  .say("the Lyapunov equation", "What the drift takes from the covariance, noise of strength two brings back.")
  .connecting("drift", "inverse", "result");

/** D13. */
export const gibbsSweepOfMode: Derivation = derive({
  id: "diffusion/gibbs-sweep",
  title: "One sweep of block Gibbs sampling in the Gaussian regime",
  source: "textbook; sheets A55, D13 for Toledo-Marín et al. 2025",
  notation,
})
  .define("hidden given visible", "Y = nu + beta*(b + lambda*x)/4")
  .say("the mean of y given x", "A Gaussian of variance ¼ in the field of x is shifted by a quarter of the field.")
  .define("visible given hidden", "X = mu + beta*(a + lambda*Y)/4")
  .say("the mean of x given y", "The same with the layers exchanged; the mean is linear in y, so only its mean counts.")
  .algebra("sweep", "X = mu + beta*a/4 + beta*lambda*nu/4 + beta^2*lambda*b/16 + (beta*lambda/4)^2*x")
  .from("visible given hidden", "hidden given visible")
  .say("put one into the other", "A constant and a multiple of x.")
  .differentiate("result", "diff(X, x) = beta^2*lambda^2/16")
  .say(
    "what is left of a deviation",
    "The autocorrelation from one sweep to the next; it reaches one at the threshold.",
  )
  .connecting("hidden given visible", "result");
