/** Claim A29, F8: when a mode has two humps. */
import { agree, bounded } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { gammaln } from "../../src/numeric/index.ts";
import type { UniformModeMoments } from "../mean-field/uniform-mode.ts";
import { reconstructed } from "../support/source.ts";
import { atInfiniteSize, kurtosisOfUniformMode } from "./uniform.ts";

const ROOM = "infinite-size";

/** ⟨u⁴⟩/⟨u²⟩² of a mode at the transition, where its law is exp(−c u⁴). */
const criticalKurtosis: number = Math.exp(gammaln(0.25) + gammaln(1.25) - 2 * gammaln(0.75));

interface KurtosisLaw {
  readonly below: number;
  readonly critical: number;
}

const transition: Evidence<KurtosisLaw> = {
  id: "one uniform mode",
  says: "exact kurtosis of u of one uniform mode in the limit of infinite size: at λ = 4 from N = M = 50 … 800 in N^−½, at λ = 2 in 1/N",
  judge(law) {
    const kurtosis = ({ u2, u4 }: UniformModeMoments): number => u4 / u2 ** 2;
    const pairs = [
      {
        at: "λ = 4",
        expected: law.critical,
        found: atInfiniteSize(4, kurtosis, { first: 0.5, spacing: 0.5, largest: 800 }),
      },
      { at: "λ = 2", expected: law.below, found: atInfiniteSize(2, kurtosis) },
    ];
    return agree("kurtosis of u", pairs, {
      allowed: 1e-4,
      because: "four orders in N^−½ are extrapolated away; the fifth, N^−5/2, is 6e-5 at N = 50",
    });
  },
};

const eitherSide: Evidence<KurtosisLaw> = {
  id: "either side",
  says: "exact kurtosis of u of one uniform mode, N = M = 800: above the critical value at λ = 3.6, below it at 4.4",
  judge: ({ critical }) =>
    bounded(
      "the critical kurtosis",
      [
        { at: "λ = 3.6", lower: critical, upper: kurtosisOfUniformMode(800, 3.6) },
        { at: "λ = 4.4", lower: kurtosisOfUniformMode(800, 4.4), upper: critical },
      ],
      { allowed: 0, because: "the law has two humps on one side only" },
    ),
};

export const transitionClaim: Claim<KurtosisLaw> = {
  id: `${ROOM}/kurtosis-transition`,
  room: ROOM,
  labels: ["A29", "A43"],
  title: "A mode has two humps beyond the transition",
  statement: String.raw`\frac{\langle u^4\rangle}{\langle u^2\rangle^2}\to3\;(\lambda<4),\qquad\frac{\Gamma(\frac14)\Gamma(\frac54)}{\Gamma(\frac34)^2}=2.188\dots\;(\lambda=4),\qquad\text{less beyond}`,
  source: reconstructed("A29, F8", "reconstruction: the criterion's 2.2 is the kurtosis of exp(−cu⁴)"),
  status: "reconstruction",
  expect: "checked",
  formula: { below: 3, critical: criticalKurtosis },
  evidence: [transition, eitherSide],
  mutants: [
    { id: "Gaussian", says: "3 at the transition too", formula: { below: 3, critical: 3 } },
    { id: "flat", says: "9/5, a box", formula: { below: 3, critical: 1.8 } },
    { id: "two points", says: "1 at the transition", formula: { below: 3, critical: 1 } },
    {
      id: "never Gaussian",
      says: "the critical value at λ = 2",
      formula: { below: criticalKurtosis, critical: criticalKurtosis },
    },
  ],
};
