/**
 * Cumulants of the reciprocal variables over all states (sheets A40 and A41, appendix D3). Under the uniform measure
 * the units are independent, so the sum over all states of the exponential of a source is a product, and its logarithm
 * a sum over units: cumulants add. One unit gives ¼, 0 and −⅛; a mode weighs them with powers of its vector.
 *
 * Standard; Toledo-Marín et al. 2025 enumerate the correlators in their code.
 */
import type { Derivation, Notation } from "../../src/algebra/derivation/index.ts";
import { derive, premise } from "../../src/algebra/derivation/index.ts";

const notation: Notation = {
  N: { meaning: "number of visible units" },
  M: { meaning: "number of hidden units" },
  i: { meaning: "a visible unit" },
  j: { meaning: "a hidden unit" },
  alpha: { meaning: "a mode" },
  beta: { meaning: "another mode" },
  v: { meaning: "visible configuration" },
  h: { meaning: "hidden configuration" },
  U: { meaning: "left singular vectors" },
  V: { meaning: "right singular vectors" },
  p: { meaning: "mean of a unit" },
  t: { meaning: "scale of the source" },
  J: { meaning: "source of each reciprocal variable" },
  f: { meaning: "source of each unit, Σ_α J_α U_iα" },
  Z: { meaning: "generating function, the mean of e^{t·source} over all states" },
  K: { meaning: "ln Z, which generates the cumulants: κₙ is the coefficient of tⁿ/n!" },
  kappa_two: { meaning: "variance of the mode", latex: "\\kappa_2" },
  kappa_four: { meaning: "fourth cumulant of the mode", latex: "\\kappa_4" },
  Q: { meaning: "participation of the vector of the mode, ΣU⁴" },
  Q_bar: { meaning: "its mean over modes" },
  kurtosis: { meaning: "fourth moment over squared variance", latex: "k" },
  kurtosis_bar: { meaning: "its mean over modes", latex: "\\bar{k}" },
  r: { meaning: "one of many modes" },
  R: { meaning: "their number" },
};

/** D3: cumulants of one unit of mean p. */
export const unitCumulants: Derivation = derive({
  id: "gaussian-limit/unit",
  title: "The cumulants of one unit",
  source: "textbook; sheet D3",
  notation,
  assuming: ["t small"],
})
  .define("generating function", "K = log(1 - p + p*exp(t))")
  .say("one unit of mean p", "The logarithm of the mean of e^{tv}: v = 1 with probability p and 0 otherwise.")
  .expand(
    "result",
    "K = p*t + p*(1 - p)*t^2/2 + p*(1 - p)*(1 - 2*p)*t^3/6 + p*(1 - p)*(1 - 6*p*(1 - p))*t^4/24",
    "t",
    4,
  )
  .say("expand", "κ₂ = p(1 − p) and κ₄ = p(1 − p)(1 − 6p(1 − p)): for p = ½ they are ¼ and −⅛, and κ₃ vanishes.")

  .connecting("generating function", "result");

const overStates = (body: string): string => `sum(${body}, v, [0, 1], 1, N)`;

