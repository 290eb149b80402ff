/** Figures F10 and F11 of the sheet: digits of the machine and of a normal law, and what turning modes changes. */
import { independentMean, sampleMoments } from "../../src/numeric/index.ts";
import { type Matrix, matrix, row } from "../../src/numeric/matrix.ts";
import { freeEnergy } from "../../src/rbm/free-energy.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { offValue } from "../../src/rbm/states.ts";
import type { Figure } from "../../src/report/figure.ts";
import { imageGridPanel } from "../../src/report/images.ts";
import { composeFigure, type Panel } from "../../src/report/panels.ts";
import { experimentPoints, histogramTrace, theoryLine } from "../../src/report/plots.ts";
import { PALETTE } from "../../src/report/theme.ts";
import type { FigureContext } from "../room.ts";
import { describeRun, lastRecord } from "../support/samples.ts";
import { plantedLaw } from "./claims-covariance.ts";
import { type FittedMachine, fitMachine, gaussianImages, independentImages } from "./claims-images.ts";
import { PLANES, type Probe, plantedProbe, trailingPlanes, trainedProbe } from "./claims-probing.ts";
import { expectedCovarianceError, meanVisible, relativeFrobenius, sampleReciprocalGaussian } from "./gaussian.ts";
import { pixelsChanged, turnModes } from "./probing.ts";

const PAPER = "Toledo-Marín et al. 2025";

export async function generationFigures(context: FigureContext): Promise<Figure[]> {
  const { machine, rng, budget } = context;
  const probe = machine ? await trainedProbe(rng, machine, budget) : await plantedProbe(rng.child("probe"));
  const common = [covarianceFigure(context), hierarchyFigure(context, probe)];
  if (!machine) return common;
  const fitted = await fitMachine(machine, { seed: rng.seed, budget, rng });
  const energies = energyFigure(context, machine.rbm, fitted);
  const square = Number.isInteger(Math.sqrt(machine.rbm.visible));
  const images = square ? [digitsFigure(context, machine.rbm, fitted), turnedFigure(context, probe)] : [];
  return [...images, energies, ...common];
}

const GRID = { columns: 8, images: 24 };

/** Images as shares of ink. */
function imagePanel(title: string, { rows, cols, data }: Matrix, rbm: Rbm, columns = GRID.columns): Panel {
  const side = Math.sqrt(cols);
  const off = offValue(rbm.visibleUnits);
  const shares = matrix(
    rows,
    cols,
    data.map((t) => (t - off) / (1 - off)),
  );
  const images = Array.from({ length: rows }, (_, s) => row(shares, s));
  return imageGridPanel({ images, width: side, height: side, columns, scale: "states", title });
}

const firstRows = ({ cols, data }: Matrix, count: number): Matrix => matrix(count, cols, data.slice(0, count * cols));

function digitsFigure({ rng, budget }: FigureContext, rbm: Rbm, { samples, law }: FittedMachine): Figure {
  const stream = rng.child("digits");
  const one = firstRows(samples.v, 3);
  return composeFigure(
    {
      id: "gaussian-digits",
      title: "Digits of the machine and of a normal law in reciprocal space",
      caption: String.raw`Gibbs samples of the trained machine (${describeRun(budget)}), three of them alone, images drawn from the normal law of $z=(x,y)$ with the mean and covariance of those samples, $v\sim P(v\mid U\Sigma y+a)$, and independent pixels with the same frequencies.`,
      source: `${PAPER}, sheet A39 (figure F11); our run`,
      status: "as printed",
      interactive: false,
    },
    [
      imagePanel("Gibbs samples", firstRows(samples.v, GRID.images), rbm),
      imagePanel("normal law", gaussianImages(rbm, law, GRID.images, stream.child("gaussian")), rbm),
      imagePanel("three Gibbs samples", one, rbm, 3),
      imagePanel("independent pixels", independentImages(rbm, samples, 3, stream.child("pixels")), rbm, 3),
    ],
  );
}

/** Means of images before and after turning modes: drawn images would hide small changes in their noise. */
function turnedFigure({ rng }: FigureContext, { rbm, modes, y }: Probe): Figure {
  const planes = trailingPlanes(modes.lambda.length, rng.child("planes"));
  const shown = firstRows(y, 8);
  const panel = (title: string, turned: readonly number[]): Panel =>
    imagePanel(title, meanVisible(rbm, modes, turnModes(shown, turned)), rbm);
  return composeFigure(
    {
      id: "turned-digits",
      title: "Digits with single modes turned by <i>π</i>",
      caption: String.raw`Means $P(v=1\mid U\Sigma y+a)$ for eight hidden states of Gibbs samples, after a rotation by $\pi$ in one plane of modes, and in ${planes.length} random planes from mode 6 on at once. The protocol is a reconstruction.`,
      source: `${PAPER}, sheet section 10 (figure F10); our run`,
      status: "reconstruction",
      interactive: false,
    },
    [
      panel("as sampled", []),
      panel("modes 1 and 2 turned", [0, 1]),
      panel(`modes ${planes[0]!.map((k) => k + 1).join(" and ")} turned`, planes[0]!),
      panel(`${planes.length} planes from mode 6 on turned at once`, planes.flat()),
    ],
    { columns: 1 },
  );
}

