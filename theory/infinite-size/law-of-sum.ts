/**
 * The law of Σ_i u_i v_i over all states of fair {0,1} units, at sizes that nobody enumerates: by inversion of its
 * characteristic function Π_i (1 + e^{iu_i t})/2 (Gil-Pelaez 1951),
 *
 *   P(Σ u v ≤ x) = ½ − (1/π) ∫_0^∞ Im[e^{−itx} φ(t)] dt/t.
 *
 * For unit vectors that spread over many units φ falls as e^{−t²/8}; the midpoint rule with a step h is exact but for the
 * probability of being π/h away from x (Davies, Biometrika 60, 415, 1973).
 */

const STEP = 0.1;
/** e^{−t²/8} is 10⁻³¹ there. */
const REACH = 24;

/** P(Σ u_i v_i ≤ x) as a function of x, for a unit vector u that is spread out. */
export function lawOfSum(u: Float64Array): (x: number) => number {
  const points = Math.round(REACH / STEP);
  const real = new Float64Array(points);
  const imaginary = new Float64Array(points);
  for (let k = 0; k < points; k++) {
    const t = (k + 0.5) * STEP;
    let [re, im] = [1, 0];
    for (const entry of u) {
      const [c, s] = [(1 + Math.cos(entry * t)) / 2, Math.sin(entry * t) / 2];
      [re, im] = [re * c - im * s, re * s + im * c];
    }
    real[k] = re;
    imaginary[k] = im;
  }
  return (x) => {
    let sum = 0;
    for (let k = 0; k < points; k++) {
      const t = (k + 0.5) * STEP;
      sum += (imaginary[k]! * Math.cos(t * x) - real[k]! * Math.sin(t * x)) / (k + 0.5);
    }
    return 0.5 - sum / Math.PI;
  };
}
