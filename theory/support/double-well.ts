/**
 * The slowest rate of a diffusion du = −U′(u)dt + √2 dW in an even double well, for barriers of any height. Of its odd
 * eigenfunction f the equation (e^{−U}f′)′ = −k e^{−U}f, integrated twice from the top of the barrier, says
 *
 *   f(u) = k ∫_0^u e^{U(y)} ∫_y^∞ e^{−U(z)} f(z) dz dy,
 *
 * and the iteration converges as the ratio of the slowest rate to the next odd one.
 */

/** U = ½ stiffness u² + quartic u⁴ with a negative stiffness: wells at ±√(−stiffness/4 quartic). */
export interface DoubleWell {
  readonly stiffness: number;
  readonly quartic: number;
}

/** Potential at the end of the grid above the bottom of the well, in kT: e^{−45} is below rounding. */
const HIGHEST = 45;
const POINTS = 1000;
const ITERATIONS = 60;

/** k to about 10⁻⁶ of itself, by trapezoids over 1,000 steps. */
export function slowestRate({ stiffness, quartic }: DoubleWell): number {
  const well = Math.sqrt(-stiffness / (4 * quartic));
  const U = (u: number): number => (stiffness / 2) * u * u + quartic * u ** 4;
  const bottom = U(well);
  let end = well;
  while (U(end) - bottom < HIGHEST) end *= 1.1;
  const step = end / POINTS;
  const weight = Float64Array.from({ length: POINTS + 1 }, (_, i) => Math.exp(bottom - U(i * step)));
  let f = new Float64Array(POINTS + 1).fill(1);
  let rate = 0;
  for (let k = 0; k < ITERATIONS; k++) {
    const next = twiceIntegrated(f, weight, step);
    const largest = next.reduce((a, b) => Math.max(a, b));
    const change = Math.abs(1 / largest - rate) * largest;
    rate = 1 / largest;
    f = next.map((t) => t / largest);
    if (change < 1e-13) break;
  }
  return rate;
}

/** ∫_0^u 1/weight(y) ∫_y^end weight f. */
function twiceIntegrated(f: Float64Array, weight: Float64Array, step: number): Float64Array<ArrayBuffer> {
  const beyond = new Float64Array(f.length);
  for (let i = f.length - 2; i >= 0; i--) {
    beyond[i] = beyond[i + 1]! + (step / 2) * (weight[i]! * f[i]! + weight[i + 1]! * f[i + 1]!);
  }
  const out = new Float64Array(f.length);
  for (let i = 1; i < f.length; i++) {
    out[i] = out[i - 1]! + (step / 2) * (beyond[i - 1]! / weight[i - 1]! + beyond[i]! / weight[i]!);
  }
  return out;
}
