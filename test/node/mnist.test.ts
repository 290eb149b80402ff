import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { baseRateBias, baseRateLogLikelihood, countOnPerUnit, onFraction } from "../../src/data/index.ts";
import { EMBEDDED_TEST_ROWS, loadMnist } from "../../src/node/index.ts";
import { readEmbeddedDigits, readIdxFolder, readMaybeGzip } from "../../src/node/mnist-files.ts";
import { popcountRow } from "../../src/numeric/bits.ts";
import { Rng } from "../../src/numeric/random.ts";
import { idxFile } from "../data/idx-file.ts";
import { officialMnist, WITHOUT_OFFICIAL_FILES } from "../data/official.ts";
import facts from "../golden/mnist-facts.json" with { type: "json" };
import { refusalOf } from "../refusal.ts";
import { scratchFolder } from "../scratch.ts";

const labelCounts = (labels: Uint8Array) => Array.from({ length: 10 }, (_, d) => labels.filter((l) => l === d).length);

describe("the embedded digits", () => {
  test("come as 9,000 training and 1,000 held-out rows of mixed classes, and say that they are not the official split", async () => {
    const [train, held] = await Promise.all([loadMnist({ folder: null }), loadMnist({ folder: null, split: "test" })]);
    expect([train.bits.rows, held.bits.rows]).toEqual([9000, EMBEDDED_TEST_ROWS]);
    const both = labelCounts(train.labels!).map((n, d) => n + labelCounts(held.labels!)[d]!);
    expect(both).toEqual([1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]);
    expect(Math.min(...labelCounts(held.labels!))).toBeGreaterThan(60); // a tenth of each class, give or take
    expect(new Set(train.labels!.subarray(0, 100)).size).toBe(10);
    expect(held.meta.note).toContain("not the official test set");
    const bitsOn = 784 * (9000 * train.meta.onFraction + 1000 * held.meta.onFraction);
    expect(bitsOn).toBeCloseTo(facts.first10000.bitsOn, 5);
    expect(train.image).toEqual({ height: 28, width: 28 });
  });

  test("come in the same order and with the same bits every time", async () => {
    const first = await loadMnist({ folder: null, limit: 500 });
    const again = await loadMnist({ folder: null, limit: 500 });
    expect(again).toEqual(first);
    expect(first.meta.sha256).toBe(again.meta.sha256);
  });

  test("can be limited and chosen by class", async () => {
    const data = await loadMnist({ folder: null, digits: [1, 7], limit: 50 });
    expect(data.bits.rows).toBe(50);
    expect(new Set(data.labels)).toEqual(new Set([1, 7]));
  });

  test("have the grey values of the first 10,000 official images in total", async () => {
    const { pixels } = await readEmbeddedDigits();
    expect(pixels.reduce((sum, byte) => sum + byte, 0)).toBe(facts.first10000.greySum);
  });

  test("are the first 10,000 official training images, each once, byte for byte", async (context) => {
    context.skip(!officialMnist, WITHOUT_OFFICIAL_FILES);
    const [embedded, official] = [await readEmbeddedDigits(), await readIdxFolder(officialMnist!, "train")];
    const images = ({ pixels, labels }: typeof embedded) =>
      Array.from(
        { length: 10_000 },
        (_, i) => `${labels[i]}${Buffer.from(pixels.subarray(784 * i, 784 * i + 784)).toString("latin1")}`,
      );
    expect(images(embedded).sort().join() === images(official).sort().join()).toBe(true);
  });
});

