/** Claims A48: the Fokker–Planck bosons of Gaussian modes, and the gap of a mode of a finite machine. */
import { agree } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { solveOde } from "../../../src/numeric/index.ts";
import { slowestRate } from "../../support/double-well.ts";
import { gathered } from "../../support/latex.ts";
import { limitOfHalving } from "../../support/limits.ts";
import { rememberedByValue } from "../../support/remember.ts";
import { reconstructed } from "../../support/source.ts";
import { schroedingerForm, stableBosons } from "./derivation.ts";
import { fokkerPlanckLevels, gaussianModeLevel, kramersGap, type ModePotential } from "./levels.ts";

const ROOM = "bosons";
const LEVELS = 5;

const levelsOf = rememberedByValue(
  (stiffness: number): Float64Array => fokkerPlanckLevels({ stiffness, quartic: 0 }, { levels: LEVELS }).levels,
);

type Level = typeof gaussianModeLevel;

const STIFFNESSES = [3, 1, 0.2, -0.2, -1, -3];

const gaussianEvidence: Evidence<Level> = {
  id: "grid",
  says: `the ${LEVELS} lowest levels of H on a grid refined until they stand still, k = ${STIFFNESSES.join(", ")} (criterion T4: 1e-4)`,
  judge(formula) {
    const pairs = STIFFNESSES.flatMap((stiffness) =>
      Array.from(levelsOf(stiffness), (found, n) => {
        return { at: `k = ${stiffness}, n = ${n}`, expected: formula(stiffness, n), found };
      }),
    );
    return agree("level", pairs, {
      allowed: 1e-7,
      unit: "absolute",
      because: "the grid is refined until levels change by 1e-8",
    });
  },
};

const bosonsClaim: Claim<Level> = {
  id: `${ROOM}/fokker-planck`,
  room: ROOM,
  labels: ["A48"],
  title: "Diffusion of a Gaussian mode is a boson of energy 4 ∓ λ; an unstable mode has no zero mode (reconstruction)",
  statement: gathered(
    String.raw`P=e^{-U/2}\psi,\qquad H_{\rm FP}=-\partial^2+\tfrac14U'^2-\tfrac12U''`,
    String.raw`U=\tfrac12ku^2:\quad H_{\rm FP}=k\,d^\dagger d\;(k>0),\qquad H_{\rm FP}=|k|\,(d^\dagger d+1)\;(k<0)`,
  ),
  source: reconstructed("A48", "reconstruction: the standard map between diffusion and Schrödinger operators"),
  status: "reconstruction",
  expect: "proved",
  derivation: stableBosons,
  formula: gaussianModeLevel,
  evidence: [gaussianEvidence],
  mutants: [
    { id: "zero mode", says: "a zero mode for k < 0 too", formula: (k, n) => Math.abs(k) * n },
    { id: "zero-point energy", says: "|k|(n + ½)", formula: (k, n) => Math.abs(k) * (n + 0.5) },
    {
      id: "oscillator energy",
      says: "√|k|, the energy of the oscillators",
      formula: (k, n) => Math.sqrt(Math.abs(k)) * (k > 0 ? n : n + 1),
    },
  ],
};

interface FiniteSize {
  /** ψ₀ of the level zero over its value at u = 0: P = e^{−U/2}ψ₀ is the stationary law. */
  zeroMode(potential: ModePotential, u: number): number;
  gap(potential: ModePotential): number;
}

const PRINTED = [
  { quartic: 0.05, kramers: 0.129 },
  { quartic: 0.03, kramers: 0.0561 },
];

/** Barriers ΔU = k²/16q of a double well with k = −1, in kT. */
const BARRIERS = [10, 20, 40, 80];

const wellOf = (barrier: number): ModePotential => ({ stiffness: -1, quartic: 1 / (16 * barrier) });

const rateOver = rememberedByValue((barrier: number): number => slowestRate(wellOf(barrier)));

const highBarriers: Evidence<FiniteSize> = {
  id: "high barriers",
  says: `the slowest rate by its integral equation at k = −1 over barriers ΔU = ${BARRIERS.join(", ")}: Kramers' law over it, extrapolated in 1/ΔU, is 1`,
  judge(formula) {
    const ratios = BARRIERS.map((barrier) => formula.gap(wellOf(barrier)) / rateOver(barrier));
    const pair = { at: "1/ΔU → 0", expected: 1, found: limitOfHalving(ratios) };
    return agree("Kramers' law over the slowest rate", [pair], {
      allowed: 1e-4,
      because:
        "the first three orders in 1/ΔU are extrapolated away, what is left of the fourth is its coefficient over 640,000",
    });
  },
};

