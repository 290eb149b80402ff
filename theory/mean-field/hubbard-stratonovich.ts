/**
 * The partition function as an integral over two real fields a mode. With θ_i = βa_i + Σ_α U_iα (φ_α − iψ_α)/√2 and
 * η_j = βb_j + Σ_α V_jα (φ_α + iψ_α)/√2,
 *
 *   Z = ∫ Π_α dφ_α dψ_α / (2πβλ_α) e^{−S},   S = Σ_α (φ_α² + ψ_α²)/(2βλ_α) − Σ_i ln Σ_v e^{vθ_i} − Σ_j ln Σ_h e^{hη_j},
 *
 * exactly, for both kinds of unit. In p = (φ − iψ)/√2 and r = (φ + iψ)/√2 the action is Σ pr/(βλ) − … with its saddle
 * at the real point p = βλY, r = βλX, where S = βF_MF. Sheet A34 and appendix D7 for Toledo-Marín et al. 2025.
 */
import { dot, multiplyVector } from "../../src/numeric/matrix.ts";
import type { SingularModes } from "../../src/rbm/modes.ts";
import type { Rbm, Units } from "../../src/rbm/rbm.ts";
import { logNormaliser, type Temperature } from "../../src/rbm/states.ts";

/** Modes with λ_α > 0 only: the others have no field. */
export type CoupledModes = SingularModes;

/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

const times = (x: Complex, y: Complex): Complex => ({ re: x.re * y.re - x.im * y.im, im: x.re * y.im + x.im * y.re });

/** Σ over the two values of a unit of e^{value·θ}. */
function unitSum(units: Units, { re, im }: Complex): Complex {
  const [on, off] = [Math.exp(re), units === "binary" ? 1 : Math.exp(-re)];
  const turn = units === "binary" ? 0 : -im;
  return { re: on * Math.cos(im) + off * Math.cos(turn), im: on * Math.sin(im) + off * Math.sin(turn) };
}

/** e^{−S(φ, ψ)} / Π 2πβλ_α, the integrand of Z over real φ, ψ (one entry a coupled mode). */
export function hubbardStratonovichWeight(
  rbm: Rbm,
  modes: CoupledModes,
  phi: Float64Array,
  psi: Float64Array,
  { beta = 1 }: Temperature = {},
): Complex {
  const layer = (units: Units, bias: Float64Array, U: SingularModes["U"], sign: 1 | -1): Complex => {
    const re = multiplyVector(U, phi);
    const im = multiplyVector(U, psi);
    const inputs = Array.from(bias, (t, i) => ({
      re: beta * t + re[i]! / Math.SQRT2,
      im: (sign * im[i]!) / Math.SQRT2,
    }));
    return inputs.map((theta) => unitSum(units, theta)).reduce(times);
  };
  const gaussian = modes.lambda.reduce((product, t, k) => {
    const variance = beta * t;
    return (product * Math.exp(-(phi[k]! ** 2 + psi[k]! ** 2) / (2 * variance))) / (2 * Math.PI * variance);
  }, 1);
  const units = times(layer(rbm.visibleUnits, rbm.a, modes.U, -1), layer(rbm.hiddenUnits, rbm.b, modes.V, 1));
  return { re: gaussian * units.re, im: gaussian * units.im };
}

/** The fields of one point in the rotated form: p drives the visible units, r the hidden ones. */
export interface FieldPair {
  readonly p: Float64Array;
  readonly r: Float64Array;
}

/** S at real p, r: the contour turned so that it passes through the saddle. */
export function hubbardStratonovichAction(
  rbm: Rbm,
  modes: CoupledModes,
  { p, r }: FieldPair,
  { beta = 1 }: Temperature = {},
): number {
  const free = (units: Units, bias: Float64Array, fields: Float64Array): number =>
    fields.reduce((sum, t, i) => sum + logNormaliser(units, beta * bias[i]! + t), 0);
  const quadratic = dot(
    p,
    r.map((t, k) => t / (beta * modes.lambda[k]!)),
  );
  const visible = free(rbm.visibleUnits, rbm.a, multiplyVector(modes.U, p));
  return quadratic - visible - free(rbm.hiddenUnits, rbm.b, multiplyVector(modes.V, r));
}