describe("the official files", () => {
  const halves = ["train", "test"] as const;
  test.for(halves)("give the facts that NumPy finds in the %s half", async (split, context) => {
    context.skip(!officialMnist, WITHOUT_OFFICIAL_FILES);
    const { bits, labels, meta } = await loadMnist({ folder: officialMnist!, split });
    const expected = facts[split];
    let bitsOn = 0;
    for (let i = 0; i < bits.rows; i++) bitsOn += popcountRow(bits, i);
    expect({
      rows: bits.rows,
      bitsOn,
      unitsNeverOn: countOnPerUnit(bits).filter((n) => n === 0).length,
      labelCounts: labelCounts(labels!),
      sha256: meta.sha256,
    }).toEqual({ ...expected, baseRateLogLikelihood: undefined });
    expect(meta.onFraction).toBe(bitsOn / (bits.rows * 784));
  });

  test("give the base-rate likelihoods of both halves", async (context) => {
    context.skip(!officialMnist, WITHOUT_OFFICIAL_FILES);
    const train = await loadMnist({ folder: officialMnist! });
    const held = await loadMnist({ folder: officialMnist!, split: "test" });
    const bias = baseRateBias(train.bits);
    expect(baseRateLogLikelihood(train.bits, bias)).toBeCloseTo(facts.train.baseRateLogLikelihood, 9);
    expect(baseRateLogLikelihood(held.bits, bias)).toBeCloseTo(facts.test.baseRateLogLikelihood, 9);
  });
});

