/**
 * The curvature of the energy (sheet A10). In reciprocal coordinates, which are a rotation of the original ones, the
 * Hessian falls apart into one 2×2 block for each mode, with the singular value in it; the eigenvalues are ±λ.
 *
 * Reconstruction of the statement of Toledo-Marín et al. 2025 that the singular values are the local curvatures.
 */
import type { Derivation, Notation } from "../../src/algebra/derivation/index.ts";
import { derive } from "../../src/algebra/derivation/index.ts";
import { machineNotation } from "./derivation-notation.ts";

const notation: Notation = {
  ...machineNotation,
  gamma: { meaning: "any mode" },
  p: { meaning: "slope of the energy along x of a mode" },
  q: { meaning: "slope of the energy along y of a mode" },
  R: { meaning: "axes u and w of the mode in the plane of x and y" },
  chi: { meaning: "characteristic polynomial of the block" },
  z: { meaning: "a number" },
};

const xx = "diff(p[beta], x[beta])";
const xy = "diff(p[beta], y[beta])";
const yx = "diff(q[beta], x[beta])";
const yy = "diff(q[beta], y[beta])";
const block = `[[${xx}, ${xy}], [${yx}, ${yy}]]`;

/** A10: eigenvalues ±λ, with u and w as eigenvectors. */
export const modeCurvature: Derivation = derive({
  id: "reciprocal-space/curvature",
  title: "The curvatures of the energy are the singular values",
  source: "reconstruction; sheet A10",
  notation,
  assuming: ["0 < beta < L + 1", "beta < N + 1", "beta < M + 1"],
})
  .define(
    "energy",
    "E = -sum(a_tilde[alpha]*x[alpha], alpha, 1, N) - sum(b_tilde[alpha]*y[alpha], alpha, 1, M) - sum(lambda[alpha]*x[alpha]*y[alpha], alpha, 1, L)",
  )
  .say("the energy by modes", "x and y are the configurations in rotated bases, so curvatures are the same in them.")

  .define("slopes along x", "p[beta] = diff(E, x[beta])")
  .say("the slopes along x", "One for each visible coordinate.")
  .sumRule("slope along x", "p[beta] = -a_tilde[beta] - lambda[beta]*y[beta]", { rule: "delta contraction" })
  .from("slopes along x", "energy")
  .say("carried out", "∂x_α/∂x_β = δ_αβ picks one mode out of every sum.")
  .define("slopes along y", "q[beta] = diff(E, y[beta])")
  .say("the slopes along y", "One for each hidden coordinate.")
  .sumRule("slope along y", "q[beta] = -b_tilde[beta] - lambda[beta]*x[beta]", { rule: "delta contraction" })
  .from("slopes along y", "energy")
  .say("carried out", "The same with the layers exchanged.")

  .differentiate("modes apart", "diff(p[beta], y[gamma]) = -lambda[beta]*delta(beta, gamma)")
  .from("slope along x")
  .say("modes do not see each other", "The slope along x_β contains the y of its own mode only.")

  .linearAlgebra("block", `${block} = [[0, -lambda[beta]], [-lambda[beta], 0]]`)
  .from("slope along x", "slope along y")
  .say("the block of one mode", "The energy is linear in either coordinate, so the diagonal is empty.")

  .linearAlgebra(
    "characteristic polynomial",
    "chi = z^2 - lambda[beta]^2",
    `[[z - ${xx}, -${xy}], [-${yx}, z - ${yy}]]`,
  )
  .from("slope along x", "slope along y")
  .say("the characteristic polynomial of the block", "Its zeros are z = λ and z = −λ; where λ = 0 the block is flat.")

  .define("axes", "R = [[1, 1], [1, -1]]/sqrt(2)")
  .say(
    "the two diagonals",
    "u lies along (1, 1)/√2 and w, up to its sign, along (1, −1)/√2; RᵀR = 1 and R is symmetric.",
  )
  .linearAlgebra("result", `R*${block}*R = [[-lambda[beta], 0], [0, lambda[beta]]]`)
  .from("block", "axes")
  .say(
    "turn the block",
    "−λ along u and +λ along w: every mode with λ > 0 adds one direction of descent, so the index is the rank of W.",
  )

  .connecting("energy", "modes apart", "characteristic polynomial", "result");
