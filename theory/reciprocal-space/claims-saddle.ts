/** Claims A8, A10 and A11: where the saddle is, its curvatures, its ramps. */
import { errorBelow } from "../../src/lab/agreement.ts";
import { onMachine } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { symmetricEigen } from "../../src/numeric/index.ts";
import { type Matrix, maxAbsDifference, multiplyVector, multiplyVectorTransposed } from "../../src/numeric/matrix.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { overMachines, worstOver } from "../support/identity.ts";
import { fromPaper, reconstructed } from "../support/source.ts";
import { saddlePoint as saddlePointDerivation } from "./derivation.ts";
import { modeCurvature } from "./derivation-curvature.ts";
import { energyHessian, type SaddlePoint, saddlePoint } from "./saddle.ts";
import { reciprocalFields, zeroModes } from "./variables.ts";

const ROOM = "reciprocal-space";

type SaddleFormula = (rbm: Rbm, modes: SingularModes) => SaddlePoint;

/** Gradient of E along (x, y) of each mode at the saddle, and the energy there against the mode sum. */
function saddleError(formula: SaddleFormula, rbm: Rbm, modes: SingularModes): number {
  const s = formula(rbm, modes);
  const f = reciprocalFields(rbm, modes);
  return worstOver(s.x.keys(), (k) => {
    const lambda = modes.lambda[k]!;
    const gradient = Math.max(Math.abs(f.x[k]! + lambda * s.y[k]!), Math.abs(f.y[k]! + lambda * s.x[k]!));
    const value = -f.x[k]! * s.x[k]! - f.y[k]! * s.y[k]! - lambda * s.x[k]! * s.y[k]!;
    const scale = 1 + Math.abs(value);
    return Math.max(gradient, Math.abs(value - s.energy[k]!) / scale);
  });
}

/** Criterion F1 on the trained machine. */
function atTrainedMachine<F>(
  says: string,
  tolerance: number,
  error: (formula: F, rbm: Rbm, modes: SingularModes) => number,
): Evidence<F> {
  return {
    id: "trained machine",
    says,
    needs: "machine",
    judge(formula, { machine }) {
      const { rbm, name } = machine!;
      const modes = singularModes(rbm);
      return onMachine(name, errorBelow(says, error(formula, rbm, modes), tolerance, modes.lambda.length));
    },
  };
}

const saddleClaim: Claim<SaddleFormula> = {
  id: `${ROOM}/saddle-point`,
  room: ROOM,
  labels: ["A8"],
  title: "Stationary point of each mode",
  statement: String.raw`x^*_\alpha=-\frac{\tilde b_\alpha}{\lambda_\alpha},\qquad y^*_\alpha=-\frac{\tilde a_\alpha}{\lambda_\alpha},\qquad \varepsilon_\alpha=\frac{\tilde a_\alpha\tilde b_\alpha}{\lambda_\alpha}`,
  source: fromPaper("A8"),
  status: "as printed",
  expect: "proved",
  derivation: saddlePointDerivation,
  formula: saddlePoint,
  evidence: [
    overMachines("gradient of the energy at the saddle, and the energy there", saddleError),
    atTrainedMachine("gradient of the energy at the saddle of the trained machine", 1e-12, saddleError),
  ],
  mutants: [
    { id: "exchanged fields", says: "x* = −ã/λ, y* = −b̃/λ", formula: (r, m) => exchanged(saddlePoint(r, m)) },
    { id: "sign", says: "x* = +b̃/λ", formula: (r, m) => negated(saddlePoint(r, m)) },
    { id: "sign of the energy", says: "ε = −ãb̃/λ", formula: (r, m) => withEnergy(saddlePoint(r, m), -1) },
    { id: "half the energy", says: "ε = ãb̃/2λ", formula: (r, m) => withEnergy(saddlePoint(r, m), 0.5) },
  ],
};

const exchanged = (s: SaddlePoint): SaddlePoint => ({ ...s, x: s.y, y: s.x });
const negated = (s: SaddlePoint): SaddlePoint => ({ ...s, x: s.x.map((t) => -t) });
const withEnergy = (s: SaddlePoint, by: number): SaddlePoint => ({ ...s, energy: s.energy.map((e) => by * e) });

/** Eigenvalues of the Hessian of E, descending. */
type HessianSpectrum = (rbm: Rbm, modes: SingularModes) => number[];

function pairs(value: (lambda: number) => number, zeros: (rbm: Rbm) => number): HessianSpectrum {
  return (rbm, modes) => {
    const values = Array.from(modes.lambda, value);
    return [...values, ...values.map((t) => -t), ...new Array<number>(zeros(rbm)).fill(0)].sort((p, q) => q - p);
  };
}

function spectrumError(formula: HessianSpectrum, rbm: Rbm, modes: SingularModes): number {
  const predicted = formula(rbm, modes);
  const measured = symmetricEigen(energyHessian(rbm)).values;
  return predicted.length === measured.length ? maxAbsDifference(predicted, measured) : Number.NaN;
}

