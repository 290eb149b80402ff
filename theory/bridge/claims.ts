/** The claim of the bridge: boson energy, diffusion rate and Gibbs autocorrelation of a mode are one number. */
import { agree, onMachine, type Pair, regime } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { symmetricEigen } from "../../src/numeric/index.ts";
import { driftMatrixOfMode } from "../diffusion/process/machine.ts";
import { type UniformMode, uniformModeAutocorrelation, uniformModeMoments } from "../mean-field/uniform-mode.ts";
import { limitOfHalving } from "../support/limits.ts";
import { rememberedByValue } from "../support/remember.ts";
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
    const pairs = STRENGTHS.flatMap((s): Pair[] => {
      const soft = symmetricEigen(driftMatrixOfMode(s)).values[1]!;
      const { bosonEnergy, diffusionRate, autocorrelation } = formula.of(s);
      return [
        { at: `boson energy, βλ = ${s}`, expected: bosonEnergy, found: Math.sqrt(soft) },
        { at: `diffusion rate, βλ = ${s}`, expected: diffusionRate, found: soft },
        { at: `autocorrelation, βλ = ${s}`, expected: autocorrelation, found: (s / 4) ** 2 },
      ];
    });
    return agree("reading", pairs, { allowed: 1e-12, because: "rounding of eigenvalues" });
  },
};

const SIZES = [50, 100, 200];

/** Of one uniform mode, known exactly at every size, extrapolated in 1/N: autocorrelation and ⟨u²⟩. */
const atInfiniteSize = rememberedByValue((lambda: number) => {
  const modes = SIZES.map((n): UniformMode => {
    return { visible: n, hidden: n, lambda, visibleUnits: "binary", hiddenUnits: "binary" };
  });
  return {
    autocorrelation: limitOfHalving(modes.map(uniformModeAutocorrelation)),
    variance: limitOfHalving(modes.map((mode) => uniformModeMoments(mode).u2)),
  };
});

const finiteMachine: Evidence<Readings> = {
  id: "finite machine",
  says: `a uniform mode in machines of ${SIZES.join(", ")} units a layer, βλ = 1 and 2, extrapolated in 1/N: its exact autocorrelation against (1 − k/4)² with the rate k, and the rate from its exact ⟨u²⟩`,
  judge(formula) {
    const pairs = [1, 2].flatMap((lambda): Pair[] => {
      const { autocorrelation, variance } = atInfiniteSize(lambda);
      const k = formula.of(lambda).diffusionRate;
      return [
        { at: `autocorrelation, βλ = ${lambda}`, expected: (1 - k / 4) ** 2, found: autocorrelation },
        { at: `rate, βλ = ${lambda}`, expected: k, found: formula.rateFromVariance(variance) },
      ];
    });
    const because = "1/N and 1/N² are extrapolated away, what is left of 1/N³ is its coefficient over a million";
    return agree("reading", pairs, { allowed: 1e-4, because });
  },
};

/** What each value contributes to a function of their mean: the jackknife's, which are about as independent as they are. */
function contributions(values: Float64Array, f: (mean: number) => number): Float64Array {
  const n = values.length;
  const total = values.reduce((s, t) => s + t, 0);
  const all = f(total / n);
  return values.map((t) => n * all - (n - 1) * f((total - t) / (n - 1)));
}

const trained: Evidence<Readings> = {
  id: "trained machine",
  says: "the trained machine at β = 0.6·4/λ_max, mode by mode: 1/⟨δu²⟩ of chains against the rate about the mean-field solution",
  needs: "machine",
  async judge(formula, { rng, machine }) {
    const { rows } = await measureBridge(rng, machine!, "warm");
    const points = rows.map(({ alpha, aboutMeans, variance }) => ({
      at: `mode ${alpha}`,
      expected: aboutMeans.diffusionRate,
      found: contributions(variance.values, formula.rateFromVariance),
    }));
    const where = "modes where all converge, β = 0.6·4/λ_max";
    return onMachine(machine!.name, regime("rate", points, { within: 0.1, where }));
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
