/** Claims A47: quartic shifts of the levels and the classical limit of the two oscillators of a mode. */
import { bosonAlgebra, fockSpectrum, truncatedLevels } from "../../../src/algebra/boson/index.ts";
import { rationals, rationalToNumber } from "../../../src/algebra/exact/index.ts";
import { agree } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { limitOfHalving, orderOfHalving } from "../../support/limits.ts";
import { rememberedByValue } from "../../support/remember.ts";
import { reconstructed } from "../../support/source.ts";
import { classicalLimit } from "./derivation.ts";
import {
  oscillatorEnergies,
  pairAlgebra,
  pairHamiltonian,
  quantumOverClassical,
  quarticHamiltonian,
  quarticLevelShift,
} from "./pair.ts";

const ROOM = "bosons";

type Shift = typeof quarticLevelShift;

const quarticLevels = rememberedByValue((omegaSquared: number, quartic: number): Float64Array => {
  const algebra = bosonAlgebra(rationals);
  const H = quarticHamiltonian(algebra, omegaSquared, quartic);
  return fockSpectrum(algebra, H, { toNumber: rationalToNumber, levels: 4, tolerance: 1e-12, maxQuanta: 160 }).levels;
});

const STRENGTHS = [4e-3, 2e-3, 1e-3, 5e-4];

/** What the formula misses of level n at strengths c = Ω³ × STRENGTHS, for which shifts are Ω times those at Ω = 1. */
function missed(formula: Shift, squared: number, n: number): readonly number[] {
  const omega = Math.sqrt(squared);
  return STRENGTHS.map((c) => {
    const quartic = c * omega ** 3;
    return quarticLevels(squared, quartic)[n]! - omega * (n + 0.5) - formula({ omega, quartic }, n);
  });
}

const LEVELS_SHIFTED = [1, 7].flatMap((squared) => [0, 1, 2, 3].map((n) => ({ squared, n })));

const shiftEvidence: Evidence<Shift> = {
  id: "Fock space",
  says: `what is missed of four levels of ½p² + ½Ω²u² + cu⁴ by diagonalisation, Ω² = 1 and 7, c/Ω³ = ${STRENGTHS.join(", ")}: of third order in c, extrapolated`,
  judge(formula) {
    const pairs = LEVELS_SHIFTED.map(({ squared, n }) => {
      return { at: `Ω² = ${squared}, n = ${n}`, expected: 3, found: orderOfHalving(missed(formula, squared, n)) };
    });
    const because = "two orders in c are extrapolated away; the third is below 0.02 for c = 0.004Ω³";
    return agree("order of what is missed", pairs, { allowed: 0.02, because, unit: "absolute" });
  },
};

const valueEvidence: Evidence<Shift> = {
  id: "smallest strength",
  says: "the shifts themselves at c/Ω³ = 5e-4",
  judge(formula) {
    const pairs = LEVELS_SHIFTED.map(({ squared, n }) => {
      const [omega, quartic] = [Math.sqrt(squared), STRENGTHS.at(-1)! * squared ** 1.5];
      const found = quarticLevels(squared, quartic)[n]! - omega * (n + 0.5);
      return { at: `Ω² = ${squared}, n = ${n}`, expected: formula({ omega, quartic }, n), found };
    });
    return agree("shift", pairs, {
      allowed: 1e-3,
      because: "the third order is less than 300(c/Ω³)² of the first for n ≤ 3",
    });
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
  evidence: [valueEvidence, shiftEvidence],
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

const traceEvidence: Evidence<Ratio> = {
  id: "Fock trace",
  says: "closed form against the trace over 561 number states at ħβ = 1.5 and 2",
  judge(formula) {
    const pairs = [1.5, 2].map((t) => {
      return { at: `ħβ = ${t}`, expected: formula(2, t).exact, found: ratioInFockSpace(2, t) };
    });
    return agree("trace", pairs, { allowed: 1e-6, because: "33 quanta and more weigh e^{−1.5·33·√2} and less" });
  },
};

const expansionEvidence: Evidence<Ratio> = {
  id: "expansion",
  says: "the expansion at λ = 3 gives the .996667 of the sheet at ħβ = 0.1, and the closed form less the expansion over (ħβ)² vanishes with ħβ",
  judge(formula) {
    const steps = [0.2, 0.1, 0.05].map((t) => {
      const { exact, expanded } = formula(2, t);
      return (exact - expanded) / t ** 2;
    });
    const pairs = [
      { at: "ħβ = 0.1", expected: formula(3, 0.1).expanded, found: 0.996667 },
      { at: "ħβ → 0, second order", expected: 0, found: limitOfHalving(steps, { first: 2, spacing: 2 }) },
    ];
    const because = "six printed decimals; the extrapolation leaves (ħβ)⁶";
    return agree("expanded ratio", pairs, { allowed: 5e-7, because, unit: "absolute" });
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
  evidence: [traceEvidence, expansionEvidence],
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

export const oscillatorLimitClaims: readonly Claim[] = [shiftClaim, classicalClaim];
