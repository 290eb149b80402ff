/** The memory of the WebAssembly engine: every place that an update reads or writes. */
import * as command from "../../numeric/kernels/commands.ts";
import { Layout, type Region, wordsOf } from "../../numeric/kernels/layout.ts";
import { blocksOf, chunksOf, meansBytes, panelBytes, planBytes, stateBytes } from "../../numeric/kernels/panels.ts";
import { programBytes } from "../../numeric/kernels/program.ts";
import type { EngineSetup, Optimizer } from "../engine.ts";

/** Updates of one command list, at most. */
export const SLICE = 64;

/** Tables, round keys and words (assembly/layer.ts) before the lines of a block. */
export const BEFORE_LINES = 33536;

/** A plan with the bytes of its chunks. */
export interface PlanPlace {
  readonly at: number;
  readonly stride: number;
}

export interface EngineMemory {
  readonly memory: WebAssembly.Memory;
  readonly scratch: readonly Region[];
  readonly program: Region;
  /** Row numbers of the batches of a slice. */
  readonly index: Region;
  readonly data: Region;
  readonly hidden: Region;
  readonly visible: Region;
  readonly dataRows: PlanPlace;
  readonly dataColumns: PlanPlace;
  readonly hiddenRows: PlanPlace;
  readonly visibleRows: PlanPlace;
  readonly visibleColumns: PlanPlace;
  readonly dataMeans: Region;
  readonly chainMeans: Region;
  readonly dataCounts: Region;
  readonly chainCounts: Region;
  /** Weights in panels, then biases of visible and hidden units. */
  readonly parameters: readonly [Region, Region, Region];
  /** Biases of the equivalent binary machine; the same places when the machine is binary. */
  readonly fields: readonly [Region, Region];
  /** Moments of Adam, laid out like the parameters: three first, three second ones; or none. */
  readonly moments: readonly Region[];
  readonly record: Region;
}

export function layOut(setup: EngineSetup, optimizer: Optimizer, threads: number, shared: boolean): EngineMemory {
  const { visible: N, hidden: M, batch, chains, steps } = setup;
  const layout = new Layout();
  const plan = (rows: number, contracted: number): PlanPlace => {
    const stride = planBytes(rows);
    return { at: layout.reserve(stride * chunksOf(contracted)).at, stride };
  };
  const parameters = (): [Region, Region, Region] => [
    layout.reserve(blocksOf(M) * panelBytes(N)),
    layout.reserve(64 * blocksOf(N)),
    layout.reserve(64 * blocksOf(M)),
  ];
  const theta = parameters();
  const spin = setup.units === "spin";
  const adam = optimizer.kind === "adam";
  const scratchBytes = BEFORE_LINES + 64 * (Math.max(batch, chains, N + 2) + 1);
  const places = {
    scratch: Array.from({ length: threads }, () => layout.reserve(scratchBytes)),
    program: layout.reserve(programBytes(SLICE * (8 + 4 * steps))),
    index: layout.reserve(4 * SLICE * batch),
    data: layout.reserve(setup.data.rows * stateBytes(N)),
    hidden: layout.reserve(chains * stateBytes(M)),
    visible: layout.reserve(chains * stateBytes(N)),
    dataRows: plan(batch, N),
    dataColumns: plan(N + 2, batch),
    hiddenRows: plan(chains, M),
    visibleRows: plan(chains, N),
    visibleColumns: plan(N + 2, chains),
    dataMeans: layout.reserve(blocksOf(M) * meansBytes(batch)),
    chainMeans: layout.reserve(blocksOf(M) * meansBytes(chains)),
    dataCounts: layout.reserve(4 * N * chunksOf(batch)),
    chainCounts: layout.reserve(4 * N * chunksOf(chains)),
    parameters: theta,
    fields: spin
      ? ([layout.reserve(64 * blocksOf(N)), layout.reserve(64 * blocksOf(M))] as const)
      : ([theta[1], theta[2]] as const),
    moments: adam ? [...parameters(), ...parameters()] : [],
    record: layout.reserve(128),
  };
  const averages = [layout.reserve(64 * blocksOf(N)), layout.reserve(64 * blocksOf(N))] as const;
  const dots = layout.reserve(setup.centred ? 16 * (N * blocksOf(M) + 16) : 0);
  const memory = layout.createMemory(shared);
  const made = { ...places, memory };
  writeRecord(setup, made, averages, dots);
  return made;
}

function writeRecord(setup: EngineSetup, m: EngineMemory, averages: readonly [Region, Region], dots: Region): void {
  const record = wordsOf(m.memory, m.record);
  const set = (place: number, value: number | boolean): void => {
    record[place] = Number(value);
  };
  set(command.RECORD_VISIBLE, setup.visible);
  set(command.RECORD_HIDDEN, setup.hidden);
  set(command.RECORD_DATA_PLAN, m.dataColumns.at);
  set(command.RECORD_DATA_PLAN_STRIDE, m.dataColumns.stride);
  set(command.RECORD_DATA_MEANS, m.dataMeans.at);
  set(command.RECORD_DATA_MEANS_STRIDE, meansBytes(setup.batch));
  set(command.RECORD_DATA_COUNTS, m.dataCounts.at);
  set(command.RECORD_CHAIN_PLAN, m.visibleColumns.at);
  set(command.RECORD_CHAIN_PLAN_STRIDE, m.visibleColumns.stride);
  set(command.RECORD_CHAIN_MEANS, m.chainMeans.at);
  set(command.RECORD_CHAIN_MEANS_STRIDE, meansBytes(setup.chains));
  set(command.RECORD_CHAIN_COUNTS, m.chainCounts.at);
  set(command.RECORD_WEIGHTS, m.parameters[0].at);
  set(command.RECORD_PANEL, panelBytes(setup.visible));
  set(command.RECORD_VISIBLE_BIAS, m.parameters[1].at);
  set(command.RECORD_HIDDEN_BIAS, m.parameters[2].at);
  set(command.RECORD_VISIBLE_FIELD, m.fields[0].at);
  set(command.RECORD_HIDDEN_FIELD, m.fields[1].at);
  set(command.RECORD_DIFFERENCES, averages[0].at);
  set(command.RECORD_OFFSETS, averages[1].at);
  set(command.RECORD_DOTS, dots.at);
  set(command.RECORD_SPIN, setup.units === "spin");
  set(command.RECORD_CENTRED, setup.centred);
  set(command.RECORD_ADAM, m.moments.length > 0);
  const moments = [
    command.RECORD_FIRST_WEIGHTS,
    command.RECORD_FIRST_VISIBLE,
    command.RECORD_FIRST_HIDDEN,
    command.RECORD_SECOND_WEIGHTS,
    command.RECORD_SECOND_VISIBLE,
    command.RECORD_SECOND_HIDDEN,
  ];
  m.moments.forEach((region, i) => {
    set(moments[i]!, region.at);
  });
}
