/** Figures of the room: F6 to F8 of the sheet, and the variance of modes over an extensive bulk. */
import { independentMean, linearRegression } from "../../src/numeric/index.ts";
import type { Figure } from "../../src/report/figure.ts";
import { composeFigure } from "../../src/report/panels.ts";
import { experimentPoints, theoryLine } from "../../src/report/plots.ts";
import type { FigureContext } from "../room.ts";
import { linspace } from "../support/figures.ts";
import { haarParticipation, SIZES } from "./claims.ts";
import { measureBulk } from "./claims-bulk.ts";
import { densityFigures } from "./figures-densities.ts";
import { scatterFigures } from "./figures-scatter.ts";
import { kurtosisOfMode, modeCovariance, solveBulkStiffness } from "./gaussian-law.ts";

const PAPER = "Toledo-Marín et al. 2025";

export async function limitFigures(context: FigureContext): Promise<Figure[]> {
  return [...densityFigures(context), kurtosisFigure(context), ...(await scatterFigures(context)), bulkFigure(context)];
}

function kurtosisFigure({ rng }: FigureContext): Figure {
  const means = haarParticipation(rng.child("kurtosis"), 1).map((q) => independentMean(q.map(kurtosisOfMode)));
  const inverse = SIZES.map((n) => 1 / n);
  const fit = linearRegression(
    inverse,
    means.map((m) => m.mean),
  );
  const line = linspace(0, 1 / 450, 50);
  return composeFigure(
    {
      id: "kurtosis-size",
      title: "Kurtosis approaches 3 as 1/N",
      caption: String.raw`Mean kurtosis $3-2\sum U^4$ over 500 Haar vectors a size, error bars one standard error, against $3-6/(N+2)$. The fitted line has slope ${fit.slope.toFixed(2)} and intercept ${fit.intercept.toFixed(5)}.`,
      source: `${PAPER}, sheet A41 (figure F7)`,
      status: "reconstruction",
    },
    {
      x: { title: "1/<i>N</i>" },
      y: { title: "kurtosis" },
      thresholds: [{ axis: "y", at: 3, label: "Gaussian" }],
      traces: [
        theoryLine(
          line,
          line.map((t) => 3 - (6 * t) / (1 + 2 * t)),
          { name: "3 − 6/(N+2)" },
        ),
        experimentPoints(
          inverse,
          means.map((m) => m.mean),
          { name: "Haar vectors", error: means.map((m) => m.standardError) },
        ),
      ],
    },
  );
}

const SIZE = 100;

function bulkFigure({ rng, budget }: FigureContext): Figure {
  const { modes, variance } = measureBulk(rng.child("bulk"), SIZE, 1.5, 30, budget === "full" ? 3000 : 300);
  const r = solveBulkStiffness(modes.lambda, SIZE, SIZE);
  const lambda = modes.lambda.slice(0, variance.length);
  return composeFigure(
    {
      id: "bulk-variance",
      title: "Modes over an extensive bulk",
      caption: String.raw`$\langle\delta x_\alpha^2\rangle$ of the twenty leading modes of a simulated 100×100 machine with $\sigma_W\sqrt N=1.5$, with the stiffness that the bulk imposes (A44, a reconstruction) and without it (A43).`,
      source: `${PAPER}, sheets A43, A44`,
      status: "reconstruction",
    },
    {
      x: { title: "singular value <i>λ</i>" },
      y: { title: "variance of <i>x</i>" },
      traces: [
        theoryLine(
          lambda,
          lambda.map((t) => modeCovariance(t, r.visible, r.hidden).varianceX),
          { name: "with the bulk" },
        ),
        theoryLine(
          lambda,
          lambda.map((t) => modeCovariance(t).varianceX),
          { name: "single modes", colour: 1, dash: "dash" },
        ),
        experimentPoints(lambda, variance, { name: "simulation" }),
      ],
    },
  );
}
