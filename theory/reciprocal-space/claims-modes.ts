/** Claims A5–A9 and A14: singular modes, reciprocal variables, the energy as a sum of saddles. */

import { onMachine, vanishes } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { unpackBits } from "../../src/numeric/bits.ts";
import {
  identity,
  type Matrix,
  matrix,
  multiply,
  multiplyTransposed,
  row,
  transpose,
} from "../../src/numeric/matrix.ts";
import { energy } from "../../src/rbm/energy.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { sampleHiddenGivenVisible } from "../../src/rbm/sampling.ts";
import { differences, overAllStates, overMachines, residualsOver } from "../support/identity.ts";
import { gathered } from "../support/latex.ts";
import { configurations, jointConfigurations } from "../support/machines.ts";
import { fromPaper } from "../support/source.ts";
import { saddleForm } from "./derivation.ts";
import { modeEnergy } from "./derivation-modes.ts";
import {
  energyAtSaddleCoordinates,
  polarCoordinates,
  type SaddleCoordinates,
  saddleCoordinates,
  saddlePoint,
  saddleRounding,
} from "./saddle.ts";
import {
  type ModePair,
  rank,
  reciprocalFields,
  reciprocalVariables,
  uniformMeans,
  type ZeroModes,
  zeroModeEnergy,
  zeroModes,
} from "./variables.ts";

const ROOM = "reciprocal-space";

type Reconstruction = (modes: SingularModes) => Matrix;

/** U Σ Vᵀ. */
const fromModes: Reconstruction = ({ U, lambda, V }) => {
  const scaled = matrix(
    U.rows,
    U.cols,
    U.data.map((t, k) => t * lambda[k % U.cols]!),
  );
  return multiply(scaled, transpose(V));
};

const decompositionClaim: Claim<Reconstruction> = {
  id: `${ROOM}/singular-modes`,
  room: ROOM,
  labels: ["A5"],
  title: "Singular value decomposition of the weights",
  statement: String.raw`W = U\Sigma V^{\mathsf T},\qquad U^{\mathsf T}U=1,\; V^{\mathsf T}V=1,\qquad \lambda_1\ge\dots\ge\lambda_L\ge 0`,
  source: fromPaper("A5"),
  status: "as printed",
  expect: "checked",
  formula: fromModes,
  evidence: [
    overMachines("U Σ Vᵀ against W, and the vectors against orthonormality and order", (formula, rbm, modes) => [
      ...differences(formula(modes).data, rbm.W.data),
      ...differences(multiplyTransposed(modes.U, modes.U).data, identity(modes.U.cols).data),
      ...differences(multiplyTransposed(modes.V, modes.V).data, identity(modes.V.cols).data),
      ...modes.lambda.map((t, k) => Math.max(0, (modes.lambda[k + 1] ?? 0) - t)),
    ]),
  ],
  mutants: [
    { id: "squared values", says: "U Σ² Vᵀ", formula: (m) => fromModes({ ...m, lambda: m.lambda.map((t) => t * t) }) },
    {
      id: "reversed order",
      says: "λ ascending beside the same vectors",
      formula: (m) => fromModes({ ...m, lambda: m.lambda.toReversed() }),
    },
    {
      id: "dropped mode",
      says: "without the last mode",
      formula: (m) => fromModes({ ...m, lambda: m.lambda.map((t, k) => (k === m.lambda.length - 1 ? 0 : t)) }),
    },
  ],
};

interface UniformLaw {
  means(rbm: Rbm, modes: SingularModes): ModePair;
  /** Σ over all N reciprocal components of x², zero modes included, for a visible state. */
  squaredLength(rbm: Rbm, v: Float64Array): number;
  /** Bound on |x_α − mean|. */
  reach(rbm: Rbm, U: Matrix, mode: number): number;
}

const step = (rbm: Rbm): number => (rbm.visibleUnits === "binary" ? 0.5 : 1);

const uniformLaw: UniformLaw = {
  means: uniformMeans,
  squaredLength: (rbm, v) => (rbm.visibleUnits === "binary" ? v.reduce((s, t) => s + t, 0) : rbm.visible),
  reach: (rbm, U, mode) => step(rbm) * columnSum(U, mode, Math.abs),
};

function columnSum(U: Matrix, k: number, f: (t: number) => number): number {
  let s = 0;
  for (let i = 0; i < U.rows; i++) s += f(U.data[i * U.cols + k]!);
  return s;
}

