/** Figures of the Gibbs sampler's memory and of the reverse process. */
import { normalPdf } from "../../../src/numeric/special.ts";
import type { Figure } from "../../../src/report/figure.ts";
import { composeFigure } from "../../../src/report/panels.ts";
import { experimentPoints, histogramPanel, theoryLine } from "../../../src/report/plots.ts";
import type { FigureContext } from "../../room.ts";
import { linspace } from "../../support/figures.ts";
import { measurePlanted } from "../claims/gibbs.ts";
import { REVERSED, reversedPaths } from "../claims/noising.ts";
import { noisedLaw } from "../process/noising.ts";

const PAPER = "Toledo-Marín et al. 2025";

/** Autocorrelation per sweep through the threshold. */
export async function gibbsFigure({ rng, budget }: FigureContext): Promise<Figure> {
  const lambdas = [1, 2, 3, 3.6, 4, 5];
  const [size, sweeps] = budget === "full" ? [600, 200] : [200, 60];
  const measured = [];
  for (const lambda of lambdas) measured.push(await measurePlanted(rng.child(lambda), lambda, size, 100, sweeps));
  const at = linspace(0, 4, 80);
  return composeFigure(
    {
      id: "diffusion-gibbs",
      title: "Block Gibbs sampling slows down",
      caption: String.raw`Autocorrelation per sweep of a planted random mode in simulated ${size}×${size} binary machines, error bars from the scatter between 100 chains, against $\lambda^2/16$ of the Gaussian regime. Near and beyond the threshold the size of the machine keeps it below one.`,
      source: `standard; sheet A55 for ${PAPER}`,
      status: "standard",
    },
    {
      x: { title: "singular value <i>λ</i>" },
      y: { title: "autocorrelation per sweep" },
      thresholds: [{ axis: "x", at: 4, label: "<i>λ</i> = 4" }],
      traces: [
        theoryLine(
          at,
          at.map((t) => (t / 4) ** 2),
          { name: "λ²/16" },
        ),
        experimentPoints(
          lambdas,
          measured.map((m) => m.autocorrelation.mean),
          { name: "simulation", error: measured.map((m) => m.autocorrelation.standardError) },
        ),
      ],
    },
  );
}

/** From noise to the data. */
export async function reverseFigure({ rng, budget }: FigureContext): Promise<Figure> {
  const samples = await reversedPaths(rng.child("reverse"), budget === "full" ? 50_000 : 5000);
  const { mean, variance } = noisedLaw(REVERSED.law, REVERSED.to);
  const spread = Math.sqrt(variance);
  const at = linspace(mean - 4 * spread, mean + 4 * spread, 120);
  const range = [at[0]!, at.at(-1)!] as const;
  return composeFigure(
    {
      id: "diffusion-reverse",
      title: "The reverse process",
      caption: `${samples.length} paths from standard normal noise back to a Gaussian mode of mean ${REVERSED.law.mean} and variance ${REVERSED.law.variance}, ${REVERSED.steps} steps on a geometric grid down to $t=${REVERSED.to}$, against the law of the data with the noise that is left.`,
      source: `standard; sheet A56 for ${PAPER}`,
      status: "standard",
    },
    histogramPanel(
      { samples, bins: 36, range, name: "reversed paths" },
      { x: at, y: at.map((z) => normalPdf((z - mean) / spread) / spread), name: "goal" },
      { x: { title: "<i>z</i>" } },
    ),
  );
}
