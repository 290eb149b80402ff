/** One direction of a mode under one process: does it converge, how fast, in what time. */

export interface DirectionConvergence {
  /** The law of this direction approaches the Boltzmann law. */
  readonly converges: boolean;
  /** Rate k of the drift −k z; negative where deviations grow. NaN where the drift is not linear (finite size). */
  readonly rate: number;
  /** ln of the time scale: 1/|k|, the escape time over a barrier, ∞ where neither grows nor falls. */
  readonly logTime: number;
}

/** Under a linear drift: converges iff k > 0. */
export function linearDirection(rate: number): DirectionConvergence {
  return { converges: rate > 0, rate, logTime: rate === 0 ? Number.POSITIVE_INFINITY : -Math.log(Math.abs(rate)) };
}
