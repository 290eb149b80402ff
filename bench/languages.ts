/** The hot loop of the kernels, additions of table lines, as AssemblyScript and as clang compile it. */
import { compileAssemblyScript, compileC } from "./compile.ts";
import { type Comparison, compare } from "./report.ts";
import { ours } from "./side-by-side.ts";

interface Loop {
  readonly memory: WebAssembly.Memory;
  addLines(list: number, rows: number, out: number, table: number): void;
}

const ROWS = 500;
const GROUPS = 32;
const REPEATS = 400;
/** Where things lie: beyond the stack and data of either compiler. */
const [TABLE, LIST, OUT] = [1 << 20, 2 << 20, 3 << 20];

export async function benchLanguages(rounds: number): Promise<Comparison> {
  const ourLoop = (await compileAssemblyScript(
    "../src/numeric/kernels/assembly/bits/tables.ts",
    64,
  )) as unknown as Loop;
  const clang = (await compileC("assembly/add-lines.c", 64)) as unknown as Loop | undefined;
  const contender = (name: string, loop: Loop) => {
    fill(loop.memory);
    return ours(name, "wasm32, SIMD", () => {
      for (let i = 0; i < REPEATS; i++) loop.addLines(LIST, ROWS, OUT, TABLE);
    });
  };
  return compare({
    title: `Additions of table lines, ${REPEATS} chunks of ${ROWS} rows × ${GROUPS} groups`,
    contenders: [contender("AssemblyScript", ourLoop), ...(clang ? [contender("clang", clang)] : [])],
    absent: clang ? [] : ["clang: not installed"],
    limits: [{ peer: "clang", atMost: 1.15 }],
    rounds,
  });
}

/** Half of all bits on: fifteen of sixteen codes are not empty, and each names a line at random. */
function fill({ buffer }: WebAssembly.Memory): void {
  new Float32Array(buffer, TABLE, GROUPS * 256).fill(1e-6);
  const list = new Uint16Array(buffer, LIST, ROWS * (GROUPS + 1));
  let at = 0;
  let state = 1;
  for (let r = 0; r < ROWS; r++) {
    const head = at++;
    for (let g = 0; g < GROUPS; g++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const code = state >>> 28;
      if (code > 0) list[at++] = 1024 * g + 64 * code;
    }
    list[head] = at - head - 1;
  }
}
