/** One layer on the kernels, next to what the oracle makes of the same bits and numbers. */
import { type BitMatrix, bitMatrix, setBit } from "../../../src/numeric/bits.ts";
import * as command from "../../../src/numeric/kernels/commands.ts";
import { onePlusExpOfMinus } from "../../../src/numeric/kernels/float32.ts";
import { floatsOf, Layout, wordsOf } from "../../../src/numeric/kernels/layout.ts";
import type { DrawPlace } from "../../../src/numeric/kernels/oracle.ts";
import {
  blocksOf,
  chunksOf,
  meansBytes,
  packPanels,
  packStates,
  panelBytes,
  planBytes,
  stateBytes,
  unpackStates,
} from "../../../src/numeric/kernels/panels.ts";
import { floatWord, Program, programBytes } from "../../../src/numeric/kernels/program.ts";
import { openThreads } from "../../../src/numeric/kernels/threads.node.ts";
import type { Rng } from "../../../src/numeric/random.ts";

export interface LayerCase {
  /** States of the known layer. */
  readonly bits: BitMatrix;
  /** Row-major N×M. */
  readonly W: Float32Array;
  readonly visible: number;
  readonly hidden: number;
  /** Of the layer asked for. */
  readonly bias: Float32Array;
  /** "hidden": bits are visible states and W is contracted over its rows; "visible": over its columns. */
  readonly layer: "hidden" | "visible";
  readonly place: DrawPlace;
}

export interface LayerResult {
  readonly means: Float32Array;
  readonly states: BitMatrix;
  /** Σ ln(1 + eˣ) of every row, at the scales given. */
  readonly softplus: readonly [Float64Array, Float64Array] | undefined;
}

/** Inputs at two temperatures; the first is that of means and states. */
export interface Tempering {
  readonly scales: readonly [number, number];
  readonly otherBias: Float32Array;
}

export function randomCase(
  visible: number,
  hidden: number,
  rows: number,
  density: number,
  size: number,
  layer: "hidden" | "visible",
  rng: Rng,
): LayerCase {
  const bits = bitMatrix(rows, layer === "hidden" ? visible : hidden);
  for (let r = 0; r < rows; r++) for (let j = 0; j < bits.cols; j++) setBit(bits, r, j, rng.uniform() < density);
  const W = Float32Array.from(rng.normals(visible * hidden, size / Math.sqrt(bits.cols)));
  const bias = Float32Array.from(rng.normals(layer === "hidden" ? hidden : visible, size));
  return { bits, W, visible, hidden, bias, layer, place: { key: [rng.word(), rng.word()], step: 7, phase: 3 } };
}

/** W as the oracle takes it: contracted units × units asked for. */
export function valuesOf({ W, visible, hidden, layer }: LayerCase): Float32Array {
  if (layer === "hidden") return W;
  return W.map((_, k) => W[(k % visible) * hidden + Math.floor(k / visible)]!);
}

export async function runLayer(x: LayerCase, tempering?: Tempering): Promise<LayerResult> {
  const places = layOut(x);
  const { memory, rows, units } = places;
  packStates(wordsOf(memory, places.bits), x.bits);
  packPanels(floatsOf(memory, places.W), x.W, x.visible, x.hidden, 1);
  floatsOf(memory, places.bias).set(x.bias);
  if (tempering) floatsOf(memory, places.otherBias).set(tempering.otherBias);
  const program = new Program(memory, places.program);
  addCommands(program, x, places, tempering);
  const threads = await openThreads(memory, [places.scratch]);
  await threads.run(program.at);
  const means = floatsOf(memory, places.means);
  const at = (k: number) => {
    const j = k % units;
    return (j >>> 4) * (meansBytes(rows) / 4) + 16 * Math.floor(k / units) + (j & 15);
  };
  const total = (i: 0 | 1): Float64Array => {
    const sums = new Float64Array(memory.buffer, places.sums[i].at, 2 * rows);
    return Float64Array.from({ length: rows }, (_, r) => sums[2 * r]! + Math.log(sums[2 * r + 1]!));
  };
  return {
    means: Float32Array.from({ length: rows * units }, (_, k) => means[at(k)]!),
    states: unpackStates(wordsOf(memory, places.states), rows, units),
    softplus: tempering && [total(0), total(1)],
  };
}

