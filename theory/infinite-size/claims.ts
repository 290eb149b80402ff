/** Claims A41–A43: kurtosis, central limit theorem, and the law of a mode under the model. */
import { enumeratedBelow, errorBelow, errorsBelow } from "../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { convergenceOrder, kurtosis, linearRegression, mean, normalCdf } from "../../src/numeric/index.ts";
import type { Rng } from "../../src/numeric/random.ts";
import type { Units } from "../../src/rbm/rbm.ts";
import { inverseParticipationRatios } from "../initial-spectrum/haar.ts";
import { type UniformModeMoments, uniformModeMoments } from "../mean-field/uniform-mode.ts";
import { sharedDraw } from "../support/draws.ts";
import { worstOver } from "../support/identity.ts";
import { gathered } from "../support/latex.ts";
import { configurations } from "../support/machines.ts";
import { rememberedByValue } from "../support/remember.ts";
import { fromPaper, standard } from "../support/source.ts";
import { edgeworthDistance, kurtosisOfMode, meanKurtosisHaar, modeCovariance } from "./gaussian-law.ts";

const ROOM = "infinite-size";

interface Kurtosis {
  ofMode(participation: number): number;
  haarMean(n: number): number;
}

const kurtosisFormula: Kurtosis = { ofMode: kurtosisOfMode, haarMean: meanKurtosisHaar };

/** A unit vector uniform on the sphere. */
function sphere(n: number, rng: Rng): Float64Array {
  const x = rng.normals(n);
  const norm = Math.sqrt(x.reduce((s, t) => s + t * t, 0));
  return x.map((t) => t / norm);
}

/** Σ_i u_i (v_i − mean) over all states. */
function overStates(u: Float64Array, units: Units): Float64Array {
  const centre = units === "binary" ? 0.5 : 0;
  return Float64Array.from(configurations(u.length, units), (v) => v.reduce((s, t, i) => s + u[i]! * (t - centre), 0));
}

const participationOf = (u: Float64Array): number =>
  inverseParticipationRatios({ rows: u.length, cols: 1, data: u })[0]!;

const enumeratedKurtosis: Evidence<Kurtosis> = {
  id: "enumeration",
  says: "kurtosis of a random direction over all 2¹² states, both kinds of unit",
  judge(formula, { rng }) {
    const worst = worstOver(["binary", "spin"] as const, (units) => {
      const u = sphere(12, rng.child(units));
      return Math.abs(kurtosis(overStates(u, units)) - formula.ofMode(participationOf(u)));
    });
    return enumeratedBelow("kurtosis", worst, 1e-10, ["12 binary", "12 spin"]);
  },
};

export const SIZES: readonly number[] = [500, 700, 784, 1200, 2000];

/** Mean of 3 − 2ΣU⁴ over 500 Haar vectors at each size of the paper's figure. */
export const haarParticipation: (rng: Rng) => Float64Array[] = sharedDraw((rng: Rng) =>
  SIZES.map((n) => Float64Array.from({ length: 500 }, (_, k) => participationOf(sphere(n, rng.child(n).child(k))))),
);

const againstSize: Evidence<Kurtosis> = {
  id: "line in 1/N",
  says: "mean kurtosis over 500 Haar vectors at N = 500, 700, 784, 1200, 2000: slope −5.96 ± 0.15 against 1/N, intercept 3 ± 3e-4 (criterion F7)",
  judge(formula, { rng }) {
    const means = haarParticipation(rng).map((q) => mean(q.map((t) => formula.ofMode(t))));
    const fit = linearRegression(
      SIZES.map((n) => 1 / n),
      means,
    );
    return errorsBelow([
      { what: "|slope + 5.96|", error: Math.abs(fit.slope + 5.96), limit: 0.15 },
      { what: "|intercept − 3|", error: Math.abs(fit.intercept - 3), limit: 3e-4 },
      ...SIZES.map((n, k) => ({
        what: `mean at N = ${n} in its standard errors`,
        error: Math.abs(means[k]! - formula.haarMean(n)) / (Math.sqrt(96 / 500) / n ** 1.5),
        limit: 4,
      })),
    ]);
  },
};

