import { describe, expect, test } from "vitest";
import { type PublicName, readSurface } from "../../scripts/surface.ts";

const surface = readSurface();

/** Types that a signature of the entry names and that the entry does not export, under this or another name. */
function unexported(names: readonly PublicName[]): string[] {
  const exported = new Set(names.map(({ entry, home }) => `${entry} ${home}`));
  return names.flatMap(({ entry, name, types }) =>
    types
      .filter(({ home }) => !exported.has(`${entry} ${home}`))
      .map((type) => `${entry}: ${type.name}, named by ${name}`),
  );
}

describe("the public types", () => {
  test("are exported by every entry whose signatures name them", () => {
    expect(surface.length).toBeGreaterThan(1000);
    expect(unexported(surface)).toEqual([]);
  });

  test("would be missed if they were not: every named type is found by the check", () => {
    const named = surface.find(({ entry, name }) => entry === "." && name === "singularModes")!;
    expect(unexported([named]).map((line) => line.split(",")[0])).toContain(".: SingularModes");
  });
});
