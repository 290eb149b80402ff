/** Two coupled oscillators made free, and their classical limit (sheet A47, appendix D10): reconstructions. */
import type { Derivation, LadderLetter, Notation } from "../../../src/algebra/derivation/index.ts";
import { type DerivationWriter, derive, premise } from "../../../src/algebra/derivation/index.ts";

const source = "reconstruction; sheets A47, D10 for Toledo-Marín et al. 2025";

const pairLetters: readonly LadderLetter[] = [
  { name: "a", mode: 0, dagger: false },
  { name: "c", mode: 0, dagger: true },
  { name: "b", mode: 1, dagger: false },
  { name: "d", mode: 1, dagger: true },
];

const pairNotation: Notation = {
  a: { meaning: "annihilator of the visible oscillator" },
  c: { meaning: "its creator", latex: "a^{\\dagger}" },
  b: { meaning: "annihilator of the hidden oscillator" },
  d: { meaning: "its creator", latex: "b^{\\dagger}" },
  x: { meaning: "visible coordinate of the mode" },
  y: { meaning: "hidden coordinate of the mode" },
  p: { meaning: "momentum of x over the imaginary unit" },
  q: { meaning: "momentum of y over the imaginary unit" },
  H: { meaning: "Hamiltonian of the mode" },
  lambda: { meaning: "singular value times beta" },
  f: { meaning: "annihilator along u", latex: "c_+" },
  e: { meaning: "its creator", latex: "c_+^{\\dagger}" },
  h: { meaning: "annihilator along w", latex: "c_-" },
  k: { meaning: "its creator", latex: "c_-^{\\dagger}" },
};

const spring = "-(p^2 + q^2)/2 + 2*(x^2 + y^2) - lambda*x*y";

function defineQuanta(writer: DerivationWriter): DerivationWriter {
  return writer
    .define("f", "f = (b + a)/sqrt(2)")
    .say("quanta along u", "The direction in which both coordinates move together.")
    .define("e", "e = (d + c)/sqrt(2)")
    .say("its creator", "The adjoint.")
    .define("h", "h = (b - a)/sqrt(2)")
    .say("quanta along w", "The direction in which they move apart.")
    .define("k", "k = (d - c)/sqrt(2)")
    .say("its creator", "The adjoint.");
}

/** A47: the rotation to u and w is canonical, which is checked before it is used. */
export const rotation: Derivation = defineQuanta(
  derive({
    id: "bosons/rotation",
    title: "The quanta along u and w are bosons (reconstruction)",
    source,
    notation: pairNotation,
  }),
)
  .operators("canonical", "f*e - e*f = 1", pairLetters)
  .from("f", "e")
  .say("the new quanta are bosons", "A rotation keeps the commutator.")
  .operators("both", "h*k - k*h = f*e - e*f", pairLetters)
  .from("f", "e", "h", "k")
  .say("so are those along w", "The commutator is the same in either direction.")
  .operators("independent", "f*k - k*f = 0", pairLetters)
  .from("f", "k")
  .say("and independent of each other", "Quanta along u and along w commute.")

  .connecting("f", "canonical", "both", "independent");

/** A47: the coupling in ladder operators, and its normal modes along u and w. */
export const normalModes: Derivation = defineQuanta(
  derive({
    id: "bosons/normal-modes",
    title: "Two coupled oscillators become a pair along u and w (reconstruction)",
    source,
    notation: pairNotation,
  })
    .define("x", "x = (a + c)/2")
    .say("position of the visible oscillator", "The spring of stiffness four gives the frequency two.")
    .define("p", "p = c - a")
    .say("its momentum without the factor i", "So that p² enters with a minus sign.")
    .define("y", "y = (b + d)/2")
    .say("position of the hidden oscillator", "The same spring, because both kinds of unit have the same entropy.")
    .define("q", "q = d - b")
    .say("its momentum without the factor i", "As before.")
    .define("H", `H = ${spring}`)
    .say("springs and coupling", "The quadratic part of the free energy of a mode, with kinetic energies added.")
    .operators("ladder form", "H = 2*(c*a + d*b + 1) - lambda/4*(a + c)*(b + d)", pairLetters)
    .from("H", "x", "p", "y", "q")
    .say("normal order", "Two quanta of frequency two, coupled by their positions."),
)
  .operators(
    "normal modes",
    "H = (2 - lambda/4)*(e*f + 1/2) - lambda/8*(f^2 + e^2) + (2 + lambda/4)*(k*h + 1/2) + lambda/8*(h^2 + k^2)",
    pairLetters,
  )
  .from("ladder form", "f", "e", "h", "k")
  .say("two modes that do not meet", "What is left are pairs created and destroyed in each mode.")

  .connecting("x", "normal modes");

