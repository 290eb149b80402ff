/** Claims A43, F8: the correlation of x and y of one mode. */
import { agree, drawnMeans, onMachine, type Regime, regime, show } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence, Finding, TrainedMachine } from "../../src/lab/types.ts";
import { type Matrix, matrixFrom } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { probabilityHiddenOn, probabilityVisibleOn } from "../../src/rbm/conditionals.ts";
import { singularModes } from "../../src/rbm/modes.ts";
import { Rbm } from "../../src/rbm/rbm.ts";
import { uniformStates } from "../../src/rbm/sampling.ts";
import { drawWeights, sharedDraw } from "../support/draws.ts";
import { gathered } from "../support/latex.ts";
import { limitOfHalving } from "../support/limits.ts";
import { boltzmannLaw, centredMachine, oneMode } from "../support/machines.ts";
import { atTemperature, gibbsSamples } from "../support/samples.ts";
import { fromPaper, reconstructed } from "../support/source.ts";
import { correlationOfMode, type MeasuredMode, type ModeVariances, measureModes } from "./correlation.ts";
import { modeCovariance } from "./gaussian-law.ts";
import { atInfiniteSize } from "./uniform.ts";

const ROOM = "infinite-size";

type Correlation = (mode: ModeVariances) => number;

/** βλ/4: only βλ counts. */
const gaussian: Correlation = ({ lambda }) => {
  const { covariance, varianceX } = modeCovariance(lambda);
  return covariance / varianceX;
};

/** W with modes of the given strengths along random directions, on top of what is there. */
function plant(W: Matrix, strengths: readonly number[], rng: Rng): Matrix {
  const parts = strengths.map((lambda, k) => oneMode(W.rows, W.cols, lambda, rng.child(k)));
  return matrixFrom(W.rows, W.cols, (i, j) => {
    return parts.reduce((s, P) => s + P.data[i * W.cols + j]!, W.data[i * W.cols + j]!);
  });
}

async function measureLeading(rbm: Rbm, count: number, chains: number, rng: Rng): Promise<MeasuredMode[]> {
  const start = uniformStates(chains, rbm.visible, rbm.visibleUnits, rng.child("start"));
  const samples = await gibbsSamples(rbm, rng.child("chains"), { start, burnIn: 40 });
  return measureModes(rbm, singularModes(rbm, { count }), samples);
}

const STRENGTHS = [2.9, 2.4, 1.9, 1.4];
const SIZE = 300;

/** Four modes in an otherwise empty W of 300×300, centred: a machine of Gaussian modes. */
export const plantedModes: (rng: Rng, scale: number) => Promise<MeasuredMode[]> = sharedDraw(
  (rng: Rng, scale: number) => {
    const empty = drawWeights({ visible: SIZE, hidden: SIZE, sigma: 0 }, rng);
    const rbm = centredMachine(plant(empty, STRENGTHS, rng.child("modes")), "binary", "binary");
    return measureLeading(rbm, STRENGTHS.length, 1000 * scale, rng);
  },
);

/** The same over a bulk of σ_W√N = 1, with strong fields. */
const biasedModes = sharedDraw((rng: Rng, scale: number) => {
  const [N, M] = [300, 200];
  const bulk = drawWeights({ visible: N, hidden: M, sigma: 1 / Math.sqrt(N) }, rng.child("bulk"));
  const { W, a, b } = centredMachine(plant(bulk, STRENGTHS, rng.child("modes")), "binary", "binary");
  const shift = (x: Float64Array, name: string): Float64Array => {
    const field = rng.child(name).normals(x.length, 1.2);
    return x.map((t, i) => t + field[i]!);
  };
  return measureLeading(
    new Rbm({ W, a: shift(a, "visible"), b: shift(b, "hidden") }),
    STRENGTHS.length,
    1000 * scale,
    rng,
  );
});

/** ⟨δx²⟩ − ¼ of every planted mode. */
const EXCESS = STRENGTHS.map((lambda) => modeCovariance(lambda).varianceX - 1 / 4);

/** Share of its correlation that a mode loses to first order in 1/N: modes stiffen each other, T_ααββ = 1/N, and 3/N itself. */
const stiffened = (k: number): number => (4 / SIZE) * EXCESS.reduce((s, t, other) => s + (other === k ? 3 * t : t), 0);

