/** The commands of one update, in the order and with the random places of the reference engine. */
import * as command from "../../numeric/kernels/commands.ts";
import { blocksOf, chunksOf, meansBytes, panelBytes, stateBytes } from "../../numeric/kernels/panels.ts";
import { floatWord, type Program } from "../../numeric/kernels/program.ts";
import type { EngineSetup } from "../engine.ts";
import type { StepFactors } from "./arithmetic.ts";
import type { EngineMemory, PlanPlace } from "./wasm-memory.ts";

/** What one update has of its own. */
export interface UpdateCall {
  /** Address of the batch's row numbers. */
  readonly index: number;
  readonly rows: number;
  readonly step: number;
  readonly key: readonly [number, number];
  readonly factors: StepFactors;
}

/** Rows of states that a plan is made of. */
interface States {
  readonly at: number;
  readonly stride: number;
  readonly rows: number;
  /** Address of row numbers, 0 for all rows in order. */
  readonly index: number;
}

/** Which results a layer leaves: means times a factor, states drawn in a phase of the update. */
interface Results {
  readonly means?: { readonly at: number; readonly stride: number; readonly scale: number };
  readonly phase?: number;
}

export class UpdateProgram {
  readonly #setup: EngineSetup;
  readonly #memory: EngineMemory;
  readonly #program: Program;

  constructor(setup: EngineSetup, memory: EngineMemory, program: Program) {
    this.#setup = setup;
    this.#memory = memory;
    this.#program = program;
  }

  /** Appends one update. */
  add(call: UpdateCall): void {
    const { algorithm, visible: N, hidden: M } = this.#setup;
    const m = this.#memory;
    const persistent = algorithm === "pcd";
    const chains = persistent ? this.#setup.chains : call.rows;
    const data = { at: m.data.at, stride: stateBytes(N), rows: call.rows, index: call.index };
    const dataMeans = { at: m.dataMeans.at, stride: meansBytes(this.#setup.batch), scale: floatWord(1 / call.rows) };
    const hidden = { at: m.hidden.at, stride: stateBytes(M), rows: chains, index: 0 };
    this.#planRows(m.dataRows, data, N);
    this.#planColumns(m.dataColumns, data, m.dataCounts.at, 0);
    if (persistent) this.#planRows(m.hiddenRows, hidden, M);
    this.#program.barrier();
    // Longer tasks first: the threads then finish closer to each other.
    if (persistent) this.#visible(call, chains, 1);
    this.#hidden(m.dataRows, call, call.rows, persistent ? { means: dataMeans } : { means: dataMeans, phase: 0 });
    this.#program.barrier();
    if (!persistent) this.#visibleFromHidden(call, hidden, 1);
    this.#sweeps(call, hidden);
    this.#ascend(call, chains);
  }

  /** From the visible states of the first sweep to the means, and for persistent chains the states, of the last. */
  #sweeps(call: UpdateCall, hidden: States): void {
    const { algorithm, steps, visible: N } = this.#setup;
    const m = this.#memory;
    const chains = hidden.rows;
    const visible = { at: m.visible.at, stride: stateBytes(N), rows: chains, index: 0 };
    const scale = floatWord(-Math.fround(1 / chains));
    const means = { at: m.chainMeans.at, stride: meansBytes(this.#setup.chains), scale };
    for (let sweep = 1; sweep <= steps; sweep++) {
      const last = sweep === steps;
      this.#planRows(m.visibleRows, visible, N);
      if (last) this.#planColumns(m.visibleColumns, visible, m.chainCounts.at, 1);
      this.#program.barrier();
      const drawn = !last || algorithm === "pcd" ? { phase: 2 * sweep } : {};
      this.#hidden(m.visibleRows, call, chains, last ? { means, ...drawn } : drawn);
      if (last) return;
      this.#program.barrier();
      this.#visibleFromHidden(call, hidden, 2 * sweep + 1);
    }
  }

  #visibleFromHidden(call: UpdateCall, hidden: States, phase: number): void {
    this.#planRows(this.#memory.hiddenRows, hidden, this.#setup.hidden);
    this.#program.barrier();
    this.#visible(call, hidden.rows, phase);
    this.#program.barrier();
  }

  #ascend(call: UpdateCall, chains: number): void {
    const { visible: N, hidden: M, units, centred } = this.#setup;
    const args = {
      [command.ASCENT_RECORD]: this.#memory.record.at,
      [command.ASCENT_DATA]: call.rows,
      [command.ASCENT_CHAINS]: chains,
      [command.ASCENT_PER_DATA]: floatWord(1 / call.rows),
      [command.ASCENT_PER_CHAIN]: floatWord(1 / chains),
      [command.ASCENT_RATE]: floatWord(call.factors.rate),
      [command.ASCENT_FIRST]: floatWord(call.factors.first),
      [command.ASCENT_SECOND]: floatWord(call.factors.second),
    };
    this.#program.add(command.AVERAGES, blocksOf(N), args);
    this.#program.barrier();
    this.#program.add(command.ASCEND, blocksOf(M), args);
    if (units === "spin" || centred) this.#program.barrier();
    this.#program.add(command.ASCEND_VISIBLE, blocksOf(N), args);
    this.#program.barrier();
  }

  #planRows(plan: PlanPlace, states: States, units: number): void {
    this.#program.add(command.PLAN_ROWS, chunksOf(units), planArguments(plan, states));
  }

