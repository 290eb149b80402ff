/**
 * The machine. One convention everywhere, for both kinds of unit:
 *
 *   E(v, h) = −a·v − b·h − vᵀ W h,     P(v, h) = exp(−β E) / Z,
 *
 * v of length N (visible), h of length M (hidden), W of shape N×M. Binary units take 0 or 1, spin units −1 or +1.
 * Toledo-Marín, Maiti, Fox, Melko, Mach. Learn.: Sci. Technol. 6 035030 (2025), sheet A1.
 */
import { BoltzproofError } from "../errors.ts";
import type { Matrix } from "../numeric/matrix.ts";

/** "binary" = {0, 1}, "spin" = {−1, +1}. */
export type Units = "binary" | "spin";

/** The parameters of a machine; biases left out are zero. */
export interface RbmFields {
  /** Weights, N×M. */
  readonly W: Matrix;
  /** Visible bias, length N; zeros when left out. */
  readonly a?: Float64Array;
  /** Hidden bias, length M; zeros when left out. */
  readonly b?: Float64Array;
  /** Units of both layers; "binary" when left out. */
  readonly units?: Units;
  /** Units of one layer alone, for mixed machines. */
  readonly visibleUnits?: Units;
  readonly hiddenUnits?: Units;
}

/** A restricted Boltzmann machine: an immutable bundle of parameters; functions over it live beside it. */
export class Rbm {
  /** N×M. */
  readonly W: Matrix;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly visibleUnits: Units;
  readonly hiddenUnits: Units;

  /** @throws BoltzproofError "shape" when a or b does not fit W, "not-finite" when a parameter is NaN or infinite. */
  constructor(fields: RbmFields) {
    const { W } = fields;
    this.W = W;
    this.a = fields.a ?? new Float64Array(W.rows);
    this.b = fields.b ?? new Float64Array(W.cols);
    this.visibleUnits = fields.visibleUnits ?? fields.units ?? "binary";
    this.hiddenUnits = fields.hiddenUnits ?? fields.units ?? "binary";
    requireLength("a", this.a, W.rows, W);
    requireLength("b", this.b, W.cols, W);
    requireFinite("W", W.data);
    requireFinite("a", this.a);
    requireFinite("b", this.b);
  }

  /** N, the number of visible units. */
  get visible(): number {
    return this.W.rows;
  }

  /** M, the number of hidden units. */
  get hidden(): number {
    return this.W.cols;
  }

  /** The common kind of unit. @throws BoltzproofError "domain" for a mixed machine. */
  get units(): Units {
    if (this.visibleUnits !== this.hiddenUnits) {
      throw new BoltzproofError("domain", {
        found: `a machine of ${this.visibleUnits} visible and ${this.hiddenUnits} hidden units`,
        expected: "one kind of unit in both layers",
        advice: "read visibleUnits and hiddenUnits, or convert one layer",
      });
    }
    return this.visibleUnits;
  }
}

function requireLength(name: string, x: Float64Array, n: number, W: Matrix): void {
  if (x.length === n) return;
  const swapped = x.length === (name === "a" ? W.cols : W.rows);
  throw new BoltzproofError("shape", {
    found: `W of ${W.rows}×${W.cols} with ${x.length} entries in ${name}`,
    expected: `${n}`,
    advice: swapped ? "W is visible × hidden: pass its transpose, or swap a and b" : `give ${name} one entry a unit`,
  });
}

function requireFinite(name: string, x: Float64Array): void {
  const at = x.findIndex((t) => !Number.isFinite(t));
  if (at < 0) return;
  throw new BoltzproofError("not-finite", {
    found: `${x[at]} in ${name} at position ${at}`,
    expected: "finite parameters",
    advice: "lower the learning rate, or reload an earlier checkpoint",
  });
}
