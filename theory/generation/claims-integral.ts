/** Claims A39: the Gaussian integral with any covariance, and the sign in the public code. */
import { agree } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { cholesky, gaussHermite, symmetricEigen } from "../../src/numeric/index.ts";
import {
  dot,
  type Matrix,
  matrix,
  matrixFrom,
  multiply,
  multiplyTransposed,
  multiplyVector,
  transpose,
} from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { logModeIntegral } from "../gaussian-partition/log-partition.ts";
import { sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { fromPaper } from "../support/source.ts";
import { energyAtMean, type JointGaussian, logFluctuations, logJointIntegral } from "./integral.ts";

const ROOM = "generation";

type LogIntegral = (joint: JointGaussian) => number;

/** The strongest coupled direction has this part of the stiffness at which the integral diverges. */
const COUPLING = 0.25;

/** A law of k modes with every pair of variables correlated, and a coupling that is far from divergence. */
function correlatedLaw(k: number, rng: Rng): JointGaussian {
  const n = 2 * k;
  const A = matrix(n, n + 2, rng.child("root").normals(n * (n + 2), 0.3));
  const root = cholesky(multiply(A, transpose(A)));
  const shape = Float64Array.from({ length: k }, (_, a) => 1 / (a + 1));
  const coupled = multiplyTransposed(root, multiply(couplingMatrix(shape), root));
  const { values } = symmetricEigen(coupled); // either sign: the formula as printed has the other one
  const strongest = Math.max(values[0]!, -values.at(-1)!);
  return {
    mean: rng.child("mean").normals(n, 0.5),
    root,
    fields: rng.child("fields").normals(n, 0.5),
    lambda: shape.map((t) => (COUPLING * t) / strongest),
  };
}

/** Λ, with λ_α where x_α meets y_α. */
function couplingMatrix(lambda: Float64Array): Matrix {
  const k = lambda.length;
  return matrixFrom(2 * k, 2 * k, (i, j) => (Math.abs(i - j) === k ? lambda[i % k]! : 0));
}

const NODES = 20;

/** ln of the mean of e^{c·z + Σλxy} over z = μ + Bg, by Gauss–Hermite quadrature in every component of g. */
function byQuadrature({ mean, root, fields, lambda }: JointGaussian): number {
  const { nodes, weights } = gaussHermite(NODES);
  const [n, k] = [mean.length, lambda.length];
  const g = new Float64Array(n);
  let sum = 0;
  for (let code = 0; code < NODES ** n; code++) {
    let weight = Math.PI ** (-n / 2);
    for (let i = 0, rest = code; i < n; i++, rest = Math.floor(rest / NODES)) {
      g[i] = Math.SQRT2 * nodes[rest % NODES]!;
      weight *= weights[rest % NODES]!;
    }
    const z = multiplyVector(root, g);
    for (let i = 0; i < n; i++) z[i]! += mean[i]!;
    sum += weight * Math.exp(lambda.reduce((s, t, a) => s + t * z[a]! * z[a + k]!, dot(fields, z)));
  }
  return Math.log(sum);
}

const integratedLaws = sharedDraw((rng: Rng) =>
  [1, 1, 2].map((k, index) => {
    const law = correlatedLaw(k, rng.child(index));
    return { law, value: byQuadrature(law) };
  }),
);

const quadrature: Evidence<LogIntegral> = {
  id: "quadrature",
  says: "laws of one and two modes with every pair of variables correlated, against quadrature in two and four dimensions",
  judge(formula, { rng }) {
    const pairs = integratedLaws(rng).map(({ law, value }) => {
      return { at: `${law.lambda.length} modes`, expected: formula(law), found: value };
    });
    const because = `${NODES} nodes a variable leave the power ${NODES} of a coupling of at most a quarter`;
    return agree("ln of the integral", pairs, { allowed: 1e-8, unit: "absolute", because, everyDraw: true });
  },
};

const separate: Evidence<LogIntegral> = {
  id: "separate modes",
  says: "eight modes without correlations: the sum of the integrals of the modes (A35)",
  judge(formula, { rng }) {
    const law = uncorrelatedLaw(8, rng);
    const expected = Array.from(law.lambda, (_, a) => logModeIntegral(modeOf(law, a))).reduce((s, t) => s + t, 0);
    const pair = { at: "eight modes", expected: formula(law), found: expected };
    const because = "rounding of a Cholesky factor and of eight logarithms";
    return agree("ln of the integral", [pair], { allowed: 1e-11, unit: "absolute", because, everyDraw: true });
  },
};

function uncorrelatedLaw(k: number, rng: Rng): JointGaussian {
  const n = 2 * k;
  const deviations = Float64Array.from({ length: n }, (_, i) => 0.4 + 0.2 * rng.child("deviation").child(i).uniform());
  return {
    mean: rng.child("mean").normals(n, 0.5),
    root: matrixFrom(n, n, (i, j) => (i === j ? deviations[i]! : 0)),
    fields: rng.child("fields").normals(n, 0.5),
    lambda: Float64Array.from({ length: k }, (_, a) => 2 / (a + 1)),
  };
}

function modeOf({ mean, root, fields, lambda }: JointGaussian, a: number) {
  const k = lambda.length;
  const variance = (i: number): number => root.data[i * (root.cols + 1)]! ** 2;
  const [meanX, meanY] = [mean[a]!, mean[a + k]!];
  const moments = { meanX, meanY, varianceX: variance(a), varianceY: variance(a + k) };
  return { lambda: lambda[a]!, a: fields[a]!, b: fields[a + k]!, ...moments };
}

const printed: LogIntegral = (joint) =>
  energyAtMean(joint) +
  logFluctuations(
    joint,
    joint.lambda.map((t) => -t),
  );

const integralClaim: Claim<LogIntegral> = {
  id: `${ROOM}/joint-integral`,
  room: ROOM,
  labels: ["A39"],
  title: "Gaussian integral with any covariance",
  statement: gathered(
    String.raw`\ln\!\int\!\mathcal N(z;\mu,C)\,e^{c\cdot z+\sum_\alpha\lambda_\alpha x_\alpha y_\alpha}\,dz=c\cdot\mu+\tfrac12\mu^{\mathsf T}\Lambda\mu+\tfrac12\varepsilon^{\mathsf T}G^{-1}\varepsilon-\tfrac12\ln\det CG`,
    String.raw`z=(x,y),\qquad\varepsilon=c+\Lambda\mu,\qquad G=C^{-1}-\Lambda>0`,
  ),
  source: fromPaper("A39", "exploratory; read in the paper's code (therm), with the sign of Λ in G corrected"),
  status: "corrected",
  expect: "checked",
  formula: logJointIntegral,
  evidence: [quadrature, separate],
  mutants: [
    { id: "sign as printed", says: "G = C⁻¹ + Λ", formula: printed },
    {
      id: "no coupling of the mean",
      says: "ε = c",
      formula: (j) => logJointIntegral({ ...j, mean: j.mean.map(() => 0) }) + energyAtMean(j),
    },
    {
      id: "no determinant",
      says: "without −½ ln det CG",
      formula: (j) => {
        const quiet = { ...j, mean: j.mean.map(() => 0), fields: j.fields.map(() => 0) };
        return logJointIntegral(j) - logFluctuations(quiet, j.lambda);
      },
    },
    {
      id: "half the coupling",
      says: "λ/2",
      formula: (j) => logJointIntegral({ ...j, lambda: j.lambda.map((t) => t / 2) }),
    },
  ],
};

const signClaim: Claim<LogIntegral> = {
  id: `${ROOM}/sign-as-printed`,
  room: ROOM,
  labels: ["A39"],
  title: "The sign of the coupling, as printed in the code",
  statement: String.raw`G=C^{-1}+\Lambda\quad\text{for the weight }e^{+\sum_\alpha\lambda_\alpha x_\alpha y_\alpha}`,
  source: fromPaper(
    "A39",
    "as printed in the public code (therm); whether the paper's text has it too is not known. Exploratory",
  ),
  status: "as printed",
  expect: "refuted",
  formula: printed,
  evidence: [quadrature],
  mutants: [{ id: "corrected", says: "G = C⁻¹ − Λ, which holds", formula: logJointIntegral }],
};

export const integralClaims: readonly Claim[] = [integralClaim, signClaim];
