// Σ ln(1 + eˣ) over units, the hidden units' part of a free energy: as Σ max(x, 0) and Π (1 + e^−|x|), which stays
// below 2^units and needs one logarithm a row instead of one a unit.
import { SUM_BLOCKS, SUM_OUT, SUM_PARTS, SUM_ROWS_COUNT } from "../../commands";
import { argument } from "../command";
import { ONE, onePlusExpOfMinus } from "./exp";
import { LINE } from "../bits/tables";

/**
 * Parts of one block: two float32 a row. Inputs are x = bias + scale · line; units that do not count have inputs of
 * −200 or less. With `keep`, 1 + e^−x, which states are drawn from, takes the place of the line.
 *
 * With E = 1 + e^−x the factor 1 + e^−|x| is E/max(1, E − 1): E itself above x = 0, and below a division in place of a
 * second exponential. Sums whose difference is wanted take the same way, kept or not, so that its errors cancel.
 */
export function sumSoftplus(
  lines: usize,
  rows: u32,
  bias: usize,
  scale: f32,
  out: usize,
  keep: bool,
  constants: usize,
): void {
  const factor = f32x4.splat(scale);
  const zero = f32x4.splat(0);
  for (; rows; rows--, out += 8) {
    const one = v128.load(constants, ONE);
    let sum = zero;
    let product = one;
    for (let v: usize = 0; v < LINE; v += 16, lines += 16) {
      const x = f32x4.add(v128.load(bias + v), f32x4.mul(factor, v128.load(lines)));
      const term = onePlusExpOfMinus(x, constants);
      if (keep) v128.store(lines, term);
      sum = f32x4.add(sum, f32x4.pmax(zero, x));
      product = f32x4.mul(product, f32x4.div(term, f32x4.pmax(one, f32x4.sub(term, one))));
    }
    const pair = f32x4.add(sum, v128.shuffle<i32>(sum, sum, 2, 3, 0, 1));
    const product2 = f32x4.mul(product, v128.shuffle<i32>(product, product, 2, 3, 0, 1));
    store<f32>(out, f32x4.extract_lane(pair, 0) + f32x4.extract_lane(pair, 1));
    store<f32>(out, f32x4.extract_lane(product2, 0) * f32x4.extract_lane(product2, 1), 4);
  }
}

/** 2⁵¹² and its logarithm: products are kept below, so that no number of units overflows. */
const LARGE: f64 = 1.3407807929942597e154;
const LOG_LARGE: f64 = 354.891356446692;

/** Totals of sixteen rows over all blocks. */
export function sumRows(command: usize, block: u32): void {
  const rows = <u32>argument(command, SUM_ROWS_COUNT);
  const blocks = <u32>argument(command, SUM_BLOCKS);
  const last = min<u32>(rows, 16 * block + 16);
  for (let r: u32 = 16 * block; r < last; r++) {
    let sum: f64 = 0;
    let product: f64 = 1;
    let p = argument(command, SUM_PARTS) + ((<usize>r) << 3);
    for (let b: u32 = 0; b < blocks; b++, p += (<usize>rows) << 3) {
      sum += <f64>load<f32>(p);
      product *= <f64>load<f32>(p, 4);
      if (product >= LARGE) {
        product /= LARGE;
        sum += LOG_LARGE;
      }
    }
    const out = argument(command, SUM_OUT) + ((<usize>r) << 4);
    store<f64>(out, sum);
    store<f64>(out, product, 8);
  }
}
