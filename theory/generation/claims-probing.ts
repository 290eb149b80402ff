/** Claims F10: turning the leading modes changes the digit, turning others changes details. */
import { agree, drawnBounds, onMachine, outsideRegime, show } from "../../src/lab/comparisons/index.ts";
import type { Budget, Claim, Evidence, Finding, TrainedMachine } from "../../src/lab/types.ts";
import { mean } from "../../src/numeric/index.ts";
import { type Matrix, matrix, matrixFrom } from "../../src/numeric/matrix.ts";
import type { Rng } from "../../src/numeric/random.ts";
import { inputsVisibleGivenHidden } from "../../src/rbm/conditionals.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import type { Rbm } from "../../src/rbm/rbm.ts";
import { uniformStates } from "../../src/rbm/sampling.ts";
import { reciprocalVariables } from "../reciprocal-space/variables.ts";
import { sharedDraw } from "../support/draws.ts";
import { centredMachine, configurations, nameOf, oneMode, smallMachines } from "../support/machines.ts";
import { gibbsSamples, machineSamples } from "../support/samples.ts";
import { reconstructed } from "../support/source.ts";
import { hiddenFromModes } from "./gaussian.ts";
import { inputChangeSquared, pixelsChanged, randomPlanes, turnModes } from "./probing.ts";

const ROOM = "generation";
const NOTE =
  "reconstruction: the sheet gives v ~ Bernoulli(σ(R U Rᵀ Σ y + a)) with ten random rotations by π among modes 6 … N; read here as ten planes of two modes, one at a time, like the plane of modes 1 and 2";

type InputChange = typeof inputChangeSquared;

const identityEvidence: Evidence<InputChange> = {
  id: "enumeration",
  says: "two modes turned, every hidden state of small machines: squared change of the visible inputs",
  judge(formula, { rng }) {
    const machines = smallMachines(rng);
    const pairs = machines.flatMap((rbm) => {
      const modes = singularModes(rbm);
      return Array.from(configurations(rbm.hidden, rbm.hiddenUnits), (h) => {
        const { y } = reciprocalVariables(modes, new Float64Array(rbm.visible), h);
        const found = directChange(rbm, modes, y, [0, 2]);
        return { at: nameOf(rbm), expected: formula(modes.lambda, y, [0, 2]), found };
      });
    });
    return agree("squared change", pairs, {
      allowed: 1e-12,
      unit: "scale",
      because: "rounding of singular modes",
      sizes: machines.map(nameOf),
      everyDraw: true,
    });
  },
};

function directChange(rbm: Rbm, modes: SingularModes, y: Float64Array, turned: readonly number[]): number {
  const inputs = (z: Matrix): Matrix => inputsVisibleGivenHidden(rbm, hiddenFromModes(modes, z));
  const [before, after] = [inputs(matrix(1, y.length, y)), inputs(turnModes(matrix(1, y.length, y), turned))];
  return before.data.reduce((sum, t, i) => sum + (t - after.data[i]!) ** 2, 0);
}

const identityClaim: Claim<InputChange> = {
  id: `${ROOM}/rotation-by-pi`,
  room: ROOM,
  labels: ["A7"],
  title: "What a rotation by π does to the inputs",
  statement: String.raw`\lVert UR^{\mathsf T}\Sigma y-U\Sigma y\rVert^2=4\sum_{\alpha\in\text{turned}}\lambda_\alpha^2y_\alpha^2`,
  source: reconstructed("F10", "reconstruction: follows from the orthonormality of the modes"),
  status: "reconstruction",
  expect: "enumerated",
  formula: inputChangeSquared,
  evidence: [identityEvidence],
  mutants: [
    { id: "once", says: "Σλ²y²", formula: (l, y, turned) => inputChangeSquared(l, y, turned) / 4 },
    {
      id: "no singular values",
      says: "4Σy²",
      formula: (l, y, turned) =>
        inputChangeSquared(
          l.map(() => 1),
          y,
          turned,
        ),
    },
    { id: "other modes", says: "the sum over the first modes", formula: (l, y) => inputChangeSquared(l, y, [0, 1]) },
  ],
};

/** What a mode, numbered from 0, of so many is claimed to carry. */
type Hierarchy = (mode: number, modes: number) => "shape" | "details" | undefined;

/** Modes 6 … are the details. */
const FIRST_TRAILING = 5;
export const PLANES = 10;

const hierarchy: Hierarchy = (mode) => (mode < 2 ? "shape" : mode >= FIRST_TRAILING ? "details" : undefined);

/** Ten random planes of modes that carry the same, or as many as there are. */
function planesOf(formula: Hierarchy, part: "shape" | "details", modes: number, rng: Rng): [number, number][] {
  const those = Array.from({ length: modes }, (_, mode) => mode).filter((mode) => formula(mode, modes) === part);
  const planes = Math.min(PLANES, Math.floor(those.length / 2));
  return randomPlanes(those.length, 0, planes, rng).map(([a, b]) => [those[a]!, those[b]!]);
}

/** Planes of the modes that carry details. */
export const trailingPlanes = (modes: number, rng: Rng): [number, number][] =>
  planesOf(hierarchy, "details", modes, rng);

/** What is probed: a machine, its modes and hidden states in reciprocal space, one a row. */
export interface Probe {
  readonly rbm: Rbm;
  readonly modes: SingularModes;
  readonly y: Matrix;
}

