/** Claims A47: boson energies and instability of two oscillators a mode. */
import {
  applyBogoliubov,
  bosonAlgebra,
  coefficientOf,
  type FockSpectrum,
  squeezing as squeezingMap,
} from "../../../src/algebra/boson/index.ts";
import { type Rational, rational, rationals, rationalToNumber } from "../../../src/algebra/exact/index.ts";
import { agree, vanishes } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { solveOde } from "../../../src/numeric/index.ts";
import { gathered } from "../../support/latex.ts";
import { rememberedByValue } from "../../support/remember.ts";
import { reconstructed } from "../../support/source.ts";
import { squeezing } from "./derivation.ts";
import {
  type OscillatorEnergies,
  oscillatorEnergies,
  oscillatorGrowth,
  pairSpectrum,
  quarticHamiltonian,
  squeezingParameters,
} from "./pair.ts";

const ROOM = "bosons";
const LEVELS = 8;

interface Oscillators {
  energies(lambda: number): OscillatorEnergies;
  /** r of the squeezings that remove the pair terms. */
  squeezing(lambda: number): OscillatorEnergies;
}

/** Lowest levels Ω_u(m + ½) + Ω_w(n + ½). */
function levelsOf({ u, w }: OscillatorEnergies, count: number): number[] {
  const all = Array.from({ length: count * count }, (_, k) => {
    return u * ((k % count) + 0.5) + w * (Math.floor(k / count) + 0.5);
  });
  return all.sort((x, y) => x - y).slice(0, count);
}

const spectrumOf: (lambda: number) => FockSpectrum = rememberedByValue((lambda) =>
  pairSpectrum(lambda, { levels: LEVELS, maxQuanta: 72 }),
);

function fockEvidence(id: string, lambdas: readonly number[], budget?: "full"): Evidence<Oscillators> {
  return {
    id,
    says: `the ${LEVELS} lowest levels against diagonalisation in the number states of a and b, 40 quanta and more until they stand still, λ = ${lambdas.join(", ")} (criterion T4)`,
    ...(budget && { budget }),
    judge(formula) {
      const pairs = lambdas.flatMap((lambda) => {
        const predicted = levelsOf(formula.energies(lambda), LEVELS);
        return predicted.map((expected, k) => {
          return { at: `λ = ${lambda}, level ${k}`, expected, found: spectrumOf(lambda).levels[k]! };
        });
      });
      return agree("energy level", pairs, { allowed: 1e-6, because: "quanta are added until levels change by 1e-7" });
    },
  };
}

/** One oscillator H = (2+2g)(c†c + ½) + g(c² + c†²) at the g whose squeezing is e^r = s, mapped exactly. */
function squeezedExactly(s: Rational) {
  const algebra = bosonAlgebra(rationals);
  const { add, multiply, divide, fromRational } = rationals;
  const inverse = divide(rationals.one, s);
  const half = (x: Rational): Rational => multiply(rational(1, 2), x);
  const map = squeezingMap(algebra, half(add(s, inverse)), half(add(inverse, rationals.negate(s))));
  const fourth = multiply(multiply(s, s), multiply(s, s));
  const omegaSquared = multiply(fromRational(rational(4)), fourth);
  const image = applyBogoliubov(map, quarticHamiltonian(algebra, rationalToNumber(omegaSquared), 0));
  return {
    omegaSquared: rationalToNumber(omegaSquared),
    energy: rationalToNumber(coefficientOf(rationals, image, [1], [1])),
    pairs: rationalToNumber(coefficientOf(rationals, image, [0], [2])),
  };
}

/** Dyadic, so that the square of the frequency is a double exactly. */
const SQUEEZINGS = [rational(1, 2), rational(3, 4), rational(7, 8), rational(9, 8)];

const exactEvidence: Evidence<Oscillators> = {
  id: "exact squeezing",
  says: "the canonical map of the boson algebra with rational e^r, r that of the formula: pair terms vanish exactly and the coefficient of d†d is the energy",
  judge(formula) {
    const residuals = SQUEEZINGS.flatMap((s) => {
      const { omegaSquared, energy, pairs } = squeezedExactly(s);
      const side = omegaSquared < 4 ? "u" : "w";
      const lambda = Math.abs(4 - omegaSquared);
      const r = Math.log(rationalToNumber(s));
      return [pairs, formula.energies(lambda)[side] - energy, formula.squeezing(lambda)[side] - r];
    });
    return vanishes("pair terms, energies and squeezings less those of the map", residuals, {
      allowed: 1e-14,
      because: "the map is exact; a root and a logarithm are rounded",
    });
  },
};

