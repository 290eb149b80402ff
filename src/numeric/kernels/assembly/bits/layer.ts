// One layer given the other: a block of 16 units for all rows. Inputs come from lookup tables; while they are in the
// cache, the logistic function makes means of them or, with one Philox word a unit, states.
import {
  LAYER_BIAS,
  LAYER_CONTRACTED,
  LAYER_KEY0,
  LAYER_KEY1,
  LAYER_MEANS,
  LAYER_MEANS_SCALE,
  LAYER_MEANS_STRIDE,
  LAYER_OTHER_BIAS,
  LAYER_OTHER_SCALE,
  LAYER_OTHER_SUMS,
  LAYER_PANEL,
  LAYER_PHASE,
  LAYER_PLAN,
  LAYER_PLAN_STRIDE,
  LAYER_ROWS,
  LAYER_SCALE,
  LAYER_STATES,
  LAYER_STATES_STRIDE,
  LAYER_STEP,
  LAYER_SUMS,
  LAYER_TEMPERED,
  LAYER_TRANSPOSED,
  LAYER_UNITS,
  LAYER_WEIGHTS,
} from "../../commands";
import { argument, floatArgument } from "../command";
import { CONSTANTS, onePlusExpOfMinus, storeConstants } from "../arithmetic/exp";
import { sumSoftplus } from "../arithmetic/softplus";
import { chosenLanes } from "../arithmetic/lanes";
import { expandKey, PHILOX_WORDS, philox, ROUND_KEYS } from "../arithmetic/philox";
import { addLines, CHUNK, LINE, tablesOfColumns, tablesOfRows } from "./tables";

/** Scratch: tables, constants, round keys, random words of two rows, biases, then the lines of the block. */
const LOGISTIC: usize = 32768;
const KEYS: usize = LOGISTIC + CONSTANTS;
const WORDS: usize = KEYS + ROUND_KEYS;
const BIASES: usize = WORDS + PHILOX_WORDS;
const LINES: usize = 33536;

export function layer(command: usize, block: u32, scratch: usize): void {
  const rows = <u32>argument(command, LAYER_ROWS);
  const lines = scratch + LINES;
  const constants = scratch + LOGISTIC;
  const units = <u32>argument(command, LAYER_UNITS) - 16 * block;
  const valid: u32 = units >= 16 ? 0xffff : (1 << units) - 1;
  storeConstants(constants);
  if (argument(command, LAYER_TEMPERED)) {
    memory.fill(lines, 0, <usize>rows * LINE);
    addProduct(command, block, rows, lines, scratch);
    temper(command, block, rows, lines, valid, scratch);
  } else {
    fillLines(lines, rows, argument(command, LAYER_BIAS) + <usize>block * LINE);
    addProduct(command, block, rows, lines, scratch);
    exponentials(lines, rows, constants);
  }
  const means = argument(command, LAYER_MEANS);
  const states = argument(command, LAYER_STATES);
  if (means) writeMeans(command, block, rows, lines, valid);
  if (states) writeStates(command, block, rows, lines, valid, scratch);
}

/** Products become 1 + e^−x of the inputs x = bias + scale · product; sums of softplus go to their places on the way. */
function temper(command: usize, block: u32, rows: u32, lines: usize, valid: u32, scratch: usize): void {
  const constants = scratch + LOGISTIC;
  const biases = scratch + BIASES;
  const scale = floatArgument(command, LAYER_SCALE);
  const parts = <usize>(block * rows) << 3;
  const other = argument(command, LAYER_OTHER_SUMS);
  if (other) {
    storeBiases(argument(command, LAYER_OTHER_BIAS) + <usize>block * LINE, valid, biases);
    sumSoftplus(lines, rows, biases, floatArgument(command, LAYER_OTHER_SCALE), other + parts, false, constants);
  }
  storeBiases(argument(command, LAYER_BIAS) + <usize>block * LINE, valid, biases);
  const sums = argument(command, LAYER_SUMS);
  if (sums) sumSoftplus(lines, rows, biases, scale, sums + parts, true, constants);
  else temperedExponentials(lines, rows, biases, scale, constants);
}

/** Biases of a block; in the columns beyond the last unit, whose weights are 0, what keeps a unit off. */
function storeBiases(bias: usize, valid: u32, out: usize): void {
  for (let v: usize = 0; v < LINE; v += 16) {
    const lanes = chosenLanes(valid >> ((<u32>v) >> 2));
    v128.store(out + v, v128.bitselect(v128.load(bias + v), f32x4.splat(-200), lanes));
  }
}

function temperedExponentials(p: usize, rows: u32, bias: usize, scale: f32, constants: usize): void {
  const factor = f32x4.splat(scale);
  for (; rows; rows--) {
    for (let v: usize = 0; v < LINE; v += 16, p += 16) {
      const x = f32x4.add(v128.load(bias + v), f32x4.mul(factor, v128.load(p)));
      v128.store(p, onePlusExpOfMinus(x, constants));
    }
  }
}

