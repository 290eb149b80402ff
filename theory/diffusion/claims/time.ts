/** Claims A51, A52: the law of simulated paths of stable, marginal and unstable modes (criterion T5). */
import { errorBelow, errorsBelow, sampledMean, within } from "../../../src/lab/agreement.ts";
import type { Claim, Evidence, EvidenceContext, Finding } from "../../../src/lab/types.ts";
import { solveOde } from "../../../src/numeric/index.ts";
import { worstOver } from "../../support/identity.ts";
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

const equations: Evidence<LawInTime> = {
  id: "equations",
  says: "the moment equations ṁ = f − km, v̇ = 2 − 2kv solved numerically for stable, marginal and unstable directions",
  judge(formula) {
    const start = { mean: 0.3, variance: 0.2 };
    const worst = worstOver(DRIFTS, ({ rate, force = 0 }) => {
      const flow = (_t: number, [m, v]: Float64Array): number[] => [force - rate * m!, 2 - 2 * rate * v!];
      const [m, v] = solveOde(flow, [start.mean, start.variance], [0, 1.3]).states[1]!;
      const law = formula({ rate, force }, 1.3, start);
      return Math.max(Math.abs(law.mean / m! - 1), Math.abs(law.variance / v! - 1));
    });
    return errorBelow("relative error of mean and variance", worst, 1e-7, 2 * DRIFTS.length);
  },
};

const AT_ORIGIN: Gaussian = { mean: 0, variance: 0 };
const TAU = 0.005;

/** Paths under f − kz up to a time. */
export function walkTo(rate: number, force: number, times: readonly number[], paths: number): Walk {
  return { paths, step: { tau: TAU, force: [force, -rate] }, looks: times.map((t) => Math.round(t / TAU)) };
}

/** What the finite step adds, exactly known, is taken out of the measurement before it meets the formula. */
function withoutStepError(look: Look, rate: number, force: number): { mean: number; variance: number } {
  const [exact, stepped] = [lawAt({ rate, force }, look.steps * TAU), eulerLaw(rate, force, TAU, look.steps)];
  return {
    mean: look.mean.mean + exact.mean - stepped.mean,
    variance: look.variance.mean * (exact.variance / stepped.variance),
  };
}

const PATHS = 40_000;

/** The variance at one time against the formula, by its error bar. */
function sampledVariance(lambda: number, time: number): Evidence<LawInTime>["judge"] {
  return async (formula, { rng, scale }) => {
    const [rate, force] = [4 - lambda, 0.3];
    const look = (await simulate(rng, walkTo(rate, force, [time], scale * PATHS)))[0]!;
    const predicted = formula({ rate, force }, time, AT_ORIGIN).variance;
    const { standardError, ess } = look.variance;
    return sampledMean("variance", withoutStepError(look, rate, force).variance, standardError, predicted, ess);
  };
}

const early: Evidence<LawInTime> = {
  id: "paths, t = 0.3",
  says: `variance of ${PATHS} simulated paths of a mode with λ = 2.5 on its way`,
  judge: sampledVariance(2.5, 0.3),
};

const late: Evidence<LawInTime> = {
  id: "paths, t = 3",
  says: `variance of ${PATHS} simulated paths of the same mode once stationary`,
  judge: sampledVariance(2.5, 3),
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
  evidence: [equations, early, late],
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

/** Criterion T5: unstable growth within 5 %, everything else within 4 %. */
async function growthErrors(formula: Growth, { rng, scale }: EvidenceContext): Promise<Finding> {
  const cases = [
    { what: "λ = 2.5", rate: 1.5, t: 3, formula: formula.spring(2.5, 3), limit: 0.04 },
    { what: "λ = 4", rate: 0, t: 1.5, formula: formula.spring(4, 1.5), limit: 0.04 },
    { what: "λ = 5", rate: -1, t: 1.5, formula: formula.spring(5, 1.5), limit: 0.05 },
    { what: "E alone, u, λ = 1.2", rate: -1.2, t: 1.2, formula: formula.energy(1, 1.2, 1.2), limit: 0.05 },
    { what: "E alone, w, λ = 1.2", rate: 1.2, t: 3, formula: formula.energy(-1, 1.2, 3), limit: 0.04 },
  ];
  const criteria = [];
  for (const { what, rate, t, formula: predicted, limit } of cases) {
    const look = (await simulate(rng.child(what), walkTo(rate, 0, [t], (scale * PATHS) / 2)))[0]!;
    const error = Math.abs(withoutStepError(look, rate, 0).variance / predicted - 1);
    criteria.push({ what: `relative error, ${what}`, error, limit });
  }
  return errorsBelow(criteria);
}

const growthPaths: Evidence<Growth> = {
  id: "paths",
  says: `variance of ${PATHS / 2} simulated paths from the origin for five modes, within 4 % where they are stable or marginal and 5 % where they grow (criterion T5)`,
  judge: growthErrors,
};

const growthRate: Evidence<Growth> = {
  id: "growth rate",
  says: "ln of the variance of simulated paths grows by 2(λ − 4) a unit of time between t = 2 and t = 2.5 for λ = 5, within 5 %",
  async judge(formula, { rng, scale }) {
    const times = [2, 2.5] as const;
    const looks = await simulate(rng, walkTo(-1, 0, times, (scale * PATHS) / 2));
    const [first, second] = looks.map((look) => withoutStepError(look, -1, 0).variance);
    const found = Math.log(second! / first!) / 0.5;
    const predicted = Math.log(formula.spring(5, times[1]) / formula.spring(5, times[0])) / 0.5;
    return within("measured over predicted rate", found / predicted, 0.95, 1.05, 2);
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
  expect: "checked",
  formula: growth,
  evidence: [growthPaths, growthRate],
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
