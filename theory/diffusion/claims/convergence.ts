/** Claims A52 and A57: which modes converge by each criterion, and at which temperature all do. */
import { agree, onMachine, type Pair, pairsOf, vanishes } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { symmetricEigen } from "../../../src/numeric/index.ts";
import { type Matrix, matrixFrom, multiplyTransposed } from "../../../src/numeric/matrix.ts";
import type { SingularModes } from "../../../src/rbm/modes.ts";
import type { Rbm, Units } from "../../../src/rbm/rbm.ts";
import type { LayerMeans } from "../../mean-field/fixed-point.ts";
import { meanFieldHessian } from "../../mean-field/free-energy.ts";
import { centreOf, solveMeanField } from "../../mean-field/solve.ts";
import { drawWeights } from "../../support/draws.ts";
import { gathered } from "../../support/latex.ts";
import { centredMachine, gentleMachines, nameOf, smallMachines } from "../../support/machines.ts";
import { reconstructed } from "../../support/source.ts";
import { type ConvergenceOptions, diffusionConvergence, divergingModes } from "../convergence/table.ts";
import { temperatureOfConvergence } from "../convergence/temperature.ts";
import { langevinProcess } from "../process/machine.ts";
import { modesOf } from "../process/trained.ts";

const ROOM = "diffusion";

interface Direction {
  readonly rate: number;
  readonly converges: boolean;
}

/** Of the table what this claim is about: both directions of every mode, and of what W does not couple the slowest. */
type Table = (
  rbm: Rbm,
  options: ConvergenceOptions,
) => { readonly u: readonly Direction[]; readonly w: readonly Direction[]; readonly zero: Direction };

const tabulated: Table = (rbm, options) => {
  const { modes, zero } = diffusionConvergence(rbm, options);
  const of = ({ rate, converges }: Direction): Direction => ({ rate, converges });
  return { u: modes.map((m) => of(m.u)), w: modes.map((m) => of(m.w)), zero: of(zero) };
};

/** Rates of all directions of a table, and how many are said to converge, against the eigenvalues of a drift. */
function compareRates(
  at: string,
  { u, w }: ReturnType<Table>,
  uncoupled: readonly Direction[],
  drift: Matrix,
): readonly Pair[] {
  const { values } = symmetricEigen(drift);
  const all = [...u, ...w, ...uncoupled];
  const rates = all.map((d) => d.rate).sort((p, q) => q - p);
  const converging = all.filter((d) => d.converges).length;
  const positive = values.filter((t) => t > SILENT).length;
  return [...pairsOf(rates, values, () => at), { at: `${at}, converging`, expected: converging, found: positive }];
}

/** An eigenvalue below this is zero but for rounding. */
const SILENT = 1e-12;

const ROUNDING = { allowed: 1e-12, unit: "scale", because: "rounding of eigenvalues", everyDraw: true } as const;

const spring = (units: Units): number => (units === "binary" ? 4 : 1);

const springs: Evidence<Table> = {
  id: "infinite size",
  says: "rates of all directions, and how many are said to converge, against the eigenvalues of the drift matrix, random machines of every kind of unit, β = ½, 1, 2",
  judge(formula, { rng }) {
    const pairs = [...smallMachines(rng), ...gentleMachines(rng)].flatMap((rbm) => {
      const L = Math.min(rbm.visible, rbm.hidden);
      const free = (units: Units, count: number): Direction[] =>
        Array.from({ length: count }, () => ({ rate: spring(units), converges: true }));
      const uncoupled = [...free(rbm.visibleUnits, rbm.visible - L), ...free(rbm.hiddenUnits, rbm.hidden - L)];
      const slowest = Math.min(spring(rbm.visibleUnits), spring(rbm.hiddenUnits));
      return [0.5, 1, 2].flatMap((beta): Pair[] => {
        const at = `${nameOf(rbm)}, β = ${beta}`;
        const table = formula(rbm, { beta, process: "infinite size" });
        const zero = { at: `${at}, zero modes`, expected: table.zero.rate, found: slowest };
        return [zero, ...compareRates(at, table, uncoupled, langevinProcess(rbm, { beta }).drift)];
      });
    });
    return agree("rate", pairs, ROUNDING);
  },
};