function fillLines(out: usize, rows: u32, line: usize): void {
  const b0 = v128.load(line);
  const b1 = v128.load(line, 16);
  const b2 = v128.load(line, 32);
  const b3 = v128.load(line, 48);
  for (; rows; rows--, out += LINE) {
    v128.store(out, b0);
    v128.store(out, b1, 16);
    v128.store(out, b2, 32);
    v128.store(out, b3, 48);
  }
}

function addProduct(command: usize, block: u32, rows: u32, out: usize, table: usize): void {
  const contracted = <u32>argument(command, LAYER_CONTRACTED);
  const weights = argument(command, LAYER_WEIGHTS);
  const panel = argument(command, LAYER_PANEL);
  const transposed = argument(command, LAYER_TRANSPOSED);
  const stride = argument(command, LAYER_PLAN_STRIDE);
  let list = argument(command, LAYER_PLAN);
  for (let first: u32 = 0; first < contracted; first += CHUNK, list += stride) {
    const groups = (min<u32>(CHUNK, contracted - first) + 3) >> 2;
    if (transposed) tablesOfColumns(weights + ((<usize>block * LINE) << 4), panel, first, groups, table);
    else tablesOfRows(weights + <usize>block * panel + <usize>first * LINE, groups, table);
    addLines(list, rows, out, table);
  }
}

/** Inputs x become 1 + e^−x, which both means and states are made of. */
function exponentials(p: usize, rows: u32, constants: usize): void {
  for (const end = p + <usize>rows * LINE; p != end; p += 16) {
    v128.store(p, onePlusExpOfMinus(v128.load(p), constants));
  }
}

/** Means scaled (by ±1/rows, for gradients), in blocks of 16 columns; a group of rows is filled up with zeros. */
function writeMeans(command: usize, block: u32, rows: u32, terms: usize, valid: u32): void {
  const out = argument(command, LAYER_MEANS) + <usize>block * argument(command, LAYER_MEANS_STRIDE);
  const scale = f32x4.splat(floatArgument(command, LAYER_MEANS_SCALE));
  const bytes = <usize>rows * LINE;
  for (let p: usize = 0; p < bytes; p += 16) {
    v128.store(out + p, f32x4.div(scale, v128.load(terms + p)));
  }
  if (valid != 0xffff) clearColumns(out, rows, valid);
  memory.fill(out + bytes, 0, ((4 - (rows & 3)) & 3) * LINE);
}

/** Zeros in the columns beyond the last unit. */
function clearColumns(p: usize, rows: u32, valid: u32): void {
  for (let v: usize = 0; v < LINE; v += 16, valid >>= 4) {
    const lanes = chosenLanes(valid);
    for (let r: u32 = 0; r < rows; r++) {
      const q = p + <usize>r * LINE + v;
      v128.store(q, v128.and(v128.load(q), lanes));
    }
  }
}

function writeStates(command: usize, block: u32, rows: u32, terms: usize, valid: u32, scratch: usize): void {
  const keys = scratch + KEYS;
  const words = scratch + WORDS;
  expandKey(<u32>argument(command, LAYER_KEY0), <u32>argument(command, LAYER_KEY1), keys);
  const step = <u32>argument(command, LAYER_STEP);
  const phase = <u32>argument(command, LAYER_PHASE);
  const stride = argument(command, LAYER_STATES_STRIDE);
  let out = argument(command, LAYER_STATES) + ((<usize>block) << 1);
  for (let r: u32 = 0; r < rows; r += 2, out += 2 * stride, terms += 2 * LINE) {
    philox(4 * block, r, step, phase, keys, words);
    store<u16>(out, states(words, terms) & valid);
    if (r + 1 < rows) store<u16>(out + stride, states(words + 64, terms + LINE) & valid);
  }
}

/** Sixteen units, a bit each. */
@inline
function states(words: usize, terms: usize): u32 {
  const on01 = i16x8.narrow_i32x4_s(areOn(words, terms), areOn(words + 16, terms + 16));
  const on23 = i16x8.narrow_i32x4_s(areOn(words + 32, terms + 32), areOn(words + 48, terms + 48));
  return i8x16.bitmask(i8x16.narrow_i16x8_s(on01, on23));
}

/** Whether u·2³¹·(1 + e^−x) ≤ 2³¹, for u = (⌊word/2⌋ + ½)/2³¹: isOn in ../../float32.ts. */
@inline
function areOn(words: usize, terms: usize): v128 {
  const u = f32x4.add(f32x4.convert_i32x4_s(i32x4.shr_u(v128.load(words), 1)), f32x4.splat(0.5));
  return f32x4.le(f32x4.mul(u, v128.load(terms)), f32x4.splat(2147483648));
}
