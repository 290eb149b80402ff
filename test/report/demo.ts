/**
 * A report that looks like a real one, made for tests only: the numbers are drawn or invented, no claim is judged.
 */

import { Rng } from "../../src/numeric/random.ts";
import type { Figure } from "../../src/report/figure.ts";
import { imageGridPanel } from "../../src/report/images.ts";
import { composeFigure } from "../../src/report/panels.ts";
import {
  experimentPoints,
  histogramPanel,
  landscapePanel,
  sampleCloud,
  spectrumPanel,
  theoryLine,
} from "../../src/report/plots.ts";

const range = (n: number, low: number, high: number): number[] =>
  Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1));

export function comparisonFigure(): Figure {
  const rng = Rng.fromSeed(3);
  const theta = range(61, 0.05, 3);
  const law = (t: number): number => Math.sqrt((t * t + 0.12) * (t * t + 0.06)) / t;
  const overlap = (t: number): number => Math.max(0, (t ** 4 - 0.0072) / (t * t * (t * t + 0.12)));
  const measured = range(13, 0.3, 2.9);
  const noise = measured.map(() => 0.05 * rng.normal());
  const error = measured.map(() => 0.05);
  return composeFigure(
    {
      id: "spike-and-bulk",
      title: "A feature leaves the bulk",
      caption:
        "Largest singular value of $W = \\sigma_W G + \\theta p q^{\\mathsf T}$ against $\\theta$; bars are one standard error over 20 draws.",
      source: "Benaych-Georges & Nadakuditi 2012",
      status: "standard",
    },
    {
      x: { title: "strength of the feature <i>θ</i>", range: [0, 3] },
      y: { title: "<i>λ</i><sub>out</sub>, overlap", range: [0, 3.2] },
      traces: [
        theoryLine(theta.slice(5), theta.slice(5).map(law), { name: "theory, <i>λ</i><sub>out</sub>" }),
        experimentPoints(
          measured,
          measured.map((t, i) => law(t) + noise[i]!),
          { error, name: "20 draws" },
        ),
        theoryLine(theta, theta.map(overlap), { colour: 1, name: "theory, overlap" }),
        experimentPoints(
          measured,
          measured.map((t, i) => overlap(t) + noise[i]! / 2),
          { colour: 1, error, symbol: "square", name: "20 draws, overlap" },
        ),
      ],
      thresholds: [{ axis: "x", at: 0.29, label: "<i>θ</i><sub>BBP</sub>" }],
    },
  );
}

export function histogramFigure(): Figure {
  const rng = Rng.fromSeed(1);
  const x = range(200, -4, 4);
  return composeFigure(
    {
      id: "initial-spectrum",
      title: "Components of a singular vector at initialisation",
      caption: "Components of $\\sqrt{N}\\,U_1$ and the normal density; Poisson error bars.",
      source: "Toledo-Marín et al. 2025",
      status: "reconstruction",
    },
    histogramPanel(
      {
        samples: Float64Array.from({ length: 4000 }, () => rng.normal()),
        bins: 40,
        range: [-4, 4],
        name: "784×500, one draw",
      },
      { x, y: x.map((t) => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI)), name: "Porter–Thomas" },
      { x: { title: "√<i>N</i> <i>U</i><sub><i>i</i>1</sub>", range: [-4, 4] } },
    ),
  );
}

export function landscapeFigure(): Figure {
  const rng = Rng.fromSeed(2);
  const axis = range(41, -3, 3);
  const panels = [12.4, 3.1, 0.9, 0.06].map((lambda, i) => {
    const saddle: [number, number] = [0.4 - 0.2 * i, -0.3 + 0.1 * i];
    const energy = (x: number, y: number): number => -(lambda * (x - saddle[0]) * (y - saddle[1])) / 1284;
    const cloud = Array.from({ length: 60 }, () => [rng.normal() * 0.5, rng.normal() * 0.5] as const);
    return landscapePanel({
      title: `mode ${[1, 2, 30, 498][i]}, <i>λ</i> = ${lambda}`,
      x: axis,
      y: axis,
      z: axis.map((y) => axis.map((x) => energy(x, y))),
      saddle,
      saddleEnergy: 0,
      xAxis: { title: "<i>x</i>" },
      yAxis: { title: "<i>y</i>" },
      clouds: [
        sampleCloud(
          cloud.map((c) => c[0] + 0.6),
          cloud.map((c) => c[1] + 0.5),
          { colour: 6, name: "test digits" },
        ),
        sampleCloud(
          cloud.map((c) => c[1]),
          cloud.map((c) => c[0]),
          { colour: 2, symbol: "diamond", name: "Gibbs samples" },
        ),
      ],
    });
  });
  return composeFigure(
    {
      id: "landscape",
      title: "Energy landscape of four modes",
      caption: "Contours of $E_\\alpha/(N+M)$; the star marks $(x^*_\\alpha, y^*_\\alpha)$.",
      source: "Toledo-Marín et al. 2025",
      status: "reconstruction",
    },
    panels,
  );
}

export function spectrumFigure(log = false): Figure {
  const epochs = range(21, 0, 20);
  const spectra = epochs.map((t) =>
    Float64Array.from(
      { length: 120 },
      (_, k) => 0.5 - 0.0035 * k + (12 / (1 + k / 3)) * (1 - Math.exp((-t * (1 + 4 / (k + 1))) / 14)),
    ),
  );
  return composeFigure(
    {
      id: log ? "spectrum-log" : "spectrum",
      title: "Singular values during training",
      caption: "One line a mode. A mode condenses when $\\lambda_\\alpha > 4$.",
      source: "own training run",
    },
    spectrumPanel({
      epochs,
      spectra,
      threshold: 4,
      thresholdLabel: "<i>λ</i> = 4",
      ...(log ? { yAxis: { title: "<i>λ</i><sub>α</sub>", log: true, range: [0.05, 20] } } : {}),
    }),
  );
}

export function weightsFigure(): Figure {
  const rng = Rng.fromSeed(5);
  const blob = (): Float64Array => {
    const [cx, cy, s] = [8 + 12 * rng.uniform(), 8 + 12 * rng.uniform(), rng.uniform() < 0.5 ? 1 : -1];
    return Float64Array.from({ length: 784 }, (_, k) => {
      const d = ((k % 28) - cx) ** 2 + (Math.floor(k / 28) - cy) ** 2;
      return s * (Math.exp(-d / 14) - 0.5 * Math.exp(-d / 50)) + 0.05 * rng.normal();
    });
  };
  return composeFigure(
    {
      id: "weights",
      title: "Weights of 40 hidden units",
      caption: "Each image is one column of $W$.",
      source: "own training run",
      interactive: false,
    },
    imageGridPanel({ images: Array.from({ length: 40 }, blob), width: 28, height: 28, columns: 10, scale: "weights" }),
    { panelHeight: 280 },
  );
}

export function demoFigures(): Figure[] {
  return [
    comparisonFigure(),
    histogramFigure(),
    landscapeFigure(),
    spectrumFigure(),
    spectrumFigure(true),
    weightsFigure(),
  ];
}
