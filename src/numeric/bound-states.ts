/**
 * Lowest eigenvalues of −d²/dx² + V(x) on the line by the discrete variable representation on equally spaced points:
 * the kinetic energy of band-limited functions is exact, the potential diagonal. The error falls faster than any power
 * of the spacing for smooth V. D. T. Colbert and W. H. Miller, J. Chem. Phys. 96, 1982 (1992).
 */
import { requirePositive, requireWholeWithin } from "../arguments.ts";
import { BoltzproofError } from "../errors.ts";
import { matrixFrom, maxAbsDifference } from "./matrix.ts";
import { refineUntilStill } from "./refine.ts";
import { symmetricEigen } from "./svd.ts";

/** Which levels are wanted, and where and how finely to look for them. */
export interface BoundStateOptions {
  /** How many of the lowest eigenvalues to find. */
  readonly levels: number;
  /** A length of the potential: the first grid reaches from −4 to 4 of it. */
  readonly scale?: number;
  /** Largest change of a level on refining; 1e-8 when left out. */
  readonly tolerance?: number;
  /** Most grid points, 600 when left out. */
  readonly maxPoints?: number;
}

/** A matrix of so many points squared takes minutes to diagonalise. */
const MOST_POINTS = 5_000;

/** Lowest levels of −d²/dx² with a potential, in its units, and how well they have settled. */
export interface BoundStates {
  /** Ascending. */
  readonly levels: Float64Array;
  readonly points: number;
  readonly halfWidth: number;
  /** Largest change of a level at the last refinement. */
  readonly change: number;
}

/** Each refinement stretches the grid and narrows its spacing, both by this factor. */
const REFINEMENT = 1.2;

/**
 * The lowest levels, converged in spacing and extent of the grid, which are refined together.
 * @throws BoltzproofError "not-converged" when they still move on the finest grid allowed, "not-finite" where V is
 * not a number, "domain" when the potential falls below a level beyond the grid, where there is no such bound state.
 */
export function boundStates(potential: (x: number) => number, options: BoundStateOptions): BoundStates {
  const { levels, scale = 1, tolerance = 1e-8, maxPoints = 600 } = options;
  requireWholeWithin("levels", levels, 1, MOST_POINTS);
  requireWholeWithin("maxPoints", maxPoints, 1, MOST_POINTS);
  requirePositive("scale", scale, "the width of the potential");
  requirePositive("tolerance", tolerance, "the change of a level that is small enough");
  const compute = ({ halfWidth, points }: Grid): Float64Array => gridLevels(potential, halfWidth, points, levels);
  const grids = gridsFrom({ halfWidth: 4 * scale, points: 2 * levels + 41 }, maxPoints);
  const { value, size, change, still } = refineUntilStill(grids, compute, maxAbsDifference, tolerance);
  if (still) {
    requireConfined(potential, size.halfWidth, value.at(-1)!);
    return { levels: value, ...size, change };
  }
  throw new BoltzproofError("not-converged", {
    found: `levels that still move by ${change} on ${size.points} points`,
    expected: `a change of at most ${tolerance}`,
    advice: "give a scale near the width of the potential, or raise maxPoints",
  });
}

/** How often the distance is doubled, in four steps each, in the look for a fall of the potential beyond the grid. */
const DOUBLINGS = 500;

/** Levels in a dip of a potential that falls below them further out are no bound states: the particle leaves. */
function requireConfined(V: (x: number) => number, halfWidth: number, highest: number): void {
  for (const side of [-1, 1]) {
    for (let k = 0; k <= 4 * DOUBLINGS; k++) {
      const x = side * halfWidth * 2 ** (k / 4);
      if (!(V(x) < highest)) continue;
      throw new BoltzproofError("domain", {
        found: `a potential of ${V(x)} at x = ${x}, below the level ${highest}`,
        expected: "a potential above all levels asked for at every distance, which keeps them bound",
        advice: "ask for fewer levels, or check the sign of the leading term",
      });
    }
  }
}

interface Grid {
  readonly halfWidth: number;
  readonly points: number;
}

function gridsFrom(first: Grid, maxPoints: number): [Grid, ...Grid[]] {
  const grids: [Grid, ...Grid[]] = [first];
  for (let { halfWidth, points } = first; ; ) {
    halfWidth *= REFINEMENT;
    points = 2 * Math.ceil((points * REFINEMENT ** 2) / 2) + 1;
    if (points > maxPoints) return grids;
    grids.push({ halfWidth, points });
  }
}

function gridLevels(V: (x: number) => number, halfWidth: number, points: number, levels: number): Float64Array {
  const h = (2 * halfWidth) / (points - 1);
  const kinetic = Float64Array.from({ length: points }, (_, d) =>
    d === 0 ? Math.PI ** 2 / (3 * h * h) : (d % 2 === 0 ? 2 : -2) / (d * h) ** 2,
  );
  const H = matrixFrom(points, points, (i, j) => kinetic[Math.abs(i - j)]! + (i === j ? V(-halfWidth + i * h) : 0));
  return symmetricEigen(H).values.slice(-levels).reverse();
}
