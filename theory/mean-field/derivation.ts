/**
 * Mean field from its free energy (sheets A32, A34; appendix D7). The best law with independent units has means that
 * solve m = σ(β(a + Wn)) and its mirror image; that it lies above the exact free energy is the positivity of a relative
 * entropy; and it is the saddle of the integral over the fields of the modes, whose curvature gives one loop.
 *
 * Textbook; the steps are those of the sheet for Toledo-Marín et al. 2025.
 */
import type { Derivation, Notation } from "../../src/algebra/derivation/index.ts";
import { derive, premise } from "../../src/algebra/derivation/index.ts";

const notation: Notation = {
  N: { meaning: "number of visible units" },
  M: { meaning: "number of hidden units" },
  i: { meaning: "a visible unit" },
  j: { meaning: "a hidden unit" },
  k: { meaning: "another visible unit" },
  l: { meaning: "another hidden unit" },
  m: { meaning: "means of the visible units" },
  n: { meaning: "means of the hidden units" },
  a: { meaning: "visible bias" },
  b: { meaning: "hidden bias" },
  W: { meaning: "weights" },
  beta: { meaning: "inverse temperature" },
  E: { meaning: "mean energy of a law with independent units" },
  H: { meaning: "its entropy times the temperature; the free energy is E − H" },
  f: { meaning: "slope of the energy along a visible mean" },
  g: { meaning: "slope of the energy along a hidden mean" },
  s: { meaning: "slope of the entropy along a visible mean" },
  t: { meaning: "slope of the entropy along a hidden mean" },
};

const coupling = "sum(sum(m[k]*W[k, l]*n[l], l, 1, M), k, 1, N)";
const visibleInput = "(a[i] + sum(W[i, l]*n[l], l, 1, M))";
const hiddenInput = "(b[j] + sum(m[k]*W[k, j], k, 1, N))";

/** A32: where F_MF = E − H is stationary. */
export const meanFieldEquations: Derivation = derive({
  id: "mean-field/equations",
  title: "The equations of mean field",
  source: "textbook; sheet A32",
  notation,
  assuming: [
    "beta > 0",
    "0 < i < N + 1",
    "0 < j < M + 1",
    "0 < m[i] < 1",
    "0 < n[j] < 1",
    premise("stationary", "E − H does not change to first order in any mean"),
  ],
})
  .define("energy", `E = -sum(a[k]*m[k], k, 1, N) - sum(b[l]*n[l], l, 1, M) - ${coupling}`)
  .say("the mean energy", "Units are independent, so the mean of a product is the product of the means.")
  .define("entropy", "H = sum(entropy(m[k]), k, 1, N)/beta + sum(entropy(n[l]), l, 1, M)/beta")
  .say("the entropy", "Each unit has its own, which its mean determines.")

  .define("visible slope", "f[i] = diff(E, m[i])")
  .say("the energy along a visible mean", "How it changes when one unit is on more often.")
  .sumRule("visible slope in full", `f[i] = -${visibleInput}`, { rule: "delta contraction" })
  .from("visible slope", "energy")
  .say("carried out", "The energy is linear in each mean; its slope is the input of the unit.")
  .define("visible entropy slope", "s[i] = diff(H, m[i])")
  .say("the entropy along a visible mean", "Only the unit's own term changes.")
  .sumRule("visible log-odds", "s[i] = -logit(m[i])/beta", { rule: "delta contraction" })
  .from("visible entropy slope", "entropy")
  .say("carried out", "The slope of the entropy is minus the log-odds.")
  .given("visible balance", "f[i] = s[i]", "stationary")
  .say("no slope in all", "At a stationary point energy and entropy pull equally.")
  .algebra("visible input", `logit(m[i]) = beta*${visibleInput}`, ["-beta", "beta", "beta"])
  .from("visible slope in full", "visible log-odds", "visible balance")
  .say("log-odds against input", "The log-odds of a unit are the input that it gets from the means of the other layer.")
  .solve("visible means", `m[i] = logistic(beta*${visibleInput})`, { hole: "x", inverse: "logistic(x)" })
  .say("undo the log-odds", "The logistic function is their inverse, so there is one mean for each input.")

  .define("hidden slope", "g[j] = diff(E, n[j])")
  .say("the energy along a hidden mean", "The same with the layers exchanged.")
  .sumRule("hidden slope in full", `g[j] = -${hiddenInput}`, { rule: "delta contraction" })
  .from("hidden slope", "energy")
  .say("carried out", "The input from the visible means.")
  .define("hidden entropy slope", "t[j] = diff(H, n[j])")
  .say("the entropy along a hidden mean", "Only the unit's own term changes.")
  .sumRule("hidden log-odds", "t[j] = -logit(n[j])/beta", { rule: "delta contraction" })
  .from("hidden entropy slope", "entropy")
  .say("carried out", "Again minus the log-odds.")
  .given("hidden balance", "g[j] = t[j]", "stationary")
  .say("no slope in all", "At the same stationary point.")
  .algebra("hidden input", `logit(n[j]) = beta*${hiddenInput}`, ["-beta", "beta", "beta"])
  .from("hidden slope in full", "hidden log-odds", "hidden balance")
  .say("log-odds against input", "Of the hidden units.")
  .solve("hidden means", `n[j] = logistic(beta*${hiddenInput})`, { hole: "x", inverse: "logistic(x)" })
  .say("undo the log-odds", "Updating the layers by turns solves one equation exactly each time.")

  .connecting("energy", "visible means", "hidden means");

