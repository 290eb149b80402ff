/**
 * Summing one layer out (sheet A3). Given the visible units the hidden ones do not see each other, so the sum over all
 * 2^M hidden configurations is a product of M sums over one unit: the free energy of a visible configuration has a
 * closed form, and the partition function costs 2^min(N, M) terms instead of 2^(N+M).
 *
 * Textbook; used throughout Toledo-Marín et al. 2025.
 */
import type { Derivation } from "../../src/algebra/derivation/index.ts";
import { derive } from "../../src/algebra/derivation/index.ts";
import { machineNotation } from "./derivation-notation.ts";

const visibleField = "sum(a[i]*v[i], i, 1, N)";
const hiddenField = "sum(b[j]*h[j], j, 1, M)";
const byVisible = "sum(sum(v[i]*W[i, j]*h[j], j, 1, M), i, 1, N)";
const byHidden = "sum(sum(v[i]*W[i, j]*h[j], i, 1, N), j, 1, M)";

/** What the two kinds of unit differ in. */
interface Unit {
  readonly id: string;
  readonly says: string;
  readonly values: string;
  /** Σ e^{hθ} over the two values of one unit. */
  readonly summed: (theta: string) => string;
  readonly why: string;
}

const binary: Unit = {
  id: "binary",
  says: "{0,1} units",
  values: "[0, 1]",
  summed: (theta) => `(1 + exp(${theta}))`,
  why: "A unit that is off contributes 1, one that is on contributes e^θ.",
};

const spin: Unit = {
  id: "spin",
  says: "±1 units",
  values: "[-1, 1]",
  summed: (theta) => `2*cosh(${theta})`,
  why: "The two values contribute e^θ and e^−θ.",
};

/** A3, first half: −ln Σ_h e^{−E}, for either kind of hidden unit. */
function freeEnergyOf({ id, says, values, summed, why }: Unit): Derivation {
  const overHidden = (weight: string): string => `sum(exp(${weight}), h, ${values}, 1, M)`;
  return derive({
    id: `reciprocal-space/free-energy-${id}`,
    title: `The free energy of a visible configuration, ${says}`,
    source: "textbook; sheet A3",
    notation: machineNotation,
  })
    .define("weight", `rho = ${overHidden(`${visibleField} + ${hiddenField} + ${byVisible}`)}`)
    .say("the weight of a visible configuration", "e^{−E} of every joint configuration that shows it, added up.")

    .sumRule("by hidden unit", `rho = ${overHidden(`${visibleField} + ${hiddenField} + ${byHidden}`)}`, {
      rule: "interchange",
    })
    .say("order the coupling by hidden unit", "Two finite sums may change places.")

    .define("field", "theta[j] = b[j] + sum(v[i]*W[i, j], i, 1, N)")
    .say("the field on a hidden unit", "All that the unit h_j sees of the visible layer is this one number.")

    .sumRule("separated", `rho = exp(${visibleField})*${overHidden("sum(h[j]*theta[j], j, 1, M)")}`, {
      rule: "linearity",
    })
    .from("by hidden unit", "field")
    .say("collect the terms of each hidden unit", "The exponent is now a sum over hidden units of h_j θ_j.")

    .marginalise("one unit at a time", `rho = exp(${visibleField})*prod(sum(exp(s*theta[j]), s, ${values}), j, 1, M)`, {
      rule: "sum over states",
    })
    .say("sum over all hidden configurations", "To choose a configuration is to choose each unit: a product of sums.")

    .sumRule("product", `rho = exp(${visibleField})*prod(${summed("theta[j]")}, j, 1, M)`, { rule: "write out" })
    .say("sum over one unit", why)

    .define("free energy", "F = -log(rho)")
    .say("the free energy", "The visible units follow the law e^{−F}/Z, as if there were no hidden layer.")

    .sumRule("result", `F = -${visibleField} - sum(log(${summed("theta[j]")}), j, 1, M)`, {
      rule: "logarithm of a product",
    })
    .from("free energy", "product")
    .say(
      "take the logarithm",
      "The product becomes a sum: each hidden unit adds one nonlinear function of its own field.",
    )

    .connecting("weight", "result");
}

export const freeEnergyForm: Derivation = freeEnergyOf(binary);
export const freeEnergyFormSpin: Derivation = freeEnergyOf(spin);

const overBoth = (inner: string): string => `sum(${inner}, h, [0, 1], 1, M)`;

/** A3, second half: ln Z with 2^M terms. */
export const partitionForm: Derivation = derive({
  id: "reciprocal-space/partition-function",
  title: "The partition function with one layer summed out",
  source: "textbook; sheet A3",
  notation: machineNotation,
})
  .define(
    "all configurations",
    `Z = ${overBoth(`sum(exp(${visibleField} + ${hiddenField} + ${byVisible}), v, [0, 1], 1, N)`)}`,
  )
  .say("the partition function", "e^{−E} over all 2^(N+M) joint configurations.")

  .sumRule(
    "separated",
    `Z = ${overBoth(`exp(${hiddenField})*sum(exp(sum(v[i]*(a[i] + sum(W[i, j]*h[j], j, 1, M)), i, 1, N)), v, [0, 1], 1, N)`)}`,
    { rule: "linearity" },
  )
  .say("collect the terms of each visible unit", "With the hidden units held, the exponent is linear in every v_i.")

  .marginalise(
    "result",
    `Z = ${overBoth(`exp(${hiddenField})*prod(1 + exp(a[i] + sum(W[i, j]*h[j], j, 1, M)), i, 1, N)`)}`,
    {
      rule: "sum over states",
      index: "v",
    },
  )
  .say(
    "sum over the visible configurations",
    "What is left has 2^M terms; the layers may be exchanged, so exact enumeration costs 2^min(N, M).",
  )

  .connecting("all configurations", "result");
