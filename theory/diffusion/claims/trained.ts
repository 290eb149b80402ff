/** Claims A52, A55 on the machine trained on MNIST: which modes do not converge, and how fast the others do. */
import { agree, drawnBounds, drawnMeans, onMachine, outsideRegime } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence, Finding, TrainedMachine } from "../../../src/lab/types.ts";
import { symmetricEigen } from "../../../src/numeric/index.ts";
import { type Matrix, multiplyTransposed } from "../../../src/numeric/matrix.ts";
import type { SingularModes } from "../../../src/rbm/modes.ts";
import type { Rbm } from "../../../src/rbm/rbm.ts";
import type { Temperature } from "../../../src/rbm/states.ts";
import type { LayerMeans } from "../../mean-field/fixed-point.ts";
import { unlessCondensed } from "../../support/regime.ts";
import { reconstructed, standard } from "../../support/source.ts";
import { diffusionConvergence, divergingModes } from "../convergence/table.ts";
import { temperatureOfConvergence } from "../convergence/temperature.ts";
import { linearisedSweeps } from "../process/gibbs.ts";
import type { MeasuredDirection } from "../process/measure.ts";
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
const LINEARISED = { size: 0.03, because: "corrections to the linearisation, criterion T5" };

const warm: Evidence<Autocorrelations> = {
  id: "trained machine, warm",
  says: `up to twenty modes of the trained machine, from the strongest down, at β = 0.6·4/λ_max, where all of them converge: measured autocorrelation per sweep, within ${LINEARISED.size} (criterion T5) and error bars`,
  needs: "machine",
  async judge(formula, { rng, machine, scale }) {
    const { rbm, name } = machine!;
    const beta = temperatureOfConvergence(rbm, modesOf(rbm)).restoring;
    const { alpha, measured, means, ...directions } = await measureTrained(rng, machine!, beta, CHAINS * scale, SWEEPS);
    const predicted = formula(rbm, means, directions, { beta });
    const cases = measured.map(({ autocorrelation }, k) => {
      const at = `mode ${alpha[k]}, β = ${beta.toFixed(3)}`;
      return { at, sample: autocorrelation.values, predicted: predicted[k]!, systematic: LINEARISED };
    });
    return onMachine(name, drawnMeans("autocorrelation", cases));
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
    const part = (isListed: boolean): readonly MeasuredDirection[] =>
      measured.filter((_, k) => listed.has(alpha[k]!) === isListed);
    const [slow, fast] = [keptByChain(part(true)), keptByChain(part(false))];
    const sample = fast.map((t, c) => t - slow[c]!);
    const what = `kept per sweep by the others less what the ${listed.size} listed modes keep`;
    return onMachine(name, drawnBounds(what, [{ sample, atMost: 0 }]));
  },
};

const counted: Evidence<Diverging> = {
  id: "condensed machine",
  says: "where a mode of the machine has condensed: as many modes are listed as WᵀW has eigenvalues of 16 and more",
  needs: "machine",
  judge(formula, { machine }) {
    const aside = unlessCondensed(machine!, 1);
    if (aside) return aside;
    const { rbm, name } = machine!;
    const found = symmetricEigen(multiplyTransposed(rbm.W, rbm.W)).values.filter((t) => t >= 16).length;
    const pair = { at: name, expected: formula(rbm, modesOf(rbm)).length, found };
    return onMachine(name, agree("modes that do not converge", [pair], { allowed: 0, because: "counts" }));
  },
};

/** What modes keep on average, as each chain sees it. */
function keptByChain(modes: readonly MeasuredDirection[]): Float64Array {
  const chains = modes[0]?.autocorrelation.values.length ?? 0;
  return Float64Array.from({ length: chains }, (_, c) => {
    return modes.reduce((s, m) => s + m.autocorrelation.values[c]!, 0) / modes.length;
  });
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
  evidence: [counted, cold],
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
