/** Claims A47 for whole machines: all boson energies, the wall between them, and the bosons of a trained machine. */
import { fockSpectrum } from "../../../src/algebra/boson/index.ts";
import { power, rationalToNumber, sum } from "../../../src/algebra/exact/index.ts";
import { agree, onMachine, pairsOf, vanishes } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence, TrainedMachine } from "../../../src/lab/types.ts";
import { symmetricEigen, symplecticModes } from "../../../src/numeric/index.ts";
import { matrixFromRows, multiplyTransposed } from "../../../src/numeric/matrix.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import { landauCoefficients } from "../../landau/expansion.ts";
import { gathered } from "../../support/latex.ts";
import { limitOfHalving } from "../../support/limits.ts";
import { nameOf, randomMachine, SMALL_SHAPES } from "../../support/machines.ts";
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

interface Spectrum {
  /** Ω² of all N + M bosons, ascending; negative where there is no vacuum. */
  squares(rbm: Rbm, beta: number): Float64Array;
  /** ½ΣΩ of a machine all of whose bosons have a vacuum. */
  vacuum(rbm: Rbm, beta: number): number;
}

function squaresOf({ growth, u, w, zero }: BosonSpectrum): Float64Array {
  const flat = new Array<number>(zero.count).fill(zero.energy ** 2);
  return Float64Array.from([
    ...growth.map((t) => -t * t),
    ...u.map((t) => t * t),
    ...w.map((t) => t * t),
    ...flat,
  ]).sort();
}

/** Both from one spectrum, changed where a mutant wants it. */
function fromSpectrum(
  change: (s: BosonSpectrum) => Partial<BosonSpectrum> = () => ({}),
  at = (beta: number) => beta,
): Spectrum {
  const changed = (rbm: Rbm, beta: number): BosonSpectrum => {
    const s = bosonSpectrum(rbm, { beta: at(beta) });
    return { ...s, ...change(s) };
  };
  return {
    squares: (rbm, beta) => squaresOf(changed(rbm, beta)),
    vacuum: (rbm, beta) => vacuumEnergy(changed(rbm, beta)),
  };
}

/** Machines of every small shape and both kinds of unit, with weights of so many quarters of the spring a unit. */
function machinesOf(rng: Rng, weights: readonly number[]): Rbm[] {
  return SMALL_SHAPES.flatMap((shape) =>
    (["binary", "spin"] as const).flatMap((units) =>
      weights.map((size) => {
        const scaled = units === "binary" ? size : size / 4;
        return randomMachine(rng.child(`${shape.visible} ${units} ${size}`), { ...shape, units, weights: scaled });
      }),
    ),
  );
}

const BETA = 0.9;

const stiffnessEvidence: Evidence<Spectrum> = {
  id: "whole machine",
  says: "energies from the singular values against the eigenvalues of K assembled from W, random machines of both kinds of unit, stable and not",
  judge(formula, { rng }) {
    const pairs = machinesOf(rng, [0.25, 1.2]).flatMap((rbm) => {
      const found = symmetricEigen(machineStiffness(rbm, { beta: BETA })).values.reverse();
      return pairsOf(formula.squares(rbm, BETA), found, () => nameOf(rbm));
    });
    return agree("Ω²", pairs, { allowed: 1e-12, unit: "scale", because: "rounding of eigenvalues", everyDraw: true });
  },
};

const transformedEvidence: Evidence<Spectrum> = {
  id: "canonical transformation",
  says: "½ΣΩ of machines with weak weights, both kinds of unit, against the frequencies of the canonical transformation of the whole machine, whose relations are checked",
  judge(formula, { rng }) {
    const residuals = machinesOf(rng, [0.1]).flatMap((rbm) => {
      const { frequencies, canonicalError } = bosonModes(rbm, { beta: BETA });
      return [frequencies.reduce((s, t) => s + t / 2, 0) - formula.vacuum(rbm, BETA), canonicalError];
    });
    const because = "rounding of eleven frequencies and their modes";
    return vanishes("½ΣΩ less that of the modes, canonical relations", residuals, {
      allowed: 1e-11,
      because,
      everyDraw: true,
    });
  },
};

