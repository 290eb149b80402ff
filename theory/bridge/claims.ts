/** The claim of the bridge: boson energy, diffusion rate and Gibbs autocorrelation of a mode are one number. */
import { errorsBelow } from "../../src/lab/agreement.ts";
import { onMachine } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { symmetricEigen } from "../../src/numeric/index.ts";
import { driftMatrixOfMode } from "../diffusion/process/machine.ts";
import { type UniformMode, uniformModeAutocorrelation, uniformModeMoments } from "../mean-field/uniform-mode.ts";
import { worstOver } from "../support/identity.ts";
import { reconstructed } from "../support/source.ts";
import { type ModeReading, measureBridge, readMode } from "./modes.ts";

const ROOM = "bridge";

interface Readings {
  of(strength: number): ModeReading;
  /** k from ⟨δu²⟩. */
  rateFromVariance(variance: number): number;
}

const STRENGTHS = [0.5, 1, 2, 3, 3.9];

const threeWays: Evidence<Readings> = {
  id: "three ways",
  says: "normal frequencies of two coupled oscillators of stiffness 4, eigenvalues of the drift matrix and the squared correlation of x and y, for five modes",
  judge(formula) {
    const worst = (error: (reading: ModeReading, s: number, soft: number) => number): number =>
      worstOver(STRENGTHS, (s) => error(formula.of(s), s, symmetricEigen(driftMatrixOfMode(s)).values[1]!));
    return errorsBelow([
      { what: "boson energy", error: worst((r, _s, soft) => Math.abs(r.bosonEnergy - Math.sqrt(soft))), limit: 1e-12 },
      { what: "diffusion rate", error: worst((r, _s, soft) => Math.abs(r.diffusionRate - soft)), limit: 1e-12 },
      { what: "autocorrelation", error: worst((r, s) => Math.abs(r.autocorrelation - (s / 4) ** 2)), limit: 1e-12 },
    ]);
  },
};

/** One uniform mode, known exactly. */
const uniform = (lambda: number): UniformMode => {
  return { visible: 400, hidden: 400, lambda, visibleUnits: "binary", hiddenUnits: "binary" };
};

const finiteMachine: Evidence<Readings> = {
  id: "finite machine",
  says: "a uniform mode in a 400×400 machine, βλ = 1 and 2: its exact autocorrelation against (1 − k/4)² with the rate k, and the rate from its exact ⟨u²⟩, within 1 %",
  judge(formula) {
    const memory = worstOver([1, 2], (lambda) => {
      const exact = uniformModeAutocorrelation(uniform(lambda));
      return Math.abs((1 - formula.of(lambda).diffusionRate / 4) ** 2 / exact - 1);
    });
    const rate = worstOver([1, 2], (lambda) => {
      const { u2 } = uniformModeMoments(uniform(lambda));
      return Math.abs(formula.rateFromVariance(u2) / formula.of(lambda).diffusionRate - 1);
    });
    return errorsBelow([
      { what: "relative error of the autocorrelation", error: memory, limit: 0.01 },
      { what: "of the rate", error: rate, limit: 0.01 },
    ]);
  },
};

const trained: Evidence<Readings> = {
  id: "trained machine",
  says: "the trained machine at β = 0.6·4/λ_max, mode by mode: 1/⟨δu²⟩ of chains against the rate about the mean-field solution, within 10 % and three error bars",
  needs: "machine",
  async judge(formula, { rng, machine }) {
    const { rows } = await measureBridge(rng, machine!, "warm");
    const excess = worstOver(rows, ({ aboutMeans, variance }) => {
      const relative = Math.abs(formula.rateFromVariance(variance.mean) / aboutMeans.diffusionRate - 1);
      return Math.max(0, relative - (3 * variance.standardError) / variance.mean);
    });
    return onMachine(
      machine!.name,
      errorsBelow([
        { what: `relative difference of ${rows.length} rates beyond three error bars`, error: excess, limit: 0.1 },
      ]),
    );
  },
};

const readings: Readings = { of: readMode, rateFromVariance: (variance) => 1 / variance };

const bridgeClaim: Claim<Readings> = {
  id: `${ROOM}/one-number`,
  room: ROOM,
  labels: ["A47", "A48", "A51", "A55"],
  title: "Boson energy, diffusion rate and Gibbs memory of a mode are one number",
  statement: String.raw`\Omega=\sqrt{4-\beta\lambda},\qquad k=4-\beta\lambda=\Omega^2,\qquad\rho=\Big(\frac{\beta\lambda}4\Big)^2=\Big(1-\frac k4\Big)^2`,
  source: reconstructed(
    "A47, A48, A51, A55",
    "reconstruction: the abstract connects bosons and diffusion; energies and rates are derived here",
  ),
  status: "reconstruction",
  expect: "checked",
  formula: readings,
  evidence: [threeWays, finiteMachine, trained],
  mutants: [
    {
      id: "energy like rate",
      says: "Ω = 4 − βλ",
      formula: { ...readings, of: (s) => ({ ...readMode(s), bosonEnergy: 4 - s }) },
    },
    {
      id: "stiff direction",
      says: "4 + βλ",
      formula: { ...readings, of: (s) => ({ ...readMode(s), diffusionRate: 4 + s }) },
    },
    { id: "variance as rate", says: "k = ⟨δu²⟩", formula: { ...readings, rateFromVariance: (variance) => variance } },
    {
      id: "half a sweep",
      says: "ρ = βλ/4",
      formula: { ...readings, of: (s) => ({ ...readMode(s), autocorrelation: s / 4 }) },
    },
  ],
};

export const bridgeClaims: readonly Claim[] = [bridgeClaim];
