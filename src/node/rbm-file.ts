/** A machine on the disk: its parameters in float64 as a tensor file, with the convention written beside them. */
import { BoltzproofError } from "../errors.ts";
import { matrix } from "../numeric/matrix.ts";
import { Rbm, type Units } from "../rbm/rbm.ts";
import { readBytes, writeFileAtomic } from "./files.ts";
import { decodeTensors, encodeTensors, type TensorFile, tensor } from "./tensor-file.ts";

/** The sign and units that every file states, since other programs read it too. */
export const CONVENTION: string =
  "E(v,h) = -a.v - b.h - v.W.h; W is visible x hidden, row-major; binary = {0,1}, spin = {-1,+1}";

/**
 * Writes the machine, bit for bit, to one file (safetensors). The file is replaced whole or not at all.
 * @throws BoltzproofError "file".
 */
export async function saveRbm(path: string, rbm: Rbm): Promise<void> {
  const { W, a, b, visibleUnits, hiddenUnits } = rbm;
  const tensors = { W: tensor(W.data, [W.rows, W.cols]), a: tensor(a), b: tensor(b) };
  const metadata = { content: "rbm", convention: CONVENTION, visibleUnits, hiddenUnits };
  await writeFileAtomic(path, encodeTensors({ metadata, tensors }));
}

/**
 * Reads a machine that `saveRbm` wrote.
 * @throws BoltzproofError "file" when it cannot be read, "checkpoint" when a byte of it changed or it holds something else.
 */
export async function loadRbm(path: string): Promise<Rbm> {
  const file = decodeTensors(await readBytes(path), path);
  requireContent(file, "rbm", path);
  const [rows = 0, cols = 0] = file.tensors["W"]?.shape ?? [];
  return new Rbm({
    W: matrix(rows, cols, parameters(file, "W", [rows, cols], path)),
    a: parameters(file, "a", [rows], path),
    b: parameters(file, "b", [cols], path),
    visibleUnits: unitsOf(file, "visibleUnits", path),
    hiddenUnits: unitsOf(file, "hiddenUnits", path),
  });
}

/** The tensor of that name in float64, of that shape. */
function parameters({ tensors }: TensorFile, name: string, shape: readonly number[], path: string): Float64Array {
  const found = tensors[name];
  const fits = found?.shape.length === shape.length && found.shape.every((n, k) => n === shape[k]);
  if (fits && found.data instanceof Float64Array) return found.data;
  const words = found ? `${found.dtype} of shape ${found.shape.join("×")} for` : "no";
  throw refusal(`${words} ${name} in ${path}`, `F64 of shape ${shape.join("×")}`);
}

function unitsOf({ metadata }: TensorFile, layer: "visibleUnits" | "hiddenUnits", path: string): Units {
  const found = metadata[layer];
  if (found === "binary" || found === "spin") return found;
  throw refusal(`${layer}: ${found ?? "nothing"} in ${path}`, '"binary" or "spin"');
}

function refusal(found: string, expected: string): BoltzproofError {
  const advice = "write the machine again with saveRbm";
  return new BoltzproofError("checkpoint", { found, expected, advice });
}

/** Refuses a file that is whole but holds another kind of thing. @throws BoltzproofError "checkpoint". */
export function requireContent(file: TensorFile, content: string, path: string): void {
  const { content: found = "unnamed" } = file.metadata;
  if (found === content) return;
  throw new BoltzproofError("checkpoint", {
    found: `a file of kind "${found}" in ${path}`,
    expected: `kind "${content}"`,
    advice: "name another file",
  });
}
