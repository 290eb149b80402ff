/** Figures of simulated paths: their law in time, their approach to the Boltzmann law, the error of a finite step. */
import type { Figure } from "../../../src/report/figure.ts";
import { composeFigure } from "../../../src/report/panels.ts";
import { experimentPoints, theoryLine } from "../../../src/report/plots.ts";
import type { FigureContext } from "../../room.ts";
import { linspace } from "../../support/figures.ts";
import { RATE, stationary } from "../claims/integrators.ts";
import { type Look, simulate } from "../claims/simulate.ts";
import { walkTo } from "../claims/time.ts";
import { ulaVariance } from "../process/integrators.ts";
import { divergenceFromStationary, lawAt } from "../process/ornstein-uhlenbeck.ts";

const PAPER = "Toledo-Marín et al. 2025";
const FORCE = 1;
const LAMBDAS = [2.5, 4, 5];
const TIMES = [0.1, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];

const numberOf = ({ budget }: FigureContext): number => (budget === "full" ? 20_000 : 4000);

/** Mean and variance of modes below, at and beyond the threshold. */
export async function timeFigure(context: FigureContext): Promise<Figure> {
  const at = linspace(0, 2, 80);
  const runs: Look[][] = [];
  for (const lambda of LAMBDAS) {
    runs.push(await simulate(context.rng.child(lambda), walkTo(4 - lambda, FORCE, TIMES, numberOf(context))));
  }
  const panel = (what: "mean" | "variance") => ({
    x: { title: "time <i>t</i>" },
    y: { title: what === "mean" ? "mean of <i>u</i>" : "variance of <i>u</i>", log: what === "variance" },
    traces: LAMBDAS.flatMap((lambda, k) => [
      theoryLine(
        at.slice(1),
        at.slice(1).map((t) => lawAt({ rate: 4 - lambda, force: FORCE }, t)[what]),
        { name: `λ = ${lambda}`, colour: k },
      ),
      experimentPoints(
        TIMES,
        runs[k]!.map((look) => look[what].mean),
        { colour: k, error: runs[k]!.map((look) => look[what].standardError) },
      ),
    ]),
  });
  return composeFigure(
    {
      id: "diffusion-time",
      title: "Below, at and beyond the threshold",
      caption: String.raw`Mean and variance of ${numberOf(context)} simulated paths of a mode with a constant force 1 along $u$ (markers, error bars of one standard error), against the law of the Gaussian regime: stationary for $\lambda=2.5$, free diffusion with $\operatorname{var}=2t$ at $\lambda=4$, exponential growth at $\lambda=5$.`,
      source: `${PAPER}, sheets A51, A52`,
      status: "reconstruction",
    },
    [panel("mean"), panel("variance")],
  );
}

/** KL of the fitted Gaussian against the exact law. */
export async function divergenceFigure(context: FigureContext): Promise<Figure> {
  const lambdas = [1, 2.5, 3.5];
  const times = [0.1, 0.2, 0.3, 0.5, 0.7, 0.9];
  const at = linspace(0.05, 1.5, 80);
  const traces = [];
  for (const [k, lambda] of lambdas.entries()) {
    const drift = { rate: 4 - lambda, force: 2 * (4 - lambda) };
    const looks = await simulate(context.rng.child(lambda), walkTo(drift.rate, drift.force, times, numberOf(context)));
    const measured = looks.map((l) =>
      divergenceFromStationary(drift, { mean: l.mean.mean, variance: l.variance.mean }),
    );
    traces.push(
      theoryLine(
        at,
        at.map((t) => divergenceFromStationary(drift, lawAt(drift, t))),
        { name: `λ = ${lambda}`, colour: k },
      ),
      experimentPoints(times, measured, { colour: k }),
    );
  }
  return composeFigure(
    {
      id: "diffusion-divergence",
      title: "The approach to the Boltzmann law",
      caption: String.raw`$\mathrm{KL}(p_t\Vert\pi)$ of paths that start at distance 2 from the centre, from the mean and variance of simulated paths, against the exact law. The late slope is $2(4-\lambda)$: modes close to the threshold lag behind.`,
      source: `standard; sheet A53 for ${PAPER}`,
      status: "standard",
    },
    { x: { title: "time <i>t</i>" }, y: { title: "KL (nats)", log: true }, traces },
  );
}

/** Stationary variance of both integrators. */
export async function stepFigure(context: FigureContext): Promise<Figure> {
  const products = [0.1, 0.4, 0.8, 1.2, 1.5, 1.7, 1.85];
  const at = linspace(0.01, 1.9, 100);
  const points = async (metropolis: boolean): Promise<Look[]> => {
    const looks = [];
    for (const p of products) looks.push(await stationary(context.rng.child(p), p, numberOf(context), metropolis));
    return looks;
  };
  const [ula, mala] = [await points(false), await points(true)];
  const marks = (looks: readonly Look[]) => [
    looks.map((l) => RATE * l.variance.mean),
    looks.map((l) => RATE * l.variance.standardError),
  ];
  const [ulaAt, ulaError] = marks(ula);
  const [malaAt, malaError] = marks(mala);
  return composeFigure(
    {
      id: "diffusion-step",
      title: "The price of a finite step",
      caption: String.raw`Stationary variance times $k$ of simulated paths against $\tau k$: the unadjusted algorithm (ULA) widens the law by $1/(1-\tau k/2)$ and diverges at $\tau k=2$; with acceptance (MALA) it is exact.`,
      source: `standard; sheet A54 for ${PAPER}`,
      status: "standard",
    },
    {
      x: { title: "<i>τk</i>" },
      y: { title: "variance × <i>k</i>", log: true },
      traces: [
        theoryLine(
          at,
          at.map((p) => RATE * ulaVariance(RATE, p / RATE)),
          { name: "1/(1 − τk/2)" },
        ),
        experimentPoints(products, ulaAt!, { name: "ULA", error: ulaError! }),
        theoryLine(
          at,
          at.map(() => 1),
          { name: "exact", colour: 1 },
        ),
        experimentPoints(products, malaAt!, { name: "MALA", colour: 1, error: malaError! }),
      ],
    },
  );
}
