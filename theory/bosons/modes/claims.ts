/** Claims A47 for whole machines: all boson energies, the wall between them, and the bosons of a trained machine. */
import { fockSpectrum } from "../../../src/algebra/boson/index.ts";
import { power, rationalToNumber, sum } from "../../../src/algebra/exact/index.ts";
import { errorBelow, errorsBelow } from "../../../src/lab/agreement.ts";
import { onMachine } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence, TrainedMachine } from "../../../src/lab/types.ts";
import { convergenceOrder, symmetricEigen, symplecticModes } from "../../../src/numeric/index.ts";
import { matrixFromRows, maxAbsDifference, multiplyTransposed } from "../../../src/numeric/matrix.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import { worstOver } from "../../support/identity.ts";
import { gathered } from "../../support/latex.ts";
import { randomMachine, SMALL_SHAPES } from "../../support/machines.ts";
import { rememberedByObject, rememberedByValue } from "../../support/remember.ts";
import { reconstructed } from "../../support/source.ts";
import { exactly, pairAlgebra, pairHamiltonian } from "../oscillators/pair.ts";
import {
  type BosonSpectrum,
  bosonModes,
  bosonSpectrum,
  machineStiffness,
  quarticShift,
  vacuumEnergy,
} from "./spectrum.ts";

const ROOM = "bosons";

type Spectrum = (rbm: Rbm, beta: number) => BosonSpectrum;

/** Ω² of all bosons of a spectrum, ascending; negative where there is no vacuum. */
function squaredEnergies({ growth, u, w, zero }: BosonSpectrum): Float64Array {
  const flat = new Array<number>(zero.count).fill(zero.energy ** 2);
  return Float64Array.from([
    ...growth.map((t) => -t * t),
    ...u.map((t) => t * t),
    ...w.map((t) => t * t),
    ...flat,
  ]).sort();
}

const stiffnessEvidence: Evidence<Spectrum> = {
  id: "whole machine",
  says: "energies from the singular values against the eigenvalues of K assembled from W, both kinds of unit, stable and not; and, where stable, ½ΣΩ against the canonical transformation, which is checked",
  judge(formula, { rng }) {
    const machines = SMALL_SHAPES.flatMap((shape) =>
      (["binary", "spin"] as const).flatMap((units) =>
        [0.25, 1.2].map((weights) => {
          const scale = units === "binary" ? weights : weights / 4;
          return randomMachine(rng.child(`${shape.visible} ${units} ${weights}`), { ...shape, units, weights: scale });
        }),
      ),
    );
    const beta = 0.9;
    const stable = machines.filter((rbm) => formula(rbm, beta).unstable === 0);
    return errorsBelow([
      {
        what: "Ω²",
        error: worstOver(machines, (rbm) => {
          const found = symmetricEigen(machineStiffness(rbm, { beta })).values.reverse();
          return maxAbsDifference(squaredEnergies(formula(rbm, beta)), found);
        }),
        limit: 1e-12,
      },
      {
        what: "½ΣΩ",
        error: worstOver(stable, (rbm) => {
          const { frequencies } = bosonModes(rbm, { beta });
          return Math.abs(frequencies.reduce((s, t) => s + t / 2, 0) - vacuumEnergy(formula(rbm, beta)));
        }),
        limit: 1e-12,
      },
      {
        what: "canonical relations",
        error: worstOver(stable, (rbm) => bosonModes(rbm, { beta }).canonicalError),
        limit: 1e-12,
      },
      {
        what: "stable machines missing",
        error: stable.length > 0 && stable.length < machines.length ? 0 : 1,
        limit: 0,
      },
    ]);
  },
};

const spectrumAt: Spectrum = (rbm, beta) => bosonSpectrum(rbm, { beta });

/** s² of W by the eigenvalues of WᵀW, descending; once a machine. */
const gramValues = rememberedByObject(({ W }: Rbm): Float64Array => symmetricEigen(multiplyTransposed(W, W)).values);

const machineEvidence: Evidence<Spectrum> = {
  id: "trained machine",
  says: "the trained machine: modes without a vacuum counted as negative eigenvalues of r² − WᵀW (Sylvester's law), and Ω_u²Ω_w² of every mode, negative where there is none, without singular values",
  needs: "machine",
  judge(formula, { machine }) {
    const { rbm, name } = machine as TrainedMachine;
    const { unstable, growth, u, w, zero } = formula(rbm, 1);
    const r = zero.energy ** 2;
    const products = gramValues(rbm).map((s2) => r * r - s2);
    const negative = products.filter((t) => t <= 0).length;
    const along = [...growth.map((t) => -t * t), ...u.map((t) => t * t)];
    const errors = along.map((t, k) => Math.abs(t * w[k]! ** 2 - products[k]!) / (1 + Math.abs(products[k]!)));
    const softest = u[0] === undefined ? "none" : u[0].toPrecision(3);
    const what = `modes without a vacuum, ${unstable} of ${w.length} by the formula (softest boson ${softest}), miscounted`;
    return onMachine(
      name,
      errorsBelow([
        { what, error: Math.abs(unstable - negative), limit: 0 },
        { what: "Ω_u²Ω_w², relative error", error: worstOver(errors, Math.abs), limit: 1e-9 },
      ]),
    );
  },
};

const changedSpectrum = (change: (s: BosonSpectrum) => Partial<BosonSpectrum>): Spectrum => {
  return (rbm, beta) => {
    const s = spectrumAt(rbm, beta);
    return { ...s, ...change(s) };
  };
};