const boundNotation: Notation = {
  R: { meaning: "number of joint configurations" },
  s: { meaning: "a joint configuration" },
  E: { meaning: "its energy" },
  q: { meaning: "its probability under any other law" },
  u: { meaning: "any positive number; in the end 1/Z" },
  x: { meaning: "any positive number" },
  Z: { meaning: "partition function" },
  F: { meaning: "free energy of the other law, ⟨E⟩ less entropy" },
  beta: { meaning: "inverse temperature" },
};

const meanEnergy = "sum(q[s]*E[s], s, 1, R)";
const meanLogarithm = "sum(q[s]*log(q[s]), s, 1, R)";
const total = "sum(q[s], s, 1, R)";
const partition = "sum(exp(-beta*E[s]), s, 1, R)";

/**
 * A32: F of any law lies above −ln Z/β, because the logarithm lies below its tangent. Of the law nothing is assumed but
 * that its probabilities are positive and add up to 1; every name on the way is defined.
 */
export const gibbsBogoliubov: Derivation = derive({
  id: "mean-field/bound",
  title: "Any other law has a larger free energy",
  source: "Gibbs and Bogoliubov; sheet A32",
  notation: boundNotation,
  assuming: ["beta > 0", "q[s] > 0", "R >= 1", premise("normalised", "the probabilities q add up to 1")],
})
  .inequality("logarithm", "log(x) <= x - 1", { convexIn: "x", at: "1", curvature: "1/x^2" })
  .from()
  .assuming("x > 0")
  .say("the logarithm lies below its tangent", "x − 1 − ln x is convex, and 0 and level at x = 1.")
  .substitute("one state", "log(u) - beta*E[s] - log(q[s]) <= u*exp(-beta*E[s])/q[s] - 1", {
    x: "u*exp(-beta*E[s])/q[s]",
  })
  .assuming("u > 0")
  .say("at the ratio of the two laws", "State by state, with ue^{−βE} for the Boltzmann law and any positive u.")
  .inequality("weighted", "q[s]*log(u) - beta*q[s]*E[s] - q[s]*log(q[s]) <= u*exp(-beta*E[s]) - q[s]", {
    combining: [{ times: "q[s]" }],
  })
  .say("with the weight q", "Which is positive.")
  .inequality("all states", `log(u)*${total} - beta*${meanEnergy} - ${meanLogarithm} <= u*${partition} - ${total}`, {
    combining: [{ over: ["s", "1", "R"] }],
  })
  .say("add up", "This is the positivity of the relative entropy of the two laws.")

  .define("free energy", `F = ${meanEnergy} + ${meanLogarithm}/beta`)
  .say("the free energy of the other law", "For independent units this is the mean-field free energy.")
  .given("norm", `${total} = 1`, "normalised")
  .say("probabilities add up to 1", "Of the other law.")
  .inequality("for any u", `log(u) - beta*F <= u*${partition} - 1`, { combining: [{}] })
  .from("all states", "free energy", "norm")
  .say("in the free energy", "A bound for every u; the Boltzmann law need not be normalised so far.")
  .substitute("the best u", `-log(${partition}) - beta*F <= 0`, { u: `1/${partition}` })
  .say("u = 1/Z", "That normalises the Boltzmann law, and makes the bound the best of its kind.")
  .define("partition function", `Z = ${partition}`)
  .say("name the sum", "Of at least one exponential, so it is positive.")
  .inequality("bound", "-log(Z) <= beta*F", { combining: [{}] })
  .from("the best u", "partition function")
  .say("the bound", "Equality holds for the Boltzmann law alone, which no law with independent units is.")

  .connecting("logarithm", "bound");