const kurtosisClaim: Claim<Kurtosis> = {
  id: `${ROOM}/kurtosis`,
  room: ROOM,
  labels: ["A41"],
  title: "Kurtosis of a reciprocal variable",
  statement: gathered(
    String.raw`\frac{\langle\delta x_\alpha^4\rangle}{\langle\delta x_\alpha^2\rangle^2}=3-2\sum_iU_{i\alpha}^4`,
    String.raw`\text{Haar vectors: mean }3-\frac{6}{N+2},\text{ deviation }\frac{\sqrt{96}}{N^{3/2}}`,
  ),
  source: fromPaper("A41", "the figure is the paper's; the formula is a reconstruction"),
  status: "reconstruction",
  expect: "enumerated",
  formula: kurtosisFormula,
  evidence: [enumeratedKurtosis, againstSize],
  mutants: [
    { id: "sign", says: "3 + 2ΣU⁴", formula: { ...kurtosisFormula, ofMode: (q) => 3 + 2 * q } },
    { id: "half", says: "3 − ΣU⁴", formula: { ...kurtosisFormula, ofMode: (q) => 3 - q } },
    { id: "Gaussian", says: "3", formula: { ...kurtosisFormula, ofMode: () => 3 } },
    { id: "Haar mean", says: "3 − 2/N", formula: { ...kurtosisFormula, haarMean: (n) => 3 - 2 / n } },
  ],
};

interface CentralLimit {
  /** Bound on sup|F − Φ| from Σ|U|³. */
  bound(third: number): number;
  /** Leading size of sup|F − Φ| from Q = ΣU⁴. */
  edgeworth(participation: number): number;
  /** κ₂, κ₃, κ₄ of Σ u_i v_i for independent units that are on with probability p. */
  biased(u: Float64Array, p: number): readonly [number, number, number];
}

const centralLimit: CentralLimit = {
  bound: (third) => 0.56 * third,
  edgeworth: edgeworthDistance,
  biased: (u, p) => {
    const sum = (n: number): number => u.reduce((s, t) => s + t ** n, 0);
    const q = p * (1 - p);
    return [sum(2) * q, sum(3) * q * (1 - 2 * p), sum(4) * q * (1 - 6 * q)];
  },
};

/** sup |F − Φ| of the standardised values, both sides of every jump. */
function distanceToNormal(values: Float64Array): number {
  const sorted = values.toSorted();
  const deviation = Math.sqrt(values.reduce((s, t) => s + t * t, 0) / values.length);
  const n = sorted.length;
  return worstOver(sorted.keys(), (k) => {
    const phi = normalCdf(sorted[k]! / deviation);
    return Math.max(Math.abs((k + 1) / n - phi), Math.abs(k / n - phi));
  });
}

const measuredDistances = sharedDraw((rng: Rng) =>
  Array.from({ length: 5 }, (_, k) => {
    const u = sphere(16, rng.child(k));
    return { u, distance: distanceToNormal(overStates(u, "binary")) };
  }),
);

const limitEvidence: Evidence<CentralLimit> = {
  id: "enumeration",
  says: "sup|F − Φ| over all 2¹⁶ states for five random directions: below the bound of Berry and Esseen, and within 40 % of the Edgeworth size",
  judge(formula, { rng }) {
    const measured = measuredDistances(rng);
    const directions = measured.map((d) => d.u);
    const found = measured.map((d) => d.distance);
    const ratio = mean(Float64Array.from(found, (d, k) => d / formula.edgeworth(participationOf(directions[k]!))));
    const third = (u: Float64Array): number => u.reduce((s, t) => s + Math.abs(t) ** 3, 0);
    return errorsBelow([
      {
        what: "largest distance over the bound",
        error: worstOver(found.keys(), (k) => found[k]! / formula.bound(third(directions[k]!))),
        limit: 1,
      },
      {
        what: `|mean of distance over Edgeworth size − 1| (${ratio.toFixed(2)})`,
        error: Math.abs(ratio - 1),
        limit: 0.4,
      },
    ]);
  },
};