const spectrumClaim: Claim<Spectrum> = {
  id: `${ROOM}/machine-spectrum`,
  room: ROOM,
  labels: ["A47", "A45"],
  title: "All boson energies of a machine (reconstruction)",
  statement: gathered(
    String.raw`H=\tfrac12p^2+\tfrac12q^{\mathsf T}\begin{pmatrix}4&-\beta W\\-\beta W^{\mathsf T}&4\end{pmatrix}q=\sum_k\Omega_k\big(d_k^\dagger d_k+\tfrac12\big)`,
    String.raw`\Omega\in\big\{\sqrt{4-\beta\lambda_\alpha},\ \sqrt{4+\beta\lambda_\alpha},\ 2\ (|N-M|\text{ times})\big\};\qquad\beta\lambda_\alpha\ge4:\text{ no vacuum}`,
  ),
  source: reconstructed("A47"),
  status: "reconstruction",
  expect: "checked",
  formula: spectrumAt,
  evidence: [stiffnessEvidence, machineEvidence],
  mutants: [
    { id: "temperature", says: "β left out", formula: (rbm) => spectrumAt(rbm, 1) },
    {
      id: "diffusion rates",
      says: "4 ∓ λ in the place of the roots",
      formula: changedSpectrum(({ u, w }) => ({ u: u.map((t) => t * t), w: w.map((t) => t * t) })),
    },
    {
      id: "one more",
      says: "one more mode without a vacuum",
      formula: changedSpectrum(({ unstable, growth, u }) => ({
        unstable: unstable + 1,
        growth: Float64Array.of(...growth, u[0] ?? 0),
        u: u.slice(1),
      })),
    },
    {
      id: "zero modes",
      says: "bosons of the zero modes without their spring",
      formula: changedSpectrum(({ zero }) => ({ zero: { ...zero, energy: 1e-3 } })),
    },
  ],
};

type WallShift = typeof quarticShift;

const COUPLING = 1.5;

/** The lowest levels of two oscillators with walls g(x⁴ + y⁴). */
const walledLevels = rememberedByValue((wall: number): Float64Array => {
  const walls = [0, 1].map((mode) => {
    const x = pairAlgebra.add(pairAlgebra.annihilator(mode), pairAlgebra.creator(mode));
    return pairAlgebra.multiply(pairAlgebra.scalar(exactly(wall / 16)), power(pairAlgebra, x, 4));
  });
  const H = sum(pairAlgebra, [pairHamiltonian(COUPLING), ...walls]);
  return fockSpectrum(pairAlgebra, H, { toNumber: rationalToNumber, levels: 4, quanta: 20, tolerance: 1e-9 }).levels;
});

/** Vacuum, one quantum along u, two along u, one along w: the lowest four at this coupling. */
const OCCUPATIONS = [
  [0, 0],
  [0, 1],
  [1, 0],
  [0, 2],
];

const wallEvidence: Evidence<WallShift> = {
  id: "Fock space",
  says: "four lowest levels of a pair with walls on both coordinates by diagonalisation, g = .004 … .016: what the first order misses falls as g²",
  judge(formula) {
    const modes = symplecticModes({
      position: matrixFromRows([
        [4, -COUPLING],
        [-COUPLING, 4],
      ]),
    });
    const [w, u] = modes.frequencies;
    const walls = [0.004, 0.008, 0.016];
    const levels = OCCUPATIONS.map(([m, n]) => ({ occupation: [m!, n!], free: w! * (m! + 0.5) + u! * (n! + 0.5) }));
    levels.sort((x, y) => x.free - y.free);
    const orders = levels.map(({ occupation, free }, k) => {
      const gaps = walls.map((g) => walledLevels(g)[k]! - free - formula(modes, g, occupation));
      return convergenceOrder(walls, gaps).slope;
    });
    return errorBelow(
      "|order − 2|",
      worstOver(orders, (o) => Math.abs(o - 2)),
      0.15,
      orders.length,
    );
  },
};

const wallClaim: Claim<WallShift> = {
  id: `${ROOM}/wall-shift`,
  room: ROOM,
  labels: ["A47", "A27"],
  title: "First order in the wall, for any number of modes (reconstruction)",
  statement: String.raw`\Delta E(n)=g\sum_i\Big[3V_i^2-6\sum_ks_{ik}^4n_k(n_k+1)\Big],\quad V_i=\sum_ks_{ik}^2(2n_k+1),\quad s_{ik}=\frac{e_{ik}}{\sqrt{2\Omega_k}}`,
  source: reconstructed("A27, A47"),
  status: "reconstruction",
  expect: "checked",
  formula: quarticShift,
  evidence: [wallEvidence],
  mutants: [
    {
      id: "Gaussian average",
      says: "3V² alone, as if quanta were thermal",
      formula: (modes, wall, n) => {
        const { data } = modes.map.qq;
        const size = modes.frequencies.length;
        const exclusion = data.reduce((s, t, at) => s + (t ** 4 / 4) * n[at % size]! * (n[at % size]! + 1), 0);
        return quarticShift(modes, wall, n) + 6 * wall * exclusion;
      },
    },
    { id: "half", says: "half the vertex", formula: (modes, wall, n) => quarticShift(modes, wall / 2, n) },
    {
      id: "modes without coupling",
      says: "each mode by itself",
      formula: (modes, wall, n) => {
        const alone = (k: number): ArrayLike<number> => Array.from(n, (t, j) => (j === k ? t : 0));
        const vacuum = quarticShift(
          modes,
          wall,
          Array.from(n, () => 0),
        );
        return Array.from(n, (_, k) => quarticShift(modes, wall, alone(k)) - vacuum).reduce(
          (s, t) => s + t,
          vacuum / 2,
        );
      },
    },
  ],
};

export const modesClaims: readonly Claim[] = [spectrumClaim, wallClaim];
