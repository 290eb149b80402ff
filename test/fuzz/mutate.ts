/** Random damage to a file: flipped bytes, cuts, insertions, doubled pieces, and pieces in the wrong place. */
import type { Rng } from "../../src/numeric/random.ts";

export function mutate(bytes: Uint8Array, rng: Rng): Uint8Array {
  const at = rng.integer(bytes.length);
  const length = 1 + rng.integer(16);
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)];
  switch (rng.integer(8)) {
    case 0:
      return before;
    case 1:
      return join(before, after);
    case 2:
      return join(before, piece, piece, after);
    case 3:
      return join(
        before,
        Uint8Array.from({ length }, () => rng.integer(256)),
        piece,
        after,
      );
    case 4:
      return join(before, after, piece);
    default:
      return flip(bytes, 1 + rng.integer(4), rng);
  }
}

function flip(bytes: Uint8Array, times: number, rng: Rng): Uint8Array {
  const out = Uint8Array.from(bytes);
  for (let k = 0; k < times; k++) out[rng.integer(out.length)]! ^= 1 + rng.integer(255);
  return out;
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
