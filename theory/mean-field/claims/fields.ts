/** Claims A34: the Hubbard–Stratonovich fields, their saddle, and one loop about it. */
import { vanishes } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { gaussHermite, logDeterminant } from "../../../src/numeric/index.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { logPartitionExact } from "../../../src/rbm/exact/index.ts";
import { type SingularModes, singularModes } from "../../../src/rbm/modes.ts";
import { Rbm } from "../../../src/rbm/rbm.ts";
import { reciprocalVariables } from "../../reciprocal-space/variables.ts";
import { orderEvidence } from "../../support/coupling-scan.ts";
import { joined, numericGradient, numericHessian } from "../../support/derivatives.ts";
import { type MachineResiduals, overMachinePairs, overMachines, residualsOver } from "../../support/identity.ts";
import { gathered } from "../../support/latex.ts";
import { gentleMachines, nameOf, oneMode, randomMachine, UNIT_PAIRS, withWeights } from "../../support/machines.ts";
import { standard } from "../../support/source.ts";
import { meanFieldFreeEnergy } from "../free-energy.ts";
import {
  type Complex,
  type FieldPair,
  hubbardStratonovichAction,
  hubbardStratonovichWeight,
} from "../hubbard-stratonovich.ts";
import { centreOf, solveMeanField } from "../solve.ts";
import { oneLoopFreeEnergy } from "../stability.ts";
import { GRADIENT_ERROR } from "./stationarity.ts";
import { correctsMeanField, trainedEvidence } from "./trained.ts";

const ROOM = "mean-field";

/** The integrand of Z over the fields φ, ψ, one pair a coupled mode. */
type Integrand = (rbm: Rbm, modes: SingularModes, phi: Float64Array, psi: Float64Array, beta: number) => Complex;

const integrand: Integrand = (rbm, modes, phi, psi, beta) => hubbardStratonovichWeight(rbm, modes, phi, psi, { beta });

/** ∫ dφ dψ over all modes by a tensor product of Gauss–Hermite rules scaled to the Gaussian of each mode. */
function integrateFields(formula: Integrand, rbm: Rbm, modes: SingularModes, beta: number, nodes: number): Complex {
  const rule = gaussHermite(nodes);
  const width = Array.from(modes.lambda, (t) => Math.sqrt(2 * beta * t));
  const [phi, psi] = [new Float64Array(width.length), new Float64Array(width.length)];
  const fields = width.flatMap((w, k) => [phi, psi].map((array) => ({ array, k, w })));
  const sum = (depth: number, factor: number): Complex => {
    const field = fields[depth];
    if (field === undefined) {
      const { re, im } = formula(rbm, modes, phi, psi, beta);
      return { re: factor * re, im: factor * im };
    }
    let [re, im] = [0, 0];
    rule.nodes.forEach((x, node) => {
      field.array[field.k] = field.w * x;
      const inner = sum(depth + 1, factor * field.w * rule.weights[node]! * Math.exp(x * x));
      re += inner.re;
      im += inner.im;
    });
    return { re, im };
  };
  return sum(0, 1);
}

/** One mode in machines of every kind of unit, with fields; and one machine with two modes. */
function integrableMachines(rng: Rng): { readonly rbm: Rbm; readonly modes: number; readonly nodes: number }[] {
  const single = UNIT_PAIRS.map(([visibleUnits, hiddenUnits], k) => {
    const drawn = randomMachine(rng.child(k), { visible: 5, hidden: 4, fields: 0.5 });
    const rbm = new Rbm({ ...drawn, W: oneMode(5, 4, 1.5, rng.child("mode").child(k)), visibleUnits, hiddenUnits });
    return { rbm, modes: 1, nodes: 32 };
  });
  // A rule of few nodes a field: the width of the fields, and so its error, is the same for every draw.
  const drawn = randomMachine(rng.child("two"), { visible: 3, hidden: 2, fields: 0.5 });
  const double = withWeights(drawn, 0.5 / singularModes(drawn, { count: 1 }).lambda[0]!);
  return [...single, { rbm: double, modes: 2, nodes: 12 }];
}

const quadrature: Evidence<Integrand> = {
  id: "quadrature",
  says: "the integral over the fields of one mode, every kind of unit, and of two modes, at β = 1 and 0.6, against exact sums: ln Z and the vanishing imaginary part",
  judge(formula, { rng }) {
    const machines = integrableMachines(rng);
    const found = residualsOver(machines, ({ rbm, modes: count, nodes }) => {
      const modes = singularModes(rbm, { count });
      return residualsOver(count === 1 ? [1, 0.6] : [1], (beta) => {
        const { re, im } = integrateFields(formula, rbm, modes, beta, nodes);
        return [Math.log(re) - logPartitionExact(rbm, { beta }), im / re];
      });
    });
    return vanishes("ln Z by quadrature less ln Z, and Im Z/Re Z", found, {
      allowed: 1e-10,
      because: "what a rule of so many nodes leaves of an entire function, and rounding",
      sizes: machines.map(({ rbm }) => nameOf(rbm)),
      everyDraw: true,
    });
  },
};