const planted: Evidence<Correlation> = {
  id: "planted modes",
  says: "corr(x, y) of four modes with λ from 1.4 to 2.9 planted in a 300×300 machine, over 1,000 chains (criterion F8)",
  async judge(formula, { rng, scale }) {
    const cases = (await plantedModes(rng, scale)).map((mode, k) => ({
      at: `λ = ${show(mode.lambda)}`,
      sample: mode.correlationByChain,
      predicted: formula(mode),
      systematic: {
        size: (2 * stiffened(k) * mode.lambda) / 4,
        because: "1/N: twice what modes along random directions stiffen each other by to first order",
      },
    }));
    return drawnMeans("corr(x, y)", cases);
  },
};

const oneUniformMode: Evidence<Correlation> = {
  id: "one uniform mode",
  says: "exact corr(x, y) of one uniform mode of free units, N = M = 50 … 400, extrapolated in 1/N",
  judge(formula) {
    const pairs = [0.5, 1, 2, 3].map((lambda) => ({
      at: `λ = ${lambda}`,
      expected: formula({ lambda, visibleVariance: 1 / 4, hiddenVariance: 1 / 4 }),
      found: atInfiniteSize(lambda, ({ u2, w2 }) => (u2 - w2) / (u2 + w2)),
    }));
    return agree("corr(x, y)", pairs, { allowed: 1e-4, because: "the fourth order in 1/N at 50 units and λ = 3" });
  },
};

const gaussianClaim: Claim<Correlation> = {
  id: `${ROOM}/correlation`,
  room: ROOM,
  labels: ["A43"],
  title: "Correlation of the two layers along a mode",
  statement: String.raw`\operatorname{corr}(x_\alpha,y_\alpha)=\frac{\beta\lambda_\alpha}{4}\quad\text{for finitely many Gaussian modes, means }\tfrac12`,
  source: fromPaper("A43, F8", "the scatter plot is the paper's; the criterion is ours"),
  status: "as printed",
  expect: "sampled",
  formula: gaussian,
  evidence: [oneUniformMode, planted],
  mutants: [
    { id: "half", says: "λ/8", formula: (m) => gaussian(m) / 2 },
    { id: "autocorrelation", says: "λ²/16, the correlation of x over a sweep", formula: (m) => gaussian(m) ** 2 },
    { id: "covariance", says: "λ/(16 − λ²)", formula: ({ lambda }) => modeCovariance(lambda).covariance },
  ],
};

/** βλ_1 at which the trained machine is judged: its modes are Gaussian there, and below the λ < 3 of the criterion. */
export const WARM = 2;
const LEADING = 10;
const CHAINS = 300;

/** Leading modes of the trained machine at the β where βλ_1 = `WARM`. */
export const warmModes: (rng: Rng, machine: TrainedMachine, scale: number) => Promise<MeasuredMode[]> = sharedDraw(
  (rng: Rng, { rbm }: TrainedMachine, scale: number) => {
    const beta = Math.min(1, WARM / singularModes(rbm, { count: 1 }).lambda[0]!);
    return measureLeading(atTemperature(rbm, beta), Math.min(LEADING, rbm.hidden), CHAINS * scale, rng);
  },
  ({ name, rbm }, scale) => [name, rbm.W.data[0]!, scale],
);

function regimeOfCorrelations(formula: Correlation, modes: readonly MeasuredMode[], where: Regime): Finding {
  const points = modes.map((mode) => ({
    at: `βλ = ${show(mode.lambda)}`,
    expected: formula(mode),
    found: mode.correlationByChain,
  }));
  return regime("corr(x, y)", points, where);
}

/** corr(x, y) of a machine with one mode over all states, and what it is predicted from. */
function enumeratedMode(W: Matrix, a: Float64Array, b: Float64Array) {
  const rbm = new Rbm({ W, a, b });
  const { U, lambda, V } = singularModes(rbm, { count: 1 });
  const along = (A: Matrix, s: ArrayLike<number>, power: number): number =>
    A.data.reduce((t, entry, i) => t + entry ** power * s[i]!, 0);
  const spread = (on: Float64Array): Float64Array => on.map((p) => p * (1 - p));
  const mean = [0, 0, 0, 0, 0, 0, 0];
  for (const { v, h, probability } of boltzmannLaw(rbm).states) {
    const [x, y] = [along(U, v, 1), along(V, h, 1)];
    const visible = along(U, spread(probabilityVisibleOn(rbm, h)), 2);
    const hidden = along(V, spread(probabilityHiddenOn(rbm, v)), 2);
    [x, y, x * x, y * y, x * y, visible, hidden].forEach((t, k) => {
      mean[k]! += probability * t;
    });
  }
  const [x, y, xx, yy, xy, visibleVariance, hiddenVariance] = mean as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const correlation = (xy - x * y) / Math.sqrt((xx - x * x) * (yy - y * y));
  return { correlation, mode: { lambda: lambda[0]!, visibleVariance, hiddenVariance } };
}

