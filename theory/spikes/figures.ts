/** The outlier and its overlaps against the strength of the feature. */
import { independentMean } from "../../src/numeric/index.ts";
import type { Figure } from "../../src/report/figure.ts";
import { composeFigure, type Panel } from "../../src/report/panels.ts";
import { experimentPoints, theoryLine } from "../../src/report/plots.ts";
import { marchenkoPastur } from "../initial-spectrum/marchenko-pastur.ts";
import type { FigureContext } from "../room.ts";
import { linspace } from "../support/figures.ts";
import { drawOutliers, type SpikeDraw } from "./claims.ts";
import { spikeLaw } from "./spiked-spectrum.ts";

const ENSEMBLE = { visible: 200, hidden: 100, sigma: 1 / Math.sqrt(200) };

export function spikeFigures({ rng, budget }: FigureContext): Figure[] {
  const law = spikeLaw(ENSEMBLE);
  const edge = marchenkoPastur(ENSEMBLE).edges[1];
  const strengths = linspace(0.3, 2.7, 9);
  const draws = Array.from(strengths, (theta) =>
    drawOutliers(rng.child(`θ = ${theta}`), ENSEMBLE, theta, budget === "full" ? 40 : 12),
  );
  const fine = linspace(0, 2.8, 300);
  const measured = (key: keyof SpikeDraw, name: string, colour: number) => {
    const means = draws.map((d) => independentMean(d.map((one) => one[key])));
    return experimentPoints(
      strengths,
      means.map((m) => m.mean),
      { name, colour, error: means.map((m) => m.standardError) },
    );
  };
  const outlier = fine.map((t) => (t > law.threshold ? law.outlier(t) : edge));
  const at = { axis: "x" as const, at: law.threshold, label: "<i>σ</i>(<i>NM</i>)<sup>¼</sup>" };
  const strength = { title: "strength <i>θ</i> of the feature" };
  const panels: Panel[] = [
    {
      x: strength,
      y: { title: "largest singular value" },
      thresholds: [at],
      traces: [theoryLine(fine, outlier, { name: "theory" }), measured("outlier", "200×100 draws", 0)],
    },
    {
      x: strength,
      y: { title: "squared overlap with the feature" },
      thresholds: [at],
      traces: [
        theoryLine(fine, fine.map(law.leftOverlap), { name: "visible side", colour: 1 }),
        theoryLine(fine, fine.map(law.rightOverlap), { name: "hidden side", colour: 2 }),
        measured("left", "visible side, draws", 1),
        measured("right", "hidden side, draws", 2),
      ],
    },
  ];
  return [
    composeFigure(
      {
        id: "spike-transition",
        title: "A feature leaves the bulk",
        caption: String.raw`Largest singular value of $\sigma_W G+\theta pq^{\mathsf T}$ and its squared overlaps with the planted directions against the law of the transition. Error bars: one standard error over the draws; just below the transition a finite machine already shows some overlap.`,
        source: "sheet A20; Benaych-Georges and Nadakuditi 2012",
        status: "standard",
      },
      panels,
    ),
  ];
}
