import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { parseIdxImages, parseIdxLabels } from "../../src/data/index.ts";
import { BoltzproofError } from "../../src/errors.ts";
import { readMaybeGzip } from "../../src/node/mnist-files.ts";
import { Rng } from "../../src/numeric/random.ts";
import { idxFile } from "../data/idx-file.ts";
import { scratchFolder } from "../scratch.ts";
import { mutate, sameBytes } from "./mutate.ts";

const scratch = scratchFolder();
const images = idxFile(
  [4, 5, 6],
  Uint8Array.from({ length: 120 }, (_, k) => 2 * k),
);
const labels = idxFile([30], new Uint8Array(30).fill(7));

/** The result, or the code of the refusal; anything else that is thrown fails the test. */
async function outcome<T>(call: () => T | Promise<T>): Promise<T | string> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof BoltzproofError) return error.code;
    throw error;
  }
}

test("1,000 damaged IDX files are read with the shape of their header or refused, and none hangs", async () => {
  const rng = Rng.fromSeed(2);
  let refused = 0;
  for (let k = 0; k < 1000; k++) {
    const bytes = mutate(k % 2 ? images : labels, rng.child(k));
    const result = await outcome(() => (k % 2 ? parseIdxImages(bytes, "f") : parseIdxLabels(bytes, "f")));
    if (typeof result === "string") {
      expect(result).toBe("data");
      refused++;
    } else if ("pixels" in result) {
      expect(result.pixels.length).toBe(result.rows * result.height * result.width);
    } else {
      expect(result.length).toBe(bytes.length - 8);
    }
  }
  expect(refused).toBeGreaterThan(400); // IDX has no checksum: damage to the values alone cannot be seen
}, 5000);

test("1,000 damaged gzip files give the content that was packed, or are refused, and none hangs", async () => {
  const path = join(scratch, "images.gz");
  const packed = gzipSync(images);
  const rng = Rng.fromSeed(3);
  let unchanged = 0;
  for (let k = 0; k < 1000; k++) {
    const bytes = mutate(packed, rng.child(k));
    writeFileSync(path, bytes);
    const result = await outcome(() => readMaybeGzip(path));
    // Without its first two bytes it is no gzip file any more, and the IDX reader has to refuse it.
    const content =
      result instanceof Uint8Array && sameBytes(result, bytes)
        ? await outcome(() => parseIdxImages(result, "f"))
        : result;
    if (content instanceof Uint8Array && sameBytes(content, images)) unchanged++;
    else expect(content).toBe("data");
  }
  expect(unchanged).toBeLessThan(300);
}, 10_000);