function uniformLawResiduals(formula: UniformLaw, rbm: Rbm, modes: SingularModes): number[] {
  const zero = zeroModes(modes);
  const states = [...configurations(rbm.visible, rbm.visibleUnits)];
  const hidden = new Float64Array(rbm.hidden);
  const xs = states.map((v) => reciprocalVariables(modes, v, hidden).x);
  const means = formula.means(rbm, modes).x;
  const r = rank(modes);
  const meansOff = residualsOver(means.keys(), (k) => xs.reduce((s, x) => s + x[k]!, 0) / xs.length - means[k]!);
  const ys = [...configurations(rbm.hidden, rbm.hiddenUnits)].map(
    (h) => reciprocalVariables(modes, new Float64Array(rbm.visible), h).y,
  );
  const hiddenMeans = formula.means(rbm, modes).y;
  const hiddenOff = residualsOver(
    hiddenMeans.keys(),
    (k) => ys.reduce((s, y) => s + y[k]!, 0) / ys.length - hiddenMeans[k]!,
  );
  const lengthsOff = residualsOver(states.keys(), (s) => {
    const rest = multiply(matrix(1, rbm.visible, states[s]!), zero.visible).data;
    const length = [...xs[s]!.subarray(0, r), ...rest].reduce((sum, t) => sum + t * t, 0);
    return length - formula.squaredLength(rbm, states[s]!);
  });
  // The bound is attained (by the state that follows the signs of U), so it is compared with the maximum.
  const reachesOff = residualsOver(means.keys(), (k) => {
    const farthest = Math.max(...xs.map((x) => Math.abs(x[k]! - means[k]!)));
    return farthest - formula.reach(rbm, modes.U, k);
  });
  return [...meansOff, ...hiddenOff, ...lengthsOff, ...reachesOff];
}

const variablesClaim: Claim<UniformLaw> = {
  id: `${ROOM}/variables`,
  room: ROOM,
  labels: ["A6"],
  title: "Reciprocal variables and their range over all states",
  statement: gathered(
    String.raw`x=U^{\mathsf T}v,\; y=V^{\mathsf T}h;`,
    String.raw`\mu^x=\tfrac12U^{\mathsf T}\mathbf 1;`,
    String.raw`\textstyle\sum_\alpha x_\alpha^2=\sum_i v_i;`,
    String.raw`\max_v|x_\alpha-\mu^x_\alpha|=\tfrac12\sum_i|U_{i\alpha}|`,
  ),
  source: fromPaper("A6", "definitions from the paper's code; the constraints are a reconstruction"),
  status: "reconstruction",
  expect: "enumerated",
  formula: uniformLaw,
  evidence: [
    overAllStates("means of both layers, lengths and largest displacements over all their states", uniformLawResiduals),
  ],
  mutants: [
    {
      id: "twice the mean",
      says: "μ = Uᵀ1",
      formula: { ...uniformLaw, means: (r, m) => doubled(uniformMeans(r, m), r) },
    },
    {
      id: "length of the other units",
      says: "|x|² = N/2",
      formula: { ...uniformLaw, squaredLength: (r) => r.visible / 2 },
    },
    {
      id: "twice the reach",
      says: "Σ|U| for {0,1}, 2Σ|U| for ±1",
      formula: { ...uniformLaw, reach: (r, U, k) => 2 * uniformLaw.reach(r, U, k) },
    },
    {
      id: "Euclidean reach",
      says: "½√N instead of ½Σ|U|",
      formula: { ...uniformLaw, reach: (r) => step(r) * Math.sqrt(r.visible) },
    },
  ],
};

function doubled(pair: ModePair, rbm: Rbm): ModePair {
  const shift = rbm.visibleUnits === "binary" ? 0 : 1; // spins have mean 0, which doubling would not move
  return { x: pair.x.map((t) => 2 * t + shift), y: pair.y.map((t) => 2 * t + shift) };
}

/** Energy of a state from its reciprocal description. */
type ModeEnergy = (rbm: Rbm, modes: SingularModes, zero: ZeroModes, v: Float64Array, h: Float64Array) => number;

