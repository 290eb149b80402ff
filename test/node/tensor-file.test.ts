import { describe, expect, test } from "vitest";
import { decodeTensors, encodeTensors, type TensorFile, tensor } from "../../src/node/index.ts";
import { refusalOf } from "../refusal.ts";

const file: TensorFile = {
  metadata: { content: "test", units: "binary", quoted: 'a "sha256":"0" inside, and ½ β ✓' },
  tensors: {
    odd: tensor(Float32Array.of(1, -0, Number.NaN), [3]),
    W: tensor(Float64Array.of(Math.PI, Number.MIN_VALUE, -1e300, Number.POSITIVE_INFINITY, 0, 1 / 3), [2, 3]),
    bits: tensor(Uint32Array.of(0, 0xffffffff), [2, 1]),
    nothing: tensor(new Uint32Array(0), [0, 4]),
  },
};

describe("a tensor file", () => {
  test("gives back every bit, also of NaN, −0 and subnormal numbers", () => {
    expect(decodeTensors(encodeTensors(file), "f")).toEqual(file);
  });

  test("has the same bytes for the same content, and can be read from the middle of a buffer", () => {
    const bytes = encodeTensors(file);
    expect(encodeTensors(file)).toEqual(bytes);
    expect(decodeTensors(new Uint8Array([1, 2, 3, ...bytes]).subarray(3), "f")).toEqual(file);
  });

  test("is laid out as safetensors says", () => {
    const bytes = encodeTensors(file);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const length = Number(view.getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const { __metadata__, W } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Record<
      string,
      object
    >;
    expect(Object.values(__metadata__!).every((text) => typeof text === "string")).toBe(true);
    expect(W).toEqual({ dtype: "F64", shape: [2, 3], data_offsets: [12, 60] });
    expect(view.getFloat64(8 + length + 12, true)).toBe(Math.PI);
    expect(bytes.length).toBe(8 + length + 12 + 48 + 8);
  });

  test("keeps its own format and hash whatever the metadata say", () => {
    const bytes = encodeTensors({ ...file, metadata: { sha256: "mine", format: "mine", content: "test" } });
    expect(decodeTensors(bytes, "f").metadata).toEqual({ content: "test" });
  });

  test("refuses a tensor whose shape does not fit its data", async () => {
    const wrong = { metadata: {}, tensors: { x: tensor(new Float32Array(5), [2, 3]) } };
    expect((await refusalOf(() => encodeTensors(wrong))).message).toContain("5 entries in the tensor x, expected 6");
  });

  const whole = encodeTensors(file);
  test.each([
    ["an empty file", new Uint8Array(0), "only 0 bytes in f"],
    ["a file cut in the tensors", whole.subarray(0, -1), "does not match its SHA-256"],
    ["a file cut in the header", whole.subarray(0, 40), "a header longer than the file"],
    ["a file with bytes added", new Uint8Array([...whole, 0]), "does not match its SHA-256"],
    ["another kind of file", new TextEncoder().encode("{}      and so on"), "a header longer than the file"],
    ["zeros", new Uint8Array(64), "no boltzproof header"],
  ])("refuses %s in one sentence", async (_, bytes, words) => {
    const error = await refusalOf(() => decodeTensors(bytes, "f"));
    expect(error.code).toBe("checkpoint");
    expect(error.message).toContain(words);
  });
});
