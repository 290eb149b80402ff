/** Claims A39: ln Z from the Gaussian integral, and which mean and covariance it wants. */
import { agree, type Pair } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { cholesky, solveLinear } from "../../src/numeric/index.ts";
import { matrixFrom, multiply, multiplyTransposed, multiplyVector, transpose } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { energy } from "../../src/rbm/energy.ts";
import { exactCovariance, exactMoments } from "../../src/rbm/exact/index.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { logPartitionGaussian } from "../gaussian-partition/log-partition.ts";
import { reciprocalFields, uniformMeans } from "../reciprocal-space/variables.ts";
import { sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { jointConfigurations, randomMachine } from "../support/machines.ts";
import { atTemperature } from "../support/samples.ts";
import { fromPaper } from "../support/source.ts";
import { type JointGaussian, logJointIntegral } from "./integral.ts";

const ROOM = "generation";

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

/** κ₁, κ₂, κ₃ of −E under the uniform law of all states: the derivatives of ln Z at β = 0. */
function cumulants(rbm: Rbm): readonly [number, number, number] {
  const values = Float64Array.from(jointConfigurations(rbm), ({ v, h }) => -energy(rbm, v, h));
  const moment = (f: (t: number) => number): number => values.reduce((s, t) => s + f(t), 0) / values.length;
  const centre = moment((t) => t);
  return [centre, moment((t) => (t - centre) ** 2), moment((t) => (t - centre) ** 3)];
}

const machinesWithCumulants = sharedDraw((rng: Rng) =>
  squareMachines(rng).map((rbm) => ({ rbm, exact: cumulants(rbm) })),
);

/** Points of the interpolation, in units of its step; the singular modes at β = 0 are any. */
const STENCIL = [-3, -2, -1, 1, 2, 3];
const STEP = 4e-3;

/** First three derivatives at 0 of a function of β, by the polynomial of fifth degree through six points. */
function derivatives(f: (beta: number) => number): readonly [number, number, number] {
  const powers = matrixFrom(6, 6, (i, p) => STENCIL[i]! ** p);
  const c = solveLinear(
    powers,
    Float64Array.from(STENCIL, (k) => f(k * STEP)),
  );
  return [c[1]! / STEP, (2 * c[2]!) / STEP ** 2, (6 * c[3]!) / STEP ** 3];
}

const order: Evidence<StatesLaw> = {
  id: "order",
  says: "first three derivatives of ln Z at β = 0 of three 5×5 machines against the cumulants of the energy over all states: what is missed is of fourth order, as with A38",
  judge(law, { rng }) {
    const pairs = machinesWithCumulants(rng).flatMap(({ rbm, exact }): Pair[] => {
      const found = derivatives((beta) => logPartitionOf(law, atTemperature(rbm, beta)));
      const spread = Math.sqrt(exact[1]);
      return exact.map((kappa, k) => {
        const unit = spread ** (k + 1);
        return { at: `order ${k + 1}`, expected: found[k]! / unit, found: kappa / unit };
      });
    });
    const because =
      "the seventh order of the interpolation and rounding over the cube of its step, in units of the spread of the energy";
    return agree("cumulant", pairs, { allowed: 1e-4, unit: "absolute", because, sizes: ["5×5"], everyDraw: true });
  },
};

const asModes: Evidence<StatesLaw> = {
  id: "as a sum over modes",
  says: "the same number as the Gaussian partition function of A36 at β = 0.3",
  judge(law, { rng }) {
    const pairs = squareMachines(rng).map((rbm, k): Pair => {
      const warm = atTemperature(rbm, 0.3);
      return { at: `machine ${k}`, expected: logPartitionOf(law, warm), found: logPartitionGaussian(warm).value };
    });
    return agree("ln Z", pairs, { allowed: 1e-11, because: "rounding of a Cholesky factor", everyDraw: true });
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

export const priorClaims: readonly Claim[] = [priorClaim, measuredClaim];
