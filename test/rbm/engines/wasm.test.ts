import { describe, test } from "vitest";
import { createWasmEngine } from "../../../src/rbm/engines/wasm.ts";
import { testEngine } from "./contract.ts";
import { expectSameBits } from "./same-bits.ts";

describe("the WebAssembly engine", () => {
  testEngine(createWasmEngine);

  test("agrees with the reference engine bit for bit on any setting, on one thread and on three", async () => {
    await expectSameBits({ visible: 150, hidden: 40, batch: 60, numRuns: 12 });
  });
});
