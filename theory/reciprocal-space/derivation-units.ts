/**
 * From {0,1} to ±1 units (sheet A4). Both conventions are in use, and the map between them is exact: halving and
 * shifting the units turns a quarter of the weights into new weights, and what is left over into fields and a constant.
 *
 * Textbook; Toledo-Marín et al. 2025 use {0,1}.
 */
import type { Derivation, Notation } from "../../src/algebra/derivation/index.ts";
import { derive } from "../../src/algebra/derivation/index.ts";
import { machineNotation } from "./derivation-notation.ts";

const notation: Notation = {
  ...machineNotation,
  s: { meaning: "visible configuration in ±1 units, 2v − 1" },
  t: { meaning: "hidden configuration in ±1 units, 2h − 1" },
  W_prime: { meaning: "weights between ±1 units" },
  a_prime: { meaning: "visible bias of ±1 units" },
  b_prime: { meaning: "hidden bias of ±1 units" },
  Ezero: { meaning: "constant between the two energies", latex: "E_0" },
};

const spinEnergy =
  "sum(a_prime[i]*s[i], i, 1, N) + sum(b_prime[j]*t[j], j, 1, M) + sum(sum(s[i]*W_prime[i, j]*t[j], j, 1, M), i, 1, N)";
const constant = "-sum(a[i], i, 1, N)/2 - sum(b[j], j, 1, M)/2 - sum(sum(W[i, j], j, 1, M), i, 1, N)/4";
const fields = "-sum(a[i]*s[i], i, 1, N)/2 - sum(b[j]*t[j], j, 1, M)/2";
const coupling = "-sum(sum(s[i]*W[i, j]*t[j], j, 1, M), i, 1, N)/4";
const visibleShift = "-sum(s[i]*sum(W[i, j], j, 1, M), i, 1, N)/4";

/** A4: the energy in ±1 units. */
export const unitsMap: Derivation = derive({
  id: "reciprocal-space/units",
  title: "From {0,1} to ±1 units",
  source: "textbook; sheet A4",
  notation,
})
  .define(
    "energy",
    "E = -sum(a[i]*v[i], i, 1, N) - sum(b[j]*h[j], j, 1, M) - sum(sum(v[i]*W[i, j]*h[j], j, 1, M), i, 1, N)",
  )
  .say("the energy in {0,1} units", "Two fields and a coupling.")

  .define("visible units", "v[i] = (1 + s[i])/2")
  .say("a visible unit by its sign", "0 becomes −1 and 1 stays 1.")
  .define("hidden units", "h[j] = (1 + t[j])/2")
  .say("a hidden unit by its sign", "The same in the other layer.")

  .sumRule(
    "multiplied out",
    `E = ${constant} ${fields} ${coupling} ${visibleShift} - sum(sum(W[i, j]*t[j], j, 1, M), i, 1, N)/4`,
    { rule: "linearity" },
  )
  .from("energy", "visible units", "hidden units")
  .say(
    "multiply out",
    "(1 + s)(1 + t)/4 has four terms: the coupling gives a constant, a field on each layer and a quarter of itself.",
  )

  .sumRule(
    "by hidden unit",
    `E = ${constant} ${fields} ${coupling} ${visibleShift} - sum(t[j]*sum(W[i, j], i, 1, N), j, 1, M)/4`,
    {
      rule: "interchange",
    },
  )
  .say("order the field on the hidden layer", "It is a sum over hidden units, so that sum comes first.")

  .define("new weights", "W_prime[i, j] = W[i, j]/4")
  .say("read off the coupling", "Singular vectors stay as they are, singular values are divided by 4.")
  .define("new visible bias", "a_prime[i] = a[i]/2 + sum(W[i, j], j, 1, M)/4")
  .say("read off the visible field", "Each weight of a unit pushes it half of the time.")
  .define("new hidden bias", "b_prime[j] = b[j]/2 + sum(W[i, j], i, 1, N)/4")
  .say("read off the hidden field", "The same for the columns of W.")
  .define("offset", `Ezero = ${constant}`)
  .say("read off the constant", "It changes no probability, only ln Z.")

  .sumRule("result", `E = Ezero - (${spinEnergy})`, { rule: "linearity" })
  .from("by hidden unit", "new weights", "new visible bias", "new hidden bias", "offset")
  .say("put the names in", "The same form of energy in the new units, and ln Z changes by −E₀.")

  .connecting("energy", "result");
