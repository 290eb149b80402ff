/**
 * The linear regime of learning (sheet A21, appendix D6). The gradient of the likelihood is the difference of two
 * correlations, in the data and in the model. To first order in the weights both are those of independent hidden
 * units that follow the visible ones linearly; what remains of the difference is the covariance of the data between
 * different units, and a direction of it grows exponentially at the rate of its eigenvalue.
 *
 * Decelle, Fissore and Furtlehner 2017, derived again here.
 */
import type { Derivation, Notation } from "../../src/algebra/derivation/index.ts";
import { derive, premise } from "../../src/algebra/derivation/index.ts";

const source = "Decelle, Fissore and Furtlehner 2017, re-derived; sheet A21 and D6";

const notation: Notation = {
  N: { meaning: "number of visible units" },
  M: { meaning: "number of hidden units" },
  R: { meaning: "number of samples" },
  r: { meaning: "a sample" },
  i: { meaning: "a visible unit" },
  k: { meaning: "another visible unit" },
  j: { meaning: "a hidden unit" },
  d: { meaning: "data: unit i of sample r" },
  v: { meaning: "visible configuration of the model" },
  W: { meaning: "weights" },
  a: { meaning: "visible bias" },
  b: { meaning: "hidden bias" },
  p: { meaning: "mean of a visible unit in the data" },
  q: { meaning: "mean of a hidden unit without weights, σ(b)" },
  C: { meaning: "covariance of the data" },
  D: { meaning: "correlation of v and h in the data" },
  S: { meaning: "correlation of v and h in the model" },
  G: { meaning: "gradient of the log-likelihood per sample, D − S" },
  F: { meaning: "logarithm of the weight of a visible configuration, minus the free energy" },
  phi: { meaning: "field on an independent unit" },
  Z: { meaning: "partition function of independent units" },
  K: { meaning: "ln Z" },
  B: { meaning: "C without what independent units have, the matrix of growth" },
  e: { meaning: "an eigenvector of B" },
  c: { meaning: "its eigenvalue" },
  eta: { meaning: "learning rate" },
  tau: { meaning: "training time" },
  W_dot: { meaning: "change of the weights in time" },
  A: { meaning: "amplitude of the weights along e" },
  A_dot: { meaning: "its change in time" },
  y: { meaning: "an amplitude that grows exponentially" },
  s: { meaning: "slope of a hidden unit, q(1 − q)" },
};

/** A21: mean and covariance of independent units, from ln Z. */
export const independentUnits: Derivation = derive({
  id: "linear-regime/independent-units",
  title: "Independent units",
  source: "textbook; sheet A21",
  notation,
  assuming: ["0 < i < N + 1"],
})
  .define("partition function", "Z = sum(exp(sum(phi[k]*v[k], k, 1, N)), v, [0, 1], 1, N)")
  .say("units in fields", "What is left of the visible layer when the weights are small.")
  .marginalise("product", "Z = prod(1 + exp(phi[k]), k, 1, N)", { rule: "sum over states" })
  .say("sum over all states", "A product over units.")
  .define("logarithm", "K = log(Z)")
  .say("its logarithm", "Derivatives by the fields give the means and covariances.")
  .sumRule("sum over units", "K = sum(log(1 + exp(phi[k])), k, 1, N)", { rule: "logarithm of a product" })
  .from("logarithm", "product")
  .say("a sum over units", "Each field stands in one term.")
  .define("means", "p[i] = diff(K, phi[i])")
  .say("the mean of a unit", "∂ ln Z by its field.")
  .sumRule("mean", "p[i] = logistic(phi[i])", { rule: "delta contraction" })
  .from("means", "sum over units")
  .say("carried out", "The logistic function; φ = logit p gives a unit the mean p.")
  .differentiate("result", "diff(p[i], phi[k]) = p[i]*(1 - p[i])*delta(i, k)")
  .from("mean")
  .say("the covariance of two units", "None between different units, p(1 − p) for a unit with itself.")

  .connecting("partition function", "result");

