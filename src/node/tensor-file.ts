/**
 * boltzproof's own file format: safetensors (https://github.com/huggingface/safetensors), so that Python, Rust and
 * Julia read it with their usual loaders, plus a SHA-256 of the whole file, so that no flipped byte goes unseen.
 *
 *   8 bytes   length of the header, little-endian
 *   header    JSON: `__metadata__` (texts: format, sha256, and what the writer adds), then dtype, shape, offsets by tensor
 *   rest      the tensors, raw, little-endian, row-major, in the order of the header
 *
 * The hash is taken with its own 64 digits set to "0".
 */
import { createHash } from "node:crypto";
import { endianness } from "node:os";
import { fileKind } from "../data/file-kind.ts";
import { BoltzproofError } from "../errors.ts";

/** One array with its shape; row-major. */
export type Tensor =
  | { readonly dtype: "F32"; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly dtype: "F64"; readonly shape: readonly number[]; readonly data: Float64Array }
  | { readonly dtype: "U32"; readonly shape: readonly number[]; readonly data: Uint32Array };

/** An array as a tensor; a vector when no shape is given. */
export function tensor(data: Tensor["data"], shape: readonly number[] = [data.length]): Tensor {
  if (data instanceof Float32Array) return { dtype: "F32", shape, data };
  if (data instanceof Float64Array) return { dtype: "F64", shape, data };
  return { dtype: "U32", shape, data };
}

