/**
 * The energy as a sum over modes (sheet A7, appendix D1). The singular vectors of W are a basis of each layer in which
 * the coupling is diagonal; the fields only have to be written in the same bases. What W does not couple is left as a
 * linear term.
 *
 * Toledo-Marín et al. 2025 (arXiv:2503.21536), definitions of the code; the steps are those of the sheet.
 */
import type { Derivation, DerivationWriter } from "../../src/algebra/derivation/index.ts";
import { derive, premise } from "../../src/algebra/derivation/index.ts";
import { machineNotation } from "./derivation-notation.ts";

/** Families that stand for a pair of configurations and for their reciprocal variables. */
interface Pair {
  readonly visible: string;
  readonly hidden: string;
  readonly x: string;
  readonly y: string;
}

/** vᵀWh for the configurations of a pair. */
export const coupled = ({ visible, hidden }: Pick<Pair, "visible" | "hidden">): string =>
  `sum(sum(${visible}[i]*W[i, j]*${hidden}[j], j, 1, M), i, 1, N)`;

/** The steps from W = UΣVᵀ to vᵀWh = Σ λxy; the last of them is called "coupling". */
export function diagonalise(writer: DerivationWriter, pair: Pair): DerivationWriter {
  const { visible, hidden, x, y } = pair;
  const mode = `${visible}[i]*U[i, alpha]*lambda[alpha]*V[j, alpha]*${hidden}[j]`;
  return writer
    .define("decomposition", "W[i, j] = sum(U[i, alpha]*lambda[alpha]*V[j, alpha], alpha, 1, L)")
    .say("the singular value decomposition of W", "Every matrix is such a sum, with orthogonal U and V and L terms.")
    .define("visible variables", `${x}[alpha] = sum(U[i, alpha]*${visible}[i], i, 1, N)`)
    .say("visible reciprocal variables", "The visible configuration seen along the left singular vectors.")
    .define("hidden variables", `${y}[alpha] = sum(V[j, alpha]*${hidden}[j], j, 1, M)`)
    .say("hidden reciprocal variables", "The hidden configuration seen along the right singular vectors.")

    .sumRule("three sums", `${coupled(pair)} = sum(sum(sum(${mode}, alpha, 1, L), j, 1, M), i, 1, N)`, {
      rule: "linearity",
    })
    .from("decomposition")
    .say("put the decomposition into the coupling", "Three sums: over the two layers and over the modes.")
    .sumRule("hidden first", `${coupled(pair)} = sum(sum(sum(${mode}, j, 1, M), alpha, 1, L), i, 1, N)`, {
      rule: "interchange",
    })
    .say("carry the sum over hidden units inwards", "Finite sums may change places.")
    .sumRule("layers first", `${coupled(pair)} = sum(sum(sum(${mode}, j, 1, M), i, 1, N), alpha, 1, L)`, {
      rule: "interchange",
    })
    .say("carry the sum over visible units inwards", "Now the sum over modes is the outermost.")
    .sumRule("coupling", `${coupled(pair)} = sum(lambda[alpha]*${x}[alpha]*${y}[alpha], alpha, 1, L)`, {
      rule: "linearity",
    })
    .from("layers first", "visible variables", "hidden variables")
    .say("recognise the two factors", "Each mode's double sum is a product of two numbers: the coupling is diagonal.");
}

const configuration: Pair = { visible: "v", hidden: "h", x: "x", y: "y" };
const visibleField = "sum(a[i]*v[i], i, 1, N)";
const hiddenField = "sum(b[j]*h[j], j, 1, M)";
const visibleModes = (from: string, to: string): string => `sum(a_tilde[alpha]*x[alpha], alpha, ${from}, ${to})`;
const hiddenModes = (from: string, to: string): string => `sum(b_tilde[alpha]*y[alpha], alpha, ${from}, ${to})`;

const energy = derive({
  id: "reciprocal-space/mode-energy",
  title: "The energy is a sum over modes",
  source: "Toledo-Marín et al. 2025, sheet A7 and D1",
  notation: machineNotation,
  assuming: ["L > 0", "L < N + 1", "L < M + 1"],
})
  .define("energy", `E = -${visibleField} - ${hiddenField} - ${coupled(configuration)}`)
  .say("the energy", "Two fields, and a coupling of every visible unit to every hidden one.");

