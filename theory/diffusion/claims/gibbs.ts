/** Claim A55: autocorrelation of a mode under block Gibbs sampling (criterion T5), on simulated machines. */
import { errorBelow, errorsBelow, sampledMean } from "../../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { convergenceOrder } from "../../../src/numeric/index.ts";
import { column, type Matrix, matrix } from "../../../src/numeric/matrix.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { uniformModeAutocorrelation } from "../../mean-field/uniform-mode.ts";
import { sharedDraw } from "../../support/draws.ts";
import { worstOver } from "../../support/identity.ts";
import { gathered } from "../../support/latex.ts";
import { centredMachine, oneMode } from "../../support/machines.ts";
import { rememberedByValue } from "../../support/remember.ts";
import { standard } from "../../support/source.ts";
import { gibbsSweepOfMode } from "../derivations/modes.ts";
import { gibbsAutocorrelation, gibbsTime } from "../process/gibbs.ts";
import { type MeasuredDirection, measureDirections } from "../process/measure.ts";

const ROOM = "diffusion";

interface Gibbs {
  /** ρ per sweep, by βλ of a mode of {0,1} units. */
  autocorrelation(strength: number): number;
  /** −1/ln ρ in sweeps. */
  time(rho: number): number;
}

const STRENGTHS = [1, 2, 3];

/** The exact autocorrelation of one uniform mode, summed once however many formulas are held against it. */
const exactAutocorrelation = rememberedByValue((n: number, lambda: number): number => {
  return uniformModeAutocorrelation({ visible: n, hidden: n, lambda, visibleUnits: "binary", hiddenUnits: "binary" });
});

const exactSums: Evidence<Gibbs> = {
  id: "exact sums",
  says: "the exact autocorrelation of a machine with one uniform mode, βλ = 1, 2, 3 and N = M = 100, 200, 400: the difference to the formula falls as 1/N",
  judge(formula) {
    const sizes = [100, 200, 400];
    const orders = STRENGTHS.map((lambda) => {
      const gaps = sizes.map((n) => exactAutocorrelation(n, lambda) - formula.autocorrelation(lambda));
      return convergenceOrder(sizes, gaps).slope;
    });
    const worst = worstOver(orders, (slope) => Math.abs(slope + 1));
    return errorBelow("largest |order + 1|", worst, 0.1, orders.length);
  },
};

/** One random mode in a centred machine: spread-out vectors, as in C66. */
export const measurePlanted: (
  rng: Rng,
  lambda: number,
  size: number,
  chains: number,
  sweeps: number,
) => Promise<MeasuredDirection> = sharedDraw(async (rng, lambda, size, chains, sweeps) => {
  const rbm = centredMachine(oneMode(size, size, lambda, rng.child("mode")), "binary", "binary");
  return (await measureDirections(rbm, leftVector(rbm.W), { chains, sweeps, burnIn: 20 }, rng))[0]!;
});

/** Of a matrix of rank one every column is along it. */
function leftVector(W: Matrix): Matrix {
  const p = column(W, 0);
  const norm = Math.hypot(...p);
  return matrix(
    W.rows,
    1,
    p.map((t) => t / norm),
  );
}

const SIZE = 300;

const planted: Evidence<Gibbs> = {
  id: "binary machines",
  says: `autocorrelation of a planted random mode in simulated ${SIZE}×${SIZE} binary machines, λ = 2 and 3: within 0.03 (criterion T5)`,
  async judge(formula, { rng, scale }) {
    const criteria = [];
    for (const lambda of [2, 3]) {
      const { autocorrelation } = await measurePlanted(rng.child(lambda), lambda, SIZE, 200 * scale, 160);
      const error = Math.abs(autocorrelation.mean - formula.autocorrelation(lambda));
      const found = `${autocorrelation.mean.toFixed(4)} ± ${autocorrelation.standardError.toFixed(4)}`;
      criteria.push({ what: `difference at λ = ${lambda} (found ${found})`, error, limit: 0.03 });
    }
    return errorsBelow(criteria);
  },
};

const larger: Evidence<Gibbs> = {
  id: "large machine",
  says: "autocorrelation of a planted random mode with λ = 2 in a simulated 2000×2000 machine by its error bar",
  budget: "full",
  async judge(formula, { rng, scale }) {
    const { autocorrelation: a } = await measurePlanted(rng, 2, 2000, 100 * scale, 200);
    return sampledMean("autocorrelation", a.mean, a.standardError, formula.autocorrelation(2), a.ess);
  },
};

const nearThreshold: Evidence<Gibbs> = {
  id: "time",
  says: "e^{−1/τ} is the autocorrelation again, and (4 − λ)τ goes to 2 as λ goes to 4",
  judge(formula) {
    const back = worstOver(STRENGTHS, (s) => Math.abs(Math.exp(-1 / formula.time((s / 4) ** 2)) - (s / 4) ** 2));
    const slowing = Math.abs(formula.time((3.999 / 4) ** 2) * 1e-3 - 2);
    return errorsBelow([
      { what: "difference", error: back, limit: 1e-12 },
      { what: "|(4 − λ)τ − 2| at λ = 3.999", error: slowing, limit: 1e-3 },
    ]);
  },
};

const gibbs: Gibbs = { autocorrelation: gibbsAutocorrelation, time: gibbsTime };

const gibbsClaim: Claim<Gibbs> = {
  id: `${ROOM}/gibbs`,
  room: ROOM,
  labels: ["A55"],
  title: "Block Gibbs sampling slows down towards the threshold",
  statement: gathered(
    String.raw`x_{t+1}-\bar x=\Big(\frac{\beta\lambda}4\Big)^2(x_t-\bar x)+\dots\;\Rightarrow\;\rho=\frac{\beta^2\lambda^2}{16},\qquad\tau=-\frac1{\ln\rho}\to\frac2{4-\beta\lambda}`,
    String.raw`\text{about a mean-field solution: }K=\beta^2D_vWD_hW^T\text{ in place of }\rho`,
  ),
  source: standard("A55", "textbook result; on machines with fields the linearisation is a reconstruction"),
  status: "standard",
  expect: "proved",
  derivation: gibbsSweepOfMode,
  formula: gibbs,
  evidence: [exactSums, planted, nearThreshold, larger],
  mutants: [
    { id: "half a sweep", says: "βλ/4", formula: { ...gibbs, autocorrelation: (s) => s / 4 } },
    { id: "λ²/8", says: "twice", formula: { ...gibbs, autocorrelation: (s) => s ** 2 / 8 } },
    { id: "two sweeps", says: "(βλ/4)⁴", formula: { ...gibbs, autocorrelation: (s) => (s / 4) ** 4 } },
    { id: "half the time", says: "−1/2 ln ρ", formula: { ...gibbs, time: (rho) => gibbsTime(rho) / 2 } },
  ],
};

export const gibbsClaims: readonly Claim[] = [gibbsClaim];