const biasedEvidence: Evidence<CentralLimit> = {
  id: "biased measure",
  says: "second, third and fourth cumulant of a random direction over all states of ten units that are on with probability 0.3",
  judge(formula, { rng }) {
    const p = 0.3;
    const u = sphere(10, rng);
    const found = biasedCumulants(u, p);
    const expected = formula.biased(u, p);
    return enumeratedBelow(
      "cumulants",
      worstOver([0, 1, 2], (k) => Math.abs(found[k]! - expected[k]!)),
      1e-12,
      ["10 binary"],
    );
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

const localised: Evidence<CentralLimit> = {
  id: "localised vector",
  says: "a vector on one unit is as far from Gaussian as can be: kurtosis 1, and the Edgeworth size is no longer small",
  judge(formula) {
    const u = Float64Array.from({ length: 8 }, (_, i) => (i === 0 ? 1 : 0));
    const values = overStates(u, "binary");
    return errorsBelow([
      { what: "|kurtosis − 1|", error: Math.abs(kurtosis(values) - 1), limit: 1e-12 },
      { what: "0.3 over the distance to the normal law", error: 0.3 / distanceToNormal(values), limit: 1 },
      { what: "0.04 over the Edgeworth size", error: 0.04 / formula.edgeworth(1), limit: 1 },
    ]);
  },
};

const limitClaim: Claim<CentralLimit> = {
  id: `${ROOM}/central-limit`,
  room: ROOM,
  labels: ["A42"],
  title: "How near to Gaussian a reciprocal variable is",
  statement: gathered(
    String.raw`\sup|F-\Phi|\le0.56\sum_i|U_{i\alpha}|^3,\qquad\sup|F-\Phi|\approx\tfrac1{12}\sum_iU_{i\alpha}^4\,\max_z|He_3(z)\varphi(z)|`,
    String.raw`\text{units on with probability }p:\;\kappa_2=p(1-p)\textstyle\sum U^2,\;\kappa_3=p(1-p)(1-2p)\sum U^3,\;\kappa_4=p(1-p)(1-6p(1-p))\sum U^4`,
  ),
  source: standard("A42", "Berry and Esseen, Edgeworth; the cumulants of a Bernoulli unit"),
  status: "standard",
  expect: "enumerated",
  formula: centralLimit,
  evidence: [biasedEvidence, limitEvidence, localised],
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
      id: "bound of the true size",
      says: "0.01 Σ|U|³",
      formula: { ...centralLimit, bound: (t) => 0.01 * t },
    },
    { id: "Edgeworth ×2", says: "Q/6", formula: { ...centralLimit, edgeworth: (q) => 2 * centralLimit.edgeworth(q) } },
  ],
};

/** Second moments of u and w of one mode of {0,1} units in the limit of infinite size. */
interface ModeLaw {
  u2(lambda: number): number;
  w2(lambda: number): number;
  /** corr(x, y). */
  correlation(lambda: number): number;
}

const modeLaw: ModeLaw = {
  u2: (lambda) => modeCovariance(lambda).varianceX + modeCovariance(lambda).covariance,
  w2: (lambda) => modeCovariance(lambda).varianceX - modeCovariance(lambda).covariance,
  correlation: (lambda) => modeCovariance(lambda).covariance / modeCovariance(lambda).varianceX,
};

/** Exact moments, summed once however many formulas are held against them. */
const exactMode = rememberedByValue((n: number, lambda: number): UniformModeMoments => {
  return uniformModeMoments({ visible: n, hidden: n, lambda, visibleUnits: "binary", hiddenUnits: "binary" });
});