const oscillators: Oscillators = { energies: oscillatorEnergies, squeezing: squeezingParameters };

const changedEnergies = (energies: Oscillators["energies"]): Oscillators => ({ ...oscillators, energies });

const energiesClaim: Claim<Oscillators> = {
  id: `${ROOM}/oscillator-energies`,
  room: ROOM,
  labels: ["A47"],
  title: "A mode is two bosons of energies √(4 ∓ λ) (reconstruction)",
  statement: gathered(
    String.raw`H=\tfrac12(p_x^2+p_y^2)+2(x^2+y^2)-\lambda xy=\Omega_u\big(d_u^\dagger d_u+\tfrac12\big)+\Omega_w\big(d_w^\dagger d_w+\tfrac12\big)`,
    String.raw`\Omega_u=\sqrt{4-\lambda},\qquad\Omega_w=\sqrt{4+\lambda}\qquad(\lambda<4)`,
  ),
  source: reconstructed("A47"),
  status: "reconstruction",
  expect: "proved",
  derivation: squeezing,
  formula: oscillators,
  evidence: [
    fockEvidence("Fock space", [2]),
    exactEvidence,
    fockEvidence("Fock space, other couplings", [1, 3, 3.5], "full"),
  ],
  mutants: [
    {
      id: "diffusion rates",
      says: "4 ∓ λ without the root",
      formula: changedEnergies((t) => ({ u: 4 - t, w: 4 + t })),
    },
    {
      id: "first order",
      says: "2 ∓ λ/4",
      formula: changedEnergies((t) => ({ u: 2 - t / 4, w: 2 + t / 4 })),
    },
    {
      id: "half the coupling",
      says: "√(4 ∓ λ/2)",
      formula: changedEnergies((t) => ({ u: Math.sqrt(4 - t / 2), w: Math.sqrt(4 + t / 2) })),
    },
    {
      id: "variance for stiffness",
      says: "¼ in the place of 4, the two-point function of the public code",
      formula: changedEnergies((t) => ({ u: Math.sqrt(Math.abs(0.25 - t)), w: Math.sqrt(0.25 + t) })),
    },
    {
      id: "squeezing of both quadratures",
      says: "r = ln(Ω/2)",
      formula: {
        ...oscillators,
        squeezing: (t) => {
          const { u, w } = squeezingParameters(t);
          return { u: 2 * u, w: 2 * w };
        },
      },
    },
  ],
};

const growthEvidence: Evidence<typeof oscillatorGrowth> = {
  id: "equations of motion",
  says: "late growth of u = (x + y)/√2 along integrated orbits of H at λ = 4.5, 5, 8",
  judge(formula) {
    const pairs = [4.5, 5, 8].map((lambda) => {
      const motion = (_t: number, [x, y, p, q]: Float64Array) => [p!, q!, lambda * y! - 4 * x!, lambda * x! - 4 * y!];
      const { states } = solveOde(motion, [1, 0, 0, 0], [0, 14, 16], { relativeTolerance: 1e-11 });
      const [early, late] = [states[1]!, states[2]!].map(([x, y]) => x! + y!);
      return { at: `λ = ${lambda}`, expected: formula(lambda), found: Math.log(late! / early!) / 2 };
    });
    const because = "at t = 14 the decaying orbit is e^{−28γ} of the growing one, 2.5e-9 at the smallest γ";
    return agree("growth rate", pairs, { allowed: 1e-7, because });
  },
};

const growthClaim: Claim<typeof oscillatorGrowth> = {
  id: `${ROOM}/oscillator-instability`,
  room: ROOM,
  labels: ["A47"],
  title: "Beyond λ = 4 the coordinate u runs away (reconstruction)",
  statement: String.raw`\lambda>4:\quad u(t)\sim e^{\gamma t},\qquad\gamma=\sqrt{\lambda-4}`,
  source: reconstructed("A47"),
  status: "reconstruction",
  expect: "checked",
  formula: oscillatorGrowth,
  evidence: [growthEvidence],
  mutants: [
    { id: "diffusion rate", says: "λ − 4, the rate of the Langevin process", formula: (t) => t - 4 },
    { id: "half", says: "√(λ−4)/2", formula: (t) => oscillatorGrowth(t) / 2 },
    { id: "λ²", says: "√(λ²−16)", formula: (t) => Math.sqrt(t * t - 16) },
  ],
};

export const oscillatorClaims: readonly Claim[] = [energiesClaim, growthClaim];
