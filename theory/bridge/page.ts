/** The figure and the table of the bridge: predicted and measured, mode by mode. */
import type { MeanEstimate } from "../../src/numeric/index.ts";
import type { Figure } from "../../src/report/figure.ts";
import { composeFigure, type Panel } from "../../src/report/panels.ts";
import { experimentPoints, theoryLine } from "../../src/report/plots.ts";
import type { ReportTable } from "../../src/report/table.ts";
import { gibbsTime } from "../diffusion/process/gibbs.ts";
import type { FigureContext } from "../room.ts";
import { linspace } from "../support/figures.ts";
import { type Bridge, type BridgeRow, measureBridge, readMode } from "./modes.ts";

const SOURCE = "Toledo-Marín et al. 2025, sheets A47, A48, A51, A55";

async function bridges({ rng, machine }: FigureContext): Promise<{ cold: Bridge; warm: Bridge } | undefined> {
  if (!machine) return undefined;
  return {
    cold: await measureBridge(rng.child("bridge"), machine, "cold"),
    warm: await measureBridge(rng.child("bridge"), machine, "warm"),
  };
}

/** A measured quantity with its error bar, by the derivative of what it is computed from. */
interface Measured {
  readonly value: number;
  readonly error: number;
}

/** k = 1/⟨δu²⟩. */
function rateOf({ mean, standardError }: MeanEstimate): Measured {
  return { value: 1 / mean, error: standardError / mean ** 2 };
}

/** Ω = √k. */
function energyOf(variance: MeanEstimate): Measured {
  const { value, error } = rateOf(variance);
  return { value: Math.sqrt(value), error: error / (2 * Math.sqrt(value)) };
}

/** τ = −1/ln ρ, where ρ stands out from its error bar. */
function timeOf({ mean, standardError }: MeanEstimate): Measured | undefined {
  if (!(mean > 2 * standardError && mean < 1)) return undefined;
  const value = gibbsTime(mean);
  return { value, error: (value ** 2 * standardError) / mean };
}

const byVariance =
  (f: (v: MeanEstimate) => Measured) =>
  (row: BridgeRow): Measured =>
    f(row.variance);

/** Nothing for a machine that is not at hand. */
export async function bridgeFigures(context: FigureContext): Promise<Figure[]> {
  const found = await bridges(context);
  if (!found) return [];
  const at = linspace(0.02, 3.98, 100);
  const panel = (
    title: string,
    law: (s: number) => number,
    value: (row: BridgeRow) => Measured | undefined,
    log = false,
  ): Panel => ({
    x: { title: "<i>βλ</i>" },
    y: { title, log },
    thresholds: [{ axis: "x", at: 4, label: "4" }],
    traces: [
      theoryLine(at, at.map(law), { name: "Gaussian regime" }),
      ...([found.warm, found.cold] as const).flatMap(({ beta, rows }, colour) => {
        const shown = rows.flatMap((row) => {
          const measured = value(row);
          return measured ? [{ strength: row.strength, ...measured }] : [];
        });
        if (shown.length === 0) return [];
        const name = `chains, β = ${Number(beta.toPrecision(3))}`;
        const error = shown.map((p) => p.error);
        return [
          experimentPoints(
            shown.map((p) => p.strength),
            shown.map((p) => p.value),
            { name, colour: colour + 1, error, symbol: colour === 0 ? "circle" : "square" },
          ),
        ];
      }),
    ],
  });
  return [
    composeFigure(
      {
        id: "bridge",
        title: "One number a mode, read in three ways",
        caption: String.raw`Soft direction of the trained machine's modes in block Gibbs chains from digits, at $\beta=1$ and where every mode converges: boson energy $\Omega=\langle\delta u^2\rangle^{-1/2}$, diffusion rate $k=\langle\delta u^2\rangle^{-1}$ and autocorrelation time $\tau=-1/\ln\rho$ in sweeps, against $\sqrt{4-\beta\lambda}$, $4-\beta\lambda$ and $-1/\ln(\beta\lambda/4)^2$ (energies and rates: a reconstruction). Biases keep units from fluctuating and modes above the line; beyond 4, where the Gaussian regime has no law, chains wander between condensed states.`,
        source: SOURCE,
        status: "reconstruction",
      },
      [
        panel("boson energy Ω", (s) => readMode(s).bosonEnergy, byVariance(energyOf)),
        panel("diffusion rate <i>k</i>", (s) => readMode(s).diffusionRate, byVariance(rateOf)),
        panel(
          "Gibbs time <i>τ</i> (sweeps)",
          (s) => gibbsTime(readMode(s).autocorrelation),
          (row) => timeOf(row.autocorrelation),
          true,
        ),
      ],
    ),
  ];
}

const COLUMNS = [
  "mode",
  "$\\lambda$",
  "$\\beta\\lambda$",
  "converges",
  "$\\Omega$",
  "measured",
  "$k$",
  "about means",
  "measured",
  "$\\rho$",
  "about means",
  "measured",
  "$\\tau$ measured",
];

export async function bridgeTables(context: FigureContext): Promise<ReportTable[]> {
  const found = await bridges(context);
  if (!found) return [];
  const table = (id: string, { beta, rows }: Bridge, says: string): ReportTable => ({
    id,
    caption: String.raw`The trained machine's modes at $\beta=${Number(beta.toPrecision(3))}$, ${says}: boson energy $\Omega=\sqrt{4-\beta\lambda}$, diffusion rate $k=4-\beta\lambda$ and autocorrelation per sweep $\rho=(\beta\lambda/4)^2$, predicted by $\beta\lambda$ alone, about the mean-field solution, and measured in chains (energies and rates: a reconstruction). An imaginary $\Omega$ is the rate at which an unstable boson grows. A dash stands where there is no prediction or where the error bar covers the value.`,
    columns: COLUMNS,
    rows: rows.map(cells),
    source: SOURCE,
    status: "reconstruction",
  });
  return [
    table("bridge-warm", found.warm, "where every mode converges"),
    table("bridge-cold", found.cold, "as trained"),
  ];
}

function cells(row: BridgeRow): string[] {
  const { predicted, aboutMeans, variance, autocorrelation } = row;
  const time = timeOf(autocorrelation);
  return [
    `${row.alpha}`,
    row.lambda.toFixed(2),
    row.strength.toFixed(2),
    predicted ? "yes" : "no",
    predicted ? predicted.bosonEnergy.toFixed(2) : `$${Math.sqrt(row.strength - 4).toFixed(2)}\\,i$`,
    measuredText(energyOf(variance)),
    (4 - row.strength).toFixed(2),
    aboutMeans.diffusionRate.toFixed(2),
    measuredText(rateOf(variance)),
    predicted ? predicted.autocorrelation.toFixed(3) : "–",
    aboutMeans.autocorrelation.toFixed(3),
    `${autocorrelation.mean.toFixed(3)} ± ${autocorrelation.standardError.toFixed(3)}`,
    time ? measuredText(time) : "–",
  ];
}

function measuredText({ value, error }: Measured): string {
  return `${value.toFixed(2)} ± ${error.toFixed(2)}`;
}
