/**
 * Many paths of one-dimensional overdamped Langevin dynamics at once,
 *
 *   z ← z + τ F(z) + √(2τ) ξ,    F(z) = f₀ + f₁ z + f₂ z² + f₃ z³,
 *
 * as it stands (Euler–Maruyama, the unadjusted Langevin algorithm) or as a proposal that Metropolis and Hastings accept
 * or not (MALA; Roberts, Tweedie, Bernoulli 2, 341, 1996). Every step of every path has a normal of its own; its place
 * in the random stream is (path, step), so results depend neither on threads nor on how steps are divided among calls.
 */
import { requireWholeWithin } from "../../arguments.ts";
import { BoltzproofError } from "../../errors.ts";
import type { Rng } from "../random.ts";

/** One step of time: its length and the force during it, coefficients from the constant up. */
export interface LangevinStep {
  readonly tau: number;
  readonly force: readonly [f0: number, f1: number, f2?: number, f3?: number];
  /** A step beyond 2/|f₁| of a linear force that leads back is meant: to see the dynamics blow up. */
  readonly unstable?: boolean;
}

/** Number of paths, where they start, and how they are computed. */
export interface OpenPathsOptions {
  readonly paths: number;
  /** Where all paths start, or where each does; 0 when left out. */
  readonly start?: number | Float64Array;
  /** 1 when left out. */
  readonly threads?: number;
  /** "plain" is the obvious version in TypeScript, with the same bits. */
  readonly engine?: "auto" | "plain";
}

/** Many one-dimensional paths of Langevin dynamics that advance together; the same seed gives the same bits. */
export interface PathEnsemble {
  /** Where the paths are; a copy. */
  positions(): Float64Array;
  /**
   * So many steps of the same kind, or the given ones in turn. Where it throws, the paths stand where they stood.
   * @throws BoltzproofError "domain" for a step beyond the stable one, 2/|f₁|, of a linear force that leads back (unless
   * it is marked `unstable`), a step that is not positive or a force that is not finite; "not-finite" when a path has
   * left the numbers, as a step too long for a force of higher order makes it.
   */
  advance(steps: number, step: LangevinStep): Promise<void>;
  follow(steps: readonly LangevinStep[]): Promise<void>;
  /**
   * Steps of MALA; gives the share of proposals that were accepted (paths are kept in blocks of 16, all of which count),
   * 1 where none was made.
   */
  propose(steps: number, step: LangevinStep): Promise<number>;
  dispose(): Promise<void>;
}

/** What both versions hold: sixteen paths a block, and how many steps have been taken. */
export const BLOCK = 16;

export interface Walk {
  readonly steps: number;
  /** Numbers of the first step. */
  readonly first: number;
  /** Six numbers a step: τ, √(2τ), f₀ … f₃; one record for all steps, or one a step. */
  readonly records: Float64Array;
  readonly metropolis: boolean;
}

/** Does the steps on positions padded to whole blocks; gives the number of proposals accepted. */
export interface Walker {
  readonly positions: Float64Array;
  walk(walk: Walk): Promise<number>;
  dispose(): Promise<void>;
}

/** Steps are numbered by 32 bits in the random stream. */
const MOST_STEPS = 2 ** 31;

/** Numbers of a record. */
export const RECORD = 6;

export function recordOf(step: LangevinStep): number[] {
  const { tau, force } = step ?? {};
  const [f0, f1, f2 = 0, f3 = 0] = Array.isArray(force) ? force : [Number.NaN, Number.NaN];
  const record = [tau, Math.sqrt(2 * tau), f0, f1, f2, f3];
  if (tau > 0 && record.every(Number.isFinite)) return record;
  throw new BoltzproofError("domain", {
    found: `a step of ${tau} under a force with coefficients ${[f0, f1, f2, f3].join(", ")}`,
    expected: "a positive step and finite coefficients",
    advice: "check the potential",
  });
}

/**
 * A deviation from the rest point of a linear force is multiplied by 1 + τf₁ at every step. Forces that lead away make
 * paths grow in continuous time too, and with higher orders it depends on where a path is: neither is asked here.
 */
