/**
 * The participation of a singular vector of Gaussian weights (sheet A18, appendix D3). Such a vector is uniform on
 * the sphere, which is the direction of a Gaussian vector; since the length of that one is independent of its
 * direction, moments on the sphere are quotients of Gaussian moments, and those come from one Gaussian integral.
 *
 * Textbook; Toledo-Marín et al. 2025 state the rotational symmetry of untrained machines.
 */
import type { Derivation, Notation } from "../../src/algebra/derivation/index.ts";
import { derive } from "../../src/algebra/derivation/index.ts";

const notation: Notation = {
  N: { meaning: "number of components" },
  x: { meaning: "one component of a Gaussian vector" },
  i: { meaning: "a component" },
  j: { meaning: "another component" },
  t: { meaning: "source of the squares" },
  phi: { meaning: "mean of e^{tx²}, the generating function of one squared component" },
  Phi: { meaning: "mean of e^{tr²}, the generating function of the squared length" },
  rfourth: { meaning: "mean of r⁴e^{tr²}", latex: "\\langle r^4e^{tr^2}\\rangle" },
  reighth: { meaning: "mean of r⁸e^{tr²}", latex: "\\langle r^8e^{tr^2}\\rangle" },
  fourth: { meaning: "mean of uᵢ⁴ on the sphere", latex: "\\langle u_i^4\\rangle" },
  eighth: { meaning: "mean of uᵢ⁸ on the sphere", latex: "\\langle u_i^8\\rangle" },
  pair: { meaning: "mean of uᵢ⁴uⱼ⁴ for two components", latex: "\\langle u_i^4u_j^4\\rangle" },
  mean: { meaning: "mean of the participation Σᵢuᵢ⁴", latex: "\\langle Q\\rangle" },
  square: { meaning: "mean of its square", latex: "\\langle Q^2\\rangle" },
  variance: { meaning: "its variance", latex: "\\operatorname{Var}Q" },
};

const derivative = (f: string, times: number): string => (times === 0 ? f : `diff(${derivative(f, times - 1)}, t)`);
const independence = "length and direction of a Gaussian vector are independent; textbook";

/** A18: mean and variance of Σu⁴. */
export const participationMoments: Derivation = derive({
  id: "initial-spectrum/participation",
  title: "The participation of a random direction",
  source: "textbook; sheet A18 and D3",
  notation,
  assuming: ["1 - 2*t > 0", "N > 0", "rfourth > 0", "reighth > 0"],
})
  .define("component", "phi = integral(exp(t*x^2)*exp(-x^2/2)/sqrt(2*pi), x, -infinity, infinity)")
  .say("one Gaussian component", "Derivatives by t bring down powers of x²: they generate all even moments.")
  .integrate("component in closed form", "phi = 1/sqrt(1 - 2*t)", "erf(x*sqrt((1 - 2*t)/2))/(2*sqrt(1 - 2*t))")
  .say("the Gaussian integral", "The source changes the width of the Gaussian and nothing else.")
  .define("length", "Phi = prod(phi, i, 1, N)")
  .say("the squared length", "A sum of N independent squares, so the generating functions multiply.")
  .sumRule("equal factors", "Phi = phi^N", { rule: "linearity" })
  .say("all components are alike", "N equal factors.")
  .algebra("length in closed form", "Phi = (1 - 2*t)^(-N/2)")
  .from("equal factors", "component in closed form")
  .say("put the component in", "The generating function of the χ² law.")

  .define("fourth power of the length", `rfourth = ${derivative("Phi", 2)}`)
  .say("the fourth power of the length", "Each derivative brings down r².")
  .cite("fourth moment", `fourth = ${derivative("phi", 2)}*phi^(N - 1)/rfourth`, independence)
  .say("part direction and length", "xᵢ = r uᵢ: the mean of xᵢ⁴e^{tr²} is that of uᵢ⁴ times that of r⁴e^{tr²}.")
  .algebra("fourth", "fourth = 3/(N*(N + 2))")
  .from("fourth moment", "fourth power of the length", "component in closed form", "length in closed form")
  .say("divide", "The source cancels, as it must. Were the components independent, the mean would be 3/N².")

  .define("eighth power of the length", `reighth = ${derivative("Phi", 4)}`)
  .say("the eighth power of the length", "Four derivatives.")
  .cite("eighth moment", `eighth = ${derivative("phi", 4)}*phi^(N - 1)/reighth`, independence)
  .say("the same for uᵢ⁸", "All four derivatives fall on one component.")
  .algebra("eighth", "eighth = 105/(N*(N + 2)*(N + 4)*(N + 6))")
  .from("eighth moment", "eighth power of the length", "component in closed form", "length in closed form")
  .say("divide", "105 = 7·5·3 is the eighth moment of a Gaussian.")
  .cite("pair moment", `pair = (${derivative("phi", 2)})^2*phi^(N - 2)/reighth`, independence)
  .say("the same for two components", "Two derivatives fall on each of the two.")
  .algebra("pair", "pair = 9/(N*(N + 2)*(N + 4)*(N + 6))")
  .from("pair moment", "eighth power of the length", "component in closed form", "length in closed form")
  .say("divide", "9 = 3·3.")

  .define("mean", "mean = sum(fourth, i, 1, N)")
  .say("the mean of the participation", "All components contribute alike.")
  .sumRule("mean participation", "mean = 3/(N + 2)", { rule: "linearity" })
  .from("mean", "fourth")
  .say("add up", "Three times that of a vector with equal components, 1/N.")
  .define("square", "square = sum(sum(pair + (eighth - pair)*delta(i, j), j, 1, N), i, 1, N)")
  .say("the mean of its square", "A double sum, in which the components coincide on the diagonal.")
  .sumRule("diagonal apart", "square = N^2*pair + N*(eighth - pair)", { rule: "delta contraction" })
  .say("take the diagonal out", "The δ leaves one sum.")
  .define("variance", "variance = square - mean^2")
  .say("the variance", "Over random directions.")
  .algebra("result", "variance = (9*N + 96)/((N + 2)*(N + 4)*(N + 6)) - 9/(N + 2)^2")
  .from("variance", "diagonal apart", "mean participation", "eighth", "pair")
  .say("put the moments in", "The two terms nearly cancel.")
  .largeN("for long vectors", "variance = 24/N^3", "N", 3)
  .assuming("N large")
  .say("for long vectors", "The spread, √24 N^(−3/2), is much smaller than the mean: one vector shows it already.")

  .connecting("component", "result", "for long vectors");
