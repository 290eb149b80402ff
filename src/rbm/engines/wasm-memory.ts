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
  const biases = (): [Region, Region] => [layout.reserve(64 * blocksOf(N)), layout.reserve(64 * blocksOf(M))];
  const parameters = (): [Region, Region, Region] => [layout.reserve(blocksOf(M) * panelBytes(N)), ...biases()];
  const theta = parameters();
  const scratchBytes = BEFORE_LINES + 64 * (Math.max(batch, chains, N + 2) + 1);
  const places = {
    scratch: Array.from({ length: threads }, () => layout.reserve(scratchBytes)),
    program: layout.reserve(programBytes(SLICE * (8 + 4 * steps))),
    index: layout.reserve(4 * SLICE * batch),
    ...reserveStates(layout, setup),
    parameters: theta,
    fields: setup.units === "spin" ? biases() : ([theta[1], theta[2]] as const),
    moments: optimizer.kind === "adam" ? [...parameters(), ...parameters()] : [],
    record: layout.reserve(128),
  };
  const averages = [layout.reserve(64 * blocksOf(N)), layout.reserve(64 * blocksOf(N))] as const;
  const dots = layout.reserve(setup.centred ? 16 * (N * blocksOf(M) + 16) : 0);
  const made = { ...places, memory: layout.createMemory(shared) };
  writeRecord(setup, made, averages, dots);
  return made;
}

/** Data and chains, their plans, and what an update sums over them. */
function reserveStates(layout: Layout, { visible: N, hidden: M, batch, chains, data }: EngineSetup) {
  const plan = (rows: number, contracted: number): PlanPlace => {
    const stride = planBytes(rows);
    return { at: layout.reserve(stride * chunksOf(contracted)).at, stride };
  };
  return {
    data: layout.reserve(data.rows * stateBytes(N)),
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
  };
}

const MOMENTS = [
  command.RECORD_FIRST_WEIGHTS,
  command.RECORD_FIRST_VISIBLE,
  command.RECORD_FIRST_HIDDEN,
  command.RECORD_SECOND_WEIGHTS,
  command.RECORD_SECOND_VISIBLE,
  command.RECORD_SECOND_HIDDEN,
];

function writeRecord(setup: EngineSetup, m: EngineMemory, averages: readonly [Region, Region], dots: Region): void {
  const values: Record<number, number> = {
    [command.RECORD_VISIBLE]: setup.visible,
    [command.RECORD_HIDDEN]: setup.hidden,
    [command.RECORD_DATA_PLAN]: m.dataColumns.at,
    [command.RECORD_DATA_PLAN_STRIDE]: m.dataColumns.stride,
    [command.RECORD_DATA_MEANS]: m.dataMeans.at,
    [command.RECORD_DATA_MEANS_STRIDE]: meansBytes(setup.batch),
    [command.RECORD_DATA_COUNTS]: m.dataCounts.at,
    [command.RECORD_CHAIN_PLAN]: m.visibleColumns.at,
    [command.RECORD_CHAIN_PLAN_STRIDE]: m.visibleColumns.stride,
    [command.RECORD_CHAIN_MEANS]: m.chainMeans.at,
    [command.RECORD_CHAIN_MEANS_STRIDE]: meansBytes(setup.chains),
    [command.RECORD_CHAIN_COUNTS]: m.chainCounts.at,
    [command.RECORD_WEIGHTS]: m.parameters[0].at,
    [command.RECORD_PANEL]: panelBytes(setup.visible),
    [command.RECORD_VISIBLE_BIAS]: m.parameters[1].at,
    [command.RECORD_HIDDEN_BIAS]: m.parameters[2].at,
    [command.RECORD_VISIBLE_FIELD]: m.fields[0].at,
    [command.RECORD_HIDDEN_FIELD]: m.fields[1].at,
    [command.RECORD_DIFFERENCES]: averages[0].at,
    [command.RECORD_OFFSETS]: averages[1].at,
    [command.RECORD_DOTS]: dots.at,
    [command.RECORD_SPIN]: Number(setup.units === "spin"),
    [command.RECORD_CENTRED]: Number(setup.centred),
    [command.RECORD_ADAM]: Number(m.moments.length > 0),
  };
  const record = wordsOf(m.memory, m.record);
  for (const [place, value] of Object.entries(values)) record[Number(place)] = value;
  m.moments.forEach((region, i) => {
    record[MOMENTS[i]!] = region.at;
  });
}