/** Named arrays with a header of plain JSON, as one file holds them. */
export interface TensorFile {
  /** Texts, as safetensors allows; nested values go in as JSON. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: Readonly<Record<string, Tensor>>;
}

const FORMAT = "boltzproof tensors 1";
const NO_HASH = "0".repeat(64);
const HASH_KEY = '"sha256":"';

interface Entry {
  readonly dtype: Tensor["dtype"];
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** The bytes of a file. */
export function encodeTensors(file: TensorFile): Uint8Array {
  requireLittleEndian();
  const entries: Record<string, Entry> = {};
  let offset = 0;
  for (const [name, tensor] of Object.entries(file.tensors)) {
    requireShape(name, tensor);
    entries[name] = {
      dtype: tensor.dtype,
      shape: tensor.shape,
      data_offsets: [offset, offset + tensor.data.byteLength],
    };
    offset += tensor.data.byteLength;
  }
  const own = { format: FORMAT, sha256: NO_HASH };
  const metadata = { ...own, ...file.metadata, ...own }; // first in the file, and not to be overwritten
  const text = Buffer.from(JSON.stringify({ __metadata__: metadata, ...entries }));
  const headerLength = 8 * Math.ceil(text.length / 8); // padded with spaces: the tensors start on 8 bytes
  const out = Buffer.alloc(8 + headerLength + offset, " ");
  out.writeBigUInt64LE(BigInt(headerLength));
  out.set(text, 8);
  let at = 8 + headerLength;
  for (const { data } of Object.values(file.tensors)) {
    out.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  const hashAt = out.indexOf(HASH_KEY) + HASH_KEY.length;
  out.write(hashAround(out, hashAt), hashAt, "latin1");
  return out;
}

/**
 * Reads a file back. `name` is what messages call it.
 * @throws BoltzproofError "checkpoint" for anything but the exact bytes that were written.
 */
export function decodeTensors(bytes: Uint8Array, name: string): TensorFile {
  requireLittleEndian();
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const tensorsAt = requireIntact(file, name);
  const { __metadata__, ...entries } = readHeader(file.toString("utf8", 8, tensorsAt), name);
  const { format: _format, sha256: _sha256, ...metadata } = __metadata__;
  const tensors: Record<string, Tensor> = {};
  for (const [key, entry] of Object.entries(entries)) {
    requireEntry(key, entry, file.length - tensorsAt, name);
    tensors[key] = readTensor(file, tensorsAt, entry);
  }
  return { metadata, tensors };
}

type Header = { readonly __metadata__: Record<string, string> } & Record<string, Entry>;

function readHeader(text: string, name: string): Header {
  try {
    const header = JSON.parse(text) as Header | null;
    const metadata = header?.__metadata__;
    if (metadata && Object.values(metadata).every((value) => typeof value === "string")) return header;
  } catch {
    // Told below.
  }
  throw new BoltzproofError("checkpoint", {
    found: `a header that is not JSON of tensors and texts in ${name}`,
    expected: "a whole file as boltzproof writes it",
    advice: "write the file again with the program that it comes from",
  });
}

const BYTES: Readonly<Record<Tensor["dtype"], number>> = { F32: 4, F64: 8, U32: 4 };

/** A right hash says that nothing changed since it was written, and not who wrote it: every entry is checked before use. */
function requireEntry(key: string, entry: Partial<Entry> | null, available: number, name: string): void {
  const { dtype, shape, data_offsets } = entry ?? {};
  const isSize = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;
  const size = dtype && Object.hasOwn(BYTES, dtype) ? BYTES[dtype] : undefined;
  const [from, to, ...more] = Array.isArray(data_offsets) ? data_offsets : [];
  const isPlaced = isSize(from) && isSize(to) && from <= to && to <= available && more.length === 0;
  const isShaped = Array.isArray(shape) && shape.every(isSize);
  if (size && isPlaced && isShaped && shape.reduce((product, n) => product * n, size) === to - from) return;
  throw new BoltzproofError("checkpoint", {
    found: `the tensor ${key} with dtype ${dtype}, shape ${JSON.stringify(shape)} and bytes ${JSON.stringify(data_offsets)} in ${name}`,
    expected: `F32, F64 or U32 within the ${available} bytes of the file, as many as its shape has`,
    advice: "write the file again with the program that it comes from",
  });
}

/** Returns where the tensors start, once the file is known to be whole. After this, nothing has to be distrusted. */
function requireIntact(file: Buffer, name: string): number {
  const refuse = (found: string, advice: string): BoltzproofError =>
    new BoltzproofError("checkpoint", {
      found: `${found} in ${name}`,
      expected: "a whole file as boltzproof writes it",
      advice,
    });
  const damaged = "the file is damaged: use the previous generation or a backup";
  const kind = fileKind(file);
  if (kind) throw refuse(kind.name, kind.advice);
  if (file.length < 8) throw refuse(`only ${file.length} bytes`, damaged);
  const headerLength = file.readBigUInt64LE();
  if (headerLength > BigInt(file.length - 8)) throw refuse("a header longer than the file", damaged);
  const tensorsAt = 8 + Number(headerLength);
  const header = file.subarray(0, tensorsAt);
  if (!header.includes(`"format":"${FORMAT}"`))
    throw isForeignSafetensors(header)
      ? refuse("a safetensors file of another program", "build an Rbm from its tensors and keep it with saveRbm")
      : refuse("no boltzproof header", "check that this is the right file");
  const hashAt = header.indexOf(HASH_KEY) + HASH_KEY.length;
  const stored = header.toString("latin1", hashAt, hashAt + NO_HASH.length);
  if (stored !== hashAround(file, hashAt)) throw refuse("content that does not match its SHA-256", damaged);
  return tensorsAt;
}

/** A header that is JSON of tensors, without our name in it. */
function isForeignSafetensors(header: Buffer): boolean {
  try {
    const entries = Object.entries(JSON.parse(header.toString("utf8", 8)) as Record<string, Partial<Entry> | null>);
    return entries.some(([key, entry]) => key !== "__metadata__" && Array.isArray(entry?.data_offsets));
  } catch {
    return false;
  }
}

/** Copies, because the offset of a tensor in the file need not be a multiple of its element size. */
function readTensor(file: Buffer, tensorsAt: number, entry: Entry): Tensor {
  const { shape } = entry;
  const [from, to] = entry.data_offsets;
  const { buffer } = Uint8Array.from(file.subarray(tensorsAt + from, tensorsAt + to));
  const ArrayOfType = { F32: Float32Array, F64: Float64Array, U32: Uint32Array }[entry.dtype];
  return tensor(new ArrayOfType(buffer), shape);
}

/** SHA-256 of the file with the digits of the hash itself, which start at `hashAt`, read as zeros. */
function hashAround(file: Buffer, hashAt: number): string {
  const hash = createHash("sha256").update(file.subarray(0, hashAt)).update(NO_HASH);
  return hash.update(file.subarray(hashAt + NO_HASH.length)).digest("hex");
}

function requireShape(name: string, tensor: Tensor): void {
  const size = tensor.shape.reduce((product, n) => product * n, 1);
  if (size === tensor.data.length) return;
  throw new BoltzproofError("shape", {
    found: `${tensor.data.length} entries in the tensor ${name}`,
    expected: `${size} for the shape ${tensor.shape.join("×")}`,
    advice: "give every tensor its own shape",
  });
}

function requireLittleEndian(): void {
  if (endianness() === "LE") return;
  throw new BoltzproofError("capability", {
    found: "a big-endian machine",
    expected: "a little-endian one, the byte order of the file format",
    advice: "read and write machines on another computer",
  });
}
