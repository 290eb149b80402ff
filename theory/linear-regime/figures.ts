/** Growth of the modes: the exponential law on a small exact machine, and the spectrum of a training run. */
import type { Figure } from "../../src/report/figure.ts";
import { composeFigure } from "../../src/report/panels.ts";
import { experimentPoints, spectrumPanel, theoryLine } from "../../src/report/plots.ts";
import type { FigureContext } from "../room.ts";
import { linspace } from "../support/figures.ts";
import { gradientFlow, linearRegime, modesAlong } from "./claims.ts";

export function linearFigures({ rng, machine }: FigureContext): Figure[] {
  return [growthFigure(rng), ...(machine ? [spectrumFigure(machine)] : [])];
}

const DURATION = 10;
const INTERVALS = 20;

function growthFigure(rng: FigureContext["rng"]): Figure {
  const { eigenvalues, amplitudes } = modesAlong(linearRegime, gradientFlow(rng, DURATION, INTERVALS));
  const times = linspace(0, DURATION, INTERVALS + 1);
  const fine = linspace(0, DURATION, 100);
  const traces = [0, 1, 2].flatMap((k) => {
    const start = amplitudes[0]![k]!;
    const name = `<i>c</i><sub>${k + 1}</sub> = ${eigenvalues[k]!.toFixed(2)}`;
    return [
      theoryLine(
        fine,
        fine.map((t) => start * linearRegime.growth(eigenvalues[k]!, 1, t)),
        { name: `theory, ${name}`, colour: k },
      ),
      experimentPoints(
        times,
        amplitudes.map((a) => a[k]!),
        { name: `exact gradient, ${name}`, colour: k },
      ),
    ];
  });
  return composeFigure(
    {
      id: "linear-growth",
      title: "Modes grow one after another",
      caption: String.raw`Length of $e_\alpha^{\mathsf T}W$ along the three leading eigenvectors of $C-D$ under exact gradient ascent from tiny weights ($N=12$, $M=5$, tree-structured data), against $e^{\eta c_\alpha t/4}$. The law holds while the weights are small.`,
      source: "Decelle, Fissore, Furtlehner 2017; sheet A21",
      status: "standard",
    },
    { x: { title: "training time <i>ηt</i>" }, y: { title: "amplitude", log: true }, traces },
  );
}

function spectrumFigure({ snapshots, name }: NonNullable<FigureContext["machine"]>): Figure {
  return composeFigure(
    {
      id: "spectrum-training",
      title: "Singular values during training",
      caption: String.raw`Every singular value of $W$ against the epoch (${name}). Modes leave the initial bulk one after another and pass $\lambda=4$, where a mode of {0,1} units loses its stability.`,
      source: "Toledo-Marín et al. 2025; sheets A21, A25; our run",
    },
    spectrumPanel({
      epochs: snapshots.map((s) => s.epoch),
      spectra: snapshots.map((s) => s.singularValues),
      threshold: 4,
      thresholdLabel: "<i>λ</i> = 4",
    }),
  );
}
