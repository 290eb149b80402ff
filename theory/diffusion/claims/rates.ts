/** Claims A51 and A53: the rates of a machine, its stationary covariance, its approach to the Boltzmann law. */
import { agree, pairsOf } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { integrate, matrix, normalPdf, solveLyapunov, symmetricEigen } from "../../../src/numeric/index.ts";
import { singularModes } from "../../../src/rbm/modes.ts";
import { gathered } from "../../support/latex.ts";
import { nameOf, smallMachines } from "../../support/machines.ts";
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
    const pairs = cases.flatMap(({ rbm, beta }) => {
      const found = symmetricEigen(langevinProcess(rbm, { beta }).drift).values;
      const rates = Array.from(singularModes(rbm).lambda, (t) => formula(beta * t)).flatMap(({ u, w }) => [u, w]);
      while (rates.length < found.length) rates.push(4);
      rates.sort((p, q) => q - p);
      return pairsOf(rates, found, () => `${nameOf(rbm)}, β = ${beta}`);
    });
    return agree("rate", pairs, { allowed: 1e-12, unit: "scale", because: "rounding of eigenvalues", everyDraw: true });
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
    const pairs = strengths.flatMap((s) => {
      const { data } = solveLyapunov(driftMatrixOfMode(s), two).covariance;
      const [xx, xy] = formula(s);
      const inUnits = (x: ArrayLike<number>) => Float64Array.from(x, (t) => t / data[0]!);
      return pairsOf(inUnits([xx, xy, xy, xx]), inUnits(data), () => `βλ = ${s}`);
    });
    const because = "rounding, against the variance of x";
    return agree("covariance", pairs, { allowed: 1e-12, unit: "absolute", because });
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
    const pairs = cases.map(([drift, law]) => {
      const spread = Math.sqrt(law.variance);
      const density = (z: number): number => normalPdf((z - law.mean) / spread) / spread;
      const goal = (z: number): number =>
        -(drift.rate / 2) * (z - drift.force / drift.rate) ** 2 + Math.log(drift.rate / (2 * Math.PI)) / 2;
      const term = (z: number): number => density(z) * (Math.log(density(z)) - goal(z));
      const { value } = integrate(term, law.mean - 12 * spread, law.mean + 12 * spread);
      return { at: `k = ${drift.rate}, variance ${law.variance}`, expected: formula.of(drift, law), found: value };
    });
    return agree("divergence", pairs, { allowed: 1e-8, because: "quadrature to ten digits" });
  },
};

const lateSlope: Evidence<Divergence> = {
  id: "late slope",
  says: "slope of ln KL between kt = 8 and 10 for k = 1.3 and 0.5, from a point off the centre",
  judge(formula) {
    const pairs = [1.3, 0.5].map((rate) => {
      const logAt = (t: number): number => {
        const missing = Math.exp(-2 * rate * t); // 1 − kv
        return Math.log((-missing - Math.log1p(-missing)) / 2 + (rate * missing) / 2);
      };
      const [early, late] = [logAt(8 / rate), logAt(10 / rate)];
      return { at: `k = ${rate}`, expected: formula.slope(rate), found: ((early - late) * rate) / 2 };
    });
    return agree("slope", pairs, { allowed: 1e-6, because: "the variance adds e^{−16} of the mean's share at kt = 8" });
  },
};

const conditionOfMachines: Evidence<Divergence> = {
  id: "condition",
  says: "largest over smallest eigenvalue of the drift matrix of random machines with βλ_max = 1, 3 and 3.9",
  judge(formula, { rng }) {
    const machines = smallMachines(rng).filter((rbm) => rbm.visibleUnits === "binary");
    const cases = machines.flatMap((rbm) => [1, 3, 3.9].map((strength) => ({ rbm, strength })));
    const pairs = cases.map(({ rbm, strength }) => {
      const beta = strength / singularModes(rbm).lambda[0]!;
      const { values } = symmetricEigen(langevinProcess(rbm, { beta }).drift);
      return { at: nameOf(rbm), expected: formula.condition(strength), found: values[0]! / values.at(-1)! };
    });
    const because = "rounding of the smallest eigenvalue, a fortieth of the others";
    return agree("condition number", pairs, { allowed: 1e-10, because, everyDraw: true });
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
