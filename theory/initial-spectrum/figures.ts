/** Figures F2 and F5 of the sheet: the density of singular values before and after training. */

import { singularValueDecomposition } from "../../src/numeric/svd.ts";
import type { Figure } from "../../src/report/figure.ts";
import { composeFigure } from "../../src/report/panels.ts";
import { histogramPanel, histogramTrace, theoryLine } from "../../src/report/plots.ts";
import type { FigureContext } from "../room.ts";
import { drawWeights } from "../support/draws.ts";
import { linspace } from "../support/figures.ts";
import { PAPER_ENSEMBLE } from "./claims.ts";
import { marchenkoPastur } from "./marchenko-pastur.ts";

const LAMBDA = { title: "singular value <i>λ</i>" };
const PAPER = "Toledo-Marín et al. 2025";

export function spectrumFigures(context: FigureContext): Figure[] {
  return [untrainedSpectrum(context), ...(context.machine ? [trainedSpectrum(context)] : [])];
}

/** Singular values of untrained machines against the Marchenko–Pastur density. */
function untrainedSpectrum({ rng, budget }: FigureContext): Figure {
  const draws = budget === "full" ? 20 : 3;
  const samples = Array.from(
    { length: draws },
    (_, k) => singularValueDecomposition(drawWeights(PAPER_ENSEMBLE, rng.child(k)), { vectors: "none" }).s,
  ).flatMap((s) => [...s]);
  const law = marchenkoPastur(PAPER_ENSEMBLE);
  const x = linspace(...law.edges, 400);
  const panel = histogramPanel(
    { samples, bins: budget === "full" ? 100 : 40, range: law.edges, name: `${draws} draws of 784×500` },
    { x, y: x.map(law.density), name: "Marchenko–Pastur" },
    { x: LAMBDA },
  );
  return composeFigure(
    {
      id: "initial-spectrum",
      title: "Singular values before training",
      caption: String.raw`Density of the singular values of untrained weights, $N=784$, $M=500$, $\sigma_W=0.01$, against the Marchenko–Pastur law. All of them lie far below $\lambda=4$.`,
      source: `${PAPER}, sheet A16 (figure F2)`,
      status: "as printed",
    },
    panel,
  );
}

/** The spectrum of the trained machine: what is left of the bulk, and the modes that training pulled out of it. */
function trainedSpectrum({ machine }: FigureContext): Figure {
  const { rbm, initial, name } = machine!;
  const values = (W: typeof rbm.W): Float64Array => singularValueDecomposition(W, { vectors: "none" }).s;
  const after = values(rbm.W);
  const before = values(initial.W);
  const top = Math.ceil(after[0]! * 1.05);
  const panel = {
    x: LAMBDA,
    y: { title: "density", log: true },
    traces: [
      histogramTrace({ samples: after, bins: 2 * top, range: [0, top], name: "trained" }),
      theoryLine([before.at(-1)!, before.at(-1)!, before[0]!, before[0]!], [1e-3, 2, 2, 1e-3], {
        name: "extent of the initial spectrum",
        colour: 2,
        dash: "dot",
      }),
    ],
    thresholds: [{ axis: "x" as const, at: 4, label: "<i>λ</i> = 4" }],
  };
  const above = after.filter((t) => t > 4).length;
  return composeFigure(
    {
      id: "trained-spectrum",
      title: "Singular values after training",
      caption: String.raw`Density of the singular values of the trained machine (${name}): ${String(above)} modes beyond $\lambda=4$, the largest at ${after[0]!.toFixed(2)}. The dotted box is the extent of the spectrum before the first update.`,
      source: `${PAPER}, sheet A16 (figure F5); our run`,
    },
    panel,
  );
}
