/** Claims A24, A27, A29: the expansion, how modes act on each other, criticality; with those on the order parameter. */
import { agree } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { gammaln } from "../../src/numeric/index.ts";
import type { Rng } from "../../src/numeric/random.ts";
import type { Units } from "../../src/rbm/rbm.ts";
import { overlapTensor } from "../gaussian-limit/cumulants.ts";
import { drawHaarOrthogonal } from "../initial-spectrum/haar.ts";
import { uniformModeMoments } from "../mean-field/uniform-mode.ts";
import { gathered } from "../support/latex.ts";
import { limitOfHalving, orderOfHalving } from "../support/limits.ts";
import { rememberedByValue } from "../support/remember.ts";
import { reconstructed, standard } from "../support/source.ts";
import { orderClaims } from "./claims-order.ts";
import { entropyExpansion } from "./derivation.ts";
import { criticalVariance, entropySeries, landauCoefficients, stiffnessBeside, unitEntropy } from "./expansion.ts";

const ROOM = "landau";
const KINDS: readonly Units[] = ["binary", "spin"];

type EntropySeries = (units: Units) => readonly [number, number, number, number];

const entropyClaim: Claim<EntropySeries> = {
  id: `${ROOM}/entropy`,
  room: ROOM,
  labels: ["A24"],
  title: "The entropy of a unit about its symmetric mean",
  statement: gathered(
    String.raw`\{0,1\}:\;S(\tfrac12+\delta)=\ln2-2\delta^2-\tfrac43\delta^4-\tfrac{32}{15}\delta^6-\dots`,
    String.raw`\pm1:\;S(m)=\ln2-\tfrac12m^2-\tfrac1{12}m^4-\tfrac1{30}m^6-\dots`,
  ),
  source: standard("A24"),
  status: "standard",
  expect: "proved",
  derivation: entropyExpansion,
  formula: entropySeries,
  evidence: [
    {
      id: "remainder",
      says: "the remainder after δ⁶ at half the displacement again and again, both kinds of unit: its order in δ as δ → 0 is 8",
      judge(formula) {
        const pairs = KINDS.map((units) => {
          const centre = units === "binary" ? 0.5 : 0;
          const points = [0.2, 0.1, 0.05, 0.025].map((t) => (units === "binary" ? t : 2 * t));
          const gaps = points.map(
            (d) => unitEntropy(centre + d, units) - formula(units).reduce((s, c, n) => s + c * d ** (2 * n), 0),
          );
          return { at: units, expected: 8, found: orderOfHalving(gaps, { first: 2, spacing: 2 }) };
        });
        return agree("order of the remainder", pairs, {
          allowed: 1e-3,
          because: "rounding of 1e-16 in a remainder of 1e-12 at the smallest displacement",
        });
      },
    },
  ],
  mutants: [
    {
      id: "spring",
      says: "−δ² in place of −2δ²",
      formula: (u) => [Math.LN2, entropySeries(u)[1] / 2, entropySeries(u)[2], entropySeries(u)[3]],
    },
    {
      id: "quartic",
      says: "−(2/3)δ⁴",
      formula: (u) => [Math.LN2, entropySeries(u)[1], entropySeries(u)[2] / 2, entropySeries(u)[3]],
    },
    { id: "sixth", says: "no δ⁶", formula: (u) => [Math.LN2, entropySeries(u)[1], entropySeries(u)[2], 0] },
  ],
};

interface PairCoupling {
  /** Coefficient of ξ_α²ξ_β² in Σ_i (Uξ)_i⁴ for α ≠ β, in units of T_ααββ. */
  readonly pair: number;
  /** Coefficient of ξ_α³ξ_β, in units of T_αααβ. */
  readonly cubic: number;
  stiffness(overlap: number, condensed: number): number;
}

/** Σ_i (Uξ)_i⁴ of two modes of a random orthogonal U, and the overlaps of their vectors. */
function twoModes(rng: Rng) {
  const U = drawHaarOrthogonal(12, rng);
  return {
    overlap: (a: number, b: number, c: number, d: number): number => overlapTensor(U, [a, b, c, d]),
    quartic(x: number, y: number): number {
      let sum = 0;
      for (let i = 0; i < 12; i++) sum += (U.data[i * 12]! * x + U.data[i * 12 + 1]! * y) ** 4;
      return sum;
    },
  };
}

const pairEvidence: Evidence<PairCoupling> = {
  id: "two modes",
  says: "Σ_i (Uξ)_i⁴ with two modes against its expansion in overlap tensors, at twenty points",
  judge(formula, { rng }) {
    const { overlap: T, quartic } = twoModes(rng);
    const expanded = (x: number, y: number): number =>
      T(0, 0, 0, 0) * x ** 4 +
      T(1, 1, 1, 1) * y ** 4 +
      formula.pair * T(0, 0, 1, 1) * x * x * y * y +
      formula.cubic * (T(0, 0, 0, 1) * x ** 3 * y + T(0, 1, 1, 1) * x * y ** 3);
    const points = Array.from({ length: 20 }, () => [rng.normal(), rng.normal()] as const);
    const pairs = points.map(([x, y]) => ({ expected: expanded(x, y), found: quartic(x, y) }));
    return agree("Σ(Uξ)⁴", pairs, {
      allowed: 1e-12,
      because: "rounding of sums of 12 terms",
      unit: "scale",
      everyDraw: true,
    });
  },
};

