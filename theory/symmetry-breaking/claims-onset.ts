/** Claims A22, A25 on the first updates of a training run: when a mode condenses. */
import { type DrawnBound, drawnBounds, onMachine, show, undecided } from "../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../src/lab/types.ts";
import { independentMean } from "../../src/numeric/statistics/index.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import type { LayerMeans } from "../mean-field/fixed-point.ts";
import { averagesByChain } from "../support/mode-chains.ts";
import { fromPaper } from "../support/source.ts";
import { AFTER, BEFORE, followed, nothingToCompare, ROOM, uncoupled } from "./claims-law.ts";
import { type MeasuredMachine, measuredCourse, modeStrengths } from "./early-course.ts";

/** The strength of the leading mode; it condenses when this passes 1. */
type Strength = (rbm: Rbm, means: LayerMeans) => number;

/** Root mean square distance from the reference, in deviations of independent units, from which on a mode is condensed. */
const DISPLACED = 3;

/** The square of that distance of the first mode, one value a chain. */
function distances({ rbm, modes, reference, measured }: MeasuredMachine): Float64Array {
  const { meanU, varianceU } = uncoupled(rbm, modes, reference);
  const [mode] = measured;
  return averagesByChain(mode!.u, mode!.chains, (t) => (t - meanU[0]!) ** 2 / varianceU[0]!);
}

/** Whether the chains of a machine show its first mode condensed: in two places, or far from the reference. */
export function isCondensed(machine: MeasuredMachine): boolean {
  return independentMean(distances(machine)).mean > DISPLACED ** 2;
}

const onsetEvidence: Evidence<Strength> = {
  id: "onset",
  says: `⟨(u_1 − reference)²⟩ over Gibbs chains, in variances of independent units: at most ${DISPLACED ** 2} at every followed update with λ_eff ≤ ${BEFORE}, where the Gaussian law has ${show(1 / (1 - BEFORE))}, and at least that where λ_eff ≥ ${AFTER.first}`,
  needs: "machine",
  async judge(formula, { machine, seed, budget }) {
    const course = await measuredCourse(machine!, seed, budget);
    if (!course.some(isCondensed)) return nothingToCompare(`shows a condensed mode: ${followed(course)}`);
    const cases = course.flatMap((s): DrawnBound[] => {
      const strength = formula(s.rbm, s.reference);
      const [at, sample] = [`update ${s.update}, λ_eff = ${show(strength)}`, distances(s)];
      if (strength <= BEFORE) return [{ at, sample, atMost: DISPLACED ** 2 }];
      return strength >= AFTER.first ? [{ at, sample, atLeast: DISPLACED ** 2 }] : [];
    });
    const what = "square of the distance of the first mode from the reference";
    if (cases.length === 0)
      return undecided(
        what,
        `a strength of at most ${BEFORE} or at least ${AFTER.first}`,
        "none",
        "nothing is said of the course",
      );
    return onMachine(machine!.name, drawnBounds(what, cases));
  },
};

const leading: Strength = (rbm, means) => modeStrengths(rbm, means, 1)[0]!;

const onsetClaim: Claim<Strength> = {
  id: `${ROOM}/onset`,
  room: ROOM,
  labels: ["A22", "A25"],
  title: "The first mode condenses when its strength passes 1",
  statement: String.raw`\lambda_{\rm eff}=\sigma_{\max}\big(D_v^{1/2}WD_h^{1/2}\big)=1,\qquad D=\operatorname{diag}m_0(1-m_0)`,
  source: fromPaper("A22, A25", "figure z_1 against epoch; the threshold with fields is a reconstruction"),
  status: "reconstruction",
  expect: "measured",
  formula: leading,
  evidence: [onsetEvidence],
  mutants: [
    {
      id: "bare singular value",
      says: "λ_1 = 1, whatever the variances",
      formula: (rbm, means) => 4 * leading(rbm, centred(means)),
    },
    {
      id: "variances for deviations",
      says: "D_v W D_h",
      formula: (rbm, { m, n }) => leading(rbm, { m: twice(m), n: twice(n) }),
    },
  ],
};

const centred = ({ m, n }: LayerMeans): LayerMeans => ({ m: m.map(() => 0.5), n: n.map(() => 0.5) });

/** Means whose unit variance is the square of the given one: m(1 − m) = (p(1 − p))². */
const twice = (means: Float64Array): Float64Array => means.map((p) => (1 - Math.sqrt(1 - 4 * (p * (1 - p)) ** 2)) / 2);

export const onsetClaims: readonly Claim[] = [onsetClaim];