/** Along (U_α, ±V_α)/√2 the Hessian acts as ∓λ: the eigenvalues without a dense 1,284×1,284 problem. */
function curvatureError(formula: HessianSpectrum, rbm: Rbm, modes: SingularModes): number {
  const sorted = formula(rbm, modes);
  if (sorted.length !== rbm.visible + rbm.hidden) return Number.NaN;
  const scale = modes.lambda[0]!;
  return worstOver(modes.lambda.keys(), (k) => {
    const u = columnOf(modes.U, k);
    const v = columnOf(modes.V, k);
    const alongVisible = multiplyVector(rbm.W, v).map((t, i) => -t + sorted[k]! * u[i]!);
    const alongHidden = multiplyVectorTransposed(rbm.W, u).map((t, j) => -t + sorted[k]! * v[j]!);
    return Math.max(...alongVisible.map(Math.abs), ...alongHidden.map(Math.abs)) / scale;
  });
}

function columnOf(A: Matrix, k: number): Float64Array {
  return Float64Array.from({ length: A.rows }, (_, i) => A.data[i * A.cols + k]!);
}

const hessianClaim: Claim<HessianSpectrum> = {
  id: `${ROOM}/hessian`,
  room: ROOM,
  labels: ["A10"],
  title: "Curvatures of the energy are the singular values",
  statement: String.raw`\nabla^2E=-\begin{pmatrix}0&W\\W^{\mathsf T}&0\end{pmatrix}:\quad\{+\lambda_\alpha\}\cup\{-\lambda_\alpha\}\cup\{0\}^{|N-M|},\quad\text{index}=\operatorname{rank}W`,
  source: reconstructed(
    "A10",
    "reconstruction of the abstract's statement that the singular values are the local curvatures",
  ),
  status: "reconstruction",
  expect: "proved",
  derivation: modeCurvature,
  formula: pairs(
    (t) => t,
    (r) => Math.abs(r.visible - r.hidden),
  ),
  evidence: [
    overMachines("eigenvalues of the Hessian", spectrumError),
    atTrainedMachine(
      "curvature along (U, V)/√2 of every mode of the trained machine, relative to λ₁",
      1e-12,
      curvatureError,
    ),
  ],
  mutants: [
    {
      id: "half",
      says: "±λ/2",
      formula: pairs(
        (t) => t / 2,
        (r) => Math.abs(r.visible - r.hidden),
      ),
    },
    {
      id: "squares",
      says: "±λ²",
      formula: pairs(
        (t) => t * t,
        (r) => Math.abs(r.visible - r.hidden),
      ),
    },
    {
      id: "no zero modes",
      says: "without the |N−M| zeros",
      formula: pairs(
        (t) => t,
        () => 0,
      ),
    },
  ],
};

/** Norm of the gradient that no point can remove: the ramps. */
type RampFormula = (rbm: Rbm, modes: SingularModes) => { readonly visible: number; readonly hidden: number };

const ramps: RampFormula = (rbm, modes) => {
  const zero = zeroModes(modes);
  const norm = (Z: Matrix, field: Float64Array): number => Math.hypot(...multiplyVectorTransposed(Z, field));
  return { visible: norm(zero.visible, rbm.a), hidden: norm(zero.hidden, rbm.b) };
};

/** Least gradient over all (v, h), from the normal equations: ‖a + Wh‖ at the best h is the distance of a to range W. */
function rampError(formula: RampFormula, rbm: Rbm, modes: SingularModes): number {
  const found = formula(rbm, modes);
  const visible = distanceToRange(
    rbm.a,
    (t) => multiplyVectorTransposed(modes.U, t),
    (t) => multiplyVector(modes.U, t),
  );
  const hidden = distanceToRange(
    rbm.b,
    (t) => multiplyVectorTransposed(modes.V, t),
    (t) => multiplyVector(modes.V, t),
  );
  return Math.max(Math.abs(found.visible - visible), Math.abs(found.hidden - hidden));
}

type Linear = (x: Float64Array) => Float64Array;

function distanceToRange(field: Float64Array, down: Linear, up: Linear): number {
  const inside = up(down(field));
  return Math.hypot(...field.map((t, i) => t - inside[i]!));
}

const rampClaim: Claim<RampFormula> = {
  id: `${ROOM}/ramps`,
  room: ROOM,
  labels: ["A11"],
  title: "Zero modes are ramps, not saddles",
  statement: String.raw`\min_{h}\lVert a+Wh\rVert=\lVert U_\perp^{\mathsf T}a\rVert,\qquad \min_{v}\lVert b+W^{\mathsf T}v\rVert=\lVert V_\perp^{\mathsf T}b\rVert`,
  source: reconstructed("A11"),
  status: "reconstruction",
  expect: "checked",
  formula: ramps,
  evidence: [overMachines("norm along the zero modes against the distance of the fields to the range of W", rampError)],
  mutants: [
    { id: "whole field", says: "‖a‖", formula: (r) => ({ visible: Math.hypot(...r.a), hidden: Math.hypot(...r.b) }) },
    { id: "no ramp", says: "0, a saddle in every direction", formula: () => ({ visible: 0, hidden: 0 }) },
    {
      id: "exchanged layers",
      says: "‖V⊥ᵀb‖ for the visible layer",
      formula: (r, m) => ({ visible: ramps(r, m).hidden, hidden: ramps(r, m).visible }),
    },
  ],
};

export const saddleClaims: readonly Claim[] = [saddleClaim, hessianClaim, rampClaim];
