/** Figure F8 of the sheet: x against y mode by mode, their correlation, and the kurtosis along u. */
import { column, type Matrix } from "../../src/numeric/matrix.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { uniformStates } from "../../src/rbm/sampling.ts";
import type { Figure } from "../../src/report/figure.ts";
import { composeFigure, type Panel } from "../../src/report/panels.ts";
import { experimentPoints, sampleCloud, theoryLine } from "../../src/report/plots.ts";
import { reciprocalVariables } from "../reciprocal-space/variables.ts";
import type { FigureContext } from "../room.ts";
import { linspace } from "../support/figures.ts";
import { describeRun, machineSamples, RECORDS } from "../support/samples.ts";
import { plantedModes, WARM, warmModes } from "./claims-correlation.ts";
import { correlationOfMode, type MeasuredMode, measureModes, selectModes } from "./correlation.ts";
import { shownModes } from "./densities.ts";
import { kurtosisOfUniformMode } from "./uniform.ts";

const PAPER = "Toledo-Marín et al. 2025";

export async function scatterFigures(context: FigureContext): Promise<Figure[]> {
  const { machine, rng, budget } = context;
  if (!machine) return [await correlationFigure(context), kurtosisFigure()];
  const { rbm } = machine;
  const samples = await machineSamples(machine, rng.seed, budget);
  const all = singularModes(rbm);
  const leading = Array.from({ length: Math.min(CURVE, all.lambda.length) }, (_, k) => k);
  const measured = measureModes(rbm, selectModes(all, leading), samples, samples.v.rows / RECORDS);
  const scatter = scatterFigure(context, rbm, selectModes(all, shownModes(all.lambda.length)), samples);
  return [scatter, await correlationFigure(context, measured), kurtosisFigure(measured)];
}

/** Modes of the trained machine in the curves. */
const CURVE = 60;
/** States in each cloud. */
const CLOUD = 200;

function scatterFigure(
  { rng, budget }: FigureContext,
  rbm: Rbm,
  modes: SingularModes,
  samples: { readonly v: Matrix; readonly h: Matrix },
): Figure {
  const numbers = shownModes(Math.min(rbm.visible, rbm.hidden)).map((k) => k + 1);
  const stream = rng.child("random states");
  const random = {
    v: uniformStates(CLOUD, rbm.visible, rbm.visibleUnits, stream.child("visible")),
    h: uniformStates(CLOUD, rbm.hidden, rbm.hiddenUnits, stream.child("hidden")),
  };
  const clouds = [random, samples].map(({ v, h }) => reciprocalVariables(modes, v, h));
  const measured = measureModes(rbm, modes, samples, samples.v.rows / RECORDS);
  const panels = measured.map(({ lambda, correlation }, k): Panel => {
    const words = `${correlation.mean.toFixed(3)} ± ${correlation.standardError.toFixed(3)}`;
    return {
      title: `<i>λ</i> = ${lambda.toPrecision(3)}, corr ${words}`,
      x: { title: `<i>x</i><sub>${numbers[k]}</sub>` },
      y: { title: `<i>y</i><sub>${numbers[k]}</sub>` },
      traces: clouds.map(({ x, y }, c) =>
        sampleCloud(column(x, k).subarray(0, CLOUD), column(y, k).subarray(0, CLOUD), {
          name: c === 0 ? "random states" : "Gibbs samples",
          colour: c,
        }),
      ),
    };
  });
  return composeFigure(
    {
      id: "mode-scatter",
      title: "The two layers along single modes",
      caption: String.raw`$(x_\alpha,y_\alpha)$ of uniformly random states and of Gibbs samples of the trained machine (${describeRun(budget)}), with the correlation of the latter and its standard error.`,
      source: `${PAPER}, sheet A43 (figure F8); our run`,
      status: "as printed",
    },
    panels,
    { columns: 3 },
  );
}

