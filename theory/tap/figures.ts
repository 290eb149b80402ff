/** Errors of mean field, TAP and one loop: against the coupling on small machines, against β on the trained one. */
import type { TrainedMachine } from "../../src/lab/types.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { independentMean } from "../../src/numeric/statistics/index.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import type { Figure, Trace } from "../../src/report/figure.ts";
import { composeFigure, type Panel } from "../../src/report/panels.ts";
import { experimentPoints, theoryLine } from "../../src/report/plots.ts";
import { clamped, type MeasuredMachine, wholeMachine } from "../mean-field/claims/trained.ts";
import { meanFieldFreeEnergy } from "../mean-field/free-energy.ts";
import { solveMeanField } from "../mean-field/solve.ts";
import { oneLoopFreeEnergy, stabilityRatio } from "../mean-field/stability.ts";
import type { FigureContext } from "../room.ts";
import { errorsByCoupling, orderInCoupling } from "../support/coupling-scan.ts";
import { followIteration, plantedMachine } from "./planted.ts";
import { solveTap, tapStep } from "./solve.ts";
import { messagePassingRate } from "./stability.ts";

export async function tapFigures({ rng, machine }: FigureContext): Promise<Figure[]> {
  const small = [orderFigure(rng.child("orders")), iterationFigure(rng.child("iteration"))];
  return machine ? [...small, await trainedFigure(machine, rng.seed)] : small;
}

interface Approximation {
  readonly name: string;
  /** F of a machine at a temperature, from its mean-field solution; NaN where there is none. */
  freeEnergy(machine: Pick<MeasuredMachine, "rbm" | "beta" | "m" | "n">): number;
}

/** Enough for a figure, where a solution that takes longer is left out. */
const tapAt =
  (order: 2 | 3): Approximation["freeEnergy"] =>
  ({ rbm, beta, n }) => {
    const options = {
      beta,
      order,
      start: n,
      damping: 0,
      tolerance: 1e-8,
      maxIterations: 300,
      onFailure: "report",
    } as const;
    const solution = solveTap(rbm, options);
    return solution.converged ? solution.freeEnergy : Number.NaN;
  };

const THIRD = "TAP, third order";

const APPROXIMATIONS: readonly Approximation[] = [
  { name: "mean field", freeEnergy: ({ rbm, beta, m, n }) => meanFieldFreeEnergy(rbm, m, n, { beta }) },
  { name: "TAP, second order", freeEnergy: tapAt(2) },
  { name: THIRD, freeEnergy: tapAt(3) },
  {
    name: "one loop",
    freeEnergy: ({ rbm, beta, m, n }) =>
      stabilityRatio(rbm, m, n, { beta }) < 1 ? oneLoopFreeEnergy(rbm, m, n, { beta }) : Number.NaN,
  },
];

const COUPLINGS = [0.1, 0.05, 0.025, 0.0125, 0.00625, 0.003125];

function orderFigure(rng: Rng): Figure {
  const traces = APPROXIMATIONS.flatMap(({ name, freeEnergy }, colour) => {
    const approximate = (rbm: Rbm): number => {
      const { m, n } = solveMeanField(rbm);
      return freeEnergy({ rbm, beta: 1, m, n });
    };
    const errors = errorsByCoupling(approximate, rng, COUPLINGS);
    const { slope, intercept } = orderInCoupling(approximate, rng, COUPLINGS.slice(2));
    const fit = COUPLINGS.map((g) => Math.exp(intercept + slope * Math.log(g)));
    return [
      experimentPoints(COUPLINGS, errors, { name, colour }),
      theoryLine(COUPLINGS, fit, { name: `power ${slope.toFixed(2)}`, colour, dash: "dot" }),
    ];
  });
  return composeFigure(
    {
      id: "free-energy-orders",
      title: "Errors of the free energies against the coupling",
      caption: String.raw`Root mean square error of $-\ln Z$ over twelve random machines with fields, of every kind of unit, against the standard deviation of the weights (between ±1 units). Lines are powers fitted to the four weakest couplings; expected are 2 for mean field, 3 and 4 for TAP to second and third order, 3 for one loop.`,
      source: "sheets A33, A34 (criterion T7)",
      status: "standard",
    },
    {
      x: { title: "coupling", log: true, range: [0.0025, 0.125] },
      y: { title: "error in nats", log: true },
      traces,
    },
  );
}

const ENSEMBLES = [
  { w: 0, sigma: 0.8 },
  { w: 1.8, sigma: 1 },
  { w: 0, sigma: 2 },
];
const STEPS = 60;
/** A last change below this means that the iteration is on its way to a fixed point. */
const CLOSE = 1e-6;

