/** Claims A30, A52: how long a mode beyond its threshold takes at finite size. */
import { errorsBelow } from "../../../src/lab/agreement.ts";
import type { Claim, Evidence } from "../../../src/lab/types.ts";
import { linearRegression, openPaths } from "../../../src/numeric/index.ts";
import type { Rng } from "../../../src/numeric/random.ts";
import { sharedDraw } from "../../support/draws.ts";
import { reconstructed } from "../../support/source.ts";
import { logEscapeRate } from "../convergence/escape.ts";

const ROOM = "diffusion";

/** Rate at which a mode beyond its threshold relaxes, from λ and Q = Q^U + Q^V. */
type EscapeRate = (lambda: number, participation: number) => number;

/** Barriers of 3 and 4: high enough for the law of Kramers, low enough to be crossed. */
const BARRIERS = [3, 4];
const LAMBDA = 5;

/** −d ln⟨z⟩/dt of paths that start in one well, between times at which only the slowest decay is left. */
const relaxation = sharedDraw(async (rng: Rng, participation: number, count: number): Promise<number> => {
  const [tau, q] = [0.02, participation];
  const start = Math.sqrt((3 * (LAMBDA - 4)) / (4 * q));
  const paths = await openPaths({ paths: count, start }, rng);
  const times: number[] = [];
  const logs: number[] = [];
  for (let k = 0; k < 9; k++) {
    await paths.advance(k === 0 ? 300 : 125, { tau, force: [0, LAMBDA - 4, 0, (-4 * q) / 3] });
    times.push(tau * (300 + 125 * k));
    logs.push(Math.log(Math.abs(paths.positions().reduce((s, z) => s + z, 0) / count)));
  }
  return -linearRegression(times, logs).slope;
});

const crossings: Evidence<EscapeRate> = {
  id: "paths",
  says: "decay of ⟨u⟩ of simulated paths in the double well of a mode with λ = 5 from one side, barriers ΔF = 3 and 4: within 20 % of the rate of Kramers, whose own error is of the order of 1/ΔF",
  async judge(formula, { rng, scale }) {
    const criteria = [];
    for (const barrier of BARRIERS) {
      const participation = 3 / (16 * barrier);
      const found = await relaxation(rng.child(barrier), participation, 8000 * scale);
      const error = Math.abs(found / formula(LAMBDA, participation) - 1);
      criteria.push({ what: `relative error, ΔF = ${barrier}`, error, limit: 0.2 });
    }
    return errorsBelow(criteria);
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
  evidence: [crossings],
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
