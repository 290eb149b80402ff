/** What every training engine refuses, in the same words whichever engine it is. */
import { requireWholeWithin } from "../../arguments.ts";
import { BoltzproofError } from "../../errors.ts";
import type { BitMatrix } from "../../numeric/bits.ts";
import { MOST_THREADS } from "../../numeric/kernels/threads.node.ts";
import type { EngineSetup, Parameters } from "../engine.ts";
import { requireWhole } from "../require.ts";

/** @throws BoltzproofError "shape" or "domain" naming the first setting that cannot be. */
export function checkSetup(setup: EngineSetup): void {
  for (const name of ["visible", "hidden", "batch", "chains", "steps", "threads"] as const) {
    requireWhole(name, setup[name], 1);
  }
  requireWholeWithin("threads", setup.threads, 1, MOST_THREADS);
  if (setup.data.cols !== setup.visible) {
    throw new BoltzproofError("shape", {
      found: `data of ${setup.data.cols} columns for ${setup.visible} visible units`,
      expected: `${setup.visible} columns`,
      advice: "give every visible unit one column",
    });
  }
  if (setup.algorithm === "cd" && setup.chains !== setup.batch) {
    throw new BoltzproofError("shape", {
      found: `${setup.chains} chains for contrastive divergence on batches of ${setup.batch}`,
      expected: "one chain a row of the batch",
      advice: "set chains to the batch size, or use pcd",
    });
  }
}

/** @throws BoltzproofError "shape" for an empty or overlong batch, "domain" for a row that the data lack. */
export function checkBatch(setup: EngineSetup, batch: Uint32Array): void {
  if (batch.length < 1 || batch.length > setup.batch) {
    throw new BoltzproofError("shape", {
      found: `a batch of ${batch.length} rows`,
      expected: `1 to ${setup.batch}`,
      advice: "leave out empty batches, and give the engine the size of the largest",
    });
  }
  const bad = batch.find((r) => r >= setup.data.rows);
  if (bad === undefined) return;
  throw new BoltzproofError("domain", {
    found: `row ${bad} in a batch`,
    expected: `row numbers below ${setup.data.rows}`,
    advice: "number the rows of the data from 0",
  });
}

/** @throws BoltzproofError "shape" when a parameter does not fit the machine. */
export function checkParameters(setup: EngineSetup, { W, a, b }: Parameters): void {
  const { visible: N, hidden: M } = setup;
  requireEntries("W", W.length, N * M);
  requireEntries("a", a.length, N);
  requireEntries("b", b.length, M);
}

/** @throws BoltzproofError "shape" unless h is chains × hidden (0 rows for cd). */
export function checkChains(setup: EngineSetup, h: BitMatrix): void {
  const rows = persistentChains(setup);
  if (h.rows === rows && (rows === 0 || h.cols === setup.hidden)) return;
  throw new BoltzproofError("shape", {
    found: `${h.rows}×${h.cols} chain states`,
    expected: `hidden states, ${rows}×${setup.hidden}`,
    advice: "pass what chains() returned, or hidden states of your own",
  });
}

/** @throws BoltzproofError "shape" unless the state has the given lengths, in that order. */
export function checkOptimizerState(found: readonly Float32Array[], lengths: readonly number[]): void {
  requireEntries("the list of moments", found.length, lengths.length);
  lengths.forEach((n, i) => {
    requireEntries(`moment ${i}`, found[i]!.length, n);
  });
}

/** Number of chains that outlive an update. */
export function persistentChains(setup: EngineSetup): number {
  return setup.algorithm === "pcd" ? setup.chains : 0;
}

function requireEntries(name: string, found: number, expected: number): void {
  if (found === expected) return;
  throw new BoltzproofError("shape", {
    found: `${found} entries in ${name}`,
    expected: `${expected}`,
    advice: "use a state of the same machine and optimizer",
  });
}
