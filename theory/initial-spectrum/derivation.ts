/**
 * The Marchenko–Pastur law from its quadratic (sheet A16, appendix D2). The trace g(z) = (1/M) tr (z − WᵀW)⁻¹ of the
 * resolvent solves a quadratic equation in the limit of large layers. Its two roots are the values on the two sides
 * of the cut that carries the spectrum, and their difference is the density; its root that decays at infinity
 * generates the moments.
 *
 * Marchenko and Pastur 1967 for the quadratic; everything after it is derived here.
 */
import type { Derivation, Notation } from "../../src/algebra/derivation/index.ts";
import { derive, premise } from "../../src/algebra/derivation/index.ts";

const source = "Marchenko and Pastur 1967 for the quadratic; sheet A16 and D2";

const notation: Notation = {
  N: { meaning: "number of visible units, the larger layer" },
  M: { meaning: "number of hidden units, the smaller layer" },
  sigma: { meaning: "standard deviation of one weight", latex: "\\sigma_W" },
  z: { meaning: "a point off the spectrum" },
  g: { meaning: "trace of the resolvent of WᵀW, (1/M) tr (z − WᵀW)⁻¹" },
  s: { meaning: "a point of the spectrum, the square of a singular value" },
  g_above: { meaning: "g just above the real axis, at s + i0", latex: "g_{+}" },
  g_below: { meaning: "g just below the real axis, at s − i0", latex: "g_{-}" },
  s_minus: { meaning: "lower edge of the spectrum", latex: "s_{-}" },
  s_plus: { meaning: "upper edge of the spectrum", latex: "s_{+}" },
  rho: { meaning: "density of the eigenvalues of WᵀW" },
  lambda: { meaning: "a singular value, √s" },
  J: { meaning: "weight of a part of the spectrum" },
  c: { meaning: "lower end of that part" },
  d: { meaning: "upper end of that part" },
};

const quadratic = (z: string, g: string): string => `${z}*sigma^2*M*${g}^2 - (${z} - sigma^2*(N - M))*${g} + 1 = 0`;
const squared = (g: string): string => `(2*s*sigma^2*M*${g} - (s - sigma^2*(N - M)))^2 = -(s - s_minus)*(s_plus - s)`;
const cut = "sqrt((s - s_minus)*(s_plus - s))";
const onTheCut = ["-", "+"].map((sign) => `(s - sigma^2*(N - M) ${sign} I*${cut})/(2*s*sigma^2*M)`);
const reference = "Marchenko and Pastur 1967";

/** A16: the density of the squared singular values, from the two sides of the cut. */
export const spectralDensity: Derivation = derive({
  id: "initial-spectrum/density",
  title: "The density of the spectrum from the quadratic of its resolvent",
  source,
  notation,
  assuming: [
    "sigma > 0",
    "N > 0",
    "M > 0",
    "s > 0",
    premise("above", "s lies between the edges, and g has a negative imaginary part above it, as every 1/(z − s′) has"),
    premise("below", "below it g has the opposite imaginary part"),
  ],
})
  .cite("above", quadratic("s", "g_above"), reference)
  .say(
    "the quadratic, just above the spectrum",
    "It closes the average over W: what one column adds to g depends on g alone.",
  )
  .cite("below", quadratic("s", "g_below"), reference)
  .say(
    "the quadratic, just below the spectrum",
    "Its coefficients are real, so both sides of the axis obey the same equation.",
  )

  .define("lower edge", "s_minus = sigma^2*(sqrt(N) - sqrt(M))^2")
  .say("name the lower edge", "For N = M it is 0: the spectrum reaches the origin.")
  .define("upper edge", "s_plus = sigma^2*(sqrt(N) + sqrt(M))^2")
  .say("name the upper edge", "The larger of the two zeros of the discriminant.")
  .algebra("discriminant", "(s - sigma^2*(N - M))^2 - 4*s*sigma^2*M = -(s - s_minus)*(s_plus - s)")
  .from("lower edge", "upper edge")
  .say(
    "factorise the discriminant",
    "It is negative between the edges, where the roots are complex: there is the spectrum.",
  )

  .algebra("square above", squared("g_above"), ["4*s*sigma^2*M", "1"])
  .from("above", "discriminant")
  .say("complete the square", "4sσ²M times the quadratic, and the discriminant in factors.")
  .solve("root above", `g_above = ${onTheCut[0]}`, { roots: onTheCut, chosen: 0, because: "above" })
  .say("take the root", "Of the two signs the one with a negative imaginary part belongs above the axis.")
  .algebra("square below", squared("g_below"), ["4*s*sigma^2*M", "1"])
  .from("below", "discriminant")
  .say("complete the square below", "The same lines on the other side.")
  .solve("root below", `g_below = ${onTheCut[1]}`, { roots: onTheCut, chosen: 1, because: "below" })
  .say("take the other root", "The complex conjugate of the first.")

  .define("density", "rho = I*(g_above - g_below)/(2*pi)")
  .say(
    "the density is the jump across the cut",
    "Stieltjes: each eigenvalue s′ adds δ(s − s′)/M, −1/π times Im 1/(s + i0 − s′).",
  )
  .algebra("result", `rho = ${cut}/(2*pi*sigma^2*M*s)`)
  .from("density", "root above", "root below")
  .say("subtract the two roots", "The real parts cancel; a semicircle divided by s is left.")

  .connecting("above", "result");