/** A40: cumulants of all reciprocal variables together. */
export const modeCumulants: Derivation = derive({
  id: "gaussian-limit/cumulants",
  title: "The cumulants of the reciprocal variables",
  source: "standard; sheet A40 and D3",
  notation,
  assuming: [premise("orthonormal", "the columns of U are orthonormal"), "t small"],
})
  .define("generating function", `Z = (1/2)^N*${overStates("exp(t*sum(f[i]*v[i], i, 1, N))")}`)
  .say("a source on every unit", "All 2^N states weigh the same.")
  .marginalise("one unit at a time", "Z = (1/2)^N*prod(sum(exp(t*f[i]*s), s, [0, 1]), i, 1, N)", {
    rule: "sum over states",
  })
  .say("sum over all states", "The units are independent: a product of sums over one unit.")
  .sumRule("product", "Z = prod((1 + exp(t*f[i]))/2, i, 1, N)", { rule: "linearity" })
  .say("share the factors 2 out", "Each unit is an average over its two values.")
  .define("logarithm", "K = log(Z)")
  .say("take the logarithm", "It generates cumulants instead of moments.")
  .sumRule("sum over units", "K = sum(log((1 + exp(t*f[i]))/2), i, 1, N)", { rule: "logarithm of a product" })
  .from("logarithm", "product")
  .say("cumulants add", "The logarithm of a product is a sum: what is independent contributes separately.")
  .expand("expanded", "K = t*sum(f[i], i, 1, N)/2 + t^2*sum(f[i]^2, i, 1, N)/8 - t^4*sum(f[i]^4, i, 1, N)/192", "t", 5)
  .say("expand", "Mean ½, variance ¼, no third cumulant and κ₄ = −⅛ = −24/192 for each unit.")

  .define("source by mode", "f[i] = sum(J[alpha]*U[i, alpha], alpha, 1, N)")
  .say("a source on every mode", "Σ_α J_α x_α is Σ_i f_i v_i with this f: a derivative by J_α is a factor x_α.")
  .sumRule(
    "squared",
    "sum(f[i]^2, i, 1, N) = sum(sum(sum(J[alpha]*J[beta]*U[i, alpha]*U[i, beta], beta, 1, N), alpha, 1, N), i, 1, N)",
    { rule: "linearity" },
  )
  .say("square the source", "Two modes on one unit.")
  .sumRule(
    "one mode outside",
    "sum(f[i]^2, i, 1, N) = sum(sum(sum(J[alpha]*J[beta]*U[i, alpha]*U[i, beta], beta, 1, N), i, 1, N), alpha, 1, N)",
    { rule: "interchange" },
  )
  .say("carry the sum over units inwards", "Past the first mode …")
  .sumRule(
    "both modes outside",
    "sum(f[i]^2, i, 1, N) = sum(sum(J[alpha]*J[beta]*sum(U[i, alpha]*U[i, beta], i, 1, N), beta, 1, N), alpha, 1, N)",
    { rule: "interchange" },
  )
  .say("and once more", "… and past the second: the overlap of two singular vectors.")
  .given("orthonormality", "sum(U[i, alpha]*U[i, beta], i, 1, N) = delta(alpha, beta)", "orthonormal")
  .say("singular vectors are orthonormal", "UᵀU = 1.")
  .sumRule("uncorrelated", "sum(f[i]^2, i, 1, N) = sum(J[alpha]^2, alpha, 1, N)", { rule: "delta contraction" })
  .from("both modes outside", "orthonormality")
  .say("different modes are uncorrelated", "Cov(x_α, x_β) = ¼ δ_αβ: each mode is a spring of stiffness 4.")

  .expand(
    "result",
    "K = t*sum(sum(J[alpha]*U[i, alpha], alpha, 1, N), i, 1, N)/2 + t^2*sum(J[alpha]^2, alpha, 1, N)/8 - t^4*sum(sum(J[alpha]*U[i, alpha], alpha, 1, N)^4, i, 1, N)/192",
    "t",
    5,
  )
  .from("expanded", "uncorrelated", "source by mode")
  .say(
    "in the sources of the modes",
    "κ₄ of four modes is −⅛ Σ_i U_iα U_iβ U_iγ U_iδ: uncorrelated, yet not independent.",
  )

  .connecting("generating function", "result");

const mean = "t*(sum(U[i], i, 1, N) + sum(V[j], j, 1, M))/(2*sqrt(2))";
const quartic = "t^4*(sum(U[i]^4, i, 1, N) + sum(V[j]^4, j, 1, M))/768";

/** A40: κ₄ of u = (x + y)/√2. */
export const saddleCoordinateCumulants: Derivation = derive({
  id: "gaussian-limit/saddle-coordinate",
  title: "The cumulants of a saddle coordinate",
  source: "reconstruction; sheet A40",
  notation,
  assuming: [premise("normalised", "the singular vectors of the mode have length 1"), "t small"],
})
  .define(
    "generating function",
    "Z = (1/2)^N*(1/2)^M*sum(sum(exp(t*(sum(U[i]*v[i], i, 1, N) + sum(V[j]*h[j], j, 1, M))/sqrt(2)), v, [0, 1], 1, N), h, [0, 1], 1, M)",
  )
  .say(
    "a source on u = (x + y)/√2",
    "U and V are the two singular vectors of one mode; all joint states weigh the same.",
  )
  .marginalise(
    "visible layer",
    "Z = (1/2)^M*prod((1 + exp(t*U[i]/sqrt(2)))/2, i, 1, N)*sum(exp(t*sum(V[j]*h[j], j, 1, M)/sqrt(2)), h, [0, 1], 1, M)",
    { rule: "sum over states", index: "v" },
  )
  .say("sum over the visible states", "A product over visible units.")
  .marginalise(
    "both layers",
    "Z = prod((1 + exp(t*U[i]/sqrt(2)))/2, i, 1, N)*prod((1 + exp(t*V[j]/sqrt(2)))/2, j, 1, M)",
    { rule: "sum over states", index: "h" },
  )
  .say("sum over the hidden states", "And one over hidden units: the layers are independent.")
  .define("logarithm", "K = log(Z)")
  .say("take the logarithm", "It generates the cumulants.")
  .sumRule(
    "sum over units",
    "K = sum(log((1 + exp(t*U[i]/sqrt(2)))/2), i, 1, N) + sum(log((1 + exp(t*V[j]/sqrt(2)))/2), j, 1, M)",
    { rule: "logarithm of a product" },
  )
  .from("logarithm", "both layers")
  .say("cumulants add", "Over the units of both layers.")
  .expand("expanded", `K = ${mean} + t^2*(sum(U[i]^2, i, 1, N) + sum(V[j]^2, j, 1, M))/16 - ${quartic}`, "t", 5)
  .say("expand", "The factors of √2 leave half of each variance and a quarter of each fourth cumulant.")
  .given("visible length", "sum(U[i]^2, i, 1, N) = 1", "normalised")
  .say("the visible vector", "Of length 1.")
  .given("hidden length", "sum(V[j]^2, j, 1, M) = 1", "normalised")
  .say("the hidden vector", "Of length 1.")
  .expand("result", `K = ${mean} + t^2/8 - ${quartic}`, "t", 5)
  .from("expanded", "visible length", "hidden length")
  .say("put the lengths in", "The variance stays ¼ under the turn by 45°; κ₄ = −(ΣU⁴ + ΣV⁴)/32.")

  .connecting("generating function", "result");

