/**
 * Bosons of whole machines: all energies of a 784×500 machine from singular values and from the canonical
 * transformation of all 1,284 modes, and general quadratic Hamiltonians with and without mixed terms.
 */
import { type QuadraticHamiltonian, symplecticModes } from "../../src/numeric/index.ts";
import { matrix, matrixFrom, maxAbsDifference, multiplyTransposed } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { Rbm } from "../../src/rbm/rbm.ts";
import { bosonModes, bosonSpectrum } from "../../theory/index.ts";
import { type Figure, report, timed } from "../figures.ts";

/** Modes of the random Hamiltonians. */
const SIZE = 300;

export function benchBosons(): Figure[] {
  // All modes are stable: the largest singular value is near 0.07·(√784 + √500) = 3.5.
  const rbm = new Rbm({ W: matrix(784, 500, Rng.fromSeed(1).normals(784 * 500, 0.07)) });
  const [spectrum, fast] = timed(() => bosonSpectrum(rbm));
  const [modes, slow] = timed(() => bosonModes(rbm));
  const { u, w, zero } = spectrum;
  const energies = Float64Array.from([...u, ...w, ...new Array<number>(zero.count).fill(zero.energy)]).sort();
  const difference = maxAbsDifference(energies, modes.frequencies.toReversed());
  const general = Object.entries(randomHamiltonians(SIZE)).map(([name, hamiltonian]) => {
    const [, found] = timed(() => symplecticModes(hamiltonian));
    return { what: `${SIZE} modes of a random Hamiltonian, ${name}`, found, unit: "s" } as const;
  });
  return report("Bosons", [
    { what: "all energies of a 784×500 machine, from singular values", found: fast, unit: "s", atMost: 5 },
    { what: "the same with the canonical map of 1,284 modes", found: slow, unit: "s", atMost: 5 },
    { what: "largest difference between the two", found: difference, unit: "difference", atMost: 1e-10 },
    { what: "error of the canonical relations", found: modes.canonicalError, unit: "difference", atMost: 1e-10 },
    ...general,
  ]);
}

/** Positive definite: a Gram matrix of the whole plus the identity, cut into blocks. */
function randomHamiltonians(n: number): Record<string, QuadraticHamiltonian> {
  const G = matrix(2 * n, 2 * n, Rng.fromSeed(2).normals(4 * n * n, 1 / Math.sqrt(2 * n)));
  const M = multiplyTransposed(G, G);
  const at = (i: number, j: number): number =>
    (M.data[i * 2 * n + j]! + M.data[j * 2 * n + i]!) / 2 + (i === j ? 1 : 0);
  const position = matrixFrom(n, n, at);
  const momentum = matrixFrom(n, n, (i, j) => at(n + i, n + j));
  const mixed = matrixFrom(n, n, (i, j) => at(i, n + j));
  return {
    "positions alone": { position },
    "positions and momenta": { position, momentum },
    "with mixed terms": { position, momentum, mixed },
  };
}
