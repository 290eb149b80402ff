/**
 * First-order facts of a data set: how often each unit is on, the biases that reproduce this, and the likelihood of
 * the model that knows nothing else. Every trained machine has to beat that model.
 */
import type { BitMatrix } from "../numeric/bits.ts";

/** Number of rows in which each unit is on, length N. */
export function countOnPerUnit(bits: BitMatrix): Uint32Array {
  const counts = new Uint32Array(bits.cols);
  for (let i = 0; i < bits.rows; i++) {
    for (let k = 0; k < bits.stride; k++) {
      for (let w = bits.words[i * bits.stride + k]!; w !== 0; w &= w - 1) counts[32 * k + 31 - Math.clz32(w & -w)]!++;
    }
  }
  return counts;
}

/**
 * Visible biases (binary units) of independent units with the data's frequencies, smoothed by one on and one off
 * row so that a unit that is never on keeps a finite bias: logit((n_on + 1) / (rows + 2)).
 */
export function baseRateBias(bits: BitMatrix): Float64Array {
  return Float64Array.from(countOnPerUnit(bits), (n) => Math.log((n + 1) / (bits.rows - n + 1)));
}

/** Mean log-likelihood per row, in nats, of the rows under independent binary units with bias b: b·v − Σ ln(1 + e^b). */
export function baseRateLogLikelihood(bits: BitMatrix, bias: Float64Array): number {
  const counts = countOnPerUnit(bits);
  let total = 0;
  for (let i = 0; i < bits.cols; i++) {
    const b = bias[i]!;
    total += (b * counts[i]!) / bits.rows - Math.max(b, 0) - Math.log1p(Math.exp(-Math.abs(b)));
  }
  return total;
}

/**
 * The bits as bytes, most significant bit first, each row padded to whole bytes: the layout of NumPy's
 * packbits(axis=1), so that a hash of it can be compared with one made elsewhere.
 */
export function packBitsByRow(bits: BitMatrix): Uint8Array {
  const bytesARow = Math.ceil(bits.cols / 8);
  const out = new Uint8Array(bits.rows * bytesARow);
  for (let i = 0; i < bits.rows; i++) {
    for (let k = 0; k < bytesARow; k++) {
      const byte = (bits.words[i * bits.stride + (k >>> 2)]! >>> (8 * (k & 3))) & 0xff;
      out[i * bytesARow + k] = REVERSED[byte]!;
    }
  }
  return out;
}

const REVERSED: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  let reversed = 0;
  for (let k = 0; k < 8; k++) if (byte & (1 << k)) reversed |= 0x80 >>> k;
  return reversed;
});
