/** Claim A54: what a finite step makes of Langevin dynamics (criterion T5). */
import { errorsBelow, sampledMean, within } from "../../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { openPaths } from "../../../src/numeric/index.ts";
import { gathered } from "../../support/latex.ts";
import { standard } from "../../support/source.ts";
import { ulaFixedPoint } from "../derivations/laws.ts";
import { largestUlaStep, malaVariance, ulaVariance } from "../process/integrators.ts";
import { type Look, simulate } from "./simulate.ts";

const ROOM = "diffusion";

interface Integrators {
  ula(rate: number, tau: number): number;
  mala(rate: number, tau: number): number;
  /** Longest stable step of ULA for a machine of {0,1} units, by βλ_max. */
  largest(strength: number): number;
}

/** A mode with λ = 2.5 along u. */
export const RATE = 1.5;
const PATHS = 20_000;

/** Steps until a deviation has fallen by e⁻¹²: g is the factor of one step. */
function settled(g: number): number {
  return Math.ceil(12 / Math.max(1e-3, -Math.log(Math.abs(g) || 1e-9)));
}

/** Stationary variance of simulated paths at τk. */
export async function stationary(
  rng: Parameters<typeof simulate>[0],
  product: number,
  paths: number,
  metropolis = false,
): Promise<Look> {
  const step = { tau: product / RATE, force: [0, -RATE] } as const;
  // Paths start far out, so that a proposal of MALA that is hardly ever accepted would show.
  const looks = [metropolis ? 300 : settled(1 - product)];
  return (await simulate(rng, { paths, step, looks, start: 1, metropolis }))[0]!;
}

const PRODUCTS = [0.1, 0.5, 1, 1.5, 1.96];

const ulaPaths: Evidence<Integrators> = {
  id: "ULA",
  says: `stationary variance of ${PATHS} simulated paths at τk = ${PRODUCTS.join(", ")} within 5 % (criterion T5)`,
  async judge(formula, { rng, scale }) {
    const criteria = [];
    for (const product of PRODUCTS) {
      const { variance } = await stationary(rng.child(product), product, scale * PATHS);
      const error = Math.abs(variance.mean / formula.ula(RATE, product / RATE) - 1);
      criteria.push({ what: `relative error, τk = ${product}`, error, limit: 0.05 });
    }
    return errorsBelow(criteria);
  },
};

const ulaBar: Evidence<Integrators> = {
  id: "ULA, error bar",
  says: `the variance at τk = 1 by its error bar, ${2 * PATHS} paths`,
  async judge(formula, { rng, scale }) {
    const { variance } = await stationary(rng, 1, 2 * scale * PATHS);
    const predicted = formula.ula(RATE, 1 / RATE);
    return sampledMean("variance", variance.mean, variance.standardError, predicted, variance.ess);
  },
};

const malaPaths: Evidence<Integrators> = {
  id: "MALA",
  says: `the variance of ${2 * PATHS} simulated paths with acceptance at τk = 1 by its error bar`,
  async judge(formula, { rng, scale }) {
    const { variance } = await stationary(rng, 1, 2 * scale * PATHS, true);
    const predicted = formula.mala(RATE, 1 / RATE);
    return sampledMean("variance", variance.mean, variance.standardError, predicted, variance.ess);
  },
};

const divergenceOfSteps: Evidence<Integrators> = {
  id: "divergence",
  says: "the mean of paths of the stiffest direction w of a machine with βλ_max = 3, 200 steps 1 % below and 1 % above the largest step: it falls, and it grows",
  async judge(formula, { rng }) {
    const strength = 3;
    const moved = async (factor: number): Promise<number> => {
      const tau = factor * formula.largest(strength);
      const paths = await openPaths({ paths: 16, start: 1e6 }, rng);
      await paths.advance(200, { tau, force: [0, -(4 + strength)], unstable: true });
      return Math.log(Math.abs(paths.positions().reduce((s, z) => s + z, 0) / 16e6));
    };
    const [below, above] = [await moved(0.99), await moved(1.01)];
    return within("ln growth above less ln growth below", above - below, 7.9, 8.1);
  },
};

const integrators: Integrators = {
  ula: ulaVariance,
  mala: malaVariance,
  largest: (strength) => largestUlaStep(4 + strength),
};

const stepClaim: Claim<Integrators> = {
  id: `${ROOM}/finite-step`,
  room: ROOM,
  labels: ["A54"],
  title: "A finite step widens the law, acceptance restores it",
  statement: gathered(
    String.raw`\text{ULA}:\;\operatorname{var}=\frac{1}{k(1-\tau k/2)},\qquad0<\tau<\frac{2}{4+\beta\lambda_{\max}}`,
    String.raw`\text{MALA}:\;\operatorname{var}=\frac1k\quad\text{at every }\tau,\;k>0`,
  ),
  source: standard("A54"),
  status: "standard",
  expect: "proved",
  derivation: ulaFixedPoint,
  formula: integrators,
  evidence: [ulaPaths, ulaBar, malaPaths, divergenceOfSteps],
  mutants: [
    { id: "exact ULA", says: "1/k for ULA too", formula: { ...integrators, ula: (k) => 1 / k } },
    {
      id: "τk in full",
      says: "1/(k(1 − τk/4))",
      formula: { ...integrators, ula: (k, tau) => ulaVariance(k, tau / 2) },
    },
    { id: "MALA like ULA", says: "1/(k(1 − τk/2)) for MALA", formula: { ...integrators, mala: ulaVariance } },
    { id: "u sets the step", says: "2/(4 − βλ_max)", formula: { ...integrators, largest: (s) => 2 / (4 - s) } },
    { id: "half the step", says: "1/(4 + βλ_max)", formula: { ...integrators, largest: (s) => 1 / (4 + s) } },
  ],
};

export const integratorClaims: readonly Claim[] = [stepClaim];