const hidden = (visible: string): string => `logistic(b[j] + sum(${visible}*W[k, j], k, 1, N))`;
const dataPairs = "sum(sum(d[r, i]*d[r, k]*W[k, j], k, 1, N), r, 1, R)";
const modelPairs = "sum((p[i]*p[k] + p[i]*(1 - p[i])*delta(i, k))*W[k, j], k, 1, N)";
const grown = "sum((C[i, k] - p[i]*(1 - p[i])*delta(i, k))*W[k, j], k, 1, N)";
const small = "W[k, j]";

/** A21: the gradient to first order in the weights. */
export const linearGradientForm: Derivation = derive({
  id: "linear-regime/gradient",
  title: "The gradient while the weights are small",
  source,
  notation,
  assuming: [
    premise(
      "independent",
      "to first order in W the visible units of the model are independent, with the means of the data",
    ),
    "W[k,j] small",
    "R > 0",
    "0 < i < N + 1",
  ],
})
  .define("hidden mean", "q[j] = logistic(b[j])")
  .say("the mean of a hidden unit without weights", "σ(b).")
  .define("data correlation", `D[i, j] = sum(d[r, i]*${hidden("d[r, k]")}, r, 1, R)/R`)
  .say("the correlation in the data", "A visible unit times the mean of the hidden unit that the sample produces.")
  .expand("data to first order", `D[i, j] = q[j]*sum(d[r, i], r, 1, R)/R + q[j]*(1 - q[j])*${dataPairs}/R`, small, 1)
  .from("data correlation", "hidden mean")
  .say("expand the hidden units", "They follow the visible ones linearly, with slope q(1 − q).")

  .define("data mean", "p[i] = sum(d[r, i], r, 1, R)/R")
  .say("the mean of the data", "Over the samples.")
  .define("covariance", "C[i, k] = sum(d[r, i]*d[r, k], r, 1, R)/R - p[i]*p[k]")
  .say("the covariance of the data", "Mean of the product minus product of the means.")
  .sumRule("samples first", `${dataPairs} = sum(sum(d[r, i]*d[r, k]*W[k, j], r, 1, R), k, 1, N)`, {
    rule: "interchange",
  })
  .from()
  .say("sum over the samples first", "Two finite sums change places.")
  .sumRule("data pairs", `${dataPairs} = R*sum((C[i, k] + p[i]*p[k])*W[k, j], k, 1, N)`, { rule: "linearity" })
  .from("samples first", "covariance")
  .say("recognise the covariance", "The weights meet the data only through its second moments.")
  .expand(
    "positive phase",
    "D[i, j] = q[j]*p[i] + q[j]*(1 - q[j])*sum((C[i, k] + p[i]*p[k])*W[k, j], k, 1, N)",
    small,
    1,
  )
  .from("data to first order", "data pairs", "data mean")
  .say("the positive phase", "To first order in the weights.")

  .given("model correlation", `S[i, j] = q[j]*p[i] + q[j]*(1 - q[j])*${modelPairs}`, "independent")
  .say(
    "the correlation in the model",
    "The same expansion, over visible units that are independent: their covariance is p(1 − p)δ.",
  )
  .sumRule(
    "negative phase",
    "S[i, j] = q[j]*p[i] + q[j]*(1 - q[j])*(sum(p[i]*p[k]*W[k, j], k, 1, N) + p[i]*(1 - p[i])*W[i, j])",
    { rule: "delta contraction" },
  )
  .say("the negative phase", "A unit of the model is correlated with itself only.")

  .define("gradient", "G[i, j] = D[i, j] - S[i, j]")
  .say("the gradient", "Correlation in the data minus correlation in the model.")
  .sumRule("between different units", `${grown} = sum(C[i, k]*W[k, j], k, 1, N) - p[i]*(1 - p[i])*W[i, j]`, {
    rule: "delta contraction",
  })
  .from()
  .say(
    "the covariance without the diagonal of independent units",
    "For binary data it is the covariance between different units.",
  )
  .expand("result", `G[i, j] = q[j]*(1 - q[j])*${grown}`, small, 1)
  .from("gradient", "positive phase", "negative phase", "between different units")
  .say("subtract", "The means cancel. What the weights learn first is how different units go together.")

  .connecting("data correlation", "result");

