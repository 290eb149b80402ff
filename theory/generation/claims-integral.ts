/** Claims A39: the Gaussian integral with any covariance, the sign in the public code, and which covariance it wants. */
import { errorBelow, within } from "../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { cholesky, convergenceOrder, gaussHermite, symmetricEigen } from "../../src/numeric/index.ts";
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
import { exactCovariance, exactMoments, logPartitionExact } from "../../src/rbm/exact/index.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { logModeIntegral, logPartitionGaussian } from "../gaussian-partition/log-partition.ts";
import { reciprocalFields, uniformMeans } from "../reciprocal-space/variables.ts";
import { sharedDraw } from "../support/draws.ts";
import { worstOver } from "../support/identity.ts";
import { gathered } from "../support/latex.ts";
import { randomMachine } from "../support/machines.ts";
import { atTemperature } from "../support/samples.ts";
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
    const laws = integratedLaws(rng);
    const worst = worstOver(laws, ({ law, value }) => Math.abs(formula(law) - value));
    return errorBelow("ln of the integral", worst, 1e-8, laws.length);
  },
};

const separate: Evidence<LogIntegral> = {
  id: "separate modes",
  says: "eight modes without correlations: the sum of the integrals of the modes (A35)",
  judge(formula, { rng }) {
    const law = uncorrelatedLaw(8, rng);
    const expected = Array.from(law.lambda, (_, a) => logModeIntegral(modeOf(law, a))).reduce((s, t) => s + t, 0);
    return errorBelow("ln of the integral", Math.abs(formula(law) - expected), 1e-10, law.lambda.length);
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

/** The mean and covariance of (x, y) that go into the integral. */
type StatesLaw = (rbm: Rbm, modes: SingularModes) => Pick<JointGaussian, "mean" | "root">;

const prior: StatesLaw = (rbm, modes) => {
  const { x, y } = uniformMeans(rbm, modes);
  const n = 2 * modes.lambda.length;
  return { mean: Float64Array.of(...x, ...y), root: matrixFrom(n, n, (i, j) => (i === j ? 0.5 : 0)) };
};

/** What a long simulation of the machine would measure. */
const measured: StatesLaw = (rbm, { U, V }) => {
  const { visible, hidden } = exactMoments(rbm);
  const [N, k] = [rbm.visible, U.cols];
  const basis = matrixFrom(N + rbm.hidden, 2 * k, (i, a) => {
    if (i < N !== a < k) return 0;
    return i < N ? U.data[i * k + a]! : V.data[(i - N) * k + a - k]!;
  });
  return {
    mean: multiplyVector(transpose(basis), Float64Array.of(...visible, ...hidden)),
    root: cholesky(multiplyTransposed(basis, multiply(exactCovariance(rbm), basis))),
  };
};

/** ln Z of a square machine with the law of its states replaced by a normal one. */
function logPartitionOf(law: StatesLaw, rbm: Rbm): number {
  const modes = singularModes(rbm);
  const fields = reciprocalFields(rbm, modes);
  const joint = { ...law(rbm, modes), fields: Float64Array.of(...fields.x, ...fields.y), lambda: modes.lambda };
  return (rbm.visible + rbm.hidden) * Math.LN2 + logJointIntegral(joint);
}

const squareMachines = (rng: Rng): Rbm[] =>
  Array.from({ length: 3 }, (_, k) => randomMachine(rng.child(k), { visible: 5, hidden: 5 }));

const order: Evidence<StatesLaw> = {
  id: "order",
  says: "ln Z of three 5×5 machines against exact sums as β falls from 0.2 to 0.05: error of fourth order, as with A38",
  judge(law, { rng }) {
    const betas = [0.2, 0.1, 0.05];
    const errors = betas.map((beta) =>
      worstOver(squareMachines(rng), (rbm) => {
        const warm = atTemperature(rbm, beta);
        return Math.abs(logPartitionOf(law, warm) - logPartitionExact(warm));
      }),
    );
    return within("order of the error in β", convergenceOrder(betas, errors).slope, 3.7, 4.3, betas.length);
  },
};

const asModes: Evidence<StatesLaw> = {
  id: "as a sum over modes",
  says: "the same number as the Gaussian partition function of A36 at β = 0.3",
  judge(law, { rng }) {
    const machines = squareMachines(rng).map((rbm) => atTemperature(rbm, 0.3));
    const worst = worstOver(machines, (rbm) => Math.abs(logPartitionOf(law, rbm) - logPartitionGaussian(rbm).value));
    return errorBelow("ln Z", worst, 1e-10, machines.length);
  },
};

const PRIOR_STATEMENT = String.raw`\ln Z_{\rm eff}=(N{+}M)\ln2+\ln\!\int\!\mathcal N(z;\mu,C)\,e^{-\beta E(z)}dz`;

const priorClaim: Claim<StatesLaw> = {
  id: `${ROOM}/prior-covariance`,
  room: ROOM,
  labels: ["A39"],
  title: "ln Z from the covariance of all states",
  statement: gathered(
    PRIOR_STATEMENT,
    String.raw`\mu=(\tfrac12U^{\mathsf T}1,\tfrac12V^{\mathsf T}1),\qquad C=\tfrac14\,1`,
  ),
  source: fromPaper(
    "A39",
    "exploratory; the code takes the covariance of samples, corrected here to that of the uniform measure",
  ),
  status: "corrected",
  expect: "checked",
  formula: prior,
  evidence: [order, asModes],
  mutants: [
    { id: "measured covariance", says: "mean and covariance of the machine: λ counts twice", formula: measured },
    {
      id: "too narrow",
      says: "σ = 0.2 in place of ½",
      formula: (rbm, modes) => ({
        ...prior(rbm, modes),
        root: matrixFrom(2 * modes.lambda.length, 2 * modes.lambda.length, (i, j) => (i === j ? 0.2 : 0)),
      }),
    },
    {
      id: "means at zero",
      says: "μ = 0",
      formula: (rbm, modes) => ({ ...prior(rbm, modes), mean: new Float64Array(2 * modes.lambda.length) }),
    },
  ],
};

const measuredClaim: Claim<StatesLaw> = {
  id: `${ROOM}/measured-covariance-as-printed`,
  room: ROOM,
  labels: ["A39"],
  title: "ln Z from the covariance of the machine, as in the code",
  statement: gathered(
    PRIOR_STATEMENT,
    String.raw`\mu=\langle z\rangle,\qquad C=\langle\delta z\,\delta z^{\mathsf T}\rangle\ \text{under the machine}`,
  ),
  source: fromPaper("A39", "as the public code (therm) has it, from samples of the machine. Exploratory"),
  status: "as printed",
  expect: "refuted",
  formula: measured,
  evidence: [order],
  mutants: [{ id: "prior covariance", says: "that of all states, which holds", formula: prior }],
};

export const integralClaims: readonly Claim[] = [integralClaim, signClaim, priorClaim, measuredClaim];