/** A41: 3 − 2ΣU⁴. */
export const kurtosisOfMode: Derivation = derive({
  id: "gaussian-limit/kurtosis",
  title: "The kurtosis of a mode",
  source: "reconstruction; sheet A41 and D3",
  notation,
  assuming: [premise("normalised", "the singular vector has length 1"), "kappa_two > 0"],
})
  .define("variance", "kappa_two = sum(U[i]^2/4, i, 1, N)")
  .say("the variance", "¼ from each unit, weighted with U².")
  .sumRule("variance in all", "kappa_two = sum(U[i]^2, i, 1, N)/4", { rule: "linearity" })
  .say("take the factor out", "The same for every unit.")
  .given("length", "sum(U[i]^2, i, 1, N) = 1", "normalised")
  .say("the length of the vector", "Singular vectors are normalised.")
  .algebra("spring", "kappa_two = 1/4")
  .from("variance in all", "length")
  .say("the variance of every mode", "Whatever its vector: an entropic spring of stiffness 4.")
  .define("fourth cumulant", "kappa_four = sum(-U[i]^4/8, i, 1, N)")
  .say("the fourth cumulant", "−⅛ from each unit, weighted with U⁴.")
  .define("participation", "Q = sum(U[i]^4, i, 1, N)")
  .say("the participation", "1/N for a vector with equal components, 1 for a single unit.")
  .sumRule("fourth cumulant in all", "kappa_four = -Q/8", { rule: "linearity" })
  .from("fourth cumulant", "participation")
  .say("take the factor out", "Negative: the tails of a bounded sum are light.")

  .define("kurtosis", "kurtosis = 3 + kappa_four/kappa_two^2")
  .say("the kurtosis", "3 for a Gaussian; the excess is the fourth cumulant in units of the squared variance.")
  .algebra("of a mode", "kurtosis = 3 - 2*Q")
  .from("kurtosis", "spring", "fourth cumulant in all")
  .say("put the cumulants in", "Below 3, and the more so the fewer units carry the mode.")

  .connecting("variance", "of a mode");

/** A41: the mean over random directions, 3 − 6/(N+2). */
export const kurtosisBeforeTraining: Derivation = derive({
  id: "gaussian-limit/kurtosis-before-training",
  title: "The kurtosis before training",
  source: "reconstruction; sheet A41 and D3",
  notation,
  assuming: ["N > 0", "R > 0"],
})
  .define("each mode", "kurtosis[r] = 3 - 2*Q[r]")
  .say("the kurtosis of each mode", "As derived for one mode.")
  .define("mean kurtosis", "kurtosis_bar = sum(kurtosis[r], r, 1, R)/R")
  .say("its mean", "Over many modes.")
  .define("mean participation", "Q_bar = sum(Q[r], r, 1, R)/R")
  .say("the mean participation", "Over the same modes.")
  .sumRule("linear", "kurtosis_bar = 3 - 2*Q_bar", { rule: "linearity" })
  .from("each mode", "mean kurtosis", "mean participation")
  .say("the kurtosis is linear in Q", "So its mean needs nothing of Q but the mean.")
  .cite("random directions", "Q_bar = 3/(N + 2)", "the participation of a random direction, sheet A18")
  .say("singular vectors of Gaussian weights", "They are uniform on the sphere; this is the mean over many of them.")
  .algebra("result", "kurtosis_bar = 3 - 6/(N + 2)")
  .from("linear", "random directions")
  .say("put it in", "Exact at every N.")
  .largeN("for large layers", "kurtosis_bar = 3 - 6/N", "N", 1)
  .assuming("N large")
  .say("for large layers", "The line of slope −6 against 1/N in the paper's figure.")

  .connecting("each mode", "result", "for large layers");
