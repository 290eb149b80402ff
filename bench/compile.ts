/** Small WebAssembly modules of the benchmarks, compiled on the spot. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import asc from "assemblyscript/asc";
import { scratchFile } from "./scratch.ts";

/** From AssemblyScript, `file` relative to this folder, with the options of the shipped kernels. */
export async function compileAssemblyScript(file: string, pages: number): Promise<WebAssembly.Exports> {
  const base = fileURLToPath(new URL(dirname(file), import.meta.url));
  const source = file.slice(dirname(file).length + 1);
  const options = ["-O3", "--noAssert", "--enable", "simd", "--runtime", "stub", "--initialMemory", `${pages}`];
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  const { error, stderr } = await asc.main([source, ...options, "--outFile", "out.wasm", "--baseDir", base], {
    readFile: (name, dir) => readFile(join(dir, name), "utf8").catch(() => null),
    writeFile: (_name, contents) => {
      if (contents instanceof Uint8Array) bytes = Uint8Array.from(contents);
    },
    listFiles: () => [],
  });
  if (error || !bytes) throw new Error(stderr.toString(), { cause: error });
  return (await WebAssembly.instantiate(bytes, {})).instance.exports;
}

/** From C by clang; undefined where the machine has none. */
export async function compileC(file: string, pages: number): Promise<WebAssembly.Exports | undefined> {
  const out = scratchFile("out.wasm");
  const source = fileURLToPath(new URL(file, import.meta.url));
  const target = ["--target=wasm32", "-O3", "-msimd128", "-nostdlib", "-Wl,--no-entry"];
  try {
    await promisify(execFile)("clang", [...target, `-Wl,--initial-memory=${65536 * pages}`, "-o", out, source]);
    return (await WebAssembly.instantiate(await readFile(out), {})).instance.exports;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
