import { expect, test } from "vitest";
import { compileKernels, kernelSource } from "../../../scripts/build-kernels.ts";
import { KERNELS_BASE64, SHARED_FLAG } from "../../../src/numeric/kernels/generated/binary.ts";

test("the kernels in use are those that the sources compile to, byte for byte", async () => {
  const { bytes, sharedFlag } = await compileKernels();
  expect(Buffer.from(bytes).toString("base64")).toBe(KERNELS_BASE64);
  expect(sharedFlag).toBe(SHARED_FLAG);
  expect(kernelSource({ bytes, sharedFlag })).toContain(KERNELS_BASE64);
});