/** Measured correlations, the law λ/4 and the prediction with conditional variances. */
function correlationPanel(title: string, modes: readonly MeasuredMode[]): Panel {
  const lambda = modes.map((m) => m.lambda);
  const far = Math.min(4, Math.max(...lambda));
  return {
    title,
    x: { title: "<i>βλ</i>" },
    y: { title: "corr(<i>x</i>, <i>y</i>)" },
    traces: [
      theoryLine([0, far], [0, far / 4], { name: "<i>βλ</i>/4", colour: 0 }),
      experimentPoints(lambda, modes.map(correlationOfMode), {
        name: "<i>βλ</i>√(<i>k</i><sub>v</sub><i>k</i><sub>h</sub>)",
        colour: 2,
        symbol: "diamond",
      }),
      experimentPoints(
        lambda,
        modes.map((m) => m.correlation.mean),
        { name: "measured", colour: 1, error: modes.map((m) => m.correlation.standardError) },
      ),
    ],
  };
}

async function correlationFigure({ rng, machine }: FigureContext, cold?: readonly MeasuredMode[]): Promise<Figure> {
  const planted = correlationPanel("planted modes, 300×300", await plantedModes(rng.child("planted"), 1));
  const trained =
    machine && cold
      ? [
          correlationPanel(`trained, <i>βλ</i><sub>1</sub> = ${WARM}`, await warmModes(rng.child("warm"), machine, 1)),
          correlationPanel("trained, <i>β</i> = 1", cold),
        ]
      : [];
  return composeFigure(
    {
      id: "mode-correlation",
      title: "Correlation of the two layers along a mode",
      caption: String.raw`Measured $\operatorname{corr}(x_\alpha,y_\alpha)$ with standard errors, against $\beta\lambda/4$ (A43) and against $\beta\lambda\sqrt{k_vk_h}$ with the mean conditional variances of the units (a reconstruction). The first holds for few modes without fields, the second also for the trained weights while their modes are Gaussian; at $\beta=1$ the trained machine has many broken modes and neither does.`,
      source: `${PAPER}, sheets A43, A44 (figure F8); our run`,
      status: "reconstruction",
    },
    [planted, ...trained],
    { columns: trained.length > 0 ? 3 : 1 },
  );
}

function kurtosisFigure(cold?: readonly MeasuredMode[]): Figure {
  const lambda = linspace(0.5, 7, 27);
  const exact = [50, 200].map((n, k) =>
    theoryLine(
      lambda,
      lambda.map((t) => kurtosisOfUniformMode(n, t)),
      { name: `one uniform mode, <i>N</i> = <i>M</i> = ${n}`, colour: k },
    ),
  );
  const thresholds = [{ axis: "y", at: 2.2, label: "2.2" }] as const;
  const panel: Panel = { x: { title: "<i>λ</i>" }, y: { title: "kurtosis of <i>u</i>" }, traces: exact, thresholds };
  const trained: Panel[] = cold
    ? [
        {
          title: "trained machine, <i>β</i> = 1",
          x: { title: "mode <i>α</i>" },
          y: { title: "kurtosis of <i>u</i>" },
          thresholds,
          traces: [
            experimentPoints(
              cold.map((_, k) => k + 1),
              cold.map((m) => m.kurtosis.mean),
              { name: "Gibbs samples", colour: 2, error: cold.map((m) => m.kurtosis.standardError) },
            ),
          ],
        },
      ]
    : [];
  return composeFigure(
    {
      id: "mode-kurtosis",
      title: "Two humps beyond the transition",
      caption: String.raw`Exact kurtosis of $u$ of a machine with one uniform mode: 3 below $\lambda=4$, 2.188 at it in a large machine, towards 1 beyond.${cold ? aboutTrained(cold) : ""}`,
      source: `${PAPER}, sheets A29, A43 (figure F8)`,
      status: "reconstruction",
    },
    [panel, ...trained],
  );
}

function aboutTrained(cold: readonly MeasuredMode[]): string {
  const values = cold.map((m) => m.kurtosis.mean);
  const few = values.filter((t) => t < 2.2).length;
  return ` The ${cold.length} leading modes of the trained machine are broken together: their kurtosis lies between ${Math.min(...values).toFixed(1)} and ${Math.max(...values).toFixed(1)}, below 2.2 for ${few} of them.`;
}
