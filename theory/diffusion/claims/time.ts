/** Claims A51, A52: the law of simulated paths of stable, marginal and unstable modes (criterion T5). */
import { agree, type Drawn, drawnMeans, type Pair } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { solveOde } from "../../../src/numeric/index.ts";
import { gathered } from "../../support/latex.ts";
import { reconstructed } from "../../support/source.ts";
import { varianceInTime } from "../derivations/laws.ts";
import { type Gaussian, type LinearDrift, lawAt } from "../process/ornstein-uhlenbeck.ts";
import { eulerLaw, type Look, simulate, type Walk } from "./simulate.ts";

const ROOM = "diffusion";

/** Moments in time of one direction. */
type LawInTime = (drift: LinearDrift, t: number, start: Gaussian) => Gaussian;

const DRIFTS: readonly LinearDrift[] = [
  { rate: 1.5, force: 0.4 },
  { rate: 6.5, force: -1 },
  { rate: 0, force: 0.7 },
  { rate: -1, force: 0.3 },
];

/** Mean and variance at a time by the moment equations ṁ = f − km, v̇ = 2 − 2kv. */
function integratedMoments({ rate, force = 0 }: LinearDrift, t: number, start: Gaussian): Gaussian {
  const flow = (_t: number, [m, v]: Float64Array): number[] => [force - rate * m!, 2 - 2 * rate * v!];
  const [mean, variance] = solveOde(flow, [start.mean, start.variance], [0, t], { relativeTolerance: 1e-10 })
    .states[1]!;
  return { mean: mean!, variance: variance! };
}

const INTEGRATED = { allowed: 1e-7, because: "integration to ten digits a step" };

const equations: Evidence<LawInTime> = {
  id: "equations",
  says: "the moment equations ṁ = f − km, v̇ = 2 − 2kv solved numerically for stable, marginal and unstable directions",
  judge(formula) {
    const start = { mean: 0.3, variance: 0.2 };
    const pairs = DRIFTS.flatMap((drift): Pair[] => {
      const [law, found] = [formula(drift, 1.3, start), integratedMoments(drift, 1.3, start)];
      return [
        { at: `mean, k = ${drift.rate}`, expected: law.mean, found: found.mean },
        { at: `variance, k = ${drift.rate}`, expected: law.variance, found: found.variance },
      ];
    });
    return agree("mean and variance", pairs, INTEGRATED);
  },
};

const AT_ORIGIN: Gaussian = { mean: 0, variance: 0 };
const TAU = 0.005;

/** Paths under f − kz up to a time. */
export function walkTo(rate: number, force: number, times: readonly number[], paths: number): Walk {
  return { paths, step: { tau: TAU, force: [force, -rate] }, looks: times.map((t) => Math.round(t / TAU)) };
}

/** Steps of the fine process for one of the paths'. */
const FINER = 1000;

/**
 * Where the paths are, and the squares of their distances from the mean, without what the finite step adds to them: both
 * follow a recursion, which is known for steps a thousand times as short too.
 */
function withoutStepError({ positions, steps }: Look, rate: number, force: number) {
  const stepped = eulerLaw(rate, force, TAU, steps);
  const fine = eulerLaw(rate, force, TAU / FINER, steps * FINER);
  const factor = fine.variance / stepped.variance;
  return {
    mean: positions.map((z) => z + fine.mean - stepped.mean),
    variance: positions.map((z) => factor * (z - stepped.mean) ** 2),
  };
}

const PATHS = 40_000;

const onTheWay: Evidence<LawInTime> = {
  id: "paths",
  says: `mean and variance of ${PATHS / 2} simulated paths of a mode with λ = 2.5 and a field, on its way at t = 0.3 and once stationary at t = 3`,
  async judge(formula, { rng, scale }) {
    const [rate, force, times] = [1.5, 0.3, [0.3, 3]];
    const looks = await simulate(rng, walkTo(rate, force, times, (scale * PATHS) / 2));
    const cases = looks.flatMap((look, k): Drawn[] => {
      const found = withoutStepError(look, rate, force);
      const law = formula({ rate, force }, times[k]!, AT_ORIGIN);
      return [
        { at: `mean, t = ${times[k]}`, sample: found.mean, predicted: law.mean },
        { at: `variance, t = ${times[k]}`, sample: found.variance, predicted: law.variance },
      ];
    });
    return drawnMeans("law of the paths", cases);
  },
};

