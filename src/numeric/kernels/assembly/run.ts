// The loop of a thread: draw tasks of one command after another, and meet the other threads at barriers.
import {
  ASCEND,
  ASCEND_VISIBLE,
  AVERAGES,
  BARRIER,
  COMMAND_WORDS,
  COUNTER,
  LAYER,
  OPCODE,
  PLAN_COLUMNS,
  PLAN_ROWS,
  STOP,
  SUM_ROWS,
  TASKS,
  WALK,
} from "../commands";
import { ascend, ascendVisible, averages } from "./bits/ascent";
import { argument } from "./command";
import { layer } from "./bits/layer";
import { planColumns, planRows } from "./bits/plan";
import { sumRows } from "./arithmetic/softplus";
import { walk } from "./paths/walk";

/** Rounds of polling before a thread lets the system put it to sleep: some fifty microseconds, about a task. */
const SPINS: u32 = 30000;

/** Longest sleep, in nanoseconds. */
const NAP: i64 = 50_000_000;

/**
 * Runs the command list at `program`. `control` holds two words: arrivals at barriers so far, which the host sets
 * to 0, and a flag that ends the run. Returns whether it ran to the end.
 */
export function run(program: usize, control: usize, threads: u32, scratch: usize): bool {
  let expected: u32 = 0;
  for (let command = program; argument(command, OPCODE) != STOP; command += 4 * COMMAND_WORDS) {
    const tasks = <u32>argument(command, TASKS);
    const counter = command + 4 * COUNTER;
    for (let task = atomic.add<u32>(counter, 1); task < tasks; task = atomic.add<u32>(counter, 1)) {
      perform(command, task, scratch);
    }
    if (argument(command, BARRIER) && threads > 1) {
      expected += threads;
      if (!meet(control, expected)) return false;
    }
  }
  return true;
}

function perform(command: usize, task: u32, scratch: usize): void {
  switch (<i32>argument(command, OPCODE)) {
    case PLAN_ROWS: return planRows(command, task);
    case PLAN_COLUMNS: return planColumns(command, task, scratch);
    case LAYER: return layer(command, task, scratch);
    case AVERAGES: return averages(command, task);
    case ASCEND: return ascend(command, task, scratch);
    case ASCEND_VISIBLE: return ascendVisible(command, task);
    case SUM_ROWS: return sumRows(command, task);
    case WALK: return walk(command, task, scratch);
    default: unreachable();
  }
}

/**
 * Waits until `expected` arrivals: first by polling, then asleep; the thread that completes them wakes the others.
 * Sleep has a limit, so that a flag raised just before it is seen.
 */
function meet(control: usize, expected: u32): bool {
  const arrived = atomic.add<u32>(control, 1) + 1;
  if (arrived == expected) {
    atomic.notify(control, -1);
    return true;
  }
  let now = atomic.load<u32>(control);
  for (let spin: u32 = 0; <i32>(now - expected) < 0; spin++) {
    if (atomic.load<u32>(control, 4)) return false;
    if (spin >= SPINS) atomic.wait<i32>(control, now, NAP);
    now = atomic.load<u32>(control);
  }
  return true;
}
