import { expect, test } from "vitest";
import { compileLinearAlgebra, linearAlgebraSource } from "../../../scripts/build-kernels.ts";
import { LINEAR_ALGEBRA_BASE64 } from "../../../src/numeric/kernels/generated/linear.ts";

test("the shipped linear algebra is what its sources compile to", async () => {
  const bytes = await compileLinearAlgebra();
  expect(Buffer.from(bytes).toString("base64")).toBe(LINEAR_ALGEBRA_BASE64);
  expect(linearAlgebraSource(bytes)).toContain(LINEAR_ALGEBRA_BASE64);
});