const fieldNotation: Notation = {
  N: { meaning: "number of visible units" },
  M: { meaning: "number of hidden units" },
  i: { meaning: "a visible unit" },
  j: { meaning: "a hidden unit" },
  a: { meaning: "visible bias" },
  b: { meaning: "hidden bias" },
  U: { meaning: "left singular vector of the mode" },
  V: { meaning: "right singular vector of the mode" },
  lambda: { meaning: "singular value of the mode" },
  beta: { meaning: "inverse temperature" },
  p: { meaning: "field on the visible units, (φ − iψ)/√2" },
  r: { meaning: "field on the hidden units, (φ + iψ)/√2" },
  S: { meaning: "action of the fields, Q − L" },
  Q: { meaning: "its quadratic part, (φ² + ψ²)/2βλ" },
  L: { meaning: "logarithm of the sum over all units in the fields" },
  f: { meaning: "slope of the quadratic part along p" },
  g: { meaning: "slope of the quadratic part along r" },
  s: { meaning: "slope of L along p" },
  t: { meaning: "slope of L along r" },
  m: { meaning: "mean of a visible unit in its field" },
  n: { meaning: "mean of a hidden unit in its field" },
  X: { meaning: "Σ U m, the visible mean along the mode" },
  Y: { meaning: "Σ V n, the hidden mean along the mode" },
  F: { meaning: "mean-field free energy, times β" },
};

const visible = "beta*a[i] + U[i]*p";
const hidden = "beta*b[j] + V[j]*r";