const stiffnessEvidence: Evidence<PairCoupling> = {
  id: "curvature",
  says: "the stiffness of one mode beside another against the curvature of 2ξ² + (4/3)Σ(Uξ)⁴, by differences that are exact for a quartic",
  judge(formula, { rng }) {
    const { overlap, quartic } = twoModes(rng);
    const beside = 0.3;
    // F of mode 1 beside ξ₀ = ±0.3, averaged over both signs of ξ₀.
    const free = (y: number): number => 2 * y * y + (2 / 3) * (quartic(beside, y) + quartic(-beside, y));
    const curvatures = [0.2, 0.1].map((h) => (free(h) - 2 * free(0) + free(-h)) / h ** 2);
    const found = limitOfHalving(curvatures, { first: 2, spacing: 2 });
    const expected = formula.stiffness(overlap(0, 0, 1, 1), beside ** 2);
    return agree("stiffness", [{ expected, found }], {
      allowed: 1e-11,
      because: "rounding over the squared step of 0.01",
      everyDraw: true,
    });
  },
};

const pairFormula: PairCoupling = { pair: 6, cubic: 4, stiffness: stiffnessBeside };

const pairClaim: Claim<PairCoupling> = {
  id: `${ROOM}/mode-coupling`,
  room: ROOM,
  labels: ["A27"],
  title: "Modes repel each other through the binary constraint",
  statement: gathered(
    String.raw`\sum_i(U\xi)_i^4=\sum_\alpha Q_\alpha\xi_\alpha^4+3\sum_{\alpha\ne\beta}T_{\alpha\alpha\beta\beta}\xi_\alpha^2\xi_\beta^2+4\sum_{\alpha\ne\beta}T_{\alpha\alpha\alpha\beta}\xi_\alpha^3\xi_\beta+\dots`,
    String.raw`r_\beta:\;4\to4+16\,T_{\alpha\alpha\beta\beta}\langle\xi_\alpha^2\rangle`,
  ),
  source: reconstructed("A27"),
  status: "reconstruction",
  expect: "checked",
  formula: pairFormula,
  evidence: [pairEvidence, stiffnessEvidence],
  mutants: [
    { id: "pair", says: "3 in place of 6 for one ordered pair", formula: { ...pairFormula, pair: 3 } },
    { id: "cubic", says: "1 in place of 4", formula: { ...pairFormula, cubic: 1 } },
    { id: "stiffness", says: "8 in place of 16", formula: { ...pairFormula, stiffness: (t, c) => 4 + 8 * t * c } },
  ],
};

type CriticalVariance = (participation: number, units: Units) => number;

const criticalEvidence: Evidence<CriticalVariance> = {
  id: "exact sums",
  says: "exact ⟨u²⟩ of a machine with one uniform mode at its transition, N = M = 50 … 800: ratio to the formula, extrapolated in N^−½, is 1",
  judge(formula) {
    const pairs = KINDS.map((units) => {
      const ratios = [50, 100, 200, 400, 800].map((n) => criticalMoment(n, units) / formula(2 / n, units));
      return { at: units, expected: 1, found: limitOfHalving(ratios, { first: 0.5, spacing: 0.5 }) };
    });
    return agree("ratio to the formula in a large machine", pairs, {
      allowed: 1e-5,
      because:
        "four orders in N^−½ are extrapolated away; the fifth, N^−5/2, is 6e-5 at N = 50, of which it leaves a hundredth",
    });
  },
};

/** ⟨u²⟩ of one uniform mode at its transition, N = M = n. */
const criticalMoment = rememberedByValue((n: number, units: Units): number => {
  const lambda = landauCoefficients(units).stiffness;
  return uniformModeMoments({ visible: n, hidden: n, lambda, visibleUnits: units, hiddenUnits: units }).u2;
});

const criticalClaim: Claim<CriticalVariance> = {
  id: `${ROOM}/criticality`,
  room: ROOM,
  labels: ["A29"],
  title: "Fluctuations at the transition",
  statement: gathered(
    String.raw`P(u)\propto e^{-(Q^U+Q^V)u^4/3}\;\Rightarrow\;\langle u^2\rangle=\frac{\Gamma(3/4)}{\Gamma(1/4)}\sqrt{\frac{3}{Q^U+Q^V}}`,
    String.raw`\pm1:\;\langle u^2\rangle=\frac{\Gamma(3/4)}{\Gamma(1/4)}\sqrt{\frac{48}{Q^U+Q^V}}`,
  ),
  source: standard("A29"),
  status: "standard",
  expect: "checked",
  formula: criticalVariance,
  evidence: [criticalEvidence],
  mutants: [
    {
      id: "inverse ratio",
      says: "Γ(¼)/Γ(¾)",
      formula: (q, u) => criticalVariance(q, u) * Math.exp(2 * (gammaln(0.25) - gammaln(0.75))),
    },
    { id: "one layer", says: "Q of one side", formula: (q, u) => criticalVariance(q / 2, u) },
    { id: "Gaussian", says: "⟨u²⟩ = √(1/cQ)/2", formula: (q, u) => 0.5 / Math.sqrt(landauCoefficients(u).quartic * q) },
  ],
};

export const landauClaims: readonly Claim[] = [entropyClaim, ...orderClaims, pairClaim, criticalClaim];
