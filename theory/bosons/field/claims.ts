/** Claims A45: the field Hamiltonian and its decoupled limit. */
import { bounded, drawnMeans } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import type { Matrix } from "../../../src/numeric/matrix.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import type { Units } from "../../../src/rbm/rbm.ts";
import { completeVariables, meanFieldFreeEnergy } from "../../mean-field/free-energy.ts";
import { centreOf } from "../../mean-field/solve.ts";
import type { ModePair } from "../../reciprocal-space/variables.ts";
import { drawModes, sharedDraw } from "../../support/draws.ts";
import { gathered } from "../../support/latex.ts";
import { randomMachine, SMALL_SHAPES } from "../../support/machines.ts";
import { reconstructed } from "../../support/source.ts";
import { type FieldHamiltonian, fieldHamiltonian } from "./hamiltonian.ts";

const ROOM = "bosons";
const KINDS: readonly Units[] = ["binary", "spin"];

/** H at a point from a machine's Hamiltonian. */
type FieldEnergy = (h: FieldHamiltonian, at: ModePair) => number;

interface Displaced {
  readonly hamiltonian: FieldHamiltonian;
  /** At displacements of all units by up to t times the distance of their states from the centre. */
  at(t: number): {
    readonly point: ModePair;
    /** β(F_MF − F_MF at the centre). */
    readonly freeEnergy: number;
    /** What the entropy adds from the sixth order on, at most. */
    readonly rest: number;
  };
}

/** Σ_k≥3 m^2k/(2k(2k−1)) ≤ (m⁶/30)/(1 − m²): the series of −S in the mean m of a ±1 unit beyond its quartic. */
const beyondQuartic = (m: number): number => m ** 6 / (30 * (1 - m * m));

function displacedMachines(rng: Rng): Displaced[] {
  return SMALL_SHAPES.flatMap((shape) =>
    KINDS.map((units) => {
      const rbm = randomMachine(rng.child(`${shape.visible} ${shape.hidden} ${units}`), { ...shape, units });
      const beta = 0.7;
      const hamiltonian = fieldHamiltonian(rbm, { beta });
      const { m, n } = centreOf(rbm);
      const half = units === "binary" ? 0.5 : 1;
      const even = (n: number) => Float64Array.from({ length: n }, () => half * (2 * rng.uniform() - 1));
      const [dv, dh] = [even(rbm.visible), even(rbm.hidden)];
      const moved = (x: Float64Array, d: Float64Array, t: number) => x.map((c, i) => c + t * d[i]!);
      const F = (t: number) => beta * meanFieldFreeEnergy(rbm, moved(m, dv, t), moved(n, dh, t), { beta });
      const scaled = (d: Float64Array, t: number) => d.map((x) => t * x);
      return {
        hamiltonian,
        at: (t) => ({
          point: completeVariables(hamiltonian.completeModes(), scaled(dv, t), scaled(dh, t)),
          freeEnergy: F(t) - F(0),
          rest: [...dv, ...dh].reduce((s, d) => s + beyondQuartic((t * d) / half), 0),
        }),
      };
    }),
  );
}

const expansionEvidence: Evidence<FieldEnergy> = {
  id: "mean-field free energy",
  says: "H of random machines with fields, both kinds of unit, β = 0.7, against β(F_MF − F_MF at the centre): the difference lies between 0 and the rest of the series of the entropy from the sixth order on",
  judge(formula, { rng }) {
    const bounds = displacedMachines(rng).flatMap(({ hamiltonian, at }) =>
      [0.2, 0.1].flatMap((t) => {
        const { point, freeEnergy, rest } = at(t);
        const gap = freeEnergy - formula(hamiltonian, point);
        return [
          { at: `displacement ${t}`, lower: 0, upper: gap },
          { at: `displacement ${t}`, lower: gap, upper: rest },
        ];
      }),
    );
    const because = "rounding of free energies of about ten; all coefficients of the series have one sign";
    return bounded("free energy less H, within its rest", bounds, { allowed: 1e-12, because, everyDraw: true });
  },
};

const hamiltonianClaim: Claim<FieldEnergy> = {
  id: `${ROOM}/field-hamiltonian`,
  room: ROOM,
  labels: ["A45"],
  title: "Bosonic fields with vertices from the singular vectors (reconstruction)",
  statement: gathered(
    String.raw`\mathcal H=-J\cdot z+\sum_\alpha\Big[\tfrac{4-\beta\lambda_\alpha}2\delta u_\alpha^2+\tfrac{4+\beta\lambda_\alpha}2\delta w_\alpha^2\Big]+\sum_{\rm zero}2\,\delta x_\alpha^2`,
    String.raw`+\tfrac43\sum_{\alpha\beta\gamma\delta}\big(T^U_{\alpha\beta\gamma\delta}\,\xi_\alpha\xi_\beta\xi_\gamma\xi_\delta+T^V_{\alpha\beta\gamma\delta}\,\eta_\alpha\eta_\beta\eta_\gamma\eta_\delta\big)+\dots,\quad T^U_{\alpha\beta\gamma\delta}=\sum_iU_{i\alpha}U_{i\beta}U_{i\gamma}U_{i\delta}`,
  ),
  source: reconstructed("A45"),
  status: "reconstruction",
  expect: "checked",
  formula: (h, at) => h.energy(at),
  evidence: [expansionEvidence],
  mutants: [
    { id: "free", says: "no vertices", formula: (h, at) => h.decoupled().energy(at) },
    { id: "half the wall", says: "2/3 in the place of 4/3", formula: (h, at) => h.energy(at) - h.quartic(at) / 2 },
    { id: "no source", says: "no linear term", formula: (h, at) => h.energy(at) - h.linear(at) },
    {
      id: "variance for stiffness",
      says: "¼ in the place of 4, the two-point function of the public code",
      formula: (h, at) => h.energy(at) - ((h.spring - 1 / h.spring) / 2) * norm(at),
    },
    {
      id: "u and w exchanged",
      says: "4 + βλ along u",
      formula: (h, { x, y }) => h.energy({ x, y }) + h.quadratic({ x, y: y.map((t) => -t) }) - h.quadratic({ x, y }),
    },
  ],
};