const energyAlone: Evidence<Table> = {
  id: "energy alone",
  says: "under the energy alone, whose Hessian is assembled from W: u diverges at −βλ, w converges at βλ, and zero modes never do",
  judge(formula, { rng }) {
    const beta = 0.7;
    const pairs = smallMachines(rng).flatMap((rbm) => {
      const table = formula(rbm, { beta, process: "energy" });
      const uncoupled = Array.from({ length: Math.abs(rbm.visible - rbm.hidden) }, () => table.zero);
      const { drift } = langevinProcess(rbm, { beta });
      const withoutSprings = matrixFrom(drift.rows, drift.cols, (i, j) =>
        i === j ? 0 : drift.data[i * drift.cols + j]!,
      );
      return compareRates(nameOf(rbm), table, uncoupled, withoutSprings);
    });
    return agree("rate", pairs, ROUNDING);
  },
};

/** 4D^½(βH)D^½ with H the Hessian of F_MF and D the variances there, the inverse of its diagonal. */
function scaledHessian(rbm: Rbm, beta: number, { m, n }: LayerMeans): Matrix {
  const { rows, cols, data } = meanFieldHessian(rbm, m, n, { beta });
  const diagonal = Float64Array.from({ length: rows }, (_, i) => data[i * (cols + 1)]!);
  return matrixFrom(rows, cols, (i, j) => (4 * data[i * cols + j]!) / Math.sqrt(diagonal[i]! * diagonal[j]!));
}

const aboutMeans: Evidence<Table> = {
  id: "biased",
  says: "rates about the solution of mean field and about the centre, which is no minimum for strong couplings, against the eigenvalues of the Hessian of F_MF in units in which every variance is ¼; random machines with fields, β = ½ … 3",
  judge(formula, { rng }) {
    const pairs = gentleMachines(rng).flatMap((rbm) =>
      [0.5, 1, 3].flatMap((beta) =>
        [solveMeanField(rbm, { beta }), centreOf(rbm)].flatMap((means) => {
          const table = formula(rbm, { beta, process: "means", means });
          const uncoupled = Array.from({ length: Math.abs(rbm.visible - rbm.hidden) }, () => table.zero);
          return compareRates(`${nameOf(rbm)}, β = ${beta}`, table, uncoupled, scaledHessian(rbm, beta, means));
        }),
      ),
    );
    return agree("rate", pairs, { ...ROUNDING, allowed: 1e-11 });
  },
};

const BULK = 100;

const overBulk: Evidence<Table> = {
  id: "bulk",
  says: `a ${BULK}×${BULK} bulk with σ_W√N = 2.5 has bare λ above 4, and yet is a paramagnet: the bulk's criterion lets every mode converge where the bare one stops five or more, and with its rates the units keep the variance ¼ (A44)`,
  judge(formula, { rng }) {
    const W = drawWeights({ visible: BULK, hidden: BULK, sigma: 2.5 / Math.sqrt(BULK) }, rng);
    const rbm = centredMachine(W, "binary", "binary");
    const stopped = (process: "infinite size" | "bulk"): number =>
      formula(rbm, { process }).u.filter((d) => !d.converges).length;
    const { u, w } = formula(rbm, { process: "bulk" });
    const variance = u.reduce((s, d, k) => s + (1 / d.rate + 1 / w[k]!.rate) / (2 * BULK), 0);
    const couplings = symmetricEigen(multiplyTransposed(W, W)).values.map(Math.sqrt);
    const pairs = [
      { at: "variance of the units", expected: variance, found: 0.25 },
      { at: "modes stopped by the bulk's criterion", expected: stopped("bulk"), found: 0 },
      { at: "modes stopped by the bare one, up to five", expected: Math.min(5, stopped("infinite size")), found: 5 },
      ...u.map((d, k) => ({ at: `mode ${k + 1}`, expected: (w[k]!.rate - d.rate) / 2, found: couplings[k]! })),
    ];
    const because = "the stiffness is solved to eleven digits; at this size ten modes and more lie beyond 4";
    return agree("stiffened modes", pairs, { allowed: 1e-7, unit: "absolute", because, everyDraw: true });
  },
};

/** A formula that changes strengths and rates before they are compared. */
function withStrengths(change: (beta: number) => number): Table {
  return (rbm, options) => tabulated(rbm, { ...options, beta: change(options.beta ?? 1) });
}

