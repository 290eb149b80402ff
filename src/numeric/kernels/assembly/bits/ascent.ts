// The gradient and the step along it. The product vᵀ·p of bits and probabilities runs on the same tables as the
// layers, data and chains accumulated in one pass (the probabilities carry the factors 1/rows and −1/chains); two
// rows that are always on give the averages of the hidden units. A block of 16 hidden units is stepped while its
// gradient is in the cache. Formulas: src/rbm/engines/reference.ts, which rounds in the same order.
import {
  ASCENT_CHAINS,
  ASCENT_DATA,
  ASCENT_FIRST,
  ASCENT_PER_CHAIN,
  ASCENT_PER_DATA,
  ASCENT_RATE,
  ASCENT_RECORD,
  ASCENT_SECOND,
  RECORD_ADAM,
  RECORD_CENTRED,
  RECORD_CHAIN_COUNTS,
  RECORD_CHAIN_MEANS,
  RECORD_CHAIN_MEANS_STRIDE,
  RECORD_CHAIN_PLAN,
  RECORD_CHAIN_PLAN_STRIDE,
  RECORD_DATA_COUNTS,
  RECORD_DATA_MEANS,
  RECORD_DATA_MEANS_STRIDE,
  RECORD_DATA_PLAN,
  RECORD_DATA_PLAN_STRIDE,
  RECORD_DIFFERENCES,
  RECORD_DOTS,
  RECORD_FIRST_HIDDEN,
  RECORD_FIRST_VISIBLE,
  RECORD_FIRST_WEIGHTS,
  RECORD_HIDDEN,
  RECORD_HIDDEN_BIAS,
  RECORD_HIDDEN_FIELD,
  RECORD_OFFSETS,
  RECORD_PANEL,
  RECORD_SECOND_HIDDEN,
  RECORD_SECOND_VISIBLE,
  RECORD_SECOND_WEIGHTS,
  RECORD_SPIN,
  RECORD_VISIBLE,
  RECORD_VISIBLE_BIAS,
  RECORD_VISIBLE_FIELD,
  RECORD_WEIGHTS,
} from "../../commands";
import { argument, floatArgument } from "../command";
import { highPairs, highWords, lowPairs, lowWords } from "../arithmetic/lanes";
import { addLines, CHUNK, LINE, tablesOfRows } from "./tables";

const GRADIENT: usize = 32768;

/** Averages of 16 visible units over data and chains: their difference, and the offset of the gradient. */
export function averages(command: usize, block: u32): void {
  const record = argument(command, ASCENT_RECORD);
  const units = <u32>argument(record, RECORD_VISIBLE);
  const centred = argument(record, RECORD_CENTRED);
  const plain: f32 = argument(record, RECORD_SPIN) ? 0.5 : 0;
  const perData = floatArgument(command, ASCENT_PER_DATA);
  const perChain = floatArgument(command, ASCENT_PER_CHAIN);
  for (let i: u32 = 16 * block; i < min<u32>(16 * block + 16, units); i++) {
    const data = perData * <f32>total(record, RECORD_DATA_COUNTS, <u32>argument(command, ASCENT_DATA), units, i);
    const chain = perChain * <f32>total(record, RECORD_CHAIN_COUNTS, <u32>argument(command, ASCENT_CHAINS), units, i);
    store<f32>(argument(record, RECORD_DIFFERENCES) + ((<usize>i) << 2), data - chain);
    store<f32>(argument(record, RECORD_OFFSETS) + ((<usize>i) << 2), centred ? <f32>0.5 * (data + chain) : plain);
  }
}

/** How many of `rows` rows have column i on. */
function total(record: usize, counts: i32, rows: u32, units: u32, i: u32): u32 {
  let sum: u32 = 0;
  let p = argument(record, counts) + ((<usize>i) << 2);
  for (let first: u32 = 0; first < rows; first += CHUNK, p += (<usize>units) << 2) sum += load<u32>(p);
  return sum;
}

