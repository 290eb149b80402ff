/** Values of an independent implementation, described in test/golden/rbm/README.md. */
import { readFileSync } from "node:fs";
import { matrix, matrixFromRows } from "../../src/numeric/matrix.ts";
import { Rbm } from "../../src/rbm/rbm.ts";

interface Tiny {
  readonly W: number[][];
  readonly b: number[];
  readonly c: number[];
  readonly logZ: number;
  readonly mean_v: number[];
  readonly mean_h: number[];
  readonly mean_vh: number[][];
  readonly entropy: number;
}

interface Trained {
  readonly W: string;
  readonly b: string;
  readonly c: string;
  readonly logZ_exact: number;
  readonly LL_train: number;
  readonly LL_test: number;
  readonly logpstar_first10_test: number[];
  readonly ph_test0: number[];
  readonly sv: number[];
}

/** One run of PCD-1 on 784×16. */
export interface SmallRun {
  readonly seed: number;
  readonly checkpoints: readonly {
    readonly epoch: number;
    readonly logZ_exact: number;
    readonly train: number;
    readonly test: number;
    readonly sv: readonly number[];
  }[];
}

/** One run of PCD-1 on 784×500; the 20 leading singular values. */
export interface LargeRun {
  readonly seed: number;
  readonly snapshots: readonly {
    readonly epoch: number;
    readonly n_above_edge: number;
    readonly fro: number;
    readonly sv: readonly number[];
    readonly recon_ce_test: number;
  }[];
}

/** The 10×6 machine and its enumerated moments. */
export function tinyMachine(): { readonly rbm: Rbm; readonly known: Tiny } {
  const known = read("fixture_tiny_10x6.json") as Tiny;
  const { W, b, c } = known;
  return { rbm: new Rbm({ W: matrixFromRows(W), a: Float64Array.from(b), b: Float64Array.from(c) }), known };
}

/** The trained 784×16 machine. */
export function trainedMachine(): { readonly rbm: Rbm; readonly known: Trained } {
  const known = read("fixture_784x16.json") as Trained;
  const { W, b, c } = known;
  return { rbm: new Rbm({ W: matrix(784, 16, floats(W)), a: floats(b), b: floats(c) }), known };
}

export function smallRuns(): readonly SmallRun[] {
  return (read("pcd1_784x16.json") as { runs: SmallRun[] }).runs;
}

export function largeRuns(): readonly LargeRun[] {
  return (read("pcd1_784x500.json") as { runs: LargeRun[] }).runs;
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../golden/rbm/${name}`, import.meta.url), "utf8"));
}

function floats(base64: string): Float64Array {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  return Float64Array.from(new Float32Array(bytes.buffer));
}
