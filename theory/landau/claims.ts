/** Claims A24, A26, A27, A29, A30: the expansion, the order parameter, the barrier, criticality. */
import { errorBelow, errorsBelow, within } from "../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { convergenceOrder, gammaln } from "../../src/numeric/index.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { Units } from "../../src/rbm/rbm.ts";
import { overlapTensor } from "../gaussian-limit/cumulants.ts";
import { drawHaarOrthogonal, inverseParticipationRatios } from "../initial-spectrum/haar.ts";
import { meanFieldFreeEnergy } from "../mean-field/free-energy.ts";
import { orderParameter } from "../mean-field/order-parameter.ts";
import { centreOf, solveMeanField } from "../mean-field/solve.ts";
import { uniformModeMoments } from "../mean-field/uniform-mode.ts";
import { sharedDraw } from "../support/draws.ts";
import { worstOver } from "../support/identity.ts";
import { gathered } from "../support/latex.ts";
import { centredMachine, oneMode } from "../support/machines.ts";
import { fromPaper, reconstructed, standard } from "../support/source.ts";
import { entropyExpansion, orderParameterDerivation } from "./derivation.ts";
import {
  criticalVariance,
  entropySeries,
  type LandauMode,
  landauBarrier,
  landauCoefficients,
  landauOrderParameter,
  stiffnessBeside,
  unitEntropy,
} from "./expansion.ts";

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
      says: "the remainder after δ⁶ falls as δ⁸, both kinds of unit",
      judge(formula) {
        const orders = KINDS.map((units) => {
          const centre = units === "binary" ? 0.5 : 0;
          const points = [0.2, 0.14, 0.1].map((t) => (units === "binary" ? t : 2 * t));
          const gaps = points.map(
            (d) => unitEntropy(centre + d, units) - formula(units).reduce((s, c, n) => s + c * d ** (2 * n), 0),
          );
          return convergenceOrder(points, gaps).slope;
        });
        return errorBelow(
          "largest |order − 8|",
          worstOver(orders, (o) => Math.abs(o - 8)),
          0.3,
          orders.length,
        );
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

/** u* and the depth of the minimum of F_MF of a centred machine with one mode just beyond its transition. */
export interface BrokenMode {
  readonly mode: LandauMode;
  readonly orderParameter: number;
  readonly depth: number;
}

export const solveBroken: (rng: Rng, excess: number, units: Units) => BrokenMode = sharedDraw((rng, excess, units) => {
  const lambda = landauCoefficients(units).stiffness * (1 + excess);
  const rbm = centredMachine(oneMode(300, 200, lambda, rng), units, units);
  const modes = singularModes(rbm, { count: 1 });
  const centre = centreOf(rbm);
  const start = centre.n.map((t, j) => t + 0.2 * modes.V.data[j]!);
  const found = solveMeanField(rbm, { start, tolerance: 1e-9, maxIterations: 1_000_000 });
  const mode = { lambda, units, participation: participationOf(modes) };
  return {
    mode,
    orderParameter: Math.abs(orderParameter(modes, centre, found).u[0]!),
    depth: meanFieldFreeEnergy(rbm, centre.m, centre.n) - found.freeEnergy,
  };
});

function participationOf({ U, V }: SingularModes): number {
  return inverseParticipationRatios(U)[0]! + inverseParticipationRatios(V)[0]!;
}

interface Landau {
  orderParameter(mode: LandauMode): number;
  barrier(mode: LandauMode): number;
}

const landau: Landau = { orderParameter: landauOrderParameter, barrier: landauBarrier };

const nearTransition: Evidence<Landau> = {
  id: "mean field",
  says: "minimum of F_MF of a 300×200 machine with one mode half a per cent beyond its transition: u* and depth within 1 % (criterion T3)",
  judge(formula, { rng }) {
    const criteria = KINDS.flatMap((units) => {
      const found = solveBroken(rng.child(units), 0.005, units);
      return [
        {
          what: `u*, ${units}, relative error`,
          error: Math.abs(found.orderParameter / formula.orderParameter(found.mode) - 1),
          limit: 0.01,
        },
        {
          what: `depth, ${units}, relative error`,
          error: Math.abs(found.depth / formula.barrier(found.mode) - 1),
          limit: 0.01,
        },
      ];
    });
    return errorsBelow(criteria);
  },
};

const fartherOff: Evidence<Landau> = {
  id: "order",
  says: "the error of u* grows in proportion to λ − 4: order 1 in the distance to the transition",
  judge(formula, { rng }) {
    const excesses = [0.02, 0.01, 0.005];
    const gaps = excesses.map((excess) => {
      const found = solveBroken(rng, excess, "binary");
      return found.orderParameter / formula.orderParameter(found.mode) - 1;
    });
    return within("order of the relative error", convergenceOrder(excesses, gaps).slope, 0.9, 1.1, excesses.length);
  },
};

const changedMode = (change: Partial<LandauMode> | ((m: LandauMode) => Partial<LandauMode>)): Landau => {
  const apply = (m: LandauMode): LandauMode => ({ ...m, ...(typeof change === "function" ? change(m) : change) });
  return { orderParameter: (m) => landauOrderParameter(apply(m)), barrier: (m) => landauBarrier(apply(m)) };
};

const orderClaim: Claim<Landau> = {
  id: `${ROOM}/order-parameter`,
  room: ROOM,
  labels: ["A26", "A30"],
  title: "Order parameter and barrier beyond the transition",
  statement: gathered(
    String.raw`F=F_0+\tfrac{4-\lambda}{2}u^2+\tfrac13(Q^U+Q^V)\,u^4,\qquad u_*^2=\frac{3(\lambda-4)}{4(Q^U+Q^V)},\qquad\Delta F=\frac{3(\lambda-4)^2}{16(Q^U+Q^V)}`,
    String.raw`\pm1:\;F=F_0+\tfrac{1-\lambda}{2}u^2+\tfrac1{48}(Q^U+Q^V)\,u^4,\qquad u_*^2=\frac{12(\lambda-1)}{Q^U+Q^V}`,
  ),
  source: reconstructed("A26, A30"),
  status: "reconstruction",
  expect: "proved",
  derivation: orderParameterDerivation,
  formula: landau,
  evidence: [nearTransition, fartherOff],
  mutants: [
    {
      id: "one layer",
      says: "Q of the visible side alone, half of the sum",
      formula: changedMode((m) => ({ participation: m.participation / 2 })),
    },
    {
      id: "variance for stiffness",
      says: "transition at ¼",
      formula: changedMode((m) => ({ lambda: m.lambda + (m.units === "binary" ? 3.75 : 0.75) })),
    },
    {
      id: "λ²",
      says: "λ² in place of λ, as in the code's effective potential",
      formula: changedMode((m) => ({ lambda: m.lambda ** 2 })),
    },
    {
      id: "units exchanged",
      says: "the coefficients of the other kind of unit",
      formula: changedMode((m) => ({ units: m.units === "binary" ? "spin" : "binary" })),
    },
  ],
};

const squared = changedMode((m) => ({ lambda: m.lambda ** 2 }));

/** Item 3 of the sheet's list of slips: λ² stands in the code's effective potential, λ elsewhere. */
const squaredClaim: Claim<Landau> = {
  id: `${ROOM}/squared-as-printed`,
  room: ROOM,
  labels: ["A28"],
  title: "The effective potential with λ², as printed in the code",
  statement: String.raw`U_{\rm eff}(u)=-\tfrac{\lambda^2}{2}u^2+\tfrac{k}{2}u^2+\dots,\qquad u_*^2=\frac{3(\lambda^2-4)}{4(Q^U+Q^V)}`,
  source: fromPaper("A28", "read in the public code langevin_doubleWell; the order parameter is what it implies"),
  status: "as printed",
  expect: "refuted",
  formula: squared,
  evidence: [nearTransition],
  mutants: [{ id: "corrected", says: "λ in place of λ², which holds", formula: landau }],
};

interface PairCoupling {
  /** Coefficient of ξ_α²ξ_β² in Σ_i (Uξ)_i⁴ for α ≠ β, in units of T_ααββ. */
  readonly pair: number;
  /** Coefficient of ξ_α³ξ_β, in units of T_αααβ. */
  readonly cubic: number;
  stiffness(overlap: number, condensed: number): number;
}

const pairEvidence: Evidence<PairCoupling> = {
  id: "two modes",
  says: "Σ_i (Uξ)_i⁴ with two modes against its expansion in overlap tensors, and the stiffness of one beside the other by differences",
  judge(formula, { rng }) {
    const U = drawHaarOrthogonal(12, rng);
    const T = (a: number, b: number, c: number, d: number): number => overlapTensor(U, [a, b, c, d]);
    const quartic = (x: number, y: number): number => {
      let sum = 0;
      for (let i = 0; i < 12; i++) sum += (U.data[i * 12]! * x + U.data[i * 12 + 1]! * y) ** 4;
      return sum;
    };
    const expanded = (x: number, y: number): number =>
      T(0, 0, 0, 0) * x ** 4 +
      T(1, 1, 1, 1) * y ** 4 +
      formula.pair * T(0, 0, 1, 1) * x * x * y * y +
      formula.cubic * (T(0, 0, 0, 1) * x ** 3 * y + T(0, 1, 1, 1) * x * y ** 3);
    const points = Array.from({ length: 20 }, () => [rng.normal(), rng.normal()] as const);
    const identity = worstOver(points, ([x, y]) => Math.abs(quartic(x, y) - expanded(x, y)));
    // F of mode 1 beside ξ₀ = ±x: 2ξ₁² + (4/3)Σ(Uξ)⁴, averaged over both signs of ξ₀; its curvature by differences.
    const x = 0.3;
    const h = 1e-3;
    const free = (y: number): number => 2 * y * y + (2 / 3) * (quartic(x, y) + quartic(-x, y));
    const curvature = (free(h) - 2 * free(0) + free(-h)) / h ** 2;
    return errorsBelow([
      { what: "expansion", error: identity, limit: 1e-12 },
      { what: "stiffness", error: Math.abs(curvature - formula.stiffness(T(0, 0, 1, 1), x * x)), limit: 1e-5 },
    ]);
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
  evidence: [pairEvidence],
  mutants: [
    { id: "pair", says: "3 in place of 6 for one ordered pair", formula: { ...pairFormula, pair: 3 } },
    { id: "cubic", says: "1 in place of 4", formula: { ...pairFormula, cubic: 1 } },
    { id: "stiffness", says: "8 in place of 16", formula: { ...pairFormula, stiffness: (t, c) => 4 + 8 * t * c } },
  ],
};

type CriticalVariance = (participation: number, units: Units) => number;

const criticalEvidence: Evidence<CriticalVariance> = {
  id: "exact sums",
  says: "exact ⟨u²⟩ of a machine with one uniform mode at its transition, N = M = 100 … 800: ratio to the formula 1.01 or nearer, the excess falling as N^−½",
  judge(formula) {
    const sizes = [100, 200, 400, 800];
    const results = KINDS.map((units) => {
      const ratios = sizes.map((n) => {
        const { u2 } = uniformModeMoments({
          visible: n,
          hidden: n,
          lambda: landauCoefficients(units).stiffness,
          visibleUnits: units,
          hiddenUnits: units,
        });
        return u2 / formula(2 / n, units);
      });
      return {
        ratios,
        slope: convergenceOrder(
          sizes,
          ratios.map((r) => r - 1),
        ).slope,
      };
    });
    return errorsBelow(
      results.flatMap(({ ratios, slope }, k) => [
        { what: `ratio at 100, ${KINDS[k]}, less 1`, error: Math.abs(ratios[0]! - 1), limit: 0.01 },
        { what: `order + ½, ${KINDS[k]}`, error: Math.abs(slope + 0.5), limit: 0.1 },
      ]),
    );
  },
};

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

export const landauClaims: readonly Claim[] = [entropyClaim, orderClaim, squaredClaim, pairClaim, criticalClaim];