/** Gradient and step of the weights and biases of 16 hidden units. */
export function ascend(command: usize, block: u32, scratch: usize): void {
  const record = argument(command, ASCENT_RECORD);
  const visible = <u32>argument(record, RECORD_VISIBLE);
  const g = scratch + GRADIENT;
  memory.fill(g, 0, <usize>(visible + 2) * LINE);
  const dataPlan = argument(record, RECORD_DATA_PLAN);
  const dataMeans = argument(record, RECORD_DATA_MEANS) + <usize>block * argument(record, RECORD_DATA_MEANS_STRIDE);
  const dataRows = <u32>argument(command, ASCENT_DATA);
  addProduct(dataPlan, argument(record, RECORD_DATA_PLAN_STRIDE), dataMeans, dataRows, visible + 2, g, scratch);
  const plan = argument(record, RECORD_CHAIN_PLAN);
  const means = argument(record, RECORD_CHAIN_MEANS) + <usize>block * argument(record, RECORD_CHAIN_MEANS_STRIDE);
  const rows = <u32>argument(command, ASCENT_CHAINS);
  addProduct(plan, argument(record, RECORD_CHAIN_PLAN_STRIDE), means, rows, visible + 2, g, scratch);
  const weights = argument(record, RECORD_WEIGHTS) + <usize>block * argument(record, RECORD_PANEL);
  for (let lane: usize = 0; lane < LINE; lane += 16) stepColumns(command, record, block, lane, g + lane, weights + lane);
}

function addProduct(
  plan: usize,
  stride: usize,
  means: usize,
  contracted: u32,
  rows: u32,
  out: usize,
  table: usize,
): void {
  for (let first: u32 = 0; first < contracted; first += CHUNK, plan += stride) {
    tablesOfRows(means + <usize>first * LINE, (min<u32>(CHUNK, contracted - first) + 3) >> 2, table);
    addLines(plan, rows, out, table);
  }
}

/** Steps four columns of weights and their biases. */
function stepColumns(command: usize, record: usize, block: u32, lane: usize, g: usize, weights: usize): void {
  const visible = <u32>argument(record, RECORD_VISIBLE);
  const data = v128.load(g + <usize>visible * LINE);
  const chains = v128.load(g + <usize>visible * LINE, 64);
  const spin = argument(record, RECORD_SPIN);
  let bias = f32x4.add(data, chains);
  if (spin | argument(record, RECORD_CENTRED)) bias = centre(record, block, lane, g, bias, f32x4.sub(data, chains));
  const inPanel = <usize>block * argument(record, RECORD_PANEL) + lane;
  stepWeights(command, record, g, weights, inPanel, visible);
  const at = <usize>block * LINE + lane;
  const first = argument(record, RECORD_FIRST_HIDDEN) + at;
  const second = argument(record, RECORD_SECOND_HIDDEN) + at;
  const p = argument(record, RECORD_HIDDEN_BIAS) + at;
  const b = f32x4.add(v128.load(p), step(command, record, bias, first, second));
  v128.store(p, b);
  const field = spin ? binaryField(b, columnSums(weights, visible)) : b;
  v128.store(argument(record, RECORD_HIDDEN_FIELD) + at, field);
}

/**
 * Moves the gradient of four columns to the offsets of units and to the scale of spins; leaves each row's product with
 * the hidden offsets for the visible biases. Takes the difference and the sum of hidden averages, and returns the
 * gradient of the hidden biases.
 */
