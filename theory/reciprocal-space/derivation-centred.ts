/**
 * The energy about a point (sheet A12). Moving the origin to any pair of configurations v*, h* changes the fields by
 * what W makes of the other one; at the saddle the fields that W can reach are gone. A machine whose fields balance
 * its weights has its saddle in the middle of the cloud of states.
 *
 * Reconstruction; the steps follow D1 of the sheet on Toledo-Marín et al. 2025.
 */
import type { Derivation, Notation } from "../../src/algebra/derivation/index.ts";
import { derive, premise } from "../../src/algebra/derivation/index.ts";
import { coupled, diagonalise } from "./derivation-modes.ts";
import { machineNotation } from "./derivation-notation.ts";

const notation: Notation = {
  ...machineNotation,
  v_star: { meaning: "visible coordinates of the centre" },
  h_star: { meaning: "hidden coordinates of the centre" },
  x_star: { meaning: "the centre along the left singular vectors" },
  y_star: { meaning: "the centre along the right singular vectors" },
  a_perp: { meaning: "visible field at the centre", latex: "a^{\\perp}" },
  b_perp: { meaning: "hidden field at the centre", latex: "b^{\\perp}" },
  epsilon: { meaning: "energy of a mode at the centre" },
  mu: { meaning: "mean of x over all visible configurations" },
};

const centre = { visible: "v_star", hidden: "h_star", x: "x_star", y: "y_star" };
const configuration = { visible: "v", hidden: "h" };
const energyOf = `-sum(a[i]*v[i], i, 1, N) - sum(b[j]*h[j], j, 1, M) - ${coupled(configuration)}`;
const ramps = "sum(a_perp[i]*v[i], i, 1, N) - sum(b_perp[j]*h[j], j, 1, M)";
const about = "sum(sum((v[i] - v_star[i])*W[i, j]*(h[j] - h_star[j]), j, 1, M), i, 1, N)";

const start = derive({
  id: "reciprocal-space/centred",
  title: "The energy about a centre",
  source: "reconstruction; sheet A12 and D1",
  notation,
})
  .define("energy", `E = ${energyOf}`)
  .say("the energy", "Two fields and a coupling.")
  .define("visible field", "a_perp[i] = a[i] + sum(W[i, j]*h_star[j], j, 1, M)")
  .say("the field on a visible unit at the centre", "Its bias and what the hidden layer does to it there.")
  .define("hidden field", "b_perp[j] = b[j] + sum(W[i, j]*v_star[i], i, 1, N)")
  .say("the field on a hidden unit at the centre", "Where v* and h* are the saddle, only what W cannot reach is left.")

  .sumRule(
    "hidden ramp",
    "sum(b_perp[j]*h[j], j, 1, M) = sum(b[j]*h[j], j, 1, M) + sum(sum(W[i, j]*v_star[i]*h[j], i, 1, N), j, 1, M)",
    {
      rule: "linearity",
    },
  )
  .say("split the hidden field", "The bias, and the pull of the centre.")
  .sumRule(
    "hidden ramp by visible unit",
    "sum(b_perp[j]*h[j], j, 1, M) = sum(b[j]*h[j], j, 1, M) + sum(sum(W[i, j]*v_star[i]*h[j], j, 1, M), i, 1, N)",
    {
      rule: "interchange",
    },
  )
  .say("order the pull by visible unit", "So that it can be compared with the coupling.")

  .sumRule("about the centre", `E = ${coupled(centre)} - ${about} - ${ramps}`, { rule: "linearity" })
  .from("energy", "visible field", "hidden ramp by visible unit")
  .say(
    "move the origin",
    "Multiplied out, the four terms of (v − v*)W(h − h*) give the coupling, two fields and a constant.",
  );

/** A12: E = Σε − (v − v*)ᵀW(h − h*) − a⊥·v − b⊥·h. */
export const centredForm: Derivation = diagonalise(start, centre)
  .define("mode energy", "epsilon[alpha] = lambda[alpha]*x_star[alpha]*y_star[alpha]")
  .say("the energy of a mode at the centre", "With x* = −b̃/λ and y* = −ã/λ it is the saddle energy ãb̃/λ.")
  .sumRule("result", `E = sum(epsilon[alpha], alpha, 1, L) - ${about} - ${ramps}`, { rule: "linearity" })
  .from("about the centre", "coupling", "mode energy")
  .say("put the constant in", "Heights of the saddles, the coupling about the centre, and ramps.")

  .connecting("energy", "result");

const half = "sum(sum((v[i] - 1/2)*W[i, j]*(h[j] - 1/2), j, 1, M), i, 1, N)";

