import { describe, expect, test } from "vitest";
import { BoltzproofError } from "../../src/errors.ts";
import { bitMatrix } from "../../src/numeric/bits.ts";
import {
  completedEpochs,
  fingerprint,
  putTogether,
  type StateParts,
  type TrainingState,
  takeApart,
} from "../../src/rbm/state.ts";

const state: TrainingState = {
  settings: {
    hidden: 2,
    epochs: 4,
    algorithm: "pcd",
    steps: 1,
    batch: 3,
    chains: 5,
    rate: { start: 0.1, end: 0 },
    optimizer: "adam",
    units: "binary",
    centred: false,
    sigma: 0.01,
    seed: 7,
  },
  data: { rows: 10, cols: 3, hash: 12345 },
  update: 7,
  parameters: {
    W: Float32Array.of(1, 2, 3, 4, 5, 6),
    a: Float32Array.of(0.1, 0.2, 0.3),
    b: Float32Array.of(-1, 1),
  },
  chains: bitMatrix(5, 2, Uint32Array.of(1, 2, 3, 0, 1)),
  optimizer: [6, 3, 2, 6, 3, 2].map((n) => new Float32Array(n).fill(n)),
  snapshots: [
    { epoch: 0, update: 0, singularValues: Float64Array.of(2, 1), frobenius: Math.sqrt(5), reconstruction: 2.5 },
  ],
};

/** What a checkpoint does: the header as JSON text, the arrays as they are. */
function throughJson(parts: StateParts): TrainingState {
  return putTogether(JSON.parse(JSON.stringify(parts.header)), parts.arrays);
}

describe("a training state", () => {
  test("survives being taken apart, written as JSON and put together", () => {
    expect(throughJson(takeApart(state))).toEqual(state);
  });

  test("counts full mini-batches only, so 7 updates of 3 rows in 10 are two epochs and a bit", () => {
    expect(completedEpochs(state)).toBe(2);
  });

  test.each([
    ["a missing array", { W: undefined }],
    ["an array of the wrong length", { a: new Float32Array(4) }],
    ["an array of the wrong kind", { chains: new Float32Array(5) }],
    ["moments that do not add up", { optimizer5: new Float32Array(1) }],
  ])("refuses %s", (_, damage) => {
    const { header, arrays } = takeApart(state);
    expect(() => putTogether(header, { ...arrays, ...damage })).toThrow(BoltzproofError);
  });

  test.each([null, "text", {}, { ...takeApart(state).header, version: 2 }])("refuses the header %j", (header) => {
    expect(() => putTogether(header, takeApart(state).arrays)).toThrow(/another format or version/);
  });
});

describe("the fingerprint of data", () => {
  test("changes with a single bit", () => {
    const bits = bitMatrix(4, 40);
    const before = fingerprint(bits);
    bits.words[5] = 1;
    expect(fingerprint(bits).hash).not.toBe(before.hash);
    expect(fingerprint(bits)).toMatchObject({ rows: 4, cols: 40 });
  });
});
