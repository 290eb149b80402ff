/**
 * The slow obvious kernels, oracle of the fast ones: same uniforms, same order of rounding, same bits. Values are
 * float32, row-major; bits are BitMatrix. The sum over units runs in groups of four, as with lookup tables: first
 * the (at most four) terms of a group, then the group onto the total.
 */
import { type BitMatrix, bitMatrix, getBit, setBit } from "../bits.ts";
import { philox4x32 } from "../philox.ts";
import { isOn } from "./float32.ts";

const f = Math.fround;

/** Key of a random stream and the place in it that is common to one layer of one chain. */
export interface DrawPlace {
  readonly key: readonly [number, number];
  /** Number of the update. */
  readonly step: number;
  /** Which sampling within the update: 0 starts the chains, then v and h of each sweep in turn. */
  readonly phase: number;
}

/**
 * One random word a unit. Counters hold (4·⌊unit/16⌋ + unit mod 4, chain, step, phase), and the unit reads word
 * ⌊unit/4⌋ mod 4: four counters side by side in SIMD lanes then fill sixteen neighbouring units without a shuffle.
 */
export function unitWords({ key, step, phase }: DrawPlace, chain: number, units: number): Uint32Array {
  const out = new Uint32Array(units);
  const four = new Uint32Array(4);
  for (let base = 0; base < units; base += 16) {
    for (let lane = 0; lane < 4; lane++) {
      philox4x32(base / 4 + lane, chain, step, phase, key[0], key[1], four);
      for (let w = 0; w < 4 && base + 4 * w + lane < units; w++) out[base + 4 * w + lane] = four[w]!;
    }
  }
  return out;
}

/** out += bits · values, with values of shape bits.cols × n and out of shape bits.rows × n. */
export function addProduct(out: Float32Array, bits: BitMatrix, values: Float32Array): void {
  const n = out.length / bits.rows;
  for (let r = 0; r < bits.rows; r++) {
    for (let k = 0; k < bits.cols; k += 4) {
      const [first, ...others] = [k, k + 1, k + 2, k + 3].filter((i) => i < bits.cols && getBit(bits, r, i));
      if (first === undefined) continue;
      for (let j = 0; j < n; j++) {
        let group = values[first * n + j]!;
        for (const i of others) group = f(group + values[i * n + j]!);
        out[r * n + j] = f(out[r * n + j]! + group);
      }
    }
  }
}

/** Inputs of a layer: bias + bits · values, one row a state. */
export function inputs(bits: BitMatrix, values: Float32Array, bias: Float32Array): Float32Array {
  const out = new Float32Array(bits.rows * bias.length);
  for (let r = 0; r < bits.rows; r++) out.set(bias, r * bias.length);
  addProduct(out, bits, values);
  return out;
}

/** States drawn from the logistic law of the inputs; row r is chain r. */
export function sampleStates(x: Float32Array, rows: number, place: DrawPlace): BitMatrix {
  const units = x.length / rows;
  const out = bitMatrix(rows, units);
  for (let r = 0; r < rows; r++) {
    const words = unitWords(place, r, units);
    for (let j = 0; j < units; j++) setBit(out, r, j, isOn(words[j]!, x[r * units + j]!));
  }
  return out;
}

export function transposeBits(bits: BitMatrix): BitMatrix {
  const out = bitMatrix(bits.cols, bits.rows);
  for (let i = 0; i < bits.rows; i++)
    for (let j = 0; j < bits.cols; j++) if (getBit(bits, i, j)) setBit(out, j, i, true);
  return out;
}

/** The rows of a bit matrix that `rows` names, in that order. */
export function gatherRows(bits: BitMatrix, rows: Uint32Array): BitMatrix {
  const out = bitMatrix(rows.length, bits.cols);
  rows.forEach((r, i) => {
    out.words.set(bits.words.subarray(r * bits.stride, (r + 1) * bits.stride), i * bits.stride);
  });
  return out;
}