/** A12: fields −½W1 and −½Wᵀ1 put the centre at ½. */
export const balancedMachine: Derivation = derive({
  id: "reciprocal-space/balanced",
  title: "Fields that balance the weights",
  source: "reconstruction; sheet A12",
  notation,
})
  .define("energy", `E = ${energyOf}`)
  .say("the energy", "Two fields and a coupling.")
  .define("visible bias", "a[i] = -sum(W[i, j], j, 1, M)/2")
  .say("a visible bias against the weights", "a = −½W1: with the hidden units on half of the time no field is left.")
  .define("hidden bias", "b[j] = -sum(W[i, j], i, 1, N)/2")
  .say("a hidden bias against the weights", "b = −½Wᵀ1, the same for the other layer.")

  .sumRule("hidden field", "sum(b[j]*h[j], j, 1, M) = -sum(sum(W[i, j]*h[j], j, 1, M), i, 1, N)/2", {
    rule: "interchange",
  })
  .say("order the hidden field by visible unit", "Two finite sums change places.")
  .sumRule("result", `E = sum(sum(W[i, j], j, 1, M), i, 1, N)/4 - ${half}`, { rule: "linearity" })
  .from("energy", "visible bias", "hidden field")
  .say("everything is about ½", "The energy of ±1 units without fields, up to a constant.")

  .connecting("energy", "result");

const tilted = "sum(U[i, beta], i, 1, N)";

/** A12: the saddle of that machine, x* = −b̃/λ, is the mean of x over all configurations. */
export const balancedSaddle: Derivation = derive({
  id: "reciprocal-space/balanced-saddle",
  title: "The saddle of a balanced machine is the centre of the cloud",
  source: "reconstruction; sheet A12",
  notation,
  assuming: [premise("orthonormal", "the columns of V are orthonormal"), "lambda[alpha] > 0", "0 < alpha < L + 1"],
})
  .define("hidden bias", "b[j] = -sum(W[i, j], i, 1, N)/2")
  .say("a hidden bias against the weights", "b = −½Wᵀ1.")
  .define("decomposition", "W[i, j] = sum(U[i, beta]*lambda[beta]*V[j, beta], beta, 1, L)")
  .say("the singular value decomposition", "Modes with U and V as vectors.")
  .define("along the mode", "b_tilde[alpha] = sum(V[j, alpha]*b[j], j, 1, M)")
  .say("the bias along a mode", "b̃ = Vᵀb.")

  .sumRule(
    "written out",
    "b_tilde[alpha] = -sum(sum(sum(V[j, alpha]*U[i, beta]*lambda[beta]*V[j, beta], beta, 1, L), i, 1, N), j, 1, M)/2",
    {
      rule: "linearity",
    },
  )
  .from("hidden bias", "decomposition", "along the mode")
  .say("write the bias out", "Three sums: over modes, visible and hidden units.")
  .sumRule(
    "visible first",
    `b_tilde[alpha] = -sum(sum(V[j, alpha]*lambda[beta]*V[j, beta]*${tilted}, beta, 1, L), j, 1, M)/2`,
    {
      rule: "interchange",
    },
  )
  .say("sum over visible units", "They meet nothing but U.")
  .sumRule(
    "hidden first",
    `b_tilde[alpha] = -sum(lambda[beta]*${tilted}*sum(V[j, alpha]*V[j, beta], j, 1, M), beta, 1, L)/2`,
    {
      rule: "interchange",
    },
  )
  .say("sum over hidden units", "They meet two right singular vectors.")

  .given("orthonormality", "sum(V[j, alpha]*V[j, beta], j, 1, M) = delta(alpha, beta)", "orthonormal")
  .say("the right singular vectors are orthonormal", "VᵀV = 1.")
  .sumRule("bias", "b_tilde[alpha] = -lambda[alpha]*sum(U[i, alpha], i, 1, N)/2", { rule: "delta contraction" })
  .from("hidden first", "orthonormality")
  .say("one mode is left", "The δ picks the mode itself out of the sum.")

  .define("saddle", "x_star[alpha] = -b_tilde[alpha]/lambda[alpha]")
  .say("the saddle of the mode", "Where the slope along y vanishes.")
  .define("mean", "mu[alpha] = sum(U[i, alpha]/2, i, 1, N)")
  .say("the centre of the cloud", "Over all configurations every unit is ½ on average.")
  .sumRule("result", "x_star[alpha] = mu[alpha]", { rule: "linearity" })
  .from("saddle", "bias", "mean")
  .say("they are the same point", "The states sit around the saddle instead of off to one side of it.")

  .connecting("hidden bias", "result");
