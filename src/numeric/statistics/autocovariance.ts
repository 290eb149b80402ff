/** Autocovariances of a series through the fast Fourier transform, so that a slow chain costs no more than a fast one. */
import { requireSample } from "./moments.ts";
import { deviations } from "./sums.ts";

/**
 * γ_t = (1/n) Σ (x_i − x̄)(x_{i+t} − x̄) for t = 0 … n−1. The factor 1/n (not 1/(n−t)) keeps the sequence positive
 * definite, as Geyer's estimator requires.
 * @throws BoltzproofError "shape" for an empty series, "not-finite" for a NaN or infinite value.
 */
export function autocovariance(x: ArrayLike<number>): Float64Array {
  const n = x.length;
  requireSample("an autocovariance", x, 1);
  const d = deviations(x);
  const size = 2 ** Math.ceil(Math.log2(2 * n)); // zero padding, so that the ends of the series do not meet
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  re.set(d);
  fourierTransform(re, im);
  for (let k = 0; k < size; k++) {
    re[k] = (re[k]! ** 2 + im[k]! ** 2) / (size * n);
    im[k] = 0;
  }
  fourierTransform(re, im); // the power spectrum is even, so forward and inverse agree
  return re.slice(0, n);
}

/** In place: X_k = Σ_j x_j exp(−2πi jk/n) for a power of two n (Cooley and Tukey, radix 2). */
function fourierTransform(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  reverseBits(re);
  reverseBits(im);
  for (let half = 1; half < n; half *= 2) {
    for (let k = 0; k < half; k++) {
      const [c, s] = [Math.cos((Math.PI * k) / half), -Math.sin((Math.PI * k) / half)];
      for (let i = k; i < n; i += 2 * half) {
        const j = i + half;
        const [a, b] = [c * re[j]! - s * im[j]!, c * im[j]! + s * re[j]!];
        re[j] = re[i]! - a;
        im[j] = im[i]! - b;
        re[i]! += a;
        im[i]! += b;
      }
    }
  }
}

function reverseBits(x: Float64Array): void {
  for (let i = 1, j = 0; i < x.length; i++) {
    let bit = x.length >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) [x[i], x[j]] = [x[j]!, x[i]!];
  }
}
