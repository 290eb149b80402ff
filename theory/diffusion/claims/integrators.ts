/** Claim A54: what a finite step makes of Langevin dynamics (criterion T5). */
import { agree, type Drawn, drawnMean, drawnMeans, type Pair } from "../../../src/lab/comparisons/index.ts";
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
const PATHS = 10_000;

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

/** Points a side of the grid of pairs, and how many deviations of the proposal it reaches. */
const SIDE = 121;
const REACH = 6;

/**
 * Variance after one step of MALA from N(0, variance). On one grid for where a path is and where it may go each pair
 * stands beside its reverse, so that a stationary law is one to rounding whatever the spacing.
 */
function afterMala(rate: number, tau: number, variance: number): number {
  const [spread, noise, g] = [Math.sqrt(variance), Math.sqrt(2 * tau), 1 - tau * rate];
  const end = REACH * Math.max(spread, noise);
  const at = (k: number): number => -end + (2 * end * k) / (SIDE - 1);
  const logProposed = (from: number, to: number): number => -((to - g * from) ** 2) / (4 * tau);
  const cell = (2 * end) / (SIDE - 1);
  const density = cell ** 2 / (2 * Math.PI * spread * noise);
  let gained = 0;
  for (let i = 0; i < SIDE; i++) {
    for (let j = 0; j < SIDE; j++) {
      const [x, y] = [at(i), at(j)];
      const back = logProposed(y, x) - (rate * (y * y - x * x)) / 2;
      gained += density * Math.exp(Math.min(logProposed(x, y), back) - x ** 2 / (2 * variance)) * (y * y - x * x);
    }
  }
  return variance + gained;
}

const oneStep: Evidence<Integrators> = {
  id: "one step",
  says: `one step from N(0, var) leaves the variance, by the recursion v → (1 − τk)²v + 2τ of ULA and by the sum over all moves of MALA, τk = ${PRODUCTS.join(", ")}`,
  judge(formula) {
    const pairs = PRODUCTS.flatMap((product): Pair[] => {
      const tau = product / RATE;
      const [ula, mala] = [formula.ula(RATE, tau), formula.mala(RATE, tau)];
      return [
        { at: `ULA, τk = ${product}`, expected: ula, found: (1 - product) ** 2 * ula + 2 * tau },
        { at: `MALA, τk = ${product}`, expected: mala, found: afterMala(RATE, tau, mala) },
      ];
    });
    return agree("variance", pairs, { allowed: 1e-11, because: "rounding of sums over pairs of moves" });
  },
};

const ulaPaths: Evidence<Integrators> = {
  id: "ULA",
  says: `stationary variance of ${PATHS} simulated paths at τk = ${PRODUCTS.join(", ")} (criterion T5)`,
  async judge(formula, { rng, scale }) {
    const cases: Drawn[] = [];
    for (const product of PRODUCTS) {
      const { positions } = await stationary(rng.child(product), product, scale * PATHS);
      const predicted = formula.ula(RATE, product / RATE);
      cases.push({ at: `τk = ${product}`, sample: positions.map((z) => z * z), predicted });
    }
    return drawnMeans("variance", cases);
  },
};

const malaPaths: Evidence<Integrators> = {
  id: "MALA",
  says: `the variance of ${PATHS} simulated paths with acceptance at τk = 1`,
  async judge(formula, { rng, scale }) {
    const { positions } = await stationary(rng, 1, scale * PATHS, true);
    const squares = positions.map((z) => z * z);
    return drawnMean("variance", squares, formula.mala(RATE, 1 / RATE));
  },
};

const STEPS = 200;

const longestStep: Evidence<Integrators> = {
  id: "longest step",
  says: `paths of the stiffest direction w of a machine with βλ_max = 3, from far out, ${STEPS} steps at the largest step: they neither come back nor run away`,
  async judge(formula, { rng, scale }) {
    const [strength, start] = [3, 1e6];
    const paths = await openPaths({ paths: 64 * scale, start }, rng);
    await paths.advance(STEPS, { tau: formula.largest(strength), force: [0, -(4 + strength)], unstable: true });
    const growth = paths.positions().map((z) => Math.log(Math.abs(z / start)) / STEPS);
    await paths.dispose();
    return drawnMean("growth of ln |z| a step", growth, 0);
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
  evidence: [oneStep, ulaPaths, malaPaths, longestStep],
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
