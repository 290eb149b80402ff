/**
 * A feature over the bulk (sheet A20). Where the noise alone is described by the Marchenko–Pastur quadratic, a rank-one
 * term of strength θ adds one singular value outside, at the point where θ² z g g̃ = 1. With the quadratic this
 * condition can be solved: the resolvents at the outlier are as simple as 1/(θ² + σ²M) and 1/(θ² + σ²N).
 *
 * Benaych-Georges and Nadakuditi 2012 for the condition and for the overlaps; everything else is derived here.
 */
import type { Derivation, DerivationWriter, Notation } from "../../src/algebra/derivation/index.ts";
import { derive, premise } from "../../src/algebra/derivation/index.ts";

const reference = "Benaych-Georges and Nadakuditi 2012";
const source = `${reference}; sheet A20`;

const notation: Notation = {
  N: { meaning: "number of visible units" },
  M: { meaning: "number of hidden units" },
  sigma: { meaning: "standard deviation of one weight of the noise", latex: "\\sigma_W" },
  theta: { meaning: "strength of the feature" },
  t: { meaning: "θ²" },
  n: { meaning: "σ²N, squared length of a column of the noise" },
  m: { meaning: "σ²M, squared length of a row of the noise" },
  z: { meaning: "square of the outlying singular value" },
  g: { meaning: "trace of the resolvent of WᵀW, per hidden unit" },
  g_tilde: { meaning: "trace of the resolvent of WWᵀ, per visible unit" },
  lambda_out: { meaning: "outlying singular value", latex: "\\lambda_{\\mathrm{out}}" },
  D: { meaning: "z g g̃, whose value 1/θ² marks the outlier" },
  zslope: { meaning: "dz/dt along the outlier", latex: "z'" },
  Dslope: { meaning: "dD/dz at the outlier", latex: "D'" },
  left: { meaning: "squared overlap of the visible vector with the feature", latex: "\\langle U_1,p\\rangle^2" },
  right: { meaning: "squared overlap of the hidden vector with the feature", latex: "\\langle V_1,q\\rangle^2" },
};

/** The names that stand for the sizes of the machine, in which the results are written. */
function inSizes(writer: DerivationWriter): DerivationWriter {
  return writer
    .define("strength", "t = theta^2")
    .say("the strength", "t was short for its square.")
    .define("columns", "n = sigma^2*N")
    .say("the noise of a column", "A column of W has N entries of variance σ².")
    .define("rows", "m = sigma^2*M")
    .say("the noise of a row", "A row has M.");
}

const outlier = derive({
  id: "spikes/outlier",
  title: "Where the outlier lies",
  source: `Marchenko and Pastur 1967; ${source}`,
  notation,
  assuming: ["theta > 0", "t > 0", "n > 0", "m > 0", "z > 0", "g > 0", "g_tilde > 0"],
})
  .cite("quadratic", "z*m*g^2 - (z - (n - m))*g + 1 = 0", "Marchenko and Pastur 1967")
  .say("the resolvent of the noise", "To leading order the feature does not change it: one mode among many.")
  .define("other side", "g_tilde = (m*g + (n - m)/z)/n")
  .say("the resolvent on the visible side", "WWᵀ has the eigenvalues of WᵀW and N − M zeros, each adding 1/z.")
  .algebra("visible", "z*g*(1 - n*g_tilde) = 1", ["-1"])
  .from("quadratic", "other side")
  .say("the quadratic as a pair of equations", "The hidden side sees the noise only through the visible resolvent …")
  .algebra("hidden", "z*g_tilde*(1 - m*g) = 1", ["-m/n"])
  .from("quadratic", "other side")
  .say("and the other way round", "… and the visible side through the hidden one.")

  .cite("condition", "t*z*g*g_tilde = 1", reference)
  .say(
    "the condition for an outlier",
    "Outside the bulk det(z − WᵀW) with the feature vanishes where this product is 1.",
  )

  .algebra("compared", "t*g_tilde = 1 - n*g_tilde", ["1/(z*g)", "-1/(z*g)"])
  .from("condition", "visible")
  .say("compare it with the first equation", "Both are z g times something that must be the same.")
  .solve("visible resolvent", "g_tilde = 1/(t + n)", { roots: ["1/(t + n)"] })
  .say("solve for g̃", "At the outlier the visible resolvent knows nothing of the hidden layer.")
  .algebra("compared too", "t*g = 1 - m*g", ["1/(z*g_tilde)", "-1/(z*g_tilde)"])
  .from("condition", "hidden")
  .say("compare it with the second equation", "The same with the layers exchanged.")
  .solve("hidden resolvent", "g = 1/(t + m)", { roots: ["1/(t + m)"] })
  .say("solve for g", "And the hidden one knows nothing of the visible layer.")

  .solve("position", "z = (t + n)*(t + m)/t", { roots: ["(t + n)*(t + m)/t"] })
  .from("condition", "visible resolvent", "hidden resolvent")
  .say(
    "solve the condition for z",
    "For a strong feature z tends to t, the feature alone; the noise always adds to it.",
  );

/** A20: λ_out from the quadratic and the condition θ² z g g̃ = 1. */
export const outlierPosition: Derivation = inSizes(outlier)
  .define("singular value", "lambda_out = sqrt(z)")
  .say("the singular value", "z is an eigenvalue of WᵀW.")
  .algebra("result", "lambda_out = sqrt((theta^2 + sigma^2*N)*(theta^2 + sigma^2*M))/theta")
  .from("singular value", "position", "strength", "columns", "rows")
  .assuming("N > 0", "M > 0")
  .say("put the names in", "The outlier against the strength of the feature.")

  .connecting("quadratic", "result");