const lawClaim: Claim<LawInTime> = {
  id: `${ROOM}/law-in-time`,
  room: ROOM,
  labels: ["A51"],
  title: "Mean and variance of a mode in time",
  statement: String.raw`\langle z\rangle_t=\bar z+(z_0-\bar z)e^{-kt},\qquad\operatorname{var}(t)=\frac{1-e^{-2kt}}k+v_0e^{-2kt}`,
  source: reconstructed("A51", "reconstruction: the paper's code has the process; its stiffness is derived here"),
  status: "reconstruction",
  expect: "proved",
  derivation: varianceInTime,
  formula: lawAt,
  evidence: [equations, onTheWay],
  mutants: [
    {
      id: "noise 1",
      says: "half the noise",
      formula: (d, t, s) => ({
        ...lawAt(d, t, s),
        variance: lawAt(d, t).variance / 2 + s.variance * Math.exp(-2 * d.rate * t),
      }),
    },
    {
      id: "one rate",
      says: "e^{−kt} in place of e^{−2kt} in the variance",
      formula: (d, t, s) => ({ ...lawAt(d, t, s), variance: lawAt(d, t / 2, s).variance }),
    },
    {
      id: "forgets its start",
      says: "no v₀",
      formula: (d, t, s) => ({ ...lawAt(d, t, s), variance: lawAt(d, t).variance }),
    },
    { id: "no force", says: "z̄ = 0", formula: (d, t, s) => lawAt({ rate: d.rate }, t, s) },
  ],
};

/** Variance at time t of paths from the origin, by λ at β = 1. */
interface Growth {
  /** With the entropic spring. */
  spring(lambda: number, t: number): number;
  /** Under the energy alone, along u (s = 1) and along w (s = −1). */
  energy(s: 1 | -1, lambda: number, t: number): number;
}

const growth: Growth = {
  spring: (lambda, t) => lawAt({ rate: 4 - lambda }, t).variance,
  energy: (s, lambda, t) => lawAt({ rate: -s * lambda }, t).variance,
};

/** Rates and times at which the variance is looked at, with what the formula says of it there. */
const CASES: readonly { what: string; rate: number; t: number; variance: (formula: Growth) => number }[] = [
  { what: "λ = 2.5", rate: 1.5, t: 3, variance: (f) => f.spring(2.5, 3) },
  { what: "λ = 4", rate: 0, t: 1.5, variance: (f) => f.spring(4, 1.5) },
  { what: "λ = 5", rate: -1, t: 1.5, variance: (f) => f.spring(5, 1.5) },
  { what: "E alone, u, λ = 1.2", rate: -1.2, t: 1.2, variance: (f) => f.energy(1, 1.2, 1.2) },
  { what: "E alone, w, λ = 1.2", rate: 1.2, t: 3, variance: (f) => f.energy(-1, 1.2, 3) },
];

const growthEquations: Evidence<Growth> = {
  id: "equations",
  says: "the moment equation v̇ = 2 − 2kv solved numerically for five modes",
  judge(formula) {
    const pairs = CASES.map(({ what, rate, t, variance }) => {
      return { at: what, expected: variance(formula), found: integratedMoments({ rate }, t, AT_ORIGIN).variance };
    });
    return agree("variance", pairs, INTEGRATED);
  },
};

const growthPaths: Evidence<Growth> = {
  id: "paths",
  says: `variance of ${PATHS / 4} simulated paths from the origin for the same modes (criterion T5)`,
  async judge(formula, { rng, scale }) {
    const cases: Drawn[] = [];
    for (const { what, rate, t, variance } of CASES) {
      const look = (await simulate(rng.child(what), walkTo(rate, 0, [t], (scale * PATHS) / 4)))[0]!;
      cases.push({ at: what, sample: withoutStepError(look, rate, 0).variance, predicted: variance(formula) });
    }
    return drawnMeans("variance", cases);
  },
};

const growthClaim: Claim<Growth> = {
  id: `${ROOM}/growth`,
  room: ROOM,
  labels: ["A52"],
  title: "Beyond the threshold the variance grows without bound",
  statement: gathered(
    String.raw`\lambda<4:\;\operatorname{var}\to\frac1{4-\lambda},\qquad\lambda=4:\;\operatorname{var}=2t,\qquad\lambda>4:\;\operatorname{var}=\frac{e^{2(\lambda-4)t}-1}{\lambda-4}`,
    String.raw`E\text{ alone}:\;\operatorname{var}u=\frac{e^{2\lambda t}-1}\lambda,\qquad\operatorname{var}w\to\frac1\lambda`,
  ),
  source: reconstructed("A52", "reconstruction: the threshold 4/β stands in the paper's code, the table does not"),
  status: "reconstruction",
  expect: "sampled",
  formula: growth,
  evidence: [growthEquations, growthPaths],
  mutants: [
    {
      id: "rate λ − 4",
      says: "e^{(λ−4)t} in place of e^{2(λ−4)t}",
      formula: { ...growth, spring: (l, t) => (l > 4 ? Math.expm1((l - 4) * t) / (l - 4) : growth.spring(l, t)) },
    },
    {
      id: "threshold ¼",
      says: "the spring of the code's force",
      formula: { ...growth, spring: (l, t) => growth.energy(1, l - 0.25, t) },
    },
    { id: "half", says: "(e^{2λt} − 1)/2λ", formula: { ...growth, energy: (s, l, t) => growth.energy(s, l, t) / 2 } },
    {
      id: "exchanged",
      says: "u and w exchanged",
      formula: { ...growth, energy: (s, l, t) => growth.energy(s === 1 ? -1 : 1, l, t) },
    },
  ],
};

export const timeClaims: readonly Claim[] = [lawClaim, growthClaim];