describe("a folder of IDX files", () => {
  const folder = scratchFolder();

  const rows = 30;
  const pixels = Uint8Array.from({ length: 784 * rows }, (_, k) => (k * 7919) % 256);
  const images = idxFile([rows, 28, 28], pixels);
  const labels = idxFile(
    [rows],
    Array.from({ length: rows }, (_, i) => i % 10),
  );

  /** A fresh folder with the given files. */
  function folderWith(files: Record<string, Uint8Array>): string {
    const inside = mkdtempSync(join(folder, "case-"));
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(inside, name), bytes);
    return inside;
  }
  const good = { "train-images-idx3-ubyte": images, "train-labels-idx1-ubyte": labels };

  test("is read alike plain or gzip, under either naming, with or without .gz", async () => {
    const wanted = await loadMnist({ folder: folderWith(good) });
    expect(wanted.bits.rows).toBe(rows);
    expect(wanted.meta.onFraction).toBe(onFraction(wanted.bits));
    const others = [
      { "train-images.idx3-ubyte": images, "train-labels.idx1-ubyte": labels },
      { "train-images-idx3-ubyte.gz": gzipSync(images), "train-labels-idx1-ubyte.gz": gzipSync(labels) },
      { "train-images.idx3-ubyte.gz": gzipSync(images), "train-labels.idx1-ubyte": gzipSync(labels) },
      { "train-images-idx3-ubyte.gz": images, "train-labels-idx1-ubyte": labels },
    ];
    for (const files of others) {
      const found = await loadMnist({ folder: folderWith(files) });
      expect({ ...found, meta: { ...found.meta, source: "" } }).toEqual({
        ...wanted,
        meta: { ...wanted.meta, source: "" },
      });
      const hashes = (source: string) => source.match(/SHA-256 of \w+ [0-9a-f]{16}/g);
      expect(hashes(found.meta.source)).toEqual(hashes(wanted.meta.source));
    }
  });

  test("is named by BOLTZPROOF_MNIST unless the folder is given", async () => {
    const before = process.env;
    process.env = { ...before, BOLTZPROOF_MNIST: folderWith(good) };
    try {
      expect((await loadMnist()).bits.rows).toBe(rows);
      expect((await loadMnist({ folder: null })).bits.rows).toBe(9000);
    } finally {
      process.env = before;
    }
  });

  test("stochastic bits are seeded, differ between seeds, and say so", async () => {
    const inside = folderWith(good);
    const load = (seed: number) => loadMnist({ folder: inside, binarize: { stochastic: Rng.fromSeed(seed) } });
    expect(await load(1)).toEqual(await load(1));
    expect((await load(1)).meta.sha256).not.toBe((await load(2)).meta.sha256);
    expect((await load(1)).meta.binarization).toBe("stochastic (seed 1)");
  });

  test("of another origin than MNIST is not called MNIST, but by its place and hash", async () => {
    const inside = folderWith(good);
    const { source, note } = (await loadMnist({ folder: inside })).meta;
    expect(source).toMatch(/^IDX files in .+ \(SHA-256 of images [0-9a-f]{16}…, SHA-256 of labels [0-9a-f]{16}…\)$/);
    expect(source).toContain(inside);
    expect(note).toBe("not the bytes of the official MNIST files, nor of another set that is known by its hash");
  });

  test("with official labels and images that are not, or the other way round, is told from the official set", async (context) => {
    context.skip(!officialMnist, WITHOUT_OFFICIAL_FILES);
    const read = (name: string) => readMaybeGzip(join(officialMnist!, `${name}.gz`));
    const files = {
      "train-images-idx3-ubyte": await read("train-images-idx3-ubyte"),
      "train-labels-idx1-ubyte": await read("train-labels-idx1-ubyte"),
    };
    const load = async (changed: Partial<typeof files>) =>
      (await loadMnist({ folder: folderWith({ ...files, ...changed }) })).meta;
    expect(await load({})).toMatchObject({ source: "MNIST, official files" });
    const at = 16 + 784 * 59_999 + 400;
    const pixel = files["train-images-idx3-ubyte"].map((b, k) => (k === at ? b ^ 1 : b));
    expect((await load({ "train-images-idx3-ubyte": pixel })).note).toBe(
      "only the labels have the bytes of MNIST, official files",
    );
    const label = files["train-labels-idx1-ubyte"].map((b, k) => (k === 8 ? 9 - b : b));
    expect((await load({ "train-labels-idx1-ubyte": label })).note).toBe(
      "only the images have the bytes of MNIST, official files",
    );
  });

  const withImages = (bytes: Uint8Array) => ({ ...good, "train-images-idx3-ubyte": bytes });
  const withLabels = (bytes: Uint8Array) => ({ ...good, "train-labels-idx1-ubyte": bytes });
  const bad: [string, Record<string, Uint8Array>, string, string][] = [
    ["without the files", {}, "file", "no train-images-idx3-ubyte in"],
    ["without the labels", { "train-images-idx3-ubyte": images }, "file", "no train-labels-idx1-ubyte in"],
    ["with truncated images", withImages(images.subarray(0, 5000)), "data", `expected ${784 * rows} values (30×28×28)`],
    ["with a truncated gzip file", withImages(gzipSync(images).subarray(0, 200)), "data", "a damaged gzip file"],
    ["with labels in the place of images", withImages(labels), "data", "a label file (magic number 2049) in"],
    ["with text in the place of images", withImages(Buffer.from("<html>404</html>")), "data", "an HTML page"],
    [
      "with images of 28×27",
      withImages(idxFile([28, 28, 27], pixels.subarray(0, 28 * 28 * 27))),
      "data",
      "28×27 pixels",
    ],
    ["with one label too few", withLabels(idxFile([29], new Uint8Array(29))), "data", "30 images but 29 labels"],
    ["with a label 11", withLabels(idxFile([rows], new Uint8Array(rows).fill(11))), "data", "the label 11 at row 0"],
  ];
  test.each(bad)("%s is refused in one sentence", async (_, files, code, words) => {
    const error = await refusalOf(() => loadMnist({ folder: folderWith(files) }));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(error.message).toMatch(/^Found .+, expected .+; .+\.$/);
  });

  test("that does not exist is refused, and the sentence names it and the way out", async () => {
    const error = await refusalOf(() => loadMnist({ folder: "/no/such/folder" }));
    expect(error.code).toBe("file");
    expect(error.message).toContain("no folder /no/such/folder");
    expect(error.message).toContain("--mnist or BOLTZPROOF_MNIST");
  });

  test.each([{ limit: 31 }, { limit: 0 }, { limit: 1.5 }, { digits: [] }, { digits: [10] }])(
    "the impossible selection %o is refused, never cut to what is there",
    async (selection) => {
      const inside = folderWith(good);
      expect((await refusalOf(() => loadMnist({ folder: inside, ...selection }))).code).toBe("domain");
    },
  );
});
