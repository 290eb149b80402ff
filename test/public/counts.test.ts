/** Counts, levels and sizes that are none: refused with a sentence, not taken for another number. */
import { describe, expect, test } from "vitest";
import { signatureOf } from "../../scripts/signatures.ts";
import { readSurface } from "../../scripts/surface.ts";
import { identity, integrate, openPaths, Rng, row } from "../../src/numeric/index.ts";
import { logPartitionAis, parallelTempering, singularModes, updatesPerEpoch } from "../../src/rbm/index.ts";
import {
  drawHaarOrthogonal,
  drawSpikedWeights,
  gaussianModeLevel,
  haarLaw,
  meanKurtosisHaar,
  modeLandscape,
  nullDivergenceLeading,
  quarticLevelShift,
  softCorePartition,
  spikeLaw,
} from "../../theory/index.ts";
import { randomRbm } from "../rbm/small.ts";
import { refusalOf } from "../refusal.ts";

const rng = Rng.fromSeed(1);
const rbm = randomRbm(rng, 3, 2, ["binary", "binary"]);

/** What is asked with a count, and the least that makes sense. */
const ASKED: Readonly<Record<string, readonly [ask: (n: number) => unknown, least: number]>> = {
  "the size of an identity": [(n) => identity(n), 0],
  "a row": [(i) => row(identity(3), i), 0],
  "intervals of an integral": [(n) => integrate((x) => x, 0, 1, { maxIntervals: n }), 1],
  "threads of paths": [(threads) => openPaths({ paths: 1, threads }, rng), 1],
  "threads of annealing": [(threads) => logPartitionAis(rbm, rng, { chains: 4, temperatures: 2, threads }), 1],
  "ladders of tempering": [(ladders) => parallelTempering(rbm, rng, { ladders }), 1],
  "records of tempering": [(records) => parallelTempering(rbm, rng, { records }), 1],
  "sweeps between records": [(thin) => parallelTempering(rbm, rng, { thin }), 1],
  "a batch": [(batch) => updatesPerEpoch(100, batch), 1],
  "the size of a Haar vector": [(n) => haarLaw(n), 1],
  "its mean kurtosis": [(n) => meanKurtosisHaar(n), 1],
  "a Haar matrix": [(n) => drawHaarOrthogonal(n, rng), 1],
  "a level of a Gaussian mode": [(n) => gaussianModeLevel(1, n), 0],
  "a level of a quartic oscillator": [(n) => quarticLevelShift({ omega: 1, quartic: 0.1 }, n), 0],
  "bosons on a site": [(most) => softCorePartition(rbm, { repulsion: 1, most }), 1],
  "a mode": [(mode) => modeLandscape(rbm, singularModes(rbm), mode), 0],
  "occupied bins": [(n) => nullDivergenceLeading(n, 10), 1],
  "entries of a histogram": [(n) => nullDivergenceLeading(10, n), 1],
  "visible units under a spike": [(visible) => spikeLaw({ visible, hidden: 3, sigma: 1 }), 1],
  "hidden units of a draw": [(hidden) => drawSpikedWeights({ visible: 3, hidden, sigma: 1 }, 1, rng), 1],
};

describe.each(Object.entries(ASKED))("%s", (_, [ask, least]) => {
  test("is a whole number that makes sense", async () => {
    for (const n of [least - 1, -2, least + 0.5, Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]) {
      const refusal = await refusalOf(() => ask(n));
      expect(refusal.found, `${n}`).toContain(`${n}`);
      expect(refusal.expected, `${n}`).toContain("whole number");
    }
    await ask(Math.max(least, 1));
  });
});

test("the public boundary takes what is measured, not counted, for a number", () => {
  const shapes = new Map(readSurface().map((f) => [f.name, f.kind === "function" ? signatureOf(f).parameters : []]));
  const shapeOf = (name: string): string => JSON.stringify(shapes.get(name));
  for (const name of ["driftMatrixOfMode", "ratesOfMode", "gibbsAutocorrelation"]) {
    expect(shapeOf(name), name).toContain('"visible":"number","hidden":"number"');
  }
  expect(shapeOf("boundStates")).toContain('"levels":"count"');
  expect(JSON.stringify([...shapes.values()])).not.toContain('"limit":"count"');
});
