import { expect, test } from "vitest";
import { readSurface } from "../../scripts/surface.ts";

test("every exported name, value or type, has a docstring", () => {
  const surface = readSurface();
  expect(new Set(surface.map(({ home }) => home)).size).toBeGreaterThan(500);
  expect([...new Set(surface.filter(({ doc }) => doc === "").map(({ home }) => home))]).toEqual([]);
});
