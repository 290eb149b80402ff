/** Puts the report together: verdicts, the rooms with their figures, the trained machine. */

import { judgeDerivation } from "../src/algebra/derivation/index.ts";
import type { JudgedClaim, TrainedMachine } from "../src/lab/types.ts";
import { row } from "../src/numeric/matrix.ts";
import { Rng } from "../src/numeric/random.ts";
import { meanVisibleGivenHidden } from "../src/rbm/conditionals.ts";
import { singularModes } from "../src/rbm/modes.ts";
import { gibbsChain, uniformStates } from "../src/rbm/sampling.ts";
import type { TrainingSettings } from "../src/rbm/state.ts";
import { reportDerivation } from "../src/report/derivation.ts";
import type { Figure } from "../src/report/figure.ts";
import { imageGridPanel } from "../src/report/images.ts";
import {
  type Fact,
  type ReportModel,
  type ReportRoom,
  type ReportRun,
  type ReportTraining,
  reportClaim,
} from "../src/report/model.ts";
import { composeFigure } from "../src/report/panels.ts";
import { rooms } from "../theory/index.ts";
import type { RunData } from "./run-folder.ts";

export interface ReportParts {
  readonly run: ReportRun;
  readonly judged: readonly JudgedClaim[];
  readonly machine?: TrainedMachine;
  readonly training?: { readonly settings: TrainingSettings; readonly data: RunData; readonly seconds?: number };
}

export async function reportModel({ run, judged, machine, training }: ReportParts): Promise<ReportModel> {
  const rng = Rng.fromSeed(run.seed).child("figures");
  const context = { budget: run.budget, ...(machine ? { machine } : {}) };
  const claims = judged.map(reportClaim);
  const shown = rooms.filter((room) => claims.some((claim) => claim.room === room.id));
  const drawn: ReportRoom[] = [];
  for (const { claims: _, figures, tables, derivations = [], ...room } of shown) {
    const given = { ...context, rng: rng.child(room.id) };
    drawn.push({
      ...room,
      derivations: [
        ...judged.flatMap(({ claim, derivation }) => (claim.room === room.id && derivation ? [derivation] : [])),
        ...derivations.map((derivation) => judgeDerivation(derivation, { seed: run.seed })),
      ].map(reportDerivation),
      figures: await figures(given),
      ...(tables ? { tables: await tables(given) } : {}),
    });
  }
  return {
    run,
    claims,
    rooms: drawn,
    ...(machine && training ? { training: trainingSection(machine, training, rng.child("training")) } : {}),
  };
}

function trainingSection(
  machine: TrainedMachine,
  training: NonNullable<ReportParts["training"]>,
  rng: Rng,
): ReportTraining {
  const { settings, data, seconds } = training;
  const last = machine.snapshots.at(-1)!;
  const beyond = last.singularValues.filter((t) => t > 4).length;
  return {
    summary: `${machine.name}. After training ${beyond} of ${last.singularValues.length} modes lie beyond $\\lambda=4$, the largest at ${last.singularValues[0]!.toFixed(2)}.`,
    settings: settingFacts(settings, data),
    seed: settings.seed,
    ...(seconds === undefined ? {} : { seconds }),
    figures: [weightImages(machine), modeImages(machine), sampleImages(machine, rng)],
  };
}

function settingFacts(s: TrainingSettings, { train, test }: RunData): Fact[] {
  const rate = s.rate.start === s.rate.end ? `${s.rate.start}` : `${s.rate.start} → ${s.rate.end}`;
  const note = train.meta.note === undefined ? "" : ` (${train.meta.note})`;
  return [
    { name: "data", value: `${train.meta.source}, ${train.bits.rows} digits${note}; ${test.bits.rows} held out` },
    { name: "binarisation", value: train.meta.binarization },
    { name: "hidden units", value: `${s.hidden}` },
    {
      name: "algorithm",
      value: `${s.algorithm.toUpperCase()}-${s.steps}, ${s.optimizer}${s.centred ? ", centred" : ""}`,
    },
    { name: "batch, chains", value: `${s.batch}, ${s.chains}` },
    { name: "rate", value: rate },
    { name: "epochs", value: `${s.epochs}` },
    { name: "initial σ of a weight", value: `${s.sigma}` },
    { name: "units", value: s.units === "binary" ? "{0, 1}" : "±1" },
  ];
}

const SIDE = 28;

function images(
  id: string,
  title: string,
  caption: string,
  list: readonly ArrayLike<number>[],
  scale: "states" | "weights",
): Figure {
  const panel = imageGridPanel({ images: list, width: SIDE, height: SIDE, columns: 12, scale });
  return composeFigure({ id, title, caption, source: "our run", interactive: false }, panel);
}

/** Columns of W with the largest norm. */
function weightImages({ rbm }: TrainedMachine): Figure {
  const M = rbm.hidden;
  const columnOf = (j: number): Float64Array =>
    Float64Array.from({ length: rbm.visible }, (_, i) => rbm.W.data[i * M + j]!);
  const columns = Array.from({ length: M }, (_, j) => columnOf(j));
  const norm = (x: Float64Array): number => x.reduce((s, t) => s + t * t, 0);
  const largest = columns.sort((p, q) => norm(q) - norm(p)).slice(0, 36);
  return images(
    "weights",
    "Weights",
    "The 36 columns of $W$ of largest norm, as images: blue negative, vermilion positive.",
    largest,
    "weights",
  );
}

/** Left singular vectors. */
function modeImages({ rbm }: TrainedMachine): Figure {
  const { U } = singularModes(rbm);
  const count = Math.min(24, U.cols);
  const list = Array.from({ length: count }, (_, k) =>
    Float64Array.from({ length: U.rows }, (_u, i) => U.data[i * U.cols + k]!),
  );
  return images(
    "modes",
    "Leading modes",
    `The first ${count} left singular vectors of $W$, strongest first.`,
    list,
    "weights",
  );
}

const CHAINS = 36;
const SWEEPS = 200;

/** Means P(v=1|h) at the end of Gibbs chains from random starts. */
function sampleImages({ rbm }: TrainedMachine, rng: Rng): Figure {
  const start = uniformStates(CHAINS, rbm.visible, rbm.visibleUnits, rng.child("start"));
  const { h } = gibbsChain(rbm, start, SWEEPS, rng.child("chain"));
  const means = meanVisibleGivenHidden(rbm, h);
  const toShare = (t: number): number => (rbm.visibleUnits === "binary" ? t : (1 + t) / 2);
  const list = Array.from({ length: CHAINS }, (_, s) => row(means, s).map(toShare));
  return images(
    "samples",
    "Samples",
    `Means of the visible units after ${SWEEPS} Gibbs sweeps from random starts, ${CHAINS} chains.`,
    list,
    "states",
  );
}
