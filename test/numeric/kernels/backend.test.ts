/** The reference backend keeps off the kernels. */
import { afterEach, expect, test, vi } from "vitest";
import { chooseBackend } from "../../../src/numeric/kernels/backend.ts";
import { kernelsWork } from "../../../src/numeric/kernels/module.ts";
import { matrix } from "../../../src/numeric/matrix.ts";
import { Rng } from "../../../src/numeric/random.ts";
import { singularValueDecomposition } from "../../../src/numeric/svd.ts";
import { logPartitionAis } from "../../../src/rbm/index.ts";
import { Rbm } from "../../../src/rbm/rbm.ts";

afterEach(() => {
  chooseBackend("auto");
  vi.restoreAllMocks();
});

test("the reference backend instantiates no WebAssembly", async () => {
  const instance = vi.spyOn(WebAssembly, "Instance");
  chooseBackend("reference");
  expect(kernelsWork()).toBe(false);
  const rng = Rng.fromSeed(1);
  const W = matrix(
    30,
    20,
    Float64Array.from({ length: 600 }, () => 0.1 * rng.normal()),
  );
  singularValueDecomposition(W);
  await logPartitionAis(new Rbm({ W }), rng, { chains: 10, temperatures: 10 });
  expect(instance).not.toHaveBeenCalled();
});
