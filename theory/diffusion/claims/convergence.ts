/** Claims A52 and A57: which modes converge by each criterion, and at which temperature all do. */
import { errorBelow, errorsBelow } from "../../../src/lab/agreement.ts";
import { onMachine } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { symmetricEigen } from "../../../src/numeric/index.ts";
import type { SingularModes } from "../../../src/rbm/modes.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import { meanFieldHessian } from "../../mean-field/free-energy.ts";
import { solveMeanField } from "../../mean-field/solve.ts";
import { drawWeights } from "../../support/draws.ts";
import { gathered } from "../../support/latex.ts";
import { centredMachine, gentleMachines, smallMachines } from "../../support/machines.ts";
import { reconstructed } from "../../support/source.ts";
import {
  type ConvergenceOptions,
  type ConvergenceTable,
  diffusionConvergence,
  divergingModes,
} from "../convergence/table.ts";
import { temperatureOfConvergence } from "../convergence/temperature.ts";
import { langevinProcess } from "../process/machine.ts";
import { modesOf } from "../process/trained.ts";

const ROOM = "diffusion";

type Table = (rbm: Rbm, options: ConvergenceOptions) => ConvergenceTable;

const springs: Evidence<Table> = {
  id: "infinite size",
  says: "number of modes said to diverge against the number of eigenvalues of the drift matrix that are not positive, random machines of every kind of unit, β = ½, 1, 2",
  judge(formula, { rng }) {
    const cases = [...smallMachines(rng), ...gentleMachines(rng)].flatMap((rbm) =>
      [0.5, 1, 2].map((beta) => ({ rbm, beta })),
    );
    const wrong = cases.filter(({ rbm, beta }) => {
      const { values } = symmetricEigen(langevinProcess(rbm, { beta }).drift);
      const table = formula(rbm, { beta, process: "infinite size" });
      const slowest = Math.min(...table.modes.map((mode) => mode.u.rate));
      const counted = divergingModes(table).length === values.filter((t) => !(t > 0)).length;
      return !counted || !(Math.abs(slowest - values.at(-1)!) < 1e-10);
    });
    return errorBelow("machines with another number or rate", wrong.length, 0, cases.length);
  },
};

const energyAlone: Evidence<Table> = {
  id: "energy alone",
  says: "under the energy alone every direction u diverges at −βλ, every w converges at βλ, and zero modes never do",
  judge(formula, { rng }) {
    const machines = smallMachines(rng);
    const wrong = machines.filter((rbm) => {
      const { modes, zero } = formula(rbm, { beta: 0.7, process: "energy" });
      return (
        zero.converges ||
        !modes.every(({ lambda, u, w }) => !u.converges && w.converges && Math.abs(w.rate - 0.7 * lambda) < 1e-12)
      );
    });
    return errorBelow("machines judged otherwise", wrong.length, 0, machines.length);
  },
};

const aboutMeans: Evidence<Table> = {
  id: "biased",
  says: "the solution of mean field is said to be stable where the smallest eigenvalue of the Hessian of F_MF is positive, and the table's strengths vanish from 1 − s where it does; random machines with fields, β = ½ … 3",
  judge(formula, { rng }) {
    const machines = gentleMachines(rng).flatMap((rbm) => [0.5, 1, 3].map((beta) => ({ rbm, beta })));
    const wrong = machines.filter(({ rbm, beta }) => {
      const means = solveMeanField(rbm, { beta });
      // Also about the centre, which is no minimum for strong couplings.
      return [
        means,
        { m: means.m.map(() => centre(rbm.visibleUnits)), n: means.n.map(() => centre(rbm.hiddenUnits)) },
      ].some((at) => {
        const { values } = symmetricEigen(meanFieldHessian(rbm, at.m, at.n, { beta }));
        const unstable = values.filter((t) => !(t > 0)).length;
        return divergingModes(formula(rbm, { beta, process: "means", means: at })).length !== unstable;
      });
    });
    return errorBelow("solutions judged otherwise", wrong.length, 0, 2 * machines.length);
  },
};