/** A16: from the eigenvalues of WᵀW to singular values, ρ(λ) = 2λ ρ(s = λ²). */
export const singularValueDensity: Derivation = derive({
  id: "initial-spectrum/singular-values",
  title: "From squared singular values to singular values",
  source,
  notation,
  assuming: ["sigma > 0", "M > 0", "0 < c < d", "s_minus <= c", "d <= s_plus"],
})
  .define("weight", `J = integral(${cut}/(2*pi*sigma^2*M*s), s, c, d)`)
  .say("the weight of a part of the spectrum", "It does not depend on the name of the variable.")
  .changeVariables(
    "result",
    "J = integral(sqrt((lambda^2 - s_minus)*(s_plus - lambda^2))/(pi*sigma^2*M*lambda), lambda, sqrt(c), sqrt(d))",
    { forward: { lambda: "sqrt(s)" }, backward: { s: "lambda^2" }, jacobian: "1/(2*sqrt(s))" },
  )
  .say("take λ = √s as variable", "ds = 2λ dλ, which turns ρ(s)/s into a density in λ with edges λ± = √s±.")

  .connecting("weight", "result");

const moments = [
  "1",
  "sigma^2*N",
  "sigma^4*N*(N + M)",
  "sigma^6*N*(N^2 + 3*N*M + M^2)",
  "sigma^8*N*(N^3 + 6*N^2*M + 6*N*M^2 + M^3)",
];

/** A16: the moments ⟨s^k⟩ to the fourth order. */
export const spectralMoments: Derivation = derive({
  id: "initial-spectrum/moments",
  title: "The moments of the spectrum",
  source,
  notation,
  assuming: ["sigma > 0", "M > 0", "z large"],
})
  .define("root", "g = (z - sigma^2*(N - M) - sqrt((z - sigma^2*(N - M))^2 - 4*z*sigma^2*M))/(2*z*sigma^2*M)")
  .say("far from the spectrum", "Of the two roots the one that decays: the other tends to 1/(σ²M).")
  .algebra("quadratic", quadratic("z", "g"))
  .say("it solves the quadratic", "Put back, the square root squares away.")

  .largeN("result", `g = ${moments.map((m, k) => `${m}/z^${k + 1}`).join(" + ")}`, "z", moments.length)
  .from("root")
  .say(
    "expand in 1/z",
    "(z − WᵀW)⁻¹ is a geometric series, so z^(−k−1) carries the moment ⟨s^k⟩; the 1/z in front is their weight, 1.",
  )

  .connecting("root", "quadratic", "result");
