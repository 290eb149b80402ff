/**
 * Two coupled oscillators a mode (a reconstruction; the Hamiltonian of the paper could not be read):
 *
 *   H = ½(p_x² + p_y²) + 2(x² + y²) − λxy = ω₀(a†a + b†b + 1) − (λ/2ω₀)(a + a†)(b + b†),   ω₀ = 2,
 *
 * with the entropic spring of {0,1} units, 4, and λ the singular value times β. The map c_± = (b ± a)/√2 and a squeezing
 * e^{2r} = Ω/ω₀ of each leave H = Σ Ω(d†d + ½) with Ω_u = √(4−λ), Ω_w = √(4+λ). Sheet A47 and appendix D10 for
 * Toledo-Marín et al. 2025.
 */

import {
  type BosonAlgebra,
  type BosonOperator,
  bosonAlgebra,
  type FockSpectrum,
  fockSpectrum,
} from "../../../src/algebra/boson/index.ts";
import {
  power,
  product,
  type Rational,
  rational,
  rationals,
  rationalToNumber,
  sum,
} from "../../../src/algebra/exact/index.ts";
import { requireWholeWithin } from "../../../src/arguments.ts";
import { BoltzproofError } from "../../../src/errors.ts";

/** Stiffness κ = 1/σ² of the entropic spring of {0,1} units; its root is ω₀ = 2. */
export const SPRING = 4;

/** Energies of the two bosons of a mode. */
export interface OscillatorEnergies {
  /** Ω_u = √(4 − βλ), which softens as the mode nears its transition. */
  readonly u: number;
  /** Ω_w = √(4 + βλ). */
  readonly w: number;
}

/**
 * Boson energies of a mode of coupling βλ, for {0,1} units (reconstruction, A47).
 * @throws BoltzproofError "domain" for βλ ≥ 4, where H has no ground state, and for a negative or NaN coupling.
 */
export function oscillatorEnergies(lambda: number): OscillatorEnergies {
  if (lambda >= 0 && lambda < SPRING) return { u: Math.sqrt(SPRING - lambda), w: Math.sqrt(SPRING + lambda) };
  throw noVacuum(lambda);
}

/** Rate √(βλ − 4) at which u runs away beyond the transition; 0 up to it. */
export function oscillatorGrowth(lambda: number): number {
  return Math.sqrt(Math.max(0, lambda - SPRING));
}

/** r of the squeezing c = cosh r d − sinh r d† that removes the pair terms: ½ ln(Ω/ω₀). @throws as oscillatorEnergies. */
export function squeezingParameters(lambda: number): OscillatorEnergies {
  const { u, w } = oscillatorEnergies(lambda);
  const ground = Math.sqrt(SPRING);
  return { u: Math.log(u / ground) / 2, w: Math.log(w / ground) / 2 };
}

/** One oscillator ½p² + ½Ω²u² + c u⁴. */
export interface QuarticOscillator {
  readonly omega: number;
  readonly quartic: number;
}

/**
 * Shift of level n by the quartic to second order in c:
 * 3c(2n²+2n+1)/(4Ω²) − c²(34n³+51n²+59n+21)/(8Ω⁵) (reconstruction, A47; textbook perturbation theory).
 */
export function quarticLevelShift({ omega, quartic: c }: QuarticOscillator, n: number): number {
  requireWholeWithin("n", n, 0, Number.MAX_SAFE_INTEGER);
  const first = (3 * c * (2 * n * n + 2 * n + 1)) / (4 * omega ** 2);
  return first - (c * c * (34 * n ** 3 + 51 * n ** 2 + 59 * n + 21)) / (8 * omega ** 5);
}

/**
 * Z of the two oscillators over its classical value at ħβ = t: Π_± (tΩ/2)/sinh(tΩ/2), and 1 − t²(Ω_u²+Ω_w²)/24 to
 * second order. The classical weight, t → 0, is the Gaussian law of the machine. @throws as oscillatorEnergies.
 */