/** A34, D7: the saddle of the action is mean field, for one mode. */
export const fieldSaddle: Derivation = derive({
  id: "mean-field/field-saddle",
  title: "The saddle of the fields is mean field",
  source: "appendix D7; sheet A34, one mode",
  notation: fieldNotation,
  assuming: ["beta > 0", "lambda > 0", premise("stationary", "Q − L does not change to first order in p or r")],
})
  .define("quadratic part", "Q = p*r/(beta*lambda)")
  .say("the weight of the fields", "φ² + ψ² is 2pr.")
  .define("units", `L = sum(log(1 + exp(${visible})), i, 1, N) + sum(log(1 + exp(${hidden})), j, 1, M)`)
  .say(
    "the units in the fields",
    "Given the fields they are independent; each leaves the logarithm of a sum of two terms.",
  )

  .define("slope along p", "f = diff(Q, p)")
  .say("the quadratic part along p", "To be balanced by the units.")
  .algebra("quadratic along p", "f = r/(beta*lambda)")
  .from("slope along p", "quadratic part")
  .say("carried out", "Q is bilinear in the two fields.")
  .define("units along p", "s = diff(L, p)")
  .say("the units along p", "Only the visible ones feel p.")
  .sumRule("visible response", `s = sum(U[i]*exp(${visible})/(1 + exp(${visible})), i, 1, N)`, { rule: "linearity" })
  .from("units along p", "units")
  .say("carried out", "Each term is U times the mean of a unit in its field.")
  .define("slope along r", "g = diff(Q, r)")
  .say("the quadratic part along r", "The same for the other field.")
  .algebra("quadratic along r", "g = p/(beta*lambda)")
  .from("slope along r", "quadratic part")
  .say("carried out", "By symmetry.")
  .define("units along r", "t = diff(L, r)")
  .say("the units along r", "The hidden ones.")
  .sumRule("hidden response", `t = sum(V[j]*exp(${hidden})/(1 + exp(${hidden})), j, 1, M)`, { rule: "linearity" })
  .from("units along r", "units")
  .say("carried out", "V times the mean of a hidden unit.")

  .define("visible mean", `m[i] = exp(${visible})/(1 + exp(${visible}))`)
  .say("name the means", "Of visible units in the field p: the logistic function of it.")
  .define("hidden mean", `n[j] = exp(${hidden})/(1 + exp(${hidden}))`)
  .say("and of the hidden ones", "In the field r.")
  .define("visible mode", "X = sum(U[i]*m[i], i, 1, N)")
  .say("along the mode", "The visible mode variable.")
  .define("hidden mode", "Y = sum(V[j]*n[j], j, 1, M)")
  .say("along the mode", "The hidden one.")

  .sumRule("visible units through X", "s = X", { rule: "linearity" })
  .from("visible response", "visible mean", "visible mode")
  .say("in the mode variable", "The action knows of the visible means through X alone.")
  .given("balance along p", "f = s", "stationary")
  .say("no slope", "At the saddle.")
  .algebra("hidden field", "r/(beta*lambda) = X", ["-1", "1", "1"])
  .from("quadratic along p", "balance along p", "visible units through X")
  .say("the hidden units feel the visible means", "r = βλX, which is the input βWᵀm along the mode.")

  .sumRule("hidden units through Y", "t = Y", { rule: "linearity" })
  .from("hidden response", "hidden mean", "hidden mode")
  .say("in the mode variable", "And of the hidden ones through Y.")
  .given("balance along r", "g = t", "stationary")
  .say("no slope", "At the saddle.")
  .algebra("visible field", "p/(beta*lambda) = Y", ["-1", "1", "1"])
  .from("quadratic along r", "balance along r", "hidden units through Y")
  .say("and the visible units the hidden means", "p = βλY: the equations of mean field.")

  .algebra("a visible unit", `log(1 + exp(${visible})) = entropy(m[i]) + m[i]*(${visible})`)
  .from("visible mean")
  .say("one unit in its field", "Its sum over states is its entropy less its energy.")
  .algebra("a hidden unit", `log(1 + exp(${hidden})) = entropy(n[j]) + n[j]*(${hidden})`)
  .from("hidden mean")
  .say("and a hidden one", "In the other field.")
  .define(
    "mean-field free energy",
    `F = -beta*sum(a[i]*m[i], i, 1, N) - beta*sum(b[j]*n[j], j, 1, M) - beta*lambda*X*Y - sum(entropy(m[i]), i, 1, N) - sum(entropy(n[j]), j, 1, M)`,
  )
  .say("the free energy of mean field", "One mode, times β.")
  .define("action", "S = Q - L")
  .say("the action", "Z is the integral of e^−S over both fields.")
  .sumRule("action in means", "S - F = beta*lambda*(p/(beta*lambda) - Y)*(r/(beta*lambda) - X)", { rule: "linearity" })
  .from(
    "action",
    "quadratic part",
    "units",
    "a visible unit",
    "a hidden unit",
    "mean-field free energy",
    "visible mode",
    "hidden mode",
  )
  .say("off the saddle", "Action and free energy differ by a product that is of second order in the distance to it.")
  .algebra("value", "S = F", ["1", "beta*lambda*(p/(beta*lambda) - Y)"])
  .from("action in means", "hidden field")
  .say("the value at the saddle", "The action there is the mean-field free energy times β.")

  .connecting("quadratic part", "hidden field", "visible field", "value");
