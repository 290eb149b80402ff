import { describe, test } from "vitest";
import { expectSameBits } from "./same-bits.ts";

describe("the WebAssembly engine on larger machines", () => {
  test("agrees with the reference engine bit for bit on any setting, on one thread and on three", async () => {
    await expectSameBits({ visible: 700, hidden: 300, batch: 150, numRuns: 8 });
  });
});
