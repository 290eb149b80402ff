/** ∫₀^∞ e^g(s) ds for an exponent g that is concave, as the logarithms of the gamma and beta laws are in ln t. */

/** An exponent with g(0) = 0, its slope, and how far from s a polynomial of degree 39 follows e^g. */
export interface Exponent {
  at(s: number): number;
  slope(s: number): number;
  reach(s: number): number;
}

/** Positive nodes and the weights of the 20-point Gauss–Legendre rule on [−1, 1]. */
const NODES = [
  0.07652652113349734, 0.22778585114164507, 0.37370608871541955, 0.5108670019508271, 0.636053680726515,
  0.7463319064601508, 0.8391169718222188, 0.912234428251326, 0.9639719272779138, 0.9931285991850949,
];
const WEIGHTS = [
  0.15275338713072584, 0.14917298647260374, 0.14209610931838204, 0.13168863844917664, 0.11819453196151843,
  0.10193011981724044, 0.08327674157670475, 0.06267204833410907, 0.04060142980038694, 0.017614007139152118,
];

/** What a panel may change the exponent by. */
export const PANEL_DROP = 8;

/** Panels side by side, each as long as its reach, until what is left is below rounding: a concave g falls ever faster. */
export function tailIntegral(g: Exponent): number {
  let sum = 0;
  let s = 0;
  for (let panel = 0; panel < MOST_PANELS; panel++) {
    const slope = g.slope(s);
    if (slope < 0 && Math.exp(g.at(s)) <= 1e-18 * sum * -slope) break;
    const reach = g.reach(s);
    sum += panelIntegral((t) => Math.exp(g.at(t)), s, reach);
    s += reach;
  }
  return sum;
}

/** ∫ f over one panel. */
export function panelIntegral(f: (s: number) => number, from: number, length: number): number {
  const half = length / 2;
  const middle = from + half;
  let sum = 0;
  for (let k = 0; k < NODES.length; k++) {
    const step = half * NODES[k]!;
    sum += WEIGHTS[k]! * (f(middle - step) + f(middle + step));
  }
  return half * sum;
}

/** Far more than any law needs: lengths grow in a geometric way where there is nothing to resolve. */
const MOST_PANELS = 5000;

/** eˣ − 1 − x without cancellation. */
export function expRest(x: number): number {
  if (Math.abs(x) > 0.4) return Math.expm1(x) - x;
  let term = (x * x) / 2;
  let sum = term;
  for (let k = 3; Math.abs(term) > 1e-18 * sum; k++) {
    term *= x / k;
    sum += term;
  }
  return sum;
}

/** x − ln(1 + x) without cancellation. */
export function logRest(x: number): number {
  if (Math.abs(x) > 0.4) return x - Math.log1p(x);
  const r = x / (2 + x);
  const square = r * r;
  let [power, sum] = [r * square, 0];
  for (let k = 3; Math.abs(power) > 1e-18 * Math.abs(sum) * k; k += 2) {
    sum += power / k;
    power *= square;
  }
  return x * r - 2 * sum;
}
