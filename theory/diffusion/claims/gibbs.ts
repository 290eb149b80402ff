/** Claim A55: autocorrelation of a mode under block Gibbs sampling (criterion T5), on simulated machines. */
import { agree, type Drawn, drawnMeans, type Systematic } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { column, type Matrix, matrix } from "../../../src/numeric/matrix.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { uniformModeAutocorrelation } from "../../mean-field/uniform-mode.ts";
import { sharedDraw } from "../../support/draws.ts";
import { gathered } from "../../support/latex.ts";
import { limitOfHalving } from "../../support/limits.ts";
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

const SIZES = [50, 100, 200];

const exactSums: Evidence<Gibbs> = {
  id: "exact sums",
  says: `the exact autocorrelation of a machine with one uniform mode, βλ = ${STRENGTHS.join(", ")} and N = M = ${SIZES.join(", ")}, extrapolated in 1/N`,
  judge(formula) {
    const pairs = STRENGTHS.map((lambda) => {
      const found = limitOfHalving(SIZES.map((n) => exactAutocorrelation(n, lambda)));
      return { at: `βλ = ${lambda}`, expected: formula.autocorrelation(lambda), found };
    });
    const because = "1/N and 1/N² are extrapolated away, what is left of 1/N³ is its coefficient over a million";
    return agree("autocorrelation", pairs, { allowed: 1e-3, because });
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

const SIZE = 200;
const CHAINS = 128;

/** Q of a random direction over that of a uniform one: the quartic of the entropy, and with it 1/N, grows as Q. */
const RANDOM_PARTICIPATION = 3;

/** What 1/N may do to a random mode: three times what it does to a uniform one, which is known, and half as much again. */
function finiteSize(size: number, lambda: number): Systematic {
  const exact = exactAutocorrelation(SIZES.at(-1)!, lambda);
  const uniform = Math.abs(exact - limitOfHalving(SIZES.map((n) => exactAutocorrelation(n, lambda))));
  const scaled = (uniform * SIZES.at(-1)!) / size;
  return { size: 1.5 * RANDOM_PARTICIPATION * scaled, because: "1/N corrections of a random mode" };
}

function plantedEvidence(
  id: string,
  lambdas: readonly number[],
  [size, chains, sweeps]: readonly [number, number, number],
  budget?: "full",
): Evidence<Gibbs> {
  return {
    id,
    says: `autocorrelation of a planted random mode in ${chains} chains of simulated ${size}×${size} binary machines, λ = ${lambdas.join(" and ")} (criterion T5: 0.03)`,
    ...(budget && { budget }),
    async judge(formula, { rng, scale }) {
      const cases: Drawn[] = [];
      for (const lambda of lambdas) {
        const { autocorrelation } = await measurePlanted(rng.child(lambda), lambda, size, chains * scale, sweeps);
        cases.push({
          at: `λ = ${lambda}`,
          sample: autocorrelation.values,
          predicted: formula.autocorrelation(lambda),
          systematic: finiteSize(size, lambda),
        });
      }
      return drawnMeans("autocorrelation", cases);
    },
  };
}

const planted = plantedEvidence("binary machines", [2, 3], [SIZE, CHAINS, 100]);
const larger = plantedEvidence("large machine", [2], [2000, 100, 200], "full");

const timeScale: Evidence<Gibbs> = {
  id: "time",
  says: "e^{−1/τ} is the autocorrelation again, and (4 − λ)τ goes to 2 as λ goes to 4",
  judge(formula) {
    const rho = (s: number): number => (s / 4) ** 2;
    const back = STRENGTHS.map((s) => ({
      at: `λ = ${s}`,
      expected: Math.exp(-1 / formula.time(rho(s))),
      found: rho(s),
    }));
    const slowing = limitOfHalving([0.04, 0.02, 0.01].map((gap) => gap * formula.time(rho(4 - gap))));
    const pairs = [...back, { at: "(4 − λ)τ, λ → 4", expected: slowing, found: 2 }];
    return agree("autocorrelation and slowing", pairs, { allowed: 1e-7, because: "(4 − λ)³ after the extrapolation" });
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
  evidence: [exactSums, timeScale, planted, larger],
  mutants: [
    { id: "half a sweep", says: "βλ/4", formula: { ...gibbs, autocorrelation: (s) => s / 4 } },
    { id: "λ²/8", says: "twice", formula: { ...gibbs, autocorrelation: (s) => s ** 2 / 8 } },
    { id: "two sweeps", says: "(βλ/4)⁴", formula: { ...gibbs, autocorrelation: (s) => (s / 4) ** 4 } },
    { id: "half the time", says: "−1/2 ln ρ", formula: { ...gibbs, time: (rho) => gibbsTime(rho) / 2 } },
  ],
};

export const gibbsClaims: readonly Claim[] = [gibbsClaim];
