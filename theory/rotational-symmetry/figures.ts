/** Figure F3 of the sheet: entry histograms before and after a rotation of the singular vectors. */
import type { Matrix } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import type { Figure } from "../../src/report/figure.ts";
import { composeFigure, type Panel } from "../../src/report/panels.ts";
import { theoryLine } from "../../src/report/plots.ts";
import { PAPER_ENSEMBLE } from "../initial-spectrum/claims.ts";
import type { FigureContext } from "../room.ts";
import { drawWeights } from "../support/draws.ts";
import { nullDivergence } from "./null-divergence.ts";
import { rotationTest } from "./rotation.ts";

export function rotationFigures({ rng, machine }: FigureContext): Figure[] {
  const untrained = machine?.initial.W ?? drawWeights(PAPER_ENSEMBLE, rng.child("weights"));
  const panels = [
    rotationPanel("untrained", untrained, rng.child("untrained")),
    ...(machine ? [rotationPanel("trained", machine.rbm.W, rng.child("trained"))] : []),
  ];
  return [
    composeFigure(
      {
        id: "rotated-weights",
        title: "Entries of W before and after rotating its singular vectors",
        caption: `Histograms of the entries of $W$ and of one rotated copy on 1,000 bins, shown in groups of ten. An untrained $W$ does not notice the rotation: the Jensen–Shannon divergence is the one expected of two samples of the same law. A trained one does.`,
        source: "Toledo-Marín et al. 2025, sheet A19 (figure F3)",
        status: "as printed",
      },
      panels,
    ),
  ];
}

const GROUP = 10;

function rotationPanel(name: string, W: Matrix, rng: Rng): Panel {
  const test = rotationTest(W, singularModes(W), rng);
  const pooled = Float64Array.from(test.before.counts, (c, k) => c + test.after.counts[k]!);
  const expected = nullDivergence(pooled, W.data.length);
  const x = grouped(test.before.edges.subarray(0, -1)).map((t) => t / GROUP);
  // A logarithmic axis has no place for empty bins: they become gaps.
  const share = (counts: Float64Array): Float64Array =>
    grouped(counts).map((c) => (c > 0 ? c / W.data.length : Number.NaN));
  return {
    title: `${name}: JS = ${test.divergence.toExponential(2)}, expected ${expected.toExponential(2)} nats`,
    x: { title: "entry of <i>W</i>" },
    y: { title: "share of the entries", log: true },
    traces: [
      theoryLine(x, share(test.before.counts), { name: "W", colour: 0 }),
      theoryLine(x, share(test.after.counts), { name: "rotated W", colour: 1, dash: "dot" }),
    ],
  };
}

function grouped(x: Float64Array): Float64Array {
  return Float64Array.from({ length: Math.floor(x.length / GROUP) }, (_, g) =>
    x.subarray(g * GROUP, (g + 1) * GROUP).reduce((s, t) => s + t, 0),
  );
}
