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
  const { W, a, b } = file.tensors;
  const { visibleUnits, hiddenUnits } = file.metadata;
  const [rows, cols] = W!.shape as [number, number];
  return new Rbm({
    W: matrix(rows, cols, W!.data as Float64Array),
    a: a!.data as Float64Array,
    b: b!.data as Float64Array,
    visibleUnits: visibleUnits as Units,
    hiddenUnits: hiddenUnits as Units,
  });
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
