/**
 * Times of the bosons of whole machines. Run: npx tsx --conditions=boltzproof-source bench/bosons.ts [modes]
 * All boson energies of a 784×500 machine, from singular values and from the canonical transformation of all 1,284
 * modes; with a number of modes, also a random Hamiltonian of that size with and without mixed terms. Exits with 1 when
 * the energies of the machine take longer than 5 s or the two ways differ by more than 1e-10.
 */
import { type QuadraticHamiltonian, symplecticModes } from "../src/numeric/index.ts";
import { matrix, matrixFrom, maxAbsDifference, multiplyTransposed } from "../src/numeric/matrix.ts";
import { Rng } from "../src/numeric/random.ts";
import { Rbm } from "../src/rbm/rbm.ts";
import { bosonModes, bosonSpectrum } from "../theory/index.ts";

const limitMs = 5_000;

function timed<T>(what: string, run: () => T): readonly [result: T, ms: number] {
  const start = performance.now();
  const result = run();
  const ms = performance.now() - start;
  console.log(`${(ms / 1000).toFixed(2).padStart(8)} s  ${what}`);
  return [result, ms];
}

/** All modes stable: the largest singular value is near 0.07·(√784 + √500) = 3.5. */
const weights = Rng.fromSeed(1).normals(784 * 500, 0.07);
const rbm = new Rbm({ W: matrix(784, 500, weights) });

const [spectrum, fast] = timed("all boson energies of a 784×500 machine, from its singular values", () =>
  bosonSpectrum(rbm),
);
const [modes, slow] = timed("the same with the canonical transformation of 1,284 modes", () => bosonModes(rbm));
const energies = Float64Array.from([
  ...spectrum.u,
  ...spectrum.w,
  ...new Array<number>(spectrum.zero.count).fill(spectrum.zero.energy),
]).sort();
const difference = maxAbsDifference(energies, modes.frequencies.toReversed());
console.log(
  `          largest difference ${difference.toExponential(1)}, canonical to ${modes.canonicalError.toExponential(1)}`,
);

const size = Number(process.argv[2] ?? 0);
if (size > 0) {
  for (const [name, hamiltonian] of Object.entries(randomHamiltonians(size))) {
    const [found] = timed(`${size} modes of a random Hamiltonian, ${name}`, () => symplecticModes(hamiltonian));
    console.log(`          canonical to ${found.canonicalError.toExponential(1)}`);
  }
}
if (Math.max(fast, slow) > limitMs || !(difference < 1e-10)) process.exitCode = 1;

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
