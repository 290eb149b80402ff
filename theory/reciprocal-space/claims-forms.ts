/** Claims A12 and A13: the centred form of the energy, and the sign of a mode as a gauge. */

import type { Claim } from "../../src/lab/types.ts";
import { dot, type Matrix, matrix, multiplyVector, multiplyVectorTransposed } from "../../src/numeric/matrix.ts";
import { energy } from "../../src/rbm/energy.ts";
import { type SingularModes, singularModes } from "../../src/rbm/modes.ts";
import { Rbm } from "../../src/rbm/rbm.ts";
import { differences, overAllStates, overMachines, residualsOver } from "../support/identity.ts";
import { gathered } from "../support/latex.ts";
import { jointConfigurations } from "../support/machines.ts";
import { fromPaper, reconstructed } from "../support/source.ts";
import { centredForm } from "./derivation-centred.ts";
import { saddleCoordinates, saddlePoint, saddleRounding } from "./saddle.ts";
import { rank, reciprocalFields, reciprocalVariables, uniformMeans } from "./variables.ts";

const ROOM = "reciprocal-space";

/** E about the saddle written in the original variables. */
type CentredEnergy = (rbm: Rbm, modes: SingularModes, v: Float64Array, h: Float64Array) => number;

function centred(sign: number, withRamps: boolean): CentredEnergy {
  return (rbm, modes, v, h) => {
    const s = saddlePoint(rbm, modes);
    const pad = (x: Float64Array, n: number): Float64Array => Float64Array.from({ length: n }, (_, k) => x[k] ?? 0);
    const dv = multiplyVector(modes.U, pad(s.x, modes.U.cols)).map((t, i) => v[i]! - sign * t);
    const dh = multiplyVector(modes.V, pad(s.y, modes.V.cols)).map((t, j) => h[j]! - sign * t);
    const f = reciprocalFields(rbm, modes);
    const rest = (field: Float64Array, inside: Float64Array, state: Float64Array): number =>
      dot(
        field.map((t, i) => t - inside[i]!),
        state,
      );
    const ramp = withRamps
      ? rest(rbm.a, multiplyVector(modes.U, f.x), v) + rest(rbm.b, multiplyVector(modes.V, f.y), h)
      : 0;
    return s.totalEnergy - dot(multiplyVectorTransposed(rbm.W, dv), dh) - ramp;
  };
}

/** A machine with a = −½W1, b = −½Wᵀ1, whose saddle sits at the centre of the cloud of states. */
function centredMachine(rbm: Rbm): Rbm {
  const half = (n: number): Float64Array => new Float64Array(n).fill(-0.5);
  const { W } = rbm;
  return new Rbm({
    W,
    a: multiplyVector(W, half(W.cols)),
    b: multiplyVectorTransposed(W, half(W.rows)),
    units: "binary",
  });
}

