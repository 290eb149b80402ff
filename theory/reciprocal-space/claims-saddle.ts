/** Claims A8, A10 and A11: where the saddle is, its curvatures, its ramps. */
import { onMachine, vanishes } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { symmetricEigen } from "../../src/numeric/index.ts";
import { type Matrix, multiplyVector, multiplyVectorTransposed } from "../../src/numeric/matrix.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { differences, type MachineResiduals, overMachines, residualsOver } from "../support/identity.ts";
import { fromPaper, reconstructed } from "../support/source.ts";
import { saddlePoint as saddlePointDerivation } from "./derivation.ts";
import { modeCurvature } from "./derivation-curvature.ts";
import { energyHessian, type SaddlePoint, saddlePoint } from "./saddle.ts";
import { reciprocalFields, zeroModes } from "./variables.ts";

const ROOM = "reciprocal-space";

type SaddleFormula = (rbm: Rbm, modes: SingularModes) => SaddlePoint;

/** Gradient of E along (x, y) of each mode at the saddle, the energy there against the mode sum, and that of all modes. */
function saddleResiduals(formula: SaddleFormula, rbm: Rbm, modes: SingularModes): number[] {
  const s = formula(rbm, modes);
  const f = reciprocalFields(rbm, modes);
  let [total, size] = [0, 1];
  const byMode = residualsOver(s.x.keys(), (k) => {
    const lambda = modes.lambda[k]!;
    const [x, y] = [s.x[k]!, s.y[k]!];
    const value = -f.x[k]! * x - f.y[k]! * y - lambda * x * y;
    const scale = 1 + Math.abs(f.x[k]! * x) + Math.abs(f.y[k]! * y);
    total += value;
    size += scale;
    return [f.x[k]! + lambda * y, f.y[k]! + lambda * x, (value - s.energy[k]!) / scale];
  });
  return [...byMode, (total - s.totalEnergy) / size];
}

/** The identity on the trained machine. */
function atTrainedMachine<F>(
  says: string,
  residuals: (formula: F, rbm: Rbm, modes: SingularModes) => number[],
): Evidence<F> {
  return {
    id: "trained machine",
    says,
    needs: "machine",
    judge(formula, { machine }) {
      const { rbm, name } = machine!;
      const found = residuals(formula, rbm, singularModes(rbm));
      return onMachine(name, vanishes(says, found, { allowed: 1e-12, because: "rounding of sums of so many terms" }));
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
    overMachines("gradient of the energy at the saddle, and the energy there by mode and in all", saddleResiduals),
    atTrainedMachine(
      "gradient of the energy at the saddle of the trained machine, and the energy there",
      saddleResiduals,
    ),
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
const withEnergy = (s: SaddlePoint, by: number): SaddlePoint => ({
  ...s,
  energy: s.energy.map((e) => by * e),
  totalEnergy: by * s.totalEnergy,
});

/** Eigenvalues of the Hessian of E, descending. */
type HessianSpectrum = (rbm: Rbm, modes: SingularModes) => number[];

function pairs(value: (lambda: number) => number, zeros: (rbm: Rbm) => number): HessianSpectrum {
  return (rbm, modes) => {
    const values = Array.from(modes.lambda, value);
    return [...values, ...values.map((t) => -t), ...new Array<number>(zeros(rbm)).fill(0)].sort((p, q) => q - p);
  };
}

const spectrumResiduals: MachineResiduals<HessianSpectrum> = (formula, rbm, modes) =>
  differences(formula(rbm, modes), symmetricEigen(energyHessian(rbm)).values);

/** Along (U_α, ±V_α)/√2 the Hessian acts as ∓λ: the eigenvalues without a dense 1,284×1,284 problem. */
function curvatureResiduals(formula: HessianSpectrum, rbm: Rbm, modes: SingularModes): number[] {
  const sorted = formula(rbm, modes);
  if (sorted.length !== rbm.visible + rbm.hidden) return [Number.NaN];
  const scale = modes.lambda[0]!;
  return residualsOver(modes.lambda.keys(), (k) => {
    const u = columnOf(modes.U, k);
    const v = columnOf(modes.V, k);
    const alongVisible = multiplyVector(rbm.W, v).map((t, i) => -t + sorted[k]! * u[i]!);
    const alongHidden = multiplyVectorTransposed(rbm.W, u).map((t, j) => -t + sorted[k]! * v[j]!);
    return [...alongVisible, ...alongHidden].map((t) => t / scale);
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
    overMachines("eigenvalues of the Hessian", spectrumResiduals),
    atTrainedMachine(
      "curvature along (U, V)/√2 of every mode of the trained machine, relative to λ₁",
      curvatureResiduals,
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
function rampResiduals(formula: RampFormula, rbm: Rbm, modes: SingularModes): number[] {
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
  return [found.visible - visible, found.hidden - hidden];
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
  evidence: [
    overMachines("norm along the zero modes against the distance of the fields to the range of W", rampResiduals),
  ],
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
