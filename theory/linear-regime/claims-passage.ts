/** Claim A25: the value that modes pass during training, and that they pass it. */

import { agree, bounded, onMachine, pairsOf } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { dot, multiplyVector, multiplyVectorTransposed } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { logistic } from "../../src/numeric/special.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import { gathered } from "../support/latex.ts";
import { centredMachine, oneMode, SMALL_SHAPES } from "../support/machines.ts";
import { unlessCondensed } from "../support/regime.ts";
import { fromPaper } from "../support/source.ts";

const ROOM = "linear-regime";

/** The transition that a training run passes. */
interface Passage {
  /** Singular value at which a mode of {0,1} units without fields loses its stability. */
  readonly threshold: number;
}

/** A deviation so small that its square is rounding. */
const DEVIATION = 1e-6;

/** What one sweep of the mean-field equations over both layers makes of a small deviation along a mode: its factor. */
function sweepFactor(visible: number, hidden: number, lambda: number, rng: Rng): number {
  const rbm = centredMachine(oneMode(visible, hidden, lambda, rng), "binary", "binary");
  const U = singularModes(rbm, { count: 1 }).U.data;
  const layer = (field: Float64Array, bias: Float64Array) => field.map((t, k) => logistic(t + bias[k]!));
  const m = U.map((t) => 0.5 + DEVIATION * t);
  const n = layer(multiplyVectorTransposed(rbm.W, m), rbm.b);
  const next = layer(multiplyVector(rbm.W, n), rbm.a);
  return (
    dot(
      U,
      next.map((t) => t - 0.5),
    ) / DEVIATION
  );
}

const neutral: Evidence<Passage> = {
  id: "neutral mode",
  says: "at the threshold a small deviation along a mode neither grows nor shrinks in a sweep of the mean-field equations",
  judge({ threshold }, { rng }) {
    const factors = SMALL_SHAPES.map(({ visible, hidden }, k) => sweepFactor(visible, hidden, threshold, rng.child(k)));
    const ones = factors.map(() => 1);
    return agree("factor of a deviation in a sweep", pairsOf(ones, factors), {
      allowed: 1e-8,
      because: "rounding of means near ½ over a deviation of 10⁻⁶",
      everyDraw: true,
    });
  },
};

const trainingRun: Evidence<Passage> = {
  id: "training run",
  says: "the largest singular value before the first update and after the last, where a mode has condensed (λ_eff ≥ 1 at the means of the data)",
  needs: "machine",
  judge({ threshold }, { machine }) {
    const aside = unlessCondensed(machine!, 1);
    if (aside) return aside;
    const { snapshots, name } = machine!;
    const largest = (k: number): number => snapshots.at(k)!.singularValues[0]!;
    const bounds = [
      { at: "the start", lower: largest(0), upper: threshold },
      { at: "the end", lower: threshold, upper: largest(-1) },
    ];
    const because = "a bound, with room for rounding";
    return onMachine(name, bounded("the threshold lies on the way of λ₁", bounds, { allowed: 1e-12, because }));
  },
};

export const passageClaim: Claim<Passage> = {
  id: `${ROOM}/passage`,
  room: ROOM,
  labels: ["A21", "A25"],
  title: "Training carries modes past λ = 4",
  statement: gathered(
    String.raw`\sigma'(0)^2\lambda^2=1\;\text{ at }\lambda=4:\quad\lambda_1(0)<4<\lambda_1(t_{\rm end}),`,
    String.raw`\#\{\alpha:\lambda_\alpha(0)>4\}=0,\quad\#\{\alpha:\lambda_\alpha(t_{\rm end})>4\}\ge1`,
  ),
  source: fromPaper(
    "A25",
    "the line λ = 4 is drawn in the paper's code; the statement on a training run is measured here",
  ),
  status: "as printed",
  expect: "checked",
  formula: { threshold: 4 },
  evidence: [neutral, trainingRun],
  mutants: [
    {
      id: "variance for stiffness",
      says: "λ = ¼: the variance of a unit where its inverse belongs",
      formula: { threshold: 0.25 },
    },
    { id: "±1 units", says: "λ = 1, the threshold of units whose variance is 1", formula: { threshold: 1 } },
    { id: "one layer mixed", says: "λ = 2, a {0,1} layer coupled to one of ±1 units", formula: { threshold: 2 } },
  ],
};