export function quantumOverClassical(lambda: number, t: number): { readonly exact: number; readonly expanded: number } {
  const { u, w } = oscillatorEnergies(lambda);
  const factor = (omega: number): number => (t * omega) / 2 / Math.sinh((t * omega) / 2);
  return { exact: factor(u) * factor(w), expanded: 1 - (t * t * (u * u + w * w)) / 24 };
}

/** The operators of a and b, with exact coefficients. */
export const pairAlgebra: BosonAlgebra<Rational> = bosonAlgebra(rationals, 2);

/** H of a mode in a and b, in normal order; the coupling is taken at the exact value of the double. */
export function pairHamiltonian(lambda: number): BosonOperator<Rational> {
  const position = (mode: number) => pairAlgebra.add(pairAlgebra.annihilator(mode), pairAlgebra.creator(mode));
  return sum(pairAlgebra, [
    ...[0, 1].map((mode) => pairAlgebra.multiply(pairAlgebra.scalar(rational(2)), pairAlgebra.number(mode))),
    pairAlgebra.scalar(rational(2)),
    product(pairAlgebra, [pairAlgebra.scalar(exactly(-lambda / 4)), position(0), position(1)]),
  ]);
}

/** ½p² + ½Ω²u² + c u⁴ in the ladder operators of frequency 2, from Ω² and c. */
export function quarticHamiltonian(
  algebra: BosonAlgebra<Rational>,
  omegaSquared: number,
  quartic: number,
): BosonOperator<Rational> {
  const [a, adag] = [algebra.annihilator(0), algebra.creator(0)];
  const scaled = (c: number, x: BosonOperator<Rational>) => algebra.multiply(algebra.scalar(exactly(c)), x);
  const u = scaled(1 / 2, algebra.add(a, adag));
  const momentum = algebra.add(adag, algebra.negate(a)); // p = i times this
  return sum(algebra, [
    scaled(-1 / 2, power(algebra, momentum, 2)),
    scaled(omegaSquared / 2, power(algebra, u, 2)),
    scaled(quartic, power(algebra, u, 4)),
  ]);
}

/** How many levels of the pair are wanted, and the largest number of quanta. */
export interface PairSpectrumOptions {
  /** 8 when left out. */
  readonly levels?: number;
  readonly tolerance?: number;
  /** Quanta of the first truncation, 40 when left out. */
  readonly quanta?: number;
  readonly maxQuanta?: number;
}

/**
 * Lowest levels of H by diagonalisation in the number states of a and b, converged in their quanta.
 * @throws BoltzproofError "domain" for βλ ≥ 4, "not-converged" when the quanta allowed do not suffice.
 */
export function pairSpectrum(lambda: number, options: PairSpectrumOptions = {}): FockSpectrum {
  oscillatorEnergies(lambda);
  const settings = { levels: 8, tolerance: 1e-7, ...options, toNumber: rationalToNumber };
  return fockSpectrum(pairAlgebra, pairHamiltonian(lambda), settings);
}

/** The fraction that a double is. @throws BoltzproofError "domain" unless x is finite. */
export function exactly(x: number): Rational {
  if (!Number.isFinite(x)) {
    throw new BoltzproofError("domain", {
      found: `the number ${x}`,
      expected: "a finite number, which is a fraction",
      advice: "choose a finite coupling",
    });
  }
  let [numerator, denominator] = [x, 1n];
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    denominator *= 2n;
  }
  return rational(BigInt(numerator), denominator);
}

/** The refusal of everything that asks a mode for a boson vacuum or a Gaussian law. */
export function noVacuum(lambda: number, threshold: number = SPRING): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `a mode with βλ = ${lambda}`,
    expected: `0 ≤ βλ < ${threshold}, where the mode has a boson vacuum`,
    advice: "raise the temperature, or expand about a broken mean-field solution",
  });
}
