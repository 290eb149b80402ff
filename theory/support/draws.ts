/** Untrained weight matrices and their spectra, drawn once per stream however many formulas are held against them. */
import { type Matrix, matrix } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { WeightEnsemble } from "../initial-spectrum/marchenko-pastur.ts";

/** Independent N(0, σ²) weights, N×M. */
export function drawWeights({ visible, hidden, sigma }: WeightEnsemble, rng: Rng): Matrix {
  return matrix(visible, hidden, rng.normals(visible * hidden, sigma));
}

/**
 * Remembers the last few results of a function of a stream. A claim and its mutants are judged on the same stream,
 * so the expensive draw is shared, and every call still sees exactly the numbers of its stream.
 * @param identify what tells two sets of parameters apart, as JSON; the parameters themselves when left out
 */
export function sharedDraw<A extends readonly unknown[], T>(
  draw: (rng: Rng, ...parameters: A) => T,
  identify: (...parameters: A) => unknown = (...parameters) => parameters,
): (rng: Rng, ...parameters: A) => T {
  const kept = new Map<string, T>();
  return (rng, ...parameters) => {
    const key = JSON.stringify([rng.key(), identify(...parameters)]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const fresh = draw(rng, ...parameters);
    kept.set(key, fresh);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return fresh;
  };
}

const KEPT = 16;

export interface DrawnModes {
  readonly W: Matrix;
  readonly modes: SingularModes;
}

/** One untrained W with its singular modes. */
export const drawModes: (rng: Rng, ensemble: WeightEnsemble) => DrawnModes = sharedDraw((rng, ensemble) => {
  const W = drawWeights(ensemble, rng);
  return { W, modes: singularModes(W) };
});