function requireStable({ tau, force: [, f1, f2 = 0, f3 = 0], unstable = false }: LangevinStep): void {
  if (unstable || f2 !== 0 || f3 !== 0 || !(1 + tau * f1 < -1)) return;
  throw new BoltzproofError("domain", {
    found: `a step of ${tau} under a force of slope ${f1}, which multiplies deviations by ${1 + tau * f1}`,
    expected: `a step of at most ${2 / -f1} = 2/|f₁|, beyond which the dynamics blow up`,
    advice: "take shorter steps, or propose(), which turns such steps down; unstable: true lets them pass",
  });
}

/** The paths' starts; what fills up the last block starts like the first of them. */
export function paddedStart({ paths, start = 0 }: OpenPathsOptions): Float64Array {
  const out = new Float64Array(BLOCK * Math.ceil(paths / BLOCK));
  const lost = typeof start === "number" ? start : start.find((z) => !Number.isFinite(z));
  if (lost !== undefined && !Number.isFinite(lost)) {
    throw new BoltzproofError("domain", {
      found: `a path that starts at ${lost}`,
      expected: "finite starts",
      advice: "leave start out to begin at 0",
    });
  }
  if (typeof start === "number") return out.fill(start);
  if (start.length !== paths) {
    throw new BoltzproofError("shape", {
      found: `${start.length} starts of ${paths} paths`,
      expected: "one a path",
      advice: "pass a single number to start all paths together",
    });
  }
  out.fill(start[0]!).set(start);
  return out;
}

/** @throws BoltzproofError "domain" unless there is a whole number of paths above 0. */
export function requirePaths(paths: number): void {
  if (Number.isSafeInteger(paths) && paths > 0 && paths <= 2 ** 28) return;
  throw new BoltzproofError("domain", {
    found: `${paths} paths`,
    expected: "a whole number from 1 to 2²⁸",
    advice: "choose another number of paths",
  });
}

/** An ensemble over a walker, whose paths beyond the last are never shown. */
export class WalkingPaths implements PathEnsemble {
  readonly #paths: number;
  readonly #walker: Walker;
  #done = 0;

  constructor(paths: number, walker: Walker) {
    this.#paths = paths;
    this.#walker = walker;
  }

  positions(): Float64Array {
    return this.#walker.positions.slice(0, this.#paths);
  }

  async advance(steps: number, step: LangevinStep): Promise<void> {
    await this.#follow(steps, [step]);
  }

  async follow(steps: readonly LangevinStep[]): Promise<void> {
    await this.#follow(steps.length, steps);
  }

  async propose(steps: number, step: LangevinStep): Promise<number> {
    const accepted = await this.#walk(steps, Float64Array.from(recordOf(step)), true);
    return steps === 0 ? 1 : accepted / (steps * this.#walker.positions.length);
  }

  dispose(): Promise<void> {
    return this.#walker.dispose();
  }

  async #follow(count: number, steps: readonly LangevinStep[]): Promise<void> {
    const records = Float64Array.from(steps.flatMap(recordOf));
    steps.forEach(requireStable);
    await this.#walk(count, records, false);
  }

  /** A walk that leads out of the numbers is taken back. */
  async #walk(steps: number, records: Float64Array, metropolis: boolean): Promise<number> {
    requireWholeWithin("steps", steps, 0, MOST_STEPS);
    if (steps === 0) return 0;
    const { positions } = this.#walker;
    const before = positions.slice();
    const first = this.#done;
    this.#done += steps;
    const accepted = await this.#walker.walk({ steps, first, records, metropolis });
    try {
      requireFinite(positions, records);
    } catch (error) {
      positions.set(before);
      this.#done = first;
      throw error;
    }
    return accepted;
  }
}

/** Steps longer than a force allows throw paths ever further, to where there are no numbers any more. */
function requireFinite(positions: Float64Array, records: Float64Array): void {
  const lost = positions.findIndex((z) => !Number.isFinite(z));
  if (lost < 0) return;
  const longest = records.reduce((most, t, k) => (k % RECORD === 0 ? Math.max(most, t) : most), 0);
  throw new BoltzproofError("not-finite", {
    found: `path ${lost} at ${positions[lost]} after steps of up to ${longest}`,
    expected: "steps below 2/|F′| wherever the paths come, beyond which the dynamics blow up",
    advice:
      "take shorter steps or fewer, a force that leads back, or propose(), which turns such steps down one by one",
  });
}

/** The key of the paths' own words, apart from those that the caller draws from the stream. */
export function keyOf(rng: Rng): readonly [number, number] {
  return rng.child("paths").key();
}