function centre(record: usize, block: u32, lane: usize, g: usize, difference: v128, sum: v128): v128 {
  const visible = <u32>argument(record, RECORD_VISIBLE);
  const centred = argument(record, RECORD_CENTRED);
  const spin = argument(record, RECORD_SPIN);
  const half = f32x4.splat(0.5);
  const hidden = centred ? f32x4.mul(half, sum) : v128.and(half, validLanes(record, block, lane));
  const square = f32x4.splat(spin ? 4 : 1);
  let differences = argument(record, RECORD_DIFFERENCES);
  let offsets = argument(record, RECORD_OFFSETS);
  let dots = argument(record, RECORD_DOTS) + <usize>block * ((<usize>visible) << 4);
  let byOffsets = f32x4.splat(0);
  for (let i: u32 = 0; i < visible; i++, g += LINE, differences += 4, offsets += 4, dots += 16) {
    const offset = v128.load32_splat(offsets);
    const byDifference = f32x4.mul(v128.load32_splat(differences), hidden);
    const centredRow = f32x4.sub(f32x4.sub(v128.load(g), f32x4.mul(offset, difference)), byDifference);
    const row = f32x4.mul(square, centredRow);
    v128.store(g, row);
    if (centred) {
      const product = f32x4.mul(row, inUnits(hidden, spin));
      v128.store(dots, lane ? f32x4.add(v128.load(dots), product) : product);
      byOffsets = f32x4.add(byOffsets, f32x4.mul(row, inUnits(offset, spin)));
    }
  }
  const scaled = spin ? f32x4.add(difference, difference) : difference;
  return centred ? f32x4.sub(scaled, byOffsets) : scaled;
}

@inline
function inUnits(average: v128, spin: usize): v128 {
  return spin ? f32x4.sub(f32x4.add(average, average), f32x4.splat(1)) : average;
}

@inline
function validLanes(record: usize, block: u32, lane: usize): v128 {
  const column = i32x4.add(i32x4.splat(16 * block + ((<u32>lane) >> 2)), i32x4(0, 1, 2, 3));
  return i32x4.lt_u(column, i32x4.splat(<u32>argument(record, RECORD_HIDDEN)));
}

/** Bias of the binary machine of a spin machine; `sum` is that of the binary weights, four times the spin ones. */
@inline
function binaryField(bias: v128, sum: v128): v128 {
  const difference = f32x4.sub(bias, f32x4.mul(f32x4.splat(0.25), sum));
  return f32x4.add(difference, difference);
}

function columnSums(weights: usize, rows: u32): v128 {
  let sum = f32x4.splat(0);
  for (; rows; rows--, weights += LINE) sum = f32x4.add(sum, v128.load(weights));
  return sum;
}

/** Change of four parameters with gradient g. */
@inline
function step(command: usize, record: usize, g: v128, first: usize, second: usize): v128 {
  if (!argument(record, RECORD_ADAM)) return f32x4.mul(f32x4.splat(floatArgument(command, ASCENT_RATE)), g);
  const rate = f32x4.splat(floatArgument(command, ASCENT_FIRST));
  return adam(g, first, second, rate, f32x4.splat(floatArgument(command, ASCENT_SECOND)));
}

/** Kingma, Ba, ICLR 2015, with the bias corrections in the factors; updates the moments. */
@inline
function adam(g: v128, first: usize, second: usize, rate: v128, correction: v128): v128 {
  const kept = f32x4.mul(f32x4.splat(<f32>0.9), v128.load(first));
  const m = f32x4.add(kept, f32x4.mul(f32x4.splat(<f32>0.1), g));
  const keptSquare = f32x4.mul(f32x4.splat(<f32>0.999), v128.load(second));
  const s = f32x4.add(keptSquare, f32x4.mul(f32x4.mul(f32x4.splat(<f32>0.001), g), g));
  v128.store(first, m);
  v128.store(second, s);
  const root = f32x4.sqrt(f32x4.mul(correction, s));
  return f32x4.div(f32x4.mul(rate, m), f32x4.add(root, f32x4.splat(<f32>1e-8)));
}

