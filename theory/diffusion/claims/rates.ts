/** Claims A51 and A53: the rates of a machine, its stationary covariance, its approach to the Boltzmann law. */
import { errorBelow, errorsBelow } from "../../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import {
  integrate,
  linearRegression,
  matrix,
  normalPdf,
  solveLyapunov,
  symmetricEigen,
} from "../../../src/numeric/index.ts";
import { maxAbsDifference } from "../../../src/numeric/matrix.ts";
import { singularModes } from "../../../src/rbm/modes.ts";
import { worstOver } from "../../support/identity.ts";
import { gathered } from "../../support/latex.ts";
import { smallMachines } from "../../support/machines.ts";
import { reconstructed, standard } from "../../support/source.ts";
import { divergenceSlope } from "../derivations/laws.ts";
import { driftEigenvalues, stationaryCovariance } from "../derivations/modes.ts";
import { driftMatrixOfMode, langevinProcess, ratesOfMode } from "../process/machine.ts";
import {
  conditionNumber,
  divergenceFromStationary,
  divergenceRate,
  type Gaussian,
  type LinearDrift,
} from "../process/ornstein-uhlenbeck.ts";

const ROOM = "diffusion";

/** Rates of both directions of a mode of {0,1} units, by βλ. */
type Rates = (strength: number) => { readonly u: number; readonly w: number };

const wholeDrift: Evidence<Rates> = {
  id: "whole machines",
  says: "all N + M eigenvalues of the drift matrix of random machines in the units themselves, β = ½ and 2: those of the modes, and 4 for every zero mode",
  judge(formula, { rng }) {
    const machines = smallMachines(rng).filter((rbm) => rbm.visibleUnits === "binary");
    const cases = machines.flatMap((rbm) => [0.5, 2].map((beta) => ({ rbm, beta })));
    const worst = worstOver(cases, ({ rbm, beta }) => {
      const found = symmetricEigen(langevinProcess(rbm, { beta }).drift).values;
      const rates = Array.from(singularModes(rbm).lambda, (t) => formula(beta * t)).flatMap(({ u, w }) => [u, w]);
      while (rates.length < found.length) rates.push(4);
      return maxAbsDifference(
        found,
        rates.sort((p, q) => q - p),
      );
    });
    return errorBelow("largest difference", worst, 1e-12, cases.length);
  },
};

const ratesClaim: Claim<Rates> = {
  id: `${ROOM}/rates`,
  room: ROOM,
  labels: ["A51", "A52"],
  title: "Each mode has two rates, 4 ∓ βλ",
  statement: gathered(
    String.raw`dz=-A(z-\bar z)\,dt+\sqrt2\,dW,\qquad A=\begin{pmatrix}4&-\beta\lambda\\-\beta\lambda&4\end{pmatrix}\;\text{in }(x,y)`,
    String.raw`k_u=4-\beta\lambda,\qquad k_w=4+\beta\lambda,\qquad k_0=4`,
  ),
  source: reconstructed("A51, D12"),
  status: "reconstruction",
  expect: "proved",
  derivation: driftEigenvalues,
  formula: ratesOfMode,
  evidence: [wholeDrift],
  mutants: [
    {
      id: "spring ¼",
      says: "k₂ = ¼ as stiffness, as in the code's force",
      formula: (t) => ({ u: 0.25 - t, w: 0.25 + t }),
    },
    { id: "λ²", says: "4 ∓ λ²", formula: (t) => ({ u: 4 - t * t, w: 4 + t * t }) },
    { id: "no spring", says: "∓λ, the energy alone", formula: (t) => ({ u: -t, w: t }) },
    { id: "λ/2", says: "4 ∓ λ/2", formula: (t) => ({ u: 4 - t / 2, w: 4 + t / 2 }) },
  ],
};

/** Variance of x and covariance of x and y, by βλ. */
type Covariance = (strength: number) => readonly [xx: number, xy: number];

const lyapunov: Evidence<Covariance> = {
  id: "Lyapunov",
  says: "the solved Lyapunov equation of a mode, βλ from 0 to 3.99",
  judge(formula) {
    const strengths = [0, 0.5, 1, 2.5, 3.5, 3.99];
    const two = matrix(2, 2, Float64Array.of(2, 0, 0, 2));
    const worst = worstOver(strengths, (s) => {
      const { covariance } = solveLyapunov(driftMatrixOfMode(s), two);
      const [xx, xy] = formula(s);
      return maxAbsDifference(covariance.data, [xx, xy, xy, xx]) / covariance.data[0]!;
    });
    return errorBelow("relative difference", worst, 1e-12, strengths.length);
  },
};

const covarianceOf: Covariance = (s) => [4 / (16 - s * s), s / (16 - s * s)];

const covarianceClaim: Claim<Covariance> = {
  id: `${ROOM}/stationary-covariance`,
  room: ROOM,
  labels: ["A51"],
  title: "The stationary covariance solves the Lyapunov equation",
  statement: String.raw`AC+CA^T=2\cdot\mathbf 1\;\Rightarrow\;C=A^{-1}=\frac1{16-\beta^2\lambda^2}\begin{pmatrix}4&\beta\lambda\\\beta\lambda&4\end{pmatrix}`,
  source: reconstructed("A51"),
  status: "reconstruction",
  expect: "proved",
  derivation: stationaryCovariance,
  formula: covarianceOf,
  evidence: [lyapunov],
  mutants: [
    { id: "transposed roles", says: "λ on the diagonal", formula: (s) => [s / (16 - s * s), 4 / (16 - s * s)] },
    { id: "16 − λ", says: "one power of λ", formula: (s) => [4 / (16 - s), s / (16 - s)] },
    { id: "noise 1", says: "half the noise", formula: (s) => [2 / (16 - s * s), s / (2 * (16 - s * s))] },
  ],
};

