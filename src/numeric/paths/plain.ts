/** The obvious version of the walk, one path after another: the oracle of the kernel, with the same bits. */
import { philox4x32 } from "../philox.ts";
import { BLOCK, RECORD, type Walk, type Walker } from "./ensemble.ts";
import { minusLog, normalPair } from "./normal.ts";

type Record6 = readonly [tau: number, noise: number, f0: number, f1: number, f2: number, f3: number];

const force = ([, , f0, f1, f2, f3]: Record6, z: number): number => ((f3 * z + f2) * z + f1) * z + f0;

/** −∫F. */
const potential = ([, , f0, f1, f2, f3]: Record6, z: number): number =>
  -((((f3 * (1 / 4) * z + f2 * (1 / 3)) * z + f1 * (1 / 2)) * z + f0) * z);

const step = (r: Record6, z: number, xi: number): number => z + r[0] * force(r, z) + r[1] * xi;

/** A proposal is taken where −ln(uniform) outweighs what it loses; one that is not a number never is. */
function accepts(r: Record6, z: number, y: number, xi: number, chance: number): boolean {
  const back = z - y - r[0] * force(r, y);
  const gain = potential(r, z) - potential(r, y);
  return gain + (xi * xi * 0.5 - (back * back) / (4 * r[0])) + chance > 0;
}

export class PlainWalker implements Walker {
  readonly positions: Float64Array;
  readonly #key: readonly [number, number];

  constructor(start: Float64Array, key: readonly [number, number]) {
    this.positions = start;
    this.#key = key;
  }

  async walk(walk: Walk): Promise<number> {
    let accepted = 0;
    for (let group = 0; group < this.positions.length / 4; group++) accepted += this.#walkGroup(group, walk);
    return accepted;
  }

  async dispose(): Promise<void> {}

  /** Four paths of a block, a counter of Philox apart from the next four: their places are four apart too. */
  #walkGroup(group: number, { steps, first, records, metropolis }: Walk): number {
    const at = BLOCK * Math.floor(group / 4) + (group % 4);
    let accepted = 0;
    for (let s = 0; s < steps; s++) {
      const from = records.length === RECORD ? 0 : RECORD * s;
      const record = Array.from(records.subarray(from, from + RECORD)) as unknown as Record6;
      const words = this.#words(group, first + s, 0);
      const chances = metropolis ? this.#words(group, first + s, 1) : undefined;
      const normals = [...normalPair(words[0]!, words[1]!), ...normalPair(words[2]!, words[3]!)];
      for (const [k, xi] of normals.entries()) {
        const z = this.positions[at + 4 * k]!;
        const y = step(record, z, xi);
        const taken = chances === undefined || accepts(record, z, y, xi, minusLog(chances[k]!));
        if (!taken) continue;
        this.positions[at + 4 * k] = y;
        accepted++;
      }
    }
    return accepted;
  }

  #words(group: number, step: number, phase: number): Uint32Array {
    const out = new Uint32Array(4);
    philox4x32(group, step, phase, 0, this.#key[0], this.#key[1], out);
    return out;
  }
}
