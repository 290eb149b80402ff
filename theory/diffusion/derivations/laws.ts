/** Mean, variance and divergence in time, the stationary law of a finite step, the score (sheets A51–A56). */
import { type Derivation, derive, type Notation, premise } from "../../../src/algebra/derivation/index.ts";

const notation: Notation = {
  k: { meaning: "rate of the direction" },
  f: { meaning: "constant force" },
  t: { meaning: "time" },
  z: { meaning: "position" },
  x: { meaning: "position at time 0" },
  w: { meaning: "variance at time 0" },
  m: { meaning: "mean at time t" },
  v: { meaning: "variance at time t" },
  r: { meaning: "what is left of a deviation at time t, the exponential of −kt" },
  d: { meaning: "distance of the mean from its goal at time 0" },
  c: { meaning: "relative excess of the variance at time 0" },
  D: { meaning: "divergence from the Boltzmann law" },
  tau: { meaning: "step of the integrator" },
  g: { meaning: "factor by which one step multiplies a deviation" },
  M: { meaning: "mean of the data" },
  V: { meaning: "variance of the data" },
  S: { meaning: "variance at time t of data with noise" },
  F: { meaning: "logarithm of the density at time t, up to a constant" },
  B: { meaning: "best guess of the data, given z" },
};

const inTime = {
  source: "reconstruction; sheet A51 for Toledo-Marín et al. 2025",
  notation,
  assuming: ["k != 0"],
};

/** A51: the mean. */
export const meanInTime: Derivation = derive({ ...inTime, id: "diffusion/mean", title: "The mean at every time" })
  .define("mean", "m = x*exp(-k*t) + f*(1 - exp(-k*t))/k")
  .say("the mean", "From x at time 0; for k > 0 it ends at f/k.")
  .algebra("equation", "diff(m, t) = f - k*m")
  .say("it follows the drift", "The mean of a linear process moves as a point without noise would.")
  .limit("marginal", "m = x + f*t", "k", "0")
  .from("mean")
  .say("at the threshold", "Where spring and coupling cancel only the field is left.")
  .connecting("mean", "equation", "marginal");

/** A51: the variance. */
export const varianceInTime: Derivation = derive({
  ...inTime,
  id: "diffusion/variance",
  title: "The variance at every time",
})
  .define("variance", "v = (1 - exp(-2*k*t))/k + w*exp(-2*k*t)")
  .say("the variance", "From w at time 0; for k > 0 it ends at 1/k, for k < 0 it grows without bound.")
  .algebra("equation", "diff(v, t) = 2 - 2*k*v")
  .say("it solves its equation", "Noise brings two a unit of time, the drift takes 2kv.")
  .limit("marginal", "v = 2*t + w", "k", "0")
  .from("variance")
  .say("at the threshold", "Where spring and coupling cancel the mode diffuses freely.")
  .connecting("variance", "equation", "marginal");

/** A53: the late slope. */
export const divergenceSlope: Derivation = derive({
  id: "diffusion/divergence",
  title: "The divergence falls at twice the rate of the mode",
  source: "standard; sheet A53 for Toledo-Marín et al. 2025",
  notation,
  assuming: ["k > 0", "r small"],
})
  .define("divergence", "D = (k*v - 1 - log(k*v))/2 + k*m^2/2")
  .say("between two Gaussians", "Of variance v at distance m, and of variance 1/k.")
  .define("mean", "m = d*r")
  .say("the mean decays", "As r = e^{−kt}.")
  .define("variance", "v = (1 + c*r^2)/k")
  .say("the variance decays twice as fast", "As r².")
  .expand("late times", "D = k*d^2*r^2/2 + c^2*r^4/4 - c^3*r^6/6", "r", 7)
  .from("divergence", "mean", "variance")
  .say(
    "expand at late times",
    "The excess of the variance enters only from r⁴ on, so the mean decides: the divergence falls as r², at the rate 2k.",
  )
  .connecting("divergence", "late times");

/** A54: fixed point of v ← (1 − τk)² v + 2τ. */
export const ulaFixedPoint: Derivation = derive({
  id: "diffusion/ula",
  title: "The stationary variance of a finite step",
  source: "standard; sheet A54 for Toledo-Marín et al. 2025",
  notation,
  assuming: [
    premise("stationary", "a step leaves the variance as it is"),
    "k > 0",
    "1 - tau*k/2 != 0",
    "(1 - tau*k)^2 - 1 != 0",
  ],
})
  .define("factor", "g = 1 - tau*k")
  .say("one step", "z ← z − τkz + √(2τ)ξ multiplies a deviation by g.")
  .given("stationary", "g^2*v + 2*tau = v", "stationary")
  .say("the variance that a step leaves as it is", "Deviations shrink by g², noise adds 2τ.")
  .solve("result", "v = 1/(k*(1 - tau*k/2))", { roots: ["1/(k*(1 - tau*k/2))"] })
  .from("stationary", "factor")
  .say("solve for it", "Too wide by 1/(1 − τk/2), and without bound as τ goes to 2/k.")
  .connecting("factor", "result");

/** A56: Tweedie's formula for a Gaussian coordinate. */
export const scoreOfGaussian: Derivation = derive({
  id: "diffusion/score",
  title: "The score from the best guess of the data",
  source: "standard; sheet A56 for Toledo-Marín et al. 2025",
  notation,
  assuming: ["S != 0", "1 - r^2 != 0", "r^2*V + 1 - r^2 != 0"],
})
  .define("variance", "S = r^2*V + 1 - r^2")
  .say("the variance with noise", "With r = e^{−t} the data are shrunk and the noise makes up for it.")
  .define("density", "F = -(z - r*M)^2/(2*S)")
  .say("the density", "A Gaussian about the shrunk mean.")
  .differentiate("score", "diff(F, z) = -(z - r*M)/S")
  .from("density")
  .say("its score", "Points to the mean.")
  .define("guess", "B = M + r*V*(z - r*M)/S")
  .say("the best guess of the data", "The mean of z₀ given z: regression of one Gaussian variable on another.")
  .algebra("result", "diff(F, z) = (r*B - z)/(1 - r^2)")
  .from("score", "guess", "variance")
  .say(
    "Tweedie's formula",
    "The score is the way from what is seen to what is guessed, over the variance of the noise.",
  )
  .connecting("density", "score", "result");