const centre = (units: Rbm["units"]): number => (units === "binary" ? 0.5 : 0);

const overBulk: Evidence<Table> = {
  id: "bulk",
  says: "a 200×200 bulk with σ_W√N = 2.5 has bare λ above 4, and yet is a paramagnet: the bulk's criterion lets every mode converge where the bare one does not",
  judge(formula, { rng }) {
    const W = drawWeights({ visible: 200, hidden: 200, sigma: 2.5 / Math.sqrt(200) }, rng);
    const rbm = centredMachine(W, "binary", "binary");
    const bare = divergingModes(formula(rbm, { process: "infinite size" })).length;
    const stiffened = divergingModes(formula(rbm, { process: "bulk" })).length;
    return errorsBelow([
      { what: "modes that the bulk's criterion stops", error: stiffened, limit: 0 },
      { what: "modes missing to five that the bare one stops", error: Math.max(0, 5 - bare), limit: 0 },
    ]);
  },
};

/** A formula that changes strengths and rates before they are compared. */
function withStrengths(change: (beta: number) => number): Table {
  return (rbm, options) => diffusionConvergence(rbm, { ...options, beta: change(options.beta ?? 1) });
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
  formula: diffusionConvergence,
  evidence: [springs, energyAlone, aboutMeans, overBulk],
  mutants: [
    { id: "temperature", says: "β² in place of β", formula: withStrengths((beta) => beta * beta) },
    { id: "half", says: "2 in place of 4", formula: withStrengths((beta) => 2 * beta) },
    {
      id: "bare for all",
      says: "the bare criterion in place of the others",
      formula: (rbm, options) => diffusionConvergence(rbm, { ...options, process: "infinite size" }),
    },
  ],
};

type Threshold = (rbm: Rbm, modes?: SingularModes) => number;

const restored: Evidence<Threshold> = {
  id: "random machines",
  says: "0.1 % below the stated β all eigenvalues of the drift matrix are positive, 0.1 % above it one is not; random machines of every kind of unit",
  judge(formula, { rng }) {
    const machines = [...smallMachines(rng), ...gentleMachines(rng)];
    const slowest = (rbm: Rbm, beta: number): number =>
      symmetricEigen(langevinProcess(rbm, { beta }).drift).values.at(-1)!;
    const wrong = machines.filter(
      (rbm) => !(slowest(rbm, 0.999 * formula(rbm)) > 0) || slowest(rbm, 1.001 * formula(rbm)) > 0,
    );
    return errorBelow("machines with another threshold", wrong.length, 0, machines.length);
  },
};

const onTrained: Evidence<Threshold> = {
  id: "trained machine",
  says: "on the trained machine at 0.99 of the stated β the modes converge by every criterion, about the mean-field solution too; at 1.01 of it one does not with bare λ, and at β = 1 modes beyond 4 do not",
  needs: "machine",
  judge(formula, { machine }) {
    const { rbm, name } = machine!;
    const modes = modesOf(rbm);
    const beta = formula(rbm, modes);
    const stuck = (b: number, process: ConvergenceOptions["process"]): number =>
      divergingModes(diffusionConvergence(rbm, { beta: b, modes, ...(process ? { process } : {}) })).length;
    const beyond = modes.lambda.filter((t) => t >= modes.lambda[0]! / 2).length;
    return onMachine(
      name,
      errorsBelow([
        {
          what: "modes stuck below",
          error: stuck(0.99 * beta, "infinite size") + stuck(0.99 * beta, "means"),
          limit: 0,
        },
        { what: "modes missing above", error: Math.max(0, 1 - stuck(1.01 * beta, "infinite size")), limit: 0 },
        {
          what: "modes of at least λ_1/2 not stuck at twice the threshold",
          error: Math.max(0, beyond - stuck(2 * beta, "infinite size")),
          limit: 0,
        },
      ]),
    );
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