/** Per mode: −ãx − b̃y − λxy with adjustable coefficients, for the formula and its mutants. */
function bilinear(coupling: (lambda: number) => number, withZeroModes: boolean, fieldSign = 1): ModeEnergy {
  return (rbm, modes, zero, v, h) => {
    const { x, y } = reciprocalVariables(modes, v, h);
    const f = reciprocalFields(rbm, modes);
    let e = withZeroModes ? zeroModeEnergy(rbm, zero, v, h) : 0;
    for (let k = 0; k < rank(modes); k++) {
      e -= f.x[k]! * x[k]! + fieldSign * f.y[k]! * y[k]! + coupling(modes.lambda[k]!) * x[k]! * y[k]!;
    }
    return e;
  };
}

/** A sum of saddles: ε − (λ/2)(u² − w²) with adjustable pieces. */
function saddles(options: {
  coordinates?: (c: SaddleCoordinates) => SaddleCoordinates;
  lambda?: (t: number) => number;
  constant?: number;
  zero?: boolean;
}): ModeEnergy {
  const { coordinates = (c) => c, lambda = (t) => t, constant = 1, zero = true } = options;
  return (rbm, modes, null_, v, h) => {
    const saddle = saddlePoint(rbm, modes);
    const at = coordinates(saddleCoordinates(saddle, reciprocalVariables(modes, v, h)));
    const changed = { ...modes, lambda: modes.lambda.map(lambda) };
    const missing = (1 - constant) * saddle.totalEnergy;
    return energyAtSaddleCoordinates(saddle, changed, at) - missing + (zero ? zeroModeEnergy(rbm, null_, v, h) : 0);
  };
}

function modeEnergyResiduals(formula: ModeEnergy, rbm: Rbm, modes: SingularModes): number[] {
  const zero = zeroModes(modes);
  const size = saddleRounding(saddlePoint(rbm, modes), modes);
  return residualsOver(
    jointConfigurations(rbm),
    ({ v, h }) => (formula(rbm, modes, zero, v, h) - energy(rbm, v, h)) / size,
  );
}

/** The largest energy of a mode, at the states and about its saddle: in this unit all terms of the sums are of order 1. */
function sizeOf(rbm: Rbm, modes: SingularModes): number {
  const fields = Math.hypot(...rbm.a) * Math.sqrt(rbm.visible) + Math.hypot(...rbm.b) * Math.sqrt(rbm.hidden);
  return (
    saddleRounding(saddlePoint(rbm, modes), modes) + modes.lambda[0]! * Math.sqrt(rbm.visible * rbm.hidden) + fields
  );
}

/** The identity on the trained machine: test digits with hidden states sampled from them. */
function onTrainedMachine(says: string): Evidence<ModeEnergy> {
  return {
    id: "trained machine",
    says,
    needs: "machine",
    judge(formula, { machine, rng }) {
      const { rbm, test, name } = machine!;
      const modes = singularModes(rbm);
      const zero = zeroModes(modes);
      const size = sizeOf(rbm, modes);
      const rows = Uint32Array.from({ length: Math.min(50, test.rows) }, (_, i) => i);
      const digits = unpackBits(test, rbm.visibleUnits === "binary" ? 0 : -1, rows);
      const hidden = sampleHiddenGivenVisible(rbm, digits, rng);
      const found = residualsOver(rows, (s) => {
        const v = row(digits, s).slice();
        const h = row(hidden, s).slice();
        return (formula(rbm, modes, zero, v, h) - energy(rbm, v, h)) / size;
      });
      const because = "rounding of sums of so many terms";
      return onMachine(name, vanishes(says, found, { allowed: 1e-12, because, everyDraw: true }));
    },
  };
}

const modeEnergyClaim: Claim<ModeEnergy> = {
  id: `${ROOM}/mode-energy`,
  room: ROOM,
  labels: ["A7"],
  title: "The energy is a sum over modes",
  statement: String.raw`E=-\sum_{\alpha\le L}\big(\tilde a_\alpha x_\alpha+\tilde b_\alpha y_\alpha+\lambda_\alpha x_\alpha y_\alpha\big)-\sum_{\alpha>L}^{N}\tilde a_\alpha x_\alpha-\sum_{\alpha>L}^{M}\tilde b_\alpha y_\alpha`,
  source: fromPaper("A7"),
  status: "as printed",
  expect: "proved",
  derivation: modeEnergy,
  formula: bilinear((t) => t, true),
  evidence: [
    overAllStates("the sum over modes against the energy, in units of the largest term", modeEnergyResiduals),
    onTrainedMachine("the sum over modes against the energy of test digits, in units of the largest term"),
  ],
  mutants: [
    { id: "no zero modes", says: "the two last sums left out", formula: bilinear((t) => t, false) },
    { id: "squared coupling", says: "λ² in place of λ", formula: bilinear((t) => t * t, true) },
    { id: "sign of the coupling", says: "+λxy", formula: bilinear((t) => -t, true) },
    { id: "half the coupling", says: "½λxy", formula: bilinear((t) => t / 2, true) },
    { id: "sign of a field", says: "+b̃y", formula: bilinear((t) => t, true, -1) },
  ],
};

