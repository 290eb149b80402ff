/** Claims A45: what may not be added to the field Hamiltonian, and its dual. */
import { agree } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { singularModes } from "../../../src/rbm/modes.ts";
import type { Rbm, Units } from "../../../src/rbm/rbm.ts";
import { overlapTensor } from "../../gaussian-limit/cumulants.ts";
import { drawHaarOrthogonal } from "../../initial-spectrum/haar.ts";
import { type LandauMode, landauFreeEnergy, stiffnessBeside } from "../../landau/expansion.ts";
import { hubbardStratonovichAction } from "../../mean-field/hubbard-stratonovich.ts";
import { centreOf } from "../../mean-field/solve.ts";
import { gathered } from "../../support/latex.ts";
import { centredMachine, configurations, oneMode } from "../../support/machines.ts";
import { reconstructed } from "../../support/source.ts";
import { dualMap } from "./derivation.ts";
import { dualBoson, dualInDisplacement } from "./dual.ts";

const ROOM = "bosons";
const KINDS: readonly Units[] = ["binary", "spin"];

/** Stiffness of a mode of an uncoupled machine of n units from the other modes, whose vertices are known. */
type StiffnessAmongAll = (U: Parameters<typeof overlapTensor>[0], alpha: number) => number;

const loopEvidence: Evidence<StiffnessAmongAll> = {
  id: "enumeration",
  says: "variance of x_α over all states of ten units without weights, in a Haar basis: it is 1/stiffness",
  judge(formula, { rng }) {
    const n = 10;
    const U = drawHaarOrthogonal(n, rng);
    const sums = new Float64Array(n);
    for (const v of configurations(n, "binary")) {
      for (let k = 0; k < n; k++) {
        let x = 0;
        for (let i = 0; i < n; i++) x += U.data[i * n + k]! * (v[i]! - 0.5);
        sums[k]! += x * x;
      }
    }
    const pairs = Array.from(sums, (sum, k) => ({ expected: formula(U, k), found: 2 ** n / sum }));
    const because = "rounding of sums over 1,024 states, in any orthonormal basis";
    return agree("stiffness", pairs, { allowed: 1e-12, because, sizes: ["10 units"], everyDraw: true });
  },
};

const loopClaim: Claim<StiffnessAmongAll> = {
  id: `${ROOM}/no-loops`,
  room: ROOM,
  labels: ["A45", "A27"],
  title: "The vertices, taken for those of a Hamiltonian whose loops are added (reconstruction)",
  statement: String.raw`r_\alpha=4+16\sum_\beta T_{\alpha\alpha\beta\beta}\langle\xi_\beta^2\rangle=4+4\sum_\beta T_{\alpha\alpha\beta\beta}=8\quad\text{at }W=0`,
  source: reconstructed(
    "A27, A45",
    "reconstruction; refuted: H is the effective action, in which the fluctuations of all modes are contained already. Each vertex is O(1/N), but N of them add up to the spring itself",
  ),
  status: "reconstruction",
  expect: "refuted",
  formula: (U, alpha) => {
    const overlaps = Array.from({ length: U.cols }, (_, b) => overlapTensor(U, [alpha, alpha, b, b]));
    return stiffnessBeside(
      1,
      overlaps.reduce((s, t) => s + t * 0.25, 0),
    );
  },
  evidence: [loopEvidence],
  mutants: [{ id: "trees alone", says: "the stiffness of the effective action, which holds", formula: () => 4 }],
};

interface Dual {
  boson(mode: LandauMode): { readonly mass: number; readonly quartic: number };
  inDisplacement(mode: LandauMode): { readonly quadratic: number; readonly quartic: number };
}

const LARGEST_FIELD = 0.4;

/** Even part of the exact action along φ about the saddle of a centred machine with one mode, from three points. */
function measuredAction(rbm: Rbm): { readonly mass: number; readonly quartic: number } {
  const modes = singularModes(rbm, { count: 1 });
  const { m, n } = centreOf(rbm);
  const lambda = modes.lambda[0]!;
  const along = (A: typeof modes.U, x: Float64Array): number => x.reduce((s, t, i) => s + t * A.data[i]!, 0) * lambda;
  const [p0, r0] = [along(modes.V, n), along(modes.U, m)];
  const S = (phi: number): number =>
    hubbardStratonovichAction(rbm, modes, {
      p: Float64Array.of(p0 + phi / Math.SQRT2),
      r: Float64Array.of(r0 + phi / Math.SQRT2),
    });
  const even = (phi: number): number => ((S(phi) + S(-phi)) / 2 - S(0)) / phi ** 2;
  // even(φ) = m/2 + q φ² + s φ⁴: three points give the first two to O(φ⁶) and O(φ⁴).
  const h = LARGEST_FIELD;
  const [a, b, c] = [even(h / 4), even(h / 2), even(h)];
  const slope = (x: number, y: number, step: number): number => (y - x) / (3 * (step * h) ** 2);
  const [q1, q2] = [slope(a, b, 0.25), slope(b, c, 0.5)];
  const quartic = (q1 * 4 - q2) / 3;
  const sixth = (q2 - q1) / (5 * (h / 2) ** 2 - 5 * (h / 4) ** 2);
  return { mass: 2 * (a - quartic * (h / 4) ** 2 - sixth * (h / 4) ** 4), quartic };
}