const weakModes = sharedDraw((rng: Rng) =>
  [0, 1, 2].map((k) => {
    const stream = rng.child(k);
    const [a, b] = [stream.normals(6, 1.2), stream.normals(5, 1.2)];
    return [0.4, 0.2, 0.1, 0.05].map((lambda) => enumeratedMode(oneMode(6, 5, lambda, stream.child("W")), a, b));
  }),
);

const weakCoupling: Evidence<Correlation> = {
  id: "weak coupling",
  says: "exact corr(x, y) of one mode in strong fields over all states of three 6×5 machines: ratio to the formula at λ = 0.4 … 0.05, extrapolated to λ = 0, is 1",
  judge(formula, { rng }) {
    const pairs = weakModes(rng).map((found) => ({
      expected: 1,
      found: limitOfHalving(found.map(({ correlation, mode }) => correlation / formula(mode))),
    }));
    return agree("ratio to the formula as λ vanishes", pairs, {
      allowed: 1e-4,
      because: "three orders in λ are extrapolated away, the fourth, (λ/4)⁴, is 1e-4 at λ = 0.4",
      sizes: ["6×5 binary"],
      everyDraw: true,
    });
  },
};

const conditionalClaim: Claim<Correlation> = {
  id: `${ROOM}/correlation-conditional`,
  room: ROOM,
  labels: ["A43", "A44"],
  title: "Correlation along a mode, with fields and a bulk",
  statement: gathered(
    String.raw`\operatorname{corr}(x_\alpha,y_\alpha)\approx\beta\lambda_\alpha\sqrt{k^v_\alpha k^h_\alpha}`,
    String.raw`k^v_\alpha=\sum_iU_{i\alpha}^2\langle p_i(1-p_i)\rangle,\quad p_i=P(v_i{=}1\mid h),\qquad k^h_\alpha\text{ likewise}`,
  ),
  source: reconstructed(
    "A43, A44, F8",
    "reconstruction: Stein's lemma for Gaussian inputs, terms between modes left out",
  ),
  status: "reconstruction",
  expect: "regime",
  formula: correlationOfMode,
  evidence: [
    weakCoupling,
    {
      id: "fields and bulk",
      says: "four modes planted over a bulk of σ_W√N = 1 with fields of deviation 1.2, 300×200, 1,000 chains",
      judge: async (formula, { rng, scale }) =>
        regimeOfCorrelations(formula, await biasedModes(rng, scale), {
          within: 0.05,
          where: "four modes, λ ≤ 3.3, over a bulk of σ_W√N = 1, 300×200",
        }),
    },
    {
      id: "trained machine",
      says: `the ${LEADING} leading modes of the trained machine at the β where βλ_1 = ${WARM}, ${CHAINS} chains (criterion F8); at β = 1 its modes are not Gaussian, see the figure`,
      needs: "machine",
      judge: async (formula, { machine, rng, scale }) =>
        onMachine(
          machine!.name,
          regimeOfCorrelations(formula, await warmModes(rng, machine!, scale), {
            within: 0.1,
            where: `βλ_1 ≤ ${WARM}`,
          }),
        ),
    },
  ],
  mutants: [
    { id: "fair units", says: "βλ/4: fields and bulk left out", formula: gaussian },
    { id: "no root", says: "βλ k_v k_h", formula: (m) => m.lambda * m.visibleVariance * m.hiddenVariance },
    {
      id: "one layer",
      says: "βλ√(k_v/4): hidden units as fair coins",
      formula: (m) => (m.lambda / 2) * Math.sqrt(m.visibleVariance),
    },
  ],
};

export const correlationClaims: readonly Claim[] = [gaussianClaim, conditionalClaim];