const sheet: Evidence<FiniteSize> = {
  id: "sheet",
  says: "Kramers' law at k = −1 and q = .05 and .03 is the .1290 and .0561 of the sheet",
  judge(formula) {
    const pairs = PRINTED.map(({ quartic, kramers }) => {
      return { at: `q = ${quartic}`, expected: formula.gap({ stiffness: -1, quartic }), found: kramers };
    });
    return agree("gap", pairs, { allowed: 5e-5, unit: "absolute", because: "four printed decimals" });
  },
};

/** ψ of Hψ = 0 along u, even and 1 at the origin. */
const solution = rememberedByValue((quartic: number): Float64Array[] => {
  const V = (u: number): number => ((-u + 4 * quartic * u ** 3) ** 2 - 2 * (-1 + 12 * quartic * u * u)) / 4;
  const equation = (u: number, [psi, slope]: Float64Array): number[] => [slope!, V(u) * psi!];
  return solveOde(equation, [1, 0], [0, ...POSITIONS], { relativeTolerance: 1e-12 }).states.slice(1);
});

const POSITIONS = [0.5, 1, 2, 3];

const zeroModes: Evidence<FiniteSize> = {
  id: "equation of the zero mode",
  says: "even solution of Hψ = 0, integrated from the top of the barrier through the well at k = −1, q = .05 and .03: it is the mode, without a node and normalisable, so that E₀ = 0",
  judge(formula) {
    const pairs = PRINTED.flatMap(({ quartic }) =>
      solution(quartic).map(([psi], k) => {
        const u = POSITIONS[k]!;
        return {
          at: `q = ${quartic}, u = ${u}`,
          expected: formula.zeroMode({ stiffness: -1, quartic }, u),
          found: psi!,
        };
      }),
    );
    return agree("ψ₀", pairs, { allowed: 1e-8, because: "integration to 1e-12, whose errors grow as e^{U/2} at most" });
  },
};

const finiteSize: FiniteSize = {
  zeroMode: ({ stiffness, quartic }, u) => Math.exp(-((stiffness / 2) * u * u + quartic * u ** 4) / 2),
  gap: kramersGap,
};

const changedGap = (gap: FiniteSize["gap"]): FiniteSize => ({ ...finiteSize, gap });

const kramersClaim: Claim<FiniteSize> = {
  id: `${ROOM}/finite-size-gap`,
  room: ROOM,
  labels: ["A48", "A30"],
  title: "At finite size the zero mode returns, with an exponentially small gap (reconstruction)",
  statement: gathered(
    String.raw`U=\tfrac12ku^2+qu^4,\;q>0:\quad H_{\rm FP}=A^\dagger A,\quad E_0=0,\quad\psi_0\propto e^{-U/2}`,
    String.raw`k<0:\quad E_1\simeq\frac{\sqrt{U''_{\min}|U''_0|}}{\pi}\,e^{-\Delta U}=\frac{\sqrt2\,|k|}{\pi}\,e^{-k^2/16q}`,
  ),
  source: reconstructed("A48", "reconstruction; Kramers' law is textbook"),
  status: "reconstruction",
  expect: "proved",
  derivation: schroedingerForm,
  formula: finiteSize,
  evidence: [highBarriers, sheet, zeroModes],
  mutants: [
    {
      id: "one side",
      says: "the rate out of one well, half of the gap",
      formula: changedGap((p) => kramersGap(p) / 2),
    },
    {
      id: "barrier",
      says: "e^{−k²/8q}",
      formula: changedGap((p) => kramersGap(p) * Math.exp(-(p.stiffness ** 2) / (16 * p.quartic))),
    },
    {
      id: "curvatures",
      says: "|U″_0| for both curvatures",
      formula: changedGap((p) => kramersGap(p) / Math.SQRT2),
    },
    {
      id: "no zero mode",
      says: "e^{−|k|u²/4}, the lowest state of the unstable Gaussian mode, whose level is |k|",
      formula: {
        ...finiteSize,
        zeroMode: ({ stiffness }, u) => Math.exp(-(Math.abs(stiffness) * u * u) / 4),
      },
    },
  ],
};

export const fokkerPlanckClaims: readonly Claim[] = [bosonsClaim, kramersClaim];
