/** Claims A48: the Fokker–Planck bosons of Gaussian modes, and the gap of a mode of a finite machine. */
import { errorBelow, errorsBelow } from "../../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import type { BoundStates } from "../../../src/numeric/bound-states.ts";
import { convergenceOrder } from "../../../src/numeric/index.ts";
import { worstOver } from "../../support/identity.ts";
import { gathered } from "../../support/latex.ts";
import { rememberedByValue } from "../../support/remember.ts";
import { reconstructed } from "../../support/source.ts";
import { schroedingerForm, stableBosons } from "./derivation.ts";
import { fokkerPlanckLevels, gaussianModeLevel, kramersGap, type ModePotential } from "./levels.ts";

const ROOM = "bosons";
const LEVELS = 5;

export const levelsOn: (potential: ModePotential) => BoundStates = rememberedByValue((potential) =>
  fokkerPlanckLevels(potential, { levels: LEVELS }),
);

type Level = typeof gaussianModeLevel;

const STIFFNESSES = [3, 1, 0.2, -0.2, -1, -3];

const gaussianEvidence: Evidence<Level> = {
  id: "grid",
  says: `the ${LEVELS} lowest levels of H on a grid refined until they stand still, k = ${STIFFNESSES.join(", ")} (criterion T4: 1e-4; held to 1e-7)`,
  judge(formula) {
    const worst = worstOver(STIFFNESSES, (stiffness) => {
      const { levels } = levelsOn({ stiffness, quartic: 0 });
      return levels.reduce((w, e, n) => Math.max(w, Math.abs(e - formula(stiffness, n))), 0);
    });
    return errorBelow("level", worst, 1e-7, LEVELS * STIFFNESSES.length);
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
  /** The level that the stationary law stands for. */
  readonly ground: number;
  gap(potential: ModePotential): number;
}

/** Barriers ΔU = k²/16q of a double well with k = −1, in kT. */
const BARRIERS = [4, 6, 8, 10];

const wellOf = (barrier: number): ModePotential => ({ stiffness: -1, quartic: 1 / (16 * barrier) });

const kramersEvidence: Evidence<FiniteSize> = {
  id: "grid",
  says: "lowest levels at k = −1: E₀ = 0 to 1e-9; gap .1348 and .0520 at q = .05 and .03 beside Kramers' .1290 and .0561, all to 1e-4; the ratio of both tends to 1 as the inverse barrier, ΔU = 4 … 10",
  judge(formula) {
    const printed = [
      { quartic: 0.05, gap: 0.1348, kramers: 0.129 },
      { quartic: 0.03, gap: 0.052, kramers: 0.0561 },
    ].map((p) => ({ ...p, potential: { stiffness: -1, quartic: p.quartic } }));
    const all = [...printed.map((p) => p.potential), ...BARRIERS.map(wellOf)];
    const ratios = BARRIERS.map(wellOf).map((p) => formula.gap(p) / levelsOn(p).levels[1]! - 1);
    const { slope } = convergenceOrder(BARRIERS, ratios);
    return errorsBelow([
      { what: "|E₀|", error: worstOver(all, (p) => Math.abs(levelsOn(p).levels[0]! - formula.ground)), limit: 1e-9 },
      {
        what: "gap against the sheet",
        error: worstOver(printed, (p) => Math.abs(levelsOn(p.potential).levels[1]! - p.gap)),
        limit: 1e-4,
      },
      {
        what: "Kramers against the sheet",
        error: worstOver(printed, (p) => Math.abs(formula.gap(p.potential) - p.kramers)),
        limit: 1e-4,
      },
      { what: "ratio at ΔU = 10, less 1", error: Math.abs(ratios.at(-1)!), limit: 0.06 },
      { what: "|order + 1| in the barrier", error: Math.abs(slope + 1), limit: 0.25 },
    ]);
  },
};

const changedGap = (gap: FiniteSize["gap"]): FiniteSize => ({ ground: 0, gap });

const kramersClaim: Claim<FiniteSize> = {
  id: `${ROOM}/finite-size-gap`,
  room: ROOM,
  labels: ["A48", "A30"],
  title: "At finite size the zero mode returns, with an exponentially small gap (reconstruction)",
  statement: gathered(
    String.raw`U=\tfrac12ku^2+qu^4,\;q>0:\quad H_{\rm FP}=A^\dagger A,\quad E_0=0`,
    String.raw`k<0:\quad E_1\simeq\frac{\sqrt{U''_{\min}|U''_0|}}{\pi}\,e^{-\Delta U}=\frac{\sqrt2\,|k|}{\pi}\,e^{-k^2/16q}`,
  ),
  source: reconstructed("A48", "reconstruction; Kramers' law is textbook"),
  status: "reconstruction",
  expect: "proved",
  derivation: schroedingerForm,
  formula: changedGap(kramersGap),
  evidence: [kramersEvidence],
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
    { id: "no zero mode", says: "E₀ = |k|, as for the Gaussian mode", formula: { ground: 1, gap: kramersGap } },
  ],
};

export const fokkerPlanckClaims: readonly Claim[] = [bosonsClaim, kramersClaim];
