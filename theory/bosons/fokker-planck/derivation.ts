/**
 * Langevin dynamics of a mode as a Hamiltonian of bosons (sheet A48, appendix D11): a reconstruction. The coordinate and
 * its derivative obey [∂, u] = 1, the commutator of a ladder pair, so the boson algebra judges differential operators.
 */
import type { Derivation, LadderLetter, Notation } from "../../../src/algebra/derivation/index.ts";
import { derive } from "../../../src/algebra/derivation/index.ts";

const letters: readonly LadderLetter[] = [
  { name: "D", mode: 0, dagger: false },
  { name: "u", mode: 0, dagger: true },
];

const notation: Notation = {
  D: { meaning: "derivative by u", latex: "\\partial" },
  u: { meaning: "coordinate of the mode" },
  k: { meaning: "stiffness of the mode, 4 − βλ along u" },
  q: { meaning: "quartic coefficient of its potential" },
  V: { meaning: "slope of the potential", latex: "U'" },
  F: { meaning: "generator of the diffusion between the factors e^{±U/2}", latex: "\\mathcal{L}" },
  H: { meaning: "Fokker–Planck Hamiltonian" },
  A: { meaning: "operator that annihilates e^{−U/2}" },
  B: { meaning: "its adjoint", latex: "A^{\\dagger}" },
  d: { meaning: "annihilator of a boson of the mode" },
  e: { meaning: "its creator", latex: "d^{\\dagger}" },
};

const source = "reconstruction of the standard map; sheets A48, D11 for Toledo-Marín et al. 2025";

/** The Fokker–Planck operator as a Schrödinger operator, for a quadratic and quartic potential. */
export const schroedingerForm: Derivation = derive({
  id: "bosons/schroedinger-form",
  title: "Diffusion in a potential as a Schrödinger operator (reconstruction)",
  source,
  notation,
})
  .define("slope", "V = k*u + 4*q*u^3")
  .say("slope of the potential", "Of U = ku²/2 + qu⁴, the Landau free energy of a mode.")
  .define("generator", "F = (D - V/2)*V + (D - V/2)^2")
  .say(
    "the Fokker–Planck operator acts on e^{−U/2}ψ",
    "∂_t P = ∂(U′P) + ∂²P; taking the factor e^{−U/2} to the left turns every ∂ into ∂ − U′/2.",
  )
  .define("H", "H = -D^2 + V^2/4 - (k + 12*q*u^2)/2")
  .say("a Schrödinger operator", "With the potential U′²/4 − U″/2.")
  .operators("the same", "F = -H", letters)
  .from("generator", "H", "slope")
  .say("they are the same up to sign", "ψ decays with the levels of H.")
  .define("A", "A = D + V/2")
  .say("a square root", "It annihilates e^{−U/2}.")
  .define("B", "B = -D + V/2")
  .say("its adjoint", "The derivative changes sign.")
  .operators("supersymmetric form", "H = B*A", letters)
  .from("H", "A", "B", "slope")
  .say(
    "no level below zero",
    "A product of an operator and its adjoint; the level zero exists where e^{−U/2} can be normalised.",
  )

  .connecting("slope", "the same", "supersymmetric form");

interface GaussianMode {
  readonly id: string;
  readonly title: string;
  readonly stiffness: string;
  readonly hamiltonian: string;
  /** What to say of it, and of the result. */
  readonly why: string;
  readonly result: readonly [id: string, formula: string, short: string, why: string];
}

function gaussianMode({ id, title, stiffness, hamiltonian, why, result }: GaussianMode): Derivation {
  const [name, formula, short, reason] = result;
  return derive({
    id: `bosons/${id}`,
    title: `${title} (reconstruction)`,
    source,
    notation: { ...notation, k: { meaning: stiffness } },
    assuming: ["k > 0"],
  })
    .define("H", hamiltonian)
    .say("a Gaussian mode", why)
    .define("d", "d = sqrt(k)*u/2 + D/sqrt(k)")
    .say("annihilator", "It annihilates the Gaussian e^{−ku²/4}.")
    .define("e", "e = sqrt(k)*u/2 - D/sqrt(k)")
    .say("creator", "The adjoint.")
    .operators("canonical", "d*e - e*d = 1", letters)
    .from("d", "e")
    .say("they are a boson", "The commutator is one.")
    .operators(name, formula, letters)
    .from("H", "d", "e")
    .say(short, reason)

    .connecting("d", "canonical", name);
}

/** A Gaussian mode below its transition: bosons of energy k, with a zero mode. */
export const stableBosons: Derivation = gaussianMode({
  id: "stable-mode",
  title: "A stable mode relaxes by bosons of energy k",
  stiffness: "stiffness of the mode, 4 − βλ along u",
  hamiltonian: "H = -D^2 + k^2*u^2/4 - k/2",
  why: "The Schrödinger operator of U = ku²/2.",
  result: ["bosons", "H = k*e*d", "levels 0, k, 2k, …", "The level zero is the Boltzmann law, the others decay."],
});

/** Beyond its transition the same mode has no zero mode. */
export const unstableBosons: Derivation = gaussianMode({
  id: "unstable-mode",
  title: "An unstable mode has no zero mode",
  stiffness: "modulus of the negative stiffness, βλ − 4",
  hamiltonian: "H = -D^2 + k^2*u^2/4 + k/2",
  why: "The Schrödinger operator of U = −ku²/2: only the constant has changed its sign.",
  result: [
    "no zero mode",
    "H = k*(e*d + 1)",
    "levels k, 2k, 3k, …",
    "Nothing is stationary: the diffusion never converges.",
  ],
});