interface Divergence {
  /** From the Boltzmann law, nats. */
  of(drift: LinearDrift, law: Gaussian): number;
  /** Late slope of −ln KL. */
  slope(rate: number): number;
  /** Fastest over slowest rate of a machine of {0,1} units with its strongest mode at βλ_max. */
  condition(strength: number): number;
}

const byQuadrature: Evidence<Divergence> = {
  id: "quadrature",
  says: "∫ p ln(p/π) by quadrature for four pairs of Gaussians",
  judge(formula) {
    const cases = [
      [
        { rate: 1.5, force: 0 },
        { mean: 0, variance: 0.2 },
      ],
      [
        { rate: 1.5, force: 1 },
        { mean: 0, variance: 2 },
      ],
      [
        { rate: 4, force: -2 },
        { mean: 0.3, variance: 0.25 },
      ],
      [
        { rate: 0.4, force: 0.1 },
        { mean: -1, variance: 1 },
      ],
    ] as const;
    const worst = worstOver(cases, ([drift, law]) => {
      const spread = Math.sqrt(law.variance);
      const density = (z: number): number => normalPdf((z - law.mean) / spread) / spread;
      const goal = (z: number): number =>
        -(drift.rate / 2) * (z - drift.force / drift.rate) ** 2 + Math.log(drift.rate / (2 * Math.PI)) / 2;
      const term = (z: number): number => density(z) * (Math.log(density(z)) - goal(z));
      const { value } = integrate(term, law.mean - 12 * spread, law.mean + 12 * spread);
      return Math.abs(formula.of(drift, law) - value);
    });
    return errorBelow("largest difference in nats", worst, 1e-9, cases.length);
  },
};

const lateSlope: Evidence<Divergence> = {
  id: "late slope",
  says: "slope of ln KL between t = 4 and t = 8 for k = 1.3 and 0.5, from a point off the centre, within ½ %",
  judge(formula) {
    const worst = worstOver([1.3, 0.5], (rate) => {
      const times = [4, 5, 6, 7, 8].map((t) => t / rate);
      const logs = times.map((t) => {
        const v = (1 - Math.exp(-2 * rate * t)) / rate;
        const m = Math.exp(-rate * t);
        return Math.log((rate * v - 1 - Math.log(rate * v)) / 2 + (rate * m * m) / 2);
      });
      return Math.abs(-linearRegression(times, logs).slope / formula.slope(rate) - 1);
    });
    return errorBelow("relative error of the slope", worst, 5e-3, 2);
  },
};

const conditionOfMachines: Evidence<Divergence> = {
  id: "condition",
  says: "largest over smallest eigenvalue of the drift matrix of random machines with βλ_max = 1, 3 and 3.9",
  judge(formula, { rng }) {
    const machines = smallMachines(rng).filter((rbm) => rbm.visibleUnits === "binary");
    const cases = machines.flatMap((rbm) => [1, 3, 3.9].map((strength) => ({ rbm, strength })));
    const worst = worstOver(cases, ({ rbm, strength }) => {
      const beta = strength / singularModes(rbm).lambda[0]!;
      const { values } = symmetricEigen(langevinProcess(rbm, { beta }).drift);
      return Math.abs(values[0]! / values.at(-1)! / formula.condition(strength) - 1);
    });
    return errorsBelow([{ what: "relative error of the condition number", error: worst, limit: 1e-10 }]);
  },
};

const divergence: Divergence = { of: divergenceFromStationary, slope: divergenceRate, condition: conditionNumber };

const divergenceClaim: Claim<Divergence> = {
  id: `${ROOM}/divergence`,
  room: ROOM,
  labels: ["A53"],
  title: "The divergence falls at twice the rate of the slowest mode",
  statement: gathered(
    String.raw`\mathrm{KL}(p_t\Vert\pi)=\tfrac12[kv-1-\ln kv]+\tfrac12km^2,\qquad-\tfrac{d}{dt}\ln\mathrm{KL}\to2k`,
    String.raw`k_{\min}=4-\beta\lambda_{\max},\qquad\frac{k_{\max}}{k_{\min}}=\frac{4+\beta\lambda_{\max}}{4-\beta\lambda_{\max}}`,
  ),
  source: standard("A53"),
  status: "standard",
  expect: "proved",
  derivation: divergenceSlope,
  formula: divergence,
  evidence: [byQuadrature, lateSlope, conditionOfMachines],
  mutants: [
    {
      id: "no logarithm",
      says: "½(kv − 1) in place of ½(kv − 1 − ln kv)",
      formula: { ...divergence, of: (d, p) => divergence.of(d, p) + Math.log(d.rate * p.variance) / 2 },
    },
    { id: "slope k", says: "k in place of 2k", formula: { ...divergence, slope: (k) => k } },
    { id: "slope 4k", says: "that of the variance alone", formula: { ...divergence, slope: (k) => 4 * k } },
    {
      id: "slowest alone",
      says: "4/(4 − λ) as condition number",
      formula: { ...divergence, condition: (s) => 4 / (4 - s) },
    },
  ],
};

export const rateClaims: readonly Claim[] = [ratesClaim, covarianceClaim, divergenceClaim];
