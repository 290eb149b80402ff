/** Claim A18: the singular vectors of an untrained machine. */

import { agree, drawnLaw, drawnMean, drawnMeans, type Pair } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence, EvidenceContext } from "../../src/lab/types.ts";
import { integrate, mean } from "../../src/numeric/index.ts";
import type { Matrix } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import { drawWeights, sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { fromPaper } from "../support/source.ts";
import { drawHaarOrthogonal, type HaarLaw, haarLaw, inverseParticipationRatios } from "./haar.ts";
import type { WeightEnsemble } from "./marchenko-pastur.ts";

const ROOM = "initial-spectrum";

type Haar = (n: number) => HaarLaw;

const SIZES = [4, 30] as const;

/** ⟨u_i^(2k)⟩ from the cumulative law of u_i², by parts; u_i² = t² takes away the root at 0. */
function momentOfSquare(law: HaarLaw, k: number): number {
  return integrate((t) => 2 * k * t ** (2 * k - 1) * (1 - law.squareCumulative(t * t)), 0, 1).value;
}

const momentsOfLaw: Evidence<Haar> = {
  id: "moments of the law",
  says: "mean and variance of Σ_i U_i⁴ against integrals of the law of one component; given one, the others are uniform on a sphere of one dimension less: theory against theory",
  judge(formula) {
    const pairs = SIZES.flatMap((n): Pair[] => {
      const law = formula(n);
      const [second, third, fourth] = [2, 3, 4].map((k) => momentOfSquare(law, k)) as [number, number, number];
      const shorter = momentOfSquare(formula(n - 1), 2);
      const mixed = (second - 2 * third + fourth) * shorter;
      const meanIpr = n * second;
      return [
        { at: `mean, N = ${n}`, expected: law.meanIpr, found: meanIpr },
        { at: `variance, N = ${n}`, expected: law.varianceIpr, found: n * fourth + n * (n - 1) * mixed - meanIpr ** 2 },
      ];
    });
    return agree("Σ U⁴", pairs, {
      allowed: 1e-7,
      because: "tolerance of the quadrature, in a variance that is a difference",
    });
  },
};

const SHAPE: WeightEnsemble = { visible: 24, hidden: 16, sigma: 1 };
const DRAWS = 1000;

/** One draw: Σ_i U⁴ and Σ_j V⁴ of its modes, and a component of its leading left vector. */
interface HaarDraw {
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly component: number;
}

const drawn = sharedDraw((rng: Rng, count: number): readonly HaarDraw[] =>
  Array.from({ length: count }, (_, k) => {
    const { U, V } = singularModes(drawWeights(SHAPE, rng.child(k)));
    return { left: inverseParticipationRatios(U), right: inverseParticipationRatios(V), component: U.data[0]! };
  }),
);

/** The same draws for every line of the claim. */
function haarDraws({ seed, scale }: EvidenceContext): readonly HaarDraw[] {
  return drawn(Rng.fromSeed(seed).child(`${ROOM}/haar-vectors`).child(scale), DRAWS * scale);
}

const participation: Evidence<Haar> = {
  id: "participation",
  says: `Σ_i U_i⁴ and Σ_j V_j⁴, each averaged over the modes of a draw: ${DRAWS.toLocaleString("en")} draws of 24×16 against the Haar mean`,
  judge(formula, context) {
    const draws = haarDraws(context);
    return drawnMeans("mean of Σ U⁴", [
      { at: "N = 24", sample: draws.map((d) => mean(d.left)), predicted: formula(SHAPE.visible).meanIpr },
      { at: "M = 16", sample: draws.map((d) => mean(d.right)), predicted: formula(SHAPE.hidden).meanIpr },
    ]);
  },
};

const participationSpread: Evidence<Haar> = {
  id: "spread",
  says: "squared deviation of Σ_i U_i⁴ from its mean, averaged over the modes of a draw, against the Haar variance; same sizes",
  judge(formula, context) {
    const { meanIpr, varianceIpr } = formula(SHAPE.visible);
    const squares = haarDraws(context).map((d) => mean(d.left.map((t) => (t - meanIpr) ** 2)));
    return drawnMean("variance of Σ U⁴", squares, varianceIpr);
  },
};

const components: Evidence<Haar> = {
  id: "components",
  says: "the squared first component of the leading left vector of each draw against Beta(½, (N−1)/2), by Kolmogorov–Smirnov",
  judge(formula, context) {
    const squares = haarDraws(context).map((d) => d.component ** 2);
    return drawnLaw("distribution of U²", squares, formula(SHAPE.visible).squareCumulative);
  },
};

const columnSums: Evidence<Haar> = {
  id: "column sums",
  says: "Σ_α (Σ_i U_iα)² over a complete basis, exactly N: singular vectors of 40×40 weights, and a Haar-distributed matrix",
  judge(formula, { rng }) {
    const bases = [
      singularModes(drawWeights({ visible: 40, hidden: 40, sigma: 1 }, rng.child("weights"))).U,
      drawHaarOrthogonal(40, rng.child("matrix")),
    ];
    const pairs = bases.map((U) => ({ expected: formula(40).columnSumsSquared, found: sumOfSquaredColumnSums(U) }));
    return agree("Σ of squared column sums", pairs, { allowed: 1e-11, because: "rounding", everyDraw: true });
  },
};

function sumOfSquaredColumnSums(U: Matrix): number {
  const sums = new Float64Array(U.cols);
  U.data.forEach((t, k) => {
    sums[k % U.cols]! += t;
  });
  return sums.reduce((s, t) => s + t * t, 0);
}

function haarWith(change: (law: HaarLaw, n: number) => Partial<HaarLaw>): Haar {
  return (n) => {
    const law = haarLaw(n);
    return { ...law, ...change(law, n) };
  };
}

const haarClaim: Claim<Haar> = {
  id: `${ROOM}/haar-vectors`,
  room: ROOM,
  labels: ["A18"],
  title: "Initial singular vectors are uniform on the sphere",
  statement: gathered(
    String.raw`U_{i\alpha}^2\sim\mathrm{Beta}\big(\tfrac12,\tfrac{N-1}{2}\big),\quad \mathbb E\sum_iU_{i\alpha}^4=\frac{3}{N+2},`,
    String.raw`\operatorname{Var}=\frac{9N+96}{(N+2)(N+4)(N+6)}-\frac{9}{(N+2)^2},`,
    String.raw`\sum_\alpha\Big(\sum_iU_{i\alpha}\Big)^2=N`,
  ),
  source: fromPaper("A18", "the abstract states the rotational symmetry; the moments are standard"),
  status: "standard",
  expect: "sampled",
  formula: haarLaw,
  evidence: [momentsOfLaw, participation, participationSpread, components, columnSums],
  mutants: [
    {
      id: "complex vectors",
      says: "2/(N+1), the value for unitary matrices",
      formula: haarWith((_, n) => ({ meanIpr: 2 / (n + 1) })),
    },
    { id: "independent components", says: "Σ U⁴ = 1/N", formula: haarWith((_, n) => ({ meanIpr: 1 / n })) },
    {
      id: "Gaussian variance",
      says: "96/N³, without the constraint |U| = 1",
      formula: haarWith((_, n) => ({ varianceIpr: 96 / n ** 3 })),
    },
    {
      id: "exponential components",
      says: "N U² exponential",
      formula: haarWith((_, n) => ({ squareCumulative: (x) => 1 - Math.exp(-n * x) })),
    },
    { id: "column sums", says: "Σ_α s_α² = √N", formula: haarWith((_, n) => ({ columnSumsSquared: Math.sqrt(n) })) },
  ],
};

export const vectorClaims: readonly Claim[] = [haarClaim];