const centredClaim: Claim<CentredEnergy> = {
  id: `${ROOM}/centred`,
  room: ROOM,
  labels: ["A12"],
  title: "Centred form of the energy",
  statement: gathered(
    String.raw`E=\sum_\alpha\varepsilon_\alpha-(v-v^*)^{\mathsf T}W(h-h^*)-a_\perp\!\cdot v-b_\perp\!\cdot h;`,
    String.raw`a=-\tfrac12W\mathbf 1,\,b=-\tfrac12W^{\mathsf T}\mathbf 1\Rightarrow x^*=\mu^x,\,y^*=\mu^y`,
  ),
  source: reconstructed("A12"),
  status: "reconstruction",
  expect: "proved",
  derivation: centredForm,
  formula: centred(1, true),
  evidence: [
    overAllStates("the centred form against the energy, in units of the largest term", (formula, rbm, modes) => {
      const size = saddleRounding(saddlePoint(rbm, modes), modes);
      return residualsOver(
        jointConfigurations(rbm),
        ({ v, h }) => (formula(rbm, modes, v, h) - energy(rbm, v, h)) / size,
      );
    }),
    {
      ...overMachines(
        "saddle of a machine with a = −½W1, b = −½Wᵀ1 against the uniform means, in units of the largest term",
        (formula: CentredEnergy, rbm) => {
          const machine = centredMachine(rbm);
          const modes = singularModes(machine);
          const s = saddlePoint(machine, modes);
          const mu = uniformMeans(machine, modes);
          const half = (n: number): Float64Array => new Float64Array(n).fill(0.5);
          // At the saddle itself the centred form is the constant alone, which ties this check to the formula.
          const atSaddle = formula(machine, modes, half(machine.visible), half(machine.hidden)) - s.totalEnergy;
          const r = rank(modes);
          const size = saddleRounding(s, modes) * (modes.lambda[0]! / modes.lambda[r - 1]!);
          return [...differences(s.x, mu.x.subarray(0, r)), ...differences(s.y, mu.y.subarray(0, r)), atSaddle].map(
            (t) => t / size,
          );
        },
      ),
      id: "centred machine",
    },
  ],
  mutants: [
    { id: "sign of the shift", says: "v + v*, h + h*", formula: centred(-1, true) },
    { id: "no ramps", says: "without a⊥ and b⊥", formula: centred(1, false) },
    { id: "no shift", says: "vᵀWh with ε kept", formula: centred(0, true) },
  ],
};

/** Signs that each quantity takes under (U_α, V_α) → −(U_α, V_α). */
interface GaugeSigns {
  readonly coordinates: number;
  readonly saddle: number;
  readonly energy: number;
}

function gaugeResiduals(signs: GaugeSigns, rbm: Rbm, modes: SingularModes): number[] {
  const flip = (A: Matrix): Matrix =>
    matrix(
      A.rows,
      A.cols,
      A.data.map((t, k) => (k % A.cols === 0 ? -t : t)),
    );
  const flipped: SingularModes = { ...modes, U: flip(modes.U), V: flip(modes.V) };
  const before = saddlePoint(rbm, modes);
  const after = saddlePoint(rbm, flipped);
  return residualsOver(jointConfigurations(rbm), ({ v, h }) => {
    const c = saddleCoordinates(before, reciprocalVariables(modes, v, h));
    const d = saddleCoordinates(after, reciprocalVariables(flipped, v, h));
    return [
      d.u[0]! - signs.coordinates * c.u[0]!,
      d.w[0]! - signs.coordinates * c.w[0]!,
      after.x[0]! - signs.saddle * before.x[0]!,
      after.energy[0]! - signs.energy * before.energy[0]!,
    ];
  });
}

const gaugeClaim: Claim<GaugeSigns> = {
  id: `${ROOM}/gauge`,
  room: ROOM,
  labels: ["A13"],
  title: "The sign of a mode is a gauge",
  statement: gathered(
    String.raw`(U_\alpha,V_\alpha)\to-(U_\alpha,V_\alpha):`,
    String.raw`(x,y,x^*,y^*,u,w)_\alpha\to-(x,y,x^*,y^*,u,w)_\alpha,\quad\lambda_\alpha,\varepsilon_\alpha\text{ unchanged}`,
  ),
  source: fromPaper("A13"),
  status: "as printed",
  expect: "enumerated",
  formula: { coordinates: -1, saddle: -1, energy: 1 },
  evidence: [
    overAllStates("coordinates, saddle and energy of the first mode before and after the flip", gaugeResiduals),
  ],
  mutants: [
    { id: "invariant coordinates", says: "u and w unchanged", formula: { coordinates: 1, saddle: -1, energy: 1 } },
    { id: "invariant saddle", says: "x* unchanged", formula: { coordinates: -1, saddle: 1, energy: 1 } },
    { id: "odd energy", says: "ε changes sign", formula: { coordinates: -1, saddle: -1, energy: -1 } },
  ],
};

export const formClaims: readonly Claim[] = [centredClaim, gaugeClaim];
