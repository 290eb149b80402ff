/** Claims A47: boson energies, instability, quartic shifts and the classical limit of two oscillators a mode. */
import {
  applyBogoliubov,
  bosonAlgebra,
  coefficientOf,
  type FockSpectrum,
  fockSpectrum,
  squeezing as squeezingMap,
  truncatedLevels,
} from "../../../src/algebra/boson/index.ts";
import { type Rational, rational, rationals, rationalToNumber } from "../../../src/algebra/exact/index.ts";
import { errorBelow, errorsBelow } from "../../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { convergenceOrder, solveOde } from "../../../src/numeric/index.ts";
import { maxAbsDifference } from "../../../src/numeric/matrix.ts";
import { worstOver } from "../../support/identity.ts";
import { gathered } from "../../support/latex.ts";
import { rememberedByValue } from "../../support/remember.ts";
import { reconstructed } from "../../support/source.ts";
import { classicalLimit, squeezing } from "./derivation.ts";
import {
  oscillatorEnergies,
  oscillatorGrowth,
  pairAlgebra,
  pairHamiltonian,
  pairSpectrum,
  quantumOverClassical,
  quarticHamiltonian,
  quarticLevelShift,
} from "./pair.ts";

const ROOM = "bosons";
const LEVELS = 8;

type Energies = typeof oscillatorEnergies;

/** Lowest levels Ω_u(m + ½) + Ω_w(n + ½). */
function levelsOf({ u, w }: ReturnType<Energies>, count: number): number[] {
  const all = Array.from({ length: count * count }, (_, k) => {
    return u * ((k % count) + 0.5) + w * (Math.floor(k / count) + 0.5);
  });
  return all.sort((x, y) => x - y).slice(0, count);
}

export const spectrumOf: (lambda: number) => FockSpectrum = rememberedByValue((lambda) =>
  pairSpectrum(lambda, { levels: LEVELS, maxQuanta: 72 }),
);

