/**
 * The expansion of Plefka for one pair of units (sheet A33). Two {0, 1} units with given means m, n are described by one
 * more number, c = ⟨vh⟩, and the odds ratio of their four states is e^t. Inverting that in t gives c, whose integral
 * is the free energy at fixed means: the terms of TAP, exactly, for every pair. On a bipartite graph no triangles add to
 * them before the fourth order.
 *
 * Plefka 1982; Georges and Yedidia 1991; derived here for {0, 1} units.
 */
import type { Derivation, Notation } from "../../src/algebra/derivation/index.ts";
import { derive } from "../../src/algebra/derivation/index.ts";

const notation: Notation = {
  m: { meaning: "mean of the visible unit" },
  n: { meaning: "mean of the hidden unit" },
  t: { meaning: "weight between them, times β" },
  c: { meaning: "mean of the product of the units at weight t" },
  V: { meaning: "product of their variances" },
  K: { meaning: "product of their third cumulants" },
  G: { meaning: "β times the free energy at fixed means, less its value without the weight" },
};

/** A33: second and third order of the free energy of a pair at fixed means. */
export const pairExpansion: Derivation = derive({
  id: "tap/pair",
  title: "The reaction terms of one pair of units",
  source: "Plefka 1982; sheet A33",
  notation,
  assuming: ["t small"],
})
  .define("variances", "V = m*(1 - m)*n*(1 - n)")
  .say("product of the variances", "Of two {0,1} units.")
  .define("third cumulants", "K = m*(1 - m)*(1 - 2*m)*n*(1 - n)*(1 - 2*n)")
  .say("product of the third cumulants", "They vanish for means of one half.")
  .define("correlation", "c = m*n + V*t + K*t^2/2")
  .say("a correlation that grows with the weight", "Its coefficients are cumulants; the next line says why.")

  .expand("odds ratio", "c*(1 - m - n + c) = (m - c)*(n - c)*exp(t)", "t", 2)
  .from("correlation", "variances", "third cumulants")
  .say(
    "the four states have the right odds",
    "P(1,1) P(0,0) = P(1,0) P(0,1) e^t, at fixed means and to second order in t: no other correlation does.",
  )

  .define("free energy", "G = -m*n*t - V*t^2/2 - K*t^3/6")
  .say(
    "the free energy at fixed means",
    "The first term is mean field. The second is the reaction of TAP, the third the next.",
  )
  .differentiate("result", "diff(G, t) = -c")
  .from("free energy", "correlation")
  .say(
    "it falls at the rate of the correlation",
    "As the weight is turned on at fixed means; each term is one of a sum over pairs.",
  )

  .connecting("correlation", "odds ratio", "result");