const squeezeLetters: readonly LadderLetter[] = [
  { name: "d", mode: 0, dagger: false },
  { name: "D", mode: 0, dagger: true },
];

const squeezeNotation: Notation = {
  d: { meaning: "annihilator of the boson that is sought" },
  D: { meaning: "its creator", latex: "d^{\\dagger}" },
  c: { meaning: "annihilator of a quantum along u or w" },
  e: { meaning: "its creator", latex: "c^{\\dagger}" },
  H: { meaning: "Hamiltonian of the mode along u or w" },
  omega: { meaning: "frequency without coupling" },
  g: { meaning: "strength of the pair terms, −λ/8 along u and λ/8 along w" },
  C: { meaning: "hyperbolic cosine of the squeezing parameter" },
  S: { meaning: "hyperbolic sine of the squeezing parameter" },
  s: { meaning: "e to the power of the squeezing parameter" },
  E: { meaning: "energy of a boson after the map" },
};

const squeezeOf = (S: string): string => `(s ${S} 1/s)/2`;

/** A47, D10: the squeezing that removes the pair terms. */
export const squeezing: Derivation = derive({
  id: "bosons/squeezing",
  title: "A squeezing removes the pairs and leaves one energy (reconstruction)",
  source,
  notation: squeezeNotation,
  assuming: ["s > 0", premise("choice", "the squeezing s = e^r solves s⁴ = 1 + 4g/ω")],
})
  .define("C", `C = ${squeezeOf("+")}`)
  .say("cosh r", "With s the exponential of r.")
  .define("S", `S = ${squeezeOf("-")}`)
  .say("sinh r", "With s the exponential of r.")
  .define("c", "c = C*d - S*D")
  .say("the map of the annihilator", "Squeezing mixes annihilation and creation.")
  .define("e", "e = C*D - S*d")
  .say("and of the creator", "The adjoint.")
  .operators("canonical", "c*e - e*c = 1", squeezeLetters)
  .from("c", "e", "C", "S")
  .say("the map is canonical", "Checked before it is used: bosons stay bosons.")
  .define("H", "H = (omega + 2*g)*(e*c + 1/2) + g*(c^2 + e^2)")
  .say("one mode along u or w", "A frequency and pair terms.")
  .define("E", "E = (omega + 2*g)*(C^2 + S^2) - 4*g*C*S")
  .say("energy after the map", "The coefficient of d†d.")
  .given("choice of s", "g = omega*(s^4 - 1)/4", "choice")
  .say("choose the squeezing", "It exists while 4g > −ω, which is λ < 4.")
  .operators("free boson", "H = E*(D*d + 1/2)", squeezeLetters)
  .from("H", "c", "e", "E", "C", "S", "choice of s")
  .say("normal order again", "No pair is left, and the constant is half the energy, as for any oscillator.")
  .algebra("in terms of s", "E = omega*s^2")
  .from("E", "C", "S", "choice of s")
  .say("the energy", "The frequency stretched by the squeezing.")
  .algebra("energy", "E^2 = omega^2 + 4*g*omega")
  .from("in terms of s", "choice of s")
  .say("without the squeezing", "With ω = 2 and g = ∓λ/8 the square is 4 ∓ λ, which vanishes at the transition.")

  .connecting("C", "canonical", "free boson", "energy");

/** A47: the first quantum correction to the classical weight. */
export const classicalLimit: Derivation = derive({
  id: "bosons/classical-limit",
  title: "The classical limit of two oscillators (reconstruction)",
  source: "reconstruction; sheet A47 for Toledo-Marín et al. 2025",
  notation: {
    Z: { meaning: "quantum over classical partition function" },
    t: { meaning: "reduced Planck constant times beta" },
    U: { meaning: "energy of the boson along u", latex: "\\Omega_u" },
    W: { meaning: "energy of the boson along w", latex: "\\Omega_w" },
  },
  assuming: ["t small", "t > 0", "U > 0", "W > 0"],
})
  .define("ratio", "Z = (t*U/2)/sinh(t*U/2)*(t*W/2)/sinh(t*W/2)")
  .say(
    "quantum over classical",
    "A geometric series of levels over the integral of the Gaussian weight, one factor a boson.",
  )
  .expand("correction", "Z = 1 - t^2*(U^2 + W^2)/24", "t", 3)
  .say("expand", "The classical weight of the machine is the limit; corrections begin in second order.")

  .connecting("ratio", "correction");