const saddleEnergyClaim: Claim<ModeEnergy> = {
  id: `${ROOM}/saddle-energy`,
  room: ROOM,
  labels: ["A9"],
  title: "Every mode is a saddle with curvatures ∓λ",
  statement: String.raw`E=\sum_{\alpha\le L}\Big[\varepsilon_\alpha-\tfrac{\lambda_\alpha}{2}\big(u_\alpha^2-w_\alpha^2\big)\Big]-\sum_{\alpha>L}\tilde a_\alpha x_\alpha-\sum_{\alpha>L}\tilde b_\alpha y_\alpha`,
  source: fromPaper("A9"),
  status: "as printed",
  expect: "proved",
  derivation: saddleForm,
  formula: saddles({}),
  evidence: [
    overAllStates("the sum of saddles against the energy, in units of the largest term", modeEnergyResiduals),
    onTrainedMachine("the sum of saddles against the energy of test digits, in units of the largest term"),
  ],
  mutants: [
    {
      id: "exchanged axes",
      says: "u and w exchanged",
      formula: saddles({ coordinates: ({ u, w }) => ({ u: w, w: u }) }),
    },
    { id: "no saddle energy", says: "ε left out", formula: saddles({ constant: 0 }) },
    {
      id: "squared curvature",
      says: "λ² as in one plotting function of the public code",
      formula: saddles({ lambda: (t) => t * t }),
    },
    { id: "twice the curvature", says: "λ(u² − w²)", formula: saddles({ lambda: (t) => 2 * t }) },
    { id: "no zero modes", says: "the linear terms left out", formula: saddles({ zero: false }) },
  ],
};

/** −λ δx δy of one mode in polar coordinates. */
type PolarEnergy = (lambda: number, R: number, Theta: number) => number;

const polarClaim: Claim<PolarEnergy> = {
  id: `${ROOM}/polar`,
  room: ROOM,
  labels: ["A14"],
  title: "Polar coordinates around the saddle",
  statement: String.raw`E_\alpha-\varepsilon_\alpha=-\tfrac{\lambda_\alpha}{2}R_\alpha^2\sin 2\Theta_\alpha,\qquad R_\alpha e^{i\Theta_\alpha}=(x_\alpha-x^*_\alpha)+i\,(y_\alpha-y^*_\alpha)`,
  source: fromPaper("A14", "the coordinates are the code's; the energy in them is a reconstruction"),
  status: "reconstruction",
  expect: "enumerated",
  formula: (lambda, R, Theta) => -(lambda / 2) * R * R * Math.sin(2 * Theta),
  evidence: [
    overAllStates("mode energies in polar coordinates against −λ δx δy", (formula, rbm, modes) => {
      const saddle = saddlePoint(rbm, modes);
      return residualsOver(jointConfigurations(rbm), ({ v, h }) => {
        const at = reciprocalVariables(modes, v, h);
        const { R, Theta } = polarCoordinates(saddle, at);
        return residualsOver(saddle.x.keys(), (k) => {
          const lambda = modes.lambda[k]!;
          const expected = -lambda * (at.x[k]! - saddle.x[k]!) * (at.y[k]! - saddle.y[k]!);
          return (formula(lambda, R[k]!, Theta[k]!) - expected) / (1 + lambda * R[k]! ** 2);
        });
      });
    }),
  ],
  mutants: [
    { id: "cosine", says: "cos 2Θ, the axes turned by 45°", formula: (t, R, a) => -(t / 2) * R * R * Math.cos(2 * a) },
    { id: "single angle", says: "sin Θ", formula: (t, R, a) => -(t / 2) * R * R * Math.sin(a) },
    { id: "factor 2", says: "−λR² sin 2Θ", formula: (t, R, a) => -t * R * R * Math.sin(2 * a) },
  ],
};

export const modeClaims: readonly Claim[] = [
  decompositionClaim,
  variablesClaim,
  modeEnergyClaim,
  saddleEnergyClaim,
  polarClaim,
];
