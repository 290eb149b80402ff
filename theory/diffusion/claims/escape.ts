/** Claims A30, A52: how long a mode beyond its threshold takes at finite size. */
import { agree, regime } from "../../../src/lab/comparisons/index.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { linearRegression, openPaths } from "../../../src/numeric/index.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { slowestRate } from "../../support/double-well.ts";
import { sharedDraw } from "../../support/draws.ts";
import { limitOfHalving } from "../../support/limits.ts";
import { rememberedByValue } from "../../support/remember.ts";
import { reconstructed } from "../../support/source.ts";
import { logEscapeRate } from "../convergence/escape.ts";

const ROOM = "diffusion";

/** Rate at which a mode beyond its threshold relaxes, from λ and Q = Q^U + Q^V. */
type EscapeRate = (lambda: number, participation: number) => number;

const LAMBDA = 5;
/** Q that gives the mode with λ = 5 such a barrier. */
const participationFor = (barrier: number): number => 3 / (16 * barrier);

const BARRIERS = [10, 20, 40, 80];

const rateOver = rememberedByValue((barrier: number): number =>
  slowestRate({ stiffness: 4 - LAMBDA, quartic: participationFor(barrier) / 3 }),
);

const highBarriers: Evidence<EscapeRate> = {
  id: "high barriers",
  says: `the slowest rate in the Landau potential of a mode with λ = 5 by its integral equation, barriers ΔF = ${BARRIERS.join(", ")}: the law over it, extrapolated in 1/ΔF, is 1`,
  judge(formula) {
    const ratios = BARRIERS.map((barrier) => formula(LAMBDA, participationFor(barrier)) / rateOver(barrier));
    const pair = { at: "1/ΔF → 0", expected: 1, found: limitOfHalving(ratios) };
    return agree("the law over the slowest rate", [pair], {
      allowed: 1e-4,
      because:
        "the first three orders in 1/ΔF are extrapolated away, what is left of the fourth is its coefficient over 640,000",
    });
  },
};

/** High enough for the law of Kramers, low enough to be crossed. */
const CROSSED = [3, 4];
const REPLICATES = 16;

/** −d ln⟨z⟩/dt of groups of paths that start in one well, between times at which only the slowest decay is left. */
const relaxations = sharedDraw(async (rng: Rng, participation: number, count: number): Promise<Float64Array> => {
  const [tau, q] = [0.02, participation];
  const start = Math.sqrt((3 * (LAMBDA - 4)) / (4 * q));
  const paths = await openPaths({ paths: REPLICATES * count, start }, rng);
  const times: number[] = [];
  const logs: number[][] = [];
  for (let k = 0; k < 9; k++) {
    await paths.advance(k === 0 ? 300 : 125, { tau, force: [0, LAMBDA - 4, 0, (-4 * q) / 3] });
    times.push(tau * (300 + 125 * k));
    const z = paths.positions();
    const meanOf = (r: number): number => z.subarray(r * count, (r + 1) * count).reduce((s, t) => s + t, 0) / count;
    logs.push(Array.from({ length: REPLICATES }, (_, r) => Math.log(Math.abs(meanOf(r)))));
  }
  await paths.dispose();
  return Float64Array.from({ length: REPLICATES }, (_, r) => {
    return -linearRegression(
      times,
      logs.map((line) => line[r]!),
    ).slope;
  });
});

const crossings: Evidence<EscapeRate> = {
  id: "paths",
  says: `decay of ⟨u⟩ of ${REPLICATES} groups of simulated paths in the double well of a mode with λ = 5 from one side, barriers ΔF = ${CROSSED.join(" and ")}`,
  budget: "full",
  async judge(formula, { rng, scale }) {
    const points = [];
    for (const barrier of CROSSED) {
      const participation = participationFor(barrier);
      const found = await relaxations(rng.child(barrier), participation, 500 * scale);
      points.push({ at: `ΔF = ${barrier}`, expected: formula(LAMBDA, participation), found });
    }
    // The law is 3/(8ΔF) too large to first order, and a step of 0.02 changes the curvatures by 2 % at most.
    return regime("rate", points, { within: 0.15, where: "ΔF ≥ 3" });
  },
};

const kramers: EscapeRate = (lambda, participation) =>
  Math.exp(logEscapeRate({ lambda, participation, units: "binary" }));

const escapeClaim: Claim<EscapeRate> = {
  id: `${ROOM}/escape`,
  room: ROOM,
  labels: ["A30", "A52"],
  title: "At finite size a broken mode converges over a barrier",
  statement: String.raw`\text{rate}=\frac{\sqrt2(\lambda-4)}{\pi}\,e^{-\Delta F},\qquad\Delta F=\frac{3(\lambda-4)^2}{16(Q^U+Q^V)}`,
  source: reconstructed("A30, A48, A52", "reconstruction: Kramers' law in the Landau potential"),
  status: "reconstruction",
  expect: "checked",
  formula: kramers,
  evidence: [highBarriers, crossings],
  mutants: [
    { id: "one way", says: "the rate of crossings from one well", formula: (l, q) => kramers(l, q) / 2 },
    {
      id: "twice the barrier",
      says: "e^{−2ΔF}",
      formula: (l, q) => ((kramers(l, q) * Math.PI) / Math.SQRT2 / (l - 4)) * kramers(l, q),
    },
    { id: "no prefactor", says: "e^{−ΔF}", formula: (l, q) => (kramers(l, q) * Math.PI) / Math.SQRT2 / (l - 4) },
    { id: "one layer", says: "Q of one layer", formula: (l, q) => kramers(l, q / 2) },
  ],
};

export const escapeClaims: readonly Claim[] = [escapeClaim];
