import { afterEach, describe, expect, test } from "vitest";
import { BoltzproofError } from "../../../src/errors.ts";
import * as command from "../../../src/numeric/kernels/commands.ts";
import { Layout } from "../../../src/numeric/kernels/layout.ts";
import { Program, programBytes } from "../../../src/numeric/kernels/program.ts";
import { type KernelThreads, openThreads } from "../../../src/numeric/kernels/threads.node.ts";

let open: KernelThreads | undefined;
afterEach(() => open?.dispose());

async function threadsWithProgram(count: number): Promise<{ threads: KernelThreads; program: Program; at: number }> {
  const layout = new Layout();
  const scratch = Array.from({ length: count }, () => layout.reserve(65536));
  const region = layout.reserve(programBytes(300));
  const numbers = layout.reserve(64 * 1024);
  const memory = layout.createMemory(count > 1);
  const threads = await openThreads(memory, scratch);
  open = threads;
  return { threads, program: new Program(memory, region), at: numbers.at };
}

/** A harmless command: sums of no blocks, which writes s = 0 and p = 1 for each row. */
function addSums(program: Program, at: number, rows: number): void {
  program.add(command.SUM_ROWS, Math.ceil(rows / 16), {
    [command.SUM_ROWS_COUNT]: rows,
    [command.SUM_OUT]: at,
  });
  program.barrier();
}

const OPCODE_THAT_IS_NONE = 99;

describe.each([1, 2, 4])("%i threads", (count) => {
  test("run every task of a list with hundreds of barriers, again and again", async () => {
    const { threads, program, at } = await threadsWithProgram(count);
    expect(threads.count).toBe(count);
    for (let i = 0; i < 200; i++) addSums(program, at, 1000);
    const out = new Float64Array(threads.memory.buffer, at, 2000);
    for (let run = 0; run < 3; run++) {
      out.fill(-1);
      const list = new Program(threads.memory, { at: program.at, bytes: programBytes(300) });
      for (let i = 0; i < 200; i++) addSums(list, at, 1000);
      await threads.run(list.at);
      expect([...out]).toEqual(Array.from({ length: 2000 }, (_, k) => k % 2));
    }
  });
});

describe("threads", () => {
  test.each([1, 3])("end the run with the cause when one fails, among %i", async (count) => {
    const { threads, program, at } = await threadsWithProgram(count);
    addSums(program, at, 100);
    program.add(OPCODE_THAT_IS_NONE, 1, {});
    program.barrier();
    addSums(program, at, 100);
    const failure = await threads.run(program.at).catch((e: unknown) => e);
    expect(failure).toBeInstanceOf(BoltzproofError);
    expect((failure as BoltzproofError).code).toBe("engine");
    expect(String((failure as BoltzproofError).cause)).toMatch(/RuntimeError: unreachable/);
    await expect(threads.run(program.at)).rejects.toBe(failure);
  });

  test("burn no time while they wait for work", async () => {
    const { threads, program, at } = await threadsWithProgram(2);
    addSums(program, at, 100);
    await threads.run(program.at);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 400));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(100);
  });

  test("refuse a list longer than was reserved", async () => {
    const { program, at } = await threadsWithProgram(1);
    expect(() => {
      for (let i = 0; i < 400; i++) addSums(program, at, 1);
    }).toThrow(/a list of more than 300 commands/);
  });
});

describe("the memory of a computation", () => {
  test("is refused beyond what WebAssembly addresses", () => {
    expect(() => new Layout().reserve(2 ** 32)).toThrow(/at most 4 GiB/);
  });

  test("gives each place a cache line of its own", () => {
    const layout = new Layout();
    const places = [1, 63, 64, 65, 0, 7].map((n) => layout.reserve(n).at);
    expect(places.every((at) => at % 64 === 0)).toBe(true);
    expect(places.map((at) => at - places[0]!)).toEqual([0, 64, 128, 192, 320, 320]);
  });
});