/** s² of W by the eigenvalues of WᵀW, descending; once a machine. */
const gramValues = rememberedByObject(({ W }: Rbm): Float64Array => symmetricEigen(multiplyTransposed(W, W)).values);

const machineEvidence: Evidence<Spectrum> = {
  id: "trained machine",
  says: "the trained machine: modes without a vacuum counted as negative eigenvalues of r² − WᵀW (Sylvester's law), and Ω_u²Ω_w² of every mode, negative where there is none, without singular values",
  needs: "machine",
  judge(formula, { machine }) {
    const { rbm, name } = machine as TrainedMachine;
    const squares = formula.squares(rbm, 1);
    const r = landauCoefficients(rbm.units).stiffness;
    const L = Math.min(rbm.visible, rbm.hidden);
    const products = gramValues(rbm)
      .subarray(0, L)
      .map((s2) => r * r - s2);
    const scale = products.reduce((s, t) => Math.max(s, Math.abs(t)), r * r);
    const unstable = squares.filter((t) => t <= 0).length - products.filter((t) => t <= 0).length;
    const errors = products.map((t, k) => (squares[k]! * squares.at(-1 - k)! - t) / scale);
    return onMachine(
      name,
      vanishes(
        "modes without a vacuum miscounted, and Ω_u²Ω_w² of all modes, over the largest",
        [unstable, ...errors],
        {
          allowed: 1e-9,
          because: "rounding of the eigenvalues of a matrix of some hundred rows",
        },
      ),
    );
  },
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
  formula: fromSpectrum(),
  evidence: [stiffnessEvidence, transformedEvidence, machineEvidence],
  mutants: [
    { id: "temperature", says: "β left out", formula: fromSpectrum(undefined, () => 1) },
    {
      id: "diffusion rates",
      says: "4 ∓ λ in the place of the roots",
      formula: fromSpectrum(({ u, w }) => ({ u: u.map((t) => t * t), w: w.map((t) => t * t) })),
    },
    {
      id: "one more",
      says: "one more mode without a vacuum",
      formula: fromSpectrum(({ unstable, growth, u }) => ({
        unstable: unstable + 1,
        growth: Float64Array.of(...growth, u[0] ?? 0),
        u: u.slice(1),
      })),
    },
    {
      id: "zero modes",
      says: "bosons of the zero modes without their spring",
      formula: fromSpectrum(({ zero }) => ({ zero: { ...zero, energy: 1e-3 } })),
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

const WALLS = [0.016, 0.008, 0.004, 0.002];

const wallEvidence: Evidence<WallShift> = {
  id: "Fock space",
  says: `four lowest levels of a pair with walls on both coordinates by diagonalisation, g = ${WALLS.join(", ")}: shift over g, extrapolated to g = 0`,
  judge(formula) {
    const modes = symplecticModes({
      position: matrixFromRows([
        [4, -COUPLING],
        [-COUPLING, 4],
      ]),
    });
    const [w, u] = modes.frequencies;
    const levels = OCCUPATIONS.map(([m, n]) => ({ occupation: [m!, n!], free: w! * (m! + 0.5) + u! * (n! + 0.5) }));
    levels.sort((x, y) => x.free - y.free);
    const pairs = levels.map(({ occupation, free }, k) => ({
      at: `quanta ${occupation.join(" and ")}`,
      expected: formula(modes, 1, occupation),
      found: limitOfHalving(WALLS.map((g) => (walledLevels(g)[k]! - free) / g)),
    }));
    const because = "three orders in g are extrapolated away, levels stand still to 1e-9";
    return agree("first order in g", pairs, { allowed: 1e-4, because });
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