const tableClaim: Claim<Table> = {
  id: `${ROOM}/convergence`,
  room: ROOM,
  labels: ["A52"],
  title: "Which modes diffuse to the Boltzmann law",
  statement: gathered(
    String.raw`u_\alpha\text{ converges}\iff\beta\lambda_\alpha<4\;\text{(infinite size)},\quad\beta\lambda_\alpha<\sqrt{r_vr_h}\;\text{(bulk)},\quad\sigma_\alpha(\beta D_v^{1/2}WD_h^{1/2})<1\;\text{(means)}`,
    String.raw`\text{finite size: always, in a time}\;\sim e^{3(\beta\lambda-4)^2/16(Q^U+Q^V)};\qquad E\text{ alone: never}`,
  ),
  source: reconstructed("A52", "reconstruction: the threshold 4/β stands in the paper's code, the table does not"),
  status: "reconstruction",
  expect: "checked",
  formula: tabulated,
  evidence: [springs, energyAlone, aboutMeans, overBulk],
  mutants: [
    { id: "temperature", says: "β² in place of β", formula: withStrengths((beta) => beta * beta) },
    { id: "half", says: "2 in place of 4", formula: withStrengths((beta) => 2 * beta) },
    {
      id: "bare for all",
      says: "the bare criterion in place of the others",
      formula: (rbm, options) => tabulated(rbm, { ...options, process: "infinite size" }),
    },
  ],
};

type Threshold = (rbm: Rbm, modes?: SingularModes) => number;

const restored: Evidence<Threshold> = {
  id: "random machines",
  says: "at the stated β the smallest eigenvalue of the drift matrix is zero: the rates fall with β and are positive below it; random machines of every kind of unit",
  judge(formula, { rng }) {
    const residuals = [...smallMachines(rng), ...gentleMachines(rng)].map((rbm) => {
      const { values } = symmetricEigen(langevinProcess(rbm, { beta: formula(rbm) }).drift);
      return values.at(-1)! / values[0]!;
    });
    const because = "rounding of eigenvalues";
    return vanishes("slowest over fastest rate", residuals, { allowed: 1e-12, because, everyDraw: true });
  },
};

const onTrained: Evidence<Threshold> = {
  id: "trained machine",
  says: "on the trained machine at 0.99 of the stated β the modes converge by every criterion, about the mean-field solution too; at 1.01 of it one does not with bare λ, and at twice it none of at least λ_1/2 does",
  needs: "machine",
  judge(formula, { machine }) {
    const { rbm, name } = machine!;
    const modes = modesOf(rbm);
    const beta = formula(rbm, modes);
    const stuck = (b: number, process: "infinite size" | "means"): number =>
      divergingModes(diffusionConvergence(rbm, { beta: b, modes, process })).length;
    const beyond = modes.lambda.filter((t) => t > modes.lambda[0]! / 2).length;
    const pairs = [
      { at: "stuck below, bare λ", expected: 0, found: stuck(0.99 * beta, "infinite size") },
      { at: "stuck below, about the means", expected: 0, found: stuck(0.99 * beta, "means") },
      { at: "stuck above, up to one", expected: 1, found: Math.min(1, stuck(1.01 * beta, "infinite size")) },
      { at: "stuck at twice the threshold", expected: beyond, found: stuck(2 * beta, "infinite size") },
    ];
    return onMachine(name, agree("modes", pairs, { allowed: 0, because: "counts" }));
  },
};

const threshold: Threshold = (rbm, modes) => temperatureOfConvergence(rbm, modes).beta;

const temperatureClaim: Claim<Threshold> = {
  id: `${ROOM}/temperature`,
  room: ROOM,
  labels: ["A57"],
  title: "Raising the temperature restores the convergence of every mode",
  statement: String.raw`\beta<\frac{4}{\lambda_{\max}}\;\Rightarrow\;\text{all modes converge},\qquad\beta>\frac4{\lambda_{\min}}\;\Rightarrow\;\text{none}`,
  source: reconstructed("A57", "reconstruction: the paper's code takes β = 0.6·4/λ_max and 1.4·4/λ_min"),
  status: "reconstruction",
  expect: "checked",
  formula: threshold,
  evidence: [restored, onTrained],
  mutants: [
    { id: "smallest", says: "4/λ_min", formula: (rbm, modes) => temperatureOfConvergence(rbm, modes).betaOfNone },
    { id: "λ²", says: "16/λ²", formula: (rbm, modes) => threshold(rbm, modes) ** 2 },
    { id: "code's ¼", says: "threshold ¼", formula: (rbm, modes) => threshold(rbm, modes) / 16 },
  ],
};

export const convergenceClaims: readonly Claim[] = [tableClaim, temperatureClaim];