/** Pixels that change when the planes are turned one at a time: the mean over planes for every state. */
function changed({ rbm, modes, y }: Probe, planes: readonly (readonly number[])[]): Float64Array {
  const perPlane = planes.map((plane) => pixelsChanged(rbm, modes, y, plane));
  return Float64Array.from({ length: y.rows }, (_, s) => mean(perPlane.map((t) => t[s]!)));
}

/** Criterion F10. */
const LEAST_RATIO = 3;

/** Three times the change by a plane of details less that by one of the shape, a state each: at most 0 on average. */
function compare(formula: Hierarchy, probe: Probe, rng: Rng): Finding {
  const count = probe.modes.lambda.length;
  const by = (part: "shape" | "details"): Float64Array =>
    changed(probe, planesOf(formula, part, count, rng.child(part)));
  const [shape, details] = [by("shape"), by("details")];
  const sample = details.map((t, s) => LEAST_RATIO * t - shape[s]!);
  const words = `of ${show(mean(details))} and ${show(mean(shape))} pixels`;
  return drawnBounds(`${LEAST_RATIO} times the details changed less the shape, ${words}`, [{ sample, atMost: 0 }]);
}

/** Two strong modes, ten weak ones, and a bulk: a hierarchy by construction. */
export const plantedProbe: (rng: Rng) => Promise<Probe> = sharedDraw(async (rng: Rng): Promise<Probe> => {
  const [N, M] = [120, 60];
  const strengths = [7, 6, ...Array.from({ length: 12 }, (_, k) => 2 - 0.1 * k)];
  const parts = strengths.map((lambda, k) => oneMode(N, M, lambda, rng.child("mode").child(k)));
  const W = matrixFrom(N, M, (i, j) => parts.reduce((s, P) => s + P.data[i * M + j]!, 0.02 * rng.normal()));
  const rbm = centredMachine(W, "binary", "binary");
  const start = uniformStates(150, N, "binary", rng.child("start"));
  const { v, h } = await gibbsSamples(rbm, rng.child("chains"), { start, burnIn: 60 });
  const modes = singularModes(rbm);
  return { rbm, modes, y: reciprocalVariables(modes, v, h).y };
});

const STATES = 100;

/** Hidden states of the trained machine in reciprocal space. */
export const trainedProbe: (rng: Rng, machine: TrainedMachine, budget: Budget) => Promise<Probe> = sharedDraw(
  async (rng: Rng, machine: TrainedMachine, budget: Budget): Promise<Probe> => {
    const { v, h } = await machineSamples(machine, rng.seed, budget);
    const first = ({ cols, data }: Matrix): Matrix => matrix(STATES, cols, data.slice(0, STATES * cols));
    const modes = singularModes(machine.rbm);
    return { rbm: machine.rbm, modes, y: reciprocalVariables(modes, first(v), first(h)).y };
  },
  ({ name, rbm }, budget) => [name, rbm.W.data[0]!, budget],
);

/** What to find where the trailing modes are strong too, so that none of them is a detail; undefined in the regime. */
function unlessHierarchical({ rbm }: TrainedMachine): Finding | undefined {
  const trailing = singularModes(rbm).lambda.subarray(FIRST_TRAILING);
  const middle = trailing[Math.floor(trailing.length / 2)];
  if (middle !== undefined && middle < 4) return undefined;
  return outsideRegime(
    middle === undefined
      ? `the machine has no more than ${FIRST_TRAILING} modes`
      : `the middle one of the modes from the sixth on has λ = ${show(middle)}; the claim is on machines where it is below 4`,
  );
}

const hierarchyClaim: Claim<Hierarchy> = {
  id: `${ROOM}/hierarchy`,
  room: ROOM,
  labels: ["A39"],
  title: "Leading modes carry the shape, trailing modes the details",
  statement: String.raw`\sum_i\big|p_i-p_i^{(1,2)}\big|\ \ge\ 3\,\Big\langle\sum_i\big|p_i-p_i^{(\alpha,\beta)}\big|\Big\rangle_{\alpha,\beta\ge6},\qquad p=\sigma(U\Sigma y+a),\quad y_\alpha\to-y_\alpha`,
  source: reconstructed("F10", NOTE),
  status: "reconstruction",
  expect: "sampled",
  formula: hierarchy,
  evidence: [
    {
      id: "planted hierarchy",
      says: "two strong modes over twelve weak ones and a bulk, 120×60: the leading plane changes at least three times as many pixels as one of ten trailing planes",
      judge: async (formula, { rng }) => compare(formula, await plantedProbe(rng.child("probe")), rng),
    },
    {
      id: "trained machine",
      says: "the same on the trained machine, where half of the modes from the sixth on or more lie below λ = 4: hidden states of Gibbs samples (criterion F10)",
      needs: "machine",
      async judge(formula, { machine, budget, rng, seed }) {
        const aside = unlessHierarchical(machine!);
        if (aside) return aside;
        const probe = await trainedProbe(rng.child(seed), machine!, budget);
        return onMachine(machine!.name, compare(formula, probe, rng));
      },
    },
  ],
  mutants: [
    {
      id: "exchanged",
      says: "trailing planes carry the shape",
      formula: (mode) => (mode < 2 ? "details" : mode >= FIRST_TRAILING ? "shape" : undefined),
    },
    {
      id: "no hierarchy",
      says: "the last two modes carry the shape as well as any others",
      formula: (mode, modes) => (mode >= modes - 2 ? "shape" : mode >= FIRST_TRAILING ? "details" : undefined),
    },
  ],
};

export const probingClaims: readonly Claim[] = [identityClaim, hierarchyClaim];