const transformClaim: Claim<Integrand> = {
  id: `${ROOM}/hubbard-stratonovich`,
  room: ROOM,
  labels: ["A34"],
  title: "The partition function as an integral over fields of the modes",
  statement: gathered(
    String.raw`Z=\int\prod_\alpha\frac{d\varphi_\alpha d\psi_\alpha}{2\pi\beta\lambda_\alpha}e^{-S},\qquad S=\sum_\alpha\frac{\varphi_\alpha^2+\psi_\alpha^2}{2\beta\lambda_\alpha}`,
    String.raw`-\sum_i\ln\Big(1+e^{\beta a_i+\sum_\alpha U_{i\alpha}(\varphi_\alpha-i\psi_\alpha)/\sqrt2}\Big)-\sum_j\ln\Big(1+e^{\beta b_j+\sum_\alpha V_{j\alpha}(\varphi_\alpha+i\psi_\alpha)/\sqrt2}\Big)`,
  ),
  source: standard("A34", "Hubbard 1959, Stratonovich 1957"),
  status: "standard",
  expect: "enumerated",
  formula: integrand,
  evidence: [quadrature],
  mutants: [
    {
      id: "squared singular values",
      says: "λ² in place of λ",
      formula: (r, modes, ...rest) => integrand(r, { ...modes, lambda: modes.lambda.map((t) => t * t) }, ...rest),
    },
    {
      id: "normalisation",
      says: "1/2π in place of 1/2πβλ",
      formula: (r, modes, phi, psi, beta) => {
        const { re, im } = integrand(r, modes, phi, psi, beta);
        const factor = modes.lambda.reduce((s, t) => s * beta * t, 1);
        return { re: re * factor, im: im * factor };
      },
    },
    {
      id: "dropped fields",
      says: "without b",
      formula: (r, ...rest) => integrand(new Rbm({ ...r, b: new Float64Array(r.hidden) }), ...rest),
    },
    {
      id: "no root of two",
      says: "φ − iψ without 1/√2",
      formula: (r, modes, phi, psi, beta) => {
        const wide = (x: Float64Array): Float64Array => x.map((t) => Math.SQRT2 * t);
        const { re, im } = integrand(r, modes, wide(phi), wide(psi), beta);
        const gauss = phi.reduce((s, t, k) => s + (t * t + psi[k]! ** 2) / (2 * beta * modes.lambda[k]!), 0);
        return { re: re * Math.exp(gauss), im: im * Math.exp(gauss) };
      },
    },
  ],
};

/** Fields of the saddle from the mean-field variables X = Uᵀm, Y = Vᵀn. */
type Saddle = (modes: SingularModes, X: Float64Array, Y: Float64Array, beta: number) => FieldPair;

const saddleFields: Saddle = ({ lambda }, X, Y, beta) => ({
  p: lambda.map((t, k) => beta * t * Y[k]!),
  r: lambda.map((t, k) => beta * t * X[k]!),
});

/** The action as a function of (p, r) in one vector. */
function actionOf(rbm: Rbm, modes: SingularModes, beta: number): (fields: Float64Array) => number {
  const L = modes.lambda.length;
  return (x) => hubbardStratonovichAction(rbm, modes, { p: x.subarray(0, L), r: x.subarray(L) }, { beta });
}

const saddleResiduals: MachineResiduals<Saddle> = (formula, rbm, modes) =>
  residualsOver([1, 0.6], (beta) => {
    const { m, n, freeEnergy } = solveMeanField(rbm, { beta, tolerance: 1e-14 });
    const { x, y } = reciprocalVariables(modes, m, n);
    const { p, r } = formula(modes, x, y, beta);
    const action = actionOf(rbm, modes, beta);
    const slopes = numericGradient(action, joined(p, r));
    return [action(joined(p, r)) - beta * freeEnergy, ...slopes];
  });

