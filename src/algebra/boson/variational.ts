/**
 * The variational principle against a truncation that lies: the energy of a coherent state |α⟩ is the normal-ordered
 * polynomial at a → α, a† → α*, and no energy is below the ground state. A Hamiltonian whose leading terms fall in some
 * direction has coherent states of any energy, which a truncation to few quanta does not see.
 */
import { BoltzproofError } from "../../errors.ts";
import { Rng } from "../../numeric/random.ts";
import type { BosonOperator } from "./algebra.ts";

/** Random directions beside the axes. Lengths go from 2⁻⁴ to where the largest power of one still is a double. */
const DIRECTIONS = 200;
const SHORTEST = -4;
const LARGEST_POWER = 1000;

interface Monomial {
  readonly coefficient: number;
  readonly creators: readonly number[];
  readonly annihilators: readonly number[];
}

/** @throws BoltzproofError "domain" when a coherent state has less energy than the alleged ground state. */
export function requireGroundState<T>(
  modes: number,
  hamiltonian: BosonOperator<T>,
  toNumber: (c: T) => number,
  lowest: number,
  tolerance: number,
): void {
  const terms = [...hamiltonian.values()].map((t): Monomial => ({ ...t, coefficient: toNumber(t.coefficient) }));
  const degree = Math.max(1, ...terms.map(degreeOf));
  for (const direction of directions(modes)) {
    for (let k = SHORTEST; k <= LARGEST_POWER / degree; k++) {
      const { energy, size } = coherentEnergy(terms, direction, 2 ** k);
      // The energy of terms that cancel is known to rounding only.
      if (!(energy < lowest - tolerance - 1e-10 * size)) continue;
      throw new BoltzproofError("domain", {
        found: `a coherent state of 4^${k} quanta with the energy ${energy}, below the lowest level ${lowest}`,
        expected: "a Hamiltonian with a ground state among the states of few quanta",
        advice: "check the sign of the leading terms, or raise quanta if the ground state has more",
      });
    }
  }
}

const degreeOf = ({ creators, annihilators }: Monomial): number =>
  [...creators, ...annihilators].reduce((sum, power) => sum + power, 0);

/** ⟨α|H|α⟩ for α of the given length along a direction, and the sum of the moduli of its terms. */
function coherentEnergy(terms: readonly Monomial[], { moduli, phases }: Direction, length: number) {
  let [energy, size] = [0, 0];
  for (const { coefficient, creators, annihilators } of terms) {
    let [modulus, phase] = [coefficient, 0];
    for (let i = 0; i < moduli.length; i++) {
      modulus *= (length * moduli[i]!) ** (creators[i]! + annihilators[i]!);
      phase += phases[i]! * (annihilators[i]! - creators[i]!);
    }
    energy += modulus * Math.cos(phase);
    size += Math.abs(modulus);
  }
  return { energy, size };
}

/** A unit vector of amplitudes, one a mode. */
interface Direction {
  readonly moduli: readonly number[];
  readonly phases: readonly number[];
}

function directions(modes: number): readonly Direction[] {
  const rng = Rng.fromSeed(modes);
  const axes = Array.from({ length: modes }, (_, k) =>
    [0, Math.PI / 2, Math.PI / 4].map(
      (phase): Direction => ({
        moduli: Array.from({ length: modes }, (_, i) => (i === k ? 1 : 0)),
        phases: new Array<number>(modes).fill(phase),
      }),
    ),
  ).flat();
  const random = Array.from({ length: DIRECTIONS }, (_, k): Direction => {
    const z = rng.normals(modes);
    const norm = Math.hypot(...z);
    // A quarter each along positions and along momenta, of either sign; the rest with phases at random.
    const along = (x: number): number => (x < 0 ? Math.PI : 0) + (k % 4 === 0 ? 0 : Math.PI / 2);
    const phaseOf = (x: number): number => (k % 2 === 1 ? 2 * Math.PI * rng.uniform() : along(x));
    return { moduli: Array.from(z, (x) => Math.abs(x) / norm), phases: Array.from(z, phaseOf) };
  });
  return [...axes, ...random];
}
