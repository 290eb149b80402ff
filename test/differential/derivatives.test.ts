import { afterAll, describe, expect, test } from "vitest";
import { EngineProcess, type Expression, parse } from "../../src/algebra/index.ts";
import { openNodeChannel } from "../../src/node/engine-channel.ts";
import { Rng } from "../../src/numeric/random.ts";
import { agreesWithDifferences, compareDerivatives } from "./derivatives.ts";

const engines = {
  mathjs: new EngineProcess("mathjs", openNodeChannel),
  nerdamer: new EngineProcess("nerdamer", openNodeChannel),
};
afterAll(() => Promise.all([engines.mathjs.close(), engines.nerdamer.close()]));

describe("random derivatives under certificates", () => {
  test("no certified answer is contradicted by finite differences, and most are certified", async () => {
    const tally = await compareDerivatives(engines, 40, Rng.fromSeed(20250321).child("derivatives"));
    expect(tally.wrong).toEqual([]);
    expect(tally.answered.mathjs).toBeGreaterThan(36);
    expect(tally.answered.nerdamer).toBeGreaterThan(30);
  });

  test("the comparison itself notices a wrong derivative", () => {
    const formula = (text: string): Expression => parse(text, ["x", "y", "w"]);
    const rng = Rng.fromSeed(5);
    expect(agreesWithDifferences(formula("tanh(x*y)"), formula("y*(1 - tanh(x*y)^2)"), rng)).toBe(true);
    expect(agreesWithDifferences(formula("tanh(x*y)"), formula("y*(1 + tanh(x*y)^2)"), rng)).toBe(false);
    expect(agreesWithDifferences(formula("tanh(x*y)"), formula("y*(1 - tanh(x*y)^2)*1.000001"), rng)).toBe(false);
  });
});