const saddleClaim: Claim<Saddle> = {
  id: `${ROOM}/field-saddle`,
  room: ROOM,
  labels: ["A34"],
  title: "The saddle of the fields is mean field",
  statement: String.raw`\frac{\varphi_\alpha-i\psi_\alpha}{\sqrt2}=\beta\lambda_\alpha Y_\alpha,\quad\frac{\varphi_\alpha+i\psi_\alpha}{\sqrt2}=\beta\lambda_\alpha X_\alpha:\qquad\partial S=0,\quad S=\beta F_{\rm MF}`,
  source: standard("A34", "appendix D7"),
  status: "standard",
  expect: "checked",
  formula: saddleFields,
  evidence: [
    overMachines(
      "slope of S at the predicted fields, and S − βF_MF there, at solutions of machines of every kind of unit, β = 1 and 0.6",
      saddleResiduals,
      { ...GRADIENT_ERROR, machines: gentleMachines },
    ),
  ],
  mutants: [
    {
      id: "exchanged layers",
      says: "λX drives the visible units",
      formula: (modes, X, Y, beta) => saddleFields(modes, Y, X, beta),
    },
    { id: "bare variables", says: "Y in place of λY", formula: (_modes, X, Y) => ({ p: Y, r: X }) },
    { id: "no temperature", says: "λY in place of βλY", formula: (modes, X, Y) => saddleFields(modes, X, Y, 1) },
    {
      id: "sign",
      says: "−βλY",
      formula: (modes, X, Y, beta) => saddleFields(modes, X, Y, -beta),
    },
  ],
};

type LoopFreeEnergy = (rbm: Rbm, m: Float64Array, n: Float64Array, beta: number) => number;

const oneLoop: LoopFreeEnergy = (rbm, m, n, beta) => oneLoopFreeEnergy(rbm, m, n, { beta });

/** ½ ln|det ∂²S| + Σ ln βλ_α at the saddle, by finite differences: the Gaussian integral over the fields. */
const determinant: Evidence<LoopFreeEnergy> = {
  ...overMachinePairs<LoopFreeEnergy>(
    "βF_1 − βF_MF against the Gaussian integral about the saddle of S, its Hessian by finite differences; every kind of unit, β = 1 and 0.6",
    (formula, rbm, modes) =>
      [1, 0.6].map((beta) => {
        const { m, n, freeEnergy } = solveMeanField(rbm, { beta });
        const { x, y } = reciprocalVariables(modes, m, n);
        const { p, r } = saddleFields(modes, x, y, beta);
        const { logAbs } = logDeterminant(numericHessian(actionOf(rbm, modes, beta), joined(p, r)));
        const gaussian = logAbs / 2 + modes.lambda.reduce((s, t) => s + Math.log(beta * t), 0);
        return { expected: beta * (formula(rbm, m, n, beta) - freeEnergy), found: gaussian };
      }),
    {
      allowed: 1e-3,
      because: "second derivatives by finite differences, about seven digits each",
      machines: gentleMachines,
    },
  ),
  id: "determinant",
};

const loopClaim: Claim<LoopFreeEnergy> = {
  id: `${ROOM}/one-loop`,
  room: ROOM,
  labels: ["A34"],
  title: "One loop about the saddle",
  statement: String.raw`F_1=F_{\rm MF}+\frac{1}{2\beta}\ln\det\big(1-\beta^2D_vWD_hW^{\mathsf T}\big)=F_{\rm MF}-\frac\beta2\sum_{ij}W_{ij}^2d^v_id^h_j+O(W^4)`,
  source: standard("A34", "Gaussian fluctuations about the saddle"),
  status: "standard",
  expect: "checked",
  formula: oneLoop,
  evidence: [
    orderEvidence("F_1", 3, (formula) => (rbm) => {
      const { m, n } = solveMeanField(rbm);
      return formula(rbm, m, n, 1);
    }),
    determinant,
    ...trainedEvidence<LoopFreeEnergy>(
      "one loop",
      (formula, { rbm, m, n, beta }) => formula(rbm, m, n, beta),
      correctsMeanField(0.1),
    ),
  ],
  mutants: [
    { id: "no loop", says: "F_MF", formula: (r, m, n, beta) => meanFieldFreeEnergy(r, m, n, { beta }) },
    {
      id: "sign",
      says: "F_MF − ½ ln det",
      formula: (r, m, n, beta) => 2 * meanFieldFreeEnergy(r, m, n, { beta }) - oneLoop(r, m, n, beta),
    },
    {
      id: "no half",
      says: "F_MF + ln det",
      formula: (r, m, n, beta) => 2 * oneLoop(r, m, n, beta) - meanFieldFreeEnergy(r, m, n, { beta }),
    },
    {
      id: "centred variances",
      says: "D at the centre of the units, as for a machine without fields",
      formula: (r, m, n, beta) => {
        const c = centreOf(r);
        return (
          meanFieldFreeEnergy(r, m, n, { beta }) +
          oneLoop(r, c.m, c.n, beta) -
          meanFieldFreeEnergy(r, c.m, c.n, { beta })
        );
      },
    },
    {
      id: "temperature",
      says: "½ ln det in place of ln det/2β",
      formula: (r, m, n, beta) => {
        const F = meanFieldFreeEnergy(r, m, n, { beta });
        return F + beta * (oneLoop(r, m, n, beta) - F);
      },
    },
  ],
};

export const fieldClaims: readonly Claim[] = [transformClaim, saddleClaim, loopClaim];
