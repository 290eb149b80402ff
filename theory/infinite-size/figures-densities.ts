/** Figure F6 of the sheet: densities of reciprocal variables over random states, untrained and trained. */
import { histogram, histogramDensity, normalPdf } from "../../src/numeric/index.ts";
import type { Figure, Trace } from "../../src/report/figure.ts";
import { composeFigure, type Panel } from "../../src/report/panels.ts";
import { experimentPoints, theoryLine } from "../../src/report/plots.ts";
import { PAPER_ENSEMBLE } from "../initial-spectrum/claims.ts";
import type { FigureContext } from "../room.ts";
import { drawWeights } from "../support/draws.ts";
import { linspace } from "../support/figures.ts";
import { type ModeSample, STATES, sampleModes } from "./densities.ts";

interface Drawn {
  readonly name: string;
  readonly samples: readonly ModeSample[];
}

export function densityFigures({ rng, machine }: FigureContext): Figure[] {
  const untrained = machine?.initial.W ?? drawWeights(PAPER_ENSEMBLE, rng.child("weights"));
  const drawn: Drawn[] = [
    { name: "untrained", samples: sampleModes(untrained, rng.child("untrained")) },
    ...(machine ? [{ name: "trained", samples: sampleModes(machine.rbm.W, rng.child("trained")) }] : []),
  ];
  return (["x", "y"] as const).map((side) => densityFigure(side, drawn));
}

function densityFigure(side: "x" | "y", drawn: readonly Drawn[]): Figure {
  const half = drawn[0]!.samples.length / 2;
  const first = side === "x" ? 0 : half;
  const panels = Array.from({ length: half }, (_, k) => densityPanel(drawn, first + k));
  const [layer, vectors, unit] = side === "x" ? ["visible", "U", "i"] : ["hidden", "V", "j"];
  return composeFigure(
    {
      id: `reciprocal-densities-${side}`,
      title: `Reciprocal variables of random states, ${layer} layer`,
      caption: String.raw`Density of $${side}_\alpha-\tfrac12\sum_{${unit}}${vectors}_{${unit}\alpha}$ over ${STATES.toLocaleString("en")} uniformly random states, error bars $\sqrt{\text{count}}$, against the normal law of variance $\tfrac14$.`,
      source: "Toledo-Marín et al. 2025, sheets A40, A42 (figure F6)",
      status: "as printed",
    },
    panels,
    { columns: 3 },
  );
}

const REACH = 2;
const BINS = 25;

function densityPanel(drawn: readonly Drawn[], index: number): Panel {
  const at = linspace(-REACH, REACH, 121);
  return {
    x: { title: `${drawn[0]!.samples[index]!.name} less its mean` },
    y: { title: "density" },
    traces: [
      theoryLine(
        at,
        at.map((t) => 2 * normalPdf(2 * t)),
        { name: "normal law" },
      ),
      ...drawn.map(({ name, samples }, k) => densityPoints(name, samples[index]!, k + 1)),
    ],
  };
}

function densityPoints(name: string, { values, columnSum }: ModeSample, colour: number): Trace {
  const counted = histogram(
    values.map((t) => t - columnSum / 2),
    { low: -REACH, high: REACH, bins: BINS },
  );
  const centres = Float64Array.from(counted.counts, (_, b) => (counted.edges[b]! + counted.edges[b + 1]!) / 2);
  const density = histogramDensity(counted);
  const error = density.map((t, b) => t / Math.sqrt(Math.max(1, counted.counts[b]!)));
  return experimentPoints(centres, density, { name, error, colour });
}
