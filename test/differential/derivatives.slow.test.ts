import { afterAll, expect, test } from "vitest";
import { EngineProcess } from "../../src/algebra/index.ts";
import { openNodeChannel } from "../../src/node/engine-channel.ts";
import { Rng } from "../../src/numeric/random.ts";
import { compareDerivatives } from "./derivatives.ts";

const engines = {
  mathjs: new EngineProcess("mathjs", openNodeChannel),
  nerdamer: new EngineProcess("nerdamer", openNodeChannel),
};
afterAll(() => Promise.all([engines.mathjs.close(), engines.nerdamer.close()]));

/** BOLTZPROOF_SEED gives a nightly run other expressions. */
const seed = Number(process.env["BOLTZPROOF_SEED"] ?? 7);

test(`of 300 random derivatives (seed ${seed}) none is certified and contradicted by finite differences`, async () => {
  const tally = await compareDerivatives(engines, 300, Rng.fromSeed(seed).child("derivatives"));
  expect(tally.wrong).toEqual([]);
  expect(tally.answered.mathjs).toBeGreaterThan(285);
  expect(tally.answered.nerdamer).toBeGreaterThan(270);
});
