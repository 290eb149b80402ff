/** The overlap of coherent states (sheet A46, appendix D9): a reconstruction. */
import type { Derivation } from "../../../src/algebra/derivation/index.ts";
import { derive, premise } from "../../../src/algebra/derivation/index.ts";

/** In Bargmann's representation a† multiplies by z, a differentiates, and the vacuum expectation is the value at z = 0. */
export const coherentOverlap: Derivation = derive({
  id: "bosons/coherent-overlap",
  title: "The overlap of two coherent states carries the coupling (reconstruction)",
  source: "reconstruction; sheets A46, D9 for Toledo-Marín et al. 2025",
  notation: {
    z: { meaning: "creator, as a variable" },
    p: { meaning: "strength of the annihilation exponential" },
    q: { meaning: "strength of the creation exponential" },
    F: { meaning: "coherent state, e^{qa†} on the vacuum" },
    G: { meaning: "e^{pa} on the coherent state" },
    lambda: { meaning: "singular value" },
    x: { meaning: "reciprocal variable of the visible configuration" },
    y: { meaning: "reciprocal variable of the hidden configuration" },
  },
  assuming: [
    "lambda > 0",
    premise("shift", "the exponential of p times a derivative moves the argument by p"),
    premise("configurations", "a configuration drives its mode with the root of λ times its reciprocal variable"),
  ],
})
  .define("coherent state", "F = exp(q*z)")
  .say("a coherent state", "a† multiplies by z, so the exponential of qa† on the vacuum is e^{qz}.")
  .differentiate("eigenstate", "diff(F, z) = q*F")
  .say("an eigenstate of the annihilator", "a differentiates by z.")
  .given("shifted", "G = exp(q*(z + p))", "shift")
  .say("the annihilation exponential shifts", "Taylor's formula.")
  .algebra("factor", "G = exp(p*q)*F")
  .from("shifted", "coherent state")
  .say("a factor comes out", "As the eigenvalue q demands: e^{pa} acts as e^{pq}.")
  .given("p", "p = sqrt(lambda)*x", "configurations")
  .say("the visible configuration", "Its coherent bra.")
  .given("q", "q = sqrt(lambda)*y", "configurations")
  .say("the hidden configuration", "Its coherent ket.")
  .algebra("coupling", "G = exp(lambda*x*y)*F")
  .from("factor", "p", "q")
  .say(
    "the coupling of the mode",
    "The vacuum expectation of a coherent state is one, so what is left is the factor; modes commute, and their factors multiply to the coupling energy of the pair.",
  )

  .connecting("coherent state", "eigenstate", "coupling");
