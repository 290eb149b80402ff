/** Claims A52, A55 on the machine trained on MNIST: which modes do not converge, and how fast the others do. */
import { errorBelow, notAbove } from "../../../src/lab/agreement.ts";
import { onMachine, outsideRegime, show } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence, Finding, TrainedMachine } from "../../../src/lab/types.ts";
import type { Matrix } from "../../../src/numeric/matrix.ts";
import type { MeanEstimate } from "../../../src/numeric/statistics/index.ts";
import type { SingularModes } from "../../../src/rbm/modes.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import type { Temperature } from "../../../src/rbm/states.ts";
import type { LayerMeans } from "../../mean-field/fixed-point.ts";
import { worstOver } from "../../support/identity.ts";
import { unlessCondensed } from "../../support/regime.ts";
import { reconstructed, standard } from "../../support/source.ts";
import { diffusionConvergence, divergingModes } from "../convergence/table.ts";
import { temperatureOfConvergence } from "../convergence/temperature.ts";
import { linearisedSweeps } from "../process/gibbs.ts";
import { measureTrained, modesOf } from "../process/trained.ts";

const ROOM = "diffusion";
const CHAINS = 100;
const SWEEPS = 60;

/** ρ of given directions per sweep about a mean-field solution. */
type Autocorrelations = (
  rbm: Rbm,
  means: LayerMeans,
  directions: { readonly U: Matrix; readonly V: Matrix },
  temperature: Temperature,
) => Float64Array;

/** Criterion T5 for ρ; error bars of the measurement come on top. */
const TOLERANCE = 0.03;

const warm: Evidence<Autocorrelations> = {
  id: "trained machine, warm",
  says: `up to twenty modes of the trained machine, from the strongest down, at β = 0.6·4/λ_max, where all of them converge: measured autocorrelation per sweep within ${TOLERANCE} and three error bars (criterion T5)`,
  needs: "machine",
  async judge(formula, { rng, machine, scale }) {
    const { rbm, name } = machine!;
    const beta = temperatureOfConvergence(rbm, modesOf(rbm)).restoring;
    const { measured, means, ...directions } = await measureTrained(rng, machine!, beta, CHAINS * scale, SWEEPS);
    const predicted = formula(rbm, means, directions, { beta });
    const excess = measured.map(({ autocorrelation: a }, k) => Math.abs(a.mean - predicted[k]!) - 3 * a.standardError);
    const what = `difference beyond three error bars, ${measured.length} modes at β = ${beta.toFixed(3)}`;
    return onMachine(
      name,
      errorBelow(
        what,
        worstOver(excess, (e) => e),
        TOLERANCE,
        measured.length,
      ),
    );
  },
};

const predictions = new WeakMap<LayerMeans, Float64Array>();

/** Computed once a solution: a claim and its mutants ask for the same one. */
const linearised: Autocorrelations = (rbm, means, directions, temperature) => {
  const known = predictions.get(means) ?? linearisedSweeps(rbm, means, directions, temperature).autocorrelation;
  predictions.set(means, known);
  return known;
};

const autocorrelationClaim: Claim<Autocorrelations> = {
  id: `${ROOM}/trained-autocorrelation`,
  room: ROOM,
  labels: ["A55", "A57"],
  title: "Gibbs sampling of the trained machine's modes where all of them converge",
  statement: String.raw`\rho_\alpha=\frac{U_\alpha^TKCU_\alpha}{U_\alpha^TCU_\alpha},\qquad K=\beta^2D_vWD_hW^T,\quad C=(1-K)^{-1}D_v`,
  source: standard("A55", "textbook result; the linearisation about means of mean field is a reconstruction"),
  status: "standard",
  expect: "measured",
  formula: linearised,
  evidence: [warm],
  mutants: [
    { id: "half a sweep", says: "√ρ", formula: (...given) => linearised(...given).map(Math.sqrt) },
    { id: "two sweeps", says: "ρ²", formula: (...given) => linearised(...given).map((rho) => rho * rho) },
    { id: "no memory", says: "ρ = 0", formula: (...given) => linearised(...given).map(() => 0) },
  ],
};

/** Numbers of the modes that do not converge, at β = 1. */
type Diverging = (rbm: Rbm, modes: SingularModes) => number[];

const cold: Evidence<Diverging> = {
  id: "trained machine",
  says: "where a mode has condensed and another lies below the threshold, chains of the machine at β = 1 tell them apart: per sweep the listed modes keep on average more of a deviation than all others",
  needs: "machine",
  async judge(formula, { rng, machine, scale }) {
    const aside = unlessCondensed(machine!, 1) ?? unlessDivided(machine!);
    if (aside) return aside;
    const { rbm, name } = machine!;
    const { alpha, measured } = await measureTrained(rng, machine!, 1, CHAINS * scale, SWEEPS);
    const listed = new Set(formula(rbm, modesOf(rbm)));
    const kept = (isListed: boolean): Estimate =>
      meanOf(measured.map((m) => m.autocorrelation).filter((_, k) => listed.has(alpha[k]!) === isListed));
    const [slow, fast] = [kept(true), kept(false)];
    const what = `kept per sweep by the others, ${show(fast.mean)}, less what the ${listed.size} listed modes keep, ${show(slow.mean)}`;
    const error = Math.hypot(slow.standardError, fast.standardError);
    return onMachine(name, notAbove(what, fast.mean - slow.mean, error, 0, CHAINS * scale));
  },
};

type Estimate = Pick<MeanEstimate, "mean" | "standardError">;

/** Mean of estimates of one set of chains; their errors are counted as if they moved together. */
function meanOf(estimates: readonly Estimate[]): Estimate {
  const average = (f: (e: Estimate) => number): number => estimates.reduce((s, e) => s + f(e), 0) / estimates.length;
  return { mean: average((e) => e.mean), standardError: average((e) => e.standardError) };
}

/** What to find where there is nothing to tell apart; undefined in the regime. */
function unlessDivided({ rbm }: TrainedMachine): Finding | undefined {
  const { lambda } = modesOf(rbm);
  return lambda.some((t) => t < 4)
    ? undefined
    : outsideRegime("every mode lies beyond λ = 4, and none is left to compare with");
}

const diverging: Diverging = (rbm, modes) => divergingModes(diffusionConvergence(rbm, { modes }));

const modesClaim: Claim<Diverging> = {
  id: `${ROOM}/trained-modes`,
  room: ROOM,
  labels: ["A52"],
  title: "After training some modes do not converge",
  statement: String.raw`\{\alpha:\beta\lambda_\alpha\ge4\}\ne\varnothing\;\text{after training, and these are the slow modes of the machine}`,
  source: reconstructed(
    "A52, F9",
    "reconstruction: the abstract says that some modes do not converge; the criterion is an inference",
  ),
  status: "reconstruction",
  expect: "measured",
  formula: diverging,
  evidence: [cold],
  mutants: [
    { id: "untouched", says: "no mode", formula: () => [] },
    {
      id: "complement",
      says: "the modes below the threshold in place of those beyond",
      formula: (rbm, modes) =>
        diffusionConvergence(rbm, { modes }).modes.flatMap((m) => (m.u.converges ? [m.alpha] : [])),
    },
  ],
};

export const trainedClaims: readonly Claim[] = [autocorrelationClaim, modesClaim];
