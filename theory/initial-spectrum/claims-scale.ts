/** Claim A15: the scale of the initial weights. */

import { agree, drawnMeans, onMachine, type Pair } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { popcountRow } from "../../src/numeric/bits.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { fromPaper } from "../support/source.ts";
import { marchenkoPastur } from "./marchenko-pastur.ts";

const ROOM = "initial-spectrum";

interface Initialisation {
  /** Standard deviation of every weight and bias in the paper's code. */
  readonly sigma: number;
  /** Standard deviation of a weight for the persistent-chain machines, from the mean number of pixels that are on. */
  replicaScale(meanOn: number): number;
}

/** λ₋ and λ₊ for the hidden sizes of the paper, as listed there. */
const LISTED: readonly (readonly [hidden: number, low: number, high: number])[] = [
  [500, 0.0564, 0.5036],
  [784, 0, 0.56],
  [1200, 0.0664, 0.6264],
  [3000, 0.2677, 0.8277],
];

const bulk: Evidence<Initialisation> = {
  id: "bulk stays below the transition",
  says: "edges of the spectrum at this scale against the listed ones for every hidden size of the paper: all far below 4",
  judge(formula) {
    const pairs = LISTED.flatMap(([hidden, low, high]): Pair[] => {
      const { edges } = marchenkoPastur({ visible: 784, hidden, sigma: formula.sigma });
      return [low, high].map((found, k) => ({ at: `M = ${hidden}`, expected: edges[k]!, found }));
    });
    return agree("edges", pairs, { allowed: 5e-5, because: "listed to four decimals", unit: "absolute" });
  },
};

/** Pixels ≥ 128 of the 60,000 training digits, on average. */
const MNIST_PIXELS_ON = 0.1322583 * 784;

const listedScale: Evidence<Initialisation> = {
  id: "scale on MNIST",
  says: "0.1/√⟨|v|²⟩ at the 103.7 pixels that are on in a training digit, against the listed 0.0098",
  judge(formula) {
    const pair = { expected: formula.replicaScale(MNIST_PIXELS_ON), found: 0.0098 };
    return agree("scale of a weight", [pair], { allowed: 5e-5, because: "listed to four decimals", unit: "absolute" });
  },
};

/** Numbers of pixels that are on: sparse and dense data. */
const PIXELS_ON = [16, 64, 196] as const;
const UNITS = 2000;

/** Sums of so many standard normals, for each number of pixels. */
const unitFields = sharedDraw((rng: Rng, units: number) =>
  PIXELS_ON.map((on) => {
    const z = rng.child(on).normals(units * on);
    return Float64Array.from({ length: units }, (_, j) => z.subarray(j * on, (j + 1) * on).reduce((s, t) => s + t, 0));
  }),
);

const fields: Evidence<Initialisation> = {
  id: "fields on hidden units",
  says: `the field Σ_i v_i W_ij of a configuration on a hidden unit has standard deviation 0.1, whatever the number of units that are on: ${UNITS.toLocaleString("en")} hidden units each for ${PIXELS_ON.join(", ")}`,
  judge(formula, { rng, scale }) {
    const cases = unitFields(rng, UNITS * scale).map((x, k) => {
      const sigma = formula.replicaScale(PIXELS_ON[k]!);
      return { at: `${PIXELS_ON[k]} units on`, sample: x.map((t) => (sigma * t) ** 2), predicted: 0.1 ** 2 };
    });
    return drawnMeans("squared field", cases);
  },
};

const trainingDigits: Evidence<Initialisation> = {
  id: "scale on the data",
  says: "0.1/√⟨|v|²⟩ of the training digits",
  needs: "machine",
  judge(formula, { machine }) {
    const { train, name } = machine!;
    let on = 0;
    for (let s = 0; s < train.rows; s++) on += popcountRow(train, s) / train.rows;
    const pair = { expected: formula.replicaScale(on), found: 0.0098 };
    const because = "listed to four decimals, and a few thousand digits differ from all by a per cent";
    return onMachine(name, agree("scale of a weight", [pair], { allowed: 0.02, because }));
  },
};

export const initialisationClaim: Claim<Initialisation> = {
  id: `${ROOM}/initialisation`,
  room: ROOM,
  labels: ["A15"],
  title: "Scale of the initial weights",
  statement: gathered(
    String.raw`W_{ij}\sim\mathcal N(0,\sigma_W^2),\;\sigma_W=0.01;`,
    String.raw`\text{replicas: }\sigma_W=\frac{0.1}{\sqrt{\langle|v|^2\rangle_{\text{data}}}}\approx0.0098\text{ on MNIST}`,
  ),
  source: fromPaper("A15", "both scales read in the paper's code; they agree on MNIST to 2 %"),
  status: "as printed",
  expect: "sampled",
  formula: { sigma: 0.01, replicaScale: (meanOn) => 0.1 / Math.sqrt(meanOn) },
  evidence: [bulk, listedScale, fields, trainingDigits],
  mutants: [
    { id: "ten times", says: "σ = 0.1", formula: { sigma: 0.1, replicaScale: (m) => 0.1 / Math.sqrt(m) } },
    {
      id: "variance for deviation",
      says: "0.1/⟨|v|²⟩, the root forgotten",
      formula: { sigma: 0.01, replicaScale: (m) => 0.1 / m },
    },
    {
      id: "fitted to MNIST",
      says: "0.0098 for any data",
      formula: { sigma: 0.01, replicaScale: () => 0.0098 },
    },
  ],
};
