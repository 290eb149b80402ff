/**
 * Reciprocal variables of uniformly random states of a given W, mode by mode, and the claim that they follow the
 * normal law of mean ½ΣU and variance ¼ where the vector is spread out. Sheets A40, A42, figure F6.
 */
import { agree, drawnLaw, onMachine, outsideRegime } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence, Finding } from "../../src/lab/types.ts";
import { normalCdf } from "../../src/numeric/index.ts";
import { column, type Matrix, matrix, matrixFrom, multiply, multiplyVector } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { PAPER_ENSEMBLE } from "../initial-spectrum/claims.ts";
import { drawWeights, sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { rememberedByObject } from "../support/remember.ts";
import { fromPaper } from "../support/source.ts";
import { edgeworthDistance } from "./gaussian-law.ts";
import { lawOfSum } from "./law-of-sum.ts";

const ROOM = "infinite-size";

/** One reciprocal variable over random states. */
export interface ModeSample extends ShownMode {
  readonly values: Float64Array;
}

/** One reciprocal variable that is looked at. */
export interface ShownMode {
  /** "x₁" or the like, in HTML. */
  readonly name: string;
  /** U_iα. */
  readonly vector: Float64Array;
  /** Σ_i U_iα. */
  readonly columnSum: number;
  /** Σ_i U_iα⁴. */
  readonly participation: number;
}

/** What the law of one reciprocal variable over all states is claimed to be. */
interface DensityLaw {
  mean(columnSum: number): number;
  readonly variance: number;
}

const densityLaw: DensityLaw = { mean: (columnSum) => columnSum / 2, variance: 0.25 };

/** Random states behind each density (figure F6). */
export const STATES = 10_000;

/** Modes 1, 2, 3, 4, one in the bulk and the last, of both layers (numbered from 0). */
export function shownModes(count: number): number[] {
  return [...new Set([0, 1, 2, 3, Math.floor(0.9 * count), count - 1])].filter((k) => k >= 0 && k < count);
}

/** The shown modes of both layers. */
export function modesOf(W: Matrix): ShownMode[] {
  const modes = singularModes(W);
  return [["x", modes.U] as const, ["y", modes.V] as const].flatMap(([side, vectors]) =>
    shownModes(vectors.cols).map((mode) => {
      const vector = column(vectors, mode);
      return {
        name: `<i>${side}</i><sub>${mode + 1}</sub>`,
        vector,
        columnSum: vector.reduce((s, t) => s + t, 0),
        participation: vector.reduce((s, t) => s + t ** 4, 0),
      };
    }),
  );
}

/** The shown modes of both layers over 10,000 uniformly random {0,1} states, the same ones for all modes of a layer. */
export function sampleModes(W: Matrix, rng: Rng): ModeSample[] {
  const modes = modesOf(W);
  return (["x", "y"] as const).flatMap((side, k) => {
    const ofSide = modes.slice((k * modes.length) / 2, ((k + 1) * modes.length) / 2);
    const vectors = matrixFrom(ofSide[0]!.vector.length, ofSide.length, (i, mode) => ofSide[mode]!.vector[i]!);
    const values = multiply(fairStates(STATES, vectors.rows, rng.child(side)), vectors);
    return ofSide.map((mode, n) => ({ ...mode, values: column(values, n) }));
  });
}

/** Independent fair {0,1} units, a bit of the stream each. */
function fairStates(rows: number, units: number, rng: Rng): Matrix {
  const out = matrix(rows, units);
  for (let k = 0, word = 0; k < out.data.length; k++) {
    if (k % 32 === 0) word = rng.word();
    out.data[k] = (word >>> (k % 32)) & 1;
  }
  return out;
}

const untrainedModes = sharedDraw((rng: Rng) => modesOf(drawWeights(PAPER_ENSEMBLE, rng)));
const trainedModes = rememberedByObject((rbm: Rbm) => modesOf(rbm.W));

/** Beyond this size of sup|F − Φ| a mode counts as localised: one per cent of its entries carries it, or less. */
const SPREAD = 5e-4;

/** The vector has no few large entries, and the Edgeworth size of its distance to the normal law is small. */
export function isSpreadOut({ participation }: Pick<ShownMode, "participation">): boolean {
  return edgeworthDistance(participation) < SPREAD;
}

/** In deviations ½ from ½Σu. */
const PLACES = [-3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3];

/** Where the law is looked at, and P(x ≤ there) over all states. */
const exactLaw = rememberedByObject(({ vector, columnSum }: ShownMode) => {
  const law = lawOfSum(vector);
  return PLACES.map((z) => ({ x: columnSum / 2 + z / 2, below: law(columnSum / 2 + z / 2) }));
});

const normalAt = (law: DensityLaw, columnSum: number, x: number): number =>
  normalCdf((x - law.mean(columnSum)) / Math.sqrt(law.variance));

function judgeExactly(law: DensityLaw, modes: readonly ShownMode[]): Finding {
  const pairs = modes.filter(isSpreadOut).flatMap((mode) =>
    exactLaw(mode).map(({ x, below }) => ({
      at: `${mode.name.replace(/<[^>]*>/g, "")} = ${x.toFixed(2)}`,
      expected: normalAt(law, mode.columnSum, x),
      found: below,
    })),
  );
  if (pairs.length === 0) {
    const sizes = modes.map((mode) => edgeworthDistance(mode.participation));
    return outsideRegime(
      `all modes are localised, with an Edgeworth size of ${Math.min(...sizes).toPrecision(2)} or more`,
    );
  }
  return agree("P(x ≤ t) over all states", pairs, {
    allowed: 2 * SPREAD,
    because: `an Edgeworth size of up to ${SPREAD} of spread-out vectors, and as much again for its next orders`,
    unit: "absolute",
    everyDraw: true,
  });
}

/** States of their own for every mode, so that all values are independent, pooled in units of their deviation. */
function judgeShape(law: DensityLaw, modes: readonly ShownMode[], rng: Rng, scale: number): Finding {
  const spread = modes.filter(isSpreadOut);
  const standard = spread.flatMap(({ vector, columnSum }, k) => {
    const states = fairStates(Math.round((scale * STATES) / spread.length), vector.length, rng.child(k));
    const values = multiplyVector(states, vector);
    return Array.from(values, (x) => (x - law.mean(columnSum)) / Math.sqrt(law.variance));
  });
  return drawnLaw(`normal law of ${spread.length} spread-out modes`, standard, normalCdf);
}

const PROTOCOL = "modes 1, 2, 3, 4, one in the bulk and the last of both layers";

/** Both pieces of evidence look at one machine. */
const untrainedOf = (seed: number): ShownMode[] => untrainedModes(Rng.fromSeed(seed).child("densities, untrained"));

const evidence: Evidence<DensityLaw>[] = [
  {
    id: "untrained",
    says: `${PROTOCOL} of an untrained 784×500 machine: the law over all states, by inversion of its characteristic function, against the normal one`,
    judge: (law, { seed }) => judgeExactly(law, untrainedOf(seed)),
  },
  {
    id: "untrained, shape",
    says: `${PROTOCOL} of an untrained 784×500 machine, 10,000 uniformly random states shared out among them: Kolmogorov–Smirnov against the normal law (criterion F6)`,
    judge: (law, { seed, rng, scale }) => judgeShape(law, untrainedOf(seed), rng, scale),
  },
  {
    id: "trained machine",
    says: `${PROTOCOL} of the trained machine that are spread out: the law over all states against the normal one`,
    needs: "machine",
    judge: (law, { machine }) => {
      const finding = judgeExactly(law, trainedModes(machine!.rbm));
      return finding.outside ? finding : onMachine(machine!.name, finding);
    },
  },
];

export const densityClaim: Claim<DensityLaw> = {
  id: `${ROOM}/densities`,
  room: ROOM,
  labels: ["A40", "A42"],
  title: "Reciprocal variables of random states are normal",
  statement: gathered(
    String.raw`x_\alpha\to\mathcal N\big(\tfrac12\textstyle\sum_iU_{i\alpha},\tfrac14\big),\qquad y_\alpha\to\mathcal N\big(\tfrac12\sum_jV_{j\alpha},\tfrac14\big)`,
    String.raw`\text{over uniformly random states, where the singular vector is spread out}`,
  ),
  source: fromPaper("A40, A42, F6", "the figure of densities is the paper's; the criteria are ours"),
  status: "as printed",
  expect: "sampled",
  formula: densityLaw,
  evidence,
  mutants: [
    { id: "standard deviation ¼", says: "variance 1/16", formula: { ...densityLaw, variance: 1 / 16 } },
    { id: "variance ½", says: "N(μ, ½) with ½ read as the variance", formula: { ...densityLaw, variance: 0.5 } },
    { id: "mean", says: "mean ΣU", formula: { ...densityLaw, mean: (columnSum) => columnSum } },
    { id: "centred", says: "mean 0", formula: { ...densityLaw, mean: () => 0 } },
  ],
};