const norm = ({ x, y }: ModePair): number => [...x, ...y].reduce((s, t) => s + t * t, 0);

/** Mean vertices, in units of g, of vectors uniform on the sphere of n components. */
interface Vertices {
  self(n: number): number;
  pair(n: number): number;
}

/** Means of T_αααα and T_ααββ over all modes of one layer with complete singular vectors. */
function meanVertices({ rows: n, data }: Matrix): { readonly self: number; readonly pair: number } {
  let [self, pair] = [0, 0];
  for (let i = 0; i < n; i++) {
    let [squares, fourths] = [0, 0];
    for (let k = 0; k < n; k++) {
      const square = data[i * n + k]! ** 2;
      squares += square;
      fourths += square * square;
    }
    self += fourths / n;
    pair += (squares * squares - fourths) / (n * (n - 1));
  }
  return { self, pair };
}

/** The same over both layers of so many random N×N machines, which are independent. */
const drawVertices = sharedDraw((rng: Rng, n: number, machines: number) => {
  const layers = Array.from({ length: machines }, (_, r) => {
    const { modes } = drawModes(rng.child(n).child(r), { visible: n, hidden: n, sigma: 1 / Math.sqrt(n) });
    return [meanVertices(modes.U), meanVertices(modes.V)];
  }).flat();
  return { self: layers.map((t) => t.self), pair: layers.map((t) => t.pair) };
});

/** Means over both layers of one machine a size, for the figure. */
export function verticesOverSizes(
  rng: Rng,
  sizes: readonly number[],
): { readonly n: number; readonly self: number; readonly pair: number }[] {
  return sizes.map((n) => {
    const { self, pair } = drawVertices(rng, n, 1);
    return { n, self: (self[0]! + self[1]!) / 2, pair: (pair[0]! + pair[1]!) / 2 };
  });
}

function decouplingEvidence(
  id: string,
  sizes: readonly number[],
  machines: number,
  budget?: "full",
): Evidence<Vertices> {
  return {
    id,
    says: `mean vertices over all modes of ${machines} random N×N machines each, N = ${sizes.join(", ")}`,
    ...(budget && { budget }),
    judge(formula, { rng, scale }) {
      const cases = sizes.flatMap((n) => {
        const { self, pair } = drawVertices(rng, n, machines * scale);
        return [
          { at: `T_αααα, N = ${n}`, sample: self, predicted: formula.self(n) },
          { at: `T_ααββ, N = ${n}`, sample: pair, predicted: formula.pair(n) },
        ];
      });
      return drawnMeans("mean vertex", cases);
    },
  };
}

export const haarVertices: Vertices = { self: (n) => 3 / (n + 2), pair: (n) => 1 / (n + 2) };

const decouplingClaim: Claim<Vertices> = {
  id: `${ROOM}/decoupling`,
  room: ROOM,
  labels: ["A45"],
  title: "The bosons decouple as 1/N (reconstruction)",
  statement: String.raw`\langle T_{\alpha\alpha\alpha\alpha}\rangle=\frac3{N+2},\qquad\langle T_{\alpha\alpha\beta\beta}\rangle=\frac1{N+2}\qquad(\text{untrained }W)`,
  source: reconstructed("A45"),
  status: "reconstruction",
  expect: "sampled",
  formula: haarVertices,
  evidence: [
    decouplingEvidence("random machines", [8, 16, 32], 200),
    decouplingEvidence("larger machines", [64, 128, 256], 20, "full"),
  ],
  mutants: [
    {
      id: "N^−½",
      says: "vertices that fall as N^−½",
      formula: { self: (n) => 3 / Math.sqrt(n), pair: (n) => 1 / Math.sqrt(n) },
    },
    { id: "independent signs", says: "T_ααββ falls as N^−2", formula: { ...haarVertices, pair: (n) => 1 / n ** 2 } },
    { id: "uniform vectors", says: "T_αααα = 1/N", formula: { ...haarVertices, self: (n) => 1 / n } },
  ],
};

export const fieldClaims: readonly Claim[] = [hamiltonianClaim, decouplingClaim];