type Places = ReturnType<typeof layOut>;

function layOut({ bits, layer, visible, hidden }: LayerCase) {
  const { rows } = bits;
  const [contracted, units] = layer === "hidden" ? [visible, hidden] : [hidden, visible];
  const layout = new Layout();
  const places = {
    ...{ rows, contracted, units },
    scratch: layout.reserve(33536 + 64 * (rows + 1)),
    program: layout.reserve(programBytes(4)),
    bits: layout.reserve(rows * stateBytes(contracted)),
    plan: layout.reserve(planBytes(rows) * chunksOf(contracted)),
    W: layout.reserve(blocksOf(hidden) * panelBytes(visible)),
    bias: layout.reserve(64 * blocksOf(units)),
    otherBias: layout.reserve(64 * blocksOf(units)),
    means: layout.reserve(blocksOf(units) * meansBytes(rows)),
    states: layout.reserve(rows * stateBytes(units)),
    parts: [layout.reserve(8 * rows * blocksOf(units)), layout.reserve(8 * rows * blocksOf(units))] as const,
    sums: [layout.reserve(16 * rows), layout.reserve(16 * rows)] as const,
  };
  return { ...places, memory: layout.createMemory(false) };
}

function addCommands(program: Program, x: LayerCase, places: Places, tempering: Tempering | undefined): void {
  const { rows, units, contracted } = places;
  program.add(command.PLAN_ROWS, chunksOf(contracted), {
    [command.PLAN_OUT]: places.plan.at,
    [command.PLAN_STRIDE]: planBytes(rows),
    [command.PLAN_BITS]: places.bits.at,
    [command.PLAN_BITS_STRIDE]: stateBytes(contracted),
    [command.PLAN_COUNT]: rows,
  });
  program.barrier();
  program.add(command.LAYER, blocksOf(units), {
    ...layerArguments(x, places),
    ...(tempering && {
      [command.LAYER_TEMPERED]: 1,
      [command.LAYER_SCALE]: floatWord(tempering.scales[0]),
      [command.LAYER_SUMS]: places.parts[0].at,
      [command.LAYER_OTHER_SUMS]: places.parts[1].at,
      [command.LAYER_OTHER_SCALE]: floatWord(tempering.scales[1]),
      [command.LAYER_OTHER_BIAS]: places.otherBias.at,
    }),
  });
  program.barrier();
  for (const i of tempering ? ([0, 1] as const) : []) {
    program.add(command.SUM_ROWS, blocksOf(rows), {
      [command.SUM_PARTS]: places.parts[i].at,
      [command.SUM_ROWS_COUNT]: rows,
      [command.SUM_BLOCKS]: blocksOf(units),
      [command.SUM_OUT]: places.sums[i].at,
    });
  }
}

function layerArguments(x: LayerCase, places: Places): Record<number, number> {
  const { rows, units, contracted } = places;
  return {
    [command.LAYER_PLAN]: places.plan.at,
    [command.LAYER_PLAN_STRIDE]: planBytes(rows),
    [command.LAYER_CONTRACTED]: contracted,
    [command.LAYER_ROWS]: rows,
    [command.LAYER_WEIGHTS]: places.W.at,
    [command.LAYER_PANEL]: panelBytes(x.visible),
    [command.LAYER_TRANSPOSED]: Number(x.layer === "visible"),
    [command.LAYER_BIAS]: places.bias.at,
    [command.LAYER_UNITS]: units,
    [command.LAYER_MEANS]: places.means.at,
    [command.LAYER_MEANS_STRIDE]: meansBytes(rows),
    [command.LAYER_MEANS_SCALE]: floatWord(1),
    [command.LAYER_STATES]: places.states.at,
    [command.LAYER_STATES_STRIDE]: stateBytes(units),
    [command.LAYER_KEY0]: x.place.key[0],
    [command.LAYER_KEY1]: x.place.key[1],
    [command.LAYER_STEP]: x.place.step,
    [command.LAYER_PHASE]: x.place.phase,
  };
}

/** 1/(1 + e^−x) of float32 inputs, rounded like the kernels. */
export function meansOf(inputs: Float32Array): Float32Array {
  return inputs.map((x) => 1 / onePlusExpOfMinus(x));
}