/** Below, at and beyond the transition. */
const PARTS = [0.7, 1, 1.1];

/** Centred machines with one random mode, and the action along it. */
function measuredModes(rng: Rng) {
  return KINDS.flatMap((units) =>
    PARTS.map((part) => {
      const lambda = part * (units === "binary" ? 4 : 1);
      const rbm = centredMachine(oneMode(30, 20, lambda, rng.child(units)), units, units);
      const { U, V } = singularModes(rbm, { count: 1 });
      const participation = overlapTensor(U, [0, 0, 0, 0]) + overlapTensor(V, [0, 0, 0, 0]);
      return { at: `${units}, λ = ${lambda}`, mode: { lambda, participation, units }, measured: measuredAction(rbm) };
    }),
  );
}

const curvatureEvidence: Evidence<Dual> = {
  id: "curvature",
  says: "curvature of the exact action of centred one-mode machines along φ, by differences",
  judge(formula, { rng }) {
    const pairs = measuredModes(rng).map(({ at, mode, measured }) => {
      return { at, expected: formula.boson(mode).mass, found: measured.mass };
    });
    const because = "the three points leave the order φ⁸, below 1e-7 of the spring at φ = 0.4";
    return agree("mass", pairs, { allowed: 1e-6, unit: "scale", because, everyDraw: true });
  },
};

const quarticEvidence: Evidence<Dual> = {
  id: "quartic",
  says: "its quartic coefficient, by the same differences",
  judge(formula, { rng }) {
    const pairs = measuredModes(rng).map(({ at, mode, measured }) => {
      return { at, expected: formula.boson(mode).quartic, found: measured.quartic };
    });
    const because = "the three points leave 0.33φ⁴ of the eighth cumulant, below 2e-4 of the fourth at φ = 0.4";
    return agree("quartic coefficient", pairs, { allowed: 2e-4, because, everyDraw: true });
  },
};

const mapEvidence: Evidence<Dual> = {
  id: "map",
  says: "φ = λu: Landau's coefficients times λ/r and (λ/r)⁴",
  judge(formula) {
    const pairs = KINDS.flatMap((units) =>
      PARTS.flatMap((part) => {
        const mode: LandauMode = { lambda: part * (units === "binary" ? 4 : 1), participation: 0.3, units };
        const spring = landauFreeEnergy({ ...mode, participation: 0 }, 1);
        const { quadratic, quartic } = formula.inDisplacement(mode);
        return [
          { at: `${units}, u²`, expected: quadratic, found: part * spring },
          { at: `${units}, u⁴`, expected: quartic, found: part ** 4 * (landauFreeEnergy(mode, 1) - spring) },
        ];
      }),
    );
    return agree("coefficient", pairs, { allowed: 1e-14, unit: "absolute", because: "rounding of a few products" });
  },
};

const dual: Dual = { boson: dualBoson, inDisplacement: dualInDisplacement };

const dualClaim: Claim<Dual> = {
  id: `${ROOM}/dual`,
  room: ROOM,
  labels: ["A45", "A34"],
  title: "The dual bosons have the cumulants as vertices (reconstruction)",
  statement: gathered(
    String.raw`S[\varphi]=\tfrac12\Big(\frac1\lambda-\frac14\Big)\varphi^2+\frac{Q^U+Q^V}{768}\,\varphi^4+\dots`,
    String.raw`\varphi=\lambda u:\quad S=\frac\lambda4\cdot\frac{4-\lambda}2u^2+\Big(\frac\lambda4\Big)^4\frac{Q^U+Q^V}3u^4`,
  ),
  source: reconstructed("A45"),
  status: "reconstruction",
  expect: "proved",
  derivation: dualMap,
  formula: dual,
  evidence: [curvatureEvidence, quarticEvidence, mapEvidence],
  mutants: [
    {
      id: "192",
      says: "1/192 in the place of 1/768, one layer's factor left out",
      formula: { ...dual, boson: (m) => ({ ...dualBoson(m), quartic: 4 * dualBoson(m).quartic }) },
    },
    {
      id: "mass",
      says: "1/λ − 4",
      formula: { ...dual, boson: (m) => ({ ...dualBoson(m), mass: 1 / m.lambda - 4 }) },
    },
    {
      id: "exact map",
      says: "the map without its factors, right at the transition alone",
      formula: {
        ...dual,
        inDisplacement: (m) => {
          const quadratic = landauFreeEnergy({ ...m, participation: 0 }, 1);
          return { quadratic, quartic: landauFreeEnergy(m, 1) - quadratic };
        },
      },
    },
  ],
};

export const dualClaims: readonly Claim[] = [loopClaim, dualClaim];