function stepWeights(command: usize, record: usize, g: usize, weights: usize, inPanel: usize, rows: u32): void {
  const scale = f32x4.splat(argument(record, RECORD_SPIN) ? 4 : 1);
  if (!argument(record, RECORD_ADAM)) {
    const rate = f32x4.mul(scale, f32x4.splat(floatArgument(command, ASCENT_RATE)));
    for (; rows; rows--, g += LINE, weights += LINE) {
      v128.store(weights, f32x4.add(v128.load(weights), f32x4.mul(rate, v128.load(g))));
    }
    return;
  }
  const rate = f32x4.splat(floatArgument(command, ASCENT_FIRST));
  const correction = f32x4.splat(floatArgument(command, ASCENT_SECOND));
  let first = argument(record, RECORD_FIRST_WEIGHTS) + inPanel;
  let second = argument(record, RECORD_SECOND_WEIGHTS) + inPanel;
  for (; rows; rows--, g += LINE, weights += LINE, first += LINE, second += LINE) {
    const change = adam(v128.load(g), first, second, rate, correction);
    v128.store(weights, f32x4.add(v128.load(weights), f32x4.mul(scale, change)));
  }
}

/** Steps the biases of 16 visible units, after all blocks of `ascend` where these leave products or move weights. */
export function ascendVisible(command: usize, block: u32): void {
  const record = argument(command, ASCENT_RECORD);
  const spin = argument(record, RECORD_SPIN);
  for (let i: u32 = 16 * block; i < 16 * block + 16; i += 4) {
    const at = (<usize>i) << 2;
    let g = v128.load(argument(record, RECORD_DIFFERENCES) + at);
    if (spin) g = f32x4.add(g, g);
    if (argument(record, RECORD_CENTRED)) g = f32x4.sub(g, offsetProducts(record, i));
    const first = argument(record, RECORD_FIRST_VISIBLE) + at;
    const second = argument(record, RECORD_SECOND_VISIBLE) + at;
    const p = argument(record, RECORD_VISIBLE_BIAS) + at;
    const a = f32x4.add(v128.load(p), step(command, record, g, first, second));
    v128.store(p, a);
    const field = spin ? binaryField(a, rowSums(record, i)) : a;
    v128.store(argument(record, RECORD_VISIBLE_FIELD) + at, field);
  }
}

/** Products of four rows of the gradient with the hidden offsets. */
function offsetProducts(record: usize, i: u32): v128 {
  const visible = <usize>argument(record, RECORD_VISIBLE);
  const blocks = (<u32>argument(record, RECORD_HIDDEN) + 15) >> 4;
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let p = argument(record, RECORD_DOTS) + ((<usize>i) << 4);
  for (let block: u32 = 0; block < blocks; block++, p += visible << 4) {
    s0 = f32x4.add(s0, v128.load(p));
    s1 = f32x4.add(s1, v128.load(p, 16));
    s2 = f32x4.add(s2, v128.load(p, 32));
    s3 = f32x4.add(s3, v128.load(p, 48));
  }
  const low01 = lowWords(s0, s1);
  const high01 = highWords(s0, s1);
  const low23 = lowWords(s2, s3);
  const high23 = highWords(s2, s3);
  const first = f32x4.add(lowPairs(low01, low23), highPairs(low01, low23));
  return f32x4.add(first, f32x4.add(lowPairs(high01, high23), highPairs(high01, high23)));
}

/** Sums of four rows of the weights, in ascending order of the columns. */
function rowSums(record: usize, i: u32): v128 {
  const panel = argument(record, RECORD_PANEL);
  const blocks = (<u32>argument(record, RECORD_HIDDEN) + 15) >> 4;
  let sum = f32x4.splat(0);
  let p = argument(record, RECORD_WEIGHTS) + <usize>i * LINE;
  for (let block: u32 = 0; block < blocks; block++, p += panel) {
    for (let lane: usize = 0; lane < LINE; lane += 16) {
      const q = p + lane;
      const low01 = lowWords(v128.load(q), v128.load(q, 64));
      const high01 = highWords(v128.load(q), v128.load(q, 64));
      const low23 = lowWords(v128.load(q, 128), v128.load(q, 192));
      const high23 = highWords(v128.load(q, 128), v128.load(q, 192));
      sum = f32x4.add(f32x4.add(sum, lowPairs(low01, low23)), highPairs(low01, low23));
      sum = f32x4.add(f32x4.add(sum, lowPairs(high01, high23)), highPairs(high01, high23));
    }
  }
  return sum;
}