function iterationFigure(rng: Rng): Figure {
  const traces = ENSEMBLES.flatMap(({ w, sigma }, colour): Trace[] => {
    const { rbm, weightVariance, start } = plantedMachine(rng.child(colour), { w, sigma });
    const options = { tolerance: 1e-14, maxIterations: STEPS };
    const { changes, m, n } = followIteration(tapStep(rbm, { damping: 0 }), start, options);
    const steps = changes.map((_, t) => t + 1);
    const points = experimentPoints(steps, changes, { name: `<i>σ</i> = ${sigma}, <i>w</i> = ${w}`, colour });
    if (!(changes.at(-1)! < CLOSE)) return [points];
    const rate = messagePassingRate(rbm, weightVariance, m, n);
    const from = changes.findIndex((t) => t < 1e-3);
    const line = steps.slice(from).map((t) => changes[from]! * rate ** (t - steps[from]!));
    return [points, theoryLine(steps.slice(from), line, { name: `rate ${rate.toFixed(3)}`, colour })];
  });
  return composeFigure(
    {
      id: "tap-iteration",
      title: "The TAP iteration converges where its solution is stable",
      caption: String.raw`Change of the hidden means in each step without damping, ±1 units, $320\times160$, random weights $\sigma$ with a planted mode of strength $w$. Lines have the predicted rate $\rho$ at the fixed point; a finite machine may slow down in the last steps, where single modes outlast the bulk. In the spin glass ($\sigma=2$), beyond the line of de Almeida and Thouless, the iteration wanders.`,
      source: "Decelle, Fissore, Furtlehner 2018, sheets B20, B33; our run",
      status: "standard",
    },
    {
      x: { title: "step" },
      y: { title: "change of the hidden means", log: true, range: [1e-12, 100] },
      traces,
    },
  );
}

const BETAS = [0.1, 0.2, 0.35, 0.6, 1];

/** ln Z and its standard error. */
function estimateOf({ logPartition }: MeasuredMachine): { readonly mean: number; readonly error: number } {
  if (typeof logPartition === "number") return { mean: logPartition, error: 0 };
  const { mean, standardError } = independentMean(logPartition);
  return { mean, error: standardError };
}

/** Root mean square error in ln Z of every approximation against β. */
function errorPanel(title: string, machines: readonly (readonly MeasuredMachine[])[]): Panel {
  const betas = machines.map(([first]) => first!.beta);
  const traces = APPROXIMATIONS.flatMap(({ name, freeEnergy }, colour) => {
    if (name === THIRD) return []; // on top of the second order here
    const errors = machines.map((group) => {
      const squares = group.map((s) => (s.beta * freeEnergy(s) + estimateOf(s).mean) ** 2);
      return Math.sqrt(squares.reduce((s, t) => s + t, 0) / squares.length);
    });
    const error = machines.map((group) => Math.max(...group.map((s) => estimateOf(s).error)));
    return experimentPoints(betas, errors, { name, colour, ...(error.some((t) => t > 0) ? { error } : {}) });
  });
  return {
    title,
    x: { title: "inverse temperature <i>β</i>", range: [0, 1.05] },
    y: { title: "error in ln <i>Z</i>, nats", log: true },
    traces,
  };
}

async function trainedFigure(machine: TrainedMachine, seed: number): Promise<Figure> {
  const whole: MeasuredMachine[] = [];
  for (const beta of BETAS) whole.push(await wholeMachine(machine, seed, beta));
  const doubtful = whole.filter(({ doubt }) => doubt !== "").map(({ beta }) => beta);
  const doubts =
    doubtful.length === 0
      ? ""
      : ` Annealing itself is not reliable at β = ${doubtful.join(", ")} (effective sample size below 100): errors there show the order of magnitude only.`;
  return composeFigure(
    {
      id: "free-energies-trained",
      title: "Where each approximation holds on the trained machine",
      caption: `Left: the whole machine (${machine.name}) against annealed importance sampling, error bars its standard error. Right: the same weights with all but twelve hidden units held fast around three test digits, against exact sums. Mean field stands in one solution and misses the others, and its own fluctuations; the corrections bring those back while the machine is warm. The third order of TAP cannot be told from the second here. Points are missing where the TAP iteration does not converge or one loop diverges.${doubts}`,
      source: "sheets A32, A33, A34; our run",
      status: "standard",
    },
    [
      errorPanel(
        "whole machine",
        whole.map((s) => [s]),
      ),
      errorPanel(
        "twelve free hidden units",
        BETAS.map((beta) => clamped(machine, beta)),
      ),
    ],
  );
}
