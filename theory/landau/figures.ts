/** The order parameter of a mode through its transition, mean field against the Landau expansion. */
import type { Figure } from "../../src/report/figure.ts";
import { composeFigure } from "../../src/report/panels.ts";
import { experimentPoints, theoryLine } from "../../src/report/plots.ts";
import type { FigureContext } from "../room.ts";
import { linspace } from "../support/figures.ts";
import { solveBroken } from "./claims-order.ts";
import { landauBarrier, landauOrderParameter } from "./expansion.ts";

export function landauFigures({ rng }: FigureContext): Figure[] {
  const solved = [0.01, 0.03, 0.06, 0.1, 0.15, 0.2].map((excess) => solveBroken(rng.child("mode"), excess, "binary"));
  const { participation } = solved[0]!.mode;
  const lambda = linspace(3.6, 4.85, 120);
  const modeAt = (t: number) => ({ lambda: t, participation, units: "binary" as const });
  const at = solved.map((b) => b.mode.lambda);
  const transition = { axis: "x" as const, at: 4, label: "<i>λ</i> = 4" };
  return [
    composeFigure(
      {
        id: "landau-order-parameter",
        title: "A mode condenses at λ = 4",
        caption:
          "Order parameter $u_*$ of a centred 300×200 machine with one mode and the depth of its minimum, by solving the mean-field equations, against the Landau expansion. The expansion is exact at the transition and overestimates beyond it.",
        source: "Toledo-Marín et al. 2025, sheet A26",
        status: "reconstruction",
      },
      [
        {
          x: { title: "singular value <i>λ</i>" },
          y: { title: "<i>u</i><sub>*</sub>" },
          thresholds: [transition],
          traces: [
            theoryLine(
              lambda,
              lambda.map((t) => landauOrderParameter(modeAt(t))),
              { name: "Landau" },
            ),
            experimentPoints(
              at,
              solved.map((b) => b.orderParameter),
              { name: "mean field" },
            ),
          ],
        },
        {
          x: { title: "singular value <i>λ</i>" },
          y: { title: "depth Δ<i>F</i>" },
          thresholds: [transition],
          traces: [
            theoryLine(
              lambda,
              lambda.map((t) => landauBarrier(modeAt(t))),
              { name: "Landau" },
            ),
            experimentPoints(
              at,
              solved.map((b) => b.depth),
              { name: "mean field" },
            ),
          ],
        },
      ],
    ),
  ];
}
