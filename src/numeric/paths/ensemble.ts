/**
 * Many paths of one-dimensional overdamped Langevin dynamics at once,
 *
 *   z ← z + τ F(z) + √(2τ) ξ,    F(z) = f₀ + f₁ z + f₂ z² + f₃ z³,
 *
 * as it stands (Euler–Maruyama, the unadjusted Langevin algorithm) or as a proposal that Metropolis and Hastings accept
 * or not (MALA; Roberts, Tweedie, Bernoulli 2, 341, 1996). Every step of every path has a normal of its own; its place
 * in the random stream is (path, step), so results depend neither on threads nor on how steps are divided among calls.
 */
import { BoltzproofError } from "../../errors.ts";
import type { Rng } from "../random.ts";

/** One step of time: its length and the force during it, coefficients from the constant up. */
export interface LangevinStep {
  readonly tau: number;
  readonly force: readonly [f0: number, f1: number, f2?: number, f3?: number];
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
   * So many steps of the same kind, or the given ones in turn.
   * @throws BoltzproofError "not-finite" when a path has left the numbers, as beyond the stable step.
   */
  advance(steps: number, step: LangevinStep): Promise<void>;
  follow(steps: readonly LangevinStep[]): Promise<void>;
  /** Steps of MALA; gives the share of proposals that were accepted (paths are kept in blocks of 16, all of which count). */
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

/** Numbers of a record. */
export const RECORD = 6;

export function recordOf({ tau, force: [f0, f1, f2 = 0, f3 = 0] }: LangevinStep): number[] {
  const record = [tau, Math.sqrt(2 * tau), f0, f1, f2, f3];
  if (tau > 0 && record.every(Number.isFinite)) return record;
  throw new BoltzproofError("domain", {
    found: `a step of ${tau} under a force with coefficients ${[f0, f1, f2, f3].join(", ")}`,
    expected: "a positive step and finite coefficients",
    advice: "check the potential",
  });
}

/** The paths' starts; what fills up the last block starts like the first of them. */
export function paddedStart({ paths, start = 0 }: OpenPathsOptions): Float64Array {
  const out = new Float64Array(BLOCK * Math.ceil(paths / BLOCK));
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
    await this.#walk(steps, Float64Array.from(recordOf(step)), false);
  }

  async follow(steps: readonly LangevinStep[]): Promise<void> {
    await this.#walk(steps.length, Float64Array.from(steps.flatMap(recordOf)), false);
  }

  async propose(steps: number, step: LangevinStep): Promise<number> {
    const accepted = await this.#walk(steps, Float64Array.from(recordOf(step)), true);
    return accepted / (steps * this.#walker.positions.length);
  }

  dispose(): Promise<void> {
    return this.#walker.dispose();
  }

  async #walk(steps: number, records: Float64Array, metropolis: boolean): Promise<number> {
    if (!Number.isSafeInteger(steps) || steps < 0) {
      throw new BoltzproofError("domain", {
        found: `${steps} steps`,
        expected: "a whole number of at least 0",
        advice: "ask for a number of steps",
      });
    }
    const first = this.#done;
    this.#done += steps;
    if (steps === 0) return 0;
    const accepted = await this.#walker.walk({ steps, first, records, metropolis });
    requireFinite(this.#walker.positions, records);
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
