/** Error of the Gaussian ln Z against the inverse temperature. */
import { convergenceOrder } from "../../src/numeric/index.ts";
import { logPartitionExact } from "../../src/rbm/exact/index.ts";
import type { Figure } from "../../src/report/figure.ts";
import { composeFigure } from "../../src/report/panels.ts";
import { experimentPoints, theoryLine } from "../../src/report/plots.ts";
import type { FigureContext } from "../room.ts";
import { linspace } from "../support/figures.ts";
import { randomMachine } from "../support/machines.ts";
import { logPartitionGaussian } from "./log-partition.ts";

export function partitionFigures({ rng }: FigureContext): Figure[] {
  const rbm = randomMachine(rng, { visible: 8, hidden: 8, weights: 1, fields: 1 });
  const betas = Array.from(linspace(Math.log(0.03), Math.log(0.5), 12), Math.exp);
  const errors = betas.map((beta) =>
    Math.abs(logPartitionGaussian(rbm, { beta }).value - logPartitionExact(rbm, { beta })),
  );
  const { slope } = convergenceOrder(betas.slice(0, 6), errors.slice(0, 6));
  const law = betas.map((beta) => errors[0]! * (beta / betas[0]!) ** 4);
  return [
    composeFigure(
      {
        id: "gaussian-partition-error",
        title: "Error of the Gaussian partition function",
        caption: String.raw`$|\ln Z_{\rm mf}-\ln Z|$ of a random 8×8 machine against the inverse temperature; the fitted order over the first six points is ${slope.toFixed(2)}. The first cumulant that the Gaussian lacks is the fourth, hence $\beta^4$.`,
        source: "Toledo-Marín et al. 2025, sheets A35, A36, A38",
        status: "corrected",
      },
      {
        x: { title: "inverse temperature <i>β</i>", log: true },
        y: { title: "error of ln <i>Z</i>, nats", log: true },
        traces: [
          theoryLine(betas, law, { name: "β⁴ through the first point" }),
          experimentPoints(betas, errors, { name: "against exact sums" }),
        ],
      },
    ),
  ];
}