  #planColumns(plan: PlanPlace, states: States, counts: number, ones: 0 | 1): void {
    this.#program.add(command.PLAN_COLUMNS, chunksOf(states.rows), {
      ...planArguments(plan, states),
      [command.PLAN_UNITS]: this.#setup.visible,
      [command.PLAN_ONES]: ones,
      [command.PLAN_COUNTS]: counts,
    });
  }

  #hidden(plan: PlanPlace, call: UpdateCall, rows: number, results: Results): void {
    const { visible: N, hidden: M } = this.#setup;
    const m = this.#memory;
    this.#program.add(command.LAYER, blocksOf(M), {
      ...this.#layer(plan, call, rows, results),
      [command.LAYER_CONTRACTED]: N,
      [command.LAYER_BIAS]: m.fields[1].at,
      [command.LAYER_UNITS]: M,
      [command.LAYER_STATES]: results.phase === undefined ? 0 : m.hidden.at,
      [command.LAYER_STATES_STRIDE]: stateBytes(M),
    });
  }

  #visible(call: UpdateCall, rows: number, phase: number): void {
    const { visible: N, hidden: M } = this.#setup;
    const m = this.#memory;
    this.#program.add(command.LAYER, blocksOf(N), {
      ...this.#layer(m.hiddenRows, call, rows, { phase }),
      [command.LAYER_CONTRACTED]: M,
      [command.LAYER_TRANSPOSED]: 1,
      [command.LAYER_BIAS]: m.fields[0].at,
      [command.LAYER_UNITS]: N,
      [command.LAYER_STATES]: m.visible.at,
      [command.LAYER_STATES_STRIDE]: stateBytes(N),
    });
  }

  #layer(plan: PlanPlace, call: UpdateCall, rows: number, { means, phase }: Results): Record<number, number> {
    return {
      [command.LAYER_PLAN]: plan.at,
      [command.LAYER_PLAN_STRIDE]: plan.stride,
      [command.LAYER_ROWS]: rows,
      [command.LAYER_WEIGHTS]: this.#memory.parameters[0].at,
      [command.LAYER_PANEL]: panelBytes(this.#setup.visible),
      [command.LAYER_MEANS]: means?.at ?? 0,
      [command.LAYER_MEANS_STRIDE]: means?.stride ?? 0,
      [command.LAYER_MEANS_SCALE]: means?.scale ?? 0,
      [command.LAYER_KEY0]: call.key[0],
      [command.LAYER_KEY1]: call.key[1],
      [command.LAYER_STEP]: call.step,
      [command.LAYER_PHASE]: phase ?? 0,
    };
  }
}

function planArguments(plan: PlanPlace, states: States): Record<number, number> {
  return {
    [command.PLAN_OUT]: plan.at,
    [command.PLAN_STRIDE]: plan.stride,
    [command.PLAN_BITS]: states.at,
    [command.PLAN_BITS_STRIDE]: states.stride,
    [command.PLAN_INDEX]: states.index,
    [command.PLAN_COUNT]: states.rows,
  };
}
