import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fileKind, parseIdxImages, parseIdxLabels } from "../../src/data/index.ts";
import { BoltzproofError } from "../../src/errors.ts";
import { fromTensors, toTensors } from "../../src/node/checkpoint.ts";
import { decodeTensors, encodeTensors, loadRbm, tensor } from "../../src/node/index.ts";
import { Rng } from "../../src/numeric/random.ts";
import { someTrainingState } from "../node/training-state.ts";
import { refusalOf } from "../refusal.ts";
import { scratchFolder } from "../scratch.ts";

const path = join(scratchFolder(), "file");
const text = (start: string) => Buffer.concat([Buffer.from(start, "latin1"), Buffer.alloc(200, 7)]);

/** The beginnings of healthy files of other formats. */
const FOREIGN: readonly [string, Uint8Array][] = [
  ["an HDF5 file", text("\x89HDF\r\n\x1a\n")],
  ["a NumPy array (.npy)", text("\x93NUMPY\x01\x00v\x00{'descr': '<f8'}")],
  ["a ZIP archive", text("PK\x03\x04")],
  ["a gzip file", gzipSync(new Uint8Array(300))],
  ["a PNG image", text("\x89PNG\r\n\x1a\n")],
  ["a Parquet file", text("PAR1")],
  ["a MATLAB file", text("MATLAB 5.0 MAT-file")],
  ["an HTML page", text("<!DOCTYPE html>")],
  ["a Git LFS pointer", text("version https://git-lfs.github.com/spec/v1")],
  ["a Python pickle", Buffer.concat([text("\x80\x04\x95"), Buffer.from(".")])],
];

describe("a healthy file of another format", () => {
  test.each(FOREIGN)("is called %s with what to do, and not damaged, wherever it is read", async (name, bytes) => {
    expect(fileKind(bytes)?.name).toContain(name);
    writeFileSync(path, bytes);
    const calls = [
      () => parseIdxImages(bytes, "f"),
      () => parseIdxLabels(bytes, "f"),
      () => loadRbm(path),
      () => decodeTensors(bytes, "f"),
    ];
    for (const call of calls) {
      const { found, message } = await refusalOf(call);
      expect(found).toContain(name);
      expect(message).not.toMatch(/damaged|backup/);
    }
  });

  test("of safetensors is named as such", async () => {
    const header = Buffer.from(JSON.stringify({ weight: { dtype: "F32", shape: [2], data_offsets: [0, 8] } }));
    const bytes = Buffer.concat([Buffer.alloc(8), header, Buffer.alloc(8)]);
    bytes.writeBigUInt64LE(BigInt(header.length));
    expect((await refusalOf(() => decodeTensors(bytes, "f"))).found).toBe("a safetensors file of another program in f");
  });
});

const FORGED = [4294967296, -1, 1.5, "4294967296", null, "", [], {}, Number.MAX_SAFE_INTEGER];

/** A file whose hash is right and whose header says something else than its bytes. */
function forge(change: (header: Record<string, unknown>) => void): Uint8Array {
  const machine = {
    W: tensor(new Float64Array(6), [3, 2]),
    a: tensor(new Float64Array(3)),
    b: tensor(new Float64Array(2)),
  };
  const metadata = { content: "rbm", visibleUnits: "binary", hiddenUnits: "spin" };
  return withHeader(encodeTensors({ metadata, tensors: machine }), change);
}

/** The same file with another header and the hash that goes with it. */
function withHeader(bytes: Uint8Array, change: (header: Record<string, unknown>) => void): Uint8Array {
  const file = Buffer.from(bytes);
  const length = Number(file.readBigUInt64LE());
  const header = JSON.parse(file.toString("utf8", 8, 8 + length));
  change(header);
  header.__metadata__.sha256 = "0".repeat(64);
  const changed = Buffer.from(JSON.stringify(header));
  const out = Buffer.concat([Buffer.alloc(8), changed, file.subarray(8 + length)]);
  out.writeBigUInt64LE(BigInt(changed.length));
  const at = out.indexOf('"sha256":"') + '"sha256":"'.length;
  out.write(createHash("sha256").update(out).digest("hex"), at, "latin1");
  return out;
}

describe("a forged machine file with a right hash", () => {
  const refusal = async (bytes: Uint8Array) => {
    writeFileSync(path, bytes);
    return refusalOf(() => loadRbm(path));
  };

  test("is read where nothing is wrong with it", async () => {
    writeFileSync(
      path,
      forge(() => {}),
    );
    expect(await loadRbm(path)).toMatchObject({ visibleUnits: "binary", hiddenUnits: "spin", visible: 3, hidden: 2 });
  });

  test.each(FORGED.map((value) => [JSON.stringify(value), value]))(
    "is refused for hiddenUnits: %s",
    async (_, value) => {
      const error = await refusal(
        forge((header) => {
          (header["__metadata__"] as Record<string, unknown>)["hiddenUnits"] = value;
        }),
      );
      expect(error.code).toBe("checkpoint");
    },
  );

  test("is refused before anything is allocated for shapes, offsets and types that its bytes do not have", async () => {
    const begin = process.memoryUsage().arrayBuffers;
    for (const value of FORGED) {
      for (const key of ["dtype", "shape", "data_offsets"]) {
        const spoil = (spoilt: unknown) =>
          forge((header) => {
            (header["W"] as Record<string, unknown>)[key] = spoilt;
          });
        for (const spoilt of [value, [value], [value, value]]) {
          expect((await refusal(spoil(spoilt))).code, `${key}: ${JSON.stringify(spoilt)}`).toBe("checkpoint");
        }
      }
    }
    expect(process.memoryUsage().arrayBuffers - begin).toBeLessThan(2 ** 24);
  });

  test("is refused when a tensor is missing, of another type or of another shape than W asks for", async () => {
    for (const name of ["W", "a", "b"]) {
      expect((await refusal(forge((header) => delete header[name]))).message).toContain(`no ${name}`);
    }
    const transposed = forge((header) => {
      (header["W"] as Record<string, unknown>)["shape"] = [2, 3];
    });
    expect((await refusal(transposed)).message).toContain("for a");
  });
});

test("2,000 forged states of checkpoints are refused or read as they were, and none allocates by its header", async () => {
  const whole = encodeTensors(toTensors(someTrainingState(5)));
  const rng = Rng.fromSeed(4);
  for (let k = 0; k < 2000; k++) {
    const bytes = withHeader(whole, (header) => {
      const metadata = header["__metadata__"] as Record<string, string>;
      const state = JSON.parse(metadata["state"]!);
      spoilOne(state, rng.child(k));
      metadata["state"] = JSON.stringify(state);
    });
    try {
      const { parameters, settings, data } = fromTensors(decodeTensors(bytes, "f"), "f");
      expect(parameters.W.length).toBe(settings.hidden * data.cols);
    } catch (error) {
      if (!(error instanceof BoltzproofError)) throw error;
      expect(error.code).toBe("checkpoint");
    }
  }
}, 20_000);

/** Replaces one field, at any depth, by something that does not belong there. */
function spoilOne(state: Record<string, unknown>, rng: Rng): void {
  const key = Object.keys(state)[rng.integer(Object.keys(state).length)];
  if (key === undefined) return;
  const inner = state[key];
  if (typeof inner === "object" && inner !== null && rng.uniform() < 0.7)
    spoilOne(inner as Record<string, unknown>, rng);
  else state[key] = FORGED[rng.integer(FORGED.length)];
}