const IMAGES = 500;

function energyFigure({ rng, budget }: FigureContext, rbm: Rbm, { samples, law }: FittedMachine): Figure {
  const stream = rng.child("energies");
  const kinds = [
    ["Gibbs samples", lastRecord(samples, budget).v],
    ["normal law", gaussianImages(rbm, law, IMAGES, stream.child("gaussian"))],
    ["independent pixels", independentImages(rbm, samples, IMAGES, stream.child("pixels"))],
  ] as const;
  const energies = kinds.map(([name, v]) => ({ name, F: freeEnergy(rbm, v) }));
  const all = energies.flatMap(({ F }) => [...F]);
  const range: [number, number] = [Math.min(...all), Math.max(...all)];
  const words = energies.map(({ name, F }) => {
    const { mean, standardError } = independentMean(F);
    return `${name} ${mean.toFixed(1)} ± ${standardError.toFixed(1)}`;
  });
  return composeFigure(
    {
      id: "digit-free-energies",
      title: "Free energy of generated images",
      caption: `$F(v)$ under the trained machine, in nats; means: ${words.join(", ")}. Gibbs samples: ${describeRun(budget)}, the last state of each; error bars are square roots of counts.`,
      source: `${PAPER}, sheet A39 (figure F11); our measure`,
      status: "as printed",
    },
    {
      x: { title: "free energy <i>F</i>(<i>v</i>) in nats" },
      y: { title: "density" },
      traces: energies.map(({ name, F }, k) =>
        histogramTrace({ samples: F, bins: 40, range, name, colour: PALETTE[k]! }),
      ),
    },
  );
}

/** Of the covariance figure. */
const RUNS = 12;

function covarianceFigure({ rng }: FigureContext): Figure {
  const stream = rng.child("covariance");
  const law = plantedLaw(stream.child("law"));
  const counts = [100, 300, 1000, 3000, 10_000];
  const squares = counts.map((count) =>
    independentMean(
      Array.from({ length: RUNS }, (_, k) => {
        const z = sampleReciprocalGaussian(law, count, stream.child(count).child(k));
        return relativeFrobenius(sampleMoments(z).covariance, law.covariance) ** 2;
      }),
    ),
  );
  const rms = squares.map((t) => Math.sqrt(t.mean));
  return composeFigure(
    {
      id: "covariance-draws",
      title: "Covariance of drawn reciprocal variables",
      caption: String.raw`Relative Frobenius error of the covariance of $S$ draws from a normal law of 16 variables, root mean square of ${RUNS} runs with standard error, against $\sqrt{(1+d)/(S-1)}$; below 5 % from some thousand draws on.`,
      source: `${PAPER}, sheet A39 (figure F11)`,
      status: "as printed",
    },
    {
      x: { title: "draws <i>S</i>", log: true },
      y: { title: "relative error", log: true },
      thresholds: [{ axis: "y", at: 0.05, label: "5 %" }],
      traces: [
        theoryLine(
          counts,
          counts.map((count) => expectedCovarianceError(law.covariance, count)),
          { name: "expected" },
        ),
        experimentPoints(counts, rms, { name: "drawn", error: squares.map((t, k) => t.standardError / (2 * rms[k]!)) }),
      ],
    },
  );
}

function hierarchyFigure({ machine, rng }: FigureContext, probe: Probe): Figure {
  const L = probe.modes.lambda.length;
  const firsts = Array.from({ length: Math.floor(L / 2) }, (_, k) => 2 * k).filter(
    (k) => k < 12 || k % (2 * Math.ceil(L / 60)) === 0,
  );
  const changes = firsts.map((k) => independentMean(changeOf(probe, [k, k + 1])));
  const together = independentMean(changeOf(probe, trailingPlanes(L, rng.child("planes")).flat()));
  const [first] = changes;
  const ratio = first!.mean / together.mean;
  return composeFigure(
    {
      id: "probing-hierarchy",
      title: "What turning a pair of modes changes",
      caption: String.raw`$\sum_i|p_i-p_i'|$ after a rotation by $\pi$ in the plane of modes $(\alpha,\alpha+1)$, mean over hidden states of ${machine ? "the trained machine" : "a planted machine"} with standard error. All ${PLANES} random planes from mode 6 on at once change ${together.mean.toFixed(1)} ± ${together.standardError.toFixed(1)} pixels: the plane of modes 1 and 2 changes ${ratio.toFixed(1)} times as many. The protocol is a reconstruction.`,
      source: `${PAPER}, sheet section 10 (figure F10); our run`,
      status: "reconstruction",
    },
    {
      x: { title: "mode <i>α</i>" },
      y: { title: "pixels changed" },
      traces: [
        experimentPoints(
          firsts.map((k) => k + 1),
          changes.map((c) => c.mean),
          { name: "plane (<i>α</i>, <i>α</i>+1)", error: changes.map((c) => c.standardError) },
        ),
      ],
    },
  );
}

const changeOf = ({ rbm, modes, y }: Probe, turned: readonly number[]): Float64Array =>
  pixelsChanged(rbm, modes, y, turned);