function fockEvidence(id: string, lambdas: readonly number[], budget?: "full"): Evidence<Energies> {
  const worst = (formula: Energies): number =>
    worstOver(lambdas, (lambda) => maxAbsDifference(levelsOf(formula(lambda), LEVELS), spectrumOf(lambda).levels));
  return {
    id,
    says: `the ${LEVELS} lowest levels against diagonalisation in the number states of a and b, 40 quanta and more until they stand still, λ = ${lambdas.join(", ")} (criterion T4)`,
    ...(budget && { budget }),
    judge: (formula) => errorBelow("energy level", worst(formula), 1e-6, LEVELS * lambdas.length),
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

const exactEvidence: Evidence<Energies> = {
  id: "exact squeezing",
  says: "the canonical map of the boson algebra with rational e^r: pair terms vanish exactly and the coefficient of d†d is the energy",
  judge(formula) {
    const mapped = SQUEEZINGS.map(squeezedExactly);
    return errorsBelow([
      { what: "pair term", error: worstOver(mapped, (m) => Math.abs(m.pairs)), limit: 0 },
      {
        what: "boson energy",
        error: worstOver(mapped, ({ omegaSquared, energy }) => {
          const lambda = Math.abs(4 - omegaSquared);
          const { u, w } = formula(lambda);
          return Math.abs((omegaSquared < 4 ? u : w) - energy);
        }),
        limit: 1e-14,
      },
    ]);
  },
};

const energiesClaim: Claim<Energies> = {
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
  formula: oscillatorEnergies,
  evidence: [
    fockEvidence("Fock space", [3]),
    exactEvidence,
    fockEvidence("Fock space, other couplings", [1, 2, 3.5], "full"),
  ],
  mutants: [
    { id: "diffusion rates", says: "4 ∓ λ without the root", formula: (t) => ({ u: 4 - t, w: 4 + t }) },
    {
      id: "first order",
      says: "2 ∓ λ/4",
      formula: (t) => ({ u: 2 - t / 4, w: 2 + t / 4 }),
    },
    {
      id: "half the coupling",
      says: "√(4 ∓ λ/2)",
      formula: (t) => ({ u: Math.sqrt(4 - t / 2), w: Math.sqrt(4 + t / 2) }),
    },
    {
      id: "variance for stiffness",
      says: "¼ in the place of 4, the two-point function of the public code",
      formula: (t) => ({ u: Math.sqrt(Math.abs(0.25 - t)), w: Math.sqrt(0.25 + t) }),
    },
  ],
};

const growthEvidence: Evidence<typeof oscillatorGrowth> = {
  id: "equations of motion",
  says: "late growth of u = (x + y)/√2 along integrated orbits of H at λ = 4.5, 5, 8: rate to 1e-7",
  judge(formula) {
    const rates = [4.5, 5, 8].map((lambda) => {
      const motion = (_t: number, [x, y, p, q]: Float64Array) => [p!, q!, lambda * y! - 4 * x!, lambda * x! - 4 * y!];
      const { states } = solveOde(motion, [1, 0, 0, 0], [0, 14, 16], { relativeTolerance: 1e-11 });
      const [early, late] = [states[1]!, states[2]!].map(([x, y]) => x! + y!);
      return { lambda, rate: Math.log(late! / early!) / 2 };
    });
    const worst = worstOver(rates, ({ lambda, rate }) => Math.abs(rate - formula(lambda)));
    return errorBelow("growth rate", worst, 1e-7, rates.length);
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

type Shift = typeof quarticLevelShift;

const quarticLevels = rememberedByValue((omegaSquared: number, quartic: number): Float64Array => {
  const algebra = bosonAlgebra(rationals);
  const H = quarticHamiltonian(algebra, omegaSquared, quartic);
  return fockSpectrum(algebra, H, { toNumber: rationalToNumber, levels: 4, tolerance: 1e-12, maxQuanta: 160 }).levels;
});

const shiftEvidence: Evidence<Shift> = {
  id: "Fock space",
  says: "levels of ½p² + ½Ω²u² + cu⁴ by diagonalisation: at c = 10⁻⁴, Ω = 1 the two lowest shifts to 3e-10, and the error falls as c³ for four levels at Ω² = 1 and 7",
  judge(formula) {
    const error = (squared: number, quartic: number, n: number): number => {
      const omega = Math.sqrt(squared);
      return quarticLevels(squared, quartic)[n]! - omega * (n + 0.5) - formula({ omega, quartic }, n);
    };
    const strengths = [1e-3, 2e-3, 4e-3];
    const orders = [1, 7].flatMap((squared) =>
      [0, 1, 2, 3].map((n) => {
        const scaled = strengths.map((c) => c * squared ** 1.5);
        return convergenceOrder(
          scaled,
          scaled.map((c) => error(squared, c, n)),
        ).slope;
      }),
    );
    return errorsBelow([
      { what: "shift at c = 10⁻⁴", error: worstOver([0, 1], (n) => Math.abs(error(1, 1e-4, n))), limit: 3e-10 },
      { what: "|order − 3|", error: worstOver(orders, (o) => Math.abs(o - 3)), limit: 0.2 },
    ]);
  },
};

const shiftClaim: Claim<Shift> = {
  id: `${ROOM}/quartic-shift`,
  room: ROOM,
  labels: ["A47"],
  title: "The quartic vertex shifts the levels (reconstruction)",
  statement: String.raw`\Delta E_n=\frac{3c_4(2n^2+2n+1)}{4\Omega^2}-\frac{c_4^2(34n^3+51n^2+59n+21)}{8\Omega^5}+O(c_4^3)`,
  source: reconstructed("A47"),
  status: "reconstruction",
  expect: "checked",
  formula: quarticLevelShift,
  evidence: [shiftEvidence],
  mutants: [
    {
      id: "second order added",
      says: "plus sign of the second order",
      formula: (o, n) => -quarticLevelShift({ ...o, quartic: -o.quartic }, n),
    },
    {
      id: "first order alone",
      says: "no second order",
      formula: ({ omega, quartic }, n) => (3 * quartic * (2 * n * n + 2 * n + 1)) / (4 * omega ** 2),
    },
    {
      id: "Ω⁴",
      says: "Ω⁴ in the place of Ω⁵",
      formula: (o, n) => {
        const first = (3 * o.quartic * (2 * n * n + 2 * n + 1)) / (4 * o.omega ** 2);
        return first + (quarticLevelShift(o, n) - first) * o.omega;
      },
    },
    {
      id: "classical average",
      says: "(2n+1)² in the place of 2n²+2n+1",
      formula: (o, n) => quarticLevelShift(o, n) + (3 * o.quartic * (2 * n * n + 2 * n)) / (4 * o.omega ** 2),
    },
  ],
};

type Ratio = typeof quantumOverClassical;

/** Σ e^{−tE} over the truncated levels, over the classical Π 1/(tΩ) = 1/(t²√(det K)). */
const ratioInFockSpace = rememberedByValue((lambda: number, t: number): number => {
  const levels = truncatedLevels(pairAlgebra, pairHamiltonian(lambda), 32, { toNumber: rationalToNumber });
  return levels.reduce((sum, e) => sum + Math.exp(-t * e), 0) * t * t * Math.sqrt(16 - lambda * lambda);
});

const classicalEvidence: Evidence<Ratio> = {
  id: "Fock trace",
  says: "closed form against the trace over 561 number states at ħβ = 1.5 and 2 to 1e-6; its expansion misses it by O((ħβ)⁴) and gives .996667 at 0.1",
  judge(formula) {
    const exact = worstOver([1.5, 2], (t) => Math.abs(formula(2, t).exact - ratioInFockSpace(2, t)));
    const steps = [0.2, 0.1, 0.05];
    const { slope } = convergenceOrder(
      steps,
      steps.map((t) => formula(2, t).exact - formula(2, t).expanded),
    );
    return errorsBelow([
      { what: "trace", error: exact, limit: 1e-6 },
      { what: "|order − 4|", error: Math.abs(slope - 4), limit: 0.05 },
      { what: "value at 0.1", error: Math.abs(formula(3, 0.1).expanded - 0.996667), limit: 1e-6 },
    ]);
  },
};

const classicalClaim: Claim<Ratio> = {
  id: `${ROOM}/classical-limit`,
  room: ROOM,
  labels: ["A47"],
  title: "The weight of the machine is the classical limit of the bosons (reconstruction)",
  statement: String.raw`\frac{Z_{\rm q}}{Z_{\rm cl}}=\prod_\pm\frac{\hbar\beta\Omega_\pm/2}{\sinh(\hbar\beta\Omega_\pm/2)}=1-\frac{(\hbar\beta)^2(\Omega_u^2+\Omega_w^2)}{24}+O\big((\hbar\beta)^4\big)`,
  source: reconstructed("A47"),
  status: "reconstruction",
  expect: "proved",
  derivation: classicalLimit,
  formula: quantumOverClassical,
  evidence: [classicalEvidence],
  mutants: [
    {
      id: "twelfth",
      says: "1/12 in the place of 1/24",
      formula: (l, t) => ({ ...quantumOverClassical(l, t), expanded: 2 * quantumOverClassical(l, t).expanded - 1 }),
    },
    {
      id: "tanh",
      says: "tanh in the place of sinh",
      formula: (l, t) => {
        const { u, w } = oscillatorEnergies(l);
        const { exact, expanded } = quantumOverClassical(l, t);
        return { exact: exact * Math.cosh((t * u) / 2) * Math.cosh((t * w) / 2), expanded };
      },
    },
  ],
};

export const oscillatorClaims: readonly Claim[] = [energiesClaim, growthClaim, shiftClaim, classicalClaim];
