import { expect, test } from "vitest";
import { BoltzproofError } from "../../src/errors.ts";
import { fromTensors, toTensors } from "../../src/node/checkpoint.ts";
import { decodeTensors, encodeTensors } from "../../src/node/index.ts";
import { Rng } from "../../src/numeric/random.ts";
import { someTrainingState } from "../node/training-state.ts";
import { refusalOf } from "../refusal.ts";
import { mutate, sameBytes } from "./mutate.ts";

const whole = encodeTensors(toTensors(someTrainingState(5)));
const read = (bytes: Uint8Array) => fromTensors(decodeTensors(bytes, "f"), "f");

test("every single changed byte of a checkpoint is noticed", () => {
  const unnoticed: number[] = [];
  const bytes = Uint8Array.from(whole);
  for (let at = 0; at < bytes.length; at++) {
    bytes[at]! ^= 1 << (at % 8);
    if (!isRefused(bytes)) unnoticed.push(at);
    bytes[at] = whole[at]!;
  }
  expect(unnoticed).toEqual([]);
  expect(read(bytes).update).toBe(5); // and the bytes as they were are accepted
});

test("1,000 damaged checkpoints are all refused by name, and none hangs", async () => {
  const rng = Rng.fromSeed(1);
  for (let k = 0; k < 1000; k++) {
    const bytes = mutate(whole, rng.child(k));
    if (sameBytes(bytes, whole)) continue;
    expect((await refusalOf(() => read(bytes))).code).toBe("checkpoint");
  }
}, 5000);

function isRefused(bytes: Uint8Array): boolean {
  try {
    read(bytes);
    return false;
  } catch (error) {
    return error instanceof BoltzproofError && error.code === "checkpoint";
  }
}
