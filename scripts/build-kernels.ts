/**
 * Compiles the kernels from AssemblyScript and writes them as a TypeScript module, so that they load alike from the
 * sources, from dist and in a browser bundle, without reading a file. Run by `npm run build` and so by `prepare`.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const root: string = fileURLToPath(new URL("..", import.meta.url));
const assembly = "src/numeric/kernels/assembly";
const generated: string = `${root}/src/numeric/kernels/generated`;

/** The module over a shared memory, and where the flag is that makes it one over a private memory. */
export interface KernelBinary {
  readonly bytes: Uint8Array;
  /** The flags byte of the imported memory's limits: 3 shared, 1 private. */
  readonly sharedFlag: number;
}

/** @throws Error with the compiler's report. */
export async function compileKernels(): Promise<KernelBinary> {
  const memory = "--enable threads --importMemory --initialMemory 1 --maximumMemory 65536";
  const [shared, own] = await Promise.all([
    compile("index.ts", `${memory} --sharedMemory`),
    compile("index.ts", memory),
  ]);
  const differences = [...shared.keys()].filter((i) => shared[i] !== own[i]);
  const [flag] = differences;
  if (shared.length !== own.length || differences.length !== 1 || flag === undefined) {
    throw new Error(
      `Shared and private builds differ in ${differences.length} bytes, expected the memory's flag alone.`,
    );
  }
  return { bytes: shared, sharedFlag: flag };
}

/** The module as it is written to disk. */
export function kernelSource({ bytes, sharedFlag }: KernelBinary): string {
  return `// Compiled from ../assembly/*.ts by scripts/build-kernels.ts: do not edit, run \`npm run build:kernels\`.
export const SHARED_FLAG: number = ${sharedFlag};
export const KERNELS_BASE64: string =
  "${Buffer.from(bytes).toString("base64")}";
`;
}

/** Linear algebra in float64, over a memory of its own. @throws Error with the compiler's report. */
export function compileLinearAlgebra(): Promise<Uint8Array> {
  return compile("linear/index.ts", "--initialMemory 1 --maximumMemory 65536");
}

/** The module as it is written to disk. */
export function linearAlgebraSource(bytes: Uint8Array): string {
  return `// Compiled from ../assembly/linear/*.ts by scripts/build-kernels.ts: do not edit, run \`npm run build:kernels\`.
export const LINEAR_ALGEBRA_BASE64: string =
  "${Buffer.from(bytes).toString("base64")}";
`;
}

async function compile(entry: string, memory: string): Promise<Uint8Array> {
  const options = `--optimizeLevel 3 --shrinkLevel 0 --noAssert --enable simd --runtime stub ${memory}`;
  const args = [`${assembly}/${entry}`, "--baseDir", root, "--outFile", "kernels.wasm", ...options.split(" ")];
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main(args, {
    readFile: (name, base) => readFile(`${base}/${name}`, "utf8").catch(() => null),
    writeFile: (_name, contents) => {
      bytes = contents instanceof Uint8Array ? contents : undefined;
    },
    listFiles: () => [],
  });
  if (error || !bytes) throw new Error(`The kernels do not compile.\n${stderr.toString()}`, { cause: error });
  return bytes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(generated, { recursive: true });
  await writeFile(`${generated}/binary.ts`, kernelSource(await compileKernels()));
  await writeFile(`${generated}/linear.ts`, linearAlgebraSource(await compileLinearAlgebra()));
}
