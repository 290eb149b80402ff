import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadRbm, saveRbm } from "../../src/node/index.ts";
import { encodeTensors, tensor } from "../../src/node/tensor-file.ts";
import { matrix } from "../../src/numeric/matrix.ts";
import { Rng } from "../../src/numeric/random.ts";
import { Rbm } from "../../src/rbm/rbm.ts";
import { refusalOf } from "../refusal.ts";
import { scratchFolder } from "../scratch.ts";

const path = join(scratchFolder(), "machine.safetensors");

describe("a machine on the disk", () => {
  test("comes back bit for bit, with the units of each layer", async () => {
    const rng = Rng.fromSeed(5);
    const fields = { W: matrix(4, 3, rng.normals(12)), a: rng.normals(4), b: rng.normals(3) };
    for (const units of [
      { units: "spin" as const },
      { visibleUnits: "binary" as const, hiddenUnits: "spin" as const },
    ]) {
      const rbm = new Rbm({ ...fields, ...units });
      await saveRbm(path, rbm);
      expect(await loadRbm(path)).toEqual(rbm);
    }
  });

  test("is refused when it holds NaN weights", async () => {
    const tensors = {
      W: tensor(new Float64Array(2).fill(Number.NaN), [2, 1]),
      a: tensor(new Float64Array(2)),
      b: tensor(new Float64Array(1)),
    };
    const metadata = { content: "rbm", visibleUnits: "binary", hiddenUnits: "binary" };
    writeFileSync(path, encodeTensors({ metadata, tensors }));
    expect((await refusalOf(() => loadRbm(path))).message).toContain("NaN in W at position 0");
  });

  test("is refused when the file holds something else, or is not there", async () => {
    writeFileSync(path, encodeTensors({ metadata: { content: "recipe" }, tensors: {} }));
    expect((await refusalOf(() => loadRbm(path))).message).toContain('a file of kind "recipe"');
    expect((await refusalOf(() => loadRbm(`${path}.not`))).code).toBe("file");
  });
});
