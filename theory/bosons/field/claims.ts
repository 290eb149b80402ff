/** Claims A45: the field Hamiltonian and its decoupled limit. */
import { errorsBelow, within } from "../../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { convergenceOrder, independentMean } from "../../../src/numeric/index.ts";
import { multiplyTransposed } from "../../../src/numeric/matrix.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import type { Units } from "../../../src/rbm/rbm.ts";
import { completeVariables, meanFieldFreeEnergy } from "../../mean-field/free-energy.ts";
import { centreOf } from "../../mean-field/solve.ts";
import type { ModePair } from "../../reciprocal-space/variables.ts";
import { drawModes } from "../../support/draws.ts";
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
  /** β(F_MF − F_MF at the centre) and the point in modes, at a displacement of all units by t. */
  at(t: number): { readonly point: ModePair; readonly freeEnergy: number };
}

function displacedMachines(rng: Rng): Displaced[] {
  return SMALL_SHAPES.flatMap((shape) =>
    KINDS.map((units) => {
      const rbm = randomMachine(rng.child(`${shape.visible} ${shape.hidden} ${units}`), { ...shape, units });
      const beta = 0.7;
      const hamiltonian = fieldHamiltonian(rbm, { beta });
      const { m, n } = centreOf(rbm);
      const [dv, dh] = [rng.normals(rbm.visible), rng.normals(rbm.hidden)];
      const moved = (x: Float64Array, d: Float64Array, t: number) => x.map((c, i) => c + t * d[i]!);
      const F = (t: number) => beta * meanFieldFreeEnergy(rbm, moved(m, dv, t), moved(n, dh, t), { beta });
      const scaled = (d: Float64Array, t: number) => d.map((x) => t * x);
      return {
        hamiltonian,
        at: (t) => ({
          point: completeVariables(hamiltonian.completeModes(), scaled(dv, t), scaled(dh, t)),
          freeEnergy: F(t) - F(0),
        }),
      };
    }),
  );
}

const expansionEvidence: Evidence<FieldEnergy> = {
  id: "mean-field free energy",
  says: "H of random machines with fields, both kinds of unit, β = 0.7, against β(F_MF − F_MF at the centre): the remainder falls as the sixth power of the displacement",
  judge(formula, { rng }) {
    const sizes = [0.08, 0.056, 0.04];
    const orders = displacedMachines(rng).map(({ hamiltonian, at }) => {
      const gaps = sizes.map((t) => {
        const { point, freeEnergy } = at(t);
        return freeEnergy - formula(hamiltonian, point);
      });
      return convergenceOrder(sizes, gaps).slope;
    });
    return within("smallest order of the remainder", Math.min(...orders), 5.7, 6.3, orders.length);
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

const FIRST = 20;

/** Means of T_αααα and T_ααββ over the first modes of both layers of a random N×N machine. */
function meanVertices(rng: Rng, n: number): { readonly self: number; readonly pair: number } {
  const { modes } = drawModes(rng.child(`${n}`), { visible: n, hidden: n, sigma: 1 / Math.sqrt(n) });
  const self: number[] = [];
  const pair: number[] = [];
  for (const U of [modes.U, modes.V]) {
    const squares = { rows: n, cols: FIRST, data: new Float64Array(n * FIRST) };
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < FIRST; k++) squares.data[i * FIRST + k] = U.data[i * n + k]! ** 2;
    }
    multiplyTransposed(squares, squares).data.forEach((t, at) => {
      const [a, b] = [Math.floor(at / FIRST), at % FIRST];
      if (a === b) self.push(t);
      else if (a < b) pair.push(t);
    });
  }
  return { self: independentMean(self).mean, pair: independentMean(pair).mean };
}

/** The same over sizes, for the claim and for the figure. */
export function verticesOverSizes(
  rng: Rng,
  sizes: readonly number[],
): { readonly n: number; readonly self: number; readonly pair: number }[] {
  return sizes.map((n) => ({ n, ...meanVertices(rng, n) }));
}

function decouplingEvidence(id: string, sizes: readonly number[], budget?: "full"): Evidence<Vertices> {
  return {
    id,
    says: `mean vertices of the first ${FIRST} modes of random N×N machines, N = ${sizes.join(", ")}: order −1 in N, and the prefactor at the largest`,
    ...(budget && { budget }),
    judge(formula, { rng }) {
      const found = verticesOverSizes(rng, sizes);
      const last = found.at(-1)!;
      const order = (which: "self" | "pair"): number =>
        convergenceOrder(
          sizes,
          found.map((f) => f[which] / (formula[which](f.n) * f.n)),
        ).slope;
      return errorsBelow([
        { what: "|order of T_αααα + 1|", error: Math.abs(order("self") + 1), limit: 0.08 },
        { what: "|order of T_ααββ + 1|", error: Math.abs(order("pair") + 1), limit: 0.08 },
        { what: "T_αααα, relative error", error: Math.abs(last.self / formula.self(last.n) - 1), limit: 0.08 },
        { what: "T_ααββ, relative error", error: Math.abs(last.pair / formula.pair(last.n) - 1), limit: 0.05 },
      ]);
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
  expect: "checked",
  formula: haarVertices,
  evidence: [
    decouplingEvidence("random machines", [32, 64, 128, 256]),
    decouplingEvidence("larger machines", [128, 256, 512, 1024], "full"),
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
