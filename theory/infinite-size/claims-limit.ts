/** Claim A42: how near to Gaussian a reciprocal variable is over all states. */
import { agree } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { gammaln, normalCdf } from "../../src/numeric/index.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { inverseParticipationRatios } from "../initial-spectrum/haar.ts";
import { sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { limitOfHalving } from "../support/limits.ts";
import { configurations } from "../support/machines.ts";
import { standard } from "../support/source.ts";
import { edgeworthDistance } from "./gaussian-law.ts";
import { lawOfSum } from "./law-of-sum.ts";

const ROOM = "infinite-size";

interface CentralLimit {
  /** sup|F − Φ| from Σ|U|³ where all entries are equal, the slowest approach that there is. */
  equal(third: number): number;
  /** Leading size of sup|F − Φ| from Q = ΣU⁴ for vectors without such order. */
  edgeworth(participation: number): number;
  /** κ₂, κ₃, κ₄ of Σ u_i v_i for independent units that are on with probability p. */
  biased(u: Float64Array, p: number): readonly [number, number, number];
}

const centralLimit: CentralLimit = {
  equal: (third) => third / Math.sqrt(2 * Math.PI),
  edgeworth: edgeworthDistance,
  biased: (u, p) => {
    const sum = (n: number): number => u.reduce((s, t) => s + t ** n, 0);
    const q = p * (1 - p);
    return [sum(2) * q, sum(3) * q * (1 - 2 * p), sum(4) * q * (1 - 6 * q)];
  },
};

/** A unit vector uniform on the sphere. */
export function sphere(n: number, rng: Rng): Float64Array {
  const x = rng.normals(n);
  const norm = Math.sqrt(x.reduce((s, t) => s + t * t, 0));
  return x.map((t) => t / norm);
}

/** Σ_i u_i⁴. */
export const participationOf = (u: Float64Array): number =>
  inverseParticipationRatios({ rows: u.length, cols: 1, data: u })[0]!;

const UNITS = 2000;

/** sup|F − Φ| of directions of many units, by inversion; F is smooth, the largest value lies on a grid to 10⁻⁴ of it. */
const measuredDistances = sharedDraw((rng: Rng) =>
  [0, 1, 2].map((k) => {
    const u = sphere(UNITS, rng.child(k));
    const law = lawOfSum(u);
    const centre = u.reduce((s, t) => s + t / 2, 0);
    const grid = Array.from({ length: 201 }, (_, n) => (n - 100) * 0.03);
    const distance = Math.max(...grid.map((z) => Math.abs(law(centre + z / 2) - normalCdf(z))));
    return { participation: participationOf(u), distance };
  }),
);

const spreadEvidence: Evidence<CentralLimit> = {
  id: "spread-out vectors",
  says: `sup|F − Φ| of three random directions of ${UNITS.toLocaleString("en")} units, F by inversion of the characteristic function, against the Edgeworth size`,
  judge(formula, { rng }) {
    const pairs = measuredDistances(rng).map(({ participation, distance }) => ({
      expected: formula.edgeworth(participation),
      found: distance,
    }));
    return agree("sup|F − Φ|", pairs, {
      allowed: 0.01,
      because: `the next order of the expansion is 2.6/N for random directions, 0.13 % at N = ${UNITS}`,
      everyDraw: true,
    });
  },
};

/** sup|F − Φ| of n equal entries, from the binomial law, on both sides of every jump. */
function distanceOfEqual(n: number): number {
  let [below, largest] = [0, 0];
  for (let on = 0; on <= n; on++) {
    const phi = normalCdf((on - n / 2) / (Math.sqrt(n) / 2));
    const above = below + Math.exp(gammaln(n + 1) - gammaln(on + 1) - gammaln(n - on + 1) - n * Math.LN2);
    largest = Math.max(largest, Math.abs(below - phi), Math.abs(above - phi));
    below = above;
  }
  return largest;
}

const equalEvidence: Evidence<CentralLimit> = {
  id: "equal entries",
  says: "sup|F − Φ| of vectors with 16, 32, 64 and 128 equal entries by their binomial law: ratio to the formula, extrapolated in 1/N, is 1",
  judge(formula) {
    const ratios = [16, 32, 64, 128].map((n) => distanceOfEqual(n) / formula.equal(1 / Math.sqrt(n)));
    return agree("ratio to the formula in a long vector", [{ expected: 1, found: limitOfHalving(ratios) }], {
      allowed: 1e-6,
      because: "three orders in 1/N are extrapolated away, the fourth is below 1e-5 at 16 units",
    });
  },
};

const biasedEvidence: Evidence<CentralLimit> = {
  id: "biased measure",
  says: "second, third and fourth cumulant of a random direction over all states of ten units that are on with probability 0.3",
  judge(formula, { rng }) {
    const p = 0.3;
    const u = sphere(10, rng);
    const expected = formula.biased(u, p);
    const pairs = biasedCumulants(u, p).map((found, k) => ({ at: `κ${k + 2}`, expected: expected[k]!, found }));
    return agree("cumulants", pairs, {
      allowed: 1e-12,
      because: "rounding of sums over 2¹⁰ states",
      unit: "scale",
      sizes: ["10 binary"],
      everyDraw: true,
    });
  },
};

function biasedCumulants(u: Float64Array, p: number): [number, number, number] {
  const moments = [0, 0, 0, 0];
  for (const v of configurations(u.length, "binary")) {
    const weight = v.reduce((w, t) => w * (t > 0 ? p : 1 - p), 1);
    const x = v.reduce((s, t, i) => s + u[i]! * (t - p), 0);
    for (let n = 1; n <= 4; n++) moments[n - 1]! += weight * x ** n;
  }
  return [moments[1]!, moments[2]!, moments[3]! - 3 * moments[1]! ** 2];
}

export const limitClaim: Claim<CentralLimit> = {
  id: `${ROOM}/central-limit`,
  room: ROOM,
  labels: ["A42"],
  title: "How near to Gaussian a reciprocal variable is",
  statement: gathered(
    String.raw`\sup|F-\Phi|\approx\tfrac1{12}\sum_iU_{i\alpha}^4\,\max_z|He_3(z)\varphi(z)|,\qquad\text{equal entries: }\sup|F-\Phi|\approx\tfrac1{\sqrt{2\pi}}\sum_i|U_{i\alpha}|^3`,
    String.raw`\text{units on with probability }p:\;\kappa_2=p(1-p)\textstyle\sum U^2,\;\kappa_3=p(1-p)(1-2p)\sum U^3,\;\kappa_4=p(1-p)(1-6p(1-p))\sum U^4`,
  ),
  source: standard(
    "A42",
    "Edgeworth, the jump of the binomial law, whose rate is that of Berry and Esseen; the cumulants of a Bernoulli unit",
  ),
  status: "standard",
  expect: "checked",
  formula: centralLimit,
  evidence: [biasedEvidence, spreadEvidence, equalEvidence],
  mutants: [
    {
      id: "no skewness",
      says: "κ₃ = 0",
      formula: { ...centralLimit, biased: (u, p) => [centralLimit.biased(u, p)[0], 0, centralLimit.biased(u, p)[2]] },
    },
    {
      id: "fourth cumulant",
      says: "κ₄ = p(1−p)(1−3p(1−p))ΣU⁴",
      formula: {
        ...centralLimit,
        biased: (u, p) => [
          centralLimit.biased(u, p)[0],
          centralLimit.biased(u, p)[1],
          u.reduce((s, t) => s + t ** 4, 0) * p * (1 - p) * (1 - 3 * p * (1 - p)),
        ],
      },
    },
    {
      id: "whole jump",
      says: "the jump of the binomial law, and not its half",
      formula: { ...centralLimit, equal: (third) => 2 * centralLimit.equal(third) },
    },
    { id: "Edgeworth ×2", says: "Q/6", formula: { ...centralLimit, edgeworth: (q) => 2 * centralLimit.edgeworth(q) } },
  ],
};