const finiteSize: Evidence<ModeLaw> = {
  id: "finite size",
  says: "exact second moments of a machine with one uniform mode, λ = 1, 2, 3 and N = M = 100, 200, 400: the difference to the limit falls as 1/N",
  judge(formula) {
    const sizes = [100, 200, 400];
    const orders = [1, 2, 3].flatMap((lambda) => [
      convergenceOrder(
        sizes,
        sizes.map((n) => exactMode(n, lambda).u2 - formula.u2(lambda)),
      ).slope,
      convergenceOrder(
        sizes,
        sizes.map((n) => exactMode(n, lambda).w2 - formula.w2(lambda)),
      ).slope,
    ]);
    return errorBelow(
      "largest |order + 1|",
      worstOver(orders, (slope) => Math.abs(slope + 1)),
      0.1,
      orders.length,
    );
  },
};

const scatter: Evidence<ModeLaw> = {
  id: "correlation",
  says: "exact corr(x, y) of the uniform mode at N = M = 400 within 10 % of λ/4 for λ up to 3 (criterion F8)",
  judge(formula) {
    const worst = worstOver([0.5, 1, 2, 3], (lambda) => {
      const { u2, w2 } = exactMode(400, lambda);
      return Math.abs((u2 - w2) / (u2 + w2) / formula.correlation(lambda) - 1);
    });
    return errorBelow("relative error of the correlation", worst, 0.1, 4);
  },
};

const lawClaim: Claim<ModeLaw> = {
  id: `${ROOM}/mode-law`,
  room: ROOM,
  labels: ["A43"],
  title: "Modes decouple and are Gaussian below the transition",
  statement: gathered(
    String.raw`u_\alpha\sim\mathcal N\Big(\tfrac{\mu^u}{1-\beta\lambda\sigma^2},\tfrac{1}{1/\sigma^2-\beta\lambda}\Big),\qquad w_\alpha\sim\mathcal N\Big(\tfrac{\mu^w}{1+\beta\lambda\sigma^2},\tfrac{1}{1/\sigma^2+\beta\lambda}\Big)`,
    String.raw`\operatorname{Var}x=\frac{4}{16-\lambda^2},\qquad\operatorname{Cov}(x,y)=\frac{\lambda}{16-\lambda^2},\qquad\operatorname{corr}(x,y)=\frac\lambda4`,
  ),
  source: fromPaper("A43", "Gaussian measure times e^{−βE}, as in the paper's code"),
  status: "as printed",
  expect: "checked",
  formula: modeLaw,
  evidence: [finiteSize, scatter],
  mutants: [
    {
      id: "threshold ¼",
      says: "k₂ = ¼ as stiffness, as in the public code's force",
      formula: { ...modeLaw, u2: (t) => 1 / (0.25 + t) },
    },
    { id: "λ²", says: "1/(4 − λ²)", formula: { ...modeLaw, u2: (t) => 1 / Math.abs(4 - t * t + 1e-3) } },
    { id: "exchanged", says: "u and w exchanged", formula: { ...modeLaw, u2: modeLaw.w2, w2: modeLaw.u2 } },
    { id: "uncorrelated scale", says: "corr = λ/2", formula: { ...modeLaw, correlation: (t) => t / 2 } },
  ],
};

/** Item 5 of the sheet's list of slips: the variance ¼ stands where its inverse belongs. */
const stiffnessClaim: Claim<ModeLaw> = {
  id: `${ROOM}/stiffness-as-printed`,
  room: ROOM,
  labels: ["A43"],
  title: "The variance ¼ taken for a stiffness, as printed in the code",
  statement: String.raw`\operatorname{Var}u=\frac1{k_2-\lambda},\qquad\operatorname{Var}w=\frac1{k_2+\lambda},\qquad k_2=\tfrac14`,
  source: fromPaper("A43", "read in the force of the public code langevin, which has k₂Δ where C⁻¹Δ belongs"),
  status: "as printed",
  expect: "refuted",
  formula: { ...modeLaw, u2: (t) => 1 / (0.25 - t), w2: (t) => 1 / (0.25 + t) },
  evidence: [finiteSize],
  mutants: [{ id: "corrected", says: "4, the inverse of the variance, which holds", formula: modeLaw }],
};

export const limitClaims: readonly Claim[] = [kurtosisClaim, limitClaim, lawClaim, stiffnessClaim];
