/** Figure F1 of the sheet: the energy landscape of single modes with digits, samples and the saddle on it. */
import { unpackBits } from "../../src/numeric/bits.ts";
import type { Matrix } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import { Rbm } from "../../src/rbm/rbm.ts";
import { gibbsChain, sampleHiddenGivenVisible, uniformStates } from "../../src/rbm/sampling.ts";
import type { Figure } from "../../src/report/figure.ts";
import { composeFigure, type Panel } from "../../src/report/panels.ts";
import { landscapePanel, sampleCloud } from "../../src/report/plots.ts";
import type { FigureContext } from "../room.ts";
import { drawWeights } from "../support/draws.ts";
import { linspace } from "../support/figures.ts";
import { modeLandscape, saddlePoint } from "./saddle.ts";
import { type ModePairRows, reciprocalVariables } from "./variables.ts";

const PAPER = "Toledo-Marín et al. 2025";

interface Cloud {
  readonly name: string;
  readonly at: ModePairRows;
  readonly colour: number;
}

export function landscapeFigures(context: FigureContext): Figure[] {
  const { machine, rng } = context;
  if (!machine)
    return [landscapes(untrainedMachine(rng), "an untrained machine, 784×100", "landscape-untrained", [], rng)];
  const digits = unpackBits(
    machine.test,
    machine.rbm.visibleUnits === "binary" ? 0 : -1,
    firstRows(machine.test.rows, 100),
  );
  return [
    landscapes(machine.initial, "the machine before training", "landscape-initial", [digits], rng.child("initial")),
    landscapes(
      machine.rbm,
      `the trained machine (${machine.name})`,
      "landscape-trained",
      [digits],
      rng.child("trained"),
    ),
  ];
}

function firstRows(available: number, wanted: number): Uint32Array {
  return Uint32Array.from({ length: Math.min(available, wanted) }, (_, i) => i);
}

function untrainedMachine(rng: Rng): Rbm {
  const ensemble = { visible: 784, hidden: 100, sigma: 0.01 };
  const fields = rng.child("fields");
  return new Rbm({
    W: drawWeights(ensemble, rng.child("weights")),
    a: fields.normals(784, 0.01),
    b: fields.normals(100, 0.01),
  });
}

/** Modes 1, 2, one in the bulk and the last but one, as in the paper. */
function landscapes(rbm: Rbm, name: string, id: string, digits: readonly Matrix[], rng: Rng): Figure {
  const modes = singularModes(rbm);
  const L = modes.lambda.length;
  const clouds = [
    ...digits.map((v): Cloud => cloudOf("test digits", rbm, modes, v, 1, rng.child("digits"))),
    gibbsCloud(rbm, modes, rng),
  ];
  const panels = [0, 1, Math.min(29, L - 3), L - 2].map((k) => modePanel(rbm, modes, k, clouds));
  return composeFigure(
    {
      id,
      title: `Energy landscape of single modes, ${name}`,
      caption: String.raw`Contours of $(-\tilde a x-\tilde b y-\lambda xy)/(N+M)$ per mode with its saddle (star), hidden states sampled for each test digit, and Gibbs samples from random starts.`,
      source: `${PAPER}, sheet A7 (figure F1); our run`,
      status: "as printed",
    },
    panels,
  );
}

function cloudOf(name: string, rbm: Rbm, modes: SingularModes, v: Matrix, colour: number, rng: Rng): Cloud {
  return { name, colour, at: reciprocalVariables(modes, v, sampleHiddenGivenVisible(rbm, v, rng)) };
}

const CHAINS = 60;
const SWEEPS = 60;

function gibbsCloud(rbm: Rbm, modes: SingularModes, rng: Rng): Cloud {
  const start = uniformStates(CHAINS, rbm.visible, rbm.visibleUnits, rng.child("start"));
  const { v, h } = gibbsChain(rbm, start, SWEEPS, rng.child("chain"));
  return {
    name: `Gibbs samples (${CHAINS} chains, ${SWEEPS} sweeps)`,
    colour: 2,
    at: reciprocalVariables(modes, v, h),
  };
}

function modePanel(rbm: Rbm, modes: SingularModes, k: number, clouds: readonly Cloud[]): Panel {
  const saddle = saddlePoint(rbm, modes);
  const landscape = modeLandscape(rbm, modes, k);
  const columnOf = (A: Matrix): Float64Array =>
    Float64Array.from({ length: A.rows }, (_, s) => A.data[s * A.cols + k]!);
  const points = clouds.map((c) => ({ x: columnOf(c.at.x), y: columnOf(c.at.y) }));
  const [x, y] = (["x", "y"] as const).map((side) => {
    const all = [...points.flatMap((p) => [...p[side]]), saddle[side][k]!];
    const reach = Math.max(...all) - Math.min(...all);
    return linspace(Math.min(...all) - 0.15 * reach, Math.max(...all) + 0.15 * reach, 60);
  }) as [Float64Array, Float64Array];
  return landscapePanel({
    x,
    y,
    z: Array.from(y, (yy) => x.map((xx) => landscape(xx, yy))),
    saddle: [saddle.x[k]!, saddle.y[k]!],
    saddleEnergy: landscape(saddle.x[k]!, saddle.y[k]!),
    scale: "energy",
    title: `mode ${k + 1}, <i>λ</i> = ${modes.lambda[k]!.toPrecision(3)}`,
    xAxis: { title: `<i>x</i><sub>${k + 1}</sub>` },
    yAxis: { title: `<i>y</i><sub>${k + 1}</sub>` },
    clouds: clouds.map((c, n) => sampleCloud(points[n]!.x, points[n]!.y, { name: c.name, colour: c.colour })),
  });
}
