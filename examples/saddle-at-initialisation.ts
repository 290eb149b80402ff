/**
 * Where the saddle of an untrained machine sits, and where its states are.
 *
 * Prints the mean distance of the saddle from the origin over the modes, |x*| = |b̃/λ|: 0.038 for fields and weights
 * of σ = 0.01 at 784×500 — far from the cloud of states, whose centre is at distance of order 1 with width ½.
 * Toledo-Marín et al. 2025, sheets A8 and A12.
 *
 *   npx tsx examples/saddle-at-initialisation.ts
 */
import {
  composeFigure,
  matrix,
  Rbm,
  Rng,
  reciprocalVariables,
  saddlePoint,
  sampleCloud,
  sampleHiddenGivenVisible,
  saveFigure,
  singularModes,
  uniformStates,
} from "boltzproof";

const [N, M, sigma] = [784, 500, 0.01];
const rng = Rng.fromSeed(1);
const rbm = new Rbm({
  W: matrix(N, M, rng.child("W").normals(N * M, sigma)),
  a: rng.child("a").normals(N, sigma),
  b: rng.child("b").normals(M, sigma),
});

const modes = singularModes(rbm);
const saddle = saddlePoint(rbm, modes);
const distance = saddle.x.reduce((sum, x) => sum + Math.abs(x), 0) / saddle.x.length;
console.log(`mean |x*| over ${saddle.x.length} modes: ${distance.toFixed(3)}`);

// States drawn uniformly, as the machine's law nearly is at this scale.
const v = uniformStates(300, N, "binary", rng.child("states"));
const { x, y } = reciprocalVariables(modes, v, sampleHiddenGivenVisible(rbm, v, rng.child("hidden")));
const second = (A: typeof x) => Float64Array.from({ length: A.rows }, (_, s) => A.data[s * A.cols + 1]!);
const figure = composeFigure(
  {
    id: "saddle-at-initialisation",
    title: "Saddle and states of the second mode before training",
    caption: String.raw`States in the plane $(x_2, y_2)$ and the saddle points of all modes, $N=784$, $M=500$, $\sigma=0.01$.`,
    source: "Toledo-Marín et al. 2025, sheets A8, A12",
  },
  {
    x: { title: "<i>x</i>" },
    y: { title: "<i>y</i>" },
    traces: [
      sampleCloud(second(x), second(y), { name: "states, mode 2" }),
      sampleCloud(saddle.x, saddle.y, { name: "saddles, all modes", colour: 1, symbol: "diamond" }),
    ],
  },
);
const { svg } = await saveFigure(figure, "saddle-at-initialisation");
console.log(`saved ${svg} and the same as HTML`);
