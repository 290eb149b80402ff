/** Sums and moments whose rounding does not grow with the number of values: Neumaier's compensation, in all of them. */
import { type Double2, divide2, twoSum } from "../special/double-double.ts";

/** Σ f(i) for i < n as an unevaluated sum of two doubles: what each addition rounds away is collected apart. */
export function compensatedSum(n: number, f: (i: number) => number): Double2 {
  let [sum, lost] = [0, 0];
  for (let i = 0; i < n; i++) {
    const term = f(i);
    const next = sum + term;
    // What the addition rounded away: the smaller of the two less the part of it that arrived.
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return twoSum(sum, lost);
}

/** Whether all values are equal. The mean of such a sample is that value, and deviations from a rounded one are no scatter. */
export function isConstant(x: ArrayLike<number>): boolean {
  for (let i = 1; i < x.length; i++) if (x[i] !== x[0]) return false;
  return true;
}

/** Keeps sums of n values of the size of the largest double below it. */
const SMALLER = 2 ** -64;

/** The mean to more digits than a double has, since deviations from it may be smaller than its last one. */
export function preciseMean(x: ArrayLike<number>): Double2 {
  if (isConstant(x)) return [x[0]!, 0];
  const n = x.length;
  const [hi, lo] = divide2(
    compensatedSum(n, (i) => x[i]!),
    [n, 0],
  );
  if (Number.isFinite(hi) && Number.isFinite(lo)) return [hi, lo];
  return [compensatedSum(n, (i) => x[i]! * SMALLER)[0] / n / SMALLER, 0];
}

/** x_i less the mean. */
export function deviations(x: ArrayLike<number>, [hi, lo]: Double2 = preciseMean(x)): Float64Array {
  return Float64Array.from(x, (t) => t - hi - lo);
}