/** A21: why the model's visible units count as independent. */
export const modelWithSmallWeights: Derivation = derive({
  id: "linear-regime/model",
  title: "The model while the weights are small",
  source,
  notation,
  assuming: ["W[k,j] small"],
})
  .define("hidden mean", "q[j] = logistic(b[j])")
  .say("the mean of a hidden unit without weights", "σ(b).")
  .define("visible bias", "a[k] = logit(p[k]) - sum(W[k, j]*q[j], j, 1, M)")
  .say("matched biases", "They are chosen so that the model has the means of the data.")
  .define("visible weight", "F = sum(a[k]*v[k], k, 1, N) + sum(softplus(b[j] + sum(v[k]*W[k, j], k, 1, N)), j, 1, M)")
  .say("the weight of a visible configuration", "Its logarithm, with the hidden units summed out.")
  .expand(
    "to first order",
    "F = sum(softplus(b[j]), j, 1, M) + sum(a[k]*v[k], k, 1, N) + sum(q[j]*sum(v[k]*W[k, j], k, 1, N), j, 1, M)",
    small,
    1,
  )
  .from("visible weight", "visible bias", "hidden mean")
  .say("expand", "Each hidden unit adds a field q_j W_kj on every visible one.")
  .sumRule(
    "by visible unit",
    "sum(q[j]*sum(v[k]*W[k, j], k, 1, N), j, 1, M) = sum(sum(v[k]*W[k, j]*q[j], j, 1, M), k, 1, N)",
    { rule: "interchange" },
  )
  .from()
  .say("order the fields by visible unit", "Two finite sums change places.")
  .expand("result", "F = sum(softplus(b[j]), j, 1, M) + sum(logit(p[k])*v[k], k, 1, N)", small, 1)
  .from("to first order", "by visible unit", "visible bias")
  .say("the biases take the fields back", "The visible units are independent, with means p, up to second order in W.")

  .connecting("hidden mean", "result");

const change = (inner: string): string => `A_dot[j] = eta*(${inner})/4`;

/** A21: exponential growth along an eigenvector. */
export const growthOfMode: Derivation = derive({
  id: "linear-regime/mode",
  title: "Each direction of the data grows at its own rate",
  source,
  notation,
  assuming: [premise("eigenvector", "e is an eigenvector of B")],
})
  .define("hidden mean", "q = logistic(0)")
  .say("hidden units without bias", "They are on half of the time.")
  .define("slope", "s = q*(1 - q)")
  .say("their slope", "How strongly they follow a field.")
  .algebra("a quarter", "s = 1/4")
  .from("slope", "hidden mean")
  .say("a quarter", "½·½.")
  .define("learning", "W_dot[i, j] = eta*s*sum(B[i, k]*W[k, j], k, 1, N)")
  .say("gradient ascent", "B is the covariance of the data without its independent part.")
  .define("amplitude", "A[j] = sum(e[i]*W[i, j], i, 1, N)")
  .say("the weights along a direction", "One number for each hidden unit.")
  .define("change", "A_dot[j] = sum(e[i]*W_dot[i, j], i, 1, N)")
  .say("its change", "The direction stays, the weights move.")

  .sumRule("written out", change("sum(sum(e[i]*B[i, k]*W[k, j], k, 1, N), i, 1, N)"), { rule: "linearity" })
  .from("change", "learning", "a quarter")
  .say("put the flow in", "A double sum over visible units.")
  .sumRule("by weight", change("sum(W[k, j]*sum(e[i]*B[i, k], i, 1, N), k, 1, N)"), { rule: "interchange" })
  .say("sum over the direction first", "The direction meets B alone.")
  .given("eigenvector", "sum(e[i]*B[i, k], i, 1, N) = c*e[k]", "eigenvector")
  .say("e is an eigenvector", "With eigenvalue c.")
  .sumRule("rate", "A_dot[j] = eta*c*A[j]/4", { rule: "linearity" })
  .from("by weight", "eigenvector", "amplitude")
  .say(
    "the amplitude obeys an equation of its own",
    "Directions do not mix; the rate is ηc/4, the same for every hidden unit.",
  )

  .define("solution", "y[j] = A[j]*exp(eta*c*tau/4)")
  .say("exponential growth", "From the amplitude A at time 0.")
  .algebra("result", "diff(y[j], tau) = A_dot[j]*exp(eta*c*tau/4)")
  .from("solution", "rate")
  .say("it solves the equation", "The largest eigenvalue wins first and the others follow: learning is hierarchical.")

  .connecting("hidden mean", "result");