const residues = derive({
  id: "spikes/overlaps",
  title: "How far the singular vectors turn towards the feature",
  source,
  notation,
  assuming: ["theta > 0", "N > 0", "M > 0", "t > 0", "t + n > 0", "t + m > 0", "zslope > 0", "Dslope < 0"],
})
  .define("position", "z = (t + n)*(t + m)/t")
  .say("the outlier", "Its place against the squared strength t of the feature, above the threshold.")
  .define("hidden resolvent", "g = 1/(t + m)")
  .say("the resolvent on the hidden side", "As found for the outlier.")
  .define("visible resolvent", "g_tilde = 1/(t + n)")
  .say("the resolvent on the visible side", "Likewise.")

  .algebra("quadratic", "z*m*g^2 - (z - (n - m))*g + 1 = 0")
  .from("position", "hidden resolvent")
  .say("they solve the quadratic", "Put back, the Marchenko–Pastur equation holds at every strength.")
  .define("product", "D = z*g*g_tilde")
  .say("what marks the outlier", "A function of z alone; the feature only says which value it has to take.")
  .algebra("condition", "D = 1/t")
  .from("product", "position", "hidden resolvent", "visible resolvent")
  .say("its value at the outlier", "The condition θ² z g g̃ = 1.")

  .define("speed", "zslope = diff(z, t)")
  .say("how the outlier moves", "With the squared strength.")
  .algebra("speed in closed form", "zslope = 1 - n*m/t^2")
  .from("speed", "position")
  .say("carried out", "As fast as the feature grows when it is strong, and ever more slowly towards the threshold.")
  .define("slope", "Dslope = diff(D, t)/zslope")
  .say("dD/dz at the outlier", "Along the outlier both are functions of t, so the slope is a quotient of derivatives.")
  .algebra("slope in closed form", "Dslope = -1/(t^2*zslope)")
  .from("slope", "condition")
  .say("carried out", "d(1/t)/dt = −1/t², divided by the speed.")

  .cite("left residue", "left = -g_tilde/(t*Dslope)", reference)
  .say("the residue of the visible resolvent", "The weight that the feature's pole has at p.")
  .algebra("left overlap", "left = t*zslope/(t + n)")
  .from("left residue", "slope in closed form", "visible resolvent")
  .say(
    "put the slope in",
    "The overlap follows the speed: it vanishes where the outlier stops moving, and tends to 1 for a strong feature.",
  )
  .cite("right residue", "right = -g/(t*Dslope)", reference)
  .say("the residue of the hidden resolvent", "The weight that it has at q.")
  .algebra("right overlap", "right = t*zslope/(t + m)")
  .from("right residue", "slope in closed form", "hidden resolvent")
  .say(
    "put the slope in",
    "The smaller layer has less noise to drown the feature in, so its overlap is the larger one.",
  );

/** A20: the overlaps of the outlying vectors with the planted ones, and that the outlier solves what it should. */
export const overlaps: Derivation = inSizes(residues)
  .algebra("left result", "left = (theta^4 - sigma^4*N*M)/(theta^2*(theta^2 + sigma^2*N))")
  .from("left overlap", "speed in closed form", "strength", "columns", "rows")
  .say("the visible overlap", "In the sizes of the machine.")
  .algebra("right result", "right = (theta^4 - sigma^4*N*M)/(theta^2*(theta^2 + sigma^2*M))")
  .from("right overlap", "speed in closed form", "strength", "columns", "rows")
  .say("the hidden overlap", "In the sizes of the machine.")

  .connecting("position", "quadratic", "left result", "right result");

const fourthRoot = "sigma*(N*M)^(1/4)";

/** A20: where the outlier touches the bulk. */
export const threshold: Derivation = derive({
  id: "spikes/threshold",
  title: "The strength at which the feature leaves the bulk",
  source: `Baik, Ben Arous and Péché 2005; ${source}`,
  notation,
  assuming: ["sigma != 0", "N > 0", "M > 0", "t > 0", premise("positive", "a strength is positive")],
})
  .define("position", "z = (t + sigma^2*N)*(t + sigma^2*M)/t")
  .say("the outlier", "Large for a strong feature, and large again for t → 0, where it is no outlier any more.")
  .stationarity("turning point", "z", "t", "1 - sigma^4*N*M/t^2 = 0")
  .say(
    "where it turns",
    "Coming down from strong features, the outlier is lowest where dz/dt = 0; there it meets the bulk.",
  )
  .algebra("squared strength", "t^2 = sigma^4*N*M", ["t^2"])
  .from("turning point")
  .say("clear the fraction", "Multiplied by t².")
  .define("strength", "t = theta^2")
  .say("the strength", "t was short for θ².")
  .solve("result", `theta = ${fourthRoot}`, {
    roots: [fourthRoot, `-${fourthRoot}`, `I*${fourthRoot}`, `-I*${fourthRoot}`],
    chosen: 0,
    because: "positive",
  })
  .from("squared strength", "strength")
  .say("the threshold", "Below it the singular vectors know nothing of the feature.")
  .algebra("edge", "z = sigma^2*(sqrt(N) + sqrt(M))^2")
  .from("position", "strength", "result")
  .say("and the outlier there", "Just the upper edge of the bulk: the outlier grows out of it without a jump.")

  .connecting("position", "edge");
