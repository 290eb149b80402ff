// One sweep of the implicit QL iteration for a symmetric tridiagonal matrix, with the shift of Wilkinson (Dubrulle,
// Martin & Wilkinson, Numer. Math. 12, 1968). It can run either way, towards the smaller end of a graded matrix.

import { keep, ROTATION, rotate, rotationC, rotationR, rotationS } from "./rotations";

/** As sweepBidiagonal; the rotations of the columns of the eigenvectors go to `list`. */
export function sweepTridiagonal(d: usize, e: usize, step: usize, count: usize, list: usize): void {
  const last = d + count * step;
  const off = load<f64>(e + (count - 1) * step);
  const slope = (load<f64>(last - step) - load<f64>(last)) / (2 * off);
  let g = load<f64>(d) - load<f64>(last) + off / (slope + copysign<f64>(Math.sqrt(slope * slope + 1), slope));
  let p: f64 = 0;
  let s: f64 = 1;
  let c: f64 = 1;
  for (let k: usize = 0; k < count; k++, d += step, e += step, list += ROTATION) {
    const b = c * load<f64>(e);
    rotate(g, s * load<f64>(e));
    keep(list);
    c = rotationC;
    s = rotationS;
    if (k > 0) store<f64>(e - step, rotationR);
    g = load<f64>(d) - p;
    const r = (load<f64>(d + step) - g) * s + 2 * c * b;
    p = s * r;
    store<f64>(d, g + p);
    g = c * r - b;
  }
  store<f64>(d, load<f64>(d) - p);
  store<f64>(e - step, g);
}
