/** Limits of deterministic series over steps that are halved: what an expansion says at a step of zero. */

/** Powers of the step in what is left out: h^first, h^(first + spacing), … */
export interface Corrections {
  /** 1 when left out. */
  readonly first?: number;
  /** 1 when left out. */
  readonly spacing?: number;
}

/** Value at h = 0 from those at h, h/2, h/4, …, by Richardson's extrapolation: each further value removes one more power. */
export function limitOfHalving(values: ArrayLike<number>, { first = 1, spacing = 1 }: Corrections = {}): number {
  let column = Array.from(values);
  for (let power = first; column.length > 1; power += spacing) {
    const factor = 2 ** power;
    column = column.slice(1).map((next, k) => (factor * next - column[k]!) / (factor - 1));
  }
  return column[0]!;
}

/** Order in h of errors at h, h/2, h/4, …: the limit of the slopes of ln |error| between neighbours. */
export function orderOfHalving(errors: ArrayLike<number>, corrections: Corrections = {}): number {
  const slopes = Array.from(errors, (e) => Math.log2(Math.abs(e))).map((log, k, all) => all[k - 1]! - log);
  return limitOfHalving(slopes.slice(1), corrections);
}
