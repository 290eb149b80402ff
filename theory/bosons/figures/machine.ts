/** Vertices against the size, and all boson energies of the machine at hand: reconstructions. */
import type { Figure } from "../../../src/report/figure.ts";
import { composeFigure } from "../../../src/report/panels.ts";
import { experimentPoints, sampleCloud, theoryLine } from "../../../src/report/plots.ts";
import type { FigureContext } from "../../room.ts";
import { linspace } from "../../support/figures.ts";
import { haarVertices, verticesOverSizes } from "../field/claims.ts";
import { bosonSpectrum } from "../modes/spectrum.ts";
import { SOURCE } from "./levels.ts";

export function decouplingFigure({ rng, budget }: FigureContext): Figure {
  const sizes = budget === "full" ? [32, 64, 128, 256, 512, 1024] : [32, 64, 128, 256];
  const found = verticesOverSizes(rng.child("vertices"), sizes);
  const n = linspace(24, sizes.at(-1)! * 1.3, 100);
  const panel = (which: "self" | "pair", name: string, colour: number) => [
    theoryLine(
      n,
      n.map((t) => haarVertices[which](t)),
      { name: `${name}, theory`, colour },
    ),
    experimentPoints(
      sizes,
      found.map((f) => f[which]),
      { name: `${name}, machines`, colour },
    ),
  ];
  return composeFigure(
    {
      id: "boson-decoupling",
      title: "Vertices fall as 1/N (reconstruction)",
      caption: String.raw`Mean vertices over all modes of untrained $N\times N$ machines: of a mode with itself, $3/(N+2)$, and between two modes, $1/(N+2)$, in units of $\tfrac43$.`,
      source: `${SOURCE} A45`,
      status: "reconstruction",
    },
    {
      x: { title: "<i>N</i>", log: true },
      y: { title: "vertex", log: true },
      traces: [...panel("self", "one mode", 0), ...panel("pair", "two modes", 1)],
    },
  );
}

/** Undefined where there is no trained machine. */
export function machineFigure({ machine }: FigureContext): Figure | undefined {
  if (!machine) return undefined;
  const after = bosonSpectrum(machine.rbm);
  const before = bosonSpectrum(machine.initial);
  const ranks = (x: Float64Array, first = 1): number[] => Array.from(x, (_, k) => first + k);
  const spectra = [
    { of: "before training", spectrum: before, colour: 0 },
    { of: "after training", spectrum: after, colour: 1 },
  ];
  return composeFigure(
    {
      id: "machine-bosons",
      title: "Boson energies of the trained machine (reconstruction)",
      caption: String.raw`$\Omega_u=\sqrt{4-\lambda_\alpha}$ and $\Omega_w=\sqrt{4+\lambda_\alpha}$ of every mode of the ${machine.name} before and after training, by rank. After training ${after.unstable} of ${after.w.length} modes have $\lambda_\alpha\ge4$ and no vacuum along $u$: there the figure shows the rate of growth $\sqrt{\lambda_\alpha-4}$ as a negative number.`,
      source: `${SOURCE} A47`,
      status: "reconstruction",
    },
    {
      x: { title: "rank of the mode <i>α</i>", log: true },
      y: { title: "boson energy" },
      thresholds: [{ axis: "y", at: 0, label: "no vacuum below" }],
      traces: spectra.flatMap(({ of, spectrum, colour }) => [
        sampleCloud(ranks(spectrum.coupling), [...Array.from(spectrum.growth, (t) => -t), ...spectrum.u], {
          name: `<i>u</i>, ${of}`,
          colour,
        }),
        sampleCloud(ranks(spectrum.w), spectrum.w, { name: `<i>w</i>, ${of}`, colour, symbol: "diamond" }),
      ]),
    },
  );
}