/** A7: −ãx − b̃y − λxy for each mode, and linear terms along the directions that W does not couple. */
export const modeEnergy: Derivation = diagonalise(energy, configuration)
  .define("visible bias", "a[i] = sum(U[i, alpha]*a_tilde[alpha], alpha, 1, N)")
  .say("the visible bias in the same basis", "U is a basis of the visible layer; the coordinates of a are ã = Uᵀa.")
  .sumRule(
    "visible field by mode",
    `${visibleField} = sum(sum(U[i, alpha]*a_tilde[alpha]*v[i], i, 1, N), alpha, 1, N)`,
    {
      rule: "interchange",
    },
  )
  .say("sum over the units first", "Again two finite sums change places.")
  .sumRule("visible field", `${visibleField} = ${visibleModes("1", "N")}`, { rule: "linearity" })
  .from("visible field by mode", "visible variables")
  .say("recognise x", "A field on the units is a field on the modes.")
  .sumRule("visible split", `${visibleField} = ${visibleModes("1", "L")} + ${visibleModes("L + 1", "N")}`, {
    rule: "split",
  })
  .say("part the modes that W couples from the rest", "Only the first L of the N directions occur in the coupling.")

  .define("hidden bias", "b[j] = sum(V[j, alpha]*b_tilde[alpha], alpha, 1, M)")
  .say("the hidden bias likewise", "V is a basis of the hidden layer, b̃ = Vᵀb.")
  .sumRule("hidden field by mode", `${hiddenField} = sum(sum(V[j, alpha]*b_tilde[alpha]*h[j], j, 1, M), alpha, 1, M)`, {
    rule: "interchange",
  })
  .say("sum over the units first", "As in the visible layer.")
  .sumRule("hidden field", `${hiddenField} = ${hiddenModes("1", "M")}`, { rule: "linearity" })
  .from("hidden field by mode", "hidden variables")
  .say("recognise y", "The field on the hidden units is a field on the modes.")
  .sumRule("hidden split", `${hiddenField} = ${hiddenModes("1", "L")} + ${hiddenModes("L + 1", "M")}`, {
    rule: "split",
  })
  .say("part the coupled modes from the rest", "One of the two rests is empty where W has full rank.")

  .sumRule(
    "result",
    `E = -sum(a_tilde[alpha]*x[alpha] + b_tilde[alpha]*y[alpha] + lambda[alpha]*x[alpha]*y[alpha], alpha, 1, L) - ${visibleModes("L + 1", "N")} - ${hiddenModes("L + 1", "M")}`,
    { rule: "linearity" },
  )
  .from("energy", "coupling", "visible split", "hidden split")
  .say(
    "collect mode by mode",
    "L independent pairs of variables, each with two fields and one coupling, and ramps where there is no coupling.",
  )

  .connecting("energy", "result");

/** A7: scalar products are the same in an orthonormal basis, by completeness. */
export const fieldsInModes: Derivation = derive({
  id: "reciprocal-space/fields-in-modes",
  title: "A scalar product does not depend on the basis",
  source: "textbook; sheet A7 and D1",
  notation: machineNotation,
  assuming: [premise("complete", "the columns of U are an orthonormal basis")],
})
  .define("visible variables", "x[alpha] = sum(U[i, alpha]*v[i], i, 1, N)")
  .say("the configuration along the basis", "x = Uᵀv.")
  .define("visible bias", "a_tilde[alpha] = sum(U[i, alpha]*a[i], i, 1, N)")
  .say("the bias along the basis", "ã = Uᵀa.")

  .sumRule(
    "multiplied out",
    `${visibleModes("1", "N")} = sum(sum(sum(a[i]*v[k]*U[i, alpha]*U[k, alpha], k, 1, N), i, 1, N), alpha, 1, N)`,
    { rule: "linearity" },
  )
  .from("visible variables", "visible bias")
  .say("multiply out", "Each product of two components is a double sum over units.")
  .sumRule(
    "one sum inwards",
    `${visibleModes("1", "N")} = sum(sum(sum(a[i]*v[k]*U[i, alpha]*U[k, alpha], k, 1, N), alpha, 1, N), i, 1, N)`,
    { rule: "interchange" },
  )
  .say("carry the sum over the basis inwards", "Past the first unit …")
  .sumRule(
    "both sums inwards",
    `${visibleModes("1", "N")} = sum(sum(sum(a[i]*v[k]*U[i, alpha]*U[k, alpha], alpha, 1, N), k, 1, N), i, 1, N)`,
    { rule: "interchange" },
  )
  .say("and once more", "… and past the second.")
  .sumRule(
    "overlap of units",
    `${visibleModes("1", "N")} = sum(sum(a[i]*v[k]*sum(U[i, alpha]*U[k, alpha], alpha, 1, N), k, 1, N), i, 1, N)`,
    { rule: "linearity" },
  )
  .say("take out what is free of the basis", "Two units now meet only in the sum over the basis.")

  .given("completeness", "sum(U[i, alpha]*U[k, alpha], alpha, 1, N) = delta(i, k)", "complete")
  .say("the basis is complete", "UUᵀ = 1: each unit is recovered from its components.")
  .sumRule("result", `${visibleModes("1", "N")} = ${visibleField}`, { rule: "delta contraction" })
  .from("overlap of units", "completeness")
  .say("the δ takes one sum away", "ã·x = a·v, so that the coordinates of a bias in the basis are ã = Uᵀa.")

  .connecting("visible variables", "result");
